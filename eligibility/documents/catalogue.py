"""The catalogue of diagnostics: each code once, with its severity, its message and its cure.

V0xx reading a file · V1xx shape of a document · V2xx values and vocabulary · V3xx coherence of a project ·
V4xx references between corpus files · V5xx conditions and rules · V6xx what is doubtful ·
V7xx cases, and what running them shows · V9xx notes.

The codes are written one family to a module; this one puts them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eligibility.documents import (
    codes_analyse,
    codes_cas,
    codes_conditions,
    codes_corpus,
    codes_essais,
    codes_lecture,
    codes_valeurs,
)
from eligibility.documents.entry import Entry

__all__ = ["CATALOGUE", "Entry", "merge", "typeset"]


def merge(families: Iterable[Mapping[str, Entry]]) -> dict[str, Entry]:
    """All families in one catalogue, in the order of the codes, their texts typeset.

    Raises ValueError when two families define the same code: a programming error.
    """
    merged: dict[str, Entry] = {}
    for family in families:
        twice = sorted(merged.keys() & family.keys())
        if twice:
            raise ValueError(f"diagnostic codes defined twice: {', '.join(twice)}")
        merged.update(family)
    return {code: _typeset_entry(merged[code]) for code in sorted(merged)}


def typeset(template: str) -> str:
    """``template`` with the no-break spaces of French typography, so that the families can be written without.

    Templates only: in what a user wrote, an ordinary space must stay one.

    >>> typeset("clé « {cle} » : laquelle ?")
    'clé «\\xa0{cle}\\xa0»\\xa0: laquelle\\xa0?'
    """
    template = template.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    for sign in ":;?!":
        template = template.replace(f" {sign} ", f"\u00a0{sign} ")
        if template.endswith(f" {sign}"):
            template = f"{template[:-2]}\u00a0{sign}"
    return template


def _typeset_entry(entry: Entry) -> Entry:
    return Entry(entry.severity, typeset(entry.message), typeset(entry.aide) if entry.aide else entry.aide)


CATALOGUE: dict[str, Entry] = merge(
    (
        codes_lecture.CODES,
        codes_valeurs.CODES,
        codes_conditions.CODES,
        codes_corpus.CODES,
        codes_analyse.CODES,
        codes_cas.CODES,
        codes_essais.CODES,
    )
)
