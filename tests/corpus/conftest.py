"""A small corpus on an invented theme, and copies of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

MINI = Path(__file__).parent / "mini"


@pytest.fixture
def mini() -> Path:
    """The sound corpus: never written to."""
    return MINI


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    """A copy of the sound corpus, to spoil."""
    return Path(shutil.copytree(MINI, tmp_path / "corpus"))


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache and a key of the test's own; the cache's directory."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    monkeypatch.setenv("ELIGIBILITY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
