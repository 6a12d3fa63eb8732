"""What the page on explanations shows, the command does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from eligibility.commands.groupe import commande

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/expliquer.md").read_text(encoding="utf-8")
LIGNES = [ligne for ligne in PAGE.splitlines() if ligne.startswith("eligibility explain") and "--dossier" not in ligne]
NOMS = re.findall(r"`((?:item|regle):[^`]+|[^`\s]+@[0-9-]+)`", PAGE)


@pytest.mark.parametrize("arguments", [*(shlex.split(ligne, comments=True)[1:] for ligne in LIGNES), *NOMS])
def test_commands_and_names_of_the_page(arguments: list[str] | str) -> None:
    done = CliRunner().invoke(commande, ["explain", arguments] if isinstance(arguments, str) else arguments)
    assert done.exit_code == 0, done.output
    assert done.output


def test_the_page_shows_enough() -> None:
    assert len(LIGNES) >= 7
    assert len(NOMS) == 3


def test_it_tells_every_section_of_a_rule() -> None:
    dites = set(re.findall(r"\*\*([^*]+)\*\*", PAGE))
    source = (ROOT / "eligibility/workshop/notices/regles.py").read_text(encoding="utf-8")
    ecrites = set(re.findall(r'\*section\("([^"]+)"', source)) - {"Version", "Note"}
    assert ecrites | {"Cas", "Sources"} == dites
