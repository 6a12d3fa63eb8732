"""Three-valued evaluation: what is not known stays « unknown », it never becomes a plain « no ».

``truth`` answers; ``evaluate`` answers and keeps the leaves that explain the answer. Kleene's strong logic: a truth
decided on partial data stays decided whatever the missing data turn out to be.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Final

from msgspec import Struct

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.facts import Facts, Members


class Truth(IntEnum):
    """Ordered: a conjunction is the minimum of its terms, a disjunction their maximum."""

    FAUX = 0
    INCONNU = 1
    VRAI = 2

    def __invert__(self) -> Truth:
        """Negation."""
        return _NEGATION[self]


# Plain names: the loops below run for every leaf of every rule, and reading a member off its class costs twice as much.
FAUX: Final = Truth.FAUX
INCONNU: Final = Truth.INCONNU
VRAI: Final = Truth.VRAI

_NEGATION = {FAUX: VRAI, INCONNU: INCONNU, VRAI: FAUX}


class Outcome(Struct, frozen=True):
    """``decisive``: the leaves that made the condition true or false, and alone suffice to; none while it is open.
    ``unknown``: while it is open, the leaves whose missing data matter; none once it is decided.
    Both in reading order, without repeats."""

    truth: Truth
    decisive: tuple[Leaf, ...]
    unknown: tuple[Leaf, ...]


def truth(condition: Condition, facts: Facts) -> Truth:
    """Whether ``condition`` holds for ``facts``."""
    return _READERS[condition.__class__](condition, facts)


def evaluate(condition: Condition, facts: Facts) -> Outcome:
    """Whether ``condition`` holds for ``facts``, and on account of which leaves."""
    verdict, kept = _explain(condition, facts)
    leaves = tuple(dict.fromkeys(kept))
    return Outcome(verdict, (), leaves) if verdict is INCONNU else Outcome(verdict, leaves, ())


def _explain(condition: Condition, facts: Facts) -> tuple[Truth, list[Leaf]]:
    """The truth of ``condition`` with the leaves that give it that truth."""
    if isinstance(condition, Leaf):
        return _leaf(condition, facts), [condition]
    children = [_explain(child, facts) for child in condition.conditions]
    truths = [verdict for verdict, _ in children]
    # What children must be to impose their truth: one false is enough for ``toutes``, one true for the two others.
    verdict = min(truths, default=VRAI) if isinstance(condition, Toutes) else max(truths, default=FAUX)
    kept = [leaf for child, leaves in children if child is verdict for leaf in leaves]
    return (~verdict if isinstance(condition, Aucune) else verdict), kept


def _leaf(leaf: Leaf, facts: Facts) -> Truth:
    fact = facts.get(leaf.champ)
    if fact is None:
        return INCONNU
    return _TESTS[leaf.operateur](fact, leaf.valeur)


def _toutes(condition: Toutes, facts: Facts) -> Truth:
    found = VRAI
    for child in condition.conditions:
        verdict = _READERS[child.__class__](child, facts)
        if verdict is FAUX:
            return FAUX
        if verdict is INCONNU:
            found = INCONNU
    return found


def _une_de(condition: UneDe | Aucune, facts: Facts) -> Truth:
    found = FAUX
    for child in condition.conditions:
        verdict = _READERS[child.__class__](child, facts)
        if verdict is VRAI:
            return VRAI
        if verdict is INCONNU:
            found = INCONNU
    return found


def _aucune(condition: Aucune, facts: Facts) -> Truth:
    return _NEGATION[_une_de(condition, facts)]


# One function per operator: the value of the project, then the operand of the rule. Their types agree by construction
# (the parser types operands by the field, ``values`` types facts by the field).


def _vaut(fact: object, operand: object) -> Truth:
    return VRAI if fact == operand else FAUX


def _parmi(fact: str, operand: tuple[str, ...]) -> Truth:
    return VRAI if fact in operand else FAUX


def _contient(fact: Members, operand: str) -> Truth:
    if operand in fact.known:
        return VRAI
    return INCONNU if operand in fact.maybe else FAUX


def _contient_un_de(fact: Members, operand: tuple[str, ...]) -> Truth:
    if not fact.known.isdisjoint(operand):
        return VRAI
    return FAUX if fact.maybe.isdisjoint(operand) else INCONNU


def _contient_tous(fact: Members, operand: tuple[str, ...]) -> Truth:
    found = VRAI
    for value in operand:
        if value not in fact.known:
            if value not in fact.maybe:
                return FAUX
            found = INCONNU
    return found


def _ne_contient_aucun(fact: Members, operand: tuple[str, ...]) -> Truth:
    return _NEGATION[_contient_un_de(fact, operand)]


def _au_moins(fact: int, operand: int) -> Truth:
    return VRAI if fact >= operand else FAUX


def _au_plus(fact: int, operand: int) -> Truth:
    return VRAI if fact <= operand else FAUX


def _avant(fact: int, operand: int) -> Truth:
    return VRAI if fact < operand else FAUX


def _apres(fact: int, operand: int) -> Truth:
    return VRAI if fact > operand else FAUX


def _recoupe(fact: Bounds, operand: Bounds) -> Truth:
    """The two intervals meet: low ≤ b and high ≥ a."""
    low, high = fact.low, fact.high
    return _both(
        _at_most(low, high if low is None else low, operand.high),
        _at_least(low if high is None else high, high, operand.low),
    )


def _inclus_dans(fact: Bounds, operand: Bounds) -> Truth:
    """The project's interval lies within the rule's: low ≥ a and high ≤ b."""
    low, high = fact.low, fact.high
    return _both(
        _at_least(low, high if low is None else low, operand.low),
        _at_most(low if high is None else high, high, operand.high),
    )


# A bound that the project leaves out is still known to lie on its side of the other one (low ≤ high). So each bound is
# taken as a number somewhere from ``least`` to ``greatest``, None where nothing limits it.


def _at_most(least: int | None, greatest: int | None, limit: int | None) -> Truth:
    if limit is None or (greatest is not None and greatest <= limit):
        return VRAI
    return FAUX if least is not None and least > limit else INCONNU


def _at_least(least: int | None, greatest: int | None, limit: int | None) -> Truth:
    if limit is None or (least is not None and least >= limit):
        return VRAI
    return FAUX if greatest is not None and greatest < limit else INCONNU


def _both(one: Truth, other: Truth) -> Truth:
    return one if one < other else other


def _renseigne(fact: object, operand: object) -> Truth:  # noqa: ARG001 - one signature for every operator
    return VRAI


_READERS: Final[dict[type, Callable[[Any, Facts], Truth]]] = {
    Leaf: _leaf,
    Toutes: _toutes,
    UneDe: _une_de,
    Aucune: _aucune,
}

_TESTS: Final[dict[Operator, Callable[[Any, Any], Truth]]] = {
    Operator.VAUT: _vaut,
    Operator.PARMI: _parmi,
    Operator.CONTIENT: _contient,
    Operator.CONTIENT_UN_DE: _contient_un_de,
    Operator.CONTIENT_TOUS: _contient_tous,
    Operator.NE_CONTIENT_AUCUN: _ne_contient_aucun,
    Operator.AU_MOINS: _au_moins,
    Operator.AU_PLUS: _au_plus,
    Operator.AVANT: _avant,
    Operator.APRES: _apres,
    Operator.RECOUPE: _recoupe,
    Operator.INCLUS_DANS: _inclus_dans,
    Operator.RENSEIGNE: _renseigne,
}
