"""A corpus ready to decide: taken from the cache with what its engines need, engines chosen."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import DecodeError, Struct, json

from eligibility.corpus.cache import open_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.files import Chemin
from eligibility.engine.derivation import Plan
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur

_INDEX, _PLAN = "index", "plan"


class Ouvert(Struct, frozen=True):
    corpus: Corpus
    decideur: Decideur


def ouvrir(
    directory: Chemin, *, cache_dir: Chemin | None = None, sans_durable: bool = False
) -> tuple[Ouvert | None, tuple[Diagnostic, ...]]:
    """The corpus of ``directory`` with its engines, or None and why. Raises EngineError when an engine cannot start."""
    corpus, diagnostics = open_corpus(directory, cache_dir, annexes)
    if corpus is None:
        return None, diagnostics
    index, plan = _gardes_en_cache(corpus)
    return Ouvert(corpus, Decideur(corpus, index=index, plan=plan, sans_durable=sans_durable)), diagnostics


def annexes(corpus: Corpus) -> Mapping[str, object]:
    """What the cache keeps for the engines, beside the rules."""
    return {_INDEX: Index.build(corpus.regles).to_data(), _PLAN: Plan.build(corpus)}


def _gardes_en_cache(corpus: Corpus) -> tuple[Index | None, Plan | None]:
    """None for what is to be built anew."""
    try:
        return Index.from_data(corpus.annexes[_INDEX]), json.decode(corpus.annexes[_PLAN], type=Plan)
    except (KeyError, ValueError, DecodeError):
        return None, None
