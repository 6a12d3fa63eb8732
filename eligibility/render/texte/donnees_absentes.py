"""The fields that the project leaves out: those on which the answer depends, then the others."""

from __future__ import annotations

from typing import Final

from eligibility.language.vocabulary import Field, Kind
from eligibility.render.texte.demandes import demandes
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import guillemets, phrase, soigner
from eligibility.render.valeurs import liste
from eligibility.verdict import APreciser

_VALEURS: Final = 8
"""How many expected values are named without ``-v``."""


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
    names = liste(f"{recit.label(entry.champ)} (rubrique {entry.champ})" for entry in others)
    recit.page.paragraphe(soigner(f"Sans effet sur la conclusion : {names}."))
    if recit.verbeux:
        for entry in others:
            _rubrique(recit, entry)


def _rubrique(recit: Recit, entry: APreciser) -> None:
    field = recit.champ(entry.champ)
    definition = phrase(field.definition) if field.definition else ""
    recit.point(("?", "yellow"), f"{field.libelle} (rubrique {guillemets(entry.champ)})", style="bold")
    if definition:
        recit.page.paragraphe(soigner(definition), retrait=2)
    if answers := _reponses(field):
        recit.detail("Réponses possibles", answers, retrait=2)
    asked = demandes(entry.attendus, None if recit.verbeux else _VALEURS)
    if asked and (recit.verbeux or field.nature not in (Kind.CHOIX, Kind.OUI_NON)):
        recit.detail("Ce qui compterait", asked, retrait=2)
    if recit.verbeux:
        recit.detail("Pour trancher", ", ".join(entry.pour), retrait=2, style="dim")


def _reponses(field: Field) -> str:
    """Every answer to a closed question: what the rules happen to test is not all that matters to them."""
    if field.nature is Kind.OUI_NON:
        return "oui ou non"
    if field.nature is Kind.CHOIX and field.valeurs and len(field.valeurs) <= _VALEURS:
        return liste((guillemets(value.libelle or value.id) for value in field.valeurs), "ou")
    return ""
