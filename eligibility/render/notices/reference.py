"""The reference: every rule, entry and code explained, in pages that lead to one another.

The pages are written for the folder ``docs/reference`` of the corpus: links to its files start from there. They depend
on the corpus, its cases and the codes, and on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Final

from msgspec import Struct

from eligibility.documents.catalogue import CATALOGUE
from eligibility.render.notices.markdown import code, echapper, notice_seule, tableau
from eligibility.render.typographie import soigner
from eligibility.workshop.notices.codes import FAMILLES
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Lien, Lieu, Notice, Sorte
from eligibility.workshop.notices.noms import Nom, idents, notice

MARQUE: Final = "<!-- Écrit par « eligibility explain --dossier » : ne pas modifier à la main. -->"
"""First line of every page: what has it is ours to replace or remove."""

SOMMAIRE: Final = "README.md"
_PLACE: Final = PurePosixPath("docs/reference")
"""Where the pages stand in the folder of the corpus."""


class _Page(Struct):
    """``noms``: what is explained on the page, with the levels of their headings."""

    fichier: str
    titre: str
    sujet: str
    noms: list[tuple[Nom, int]]


def reference(fonds: Fonds) -> dict[str, str]:
    """The text of every page by its path from the folder of the reference."""
    pages = [page for page in _pages(fonds) if page.noms]
    adresses = {nom: f"{page.fichier}#{ancre}" for page in pages for nom, ancre in _ancres(page)}
    ecrites = {page.fichier: _ecrire(fonds, page, adresses) for page in pages}
    return {SOMMAIRE: _sommaire(pages), **ecrites}


def _pages(fonds: Fonds) -> Iterator[_Page]:
    themes: dict[str, list[tuple[Nom, int]]] = {}
    for versions in fonds.regles.values():
        fiche, rule = versions[-1]
        themes.setdefault(fiche.fichier.name, []).append((Nom(Sorte.REGLE, rule.id), 2))
    for fichier, noms in sorted(themes.items()):
        theme = PurePosixPath(fichier).stem
        yield _Page(f"regles/{theme}.md", f"Règles : {theme}", "ce qu'elles concluent, quand, sur quels textes", noms)
    yield _Page("items.md", "Axes et items", "ce qu'un contrat peut prendre, axe par axe", list(_par_axe(fonds)))
    for fichier, titre, sujet, sorte in _SIMPLES:
        yield _Page(fichier, titre, sujet, [(Nom(sorte, ident), 2) for ident in idents(fonds, sorte)])
    mots = [Nom(sorte, ident) for sorte in (Sorte.CONNECTEUR, Sorte.OPERATEUR) for ident in idents(fonds, sorte)]
    sujet = "connecteurs et opérateurs des conditions"
    yield _Page("langage.md", "Langage des règles", sujet, [(nom, 2) for nom in mots])
    yield _Page(
        "sources.md", "Sources et passages", "les textes, et ce que les règles en portent", list(_par_source(fonds))
    )
    for famille, sujet in FAMILLES.items():
        codes = [(Nom(Sorte.CODE, ident), 2) for ident in CATALOGUE if ident.startswith(famille)]
        yield _Page(f"codes/{famille.lower()}.md", f"Codes {famille}", sujet, codes)


_SIMPLES: Final = (
    ("mesures.md", "Mesures nationales", "leur axe, leur chef de file, les règles qui les reconnaissent", Sorte.MESURE),
    ("instruments.md", "Contrats, pactes et fonds", "ce qu'ils ouvrent, et à quels axes", Sorte.INSTRUMENT),
    ("cofinancements.md", "Options de cofinancement", "parts, conditions et réserves", Sorte.COFINANCEMENT),
    ("contributions.md", "Contributions d'une Caf", "ce qu'elle peut faire valoir dans un pacte", Sorte.CONTRIBUTION),
    ("coordinations.md", "Coordinations", "ce qui est à articuler", Sorte.COORDINATION),
    (
        "interpretations.md",
        "Interprétations",
        "ce que les textes laissent ouvert, et la lecture retenue",
        Sorte.INTERPRETATION,
    ),
    ("vocabulaire.md", "Champs d'un projet", "leur sens, leurs valeurs, comment ils s'écrivent", Sorte.CHAMP),
    ("dispositifs.md", "Dispositifs", "ceux qu'un projet peut nommer", Sorte.DISPOSITIF),
    ("acteurs.md", "Acteurs", "porteurs, financeurs, signataires, chefs de file", Sorte.ACTEUR),
)


def _par_axe(fonds: Fonds) -> Iterator[tuple[Nom, int]]:
    for axe in sorted(fonds.corpus.axes.values(), key=lambda axe: axe.numero):
        yield Nom(Sorte.AXE, axe.id), 2
        yield from ((Nom(Sorte.ITEM, item.id), 3) for item in fonds.corpus.items.values() if item.axe == axe.id)


def _par_source(fonds: Fonds) -> Iterator[tuple[Nom, int]]:
    for source in fonds.corpus.sources:
        yield Nom(Sorte.SOURCE, source), 2
        yield from (
            (Nom(Sorte.PASSAGE, passage.id), 3)
            for passage in fonds.corpus.passages.values()
            if passage.source == source
        )


def _ancres(page: _Page) -> Iterator[tuple[Nom, str]]:
    """The anchor of each explanation: that of its heading, numbered where another has it already."""
    prises = {ancre(page.titre)}
    for nom, _ in page.noms:
        libre, rang = ancre(nom.ident), 0
        while libre in prises:
            rang += 1
            libre = f"{ancre(nom.ident)}-{rang}"
        prises.add(libre)
        yield nom, libre


def ancre(titre: str) -> str:
    """What GitHub names the place of a heading.

    >>> ancre("enfance/parentalite-1000-jours"), ancre("territoire.departement"), ancre("Codes V6")
    ('enfanceparentalite-1000-jours', 'territoiredepartement', 'codes-v6')
    """
    return re.sub(r"[^\w\- ]", "", titre.lower()).replace(" ", "-")


def _ecrire(fonds: Fonds, page: _Page, adresses: Mapping[Nom, str]) -> str:
    dossier = PurePosixPath(page.fichier).parent

    def cible(vers: Lien | Lieu) -> str | None:
        if isinstance(vers, Lieu):
            return relpath(vers.fichier, _PLACE / dossier)
        adresse = adresses.get(Nom(vers.sorte, vers.ident))
        if adresse is None:
            return None
        fichier, _, ancre_ = adresse.partition("#")
        return f"#{ancre_}" if fichier == page.fichier else f"{relpath(fichier, dossier)}#{ancre_}"

    notices = [(notice(fonds, nom), niveau) for nom, niveau in page.noms]
    en_tete = [
        (f"[{code(found.ident)}]({_ici(adresses, found)})", found.titre) for found, niveau in notices if niveau == 2
    ]
    lignes = [
        MARQUE,
        "",
        f"# {echapper(soigner(page.titre))}",
        "",
        f"{echapper(soigner(_phrase(page.sujet)))} [Toute la référence]({relpath(SOMMAIRE, dossier)})",
        "",
        *tableau(("Nom", "Titre"), [(lien, echapper(soigner(titre))) for lien, titre in en_tete]),
        "",
    ]
    debut = "".join(f"{ligne}\n" for ligne in lignes)
    return debut + "\n".join(notice_seule(found, niveau, cible) for found, niveau in notices)


def _ici(adresses: Mapping[Nom, str], found: Notice) -> str:
    """The address of an explanation from its own page."""
    return f"#{adresses[Nom(found.sorte, found.ident)].partition('#')[2]}"


def _sommaire(pages: Sequence[_Page]) -> str:
    lignes = [
        MARQUE,
        "",
        "# Référence",
        "",
        "Tout ce que nomment les règles, et tous les codes des remarques. Dans un terminal,",
        "`eligibility explain NOM` donne une de ces entrées. Après un changement des règles, des référentiels, des cas",
        "ou des codes, `eligibility explain --dossier docs/reference` récrit ces pages.",
        "",
        *tableau(
            ("Page", "Contenu", "Entrées"),
            [
                (
                    f"[{echapper(soigner(page.titre))}]({page.fichier})",
                    echapper(soigner(_phrase(page.sujet))),
                    str(len(page.noms)),
                )
                for page in pages
            ],
        ),
    ]
    return "".join(f"{ligne}\n" for ligne in lignes)


def _phrase(sujet: str) -> str:
    return f"{sujet[:1].upper()}{sujet[1:]}."


def perimees(dossier: Path, pages: Mapping[str, str]) -> list[Path]:
    """The pages that ``dossier`` still holds of what is no longer there. Raises OSError."""
    gardees = {dossier / fichier for fichier in pages}
    pages_du_dossier = (path for path in sorted(dossier.rglob("*.md")) if path.is_file())
    return [path for path in pages_du_dossier if path not in gardees and _marquee(path)]


def _marquee(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as lignes:
        return lignes.readline().rstrip("\r\n") == MARQUE
