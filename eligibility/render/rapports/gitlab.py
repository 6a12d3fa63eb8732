"""The Code Quality report of GitLab."""

from __future__ import annotations

from typing import Final

import msgspec

from eligibility.documents.diagnostics import Severity
from eligibility.render.rapports.rapport import Rapport, empreintes, explique

_GRAVITES: Final = {Severity.ERREUR: "critical", Severity.AVERTISSEMENT: "minor", Severity.NOTE: "info"}


def rendre(rapport: Rapport) -> str:
    whole = [
        {
            "description": explique(found),
            "check_name": found.code,
            "fingerprint": empreinte,
            "severity": _GRAVITES[found.severity],
            # A line is mandatory there: what concerns the whole file goes to its first one.
            "location": {"path": found.fichier, "lines": {"begin": found.span.line if found.span else 1}},
        }
        for found, empreinte in zip(rapport.diagnostics, empreintes(rapport.diagnostics), strict=True)
    ]
    return f"{msgspec.json.format(msgspec.json.encode(whole)).decode()}\n"
