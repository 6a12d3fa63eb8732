"""The page under every renderer: columns, characters, colours, typography."""

from __future__ import annotations

import io
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.render.page import Page
from eligibility.render.support import Support, colonnes, propre
from eligibility.render.typographie import NBSP, insecable, minuscule, soigner
from eligibility.verdict import ConclusionFinale

from .cas import CAS
from .fabrique import verdict

CODAGES = ("utf-8", "cp1252", "latin-1", "ascii")
mots = st.lists(st.text(st.sampled_from("aé日€«»œ✔-"), min_size=1, max_size=12), min_size=1, max_size=30)


@given(mots, st.integers(0, 8), st.sampled_from(["", "✔ ", "une tête plutôt longue : "]), st.sampled_from([40, 64, 80]))
def test_a_paragraph_loses_no_word_and_stays_within_the_width(
    words: list[str], retrait: int, tete: str, largeur: int
) -> None:
    for rubrique in (False, True):
        page = Page(Support(largeur))
        if rubrique:
            page.rubrique("Rubrique")
        page.paragraphe(" ".join(words), retrait=retrait, tete=((tete, "bold"),))
        text = page.texte()
        expected = [*(["Rubrique"] if rubrique else []), *tete.split(), *words]
        assert text.split() == expected
        assert all(colonnes(line) <= largeur for line in text.splitlines())
        assert all(line == line.rstrip() for line in text.splitlines())


def test_a_word_too_long_stays_whole() -> None:
    page = Page(Support(40))
    page.paragraphe(f"voir https://exemple.test/{'x' * 60} puis revenir", retrait=4)
    assert page.texte().splitlines() == ["    voir", f"    https://exemple.test/{'x' * 60}", "    puis revenir"]


def test_a_section_has_its_label_once_in_the_margin_or_above() -> None:
    shown = []
    for largeur in (80, 40):
        page = Page(Support(largeur))
        page.paragraphe("Avant.")
        page.rubrique("Contrats")
        page.paragraphe("un", tete=(("✔ ", ""),))
        page.paragraphe("deux", retrait=2)
        page.corps()
        page.paragraphe("Après.")
        shown.append(page.texte().splitlines())
    assert shown[0] == ["Avant.", "", "  Contrats       ✔ un", "                   deux", "Après."]
    assert shown[1] == ["Avant.", "", "  Contrats", "    ✔ un", "      deux", "Après."]


def test_a_tail_is_shown_only_where_it_fits() -> None:
    shown = []
    for largeur in (40, 20):
        page = Page(Support(largeur))
        page.paragraphe("État  60 000 €", queue=("  ████████", "green"))
        shown.append(page.texte())
    assert shown == ["État  60 000 €  ████████\n", "État  60 000 €\n"]


@given(st.text(max_size=60), st.sampled_from(CODAGES))
def test_any_text_is_made_writable_and_inert(text: str, codage: str) -> None:
    support = Support(codage=codage)
    written = support.lisible(text)
    written.encode(codage)
    # Nothing that a terminal obeys, and nothing left to mend.
    assert [sign for sign in written if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]", written)
    assert support.lisible(written) == written
    assert len(propre(text)) == len(text)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("« été »".replace(" ", NBSP), '"ete"'),
        ("à 12\u202f000 € — 50 %", "a 12 000 EUR - 50 %"),
        ("l’œuvre… § 2 → ✔ ✘ ████ · −3", "l'oeuvre... par. 2 -> + x #### - -3"),
        ("e\u0301te\u0301, ÇŒÿ", "ete, COEy"),
        ("日本 🌻", "?? ?"),
    ],
)
def test_readable_substitutes(texte: str, attendu: str) -> None:
    assert Support(codage="ascii").lisible(texte) == attendu


def test_support_of_a_stream() -> None:
    for codage, unicode in (("utf-8", True), ("utf-16", True), ("latin-1", False), ("cp1252", False), ("ascii", False)):
        support = Support.de(io.TextIOWrapper(io.BytesIO(), encoding=codage))
        assert (support.largeur, support.couleur, support.unicode) == (80, False, unicode)
    assert Support.de(io.StringIO()).codage == "ascii"


@pytest.mark.parametrize(
    ("dit", "largeur"), [("60", 60), ("100", 100), ("10", 40), ("1000", 120), ("large", 80), ("", 80)]
)
def test_without_a_terminal_columns_says_the_width(dit: str, largeur: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", dit)
    assert Support.de(io.StringIO()).largeur == largeur


@pytest.mark.parametrize("nom", CAS)
def test_colours_change_no_character(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    out = io.StringIO()
    page = CAS[nom].page(Support(couleur=True))
    page.imprimer(out)
    assert "\x1b[" in out.getvalue()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "\x1b" not in plain
    # Spaces at the end of a line are the only difference.
    assert "\n".join(line.rstrip(" ") for line in plain.split("\n")) == page.texte()


def test_without_colour_nothing_of_rich_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    out = io.StringIO()
    CAS["contractualisable"].page(Support()).imprimer(out)
    assert out.getvalue().startswith("✔ CONTRACTUALISABLE")
    with pytest.raises(ImportError):
        CAS["contractualisable"].page(Support(couleur=True)).imprimer(out)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("quoi ? non ! oui : a ; b", "quoi_? non_! oui_: a_; b"),
        ("50 % de 1 000 000 €", "50_% de 1_000_000_€"),
        ("« a » (« b »)", "«_a_» («_b_»)"),
        ("§ 1.1 et axes 1, 3 et 4, axe 2, ligne 12, n° 4", "§_1.1 et axes_1, 3 et 4, axe_2, ligne_12, n°_4"),
        ("http://a.b:80 12:30 a?b", "http://a.b:80 12:30 a?b"),
        ("- :a ;b", "- :a ;b"),
        ("en 2024 1er janvier", "en 2024 1er janvier"),
    ],
)
def test_no_break_spaces(texte: str, attendu: str) -> None:
    assert insecable(texte).replace(NBSP, "_") == attendu
    assert insecable(insecable(texte)) == insecable(texte)


def test_one_apostrophe() -> None:
    assert soigner("l’État, l'État") == "l'État, l'État"


def test_small_letter_inside_a_sentence() -> None:
    assert [minuscule(text) for text in ("Âges", "QPV", "État", "", "x")] == ["âges", "QPV", "état", "", "x"]


def test_every_conclusion_has_its_words() -> None:
    from eligibility.render.texte.ligne import MOTS, SYMBOLES
    from eligibility.render.texte.reponse import deviendrait

    for conclusion in ConclusionFinale:
        assert MOTS[conclusion]
        assert SYMBOLES[conclusion]
        assert deviendrait(conclusion)
        assert verdict(conclusion).conclusion is conclusion
