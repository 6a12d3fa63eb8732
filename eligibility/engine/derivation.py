"""What concluded rules add to a project, and in which order rules can be decided.

``Plan`` is what deciding must know of every rule without reading any of them: it is kept in the cache, so that a
command decodes only the rules a project concerns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.masques import bits, masque
from eligibility.engine.protocol import Conclusion, Lectures
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, leaves
from eligibility.language.facts import Facts, FactValue, Members

AXES: Final = "axes"
CHAMPS_DERIVES: Final = (*(genre.champ for genre in Genre), AXES)

JOUR: Final = "#jour"
"""Key of the date among the facts that guards read, as an ordinal. No field id holds a « # »."""

VIDE: Final = Members(frozenset())


def champ_lecture(interpretation: str) -> str:
    """Key of an interpretation's reading among the facts that guards read."""
    return f"#lecture:{interpretation}"


def gardes(jour: date, lectures: Lectures) -> dict[str, FactValue]:
    """The date and the readings, as facts."""
    facts: dict[str, FactValue] = {JOUR: jour.toordinal()}
    for interpretation, option in lectures.items():
        facts[champ_lecture(interpretation)] = option
    return facts


def conclus(rule: Rule, axes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(derived field, value) for each thing a rule adds. An instrument counts only where an axis is opened.

    ``axes``: axis of each item.
    """
    genre, cible = rule.alors.genre, rule.alors.cible
    if genre is Genre.INSTRUMENT and not rule.alors.ouvre:
        return
    yield genre.champ, cible
    if genre is Genre.ITEM and cible in axes:
        yield AXES, axes[cible]


class Plan(Struct, frozen=True, array_like=True):
    """Rules by rank in the corpus. Sets of rules are hexadecimal masks."""

    strates: tuple[str, ...]
    """The rules of each stratum, lowest first."""
    cibles: dict[str, dict[str, list[int]]]
    """By genre then target: the rules that conclude it."""
    lectures: dict[str, list[int]]
    """By interpretation: the rules that hold under one of its readings."""
    nourrices: str
    """Rules whose conclusions some rule tests."""
    a_nier: str
    """Rules that conclude something whose absence a later rule tests."""

    @staticmethod
    def build(corpus: Corpus) -> Plan:
        axes = {item.id: item.axe for item in corpus.items.values()}
        strates: dict[int, list[int]] = {}
        cibles: dict[str, dict[str, list[int]]] = {}
        lectures: dict[str, list[int]] = {}
        auteurs: dict[tuple[str, str], list[int]] = {}
        testes: set[str] = set()
        for rang, rule in enumerate(corpus.regles):
            strates.setdefault(rule.niveau, []).append(rang)
            cibles.setdefault(rule.alors.genre.value, {}).setdefault(rule.alors.cible, []).append(rang)
            if rule.lecture:
                lectures.setdefault(rule.lecture[0], []).append(rang)
            for paire in conclus(rule, axes):
                auteurs.setdefault(paire, []).append(rang)
            testes.update(leaf.champ for leaf in leaves(rule.si) if leaf.champ in CHAMPS_DERIVES)
        nourrices = {rang for (champ, _), rangs in auteurs.items() if champ in testes for rang in rangs}
        taille = len(corpus.regles)
        return Plan(
            strates=tuple(f"{masque(strates[niveau], taille):x}" for niveau in sorted(strates)),
            cibles=cibles,
            lectures=lectures,
            nourrices=f"{masque(nourrices, taille):x}",
            a_nier=f"{masque(_a_nier(corpus, auteurs), taille):x}",
        )


def _a_nier(corpus: Corpus, auteurs: Mapping[tuple[str, str], list[int]]) -> set[int]:
    a_voir = {absence for rule in corpus.regles if rule.niveau for absence in absences(rule.si)}
    trouvees: set[int] = set()
    vues = set(a_voir)
    while a_voir:
        for rang in auteurs.get(a_voir.pop(), ()):
            if rang not in trouvees:
                trouvees.add(rang)
                nouvelles = set(absences(corpus.regles[rang].si, positif=False)) - vues
                vues |= nouvelles
                a_voir |= nouvelles
    return trouvees


def absences(condition: Condition, positif: bool = True) -> Iterator[tuple[str, str]]:
    """(derived field, value) of which the known absence can make ``condition`` true; false, when not ``positif``."""
    if not isinstance(condition, Leaf):
        for enfant in condition.conditions:
            yield from absences(enfant, positif != isinstance(condition, Aucune))
    elif condition.champ in CHAMPS_DERIVES and positif is (condition.operateur is Operator.NE_CONTIENT_AUCUN):
        valeurs = condition.valeur if isinstance(condition.valeur, tuple) else (condition.valeur,)
        for valeur in valeurs:
            yield condition.champ, str(valeur)


class Strates:
    """The rules of a corpus by stratum. ``plan``: the corpus's, when it is at hand; else it is built."""

    def __init__(self, corpus: Corpus, plan: Plan | None = None) -> None:
        self.plan = plan or Plan.build(corpus)
        self.regles = corpus.regles
        self._axes = {item.id: item.axe for item in corpus.items.values()}
        self._defauts = {interpretation.id: interpretation.defaut for interpretation in corpus.interpretations.values()}
        self.masques = tuple(int(strate, 16) for strate in self.plan.strates)
        """The rules of each stratum, lowest first, as bits."""
        self.nourrices = int(self.plan.nourrices, 16)
        self.a_nier = int(self.plan.a_nier, 16)

    def lectures(self, choisies: Lectures | None) -> dict[str, str]:
        """Every interpretation with its reading: the one chosen, else the default one."""
        return {**self._defauts, **(choisies or {})}

    def conclus(self, rang: int) -> Iterator[tuple[str, str]]:
        """(derived field, value) for each thing the rule adds."""
        return conclus(self.regles[rang], self._axes)

    def conclusion(self, rang: int) -> Conclusion:
        rule = self.regles[rang]
        return Conclusion(rule.alors.genre.value, rule.alors.cible, rule.cle)

    def derives(self, vraies: int, inconnues: int) -> dict[str, FactValue]:
        """The derived sets that rules known to fire, and rules that may or may not, fill."""
        certains: dict[str, set[str]] = {champ: set() for champ in CHAMPS_DERIVES}
        possibles: dict[str, set[str]] = {champ: set() for champ in CHAMPS_DERIVES}
        for ensembles, rangs in ((certains, vraies), (possibles, inconnues)):
            for rang in bits(rangs):
                for champ, valeur in self.conclus(rang):
                    ensembles[champ].add(valeur)
        return {
            champ: Members(frozenset(connus), frozenset(possibles[champ] - connus))
            for champ, connus in certains.items()
        }


class Derives:
    """The derived sets under construction, over a project's own facts. Only what some rule tests is put in them."""

    def __init__(self, strates: Strates, facts: Facts, ajouts: Mapping[str, FactValue] | None = None) -> None:
        """``ajouts``: facts that are not the project's (see ``gardes``)."""
        self._strates = strates
        self._connus: dict[str, set[str]] = {}
        self._possibles: dict[str, set[str]] = {}
        self._touches: set[str] = set()
        self.facts: dict[str, FactValue] = {**facts, **_VIDES, **(ajouts or {})}
        """The project's facts with the derived sets as of the last ``poser``."""

    def conclure(self, vraies: int, inconnues: int) -> None:
        """Rules, as bits, that fire; that may or may not. Each is told once."""
        for ensembles, rangs in ((self._connus, vraies), (self._possibles, inconnues)):
            for rang in bits(rangs & self._strates.nourrices):
                for champ, valeur in self._strates.conclus(rang):
                    ensembles.setdefault(champ, set()).add(valeur)
                    self._touches.add(champ)

    def poser(self) -> None:
        """Put the derived sets in ``facts``."""
        for champ in self._touches:
            connus = frozenset(self._connus.get(champ, ()))
            self.facts[champ] = Members(connus, frozenset(self._possibles.get(champ, ())) - connus)
        self._touches.clear()


_VIDES: Final[Mapping[str, FactValue]] = dict.fromkeys(CHAMPS_DERIVES, VIDE)
