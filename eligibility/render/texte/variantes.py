"""What would change the answer: another reading of an ambiguous passage, or another choice of the officer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.language.vocabulary import Kind
from eligibility.render.texte import argent
from eligibility.render.texte.recit import Recit
from eligibility.render.texte.reponse import deviendrait
from eligibility.render.typographie import guillemets, phrase, soigner
from eligibility.render.valeurs import liste
from eligibility.verdict import ConclusionFinale, InterpretationVerdict, Json, Presque

_CHANGEMENTS: Final = {
    "items": "les items",
    "instruments": "les contrats",
    "mesures": "le chef de file",
    "cofinancement": "le cofinancement",
    "contributions": "les contributions au pacte",
    "coordinations": "les points à coordonner",
}


def lectures(recit: Recit) -> None:
    """The ambiguous passages on which the answer depends; with ``-v``, those that change nothing here too."""
    found = [entry for entry in recit.verdict.interpretations if entry.change_le_verdict]
    if found:
        recit.page.rubrique("Autre lecture")
        for entry in found:
            _lecture(recit, entry)
    others = [entry for entry in recit.verdict.interpretations if not entry.change_le_verdict]
    if recit.verbeux and others:
        recit.page.rubrique("Sans effet")
        recit.page.paragraphe(soigner("Ces passages ambigus ne changent rien à la réponse :"))
        for entry in others:
            recit.point(("·", ""), entry.question)


def _lecture(recit: Recit, entry: InterpretationVerdict) -> None:
    recit.page.paragraphe(soigner(entry.question), style="bold")
    declared = recit.corpus.interpretations[entry.interpretation]
    kept = next(option.libelle for option in declared.options if option.id == declared.defaut)
    recit.detail("Lecture retenue", phrase(guillemets(kept)), retrait=2)
    recit.detail("Autre lecture possible", phrase(guillemets(entry.libelle)), retrait=2)
    recit.page.paragraphe(soigner(f"Sous cette lecture, {_effets(recit, entry)}."), retrait=2)
    for option in entry.cofinancement:
        # Without shares, nothing to hold the plan against: the option says so itself.
        plan = f" ; votre plan serait {argent.PLANS[option.plan_declare][2]}" if option.plan and option.parts else ""
        recit.point(("·", ""), f"{option.libelle} : {argent.parts(recit, option)}{plan}.", retrait=2)
    if recit.verbeux:
        recit.detail("Pourquoi cette lecture", declared.motif, retrait=2)
        recit.source(declared.sources, retrait=2)


def _effets(recit: Recit, entry: InterpretationVerdict) -> str:
    """« l'action deviendrait contractualisable ; les contrats changeraient aussi »."""
    changes = [_CHANGEMENTS[name] for name in entry.changements if name in _CHANGEMENTS]
    verb = "changeraient" if len(changes) > 1 or (changes and changes[0].startswith("les ")) else "changerait"
    changed = f"{liste(changes)} {verb}"
    if entry.conclusion is recit.verdict.conclusion:
        return changed
    other = f"l'action {deviendrait(entry.conclusion)}"
    return f"{other} ; {changed} aussi" if changes else other


def leviers(recit: Recit) -> None:
    """One sentence for all the values of a field that would better the answer in the same way."""
    groups: dict[tuple[str, ConclusionFinale], list[Presque]] = {}
    for entry in recit.verdict.presque:
        groups.setdefault((entry.champ, entry.conclusion), []).append(entry)
    if not groups:
        return
    recit.page.rubrique("Levier" if len(groups) == 1 else "Leviers")
    for (champ, conclusion), entries in groups.items():
        changed = f"{recit.champ(champ).libelle}{recit.place(champ)} : {_changement(recit, champ, entries)}"
        recit.point(("→", "blue"), f"{changed}, l'action {deviendrait(conclusion)}.")


def _changement(recit: Recit, champ: str, entries: Sequence[Presque]) -> str:
    """« avec « Nouvelle » ou « Renforcée » au lieu de « Poursuivie » », « avec « Rural » en plus »."""
    if recit.champ(champ).nature is Kind.ENSEMBLE:
        added = [_de_plus(entry.propose, entry.valeur) for entry in entries]
        taken = [_de_plus(entry.valeur, entry.propose) for entry in entries]
        parts = [f"avec {_cites(recit, champ, added)} en plus"] if any(added) else []
        parts += [f"sans {_cites(recit, champ, taken)}"] if any(taken) else []
        return " ou ".join(parts)
    before = recit.mots(champ, entries[0].valeur)[0]
    after = _cites(recit, champ, [entry.propose for entry in entries])
    return f"avec {after} au lieu de {guillemets(before)}"


def _cites(recit: Recit, champ: str, values: Sequence[Json]) -> str:
    words = (word for value in values if value != [] for word in recit.mots(champ, value))
    return liste(dict.fromkeys(map(guillemets, words)), "ou")


def _de_plus(values: Json, others: Json) -> list[Json]:
    """What one list holds that the other does not."""
    kept = others if isinstance(others, list) else []
    return [value for value in values if value not in kept] if isinstance(values, list) else []
