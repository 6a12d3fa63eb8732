"""Signs of a word processor, dashes and colons forgotten in corpus files: one error, whose cure mends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.documents.diagnostics import Diagnostic

# Of a rule alone in its file: what is replaced, by what, code, what the cure says, and what is then written.
REGLE = """\
regles:
  - id: dehors/essai
    titre: Un essai
    sources: [charte-1/1.1/scene, charte-1/2/rue]
    si:
      genre: {vaut: parade}
    alors: {mesure: rire}
"""
FAUTES = {
    "tiret oublié": (
        "  - id:",
        "    id:",
        ("V103", 2, 5, "écrivez « - id: », le tiret en colonne 3, sans déplacer les clés"),
    ),
    "deux-points oublié entre accolades": (
        "{mesure: rire}",
        "{mesure rire}",
        ("V102", 7, 13, "il manque « : » après « mesure » : écrivez « mesure: rire »"),
    ),
    "deux-points oublié devant des accolades": (
        "alors: {",
        "alors {",
        ("V102", 7, 5, "il manque « : » après « alors » : écrivez « alors: {mesure… »"),
    ),
    "deux clés sur une ligne": (
        "alors: {mesure: rire}",
        "alors: mesure: rire",
        ("V011", 7, 18, "écrivez « alors: {mesure: rire} »"),
    ),
    "guillemets de Word autour d'un titre": (
        "titre: Un essai",
        "titre: “Un essai”",
        ("V104", 3, 12, 'écrivez « "Un essai" », avec les guillemets droits'),
    ),
    "guillemets de Word autour d'un identifiant": (
        "{mesure: rire}",
        "{mesure: “rire”}",
        ("V104", 7, 21, "écrivez « rire », sans ces guillemets"),
    ),
    "guillemets de Word autour d'un passage": (
        "[charte-1/1.1/scene",
        "[“charte-1/1.1/scene”",
        ("V104", 4, 15, "écrivez « charte-1/1.1/scene », sans ces guillemets"),
    ),
    "points-virgules entre crochets": (
        "scene, charte",
        "scene; charte",
        ("V104", 4, 15, "séparez les éléments par des virgules : « charte-1/1.1/scene, charte-1/2/rue »"),
    ),
    "points-virgules sans crochets": (
        "[charte-1/1.1/scene, charte-1/2/rue]",
        "charte-1/1.1/scene; charte-1/2/rue",
        ("V103", 4, 14, "écrivez « sources: [charte-1/1.1/scene, charte-1/2/rue] »"),
    ),
    "puces de Word": (
        "[charte-1/1.1/scene, charte-1/2/rue]",
        "\n      • charte-1/1.1/scene\n      • charte-1/2/rue",
        ("V103", 5, 7, "écrivez « sources: [charte-1/1.1/scene, charte-1/2/rue] »"),
    ),
}


def trouves(copie: Path, text: str) -> list[Diagnostic]:
    (copie / "rules" / "essai.yaml").write_text(text, encoding="utf-8")
    return list(load_corpus(copie)[1])


@pytest.mark.parametrize(("avant", "apres", "attendu"), FAUTES.values(), ids=FAUTES)
def test_one_fault_at_its_place_with_its_cure(
    copie: Path, avant: str, apres: str, attendu: tuple[str, int, int, str]
) -> None:
    assert trouves(copie, REGLE) == []
    assert REGLE.count(avant) == 1
    (found,) = trouves(copie, REGLE.replace(avant, apres))
    assert found.span is not None
    assert (found.fichier, found.code, found.span.line, found.span.column) == ("rules/essai.yaml", *attendu[:3])
    assert attendu[3] in (found.aide or "").replace("\u00a0", " ")


def test_the_keys_of_an_entry_at_the_column_of_their_list_move_with_its_dash(copie: Path) -> None:
    text = re.sub("(?m)^   ", "", REGLE.replace("  - id", "    id"))
    (found,) = trouves(copie, text)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("V103", 2, 2)
    assert (found.aide or "").replace("\u00a0", " ") == (
        "écrivez « - id: », et décalez d'autant les lignes suivantes de cette entrée"
    )


def test_quotes_that_are_part_of_a_text_stay(copie: Path) -> None:
    for titre in ("“Un” ou “deux”", "«\u00a0Un essai\u00a0»", "Un “essai”"):
        assert trouves(copie, REGLE.replace("Un essai", titre)) == []
