"""The main job: what the corpus answers to one project at one date.

The engine settles which rules fire; ``lecture`` reads its three-valued outcome as a verdict. Neither names an axis,
item, actor or scheme: those are data. Here the outcome is put beside others: under another reading of an ambiguous
passage, and after one change that an officer could make. Each is decided, none is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from eligibility.corpus.model import Corpus
from eligibility.engine.derivation import Strates
from eligibility.engine.pair import Decideur
from eligibility.engine.protocol import Lectures
from eligibility.engine.reference import Resolution
from eligibility.explication import alternatives
from eligibility.language.evaluate import Truth
from eligibility.language.facts import Facts
from eligibility.language.projet import Projet
from eligibility.lecture import Lecture
from eligibility.verdict import (
    FORMAT,
    ConclusionFinale,
    CorpusRef,
    InterpretationVerdict,
    Presque,
    Proche,
    ProjetRef,
    Verdict,
)


def check(
    projet: Projet,
    corpus: Corpus,
    jour: date,
    decideur: Decideur,
    *,
    lectures: Mapping[str, str] | None = None,
    complet: bool = False,
) -> Verdict:
    """The verdict on ``projet`` at ``jour``.

    ``lectures``: readings of ambiguous passages other than the default ones. ``complet``: with the items that do not
    match, and the leaves that failed. Raises EngineError when the two engines disagree.
    """
    lectures = decideur.strates.lectures(lectures)
    lecture = Lecture(projet, corpus, decideur.decide(projet.facts, jour, lectures), complet=complet)
    return Verdict(
        format=FORMAT,
        projet=ProjetRef(projet.intitule, projet.fichier, projet.empreinte),
        date=jour.isoformat(),
        corpus=CorpusRef(corpus.version, corpus.empreinte),
        moteur=decideur.nom,
        conclusion=lecture.conclusion,
        hors_periode=lecture.hors_periode,
        axes=lecture.axes(),
        items=lecture.items(),
        mesures=lecture.mesures(),
        instruments=lecture.instruments,
        cofinancement=lecture.cofinancement(),
        cofinancement_possible=lecture.cofinancement_possible(),
        contributions=lecture.contributions(),
        coordinations=lecture.coordinations(),
        a_preciser=lecture.a_preciser(),
        presque=_presque(lecture, jour, lectures, decideur),
        proches=_proches(lecture, decideur),
        interpretations=interpretations(lecture, jour, lectures, decideur),
    )


class Resolveur(Protocol):
    """What decides a project again under other readings."""

    @property
    def strates(self) -> Strates: ...
    def decide(self, facts: Facts, jour: date, lectures: Lectures) -> Resolution: ...


def interpretations(
    lecture: Lecture, jour: date, lectures: Mapping[str, str], decideur: Resolveur
) -> tuple[InterpretationVerdict, ...]:
    """Each other reading that rules depend on, with what would change under it alone."""
    corpus = lecture.corpus
    mine = lecture.signature()
    found = []
    for identifier, rangs in sorted(decideur.strates.plan.lectures.items()):
        entry = corpus.interpretations[identifier]
        # When every rule of every reading is false, which of them are read can change nothing.
        moot = all(lecture.resolution.issue(rang).truth is Truth.FAUX for rang in rangs)
        for option in entry.options:
            if option.id == lectures[identifier]:
                continue
            other = lecture
            if not moot:
                chosen = {**lectures, identifier: option.id}
                other = Lecture(lecture.projet, corpus, decideur.decide(lecture.projet.facts, jour, chosen))
            theirs = mine if moot else other.signature()
            changes = tuple(section for section in mine if mine[section] != theirs[section])
            found.append(
                InterpretationVerdict(
                    interpretation=entry.id,
                    question=entry.question,
                    option=option.id,
                    libelle=option.libelle,
                    change_le_verdict=bool(changes),
                    conclusion=other.conclusion,
                    changements=changes,
                    cofinancement=other.cofinancement() if "cofinancement" in changes else (),
                )
            )
    return tuple(found)


def _presque(lecture: Lecture, jour: date, lectures: Mapping[str, str], decideur: Decideur) -> tuple[Presque, ...]:
    """What one change of one field an officer can act on would better: tried, not guessed."""
    if lecture.conclusion in (ConclusionFinale.CONTRACTUALISABLE, ConclusionFinale.INDETERMINE):
        return ()
    rank = list(ConclusionFinale)
    matched = lecture.matched()
    found = []
    resolution = lecture.resolution
    proches = decideur.proches(resolution)
    for champ, value, actual, proposed in alternatives(resolution, proches, lecture.projet, lecture.corpus):
        facts = {**lecture.projet.facts, champ: value}
        other = Lecture(lecture.projet, lecture.corpus, decideur.decide(facts, jour, lectures))
        if rank.index(other.conclusion) < rank.index(lecture.conclusion):
            gained = tuple(item for item in other.matched() if item not in matched)
            found.append(Presque(champ, actual, proposed, other.conclusion, gained))
    return tuple(sorted(found, key=lambda entry: (rank.index(entry.conclusion), entry.champ, str(entry.propose))))


def _proches(lecture: Lecture, decideur: Decideur) -> tuple[Proche, ...]:
    """The nearest items, when the project reaches none."""
    if lecture.axes():
        return ()
    # Here, so that other answers do not wait for it.
    from eligibility.proximite import proches

    resolution = lecture.resolution
    return proches(resolution, decideur.proches(resolution), lecture.projet, lecture.corpus)
