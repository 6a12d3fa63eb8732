"""The command run in this process or in its own, with a cache of the tests' own."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from eligibility.commands.main import run

ROOT = Path(__file__).parents[2]
EXEMPLES = ROOT / "exemples"
BUS = str(EXEMPLES / "bus-des-familles.yaml")
"""contractualisable: 0"""
ECOLOGIE = str(EXEMPLES / "ecologie-citoyenne-drome.yaml")
"""hors référentiel: 1"""
JEUNE = str(EXEMPLES / "un-jeune-un-senior.yaml")
"""indéterminé: 3"""
JOUR = ("--date", "2026-01-15")


class Fin(Struct, frozen=True):
    code: int
    sortie: str
    erreur: str


Lancer = Callable[..., Fin]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache that no other run of the tool touches, and nothing of the environment that changes an answer."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("commandes")
        patch.setenv("ELIGIBILITY_CACHE", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "etat"))
        for name in ("ELIGIBILITY_CORPUS", "ELIGIBILITY_DEBUG", "NO_COLOR", "PYTHONIOENCODING", "COLUMNS"):
            patch.delenv(name, raising=False)
        yield folder


@pytest.fixture(autouse=True)
def ramasse_miettes() -> Iterator[None]:
    """A command tunes the collector of its process, which here is the tests'."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def lancer(capsys: pytest.CaptureFixture[str]) -> Lancer:
    """The whole command in this process: arguments in, exit code and both streams out."""

    def executer(*arguments: str) -> Fin:
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            run(arguments)
        found = capsys.readouterr()
        assert isinstance(exit_.value.code, int)
        return Fin(exit_.value.code, found.out, found.err)

    return executer


def processus(
    *arguments: str,
    programme: tuple[str, ...] = (str(ROOT / "cli.py"),),
    entree: bytes = b"",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own. ``env`` is added to the tests' environment."""
    return subprocess.run(
        [sys.executable, *programme, *arguments],
        input=entree,
        capture_output=True,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )


@pytest.fixture
def corpus_copie(tmp_path: Path) -> Path:
    """A copy of the corpus, to spoil."""
    folder = tmp_path / "corpus"
    for name in ("rules", "referentiels"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
