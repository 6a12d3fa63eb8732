"""Conditions in terms of projects alone: what rules conclude is replaced by what these rules ask, on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.derivation import CHAMPS_DERIVES, conclus
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, Toutes, UneDe, leaves
from eligibility.workshop.mutation.epreuves import en_vigueur

_UN = timedelta(1)


class Depliage:
    def __init__(self, corpus: Corpus) -> None:
        axes = {item.id: item.axe for item in corpus.items.values()}
        self._auteurs: dict[tuple[str, str], list[Rule]] = {}
        for rule in corpus.regles:
            for conclusion in conclus(rule, axes):
                self._auteurs.setdefault(conclusion, []).append(rule)
        self._bords = sorted({bord for rule in corpus.regles for bord in _bords(rule)})

    def jours(self, rule: Rule) -> Iterator[date]:
        """While the rule is in force, one day of each stretch over which the same rules are."""
        debut = date.fromisoformat(rule.du) if rule.du is not None else date.min
        yield debut
        yield from (bord for bord in self._bords if bord > debut and en_vigueur(rule, bord))

    def deplier(self, si: Condition, jour: date, lecture: tuple[str, str] | None) -> Condition:
        """The condition of a rule that holds that day, under ``lecture`` when it is one's own.

        Its truth is that of ``si`` for every project, once the leaves on conclusions that are left stand for what
        rules that hold under other readings conclude: whatever is so of all the values of these leaves is so of ``si``.
        """
        if isinstance(si, Leaf):
            return self._feuille(si, jour, lecture) if _conclue(si) else si
        enfants = tuple(self.deplier(enfant, jour, lecture) for enfant in si.conditions)
        return Aucune(enfants) if isinstance(si, Aucune) else _plat(type(si), enfants)

    def _feuille(self, leaf: Leaf, jour: date, lecture: tuple[str, str] | None) -> Condition:
        valeurs = leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,)
        conclusions = [self._conclusion(leaf.champ, str(valeur), jour, lecture) for valeur in valeurs]
        match leaf.operateur:
            case Operator.NE_CONTIENT_AUCUN:
                return Aucune(tuple(conclusions))
            case Operator.CONTIENT_TOUS:
                return _plat(Toutes, conclusions)
        return _plat(UneDe, conclusions)

    def _conclusion(self, champ: str, valeur: str, jour: date, lecture: tuple[str, str] | None) -> Condition:
        """What makes the conclusion: any of the conditions of the rules that have it."""
        toujours: list[Condition] = []
        selon: list[Condition] = []
        for rule in self._auteurs.get((champ, valeur), ()):
            if not en_vigueur(rule, jour):
                continue
            if rule.lecture is None or rule.lecture == lecture:
                toujours.append(self.deplier(rule.si, jour, lecture))
            elif lecture is None or rule.lecture[0] != lecture[0]:
                selon.append(self.deplier(rule.si, jour, lecture))
        if selon:
            # No more than these rules ask, whatever readings are chosen.
            toujours.append(_plat(Toutes, (_plat(UneDe, selon), Leaf(champ, Operator.CONTIENT, valeur))))
        return _plat(UneDe, toujours)


def _plat(connecteur: type[Toutes] | type[UneDe], conditions: Iterable[Condition]) -> Condition:
    """The connector over ``conditions``, those of the same one told apart, each once."""
    enfants: dict[Condition, None] = {}
    for condition in conditions:
        enfants.update(dict.fromkeys(condition.conditions if isinstance(condition, connecteur) else (condition,)))
    return next(iter(enfants)) if len(enfants) == 1 else connecteur(tuple(enfants))


def conclue(si: Condition) -> bool:
    """Whether the condition tests what rules conclude."""
    return any(map(_conclue, leaves(si)))


def _conclue(leaf: Leaf) -> bool:
    return leaf.champ in CHAMPS_DERIVES and leaf.operateur is not Operator.RENSEIGNE


def _bords(rule: Rule) -> Iterator[date]:
    """The first day in force, and the first one that no longer is."""
    if rule.du is not None:
        yield date.fromisoformat(rule.du)
    if rule.au is not None and rule.au != date.max.isoformat():
        yield date.fromisoformat(rule.au) + _UN
