"""The catalogue of diagnostics and the report."""

from __future__ import annotations

import re
import string

import pytest

from eligibility.documents.catalogue import CATALOGUE, Entry, merge
from eligibility.documents.diagnostics import MAX_EXCERPT, Report, Severity
from eligibility.documents.located import Span


def test_un_code_defini_deux_fois_est_refuse() -> None:
    entry = Entry("erreur", "x")
    with pytest.raises(ValueError, match="V123"):
        merge([{"V123": entry}, {"V123": entry}])


def test_les_codes_sont_reunis_dans_l_ordre() -> None:
    entry = Entry("note", "x")
    assert list(merge([{"V900": entry}, {"V001": entry}])) == ["V001", "V900"]


@pytest.mark.parametrize("code", CATALOGUE)
def test_chaque_entree_est_bien_formee(code: str) -> None:
    entry = CATALOGUE[code]
    assert re.fullmatch(r"V\d{3}", code)
    assert Severity(entry.severity)
    assert not entry.message.endswith(".")
    assert not entry.message[0].isupper()
    for text in (entry.message, entry.aide or ""):
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))
        assert not re.search("« | »|[^ :\u00a0] [:;?!](?![\u00a0»])", text), "espace insécable attendue"


def test_un_extrait_trop_long_n_est_pas_montre() -> None:
    report = Report("f", "x" * (MAX_EXCERPT + 1) + "\ncourt\r\n")
    report.add("V010", Span(1, 1, 1, 2))
    report.add("V010", Span(2, 1, 2, 2))
    assert [found.extrait for found in report.diagnostics] == [None, "court"]


def test_une_ligne_vide_n_est_pas_montree() -> None:
    report = Report("f", "")
    report.add("V010", Span(1, 1, 1, 1))
    assert [found.extrait for found in report.diagnostics] == [None]
