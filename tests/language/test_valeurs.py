"""What officers write for a yes or no, a number, an amount, a date or a text: read, or refused with its cure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eligibility.language.dates import FIRST_YEAR, LAST_YEAR, MOIS, read_date
from eligibility.language.francais import jour, montant, nombre
from eligibility.language.nombres import MAX_EUROS, MAX_WHOLE, read_amount, read_whole
from eligibility.language.refus import Refus

if TYPE_CHECKING:
    from .conftest import Admettre, Lire, Refuser

EFFACER = "si la donnée n'est pas connue, effacez la ligne"


# ------------------------------------------------------------------------------------------------------- Oui ou non


@pytest.mark.parametrize(
    ("written", "value"),
    [("oui", True), ("Oui", True), ("OUI", True), ("true", True), ("vrai", True), ('"oui "', True),
     ("non", False), ("Non", False), ("false", False), ("FAUX", False), ("'non'", False)],
)  # fmt: skip
def test_oui_et_non_se_lisent_sans_note(written: str, value: bool, admettre: Admettre) -> None:
    assert admettre(f"finalite_emploi: {written}") == {"finalite_emploi": value}


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("yes", "« yes » n'est ni « oui » ni « non » | vouliez-vous dire « oui » ?"),
        ("Y", "vouliez-vous dire « oui » ?"),
        ("1", "vouliez-vous dire « oui » ?"),
        ("on", "vouliez-vous dire « oui » ?"),
        ("no", "vouliez-vous dire « non » ?"),
        ("0", "vouliez-vous dire « non » ?"),
        ("aucun", "vouliez-vous dire « non » ?"),
        ("“oui”", "vouliez-vous dire « oui » ?"),
        ("peut-être", f"écrivez « oui » ou « non » ; {EFFACER}"),
        ("nsp", EFFACER),
        ("12", "écrivez « oui » ou « non »"),
    ],
)
def test_ce_qui_n_est_ni_oui_ni_non_n_est_jamais_devine(written: str, cure: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nfinalite_emploi: §{written}", f"V210 {cure}")


# ----------------------------------------------------------------------------------------------------------- Nombres


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12), ("0", 0), ("'12'", 12), ("1 200", 1200), ("1\u00a0200", 1200), ("1\u202f200", 1200), ("012", 12),
     ("12 places", 12), ("1 place", 1), ("1 200 PLACES", 1200), ("10 000 000 000 000", MAX_WHOLE)],
)  # fmt: skip
def test_un_nombre_entier_s_ecrit_comme_en_francais(written: str, value: int, admettre: Admettre) -> None:
    assert admettre(f"places: {written}") == {"places": value}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "beaucoup",
            "V230 « beaucoup » n'est pas un nombre entier | écrivez le nombre en chiffres, par exemple « 12 »",
        ),
        ("douze", "V230 « douze » n'est pas un nombre entier | écrivez « 12 »"),
        ("vingt et une places", "V230 écrivez « 21 »"),
        ("une centaine", "V230 écrivez le nombre en chiffres, par exemple « 12 »"),
        ("1.5", "V230 écrivez un nombre entier, « 1 » ou « 2 »"),
        ("1,5", "V230 écrivez un nombre entier, « 1 » ou « 2 »"),
        ("1.200", "V230 écrivez « 1200 »"),
        ("12 lits", "V230 écrivez le nombre seul, dans l'unité attendue : « places »"),
        ("1 00", "V230"),
        ("12-15", "V230 écrivez un seul nombre, sans fourchette"),
        ("+5", "V230"),
        ("٣", "V230"),
        ("true", "V230"),
        ("-3", "V231 le nombre « -3 » est négatif | écrivez un nombre positif ou nul"),
        ("− 3", "V231"),
        ("10000000000001", "V232 il va de 0 à 10 000 000 000 000"),
        ("9" * 5000, "V232"),
        ("inconnu", f"V206 « inconnu » ne dit rien de « places » | {EFFACER}"),
        ("'?'", f"V206 {EFFACER}"),
        ("''", f"V205 « places » est un texte vide | écrivez un nombre entier ; {EFFACER}"),
    ],
)
def test_un_nombre_mal_ecrit_dit_comment_l_ecrire(written: str, expected: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nplaces: §{written}", expected)


@given(st.integers(0, MAX_WHOLE))
def test_un_nombre_affiche_se_relit(value: int) -> None:
    assert read_whole(nombre(value)) == value


# ---------------------------------------------------------------------------------------------------------- Montants


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("0", 0),
        ("60000", 6_000_000),
        ("12 000,50 €", 1_200_050),
        ("12\u00a0000,50\u00a0€", 1_200_050),
        ("12\u202f000,50\u202f€", 1_200_050),
        ("12 000.50 euros", 1_200_050),
        ("12000€", 1_200_000),
        ("12 000 EUR", 1_200_000),
        ("1 euro", 100),
        ("12.5", 1_250),
        ("12,5", 1_250),
        ("1.50", 150),
        ("00012", 1_200),
        ("10 000 000 000 000", MAX_EUROS * 100),
    ],
)
def test_un_montant_s_ecrit_comme_en_francais(written: str, cents: int, admettre: Admettre) -> None:
    assert admettre(f"financement:\n  cout_total: {written}") == {"financement.cout_total": cents}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("beaucoup", "V220 écrivez un nombre d'euros, par exemple « 12 000,50 € »"),
        ("environ 5000", "V220"),
        ("€ 12", "V220"),
        ("60 %", "V220"),
        ("1e3", "V220"),
        ("12,", "V220"),
        ("12 00", "V220"),
        ("1 2345", "V220"),
        ("+5", "V220"),
        ("1_000", "V220"),
        ("12'000,50", "V220 écrivez « 12000,50 »"),
        ("“12 000 €”", "V220 écrivez « 12 000 € », sans ces guillemets"),
        ("“environ 12 000”", "V220 écrivez un nombre d'euros"),
        ("1’000’000", "V220 écrivez « 1000000 »"),
        # A dot or a comma before three digits: thousands, or decimals.
        ("12.000", "V221 le montant « 12.000 » peut se lire de deux façons | écrivez « 12000 » ou « 12,00 »"),
        ("12,505", "V221 écrivez « 12505 » ou « 12,51 »"),
        ("12.000,50", "V221 écrivez « 12000,50 »"),
        ("12,000.50", "V221 écrivez « 12000,50 »"),
        ("1.200.000", "V221 écrivez « 1200000 »"),
        ("-5", "V222 écrivez un montant positif ou nul"),
        ("− 12 000,50 €", "V222"),
        # Nothing but decimals can be meant.
        ("0,001", "V223 arrondissez au centime, par exemple « 12,50 »"),
        ("1234.567", "V223"),
        ("1.234,567", "V223"),
        ("1.234.567,891", "V223"),
        ("60 k€", "V224 le montant « 60 k€ » est abrégé | écrivez « 60 000 »"),
        ("60K", "V224 écrivez « 60 000 »"),
        ("1,5 M€", "V224 écrivez « 1 500 000 »"),
        ("0.5 k€", "V224 écrivez « 500 »"),
        ("1,2345 k€", "V224 écrivez « 1 234,5 »"),
        ("2 millions d'euros", "V224 écrivez « 2 000 000 »"),
        ("5 mille euros", "V224 écrivez « 5 000 »"),
        ("2 Md€", "V224 écrivez « 2 000 000 000 »"),
        ("1,234567 k€", "V223"),
        ("11000 milliards", "V225"),
        ("10000000000000,01", "V225 un montant est d'au plus 10 000 000 000 000 €"),
        ("9" * 5000, "V225"),
        ("à préciser", f"V206 « à préciser » ne dit rien de « financement.cout_total » | {EFFACER}"),
        ("''", f"V205 écrivez un montant ; {EFFACER}"),
    ],
)
def test_un_montant_douteux_n_est_jamais_devine(written: str, expected: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nfinancement:\n  cout_total: §{written}", expected)


@pytest.mark.parametrize("written", ["12 000,50", "66,67", "66,67 €"])
def test_une_virgule_decimale_entre_accolades_se_met_entre_guillemets(written: str, refuser: Refuser) -> None:
    """YAML reads « {cout_total: 66,67} » as two keys."""
    whole, decimals = written.split(",")
    cure = f'V102 clé inconnue « {decimals} » | entre accolades, une virgule sépare deux clés : écrivez « "{written}" »'
    refuser(f"intitule: x\nfinancement: {{cout_total: {whole},§{decimals}}}", cure)
    refuser(f"intitule: x\nfinancement:\n  plan: [{{financeur: caf, montant: {whole},§{decimals}}}]", cure)


def test_une_cle_en_chiffres_n_est_pas_toujours_une_virgule_decimale(refuser: Refuser) -> None:
    refuser("intitule: x\nfinancement:\n  cout_total: 66\n  §67:", "V102 clés admises : « cout_total », « plan »")
    refuser("intitule: x\nfinancement: {cout_total: 66, §67: 2}", "V102 clés admises")


@given(st.integers(0, MAX_EUROS * 100))
def test_un_montant_affiche_se_relit(cents: int) -> None:
    assert read_amount(montant(cents)) == cents
    assert read_amount(f"{cents // 100}.{cents % 100:02d}") == cents


def _proposed(read: int | tuple[int, bool] | Refus) -> list[str]:
    """What a refusal says to write, or gives as an example."""
    return re.findall("«\u00a0(.+?)\u00a0»", read.aide or "") if isinstance(read, Refus) else []


@given(
    st.text("0123456789 .,'’kM€-\u00a0", max_size=16)
    | st.from_regex(r"[0-9]{1,3}([.,'][0-9]{3}){1,3}([.,][0-9]{1,2})?", fullmatch=True)
    | st.from_regex(r"[0-9]{1,14}([.,][0-9]{1,12})? ?(k|M|Md|millions?|milliers)(€| d'euros)?", fullmatch=True)
)
@example("1.234,567")
@example("1,2345678912 M€")
@example("99999 Md€")
def test_un_montant_propose_est_un_montant_admis(text: str) -> None:
    for cure in _proposed(read_amount(text)):
        assert isinstance(read_amount(cure), int), cure


# ------------------------------------------------------------------------------------------------------------ Dates


@pytest.mark.parametrize("written", ["2024-06-30", "'2024-06-30'", " 2024-06-30 "])
def test_une_date_s_ecrit_annee_mois_jour(written: str, admettre: Admettre) -> None:
    assert admettre(f"signature: {written}") == {"signature": date(2024, 6, 30).toordinal()}


@pytest.mark.parametrize(("written", "day"), [("30/06/2024", (2024, 6, 30)), ("1/2/2024", (2024, 2, 1))])
def test_une_date_jour_mois_annee_est_lue_avec_une_note(
    written: str, day: tuple[int, int, int], admettre: Admettre, refuser: Refuser
) -> None:
    assert admettre(f"signature: {written}", "V902") == {"signature": date(*day).toordinal()}
    iso = date(*day).isoformat()
    refuser(f"intitule: x\nsignature: §{written}", f"V902 « {written} » lu {iso} (jour/mois/année) | None")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # A whole date, written otherwise.
        ("30 juin 2024", "V240 « 30 juin 2024 » n'est pas une date | écrivez « 2024-06-30 »"),
        ("“2024-08-01”", "V240 écrivez « 2024-08-01 », sans ces guillemets"),
        ("1er août 2024", "V240 écrivez « 2024-08-01 »"),
        ("3 FEVRIER 2024", "V240 écrivez « 2024-02-03 »"),
        ("30\u00a0juin\u00a02024", "V240 écrivez « 2024-06-30 »"),
        ("30-06-2024", "V240 écrivez « 2024-06-30 »"),
        ("30.06.2024", "V240 écrivez « 2024-06-30 »"),
        ("2024/06/30", "V240 écrivez « 2024-06-30 »"),
        ("2024-6-3", "V240 écrivez « 2024-06-03 »"),
        ("20240630", "V240 écrivez « 2024-06-30 »"),
        ("2024‑06‑30", "V240 écrivez « 2024-06-30 »"),
        ("30/06/24", "V240 écrivez l'année sur quatre chiffres, par exemple « 2025-01-31 »"),
        ("bientôt", "V240 écrivez année-mois-jour, par exemple « 2025-01-31 »"),
        ("30062024", "V240 écrivez année-mois-jour"),
        ("3 juin", "V240 écrivez année-mois-jour"),
        ("3 juinet 2024", "V240 écrivez année-mois-jour"),
        ("true", "V240"),
        # A day that is in no calendar.
        ("2024-06-31", "V241 la date « 2024-06-31 » n'existe pas : juin n'a que 30 jours | corrigez le jour"),
        ("31/06/2024", "V241 juin n'a que 30 jours"),
        ("31 juin 2024", "V241 juin n'a que 30 jours"),
        ("2024-02-30", "V241 février 2024 n'a que 29 jours"),
        ("29/02/2023", "V241 février 2023 n'a que 28 jours"),
        ("2100-02-29", "V241 février 2100 n'a que 28 jours"),
        ("2024-01-32", "V241 janvier n'a que 31 jours"),
        ("2024-13-01", "V241 le mois 13 n'existe pas"),
        ("2024-00-01", "V241 le mois 00 n'existe pas"),
        ("06/31/2024", "V241 le mois 31 n'existe pas"),
        ("2024-06-00", "V241 le jour 00 n'existe pas"),
        ("13/2024", "V241 le mois 13 n'existe pas"),
        # A part of a date.
        ("2024", "V242 la date « 2024 » est incomplète | donnez aussi le jour, par exemple « 2024-01-01 »"),
        ("juin 2024", "V242 par exemple « 2024-06-01 »"),
        ("2024-06", "V242 par exemple « 2024-06-01 »"),
        ("06/2024", "V242 par exemple « 2024-06-01 »"),
        # More than a date.
        ("2024-06-30 12:00", "V243 donne une heure, il faut une date seule | écrivez « 2024-06-30 »"),
        ("2024-06-30T12:00", "V243 écrivez « 2024-06-30 »"),
        ("2024-06-30 14h", "V243 écrivez « 2024-06-30 »"),
        ("1789-07-14", "V244 l'année 1789 est hors de portée | les années vont de 1900 à 2200"),
        ("0024-06-30", "V244 l'année 0024 est hors de portée"),
        ("31/12/2201", "V244"),
        ("1899", "V244"),
        ("à définir", f"V206 « à définir » ne dit rien de « signature » | {EFFACER}"),
        ("''", f"V205 écrivez une date ; {EFFACER}"),
    ],
)  # fmt: skip
def test_une_date_mal_ecrite_dit_comment_l_ecrire(written: str, expected: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nsignature: §{written}", expected)


def test_les_annees_extremes_sont_admises(admettre: Admettre) -> None:
    assert admettre("signature: 1900-01-01") == {"signature": date(FIRST_YEAR, 1, 1).toordinal()}
    assert admettre("signature: 2200-12-31") == {"signature": date(LAST_YEAR, 12, 31).toordinal()}


days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@given(days)
def test_chaque_jour_se_lit_dans_les_deux_ecritures(day: date) -> None:
    assert read_date(day.isoformat()) == (day.toordinal(), False)
    assert read_date(f"{day.day}/{day.month}/{day.year}") == (day.toordinal(), True)


@given(days)
def test_la_date_affichee_donne_son_ecriture(day: date) -> None:
    assert _proposed(read_date(jour(day.toordinal()))) == [day.isoformat()]


@given(
    st.text("0123456789-/. hT:", max_size=12)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}", fullmatch=True)
    | st.builds(" ".join, st.tuples(st.sampled_from(MOIS), st.integers(1800, 2300).map(str))),
    st.booleans(),
)
def test_une_date_proposee_est_une_date_admise(text: str, last: bool) -> None:
    for cure in _proposed(read_date(text, last)):
        assert not isinstance(read_date(cure), Refus), cure


# ----------------------------------------------------------------------------------------------------------- Textes


@pytest.mark.parametrize(
    ("written", "value"),
    [("Caf de l'Ain", "Caf de l'Ain"), ("'  Caf  '", "Caf"), ("12", "12"), ("true", "true"), ("'null'", "null"),
     (">-\n  deux\n  lignes", "deux lignes")],
)  # fmt: skip
def test_un_texte_est_rendu_tel_qu_ecrit(written: str, value: str, admettre: Admettre) -> None:
    assert admettre(f"caf: {written}") == {"caf": value}


# ----------------------------------------------------------------------------------------- Une forme pour une autre


@pytest.mark.parametrize(
    ("field", "attendu"),
    [
        ("caf", "un texte"),
        ("finalite_emploi", "« oui » ou « non »"),
        ("places", "un nombre entier"),
        ("signature", "une date"),
    ],
)
def test_une_liste_ou_des_cles_au_lieu_d_une_valeur(field: str, attendu: str, refuser: Refuser) -> None:
    alone = f"V203 une liste est donnée, mais « {field} » n'a qu'une valeur | écrivez « x », sans crochets ni tiret"
    refuser(f"intitule: x\n{field}: §[x]", alone)
    refuser(f"intitule: x\n{field}:\n  §- x", alone)
    refuser(f"intitule: x\n{field}: §[x, y]", f"V203 écrivez {attendu}, sans crochets ni tiret")
    refuser(f"intitule: x\n{field}: §[]", f"V203 écrivez {attendu}, sans crochets ni tiret")
    refuser(f"intitule: x\n{field}: §{{x: y}}", f"V103 forme inattendue : il faut ici {attendu}")
    refuser(f"intitule: x\n{field}: §'  '", f"V205 « {field} » est un texte vide | écrivez {attendu} ; {EFFACER}")


@pytest.mark.parametrize(
    ("written", "years"), [("6 mois", 0), ("18 mois", 1), ("36 mois", 3), ("10 semaines", 0), ("quinze ans", 15)]
)
def test_un_age_se_dit_en_annees_revolues(written: str, years: int, refuser: Refuser) -> None:
    """« Write the number alone » would make six years of six months."""
    refuser(f"intitule: x\nages: {{min: §{written}}}", f"V230 écrivez « {years} »")


@pytest.mark.parametrize("written", ["“Bus, le retour”", "« Bus »", "„Bus“", "“Bus”"])
def test_les_guillemets_de_word_autour_d_un_texte_n_en_sont_pas(written: str, lire: Lire) -> None:
    projet, found = lire(f"intitule: {written}")
    assert projet is not None
    assert projet.intitule == written.strip("“”«»„ ")
    assert [one.code for one in found] == ["V901"]


@pytest.mark.parametrize("written", ["Le « bus » des familles", "« Bus » et « répit »", "'« Bus »'"])
def test_ceux_qui_sont_du_texte_y_restent(written: str, lire: Lire) -> None:
    projet, found = lire(f"intitule: {written}")
    assert projet is not None
    assert projet.intitule == written.strip("'")
    assert found == ()
