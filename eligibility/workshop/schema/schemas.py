"""JSON Schemas for editors: what each YAML file may hold, as this corpus and these declarations have it.

An editor that knows them proposes keys, values and ids, explains them, and underlines what the tool would refuse. They
are never stricter than the tool, which still has the last word: it alone compares two keys of a file.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from eligibility.corpus import declarations as d
from eligibility.corpus.declares import REFERENTIELS
from eligibility.corpus.model import Corpus, Interpretation
from eligibility.workshop.cas.declares import FichierCas
from eligibility.workshop.schema import conditions
from eligibility.workshop.schema import projet as projets
from eligibility.workshop.schema.declarations import ACTUALISER, Place, appellation, declaration
from eligibility.workshop.schema.formes import Schema, alternatives, cite, entete, jamais, liste, objet, reference
from eligibility.workshop.schema.renvois import listes
from eligibility.workshop.schema.valeurs import identifiants

PROJET: Final = "projet"
_FRAGMENT: Final = "projet d'un cas"
_LECTURE: Final = appellation(d.LectureDeclaree.__name__)
_INTERPRETATION_INCONNUE: Final = f"interprétation inconnue ; si elle vient d'être ajoutée, {ACTUALISER}"
_DECLARATIONS: Final[Mapping[str, type[BaseModel]]] = {
    "regles": d.FichierRegles,
    "cas": FichierCas,
    **REFERENTIELS,
    "source": d.FichierSource,
}
NOMS: Final = (PROJET, *_DECLARATIONS)
"""What has a schema."""


def schema(nom: str, corpus: Corpus) -> Schema:
    """The schema called ``nom``. Raises KeyError when it is none of ``NOMS``."""
    if nom == PROJET:
        corps, definitions = projets.projet(corpus.vocabulaire), projets.definitions(corpus.vocabulaire)
    else:
        corps, definitions = declaration(_DECLARATIONS[nom], listes(corpus), _places(corpus))
        if nom == "regles":
            definitions |= conditions.definitions(corpus.vocabulaire)
            definitions[_LECTURE] = _lier_option(definitions[_LECTURE], corpus)
        elif nom == "cas":
            definitions |= projets.definitions(corpus.vocabulaire)
            definitions[_FRAGMENT] = projets.projet(corpus.vocabulaire, fragment=True)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Écrit par « eligibility schema » : ne pas modifier à la main.",
        **corps,
        **({"definitions": definitions} if definitions else {}),
    }


def schemas(corpus: Corpus) -> dict[str, Schema]:
    """All of them, by file name."""
    return {fichier(nom): schema(nom, corpus) for nom in NOMS}


def restes(dossier: Path, attendus: Container[str]) -> list[Path]:
    """The schemas of ``dossier`` that are none of ``attendus``."""
    return [path for path in sorted(dossier.glob(fichier("*"))) if path.name not in attendus]


def fichier(nom: str) -> str:
    return f"{nom}.schema.json"


def texte(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _places(corpus: Corpus) -> dict[Place, Schema]:
    """Keys that the declarations leave to a reader of their own, or whose values depend on their names."""
    lectures = {
        entry.id: {**entete(description=entry.question), **_options(entry)} for entry in corpus.interpretations.values()
    }
    return {
        ("RegleDeclaree", "si"): reference(conditions.CONDITION),
        ("CasDeclare", "projet"): reference(_FRAGMENT),
        ("CasDeclare", "chaque"): _chaque(corpus),
        ("CasDeclare", "lectures"): objet(lectures, inconnue=_INTERPRETATION_INCONNUE),
    }


def _chaque(corpus: Corpus) -> Schema:
    """A field of a project, with several of its values, each as the project could give it."""
    cles = {}
    for field in corpus.vocabulaire.champs.values():
        if not field.conclu:
            place = "/properties/".join([_FRAGMENT, *field.id.split(".")])
            cles[field.id] = {**entete(field.libelle, field.definition), **liste(reference(place), au_moins=1)}
    schema = objet(cles, inconnue="champ de projet inconnu ; un champ rangé sous un autre s'écrit « groupe.champ »")
    plusieurs = {"type": "object", "minProperties": 2}
    schema["allOf"].append({"if": plusieurs, "then": jamais("« chaque » ne fait varier qu'un champ à la fois")})
    return schema


def _options(interpretation: Interpretation) -> Schema:
    connues = {option.id: option.libelle for option in interpretation.options}
    return alternatives(f"option inconnue ; options de cette interprétation : {cite(connues)}", *identifiants(connues))


def _lier_option(lecture: Schema, corpus: Corpus) -> Schema:
    """The reading a rule holds under, with the options of the interpretation it names."""
    cas = [
        {
            "if": {"properties": {"interpretation": {"const": entry.id}}, "required": ["interpretation"]},
            "then": {"properties": {"option": _options(entry)}},
        }
        for entry in corpus.interpretations.values()
    ]
    return {**lecture, "allOf": [*lecture["allOf"], *cas]}
