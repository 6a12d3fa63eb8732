"""Strata over random graphs of rules, against their definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eligibility.corpus.model import Effect, Genre, Rule
from eligibility.corpus.strata import niveaux
from eligibility.language.conditions import Leaf, Operator

CONCLUS = frozenset({"items", "axes"})


def rule(name: int, item: int, tested: frozenset[int], axis: bool = False) -> Rule:
    champ, operands = ("axes", ("a",)) if axis else ("items", tuple(f"i{one}" for one in sorted(tested)))
    return Rule(
        id=f"r{name}",
        titre="",
        sources=(),
        si=Leaf(champ, Operator.CONTIENT_UN_DE, operands),
        alors=Effect(Genre.ITEM, f"i{item}"),
        du=None,
        au=None,
        lecture=None,
        fichier="f",
        ligne=1,
    )


graphs = st.lists(st.tuples(st.integers(0, 5), st.frozensets(st.integers(0, 5), max_size=3)), max_size=8)


@given(graphs)
def test_strata_or_loop(graph: list[tuple[int, frozenset[int]]]) -> None:
    rules = [rule(position, item, tested) for position, (item, tested) in enumerate(graph)]
    levels, loops = niveaux(rules, CONCLUS, {})
    edges = {
        (one, other) for one, (_, tested) in enumerate(graph) for other, (item, _) in enumerate(graph) if item in tested
    }
    for loop in loops:
        assert {*zip(loop, (*loop[1:], loop[0]), strict=True)} <= edges
    assert bool(loops) == has_loop(edges, len(rules))
    if not loops:
        for one in range(len(rules)):
            below = [levels[other] for first, other in edges if first == one]
            assert levels[one] == (max(below) + 1 if below else 0)


def has_loop(edges: set[tuple[int, int]], count: int) -> bool:
    left = set(range(count))
    while free := {one for one in left if not any((one, other) in edges for other in left)}:
        left -= free
    return bool(left)


def test_axis_depends_on_every_item_of_it() -> None:
    rules = [rule(0, 9, frozenset(), axis=True), rule(1, 1, frozenset({2})), rule(2, 2, frozenset())]
    assert niveaux(rules, CONCLUS, {"i1": "a", "i2": "b"}) == ((2, 1, 0), ())


def test_long_chain_needs_no_recursion() -> None:
    rules = [rule(position, position, frozenset({position + 1})) for position in range(5000)]
    levels, loops = niveaux(rules, CONCLUS, {})
    assert (levels[0], loops) == (4999, ())
