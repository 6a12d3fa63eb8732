"""Small faults that a writer of rules could make in a condition, one at a time, on the typed tree.

Each keeps the condition well typed: what it says is then something the language can say, or what is left of it once a
part is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operand, Operator, Toutes, UneDe
from eligibility.language.francais import entre_guillemets, feuille, jour, phrase, valeur
from eligibility.language.vocabulary import Field, Kind, Vocabulary

Connecteur = Toutes | UneDe | Aucune


class Changement(Struct, frozen=True):
    """``si``: the condition once changed. ``chemin``: ranks of children, from the root to what was changed; ``mot``:
    the value in question there, when it is one of several. ``dit``: what a survivor says of the cases, in French."""

    si: Condition
    chemin: tuple[int, ...]
    dit: str
    mot: str | None = None


class _Autre(Struct, frozen=True):
    """Another node in place of one."""

    noeud: Condition
    dit: str
    mot: str | None = None


def changements(si: Condition, vocabulaire: Vocabulary) -> Iterator[Changement]:
    """Every change, in reading order."""
    for chemin, noeud in noeuds(si):
        autres = _feuille(noeud, vocabulaire) if isinstance(noeud, Leaf) else _connecteur(noeud)
        for autre in autres:
            yield Changement(remplacer(si, chemin, autre.noeud), chemin, autre.dit, autre.mot)
        sans = _sans(si, chemin)
        if sans is not None:
            yield Changement(sans, chemin, f"aucun cas n'a besoin de {_montre(noeud, vocabulaire)}")


def noeuds(condition: Condition, chemin: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Condition]]:
    """Every node with its path, parents first."""
    yield chemin, condition
    if not isinstance(condition, Leaf):
        for rang, enfant in enumerate(condition.conditions):
            yield from noeuds(enfant, (*chemin, rang))


def remplacer(condition: Condition, chemin: tuple[int, ...], noeud: Condition) -> Condition:
    """The condition with ``noeud`` at ``chemin``."""
    if not chemin or isinstance(condition, Leaf):
        return noeud
    enfants = list(condition.conditions)
    enfants[chemin[0]] = remplacer(enfants[chemin[0]], chemin[1:], noeud)
    return type(condition)(tuple(enfants))


def _sans(condition: Condition, chemin: tuple[int, ...]) -> Condition | None:
    """The condition without the node at ``chemin``; None when its parent would be left with nothing, as dropping the
    parent then says the same."""
    if not chemin:
        # Only a rule of one condition: without it, the rule always holds.
        return Toutes(()) if isinstance(condition, Leaf) or len(condition.conditions) == 1 else None
    parent = condition
    for rang in chemin[:-1]:
        assert not isinstance(parent, Leaf)
        parent = parent.conditions[rang]
    assert not isinstance(parent, Leaf)
    enfants = (*parent.conditions[: chemin[-1]], *parent.conditions[chemin[-1] + 1 :])
    return remplacer(condition, chemin[:-1], type(parent)(enfants)) if enfants else None


def _montre(noeud: Condition, vocabulaire: Vocabulary) -> str:
    if isinstance(noeud, Leaf):
        return f"cette condition : {feuille(noeud, vocabulaire)}"
    return f"ces conditions : {phrase(noeud, vocabulaire)}"


def _connecteur(noeud: Connecteur) -> Iterator[_Autre]:
    enfants = noeud.conditions
    if isinstance(noeud, Aucune):
        yield _Autre(UneDe(enfants), "aucun cas ne distingue « aucune » de « une_de »")
        if len(enfants) > 1:
            yield _Autre(Aucune((Toutes(enfants),)), "aucun cas ne montre que chaque condition sous « aucune » suffit")
        return
    yield _Autre(Aucune((noeud,)), "aucun cas ne distingue ces conditions de leur contraire")
    if len(enfants) > 1 and isinstance(noeud, Toutes):
        yield _Autre(UneDe(enfants), "aucun cas ne distingue « toutes » de « une_de »")
    elif len(enfants) > 1:
        yield _Autre(Toutes(enfants), "aucun cas ne distingue « une_de » de « toutes »")


def _feuille(leaf: Leaf, vocabulaire: Vocabulary) -> Iterator[_Autre]:
    field = vocabulaire.champs[leaf.champ]
    yield from _OPERATEURS[leaf.operateur](leaf, field)
    if isinstance(leaf.valeur, tuple):
        yield from _liste(leaf, leaf.valeur, field)
    elif isinstance(leaf.valeur, Bounds):
        yield from _bornes(leaf, leaf.valeur, field)
    elif isinstance(leaf.valeur, str):
        voisine = _voisine(field, leaf.valeur)
        if voisine is not None:
            yield _echange(leaf, field, leaf.valeur, voisine, voisine)
    elif not isinstance(leaf.valeur, bool):
        for pas in (-1, 1):
            if leaf.valeur + pas >= 0:
                yield _Autre(replace(leaf, valeur=leaf.valeur + pas), _bords(field, leaf.valeur, pas))


# -- operators --------------------------------------------------------------------------------------------------------


def _devient(operateur: Operator) -> Callable[[Leaf, Field], Iterator[_Autre]]:
    def change(leaf: Leaf, field: Field) -> Iterator[_Autre]:  # noqa: ARG001 - one signature for every operator
        valeur: Operand = leaf.valeur
        if isinstance(valeur, str):
            valeur = (valeur,)
        autre = replace(leaf, operateur=operateur, valeur=valeur)
        yield _Autre(autre, f"aucun cas ne distingue « {leaf.operateur.value} » de « {operateur.value} »")

    return change


def _contraire(leaf: Leaf, field: Field) -> Iterator[_Autre]:
    if isinstance(leaf.valeur, bool) and leaf.operateur is Operator.VAUT:
        un, autre = valeur(field, leaf.valeur), valeur(field, not leaf.valeur)
        dit = f"aucun cas ne distingue {entre_guillemets(un)} de {entre_guillemets(autre)}"
        yield _Autre(replace(leaf, valeur=not leaf.valeur), dit)
    else:
        yield _Autre(Aucune((leaf,)), "aucun cas ne distingue cette condition de son contraire")


def _tous(leaf: Leaf, field: Field) -> Iterator[_Autre]:
    if isinstance(leaf.valeur, tuple) and len(leaf.valeur) > 1:
        yield from _devient(Operator.CONTIENT_UN_DE)(leaf, field)
    yield from _contraire(leaf, field)


_OPERATEURS: Final[Mapping[Operator, Callable[[Leaf, Field], Iterator[_Autre]]]] = {
    Operator.VAUT: _contraire,
    Operator.PARMI: _contraire,
    Operator.CONTIENT: _devient(Operator.NE_CONTIENT_AUCUN),
    Operator.CONTIENT_UN_DE: _devient(Operator.NE_CONTIENT_AUCUN),
    Operator.CONTIENT_TOUS: _tous,
    Operator.NE_CONTIENT_AUCUN: _devient(Operator.CONTIENT_UN_DE),
    Operator.AU_MOINS: _devient(Operator.AU_PLUS),
    Operator.AU_PLUS: _devient(Operator.AU_MOINS),
    Operator.AVANT: _devient(Operator.APRES),
    Operator.APRES: _devient(Operator.AVANT),
    Operator.RECOUPE: _devient(Operator.INCLUS_DANS),
    Operator.INCLUS_DANS: _devient(Operator.RECOUPE),
    Operator.RENSEIGNE: _contraire,
}


# -- operands ---------------------------------------------------------------------------------------------------------


def _liste(leaf: Leaf, mots: tuple[str, ...], field: Field) -> Iterator[_Autre]:
    """A value dropped from several, another in the place of a single one: a case that shows the need for one of
    several tells it from another as well."""
    for mot in mots:
        autres = tuple(autre for autre in mots if autre != mot)
        if autres:
            yield _Autre(replace(leaf, valeur=autres), f"aucun cas n'a besoin de {_nom(field, mot)}", mot)
        elif (voisine := _voisine(field, mot)) is not None:
            yield _echange(leaf, field, mot, voisine, (voisine,))


def _echange(leaf: Leaf, field: Field, mot: str, voisine: str, valeur: Operand) -> _Autre:
    dit = f"aucun cas ne distingue {_nom(field, mot)} de {_nom(field, voisine)}"
    return _Autre(replace(leaf, valeur=valeur), dit, mot)


def _voisine(field: Field, mot: str) -> str | None:
    """The value that follows ``mot`` in the vocabulary, the first one for the last."""
    idents = [value.id for value in field.valeurs]
    rang = idents.index(mot)
    return next(iter((*idents[rang + 1 :], *idents[:rang])), None)


def _nom(field: Field, mot: str) -> str:
    return entre_guillemets(valeur(field, mot))


def _bornes(leaf: Leaf, bornes: Bounds, field: Field) -> Iterator[_Autre]:
    low, high = bornes.low, bornes.high
    for pas in (-1, 1):
        # A project's numbers are never negative, and a rule's limits never in disorder.
        if low is not None and low + pas >= 0 and (high is None or low + pas <= high):
            yield _Autre(replace(leaf, valeur=Bounds(low + pas, high)), _bords(field, low, pas))
        if high is not None and (low is None or low <= high + pas) and high + pas >= 0:
            yield _Autre(replace(leaf, valeur=Bounds(low, high + pas)), _bords(field, high, pas))


def _bords(field: Field, borne: int, pas: int) -> str:
    un, autre = sorted((borne, borne + pas))
    if field.nature in (Kind.DATE, Kind.PERIODE):
        return jours(date.fromordinal(un), date.fromordinal(autre))
    debut = valeur(field, un) if field.nature is Kind.MONTANT else str(un)
    return f"aucun cas ne distingue {debut} de {valeur(field, autre)}"


def jours(un: date, autre: date) -> str:
    """
    >>> from datetime import date
    >>> jours(date(2023, 12, 31), date(2024, 1, 1))
    'aucun cas ne distingue le 31 décembre 2023 du 1er janvier 2024'
    """
    return f"aucun cas ne distingue le {jour(un.toordinal())} du {jour(autre.toordinal())}"
