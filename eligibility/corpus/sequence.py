"""The rules of a corpus, read only when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from eligibility.corpus.model import Rule


class Regles(Sequence[Rule]):
    """An immutable sequence of rules.

    ``read`` gives the rule of a position, with what is kept beside it, and raises ValueError where they cannot be
    trusted; ``recover`` then gives all the rules anew, from their sources. Equal to any sequence of the same rules.
    """

    __slots__ = ("_annexes", "_known", "_length", "_recover", "_rule")

    def __init__(
        self, length: int, read: Callable[[int], tuple[Rule, bytes]], recover: Callable[[], Sequence[Rule]]
    ) -> None:
        self._length = length
        self._rule = read
        self._recover = recover
        self._known: dict[int, Rule] = {}
        self._annexes: dict[int, bytes] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Rule: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Rule]: ...

    def __getitem__(self, index: int | slice) -> Rule | Sequence[Rule]:
        if isinstance(index, slice):
            return tuple(self[position] for position in range(*index.indices(len(self))))
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError(index)
        found = self._known.get(position)
        if found is None:
            found = self._read(position)
        return found

    def annexe(self, position: int) -> bytes | None:
        """What is kept beside a rule; None where it is not to be had any more."""
        _ = self[position]
        return self._annexes.get(position)

    def __iter__(self) -> Iterator[Rule]:
        return (self[position] for position in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Regles, tuple, list)):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} règles, {len(self._known)} lues>"

    def _read(self, position: int) -> Rule:
        try:
            rule, self._annexes[position] = self._rule(position)
        except ValueError:
            self._known.update(enumerate(self._recover()))
            return self._known[position]
        self._known[position] = rule
        return rule
