"""Text that YAML takes for a comment: « titre: Opération #1000jours » says « Opération », and nothing tells.

A comment that is meant as one has a space after its « # »; without it, the writer is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from eligibility.documents.characters import clip
from eligibility.documents.findings import MAX_FINDINGS, Finding
from eligibility.documents.located import Node, Scalar, scalars
from eligibility.documents.scene import at
from eligibility.documents.syntaxe import quote

_GLUED = re.compile(r"(?<=[ \t])#(?=[^\s#])")


def swallowed(text: str, root: Node | None) -> Iterator[Finding]:
    """What a glued « # » hides from the values of ``root``, read from ``text``; the first ones, when there are many."""
    places = list(_places(text))
    if not places:
        return
    numbers = sorted({line for line, _ in places})
    near: dict[int, list[Scalar]] = {number: [] for number in numbers}
    for scalar in scalars(root):
        first = bisect_left(numbers, scalar.span.line)
        while first < len(numbers) and numbers[first] <= scalar.span.end_line:
            near[numbers[first]].append(scalar)
            first += 1
    lines = text.split("\n", numbers[-1])
    for line, column in places:
        finding = _swallowed(lines[line - 1].rstrip(), line, column, near[line])
        if finding is not None:
            yield finding


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Line and column of each « # » that has a blank before it and none after."""
    line = 1
    position = 0
    for count, found in enumerate(_GLUED.finditer(text)):
        if count == MAX_FINDINGS:
            return
        line += text.count("\n", position, found.start())
        position = found.start()
        yield line, position - text.rfind("\n", 0, position)


def _swallowed(source: str, line: int, column: int, near: list[Scalar]) -> Finding | None:
    """The finding for the « # » at ``column`` of ``source``, None where it hides nothing; ``near``: what is on it."""

    def inside(place: int) -> bool:
        return any(scalar.span.holds(line, place) for scalar in near)

    before = source[: column - 1].rstrip(" \t")
    earlier = (found.start() + 1 for found in re.finditer(r"(?:(?<=[ \t])|^)#", before))
    if not before or inside(column) or any(not inside(place) for place in earlier):
        return None
    hidden = source[column - 1 :]
    ended = next((one for one in near if (one.span.end_line, one.span.end_column) == (line, len(before) + 1)), None)
    if ended is not None and ended.text:
        if ended.quoted:
            return None
        meant = f"{ended.text} {hidden}"
    elif before[-1] in ":-":
        meant = hidden
    else:
        return None
    aide = (
        f"si c'est du texte, écrivez «\u00a0{clip(quote(meant), 160)}\u00a0»\u00a0; "
        "si c'est un commentaire, mettez une espace après «\u00a0#\u00a0»"
    )
    return Finding("V025", at(line, column, len(hidden)), {"ecrit": clip(hidden)}, aide)
