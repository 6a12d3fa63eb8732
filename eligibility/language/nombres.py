"""Whole numbers and amounts of money, as people write them in French.

Nothing is guessed: what could be read in two ways is refused, with both readings as a cure.

>>> read_amount("12\u00a0000,50\u00a0€"), read_amount("60000"), read_amount("12000.5")
(1200050, 6000000, 1200050)
>>> read_amount("12.000,50").aide
'écrivez «\\xa012000,50\\xa0»'
>>> read_whole("1\u202f200", "places"), read_whole("3 ans", "ans")
(1200, 3)
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.documents.suggest import fold
from eligibility.language.lettres import en_chiffres
from eligibility.language.refus import Refus

MAX_EUROS: Final = 10**13
MAX_WHOLE: Final = 10**13
MAX_AGE: Final = 120
"""Greatest number of a field counted in years (unit « ans »)."""

# Few files need any of these: re compiles each when it is first met.
_BLANKS = "[ \u00a0\u202f\u2007\u2009]+"
_CURRENCY = "(?i) ?(?:€|euros?|eur)$"
_GROUPED = "[0-9]{1,3}(?: [0-9]{3})+|[0-9]+"
_AMOUNT = f"({_GROUPED})(?:[.,]([0-9]{{1,2}}))?"
_LONG_DECIMALS = f"({_GROUPED})[.,]([0-9]{{3,}})"
_MIXED = r"[0-9]{1,3}(?:([.,'’])[0-9]{3})+(?:([.,])[0-9]{1,2})?"
_SHORT = r"(?i)([0-9]+)(?:[.,]([0-9]+))? ?(k|m|md|milliers?|millions?|milliards?|mille)(?: d['’])?"
_FRACTION = r"([0-9]{1,15})[.,][0-9]{1,2}"
_THOUSANDS = r"[0-9]{1,3}(?:[.,'’][0-9]{3})+"
_BETWEEN = f"({_GROUPED}) ?(?:-|–|à|ou) ?({_GROUPED})"
_COUNTED = r"([0-9]{1,9}) ?([^\W0-9]+)"
_PER_YEAR = {"mois": 12, "semaine": 52, "semaines": 52, "jour": 365, "jours": 365}
_WEIGHTS = {"k": 3, "mille": 3, "millier": 3, "m": 6, "million": 6, "md": 9, "milliard": 9}
_MAX_LENGTH = 40


def read_amount(text: str) -> int | Refus:
    """The amount in cents."""
    bare = _bare(text)
    if not _plain(bare):
        bare = re.sub(_CURRENCY, "", bare)
    if len(bare) > _MAX_LENGTH:
        return Refus("V225" if bare.replace(" ", "").isdigit() else "V220")
    if bare[:1] in ("-", "−") and re.fullmatch(_AMOUNT, bare[1:].lstrip()):
        return Refus("V222")
    if _plain(bare):
        return _cents(bare)
    if found := re.fullmatch(_AMOUNT, bare):
        return _cents(found[1].replace(" ", ""), found[2] or "")
    return _refuse_amount(bare)


def _cents(whole: str, decimals: str = "") -> int | Refus:
    cents = int(whole) * 100 + int(decimals.ljust(2, "0"))
    return cents if cents <= MAX_EUROS * 100 else Refus("V225")


def _bare(text: str) -> str:
    """``text`` with one ordinary space for each blank within, none around."""
    bare = text.strip()
    return bare if _plain(bare) else re.sub(_BLANKS, " ", bare)


def _plain(text: str) -> bool:
    """Nothing but digits from 0 to 9: what most numbers are."""
    return text.isascii() and text.isdigit()


def _refuse_amount(bare: str) -> Refus:
    if found := re.fullmatch(_MIXED, bare):
        return _refuse_grouped(bare, found[2], found.start(2))
    if bare.endswith("%"):
        return Refus(
            "V220", "écrivez la somme en euros et non la part, par exemple «\u00a012\u00a0000,50\u00a0€\u00a0»"
        )
    if re.fullmatch(_LONG_DECIMALS, bare):
        return Refus("V223")
    if found := re.fullmatch(_SHORT, bare.rstrip("€").strip()):
        return _refuse_short(found[1], found[2] or "", _WEIGHTS[found[3].lower().rstrip("s")])
    return Refus("V220")


def _refuse_grouped(bare: str, mark: str | None, start: int) -> Refus:
    """Groups of three digits joined by a sign; ``mark`` stands before the decimals, at ``start``, when there are."""
    whole = bare[:start] if mark else bare
    joints = re.findall(r"[.,'’]", whole)
    digits = re.sub("[^0-9]", "", whole)
    # « 1.234,567 », « 0,001 »: the last sign can only be a decimal one.
    if not mark and (len(set(joints)) > 1 or (joints[0] in ".," and not int(digits[:-3]))):
        return Refus("V223")
    if mark or len(joints) > 1 or joints[0] in "'’":
        decimals = f",{bare[start + 1 :]}" if mark else ""
        return Refus("V221" if mark == "." or joints[0] in ".," else "V220", _write(f"{digits}{decimals}"))
    cents = (int(digits) + 5) // 10
    return Refus("V221", f"{_write(digits)} ou {_quoted(f'{cents // 100},{cents % 100:02d}')}")


def _refuse_short(whole: str, decimals: str, weight: int) -> Refus:
    shifted = decimals.ljust(weight, "0")
    euros, cents = int(whole + shifted[:weight]), shifted[weight:].rstrip("0")
    if len(cents) > 2:
        return Refus("V223")
    if euros > MAX_EUROS:
        return Refus("V225")
    grouped = f"{euros:,}".replace(",", "\u00a0")
    return Refus("V224", _write(f"{grouped},{cents}" if cents else grouped))


def _quoted(text: str) -> str:
    return f"«\u00a0{text}\u00a0»"


def _write(text: str) -> str:
    return f"écrivez {_quoted(text)}"


def read_whole(text: str, unit: str = "") -> int | Refus:
    """The number, zero or more; ``unit`` may follow it. Up to ``MAX_AGE`` when the unit is « ans »."""
    bare = _bare(text)
    number, _, suffix = bare.rpartition(" ")
    if unit and number and fold(suffix).rstrip("s") == fold(unit).rstrip("s"):
        bare = number
    if bare[:1] in ("-", "−") and _whole(bare[1:].lstrip()):
        return Refus("V231")
    if not _whole(bare):
        return _refuse_whole(bare, unit)
    maximum = MAX_AGE if fold(unit) == "ans" else MAX_WHOLE
    digits = bare.replace(" ", "")
    if len(digits) > _MAX_LENGTH or int(digits) > maximum:
        return Refus("V232", valeurs={"maximum": f"{maximum:,}".replace(",", "\u00a0")})
    return int(digits)


def _refuse_whole(bare: str, unit: str) -> Refus:
    aide = None
    if found := re.fullmatch(_FRACTION, bare):
        whole = int(found[1])
        aide = f"écrivez un nombre entier, {_quoted(str(whole))} ou {_quoted(str(whole + 1))}"
    elif re.fullmatch(_THOUSANDS, bare):
        aide = _write(re.sub("[^0-9]", "", bare))
    elif re.fullmatch(_BETWEEN, bare):
        aide = "écrivez un seul nombre, sans fourchette"
    elif unit and (found := re.fullmatch(_COUNTED, bare)):
        aide = _convert(int(found[1]), found[2], unit)
    elif (number := en_chiffres(bare)) is not None:
        aide = _write(str(number))
    return Refus("V230", aide)


def _convert(number: int, written: str, unit: str) -> str:
    """The cure for a number in another unit than the one that is asked for."""
    per_year = _PER_YEAR.get(written.lower())
    if per_year and fold(unit) == "ans":
        return f"l'âge se compte en années révolues\u00a0: {_write(str(number // per_year))}"
    return f"écrivez le nombre seul, dans l'unité attendue\u00a0: {_quoted(unit)}"


def _whole(bare: str) -> bool:
    return _plain(bare) or re.fullmatch(_GROUPED, bare) is not None
