"""The JSON Schema of a project, from the vocabulary: its keys, what each may hold, and what it means.

Whatever a project may say is admitted, even what is understood with a note (a synonym, a label, a plural, a date
written day/month/year, a lone value in place of a list): an editor must not underline what the tool reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.cles import Group, key_tree
from eligibility.language.projet import INTITULE
from eligibility.language.vocabulary import Field, Kind, Vocabulary
from eligibility.workshop.schema.formes import (
    Schema,
    absent,
    alternatives,
    entete,
    liste,
    objet,
    reference,
    texte,
)
from eligibility.workshop.schema.valeurs import bornes, inconnue, mots, scalaire

_LISTES = frozenset({Kind.ENSEMBLE, Kind.PLAN})


def projet(vocabulary: Vocabulary, *, fragment: bool = False) -> Schema:
    """A project; it refers to ``definitions``. ``fragment``: its title may be missing."""
    return _groupe(key_tree(vocabulary.champs.values()), vocabulary, INTITULE if fragment else None)


def definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The values of each field that holds several."""
    return {
        _membre(field): alternatives(inconnue(field), *mots(field.valeurs))
        for field in vocabulary.champs.values()
        if field.nature in _LISTES and not field.conclu
    }


def _membre(field: Field) -> str:
    return f"valeur de {field.id}"


def _groupe(group: Group, vocabulary: Vocabulary, facultatif: str | None) -> Schema:
    cles: dict[str, Schema] = {}
    for name, field in group.fields.items():
        if not field.conclu:
            cles[name] = _champ(field)
    for name, inner in group.groups.items():
        cles[name] = {**entete(vocabulary.groupes.get(inner.prefix, "")), **_groupe(inner, vocabulary, facultatif)}
    exigees = [name for name in cles if any(_exiges(group, name, facultatif))]
    return objet(cles, exigees, vide=bool(group.prefix) and not exigees)


def _exiges(group: Group, name: str, facultatif: str | None) -> Iterator[bool]:
    """Whether each field at or under the key ``name`` must be given."""
    if name in group.fields:
        field = group.fields[name]
        yield field.obligatoire and not field.conclu and field.id != facultatif
    if name in group.groups:
        inner = group.groups[name]
        for deeper in inner.keys:
            yield from _exiges(inner, deeper, facultatif)


def _champ(field: Field) -> Schema:
    vide = not field.obligatoire
    rien = [absent()] if vide else []
    tete = entete(field.libelle, field.definition)
    match field.nature:
        case Kind.TEXTE:
            return {**tete, **texte(vide=vide, description=field.definition)}
        case Kind.CHOIX:
            cas = [*mots(field.valeurs), *rien]
            return {**tete, **alternatives(inconnue(field), *cas, description=field.definition)}
        case Kind.ENSEMBLE:
            membre = reference(_membre(field))
            seule = {"if": {"type": ["string", "number", "boolean"]}, "then": membre, "else": False}
            return {
                **tete,
                **alternatives(inconnue(field), liste(membre), seule, *rien, description=field.definition),
                "defaultSnippets": [{"label": "[ ]", "body": "[$1]"}],
            }
        case Kind.INTERVALLE | Kind.PERIODE:
            return {**tete, **bornes(field, field.id.rpartition(".")[2], absent(), vide=vide)}
        case Kind.PLAN:
            return {**tete, **liste(_ligne(field), vide=vide)}
        case _:
            message, cas = scalaire(field)
            return {**tete, **alternatives(message, *cas, *rien, description=field.definition)}


def _ligne(field: Field) -> Schema:
    """One line of a financing plan."""
    message, montants = scalaire(field)
    return objet(
        {
            "financeur": {**entete(description="Qui apporte ce montant"), **reference(_membre(field))},
            "montant": alternatives(message, *montants, description="Montant en euros"),
        },
        ("financeur", "montant"),
        attendu="écrivez par exemple « {financeur: caf, montant: 25000} »",
    )
