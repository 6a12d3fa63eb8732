"""The schemas of the repository are those of its rules and referentiels, and editors are told where they are."""

from __future__ import annotations

import json

import pytest

from eligibility.workshop.schema import NOMS, fichier, schema, texte

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


def test_vs_code_is_given_every_schema() -> None:
    settings = json.loads((RACINE / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert sorted(settings["yaml.schemas"]) == sorted(f"./schemas/{fichier(nom)}" for nom in NOMS)
