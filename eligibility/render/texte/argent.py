"""Co-financing: the shares, what the declared plan becomes, and on which conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eligibility.render.support import colonnes
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import NBSP, soigner
from eligibility.render.valeurs import euros, taux
from eligibility.verdict import CofinancementVerdict, ConclusionFinale, PlanDeclare

PLANS: Final = {
    PlanDeclare.CONFORME: ("✔", "green", "conforme à cette répartition"),
    PlanDeclare.NON_CONFORME: ("✘", "red", "à corriger"),
    PlanDeclare.A_VERIFIER: ("?", "yellow", "à vérifier"),
    PlanDeclare.NON_DECLARE: ("·", "", "non déclaré"),
    PlanDeclare.SANS_CLE: ("·", "", "rien à quoi le comparer"),
}
_BARRE: Final = 24
"""Columns of the bar of a 100 % share."""


def cofinancement(recit: Recit) -> None:
    """The options of the contracts that are open; while the answer is not known, of those that may open as well."""
    options = recit.verdict.cofinancement
    attend = recit.verdict.conclusion is ConclusionFinale.INDETERMINE and _chiffre(recit)
    possibles = recit.verdict.cofinancement_possible if attend else ()
    shown = (*options, *possibles)
    if not shown and not attend:
        return
    recit.page.rubrique("Cofinancement")
    if not shown:
        recit.page.paragraphe("Aucune répartition tant que les informations à préciser manquent.")
        return
    if len({option.instrument for option in shown if option.parts}) > 1:
        recit.page.paragraphe(
            soigner("Chaque contrat a sa répartition ; un seul suffit, et le plan n'a que la sienne à suivre.")
        )
    for option in options:
        _option(recit, option)
    if possibles:
        recit.page.paragraphe(soigner("À titre provisoire, si ce qui est à préciser ouvre le contrat :"))
    for option in possibles:
        _option(recit, option)
    _ensemble(recit, "Condition", (text for option in shown for text in option.conditions))
    _ensemble(recit, "Réserve", (text for option in shown for text in option.reserves))
    recit.source(dict.fromkeys(ident for option in shown for ident in option.sources), retrait=0)
    if recit.verbeux:
        hypotheses = dict.fromkeys(text for option in shown for text in option.hypotheses)
        if hypotheses:
            recit.detail("Lecture retenue", ", ".join(hypotheses), retrait=0, style="dim")


def _chiffre(recit: Recit) -> bool:
    """Whether the project gives a cost or a plan."""
    return recit.projet.plan is not None or recit.projet.cout_total is not None


def _option(recit: Recit, option: CofinancementVerdict) -> None:
    total = f" ({euros(option.assiette)})" if option.assiette else ""
    recit.page.paragraphe(soigner(f"{option.libelle}{total}"), style="bold")
    if option.parts:
        _parts(recit, option)
    else:
        recit.page.paragraphe("Clé de répartition : non établie par les sources.".replace(" :", f"{NBSP}:"), retrait=2)
    symbole, style, mot = PLANS[option.plan_declare]
    recit.point((symbole, style), f"Votre plan : {mot}", retrait=2)
    for remark in option.remarques:
        recit.page.paragraphe(soigner(remark), retrait=4)


def _parts(recit: Recit, option: CofinancementVerdict) -> None:
    names = [recit.acteur(part.financeur) for part in option.parts]
    amounts = [euros(part.montant) if part.montant else "montant inconnu" for part in option.parts]
    width, pad = max(map(colonnes, names)), max(map(colonnes, amounts))
    for part, name, amount in zip(option.parts, names, amounts, strict=True):
        row = f"{name}{NBSP * (width - colonnes(name) + 2 + pad - colonnes(amount))}{amount}{NBSP * 2}{taux(part.taux)}"
        recit.page.paragraphe(row, retrait=2, queue=(f"  {'█' * round(part.taux * _BARRE)}", "green"))


def _ensemble(recit: Recit, label: str, texts: Iterable[str]) -> None:
    """Conditions or reserves of every option, each once."""
    found = [*dict.fromkeys(texts)]
    if len(found) == 1:
        recit.detail(label, found[0], retrait=0)
    elif found:
        recit.page.paragraphe(f"{label}s{NBSP}:")
        for text in found:
            recit.point(("·", ""), text)


def parts(recit: Recit, option: CofinancementVerdict) -> str:
    """The shares inside a sentence: « État 40 000 €, Département 40 000 € »."""
    if not option.parts:
        return "clé de répartition non établie par les sources"
    return ", ".join(
        f"{recit.acteur(part.financeur)} {euros(part.montant) if part.montant else taux(part.taux)}"
        for part in option.parts
    )
