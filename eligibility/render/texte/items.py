"""Why: the items that match or still could, on what the project says; and those it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.language.facts import Members
from eligibility.language.vocabulary import Kind
from eligibility.render.texte.demandes import VALEURS, demandes
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import PUCE, soigner
from eligibility.render.valeurs import jour, liste
from eligibility.verdict import ItemVerdict, Motif, Proche, Statut

_STATUTS: Final = {
    Statut.CORRESPOND: ("✔", "green"),
    Statut.INDETERMINE: ("?", "yellow"),
    Statut.NE_CORRESPOND_PAS: ("✘", "red"),
}


def par_axe(recit: Recit) -> None:
    recit.page.corps()
    for axe in recit.verdict.axes:
        recit.page.vide()
        recit.page.paragraphe(soigner(f"Axe {axe.numero} · {axe.libelle}"), retrait=2, style="bold")
        for item in recit.verdict.items:
            if item.axe == axe.axe and item.statut is not Statut.NE_CORRESPOND_PAS:
                _item(recit, item)


def _item(recit: Recit, item: ItemVerdict) -> None:
    recit.point(_STATUTS[item.statut], item.libelle, retrait=4)
    if item.justification:
        recit.page.paragraphe(soigner(recit.faits(item.justification)), retrait=8)
    if item.manque:
        recit.detail("Il manque", recit.manques(item.manque), retrait=8)
    if item.statut is Statut.INDETERMINE and not recit.verbeux:
        return
    if item.reserve:
        recit.detail("Réserve", item.reserve, retrait=8)
    recit.source(item.sources, retrait=8, suite=f" (item {item.item})")
    if recit.verbeux and item.regles:
        recit.detail("Règles", ", ".join(item.regles), retrait=8, style="dim")


def pourquoi(recit: Recit) -> None:
    """Why no item matches, when none does nor could."""
    if any(item.statut is not Statut.NE_CORRESPOND_PAS for item in recit.verdict.items):
        return
    recit.page.rubrique("Pourquoi")
    if recit.verdict.hors_periode:
        recit.page.paragraphe(
            soigner(
                f"Aucune règle sur les items n'est en vigueur au {jour(recit.verdict.date)} : "
                "la réponse tient à cette date, pas au projet."
            )
        )
        return
    said = _contenu(recit)
    end = " :" if said else "."
    recit.page.paragraphe(soigner(f"Les items des référentiels demandent autre chose que ce que dit le projet{end}"))
    if said:
        recit.page.paragraphe(soigner(said))
    _proches(recit, recit.verdict.proches)
    if not recit.verbeux:
        recit.page.paragraphe(soigner("L'option -v donne, item par item, ce qui a manqué."))


def _proches(recit: Recit, proches: Sequence[Proche]) -> None:
    if len(proches) == 1:
        recit.detail("Le plus proche", _proche(recit, proches[0]), retrait=0)
    elif proches:
        recit.page.paragraphe(soigner("Les plus proches :"))
        for proche in proches:
            recit.point(("·", ""), _proche(recit, proche))


def _proche(recit: Recit, proche: Proche) -> str:
    """« Cantines. Il y faudrait, pour zonages : « REP » ou « REP+ ». »"""
    asked = demandes(proche.attendus, VALEURS) or liste(proche.attendus, "ou")
    besides = f" ; à préciser aussi : {recit.manques(proche.manque)}" if proche.manque else ""
    return f"{proche.libelle}. Il y faudrait, pour {recit.label(proche.champ)} : {asked}{besides}."


def _contenu(recit: Recit) -> str:
    """What the project says that it is about, in the order of the vocabulary: the sets it gives."""
    facts = recit.projet.facts
    return PUCE.join(
        f"{recit.label(champ.id)} : {', '.join(recit.mots(champ.id, [*sorted(found.known)]))}{recit.place(champ.id)}"
        for champ in recit.corpus.vocabulaire.champs.values()
        if champ.nature is Kind.ENSEMBLE and isinstance(found := facts.get(champ.id), Members) and found.known
    )


def ecartes(recit: Recit) -> None:
    """The items that do not match, with what each rule asks and the project does not say."""
    items = [item for item in recit.verdict.items if item.statut is Statut.NE_CORRESPOND_PAS]
    if not items:
        return
    page = recit.page
    page.corps()
    page.vide()
    page.paragraphe("Items écartés, et ce qui a manqué à chaque règle", retrait=2, style="bold")
    said = recit.faits(motif for item in items for motif in item.justification)
    if said:
        recit.detail("Le projet dit", said, retrait=4)
    for item in items:
        recit.point(_STATUTS[item.statut], f"{item.libelle} (item {item.item})", retrait=4)
        if not item.regles:
            page.paragraphe(soigner(_sans_regle(recit, item)), retrait=8)
        for regle in item.regles:
            _regle(recit, regle, [motif for motif in item.justification if motif.regle == regle])


def _sans_regle(recit: Recit, item: ItemVerdict) -> str:
    """Why no rule speaks of the item: the date, or the readings that are kept."""
    questions = [recit.corpus.interpretations[ident].question for ident in item.lectures]
    if not questions:
        return "aucune règle en vigueur à cette date"
    return f"écarté par la lecture retenue d'un passage ambigu : {' '.join(questions)}"


def _regle(recit: Recit, regle: str, motifs: list[Motif]) -> None:
    # Two conditions of a rule on one field stay apart: both may have to hold.
    wanted = PUCE.join(f"{recit.label(motif.champ)} : {demandes([motif.attendu]) or motif.attendu}" for motif in motifs)
    recit.page.paragraphe(soigner(f"{wanted} (règle {regle})" if wanted else f"règle {regle}"), retrait=8)
