"""A case under a mutant: what it had decided is taken up from the rule that changed, and from there only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from eligibility.check import interpretations
from eligibility.corpus.model import Corpus, Genre
from eligibility.engine.derivation import Strates
from eligibility.engine.masques import bits
from eligibility.engine.protocol import Lectures
from eligibility.engine.reference import Resolution
from eligibility.explication import missing
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import Facts
from eligibility.lecture import Lecture
from eligibility.verdict import (
    APreciser,
    CofinancementVerdict,
    ConclusionFinale,
    ContributionVerdict,
    CoordinationVerdict,
    InstrumentVerdict,
    InterpretationVerdict,
    ItemVerdict,
    MesureVerdict,
)
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.comparaison import Comparaison, Section
from eligibility.workshop.mutation.epreuves import Epreuve, active, cle
from eligibility.workshop.mutation.mutants import Mutant, installer

_EXPLIQUEES: Final = frozenset({Section.RAISONS, Section.A_PRECISER})

_DEPENDENT: Final[Mapping[Genre, frozenset[Section]]] = {
    Genre.ITEM: frozenset({Section.CONCLUSION, Section.ITEMS, Section.INSTRUMENTS, Section.COFINANCEMENTS}),
    Genre.MESURE: frozenset({Section.MESURES}),
    Genre.CONTRIBUTION: frozenset({Section.CONCLUSION, Section.CONTRIBUTIONS}),
    Genre.COORDINATION: frozenset({Section.COORDINATIONS}),
    Genre.INSTRUMENT: frozenset({Section.CONCLUSION, Section.INSTRUMENTS, Section.COFINANCEMENTS}),
    Genre.COFINANCEMENT: frozenset({Section.COFINANCEMENTS}),
}
"""The sections of a verdict that rules of each kind have a say in."""


class Rejeu:
    """A mutant in the place of its rule. Decides again what a case decided, from its resolutions."""

    def __init__(self, mutant: Mutant, origine: Corpus, strates: Strates, dependants: Sequence[int]) -> None:
        """``dependants``: the rules that test what the rule concludes, directly or not."""
        self.mutant = mutant
        self._origine = origine
        self._strates = strates
        self._dependants = dependants

    @cached_property
    def corpus(self) -> Corpus:
        corpus = installer(self._origine, self.mutant)
        assert corpus is not None, "a mutant that makes a loop is none"
        return corpus

    @cached_property
    def strates(self) -> Strates:
        rule, avant = self.mutant.rule, self._origine.regles[self.mutant.rang]
        niveaux = [entry.niveau for entry in self.corpus.regles] == [entry.niveau for entry in self._origine.regles]
        garde = niveaux and rule.alors == avant.alors and rule.lecture == avant.lecture
        # What else a plan says (which rules feed others) serves only engines that are not used here.
        return Strates(self.corpus, self._strates.plan if garde else None)

    def differe(self, epreuve: Epreuve) -> bool:
        """Whether some assertion of the case fails."""
        decideur = _Rejoue(self, epreuve)
        base = epreuve.principale
        resolution = decideur.decide(base.projet, base.jour, base.lectures)
        actives = base.actives ^ resolution.actives
        changees = actives | base.vraies ^ resolution.vraies | base.inconnues ^ resolution.inconnues
        if not actives and any(
            changees >> rang & 1 and resolution.verite(rang) is not verite for rang, verite in epreuve.nommees.items()
        ):
            return True
        sections = self._sections(changees)
        if actives:
            # Which version of a rule is meant may have changed.
            sections |= {Section.REGLES}
        if epreuve.cas.attendu.interpretations is not None:
            sections |= {Section.INTERPRETATIONS}
        reponse = _Reponse(epreuve.cas, self.corpus, resolution, decideur)
        return any(True for _ in Comparaison(epreuve.cas, self.corpus, reponse, resolution).ecarts(sections))

    def _sections(self, changees: int) -> frozenset[Section]:
        """What can differ once the truths of these rules have; explanations can whatever they are."""
        regles = self._origine.regles
        genres = {regles[rang].alors.genre for rang in bits(changees)}
        if self.mutant.partie == "alors":
            genres.add(regles[self.mutant.rang].alors.genre)
        return _EXPLIQUEES.union(*(_DEPENDENT[genre] for genre in genres))

    def rejouer(self, base: Resolution) -> Resolution:
        """The resolution once the mutant has its say."""
        rang, rule = self.mutant.rang, self.mutant.rule
        bit = 1 << rang
        actives = base.actives & ~bit
        vraies, inconnues = base.vraies & ~bit, base.inconnues & ~bit
        if active(rule, base.jour, base.lectures):
            actives |= bit
            verite = truth(rule.si, base.facts)
            if verite is Truth.VRAI:
                vraies |= bit
            elif verite is Truth.INCONNU:
                inconnues |= bit
        resolution = Resolution(
            base.jour, base.lectures, base.projet, base.moteur, self.strates, actives, vraies, inconnues
        )
        dependants = [rang for rang in self._dependants if actives >> rang & 1]
        if not dependants:
            return resolution
        regles = self.corpus.regles
        facts: Facts = {**base.projet, **self.strates.derives(vraies, inconnues)}
        for niveau in sorted({regles[rang].niveau for rang in dependants}):
            avant = vraies, inconnues
            for rang in dependants:
                if regles[rang].niveau == niveau:
                    verite = truth(regles[rang].si, facts)
                    vraies = vraies & ~(1 << rang) | (verite is Truth.VRAI) << rang
                    inconnues = inconnues & ~(1 << rang) | (verite is Truth.INCONNU) << rang
            if (vraies, inconnues) != avant:
                facts = {**base.projet, **self.strates.derives(vraies, inconnues)}
        return Resolution(base.jour, base.lectures, base.projet, base.moteur, self.strates, actives, vraies, inconnues)


class _Rejoue:
    """One case under a mutant, as ``check.interpretations`` asks for it."""

    def __init__(self, essai: Rejeu, epreuve: Epreuve) -> None:
        self._essai = essai
        self._epreuve = epreuve
        self.strates = essai.strates

    def decide(self, facts: Facts, jour: date, lectures: Lectures) -> Resolution:  # noqa: ARG002 - the case's own
        return self._essai.rejouer(self._epreuve.resolutions[cle(lectures)])


class _Reponse:
    """The sections of a verdict, each made when it is asked for."""

    def __init__(self, cas: Cas, corpus: Corpus, resolution: Resolution, decideur: _Rejoue) -> None:
        self._cas = cas
        self._corpus = corpus
        self._resolution = resolution
        self._decideur = decideur

    @cached_property
    def _lecture(self) -> Lecture:
        return Lecture(self._cas.projet, self._corpus, self._resolution)

    @property
    def conclusion(self) -> ConclusionFinale:
        return self._lecture.conclusion

    @cached_property
    def items(self) -> tuple[ItemVerdict, ...]:
        return self._lecture.items()

    @cached_property
    def mesures(self) -> tuple[MesureVerdict, ...]:
        return self._lecture.mesures()

    @cached_property
    def instruments(self) -> tuple[InstrumentVerdict, ...]:
        return self._lecture.instruments

    @cached_property
    def cofinancement(self) -> tuple[CofinancementVerdict, ...]:
        return self._lecture.cofinancement()

    @cached_property
    def contributions(self) -> tuple[ContributionVerdict, ...]:
        return self._lecture.contributions()

    @cached_property
    def coordinations(self) -> tuple[CoordinationVerdict, ...]:
        return self._lecture.coordinations()

    @cached_property
    def a_preciser(self) -> tuple[APreciser, ...]:
        """Of the fields asked for, those that the case expects: enough open rules are read to find them all."""
        champs = self._corpus.vocabulaire.champs
        resolution = self._resolution
        voulus = set(self._cas.attendu.a_preciser)
        trouves: set[str] = set()
        ouvertes = []
        for rang in bits(resolution.inconnues):
            alors = resolution.regle(rang).alors
            if alors.genre is Genre.INSTRUMENT or self._lecture.truth(alors.genre, alors.cible) is Truth.INCONNU:
                ouvertes.append(rang)
                for leaf in resolution.issue(rang).unknown:
                    deduit = champs[leaf.champ].deduit_de
                    trouves.add(deduit.champ if deduit else leaf.champ)
                if voulus <= trouves:
                    break
        else:
            # Some are asked for only through what other rules conclude.
            trouves = set(missing(ouvertes, resolution, self._corpus))
        return tuple(APreciser(champ, (), (), False) for champ in sorted(voulus & trouves))

    @cached_property
    def interpretations(self) -> tuple[InterpretationVerdict, ...]:
        return interpretations(self._lecture, self._resolution.jour, self._resolution.lectures, self._decideur)
