"""Where a line out of line could stand: the columns open above it, and the likeliest of them."""

from __future__ import annotations

import re

from msgspec import Struct

from eligibility.documents.characters import clip
from eligibility.documents.findings import Finding
from eligibility.documents.scene import LOOK_AROUND, Scene, as_pair, at, indent_of, saying, significant

_STEP = 2
"""Spaces from a key to what is written under it."""

_WIDTHS = (2, 4, 8)
"""Columns that a tab may have taken on the writer's screen."""


class Level(Struct, frozen=True):
    """A column where keys stand (dashes, with ``dash``), ``key`` being the last one there, at ``line``."""

    column: int
    line: int
    key: str
    dash: bool = False

    @property
    def name(self) -> str:
        return f"«\u00a0{clip(self.key, 40)}\u00a0» (ligne {self.line})"

    @property
    def place(self) -> str:
        return f"«\u00a0{clip(self.key, 40)}\u00a0» (ligne {self.line}, colonne {self.column})"


def levels(scene: Scene, number: int) -> list[Level]:
    """What is open at line ``number``, the deepest first."""
    found: list[Level] = []
    limit = 0
    for above in range(number - 1, max(0, number - LOOK_AROUND), -1):
        line = scene.line(above)
        if not significant(line) or "\t" in line[: len(line) - len(line.lstrip())]:
            continue
        column, said = saying(line)
        pair = as_pair(said)
        if pair is not None and (not limit or column < limit):
            found.append(Level(column, above, pair[0]))
            limit = column
        if line.lstrip(" ").startswith("-"):
            dash = indent_of(line) + 1
            if not limit or dash < limit:
                found.append(Level(dash, above, pair[0] if pair else said, True))
                limit = dash
        if limit == 1:
            break
    return found


def align_key(scene: Scene) -> str | None:
    """The column that the fault's line, a key, goes to, or the two that it stands between, the likeliest first."""
    line, column = scene.fault.line, scene.fault.column
    opened = levels(scene, line)
    keys = [level for level in opened if not level.dash]
    if len(keys) < len(opened) and len(keys) > 1 and keys[-1].column == 1 and _sole(scene, keys[-1]):
        # Its file is a list under one key: nothing else goes to the margin.
        del keys[-1]
    if not keys:
        return None
    key = (as_pair(saying(scene.here)[1]) or ("", ""))[0]
    elsewhere = _columns(scene, key)
    known = [level for level in keys if level.column in elsewhere]
    left = next((level for level in keys if level.column < column), None)
    right = next((level for level in reversed(keys) if level.column > column), None)
    nearest = known[:1] or [level for level in (right, left) if level is not None]
    nearest.sort(key=lambda level: (_sole(scene, level), abs(level.column - column)))
    return f"alignez cette ligne sur {' ou sur '.join(level.place for level in nearest)}"


def strayed(scene: Scene, column: int) -> Finding | None:
    """The finding for the line above the fault's, when it is a key gone to the margin from within an element of a list,
    and the fault's, a key at ``column``, is where it should be."""
    above = scene.previous(scene.fault.line)
    margin, said = saying(scene.line(above))
    before = levels(scene, above)
    place = next((level for level in before if level.column == column and not level.dash), None)
    listed = any(level.dash and level.column < column for level in before)
    key, value = as_pair(said) or ("", "")
    if margin > 1 or not value or place is None or not listed:
        return None
    return Finding("V014", at(above, 1, len(key)), {}, f"alignez cette ligne sur {place.place}")


def untab(scene: Scene, number: int) -> str | None:
    """How many spaces are to stand for the tabs that start line ``number``; None when nothing above tells."""
    line = scene.line(number)
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    dash = re.match(r"-(?:\s|$)", line[len(blank) :]) is not None
    opened = levels(scene, number)
    target = _target(blank, [level for level in opened if level.dash is dash])
    if opened and _opens(scene, opened[0]):
        column = opened[0].column + _STEP
        why = f"pour placer cette ligne sous {opened[0].name}"
    elif target is None:
        return None
    else:
        column = target.column
        aligned = f"ce tiret sur celui de la ligne {target.line}" if dash else f"cette ligne sur {target.name}"
        why = f"pour aligner {aligned}"
    if column == 1:
        return f"effacez-la, {why}"
    what = "remplacez-la" if blank == "\t" else "remplacez tout le début de la ligne"
    return f"{what} par {column - 1} espaces, {why}"


def _target(blank: str, levels: list[Level]) -> Level | None:
    """The level that ``blank`` showed at some width of the tab, else the deepest."""
    shown = {len(blank.expandtabs(width)) + 1 for width in _WIDTHS}
    return next((level for level in levels if level.column in shown), levels[0] if levels else None)


def _opens(scene: Scene, level: Level) -> bool:
    """Whether that key waits for what is under it."""
    pair = as_pair(saying(scene.line(level.line))[1])
    return pair is not None and not pair[1]


def _sole(scene: Scene, level: Level) -> bool:
    """Whether that key, which holds others, is the only one of its group so far, like « toutes: » or « cas: »."""
    if not _opens(scene, level):
        return False
    line = scene.line(level.line)
    for number in range(level.line - 1, max(0, level.line - LOOK_AROUND), -1):
        if indent_of(line) + 1 < level.column:
            # The dash of the group.
            break
        line = scene.line(number)
        if significant(line):
            column, said = saying(line)
            if column == level.column and as_pair(said):
                return False
            if column < level.column:
                break
    return True


def _columns(scene: Scene, key: str) -> set[int]:
    """The columns where ``key`` stands on other lines near the fault's."""
    if not key:
        return set()
    here = scene.fault.line
    around = range(max(1, here - LOOK_AROUND), min(len(scene.lines), here + LOOK_AROUND) + 1)
    found = set()
    for number in around:
        if number != here and key in scene.line(number):
            column, said = saying(scene.line(number))
            if (as_pair(said) or ("",))[0] == key:
                found.add(column)
    return found
