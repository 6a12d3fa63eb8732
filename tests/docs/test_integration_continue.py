"""The page on checking everything says what the command does."""

from __future__ import annotations

import re
from pathlib import Path

from eligibility.documents.codes_essais import CODES
from eligibility.workshop.controle.etapes import Nom

PAGE = (Path(__file__).parents[2] / "docs" / "integration-continue.md").read_text(encoding="utf-8")


def test_the_page_lists_every_step() -> None:
    table = PAGE.split("## ")[0]
    assert re.findall(r"^\| (\w+) \| (?!Ce qui)", table, re.MULTILINE)[: len(Nom)] == [nom.value for nom in Nom]


def test_the_page_lists_every_code() -> None:
    lines = re.findall(r"^\| (V7[^|]+) \|", PAGE, re.MULTILINE)
    assert sorted(code for line in lines for code in re.findall(r"V\d{3}", line)) == sorted(CODES)
