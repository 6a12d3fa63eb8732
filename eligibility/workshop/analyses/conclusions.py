"""Entries that no rule concludes, or none under the readings by default."""

from __future__ import annotations

from typing import Final

from eligibility.corpus.model import Genre, Rule
from eligibility.workshop.analyses.contexte import Contexte

CODES: Final = frozenset({"V610", "V611"})

_QUOI: Final = {
    Genre.ITEM: "l'item",
    Genre.MESURE: "la mesure",
    Genre.CONTRIBUTION: "la contribution",
    Genre.INSTRUMENT: "l'instrument",
    Genre.COFINANCEMENT: "l'option de cofinancement",
    Genre.COORDINATION: "la coordination",
}


def examiner(contexte: Contexte) -> None:
    auteurs: dict[tuple[Genre, str], list[Rule]] = {}
    for _, rule in contexte.regles:
        auteurs.setdefault((rule.alors.genre, rule.alors.cible), []).append(rule)
    defauts = {(entry.id, entry.defaut) for entry in contexte.corpus.interpretations.values()}
    for genre, quoi in _QUOI.items():
        for ident, fiche in contexte.entrees(genre.champ).items():
            rules = auteurs.get((genre, ident), [])
            if not rules:
                fiche.signale("V610", "id", quoi=quoi, id=ident)
            elif all(rule.lecture is not None and rule.lecture not in defauts for rule in rules):
                fiche.signale("V611", "id", quoi=quoi, id=ident)
