"""The two engines together: durable-rules decides, the reference explains, and they must agree."""

from __future__ import annotations

from datetime import date

from eligibility.corpus.model import Corpus
from eligibility.engine.derivation import Plan, Strates
from eligibility.engine.durable import DurableEngine, disponible
from eligibility.engine.index import Index
from eligibility.engine.masques import bits
from eligibility.engine.proprietes import Codes
from eligibility.engine.protocol import Conclusion, EngineError, Lectures
from eligibility.engine.reference import ReferenceEngine, Resolution
from eligibility.language.facts import Facts


class Decideur:
    """Decides projects of one corpus.

    ``index``, ``plan`` and ``codes``: the corpus's, when they are at hand (a cache keeps them); else they are built.
    ``exhaustif``: no index, every rule is given to both engines. ``sans_durable``: the reference alone, as where
    durable-rules cannot be imported.
    """

    def __init__(
        self,
        corpus: Corpus,
        *,
        index: Index | None = None,
        plan: Plan | None = None,
        codes: Codes | None = None,
        exhaustif: bool = False,
        sans_durable: bool = False,
    ) -> None:
        self.indisponible = disponible()
        """Why durable-rules does not take part, or None."""
        self.strates = Strates(corpus, plan)
        self.index = None if exhaustif else index or Index.build(corpus.regles)
        if self.index is not None and self.index.taille != len(corpus.regles):
            raise EngineError("l'index n'est pas celui de ce corpus")
        self.reference = ReferenceEngine(corpus, self.index, self.strates)
        self.durable: DurableEngine | None = None
        if not sans_durable and self.indisponible is None:
            self.durable = DurableEngine(corpus, self.index, self.strates, codes)

    @property
    def nom(self) -> str:
        return self.durable.nom if self.durable else self.reference.nom

    def conclusions(self, facts: Facts, jour: date, lectures: Lectures) -> frozenset[Conclusion]:
        return self.decide(facts, jour, lectures).conclusions

    def decide(self, facts: Facts, jour: date, lectures: Lectures | None = None) -> Resolution:
        """``lectures``: readings other than the default ones.

        Raises EngineError when an engine fails, or when the two disagree on a rule.
        """
        choisies = self.strates.lectures(lectures)
        if self.index is None:
            lecture = None
            resolution = self.reference.evaluate_all(facts, jour, choisies)
        else:
            lecture = self.index.lire(facts, jour, choisies)
            resolution = self.reference.avec_index(facts, jour, choisies, lecture)
        if self.durable is not None:
            self._comparer(resolution, self.durable.vraies(facts, jour, choisies, lecture))
            resolution.moteur = self.durable.nom
        return resolution

    def proches(self, resolution: Resolution) -> int:
        """Rules, as bits, that another value of one field alone may make true; more than those, never less."""
        return -1 if self.index is None else self.index.near(resolution.facts)

    def _comparer(self, resolution: Resolution, tirees: int) -> None:
        ecart = resolution.vraies ^ tirees
        if ecart:
            rang = bits(ecart)[0]
            rule = self.strates.regles[rang]
            sens = "la déclenche, la référence non" if tirees >> rang & 1 else "ne la déclenche pas, la référence oui"
            raise EngineError(
                f"désaccord des moteurs sur la règle « {rule.id} » ({rule.fichier}:{rule.ligne}) : durable-rules {sens}"
            )

    def fermer(self) -> None:
        """Free what durable-rules holds."""
        if self.durable is not None:
            self.durable.fermer()
