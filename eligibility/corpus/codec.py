"""The compiled corpus as lines of JSON, and back.

Decoding checks the type of everything it reads: what is decoded here has exactly the types that compiling gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import DecodeError, Raw, json
from msgspec.structs import replace

from eligibility.corpus.model import Corpus, Rule
from eligibility.documents.diagnostics import Diagnostic

T = TypeVar("T")


class MalformeError(ValueError):
    """Not what was encoded."""


encode = json.encode
"""One line of JSON, the same for the same value."""


def decode(line: bytes, decoder: json.Decoder[T]) -> T:
    """Raises MalformeError where the line is not a JSON text of the decoder's type."""
    try:
        return decoder.decode(line)
    except (DecodeError, RecursionError):
        raise MalformeError from None


def encode_corpus(corpus: Corpus, diagnostics: Sequence[Diagnostic]) -> bytes:
    """Everything but the rules and the annexes."""
    return encode((replace(corpus, regles=(), annexes={}), diagnostics))


def decode_corpus(line: bytes) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Raises MalformeError."""
    return decode(line, json.Decoder(tuple[Corpus, tuple[Diagnostic, ...]]))


def encode_rule(rule: Rule, annexe: object) -> bytes:
    """``annexe``: what is kept beside it, as a JSON value."""
    return encode((rule, annexe))


_regle = json.Decoder(tuple[Rule, Raw])


def decode_rule(line: bytes) -> tuple[Rule, bytes]:
    """The rule and its annexe, still encoded. Raises MalformeError."""
    rule, annexe = decode(line, _regle)
    return rule, bytes(annexe)
