"""Checking a case: what the corpus answers, held against what a reading of the text gives."""

from __future__ import annotations

from msgspec import Struct

from eligibility.check import check
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.reference import Resolution
from eligibility.verdict import Verdict
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.comparaison import Comparaison, Ecart

__all__ = ["Ecart", "Essai", "essayer"]


class Essai(Struct, frozen=True):
    """``resolution``: what was decided of each rule, for coverage; ``ecarts``: in the order of the file."""

    cas: Cas
    verdict: Verdict
    resolution: Resolution
    ecarts: tuple[Ecart, ...]


def essayer(cas: Cas, ouvert: Ouvert) -> Essai:
    """Raises EngineError when the two engines disagree."""
    resolution = ouvert.decideur.decide(cas.projet.facts, cas.jour, cas.lectures)
    verdict = check(cas.projet, ouvert.corpus, cas.jour, ouvert.decideur, lectures=cas.lectures)
    ecarts = Comparaison(cas, ouvert.corpus, verdict, resolution).ecarts()
    places = sorted(ecarts, key=lambda ecart: (ecart.span.line, ecart.span.column, ecart.quoi))
    return Essai(cas, verdict, resolution, tuple(places))
