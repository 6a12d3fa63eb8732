"""What an engine is, whichever decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct

from eligibility.language.facts import Facts


class Conclusion(Struct, frozen=True, order=True):
    """A rule version that is known to fire. ``regle`` is ``Rule.cle``."""

    genre: str
    cible: str
    regle: str


Lectures = Mapping[str, str]
"""The reading chosen for each interpretation: interpretation id -> option id."""


class EngineError(Exception):
    """An engine failed or two engines disagree: never an answer. The message is French and names the rule."""


class Engine(Protocol):
    @property
    def nom(self) -> str:
        """Shown to the user and in the JSON, e.g. ``durable-rules 2.0.28``."""
        ...

    def conclusions(self, facts: Facts, jour: date, lectures: Lectures) -> frozenset[Conclusion]:
        """Every conclusion known true, chained to the fixpoint. Raises EngineError."""
        ...
