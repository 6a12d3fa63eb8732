"""Cases as mutants try them: what each decided of every rule, under every reading that its assertions depend on."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.derivation import Strates
from eligibility.engine.protocol import Lectures
from eligibility.engine.reference import ReferenceEngine, Resolution
from eligibility.language.evaluate import Truth
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.comparaison import VERITES, version

Cle = tuple[tuple[str, str], ...]
"""Readings, as a key."""


class Epreuve(Struct, frozen=True):
    """A case with its resolutions: the first under its own readings, then, when it speaks of interpretations, one
    under each other option of one of them. ``nommees``: the rules it names, by rank, with the truth it expects."""

    cas: Cas
    resolutions: dict[Cle, Resolution]
    nommees: dict[int, Truth]

    @property
    def principale(self) -> Resolution:
        return next(iter(self.resolutions.values()))


def eprouver(cas: Cas, corpus: Corpus, strates: Strates) -> Epreuve:
    moteur = ReferenceEngine(corpus, None, strates)
    choisies = strates.lectures(cas.lectures)
    toutes = [choisies]
    if cas.attendu.interpretations is not None:
        toutes += [
            {**choisies, ident: option.id}
            for ident in sorted(strates.plan.lectures)
            for option in corpus.interpretations[ident].options
            if option.id != choisies[ident]
        ]
    resolutions = {cle(lectures): moteur.evaluate_all(cas.projet.facts, cas.jour, lectures) for lectures in toutes}
    principale = resolutions[cle(choisies)]
    nommees = {}
    for nom, verite in VERITES:
        for ident in getattr(cas.attendu, nom):
            rang = version(ident, principale)
            if rang is not None:
                nommees[rang] = verite
    return Epreuve(cas, resolutions, nommees)


def cle(lectures: Lectures) -> Cle:
    return tuple(sorted(lectures.items()))


def active(rule: Rule, jour: date, lectures: Lectures) -> bool:
    """Whether the rule is in force that day, under these readings."""
    return en_vigueur(rule, jour) and (rule.lecture is None or lectures.get(rule.lecture[0]) == rule.lecture[1])


def en_vigueur(rule: Rule, jour: date) -> bool:
    """Whether the rule is in force that day, under some reading."""
    texte = jour.isoformat()
    return (rule.du is None or rule.du <= texte) and (rule.au is None or texte <= rule.au)
