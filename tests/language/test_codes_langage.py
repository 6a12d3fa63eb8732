"""Each code that a project or a condition can trigger, by its shortest text, at its exact place (« § »)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligibility.documents.catalogue import CATALOGUE

if TYPE_CHECKING:
    from .conftest import Refuser

PLAN = "intitule: x\nfinancement:\n  cout_total: 100\n"
PROJETS: dict[str, str] = {
    "V101": "§caf: x",
    "V102": "intitule: x\n§couleur: bleu",
    "V103": "intitule: x\nages: §0-2",
    "V105": "intitule: x\n§items: [enfance/parentalite]",
    "V106": "§- intitule: x",
    "V201": "intitule: x\nterritoire:\n  departement: §1",
    "V202": "intitule: x\nobjets: [parentalite, §sorties]",
    "V203": "intitule: x\nfinalite_emploi:\n  §- oui",
    "V204": "intitule: x\nobjets:\n  - parentalite\n  -§",
    "V205": "intitule: x\ncaf: §''",
    "V206": "intitule: x\nplaces: §à préciser",
    "V210": "intitule: x\nfinalite_emploi: §yes",
    "V220": "intitule: x\nfinancement: {cout_total: §beaucoup}",
    "V221": "intitule: x\nfinancement: {cout_total: §12.000}",
    "V222": "intitule: x\nfinancement: {cout_total: §-5}",
    "V223": "intitule: x\nfinancement: {cout_total: §1234.567}",
    "V224": "intitule: x\nfinancement: {cout_total: §60 k€}",
    "V225": "intitule: x\nfinancement: {cout_total: §10000000000001}",
    "V230": "intitule: x\nplaces: §douze",
    "V231": "intitule: x\nplaces: §-1",
    "V232": "intitule: x\nages: {min: 0, max: §121}",
    "V240": "intitule: x\nsignature: §bientôt",
    "V241": "intitule: x\nsignature: §2024-06-31",
    "V242": "intitule: x\nsignature: §2024",
    "V243": "intitule: x\nsignature: §2024-06-30 12:00",
    "V244": "intitule: x\nsignature: §1789-07-14",
    "V301": "intitule: x\nages: {min: 3, max: §2}",
    "V302": "intitule: x\nperiode:\n  debut: 2025-02-01\n  fin: §2025-01-31",
    "V303": f"{PLAN}  §plan:\n    - {{financeur: caf, montant: 99}}",
    "V304": f"{PLAN}  plan:\n    - {{financeur: caf, montant: 50}}\n    - §{{financeur: caf, montant: 50}}",
    "V305": "intitule: x\nterritoire: {departement: 01, metropole: §200046977}",
    "V306": "intitule: x\nterritoire: {departement: 01, zone: §drom}",
    "V901": "intitule: x\nobjets: [§Parentalité]",
    "V902": "intitule: x\nsignature: §30/06/2024",
    "V903": "intitule: x\nobjets: §parentalite",
    "V904": "intitule: x\nobjets: [parentalite, §parentalite]",
}
CONDITIONS: dict[str, str] = {
    "V501": "§oui",
    "V502": "toutes:\n  -§",
    "V503": "finalite_emploi: {vaut: oui}\n§objets: {contient: parentalite}",
    "V504": "toutes:\n  §objets: {contient: parentalite}",
    "V505": "§toutes: []",
    "V506": "§couleur: {vaut: bleu}",
    "V507": "§territoire: {departement: {vaut: 01}}",
    "V508": "§objets: parentalite",
    "V509": "objets: {§contien: parentalite}",
    "V510": "objets: {§vaut: parentalite}",
    "V511": "objets: {contient: §[parentalite]}",
    "V512": "objets: {§contient: }",
    "V513": "objets: {contient: §parentalité}",
    "V514": "objets: {renseigne: §non}",
    "V515": "places: {au_moins: 5, §au_plus: 3}",
    "V516": "ages: {§recoupe: {}}",
    "V517": "objets: {contient_un_de: [parentalite, §parentalite]}",
}
# Only a file of the corpus can trigger it: see tests/corpus.
ELSEWHERE = {"V104"}


@pytest.mark.parametrize(("code", "marked"), PROJETS.items(), ids=PROJETS)
def test_chaque_code_d_un_projet_est_signale_a_sa_place(code: str, marked: str, refuser: Refuser) -> None:
    refuser(marked, code)


@pytest.mark.parametrize(("code", "marked"), CONDITIONS.items(), ids=CONDITIONS)
def test_chaque_code_d_une_condition_est_signale_a_sa_place(code: str, marked: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, code)


def test_chaque_code_du_langage_a_son_exemple() -> None:
    spoken = {code for code in CATALOGUE if code[1] in "12359"}
    assert spoken == PROJETS.keys() | CONDITIONS.keys() | ELSEWHERE
