"""The JSON Schema of a file of the corpus, from its declaration.

pydantic writes the schema of what its models hold once read. What a file may hold differs: every scalar is read as the
text it is written with, ids are those of a list, and what is wrong is said in French. Keys and descriptions are those
of the declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel

from eligibility.corpus.declarations import EFFETS, MOTIF_DATE, MOTIF_PASSAGE, EffetDeclare
from eligibility.corpus.remedes import MOTIFS
from eligibility.documents.catalogue import typeset
from eligibility.workshop.schema import motifs
from eligibility.workshop.schema.formes import (
    Schema,
    absent,
    alternatives,
    cite,
    entete,
    forme,
    jamais,
    liste,
    objet,
    reference,
    seulement,
    texte,
)
from eligibility.workshop.schema.renvois import PASSAGES, RENVOIS
from eligibility.workshop.schema.valeurs import identifiants

Place = tuple[str, str]

ACTUALISER: Final = "lancez « eligibility schema --dossier schemas »"
_DATE: Final = "une date s'écrit AAAA-MM-JJ, par exemple « 2026-01-31 », et doit exister"
_REF: Final = "#/definitions/"


def declaration(
    model: type[BaseModel], listes: Mapping[str, Mapping[str, str]], places: Mapping[Place, Schema]
) -> tuple[Schema, dict[str, Schema]]:
    """The schema of ``model``, and the definitions it refers to. ``places``: what some keys hold, known elsewhere."""
    conversion = _Conversion(listes, places)
    written = model.model_json_schema(ref_template=f"{_REF}{{model}}")
    models = written.pop("$defs", {})
    root = conversion.schema(written, (model.__name__, ""))
    definitions = {appellation(name): conversion.schema(inner, (name, "")) for name, inner in models.items()}
    return root, {**definitions, **{name: conversion.liste(name) for name in sorted(conversion.utiles)}}


def appellation(declaration: str) -> str:
    """What editors call the entries of a declaration.

    >>> appellation("ItemDeclare"), appellation("PartDeclaree")
    ('item', 'part')
    """
    return declaration.removesuffix("Declaree").removesuffix("Declare").lower()


class _Conversion:
    """``utiles``: the lists that were referred to."""

    def __init__(self, listes: Mapping[str, Mapping[str, str]], places: Mapping[Place, Schema]) -> None:
        self.listes = listes
        self.places = places
        self.utiles: set[str] = set()

    def liste(self, name: str) -> Schema:
        message = f"identifiant inconnu dans la liste « {name} » ; s'il vient d'y être ajouté, {ACTUALISER}"
        return alternatives(message, *identifiants(self.listes[name]))

    def schema(self, written: Schema, place: Place, vide: bool = False) -> Schema:
        """``vide``: or nothing at all."""
        return {**entete(description=self._description(written, place)), **self._schema(written, place, vide)}

    def _description(self, written: Schema, place: Place) -> str:
        """That of a key: a model's own is meant for programmers."""
        return str(written.get("description", "")) if place[1] else ""

    def _schema(self, written: Schema, place: Place, vide: bool) -> Schema:
        if place in self.places:
            return self.places[place]
        if "$ref" in written:
            return self._ou_rien(appellation(written["$ref"].removeprefix(_REF)), vide)
        for word in ("anyOf", "oneOf"):
            if word in written:
                return self._union(written[word], place, vide)
        if "enum" in written:
            return _enumere(written["enum"], vide)
        kind = written.get("type")
        return self._PAR_TYPE[kind if isinstance(kind, str) else "string"](self, written, place, vide)

    def _ou_rien(self, name: str, vide: bool) -> Schema:
        return {"anyOf": [reference(name), absent()]} if vide else reference(name)

    def _union(self, cas: list[Schema], place: Place, vide: bool) -> Schema:
        autres = [alternative for alternative in cas if alternative.get("type") != "null"]
        vide = vide or len(autres) < len(cas)
        if len(autres) == 1:
            return self._schema(autres[0], place, vide)
        rien = [absent()] if vide else []
        return {"anyOf": [*(self._schema(alternative, place, False) for alternative in autres), *rien]}

    def _texte(self, written: Schema, place: Place, vide: bool) -> Schema:
        motif = written.get("pattern", "")
        name = PASSAGES if place[1] == "sources" and motif == MOTIF_PASSAGE else RENVOIS.get(place)
        if motif and name is not None:
            self.utiles.add(name)
            return self._ou_rien(name, vide)
        if motif == MOTIF_DATE:
            return texte(motifs.jour(francais=False), _DATE, vide=vide)
        return texte(motif, MOTIFS.get(motif, "ce texte est mal écrit") if motif else "", vide=vide)

    def _entier(self, written: Schema, _place: Place, vide: bool) -> Schema:
        least: Schema = {name: written[name] for name in ("minimum", "maximum") if name in written}
        return alternatives(
            "un nombre entier est attendu ici, en chiffres",
            {"type": "integer", **least},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
            *([absent()] if vide else []),
        )

    def _liste(self, written: Schema, place: Place, vide: bool) -> Schema:
        return liste(self._schema(written["items"], place, False), vide=vide, au_moins=written.get("minItems", 0))

    def _objet(self, written: Schema, place: Place, vide: bool) -> Schema:
        if "properties" in written:
            model = place[0]
            cles = {key: self.schema(inner, (model, key)) for key, inner in written["properties"].items()}
            schema = objet(cles, written.get("required", ()), vide=vide)
            if model == EffetDeclare.__name__:
                schema["allOf"] = [*schema["allOf"], *_un_seul_effet()]
            return schema
        ((motif, inner),) = written["patternProperties"].items()
        valeur = self._schema(inner, place, False)
        name = RENVOIS.get(place)
        if name is None:
            message = MOTIFS.get(motif, "cette clé est mal écrite")
            return {
                "patternProperties": {motif: valeur},
                "additionalProperties": False,
                "errorMessage": typeset(message),
                **forme(["object"], "des clés et leurs valeurs sont attendues ici"),
            }
        cles = {ident: {**entete(description=sens), **valeur} for ident, sens in self.listes[name].items()}
        return objet(cles, vide=vide, inconnue=f"clé inconnue dans la liste « {name} » ; clés admises : {cite(cles)}")

    _PAR_TYPE: Final[Mapping[str, Callable[[_Conversion, Schema, Place, bool], Schema]]] = {
        "string": _texte,
        "integer": _entier,
        "array": _liste,
        "object": _objet,
    }


def _enumere(valeurs: list[Any], vide: bool) -> Schema:
    """``true`` and ``false``, where they are, are admitted without being proposed."""
    proposees = [valeur for valeur in valeurs if not isinstance(valeur, bool)]
    booleens = [valeur for valeur in valeurs if isinstance(valeur, bool)]
    return alternatives(
        f"valeurs admises : {cite(proposees)}",
        *({"const": valeur} for valeur in proposees),
        *([{"type": "string", "pattern": "^(?:true|false)$"}, seulement("boolean")] if booleens else []),
        *([absent()] if vide else []),
    )


def _un_seul_effet() -> list[Schema]:
    """What ``EffetDeclare`` checks by itself."""

    def donne(name: str) -> Schema:
        return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}

    def seul(name: str, parmi: Iterable[str]) -> Schema:
        return {"allOf": [donne(name), *({"not": donne(other)} for other in parmi if other != name)]}

    portee = ("ouvre", "ferme")
    reserves = (*portee, "motif")
    return [
        _sinon(
            {"anyOf": [seul(name, EFFETS) for name in EFFETS]},
            f"une règle conclut exactement une chose parmi {cite(EFFETS)}",
        ),
        {
            "if": donne("instrument"),
            "then": {
                "allOf": [
                    _sinon(
                        {"anyOf": [seul(name, portee) for name in portee]},
                        "un instrument ouvre ou ferme des axes : l'un ou l'autre",
                    ),
                    _sinon(donne("motif"), "un instrument ouvert ou fermé dit son motif"),
                ]
            },
            "else": _sinon(
                {"allOf": [{"not": donne(name)} for name in reserves]},
                f"{cite(reserves)} ne valent que pour un instrument",
            ),
        },
    ]


def _sinon(schema: Schema, message: str) -> Schema:
    """``schema``, else ``message``, at the key of the object in question."""
    return {"if": {"type": "object", "not": schema}, "then": jamais(message)}
