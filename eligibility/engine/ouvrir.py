"""A corpus ready to decide: taken from the cache with what its engines need, engines chosen."""

from __future__ import annotations

from msgspec import DecodeError, Struct, json

from eligibility.corpus.cache import open_corpus
from eligibility.corpus.entrees import Annexes
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.files import Chemin
from eligibility.engine.derivation import Plan
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.proprietes import Codes

_INDEX, _PLAN, _CODES = "index", "plan", "codes"


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
    index, plan, codes = _gardes_en_cache(corpus)
    decideur = Decideur(corpus, index=index, plan=plan, codes=codes, sans_durable=sans_durable)
    return Ouvert(corpus, decideur), diagnostics


def annexes(corpus: Corpus) -> Annexes:
    """What the cache keeps for the engines: with the corpus, and beside each rule."""
    # Here: the rules are most often found compiled.
    from eligibility.engine.compilation import compiler

    plan = Plan.build(corpus)
    codes, sorties = compiler(corpus.regles, int(plan.a_nier, 16))
    tete = {_INDEX: Index.build(corpus.regles).to_data(), _PLAN: plan, _CODES: codes}
    return Annexes({name: json.encode(value) for name, value in tete.items()}, sorties)


def _gardes_en_cache(corpus: Corpus) -> tuple[Index | None, Plan | None, Codes | None]:
    """None for what is to be built anew."""
    try:
        return (
            Index.from_data(corpus.annexes[_INDEX]),
            json.decode(corpus.annexes[_PLAN], type=Plan),
            json.decode(corpus.annexes[_CODES], type=Codes),
        )
    except (KeyError, ValueError, DecodeError):
        return None, None, None
