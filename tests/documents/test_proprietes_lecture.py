"""Properties of reading: nothing raises, nothing hangs, plain data comes back."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eligibility.documents.builder import ParserFactory, default_parser
from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.loader import load
from eligibility.documents.located import Mapping, Node, PlainValue, Scalar, Sequence, plain
from eligibility.documents.pure_parser import PureParser
from eligibility.documents.suggest import fold, nearest

parsers = pytest.mark.parametrize("parser", [default_parser(), PureParser], ids=["par défaut", "pur"])

# Pieces that mean something to YAML, put together at random: far more telling than random bytes.
PIECES = [
    *("a", "b: ", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", "'", '"', " ", "\n", "\n  ", "\n    ", "\n\t"),
    *("&x ", "*x", "!!str ", "!", "!%ED%A0%80 ", "|", ">", ">-\n", "|2\n", "#", " #", "@", "`", "<<: "),
    *("%", "%YAML 1.1\n", "---\n", "...\n", "\\", "\\x", "\\uD800", "\\UFFFFFFFF", "\\e", "é", "l'eau", "12.5", "~"),
    *("true", "\u00a0", "\u2028", "\x85", "\r", "\r\n", "\ufeff", "\u202e", "\x00", "\uf8e0", "\uf8f0"),
]
ENGLISH = re.compile(r"expected|found|while|mapping|block|scanning|parsing|stream|allowed|indicator")


def check_sound(data: bytes, parser: ParserFactory) -> None:
    document, diagnostics = load("f", data, parser)
    if document is None:
        assert diagnostics
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for found in diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= lines
        assert found.span.column >= 1
        assert not ENGLISH.search(found.message)
        assert not FORBIDDEN.search(f"{found.message}{found.aide}{found.extrait}")
    if not diagnostics:
        assert document is not None
        if document.root is not None:
            check_node(document.root)


def check_node(node: Node) -> None:
    assert (node.span.line, node.span.column) <= (node.span.end_line, node.span.end_column)
    if isinstance(node, Scalar):
        assert not FORBIDDEN.search(node.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            check_node(item)
    else:
        assert len({key.text for key, _ in node}) == len(node.entries)
        for _, value in node:
            check_node(value)


@parsers
@given(data=st.binary(max_size=200))
@settings(max_examples=300)
def test_des_octets_quelconques_ne_font_jamais_tomber_la_lecture(data: bytes, parser: ParserFactory) -> None:
    check_sound(data, parser)


@parsers
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
@example(pieces=["b: ", "!%ED%A0%80 ", "a"])
@example(pieces=['"', "\\UFFFFFFFF", '"'])
@example(pieces=["*x", ": ", "*x", "\n", "a", ": ", "a"])
@settings(max_examples=1500)
def test_des_morceaux_de_yaml_ne_font_jamais_tomber_la_lecture(pieces: list[str], parser: ParserFactory) -> None:
    check_sound("".join(pieces).encode(), parser)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=20
).map(lambda text: text.replace("\u034f", ""))
leaves = st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), words, st.just("a\nb"))
keys = words.filter(lambda text: bool(text.strip()) and text != "<<" and text.isascii())
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=20
)


@parsers
@given(data=st.dictionaries(keys, trees, max_size=4), flow=st.sampled_from([True, False, None]))
def test_des_donnees_simples_reviennent_intactes(
    data: dict[str, PlainValue], flow: bool | None, parser: ParserFactory
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document, diagnostics = load("f", text.encode(), parser)
    assert diagnostics == ()
    assert document is not None
    assert isinstance(document.root, Mapping)
    assert plain(document.root) == data


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_un_decimal_est_lu_exactement(amount: Decimal) -> None:
    document, _ = load("f", f"a: {amount}\n".encode())
    assert document is not None
    assert document.root is not None
    assert plain(document.root) == {"a": amount}


@parsers
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=300)
def test_les_deux_analyseurs_refusent_les_memes_fichiers(pieces: list[str], parser: ParserFactory) -> None:
    """Accepting means the same values; libyaml and PyYAML differ on a few corners, never on an accepted value."""
    data = "".join(pieces).encode()
    document, diagnostics = load("f", data)
    other, others = load("f", data, parser)
    if not diagnostics and not others and document is not None and other is not None:
        assert (document.root and plain(document.root)) == (other.root and plain(other.root))


@given(st.text(max_size=100), st.lists(st.text(max_size=30), max_size=8))
def test_les_propositions_viennent_des_candidats(word: str, candidates: list[str]) -> None:
    found = nearest(word, candidates)
    assert len(found) <= 3
    assert set(found) <= set(candidates)
    assert fold(fold(word)) == fold(word)
