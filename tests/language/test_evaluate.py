"""The algebra of the three-valued evaluation."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe, leaves
from eligibility.language.evaluate import Outcome, Truth, evaluate, truth
from eligibility.language.facts import Facts, FactValue, Members

FAUX, INCONNU, VRAI = Truth.FAUX, Truth.INCONNU, Truth.VRAI

CHOIX = ("rural", "urbain", "mixte")
MEMBRES = ("a", "b", "c", "d")

ints = st.integers(-3, 12)
choices = st.sampled_from(CHOIX)
some_choices = st.lists(choices, min_size=1, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))
some_members = st.lists(st.sampled_from(MEMBRES), min_size=1, max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(ints), draw(ints)))
    return draw(st.sampled_from((Bounds(low, high), Bounds(low, None), Bounds(None, high))))


@st.composite
def members(draw: st.DrawFn) -> Members:
    known = draw(st.frozensets(st.sampled_from(MEMBRES)))
    return Members(known, draw(st.frozensets(st.sampled_from(MEMBRES))) - known)


def _leaf(champ: str, operateur: Operator, operands: st.SearchStrategy[Any]) -> st.SearchStrategy[Leaf]:
    return st.builds(Leaf, st.just(champ), st.just(operateur), operands)


some_leaves = st.one_of(
    _leaf("choix", Operator.VAUT, choices),
    _leaf("choix", Operator.PARMI, some_choices),
    _leaf("oui", Operator.VAUT, st.booleans()),
    _leaf("ensemble", Operator.CONTIENT, st.sampled_from(MEMBRES)),
    _leaf("ensemble", Operator.CONTIENT_UN_DE, some_members),
    _leaf("ensemble", Operator.CONTIENT_TOUS, some_members),
    _leaf("ensemble", Operator.NE_CONTIENT_AUCUN, some_members),
    *(
        _leaf("nombre", operator, ints)
        for operator in (Operator.VAUT, Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES)
    ),
    _leaf("intervalle", Operator.RECOUPE, bounds()),
    _leaf("intervalle", Operator.INCLUS_DANS, bounds()),
    _leaf("intervalle", Operator.RENSEIGNE, st.just(True)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    some_leaves,
    lambda inner: st.builds(
        lambda connector, children: connector(tuple(children)),
        st.sampled_from((Toutes, UneDe, Aucune)),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
VALUES: dict[str, st.SearchStrategy[FactValue]] = {
    "choix": choices,
    "oui": st.booleans(),
    "ensemble": members(),
    "nombre": ints,
    "intervalle": bounds(),
}
some_facts = st.fixed_dictionaries({}, optional=VALUES)


@given(conditions, some_facts)
def test_truth_is_what_evaluate_says(condition: Condition, facts: Facts) -> None:
    assert truth(condition, facts) is evaluate(condition, facts).truth


@given(conditions, conditions, some_facts)
def test_kleene_laws(one: Condition, other: Condition, facts: Facts) -> None:
    a, b = truth(one, facts), truth(other, facts)
    assert truth(Toutes((one, other)), facts) is min(a, b)
    assert truth(UneDe((one, other)), facts) is max(a, b)
    assert truth(Aucune((one, other)), facts) is ~max(a, b)
    assert truth(Aucune((Aucune((one,)),)), facts) is a
    assert truth(Toutes((one,)), facts) is truth(UneDe((one,)), facts) is a
    # De Morgan, commutation, absorption.
    assert truth(Aucune((one, other)), facts) is truth(Toutes((Aucune((one,)), Aucune((other,)))), facts)
    assert truth(Toutes((other, one)), facts) is truth(Toutes((one, other)), facts)
    assert truth(UneDe((one, Toutes((one, other)))), facts) is a


def _refine(value: FactValue, draw: st.DataObject) -> FactValue:
    """``value`` with some of what it leaves open settled."""
    if isinstance(value, Members):
        settled = draw.draw(st.dictionaries(st.sampled_from(MEMBRES), st.booleans()))
        gained = {one for one in value.maybe if settled.get(one) is True}
        lost = {one for one in value.maybe if settled.get(one) is False}
        return Members(value.known | gained, value.maybe - gained - lost)
    if isinstance(value, Bounds):
        low, high = value.low, value.high
        if low is None and high is not None and draw.draw(st.booleans()):
            return Bounds(draw.draw(st.integers(-6, high)), high)
        if high is None and low is not None and draw.draw(st.booleans()):
            return Bounds(low, draw.draw(st.integers(low, 15)))
    return value


@given(conditions, some_facts, st.data())
def test_more_information_never_changes_a_decided_truth(
    condition: Condition, facts: Facts, data: st.DataObject
) -> None:
    more = {champ: _refine(value, data) for champ, value in facts.items()}
    more |= {champ: value for champ, value in data.draw(some_facts).items() if champ not in facts}
    before = truth(condition, facts)
    if before is not INCONNU:
        assert truth(condition, more) is before


@given(conditions, some_facts, st.sampled_from(sorted(VALUES)))
def test_removing_a_fact_only_ever_opens(condition: Condition, facts: Facts, champ: str) -> None:
    fewer = {name: value for name, value in facts.items() if name != champ}
    assert truth(condition, fewer) in (truth(condition, facts), INCONNU)


@given(conditions, some_facts)
def test_decisive_leaves_alone_decide(condition: Condition, facts: Facts) -> None:
    outcome = evaluate(condition, facts)
    if outcome.truth is INCONNU:
        assert outcome.decisive == ()
        return
    assert outcome.decisive
    assert outcome.unknown == ()
    fields = {leaf.champ for leaf in outcome.decisive}
    kept = {champ: value for champ, value in facts.items() if champ in fields}
    assert evaluate(condition, kept).truth is outcome.truth


def _with(condition: Condition, facts: Facts, assumed: dict[Leaf, Truth]) -> Truth:
    """The truth of ``condition`` when some leaves are assumed."""
    if isinstance(condition, Leaf):
        return assumed.get(condition, truth(condition, facts))
    children = [_with(child, facts, assumed) for child in condition.conditions]
    if isinstance(condition, Toutes):
        return min(children)
    return max(children) if isinstance(condition, UneDe) else ~max(children)


def _placed(condition: Condition, counter: itertools.count[int]) -> Condition:
    """The same condition, each leaf at a line of its own, as in a file."""
    if isinstance(condition, Leaf):
        return Leaf(condition.champ, condition.operateur, condition.valeur, next(counter), 1)
    return type(condition)(tuple(_placed(child, counter) for child in condition.conditions))


@given(conditions, some_facts, st.data())
def test_unknown_leaves_are_exactly_those_that_matter(condition: Condition, facts: Facts, data: st.DataObject) -> None:
    placed = _placed(condition, itertools.count(1))
    outcome = evaluate(placed, facts)
    if outcome.truth is not INCONNU:
        return
    assert outcome.unknown
    # Enough: settling them all, in any way, decides.
    for chosen in itertools.product((FAUX, VRAI), repeat=len(outcome.unknown)):
        assert _with(placed, facts, dict(zip(outcome.unknown, chosen, strict=True))) is not INCONNU
    # Needed: for each, some settling of the others leaves the answer to it.
    for leaf in outcome.unknown:
        others = [other for other in outcome.unknown if other is not leaf]
        assert any(
            _with(placed, facts, {**dict(zip(others, chosen, strict=True)), leaf: FAUX})
            is not _with(placed, facts, {**dict(zip(others, chosen, strict=True)), leaf: VRAI})
            for chosen in itertools.product((FAUX, VRAI), repeat=len(others))
        )
    # No other absent field matters.
    named = {leaf.champ for leaf in outcome.unknown}
    more = {champ: value for champ, value in data.draw(some_facts).items() if champ not in named}
    assert truth(placed, {**more, **facts}) is INCONNU


@given(conditions, some_facts)
def test_leaves_kept_are_the_conditions_own_in_reading_order(condition: Condition, facts: Facts) -> None:
    placed = _placed(condition, itertools.count(1))
    outcome = evaluate(placed, facts)
    for kept in (outcome.decisive, outcome.unknown):
        assert [leaf for leaf in leaves(placed) if leaf in kept] == list(kept)


@given(bounds(), bounds())
def test_partial_intervals_are_the_meet_of_their_completions(fact: Bounds, asked: Bounds) -> None:
    """Every way to complete the interval is tried: the answer is decided when they all agree, open otherwise."""
    for operator in (Operator.RECOUPE, Operator.INCLUS_DANS):
        leaf = Leaf("i", operator, asked)
        lows = [fact.low] if fact.low is not None else range(-30, (fact.high or 0) + 1)
        highs = [fact.high] if fact.high is not None else range(fact.low or 0, 40)
        seen = {truth(leaf, {"i": Bounds(low, high)}) for low in lows for high in highs if low <= high}
        found = truth(leaf, {"i": fact})
        assert found is (seen.pop() if len(seen) == 1 else INCONNU), (fact, asked, operator)


CASES: list[tuple[Operator, Any, Any, Truth]] = [
    (Operator.VAUT, "a", "a", VRAI),
    (Operator.VAUT, False, True, FAUX),
    (Operator.PARMI, "c", ("a", "b"), FAUX),
    (Operator.CONTIENT, Members(frozenset("a"), frozenset("b")), "a", VRAI),
    (Operator.CONTIENT, Members(frozenset("a"), frozenset("b")), "b", INCONNU),
    (Operator.CONTIENT, Members(frozenset("a"), frozenset("b")), "c", FAUX),
    (Operator.CONTIENT, Members(frozenset()), "a", FAUX),
    (Operator.CONTIENT_TOUS, Members(frozenset("a"), frozenset("b")), ("a", "b"), INCONNU),
    (Operator.CONTIENT_TOUS, Members(frozenset("a"), frozenset("b")), ("b", "c"), FAUX),
    (Operator.NE_CONTIENT_AUCUN, Members(frozenset("a"), frozenset("b")), ("b",), INCONNU),
    (Operator.NE_CONTIENT_AUCUN, Members(frozenset()), ("b",), VRAI),
    (Operator.AU_MOINS, 5, 5, VRAI),
    (Operator.AU_PLUS, 5, 5, VRAI),
    (Operator.AVANT, 5, 5, FAUX),
    (Operator.APRES, 5, 5, FAUX),
    (Operator.RECOUPE, Bounds(3, 6), Bounds(0, 3), VRAI),
    (Operator.RECOUPE, Bounds(4, 6), Bounds(0, 3), FAUX),
    (Operator.RECOUPE, Bounds(5, None), Bounds(4, None), VRAI),
    (Operator.RECOUPE, Bounds(3, None), Bounds(4, None), INCONNU),
    (Operator.INCLUS_DANS, Bounds(5, None), Bounds(None, 4), FAUX),
    (Operator.INCLUS_DANS, Bounds(0, 2), Bounds(0, 3), VRAI),
    (Operator.RENSEIGNE, Members(frozenset()), True, VRAI),
]


@pytest.mark.parametrize(("operator", "fact", "operand", "expected"), CASES)
def test_each_operator(operator: Operator, fact: Any, operand: Any, expected: Truth) -> None:
    leaf = Leaf("x", operator, operand)
    assert truth(leaf, {"x": fact}) is expected
    assert truth(leaf, {}) is INCONNU


def test_every_operator_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(Operator) - {Operator.CONTIENT_UN_DE}


def test_explanation_keeps_every_reason() -> None:
    a, b, c = (Leaf(name, Operator.VAUT, True, line) for line, name in enumerate("abc", 1))
    facts: Facts = {"a": True, "b": False}
    assert evaluate(Toutes((a, b, c)), facts) == Outcome(FAUX, (b,), ())
    assert evaluate(UneDe((a, b, c)), facts) == Outcome(VRAI, (a,), ())
    assert evaluate(Toutes((a, c)), facts) == Outcome(INCONNU, (), (c,))
    assert evaluate(Aucune((b, a)), facts) == Outcome(FAUX, (a,), ())
    assert evaluate(Aucune((b,)), facts) == Outcome(VRAI, (b,), ())
