"""zen-engine: one decision table of hit policy « collect », a row for each rule.

A leaf at the top of a rule is a cell under its field, in the unary form the table is made for; ``une_de`` and
``aucune`` blocks share one last column without a field, whose cells are whole expressions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import zen

from bench.pairs.pair import OPTIONNELS, ecrire, imbrique
from eligibility.corpus.model import Rule
from eligibility.language.conditions import Bounds, Condition, Leaf, Operator, Toutes
from eligibility.language.facts import Facts

GROUPES = "groupes"
_COMPARE = {Operator.AU_MOINS: ">=", Operator.AU_PLUS: "<=", Operator.AVANT: "<", Operator.APRES: ">"}


class Zen:
    nom = "zen-engine (table)"

    def __init__(self, rules: Sequence[Rule]) -> None:
        lignes = [_ligne(rule.si) for rule in rules]
        colonnes = dict.fromkeys(colonne for ligne in lignes for colonne in ligne if colonne != GROUPES)
        self._decision = zen.ZenEngine().create_decision(json.dumps(_graphe(lignes, list(colonnes))))
        self._ids = [rule.id for rule in rules]

    def preparer(self, facts: Facts) -> dict[str, object]:
        return imbrique(facts)

    def verifier(self, prepare: dict[str, object]) -> frozenset[str]:
        ids = self._ids
        return frozenset([ids[trouve["r"]] for trouve in self._decision.evaluate(prepare)["result"]])


def _graphe(lignes: list[dict[str, str]], colonnes: list[str]) -> dict[str, object]:
    entrees = [{"id": colonne, "name": colonne, "field": colonne, "type": "expression"} for colonne in colonnes]
    entrees.append({"id": GROUPES, "name": GROUPES, "type": "expression"})
    vide = {entree["id"]: "" for entree in entrees}
    table = {
        "hitPolicy": "collect",
        "inputs": entrees,
        "outputs": [{"id": "r", "name": "r", "field": "r", "type": "expression"}],
        "rules": [{"_id": str(rang), **vide, **ligne, "r": str(rang)} for rang, ligne in enumerate(lignes)],
    }
    place = {"x": 0, "y": 0}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "entree", "name": "entree", "type": "inputNode", "position": place},
            {"id": "table", "name": "table", "type": "decisionTableNode", "position": place, "content": table},
            {"id": "sortie", "name": "sortie", "type": "outputNode", "position": place},
        ],
        "edges": [
            {"id": "a", "sourceId": "entree", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "sortie", "type": "edge"},
        ],
    }


def _ligne(condition: Condition) -> dict[str, str]:
    """The cells of a rule by column."""
    cellules: dict[str, str] = {}
    groupes: list[str] = []
    for bloc in condition.conditions if isinstance(condition, Toutes) else (condition,):
        trouvees = dict(_cellules(bloc)) if isinstance(bloc, Leaf) else {}
        if trouvees and not trouvees.keys() & cellules.keys():
            cellules |= trouvees
        else:
            groupes.append(ecrire(bloc, _feuille, " and ", " or "))
    if groupes:
        cellules[GROUPES] = " and ".join(groupes)
    return cellules


def _cellules(leaf: Leaf) -> Iterator[tuple[str, str]]:
    valeur = leaf.valeur
    match leaf.operateur, valeur:
        case ((Operator.RECOUPE | Operator.INCLUS_DANS), Bounds(bas, haut)):
            cotes = ("max", "min") if leaf.operateur is Operator.RECOUPE else ("min", "max")
            if bas is not None:
                yield f"{leaf.champ}.{cotes[0]}", f">= {bas}"
            if haut is not None:
                yield f"{leaf.champ}.{cotes[1]}", f"<= {haut}"
        case Operator.VAUT, _:
            yield leaf.champ, _litteral(valeur)
        case Operator.PARMI, tuple():
            yield leaf.champ, ", ".join(map(_litteral, valeur))
        case _ if leaf.operateur in _COMPARE:
            yield leaf.champ, f"{_COMPARE[leaf.operateur]} {valeur}"
        case _:
            yield leaf.champ, _test(leaf, "$", True)


def _feuille(leaf: Leaf, vrai: bool) -> str:
    test = _test(leaf, leaf.champ, vrai)
    return f"({leaf.champ} != null and {test})" if leaf.champ in OPTIONNELS else test


def _test(leaf: Leaf, acces: str, vrai: bool) -> str:
    valeur = leaf.valeur
    match leaf.operateur, valeur:
        case Operator.VAUT, _:
            return f"{acces} {'==' if vrai else '!='} {_litteral(valeur)}"
        case Operator.PARMI, _:
            return f"{acces} {'in' if vrai else 'not in'} {_litteral(valeur)}"
        case Operator.RENSEIGNE, _:
            return f"{acces} != null" if vrai else "false"
        case Operator.NE_CONTIENT_AUCUN, _:
            return f"{'none' if vrai else 'some'}({acces}, # in {_litteral(valeur)})"
        case Operator.CONTIENT_UN_DE, _:
            return f"{'some' if vrai else 'none'}({acces}, # in {_litteral(valeur)})"
        case Operator.CONTIENT, _:
            positif = f"contains({acces}, {_litteral(valeur)})"
        case Operator.CONTIENT_TOUS, tuple():
            positif = " and ".join(f"contains({acces}, {_litteral(une)})" for une in valeur)
        case ((Operator.RECOUPE | Operator.INCLUS_DANS), Bounds(bas, haut)):
            cotes = ("max", "min") if leaf.operateur is Operator.RECOUPE else ("min", "max")
            termes = [f"{acces}.{cotes[0]} >= {bas}"] if bas is not None else []
            termes += [f"{acces}.{cotes[1]} <= {haut}"] if haut is not None else []
            positif = " and ".join(termes) or "true"
        case _:
            positif = f"{acces} {_COMPARE[leaf.operateur]} {valeur}"
    return f"({positif})" if vrai else f"not ({positif})"


def _litteral(valeur: object) -> str:
    match valeur:
        case tuple():
            return f"[{', '.join(map(_litteral, valeur))}]"
        case bool():
            return "true" if valeur else "false"
        case str():
            return f"'{valeur}'"
    return str(valeur)
