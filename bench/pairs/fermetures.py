"""Plain Python: each rule compiled once to nested closures, every rule tried on every project.

The simplest thing that works, and the peer to beat first: on small corpora it wins over every engine here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.semantique import feuille
from eligibility.corpus.model import Rule
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, UneDe
from eligibility.language.facts import Facts, Members

Fermeture = Callable[[Facts], bool]


class Fermetures:
    nom = "fermetures Python"

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [(rule.id, compiler(rule.si, True)) for rule in rules]

    def preparer(self, facts: Facts) -> Facts:
        return facts

    def verifier(self, prepare: Facts) -> frozenset[str]:
        return frozenset([nom for nom, tient in self._rules if tient(prepare)])


def compiler(condition: Condition, vrai: bool) -> Fermeture:
    """A function of the facts: is ``condition`` known true (or known false)?"""
    if isinstance(condition, Leaf):
        return _feuille(condition, vrai)
    negatif = isinstance(condition, Aucune)
    enfants = [compiler(enfant, vrai is not negatif) for enfant in condition.conditions]
    if len(enfants) == 1:
        return enfants[0]
    return _toutes(enfants) if isinstance(condition, UneDe) is not vrai else _une_de(enfants)


def _toutes(enfants: list[Fermeture]) -> Fermeture:
    def tient(facts: Facts) -> bool:
        for enfant in enfants:  # noqa: SIM110 (a generator here would cost more than the tests)
            if not enfant(facts):
                return False
        return True

    return tient


def _une_de(enfants: list[Fermeture]) -> Fermeture:
    def tient(facts: Facts) -> bool:
        for enfant in enfants:  # noqa: SIM110
            if enfant(facts):
                return True
        return False

    return tient


def _feuille(leaf: Leaf, vrai: bool) -> Fermeture:
    """The commonest leaves have closures of their own, the others go through the oracle's reading."""
    champ, valeur = leaf.champ, leaf.valeur
    match leaf.operateur, valeur:
        case Operator.VAUT, _:
            return lambda facts: (fait := facts.get(champ)) is not None and (fait == valeur) is vrai
        case Operator.PARMI, tuple():
            liste = frozenset(valeur)
            return lambda facts: (fait := facts.get(champ)) is not None and (fait in liste) is vrai
        case ((Operator.CONTIENT | Operator.CONTIENT_UN_DE | Operator.NE_CONTIENT_AUCUN), _):
            voulus = frozenset(valeur if isinstance(valeur, tuple) else (str(valeur),))
            disjoint = vrai is (leaf.operateur is Operator.NE_CONTIENT_AUCUN)
            return lambda facts: (
                isinstance(fait := facts.get(champ), Members) and voulus.isdisjoint(fait.known) is disjoint
            )
        case ((Operator.AU_MOINS | Operator.APRES), int()):
            seuil = valeur + (leaf.operateur is Operator.APRES)
            return lambda facts: isinstance(fait := facts.get(champ), int) and (fait >= seuil) is vrai
        case ((Operator.AU_PLUS | Operator.AVANT), int()):
            plafond = valeur - (leaf.operateur is Operator.AVANT)
            return lambda facts: isinstance(fait := facts.get(champ), int) and (fait <= plafond) is vrai
        case ((Operator.RECOUPE | Operator.INCLUS_DANS), Bounds()):
            return lambda facts: champ in facts and feuille(leaf, facts) is vrai
        case _:
            return lambda facts: champ in facts and feuille(leaf, facts) is vrai
