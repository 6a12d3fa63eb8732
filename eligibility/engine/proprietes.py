"""The integer properties of a project that lowered conditions compare, and how each is read from its facts.

A property is absent where it is not known: no comparison with it then holds.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

from eligibility.language.conditions import Bounds
from eligibility.language.facts import Facts, Members

OPERANDE_MAX = 2**62
"""Operands stay under this; facts saturate just above it, so that every comparison fits in 64 bits and stays exact."""


class Sens(StrEnum):
    """How a property is read from the value of its field."""

    VALEUR = "valeur"  # choice code, 0/1, integer
    MEMBRE = "membre"  # argument: one value
    GROUPE = "groupe"  # argument: several values, « at least one »
    BAS_MIN = "bas_min"  # least and greatest possible low bound, then high bound
    BAS_MAX = "bas_max"
    HAUT_MIN = "haut_min"
    HAUT_MAX = "haut_max"
    PRESENT = "present"
    RELAIS = "relais"  # set by the engine: part of a condition, found true in an earlier round


class Propriete(NamedTuple):
    """One integer property. ``champ`` is a field id (or a relay's name)."""

    sens: Sens
    champ: str
    valeurs: tuple[str, ...] = ()

    @property
    def nom(self) -> str:
        """Readable and unique: no field id holds « # », « : » or a space."""
        if self.sens is Sens.VALEUR:
            return self.champ
        if self.sens is Sens.MEMBRE:
            return f"{self.champ}:{self.valeurs[0]}"
        if self.sens is Sens.GROUPE:
            return f"{self.champ}#{' '.join(self.valeurs)}"
        return f"{self.champ}#{self.sens.value}"


class Codes(Struct):
    """Small integers for the values of choices and readings; a value no rule mentions is 0.

    Codes are given as rules are lowered: what was lowered before stays right, since a value mentioned later differs
    from every value mentioned so far, whether its code is 0 or new.
    """

    tables: dict[str, dict[str, int]] = field(default_factory=dict)

    def donner(self, champ: str, valeur: str) -> int:
        table = self.tables.setdefault(champ, {})
        return table.setdefault(valeur, len(table) + 1)


Lecteur = Callable[[Facts], int | None]
"""The value of a property in a project's facts, None when it is not known."""


def lecteur(propriete: Propriete, codes: Codes) -> Lecteur:
    """The reader of a property. A relay's is 1 once its own name is among the facts."""
    champ = propriete.champ
    match propriete.sens:
        case Sens.VALEUR:
            return _lecteur_valeur(champ, codes.tables.setdefault(champ, {}))
        case Sens.MEMBRE:
            return _lecteur_membre(champ, propriete.valeurs[0])
        case Sens.GROUPE:
            return _lecteur_groupe(champ, frozenset(propriete.valeurs))
        case Sens.PRESENT:
            return lambda facts: 1 if champ in facts else None
        case Sens.RELAIS:
            return lambda facts: 1 if propriete.nom in facts else None
    return _lecteur_borne(champ, _BORNES[propriete.sens])


def _lecteur_valeur(champ: str, table: dict[str, int]) -> Lecteur:
    def lire(facts: Facts) -> int | None:
        fait = facts.get(champ)
        if isinstance(fait, str):
            return table.get(fait, 0)
        return _sature(int(fait)) if isinstance(fait, int) else None

    return lire


def _lecteur_membre(champ: str, valeur: str) -> Lecteur:
    def lire(facts: Facts) -> int | None:
        fait = facts.get(champ)
        if not isinstance(fait, Members):
            return None
        if valeur in fait.known:
            return 1
        return None if valeur in fait.maybe else 0

    return lire


def _lecteur_groupe(champ: str, groupe: frozenset[str]) -> Lecteur:
    def lire(facts: Facts) -> int | None:
        fait = facts.get(champ)
        if isinstance(fait, str):
            return int(fait in groupe)
        if not isinstance(fait, Members):
            return None
        if not groupe.isdisjoint(fait.known):
            return 1
        return 0 if groupe.isdisjoint(fait.maybe) else None

    return lire


def _lecteur_borne(champ: str, borne: Callable[[Bounds], int | None]) -> Lecteur:
    def lire(facts: Facts) -> int | None:
        fait = facts.get(champ)
        return _sature(borne(fait)) if isinstance(fait, Bounds) else None

    return lire


def _sature(nombre: int | None) -> int | None:
    if nombre is None or -OPERANDE_MAX < nombre < OPERANDE_MAX:
        return nombre
    return OPERANDE_MAX if nombre > 0 else -OPERANDE_MAX


# low ≤ high always holds, so a missing bound is bounded by the other one.
_BORNES: dict[Sens, Callable[[Bounds], int | None]] = {
    Sens.BAS_MIN: lambda bornes: bornes.low,
    Sens.BAS_MAX: lambda bornes: bornes.high if bornes.low is None else bornes.low,
    Sens.HAUT_MIN: lambda bornes: bornes.low if bornes.high is None else bornes.high,
    Sens.HAUT_MAX: lambda bornes: bornes.high,
}
