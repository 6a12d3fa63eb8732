"""cedarpy: one ``permit`` policy a rule, in a ``PolicySet`` parsed once; its reasons are the rules that fire."""

from __future__ import annotations

from collections.abc import Sequence

import cedarpy

from bench.pairs.pair import OPTIONNELS, ecrire, imbrique
from eligibility.corpus.model import Rule
from eligibility.language.conditions import Bounds, Leaf, Operator
from eligibility.language.facts import Facts

_COMPARE = {Operator.AU_MOINS: ">=", Operator.AU_PLUS: "<=", Operator.AVANT: "<", Operator.APRES: ">"}


class Cedar:
    nom = "cedarpy (PolicySet)"

    def __init__(self, rules: Sequence[Rule]) -> None:
        politiques = (
            f"permit(principal, action, resource) when {{ {ecrire(rule.si, _feuille, ' && ', ' || ')} }};"
            for rule in rules
        )
        self._politiques = cedarpy.PolicySet.from_str("\n".join(politiques))
        # The parser numbers policies in the order of the text.
        self._ids = {f"policy{rang}": rule.id for rang, rule in enumerate(rules)}

    def preparer(self, facts: Facts) -> dict[str, object]:
        return {"principal": 'P::"p"', "action": 'Action::"a"', "resource": 'R::"r"', "context": imbrique(facts)}

    def verifier(self, prepare: dict[str, object]) -> frozenset[str]:
        reponse = cedarpy.is_authorized(prepare, self._politiques, [])
        ids = self._ids
        return frozenset([ids[raison] for raison in reponse.diagnostics.reasons])


def _feuille(leaf: Leaf, vrai: bool) -> str:
    acces = f"context.{leaf.champ}"
    if leaf.champ not in OPTIONNELS:
        return _test(leaf, acces, vrai)
    parent, _, nom = acces.rpartition(".")
    return f"({parent} has {nom} && {_test(leaf, acces, vrai)})"


def _test(leaf: Leaf, acces: str, vrai: bool) -> str:
    valeur = leaf.valeur
    match leaf.operateur, valeur:
        case Operator.VAUT, bool():
            return acces if valeur is vrai else f"!{acces}"
        case Operator.VAUT, _:
            return f"{acces} {'==' if vrai else '!='} {_litteral(valeur)}"
        case Operator.RENSEIGNE, _:
            return "true" if vrai else "false"
        case Operator.NE_CONTIENT_AUCUN, _:
            positif = f"{acces}.containsAny({_litteral(valeur)})"
            return f"!{positif}" if vrai else positif
        case Operator.PARMI, _:
            positif = f"{_litteral(valeur)}.contains({acces})"
        case Operator.CONTIENT, _:
            positif = f"{acces}.contains({_litteral(valeur)})"
        case Operator.CONTIENT_UN_DE, _:
            positif = f"{acces}.containsAny({_litteral(valeur)})"
        case Operator.CONTIENT_TOUS, _:
            positif = f"{acces}.containsAll({_litteral(valeur)})"
        case ((Operator.RECOUPE | Operator.INCLUS_DANS), Bounds(bas, haut)):
            cotes = ("max", "min") if leaf.operateur is Operator.RECOUPE else ("min", "max")
            termes = [f"{acces}.{cotes[0]} >= {bas}"] if bas is not None else []
            termes += [f"{acces}.{cotes[1]} <= {haut}"] if haut is not None else []
            positif = f"({' && '.join(termes) or 'true'})"
        case _:
            positif = f"{acces} {_COMPARE[leaf.operateur]} {valeur}"
    return positif if vrai else f"!({positif})"


def _litteral(valeur: object) -> str:
    if isinstance(valeur, tuple):
        return f"[{', '.join(map(_litteral, valeur))}]"
    return f'"{valeur}"' if isinstance(valeur, str) else str(valeur)
