"""Each faulty file has exactly the findings it announces, each sound one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.workshop.analyses import SUR_LE_CORPUS, SUR_LES_CAS

from .conftest import FAUTIFS, SOCLE, VALIDES, Monter, annonces, tout, trouves

CODES = sorted(code for code in CATALOGUE if code.startswith("V6"))


@pytest.mark.parametrize("dossier", FAUTIFS, ids=lambda path: path.name)
def test_faulty_files_have_the_findings_they_announce(dossier: Path, monter: Monter) -> None:
    corpus = monter(dossier)
    announced = annonces(corpus)
    assert dossier.name.split("-")[0] in {code for *_, code in announced}
    assert trouves(tout(corpus)) == announced


@pytest.mark.parametrize("dossier", VALIDES, ids=lambda path: path.name)
def test_sound_files_have_none(dossier: Path, monter: Monter) -> None:
    corpus = monter(dossier)
    assert annonces(corpus) == []
    assert trouves(tout(corpus)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_fixture(code: str) -> None:
    assert any(path.name.startswith(f"{code}-") for path in FAUTIFS), f"tests/fixtures/fautifs/{code}-…"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_message_and_a_cure(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.aide
    assert not entry.aide.endswith(".")
    assert entry.severity == "erreur" if code == "V600" else entry.severity in ("avertissement", "note")


def test_analyses_share_no_code() -> None:
    declared = [code for codes, _ in (*SUR_LE_CORPUS, SUR_LES_CAS) for code in codes]
    assert sorted(declared) == [code for code in CODES if code != "V600" and not code.startswith("V69")]


@pytest.mark.parametrize("dossier", FAUTIFS, ids=lambda path: path.name)
def test_messages_are_french(dossier: Path, monter: Monter) -> None:
    for found in tout(monter(dossier)).diagnostics:
        for text in (found.message, found.aide or ""):
            assert not re.search("« | »|[^ :\u00a0] [:;?!](?![\u00a0»])", text), text
            assert "{" not in text.replace("{vaut", "")
            assert not re.search(r"\b(None|True|False|frozenset|Truth|Leaf)\b", text)
        assert found.extrait is not None


def test_fixtures_are_laid_over_files_that_exist_or_are_new_on_purpose() -> None:
    """A misspelled path would leave the sound file in place and prove nothing."""
    nouveaux = {
        path.relative_to(dossier).as_posix()
        for dossier in FAUTIFS
        for path in dossier.rglob("*.yaml")
        if not (SOCLE / path.relative_to(dossier)).exists()
    }
    assert nouveaux == {"perdu.yaml", "referentiels/sources/affiche.yaml", "rules/plus.yaml"}
