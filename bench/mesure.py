"""Latency of one check, in two regimes of one run.

*Warm*: each engine in turn answers all the projects, the order of the engines being drawn for each round: what a
process that checks many projects sees. *Interleaved*: for each project, every engine in turn: what is left of an
engine's data in the processor's caches is what seven others did not push out. The complete verdict, which no peer
gives, is measured apart.

Nothing is timed before every engine's match set has been found equal to the oracle's on every project measured.
Only ratios taken in one run mean something; microseconds are given to set the scale.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from bench.generation import ProfilObtenu, generer_corpus, generer_projets
from bench.nous import Decision, Durable, Reference, VerdictComplet
from bench.pairs.cedar import Cedar
from bench.pairs.durable_host import DurableRetrait, DurableSession
from bench.pairs.fermetures import Fermetures
from bench.pairs.pair import Pair
from bench.pairs.zen_table import Zen
from bench.semantique import correspondances
from eligibility.corpus.model import Corpus
from eligibility.language.facts import Facts

GRAINE_PROJETS = 11_23

# The names under which results are read.
DECISION, DURABLE, REFERENCE, VERDICT = Decision.nom, Durable.nom, Reference.nom, VerdictComplet.nom
HOST, HOST_RETRAIT, ZEN, CEDAR = DurableSession.nom, DurableRetrait.nom, Zen.nom, Cedar.nom
FERMETURES = Fermetures.nom

MOTEURS: tuple[Callable[[Corpus], Pair], ...] = (
    Decision,
    Durable,
    Reference,
    lambda corpus: DurableSession(corpus.regles),
    lambda corpus: DurableRetrait(corpus.regles),
    lambda corpus: Zen(corpus.regles),
    lambda corpus: Cedar(corpus.regles),
    lambda corpus: Fermetures(corpus.regles),
)

CIBLES: dict[str, dict[int, float]] = {HOST: {50: 4, 500: 8, 5000: 30}, ZEN: {50: 4, 500: 8, 5000: 50}}
"""How many times faster than each peer the decision must be, by number of rules."""


class EcartError(Exception):
    """An engine's answer is not the oracle's: no figure would mean anything."""


@dataclass(frozen=True, slots=True)
class Resultat:
    """One engine at one size, in seconds, medians. ``premier``: of the checks that met each project first, before
    anything specific to it was compiled or cached; ``mediane``: of later ones, warm; ``entrelace``: interleaved."""

    construction: float
    premier: float
    mediane: float
    entrelace: float


@dataclass(frozen=True, slots=True)
class Mesure:
    regles: int
    projets: int
    tours: int
    profil: ProfilObtenu
    resultats: dict[str, Resultat]

    def rapport(self, pair: str, nous: str = DECISION) -> float:
        """How many times slower than ``nous`` the engine ``pair`` is."""
        return self.resultats[pair].mediane / self.resultats[nous].mediane

    def rapport_entrelace(self, pair: str) -> float:
        return self.resultats[pair].entrelace / self.resultats[DECISION].entrelace

    def manquees(self) -> list[tuple[str, float, float]]:
        """(peer, ratio, target) of each target missed."""
        vises = [(pair, cibles[self.regles]) for pair, cibles in CIBLES.items() if self.regles in cibles]
        return [(pair, obtenu, vise) for pair, vise in vises if (obtenu := self.rapport(pair)) < vise]


def mesurer(regles: int, nombre: int, tours: int) -> Mesure:
    """Raises EcartError when an engine disagrees with the oracle."""
    corpus = generer_corpus(regles)
    projets = generer_projets(nombre, GRAINE_PROJETS)
    attendues = correspondances(corpus.regles, projets)
    resultats = _manche(MOTEURS, corpus, projets, attendues, tours)
    resultats |= _manche((VerdictComplet,), corpus, projets, attendues, 1)
    return Mesure(regles, nombre, tours, ProfilObtenu.de(corpus.regles, attendues), resultats)


def _manche(
    fabriques: Sequence[Callable[[Corpus], Pair]],
    corpus: Corpus,
    projets: Sequence[Facts],
    attendues: Sequence[frozenset[str]],
    tours: int,
) -> dict[str, Resultat]:
    moteurs: list[Pair] = []
    constructions = []
    for fabrique in fabriques:
        debut = perf_counter()
        moteurs.append(fabrique(corpus))
        constructions.append(perf_counter() - debut)
    prepares = [[moteur.preparer(facts) for facts in projets] for moteur in moteurs]
    hasard = Random(tours)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        premiers = _tour(moteurs, prepares, attendues, hasard)
        chauds = [_tour(moteurs, prepares, attendues, hasard) for _ in range(tours)]
        meles = [_tour_entrelace(moteurs, prepares, attendues, hasard) for _ in range(max(1, tours // 2))]
    finally:
        gc.enable()
        gc.unfreeze()
    return {
        moteur.nom: Resultat(
            constructions[rang],
            median(premiers[rang]),
            median(duree for tour in chauds for duree in tour[rang]),
            median(duree for tour in meles for duree in tour[rang]),
        )
        for rang, moteur in enumerate(moteurs)
    }


def _tour(
    moteurs: Sequence[Pair],
    prepares: Sequence[Sequence[Any]],
    attendues: Sequence[frozenset[str]],
    hasard: Random,
) -> list[list[float]]:
    """Each engine's durations, one a project, engine after engine."""
    durees: list[list[float]] = [[] for _ in moteurs]
    for rang in hasard.sample(range(len(moteurs)), len(moteurs)):
        for numero, attendue in enumerate(attendues):
            durees[rang].append(_chronometrer(moteurs[rang], prepares[rang][numero], numero, attendue))
    return durees


def _tour_entrelace(
    moteurs: Sequence[Pair],
    prepares: Sequence[Sequence[Any]],
    attendues: Sequence[frozenset[str]],
    hasard: Random,
) -> list[list[float]]:
    """The same, project after project."""
    durees: list[list[float]] = [[] for _ in moteurs]
    for numero, attendue in enumerate(attendues):
        for rang in hasard.sample(range(len(moteurs)), len(moteurs)):
            durees[rang].append(_chronometrer(moteurs[rang], prepares[rang][numero], numero, attendue))
    return durees


def _chronometrer(moteur: Pair, prepare: Any, numero: int, attendue: frozenset[str]) -> float:
    """Seconds that the engine takes. Every answer is compared, outside the measure."""
    debut = perf_counter()
    trouvee = moteur.verifier(prepare)
    duree = perf_counter() - debut
    voulue = attendue & moteur.portee if isinstance(moteur, VerdictComplet) else attendue
    if trouvee != voulue:
        raise EcartError(f"{moteur.nom}, projet {numero} : {sorted(trouvee ^ voulue)[:5]}")
    return duree
