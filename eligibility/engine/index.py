"""A sound prefilter: which rules can fire, and which cannot, at a few operations a field.

Each rule is a bit. Its top-level conjuncts that are plain leaves (and its guards: dates, reading) are filed by field;
reading a project is then one look-up per field rather than one comparison per leaf. A conjunct that is no plain leaf
is not filed: such a rule is *residual*, the index alone never says it is true.

For every rule: known to fire ⟹ in ``fireable`` ⟹ in ``possible``; out of ``possible`` ⟹ known not to fire; and for
a rule that is not residual both are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import DecodeError, Raw, Struct, json

from eligibility.corpus.model import Rule
from eligibility.engine.colonnes import Casier, Colonne
from eligibility.engine.derivation import CHAMPS_DERIVES, gardes
from eligibility.engine.masques import masque
from eligibility.engine.protocol import Lectures
from eligibility.language.facts import Facts

LECTURES_MAX = 64
"""Pairs (day, readings) whose rules in force are kept at hand."""


class IndexRange(Struct, array_like=True):
    """An index as it is kept. ``testees``: by field, the rules with a test on it; ``champs``: each a ``Casier``,
    left encoded until a project is read."""

    taille: int
    residuelles: str
    testees: dict[str, str]
    champs: dict[str, Raw]


class Index:
    """The prefilter of a list of rules; bit ``i`` is the rule of rank ``i``. Columns are built when first read."""

    def __init__(self, range_: IndexRange) -> None:
        self._range = range_
        self.taille = range_.taille
        self.toutes = (1 << self.taille) - 1
        self.residuelles = int(range_.residuelles, 16)
        """Rules of which some conjunct is not filed."""
        self._testees = {champ: int(rangs, 16) for champ, rangs in range_.testees.items()}
        self._colonnes: dict[str, Colonne] = {}
        self._actives: dict[tuple[date, tuple[tuple[str, str], ...]], int] = {}
        self.champs = tuple(champ for champ in range_.champs if not champ.startswith("#"))
        """Fields with a column."""
        self.champs_projet = tuple(champ for champ in self.champs if champ not in CHAMPS_DERIVES)
        self.champs_derives = tuple(champ for champ in self.champs if champ in CHAMPS_DERIVES)
        self._gardes = tuple(champ for champ in range_.champs if champ.startswith("#"))

    @staticmethod
    def build(rules: Sequence[Rule]) -> Index:
        # Here: an index is most often taken from the cache.
        from eligibility.engine.classement import classer

        taille = len(rules)
        classement = classer(rules)
        return Index(
            IndexRange(
                taille,
                f"{masque(classement.residuelles, taille):x}",
                {champ: f"{masque(rangs, taille):x}" for champ, rangs in classement.testees.items()},
                {champ: Raw(json.encode(casier.compact(taille))) for champ, casier in classement.casiers.items()},
            )
        )

    def to_data(self) -> IndexRange:
        """What ``from_data`` takes back, once encoded."""
        return self._range

    @staticmethod
    def from_data(encoded: bytes) -> Index:
        """Raises ValueError when ``encoded`` is not JSON of what ``to_data`` gives."""
        try:
            return Index(json.decode(encoded, type=IndexRange))
        except DecodeError as error:
            raise ValueError("not an index") from error

    def _colonne(self, champ: str) -> Colonne:
        colonne = self._colonnes.get(champ)
        if colonne is None:
            casier = json.decode(self._range.champs[champ], type=Casier)
            colonne = self._colonnes[champ] = Colonne(casier, self.taille)
        return colonne

    def testees(self, champ: str) -> int:
        """Rules with a filed conjunct on ``champ``, which has a column."""
        return self._testees[champ]

    def actives(self, jour: date, lectures: Lectures) -> int:
        """Rules in force on ``jour`` under ``lectures``."""
        cle = (jour, tuple(lectures.items()))
        actives = self._actives.get(cle)
        if actives is None:
            if len(self._actives) >= LECTURES_MAX:
                self._actives.clear()
            actives = self._actives[cle] = self.toutes & ~self.refute(gardes(jour, lectures), self._gardes)[0]
        return actives

    def refute(self, facts: Facts, champs: Iterable[str]) -> tuple[int, int]:
        """(rules not known true by these fields, rules known false by them)."""
        douteuses = fausses = 0
        colonnes = self._colonnes
        for champ in champs:
            if champ in facts:
                doute, faux = (colonnes.get(champ) or self._colonne(champ)).lire(facts[champ])
                douteuses |= doute
                fausses |= faux
            else:
                douteuses |= self._testees[champ]
        return douteuses, fausses

    def lire(self, facts: Facts, jour: date, lectures: Lectures) -> Lecture:
        """What the project's own fields and the guards refute; ``lectures`` names the reading of every one."""
        return Lecture(self, self.actives(jour, lectures), self.refute(facts, self.champs_projet))

    def fireable(self, facts: Facts, jour: date, lectures: Lectures) -> int:
        """Active rules of which every filed conjunct is known true."""
        return self.actives(jour, lectures) & ~self.refute(facts, self.champs)[0]

    def possible(self, facts: Facts, jour: date, lectures: Lectures) -> int:
        """Active rules of which no filed conjunct is known false."""
        return self.actives(jour, lectures) & ~self.refute(facts, self.champs)[1]

    def near(self, facts: Facts) -> int:
        """Rules known false by the filed conjuncts of at most one field."""
        une = plusieurs = 0
        for champ in self.champs:
            faux = self.refute(facts, (champ,))[1]
            plusieurs |= une & faux
            une |= faux
        return self.toutes & ~plusieurs


class Lecture:
    """An index's reading of one project, completed stratum by stratum as derived sets become known."""

    __slots__ = ("_index", "_projet", "actives", "residuelles")

    def __init__(self, index: Index, actives: int, projet: tuple[int, int]) -> None:
        self._index = index
        self._projet = projet
        self.actives = actives
        self.residuelles = index.residuelles

    def refutees(self, facts: Facts, strate: int) -> tuple[int, int]:
        """(rules not known true, rules known false) among the rules ``strate``, given derived sets in ``facts``."""
        index = self._index
        champs = [champ for champ in index.champs_derives if index.testees(champ) & strate]
        if not champs:
            return self._projet
        douteuses, fausses = index.refute(facts, champs)
        return self._projet[0] | douteuses, self._projet[1] | fausses
