"""Dashes that fit in no open list: out of line, glued to their element, or forgotten before the others."""

from __future__ import annotations

import re

from eligibility.documents.alignements import levels
from eligibility.documents.builder import NARROW_BLANKS
from eligibility.documents.characters import clip
from eligibility.documents.findings import Finding
from eligibility.documents.scene import LOOK_AROUND, Explanation, Scene, as_pair, at, indent_of, saying, significant


def stray_dash(scene: Scene) -> Explanation:
    """A dash that fits in no open list: out of line with its own, or the others lack theirs."""
    fault = scene.fault
    first, column = fault.origin or (fault.line, 0)
    above = [
        number for number in range(max(first, fault.line - LOOK_AROUND), fault.line) if significant(scene.line(number))
    ]
    for number in reversed(above):
        glued = _glued_dash(scene.line(number), number, fault.column)
        if glued is not None:
            return Explanation(glued)
    left = _left_behind(scene)
    if left is not None:
        return Explanation(left)
    waiting = _waiting(scene)
    if waiting is not None:
        return Explanation(Finding("V017", scene.point(), {}, waiting))
    # A group that starts too far above was not looked at whole.
    aide = _dashes(scene, above, column) if above[:1] == [first] else None
    return Explanation(Finding("V017", scene.point(), {}, aide))


def _glued_dash(line: str, number: int, column: int) -> Finding | None:
    """The finding for a dash at ``column`` with no space after it."""
    if indent_of(line) != column - 1 or not re.match(r"-[^ \t-]", line[column - 1 :]):
        return None
    said = line[column:].rstrip(" \t\r")
    if said[0] in NARROW_BLANKS:
        return Finding("V023", at(number, column + 1))
    return Finding("V022", at(number, column), {"signe": "-", "corrige": clip(f"- {said}")})


def _waiting(scene: Scene) -> str | None:
    """The cure for a dash left of the key just above, when that key waits for its list: one of the two has moved."""
    fault = scene.fault
    above = scene.previous(fault.line)
    column, said = saying(scene.line(above))
    key, value = as_pair(said) or ("", "-")
    if value or _dash_column(scene.line(above)) or fault.column >= column:
        return None
    named = f"«\u00a0{clip(key, 40)}\u00a0» (ligne {above})"
    after = next(filter(significant, scene.lines[fault.line : fault.line + LOOK_AROUND]), "")
    if _dash_column(after) == fault.column or indent_of(after) == saying(scene.here)[0] - 1:
        return f"ramenez {named} à gauche de ce tiret, en colonne {max(1, fault.column - 2)}"
    return f"décalez ce tiret jusqu'à la colonne {column + 2}, sous {named}"


def _left_behind(scene: Scene) -> Finding | None:
    """The finding for dashes kept at the level of a key that has nothing under it, when the fault's is further right.

    That one shows where they were all meant to go.
    """
    fault = scene.fault
    below = dash = 0
    for number in range(fault.line - 1, max(0, fault.line - LOOK_AROUND), -1):
        line = scene.line(number)
        if not significant(line) or indent_of(line) >= fault.column - 1:
            continue
        here = _dash_column(line)
        if here is None or here != (dash or here):
            if indent_of(line) < (dash or fault.column):
                break
            continue
        key, value = as_pair(saying(line)[1]) or ("", "-")
        if dash and not value and saying(line)[0] <= fault.column and scene.previous(below) == number:
            what = f"la ligne {below}" if below == fault.line - 1 else f"les lignes {below} à {fault.line - 1}"
            aide = (
                f"décalez de {fault.column - dash} espaces vers la droite {what}, à placer sous "
                f"«\u00a0{clip(key, 40)}\u00a0» (ligne {number})"
            )
            return Finding("V017", at(below, dash), {}, aide)
        dash, below = here, number
    return None


def _dashes(scene: Scene, above: list[int], column: int) -> str | None:
    """The cure for a dash after the lines ``above``, which belong to the list or the group that starts ``column``."""
    first = above[0]
    if "block collection" in scene.fault.context:
        return f"alignez ce tiret sur celui de la ligne {first} (colonne {column})"
    keys = [number for number in above if saying(scene.line(number))[0] == column]
    last = keys[-1] if keys else first
    under = next((number for number in above if number > last), None)
    dashes = {number: dash for number in above if (dash := _dash_column(scene.line(number)))}
    lists = [under] if under in dashes else []
    if not lists and dashes and scene.fault.column <= column:
        # Left of what is open: one of the two lists that it stands between.
        opened = [level for level in levels(scene, scene.fault.line) if level.dash]
        left = [level for level in opened if level.column < scene.fault.column][:1]
        right = [level for level in opened if level.column > scene.fault.column][-1:]
        around = sorted(left + right, key=lambda level: abs(level.column - scene.fault.column))
        dashes |= {level.line: level.column for level in around}
        lists = [level.line for level in around]
    if first in dashes and first not in lists and (lists or under is None):
        # That of which the group itself is an element.
        lists.append(first)
    if lists:
        places = " ou sur celui de ".join(f"la ligne {number} (colonne {dashes[number]})" for number in lists)
        return f"alignez ce tiret sur celui de {places}"
    if under is None and column == 1:
        return None
    number = under or first
    name, value = as_pair(saying(scene.line(number))[1]) or (saying(scene.line(number))[1], "")
    aide = f"mettez aussi un tiret devant «\u00a0{clip(name, 40)}\u00a0» (ligne {number})"
    if under is None and value[:1] not in ("", "{", "["):
        name = (as_pair(saying(scene.line(last))[1]) or (name, ""))[0]
        return (
            f"{aide}\u00a0; si c'est la liste de «\u00a0{clip(name, 40)}\u00a0», laissez cette clé seule sur sa ligne"
        )
    return aide


def _dash_column(line: str) -> int | None:
    """The column of the dash that starts ``line``."""
    return indent_of(line) + 1 if re.match(r" *-(?:\s|$)", line) else None
