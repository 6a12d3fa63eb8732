"""An explanation as text: its sections in the margin, its lists cut short unless everything is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.render.page import Page
from eligibility.render.support import Support, colonnes
from eligibility.render.typographie import NBSP, soigner
from eligibility.workshop.notices.modele import (
    Adresse,
    Condition,
    Conditions,
    Exemple,
    Lien,
    Lieu,
    Liste,
    Morceau,
    Mot,
    Notice,
    Paragraphe,
    Phrase,
    Section,
    Sorte,
    Tableau,
)

SORTES: Final = {
    Sorte.CODE: "code",
    Sorte.REGLE: "règle",
    Sorte.ITEM: "item",
    Sorte.AXE: "axe",
    Sorte.MESURE: "mesure nationale",
    Sorte.INSTRUMENT: "instrument",
    Sorte.COFINANCEMENT: "option de cofinancement",
    Sorte.CONTRIBUTION: "contribution",
    Sorte.COORDINATION: "coordination",
    Sorte.INTERPRETATION: "interprétation",
    Sorte.CHAMP: "champ",
    Sorte.VALEUR: "valeur",
    Sorte.OPERATEUR: "opérateur",
    Sorte.CONNECTEUR: "connecteur",
    Sorte.DISPOSITIF: "dispositif",
    Sorte.ACTEUR: "acteur",
    Sorte.SOURCE: "source",
    Sorte.PASSAGE: "passage",
}
"""What each kind is called."""

_POINTS: Final = 10
"""Lines of a list, where not all are asked for."""
_TITRE_MAX: Final = 22
"""Columns of what the rows of a table are about, beyond which they are not aligned."""


def rendre(notices: Sequence[Notice], support: Support, *, verbeux: bool) -> Page:
    page = Page(support)
    for rang, notice in enumerate(notices):
        if rang:
            page.corps()
            page.vide()
            page.ligne(("—" * min(support.largeur, 40), "dim"))
            page.vide()
        _notice(page, notice, verbeux)
    return page


def _notice(page: Page, notice: Notice, verbeux: bool) -> None:
    page.paragraphe(soigner(notice.titre), style="bold")
    lieu = dire((notice.lieu,)) if notice.lieu else ""
    page.paragraphe(lieu, tete=((f"{SORTES[notice.sorte]} ", "dim"), (f"{notice.ident}  ", "cyan")), style="dim")
    for section in notice.sections:
        page.rubrique(section.titre)
        _section(page, section, verbeux)


def _section(page: Page, section: Section, verbeux: bool) -> None:
    for bloc in section.blocs:
        match bloc:
            case Paragraphe():
                page.paragraphe(soigner(dire(bloc.phrase)))
            case Liste():
                _liste(page, bloc, verbeux)
            case Tableau():
                _tableau(page, bloc, verbeux)
            case Conditions():
                for condition in bloc.lignes:
                    _condition(page, condition)
            case Exemple():
                for ligne in bloc.texte.rstrip("\n").split("\n"):
                    page.paragraphe(ligne.replace("\t", "→   "), style="cyan")


def _liste(page: Page, liste: Liste, verbeux: bool) -> None:
    if liste.intro:
        page.paragraphe(soigner(liste.intro))
    montres = len(liste.points) if verbeux else liste.extrait or _POINTS
    # One more is as short as saying that there is one more.
    montres += len(liste.points) == montres + 1
    retrait = 2 if liste.intro else 0
    for point in liste.points[:montres]:
        page.paragraphe(soigner(dire(point)), retrait=retrait, tete=(("· ", ""),))
    reste = len(liste.points) - montres
    if reste > 0:
        page.paragraphe(f"… et {reste} autres, avec -v", retrait=retrait, style="dim")


def _tableau(page: Page, tableau: Tableau, verbeux: bool) -> None:
    colonnes_montrees = len(tableau.titres) if verbeux or not tableau.extrait else tableau.extrait
    lignes = tableau.lignes if verbeux else tableau.lignes[: 4 * _POINTS]
    largeur = min(_TITRE_MAX, max(colonnes(dire(ligne[0])) for ligne in tableau.lignes))
    for ligne in lignes:
        titre = dire(ligne[0])
        marge = " " * (largeur - colonnes(titre) + 2)
        page.paragraphe(soigner(dire(ligne[1])), tete=((titre, "bold"), (marge or "  ", "")))
        for nom, cellule in zip(tableau.titres[2:colonnes_montrees], ligne[2:colonnes_montrees], strict=True):
            if cellule:
                page.paragraphe(soigner(dire(cellule)), retrait=4, tete=((f"{nom}\u00a0: ", "dim"),))
    reste = len(tableau.lignes) - len(lignes)
    if reste:
        page.paragraphe(f"… et {reste} autres, avec -v", style="dim")


def _condition(page: Page, condition: Condition) -> None:
    retrait = 2 * condition.numero.count(".")
    numero = (f"{condition.numero}  ", "dim") if condition.numero else ("", "")
    if condition.champ is None or condition.operateur is None:
        texte = condition.texte if condition.numero else f"{condition.texte[:1].upper()}{condition.texte[1:]}"
        page.paragraphe(f"{texte}\u00a0:", retrait=retrait, tete=(numero,))
        return
    operateur = condition.operateur.montre
    page.paragraphe(
        # Its place is never alone on a line.
        soigner(f"{condition.valeur}{NBSP}(ligne {condition.ligne})"),
        retrait=retrait,
        tete=(numero, (f"{condition.champ.montre} ", "bold"), (f"{operateur} ", "cyan")),
    )


def dire(phrase: Phrase) -> str:
    """A sentence without its links."""
    return "".join(map(_morceau, phrase))


def _morceau(morceau: Morceau) -> str:
    match morceau:
        case Lien():
            return morceau.montre
        case Mot():
            return morceau.texte
        case Lieu():
            place = f"{morceau.fichier}:{morceau.ligne}"
            return f"{morceau.texte} ({place})" if morceau.texte else place
        case Adresse():
            return morceau.url
    return morceau
