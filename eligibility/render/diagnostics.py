"""A diagnostic as text: what is wrong, where, the line with a caret under it, and the cure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.page import Page, Support, propre

_STYLES: Final = {Severity.ERREUR: "bold red", Severity.AVERTISSEMENT: "bold yellow", Severity.NOTE: "bold cyan"}
_FENETRE: Final = 100
"""Columns of a source line that are shown around the fault."""


def rendre(diagnostics: Iterable[Diagnostic], support: Support) -> Page:
    page = Page(support)
    for found in diagnostics:
        page.vide()
        _un(page, found)
    return page


def _un(page: Page, found: Diagnostic) -> None:
    style = _STYLES[found.severity]
    head = f"{found.severity}[{found.code}]"
    page.ligne((head, style), (" ", ""), (found.message, "bold"))
    if found.span is None:
        page.ligne(("  --> ", "blue"), (found.fichier, ""))
    else:
        span = found.span
        page.ligne(("  --> ", "blue"), (f"{found.fichier}:{span.line}:{span.column}", ""))
        if found.extrait is not None:
            margin = " " * len(str(span.line))
            end = span.end_column if span.end_line == span.line else len(found.extrait) + 1
            shown, before, caret = _fenetre(found.extrait, span.column - 1, max(end, span.column + 1) - 1)
            page.ligne((f"{margin} |", "blue"))
            page.ligne((f"{span.line} | ", "blue"), (shown, ""))
            page.ligne((f"{margin} | ", "blue"), (" " * before, ""), ("^" * caret, style))
    if found.aide:
        page.paragraphe(found.aide, retrait=3, tete=(("= ", "blue"), ("aide", "bold"), ("\u00a0: ", "")))


def _fenetre(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of ``line`` to show, the columns before the caret and the caret's width."""
    line = propre(line)
    start, end = min(start, len(line)), min(max(end, start + 1), max(len(line), start + 1))
    left = max(0, start - _FENETRE // 2) if len(line) > _FENETRE else 0
    right = left + _FENETRE
    shown = ("…" if left else "") + line[left:right] + ("…" if right < len(line) else "")
    before = _colonnes(line[left:start]) + (1 if left else 0)
    return shown, before, max(1, _colonnes(line[start : min(end, right)]))


def _colonnes(text: str) -> int:
    """Terminal columns of ``text``."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
