"""What a run shows, as findings: where they stand when the file of rules has changed since the corpus was read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Severity
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.controle.constats import cas_joues, lacunes, survivants
from eligibility.workshop.essais.couverture import couvrir
from eligibility.workshop.essais.seance import essayer_tous
from eligibility.workshop.mutation.campagne import muter

from .conftest import MINI, Ouvert


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small corpus, from whose parent files are named."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def test_gaps_of_a_rule_stand_where_it_is_named(corpus: Corpus, dossier: Path) -> None:
    found = lacunes(couvrir(corpus, ()), dossier, 100)
    premieres = [entry for entry in found if "aucun cas favorable (aucun ne la nomme sous" in entry.message]
    # As many as there are versions of rules, each at its own line.
    assert len({(entry.fichier, entry.span) for entry in premieres}) == len(corpus.regles)
    for entry in premieres:
        assert entry.span is not None
        assert entry.extrait is not None
        assert entry.fichier.startswith("mini/rules/")
        ident = entry.extrait[entry.span.column - 1 : entry.span.end_column - 1]
        assert entry.extrait == f"  - id: {ident}"
        assert f"«\u00a0{ident}\u00a0»" in entry.message


def test_a_file_that_changed_since_is_no_obstacle(corpus: Corpus, dossier: Path) -> None:
    for path in (dossier / "rules").iterdir():
        path.write_text("# une ligne de plus\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = lacunes(couvrir(corpus, ()), dossier, 100)
    lignes = {rule.ligne for rule in corpus.regles}
    assert {entry.span.line for entry in found if entry.span and "aucun cas favorable" in entry.message} == lignes
    shutil.rmtree(dossier / "rules")
    assert {entry.extrait for entry in lacunes(couvrir(corpus, ()), dossier, 100)} == {None}


def test_thresholds_make_the_severity(corpus: Corpus, dossier: Path, theatre: tuple[Cas, ...], ouvert: Ouvert) -> None:
    couverture = couvrir(corpus, essayer_tous(theatre, ouvert))
    mutation = muter(corpus, theatre, dossier)
    assert 0 < couverture.taux < 100
    assert 0 < mutation.score < 100
    for severity, ecart in ((Severity.NOTE, 0.0), (Severity.ERREUR, 1e-6)):
        manques = lacunes(couverture, dossier, couverture.taux + ecart)
        restes = survivants(mutation, dossier, mutation.score + ecart)
        assert {entry.severity for entry in (*manques, *restes)} == {severity}
        assert (len(manques), len(restes)) == (len(couverture.manques), len(mutation.survivants))


def test_progress_counts_the_cases(theatre: tuple[Cas, ...], ouvert: Ouvert) -> None:
    faits: list[tuple[int, int]] = []
    essais = essayer_tous(theatre, ouvert, lambda fait, total: faits.append((fait, total)))
    assert [essai.cas for essai in essais] == list(theatre)
    assert faits == [(1, 3), (2, 3), (3, 3)]


def test_every_case_is_told(dossier: Path, theatre: tuple[Cas, ...], ouvert: Ouvert) -> None:
    joues = cas_joues(essayer_tous(theatre, ouvert), dossier)
    assert [(joue.nom, joue.ligne) for joue in joues] == [(cas.nom, cas.ligne) for cas in theatre]
    assert not any(joue.diagnostics for joue in joues)
