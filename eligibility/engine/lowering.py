"""A condition lowered to comparisons of integers, and a project to the integer properties they compare.

The lowering of a condition is in negation normal form: conjunctions (``Et``), disjunctions (``Ou``) and atoms
``property operator integer``. An atom holds only when its property is present; an absent property is unknown and no
atom on it holds. So ``holds(lower(c), …)`` means exactly « c is known true », and ``holds(lower(c, False), …)``
« c is known false »: the two can both fail, never both hold.

Reading choice and validity dates are lowered as atoms too (``guards``): what is compiled serves every date and reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from msgspec import Struct

from eligibility.corpus.model import Rule
from eligibility.engine.derivation import JOUR, champ_lecture
from eligibility.engine.proprietes import OPERANDE_MAX, Codes, Propriete, Sens, lecteur
from eligibility.engine.protocol import EngineError
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.facts import Facts

GROUPE_MIN = 4
"""A disjunction over more values than this of one field is one property: its width then costs nothing."""


class Signe(IntEnum):
    EGAL = 0
    DIFFERENT = 1
    AU_PLUS = 2
    AU_MOINS = 3


class Atome(NamedTuple):
    propriete: Propriete
    signe: Signe
    nombre: int


class Et(Struct, frozen=True):
    """All of ``termes``; empty: always true."""

    termes: tuple[Noeud, ...]


class Ou(Struct, frozen=True):
    """At least one of ``termes``; empty: never true."""

    termes: tuple[Noeud, ...]


Noeud = Atome | Et | Ou

TOUJOURS = Et(())
JAMAIS = Ou(())


def et(termes: Iterator[Noeud] | list[Noeud]) -> Noeud:
    """Conjunction, flattened, without repeats; JAMAIS as soon as one term never holds."""
    plats: dict[Noeud, None] = {}
    for terme in termes:
        if isinstance(terme, Et):
            plats.update(dict.fromkeys(terme.termes))
        elif terme == JAMAIS:
            return JAMAIS
        else:
            plats[terme] = None
    return next(iter(plats)) if len(plats) == 1 else Et(tuple(plats))


def ou(termes: Iterator[Noeud] | list[Noeud]) -> Noeud:
    """Disjunction, flattened, without repeats; TOUJOURS as soon as one term always holds."""
    plats: dict[Noeud, None] = {}
    for terme in termes:
        if isinstance(terme, Ou):
            plats.update(dict.fromkeys(terme.termes))
        elif terme == TOUJOURS:
            return TOUJOURS
        else:
            plats[terme] = None
    return next(iter(plats)) if len(plats) == 1 else Ou(tuple(plats))


class Abaissement:
    """Lowers conditions and guards; ``codes`` grows with the values met."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes

    def regle(self, rule: Rule, positif: bool = True) -> Noeud:
        """What makes ``rule`` known to fire, guards included; or known not to, when not ``positif``.

        Raises EngineError, naming the rule, when a number does not fit.
        """
        parts = [*self._gardes(rule, positif)]
        try:
            parts.append(self.condition(rule.si, positif))
        except OverflowError as hors:
            raise EngineError(f"règle « {rule.id} » : le nombre {hors} est trop grand pour être comparé") from None
        return et(parts) if positif else ou(parts)

    def _gardes(self, rule: Rule, positif: bool) -> Iterator[Noeud]:
        jour = Propriete(Sens.VALEUR, JOUR)
        if rule.du is not None:
            du = date.fromisoformat(rule.du).toordinal()
            yield Atome(jour, Signe.AU_MOINS, du) if positif else Atome(jour, Signe.AU_PLUS, du - 1)
        if rule.au is not None:
            au = date.fromisoformat(rule.au).toordinal()
            yield Atome(jour, Signe.AU_PLUS, au) if positif else Atome(jour, Signe.AU_MOINS, au + 1)
        if rule.lecture is not None:
            interpretation, option = rule.lecture
            lecture = Propriete(Sens.VALEUR, champ_lecture(interpretation))
            code = self.codes.donner(lecture.champ, option)
            yield Atome(lecture, Signe.EGAL if positif else Signe.DIFFERENT, code)

    def condition(self, condition: Condition, positif: bool = True) -> Noeud:
        """Raises OverflowError when an integer is out of range."""
        if isinstance(condition, Leaf):
            return self._feuille(condition, positif)
        termes = [self.condition(enfant, positif != isinstance(condition, Aucune)) for enfant in condition.conditions]
        match condition:
            case Toutes():
                return et(termes) if positif else ou(termes)
            case UneDe():
                return ou(termes) if positif else et(termes)
            case Aucune():
                return et(termes) if positif else ou(termes)

    def _feuille(self, leaf: Leaf, positif: bool) -> Noeud:
        champ, valeur = leaf.champ, leaf.valeur
        match leaf.operateur:
            case Operator.VAUT:
                code = self.codes.donner(champ, valeur) if isinstance(valeur, str) else _entier(valeur)
                return Atome(Propriete(Sens.VALEUR, champ), Signe.EGAL if positif else Signe.DIFFERENT, code)
            case Operator.PARMI:
                return self._parmi(champ, _valeurs(valeur), positif)
            case Operator.CONTIENT:
                return _membre(champ, str(valeur), positif)
            case Operator.CONTIENT_UN_DE:
                return _un_de(champ, _valeurs(valeur), positif)
            case Operator.NE_CONTIENT_AUCUN:
                return _un_de(champ, _valeurs(valeur), not positif)
            case Operator.CONTIENT_TOUS:
                termes: list[Noeud] = [_membre(champ, un, positif) for un in _valeurs(valeur)]
                return et(termes) if positif else ou(termes)
            case Operator.AU_MOINS:
                return _seuil(Propriete(Sens.VALEUR, champ), Signe.AU_MOINS, _entier(valeur), positif)
            case Operator.APRES:
                return _seuil(Propriete(Sens.VALEUR, champ), Signe.AU_MOINS, _entier(valeur) + 1, positif)
            case Operator.AU_PLUS:
                return _seuil(Propriete(Sens.VALEUR, champ), Signe.AU_PLUS, _entier(valeur), positif)
            case Operator.AVANT:
                return _seuil(Propriete(Sens.VALEUR, champ), Signe.AU_PLUS, _entier(valeur) - 1, positif)
            case Operator.RECOUPE:
                return _recoupe(champ, _bornes(valeur), positif)
            case Operator.INCLUS_DANS:
                return _inclus(champ, _bornes(valeur), positif)
            case Operator.RENSEIGNE:
                return Atome(Propriete(Sens.PRESENT, champ), Signe.EGAL, 1) if positif else JAMAIS

    def _parmi(self, champ: str, valeurs: tuple[str, ...], positif: bool) -> Noeud:
        if len(valeurs) > GROUPE_MIN:
            return Atome(Propriete(Sens.GROUPE, champ, valeurs), Signe.EGAL, int(positif))
        propriete = Propriete(Sens.VALEUR, champ)
        signe = Signe.EGAL if positif else Signe.DIFFERENT
        termes: list[Noeud] = [Atome(propriete, signe, self.codes.donner(champ, valeur)) for valeur in valeurs]
        return ou(termes) if positif else et(termes)


def _entier(valeur: object) -> int:
    if not isinstance(valeur, int):
        raise TypeError(f"operand {valeur!r} is not an integer")
    if not -OPERANDE_MAX < valeur < OPERANDE_MAX:
        raise OverflowError(valeur)
    return int(valeur)


def _valeurs(valeur: object) -> tuple[str, ...]:
    if not isinstance(valeur, tuple):
        raise TypeError(f"operand {valeur!r} is not a list of values")
    return valeur


def _bornes(valeur: object) -> Bounds:
    if not isinstance(valeur, Bounds):
        raise TypeError(f"operand {valeur!r} is not an interval")
    return valeur


def _membre(champ: str, valeur: str, positif: bool) -> Atome:
    return Atome(Propriete(Sens.MEMBRE, champ, (valeur,)), Signe.EGAL, int(positif))


def _un_de(champ: str, valeurs: tuple[str, ...], positif: bool) -> Noeud:
    if len(valeurs) > GROUPE_MIN:
        return Atome(Propriete(Sens.GROUPE, champ, valeurs), Signe.EGAL, int(positif))
    termes: list[Noeud] = [_membre(champ, valeur, positif) for valeur in valeurs]
    return ou(termes) if positif else et(termes)


def _seuil(propriete: Propriete, signe: Signe, nombre: int, positif: bool) -> Atome:
    if positif:
        return Atome(propriete, signe, nombre)
    if signe is Signe.AU_MOINS:
        return Atome(propriete, Signe.AU_PLUS, nombre - 1)
    return Atome(propriete, Signe.AU_MOINS, nombre + 1)


def _recoupe(champ: str, bornes: Bounds, positif: bool) -> Noeud:
    """low ≤ b and high ≥ a: known through the greatest possible low bound and the least possible high bound."""
    termes: list[Noeud] = []
    if bornes.high is not None:
        sens = Sens.BAS_MAX if positif else Sens.BAS_MIN
        termes.append(_seuil(Propriete(sens, champ), Signe.AU_PLUS, _entier(bornes.high), positif))
    if bornes.low is not None:
        sens = Sens.HAUT_MIN if positif else Sens.HAUT_MAX
        termes.append(_seuil(Propriete(sens, champ), Signe.AU_MOINS, _entier(bornes.low), positif))
    return _intervalle(champ, termes, positif)


def _inclus(champ: str, bornes: Bounds, positif: bool) -> Noeud:
    """low ≥ a and high ≤ b."""
    termes: list[Noeud] = []
    if bornes.low is not None:
        sens = Sens.BAS_MIN if positif else Sens.BAS_MAX
        termes.append(_seuil(Propriete(sens, champ), Signe.AU_MOINS, _entier(bornes.low), positif))
    if bornes.high is not None:
        sens = Sens.HAUT_MAX if positif else Sens.HAUT_MIN
        termes.append(_seuil(Propriete(sens, champ), Signe.AU_PLUS, _entier(bornes.high), positif))
    return _intervalle(champ, termes, positif)


def _intervalle(champ: str, termes: list[Noeud], positif: bool) -> Noeud:
    if not termes:  # unbounded on both sides: true of any known interval
        return Atome(Propriete(Sens.PRESENT, champ), Signe.EGAL, 1) if positif else JAMAIS
    return et(termes) if positif else ou(termes)


def atomes(noeud: Noeud) -> Iterator[Atome]:
    """Every atom of a lowered condition."""
    if isinstance(noeud, Atome):
        yield noeud
    else:
        for terme in noeud.termes:
            yield from atomes(terme)


def flatten(facts: Facts, proprietes: Iterator[Propriete] | set[Propriete], codes: Codes) -> dict[str, int]:
    """The known properties of ``facts`` among ``proprietes``, by name."""
    plat = {}
    for propriete in proprietes:
        valeur = lecteur(propriete, codes)(facts)
        if valeur is not None:
            plat[propriete.nom] = valeur
    return plat


def holds(noeud: Noeud, plat: dict[str, int]) -> bool:
    """Reference semantics of a lowered condition, for tests and for reading."""
    if isinstance(noeud, Et):
        return all(holds(terme, plat) for terme in noeud.termes)
    if isinstance(noeud, Ou):
        return any(holds(terme, plat) for terme in noeud.termes)
    valeur = plat.get(noeud.propriete.nom)
    if valeur is None:
        return False
    match noeud.signe:
        case Signe.EGAL:
            return valeur == noeud.nombre
        case Signe.DIFFERENT:
            return valeur != noeud.nombre
        case Signe.AU_PLUS:
            return valeur <= noeud.nombre
        case Signe.AU_MOINS:
            return valeur >= noeud.nombre
