"""What an officer needs from an answer that is not final: what is missing, and nothing that is not established."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from eligibility.check import check
from eligibility.corpus.model import Corpus
from eligibility.engine.pair import Decideur
from eligibility.verdict import ConclusionFinale, InstrumentVerdict, Ouverture, Statut, Verdict

from .conftest import JOUR, ROOT, Read

Verifier = Callable[[str], Verdict]

BUS = """\
intitule: "Bus"
territoire: {departement: "61"}
objets: [parentalite]
publics: [familles_precaires]
ages: {min: 0, max: 2}
caractere: renforcee
financement: {cout_total: 120000}
"""
"""The project of the README without its period."""
PERIODE = "periode: {debut: 2025-01-01, fin: 2027-12-31}\n"


def instrument(verdict: Verdict, ident: str) -> InstrumentVerdict:
    return next(entry for entry in verdict.instruments if entry.instrument == ident)


def decisifs(verdict: Verdict) -> list[str]:
    return [entry.champ for entry in verdict.a_preciser if entry.decisif]


def test_a_missing_period_is_not_a_period_outside_the_contract(verifier: Verifier) -> None:
    contrat = instrument(verifier(BUS), "contrat_departement")
    assert contrat.statut is Ouverture.INDETERMINE
    assert contrat.manque == ("periode",)
    assert contrat.motif is not None
    assert "2024-2027" in contrat.motif
    assert "se déroule hors" not in contrat.motif


def test_of_a_period_what_keeps_the_contract_open_is_asked(verifier: Verifier) -> None:
    (periode,) = (entry for entry in verifier(BUS).a_preciser if entry.decisif)
    assert periode.attendus_decisifs == ("recoupe la période du 1er janvier 2024 au 31 décembre 2027",)


def test_an_opening_that_is_not_established_does_not_say_that_it_is(verifier: Verifier) -> None:
    contrat = instrument(verifier(BUS.replace('"61"', '"38"')), "contrat_metropole")
    assert contrat.statut is Ouverture.INDETERMINE
    assert contrat.manque == ("territoire.metropole", "periode")
    assert contrat.motif is not None
    assert "se décline sur" not in contrat.motif


def test_what_is_closed_says_why(verifier: Verifier) -> None:
    project = 'intitule: x\nterritoire: {departement: "54", zonages: []}\nobjets: [acces_aux_droits]\n'
    fermes = [entry for entry in verifier(project).instruments if entry.statut is Ouverture.FERME]
    zero = next(entry for entry in fermes if entry.instrument == "zero_non_recours")
    assert zero.motif is not None
    assert "Territoire zéro non-recours" in zero.motif
    assert all(entry.motif for entry in fermes)


def test_a_leader_who_depends_on_what_is_missing_is_named(verifier: Verifier) -> None:
    mesures = {entry.mesure: entry for entry in verifier(BUS + PERIODE).mesures}
    mesure = mesures["soutien-parentalite"]
    assert (mesure.statut, mesure.chef_de_file) == (Statut.INDETERMINE, "cnaf")
    assert mesure.manque == ("modalites", "dispositifs")


def test_only_what_may_change_the_conclusion_is_decisive(verifier: Verifier) -> None:
    before = verifier(BUS)
    assert before.conclusion is ConclusionFinale.INDETERMINE
    assert decisifs(before) == ["periode"]
    after = verifier(BUS + PERIODE)
    assert after.conclusion is ConclusionFinale.CONTRACTUALISABLE
    assert decisifs(after) == []


def test_where_the_contract_is_open_only_the_item_is_left_to_settle(verifier: Verifier) -> None:
    project = (
        'intitule: x\nterritoire: {departement: "27"}\ncaractere: nouvelle\nobjets: [cantine]\n'
        "modalites: [tarification_sociale]\npublics: [collegiens]\n"
    )
    assert decisifs(verifier(project + PERIODE)) == ["territoire.zonages"]


def test_values_that_cannot_make_the_item_match_are_not_asked_for(verifier: Verifier) -> None:
    project = "intitule: x\nobjets: [cantine]\nmodalites: [tarification_sociale]\npublics: [collegiens]\n"
    zonages = next(entry for entry in verifier(project).a_preciser if entry.champ == "territoire.zonages")
    assert zonages.decisif
    assert any("(QPV)" in asked for asked in zonages.attendus)
    assert not any("(QPV)" in asked for asked in zonages.attendus_decisifs)
    assert any("(REP)" in asked for asked in zonages.attendus_decisifs)


def test_the_money_of_a_contract_that_may_open_is_told(verifier: Verifier) -> None:
    before, after = verifier(BUS), verifier(BUS + PERIODE)
    assert before.cofinancement == ()
    assert before.cofinancement_possible == after.cofinancement != ()
    assert [part.montant for part in before.cofinancement_possible[0].parts] == ["60000.00", "60000.00"]
    assert after.cofinancement_possible == ()


@pytest.mark.parametrize("departement", ["46", "61", "971", "976", "988"])
def test_no_metropole_is_asked_for_where_there_is_none(departement: str, verifier: Verifier) -> None:
    verdict = verifier(BUS.replace('"61"', f'"{departement}"'))
    assert "territoire.metropole" not in [entry.champ for entry in verdict.a_preciser]
    assert instrument(verdict, "contrat_metropole").statut is Ouverture.FERME


@pytest.mark.parametrize("departement", ["13", "69", "75", "84", "91"])
def test_it_is_where_there_is_one(departement: str, verifier: Verifier) -> None:
    verdict = verifier(BUS.replace('"61"', f'"{departement}"'))
    assert "territoire.metropole" in decisifs(verdict)


CANTINES = """\
intitule: "Cantines"
territoire: {departement: "61", zonages: [qpv]}
objets: [cantine]
modalites: [tarification_sociale]
publics: [collegiens]
"""


def test_the_nearest_item_and_its_only_missing_condition(verifier: Verifier) -> None:
    (proche,) = verifier(CANTINES).proches
    assert (proche.item, proche.champ, proche.valeur) == ("transition/cantines", "territoire.zonages", ["qpv"])
    assert "REP" in proche.attendus[0]
    assert proche.manque == ()
    reached = verifier(CANTINES.replace("[qpv]", "[qpv, rep]"))
    assert "transition/cantines" in [item.item for item in reached.items if item.statut is Statut.CORRESPOND]
    assert reached.proches == ()


def test_nothing_is_near_a_project_that_has_nothing_in_common_with_an_item(verifier: Verifier) -> None:
    assert verifier((ROOT / "exemples" / "ecologie-citoyenne-drome.yaml").read_text(encoding="utf-8")).proches == ()


def test_an_item_set_aside_by_a_reading_is_not_out_of_date(corpus: Corpus, decideur: Decideur, lire: Read) -> None:
    projet, diagnostics = lire(CANTINES)
    assert projet is not None, diagnostics

    def conditions_de_vie(jour: date) -> tuple[str, ...]:
        items = check(projet, corpus, jour, decideur, complet=True).items
        return next(item.lectures for item in items if item.item == "enfance/conditions-de-vie")

    assert len(conditions_de_vie(JOUR)) == 1
    assert conditions_de_vie(date(2023, 12, 31)) == ()


def test_the_project_of_the_readme_gets_an_answer(verifier: Verifier) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    project = next(block for block in blocks if block.startswith("intitule:"))
    assert verifier(project).conclusion is ConclusionFinale.CONTRACTUALISABLE
    (periode,) = (line for line in project.splitlines() if line.startswith("periode:"))
    without = verifier(project.replace(periode, ""))
    assert without.conclusion is ConclusionFinale.INDETERMINE
    assert decisifs(without) == ["periode"]
