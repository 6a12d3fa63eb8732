"""What is read, and where it is said to stand."""

from __future__ import annotations

import io
import time
from decimal import Decimal

import pytest

from eligibility.documents.builder import ParserFactory, default_parser
from eligibility.documents.loader import load, read_stream
from eligibility.documents.located import Document, Mapping, Scalar, Sequence, Span, plain
from eligibility.documents.pure_parser import PureParser

parsers = pytest.mark.parametrize("parser", [default_parser(), PureParser], ids=["par défaut", "pur"])


def read_text(text: str, parser: ParserFactory | None = None) -> Document:
    document, diagnostics = load("f.yaml", text.encode(), parser)
    assert diagnostics == ()
    assert document is not None
    return document


@parsers
def test_chaque_cle_et_chaque_valeur_a_sa_place(parser: ParserFactory) -> None:
    root = read_text("é: 'ü😀'\nb:\n  - c: 12\n    d: [e, \"f\"]\n", parser).root
    assert isinstance(root, Mapping)
    key, value = root.entries[0]
    assert (key.text, key.span) == ("é", Span(1, 1, 1, 2))
    assert value == Scalar("ü😀", "ü😀", True, Span(1, 4, 1, 8))
    items = root.get("b")
    assert isinstance(items, Sequence)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    assert inner.span.line == 3
    assert inner.get("c") == Scalar("12", 12, False, Span(3, 8, 3, 10))
    listed = inner.get("d")
    assert isinstance(listed, Sequence)
    assert listed.span == Span(4, 8, 4, 16)
    assert listed.items[1].span == Span(4, 12, 4, 15)


@parsers
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("0", 0), ("-3", -3), ("+4", 4), ("120000", 120000), ("123456789012345678", 123456789012345678),
        ("12.5", Decimal("12.5")), ("-0.10", Decimal("-0.10")),
        ("01", "01"), ("01004", "01004"), ("2A", "2A"), ("12:30", "12:30"), ("oui", "oui"), ("no", "no"),
        ("12 000,50 €", "12 000,50 €"), ("2024-02-30", "2024-02-30"), ("1e3", "1e3"), ("0x1F", "0x1F"),
        ("1_000", "1_000"), (".5", ".5"), ("5.", "5."), (".inf", ".inf"),
        ("1234567890123456789", "1234567890123456789"),
        ("00.5", "00.5"), ("٣", "٣"), ("'12'", "12"), ('"true"', "true"), ("tRUE", "tRUE"), ("=", "="),
    ],
)  # fmt: skip
def test_une_valeur_sans_guillemets_est_lue_selon_nos_regles(text: str, value: object, parser: ParserFactory) -> None:
    root = read_text(f"a: {text}\n", parser).root
    assert isinstance(root, Mapping)
    read = root.get("a")
    assert isinstance(read, Scalar)
    assert read.value == value
    assert type(read.value) is type(value)


def test_un_bloc_de_texte_reste_du_texte() -> None:
    root = read_text("a: >-\n  12\nb: |\n  oui\n  non\n").root
    assert root is not None
    assert plain(root) == {"a": "12", "b": "oui\nnon\n"}


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n", "---\n", "\ufeff"])
def test_un_fichier_vide_est_un_document_sans_racine(text: str) -> None:
    assert read_text(text).root is None


def test_la_marque_d_ordre_des_octets_est_acceptee() -> None:
    root = read_text("\ufeffa: b\n").root
    assert isinstance(root, Mapping)
    assert root.entries[0][0].span == Span(1, 1, 1, 2)


def test_les_fins_de_ligne_de_windows_sont_acceptees() -> None:
    root = read_text("a: b\r\nc:\r\n  - d\r\n").root
    assert root is not None
    assert plain(root) == {"a": "b", "c": ["d"]}


def test_les_cles_sont_normalisees() -> None:
    root = read_text("de\u0301partement: 1\n").root
    assert isinstance(root, Mapping)
    assert root.get("département") is not None


def test_une_espace_insecable_avant_le_deux_points_ne_fait_pas_partie_de_la_cle() -> None:
    root = read_text("titre\u00a0: a\nresume : b\n").root
    assert root is not None
    assert plain(root) == {"titre": "a", "resume": "b"}


def test_une_cle_reste_du_texte() -> None:
    root = read_text("01: a\ntrue: b\n2024: c\n").root
    assert root is not None
    assert plain(root) == {"01": "a", "true": "b", "2024": "c"}


def test_un_document_avec_des_signes_a_usage_prive_est_rendu_tel_quel() -> None:
    root = read_text("a: x\uf8e0\uf8f0y\n").root
    assert root is not None
    assert plain(root) == {"a": "x\uf8e0\uf8f0y"}


def test_le_flux_est_lu_jusqu_au_plafond() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            self.asked = size
            return b"x" * size

    stream = Endless()
    document, diagnostics = read_stream("-", stream)  # type: ignore[arg-type]
    assert document is None
    assert [found.code for found in diagnostics] == ["V002"]
    assert 0 < stream.asked < 10_000_000


def test_le_flux_est_lu() -> None:
    document, diagnostics = read_stream("-", io.BytesIO(b"a: b\n"))
    assert diagnostics == ()
    assert document is not None
    assert document.name == "-"


BOMB = b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" % (i, i) for i in range(30))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(BOMB, "V032", id="bombe de renvois"),
        pytest.param(b"[" * 3000, "V041", id="3 000 crochets"),
        pytest.param(b"- " * 100_000, "V041", id="tirets"),
        pytest.param(b"{a: " * 3000, "V041", id="accolades"),
        pytest.param(b"x" * 50_000_000, "V002", id="50 Mo"),
        pytest.param(b"\x1b" * 1_000_000, "V005", id="ESC"),
        pytest.param(b"%TAG !a! x\n" * 100_000, "V037", id="directives"),
        pytest.param(b"a\n...\n" + b"%TAG !a! x\n" * 100_000, "V037", id="directives à la fin"),
        pytest.param(b"a: b" + b" : " * 100_000, "V011", id="deux-points"),
        pytest.param(b"a: b\nc" + b" " * 1_000_000 + b"x\n\nd: e", "V016", id="espaces"),
        pytest.param(b"a: b\n" + b"\n" * 1_000_000 + b"  c: d\n", "V010", id="lignes vides"),
        pytest.param(b"titre: Axe : b\n" * 60_000, "V011", id="titres"),
        pytest.param(b"- &a x\n" * 100_000, "V031", id="ancres"),
        pytest.param(b"a: 'x" + b"y'z" * 100_000, "V018", id="apostrophes"),
    ],
)
def test_un_fichier_hostile_est_refuse_vite_et_par_son_nom(data: bytes, code: str) -> None:
    start = time.perf_counter()
    _, diagnostics = load("f", data)
    assert time.perf_counter() - start < 2
    assert code in {found.code for found in diagnostics}
    assert len(diagnostics) <= 101
    assert sum(len(found.message) + len(found.aide or "") + len(found.extrait or "") for found in diagnostics) < 200_000
