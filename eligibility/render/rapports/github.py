"""Annotations of GitHub Actions: workflow commands, shown beside the lines of a pull request."""

from __future__ import annotations

from typing import Final

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.rapports.rapport import Rapport, explications
from eligibility.render.support import propre

_COMMANDES: Final = {Severity.ERREUR: "error", Severity.AVERTISSEMENT: "warning", Severity.NOTE: "notice"}


def rendre(rapport: Rapport) -> str:
    return "".join(f"{_annotation(found)}\n" for found in rapport.diagnostics)


def _annotation(found: Diagnostic) -> str:
    values = {"file": found.fichier}
    if found.span:
        values |= {"line": str(found.span.line), "col": str(found.span.column)}
        # Columns of two lines say nothing of one another there.
        if found.span.end_line == found.span.line:
            values |= {"endLine": str(found.span.end_line), "endColumn": str(found.span.end_column)}
    values["title"] = found.code
    written = ",".join(f"{name}={_propriete(value)}" for name, value in values.items())
    lines = [found.message, *explications(found), *([f"aide\u00a0: {found.aide}"] if found.aide else [])]
    said = "%0A".join(_donnee(line) for line in lines)
    return f"::{_COMMANDES[found.severity]} {written}::{said}"


def _donnee(text: str) -> str:
    """On one line, without anything that the runner would read as an escape."""
    return propre(text).replace("%", "%25")


def _propriete(text: str) -> str:
    return _donnee(text).replace(":", "%3A").replace(",", "%2C")
