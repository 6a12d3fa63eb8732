"""Instruments and co-financing options explained."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from eligibility.corpus.model import Cofinancement, Effet, Genre
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Lien, Liste, Notice, Phrase, Sorte, section
from eligibility.workshop.notices.renvois import (
    NON_ETABLI,
    conclusions,
    ecrit_dans,
    fondements,
    nomme,
    noms,
    ouverture,
    point,
    suites,
)

_EFFETS: Final = {
    Effet.CONTRACTUALISABLE: "Un item d'un axe ouvert y est contractualisable.",
    Effet.SOCLE: "Un item d'un axe ouvert y relève du socle : la réponse conclut « socle ».",
    Effet.COMPLEMENTAIRE: "Une voie à part : elle s'ajoute à la réponse, sans rien conclure.",
}
_ASSIETTES: Final = {
    "cout_total": "Les taux portent sur le coût total de l'action.",
    "parties": "Les taux portent sur ce qui reste du coût une fois déduits les apports des autres financeurs du plan.",
    "non_etablie": "Aucune source ne donne de clé de répartition : l'option n'a pas de montants.",
}


def instrument(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.instruments[ident]
    reserves = [item.id for item in fonds.corpus.items.values() if ident in item.instruments]
    options = [option.id for option in fonds.corpus.cofinancements.values() if option.instrument == ident]
    signataires = noms(fonds, Sorte.ACTEUR, found.signataires) if found.signataires else (NON_ETABLI.capitalize(),)
    return Notice(
        Sorte.INSTRUMENT,
        ident,
        found.libelle,
        fonds.lieu(Sorte.INSTRUMENT, ident),
        (
            *section("Effet", (_EFFETS[found.effet],)),
            *section("Signataires", (*signataires, ".")),
            *section("La Caf", (found.role_caf,) if found.role_caf else None),
            *section("Note", (found.note,) if found.note else None),
            *section("Axes", Liste(tuple(_axes(fonds, ident)))),
            *section("Réservés", Liste(tuple(point(fonds, Sorte.ITEM, item) for item in reserves))),
            *section("Options", Liste(tuple(point(fonds, Sorte.COFINANCEMENT, option) for option in options))),
            *fondements(fonds, found.sources),
            *ecrit_dans(fonds, Sorte.INSTRUMENT, ident),
            *section("Alimente", *suites(fonds, [(Genre.INSTRUMENT.champ, ident)])),
            *cas.de_la_conclusion(fonds, Genre.INSTRUMENT, ident),
        ),
    )


def _axes(fonds: Fonds, ident: str) -> Iterator[Phrase]:
    for axe in sorted(fonds.corpus.axes.values(), key=lambda axe: axe.numero):
        if par := ouverture(fonds, ident, axe.id):
            yield (*nomme(fonds, Sorte.AXE, axe.id), " : ", *par)


def cofinancement(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.cofinancements[ident]
    return Notice(
        Sorte.COFINANCEMENT,
        ident,
        found.libelle,
        fonds.lieu(Sorte.COFINANCEMENT, ident),
        (
            *section("Instrument", (*nomme(fonds, Sorte.INSTRUMENT, found.instrument), ".")),
            *section("Parts", (_ASSIETTES[found.assiette],), Liste(tuple(_parts(fonds, found)))),
            *section("Conditions", Liste(tuple((texte,) for texte in found.conditions))),
            *section("Réserves", Liste(tuple((texte,) for texte in found.reserves))),
            *section("Règles", conclusions(fonds, Genre.COFINANCEMENT, ident)),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(Genre.COFINANCEMENT.champ, ident)])),
            *cas.de_la_conclusion(fonds, Genre.COFINANCEMENT, ident),
        ),
    )


def _parts(fonds: Fonds, found: Cofinancement) -> Iterator[Phrase]:
    for part in found.parts:
        taux = f"{Decimal(part.taux) * 100:.1f}".replace(".", ",").removesuffix(",0")
        yield (Lien(Sorte.ACTEUR, part.financeur, _court(fonds, part.financeur)), f" : {taux} %")
    for apport, dans in sorted(found.tient_lieu.items()):
        yield (
            "Sous cette lecture, l'apport « ",
            Lien(Sorte.ACTEUR, apport, _court(fonds, apport)),
            " » compte dans la part « ",
            Lien(Sorte.ACTEUR, dans, _court(fonds, dans)),
            " »",
        )


def _court(fonds: Fonds, acteur: str) -> str:
    return fonds.corpus.acteurs[acteur].court
