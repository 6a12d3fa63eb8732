"""What a word processor types at the start of a line where YAML wants plain spaces and a dash."""

from __future__ import annotations

import re

from msgspec import Struct

from eligibility.documents.builder import BULLETS, NARROW_BLANKS
from eligibility.documents.findings import Finding
from eligibility.documents.scene import LOOK_AROUND, as_pair, at, indent_of, significant

_TYPED = rf"[ {NARROW_BLANKS}]*(?:[-{BULLETS}][ {NARROW_BLANKS}]+)*"
_BLOCK_OF_TEXT = r"(?:^|[\s:-])[|>][-+0-9]*$"
_MAX_LINES = 500
"""Lines changed in one go: a hostile file must not take long."""

_SHOWN = 10
"""Further lines named in a cure."""


def retype(text: str) -> tuple[list[Finding], dict[int, str]]:
    """A finding for no-break spaces and one for bullets, each at the first, and what to change in ``text``, by index,
    for all of its lines to start as they were meant to."""
    lines = text.split("\n")
    mend: dict[int, str] = {}
    places: dict[str, list[_Place]] = {}
    index = 0
    for number, line in enumerate(lines, 1):
        changes = _changes(line)
        if changes and not _in_text(lines, number):
            mend |= {index + column: sign for column, sign in changes.items()}
            for sign, code in ((" ", "V023"), ("-", "V026")):
                columns = [column for column, put in changes.items() if put == sign]
                if columns:
                    place = _Place(number, columns[0] + 1, line[columns[0]], len(columns))
                    places.setdefault(code, []).append(place)
            if max(map(len, places.values())) >= _MAX_LINES:
                break
        index += len(line) + 1
    return [_finding(code, *found) for code, found in places.items()], mend


class _Place(Struct, frozen=True):
    """The first of ``count`` signs to change at the start of a line."""

    line: int
    column: int
    sign: str
    count: int


def _finding(code: str, first: _Place, *others: _Place) -> Finding:
    values: dict[str, object] = {}
    cure = None
    if code == "V026":
        values = {"signe": first.sign}
        cure = f"remplacez «\u00a0{first.sign}\u00a0» par «\u00a0-\u00a0», le tiret du clavier"
    elif others or first.count > 1:
        cure = "remplacez les espaces insécables du début de la ligne par autant d'espaces ordinaires"
    if others:
        also = [str(place.line) for place in others]
        if len(also) > _SHOWN:
            also[_SHOWN:] = [f"{len(also) - _SHOWN} autres"]
        listed = f"aux lignes {', '.join(also[:-1])} et {also[-1]}" if len(also) > 1 else f"à la ligne {also[0]}"
        cure = f"{cure}, et de même {listed}"
    return Finding(code, at(first.line, first.column), values, cure)


def _changes(line: str) -> dict[int, str]:
    """What to change at the start of ``line``, by index; nothing where it holds neither a key nor a dash."""
    start = re.match(_TYPED, line)
    typed = start[0] if start else ""
    changes = {column: " " for column, sign in enumerate(typed) if sign in NARROW_BLANKS}
    changes |= {column: "-" for column, sign in enumerate(typed) if sign in BULLETS}
    rest = line[len(typed) :].rstrip()
    listed = typed.strip(f" {NARROW_BLANKS}")
    return changes if changes and significant(rest) and (listed or as_pair(rest)) else {}


def _in_text(lines: list[str], number: int) -> bool:
    """Whether line ``number`` is of a block of text, that the key above opened."""
    indent = indent_of(lines[number - 1])
    if indent == 0:
        return False
    for above in reversed(lines[max(0, number - LOOK_AROUND) : number - 1]):
        if above.strip() and indent_of(above) < indent:
            return re.search(_BLOCK_OF_TEXT, above.rstrip()) is not None
    return False
