"""The patterns of the schemas admit what the readers read, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eligibility.corpus.loading import load_corpus
from eligibility.language.dates import read_date
from eligibility.language.lexique import lookup, spellings
from eligibility.language.nombres import read_amount, read_whole
from eligibility.language.refus import Refus
from eligibility.language.vocabulary import Field, Value
from eligibility.workshop.schema import motifs

CORPUS, DIAGNOSTICS = load_corpus(Path(__file__).parents[2])
assert CORPUS is not None, DIAGNOSTICS
AVEC_VALEURS = [field for field in CORPUS.vocabulaire.champs.values() if field.valeurs]
MOTIFS = {field.id: [motifs.mots(spellings(value)) for value in field.valeurs] for field in AVEC_VALEURS}
ECRITS = [(field, value, word) for field in AVEC_VALEURS for value in field.valeurs for word in spellings(value)]


def admis(field: Field, text: str) -> list[str]:
    """The ids of the values whose patterns admit ``text``."""
    return [value.id for value, motif in zip(field.valeurs, MOTIFS[field.id], strict=True) if re.search(motif, text)]


@pytest.mark.parametrize("field", AVEC_VALEURS, ids=lambda field: field.id)
def test_every_word_of_the_vocabulary_is_admitted_for_its_value(field: Field) -> None:
    for value in field.valeurs:
        for word in spellings(value):
            assert value.id in admis(field, word), word


RETOUCHES = {
    "capitales": str.upper,
    "sans accents": lambda text: text.translate(str.maketrans("éèêëàâîïôûùçÉ", "eeeeaaiiouucE")),
    "autrement accentué": lambda text: text.replace("e", "é").replace("a", "à"),
    "traits d'union": lambda text: text.replace(" ", "-"),
    "apostrophe courbe": lambda text: text.replace("'", "\u2019"),
    "espaces doublées": lambda text: f"  {text.replace(' ', chr(0xA0) * 2)}\n",
    "tirets bas": lambda text: re.sub(r"[\s'-]", "_", text),
    "pluriel": lambda text: re.sub(r"\b(\w+)\b", r"\1s", text, count=1),
    "pluriel partout": lambda text: re.sub(r"\b(\w{3,})\b", r"\1s", text),
    "singulier": lambda text: re.sub(r"[sx]\b", "", text),
    "ligature": lambda text: text.replace("oe", "œ").replace("ae", "æ").replace("ss", "ß"),
    "sans ligature": lambda text: text.replace("œ", "oe"),
    "une lettre de moins": lambda text: text[: len(text) // 2] + text[len(text) // 2 + 1 :],
    "une lettre de plus": lambda text: f"{text[: len(text) // 2]}z{text[len(text) // 2 :]}",
    "mots collés": lambda text: re.sub(r"[\s_]", "", text),
    "un signe de plus": lambda text: f"{text}.",
    "une parenthèse de moins": lambda text: text.replace(")", ""),
    "tel quel": lambda text: text,
}


@given(ecrit=st.sampled_from(ECRITS), retouches=st.lists(st.sampled_from(sorted(RETOUCHES)), max_size=3))
@example(ecrit=ECRITS[0], retouches=["tel quel"])
def test_a_word_is_admitted_exactly_when_it_is_read(ecrit: tuple[Field, Value, str], retouches: list[str]) -> None:
    field, _, text = ecrit
    for name in retouches:
        text = RETOUCHES[name](text)
    found = {value.id for value in lookup(field, text).values}
    # A word that several values claim is read as the one it names best: the patterns know of claims only.
    assert found <= set(admis(field, text)), text
    assert bool(found) == bool(admis(field, text)), text


@given(field=st.sampled_from(AVEC_VALEURS), text=st.text(alphabet="aeistn -'é", max_size=12))
def test_no_other_word_is(field: Field, text: str) -> None:
    assert bool(lookup(field, text).values) == bool(admis(field, text))


def test_days_are_those_of_the_calendar() -> None:
    projet, corpus = motifs.jour(francais=True), motifs.jour(francais=False)
    for year in (1, 1600, 1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2199, 2200, 2201, 9996, 9999):
        for month in range(14):
            for day in range(33):
                iso = f"{year:04d}-{month:02d}-{day:02d}"
                assert bool(re.search(projet, iso)) is not isinstance(read_date(iso), Refus), iso
                assert bool(re.search(corpus, iso)) is existe(year, month, day), iso
                for french in (f"{day}/{month}/{year:04d}", f"{day:02d}/{month:02d}/{year:04d}"):
                    assert bool(re.search(projet, french)) is not isinstance(read_date(french), Refus), french
    assert not re.search(corpus, "0000-01-01")


def existe(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text", ["2025", "2025-1-5", "2025-01", "20250105", "05-01-2025", "hier", "", "2025-01-05T10:00"]
)
def test_nothing_else_is_a_day(text: str) -> None:
    assert isinstance(read_date(text), Refus)
    assert not re.search(motifs.jour(francais=True), text)


CHIFFRES = st.text(alphabet="0123459 .,€-\u00a0\u202f", max_size=12) | st.from_regex(
    r"\A[0-9]{1,4}([ \u00a0][0-9]{2,4}){0,2}([.,][0-9]{1,3})?( ?(€|euros?|EUR|Euro|franc|ans?|k))?\Z"
)


@given(CHIFFRES)
@example("12 000,50 €")
@example(" 60000 ")
@example("12000.5 EUR")
@example("12  €")
@example("1  200€ ")
@example("1 2345")
@example("€")
def test_amounts(text: str) -> None:
    assert bool(re.search(motifs.MONTANT, text)) is not isinstance(read_amount(text), Refus)


@given(CHIFFRES, st.sampled_from(["", "places", "ans"]))
@example("3 ans", "ans")
@example("1\u202f200 Place", "places")
@example("3ans", "ans")
def test_whole_numbers(text: str, unite: str) -> None:
    read = read_whole(text, unite)
    # Limits are left to the reader.
    assert bool(re.search(motifs.entier(unite), text)) is (not isinstance(read, Refus) or read.code == "V232")
