"""The vocabulary: the typed fields of a project, with the words officers may use for their values."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

from msgspec import Struct, field


class Kind(StrEnum):
    """Nature of a field. ``derive`` sets (items, axes, mesures) come from conclusions, never from a project."""

    TEXTE = "texte"
    CHOIX = "choix"
    ENSEMBLE = "ensemble"
    OUI_NON = "oui_non"
    NOMBRE = "nombre"
    MONTANT = "montant"
    DATE = "date"
    INTERVALLE = "intervalle"  # whole numbers, keys min/max
    PERIODE = "periode"  # dates, keys debut/fin
    PLAN = "plan"  # list of {financeur, montant}; tested as the set of its financeurs


LIEUX: Final = "departements"
"""Attribute of a code list: the départements, separated by spaces, that an entry lies in."""


class Value(Struct, frozen=True, array_like=True):
    """``synonymes`` are other spellings, accepted with a note; ``equivalents`` are accepted silently.
    ``attributs``: columns of the code list it comes from (e.g. region, zone)."""

    id: str
    libelle: str
    definition: str = ""
    synonymes: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()
    attributs: Mapping[str, str] = field(default_factory=dict)

    @property
    def lieux(self) -> list[str]:
        """The départements it lies in, none when its list does not say."""
        return self.attributs.get(LIEUX, "").split()


class Deduction(Struct, frozen=True, array_like=True):
    """The field follows from another: ``champ``'s value, its attribute ``attribut``, mapped by ``valeurs``."""

    champ: str
    attribut: str


class Field(Struct, frozen=True, array_like=True, dict=True):
    """``id`` is dotted for a nested key (``territoire.departement``). ``modifiable``: an officer can act on it.
    ``conclu``: filled by conclusions (items, axes, mesures, …), not by the project."""

    id: str
    nature: Kind
    libelle: str
    definition: str = ""
    obligatoire: bool = False
    modifiable: bool = False
    valeurs: tuple[Value, ...] = ()
    unite: str = ""
    deduit_de: Deduction | None = None
    conclu: bool = False

    @cached_property
    def _par_id(self) -> Mapping[str, Value]:
        return {value.id: value for value in self.valeurs}

    @cached_property
    def lieux(self) -> frozenset[str]:
        """The départements that one of its values at least lies in."""
        return frozenset(lieu for value in self.valeurs for lieu in value.lieux)

    @cached_property
    def nulle_part(self) -> str | None:
        """The only one of its values that lies nowhere in particular, None when there are several."""
        found = [value.id for value in self.valeurs if not value.lieux]
        return found[0] if len(found) == 1 else None

    def value(self, ident: str) -> Value | None:
        """The value of that exact id."""
        return self._par_id.get(ident)


class Vocabulary(Struct, frozen=True, array_like=True):
    champs: Mapping[str, Field]
    groupes: Mapping[str, str] = field(default_factory=dict)
    """Label of each dotted prefix (``territoire`` -> « Territoire »)."""
