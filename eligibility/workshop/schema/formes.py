"""Pieces of JSON Schema (draft 07) that editors read well, whatever says what they hold.

An editor proposes what stands in ``const``, ``enum`` and ``type``, but not what stands under ``if``: what is admitted
without being proposed (``null``, ``true``, a code written as a number) goes there. ``errorMessage`` and
``patternErrorMessage`` are words of yaml-language-server and VS Code, which others ignore: they put in French what is
wrong, but each serves several keywords of the schema it stands in, hence one small schema for each message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from eligibility.documents.catalogue import typeset

Schema = dict[str, Any]

_JAMAIS: Final = "(?!)"
"""A pattern that no text matches."""

_PLEIN: Final = r"\S"
"""A pattern that any text matches but an empty one."""


def cite(words: Iterable[str]) -> str:
    return ", ".join(f"« {word} »" for word in words)


def forme(types: Sequence[str], message: str) -> Schema:
    """A value of one of ``types``, none of which is proposed."""
    return {"if": {"not": {"type": [*types]}}, "then": {"type": [*types], "errorMessage": typeset(message)}}


def seulement(kind: str, valeurs: Iterable[object] | None = None) -> Schema:
    """An alternative: a value of type ``kind`` (one of ``valeurs``), admitted without being proposed."""
    return {
        "if": {"type": kind},
        **({} if valeurs is None else {"then": {"enum": [*valeurs]}}),
        "else": False,
    }


def jamais(message: str) -> Schema:
    """Keys and values that are wrong together: a key that they cannot have is missing.

    It is where editors show a missing key, at the key of the whole, that ``message`` belongs.
    """
    return {"required": [""], "errorMessage": typeset(message)}


def pas_vide(message: str) -> Schema:
    """At least one key, else ``message``."""
    return {"if": {"not": {"minProperties": 1}}, "then": jamais(message)}


def absent() -> Schema:
    """An alternative: nothing after the key."""
    return seulement("null")


def alternatives(message: str, *cas: Schema, titre: str = "", description: str = "") -> Schema:
    """One of ``cas``, else ``message``.

    Of alternatives that all fail alike, an editor shows what the first one says: that one is there to say it. Of the
    one that holds, it shows the description, hence the common one for those that have none of their own.
    """
    said = typeset(message)
    refus: Schema = {
        "type": ["string"],
        "pattern": _JAMAIS,
        "patternErrorMessage": said,
        "errorMessage": said,
        # An editor takes alternatives without description for one another, unless it is empty.
        "description": "",
    }
    commune = entete(description=description)
    return {**entete(titre), **commune, "anyOf": [refus, *({**commune, **alternative} for alternative in cas)]}


def entete(titre: str = "", description: str = "") -> Schema:
    """What an editor shows over a key; nothing of what is empty."""
    return {name: typeset(text) for name, text in (("title", titre), ("description", description)) if text}


def texte(motif: str = "", message: str = "", *, vide: bool = False, description: str = "") -> Schema:
    """Any scalar, read as the text it is written with (of the form ``motif``, else ``message``); ``vide``: or none."""
    return alternatives(
        message or "un texte est attendu ici",
        {"type": "string", "pattern": motif or _PLEIN},
        {"type": "number"},
        seulement("boolean"),
        *([absent()] if vide else []),
        description=description,
    )


def liste(element: Schema, *, vide: bool = False, au_moins: int = 0, sans_double: bool = False) -> Schema:
    """``vide``: or nothing at all."""
    exigences = [forme(["array", *(["null"] if vide else [])], "une liste est attendue ici")]
    if au_moins:
        elements = f"{au_moins} élément{'s' if au_moins > 1 else ''}"
        exigences.append(_sinon({"minItems": au_moins}, f"la liste est trop courte : donnez au moins {elements}"))
    if sans_double:
        exigences.append(_sinon({"uniqueItems": True}, "un élément est répété"))
    return {"items": element, "allOf": exigences}


def _sinon(exigence: Schema, message: str) -> Schema:
    """A list of which ``exigence`` holds, else ``message`` (a list is never a text)."""
    return {"if": {"not": exigence}, "then": {"type": ["string"], "errorMessage": typeset(message)}}


def objet(
    cles: Mapping[str, Schema],
    obligatoires: Sequence[str] = (),
    *,
    vide: bool = False,
    attendu: str = "",
    inconnue: str = "",
) -> Schema:
    """Keys and values, no key but ``cles``; ``vide``: or nothing at all.

    ``attendu`` is said where anything else stands, ``inconnue`` of an unknown key.
    """
    listed = cite(cles)
    attendu = attendu or f"des clés et leurs valeurs sont attendues ici : {listed}"
    inconnue = inconnue or f"clé inconnue ici ; {'clés admises' if len(cles) > 1 else 'seule clé admise'} : {listed}"
    schema: Schema = {"properties": dict(cles)}
    if obligatoires:
        plusieurs = len(obligatoires) > 1
        manque = f"{cite(obligatoires)} {'sont obligatoires' if plusieurs else 'est obligatoire'} ici"
        schema |= {"required": [*obligatoires], "errorMessage": typeset(f"il manque une clé : {manque}")}
    schema["allOf"] = [
        forme(["object", *(["null"] if vide else [])], attendu),
        {
            "properties": dict.fromkeys(cles, True),
            "additionalProperties": False,
            "errorMessage": typeset(inconnue),
        },
    ]
    return schema


def reference(nom: str) -> Schema:
    return {"$ref": f"#/definitions/{nom}"}
