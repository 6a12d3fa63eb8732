"""Other values of one field of a project: those near what conditions ask of it, so that one of them tells two apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eligibility.language.coherence import deduce
from eligibility.language.conditions import Bounds, Leaf
from eligibility.language.facts import Facts, FactValue, Members
from eligibility.language.vocabulary import Field, Kind, Vocabulary

Changement = tuple[str, FactValue | None]
"""A field and its new value; None: not given any more."""


def changements(facts: Facts, conditions: Sequence[Leaf], vocabulaire: Vocabulary) -> Iterator[Changement]:
    """One change of one field that ``conditions`` look at, again and again. What is deduced or concluded follows."""
    for champ in dict.fromkeys(leaf.champ for leaf in conditions):
        field = vocabulaire.champs[champ]
        leaves = [leaf for leaf in conditions if leaf.champ == champ]
        if field.conclu:
            continue
        if field.deduit_de is not None:
            origine = vocabulaire.champs[field.deduit_de.champ]
            yield from ((origine.id, valeur) for valeur in _origines(field, origine, leaves, vocabulaire))
        else:
            yield from ((champ, valeur) for valeur in _valeurs(field, facts.get(champ), leaves))
        if champ in facts and not field.obligatoire and field.deduit_de is None:
            yield champ, None


def changer(facts: Facts, changement: Changement, vocabulaire: Vocabulary) -> dict[str, FactValue]:
    """The facts of the project once changed, those that follow from the field included."""
    champ, valeur = changement
    suites = {
        ident for ident, field in vocabulaire.champs.items() if field.deduit_de and field.deduit_de.champ == champ
    }
    changes = {ident: fait for ident, fait in facts.items() if ident not in suites and ident != champ}
    if valeur is not None:
        changes[champ] = valeur
    changes.update({ident: found for ident, (found, _) in deduce(vocabulaire, changes).items() if ident not in changes})
    return changes


def _origines(field: Field, origine: Field, leaves: Iterable[Leaf], vocabulaire: Vocabulary) -> Iterator[str]:
    """For each value asked for, and one that is not, one that it follows from."""
    demandes = {mot for leaf in leaves for mot in _mots(leaf)}
    vus: set[str] = set()
    for value in origine.valeurs:
        found = deduce(vocabulaire, {origine.id: value.id}).get(field.id)
        suite = str(found[0]) if found else ""
        genre = suite if suite in demandes else ""
        if genre not in vus:
            vus.add(genre)
            yield value.id


def _valeurs(field: Field, actuelle: FactValue | None, leaves: Sequence[Leaf]) -> Iterator[FactValue]:
    mots = list(dict.fromkeys(mot for leaf in leaves for mot in _mots(leaf)))
    autre = next((value.id for value in field.valeurs if value.id not in mots), None)
    match field.nature:
        case Kind.OUI_NON:
            yield from (True, False)
        case Kind.CHOIX:
            yield from mots
            if autre is not None:
                yield autre
        case Kind.ENSEMBLE | Kind.PLAN:
            connus = actuelle.known if isinstance(actuelle, Members) else frozenset()
            yield from _ensembles(mots, autre, connus)
        case Kind.NOMBRE | Kind.MONTANT | Kind.DATE:
            yield from _reperes(leaves)
        case Kind.INTERVALLE | Kind.PERIODE:
            reperes = _reperes(leaves)
            yield from (Bounds(repere, repere) for repere in reperes)
            yield from (Bounds(low, high) for low in reperes for high in reperes if low < high)


def _ensembles(mots: Sequence[str], autre: str | None, connus: frozenset[str]) -> Iterator[Members]:
    """One value alone, one more, one less, none, all that are asked for, something else."""
    for mot in mots:
        yield Members(frozenset({mot}))
    for mot in mots:
        yield Members(connus ^ {mot})
        yield Members((connus - set(mots)) | {mot})
    yield Members(connus - set(mots))
    yield Members(frozenset(mots))
    yield Members(frozenset())
    if autre is not None:
        yield Members(frozenset({autre}))


def _mots(leaf: Leaf) -> Iterator[str]:
    for mot in leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,):
        if isinstance(mot, str):
            yield mot


def _reperes(leaves: Iterable[Leaf]) -> list[int]:
    """Each limit and its neighbours."""
    found: set[int] = set()
    for leaf in leaves:
        bornes = (leaf.valeur.low, leaf.valeur.high) if isinstance(leaf.valeur, Bounds) else (leaf.valeur,)
        found.update(
            borne + pas
            for borne in bornes
            if isinstance(borne, int) and not isinstance(borne, bool)
            for pas in (-1, 0, 1)
            if borne + pas >= 0
        )
    return sorted(found)
