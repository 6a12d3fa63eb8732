"""What is known of one project, in the normalised form that every engine reads."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from eligibility.language.conditions import Bounds


class Members(Struct, frozen=True):
    """A set of which ``known`` is certain and ``maybe`` undecided; a project's own lists have no ``maybe``."""

    known: frozenset[str]
    maybe: frozenset[str] = frozenset()


# choix: str · ensemble, plan: Members · oui_non: bool · nombre: int · montant: int (cents)
# date: int (proleptic ordinal, date.toordinal) · intervalle, periode: Bounds · texte: str
FactValue = str | bool | int | Members | Bounds

# Absent field = unknown.
Facts = Mapping[str, FactValue]
