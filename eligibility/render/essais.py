"""Cases told one by one where they differ, then counted."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import guillemets, soigner
from eligibility.workshop.couverture import Manque
from eligibility.workshop.essai import Ecart, Essai


def rendre(essais: Sequence[Essai], support: Support) -> Page:
    page = Page(support)
    for essai in essais:
        if essai.ecarts:
            _echec(page, essai)
    echecs = sum(bool(essai.ecarts) for essai in essais)
    page.vide()
    symbole = ("✘ ", "bold red") if echecs else ("✔ ", "bold green")
    compte = f"{len(essais)} cas vérifiés" if len(essais) > 1 else f"{len(essais)} cas vérifié"
    diff = f", {echecs} {'diffèrent' if echecs > 1 else 'diffère'}" if echecs else ", tous conformes"
    if not essais:
        symbole, diff = ("? ", "bold yellow"), ""
    page.paragraphe(f"{compte}{diff}.", tete=(symbole,), style="bold")
    return page


def _echec(page: Page, essai: Essai) -> None:
    cas = essai.cas
    page.vide()
    page.paragraphe(soigner(cas.nom), tete=(("✘ ", "red"),), style="bold")
    for ecart in essai.ecarts:
        _ecart(page, cas.fichier, ecart)
    page.paragraphe(soigner(cas.raison), retrait=2, tete=(("Raison donnée\u00a0: ", "dim"),))


def _ecart(page: Page, fichier: str, ecart: Ecart) -> None:
    page.ligne(("  --> ", "blue"), (f"{fichier}:{ecart.span.line}:{ecart.span.column}", ""))
    page.paragraphe(
        soigner(f"{ecart.quoi} : attendu {guillemets(ecart.attendu)}, obtenu {guillemets(ecart.obtenu)}"), retrait=4
    )
    for ligne in ecart.pourquoi:
        page.paragraphe(soigner(ligne), retrait=6, tete=(("· ", ""),))


def couverture(manques: Sequence[Manque], support: Support) -> Page:
    """What no case shows, at the line of the rule or of its condition."""
    page = Page(support)
    for manque in manques:
        page.paragraphe(
            soigner(f"{manque.regle} : {manque.quoi}"), tete=((f"{manque.fichier}:{manque.ligne}  ", "blue"),)
        )
    symbole = ("✘ ", "bold red") if manques else ("✔ ", "bold green")
    bilan = f"{len(manques)} choses que les cas ne montrent pas." if manques else "Les cas montrent tout des règles."
    page.paragraphe(bilan, tete=(symbole,), style="bold")
    return page
