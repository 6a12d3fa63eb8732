"""The page on validation says what the command does; the hooks and the workflow run it on the right files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from eligibility.commands.groupe import commande
from eligibility.documents.catalogue import CATALOGUE
from eligibility.render.rapports import FORMATS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/valider.md").read_text(encoding="utf-8")
CROCHETS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
FLUX = yaml.safe_load((ROOT / "docs/valider-dans-github.yml").read_text("utf-8"))


def codes_de_la_page() -> dict[str, str]:
    """The severity that the table gives each code."""
    found: dict[str, str] = {}
    for codes, gravite in re.findall(r"^\| (V\d[^|]+) \| (\w+) \|", PAGE, re.MULTILINE):
        numbers = [int(number) for number in re.findall(r"V(\d{3})", codes)]
        listed = range(numbers[0], numbers[-1] + 1) if " à " in codes else numbers
        found |= {f"V{number:03d}": gravite for number in listed}
    return found


def test_the_page_lists_every_code_that_is_no_error_with_its_severity() -> None:
    douteux = {code: entry.severity for code, entry in CATALOGUE.items() if entry.severity != "erreur"}
    assert codes_de_la_page() == douteux | {"V600": "erreur"}


def test_the_page_names_every_format() -> None:
    formes = PAGE.split("## Formes de la réponse")[1].split("##")[0]
    assert set(FORMATS) <= set(re.findall(r"`(?:--format )?(\w+)`", formes))


@pytest.mark.parametrize(
    ("crochet", "nom", "attendu"),
    [
        ("eligibility-corpus", "rules/axe-1.yaml", True),
        ("eligibility-corpus", "regles/rules/axe-1.yml", True),
        ("eligibility-corpus", "referentiels/codes/departements.csv", True),
        ("eligibility-corpus", "referentiels/sources/it.yaml", True),
        ("eligibility-corpus", "tests/cas/axe-1.yaml", True),
        ("eligibility-corpus", "tests/autres/axe-1.yaml", False),
        ("eligibility-corpus", "docs/rules.yaml", False),
        ("eligibility-corpus", "mesrules/axe.yaml", False),
        ("eligibility-corpus", "rules/notes.md", False),
        ("eligibility-ci", "rules/axe-1.yaml", True),
        ("eligibility-ci", "tests/cas/axe-1.yaml", True),
        ("eligibility-ci", "schemas/axes.schema.json", True),
        ("eligibility-ci", "exemples/bus.yaml", True),
        ("eligibility-ci", "docs/bus.yaml", False),
        ("eligibility-projets", "projets/bus.yaml", True),
        ("eligibility-projets", "2026/projet/bus.yml", True),
        ("eligibility-projets", "rules/bus.yaml", False),
    ],
)
def test_hooks_run_on_the_files_they_are_for(crochet: str, nom: str, attendu: bool) -> None:
    assert bool(re.search(CROCHETS[crochet]["files"], nom)) is attendu


def lancees() -> list[str]:
    """Every command that the hooks and the workflow run."""
    etapes = FLUX["jobs"]["valider"]["steps"]
    runs = [etape["run"] for etape in etapes if etape.get("run", "").startswith("eligibility")]
    return [*(hook["entry"] for hook in CROCHETS.values()), *runs]


@pytest.mark.parametrize("ligne", lancees())
def test_commands_of_hooks_and_workflow_exist(ligne: str) -> None:
    programme, nom, *options = shlex.split(ligne)
    assert programme == "eligibility"
    aide = CliRunner().invoke(commande, [nom, "--help"])
    assert aide.exit_code == 0
    for option in options:
        assert not option.startswith("--") or option in aide.output


def test_each_hook_is_whole() -> None:
    nommes = {"eligibility-corpus", "eligibility-projets", "eligibility-ci"}
    assert set(CROCHETS) == nommes == set(re.findall(r"- id: (elig\S+)", PAGE))
    for hook in CROCHETS.values():
        assert hook["language"] == "python"
        assert {"name", "description", "entry", "files"} <= hook.keys()
    assert CROCHETS["eligibility-corpus"]["pass_filenames"] is CROCHETS["eligibility-ci"]["pass_filenames"] is False
