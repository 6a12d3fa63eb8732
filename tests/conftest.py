"""What no test may depend on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def largeur_par_defaut() -> Iterator[None]:
    """Answers are as wide as COLUMNS says: the terminal that runs the tests is not to change them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COLUMNS", raising=False)
        yield
