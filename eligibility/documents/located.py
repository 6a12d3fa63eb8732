"""Located values: what a YAML document says, and where it says it.

Every key and every value keeps its position, so that an error found long after reading (a reference that
dangles, a date in disorder) still points at the exact line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from eligibility.documents.condensats import sha256

ScalarValue = str | int | bool | Decimal | None
PlainValue = ScalarValue | list["PlainValue"] | dict[str, "PlainValue"]
Path = tuple[str | int, ...]


class Span(Struct, frozen=True, array_like=True):
    """A stretch of text. Lines and columns count from 1, in characters; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, line: int, column: int) -> bool:
        """Whether the character at that place is in the span."""
        return (self.line, self.column) <= (line, column) < (self.end_line, self.end_column)


class Scalar(Struct, frozen=True):
    """One scalar. ``text`` is what is written, ``value`` how YAML core reads it (see ``loader``)."""

    text: str
    value: ScalarValue
    quoted: bool
    span: Span


class Sequence(Struct, frozen=True):
    items: tuple[Node, ...]
    span: Span


class Mapping(Struct, frozen=True, dict=True):
    """Keys are unique scalars (checked on loading), in document order."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    @cached_property
    def _index(self) -> dict[str, tuple[Scalar, Node]]:
        return {key.text: (key, node) for key, node in self.entries}

    def get(self, key: str) -> Node | None:
        found = self._index.get(key)
        return found[1] if found else None

    def key(self, key: str) -> Scalar | None:
        found = self._index.get(key)
        return found[0] if found else None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping


class Document(Struct, frozen=True, dict=True):
    """A file read whole: its display name, its lines (for excerpts) and its root (None when it is empty)."""

    name: str
    text: str
    root: Node | None

    @cached_property
    def empreinte(self) -> str:
        """``sha256:…`` of its text."""
        return f"sha256:{sha256(self.text.encode()).hexdigest()}"


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every value that is a scalar, in order; keys are not."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from scalars(value)
    elif node is not None:
        for item in node.items:
            yield from scalars(item)


def plain(node: Node) -> PlainValue:
    """The bare value, positions dropped."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def locate(root: Node, path: Path) -> Span:
    """The span of the deepest node of ``path`` that exists under ``root`` (a value's, or a key's when the
    value is a mapping or a sequence)."""
    span = root.span
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            found = node._index.get(step)
            if found is None:
                break
            key, node = found
            span = node.span if isinstance(node, Scalar) else key.span
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
            span = node.span
        else:
            break
    return span
