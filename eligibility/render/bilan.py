"""How many findings there are, in one line."""

from __future__ import annotations

from typing import Final

from eligibility.documents.diagnostics import Severity
from eligibility.language.francais import compte, nombre
from eligibility.render.page import Page
from eligibility.render.rapports.rapport import Rapport, comptes
from eligibility.render.support import Support

_STYLES: Final = {
    Severity.ERREUR: ("✘ ", "bold red"),
    Severity.AVERTISSEMENT: ("✘ ", "bold yellow"),
    Severity.NOTE: ("· ", "bold"),
}


def rendre(rapport: Rapport, support: Support) -> Page:
    """« ✘ 2 erreurs, 1 avertissement dans 3 fichiers sur 40. »"""
    page = Page(support)
    combien = len(rapport.fichiers)
    if not rapport.diagnostics:
        page.paragraphe(f"{compte(combien, 'fichier vérifié')}, rien à redire.", tete=(_OK,), style="bold")
        return page
    found = {severity: number for severity, number in comptes(rapport.diagnostics).items() if number}
    dits = ", ".join(compte(number, severity.value) for severity, number in found.items())
    touches = len({diagnostic.fichier for diagnostic in rapport.diagnostics}.intersection(rapport.fichiers))
    ou = f" dans {compte(touches, 'fichier')} sur {nombre(combien)}" if touches else ""
    texte = f"{dits}{ou}."
    page.paragraphe(texte, tete=(_STYLES[next(iter(found))],), style="bold")
    return page


_OK: Final = ("✔ ", "bold green")
