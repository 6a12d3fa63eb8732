"""The models of corpus files: closed, strict, described."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from eligibility.corpus import declarations as d
from eligibility.corpus.declares import REFERENTIELS
from eligibility.language.vocabulary import Kind

FILES: list[type[BaseModel]] = [*REFERENTIELS.values(), d.FichierSource, d.FichierRegles]
MODELS = sorted(
    (one for one in vars(d).values() if isinstance(one, type) and issubclass(one, d.Declaration)),
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS)
def test_closed_strict_immutable_and_described(model: type[BaseModel]) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("strict") is True
    assert model.model_config.get("frozen") is True
    for name, info in model.model_fields.items():
        assert info.description, f"{model.__name__}.{name}"


@pytest.mark.parametrize("model", FILES)
def test_has_a_schema(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["required"]


def test_natures_are_those_of_the_language() -> None:
    assert set(get_args(d.NomNature)) == {kind.value for kind in Kind}


@pytest.mark.parametrize(("written", "meant"), [("oui", True), ("non", False), ("true", True), ("false", False)])
def test_yes_and_no(written: str, meant: bool) -> None:
    champ = d.ChampDeclare.model_validate({"id": "a", "nature": "texte", "libelle": "A", "obligatoire": written})
    assert champ.obligatoire is meant


@pytest.mark.parametrize(
    "written", ["2024-02-30", "2023-02-29", "2024-1-1", "20240101", "2024-W01-1", "٢٠٢٤-٠١-٠١", ""]
)
def test_dates_that_are_none(written: str) -> None:
    with pytest.raises(ValidationError):
        d.VigueurDeclaree.model_validate({"du": written})


def test_leap_day() -> None:
    assert d.VigueurDeclaree.model_validate({"au": "2024-02-29"}).au == "2024-02-29"


def test_decimal_comma() -> None:
    assert d.PartDeclaree.model_validate({"financeur": "a", "taux": "0,5"}).taux == "0.5"
