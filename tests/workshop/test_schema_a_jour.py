"""The schemas of the repository are those of its rules and referentiels, and editors are told where they are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from eligibility.workshop.schema.schemas import NOMS, fichier, schema, texte

from .lecteurs import RACINE, corpus

SCHEMAS = RACINE / "schemas"


@pytest.mark.parametrize("nom", NOMS)
def test_schema_is_up_to_date(nom: str) -> None:
    path = SCHEMAS / fichier(nom)
    ecrit = path.read_text(encoding="utf-8") if path.is_file() else ""
    if ecrit != texte(schema(nom, corpus())):
        pytest.fail(
            f"schemas/{path.name} ne suit plus les règles et les référentiels : "
            "lancez « eligibility schema --dossier schemas »",
            pytrace=False,
        )


def test_no_schema_is_left_of_something_else() -> None:
    assert sorted(path.name for path in SCHEMAS.iterdir()) == sorted(map(fichier, NOMS))


SCHEMA_DE = {
    "rules": "regles",
    "tests/cas": "cas",
    "referentiels/sources": "source",
    "exemples": "projet",
}
"""By folder; a file of ``referentiels`` has the schema of its own name."""


def _fichiers() -> Iterator[tuple[Path, str]]:
    for dossier, nom in SCHEMA_DE.items():
        yield from ((path, nom) for path in sorted((RACINE / dossier).glob("*.yaml")))
    yield from ((path, path.stem) for path in sorted((RACINE / "referentiels").glob("*.yaml")))


def test_each_file_names_its_schema_on_its_first_line() -> None:
    """So that an editor without our settings checks it all the same."""
    faux = []
    for path, nom in _fichiers():
        voulu = os.path.relpath(SCHEMAS / fichier(nom), path.parent).replace(os.sep, "/")
        premiere = path.read_text(encoding="utf-8").partition("\n")[0]
        if premiere != f"# yaml-language-server: $schema={voulu}":
            faux.append(f"{path.relative_to(RACINE)}:1 : « # yaml-language-server: $schema={voulu} »")
    assert faux == []


def test_vs_code_is_given_every_schema() -> None:
    settings = json.loads((RACINE / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert sorted(settings["yaml.schemas"]) == sorted(f"./schemas/{fichier(nom)}" for nom in NOMS)
