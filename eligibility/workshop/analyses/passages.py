"""Passages that no rule carries, or that are carried and set aside at once; sources without passage."""

from __future__ import annotations

from typing import Final

from eligibility.workshop.analyses.contexte import Contexte
from eligibility.workshop.sources import couvertures

CODES: Final = frozenset({"V630", "V631", "V632"})


def examiner(contexte: Contexte) -> None:
    fiches = contexte.entrees("passages")
    for couverture in couvertures(contexte.corpus):
        ident = couverture.passage.id
        if couverture.manque:
            fiches[ident].signale("V630", "id", id=ident)
        elif couverture.contredit:
            fiches[ident].signale("V631", "hors_champ", id=ident, regle=couverture.regles[0])
    pourvues = {passage.source for passage in contexte.corpus.passages.values()}
    for ident, fiche in contexte.entrees("source").items():
        if ident not in pourvues:
            fiche.signale("V632", "id", id=ident)
