"""Versions of one rule between which some days have none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from eligibility.corpus.declarations import RegleDeclaree
from eligibility.corpus.fiches import Fiche
from eligibility.workshop.analyses.contexte import Contexte

CODES: Final = frozenset({"V605"})
_UN_JOUR: Final = timedelta(days=1)


def examiner(contexte: Contexte) -> None:
    versions: dict[str, list[Fiche[RegleDeclaree]]] = {}
    for fiche, rule in contexte.regles:
        versions.setdefault(rule.id, []).append(fiche)
    # Sorted by start, and no day has two of them: loading saw to it.
    for famille in versions.values():
        for ancienne, suivante in pairwise(famille):
            fin, debut = ancienne.declare.en_vigueur.au, suivante.declare.en_vigueur.du
            if fin is None or debut is None:
                continue
            du, au = date.fromisoformat(fin) + _UN_JOUR, date.fromisoformat(debut) - _UN_JOUR
            if du <= au:
                jours = f"le {du.isoformat()}" if du == au else f"du {du.isoformat()} au {au.isoformat()}"
                suivante.signale("V605", "en_vigueur", "du", id=suivante.declare.id, jours=jours, du=du.isoformat())
