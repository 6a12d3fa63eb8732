"""Our own engines behind the same face as the peers. They start from typed facts: flattening them is in the measure."""

from __future__ import annotations

from datetime import date

from bench.champs import INTITULE
from eligibility.check import check
from eligibility.corpus.model import Corpus, Genre
from eligibility.documents.located import Span
from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.reference import ReferenceEngine
from eligibility.language.facts import Facts
from eligibility.language.projet import Projet

JOUR = date(2026, 1, 1)


class Reference:
    nom = "notre référence, avec index"

    def __init__(self, corpus: Corpus) -> None:
        self._moteur = ReferenceEngine(corpus, Index.build(corpus.regles))

    def preparer(self, facts: Facts) -> Facts:
        return facts

    def verifier(self, prepare: Facts) -> frozenset[str]:
        return frozenset([conclusion.regle for conclusion in self._moteur.conclusions(prepare, JOUR, {})])


class Durable:
    nom = "notre moteur durable-rules seul"

    def __init__(self, corpus: Corpus) -> None:
        self._moteur = DurableEngine(corpus, Index.build(corpus.regles))

    def preparer(self, facts: Facts) -> Facts:
        return facts

    def verifier(self, prepare: Facts) -> frozenset[str]:
        return frozenset([conclusion.regle for conclusion in self._moteur.conclusions(prepare, JOUR, {})])


class Decision:
    """What the tool does for every project: both engines run, and are compared."""

    nom = "décision par nos deux moteurs comparés"

    def __init__(self, corpus: Corpus) -> None:
        self._decideur = Decideur(corpus)

    def preparer(self, facts: Facts) -> Facts:
        return facts

    def verifier(self, prepare: Facts) -> frozenset[str]:
        resolution = self._decideur.decide(prepare, JOUR)
        return frozenset([rule.cle for rule in resolution.regles(resolution.vraies)])


class VerdictComplet:
    """All of ``check``: the decision, then statuses, justifications line by line, what is missing, what is near."""

    nom = "verdict complet et expliqué"

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._decideur = Decideur(corpus)
        self.portee = frozenset(rule.id for rule in corpus.regles if rule.alors.genre is Genre.ITEM)

    def preparer(self, facts: Facts) -> Projet:
        intitule = str(facts[INTITULE.id])
        positions = dict.fromkeys(facts, Span(1, 1, 1, 1))
        return Projet(intitule, "projet.yaml", "sha256:0", dict(facts), positions, None, None, {})

    def verifier(self, prepare: Projet) -> frozenset[str]:
        verdict = check(prepare, self._corpus, JOUR, self._decideur)
        return frozenset([regle for item in verdict.items if item.statut == "correspond" for regle in item.regles])
