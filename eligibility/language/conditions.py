"""The condition tree: what a rule's ``si`` says, typed and independent of any engine.

Operands are normalised (see ``vocabulary``): identifiers for choices, integers for numbers, cents for amounts,
ordinals for dates, so that every engine compares only strings and integers.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class Operator(StrEnum):
    VAUT = "vaut"
    PARMI = "parmi"
    CONTIENT = "contient"
    CONTIENT_UN_DE = "contient_un_de"
    CONTIENT_TOUS = "contient_tous"
    NE_CONTIENT_AUCUN = "ne_contient_aucun"
    AU_MOINS = "au_moins"
    AU_PLUS = "au_plus"
    AVANT = "avant"
    APRES = "apres"
    RECOUPE = "recoupe"
    INCLUS_DANS = "inclus_dans"
    RENSEIGNE = "renseigne"


class Bounds(Struct, frozen=True):
    """An inclusive interval of integers; None means open on that side."""

    low: int | None
    high: int | None


# vaut: str or bool or int · parmi, contient_*: tuple[str, ...] (sorted, unique) · contient: str
# au_moins…apres: int · recoupe, inclus_dans: Bounds · renseigne: True
Operand = str | int | bool | tuple[str, ...] | Bounds


class Leaf(Struct, frozen=True, array_like=True, tag="feuille"):
    """``champ: {operateur: valeur}``. ``ligne`` and ``colonne`` place it in its rule file."""

    champ: str
    operateur: Operator
    valeur: Operand
    ligne: int = 0
    colonne: int = 0


class Toutes(Struct, frozen=True, array_like=True, tag="toutes"):
    conditions: tuple[Condition, ...]


class UneDe(Struct, frozen=True, array_like=True, tag="une_de"):
    conditions: tuple[Condition, ...]


class Aucune(Struct, frozen=True, array_like=True, tag="aucune"):
    conditions: tuple[Condition, ...]


Condition = Leaf | Toutes | UneDe | Aucune


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, in reading order."""
    if isinstance(condition, Leaf):
        yield condition
    else:
        for child in condition.conditions:
            yield from leaves(child)


def polarites(condition: Condition, positif: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf, and whether it serves the condition by being true; under ``aucune``, by being false."""
    if isinstance(condition, Leaf):
        yield condition, positif
    else:
        for child in condition.conditions:
            yield from polarites(child, positif != isinstance(condition, Aucune))
