"""A conclusion in a word, and an answer in a line (``-q``)."""

from __future__ import annotations

from typing import Final

from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.verdict import ConclusionFinale, Statut, Verdict

SYMBOLES: Final = {
    ConclusionFinale.CONTRACTUALISABLE: ("✔", "bold green"),
    ConclusionFinale.SOCLE: ("→", "bold blue"),
    ConclusionFinale.VALORISABLE: ("→", "bold blue"),
    ConclusionFinale.HORS_REFERENTIEL: ("✘", "bold red"),
    ConclusionFinale.INDETERMINE: ("?", "bold yellow"),
}
MOTS: Final = {
    ConclusionFinale.CONTRACTUALISABLE: "contractualisable",
    ConclusionFinale.SOCLE: "socle",
    ConclusionFinale.VALORISABLE: "valorisable",
    ConclusionFinale.HORS_REFERENTIEL: "hors référentiel",
    ConclusionFinale.INDETERMINE: "indéterminé",
}
_COLONNE: Final = max(map(len, MOTS.values()))


def resume(verdict: Verdict, support: Support) -> Page:
    """One line for the file (``-q``)."""
    symbole, style = SYMBOLES[verdict.conclusion]
    reste = ", ".join(item.item for item in verdict.items if item.statut is Statut.CORRESPOND)
    if verdict.hors_periode:
        reste = "date hors des règles"
    return _ligne(support, (symbole, style), MOTS[verdict.conclusion], verdict.projet.fichier, reste)


def sans_reponse(mot: str, fichier: str, support: Support) -> Page:
    """The same for a file that has no verdict."""
    return _ligne(support, ("!", "bold red"), mot, fichier, "")


def _ligne(support: Support, signe: tuple[str, str], mot: str, fichier: str, reste: str) -> Page:
    page = Page(support)
    symbole, style = signe
    suite = f"{fichier}\u00a0: {reste}" if reste else fichier
    page.ligne((symbole, style), (" ", ""), (f"{mot:<{_COLONNE}}", style), ("  ", ""), (suite, ""))
    return page
