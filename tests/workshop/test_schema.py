"""The schemas themselves, held against the tool with a validator of JSON Schema: no editor is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel

from eligibility.corpus.declarations import MOTIF_CHAMP, MOTIF_ID, MOTIF_PASSAGE, Declaration
from eligibility.corpus.loading import load_corpus
from eligibility.documents.loader import load
from eligibility.workshop.cas.declares import FichierCas
from eligibility.workshop.schema.renvois import RENVOIS, listes
from eligibility.workshop.schema.schemas import NOMS, schema, schemas

from .graines import ACCEPTES, FAUTES, MARQUE
from .lecteurs import FICHIERS, RACINE, corpus, erreurs, vu

SCHEMAS = {nom: schema(nom, corpus()) for nom in NOMS}
SOCLE = RACINE / "tests" / "fixtures" / "valides" / "socle"


def fautes(nom: str, texte: str, of: dict[str, dict[str, Any]] = SCHEMAS) -> list[str]:
    document, found = load("essai.yaml", texte.encode())
    assert document is not None, found
    return [error.message for error in Draft7Validator(of[nom]).iter_errors(vu(document.root))]


def fichiers(racine: Path) -> Iterator[tuple[str, Path]]:
    """(schema, file) for each file of a corpus, its cases and projects."""
    for path in sorted(racine.glob("rules/*.yaml")):
        yield "regles", path
    for path in sorted(racine.glob("referentiels/*.yaml")):
        yield path.stem, path
    for path in sorted(racine.glob("referentiels/sources/*.yaml")):
        yield "source", path
    for path in sorted(racine.glob("tests/cas/*.yaml")):
        yield "cas", path
    for path in sorted((*racine.glob("exemples/*.yaml"), *racine.glob("projet.yaml"))):
        yield "projet", path


@pytest.mark.parametrize("nom", NOMS)
def test_schema_is_one(nom: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[nom])
    # What varies from case to case is a part of the project that another definition holds.
    asked = {node["$ref"].partition("/properties/")[0] for node in noeuds(SCHEMAS[nom]) if "$ref" in node}
    defined = {f"#/definitions/{name}" for name in SCHEMAS[nom].get("definitions", {})}
    assert asked == defined


def test_projects_rules_and_cases_have_one() -> None:
    assert {"projet", "regles", "cas"} <= set(NOMS)
    assert {f"{nom}.schema.json" for nom in NOMS} == set(schemas(corpus()))


@pytest.mark.parametrize(("nom", "path"), [*fichiers(RACINE)], ids=lambda value: getattr(value, "name", None))
def test_every_file_of_the_corpus_holds(nom: str, path: Path) -> None:
    assert fautes(nom, path.read_text(encoding="utf-8")) == []


def test_so_does_another_corpus_with_its_own_schemas() -> None:
    autre, diagnostics = load_corpus(SOCLE)
    assert autre is not None, diagnostics
    propres = {nom: schema(nom, autre) for nom in NOMS}
    lus = dict.fromkeys(nom for nom, _ in fichiers(SOCLE))
    assert {"projet", "regles", "cas", "vocabulaire"} <= set(lus)
    for nom, path in fichiers(SOCLE):
        assert fautes(nom, path.read_text(encoding="utf-8"), propres) == [], path
    # And it is no matter of being lax: our own rules are not those of that corpus.
    assert fautes("regles", (RACINE / "rules" / "cofinancement.yaml").read_text(encoding="utf-8"), propres)


@pytest.mark.parametrize(("nature", "nom"), [(nature, nom) for nature, found in ACCEPTES.items() for nom in found])
def test_what_the_tool_reads_is_admitted(nature: str, nom: str) -> None:
    texte = ACCEPTES[nature][nom]
    assert erreurs(nature, texte) == []
    assert fautes(nature, texte) == []


@pytest.mark.parametrize(("nature", "nom"), [(nature, nom) for nature, found in FAUTES.items() for nom in found])
def test_what_the_tool_refuses_is_refused(nature: str, nom: str) -> None:
    texte = FAUTES[nature][nom]
    lines = texte.splitlines()
    assert erreurs(nature, texte) == [number for number, line in enumerate(lines, 1) if line.endswith(MARQUE)]
    assert fautes(nature, texte)


def test_seeds_are_of_known_kinds() -> None:
    assert set(ACCEPTES) == set(FAUTES) == set(FICHIERS)


def noeuds(node: object) -> Iterator[dict[str, Any]]:
    """Every schema under ``node`` that says something to a reader: not those that only tell cases apart."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key in ("properties", "definitions", "patternProperties"):
                for inner in value.values():
                    yield from noeuds(inner)
            elif key not in ("const", "enum", "defaultSnippets", "if", "then", "not"):
                yield from noeuds(value)
    elif isinstance(node, list):
        for inner in node:
            yield from noeuds(inner)


@pytest.mark.parametrize("nom", NOMS)
def test_every_key_says_what_it_is(nom: str) -> None:
    keys = [(key, inner) for node in noeuds(SCHEMAS[nom]) for key, inner in node.get("properties", {}).items()]
    assert keys
    assert [
        key for key, inner in keys if inner is not True and not (inner.get("description") or inner.get("title"))
    ] == []


@pytest.mark.parametrize("nom", NOMS)
def test_every_refusal_is_said_in_french(nom: str) -> None:
    """Editors have their own words, in English, for whatever is not."""
    muets = [
        node
        for node in noeuds(SCHEMAS[nom])
        if ("required" in node or node.get("additionalProperties") is False) and "errorMessage" not in node
    ]
    assert muets == []
    # Of alternatives that fail, the first one speaks.
    premieres = [node["anyOf"][0] for node in noeuds(SCHEMAS[nom]) if "anyOf" in node]
    assert premieres
    assert [node for node in premieres if not node.keys() & {"errorMessage", "$ref", "allOf", "items"}] == []


def test_texts_are_typeset() -> None:
    for found in SCHEMAS.values():
        for node in noeuds(found):
            for word in ("description", "title", "errorMessage", "patternErrorMessage"):
                text = node.get(word, "")
                assert not re.search(" [:;?!»](?: |$)|« ", text), text


def test_words_for_programmers_are_not_shown() -> None:
    docs = {model.__doc__ for model in modeles() if model.__doc__}
    assert docs
    said = {node.get("description") for found in SCHEMAS.values() for node in noeuds(found)}
    assert not said & docs


def modeles(model: type[BaseModel] = Declaration) -> Iterator[type[BaseModel]]:
    for inner in model.__subclasses__():
        yield inner
        yield from modeles(inner)


HORS_TABLE = {
    # An entry's own name, and what only the file itself can tell.
    "id", "defaut", "code",
    # Keys whose values are told apart by another key, or by a reader of their own.
    "option", "lectures", "si", "projet", "chaque",
    # The labels of the vocabulary's own groups.
    "groupes",
}  # fmt: skip


def test_every_reference_is_in_the_table() -> None:
    assert FichierCas in set(modeles())
    places = set()
    for model in modeles():
        for name, inner in model.model_json_schema().get("properties", {}).items():
            text = str(inner)
            ids = any(repr(motif) in text for motif in (MOTIF_ID, MOTIF_CHAMP))
            if ids and name not in HORS_TABLE | {"source", "passages"} and "$ref" not in text:
                places.add((model.__name__, name))
            if repr(MOTIF_PASSAGE) in text and name != "id":
                assert name == "sources", model
    places.add(("Option", "option"))
    assert places == set(RENVOIS)
    assert set(RENVOIS.values()) <= set(listes(corpus()))
