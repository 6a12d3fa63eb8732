"""Rules that say the same as another: a copy that was to be changed."""

from __future__ import annotations

from typing import Final

from eligibility.corpus.declarations import RegleDeclaree
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Rule
from eligibility.language.conditions import Condition, Leaf
from eligibility.workshop.analyses.contexte import Contexte

CODES: Final = frozenset({"V606"})


def examiner(contexte: Contexte) -> None:
    """Report each rule that another one makes useless: same conditions, same conclusion, some days in common."""
    dites: dict[object, list[tuple[Fiche[RegleDeclaree], Rule]]] = {}
    for fiche, rule in sorted(contexte.regles, key=lambda one: (one[1].fichier, one[1].ligne)):
        semblables = dites.setdefault(_dit(rule), [])
        premiere = next((autre for autre in semblables if _ensemble(autre[1], rule)), None)
        if premiere is not None:
            fiche.signale("V606", "id", id=rule.id, autre=premiere[1].id, lieu=premiere[0].lieu("id"))
        semblables.append((fiche, rule))


def _dit(rule: Rule) -> object:
    """What the rule says, whatever the order of its conditions; its title and its sources are no part of it."""
    alors = rule.alors
    return _forme(rule.si), alors.genre, alors.cible, frozenset(alors.ouvre), frozenset(alors.ferme), rule.lecture


def _forme(condition: Condition) -> tuple[object, ...]:
    if isinstance(condition, Leaf):
        return condition.champ, condition.operateur, condition.valeur
    return type(condition), *sorted(map(_forme, condition.conditions), key=repr)


def _ensemble(one: Rule, other: Rule) -> bool:
    """Whether both hold some day. ISO dates compare as texts."""
    return (one.du or "") <= (other.au or "9999") and (other.du or "") <= (one.au or "9999")
