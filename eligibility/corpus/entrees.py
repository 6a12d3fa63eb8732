"""One cache entry: a sealed text of JSON lines.

First line: the seal (keyed BLAKE2 of the second). Second line: the header, which says for what sources and by what
program the rest was written, and what the *head* hashes to. The head: everything small, one line for each annexe, then
where each rule stands and what it hashes to. The rules follow, a line each with its own annexe: a rule is checked when
it is read, so that opening an entry costs little however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Protocol

from msgspec import Struct, json
from msgspec.structs import replace

from eligibility.corpus.codec import (
    MalformeError,
    decode,
    decode_corpus,
    decode_rule,
    encode,
    encode_corpus,
    encode_rule,
)
from eligibility.corpus.model import Corpus, Rule
from eligibility.corpus.sequence import Regles
from eligibility.documents.condensats import blake2b, compare_digest
from eligibility.documents.diagnostics import Diagnostic

FORMAT = 4

_DEBUT = 4096
"""Bytes that hold the seal and the header."""
_EMPREINTE = 16
"""Bytes of a rule's digest."""


class Texte(Protocol):
    """The text of an entry: bytes, or a file read as it is asked for, which raises ValueError where it cannot be."""

    def __len__(self) -> int: ...
    def __getitem__(self, stretch: slice, /) -> bytes: ...


class Annexes(Struct, frozen=True):
    """What another layer wants kept. ``corpus``: encoded, by name; ``regles``: beside each rule, in their order, as
    JSON values; none at all when empty."""

    corpus: Mapping[str, bytes]
    regles: Sequence[object] = ()


class Entete(Struct, frozen=True, forbid_unknown_fields=True):
    """``tete``: length and digest of the head; ``annexes``: their names, in the order of their lines."""

    format: int
    programme: str
    sources: str
    tete: tuple[int, str]
    annexes: tuple[str, ...]


class Sommaire(Struct, frozen=True, forbid_unknown_fields=True):
    """Length of each rule's line, and the hashes of all in one hexadecimal text."""

    longueurs: list[int]
    empreintes: str


def write_entry(
    corpus: Corpus,
    diagnostics: Sequence[Diagnostic],
    annexes: Annexes,
    sources: str,
    programme: str,
    key: bytes,
) -> bytes:
    """The entry's text. ``sources`` and ``programme``: what it was made of, and by."""
    names = sorted(annexes.corpus)
    kept = annexes.regles or [None] * len(corpus.regles)
    rules = [encode_rule(rule, annexe) + b"\n" for rule, annexe in zip(corpus.regles, kept, strict=True)]
    sommaire = Sommaire([len(rule) for rule in rules], "".join(_empreinte(rule).hex() for rule in rules))
    lines = [encode_corpus(corpus, diagnostics), *(annexes.corpus[name] for name in names), encode(sommaire)]
    head = b"\n".join(lines) + b"\n"
    header = encode(Entete(FORMAT, programme, sources, (len(head), _condensat(head)), tuple(names)))
    return b"".join((_seal(key, header), b"\n", header, b"\n", head, *rules))


def read_entry(
    data: Texte, sources: str, programme: str, key: bytes, recover: Callable[[], Sequence[Rule]]
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """The corpus of an entry written for the same sources by the same program, and its diagnostics.

    Raises ValueError on anything else, before any of its content is looked at. A rule spoilt since is found out when
    it is read: ``recover`` then gives all of them anew.
    """
    # The rules may weigh megabytes, of which a command reads a few lines.
    seal, _, rest = data[:_DEBUT].partition(b"\n")
    header, newline, _ = rest.partition(b"\n")
    if not newline or not compare_digest(seal, _seal(key, header)):
        raise MalformeError
    start = len(seal) + len(header) + 2
    entete = decode(header, json.Decoder(Entete))
    end = start + entete.tete[0]
    head = data[start:end]
    if (entete.format, entete.programme, entete.sources, entete.tete[1]) != (
        FORMAT,
        programme,
        sources,
        _condensat(head),
    ):
        raise MalformeError
    lines = head.split(b"\n")
    corpus, diagnostics = decode_corpus(lines[0])
    annexes = dict(zip(entete.annexes, lines[1:-2], strict=True))
    sommaire = decode(lines[-2], json.Decoder(Sommaire))
    places = list(accumulate(sommaire.longueurs, initial=end))
    if places[-1] != len(data):
        raise MalformeError
    expected = bytes.fromhex(sommaire.empreintes)

    def rule(position: int) -> tuple[Rule, bytes]:
        line = data[places[position] : places[position + 1]]
        if _empreinte(line) != expected[position * _EMPREINTE : (position + 1) * _EMPREINTE]:
            raise MalformeError
        return decode_rule(line)

    return replace(corpus, regles=Regles(len(places) - 1, rule, recover), annexes=annexes), diagnostics


def _condensat(text: bytes) -> str:
    return blake2b(text, digest_size=32).hexdigest()


def _empreinte(line: bytes) -> bytes:
    return blake2b(line, digest_size=_EMPREINTE).digest()


def _seal(key: bytes, header: bytes) -> bytes:
    return blake2b(header, key=key, digest_size=32).hexdigest().encode()
