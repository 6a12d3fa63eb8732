"""Rules that no case shows: neither named by what it expects, nor fired by its project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.engine.index import Index
from eligibility.engine.reference import ReferenceEngine
from eligibility.workshop.analyses.contexte import Contexte
from eligibility.workshop.cas.lecture import Cas

CODES: Final = frozenset({"V640"})


def examiner(contexte: Contexte) -> None:
    if not contexte.cas:
        return
    nommees = {ident for cas in contexte.cas for ident in _nommees(cas)}
    tirees: set[str] = set()
    restantes = {rule.id for _, rule in contexte.regles} - nommees
    if restantes:
        moteur = ReferenceEngine(contexte.corpus, Index.build(contexte.corpus.regles))
        for cas in contexte.cas:
            resolution = moteur.evaluate_all(cas.projet.facts, cas.jour, cas.lectures)
            tirees.update(rule.id for rule in resolution.regles(resolution.vraies))
    vues: set[str] = set()
    for fiche, rule in contexte.regles:
        if rule.id in restantes - tirees - vues:
            vues.add(rule.id)
            fiche.signale("V640", "id", id=rule.id)


def _nommees(cas: Cas) -> Iterator[str]:
    attendu = cas.attendu
    yield from (*attendu.vraies, *attendu.fausses, *attendu.indeterminees)
    yield from (raison.regle for raison in attendu.raisons)
