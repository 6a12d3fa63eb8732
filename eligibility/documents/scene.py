"""A fault of YAML and the source lines around it, as those who explain it look at them."""

from __future__ import annotations

import re

from msgspec import Struct, field

from eligibility.documents.builder import Fault
from eligibility.documents.findings import Finding
from eligibility.documents.located import Span

LOOK_AROUND = 1_000
"""Lines looked at around a fault: a hostile file must not make the explanation long to find."""


class Explanation(Struct, frozen=True):
    """``mend``: characters to change, by index in the text. ``faithful``: the mended text says what was meant."""

    finding: Finding
    mend: dict[int, str] = field(default_factory=dict)
    faithful: bool = True


class Scene(Struct, frozen=True):
    """A fault and the text around it."""

    fault: Fault
    text: str
    lines: list[str]

    def line(self, number: int) -> str:
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""

    @property
    def here(self) -> str:
        return self.line(self.fault.line)

    @property
    def sign(self) -> str:
        return self.text[self.fault.index : self.fault.index + 1]

    @property
    def start(self) -> int:
        """Index in the text of the first character of the fault's line."""
        return self.fault.index - self.fault.column + 1

    def previous(self, number: int) -> int:
        """The number of the last line before ``number`` that says something, or 0."""
        for candidate in range(number - 1, max(0, number - LOOK_AROUND), -1):
            if significant(self.line(candidate)):
                return candidate
        return 0

    def point(self, length: int = 1) -> Span:
        return at(self.fault.line, self.fault.column, length)


def at(line: int, column: int, length: int = 1) -> Span:
    return Span(line, column, line, column + length)


def significant(line: str) -> bool:
    stripped = line.strip(" \t\r")
    return bool(stripped) and not stripped.startswith("#")


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def saying(line: str) -> tuple[int, str]:
    """Column and text of what a line says: no indentation, no dash of a list, no comment."""
    match = re.match(r"[ \t]*(?:-[ \t]+)*", line)
    start = match.end() if match else 0
    return start + 1, re.split(r"[ \t]#", line[start:], maxsplit=1)[0].rstrip(" \t\r")


def as_pair(said: str) -> tuple[str, str] | None:
    """Key and value of ``said``, when a key is there."""
    if said[:1] in ("", "[", "{", "#"):
        return None
    start = 0
    if said[0] in "\"'":
        start = said.find(said[0], 1) + 1
        if start == 0:
            return None
    colon = re.compile(r":(?=[ \t]|$)").search(said, start)
    if colon is None:
        return None
    return said[: colon.start()].rstrip(), said[colon.end() :].lstrip()
