"""Each example gives the verdict that a reading of the text gives (``attendus.yaml``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility.verdict import ConclusionFinale, Ouverture, Statut, Verdict

from .conftest import EXEMPLES, ROOT

ATTENDUS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "attendus.yaml").read_text("utf-8"))[
    "attendus"
]


@pytest.mark.parametrize("attendu", ATTENDUS, ids=lambda attendu: attendu["fichier"])
def test_verdict_read_in_the_text(attendu: dict[str, Any], verifier: Callable[[str], Verdict]) -> None:
    verdict = verifier((ROOT / "exemples" / attendu["fichier"]).read_text(encoding="utf-8"))
    matched = {axe.axe for axe in verdict.axes if axe.statut is Statut.CORRESPOND}
    obtained = {
        "conclusion": verdict.conclusion.value,
        "axes": sorted(axe.axe for axe in verdict.axes if axe.statut is Statut.CORRESPOND),
        "items": sorted(item.item for item in verdict.items if item.statut is Statut.CORRESPOND),
        "items_indetermines": sorted(item.item for item in verdict.items if item.statut is Statut.INDETERMINE),
        "mesures": sorted(mesure.mesure for mesure in verdict.mesures if mesure.statut is Statut.CORRESPOND),
        "instruments": sorted(
            i.instrument
            for i in verdict.instruments
            if i.statut is not Ouverture.NON_EXAMINE
            and any(a.statut is Ouverture.OUVERT and a.axe in matched for a in i.axes)
        ),
        "cofinancements": sorted(option.option for option in verdict.cofinancement),
        "a_preciser": sorted(entry.champ for entry in verdict.a_preciser if entry.decisif),
    }
    assert obtained == {key: attendu[key] if key == "conclusion" else sorted(attendu[key]) for key in obtained}


def test_every_example_has_its_expectation_and_every_conclusion_its_example() -> None:
    assert {entry["fichier"] for entry in ATTENDUS} == {path.name for path in EXEMPLES}
    assert {entry["conclusion"] for entry in ATTENDUS} == {conclusion.value for conclusion in ConclusionFinale}
