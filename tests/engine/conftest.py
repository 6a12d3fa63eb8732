"""A guard against hangs, and the C module under watch."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator

import pytest

from .espion import Espion, espionner

DELAI = 180
"""Seconds after which a test is taken to hang: the C module does not give the interpreter back."""


@pytest.fixture(scope="session")
def erreurs(request: pytest.FixtureRequest) -> Iterator[int]:
    """The real standard error, which pytest replaces while a test runs."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        descripteur = os.dup(2)
    yield descripteur
    os.close(descripteur)


@pytest.fixture(autouse=True)
def garde(erreurs: int) -> Iterator[None]:
    """Past the delay, show every stack and end the run."""
    faulthandler.dump_traceback_later(DELAI, exit=True, file=erreurs)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def espion() -> Iterator[Espion]:
    with espionner() as ouvert:
        yield ouvert
