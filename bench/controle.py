"""Control of a whole corpus: ``validate`` against reading the same files with PyYAML's C loader, which checks nothing.

Both in one process, turn by turn; the ratio is the median of the ratios turn by turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml

from bench.demarrage import RACINE
from bench.ecriture import ecrire_corpus
from bench.generation import generer_corpus
from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.workshop.validation import valider

CIBLE_CONTROLE = 5.0
DOSSIERS = ("rules", "referentiels", "tests/cas")


@dataclass(frozen=True, slots=True)
class Controle:
    """One corpus; ``lecture`` and ``validation`` in seconds, ``octets`` of its YAML files."""

    nom: str
    regles: int
    octets: int
    tours: int
    lecture: float
    validation: float
    rapport: float


class ConstatError(Exception):
    """The corpus measured is faulty: finding that out is other work than controlling a sound one."""


def controler_livre(tours: int) -> Controle:
    return _controler("corpus livré", RACINE, tours)


def controler_genere(regles: int, tours: int) -> Controle:
    with TemporaryDirectory() as dossier:
        racine = Path(dossier) / "corpus"
        ecrire_corpus(generer_corpus(regles), racine)
        return _controler("corpus généré", racine, tours)


def _controler(nom: str, racine: Path, tours: int) -> Controle:
    fichiers = sorted(path for dossier in DOSSIERS for path in (racine / dossier).rglob("*.yaml"))
    corpus = _sain(racine)
    lectures, validations = [], []
    for _ in range(tours):
        lectures.append(_chronometrer(lambda: _lire(fichiers)))
        validations.append(_chronometrer(lambda: valider([racine], None)))
    return Controle(
        nom=nom,
        regles=len(corpus.regles),
        octets=sum(path.stat().st_size for path in fichiers),
        tours=tours,
        lecture=median(lectures),
        validation=median(validations),
        rapport=median(a / b for a, b in zip(validations, lectures, strict=True)),
    )


def _sain(racine: Path) -> Corpus:
    corpus, constats = load_corpus(racine)
    if corpus is None:
        raise ConstatError(f"{constats[0].fichier} : {constats[0].code} {constats[0].message}")
    return corpus


def _lire(fichiers: list[Path]) -> None:
    for path in fichiers:
        with path.open("rb") as flux:
            yaml.load(flux, yaml.CSafeLoader)


def _chronometrer(faire: Callable[[], object]) -> float:
    debut = perf_counter()
    faire()
    return perf_counter() - debut
