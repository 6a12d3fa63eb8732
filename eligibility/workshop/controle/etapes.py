"""The steps of a check, and what came of each: how it ended, its figures, its findings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from eligibility.documents.diagnostics import Diagnostic


class Nom(StrEnum):
    VALIDATION = "validation"
    EXEMPLES = "exemples"
    CAS = "cas"
    COUVERTURE = "couverture"
    MUTATION = "mutation"
    SCHEMAS = "schemas"
    REFERENCE = "reference"


class Etat(StrEnum):
    """Only ``CONFORME`` is a success. ``NON_LANCEE``: what it needs failed; ``ECARTEE``: not wanted; ``SANS_OBJET``:
    there is nothing to look at."""

    CONFORME = "conforme"
    FAUTIVE = "fautive"
    NON_LANCEE = "non_lancee"
    ECARTEE = "ecartee"
    SANS_OBJET = "sans_objet"


class Etape(Struct, frozen=True):
    """``chiffres``: counts, and percents rounded down, by their French names; ``motif``: why it was not run;
    ``secondes``: how long it took."""

    nom: Nom
    etat: Etat
    chiffres: Mapping[str, float] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    motif: str = ""
    secondes: float = 0.0


class CasJoue(Struct, frozen=True):
    """A case that was run; ``diagnostics``: where it differs. ``ligne``: where it starts in ``fichier``."""

    fichier: str
    ligne: int
    nom: str
    diagnostics: tuple[Diagnostic, ...]
