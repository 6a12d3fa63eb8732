"""No English reaches the user, whatever the version of click: every text it can print is translated or out of reach."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import click
import pytest

from eligibility.commands import francais
from eligibility.commands.groupe import COMMANDES, commande

from .conftest import Lancer

CLICK: Final = Path(click.__file__).parent
HORS_DE_PORTEE: Final = {
    # Said to whoever writes a command, when the module is imported.
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?",
}
INJOIGNABLES: Final = {"_termui_impl.py", "_winconsole.py"}
"""Editor, pager and progress bar, which no command of ours asks click for; the old Windows console's writer, which
Python itself has replaced."""


@cache
def appels() -> tuple[tuple[str, ast.Call], ...]:
    """Every call to gettext in click, with the name it is called by."""
    return tuple(_appels())


def _appels() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(CLICK.glob("*.py")):
        if path.name in INJOIGNABLES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield node.func.id, node


def textes() -> list[str]:
    found = []
    for name, call in appels():
        for argument in call.args[: 2 if name == "ngettext" else 1]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                found.append(argument.value)
    return found


def test_click_has_texts() -> None:
    assert len(textes()) > 50
    assert "Show this message and exit." in textes()


def test_every_text_of_this_click_is_translated_or_out_of_reach() -> None:
    missing = []
    for name, call in appels():
        argument = call.args[0]
        if not isinstance(argument, ast.Constant):
            # The one text that is not written where it is translated.
            assert ast.unparse(argument) == "extra['required']"
            continue
        known = francais.PLURIELS if name == "ngettext" else francais.TEXTES
        if argument.value not in known and argument.value not in HORS_DE_PORTEE:
            missing.append(argument.value)
    assert missing == []
    assert "required" in francais.TEXTES


CHAMP: Final = re.compile(r"\{(\w+)|%\((\w+)\)s")


def champs(text: str) -> set[str]:
    return {found[1] or found[2] for found in CHAMP.finditer(text)}


@pytest.mark.parametrize("anglais", francais.TEXTES)
def test_a_translation_asks_for_nothing_that_click_does_not_give(anglais: str) -> None:
    assert champs(francais.TEXTES[anglais]) <= champs(anglais)


AILLEURS: Final = {
    # Plurals that other versions of click have.
    "{value!r} does not match the format {format}.": {"formats"},
}


@pytest.mark.parametrize("singulier", francais.PLURIELS)
def test_so_do_plurals(singulier: str) -> None:
    given = champs(singulier) | AILLEURS.get(singulier, set())
    for name, call in appels():
        first = call.args[0]
        if name == "ngettext" and isinstance(first, ast.Constant) and first.value == singulier:
            second = call.args[1]
            assert isinstance(second, ast.Constant)
            given |= champs(second.value)
    assert champs("".join(francais.PLURIELS[singulier])) <= given


def morceaux() -> set[str]:
    """The English of click, between its fields, by pieces of several words: no French by chance."""
    pieces = (piece.strip(" .:,'()") for text in textes() for piece in re.split(r"\{[^}]*\}|%\(\w+\)s", text))
    return {piece for piece in pieces if " " in piece}


@pytest.mark.parametrize("nom", [None, *COMMANDES])
def test_help_is_french(nom: str | None, lancer: Lancer) -> None:
    fin = lancer(*([nom] if nom else []), "--help")
    assert (fin.code, fin.erreur) == (0, "")
    assert fin.sortie.startswith("Usage\u00a0: eligibility")
    _sans_anglais(fin.sortie)


@pytest.mark.parametrize("nom", COMMANDES)
def test_every_option_is_explained_in_french(nom: str) -> None:
    context = click.Context(commande)
    command = commande.get_command(context, nom)
    assert command is not None
    for option in command.get_params(click.Context(command, parent=context)):
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert re.match(r"[A-ZÉÀ]", option.help), option.help
            assert option.help.rstrip().endswith((".", "].")), option.help


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",), ("check", "--nope"), ("check", "--date"), ("check", "--date", "x", "y"), ("nope",),
        ("check", "--format", "x", "y"), ("doctor", "x"), ("check", "-vz"), ("--nope",), ("check", "--quiet=1", "x"),
        (),
    ],
)  # fmt: skip
def test_usage_errors_are_french(arguments: tuple[str, ...], lancer: Lancer) -> None:
    fin = lancer(*arguments)
    assert fin.code == 2
    _sans_anglais(fin.erreur)


def _sans_anglais(text: str) -> None:
    assert [piece for piece in morceaux() if piece in text] == []
    assert not re.search(r"\b(?:the|and|is|not|try|help for|default|missing|command|error)\b", text, re.IGNORECASE)
    # French typography: a no-break space before double signs, none but French quotes.
    assert not re.search(r"(?<! ) [:;?!»]", text)
    assert not re.search(r"(?<=\s)'[^'\s]+'", text)
