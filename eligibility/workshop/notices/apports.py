"""Contributions of a Caf and coordinations explained."""

from __future__ import annotations

from typing import Final

from eligibility.corpus.model import Genre
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Lien, Notice, Sorte, section
from eligibility.workshop.notices.renvois import conclusions, fondements, suites

_NATURES: Final = {
    "valorisation": "Une action que la Caf peut faire valoir dans le pacte.",
    "relais": "Un relais que la Caf peut demander à ses partenaires.",
    "diagnostic": "Des données ou des constats que la Caf peut apporter au diagnostic.",
}


def contribution(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.contributions[ident]
    return Notice(
        Sorte.CONTRIBUTION,
        ident,
        found.libelle,
        fonds.lieu(Sorte.CONTRIBUTION, ident),
        (
            *section("Nature", (_NATURES[found.nature],)),
            *section("Règles", conclusions(fonds, Genre.CONTRIBUTION, ident)),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(Genre.CONTRIBUTION.champ, ident)])),
            *cas.de_la_conclusion(fonds, Genre.CONTRIBUTION, ident),
        ),
    )


def coordination(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.coordinations[ident]
    fait = ("Le projet dit sous ", Lien(Sorte.CHAMP, found.champ), " si c'est fait.") if found.champ else None
    return Notice(
        Sorte.COORDINATION,
        ident,
        found.libelle,
        fonds.lieu(Sorte.COORDINATION, ident),
        (
            *section("Assurée", fait),
            *section("Règles", conclusions(fonds, Genre.COORDINATION, ident)),
            *fondements(fonds, found.sources),
            *section("Alimente", *suites(fonds, [(Genre.COORDINATION.champ, ident)])),
            *cas.de_la_conclusion(fonds, Genre.COORDINATION, ident),
        ),
    )
