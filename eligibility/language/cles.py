"""The keys of a project as a tree, read off the dotted ids of the vocabulary, and what a wrong key was meant for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, field

from eligibility.documents.characters import clip
from eligibility.documents.located import Mapping, Node, Scalar
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.lexique import admitted, singular
from eligibility.language.scalaires import is_absent
from eligibility.language.vocabulary import Field, Vocabulary

_DOTTED = r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}.*"
"""« 12.000,50 »: the dots group thousands, as the comma says."""


class Group(Struct):
    """The keys admitted at one place. ``prefix``: the dotted path that leads there, empty at the top."""

    prefix: str = ""
    fields: dict[str, Field] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """What may be written here, conclusions left out."""
        return [*(name for name, known in self.fields.items() if not known.conclu), *self.groups]


def same_key(key: str, known: Iterable[str], mapping: Mapping) -> str | None:
    """The only one of ``known`` that differs from ``key`` by case, accents or plural alone: what is under ``key`` can
    be checked as if it were under that one. None when ``mapping`` holds that one, or another spelling of it earlier."""
    sought = singular(fold(key))
    found = [name for name in known if singular(fold(name)) == sought]
    if len(found) != 1:
        return None
    first = next(other.text for other, _ in mapping if singular(fold(other.text)) == sought)
    return found[0] if first == key and mapping.key(found[0]) is None else None


def key_tree(champs: Iterable[Field]) -> Group:
    """All fields, each under its groups."""
    top = Group()
    for known in champs:
        place = top
        *path, name = known.id.split(".")
        for step in path:
            prefix = f"{place.prefix}.{step}" if place.prefix else step
            place = place.groups.setdefault(step, Group(prefix))
        place.fields[name] = known
    return top


def propose_key(key: str, here: Group, vocabulary: Vocabulary) -> str:
    """What to write instead of ``key``, which is not admitted in ``here``."""
    if key in vocabulary.champs and "." in key:
        path, _, name = key.rpartition(".")
        if path == here.prefix:
            return f"écrivez «\u00a0{name}:\u00a0»"
        steps = "\u00a0», puis «\u00a0".join(f"{step}:" for step in path.split("."))
        return f"écrivez «\u00a0{steps}\u00a0» et, dessous et décalé, «\u00a0{name}:\u00a0»"
    elsewhere = _elsewhere(key, here, vocabulary)
    near = vouliez_vous(nearest(key, here.keys))
    if elsewhere or near:
        return "\u00a0; ".join(filter(None, (elsewhere, near)))
    written = [known.id for known in vocabulary.champs.values() if not known.conclu]
    return vouliez_vous(nearest(key, written)) or admitted(here.keys, "clé")


def missing_colon(key: str, value: Node | None, known: Collection[str]) -> str | None:
    """The cure for « {min 0} » or « ages {min: 0} », where YAML sees the keys « min 0 » and « ages {min »; None when
    that is not what is wrong with ``key``, of ``value``."""
    name, _, rest = key.partition(" ")
    rest = rest.strip()
    cut = rest[:1] in ("{", "[")
    if name not in known or not rest or not (cut or value is None or is_absent(value)):
        return None
    shown = f"{name}: {clip(rest)}{'…' if cut else ''}"
    return f"il manque «\u00a0:\u00a0» après «\u00a0{name}\u00a0»\u00a0: écrivez «\u00a0{shown}\u00a0»"


def cut_decimal(mapping: Mapping, key: Scalar) -> str | None:
    """The cure for « {montant: 66,67} », where YAML sees two keys, the second one « 67 »."""
    whole = next((whole for _, cut, whole in _cuts(mapping) if cut is key), None)
    if whole is None:
        return None
    if re.fullmatch(_DOTTED, whole):
        whole = whole.replace(".", "")
    return (
        f'entre accolades, une virgule sépare deux clés\u00a0: écrivez «\u00a0"{clip(whole)}"\u00a0», avec guillemets'
    )


def cut_keys(mapping: Mapping) -> list[Scalar]:
    """The keys whose value is the start of such a number: alone, it says nothing."""
    return [start for start, _, _ in _cuts(mapping)]


def _cuts(mapping: Mapping) -> Iterator[tuple[Scalar, Scalar, str]]:
    """The key of each number that a comma cut, the key that its decimals make, and the number whole."""
    for (start, value), (cut, nothing) in pairwise(mapping.entries):
        if isinstance(value, Scalar) and value.span.end_line == cut.span.line and is_absent(nothing):
            whole = f"{value.text},{cut.text}"
            if re.search("[0-9],[0-9]", whole):
                yield start, cut, whole


def _elsewhere(key: str, here: Group, vocabulary: Vocabulary) -> str | None:
    """Where the key belongs, when it is a right one in a wrong place."""
    sought = fold(key)
    places = [
        prefix
        for known in vocabulary.champs.values()
        if not known.conclu
        for prefix, _, name in (known.id.rpartition("."),)
        if fold(name) == sought and prefix != here.prefix
    ]
    groups = {
        group.rpartition(".")[0]
        for known in vocabulary.champs.values()
        for group in _prefixes(known.id)
        if fold(group.rpartition(".")[2]) == sought
    } - {here.prefix}
    found = list(dict.fromkeys([*places, *sorted(groups)]))
    if not found:
        return None
    said = " ou ".join(
        f"sous «\u00a0{place}\u00a0»" if place else "au premier niveau, sans décalage" for place in found
    )
    return f"cette clé va {said}"


def _prefixes(ident: str) -> list[str]:
    return [ident[:end] for end, mark in enumerate(ident) if mark == "."]
