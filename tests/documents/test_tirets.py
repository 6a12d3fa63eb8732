"""Dashes of lists: forgotten, glued or out of line, the mistake is named on its own line."""

from __future__ import annotations

import pytest

from eligibility.documents.builder import ParserFactory, default_parser
from eligibility.documents.loader import load
from eligibility.documents.pure_parser import PureParser

CONDITIONS = """\
si:
  toutes:
    - une_de:
        - a: {vaut: b}
        - c: {vaut: d}
    - e: {vaut: f}
"""

# What is replaced, by what, code, line, column, what the cure says.
TIRETS = {
    "le premier oublié": (
        "    - une_de:\n",
        "      une_de:\n",
        ("V017", 6, 5, "mettez aussi un tiret devant « une_de » (ligne 3)"),
    ),
    "le premier oublié, sans décalage": (
        "    - une_de:\n        - a: {vaut: b}\n        - c: {vaut: d}\n",
        "    a: {vaut: b}\n",
        ("V017", 4, 5, "mettez aussi un tiret devant « a » (ligne 3)"),
    ),
    "le premier oublié, dans la liste d'un élément": (
        "        - a: {vaut: b}\n",
        "          a: {vaut: b}\n",
        ("V017", 5, 9, "mettez aussi un tiret devant « a » (ligne 4)"),
    ),
    "collé": ("- a: {vaut: b}", "-a: {vaut: b}", ("V022", 4, 9, "écrivez « - a: {vaut: b} »")),
    "suivi d'une espace insécable": ("- a: {vaut: b}", "-\u00a0a: {vaut: b}", ("V023", 4, 10, "barre d'espace seule")),
    "trop à droite": (
        "        - c: {vaut: d}",
        "         - c: {vaut: d}",
        ("V017", 5, 10, "alignez ce tiret sur celui de la ligne 4 (colonne 9)"),
    ),
    "trop à droite, sous son voisin": (
        "    - e: {vaut: f}",
        "    - e: {vaut: f}\n      - g: {vaut: h}",
        ("V017", 7, 7, "alignez ce tiret sur celui de la ligne 6 (colonne 5)"),
    ),
    "trop à gauche": (
        "        - c: {vaut: d}",
        "       - c: {vaut: d}",
        ("V017", 5, 8, "sur celui de la ligne 4 (colonne 9) ou sur celui de la ligne 3 (colonne 5)"),
    ),
    "au bord": (
        "    - e: {vaut: f}",
        "- e: {vaut: f}",
        ("V017", 6, 1, "alignez ce tiret sur celui de la ligne 3 (colonne 5)"),
    ),
}


@pytest.mark.parametrize("parser", [default_parser(), PureParser])
@pytest.mark.parametrize(("avant", "apres", "attendu"), TIRETS.values(), ids=TIRETS)
def test_a_wrong_dash_is_told_where_the_mistake_is(
    avant: str, apres: str, attendu: tuple[str, int, int, str], parser: ParserFactory
) -> None:
    assert load("a.yaml", CONDITIONS.encode(), parser)[1] == ()
    assert CONDITIONS.count(avant) == 1
    _, found = load("a.yaml", CONDITIONS.replace(avant, apres).encode(), parser)
    first = found[0]
    assert first.span is not None
    assert (first.code, first.span.line, first.span.column) == attendu[:3]
    assert attendu[3] in (first.aide or "").replace("\u00a0", " ")


def test_a_list_that_follows_a_value_may_be_that_of_its_key() -> None:
    _, (found,) = load("a.yaml", b"territoire:\n  zonages: rural\n  - qpv\n")
    assert found.code == "V017"
    said = (found.aide or "").replace("\u00a0", " ")
    assert "si c'est la liste de « zonages », laissez cette clé seule sur sa ligne" in said


def test_a_rule_out_of_the_list_is_aligned_on_the_first_one() -> None:
    _, (found,) = load("a.yaml", b"regles:\n  - id: a\n    sources:\n      - b\n- id: c\n")
    assert (found.aide or "").replace("\u00a0", " ") == "alignez ce tiret sur celui de la ligne 2 (colonne 3)"


def test_a_list_far_below_its_start_is_not_looked_for() -> None:
    text = "regles:\n" + "  - a\n" * 2_000 + "- b\n"
    _, (found,) = load("a.yaml", text.encode())
    assert found.code == "V017"
    assert "écrivez la clé seule" in (found.aide or "")


@pytest.mark.parametrize("parser", [default_parser(), PureParser])
@pytest.mark.parametrize(
    "second",
    [
        # Its dash alone, the line that held it, and two elements in a row.
        "    id: c\n    numero: 2\n    libelle: d\n",
        "    numero: 2\n    libelle: d\n",
        "    id: c\n    numero: 2\n    id: f\n    numero: 3\n",
        "    id: c\n",
    ],
)
def test_an_element_without_its_dash_is_one_fault(second: str, parser: ParserFactory) -> None:
    text = f"axes:\n  - id: a\n    numero: 1\n    libelle: b\n{second}  - id: e\n"
    _, (found,) = load("a.yaml", text.encode(), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V030", 5, 5)
    assert (found.aide or "").startswith("pour un nouvel élément de la liste, mettez un tiret devant cette clé")


def test_a_key_written_twice_elsewhere_is_one_too_many() -> None:
    _, found = load("a.yaml", b"- id: a\n  titre: b\n  titre: c\n  sources: d\n  sources: e\n")
    assert [(one.code, one.span.line) for one in found if one.span] == [("V030", 3), ("V030", 5)]
    _, found = load("a.yaml", b"intitule: a\nintitule: b\ncaf: c\ncaf: d\n")
    assert [(one.code, one.span.line) for one in found if one.span] == [("V030", 2), ("V030", 4)]
    assert not any("tiret" in (one.aide or "") for one in found)
