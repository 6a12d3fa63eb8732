"""Intervals of whole numbers (``min``, ``max``) and periods (``debut``, ``fin``), both ends included."""

from __future__ import annotations

import re
from datetime import date

from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.conditions import Bounds
from eligibility.language.lexique import admitted
from eligibility.language.nombres import read_whole
from eligibility.language.scalaires import is_absent, opening, read_day, read_number
from eligibility.language.vocabulary import Field, Kind

_RANGE = re.compile(r"(?:de )?([0-9]+) ?(?:-|–|à|a|et|\.\.) ?([0-9]+)(?: ans?)?", re.IGNORECASE)


def keys(nature: Kind) -> tuple[str, str]:
    """The keys of the two ends.

    >>> keys(Kind.PERIODE)
    ('debut', 'fin')
    """
    return ("debut", "fin") if nature is Kind.PERIODE else ("min", "max")


def read_bounds(field: Field, node: Node, report: Report) -> Bounds | None:
    """The interval, None on a side that is not given; None when neither is, or when anything is wrong."""
    low_key, high_key = keys(field.nature)
    if not isinstance(node, Mapping):
        attendu = f"les clés «\u00a0{low_key}\u00a0» et «\u00a0{high_key}\u00a0»"
        report.add("V103", opening(node), attendu=attendu, aide=f"écrivez {_cure(field, node)}")
        return None
    sound = True
    ends: dict[str, int] = {}
    for key, value in node:
        if key.text not in (low_key, high_key):
            aide = vouliez_vous(nearest(key.text, (low_key, high_key))) or admitted((low_key, high_key))
            report.add("V102", key.span, cle=key.text, aide=aide.replace("valeurs", "clés"))
            sound = False
        elif not is_absent(value):
            end = _end(field, value, key.text == high_key, report)
            sound = sound and end is not None
            if end is not None:
                ends[key.text] = end
    low, high = ends.get(low_key), ends.get(high_key)
    if low is not None and high is not None and low > high:
        written = node.get(high_key)
        shown = {"bas": _show(field, low), "haut": _show(field, high)}
        report.add("V302" if field.nature is Kind.PERIODE else "V301", written.span if written else node.span, **shown)
        return None
    return Bounds(low, high) if sound and ends else None


def _end(field: Field, node: Node, last: bool, report: Report) -> int | None:
    return read_day(field, node, report, last) if field.nature is Kind.PERIODE else read_number(field, node, report)


def _show(field: Field, bound: int) -> str:
    return date.fromordinal(bound).isoformat() if field.nature is Kind.PERIODE else str(bound)


def _cure(field: Field, node: Node) -> str:
    """How to write what ``node`` seems to mean."""
    if field.nature is Kind.PERIODE:
        return _quoted("2025-01-01", "2025-12-31", field)
    if isinstance(node, Scalar):
        if found := _RANGE.fullmatch(node.text.strip()):
            return _quoted(found[1], found[2], field)
        if isinstance(whole := read_whole(node.text, field.unite), int):
            return _quoted(str(whole), str(whole), field)
    elif isinstance(node, Sequence) and len(node.items) == 2:
        low, high = node.items
        if isinstance(low, Scalar) and isinstance(high, Scalar) and low.text.isdigit() and high.text.isdigit():
            return _quoted(low.text, high.text, field)
    return _quoted("0", "2", field)


def _quoted(low: str, high: str, field: Field) -> str:
    low_key, high_key = keys(field.nature)
    name = field.id.rpartition(".")[2]
    return f"«\u00a0{name}: {{{low_key}: {low}, {high_key}: {high}}}\u00a0»"
