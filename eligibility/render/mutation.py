"""The mutants that no case tells from their rule, at their line, then the score."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.language.francais import compte, nombre
from eligibility.render.couverture import pourcent
from eligibility.render.couverture import seuil as dire_le_seuil
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import soigner
from eligibility.workshop.mutation.campagne import Mutation, Survivant

_VIGUEUR = "en_vigueur"


def rendre(mutation: Mutation, support: Support, seuil: float) -> Page:
    """``seuil``: percent of the mutants that are to be killed; 0 when none is asked for."""
    page = Page(support)
    if mutation.survivants:
        page.paragraphe("Ce qu'on pourrait changer aux règles sans qu'aucun cas le remarque\u00a0:", style="bold")
    autres = [found for found in mutation.survivants if found.mutant.partie != _VIGUEUR]
    regle = None
    for survivant in autres:
        if survivant.rule != regle:
            regle = survivant.rule
            page.vide()
            page.paragraphe(soigner(regle.titre), tete=((f"{regle.id}  ", "bold"),), style="dim")
        lieu = f"  {survivant.rule.fichier}:{survivant.span.line}:{survivant.span.column}  "
        page.paragraphe(soigner(survivant.mutant.dit), tete=((lieu, "blue"),))
    _vigueurs(page, [found for found in mutation.survivants if found.mutant.partie == _VIGUEUR])
    _bilan(page, mutation, seuil)
    return page


def _vigueurs(page: Page, survivants: Sequence[Survivant]) -> None:
    """The same day for many rules: told once for each file."""
    par_jour: dict[tuple[str, str], list[Survivant]] = {}
    for survivant in survivants:
        par_jour.setdefault((survivant.rule.fichier, survivant.mutant.dit), []).append(survivant)
    for (fichier, dit), ensemble in par_jour.items():
        page.vide()
        combien = f"{len(ensemble)} règles" if len(ensemble) > 1 else "1 règle"
        page.paragraphe(soigner(f"{dit} : {combien}"), tete=((f"{fichier}  ", "blue"),))
        places = ", ".join(f"{found.rule.id} (ligne {found.span.line})" for found in ensemble)
        page.paragraphe(soigner(places), retrait=4, style="dim")


def _bilan(page: Page, mutation: Mutation, seuil: float) -> None:
    """Survivors are a fault only of who asked for fewer."""
    page.vide()
    ecartes = {0: "", 1: " (1 autre, équivalent à sa règle, ne compte pas)"}.get(
        mutation.equivalents, f" ({mutation.equivalents} autres, équivalents à leur règle, ne comptent pas)"
    )
    tues = f"{compte(mutation.tues, 'mutant tué')} sur {nombre(mutation.total)}, soit {pourcent(mutation.score)}"
    tete = ("· ", "") if mutation.survivants else ("✔ ", "bold green")
    if mutation.score < seuil:
        tete = ("✘ ", "bold red")
    demande = f" ({dire_le_seuil(seuil)})" if seuil else ""
    page.paragraphe(f"{tues}{demande}{ecartes}.", tete=(tete,), style="bold")
