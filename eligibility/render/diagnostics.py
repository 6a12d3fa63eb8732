"""A diagnostic as text: what is wrong, where, the line with a caret under it, and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.located import Span
from eligibility.render.page import Page
from eligibility.render.support import Support, colonnes
from eligibility.render.typographie import guillemets

_LECTURE: Final = "V9"
"""Codes of the notes that say how something was read."""
_STYLES: Final = {Severity.ERREUR: "bold red", Severity.AVERTISSEMENT: "bold yellow", Severity.NOTE: "bold cyan"}


def rendre(diagnostics: Iterable[Diagnostic], support: Support) -> Page:
    page = Page(support)
    precedent = False
    for found in diagnostics:
        lue = found.code.startswith(_LECTURE)
        if not (lue and precedent):
            page.vide()
        (_note if lue else _un)(page, found)
        precedent = lue
    return page


def suite(diagnostics: Iterable[Diagnostic], support: Support) -> Page | None:
    """Where to learn more of what was found, in one line to say once; None when only words were read otherwise."""
    codes = list(dict.fromkeys(found.code for found in diagnostics if not found.code.startswith(_LECTURE)))
    if not codes:
        return None
    page = Page(support)
    commande = f"eligibility explain {' '.join(codes)}"
    page.paragraphe(f"{guillemets(commande)} en dit plus.", style="dim")
    return page


def _note(page: Page, found: Diagnostic) -> None:
    """How a word was read: told on one line, as nothing is to be done."""
    place = f"{found.fichier}:{found.span.line}:{found.span.column}" if found.span else found.fichier
    tete = ((f"{found.severity}[{found.code}]", _STYLES[found.severity]), (f" {place}  ", "blue"))
    page.paragraphe(found.message, tete=tete)


def _un(page: Page, found: Diagnostic) -> None:
    style = _STYLES[found.severity]
    page.paragraphe(found.message, tete=((f"{found.severity}[{found.code}]", style), (" ", "")), style="bold")
    if found.span is None:
        page.ligne(("  --> ", "blue"), (found.fichier, ""))
    else:
        page.ligne(("  --> ", "blue"), (f"{found.fichier}:{found.span.line}:{found.span.column}", ""))
        if found.extrait is not None:
            _extrait(page, found.extrait, found.span, style)
    if found.aide:
        page.paragraphe(found.aide, retrait=3, tete=(("= ", "blue"), ("aide", "bold"), ("\u00a0: ", "")))


def _extrait(page: Page, line: str, span: Span, style: str) -> None:
    """The line of ``span``, with carets under the faulty part."""
    margin = " " * len(str(span.line))
    end = span.end_column if span.end_line == span.line else len(line) + 1
    room = page.support.largeur - len(margin) - 3
    shown, before, caret = _fenetre(line, span.column - 1, end - 1, room, page.support)
    page.ligne((f"{margin} |", "blue"))
    page.ligne((f"{span.line} | ", "blue"), (shown, ""))
    page.ligne((f"{margin} | ", "blue"), (" " * before, ""), ("^" * caret, style))


def _fenetre(line: str, start: int, end: int, room: int, support: Support) -> tuple[str, int, int]:
    """What of ``line`` fits in ``room`` columns around the characters from ``start`` to ``end``; the columns before
    the caret and the caret's width, in what the support will show (« € » may take three columns there)."""
    start = min(start, len(line))
    end = max(end, start + 1)
    signs = [support.lisible(sign) for sign in line]
    widths = [colonnes(sign) for sign in signs]
    if sum(widths) <= room:
        left, right = 0, len(line)
        opening = closing = ""
    else:
        ellipsis = support.lisible("…")
        free = room - 2 * colonnes(ellipsis)
        left = _debut(widths, start, min(end, len(line)), free)
        right = left
        while right < len(line) and sum(widths[left : right + 1]) <= free:
            right += 1
        opening, closing = ellipsis if left else "", ellipsis if right < len(line) else ""
    before = colonnes(opening) + sum(widths[left:start])
    return (
        opening + "".join(signs[left:right]) + closing,
        before,
        max(1, min(sum(widths[start : min(end, right)]), room - before)),
    )


def _debut(widths: list[int], start: int, end: int, free: int) -> int:
    """The first character shown: all the fault if it fits, with as much before it as after it; else its start."""
    before = max(0, free - sum(widths[start:end])) // 2
    left = start
    while left > 0 and sum(widths[left - 1 : start]) <= before:
        left -= 1
    # Near the end of the line, the place left after it is given to what comes before.
    while left > 0 and sum(widths[left - 1 :]) <= free:
        left -= 1
    return left
