"""A diagnostic as text: what is wrong, where, the line with a caret under it, and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.located import Span
from eligibility.render.page import Page
from eligibility.render.support import Support, colonnes
from eligibility.render.typographie import guillemets

_LECTURE: Final = "V9"
"""Codes of the notes that say how something was read."""
_STYLES: Final = {Severity.ERREUR: "bold red", Severity.AVERTISSEMENT: "bold yellow", Severity.NOTE: "bold cyan"}


def rendre(diagnostics: Iterable[Diagnostic], support: Support, *, resumees: bool = False) -> Page:
    """``resumees``: how words were read is told in a few lines after the rest, for those who know what they wrote."""
    page = Page(support)
    precedent = False
    lues: list[Diagnostic] = []
    for found in diagnostics:
        lue = est_lecture(found)
        if lue and resumees:
            lues.append(found)
            continue
        if not (lue and precedent):
            page.vide()
        (_note if lue else _un)(page, found)
        precedent = lue
    if lues:
        page.vide()
        _resume(page, lues)
    return page


def est_lecture(found: Diagnostic) -> bool:
    """Whether it only says how something was read: nothing is to be done."""
    return found.code.startswith(_LECTURE)


def suite(diagnostics: Iterable[Diagnostic], support: Support) -> Page | None:
    """Where to learn more of what was found, in one line to say once; None when only words were read otherwise."""
    codes = list(dict.fromkeys(found.code for found in diagnostics if not est_lecture(found)))
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


def _resume(page: Page, lues: Sequence[Diagnostic]) -> None:
    """All of each file in one paragraph, what was read several times said once."""
    if len(lues) == 1:
        _note(page, lues[0])
        return
    for fichier in dict.fromkeys(found.fichier for found in lues):
        lignes: dict[str, list[int]] = {}
        for found in lues:
            if found.fichier == fichier:
                lignes.setdefault(found.message, []).append(found.span.line if found.span else 1)
        dits = [f"{message} ({_lignes(numeros)})" for message, numeros in lignes.items()]
        tete = ((str(Severity.NOTE), _STYLES[Severity.NOTE]), (f" {fichier}  ", "blue"))
        page.paragraphe("\u00a0; ".join(dits), tete=tete)


def _lignes(numeros: Iterable[int]) -> str:
    found = sorted(set(numeros))
    if len(found) == 1:
        return f"ligne\u00a0{found[0]}"
    return f"lignes\u00a0{', '.join(map(str, found[:-1]))} et {found[-1]}"


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
