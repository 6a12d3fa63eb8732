"""A verdict as JSON, the contract that other programs read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, json

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.verdict import FORMAT, Verdict


class Fichier(Struct, frozen=True):
    fichier: str


class DiagnosticDonne(Struct, frozen=True):
    code: str
    severite: Severity
    message: str
    fichier: str
    ligne: int | None
    colonne: int | None
    aide: str | None


class Invalide(Struct, frozen=True):
    """The answer for a file that could not be read as a project: never a « no »."""

    format: str
    projet: Fichier
    conclusion: str
    diagnostics: tuple[DiagnosticDonne, ...]


class Panne(Struct, frozen=True):
    """The answer for a file on which the tool itself failed: neither a « no » nor a fault of the file."""

    format: str
    projet: Fichier
    conclusion: str
    message: str


Reponse = Verdict | Invalide | Panne


class Plusieurs(Struct, frozen=True):
    format: str
    verdicts: tuple[Reponse, ...]


def invalide(fichier: str, diagnostics: Sequence[Diagnostic]) -> Invalide:
    return Invalide(FORMAT, Fichier(fichier), "invalide", tuple(map(diagnostic, diagnostics)))


def diagnostic(found: Diagnostic) -> DiagnosticDonne:
    span = found.span
    return DiagnosticDonne(
        code=found.code,
        severite=found.severity,
        message=found.message,
        fichier=found.fichier,
        ligne=span.line if span else None,
        colonne=span.column if span else None,
        aide=found.aide,
    )


def panne(fichier: str, message: str) -> Panne:
    return Panne(FORMAT, Fichier(fichier), "erreur_interne", message)


def octets(answers: Sequence[Reponse]) -> bytes:
    """One answer as it is; several under ``verdicts``, in the order they were asked. JSON is UTF-8 everywhere."""
    whole = answers[0] if len(answers) == 1 else Plusieurs(FORMAT, tuple(answers))
    return json.format(json.encode(whole)) + b"\n"
