"""What can be read of an entry that is wrong somewhere, so that the rest of it is checked all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from eligibility.corpus.erreurs import chemin_de, modeles
from eligibility.documents.located import Path

M = TypeVar("M", bound=BaseModel)


def en_partie(model: type[M], value: Mapping[str, object], errors: Sequence[ErrorDetails]) -> M:
    """``value`` as ``model`` would have it, less what ``errors`` found wrong in it.

    A key that is missing or wrong has its default, else nothing: an empty list, an empty entry, None for a text; so is
    an element of a list. Values are texts, as written: an entry to look for references in, never to conclude from.
    """
    wrong = {chemin_de(error["loc"]) for error in errors if not _d_ensemble(error)}
    return _construit(model, {key: _sans(inner, wrong, (key,)) for key, inner in value.items() if (key,) not in wrong})


def _d_ensemble(error: ErrorDetails) -> bool:
    """Whether what is wrong is how the keys or elements of a value go together: each may be right."""
    kind = error["type"]
    return (kind == "too_short" or kind.startswith("fr_")) and isinstance(error["input"], (dict, tuple))


def _sans(value: object, wrong: set[Path], here: Path) -> object:
    """``value`` without what is ``wrong``; every element of a list keeps its rank."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if (*here, key) not in wrong}
        return {key: _sans(inner, wrong, (*here, key)) for key, inner in kept.items()}
    if isinstance(value, tuple):
        places = ((*here, rank) for rank in range(len(value)))
        return tuple(
            None if place in wrong else _sans(inner, wrong, place) for place, inner in zip(places, value, strict=True)
        )
    return value


def _construit(model: type[M], value: Mapping[str, object]) -> M:
    fields = model.model_fields
    given: dict[str, Any] = {name: _lu(info.annotation, value[name]) for name, info in fields.items() if name in value}
    absent: dict[str, Any] = {name: _rien(info.annotation) for name, info in fields.items() if info.is_required()}
    return model.model_construct(**{**absent, **given})


def _lu(annotation: object, value: object) -> object:
    """``value``, with an entry wherever ``annotation`` asks for one of one form."""
    forms = list(modeles(annotation))
    if len(forms) != 1:
        return value
    if isinstance(value, dict):
        return _construit(forms[0], value)
    if isinstance(value, tuple):
        return tuple(_construit(forms[0], inner if isinstance(inner, dict) else {}) for inner in value)
    return value


def _rien(annotation: object) -> object:
    """What stands for a value that is not there."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _construit(annotation, {})
    kind = get_origin(annotation)
    if kind in (tuple, dict):
        return kind()
    return None if not get_args(annotation) else _rien(get_args(annotation)[0])
