"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

import msgspec

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Diagnostic, Indice, Severity
from eligibility.render.notices.markdown import notice_seule, nulle_part
from eligibility.render.rapports.rapport import Rapport, complet, empreintes
from eligibility.render.typographie import insecable
from eligibility.workshop.conseils import conseil
from eligibility.workshop.notices.codes import code as expliquer
from eligibility.workshop.notices.codes import gabarit

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NIVEAUX: Final = {Severity.ERREUR: "error", Severity.AVERTISSEMENT: "warning", Severity.NOTE: "note"}


def rendre(rapport: Rapport) -> str:
    codes = sorted({found.code for found in rapport.diagnostics})
    rangs = {code: rang for rang, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {"name": "eligibility", "version": rapport.version, "rules": [_regle(code) for code in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _resultat(found, rangs[found.code], empreinte)
            for found, empreinte in zip(rapport.diagnostics, empreintes(rapport.diagnostics), strict=True)
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{msgspec.json.format(msgspec.json.encode(whole)).decode()}\n"


def _regle(code: str) -> dict[str, Any]:
    """A code of the catalogue, with its whole explanation; what it names is filled in each result only."""
    entry = CATALOGUE[code]
    pourquoi = conseil(code).pourquoi
    return {
        "id": code,
        "shortDescription": {"text": gabarit(entry.message)},
        "fullDescription": {"text": pourquoi},
        "help": {
            "text": gabarit(entry.aide) if entry.aide else pourquoi,
            "markdown": notice_seule(expliquer(code), 2, nulle_part),
        },
        "defaultConfiguration": {"level": _NIVEAUX[Severity(entry.severity)]},
    }


def _resultat(found: Diagnostic, rang: int, empreinte: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(found.fichier)}}
    if found.span:
        span = found.span
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        if found.extrait is not None:
            place["region"]["snippet"] = {"text": found.extrait}
    ailleurs = [_ailleurs(indice) for indice in found.indices if indice.fichier is not None]
    dits = [insecable(indice.dit) for indice in found.indices if indice.fichier is None]
    result = {
        "ruleId": found.code,
        "ruleIndex": rang,
        "level": _NIVEAUX[found.severity],
        "message": {"text": "\n".join([complet(found), *dits])},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"eligibility/v1": empreinte},
    }
    return result | ({"relatedLocations": ailleurs} if ailleurs else {})


def _ailleurs(indice: Indice) -> dict[str, Any]:
    assert indice.fichier is not None
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(indice.fichier)},
            "region": {"startLine": indice.ligne, "startColumn": indice.colonne},
        },
        "message": {"text": insecable(indice.dit)},
    }


def _uri(name: str) -> str:
    """A relative reference for a relative path, so that the reader finds it in its own copy."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
