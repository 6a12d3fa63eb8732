"""Amounts, rates, dates and lists of a verdict, as French writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from eligibility.language import francais
from eligibility.render.typographie import NBSP


def euros(amount: str) -> str:
    """An amount of the contract.

    >>> euros("60000.00"), euros("0.05")
    ('60\\xa0000\\xa0€', '0,05\\xa0€')
    """
    return francais.montant(int(Decimal(amount) * 100))


def taux(rate: float) -> str:
    """
    >>> taux(0.5), taux(1 / 3)
    ('50,0\\xa0%', '33,3\\xa0%')
    """
    return f"{rate * 100:.1f}".replace(".", ",") + f"{NBSP}%"


def jour(iso: str) -> str:
    """
    >>> jour("2026-01-15")
    '15 janvier 2026'
    """
    return francais.jour(date.fromisoformat(iso).toordinal())


def liste(words: Iterable[str], link: str = "et") -> str:
    """« a, b et c »."""
    return francais.enumeration(words, link)
