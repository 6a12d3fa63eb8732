"""Cold start: what a user waits for when running the command once, in processes of its own.

Each command is run in turn with the process it is compared with, so that both see the same machine; the ratio is the
median of the ratios pair by pair.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.ecriture import ecrire_corpus, ecrire_projet
from bench.generation import generer_corpus, generer_projets

RACINE = Path(__file__).resolve().parent.parent
MODULES = (
    "json",
    "yaml",
    "click",
    "pydantic",
    "rich.console",
    "durable_rules_engine",
    "durable.engine",
    "zen",
    "cedarpy",
    "eligibility.commands.main",
)
SOCLE = [sys.executable, "-c", "import click, yaml, pydantic"]
"""What the whole-process check is compared with: a process that only loads three of its dependencies."""

NU = [sys.executable, "-c", "pass"]
CIBLE_DEMARRAGE = 1.3
CIBLE_CROISSANCE = 1.5
"""Warm check at the largest size against the smallest."""

_VERDICTS = (0, 1, 3)


class CommandeError(Exception):
    """The command did not answer with a verdict."""


@dataclass(frozen=True, slots=True)
class Demarrage:
    """One whole-process check, in seconds. ``rapport``: against ``SOCLE``, pair by pair."""

    nom: str
    regles: int
    essais: int
    sans_cache: float
    mediane: float
    socle: float
    rapport: float
    rapport_nu: float


def couts_imports(essais: int) -> dict[str, float]:
    """Cumulated import time of each module in a fresh process, in seconds; those that are not installed left out."""
    couts: dict[str, list[float]] = {}
    for _ in range(essais):
        for module in MODULES:
            commande = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
            sortie = subprocess.run(commande, capture_output=True, text=True, cwd=RACINE, check=False)
            lignes = re.findall(rf"\|\s*(\d+) \|\s*{re.escape(module)}$", sortie.stderr, re.MULTILINE)
            if sortie.returncode == 0 and lignes:
                couts.setdefault(module, []).append(int(lignes[-1]) / 1e6)
    return {module: median(mesures) for module, mesures in couts.items()}


def mesurer_exemple(essais: int) -> Demarrage | None:
    """The shipped corpus on a shipped example; None when there is none."""
    exemples = sorted((RACINE / "exemples").glob("*.yaml"))
    if not exemples:
        return None
    with TemporaryDirectory() as dossier:
        regles = sum(
            texte.count("\n  - id:") for texte in (f.read_text("utf-8") for f in (RACINE / "rules").glob("*.yaml"))
        )
        return _mesurer(f"corpus livré, {exemples[0].name}", regles, RACINE, exemples[0], Path(dossier), essais)


def mesurer_genere(regles: int, essais: int) -> Demarrage:
    with TemporaryDirectory() as dossier:
        racine = Path(dossier)
        ecrire_corpus(generer_corpus(regles), racine / "corpus")
        ecrire_projet(generer_projets(1, regles)[0], racine / "projet.yaml")
        return _mesurer("corpus généré", regles, racine / "corpus", racine / "projet.yaml", racine, essais)


def _mesurer(nom: str, regles: int, corpus: Path, projet: Path, travail: Path, essais: int) -> Demarrage:
    commande = [sys.executable, str(RACINE / "cli.py"), "check", "--corpus", str(corpus), str(projet)]
    cache = travail / "cache"
    environnement = {
        **os.environ,
        "ELIGIBILITY_CACHE": str(cache),
        "XDG_STATE_HOME": str(travail / "etat"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    froids = []
    for _ in range(max(1, essais // 10)):
        shutil.rmtree(cache, ignore_errors=True)
        froids.append(_chronometrer(commande, environnement))
    nous, socle, nu = [], [], []
    for _ in range(essais):
        nous.append(_chronometrer(commande, environnement))
        socle.append(_chronometrer(SOCLE, environnement))
        nu.append(_chronometrer(NU, environnement))
    return Demarrage(
        nom=nom,
        regles=regles,
        essais=essais,
        sans_cache=median(froids),
        mediane=median(nous),
        socle=median(socle),
        rapport=median(a / b for a, b in zip(nous, socle, strict=True)),
        rapport_nu=median(a / b for a, b in zip(nous, nu, strict=True)),
    )


def _chronometrer(commande: Sequence[str], environnement: Mapping[str, str]) -> float:
    """Wall time of ``commande``. Raises CommandeError when it ends otherwise than with a verdict."""
    debut = perf_counter()
    fini = subprocess.run(commande, capture_output=True, text=True, cwd=RACINE, env=environnement, check=False)
    duree = perf_counter() - debut
    if fini.returncode not in _VERDICTS or "Traceback" in fini.stderr:
        raise CommandeError(f"code {fini.returncode} : {' '.join(commande)}\n{fini.stdout}{fini.stderr}")
    return duree
