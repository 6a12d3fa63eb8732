"""Regular expressions that say what the readers of a project admit: words, numbers, amounts and dates.

They hold for JavaScript and Python alike, and admit all that the readers do (the other way round, not quite: what
has no end, or depends on two values, is left to the readers). A text is meant in composed characters (NFC), with the
letters of western Europe: the readers know more of them, which no keyboard in France writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from eligibility.documents.suggest import fold
from eligibility.language.dates import FIRST_YEAR, LAST_YEAR
from eligibility.language.lexique import singular

_BLANC: Final = "[ \u00a0\u202f\u2007\u2009]"
_GROUPE: Final = f"(?:[0-9]{{1,3}}(?:{_BLANC}+[0-9]{{3}})+|[0-9]+)"
_JOINT: Final = "[-\\s_'\u2019\u2010-\u2015]"
_LIGATURES: Final = "oe|ae|ss"
_OUVERTES: Final = (*range(0x21, 0x7F), *range(0xC0, 0x100), 0x152, 0x153, 0x178)
"""Characters that a word may be written with, beside those that join its parts."""

MONTANT: Final = rf"^\s*{_GROUPE}(?:[.,][0-9]{{1,2}})?{_BLANC}*(?:€|[eE][uU][rR](?:[oO][sS]?)?)?\s*$"


def mots(words: Iterable[str], *, pluriels: bool = True) -> str:
    """A text that means one of ``words``, whatever its case, accents, hyphens and plurals.

    >>> motif = mots(["rive gauche"])
    >>> [bool(re.search(motif, text)) for text in ("Rives  Gauches", "RIVE-GAUCHE", "rive", "rives gauchères")]
    [True, True, False, False]
    """
    folded = sorted({fold(word) for word in words} - {""})
    admis = dict.fromkeys(_mot(singular(word) if pluriels else word, pluriels=pluriels) for word in folded)
    return f"^{_JOINT}*(?:{'|'.join(admis)}){_JOINT}*$"


def _mot(folded: str, *, pluriels: bool) -> str:
    # A word of two letters has no plural mark to lose: with one it has three, which stay.
    return f"{_JOINT}+".join(
        f"{_lettres(part)}[sSxX]?" if pluriels and len(part) > 2 else _lettres(part) for part in folded.split("_")
    )


def _lettres(text: str) -> str:
    return "".join(map(_lettre, re.findall(f"{_LIGATURES}|.", text)))


def _lettre(folded: str) -> str:
    """One folded letter (or two, which one sign may write), in all its writings."""
    if len(folded) > 1:
        return f"(?:{_lettre(folded[0])}{_lettre(folded[1])}|{_classe(_ECRITURES[folded])})"
    written = _ECRITURES.get(folded, folded)
    if len(written) > 1:
        return _classe(written)
    # Not ``re.escape``: JavaScript refuses a backslash before what needs none.
    return f"\\{written}" if written in r"^$\.*+?()[]{}|/" else written


def _classe(characters: str) -> str:
    """Any of ``characters`` (given in order), those that follow each other as a range.

    >>> _classe("Eeèéêë")
    '[Eeè-ë]'
    """
    runs: list[str] = []
    for character in characters:
        if runs and ord(character) == ord(runs[-1][-1]) + 1:
            runs[-1] += character
        else:
            runs.append(character)
    return f"[{''.join(run if len(run) < 4 else f'{run[0]}-{run[-1]}' for run in runs)}]"


def _ecritures() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for written in map(chr, _OUVERTES):
        if written.isalnum():
            found[fold(written)] = found.get(fold(written), "") + written
    return found


_ECRITURES: Final = _ecritures()


def entier(unite: str = "") -> str:
    """A whole number, its unit after it or not."""
    suffixe = f"(?:{_BLANC}+{_lettres(fold(unite).rstrip('s'))}[sS]*)?" if unite else ""
    return rf"^\s*{_GROUPE}{suffixe}\s*$"


def jour(*, francais: bool) -> str:
    """A day of the calendar, year-month-day.

    ``francais``: or day/month/year, and only in the years that a project may name.

    >>> [bool(re.search(jour(francais=True), text)) for text in ("29/2/2024", "2023-02-29", "1899-12-31")]
    [True, False, False]
    """
    iso = _jours("{annee}-{mois}-{jour}", "0")
    if not francais:
        return f"^(?!0000){iso}$"
    autre = _jours("{jour}/{mois}/{annee}", "0?")
    return rf"^\s*(?:(?={_annees()}-){iso}|(?=[0-9/]*/{_annees()}\s*$){autre})\s*$"


def _jours(ordre: str, zero: str) -> str:
    """``zero``: how the first digit of a single one is written."""
    bissextile = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
    cas = (
        ("[0-9]{4}", f"(?:{zero}[13578]|1[02])", f"(?:{zero}[1-9]|[12][0-9]|3[01])"),
        ("[0-9]{4}", f"(?:{zero}[469]|11)", f"(?:{zero}[1-9]|[12][0-9]|30)"),
        ("[0-9]{4}", f"{zero}2", f"(?:{zero}[1-9]|1[0-9]|2[0-8])"),
        (bissextile, f"{zero}2", "29"),
    )
    return f"(?:{'|'.join(ordre.format(annee=annee, mois=mois, jour=jour) for annee, mois, jour in cas)})"


def _annees() -> str:
    siecles: dict[int, list[int]] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        siecles.setdefault(year // 100, []).append(year)
    entiers = [f"{siecle}[0-9]{{2}}" for siecle, years in siecles.items() if len(years) == 100]
    restes = [str(year) for years in siecles.values() if len(years) < 100 for year in years]
    return f"(?:{'|'.join(entiers + restes)})"
