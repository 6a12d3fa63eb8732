"""Axes, items and national measures explained."""

from __future__ import annotations

from eligibility.corpus.model import Genre, Mesure
from eligibility.engine.derivation import AXES
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Lien, Liste, Notice, Phrase, Section, Sorte, section
from eligibility.workshop.notices.renvois import (
    NON_ETABLI,
    conclusions,
    fondements,
    nomme,
    noms,
    ouvertures,
    par_l_axe,
    point,
    suites,
)


def axe(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.axes[ident]
    items = [item.id for item in fonds.corpus.items.values() if item.axe == ident]
    return Notice(
        Sorte.AXE,
        ident,
        f"Axe {found.numero} : {found.libelle}",
        fonds.lieu(Sorte.AXE, ident),
        (
            *section("Note", (found.note,) if found.note else None),
            *section("Items", Liste(tuple(point(fonds, Sorte.ITEM, item) for item in items))),
            *_mesures(fonds, ident),
            *section("Contrats", Liste(tuple(ouvertures(fonds, ident)))),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(AXES, ident)])),
        ),
    )


def item(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.items[ident]
    return Notice(
        Sorte.ITEM,
        ident,
        found.libelle,
        fonds.lieu(Sorte.ITEM, ident),
        (
            *section("Axe", (*nomme(fonds, Sorte.AXE, found.axe), f" : {fonds.corpus.axes[found.axe].libelle}")),
            *section("Réserve", (found.reserve,) if found.reserve else None),
            *section("Règles", conclusions(fonds, Genre.ITEM, ident)),
            *section(
                "Contrats",
                ("Réservé à ", *noms(fonds, Sorte.INSTRUMENT, found.instruments), ".") if found.instruments else None,
                Liste(tuple(ouvertures(fonds, found.axe, found.instruments))),
            ),
            *_mesures(fonds, found.axe),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(Genre.ITEM.champ, ident)]), par_l_axe(fonds, found.axe)),
            *cas.de_la_conclusion(fonds, Genre.ITEM, ident),
        ),
    )


def mesure(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.mesures[ident]
    return Notice(
        Sorte.MESURE,
        ident,
        found.libelle,
        fonds.lieu(Sorte.MESURE, ident),
        (
            *section("Axe", _axe_de_la_mesure(fonds, found)),
            *section("Chef de file", (*_chef(fonds, found), ".")),
            *section("Règles", conclusions(fonds, Genre.MESURE, ident)),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(Genre.MESURE.champ, ident)])),
            *cas.de_la_conclusion(fonds, Genre.MESURE, ident),
        ),
    )


def _axe_de_la_mesure(fonds: Fonds, found: Mesure) -> Phrase:
    axe = nomme(fonds, Sorte.AXE, found.axe)
    if found.axe_par_objet is None:
        return (*axe, f" : {fonds.corpus.axes[found.axe].libelle}")
    return (
        "Le texte la range dans l'",
        *axe,
        ", mais son objet relève de l'",
        *nomme(fonds, Sorte.AXE, found.axe_par_objet),
        ".",
    )


def _chef(fonds: Fonds, found: Mesure) -> Phrase:
    chef = nomme(fonds, Sorte.ACTEUR, found.chef_de_file) if found.chef_de_file else (NON_ETABLI.capitalize(),)
    return (*chef, ", avec ", *noms(fonds, Sorte.ACTEUR, found.associes)) if found.associes else chef


def _mesures(fonds: Fonds, axe: str) -> tuple[Section, ...]:
    """The measures of an axis, by the text or by their subject, with who leads them."""
    points: list[Phrase] = [
        (*point(fonds, Sorte.MESURE, found.id), " (chef de file : ", *_court(fonds, found.chef_de_file), ")")
        for found in fonds.corpus.mesures.values()
        if axe in (found.axe, found.axe_par_objet)
    ]
    return section("Mesures", Liste(tuple(points), "Mesures nationales de cet axe :"))


def _court(fonds: Fonds, acteur: str | None) -> Phrase:
    return (Lien(Sorte.ACTEUR, acteur, fonds.corpus.acteurs[acteur].court),) if acteur else (NON_ETABLI,)
