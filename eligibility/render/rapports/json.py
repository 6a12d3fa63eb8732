"""Findings as JSON, the contract that other programs read; ``format`` changes when a key does."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.rapports.rapport import Rapport, comptes

FORMAT: Final = "1"


class Trouvaille(Struct, frozen=True):
    """Lines and columns from 1, in characters; ``fin_colonne`` is that of the first character after."""

    code: str
    severite: Severity
    message: str
    fichier: str
    ligne: int | None
    colonne: int | None
    fin_ligne: int | None
    fin_colonne: int | None
    aide: str | None


class Comptes(Struct, frozen=True):
    erreur: int
    avertissement: int
    note: int


class Validation(Struct, frozen=True):
    format: str
    version: str
    fichiers: tuple[str, ...]
    comptes: Comptes
    diagnostics: tuple[Trouvaille, ...]


def rendre(rapport: Rapport) -> str:
    compte = comptes(rapport.diagnostics)
    whole = Validation(
        format=FORMAT,
        version=rapport.version,
        fichiers=tuple(rapport.fichiers),
        comptes=Comptes(**{severity.value: number for severity, number in compte.items()}),
        diagnostics=tuple(map(_trouvaille, rapport.diagnostics)),
    )
    return f"{msgspec.json.format(msgspec.json.encode(whole)).decode()}\n"


def _trouvaille(found: Diagnostic) -> Trouvaille:
    span = found.span
    return Trouvaille(
        code=found.code,
        severite=found.severity,
        message=found.message,
        fichier=found.fichier,
        ligne=span.line if span else None,
        colonne=span.column if span else None,
        fin_ligne=span.end_line if span else None,
        fin_colonne=span.end_column if span else None,
        aide=found.aide,
    )
