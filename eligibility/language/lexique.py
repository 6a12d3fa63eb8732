"""Words of the vocabulary: which value a word stands for, and which ones it may have been meant for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.vocabulary import Field, Kind, Value

_POST_CODE = 5
_SHOWN = 15
"""A list of values is given whole up to this many."""

_NONE = frozenset({"aucun", "aucune", "neant", "rien", "sans_objet", "non", "pas_de"})
UNKNOWN = frozenset(
    {
        "?", "??", "???", "inconnu", "inconnue", "nsp", "nc", "n/a", "na", "a_preciser", "a_definir", "a_completer",
        "a_determiner", "ne_sait_pas", "non_connu", "non_renseigne", "en_cours", "tbd", "todo", "xx", "xxx",
    }
)  # fmt: skip
"""What people write where they do not know, folded."""

EFFACER = "si la donnée n'est pas connue, effacez la ligne"
_INCOMPLETE = "une liste donnée est complète\u00a0: tant qu'elle ne l'est pas, effacez-la tout entière"


class Lookup(Struct, frozen=True):
    """``values``: none for an unknown word, several for an ambiguous one. ``noted``: the reader should be told how
    the word was understood."""

    values: tuple[Value, ...]
    noted: bool = False


def lookup(field: Field, word: str) -> Lookup:
    """The value of ``field`` that ``word`` stands for.

    Silently: its id or an equivalent. With a note: another case or accents, a synonym, its label, a plural.
    """
    value = field.value(word.strip())
    if value is not None:
        return Lookup((value,))
    sought = fold(word)
    if not sought:
        return Lookup(())
    found = [value for value in field.valeurs if any(sought == fold(other) for other in value.equivalents)]
    if found:
        return Lookup(tuple(found))
    found = [value for value in field.valeurs if sought == fold(value.id)]
    if not found:
        found = [value for value in field.valeurs if any(sought == fold(other) for other in _labels(value))]
    if not found:
        bare = singular(sought)
        found = [value for value in field.valeurs if any(bare == singular(fold(other)) for other in spellings(value))]
    return Lookup(tuple(found), noted=True)


def propose(field: Field, word: str) -> str:
    """What to write instead of ``word``, which is no value of ``field``."""
    if fold(word) in UNKNOWN:
        return _INCOMPLETE if field.nature is Kind.ENSEMBLE else EFFACER
    empty = empty_list(word) if field.nature is Kind.ENSEMBLE else None
    return empty or _propose(field, word, lambda value: readable(value, word))


def empty_list(word: str) -> str | None:
    """How a list is said to be empty, when it is what ``word`` means."""
    if fold(word) not in _NONE:
        return None
    return "pour dire «\u00a0aucun\u00a0», écrivez une liste vide\u00a0: «\u00a0[]\u00a0»"


def propose_id(field: Field, word: str) -> str:
    """The ids of ``field`` that ``word`` may stand for, else all of them."""
    return _propose(field, word, lambda value: value.id)


def _propose(field: Field, word: str, shown: Callable[[Value], str]) -> str:
    meant = lookup(field, word).values[:3] or _near(field, word)
    # Of a long list, what is no code comes first: it would be cut off.
    known = sorted(field.valeurs, key=lambda value: bool(value.attributs))
    return vouliez_vous(tuple(map(shown, meant))) or admitted(map(shown, known))


def readable(value: Value, word: str) -> str:
    """A name rather than a number, where a project may write either and ``word`` is no number."""
    named = value.libelle in value.equivalents and not word.strip().isdigit()
    return value.libelle if named else value.id


def admitted(words: Iterable[str], nom: str = "valeur") -> str:
    """All of ``words`` when they are few, else the first ones and their number; ``nom``: what they are, feminine."""
    known = list(words)
    if not known:
        return f"aucune {nom} n'est admise"
    shown = ", ".join(f"«\u00a0{word}\u00a0»" for word in known[:_SHOWN])
    if len(known) == 1:
        return f"seule {nom} admise\u00a0: {shown}"
    more = f"… ({len(known)} en tout)" if len(known) > _SHOWN else ""
    return f"{nom}s admises\u00a0: {shown}{more}"


def _near(field: Field, word: str) -> tuple[Value, ...]:
    """At most three values."""
    # A code that lost its leading zeros in a spreadsheet.
    if word.isascii() and word.isalnum():
        padded = [value for value in field.valeurs if value.id != word and value.id.lstrip("0") == word]
        # A post code, where the code of a département is asked for.
        if not padded and word.isdigit() and len(word) == _POST_CODE:
            padded = [value for value in field.valeurs if len(value.id) > 1 and word.startswith(value.id)]
        # A code that was split since: « 20 » into « 2A » and « 2B ».
        if not padded and word.isdigit() and len(word) in (2, _POST_CODE) and word[1] == "0":
            padded = [value for value in field.valeurs if re.fullmatch(f"{word[0]}[A-Z]", value.id)]
        if padded:
            return tuple(padded[:3])
    owners: dict[str, Value] = {}
    for value in field.valeurs:
        for spelling in spellings(value):
            owners.setdefault(spelling, value)
    found = {owners[spelling].id: owners[spelling] for spelling in nearest(word, owners, limit=6)}
    return tuple(found.values())[:3]


def _labels(value: Value) -> Iterator[str]:
    yield from value.synonymes
    yield value.libelle


def spellings(value: Value) -> Iterator[str]:
    """All the words that stand for ``value``."""
    yield value.id
    yield from value.equivalents
    yield from _labels(value)


def singular(folded: str) -> str:
    """Without the plural mark of each word; short words (« qpv », « rsa ») have none."""
    return "_".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in folded.split("_"))
