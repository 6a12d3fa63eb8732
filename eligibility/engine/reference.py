"""The three-valued reference: every rule read by the evaluator, stratum by stratum, up to the fixpoint.

It is simple on purpose. It says what an answer should be, explains it leaf by leaf, and answers alone where
durable-rules cannot be imported. With an index it does not read the rules that the index refutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.derivation import Derives, Strates
from eligibility.engine.index import Index, Lecture, bits
from eligibility.engine.protocol import Conclusion, Lectures
from eligibility.language.evaluate import Outcome, Truth, evaluate, truth
from eligibility.language.facts import Facts


class Resolution(Struct):
    """What is decided of every active rule, for one project, day and set of readings.

    ``facts``: the project's, with the derived sets (items, axes, mesures, …: ``known`` concluded, ``maybe``
    undetermined). ``moteur``: which engine answered. Rules are given in the order of the corpus.
    """

    jour: date
    lectures: Lectures
    facts: Facts
    moteur: str
    _strates: Strates
    _actives: int
    masque_vraies: int
    _inconnues: int
    _rangs: dict[str, int] = field(default_factory=dict)
    _issues: dict[int, Outcome] = field(default_factory=dict)

    @property
    def actives(self) -> Iterator[Rule]:
        """Rules in force that day, of the readings chosen."""
        return self._rules(self._actives)

    @property
    def vraies(self) -> Iterator[Rule]:
        """Rules known to fire."""
        return self._rules(self.masque_vraies)

    @property
    def inconnues(self) -> Iterator[Rule]:
        """Active rules that missing data leaves open."""
        return self._rules(self._inconnues)

    @property
    def fausses(self) -> Iterator[Rule]:
        """Active rules known not to fire."""
        return self._rules(self._actives & ~self.masque_vraies & ~self._inconnues)

    @property
    def conclusions(self) -> frozenset[Conclusion]:
        return frozenset(self._strates.conclusion(rang) for rang in bits(self.masque_vraies))

    def est_active(self, rule: Rule) -> bool:
        return bool(self._actives >> self._rang(rule) & 1)

    def verite(self, rule: Rule) -> Truth:
        """FAUX too for a rule that is not active."""
        rang = self._rang(rule)
        if self.masque_vraies >> rang & 1:
            return Truth.VRAI
        return Truth.INCONNU if self._inconnues >> rang & 1 else Truth.FAUX

    def issue(self, rule: Rule) -> Outcome:
        """The rule's condition, evaluated with its decisive and unknown leaves, whether it is active or not."""
        rang = self._rang(rule)
        trouvee = self._issues.get(rang)
        if trouvee is None:
            trouvee = self._issues[rang] = evaluate(rule.si, self.facts)
        return trouvee

    def _rang(self, rule: Rule) -> int:
        if not self._rangs:
            self._rangs.update((regle.cle, rang) for rang, regle in enumerate(self._strates.regles))
        return self._rangs[rule.cle]

    def _rules(self, masque: int) -> Iterator[Rule]:
        regles = self._strates.regles
        return (regles[rang] for rang in bits(masque))


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
        for strate in self.strates.rangs:
            for rang in strate:
                if not self._active(rang, jour.toordinal(), lectures):
                    continue
                actives |= 1 << rang
                verdict = truth(self.strates.regles[rang].si, derives.facts)
                if verdict is Truth.VRAI:
                    vraies |= 1 << rang
                    derives.conclure(rang)
                elif verdict is Truth.INCONNU:
                    inconnues |= 1 << rang
                    derives.reserver(rang)
            derives.poser()
        return Resolution(jour, lectures, derives.facts, self.nom, self.strates, actives, vraies, inconnues)

    def _active(self, rang: int, jour: int, lectures: Lectures) -> bool:
        if self._periodes is None:
            self._periodes = [_periode(rule) for rule in self.strates.regles]
        du, au = self._periodes[rang]
        lecture = self.strates.regles[rang].lecture
        return du <= jour <= au and (lecture is None or lectures.get(lecture[0]) == lecture[1])

    def avec_index(self, facts: Facts, jour: date, lectures: Lectures, lecture: Lecture) -> Resolution:
        """The same answer from what the index reads of the project: rules that it refutes are not evaluated, nor
        are those that it leaves open and has wholly filed."""
        regles = self.strates.regles
        vraies = inconnues = 0
        derives = Derives(self.strates, facts)
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
            douteuses, fausses = lecture.refutees(derives.facts, strate)
            possibles = strate & lecture.actives & ~fausses
            ouvertes = possibles & douteuses & ~lecture.residuelles
            for rang in bits(possibles & ~ouvertes):
                verdict = truth(regles[rang].si, derives.facts)
                if verdict is Truth.VRAI:
                    vraies |= 1 << rang
                    derives.conclure(rang)
                elif verdict is Truth.INCONNU:
                    ouvertes |= 1 << rang
            for rang in bits(ouvertes):
                derives.reserver(rang)
            inconnues |= ouvertes
        derives.poser()
        return Resolution(jour, lectures, derives.facts, self.nom, self.strates, lecture.actives, vraies, inconnues)


def _periode(rule: Rule) -> tuple[int, int]:
    """First and last day of a rule, as ordinals."""
    du = date.fromisoformat(rule.du).toordinal() if rule.du else 0
    au = date.fromisoformat(rule.au).toordinal() if rule.au else date.max.toordinal()
    return du, au
