"""How a scalar without quotes is read: the few types YAML core gives; everything else stays text.

Codes, identifiers and dates of French administration must survive as they are written: ``01``, ``2A``, a SIRET,
``12:30``, ``oui``, ``12 000,50 €``, ``2024-02-30``. The field that receives them types them later.

>>> read_plain("true"), read_plain("12"), read_plain("12.50"), read_plain("~")
(True, 12, Decimal('12.50'), None)
>>> read_plain("01"), read_plain("oui"), read_plain("12:30"), read_plain("1e3")
('01', 'oui', '12:30', '1e3')
"""

from __future__ import annotations

import re
from decimal import Decimal

from eligibility.documents.located import ScalarValue

MAX_DIGITS = 18
"""A longer number stays text: it is an identifier, and no amount or count needs more."""

_WORDS: dict[str, ScalarValue] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")

TYPED_STARTS = frozenset({"", *"~nNtTfF+-0123456789"})
"""First characters (or none) that a scalar must have to be anything but text: a cheap test before ``read_plain``."""


def read_plain(text: str) -> ScalarValue:
    """The value of a scalar written without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None or len(text) > MAX_DIGITS + 2:
        return text
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        return text
    return Decimal(text) if number[1] else int(text)
