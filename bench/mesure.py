"""Latency of one check, engines interleaved: for each project, every engine in turn, in an order drawn each time.

The complete verdict, which no peer gives, is measured apart: its many decisions would empty the others' caches.

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
    """One engine at one size, in seconds. ``premier``: median of the checks that met each project first, before
    anything specific to it was compiled or cached; ``mediane``: of all later ones."""

    construction: float
    premier: float
    mediane: float


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
        temps = [_tour(moteurs, prepares, attendues, hasard) for _ in range(tours)]
    finally:
        gc.enable()
        gc.unfreeze()
    return {
        moteur.nom: Resultat(
            constructions[rang],
            median(premiers[rang]),
            median(duree for tour in temps for duree in tour[rang]),
        )
        for rang, moteur in enumerate(moteurs)
    }


def _tour(
    moteurs: Sequence[Pair],
    prepares: Sequence[Sequence[Any]],
    attendues: Sequence[frozenset[str]],
    hasard: Random,
) -> list[list[float]]:
    """Each engine's durations, one a project. Every answer is compared, outside the measure."""
    durees: list[list[float]] = [[] for _ in moteurs]
    for numero, attendue in enumerate(attendues):
        for rang in hasard.sample(range(len(moteurs)), len(moteurs)):
            moteur, prepare = moteurs[rang], prepares[rang][numero]
            debut = perf_counter()
            trouvee = moteur.verifier(prepare)
            durees[rang].append(perf_counter() - debut)
            voulue = attendue & moteur.portee if isinstance(moteur, VerdictComplet) else attendue
            if trouvee != voulue:
                raise EcartError(f"{moteur.nom}, projet {numero} : {sorted(trouvee ^ voulue)[:5]}")
    return durees
