"""Exit codes, and which one wins when several files are checked."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final


class Sortie(IntEnum):
    POSITIVE = 0
    NEGATIVE = 1
    INVALIDE = 2
    INDETERMINEE = 3
    INTERNE = 70
    INTERROMPU = 130
    LECTEUR_PARTI = 141
    """Nobody reads the answer any more (``| head``): what a shell says of a program that SIGPIPE ends."""


_PIRE_D_ABORD: Final = (
    Sortie.INTERNE,
    Sortie.INVALIDE,
    Sortie.NEGATIVE,
    Sortie.INDETERMINEE,
    Sortie.POSITIVE,
)


def pire(sorties: Iterable[Sortie]) -> Sortie:
    found = set(sorties)
    return next((sortie for sortie in _PIRE_D_ABORD if sortie in found), Sortie.POSITIVE)
