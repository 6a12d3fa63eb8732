"""One cache entry: a sealed text of JSON lines.

First line: the seal (HMAC-SHA256 of the header) and the header: versions, fingerprint, sha256 of the rest, names of
the annexes. Second line: everything small. Then one line for each annexe, then one for each rule.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence

from eligibility.corpus.codec import (
    REFERENTIELS,
    MalformeError,
    decode_rule,
    diagnostic,
    dumps,
    encode,
    encode_rule,
    entier,
    liste,
    loads,
    suite,
    texte,
    vocabulaire,
)
from eligibility.corpus.model import Corpus, Rule
from eligibility.corpus.sequence import Regles
from eligibility.documents.diagnostics import Diagnostic

FORMAT = 1


def write_entry(
    corpus: Corpus, diagnostics: Sequence[Diagnostic], annexes: Mapping[str, bytes], programme: str, key: bytes
) -> bytes:
    """The entry's text. Each annexe is one line of JSON."""
    small = [
        corpus.version,
        corpus.titre,
        encode(diagnostics),
        encode(corpus.vocabulaire),
        *(encode(getattr(corpus, name)) for name in REFERENTIELS),
    ]
    names = sorted(annexes)
    lines = [dumps(small), *(annexes[name] for name in names), *map(encode_rule, corpus.regles)]
    rest = b"\n".join(lines)
    header = [FORMAT, programme, corpus.empreinte, hashlib.sha256(rest).hexdigest(), len(corpus.regles), names]
    return dumps([_seal(key, header), header]) + b"\n" + rest


def read_entry(
    data: bytes, empreinte: str, programme: str, key: bytes, recover: Callable[[], Sequence[Rule]]
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """The corpus of an entry written for the same sources by the same program, and its diagnostics.

    Raises ValueError on anything else, before any of its content is looked at.
    """
    first, mark, rest = data.partition(b"\n")
    if not mark:
        raise MalformeError
    seal, header = liste(loads(first), 2)
    if not hmac.compare_digest(texte(seal).encode(), _seal(key, header).encode()):
        raise MalformeError
    written_format, written_programme, written_empreinte, digest, count, raw_names = liste(header, 6)
    if (entier(written_format), texte(written_programme), texte(written_empreinte)) != (FORMAT, programme, empreinte):
        raise MalformeError
    if hashlib.sha256(rest).hexdigest() != digest:
        raise MalformeError
    names = suite(texte)(raw_names)
    lines = rest.split(b"\n")
    start = 1 + len(names)
    if len(lines) != start + entier(count):
        raise MalformeError
    version, titre, found, champs, *referentiels = liste(loads(lines[0]), 4 + len(REFERENTIELS))
    corpus = Corpus(
        version=texte(version),
        titre=texte(titre),
        empreinte=empreinte,
        vocabulaire=vocabulaire(champs),
        regles=Regles(lines[start:], decode_rule, recover),
        annexes=dict(zip(names, lines[1:start], strict=True)),
        **{name: shape(raw) for (name, shape), raw in zip(REFERENTIELS.items(), referentiels, strict=True)},
    )
    return corpus, suite(diagnostic)(found)


def _seal(key: bytes, header: object) -> str:
    return hmac.new(key, dumps(header), hashlib.sha256).hexdigest()
