"""One cache entry: a sealed text of JSON lines.

First line: the seal (HMAC-SHA256 of the second). Second line: the header, which says for what sources and by what
program the rest was written, and what it hashes to. Third line: everything small. Then one line for each annexe, then
one for each rule.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, json
from msgspec.structs import replace

from eligibility.corpus.codec import MalformeError, decode, decode_corpus, decode_rule, encode, encode_corpus
from eligibility.corpus.model import Corpus, Rule
from eligibility.corpus.sequence import Regles
from eligibility.documents.diagnostics import Diagnostic

FORMAT = 2


class Entete(Struct, frozen=True, forbid_unknown_fields=True):
    """``contenu``: sha256 of the lines that follow; ``annexes``: their names, in the order of their lines."""

    format: int
    programme: str
    sources: str
    contenu: str
    annexes: tuple[str, ...]
    regles: int


def write_entry(
    corpus: Corpus, diagnostics: Sequence[Diagnostic], annexes: Mapping[str, bytes], programme: str, key: bytes
) -> bytes:
    """The entry's text. Each annexe is one line of JSON."""
    names = sorted(annexes)
    lines = [encode_corpus(corpus, diagnostics), *(annexes[name] for name in names), *map(encode, corpus.regles)]
    rest = b"\n".join(lines)
    header = encode(Entete(FORMAT, programme, corpus.empreinte, _sha256(rest), tuple(names), len(corpus.regles)))
    return b"\n".join((_seal(key, header), header, rest))


def read_entry(
    data: bytes, empreinte: str, programme: str, key: bytes, recover: Callable[[], Sequence[Rule]]
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """The corpus of an entry written for the same sources by the same program, and its diagnostics.

    Raises ValueError on anything else, before any of its content is looked at.
    """
    seal, _, sealed = data.partition(b"\n")
    header, _, rest = sealed.partition(b"\n")
    if not hmac.compare_digest(seal, _seal(key, header)):
        raise MalformeError
    entete = decode(header, json.Decoder(Entete))
    if (entete.format, entete.programme, entete.sources, entete.contenu) != (
        FORMAT,
        programme,
        empreinte,
        _sha256(rest),
    ):
        raise MalformeError
    lines = rest.split(b"\n")
    start = 1 + len(entete.annexes)
    if len(lines) != start + entete.regles:
        raise MalformeError
    corpus, diagnostics = decode_corpus(lines[0])
    annexes = dict(zip(entete.annexes, lines[1:start], strict=True))
    return replace(corpus, regles=Regles(lines[start:], decode_rule, recover), annexes=annexes), diagnostics


def _sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _seal(key: bytes, header: bytes) -> bytes:
    return hmac.digest(key, header, "sha256").hex().encode()
