"""The reference is that of the corpus, of its cases and of the codes, and every link in it leads somewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from eligibility.render.notices.reference import MARQUE, reference
from eligibility.workshop.notices.fonds import Fonds, lire_fonds
from eligibility.workshop.notices.modele import Sorte
from eligibility.workshop.notices.noms import idents

ROOT = Path(__file__).parents[2]
DOSSIER = ROOT / "docs" / "reference"
LIEN = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


@cache
def fonds() -> Fonds:
    found, diagnostics = lire_fonds(ROOT)
    assert found is not None, diagnostics
    return found


@cache
def pages() -> dict[str, str]:
    return reference(fonds())


def test_the_pages_are_up_to_date() -> None:
    ecrites = {path.relative_to(DOSSIER).as_posix(): path.read_text("utf-8") for path in DOSSIER.rglob("*.md")}
    attendues = pages()
    perimees = sorted(nom for nom in ecrites.keys() | attendues.keys() if ecrites.get(nom) != attendues.get(nom))
    if perimees:
        pytest.fail(
            f"{len(perimees)} pages de docs/reference ne suivent plus le corpus, ses cas ou les codes "
            f"({', '.join(perimees[:3])}…) : lancez « eligibility explain --dossier docs/reference »",
            pytrace=False,
        )


@cache
def ancres(texte: str) -> set[str]:
    """The anchors that GitHub gives the headings: letters, digits, « - » and « _ », a number for those met before."""
    found: set[str] = set()
    compte: dict[str, int] = {}
    cloture = False
    for ligne in texte.splitlines():
        cloture ^= ligne.startswith("```")
        if cloture or not (titre := re.fullmatch(r"#{1,6} (.+)", ligne)):
            continue
        nu = re.sub(r"\\(.)", r"\1", titre[1]).lower()
        ancre = "".join("-" if signe == " " else signe for signe in nu if signe.isalnum() or signe in " -_")
        rang = compte.get(ancre, 0)
        compte[ancre] = rang + 1
        found.add(f"{ancre}-{rang}" if rang else ancre)
    return found


@pytest.mark.parametrize("nom", pages())
def test_links_lead_somewhere(nom: str) -> None:
    page = DOSSIER / nom
    liens = LIEN.findall(re.sub(r"```.*?```", "", pages()[nom], flags=re.DOTALL))
    assert liens
    for lien in sorted(set(liens)):
        chemin, _, ancre = unquote(lien).partition("#")
        cible = (page.parent / chemin).resolve() if chemin else page.resolve()
        if cible.is_relative_to(DOSSIER.resolve()):
            texte = pages().get(cible.relative_to(DOSSIER.resolve()).as_posix())
            assert texte is not None, lien
            assert not ancre or ancre in ancres(texte), lien
        else:
            assert cible.is_file(), lien
            assert not ancre, lien


@pytest.mark.parametrize("nom", pages())
def test_no_sign_of_markdown_is_left_in_the_text(nom: str) -> None:
    jetons = MarkdownIt("commonmark").enable("table").parse(pages()[nom])
    assert [jeton.content.strip() for jeton in jetons if jeton.type == "html_block"] == [MARQUE]
    for jeton in jetons:
        for morceau in jeton.children or ():
            assert morceau.type != "html_inline", morceau.content
            assert morceau.type != "text" or not re.search(r"\*\*|\]\(", morceau.content), morceau.content


def test_everything_has_its_place() -> None:
    titres = [ligne for texte in pages().values() for ligne in texte.splitlines() if re.match("##+ ", ligne)]
    for sorte in Sorte:
        if sorte is Sorte.VALEUR:
            continue
        for ident in idents(fonds(), sorte):
            assert any(titre.lstrip("# ").replace("\\", "") == ident for titre in titres), ident


def test_the_index_leads_to_every_page() -> None:
    assert {nom for nom in pages() if nom != "README.md"} == set(LIEN.findall(pages()["README.md"]))
