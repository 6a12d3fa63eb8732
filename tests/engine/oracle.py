"""What any engine must answer, from the definitions alone and in the plainest way; nothing of the engines is imported.

A leaf is read by trying every way of settling what its fact leaves open: decided when they all agree, else unknown.
Connectors are Kleene's. Rules are read one by one, stratum after stratum. True, False, or None for unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, combinations

from msgspec import Struct

from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.language.conditions import Bounds, Condition, Leaf, Toutes, UneDe
from eligibility.language.facts import Facts, Members

DERIVES = ("items", "mesures", "contributions", "instruments", "cofinancements", "coordinations", "axes")
LOIN = 10**40


class Attendu(Struct):
    """``verites``: by ``Rule.cle``, of the active rules only. ``derives``: (concluded, undetermined), by field."""

    verites: dict[str, bool | None]
    derives: dict[str, tuple[set[str], set[str]]]
    conclusions: set[tuple[str, str, str]]


def resoudre(corpus: Corpus, facts: Facts, jour: date, lectures: dict[str, str]) -> Attendu:
    defauts = {identifiant: interpretation.defaut for identifiant, interpretation in corpus.interpretations.items()}
    attendu = Attendu({}, {champ: (set(), set()) for champ in DERIVES}, set())
    for niveau in sorted({rule.niveau for rule in corpus.regles}):
        lus = {**facts, **{champ: Members(frozenset(a), frozenset(b - a)) for champ, (a, b) in attendu.derives.items()}}
        for rule in corpus.regles:
            if rule.niveau == niveau and active(rule, jour, {**defauts, **lectures}):
                verite = attendu.verites[rule.cle] = valeur(rule.si, lus)
                if verite is True:
                    attendu.conclusions.add((rule.alors.genre.value, rule.alors.cible, rule.cle))
                if verite is not False:
                    for champ, conclu in _conclus(rule, corpus):
                        attendu.derives[champ][verite is None].add(conclu)
    return attendu


def active(rule: Rule, jour: date, lectures: dict[str, str]) -> bool:
    texte = jour.isoformat()
    if (rule.du is not None and texte < rule.du) or (rule.au is not None and texte > rule.au):
        return False
    return rule.lecture is None or lectures.get(rule.lecture[0]) == rule.lecture[1]


def _conclus(rule: Rule, corpus: Corpus) -> Iterator[tuple[str, str]]:
    alors = rule.alors
    if alors.genre is not Genre.INSTRUMENT or alors.ouvre:
        yield f"{alors.genre.value}s", alors.cible
    if alors.genre is Genre.ITEM and alors.cible in corpus.items:
        yield "axes", corpus.items[alors.cible].axe


def valeur(condition: Condition, facts: Facts) -> bool | None:
    if isinstance(condition, Leaf):
        return _feuille(condition, facts)
    enfants = [valeur(enfant, facts) for enfant in condition.conditions]
    if isinstance(condition, Toutes):
        return False if False in enfants else None if None in enfants else True
    une = True if True in enfants else None if None in enfants else False
    if isinstance(condition, UneDe) or une is None:
        return une
    return not une


def _feuille(leaf: Leaf, facts: Facts) -> bool | None:
    if leaf.champ not in facts:
        return None
    vues = {_vraie(leaf, fait) for fait in _completions(facts[leaf.champ], leaf.valeur)}
    return vues.pop() if len(vues) == 1 else None


def _completions(fait: object, operande: object) -> Iterator[object]:
    if isinstance(fait, Members):
        ouvertes = sorted(fait.maybe & set(_liste(operande)))
        for choisies in chain.from_iterable(combinations(ouvertes, n) for n in range(len(ouvertes) + 1)):
            yield fait.known | set(choisies)
    elif isinstance(fait, Bounds):
        cites = [fait.low, fait.high]
        if isinstance(operande, Bounds):
            cites += [operande.low, operande.high]
        essais = [-LOIN, LOIN, *(cite + pas for cite in cites if cite is not None for pas in (-1, 0, 1))]
        for bas in essais if fait.low is None else [fait.low]:
            for haut in essais if fait.high is None else [fait.high]:
                if bas <= haut:
                    yield bas, haut
    else:
        yield fait


def _vraie(leaf: Leaf, fait: object) -> bool:
    operande = leaf.valeur
    match leaf.operateur.value:
        case "vaut":
            return fait == operande
        case "parmi":
            return fait in _liste(operande)
        case "contient" | "contient_tous":
            return set(_liste(operande)) <= fait
        case "contient_un_de":
            return any(une in fait for une in _liste(operande))
        case "ne_contient_aucun":
            return not any(une in fait for une in _liste(operande))
        case "au_moins":
            return fait >= operande
        case "au_plus":
            return fait <= operande
        case "avant":
            return fait < operande
        case "apres":
            return fait > operande
        case "recoupe":
            return (operande.high is None or fait[0] <= operande.high) and (
                operande.low is None or fait[1] >= operande.low
            )
        case "inclus_dans":
            return (operande.low is None or fait[0] >= operande.low) and (
                operande.high is None or fait[1] <= operande.high
            )
        case "renseigne":
            return True
    raise AssertionError(leaf)


def _liste(operande: object) -> Sequence[str]:
    if isinstance(operande, tuple):
        return operande
    return (operande,) if isinstance(operande, str) else ()
