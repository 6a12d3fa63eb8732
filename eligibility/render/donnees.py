"""A verdict as JSON, the contract that other programs read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from eligibility.documents.diagnostics import Diagnostic
from eligibility.verdict import FORMAT, Json, Statut, Verdict, to_json


def verdict(found: Verdict, *, verbeux: bool = False) -> Json:
    """``verbeux``: the items that do not match too, with the leaves that failed."""
    if not verbeux:
        kept = tuple(item for item in found.items if item.statut is not Statut.NE_CORRESPOND_PAS)
        found = found._replace(items=kept)
    return to_json(found)


def invalide(fichier: str, diagnostics: Sequence[Diagnostic]) -> Json:
    """The answer for a file that could not be read as a project: never a « no »."""
    return {
        "format": FORMAT,
        "projet": {"fichier": fichier},
        "conclusion": "invalide",
        "diagnostics": [diagnostic(found) for found in diagnostics],
    }


def diagnostic(found: Diagnostic) -> Json:
    span = found.span
    return {
        "code": found.code,
        "severite": found.severity.value,
        "message": found.message,
        "fichier": found.fichier,
        "ligne": span.line if span else None,
        "colonne": span.column if span else None,
        "aide": found.aide,
    }


def texte(answers: Sequence[Json]) -> str:
    """One answer as it is; several under ``verdicts``, in the order they were asked."""
    whole: Json = answers[0] if len(answers) == 1 else {"format": FORMAT, "verdicts": [*answers]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
