"""An expectation that no rule could contradict is reported, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.workshop.cas.lecture import lire

ROOT = Path(__file__).parents[2]
CORPUS, _ = load_corpus(ROOT)

CAS = """cas:
  - nom: "Un cas"
    date: 2030-01-01
    projet: {{objets: [culture], publics: []}}
    attendu: {attendu}
    raison: "essai"
"""


@pytest.mark.parametrize(
    ("attendu", "code", "colonne"),
    [
        ("{instruments: {}}", "V701", 15),
        ("{contributions: []}", "V701", 15),
        ("{fausses: [enfance/parentalite-familles-fragiles]}", "V702", 25),
        ("{vrais: []}", "V102", 15),
        ("{items: [enfance/parentalites]}", "V410", 23),
        ("{items: []}", None, 0),
        ("{conclusion: hors_referentiel}", None, 0),
    ],
)
def test_what_asserts_nothing_is_said(attendu: str, code: str | None, colonne: int, tmp_path: Path) -> None:
    path = tmp_path / "cas.yaml"
    path.write_text(CAS.format(attendu=attendu), encoding="utf-8")
    assert CORPUS is not None
    _, diagnostics = lire(path, CORPUS, "cas.yaml")
    found = [(entry.code, entry.span.line, entry.span.column) for entry in diagnostics if entry.span]
    assert found == ([] if code is None else [(code, 5, colonne)])
    assert all(entry.aide for entry in diagnostics)
