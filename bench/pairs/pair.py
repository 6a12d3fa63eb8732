"""What every engine under measure offers, and the translation frame the textual peers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from bench.champs import TIRAGES
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, UneDe
from eligibility.language.facts import Facts, Members

OPTIONNELS = frozenset(tirage.champ.id for tirage in TIRAGES if tirage.absent)
"""Fields a project may leave out. On the others peers are spared the test of presence."""


class Pair(Protocol):
    """One engine, its rules loaded. ``preparer`` puts a project in the engine's own form, outside the measure;
    ``verifier`` is what is measured: the ids of the rules that fire."""

    @property
    def nom(self) -> str: ...

    def preparer(self, facts: Facts) -> Any: ...

    def verifier(self, prepare: Any) -> frozenset[str]: ...


def ecrire(condition: Condition, feuille: Callable[[Leaf, bool], str], et: str, ou: str, vrai: bool = True) -> str:
    """``condition`` known true (or known false) as text, negation pushed to the leaves that ``feuille`` writes."""
    if isinstance(condition, Leaf):
        return feuille(condition, vrai)
    negatif = isinstance(condition, Aucune)
    enfants = [ecrire(enfant, feuille, et, ou, vrai is not negatif) for enfant in condition.conditions]
    conjonction = isinstance(condition, UneDe) is not vrai
    return "(" + (et if conjonction else ou).join(enfants) + ")"


def imbrique(facts: Facts) -> dict[str, object]:
    """Nested plain data: lists for sets, ``{min, max}`` for intervals; absent fields are left out."""
    racine: dict[str, object] = {}
    for champ, fait in facts.items():
        *chemin, feuille = champ.split(".")
        ici = racine
        for cle in chemin:
            suite = ici.setdefault(cle, {})
            assert isinstance(suite, dict)
            ici = suite
        if isinstance(fait, Members):
            ici[feuille] = sorted(fait.known)
        elif isinstance(fait, Bounds):
            ici[feuille] = {"min": fait.low, "max": fait.high}
        else:
            ici[feuille] = fait
    return racine
