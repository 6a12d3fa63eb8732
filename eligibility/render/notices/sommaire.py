"""What can be explained: how many things of each kind, or the names of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from eligibility.render.page import Page
from eligibility.render.support import Support, colonnes
from eligibility.render.typographie import soigner
from eligibility.workshop.notices.modele import Sorte

_PLURIELS: Final = {
    Sorte.CODE: "codes des remarques de « validate », « test » et « check »",
    Sorte.REGLE: "règles",
    Sorte.ITEM: "items des référentiels",
    Sorte.AXE: "axes",
    Sorte.MESURE: "mesures nationales",
    Sorte.INSTRUMENT: "contrats, conventions, pactes et fonds",
    Sorte.COFINANCEMENT: "options de cofinancement",
    Sorte.CONTRIBUTION: "contributions d'une Caf",
    Sorte.COORDINATION: "coordinations",
    Sorte.INTERPRETATION: "interprétations de passages ambigus",
    Sorte.CHAMP: "champs d'un projet",
    Sorte.VALEUR: "valeurs de ces champs",
    Sorte.OPERATEUR: "opérateurs des conditions",
    Sorte.CONNECTEUR: "connecteurs de conditions",
    Sorte.DISPOSITIF: "dispositifs nommés",
    Sorte.ACTEUR: "acteurs",
    Sorte.SOURCE: "sources",
    Sorte.PASSAGE: "passages de ces sources",
}
_LARGEUR: Final = 40
"""Columns of names, beyond which what follows is not aligned."""


def rendre(exemples: Mapping[Sorte, tuple[int, str]], support: Support) -> Page:
    """``exemples``: of each kind, how many there are and the name of one."""
    page = Page(support)
    page.paragraphe("Ce qui peut être expliqué, et un nom de chaque sorte\u00a0:", style="bold")
    page.vide()
    for sorte, (combien, exemple) in exemples.items():
        page.paragraphe(soigner(_PLURIELS[sorte]), tete=((f"{combien:>5} ", "bold"),))
        page.paragraphe(f"eligibility explain {exemple}", retrait=6, style="cyan")
    page.vide()
    page.paragraphe(
        soigner("« --liste SORTE » donne tous les noms d'une sorte : " + ", ".join(sorte.value for sorte in exemples))
    )
    page.paragraphe(soigner("Un nom porté par plusieurs choses les donne toutes ; « item:NOM » en choisit une."))
    return page


def noms(titres: Iterable[tuple[str, str]], support: Support) -> Page:
    """Each name with its title."""
    page = Page(support)
    lignes = list(titres)
    largeur = min(_LARGEUR, max((colonnes(nom) for nom, _ in lignes), default=0))
    for nom, titre in lignes:
        page.paragraphe(soigner(titre), tete=((nom, "bold"), (" " * max(2, largeur - colonnes(nom) + 2), "")))
    return page
