"""The oracle: « known true » and « known false » of a condition, two booleans written apart from the engines.

Every match set, ours and the peers', is compared with this reading before anything is timed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligibility.corpus.model import Rule
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.facts import Facts, Members


def sait(condition: Condition, facts: Facts, vrai: bool = True) -> bool:
    """Whether ``condition`` is known true (or known false) of ``facts``, whose sets and intervals are complete."""
    if isinstance(condition, Leaf):
        if condition.champ not in facts:
            return False
        return feuille(condition, facts) is vrai
    negatif = isinstance(condition, Aucune)
    enfants = (sait(enfant, facts, vrai is not negatif) for enfant in condition.conditions)
    match condition:
        case Toutes():
            return all(enfants) if vrai else any(enfants)
        case UneDe():
            return any(enfants) if vrai else all(enfants)
        case Aucune():
            return all(enfants) if vrai else any(enfants)


def feuille(leaf: Leaf, facts: Facts) -> bool:
    """Truth of a leaf whose field is given."""
    fait, valeur = facts[leaf.champ], leaf.valeur
    if leaf.operateur is Operator.RENSEIGNE:
        return True
    if isinstance(fait, Members):
        voulus = {valeur} if isinstance(valeur, str) else set(_liste(valeur))
        match leaf.operateur:
            case Operator.CONTIENT_TOUS:
                return voulus <= fait.known
            case Operator.NE_CONTIENT_AUCUN:
                return not voulus & fait.known
            case _:
                return bool(voulus & fait.known)
    if isinstance(fait, Bounds):
        if not isinstance(valeur, Bounds) or fait.low is None or fait.high is None:
            raise TypeError(f"{leaf} is not read here")
        bas = fait.high if leaf.operateur is Operator.RECOUPE else fait.low
        haut = fait.low if leaf.operateur is Operator.RECOUPE else fait.high
        return (valeur.low is None or bas >= valeur.low) and (valeur.high is None or haut <= valeur.high)
    if leaf.operateur is Operator.PARMI:
        return fait in _liste(valeur)
    if leaf.operateur is Operator.VAUT:
        return fait == valeur
    if not isinstance(fait, int) or not isinstance(valeur, int):
        raise TypeError(f"{leaf} does not compare integers")
    match leaf.operateur:
        case Operator.AU_MOINS:
            return fait >= valeur
        case Operator.AU_PLUS:
            return fait <= valeur
        case Operator.AVANT:
            return fait < valeur
        case Operator.APRES:
            return fait > valeur
    raise TypeError(f"{leaf} is not read here")


def _liste(valeur: object) -> tuple[str, ...]:
    if not isinstance(valeur, tuple):
        raise TypeError(f"operand {valeur!r} is not a list of values")
    return valeur


def correspondances(rules: Sequence[Rule], projets: Iterable[Facts]) -> list[frozenset[str]]:
    """For each project, the ids of the rules known to fire, whatever their strata (none tests a conclusion)."""
    return [frozenset(rule.id for rule in rules if sait(rule.si, facts)) for facts in projets]
