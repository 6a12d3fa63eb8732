"""Each page of advice says true: what it tells to avoid is found, what it tells to write instead is not."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.diagnostics import Severity
from eligibility.documents.masks import SHOWN
from eligibility.workshop.conseils import INSECABLE, codes_conseilles, conseil

from .conftest import ANNONCE, FAUTIFS, Monter, tout, trouves
from .recettes import recette

PAGES = codes_conseilles()
AVEC_EXEMPLE = [code for code in PAGES if conseil(code).eviter is not None]


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert list(PAGES) == list(CATALOGUE)


@pytest.mark.parametrize("code", PAGES)
def test_pages_are_whole_and_in_french(code: str) -> None:
    page = conseil(code)
    assert (page.eviter is None) == (page.preferer is None) == (page.sans_exemple is not None)
    for texte in (page.pourquoi, page.sans_exemple or "Rien."):
        assert re.match(r"[A-ZÀÉÊÔ«0-9]", texte), texte
        assert texte.endswith((".", "…", "\u00a0!", "\u00a0?")), texte
        assert "\n" not in texte
        assert not re.search("« | »|  ", texte), texte
        # What is quoted may be YAML, which has its own typography.
        assert not re.search("[^ \u00a0][:;?!](?: |$)| [:;?!](?: |$)| [,.]", re.sub("«[^»]*»", "«»", texte)), texte


@pytest.mark.parametrize("code", AVEC_EXEMPLE)
def test_examples_are_short_enough_to_be_read(code: str) -> None:
    page = conseil(code)
    assert page.eviter != page.preferer
    for exemple in (page.eviter, page.preferer):
        assert exemple is not None
        lignes = exemple.splitlines()
        assert exemple.endswith("\n")
        assert 1 <= len(lignes) <= 9
        assert all(len(ligne) <= 100 for ligne in lignes)


@pytest.mark.parametrize("code", AVEC_EXEMPLE)
def test_what_is_to_be_avoided_is_found_and_what_is_preferred_is_not(code: str, monter: Monter) -> None:
    page = conseil(code)
    assert page.eviter is not None
    assert page.preferer is not None
    dossiers = [dossier for dossier in FAUTIFS if dossier.name.startswith(f"{code}-")]
    eprouves = 0
    for dossier in dossiers:
        corpus = monter(dossier)
        for path in _fichiers(dossier, corpus):
            repare = _repare(path, page.eviter, page.preferer)
            if repare is not None:
                path.write_text(repare, encoding="utf-8", newline="")
                eprouves += 1
        if eprouves:
            break
    assert eprouves == 1, f"the lines to avoid of {code} are in {eprouves} files of its fixtures"
    bilan = tout(corpus, dossier)
    assert code not in {place[3] for place in trouves(bilan)}
    assert [found for found in bilan.diagnostics if found.severity is Severity.ERREUR] == []


def _fichiers(dossier: Path, corpus: Path) -> list[Path]:
    """The files of the corpus that the fixture brings."""
    laid = [path.relative_to(dossier) for path in dossier.rglob("*") if path.is_file()]
    made = [Path(entry.fichier) for entry in recette(dossier).fabriquer]
    return sorted(path for name in [*laid, *made] if (path := corpus / name).is_file())


def _repare(path: Path, eviter: str, preferer: str) -> str | None:
    """The text of ``path`` with the lines of ``preferer`` in place of those of ``eviter``, which may stand anywhere,
    further to the right; None when they are not in it. The lines that announce findings are no part of it."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    written = [line for line in text.split("\n") if not ANNONCE.match(line)]
    lines = [FORBIDDEN.sub(SHOWN, line).replace("\u00a0", INSECABLE) for line in written]
    sought = eviter.split("\n")[:-1]
    for start in range(len(lines) - len(sought) + 1):
        marge = lines[start][: len(lines[start]) - len(lines[start].lstrip(" "))]
        marge = marge[: len(marge) - (len(sought[0]) - len(sought[0].lstrip(" ")))]
        if lines[start : start + len(sought)] == [f"{marge}{line}" if line else "" for line in sought]:
            mended = textwrap.indent(preferer, marge).split("\n")[:-1]
            return "\n".join([*written[:start], *mended, *written[start + len(sought) :]])
    return None
