"""Each faulty file has exactly the findings it announces, each sound one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.workshop.analyses import SUR_LE_CORPUS, SUR_LES_CAS

from .conftest import FAUTIFS, SOCLE, VALIDES, Monter, annonces, tout, trouves
from .recettes import ATTENDU, RECETTE, recette

DOUTEUX = sorted(code for code in CATALOGUE if code.startswith("V6"))


@pytest.mark.parametrize("dossier", FAUTIFS, ids=lambda path: path.name)
def test_faulty_files_have_the_findings_they_announce(dossier: Path, monter: Monter) -> None:
    corpus = monter(dossier)
    announced = annonces(corpus, dossier)
    assert dossier.name.split("-")[0] in {code for *_, code in announced}
    bilan = tout(corpus, dossier)
    assert trouves(bilan) == announced
    for found in bilan.diagnostics:
        _assert_french(found)
        assert found.aide or found.severity is Severity.NOTE
        if not found.code.startswith("V0"):
            assert (found.extrait is None) == (found.span is None)


def _assert_french(found: Diagnostic) -> None:
    for text in (found.message, found.aide or ""):
        assert not re.search("« | »", text), text
        # What the user wrote is quoted as it is.
        assert not re.search("[^ :\u00a0] [:;?!]", re.sub("«\u00a0[^»]*\u00a0»", "", text)), text
        assert not re.search(r"\{\w*\}", text)
        assert not re.search(r"\b(None|True|False|frozenset|Truth|Leaf)\b", text)


@pytest.mark.parametrize("dossier", VALIDES, ids=lambda path: path.name)
def test_sound_files_have_none(dossier: Path, monter: Monter) -> None:
    corpus = monter(dossier)
    assert annonces(corpus) == []
    assert trouves(tout(corpus)) == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_its_fixture(code: str) -> None:
    assert any(path.name.startswith(f"{code}-") for path in FAUTIFS), f"tests/fixtures/fautifs/{code}-…"


@pytest.mark.parametrize("code", DOUTEUX)
def test_what_is_doubtful_has_a_cure(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.aide
    assert not entry.aide.endswith(".")
    assert entry.severity == "erreur" if code == "V600" else entry.severity in ("avertissement", "note")


def test_analyses_share_no_code() -> None:
    declared = [code for codes, _ in (*SUR_LE_CORPUS, SUR_LES_CAS) for code in codes]
    assert sorted(declared) == [code for code in DOUTEUX if code != "V600" and not code.startswith("V69")]


@pytest.mark.parametrize("dossier", [*FAUTIFS, *VALIDES], ids=lambda path: path.name)
def test_fixtures_are_laid_over_files_that_exist_or_are_new_on_purpose(dossier: Path) -> None:
    """A misspelled path would leave the sound file in place and prove nothing."""
    files = {path.relative_to(dossier).as_posix() for path in dossier.rglob("*") if path.is_file()}
    socle = {path.relative_to(SOCLE).as_posix() for path in SOCLE.rglob("*") if path.is_file()}
    voulu = recette(dossier)
    assert files - socle - {RECETTE, ATTENDU} == set(voulu.nouveaux)
    assert {entry.fichier for entry in voulu.fabriquer} <= socle
