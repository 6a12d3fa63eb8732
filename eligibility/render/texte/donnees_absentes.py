"""The fields that the project leaves out: those on which the answer depends, then the others."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.language.vocabulary import Field, Kind
from eligibility.render.texte.contrats import chefs_possibles
from eligibility.render.texte.demandes import VALEURS, demandes
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import guillemets, phrase, soigner
from eligibility.render.valeurs import liste
from eligibility.verdict import APreciser


def decisives(recit: Recit) -> None:
    wanted = [entry for entry in recit.verdict.a_preciser if entry.decisif]
    if not wanted:
        return
    recit.page.rubrique("À préciser")
    for entry in wanted:
        _rubrique(recit, entry)


def sans_effet(recit: Recit) -> None:
    """Those that cannot change the conclusion: named in a line, told with ``-v``."""
    others = [entry for entry in recit.verdict.a_preciser if not entry.decisif]
    if not others:
        return
    recit.page.rubrique("Non précisé")
    chefs = {champ for mesure in chefs_possibles(recit.verdict) for champ in mesure.manque}
    _nommer(recit, "Sans effet sur la conclusion", [entry for entry in others if entry.champ not in chefs])
    _nommer(recit, "Peut donner un chef de file, sans changer la conclusion", [e for e in others if e.champ in chefs])
    if recit.verbeux:
        for entry in others:
            _rubrique(recit, entry)


def _nommer(recit: Recit, titre: str, entries: Sequence[APreciser]) -> None:
    if entries:
        names = liste(f"{recit.manque(entry.champ)} (rubrique {entry.champ})" for entry in entries)
        recit.page.paragraphe(soigner(f"{titre} : {names}."))


def _rubrique(recit: Recit, entry: APreciser) -> None:
    field = recit.champ(entry.champ)
    definition = phrase(field.definition) if field.definition else ""
    nom = f"{field.libelle}{recit.cote(field.id)} (rubrique {guillemets(field.id)})"
    recit.point(("?", "yellow"), nom, style="bold")
    if definition:
        recit.page.paragraphe(soigner(definition), retrait=2)
    if answers := _reponses(field):
        recit.detail("Réponses possibles", answers, retrait=2)
    asked = demandes(entry.attendus, None) if recit.verbeux else demandes(entry.attendus_decisifs, VALEURS)
    if asked and (recit.verbeux or field.nature not in (Kind.CHOIX, Kind.OUI_NON)):
        recit.detail("Ce qui compterait", asked, retrait=2)
    if recit.verbeux:
        recit.detail("Pour trancher", " ; ".join(map(recit.conclusion, entry.pour)), retrait=2, style="dim")


def _reponses(field: Field) -> str:
    """Every answer to a closed question: what the rules happen to test is not all that matters to them."""
    if field.nature is Kind.OUI_NON:
        return "oui ou non"
    if field.nature is Kind.CHOIX and field.valeurs and len(field.valeurs) <= VALEURS:
        return liste((guillemets(value.libelle or value.id) for value in field.valeurs), "ou")
    return ""
