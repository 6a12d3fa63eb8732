"""The shipped examples, checked as an officer would, against what was read in the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from eligibility.check import check
from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.loader import load
from eligibility.engine.pair import Decideur
from eligibility.language.projet import Projet, read_projet
from eligibility.verdict import Verdict

ROOT = Path(__file__).parents[2]
EXEMPLES = sorted((ROOT / "exemples").glob("*.yaml"))
JOUR = date(2026, 1, 15)

Read = Callable[[str], tuple[Projet | None, tuple[Diagnostic, ...]]]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    loaded, diagnostics = load_corpus(ROOT)
    assert loaded is not None, diagnostics
    return loaded


@pytest.fixture(scope="session")
def decideur(corpus: Corpus) -> Decideur:
    return Decideur(corpus, exhaustif=True)


@pytest.fixture(scope="session")
def lire(corpus: Corpus) -> Read:
    def read(text: str) -> tuple[Projet | None, tuple[Diagnostic, ...]]:
        document, diagnostics = load("projet.yaml", text.encode())
        if document is None:
            return None, diagnostics
        projet, found = read_projet(document, corpus.vocabulaire)
        return projet, (*diagnostics, *found)

    return read


@pytest.fixture(scope="session")
def verifier(corpus: Corpus, decideur: Decideur, lire: Read) -> Callable[[str], Verdict]:
    def run(text: str) -> Verdict:
        projet, diagnostics = lire(text)
        assert projet is not None, diagnostics
        return check(projet, corpus, JOUR, decideur)

    return run
