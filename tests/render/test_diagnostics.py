"""Diagnostics: the caret stands under the fault, whatever the line holds and however wide the page is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.loader import load
from eligibility.documents.located import Span
from eligibility.render.diagnostics import rendre, suite
from eligibility.render.support import Support, colonnes

from .instantanes import verifier


def un(line: str, start: int, end: int, **changes: object) -> Diagnostic:
    """A fault on the characters of ``line`` from ``start`` (from 0) to ``end``, excluded."""
    named = {"message": "valeur inconnue", "aide": None, "numero": 12, **changes}
    numero = named["numero"]
    assert isinstance(numero, int)
    return Diagnostic(
        "V203",
        Severity.ERREUR,
        str(named["message"]),
        "projets/lilas.yaml",
        Span(numero, start + 1, numero, end + 1),
        named["aide"],  # type: ignore[arg-type]
        line,
    )


def sur(line: str, part: str, **changes: object) -> Diagnostic:
    start = line.index(part)
    return un(line, start, start + len(part), **changes)


def rangees(found: Diagnostic, support: Support) -> tuple[str, str]:
    """The line shown and the carets, without their margin."""
    lines = rendre([found], support).texte().splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{found.span.line} |"))  # type: ignore[union-attr]
    margin = len(str(found.span.line)) + 3  # type: ignore[union-attr]
    return lines[place][margin:], lines[place + 1][margin:]


def souligne(found: Diagnostic, support: Support) -> str:
    """What the carets underline, column by column."""
    shown, carets = rangees(found, support)
    first, last = len(carets) - len(carets.lstrip()), len(carets)
    column, under = 0, ""
    for sign in shown:
        width = colonnes(sign)
        if first <= column < last if width else first < column <= last:
            under += sign
        column += width
    return under


LIGNES = {
    "simple": ("objets: [parentalite, gravitee]", "gravitee"),
    "tabulation": ("\tobjets:\t[gravitee]", "gravitee"),
    "idéogrammes": ("objets: [日本, gravitee]", "gravitee"),
    "faute large": ("objets: [日本語, a]", "日本語"),
    "accents combinés": ("re\u0301sume\u0301: e\u0301te\u0301 gravitee", "gravitee"),
    "émoji": ("intitule: 🌻🌻 gravitee", "gravitee"),
    "insécable": ("cout: 12\u00a0000\u202f€ gravitee", "gravitee"),
    "début": ("gravitee: oui", "gravitee"),
}


@pytest.mark.parametrize("codage", ["utf-8", "latin-1", "ascii"])
@pytest.mark.parametrize("largeur", [40, 80, 120])
@pytest.mark.parametrize("nom", LIGNES)
def test_caret_is_under_the_fault(nom: str, largeur: int, codage: str) -> None:
    line, part = LIGNES[nom]
    support = Support(largeur, codage=codage)
    assert souligne(sur(line, part), support) == support.lisible(part)


@pytest.mark.parametrize("avant", [0, 30, 90, 500, 985])
@pytest.mark.parametrize("largeur", [40, 80, 120])
@pytest.mark.parametrize("signe", ["a", "é", "日", "€"])
def test_long_lines_are_cut_around_the_fault(avant: int, largeur: int, signe: str) -> None:
    line = signe * avant + "gravitee" + signe * (1_000 - 8 - avant)
    for support in (Support(largeur), Support(largeur, codage="ascii")):
        shown, carets = rangees(sur(line, "gravitee"), support)
        assert souligne(sur(line, "gravitee"), support) == "gravitee"
        assert colonnes(shown) <= largeur - 5
        assert len(carets) <= largeur - 5


signes = st.text(st.sampled_from("ab é\u0301日€🌻\t…œ"), max_size=120)


@given(signes, st.text(st.sampled_from("gé日"), min_size=1, max_size=6), signes, st.sampled_from([40, 80, 120]))
def test_caret_is_under_the_fault_of_any_line(avant: str, faute: str, apres: str, largeur: int) -> None:
    line = f"{avant}{faute}{apres}"
    found = un(line, len(avant), len(avant) + len(faute))
    for support in (Support(largeur), Support(largeur, codage="ascii")):
        under = souligne(found, support)
        assert support.lisible(faute) == under.rstrip("\u0301") or under.startswith(support.lisible(faute))
        shown, _ = rangees(found, support)
        assert colonnes(shown) <= largeur - 5


@pytest.mark.parametrize("largeur", [40, 80])
def test_a_fault_longer_than_the_page_is_underlined_as_far_as_it_shows(largeur: int) -> None:
    line = "cle: " + "x" * 900
    shown, carets = rangees(un(line, 5, 905), Support(largeur))
    assert carets.strip("^ ") == ""
    assert carets.count("^") >= largeur // 2
    assert len(carets) <= colonnes(shown) == largeur - 5


def test_positions_out_of_the_line_do_no_harm() -> None:
    for start, end in ((0, 0), (4, 4), (4, 9), (50, 60)):
        _, carets = rangees(un("abcd", start, end), Support())
        assert carets.strip() == "^" * max(1, min(end, 4) - start)
    assert rangees(un("", 0, 1), Support()) == ("", "^")


def test_a_fault_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    found = Diagnostic("V001", Severity.NOTE, "m", "f", Span(3, 4, 5, 2), None, "a: [x,")
    assert souligne(found, Support()) == "[x,"


@pytest.mark.parametrize("largeur", [40, 80, 120])
def test_messages_and_cures_are_wrapped(largeur: int) -> None:
    found = sur("objets: [a]", "a", message="un mot après l'autre " * 20, aide="et ce qu'il faut écrire " * 20)
    for line in rendre([found], Support(largeur)).texte().splitlines():
        assert len(line) <= largeur


HOSTILE = "a\x1b[31mb\u202ec\x07\r[red]"


def test_hostile_text_is_inert() -> None:
    found = Diagnostic("V203", Severity.ERREUR, HOSTILE, HOSTILE, Span(1, 1, 1, 2), HOSTILE, HOSTILE)
    text = rendre([found], Support()).texte()
    assert not {"\x1b", "\u202e", "\x07", "\r"} & set(text)
    assert text.count("[red]") == 4


DIAGNOSTICS = {
    "diagnostic-avec-correction": [
        sur("  gravitee: bloquant", "gravitee", message="clé inconnue «\u00a0gravitee\u00a0»", numero=5,
            aide="vouliez-vous dire «\u00a0gravite\u00a0»\u00a0?"),
    ],
    "diagnostics-de-trois-gravites": [
        Diagnostic("V001", Severity.ERREUR, "lecture impossible\u00a0: ce fichier n'existe pas", "absent.yaml"),
        sur("\tages:\t{min: 日本}", "日本", message="un nombre est attendu", numero=104),
        Diagnostic("V250", Severity.AVERTISSEMENT, "le plan dépasse le coût", "a.yaml", Span(7, 1, 9, 4), "…", "plan:"),
        Diagnostic("V220", Severity.NOTE, "lu comme «\u00a0Laep\u00a0»", "a.yaml", Span(8, 3, 8, 7)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("nom", DIAGNOSTICS)
def test_diagnostics(nom: str) -> None:
    verifier(nom, rendre(DIAGNOSTICS[nom], Support()).texte())


def test_columns_of_the_loader_and_carets_agree() -> None:
    source = "intitule: été\nobjets: {e\u0301te\u0301: 日本, 日本語: 1, 日本語: 2}\n"
    _, found = load("projet.yaml", source.encode())
    assert [entry.code for entry in found] == ["V030"]
    assert souligne(found[0], Support()) == "日本語"
    assert rangees(found[0], Support())[1].index("^") == len("objets: {été: ____, ______: 1, ")


def test_where_to_learn_more_names_each_code_once() -> None:
    codes = ("V901", "V220", "V102", "V220", "V001", "V301")
    found = [Diagnostic(code, Severity.ERREUR, "message", "a.yaml") for code in codes]
    page = suite(found, Support())
    assert page is not None
    assert page.texte() == "«\u00a0eligibility explain V220 V102 V001 V301\u00a0» en dit plus.\n"
    assert suite([Diagnostic("V901", Severity.NOTE, "lu", "a.yaml")], Support()) is None
    assert suite([], Support()) is None
