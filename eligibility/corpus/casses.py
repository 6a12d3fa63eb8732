"""What can be read of conditions and projects when some fields of the vocabulary are faulty: all that speaks of the
others."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.language.vocabulary import Vocabulary


def vocabulaire_sans(vocabulary: Vocabulary, casses: Collection[str]) -> Vocabulary:
    """The fields that are not ``casses``."""
    return replace(vocabulary, champs={ident: one for ident, one in vocabulary.champs.items() if ident not in casses})


def condition_sans(node: Node, casses: Collection[str]) -> Node | None:
    """The condition less what it asks of the fields ``casses``; None when nothing is left. ``node`` itself when it
    asks nothing of them."""
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        items = tuple(kept for item in node.items if (kept := condition_sans(item, casses)) is not None)
        if len(items) == len(node.items) and all(a is b for a, b in zip(items, node.items, strict=True)):
            return node
        return Sequence(items, node.span) if items else None
    entries = tuple(
        (key, kept)
        for key, value in node
        if key.text not in casses and (kept := condition_sans(value, casses)) is not None
    )
    if len(entries) == len(node.entries) and all(a[1] is b[1] for a, b in zip(entries, node.entries, strict=True)):
        return node
    return Mapping(entries, node.span) if entries else None


def projet_sans(node: Node, vocabulary: Vocabulary, casses: Collection[str], groupe: str = "") -> Node:
    """The project less what it says of the fields ``casses``. ``vocabulary``: the others; ``groupe``: the prefix of
    the fields that ``node`` holds."""
    if not isinstance(node, Mapping):
        return node
    entries = []
    for key, value in node:
        ident = f"{groupe}{key.text}"
        within = f"{ident}."
        if ident in casses:
            continue
        if any(casse.startswith(within) for casse in casses):
            if not any(champ.startswith(within) for champ in vocabulary.champs):
                continue
            value = projet_sans(value, vocabulary, casses, within)
        entries.append((key, value))
    return Mapping(tuple(entries), node.span)
