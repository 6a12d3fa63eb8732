"""Ages and periods: both ends, one, none, in disorder, and the texts people write instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from eligibility.language.conditions import Bounds

if TYPE_CHECKING:
    from .conftest import Admettre, Refuser


def days(low: tuple[int, int, int] | None, high: tuple[int, int, int] | None) -> Bounds:
    return Bounds(date(*low).toordinal() if low else None, date(*high).toordinal() if high else None)


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("{min: 0, max: 2}", Bounds(0, 2)),
        ("{max: 2, min: 0}", Bounds(0, 2)),
        ("\n  min: 0\n  max: 2", Bounds(0, 2)),
        ("{min: 0 ans, max: 2 ans}", Bounds(0, 2)),
        ("{min: 1 an, max: '2'}", Bounds(1, 2)),
        ("{min: 3, max: 3}", Bounds(3, 3)),
        ("{min: 3}", Bounds(3, None)),
        ("{max: 3}", Bounds(None, 3)),
        ("{min: , max: 3}", Bounds(None, 3)),
        ("{min: 3, max: null}", Bounds(3, None)),
        ("{min: 0, max: 120}", Bounds(0, 120)),
    ],
)
def test_des_ages_ont_une_ou_deux_bornes(written: str, bounds: Bounds, admettre: Admettre) -> None:
    assert admettre(f"ages: {written}") == {"ages": bounds}


@pytest.mark.parametrize("field", ["ages", "periode"])
@pytest.mark.parametrize("written", ["", "null", "{}"])
def test_un_intervalle_sans_borne_est_inconnu(field: str, written: str, admettre: Admettre) -> None:
    assert admettre(f"{field}: {written}") == {}
    low, high = ("min", "max") if field == "ages" else ("debut", "fin")
    assert admettre(f"{field}: {{{low}: , {high}: ~}}") == {}


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("0-2", "écrivez « ages: {min: 0, max: 2} »"),
        ('"0-2"', "écrivez « ages: {min: 0, max: 2} »"),
        ("0 à 2 ans", "écrivez « ages: {min: 0, max: 2} »"),
        ("de 16 à 25 ans", "écrivez « ages: {min: 16, max: 25} »"),
        ("11–17 ans", "écrivez « ages: {min: 11, max: 17} »"),
        ("[6, 12]", "écrivez « ages: {min: 6, max: 12} »"),
        ("3", "écrivez « ages: {min: 3, max: 3} »"),
        ("3 ans", "écrivez « ages: {min: 3, max: 3} »"),
        # Never a cure that would be refused in its turn.
        ("2-0", "écrivez « ages: {min: 0, max: 2} »"),
        ("[12, 6]", "écrivez « ages: {min: 6, max: 12} »"),
        ("6-600", "écrivez par exemple « ages: {min: 0, max: 2} »"),
        ("moins de 6 ans", "écrivez « ages: {min: 0, max: 5} »"),
        ("60 ans et plus", "écrivez « ages: {min: 60} »"),
        ("(6-12)", "écrivez « ages: {min: 6, max: 12} »"),
        ("60+", "écrivez « ages: {min: 60} »"),
        ("à partir de 3 ans", "écrivez « ages: {min: 3} »"),
        ("600 ans et plus", "écrivez par exemple « ages: {min: 0, max: 2} »"),
        ("moins de 0 an", "écrivez par exemple « ages: {min: 0, max: 2} »"),
        # Nothing but an example where nothing plain is meant.
        ("enfants", "écrivez par exemple « ages: {min: 0, max: 2} »"),
        ("[6, 7, 8]", "écrivez par exemple « ages: {min: 0, max: 2} »"),
        ("''", "écrivez par exemple « ages: {min: 0, max: 2} »"),
    ],
)
def test_des_ages_en_texte_montrent_ce_qu_il_faut_ecrire(written: str, cure: str, refuser: Refuser) -> None:
    expected = f"V103 forme inattendue : il faut ici les clés « min » et « max » | {cure}"
    refuser(f"intitule: x\nages: §{written}", expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{min: 3, max: §2}",
            ["V301 « max » (2) est plus petit que « min » (3) | échangez les deux, ou corrigez l'un"],
        ),
        ("{max: §2, min: 3}", ["V301"]),
        ("{min: §-1, max: 2}", ["V231"]),
        ("{min: 0, max: §121}", ["V232 il va de 0 à 120"]),
        ("{min: §1.5, max: 2}", ["V230"]),
        ("{min: §6 mois, max: 2}", ["V230"]),
        ("{min: 0, max: §illimité}", ["V230"]),
        ("{min: §inconnu, max: 2}", ["V206 « inconnu » ne dit rien de « ages.min »"]),
        ("{min: §[0], max: 2}", ["V203 mais « ages.min » n'a qu'une valeur | écrivez « 0 », sans crochets ni tiret"]),
        ("{min: 0, max: §''}", ["V205 « ages.max » est un texte vide | écrivez un nombre entier ; si la donnée"]),
        ("{§mini: 0, §maxi: 2}", ["V102 vouliez-vous dire « min » ?", "V102 vouliez-vous dire « max » ?"]),
        ("{§de: 0, §à: 2}", ["V102 clé inconnue « de » | clés admises : « min », « max »", "V102"]),
        ("{min: §x, max: §y}", ["V230 « x »", "V230 « y »"]),
        # What is sound is still compared.
        ("{min: 3, max: §2, §pas: 1}", ["V301", "V102 clé inconnue « pas »"]),
    ],
)
def test_une_borne_fausse_est_signalee_a_sa_place(marked: str, expected: list[str], refuser: Refuser) -> None:
    refuser(f"intitule: x\nages: {marked}", *expected)


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("{debut: 2025-01-01, fin: 2027-12-31}", days((2025, 1, 1), (2027, 12, 31))),
        ("\n  debut: 2025-01-01\n  fin: 2025-01-01", days((2025, 1, 1), (2025, 1, 1))),
        ("{debut: 2025-01-01}", days((2025, 1, 1), None)),
        ("{fin: 2025-01-01, debut: }", days(None, (2025, 1, 1))),
    ],
)
def test_une_periode_a_une_ou_deux_dates(written: str, bounds: Bounds, admettre: Admettre) -> None:
    assert admettre(f"periode: {written}") == {"periode": bounds}


def test_une_periode_en_jour_mois_annee_est_lue_avec_ses_notes(admettre: Admettre) -> None:
    read = admettre("periode: {debut: 01/02/2025, fin: 28/02/2025}", "V902", "V902")
    assert read == {"periode": days((2025, 2, 1), (2025, 2, 28))}


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("2026", "écrivez « periode: {debut: 2026-01-01, fin: 2026-12-31} »"),
        ("[2025-01-01, 2027-12-31]", "écrivez « periode: {debut: 2025-01-01, fin: 2027-12-31} »"),
        ("2025-01-01 - 2027-12-31", "écrivez « periode: {debut: 2025-01-01, fin: 2027-12-31} »"),
        ("du 1/2/2025 au 31/12/2027", "écrivez « periode: {debut: 2025-02-01, fin: 2027-12-31} »"),
        ("[2027-12-31, 2025-01-01]", "écrivez « periode: {debut: 2025-01-01, fin: 2027-12-31} »"),
        ("2025-2027", "écrivez « periode: {debut: 2025-01-01, fin: 2027-12-31} »"),
        ("2025 à 2027", "écrivez « periode: {debut: 2025-01-01, fin: 2027-12-31} »"),
        ("09/2025 - 06/2026", "écrivez « periode: {debut: 2025-09-01, fin: 2026-06-30} »"),
        ("du 1er janvier 2025 au 30 juin 2026", "écrivez « periode: {debut: 2025-01-01, fin: 2026-06-30} »"),
        ("septembre 2025", "écrivez « periode: {debut: 2025-09-01, fin: 2025-09-30} »"),
        ("du 1er janvier au 30 juin 2026", "écrivez par exemple « periode:"),
        ("2025-01-01", "écrivez par exemple « periode: {debut: 2025-01-01, fin: 2025-12-31} »"),
        ("du 31/02/2025 au 31/12/2027", "écrivez par exemple « periode:"),
        ("1789", "écrivez par exemple « periode:"),
        ("trois ans", "écrivez par exemple « periode:"),
        ("[a, b]", "écrivez par exemple « periode:"),
    ],
)
def test_une_periode_en_texte_montre_ce_qu_il_faut_ecrire(written: str, cure: str, refuser: Refuser) -> None:
    expected = f"V103 forme inattendue : il faut ici les clés « debut » et « fin » | {cure}"
    refuser(f"intitule: x\nperiode: §{written}", expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{debut: 2025-02-01, fin: §2025-01-31}",
            ["V302 la période finit le 2025-01-31, avant de commencer le 2025-02-01 | échangez les deux dates, ou"],
        ),
        # A year alone: its first day to begin, its last one to end.
        ("{debut: §2025, fin: §2027}", ["V242 par exemple « 2025-01-01 »", "V242 par exemple « 2027-12-31 »"]),
        (
            "{debut: §juin 2025, fin: §février 2028}",
            ["V242 par exemple « 2025-06-01 »", "V242 par exemple « 2028-02-29 »"],
        ),
        ("{debut: 2025-01-01, fin: §2025-06-31}", ["V241 juin n'a que 30 jours"]),
        ("{§début: 2025-01-01, fin: 2025-12-31}", ["V102 clé inconnue « début » | vouliez-vous dire « debut » ?"]),
        ("{§du: 2025-01-01, §au: 2025-12-31}", ["V102 clés admises : « debut », « fin »", "V102"]),
        ("{debut: §inconnue}", ["V206 « inconnue » ne dit rien de « periode.debut »"]),
    ],
)
def test_une_date_fausse_dans_une_periode_est_signalee_a_sa_place(
    marked: str, expected: list[str], refuser: Refuser
) -> None:
    refuser(f"intitule: x\nperiode: {marked}", *expected)
