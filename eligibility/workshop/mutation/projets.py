"""The project of a case with one field changed, as an officer would write it."""

from __future__ import annotations

from decimal import Decimal

from eligibility.documents.located import (
    Document,
    Mapping,
    Node,
    PlainValue,
    Scalar,
    ScalarValue,
    Sequence,
    Span,
    plain,
)
from eligibility.explication import to_json
from eligibility.language.facts import FactValue, Members
from eligibility.language.projet import COUT_TOTAL, INTITULE, PLAN, Projet, read_projet
from eligibility.language.vocabulary import Field, Kind, Vocabulary
from eligibility.verdict import Json
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.mutation.voisins import Changement

Ecrit = dict[str, PlainValue]

_NULLE_PART = Span(1, 1, 1, 1)
_PART = 1000
"""Amount of each line of a plan that is made up: only its payers matter."""


def ecrit(cas: Cas) -> Ecrit:
    """The project of a case, as written."""
    found = plain(cas.ecrit)
    return found if isinstance(found, dict) else {}


def modifier(projet: Ecrit, changement: Changement, vocabulaire: Vocabulary) -> Ecrit:
    """The same with one field changed; a plan made up goes with no declared cost."""
    champ, valeur = changement
    field = vocabulaire.champs[champ]
    modifie = _poser(projet, champ.split("."), None if valeur is None else _ecrite(field, valeur))
    return _poser(modifie, COUT_TOTAL.split("."), None) if champ == PLAN else modifie


def lire(projet: Ecrit, nom: str, vocabulaire: Vocabulary) -> Projet | None:
    """The project, None when it would be refused."""
    node = _noeud({INTITULE: nom, **projet})
    found, _ = read_projet(Document(nom, "", node), vocabulaire)
    return found


def _poser(projet: Ecrit, etapes: list[str], valeur: PlainValue) -> Ecrit:
    """``valeur`` at the end of the path, None to take it away; a group left empty goes as well."""
    premiere, *suite = etapes
    if suite:
        inner = projet.get(premiere)
        valeur = _poser(inner if isinstance(inner, dict) else {}, suite, valeur) or None
    if valeur is None:
        return {key: found for key, found in projet.items() if key != premiere}
    return {**projet, premiere: valeur}


def _ecrite(field: Field, valeur: FactValue) -> PlainValue:
    if field.nature is Kind.PLAN and isinstance(valeur, Members):
        return [{"financeur": payeur, "montant": _PART} for payeur in sorted(valeur.known)]
    if field.nature is Kind.MONTANT and isinstance(valeur, int):
        return Decimal(valeur) / 100
    return _simple(to_json(field, valeur))


def _simple(valeur: Json) -> PlainValue:
    match valeur:
        case bool():
            return "oui" if valeur else "non"
        case float():
            return Decimal(str(valeur))
        case list():
            return [_simple(element) for element in valeur]
        case dict():
            return {key: _simple(element) for key, element in valeur.items() if element is not None}
    return valeur


def _noeud(valeur: PlainValue) -> Node:
    if isinstance(valeur, list):
        return Sequence(tuple(_noeud(element) for element in valeur), _NULLE_PART)
    if isinstance(valeur, dict):
        return Mapping(tuple((_scalaire(key), _noeud(element)) for key, element in valeur.items()), _NULLE_PART)
    return _scalaire(valeur)


def _scalaire(valeur: ScalarValue) -> Scalar:
    texte = "" if valeur is None else str(valeur)
    return Scalar(texte.lower() if isinstance(valeur, bool) else texte, valeur, False, _NULLE_PART)
