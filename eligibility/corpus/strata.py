"""Strata: in which order rules can be decided, when some test what others conclude.

A rule that tests a value of a concluded field depends on every rule that concludes that value; testing that
such a field is known at all depends on every rule that fills it. Periods of validity are left out of account:
a loop between versions that never hold together is refused all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from eligibility.corpus.model import Genre, Rule
from eligibility.language.conditions import leaves

Atom = tuple[str, str | None]
"""A field and one of its values; None for any value."""

_Node = int | Atom


def niveaux(
    rules: Sequence[Rule], conclus: Collection[str], axes: Mapping[str, str]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """The stratum of each rule, and the loops found, as positions in ``rules``.

    ``conclus``: fields that conclusions fill; ``axes``: the axis of each item. Strata mean nothing with a loop.
    """
    fillers: dict[Atom, list[int]] = {}
    for position, rule in enumerate(rules):
        for atom in _concludes(rule, axes):
            fillers.setdefault(atom, []).append(position)
            fillers.setdefault((atom[0], None), []).append(position)
    tests = [sorted(_tests(rule, conclus), key=str) for rule in rules]
    levels: dict[_Node, int] = {}
    loops: dict[frozenset[int], tuple[int, ...]] = {}
    for position in range(len(rules)):
        _visit(position, tests, fillers, levels, loops)
    return tuple(levels[position] for position in range(len(rules))), tuple(map(_from_first, loops.values()))


def _from_first(loop: tuple[int, ...]) -> tuple[int, ...]:
    start = loop.index(min(loop))
    return loop[start:] + loop[:start]


def _visit(
    start: int,
    tests: Sequence[Sequence[Atom]],
    fillers: Mapping[Atom, Sequence[int]],
    levels: dict[_Node, int],
    loops: dict[frozenset[int], tuple[int, ...]],
) -> None:
    """Depth first without recursion: a chain may be as long as the corpus."""
    if start in levels:
        return
    path: list[_Node] = [start]
    pending: list[Iterator[_Node]] = [iter(tests[start])]
    where: dict[_Node, int] = {start: 0}
    highest = [0]
    while path:
        node = next(pending[-1], None)
        if node is None:
            done, level = path.pop(), highest.pop()
            pending.pop()
            del where[done]
            levels[done] = level
            if path:
                # From a rule to what it tests one stratum up; from a value to its rules none.
                highest[-1] = max(highest[-1], level if isinstance(done, int) else level + 1)
        elif node in levels:
            gained = levels[node] if isinstance(node, int) else levels[node] + 1
            highest[-1] = max(highest[-1], gained)
        elif node in where:
            loop = tuple(step for step in path[where[node] :] if isinstance(step, int))
            loops.setdefault(frozenset(loop), loop)
        else:
            where[node] = len(path)
            path.append(node)
            pending.append(iter(tests[node] if isinstance(node, int) else fillers.get(node, ())))
            # A value that no rule concludes is settled before any rule.
            highest.append(0 if isinstance(node, int) or fillers.get(node) else -1)


def _concludes(rule: Rule, axes: Mapping[str, str]) -> Iterator[Atom]:
    yield rule.alors.genre.champ, rule.alors.cible
    if rule.alors.genre is Genre.ITEM and rule.alors.cible in axes:
        yield "axes", axes[rule.alors.cible]


def _tests(rule: Rule, conclus: Collection[str]) -> set[Atom]:
    found: set[Atom] = set()
    for leaf in leaves(rule.si):
        if leaf.champ not in conclus:
            continue
        if isinstance(leaf.valeur, str):
            found.add((leaf.champ, leaf.valeur))
        elif isinstance(leaf.valeur, tuple):
            found.update((leaf.champ, value) for value in leaf.valeur)
        else:
            found.add((leaf.champ, None))
    return found
