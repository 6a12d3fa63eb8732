"""Lines out of line: the cure, applied to the letter, gives back the text they were meant to be."""

from __future__ import annotations

import re

import pytest

from eligibility.documents.builder import ParserFactory, default_parser
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.loader import load
from eligibility.documents.located import plain
from eligibility.documents.pure_parser import PureParser

REGLE = """\
regles:
  - id: a
    titre: "Un essai"
    sources: [b]
    si:
      toutes:
        - c: {vaut: d}
        - une_de:
            - e: {vaut: f}
            - toutes:
                - g: {vaut: h}
                - i: {vaut: j}
    alors: {item: k}
"""
LIGNES = REGLE.split("\n")

parsers = pytest.mark.parametrize("parser", [default_parser(), PureParser], ids=["par défaut", "pur"])


def redecale(numbers: range | list[int], start: str | int) -> str:
    """``REGLE`` with the indentation of some lines replaced, or shifted by ``start``."""

    def moved(line: str) -> str:
        bare = line.lstrip(" ")
        return (start if isinstance(start, str) else " " * (len(line) - len(bare) + start)) + bare

    return "\n".join(moved(line) if number in numbers else line for number, line in enumerate(LIGNES, 1))


def premier(text: str, parser: ParserFactory | None = None) -> tuple[Diagnostic, str]:
    _, found = load("a.yaml", text.encode(), parser)
    return found[0], (found[0].aide or "").replace("\u00a0", " ")


@parsers
@pytest.mark.parametrize(
    ("number", "column"),
    [(13, 3), (13, 4), (13, 6), (3, 4), (4, 6)],
)
def test_a_key_goes_to_the_nearest_group(number: int, column: int, parser: ParserFactory) -> None:
    found, aide = premier(redecale([number], " " * (column - 1)), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V014", number, column)
    said = re.match(r"alignez cette ligne sur « \w+ » \(ligne (\d+), colonne (\d+)\)", aide)
    assert said is not None, aide
    # Of the same element: its keys are all in one column.
    assert redecale([number], " " * (int(said[2]) - 1)) == REGLE


def test_the_column_of_the_same_key_elsewhere_is_the_right_one() -> None:
    # Nearer to the conditions, but the other rule shows where this key goes.
    second = redecale([13], " " * 8).removeprefix("regles:\n")
    _, aide = premier(REGLE + second)
    assert "(ligne 17, colonne 5)" in aide
    assert " ou sur " not in aide


@parsers
@pytest.mark.parametrize(("number", "right"), [(3, (2, 5)), (4, (3, 5))])
def test_a_key_gone_to_the_margin_is_the_one_told(number: int, right: tuple[int, int], parser: ParserFactory) -> None:
    # Not the next one, which is where it should be.
    found, aide = premier(redecale([number], ""), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V014", number, 1)
    assert f"(ligne {right[0]}, colonne {right[1]})" in aide
    plain_text = REGLE.replace('"Un essai"', "Un essai").replace("    titre", "titre")
    found, _ = premier(plain_text, parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V014", 3, 1)


def test_a_key_at_the_margin_may_be_right_where_files_have_several() -> None:
    found, aide = premier("a:\n  b: c\nd: {e: f}\n  g: h\n")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (4, 3)
    assert "« d » (ligne 3, colonne 1)" in aide


@parsers
def test_a_dash_left_of_the_key_that_waits_for_it(parser: ParserFactory) -> None:
    # The dash alone has moved: those that follow are further right.
    found, aide = premier(redecale([7], "    "), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V017", 7, 5)
    assert aide == "décalez ce tiret jusqu'à la colonne 9, sous « toutes » (ligne 6)"
    # The key has: they are all with the first.
    for number, name, column in ((6, "toutes", 7), (1, "regles", 1)):
        found, aide = premier(redecale([number], " " * 10), parser)
        assert found.span is not None
        assert (found.code, found.span.line) == ("V017", number + 1)
        assert aide == f"ramenez « {name} » (ligne {number}) à gauche de ce tiret, en colonne {column}"


def test_a_key_that_starts_elements_is_first_one_without_its_dash() -> None:
    _, aide = premier(REGLE + "  id: b\n")
    assert aide.startswith("pour un nouvel élément de la liste, commencez par « - »")
    _, aide = premier(redecale([13], "  "))
    assert aide.startswith("alignez")


@parsers
@pytest.mark.parametrize(
    ("number", "tabs"),
    [
        (3, "\t"),
        (5, "\t"),
        (6, "\t"),
        (6, "\t\t"),
        (7, "\t\t"),
        (8, "\t"),
        (9, "\t\t\t"),
        (12, "\t\t"),
        (13, "\t"),
        (13, "  \t"),
    ],
)
def test_a_tab_is_given_in_spaces(number: int, tabs: str, parser: ParserFactory) -> None:
    found, aide = premier(redecale([number], tabs), parser)
    assert found.span is not None
    assert (found.code, found.span.line) == ("V015", number)
    said = re.match(r"remplacez(-la| tout le début de la ligne) par (\d+) espaces, pour ", aide)
    assert said is not None, aide
    assert (said[1] == "-la") is (tabs == "\t")
    assert redecale([number], " " * int(said[2])) == REGLE


@parsers
@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("            - e: {vaut: f}\n", "la ligne 9"),
        ("            - e: {vaut: f}\n            - l:\n                vaut: m\n", "les lignes 9 à 11"),
    ],
)
def test_elements_left_at_the_level_of_their_list_are_moved(left: str, said: str, parser: ParserFactory) -> None:
    moved = re.sub("(?m)^ {4}", "", left)
    found, aide = premier(REGLE.replace("            - e: {vaut: f}\n", moved), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V017", 9, 9)
    assert aide == f"décalez de 4 espaces vers la droite {said}, à placer sous « une_de » (ligne 8)"


@parsers
@pytest.mark.parametrize("lines", [[3], [8], [13], [3, 4, 8], [9, 10, 11, 12]])
@pytest.mark.parametrize("blank", ["\u00a0", "\u202f"])
def test_no_break_spaces_that_indent_are_told_once_and_read_as_spaces(
    lines: list[int], blank: str, parser: ParserFactory
) -> None:
    text = "\n".join(
        re.sub("^ +", lambda start: blank * len(start[0]), line) if number in lines else line
        for number, line in enumerate(LIGNES, 1)
    )
    document, (found,) = load("a.yaml", text.encode(), parser)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V023", lines[0], 1)
    assert all(str(line) in (found.aide or "") for line in lines[1:])
    assert document is not None
    assert document.root is not None
    expected, _ = load("a.yaml", REGLE.encode())
    assert expected is not None
    assert expected.root is not None
    assert plain(document.root) == plain(expected.root)


def test_spaces_of_both_kinds_are_told_at_the_first_wrong_one() -> None:
    found, _ = premier(redecale([3], "   \u00a0"))
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V023", 3, 4)


@parsers
@pytest.mark.parametrize("lines", [[9], [12], [9, 10], [7, 8, 9, 10, 11, 12]])
@pytest.mark.parametrize("bullet", ["•", "–"])
def test_bullets_are_told_once_and_read_as_dashes(lines: list[int], bullet: str, parser: ParserFactory) -> None:
    text = "\n".join(
        line.replace("- ", f"{bullet} ", 1) if number in lines else line for number, line in enumerate(LIGNES, 1)
    )
    document, (found,) = load("a.yaml", text.encode(), parser)
    assert found.span is not None
    column = LIGNES[lines[0] - 1].index("-") + 1
    assert (found.code, found.span.line, found.span.column) == ("V026", lines[0], column)
    assert (found.aide or "").startswith(f"remplacez «\u00a0{bullet}\u00a0» par «\u00a0-\u00a0»")
    assert document is not None
    assert document.root is not None
    expected, _ = load("a.yaml", REGLE.encode())
    assert expected is not None
    assert expected.root is not None
    assert plain(document.root) == plain(expected.root)


def test_bullets_and_no_break_spaces_within_a_text_are_left_alone() -> None:
    text = "a: |\n  – un : deux\n  \u00a0\u00a0• trois : quatre\nb: >-\n  \u00a0cinq\n"
    document, found = load("a.yaml", text.encode())
    assert found == ()
    assert document is not None
    # Nor is a fault elsewhere taken for theirs.
    _, (found_elsewhere,) = load("a.yaml", f"{text}c: Axe 1 : d\n".encode())
    assert found_elsewhere.code == "V011"


@parsers
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("alors: item: b/c", "alors: {item: b/c}"),
        ("- objets: contient: d", "- objets: {contient: d}"),
        ("- ages: recoupe: {min: 0, max: 2}", "- ages: {recoupe: {min: 0, max: 2}}"),
        ("- genre: parmi: [e, f]", "- genre: {parmi: [e, f]}"),
        ("ages: min: 0, max: 3", "ages: {min: 0, max: 3}"),
    ],
)
def test_two_keys_on_one_line_are_read_as_meant(written: str, meant: str, parser: ParserFactory) -> None:
    document, (found,) = load("a.yaml", f"{written}\n".encode(), parser)
    assert (found.code, found.aide) == ("V011", f"écrivez «\u00a0{meant}\u00a0»")
    expected, _ = load("a.yaml", f"{meant}\n".encode())
    assert document is not None
    assert document.root is not None
    assert expected is not None
    assert expected.root is not None
    assert plain(document.root) == plain(expected.root)


def test_what_may_be_a_text_is_put_between_quotes() -> None:
    for text in ("intitule: bus: le retour", "titre: Pacte: suite"):
        _, aide = premier(f"{text}\n")
        key, _, value = text.partition(": ")
        assert aide == f'écrivez « {key}: "{value}" »'


def test_curly_quotes_give_way_to_plain_ones() -> None:
    _, aide = premier("titre: “Répit : souffler”\n")
    assert aide == 'écrivez « titre: "Répit : souffler" »'
    # Those are French, and of the text.
    _, aide = premier("titre: «\u00a0Répit : souffler\u00a0»\n")
    assert aide == 'écrivez « titre: "« Répit : souffler »" »'


def test_a_key_before_a_quoted_value_only_lacks_its_colon() -> None:
    for name, value in (("titre", '"Un répit"'), ("ages", "{min: 0, max: 3}")):
        _, (found,) = load("a.yaml", f"a: b\n{name} {value}\nc: d\n".encode())
        assert (found.code, found.message) == ("V016", f"il manque «\u00a0:\u00a0» après «\u00a0{name}\u00a0»")
        assert found.aide == f"écrivez «\u00a0{name}: {value}\u00a0»"
