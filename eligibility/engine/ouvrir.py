"""A corpus ready to decide: taken from the cache with its index, engines chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from eligibility.corpus.cache import open_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur

_INDEX = "index"

RULES_READ_WHOLE = 0
"""Up to here the engines read every rule at each command: the index is then checked by each answer, for less than
the start of a process costs. Beyond, the index keeps the time of an answer nearly flat."""


class Ouvert(Struct, frozen=True):
    corpus: Corpus
    decideur: Decideur


def ouvrir(
    directory: Path, *, cache_dir: Path | None = None, sans_durable: bool = False
) -> tuple[Ouvert | None, tuple[Diagnostic, ...]]:
    """The corpus of ``directory`` with its engines, or None and why. Raises EngineError when an engine cannot start."""
    corpus, diagnostics = open_corpus(directory, cache_dir, annexes)
    if corpus is None:
        return None, diagnostics
    if len(corpus.regles) <= RULES_READ_WHOLE:
        return Ouvert(corpus, Decideur(corpus, exhaustif=True, sans_durable=sans_durable)), diagnostics
    kept = corpus.annexe(_INDEX)
    index = Index.from_data(kept) if kept is not None else None
    return Ouvert(corpus, Decideur(corpus, index=index, sans_durable=sans_durable)), diagnostics


def annexes(corpus: Corpus) -> Mapping[str, object]:
    """What the cache keeps for the engines, beside the rules."""
    return {_INDEX: Index.build(corpus.regles).to_data()}
