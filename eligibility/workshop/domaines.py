"""Whether one field can take a value that several conditions ask of it at once, or be absent where they allow it.

Each answer « no » is certain; « yes » may be too generous. Outside sets, the evaluator itself is asked, on every value
that matters: between two neighbouring bounds of the conditions, all numbers give them the same truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from msgspec import Struct

from eligibility.language.conditions import Bounds, Leaf, Operator
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import FactValue
from eligibility.language.vocabulary import Field, Kind

_ESSAIS_MAX: Final = 50_000
"""Values tried for one field; beyond, the answer is « yes »."""


class But(Enum):
    """What is asked of a condition. The last two are met by an unknown truth as well."""

    VRAI = (Truth.VRAI,)
    FAUX = (Truth.FAUX,)
    NON_VRAI = (Truth.INCONNU, Truth.FAUX)
    NON_FAUX = (Truth.INCONNU, Truth.VRAI)

    @property
    def nie(self) -> But:
        """The same of the negation of the condition."""
        return _NIES[self]

    @property
    def sinon(self) -> But:
        """Met where this one is not."""
        return _SINON[self]

    @property
    def connu(self) -> bool:
        """Whether an absent field never meets it."""
        return self in (But.VRAI, But.FAUX)

    @property
    def positif(self) -> bool:
        """Whether it leans to truth."""
        return self in (But.VRAI, But.NON_FAUX)


_NIES: Final = {
    But.VRAI: But.FAUX,
    But.FAUX: But.VRAI,
    But.NON_VRAI: But.NON_FAUX,
    But.NON_FAUX: But.NON_VRAI,
}
_SINON: Final = {
    But.VRAI: But.NON_VRAI,
    But.FAUX: But.NON_FAUX,
    But.NON_VRAI: But.VRAI,
    But.NON_FAUX: But.FAUX,
}

Litteral = tuple[Leaf, But]
"""What is asked of one leaf."""

Litteraux = frozenset[Litteral]


class Domaines(Struct, frozen=True):
    """``concluables``: of each field that conclusions fill, the values that some rule concludes; fields not in it take
    any of their values."""

    champs: Mapping[str, Field]
    concluables: Mapping[str, frozenset[str]] = {}

    def possible(self, champ: str, litteraux: Litteraux) -> bool:
        """Whether ``champ`` can meet all that is asked of it; false is certain."""
        field = self.champs.get(champ)
        if field is None:
            return True
        presence = {but for leaf, but in litteraux if leaf.operateur is Operator.RENSEIGNE}
        if But.FAUX in presence:
            return False
        if not any(but.connu for _, but in litteraux):
            # An absent field leaves every condition on it unknown; what rules conclude is always known or open.
            return True
        if But.NON_VRAI in presence and not field.conclu:
            return False
        demandes = [(leaf, but) for leaf, but in litteraux if leaf.operateur is not Operator.RENSEIGNE]
        if field.nature in (Kind.ENSEMBLE, Kind.PLAN):
            return _ensemble(field, demandes, self.concluables.get(champ))
        return any(_convient(champ, valeur, demandes) for valeur in valeurs(field, demandes))

    def choisies(self, champ: str, litteraux: Litteraux) -> frozenset[str]:
        """The values of a choice that meet what is asked of it."""
        demandes = [(leaf, but) for leaf, but in litteraux if leaf.operateur is not Operator.RENSEIGNE]
        return frozenset(value.id for value in self.champs[champ].valeurs if _convient(champ, value.id, demandes))


def _convient(champ: str, valeur: FactValue | None, demandes: Iterable[Litteral]) -> bool:
    if valeur is None:
        return True
    facts = {champ: valeur}
    return all(truth(leaf, facts) in but.value for leaf, but in demandes)


def valeurs(field: Field, demandes: Iterable[Litteral]) -> Iterator[FactValue | None]:
    """Values of ``field`` among which one meets ``demandes`` if any does; None where that cannot be told.

    Sets are not enumerated.
    """
    match field.nature:
        case Kind.CHOIX:
            yield from (value.id for value in field.valeurs)
        case Kind.OUI_NON:
            yield from (True, False)
        case Kind.NOMBRE | Kind.MONTANT | Kind.DATE:
            yield from sorted(_reperes(field, demandes))
        case Kind.INTERVALLE | Kind.PERIODE:
            yield from _intervalles(field, demandes)
        case _:
            yield None


def _reperes(field: Field, demandes: Iterable[Litteral]) -> set[int]:
    """Each bound that conditions name, and its neighbours: all other numbers are as one of these."""
    bornes: set[int] = {0} if field.nature in _POSITIFS else set()
    for leaf, _ in demandes:
        found = (leaf.valeur.low, leaf.valeur.high) if isinstance(leaf.valeur, Bounds) else (leaf.valeur,)
        bornes.update(borne for borne in found if isinstance(borne, int))
    reperes = {borne + pas for borne in bornes or {0} for pas in (-1, 0, 1)}
    return {repere for repere in reperes if repere >= 0 or field.nature not in _POSITIFS}


def _intervalles(field: Field, demandes: Iterable[Litteral]) -> Iterator[FactValue | None]:
    """Intervals between those numbers, and those a project gives one end of."""
    bouts: list[int | None] = [None, *sorted(_reperes(field, demandes))]
    if len(bouts) ** 2 > _ESSAIS_MAX:
        yield None
    for low in bouts:
        for high in bouts:
            if (low is None and high is None) or (low is not None and high is not None and low > high):
                continue
            yield Bounds(low, high)


_POSITIFS: Final = frozenset({Kind.NOMBRE, Kind.MONTANT, Kind.INTERVALLE})
"""A project's numbers are never negative."""


def _ensemble(field: Field, demandes: Iterable[Litteral], concluables: frozenset[str] | None) -> bool:
    """Values that must be there, must not, and choices among several, each pushed as far as it settles others."""
    requis: set[str] = set()
    exclus: set[str] = set()
    un_de: list[frozenset[str]] = []
    pas_tous: list[frozenset[str]] = []
    for leaf, but in demandes:
        if field.conclu and not but.connu:
            # A conclusion may be open: then it is neither there nor absent.
            continue
        valeurs = frozenset(leaf.valeur if isinstance(leaf.valeur, tuple) else (str(leaf.valeur),))
        positif = but.positif is not (leaf.operateur is Operator.NE_CONTIENT_AUCUN)
        tous = leaf.operateur is Operator.CONTIENT_TOUS
        if positif and (tous or leaf.operateur is Operator.CONTIENT):
            requis |= valeurs
        elif positif:
            un_de.append(valeurs)
        elif tous:
            pas_tous.append(valeurs)
        else:
            exclus |= valeurs
        if concluables is not None:
            exclus |= valeurs - concluables
    connus = -1
    while connus != len(requis) + len(exclus):
        connus = len(requis) + len(exclus)
        if requis & exclus:
            return False
        for clause, contraires, consequence in (
            *((clause, exclus, requis) for clause in un_de),
            *((clause, requis, exclus) for clause in pas_tous),
        ):
            reste = clause - contraires
            if not reste:
                return False
            if len(reste) == 1:
                consequence |= reste
    return True
