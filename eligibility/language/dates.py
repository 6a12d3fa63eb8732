"""Dates: year-month-day, or day/month/year with a note. Anything else is refused, with the right writing as a cure.

>>> from datetime import date
>>> read_date("2024-06-30") == (date(2024, 6, 30).toordinal(), False)
True
>>> read_date("30/06/2024") == (date(2024, 6, 30).toordinal(), True)
True
>>> read_date("2024-06-31").valeurs["raison"]
"juin n'a que 30 jours"
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from eligibility.documents.suggest import fold
from eligibility.language.refus import Refus

MOIS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

# Few files need any of these: re compiles each when it is first met.
_FRENCH = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_TIMED = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]| +)[0-9]{1,2}[:hH].*"
_LOOSE_ISO = r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})|((?:19|2[0-2])[0-9]{2})([0-9]{2})([0-9]{2})"
_LOOSE_FRENCH = r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})"
_SHORT_YEAR = r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}"
_MONTH = r"([0-9]{4})[-/. ]([0-9]{1,2})"
_FRENCH_MONTH = r"([0-9]{1,2})[-/. ]([0-9]{4})"
_YEAR = r"[0-9]{4}"
_WORDS = r"(?:([0-9]{1,2})(?:er)?_)?([a-z]+)_([0-9]{4})"
_MEANT = "iso"
"""The value of a refusal that says what day was meant."""
_DASHES = "[\u2010-\u2015\u2212]"
"""What word processors make of a hyphen."""
_MONTHS = {fold(name): number for number, name in enumerate(MOIS, 1)}


def read_date(text: str, last: bool = False) -> tuple[int, bool] | Refus:
    """The day's ordinal, and whether it was written day/month/year.

    ``last``: the date ends a period, so the cure for a year or a month alone proposes its last day.
    """
    bare = text.strip()
    if _is_iso(bare):
        read = _day(int(bare[:4]), int(bare[5:7]), int(bare[8:]))
        return read if isinstance(read, Refus) else (read, False)
    if found := re.fullmatch(_FRENCH, bare):
        read = _day(int(found[3]), int(found[2]), int(found[1]))
        return read if isinstance(read, Refus) else (read, True)
    return _refuse(bare, last)


def meant_date(text: str, last: bool = False) -> int | None:
    """The ordinal of the day that ``text`` plainly means, in a writing that is admitted or not: what a cure proposes.

    >>> meant_date("1er juillet 2025") == meant_date("07/2025") == meant_date("2025-07-01")
    True
    """
    read = read_date(text, last)
    if not isinstance(read, Refus):
        return read[0]
    iso = read.valeurs.get(_MEANT)
    return date.fromisoformat(iso).toordinal() if isinstance(iso, str) else None


def _is_iso(text: str) -> bool:
    digits = text[:4] + text[5:7] + text[8:]
    return len(text) == 10 and text[4] == text[7] == "-" and digits.isascii() and digits.isdigit()


def _day(year: int, month: int, day: int) -> int | Refus:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refus("V244", valeurs={"annee": f"{year:04d}", "premiere": FIRST_YEAR, "derniere": LAST_YEAR})
    if not 1 <= month <= 12:
        return Refus("V241", valeurs={"raison": f"le mois {month:02d} n'existe pas"})
    length = _length(year, month)
    if day < 1:
        return Refus("V241", valeurs={"raison": "le jour 00 n'existe pas"})
    if day > length:
        # February alone depends on the year.
        name = f"{MOIS[1]} {year}" if month == 2 else MOIS[month - 1]
        return Refus("V241", valeurs={"raison": f"{name} n'a que {length} jours"})
    return date(year, month, day).toordinal()


def _length(year: int, month: int) -> int:
    """Days in a month."""
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


def _refuse(bare: str, last: bool) -> Refus:
    bare = re.sub(_DASHES, "-", bare)
    if found := re.fullmatch(_TIMED, bare):
        return _cured("V243", found[1])
    if found := re.fullmatch(_LOOSE_ISO, bare):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _proposed(year, month, day)
    if found := re.fullmatch(_LOOSE_FRENCH, bare):
        return _proposed(int(found[3]), int(found[2]), int(found[1]))
    if re.fullmatch(_SHORT_YEAR, bare):
        return Refus("V240", "écrivez l'année sur quatre chiffres, par exemple «\u00a02025-01-31\u00a0»")
    if found := re.fullmatch(_MONTH, bare):
        return _partial(int(found[1]), int(found[2]), last)
    if found := re.fullmatch(_FRENCH_MONTH, bare):
        return _partial(int(found[2]), int(found[1]), last)
    if re.fullmatch(_YEAR, bare):
        return _partial(int(bare), 12 if last else 1, last)
    if (found := re.fullmatch(_WORDS, fold(bare))) and found[2] in _MONTHS:
        month = _MONTHS[found[2]]
        return _proposed(int(found[3]), month, int(found[1])) if found[1] else _partial(int(found[3]), month, last)
    return Refus("V240")


def _proposed(year: int, month: int, day: int) -> Refus:
    """A whole date in a writing that is not admitted."""
    read = _day(year, month, day)
    return read if isinstance(read, Refus) else _cured("V240", date.fromordinal(read).isoformat())


def _partial(year: int, month: int, last: bool) -> Refus:
    read = _day(year, month, 1)
    if isinstance(read, Refus):
        return read
    iso = f"{year:04d}-{month:02d}-{_length(year, month) if last else 1:02d}"
    return Refus("V242", f"donnez aussi le jour, par exemple «\u00a0{iso}\u00a0»", {_MEANT: iso})


def _cured(code: str, iso: str) -> Refus:
    return Refus(code, f"écrivez «\u00a0{iso}\u00a0»", {_MEANT: iso})
