"""What every format is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from eligibility.documents.condensats import sha256
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.typographie import insecable
from eligibility.workshop.controle.etapes import CasJoue, Etape


class Rapport(Struct, frozen=True):
    """``fichiers``: all that were looked at, those without findings included. ``etapes`` and ``cas``: what ``commande``
    did besides looking for findings, which are among ``diagnostics``."""

    diagnostics: Sequence[Diagnostic]
    fichiers: Sequence[str]
    version: str
    commande: str = "validate"
    etapes: Sequence[Etape] = ()
    cas: Sequence[CasJoue] = ()


def comptes(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many of each severity, the worst first."""
    found = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        found[diagnostic.severity] += 1
    return found


def empreintes(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """For each finding, what it is known by from one version of its file to the next: all but its place, and its rank
    among those that are the same."""
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for diagnostic in diagnostics:
        key = (diagnostic.fichier, diagnostic.code, diagnostic.message)
        seen[key] = seen.get(key, 0) + 1
        found.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
    return found


def complet(diagnostic: Diagnostic) -> str:
    """What is wrong, and the cure."""
    return f"{diagnostic.message} ({diagnostic.aide})" if diagnostic.aide else diagnostic.message


def explications(diagnostic: Diagnostic) -> list[str]:
    """What else explains it, each with its place."""
    return [insecable(str(indice)) for indice in diagnostic.indices]


def explique(diagnostic: Diagnostic) -> str:
    """Everything there is to say of it, where only one text can be given."""
    return "\u00a0; ".join([complet(diagnostic), *explications(diagnostic)])
