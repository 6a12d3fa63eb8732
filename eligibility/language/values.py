"""From one located YAML node to the normalised value of a field."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import Final

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.language.facts import FactValue, Members
from eligibility.language.intervalles import read_bounds
from eligibility.language.lexique import EFFACER, lookup
from eligibility.language.plan import read_plan
from eligibility.language.scalaires import (
    is_absent,
    opening,
    read_choice,
    read_day,
    read_money,
    read_number,
    read_text,
    read_word,
    read_yes_no,
)
from eligibility.language.vocabulary import Field, Kind

_SEPARATORS = r"\s*[,;/+•·–—]\s*|\s+et\s+"
"""Bullets and dashes of word processors among them: a list of theirs is read as one text."""


def read_value(field: Field, node: Node, report: Report) -> FactValue | None:
    """The value of ``field`` that ``node`` writes; None when it is absent, or refused and then reported.

    A value is never guessed: it is read one way, perhaps with a note, or it is an error at its place.
    """
    return None if is_absent(node) else _READERS[field.nature](field, node, report)


def read_members(field: Field, node: Node, report: Report) -> Members | None:
    """A list of values; one value alone is a list of one. None when any element is wrong."""
    if isinstance(node, Scalar):
        return _alone(field, node, report)
    if isinstance(node, Mapping):
        name = field.id.rpartition(".")[2]
        report.add("V103", opening(node), attendu="une liste", aide=f"écrivez «\u00a0{name}: [valeur, valeur]\u00a0»")
        return None
    found: set[str] = set()
    sound = True
    for item in node.items:
        ident = _member(field, item, report)
        sound = sound and ident is not None
        if ident is None:
            continue
        if ident in found:
            report.add("V904", item.span, id=ident, champ=field.id)
        found.add(ident)
    return Members(frozenset(found)) if sound else None


def _member(field: Field, item: Node, report: Report) -> str | None:
    if isinstance(item, Scalar) and not is_absent(item) and item.text.strip():
        return read_word(field, item, report)
    if isinstance(item, Scalar):
        report.add("V204", item.span, champ=field.id)
    else:
        aide = "écrivez le mot seul, sans «\u00a0:\u00a0» après lui"
        if isinstance(item, Sequence):
            aide = "une liste n'en contient pas d'autre\u00a0: retirez le tiret ou les crochets en trop"
        report.add("V103", opening(item), attendu="une valeur", aide=aide)
    return None


def _alone(field: Field, node: Scalar, report: Report) -> Members | None:
    if not node.text.strip():
        aide = f"écrivez une liste, «\u00a0[]\u00a0» pour dire «\u00a0aucun\u00a0»\u00a0; {EFFACER}"
        report.add("V205", node.span, champ=field.id, aide=aide)
        return None
    if not lookup(field, node.text).values:
        parts = [part for part in re.split(_SEPARATORS, node.text.strip()) if part]
        words = [lookup(field, part).values for part in parts]
        if len(parts) > 1 and all(len(values) == 1 for values in words):
            listed = ", ".join(values[0].id for values in words)
            aide = f"écrivez la liste entre crochets\u00a0: «\u00a0[{listed}]\u00a0»"
            report.add("V201", node.span, valeur=clip(node.text), champ=field.id, aide=aide)
            return None
    ident = read_word(field, node, report)
    if ident is None:
        return None
    report.add("V903", node.span, champ=field.id)
    return Members(frozenset((ident,)))


def _read_payers(field: Field, node: Node, report: Report) -> Members | None:
    lines = read_plan(field, node, report)
    return None if lines is None else Members(frozenset(line.financeur for line in lines))


_READERS: Final[Table[Kind, Callable[[Field, Node, Report], FactValue | None]]] = {
    Kind.TEXTE: read_text,
    Kind.CHOIX: read_choice,
    Kind.ENSEMBLE: read_members,
    Kind.OUI_NON: read_yes_no,
    Kind.NOMBRE: read_number,
    Kind.MONTANT: read_money,
    Kind.DATE: read_day,
    Kind.INTERVALLE: read_bounds,
    Kind.PERIODE: read_bounds,
    Kind.PLAN: _read_payers,
}
