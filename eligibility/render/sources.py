"""The coverage of the sources, both ways."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.corpus.model import Corpus
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import guillemets, soigner
from eligibility.render.valeurs import liste
from eligibility.workshop.sources import Couverture, Terme


def rendre(corpus: Corpus, couvertures: Sequence[Couverture], support: Support, *, verbeux: bool) -> Page:
    """Passages by source, with the rules that encode them; then the rules with their passages (``verbeux``)."""
    page = Page(support)
    for source in corpus.sources.values():
        page.vide()
        page.paragraphe(soigner(source.titre), style="bold")
        if source.url:
            page.paragraphe(source.url, style="dim")
        for couverture in couvertures:
            if couverture.passage.source == source.id:
                _passage(page, couverture, verbeux)
    if verbeux:
        page.vide()
        page.paragraphe("Les règles et leurs passages", style="bold")
        for rule in corpus.regles:
            page.paragraphe(liste(rule.sources), retrait=2, tete=((rule.id, ""), ("\u00a0: ", "")))
    _bilan(page, corpus, couvertures)
    return page


def _passage(page: Page, couverture: Couverture, verbeux: bool) -> None:
    passage = couverture.passage
    symbole = ("✘", "red") if couverture.manque or couverture.contredit else ("✔", "green")
    if passage.hors_champ and not couverture.contredit:
        symbole = ("·", "")
    page.paragraphe(soigner(f"{passage.id} ({passage.section})"), retrait=2, tete=((f"{symbole[0]} ", symbole[1]),))
    if verbeux:
        page.paragraphe(soigner(passage.resume), retrait=6, style="dim")
    if couverture.regles:
        page.paragraphe(_enumere(couverture.regles, verbeux), retrait=6, tete=(("règles\u00a0: ", "dim"),))
    if passage.hors_champ:
        page.paragraphe(soigner(passage.hors_champ), retrait=6, tete=(("hors champ\u00a0: ", "dim"),))
    if couverture.manque:
        page.paragraphe("aucune règle ne le porte, et aucune raison n'est donnée", retrait=6, style="red")
    if couverture.contredit:
        page.paragraphe("dit hors champ, alors que des règles le citent", retrait=6, style="red")


def _enumere(idents: Sequence[str], verbeux: bool) -> str:
    if verbeux or len(idents) <= 4:
        return ", ".join(idents)
    return f"{', '.join(idents[:3])}… ({len(idents)} règles, toutes avec -v)"


def _bilan(page: Page, corpus: Corpus, couvertures: Sequence[Couverture]) -> None:
    portes = sum(bool(couverture.regles) for couverture in couvertures)
    ecartes = sum(couverture.passage.hors_champ is not None for couverture in couvertures)
    fautes = [couverture.passage.id for couverture in couvertures if couverture.manque or couverture.contredit]
    page.vide()
    page.paragraphe(
        f"{len(couvertures)} passages : {portes} portés par des règles, {ecartes} hors champ avec leur raison, "
        f"{len(fautes)} à reprendre. {len(corpus.regles)} règles, toutes fondées sur un passage au moins.".replace(
            " :", "\u00a0:"
        ),
        tete=(("✘ ", "bold red") if fautes else ("✔ ", "bold green"),),
        style="bold",
    )


def termes(absents: Sequence[Terme], nom: str, combien: int, support: Support) -> Page:
    """What a text does not say where a passage says it does."""
    page = Page(support)
    for terme in absents:
        ailleurs = f", il est dans {liste(map(guillemets, terme.ailleurs))}" if terme.ailleurs else ""
        page.paragraphe(
            soigner(f"{terme.passage} : {guillemets(terme.terme)} n'est pas dans la section {terme.section}{ailleurs}"),
            tete=(("✘ ", "red"),),
        )
    page.paragraphe(
        soigner(
            f"{combien} termes cherchés dans {nom}, {len(absents) or 'aucun'} absent{'s' if len(absents) > 1 else ''}."
        ),
        tete=(("✘ ", "bold red") if absents else ("✔ ", "bold green"),),
        style="bold",
    )
    return page
