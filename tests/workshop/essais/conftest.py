"""Cases written on the small corpus of an invented theme, and the command run on them."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eligibility.commands.main import run
from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.workshop.cas.lecture import Cas, lire
from eligibility.workshop.essais.essai import Essai, essayer

MINI = Path(__file__).parents[2] / "corpus" / "mini"
CAS = Path(__file__).parent / "theatre.yaml"

Lire = Callable[[str], tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]]
Essayer = Callable[[str], list[Essai]]
Lancer = Callable[..., tuple[int, str, str]]
"""Arguments of « test » to its exit code, what it answers and what it says."""


@pytest.fixture
def corpus() -> Corpus:
    found, diagnostics = load_corpus(MINI)
    assert found is not None, diagnostics
    return found


@pytest.fixture
def ouvert(corpus: Corpus) -> Iterator[Ouvert]:
    """``exhaustif``: both engines read every rule, and are compared."""
    decideur = Decideur(corpus, exhaustif=True)
    yield Ouvert(corpus, decideur)
    decideur.fermer()


@pytest.fixture
def lire_cas(tmp_path: Path, corpus: Corpus) -> Lire:
    """Reads a file of cases of that text."""

    def faire(texte: str) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
        path = tmp_path / "cas.yaml"
        path.write_text(texte, encoding="utf-8")
        return lire(path, corpus, "cas.yaml")

    return faire


@pytest.fixture
def essayer_cas(lire_cas: Lire, ouvert: Ouvert) -> Essayer:
    """The cases of that text, tried; its file is sound."""

    def faire(texte: str) -> list[Essai]:
        cases, diagnostics = lire_cas(texte)
        assert diagnostics == ()
        return [essayer(cas, ouvert) for cas in cases]

    return faire


@pytest.fixture
def theatre(corpus: Corpus) -> tuple[Cas, ...]:
    """The cases of the small corpus, all conform."""
    cases, diagnostics = lire(CAS, corpus, CAS.name)
    assert diagnostics == ()
    return cases


@pytest.fixture
def atelier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with its cases beside it, the working directory; its cache is its own."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(tmp_path / "cache"))
    dossier = tmp_path / "atelier"
    shutil.copytree(MINI, dossier)
    (dossier / "tests" / "cas").mkdir(parents=True)
    shutil.copy(CAS, dossier / "tests" / "cas" / CAS.name)
    monkeypatch.chdir(dossier)
    monkeypatch.setenv("ELIGIBILITY_CORPUS", ".")
    return dossier


@pytest.fixture(autouse=True)
def ramasse_miettes() -> Iterator[None]:
    """A command tunes the collector of its process, which here is the tests'."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def lancer(atelier: Path, capsys: pytest.CaptureFixture[str]) -> Lancer:
    assert atelier.is_dir()

    def faire(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as fin:
            run(["test", *arguments])
        assert isinstance(fin.value.code, int)
        captured = capsys.readouterr()
        return fin.value.code, captured.out.replace("\u00a0", " "), captured.err.replace("\u00a0", " ")

    return faire


def remplacer(path: Path, avant: str, apres: str) -> None:
    texte = path.read_text(encoding="utf-8")
    assert avant in texte
    path.write_text(texte.replace(avant, apres, 1), encoding="utf-8")
