"""The compiled corpus as JSON lines, and back.

A record is the list of its fields in their order. Decoding checks the shape of everything it reads and raises
ValueError on the least doubt: what is decoded here has exactly the types that compiling gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from eligibility.corpus import model as m
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.located import Span
from eligibility.language import vocabulary as v
from eligibility.language.conditions import (
    Aucune,
    Bounds,
    Condition,
    Leaf,
    Operand,
    Operator,
    Toutes,
    UneDe,
)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Shape = Callable[[object], T]


class MalformeError(ValueError):
    """Not what ``encode`` writes."""


def texte(raw: object) -> str:
    if type(raw) is not str:
        raise MalformeError
    return raw


def entier(raw: object) -> int:
    if type(raw) is not int:
        raise MalformeError
    return raw


def logique(raw: object) -> bool:
    if type(raw) is not bool:
        raise MalformeError
    return raw


def facultatif(shape: Shape[T]) -> Shape[T | None]:
    return lambda raw: None if raw is None else shape(raw)


def suite(shape: Shape[T]) -> Shape[tuple[T, ...]]:
    return lambda raw: tuple(map(shape, liste(raw)))


def paire(raw: object) -> tuple[str, str]:
    first, second = liste(raw, 2)
    return texte(first), texte(second)


def parmi(enumeration: type[E]) -> Shape[E]:
    return lambda raw: enumeration(texte(raw))


def dictionnaire(shape: Shape[T]) -> Shape[dict[str, T]]:
    def decode(raw: object) -> dict[str, T]:
        if type(raw) is not dict:
            raise MalformeError
        return {texte(key): shape(value) for key, value in raw.items()}

    return decode


def liste(raw: object, length: int | None = None) -> list[Any]:
    if type(raw) is not list or (length is not None and len(raw) != length):
        raise MalformeError
    return raw


def fiche(cls: type[T], **shapes: Shape[Any]) -> Shape[T]:
    """A dataclass whose every field has its shape.

    Raises TypeError where a field has none: a field added to the model must not be lost on the way.
    """
    names = tuple(found.name for found in fields(cls) if found.init)  # type: ignore[arg-type]
    if names != tuple(shapes):
        raise TypeError(f"{cls.__name__}: {names} != {tuple(shapes)}")
    ordered = tuple(shapes.values())
    length = len(ordered)

    def decode(raw: object) -> T:
        return cls(*[shape(value) for shape, value in zip(ordered, liste(raw, length), strict=True)])

    return decode


textes = suite(texte)
texte_ou_rien = facultatif(texte)

bornes = fiche(Bounds, low=facultatif(entier), high=facultatif(entier))


def operande(raw: object) -> Operand:
    """Scalars as they are, ``[…]`` a list of ids, ``{"bornes": […]}`` an interval."""
    if type(raw) in (str, int, bool):
        return raw  # type: ignore[return-value]
    if type(raw) is list:
        return textes(raw)
    if type(raw) is dict and list(raw) == ["bornes"]:
        return bornes(raw["bornes"])
    raise MalformeError


_feuille = fiche(Leaf, champ=texte, operateur=parmi(Operator), valeur=operande, ligne=entier, colonne=entier)
_CONNECTEURS: Mapping[str, Callable[[tuple[Condition, ...]], Condition]] = {
    "toutes": Toutes,
    "une_de": UneDe,
    "aucune": Aucune,
}
_NOMS = {Toutes: "toutes", UneDe: "une_de", Aucune: "aucune"}


def condition(raw: object) -> Condition:
    if type(raw) is not dict:
        return _feuille(raw)
    if len(raw) != 1:
        raise MalformeError
    ((name, children),) = raw.items()
    connector = _CONNECTEURS.get(name)
    if connector is None:
        raise MalformeError
    return connector(tuple(map(condition, liste(children))))


effet = fiche(m.Effect, genre=parmi(m.Genre), cible=texte, ouvre=textes, ferme=textes, motif=texte_ou_rien)
regle = fiche(
    m.Rule,
    id=texte,
    titre=texte,
    sources=textes,
    si=condition,
    alors=effet,
    du=texte_ou_rien,
    au=texte_ou_rien,
    lecture=facultatif(paire),
    fichier=texte,
    ligne=entier,
    niveau=entier,
)
valeur = fiche(
    v.Value,
    id=texte,
    libelle=texte,
    definition=texte,
    synonymes=textes,
    equivalents=textes,
    attributs=dictionnaire(texte),
)
champ = fiche(
    v.Field,
    id=texte,
    nature=parmi(v.Kind),
    libelle=texte,
    definition=texte,
    obligatoire=logique,
    modifiable=logique,
    valeurs=suite(valeur),
    unite=texte,
    deduit_de=facultatif(fiche(v.Deduction, champ=texte, attribut=texte)),
    conclu=logique,
)
vocabulaire = fiche(v.Vocabulary, champs=dictionnaire(champ), groupes=dictionnaire(texte))
diagnostic = fiche(
    Diagnostic,
    code=texte,
    severity=parmi(Severity),
    message=texte,
    fichier=texte,
    span=facultatif(fiche(Span, line=entier, column=entier, end_line=entier, end_column=entier)),
    aide=texte_ou_rien,
    extrait=texte_ou_rien,
)
REFERENTIELS: Mapping[str, Shape[dict[str, Any]]] = {
    "sources": dictionnaire(fiche(m.Source, id=texte, titre=texte, citation=texte, url=texte_ou_rien)),
    "passages": dictionnaire(fiche(m.Passage, id=texte, source=texte, section=texte, resume=texte, termes=textes)),
    "axes": dictionnaire(fiche(m.Axe, id=texte, numero=entier, libelle=texte, sources=textes, note=texte_ou_rien)),
    "acteurs": dictionnaire(fiche(m.Acteur, id=texte, libelle=texte, court=texte)),
    "items": dictionnaire(
        fiche(m.Item, id=texte, axe=texte, libelle=texte, sources=textes, instruments=textes, reserve=texte_ou_rien)
    ),
    "mesures": dictionnaire(
        fiche(
            m.Mesure,
            id=texte,
            libelle=texte,
            axe=texte,
            sources=textes,
            chef_de_file=texte_ou_rien,
            associes=textes,
            axe_par_objet=texte_ou_rien,
        )
    ),
    "instruments": dictionnaire(
        fiche(
            m.Instrument,
            id=texte,
            libelle=texte,
            court=texte,
            effet=parmi(m.Effet),
            signataires=textes,
            sources=textes,
            note=texte_ou_rien,
        )
    ),
    "cofinancements": dictionnaire(
        fiche(
            m.Cofinancement,
            id=texte,
            libelle=texte,
            instrument=texte,
            assiette=texte,
            parts=suite(fiche(m.Part, financeur=texte, taux=texte)),
            sources=textes,
            conditions=textes,
            reserves=textes,
        )
    ),
    "contributions": dictionnaire(fiche(m.Contribution, id=texte, nature=texte, libelle=texte, sources=textes)),
    "coordinations": dictionnaire(fiche(m.Coordination, id=texte, libelle=texte, sources=textes, champ=texte_ou_rien)),
    "interpretations": dictionnaire(
        fiche(
            m.Interpretation,
            id=texte,
            question=texte,
            options=suite(fiche(m.Option, id=texte, libelle=texte)),
            defaut=texte,
            motif=texte,
            sources=textes,
        )
    ),
}


def dumps(value: object) -> bytes:
    """One line of JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def loads(line: bytes) -> object:
    """Raises ValueError where the line is no JSON."""
    try:
        value: object = json.loads(line)
    except RecursionError:
        raise MalformeError from None
    return value


def encode(value: object) -> object:
    """A model value as JSON data, in the form that the shapes above read."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (Toutes, UneDe, Aucune)):
        return {_NOMS[type(value)]: encode(value.conditions)}
    listed = [encode(getattr(value, found.name)) for found in fields(value) if found.init]  # type: ignore[arg-type]
    return {"bornes": listed} if isinstance(value, Bounds) else listed


def encode_rule(rule: m.Rule) -> bytes:
    return dumps(encode(rule))


def decode_rule(line: bytes) -> m.Rule:
    """Raises ValueError where the line is no rule."""
    try:
        return regle(loads(line))
    except RecursionError:
        raise MalformeError from None
