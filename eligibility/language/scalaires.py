"""One written scalar, read by the type of its field. Each reader reports what it refuses and then gives None."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from eligibility.documents.characters import clip, unquoted
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Node, Scalar, Sequence, Span
from eligibility.documents.suggest import fold
from eligibility.language.dates import read_date
from eligibility.language.lexique import EFFACER, UNKNOWN, lookup, propose, readable
from eligibility.language.nombres import read_amount, read_whole
from eligibility.language.refus import Refus
from eligibility.language.vocabulary import Field, Value

YES_NO: Final = {"oui": True, "true": True, "vrai": True, "non": False, "false": False, "faux": False}
"""Answers, folded."""
_WHOLLY_QUOTED = "[«“„][^«»“”„]*[»”“]"
_ALMOST_YES_NO = {
    "yes": "oui",
    "y": "oui",
    "o": "oui",
    "on": "oui",
    "1": "oui",
    "ok": "oui",
} | dict.fromkeys(("no", "n", "off", "0", "none", "aucun", "aucune", "pas"), "non")


def is_absent(node: Node) -> bool:
    """``null`` or nothing after the key: the datum is not known."""
    return isinstance(node, Scalar) and node.value is None and not node.quoted


def opening(node: Node) -> Span:
    """Where ``node`` starts: a list or a mapping may run over many lines, of which only the first one matters."""
    span = node.span
    if isinstance(node, Scalar) or span.line == span.end_line:
        return span
    return Span(span.line, span.column, span.line, span.column + 1)


def expect_scalar(node: Node, champ: str, attendu: str, report: Report) -> Scalar | None:
    """``node`` when it is a scalar with a value."""
    if isinstance(node, Scalar):
        if node.text.strip():
            return node
        report.add("V205", node.span, champ=champ, aide=f"écrivez {attendu}\u00a0; {EFFACER}")
    elif isinstance(node, Sequence):
        first = node.items[0] if len(node.items) == 1 else None
        aide = f"écrivez {attendu}, sans crochets ni tiret"
        if isinstance(first, Scalar):
            aide = f"écrivez «\u00a0{clip(first.text)}\u00a0», sans crochets ni tiret"
        report.add("V203", opening(node), champ=champ, aide=aide)
    else:
        aide = f"écrivez {attendu} après «\u00a0:\u00a0», sans accolades ni clés dessous"
        report.add("V103", opening(node), attendu=attendu, aide=aide)
    return None


def read_text(field: Field, node: Node, report: Report) -> str | None:
    """Any scalar, as it is written; a word processor's quotes around the whole of it are no part of it."""
    scalar = expect_scalar(node, field.id, "un texte", report)
    if scalar is None:
        return None
    written = scalar.text.strip()
    bare = unquoted(written)
    if scalar.quoted or not bare or not re.fullmatch(_WHOLLY_QUOTED, written):
        return written
    report.add("V901", scalar.span, ecrit=clip(written), id=clip(bare))
    return bare


def read_choice(field: Field, node: Node, report: Report) -> str | None:
    """The id of the value that the scalar names."""
    scalar = expect_scalar(node, field.id, "une valeur", report)
    return read_word(field, scalar, report) if scalar else None


def read_word(field: Field, scalar: Scalar, report: Report) -> str | None:
    """The same, for a scalar that is known to hold a word."""
    found = lookup(field, scalar.text)
    if len(found.values) == 1:
        ident = found.values[0].id
        if found.noted:
            report.add("V901", scalar.span, ecrit=clip(scalar.text), id=readable(found.values[0], scalar.text))
        return ident
    if found.values:
        report.add("V202", scalar.span, valeur=clip(scalar.text), candidats=_either(found.values))
    else:
        aide = _without_quotes(field, scalar.text) or propose(field, scalar.text)
        report.add("V201", scalar.span, valeur=clip(scalar.text), champ=field.id, aide=aide)
    return None


def _without_quotes(field: Field, text: str) -> str | None:
    """The cure where a word processor's quotes are all that is wrong."""
    bare = unquoted(text)
    if bare == text.strip() or len(lookup(field, bare).values) != 1:
        return None
    return f"écrivez «\u00a0{clip(bare)}\u00a0», sans ces guillemets"


def _either(values: tuple[Value, ...]) -> str:
    return " ou ".join(f"«\u00a0{value.id}\u00a0» ({value.libelle})" for value in values)


def read_yes_no(field: Field, node: Node, report: Report) -> bool | None:
    scalar = expect_scalar(node, field.id, "«\u00a0oui\u00a0» ou «\u00a0non\u00a0»", report)
    if scalar is None:
        return None
    answer = YES_NO.get(fold(scalar.text))
    if answer is None:
        bare = fold(unquoted(scalar.text))
        meant = bare if bare in YES_NO else _ALMOST_YES_NO.get(bare)
        aide = f"vouliez-vous dire «\u00a0{meant}\u00a0»\u00a0?" if meant else None
        Refus("V210", aide).signale(report, scalar.span, scalar.text, field.id)
    return answer


def read_number(field: Field, node: Node, report: Report) -> int | None:
    return _read(field, node, report, "un nombre entier", lambda text: read_whole(text, field.unite))


def read_money(field: Field, node: Node, report: Report) -> int | None:
    """In cents."""
    return _read(field, node, report, "un montant", read_amount)


def _read(field: Field, node: Node, report: Report, attendu: str, read: Callable[[str], int | Refus]) -> int | None:
    scalar = expect_scalar(node, field.id, attendu, report)
    if scalar is None:
        return None
    value = read(scalar.text)
    if isinstance(value, Refus):
        _better(value, scalar, read).signale(report, scalar.span, scalar.text, field.id)
        return None
    return value


def read_day(field: Field, node: Node, report: Report, last: bool = False) -> int | None:
    """An ordinal. ``last``: the date ends a period."""
    scalar = expect_scalar(node, field.id, "une date", report)
    if scalar is None:
        return None
    read = read_date(scalar.text, last)
    if isinstance(read, Refus):
        better = _better(read, scalar, lambda text: read_date(text, last))
        better.signale(report, scalar.span, scalar.text, field.id)
        return None
    day, noted = read
    if noted:
        report.add("V902", scalar.span, ecrit=clip(scalar.text), iso=date.fromordinal(day).isoformat())
    return day


def _better(refus: Refus, scalar: Scalar, read: Callable[[str], object]) -> Refus:
    """The refusal, or a better one where the text says that nothing is known, or is only quoted in a way that YAML
    takes for part of it."""
    if not re.search("[0-9]", scalar.text) and fold(scalar.text) in UNKNOWN:
        return Refus("V206")
    bare = unquoted(scalar.text)
    if bare != scalar.text.strip() and not isinstance(read(bare), Refus):
        return Refus(refus.code, f"écrivez «\u00a0{clip(bare)}\u00a0», sans ces guillemets", refus.valeurs)
    return refus
