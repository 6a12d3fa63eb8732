"""The three-valued reference: every rule read by the evaluator, stratum by stratum, up to the fixpoint.

It is simple on purpose. It says what an answer should be, explains it leaf by leaf, and answers alone where
durable-rules cannot be imported. With an index it does not read the rules that the index refutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.derivation import Derives, Strates
from eligibility.engine.index import Index, Lecture
from eligibility.engine.masques import bits
from eligibility.engine.protocol import Conclusion, Lectures
from eligibility.language.evaluate import Outcome, Truth, evaluate, truth
from eligibility.language.facts import Facts


class Resolution(Struct, dict=True):
    """What is decided of every active rule, for one project, day and set of readings.

    Rules are named by their rank in the corpus; sets of rules are bits. ``actives``: in force that day, under the
    readings chosen; of them, ``vraies`` are known to fire and ``inconnues`` are left open by missing data.
    ``moteur``: which engine answered.
    """

    jour: date
    lectures: Lectures
    projet: Facts
    moteur: str
    strates: Strates
    actives: int
    vraies: int
    inconnues: int
    _issues: dict[int, Outcome] = field(default_factory=dict)

    @cached_property
    def facts(self) -> Facts:
        """The project's facts, with the derived sets (items, axes, mesures…): ``known`` concluded, ``maybe`` open."""
        return {**self.projet, **self.strates.derives(self.vraies, self.inconnues)}

    @property
    def fausses(self) -> int:
        """Active rules known not to fire."""
        return self.actives & ~self.vraies & ~self.inconnues

    @property
    def conclusions(self) -> frozenset[Conclusion]:
        return frozenset([self.strates.conclusion(rang) for rang in bits(self.vraies)])

    def regle(self, rang: int) -> Rule:
        return self.strates.regles[rang]

    def regles(self, masque: int) -> Iterator[Rule]:
        """The rules of a set, in the order of the corpus."""
        return (self.strates.regles[rang] for rang in bits(masque))

    def verite(self, rang: int) -> Truth:
        """FAUX too for a rule that is not active."""
        if self.vraies >> rang & 1:
            return Truth.VRAI
        return Truth.INCONNU if self.inconnues >> rang & 1 else Truth.FAUX

    def issue(self, rang: int) -> Outcome:
        """The rule's condition, evaluated with its decisive and unknown leaves, whether it is active or not."""
        trouvee = self._issues.get(rang)
        if trouvee is None:
            trouvee = self._issues[rang] = evaluate(self.strates.regles[rang].si, self.facts)
        return trouvee


class ReferenceEngine:
    """``index`` None: every active rule is read."""

    nom = "référence"

    def __init__(self, corpus: Corpus, index: Index | None = None, strates: Strates | None = None) -> None:
        self.strates = strates or Strates(corpus)
        self.index = index
        self._periodes: list[tuple[int, int]] | None = None

    def conclusions(self, facts: Facts, jour: date, lectures: Lectures) -> frozenset[Conclusion]:
        return self.evaluate_all(facts, jour, lectures).conclusions

    def evaluate_all(self, facts: Facts, jour: date, lectures: Lectures | None = None) -> Resolution:
        """``lectures``: readings other than the default ones."""
        choisies = self.strates.lectures(lectures)
        if self.index is None:
            return self._sans_index(facts, jour, choisies)
        return self.avec_index(facts, jour, choisies, self.index.lire(facts, jour, choisies))

    def _sans_index(self, facts: Facts, jour: date, lectures: Lectures) -> Resolution:
        actives = vraies = inconnues = 0
        derives = Derives(self.strates, facts)
        for strate in self.strates.masques:
            derives.poser()
            ici_vraies = ici_inconnues = 0
            for rang in bits(strate):
                if not self._active(rang, jour.toordinal(), lectures):
                    continue
                actives |= 1 << rang
                verdict = truth(self.strates.regles[rang].si, derives.facts)
                if verdict is Truth.VRAI:
                    ici_vraies |= 1 << rang
                elif verdict is Truth.INCONNU:
                    ici_inconnues |= 1 << rang
            derives.conclure(ici_vraies, ici_inconnues)
            vraies |= ici_vraies
            inconnues |= ici_inconnues
        return Resolution(jour, lectures, facts, self.nom, self.strates, actives, vraies, inconnues)

    def _active(self, rang: int, jour: int, lectures: Lectures) -> bool:
        if self._periodes is None:
            self._periodes = [_periode(rule) for rule in self.strates.regles]
        du, au = self._periodes[rang]
        lecture = self.strates.regles[rang].lecture
        return du <= jour <= au and (lecture is None or lectures.get(lecture[0]) == lecture[1])

    def avec_index(self, facts: Facts, jour: date, lectures: Lectures, lecture: Lecture) -> Resolution:
        """The same answer from what the index reads of the project: only rules of which it has not filed every part
        are evaluated, unless it refutes them."""
        regles = self.strates.regles
        vraies = inconnues = 0
        derives = Derives(self.strates, facts)
        for strate in self.strates.masques:
            derives.poser()
            douteuses, fausses = lecture.refutees(derives.facts, strate)
            possibles = strate & lecture.actives & ~fausses
            entieres = possibles & ~lecture.residuelles
            ouvertes = entieres & douteuses
            ici = entieres & ~douteuses
            for rang in bits(possibles & lecture.residuelles):
                verdict = truth(regles[rang].si, derives.facts)
                if verdict is Truth.VRAI:
                    ici |= 1 << rang
                elif verdict is Truth.INCONNU:
                    ouvertes |= 1 << rang
            derives.conclure(ici, ouvertes)
            vraies |= ici
            inconnues |= ouvertes
        return Resolution(jour, lectures, facts, self.nom, self.strates, lecture.actives, vraies, inconnues)


def _periode(rule: Rule) -> tuple[int, int]:
    """First and last day of a rule, as ordinals."""
    du = date.fromisoformat(rule.du).toordinal() if rule.du else 0
    au = date.fromisoformat(rule.au).toordinal() if rule.au else date.max.toordinal()
    return du, au
