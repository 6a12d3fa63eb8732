"""Whole numbers written out in French, up to a hundred: what a cure turns into figures."""

from __future__ import annotations

from eligibility.documents.suggest import fold

_UNITES = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_DIZAINES = ("", "dix", "vingt", "trente", "quarante", "cinquante", "soixante")


def en_chiffres(text: str) -> int | None:
    """The number that ``text`` spells, None when it spells none.

    >>> en_chiffres("Onze"), en_chiffres("vingt et un"), en_chiffres("quatre-vingt-dix-sept"), en_chiffres("cent")
    (11, 21, 97, 100)
    >>> en_chiffres("une centaine") is None
    True
    """
    spelt = f"_{fold(text)}_".replace("_et_", "_").replace("_une_", "_un_").replace("_vingts_", "_vingt_").strip("_")
    return next((number for number in range(101) if _spell(number) == spelt), None)


def _spell(number: int) -> str:
    """``number``, folded, without « et »."""
    if number == 100:
        return "cent"
    if number <= 16:
        return _UNITES[number]
    # Seventies and nineties go on counting from sixty and eighty.
    base = 80 if number >= 80 else 60 if number >= 60 else number // 10 * 10
    tens = "quatre_vingt" if base == 80 else _DIZAINES[base // 10]
    return f"{tens}_{_spell(number - base)}" if number > base else tens
