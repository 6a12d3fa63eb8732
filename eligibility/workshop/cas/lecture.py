"""Reading files of cases: every project typed, every name checked, every fault at its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError

from eligibility.corpus.erreurs import sans_tete, signaler
from eligibility.corpus.fiches import Fiche, Fichier, brut
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic, Report, Severity
from eligibility.documents.files import EXTENSIONS
from eligibility.documents.loader import read
from eligibility.documents.located import Document, Node, Scalar, Sequence
from eligibility.documents.located import Mapping as MappingNode
from eligibility.language.projet import INTITULE, Projet, read_projet
from eligibility.language.scalaires import opening
from eligibility.workshop.cas.declares import Attendu, CasDeclare, FichierCas
from eligibility.workshop.cas.declines import decliner
from eligibility.workshop.cas.noms import verifier_noms
from eligibility.workshop.cas.vides import signaler_hors_jeu, signaler_vides


class Cas(Struct, frozen=True):
    """One case, ready to be checked. ``ligne``: where it starts in ``fichier``, or where its own day or value stands;
    ``ecrit``: its project as written."""

    nom: str
    fichier: str
    ligne: int
    jour: date
    lectures: Mapping[str, str]
    projet: Projet
    ecrit: Node
    attendu: Attendu
    raison: str
    fiche: Fiche[CasDeclare]


def fichiers(chemins: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, the YAML files of folders in the order of their names."""
    for chemin in chemins:
        if chemin.is_dir():
            yield from sorted(path for path in chemin.rglob("*") if path.suffix in EXTENSIONS and path.is_file())
        else:
            yield chemin


def lire(path: Path, corpus: Corpus, name: str | None = None) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
    """The cases of a file and every diagnostic; no case as soon as one is an error."""
    document, found = read(path, name)
    return ((), found) if document is None else lire_document(document, found, corpus)


def lire_document(
    document: Document, found: Iterable[Diagnostic], corpus: Corpus | None
) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
    """The same from a document already read, ``found`` being what reading it gave. Without a corpus, only the shape
    of the file is looked at, and there is no case."""
    report = Report(document.name, document.text)
    report.extend(found)
    cases = tuple(_lire(document, corpus, report)) if document.root is not None else ()
    if document.root is None:
        report.add("V404", cle="cas")
    diagnostics = tuple(entry for entry in report.diagnostics if entry.severity is not Severity.NOTE)
    return (() if report.has_errors else cases), diagnostics


def _lire(document: Document, corpus: Corpus | None, report: Report) -> Iterator[Cas]:
    assert document.root is not None
    fichier = Fichier(document.name, document.root, report)
    if not isinstance(document.root, MappingNode):
        sans_tete(fichier, "cas")
        return
    root = document.root
    sans_projets = _sans_projets(root)
    declares = dict(_declares(sans_projets))
    date_du_fichier = FichierCas.model_fields["date"].default
    try:
        date_du_fichier = FichierCas.model_validate(sans_projets).date
    except ValidationError as error:
        signaler(error.errors(include_url=False), FichierCas, fichier, ())
    noms: dict[str, Fiche[CasDeclare]] = {}
    for index, node in enumerate(_noeuds(root)):
        cas = declares.get(index)
        if cas is None:
            # What is wrong with the case is said; its project is read all the same.
            if corpus is not None and isinstance(node, MappingNode) and (ecrit := node.get("projet")) is not None:
                _projet(ecrit, "cas", document, corpus, report)
            continue
        fiche = Fiche(cas, fichier, ("cas", index))
        premier = noms.setdefault(cas.nom, fiche)
        if premier is not fiche:
            fiche.signale("V411", "nom", quoi="cas", id=cas.nom, premier=premier.lieu("nom"))
        if corpus is None:
            continue
        verifier_noms(fiche, corpus)
        signaler_vides(fiche)
        for found in decliner(fiche, date_du_fichier, corpus.vocabulaire.champs):
            projet = _projet(found.projet, found.nom, document, corpus, report)
            if projet is None:
                continue
            signaler_hors_jeu(fiche, projet, found.jour, corpus)
            yield Cas(
                nom=found.nom,
                fichier=document.name,
                ligne=found.ligne,
                jour=found.jour,
                lectures=cas.lectures,
                projet=projet,
                ecrit=found.projet,
                attendu=cas.attendu,
                raison=cas.raison,
                fiche=fiche,
            )


def _noeuds(root: MappingNode) -> tuple[Node, ...]:
    node = root.get("cas")
    return node.items if isinstance(node, Sequence) else ()


def _declares(sans_projets: Mapping[str, object]) -> Iterator[tuple[int, CasDeclare]]:
    """The sound cases, by rank: a faulty one does not keep the others from being read."""
    listed = sans_projets.get("cas")
    for index, written in enumerate(listed if isinstance(listed, tuple) else ()):
        with contextlib.suppress(ValidationError):
            yield index, CasDeclare.model_validate(written)


def _sans_projets(root: MappingNode) -> Mapping[str, object]:
    """What is written, projects left out: their reader takes them from the nodes."""

    def entry(node: Node) -> object:
        if not isinstance(node, MappingNode):
            return brut(node)
        return {key.text: None if key.text == "projet" else brut(value) for key, value in node}

    return {
        key.text: tuple(map(entry, value.items)) if key.text == "cas" and isinstance(value, Sequence) else brut(value)
        for key, value in root
    }


def _projet(node: Node, nom: str, document: Document, corpus: Corpus, report: Report) -> Projet | None:
    """The project of a case; its title is the case's name when it gives none."""
    if not isinstance(node, MappingNode):
        report.add(
            "V103", opening(node), attendu="un projet", aide="écrivez ses champs sous «\u00a0projet:\u00a0», décalés"
        )
        return None
    if node.key(INTITULE) is None:
        titre = Scalar(nom, nom, True, node.span)
        entries = ((Scalar(INTITULE, INTITULE, False, node.span), titre), *node.entries)
        node = MappingNode(entries, node.span)
    projet, found = read_projet(document, corpus.vocabulaire, node)
    report.extend(found)
    return projet
