"""French typography: no-break spaces where a line must not be cut, one apostrophe.

Nothing is imported but Python: the help of the commands is written with it.
"""

from __future__ import annotations

import re
from typing import Final

NBSP: Final = "\u00a0"
PUCE: Final = f"{NBSP}· "
"""Between facts: never the first sign of a line."""

_INSECABLE: Final = re.compile(
    # Before double signs and units, after an opening quote, inside a number, between a word and its number.
    r" (?=[:;?!»%€](?:\s|$|[).,»]))"
    r"|(?<=[«§]) "
    r"|(?<=\d) (?=\d{3}\b)"
    r"|(?:(?<=\b[Aa]xe)|(?<=\b[Aa]xes)|(?<=\bligne)|(?<=n°)) (?=\d)"
)


def insecable(text: str) -> str:
    """``text`` with its no-break spaces: « quoi ? », « § 1.1 », « 1 000 », « axe 2 » stay on one line."""
    return _INSECABLE.sub(NBSP, text)


def soigner(text: str) -> str:
    """Our own text, whoever wrote it: no-break spaces, and the straight apostrophe everywhere."""
    return insecable(text.replace("\u2019", "'"))


def guillemets(text: str) -> str:
    return f"«{NBSP}{text}{NBSP}»"


def minuscule(text: str) -> str:
    """A label inside a sentence: its first letter small, unless it starts an abbreviation.

    >>> minuscule("Coût total"), minuscule("QPV")
    ('coût total', 'QPV')
    """
    return text[:1].lower() + text[1:] if not text[1:2].isupper() else text


def phrase(text: str) -> str:
    """``text`` with its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
