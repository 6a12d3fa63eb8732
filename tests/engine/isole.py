"""Scenarios that may crash or hang the process: each runs in one of its own, so that this is a failure like another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ICI = Path(__file__).parent
DELAI = 90
"""Seconds after which a scenario is taken to hang. Each takes a few at most."""

# The folder as a package of its own, whatever else is called « tests » on the path.
_AMORCE = """
import importlib, sys, types
essais = types.ModuleType("essais")
essais.__path__ = [sys.argv[1]]
sys.modules["essais"] = essais
fonction = getattr(importlib.import_module("essais." + sys.argv[2]), sys.argv[3])
getattr(fonction, "scenario", fonction)(*map(int, sys.argv[4:]))
print("fini")
"""


def lancer(module: str, fonction: str, *nombres: int, **environnement: str) -> str:
    """Run a function of this folder in a process of its own; what it printed. Warnings are errors there too.

    Raises AssertionError when it fails, crashes, hangs or ends early.
    """
    commande = [sys.executable, "-X", "faulthandler", "-W", "error", "-c", _AMORCE, str(ICI), module, fonction]
    try:
        fini = subprocess.run(
            [*commande, *map(str, nombres)],
            cwd=ICI.parents[1],
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environnement},
            capture_output=True,
            encoding="utf-8",
            timeout=DELAI,
            check=False,
        )
    except subprocess.TimeoutExpired as trop:
        raise AssertionError(f"{module}.{fonction} n'a pas fini en {DELAI} s : {trop.stderr}") from None
    assert fini.returncode == 0, f"{module}.{fonction} : code {fini.returncode}\n{fini.stderr[-4000:]}"
    assert fini.stdout.endswith("fini\n"), f"{module}.{fonction} s'est arrêté en chemin : {fini.stdout[-400:]!r}"
    return fini.stdout


def isole(scenario: Callable[[], None]) -> Callable[[], None]:
    """A test whose body runs in a process of its own, where memory not initialised holds no zero by luck (glibc)."""
    module = Path(scenario.__code__.co_filename).stem

    def lance() -> None:
        lancer(module, scenario.__name__, MALLOC_PERTURB_="165")

    lance.__name__, lance.__doc__, lance.__module__ = scenario.__name__, scenario.__doc__, scenario.__module__
    lance.scenario = scenario  # type: ignore[attr-defined]
    return lance
