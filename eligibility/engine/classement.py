"""Filing rules for the index: their top-level conjuncts that are plain leaves, and their guards, as tests by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from eligibility.corpus.model import Rule
from eligibility.engine.colonnes import Casier, Rangs, Sorte, Test
from eligibility.engine.derivation import JOUR, champ_lecture
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, UneDe

T = TypeVar("T")


class Classement(Struct, frozen=True):
    """``testees``: by field, the rules with a test there; ``residuelles``: those of which a part is not filed."""

    casiers: dict[str, Casier]
    testees: dict[str, list[int]]
    residuelles: list[int]


def classer(rules: Sequence[Rule]) -> Classement:
    """File every rule, under its rank."""
    classement = Classement({}, {}, [])
    for rang, rule in enumerate(rules):
        trouves: dict[tuple[str, Test], None] = dict.fromkeys(_gardes(rule))
        entier = True
        for conjoint in conjoints(rule.si):
            exacts = tests(*conjoint) if conjoint else None
            if conjoint is None or exacts is None:
                entier = False
            else:
                trouves.update(dict.fromkeys((conjoint[0].champ, test) for test in exacts))
        if not entier:
            classement.residuelles.append(rang)
        niveaux: dict[str, int] = {}
        for champ, test in trouves:
            niveau = niveaux.setdefault(champ, 0)
            _classer(classement.casiers.setdefault(champ, Casier()), test, rang, niveau)
            niveaux[champ] += test[0] is Sorte.UN_DE
        for champ in niveaux:
            classement.testees.setdefault(champ, []).append(rang)
    return classement


def _classer(casier: Casier, test: Test, rang: int, niveau: int) -> None:
    """File ``test`` of the rule ``rang``; ``niveau``: how many « one of » it filed there before."""
    sorte, operande = test
    if isinstance(operande, tuple):
        if sorte is Sorte.UN_DE and niveau == len(casier.exiges):
            casier.exiges.append({})
        table = casier.exiges[niveau] if sorte is Sorte.UN_DE else casier.interdits
        for valeur in operande:
            _ajouter(table, valeur, rang)
    elif sorte <= Sorte.HAUT_MAX:
        _ajouter(casier.seuils[sorte], operande, rang)
    elif sorte is Sorte.SAUF:
        _ajouter(casier.sauf, operande, rang)
    elif sorte is Sorte.JAMAIS and isinstance(casier.jamais, list):
        casier.jamais.append(rang)


def _ajouter(table: dict[T, Rangs], cle: T, rang: int) -> None:
    rangs = table.setdefault(cle, [])
    if isinstance(rangs, list) and rangs[-1:] != [rang]:
        rangs.append(rang)


def conjoints(condition: Condition, positif: bool = True) -> Iterator[tuple[Leaf, bool] | None]:
    """The plain conjuncts of a condition, with their polarity; None for each part that is no plain leaf."""
    if isinstance(condition, Leaf):
        yield condition, positif
        return
    enfant_positif = positif != isinstance(condition, Aucune)
    conjonction = isinstance(condition, UneDe) is not positif
    if conjonction or len(condition.conditions) == 1:
        for enfant in condition.conditions:
            yield from conjoints(enfant, enfant_positif)
    else:
        yield None


def tests(leaf: Leaf, positif: bool) -> list[Test] | None:
    """The column tests that together are exactly this leaf (or its negation), None when it is not a conjunction."""
    valeur = leaf.valeur
    if valeur == ():
        return None
    match leaf.operateur:
        case Operator.VAUT:
            if isinstance(valeur, int) and not isinstance(valeur, bool):
                return [(Sorte.MIN, valeur), (Sorte.MAX, valeur)] if positif else [(Sorte.SAUF, valeur)]
            return [(Sorte.UN_DE if positif else Sorte.AUCUN, (cle(valeur),))]
        case Operator.CONTIENT:
            return [(Sorte.UN_DE if positif else Sorte.AUCUN, (cle(valeur),))]
        case Operator.PARMI | Operator.CONTIENT_UN_DE:
            return [(Sorte.UN_DE if positif else Sorte.AUCUN, _liste(valeur))]
        case Operator.NE_CONTIENT_AUCUN:
            return [(Sorte.AUCUN if positif else Sorte.UN_DE, _liste(valeur))]
        case Operator.CONTIENT_TOUS:
            return [(Sorte.UN_DE, (une,)) for une in _liste(valeur)] if positif else None
        case Operator.AU_MOINS | Operator.APRES:
            seuil = _nombre(valeur) + (leaf.operateur is Operator.APRES)
            return [(Sorte.MIN, seuil)] if positif else [(Sorte.MAX, seuil - 1)]
        case Operator.AU_PLUS | Operator.AVANT:
            seuil = _nombre(valeur) - (leaf.operateur is Operator.AVANT)
            return [(Sorte.MAX, seuil)] if positif else [(Sorte.MIN, seuil + 1)]
        case Operator.RECOUPE | Operator.INCLUS_DANS:
            return _tests_intervalle(leaf, positif)
        case Operator.RENSEIGNE:
            return [(Sorte.PRESENT if positif else Sorte.JAMAIS, 0)]


def _tests_intervalle(leaf: Leaf, positif: bool) -> list[Test] | None:
    bornes = leaf.valeur
    if not isinstance(bornes, Bounds):
        raise TypeError(f"operand {bornes!r} is not an interval")
    recoupe = leaf.operateur is Operator.RECOUPE
    trouves: list[Test] = []
    if bornes.low is not None:
        if positif:
            trouves.append((Sorte.HAUT_MIN if recoupe else Sorte.BAS_MIN, bornes.low))
        else:
            trouves.append((Sorte.HAUT_MAX if recoupe else Sorte.BAS_MAX, bornes.low - 1))
    if bornes.high is not None:
        if positif:
            trouves.append((Sorte.BAS_MAX if recoupe else Sorte.HAUT_MAX, bornes.high))
        else:
            trouves.append((Sorte.BAS_MIN if recoupe else Sorte.HAUT_MIN, bornes.high + 1))
    if not trouves:
        return [(Sorte.PRESENT if positif else Sorte.JAMAIS, 0)]
    return trouves if positif or len(trouves) == 1 else None


def cle(valeur: object) -> str:
    return valeur if isinstance(valeur, str) else "oui" if valeur else "non"


def _liste(valeur: object) -> tuple[str, ...]:
    if not isinstance(valeur, tuple):
        raise TypeError(f"operand {valeur!r} is not a list of values")
    return valeur


def _nombre(valeur: object) -> int:
    if not isinstance(valeur, int):
        raise TypeError(f"operand {valeur!r} is not an integer")
    return valeur


def _gardes(rule: Rule) -> Iterator[tuple[str, Test]]:
    if rule.du is not None:
        yield JOUR, (Sorte.MIN, date.fromisoformat(rule.du).toordinal())
    if rule.au is not None:
        yield JOUR, (Sorte.MAX, date.fromisoformat(rule.au).toordinal())
    if rule.lecture is not None:
        yield champ_lecture(rule.lecture[0]), (Sorte.UN_DE, (rule.lecture[1],))
