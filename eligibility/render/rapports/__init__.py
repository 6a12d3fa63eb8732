"""Findings in the forms that other tools read, one to a module: ``rendre`` takes a report and gives its text."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Final

from eligibility.render.rapports.rapport import Rapport

FORMATS: Final = ("texte", "concis", "json", "github", "gitlab", "sarif", "junit")
"""« texte » first; it depends on where it is shown, and is ``render.diagnostics``'."""


def rendre(format_: str, rapport: Rapport) -> str:
    """``rapport`` in one of the formats but « texte », imported only now."""
    module = importlib.import_module(f"eligibility.render.rapports.{format_}")
    ecrire: Callable[[Rapport], str] = module.rendre
    return ecrire(rapport)
