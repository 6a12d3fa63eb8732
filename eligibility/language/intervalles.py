"""Intervals of whole numbers (``min``, ``max``) and periods (``debut``, ``fin``), both ends included."""

from __future__ import annotations

import re
from datetime import date

from msgspec import structs

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.cles import same_key
from eligibility.language.conditions import Bounds
from eligibility.language.dates import meant_date
from eligibility.language.lexique import admitted
from eligibility.language.nombres import read_whole
from eligibility.language.scalaires import is_absent, opening, read_day, read_number
from eligibility.language.vocabulary import Field, Kind

# They only find cures: re compiles them when one is sought.
_RANGE = r"(?i)(?:de )?([0-9]+) ?(?:-|–|à|a|et|\.\.) ?([0-9]+)(?: ans?)?"
_BELOW = r"(?i)(?:moins de|avant) ([0-9]+)(?: ans?)?"
_FROM = r"(?i)(?:à partir de|dès) ([0-9]+)(?: ans?)?|([0-9]+)(?: ans?)? ?(?:et plus|et \+|\+)"
_SPAN = r"(?i)(?:du |de )?(.+?)(?: (?:au|à|-|–|/) |[-–/](?=[0-9]{4}$))(.+)"


def keys(nature: Kind) -> tuple[str, str]:
    """The keys of the two ends.

    >>> keys(Kind.PERIODE)
    ('debut', 'fin')
    """
    return ("debut", "fin") if nature is Kind.PERIODE else ("min", "max")


def read_bounds(field: Field, node: Node, report: Report, name: str = "") -> Bounds | None:
    """The interval, None on a side that is not given; None when neither is, or when anything is wrong.

    ``name``: the key that ``node`` is the value of, when it is not the field's own.
    """
    low_key, high_key = keys(field.nature)
    if not isinstance(node, Mapping):
        attendu = f"les clés «\u00a0{low_key}\u00a0» et «\u00a0{high_key}\u00a0»"
        report.add("V103", opening(node), attendu=attendu, aide=_cure(field, node, name or field.id.rpartition(".")[2]))
        return None
    sound = True
    ends: dict[str, int] = {}
    for key, value in node:
        end_key: str | None = key.text
        if key.text not in (low_key, high_key):
            aide = vouliez_vous(nearest(key.text, (low_key, high_key))) or admitted((low_key, high_key), "clé")
            report.add("V102", key.span, cle=clip(key.text), aide=aide)
            sound = False
            end_key = same_key(key.text, (low_key, high_key), node)
        if end_key is not None and not is_absent(value):
            end = _end(structs.replace(field, id=f"{field.id}.{end_key}"), value, end_key == high_key, report)
            sound = sound and end is not None
            if end is not None:
                ends[end_key] = end
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


def _cure(field: Field, node: Node, name: str) -> str:
    """What to write instead of ``node``: what it plainly means, else an example."""
    period = field.nature is Kind.PERIODE
    low_key, high_key = keys(field.nature)
    if not period and isinstance(node, Scalar) and (least := _least(field, node.text.strip())) is not None:
        return f"écrivez «\u00a0{name}: {{{low_key}: {least}}}\u00a0»"
    if period:
        ends = sorted(days(node.text) if isinstance(node, Scalar) else _days(_texts(node)))
    else:
        ends = sorted(_numbers(field, node))
    verb = "écrivez"
    if len(ends) != 2:
        verb = "écrivez par exemple"
        ends = [date(2025, 1, 1).toordinal(), date(2025, 12, 31).toordinal()] if period else [0, 2]
    low, high = (_show(field, end) for end in ends)
    return f"{verb} «\u00a0{name}: {{{low_key}: {low}, {high_key}: {high}}}\u00a0»"


def _numbers(field: Field, node: Node) -> list[int]:
    """The two ends that « 0-2 », « 3 », « moins de 3 ans » or « [0, 2] » mean; any other count of numbers is no
    interval."""
    if isinstance(node, Scalar):
        text = node.text.strip(" ()")
        found = re.fullmatch(_RANGE, text)
        texts = [found[1], found[2]] if found else [text] * 2
        if below := re.fullmatch(_BELOW, text):
            texts = ["0", str(int(below[1]) - 1)]
    else:
        texts = _texts(node)
    return [read for text in texts if isinstance(read := read_whole(text, field.unite), int)]


def _least(field: Field, text: str) -> int | None:
    """The only end that « 60 ans et plus » gives."""
    found = re.fullmatch(_FROM, text)
    read = read_whole(found[1] or found[2], field.unite) if found else None
    return read if isinstance(read, int) else None


def days(text: str) -> list[int]:
    """The first and the last day of « 2025 », « 2025-2027 » or « du 1er janvier 2025 au 30 juin 2026 »; none when it
    says no period."""
    text = text.strip()
    found = re.fullmatch(_SPAN, text) if meant_date(text) is None else None
    return _days([found[1], found[2]] if found else [text] * 2)


def _days(texts: list[str]) -> list[int]:
    ends = [meant_date(text, last) for text, last in zip(texts, (False, True), strict=False)]
    return [end for end in ends if end is not None] if len(texts) == 2 and ends[0] != ends[1] else []


def _texts(node: Node) -> list[str]:
    return [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
