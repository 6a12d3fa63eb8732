"""Cases told one by one where they differ, then counted."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.language.francais import nombre
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import guillemets, soigner
from eligibility.workshop.essais.essai import Ecart, Essai


def rendre(essais: Sequence[Essai], support: Support, *, motif: str | None = None, fautifs: int = 0) -> Page:
    """``motif``: what the cases were chosen by; ``fautifs``: how many files of cases could not be read."""
    page = Page(support)
    for essai in essais:
        if essai.ecarts:
            _echec(page, essai)
    echecs = sum(bool(essai.ecarts) for essai in essais)
    page.vide()
    if not essais:
        # Of files that could not be read, nobody knows what was to be chosen in them.
        dit = "Aucun cas vérifié." if fautifs else _aucun(motif)
        page.paragraphe(f"{dit}{_non_verifies(fautifs)}", tete=(("✘ ", "bold yellow"),), style="bold")
        return page
    symbole = ("✘ ", "bold red") if echecs or fautifs else ("✔ ", "bold green")
    compte = f"{nombre(len(essais))} cas vérifié{'s' if len(essais) > 1 else ''}"
    conformes = "tous conformes" if len(essais) > 1 else "conforme"
    diff = f"{nombre(echecs)} {'diffèrent' if echecs > 1 else 'diffère'}" if echecs else conformes
    page.paragraphe(f"{compte}, {diff}.{_non_verifies(fautifs)}", tete=(symbole,), style="bold")
    return page


def _non_verifies(fautifs: int) -> str:
    if fautifs == 0:
        return ""
    return (
        " 1 fichier de cas en erreur, non vérifié."
        if fautifs == 1
        else f" {fautifs} fichiers de cas en erreur, non vérifiés."
    )


def _aucun(motif: str | None) -> str:
    if motif is None:
        return "Aucun cas à vérifier."
    return soigner(f"Aucun cas dont le nom ou le fichier contienne {guillemets(motif)}.")


def _echec(page: Page, essai: Essai) -> None:
    cas = essai.cas
    page.vide()
    page.paragraphe(soigner(cas.nom), tete=(("✘ ", "red"),), style="bold")
    for ecart in essai.ecarts:
        _ecart(page, cas.fichier, ecart)
    page.paragraphe(soigner(cas.raison), retrait=2, tete=(("Raison donnée\u00a0: ", "dim"),))


def _ecart(page: Page, fichier: str, ecart: Ecart) -> None:
    page.ligne(("  --> ", "blue"), (f"{fichier}:{ecart.span.line}:{ecart.span.column}", ""))
    page.paragraphe(soigner(f"{ecart.quoi} : attendu {ecart.attendu}, obtenu {ecart.obtenu}"), retrait=4)
    for indice in ecart.pourquoi:
        page.paragraphe(soigner(str(indice)), retrait=6, tete=(("· ", ""),))


def propositions(proposees: int, introuvables: int, support: Support) -> Page:
    """How many cases were proposed, and how many mutants were left without."""
    page = Page(support)
    if proposees:
        texte = f"{proposees} cas proposés, à relire." if proposees > 1 else "1 cas proposé, à relire."
    else:
        texte = "Aucun cas à proposer."
    if introuvables:
        texte += f" Pour {introuvables} mutant{'s' if introuvables > 1 else ''}, aucun projet trouvé\u00a0: "
        texte += "il faudrait changer plus d'un champ d'un cas existant."
    page.paragraphe(texte, tete=(("· ", ""),))
    return page
