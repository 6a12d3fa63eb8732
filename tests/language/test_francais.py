"""Amounts, dates, intervals and conditions in French, with the no-break spaces that keep a figure with its unit."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.facts import FactValue, Members
from eligibility.language.francais import (
    NATURES,
    NBSP,
    attendu,
    champ,
    enumeration,
    fait,
    feuille,
    jour,
    montant,
    nombre,
    phrase,
    valeur,
)
from eligibility.language.vocabulary import Field, Kind, Vocabulary

if TYPE_CHECKING:
    from .conftest import Analyser

JOUR = date(2024, 1, 1).toordinal()


def spaced(text: str) -> str:
    """With « · » for each no-break space, so that they can be read here."""
    return text.replace(NBSP, "·")


# ------------------------------------------------------------------------------------------------------------ Nombres


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (999, "999"), (1000, "1·000"), (1234567, "1·234·567"), (10**13, "10·000·000·000·000")]
)
def test_un_nombre_se_coupe_par_milliers(value: int, said: str) -> None:
    assert spaced(nombre(value)) == said


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (0, "0·€"),
        (1, "0,01·€"),
        (100, "1·€"),
        (150, "1,50·€"),
        (6_000_000, "60·000·€"),
        (1_200_050, "12·000,50·€"),
        (-150, "−1,50·€"),
        (-100_000, "−1·000·€"),
    ],
)
def test_un_montant_n_a_de_centimes_que_s_il_en_faut(cents: int, said: str) -> None:
    assert spaced(montant(cents)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 1, 1), "1er janvier 2024"),
        (date(2024, 2, 29), "29 février 2024"),
        (date(2025, 8, 2), "2 août 2025"),
        (date(2025, 12, 31), "31 décembre 2025"),
    ],
)
def test_une_date_se_dit_en_lettres(day: date, said: str) -> None:
    assert jour(day.toordinal()) == said


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_une_enumeration_se_termine_par_son_lien(words: list[str], said: str) -> None:
    assert enumeration(words) == said
    assert enumeration(iter(words), "ou") == said.replace(" et ", " ou ")


# ------------------------------------------------------------------------------------------------- Ce que dit un projet


@pytest.mark.parametrize(
    ("ident", "value", "said"),
    [
        ("caf", "Caf de l'Ain", "Caf de l'Ain"),
        ("territoire.departement", "01", "Ain"),
        ("territoire.departement", "99", "99"),  # an id that the vocabulary lost
        ("finalite_emploi", True, "oui"),
        ("finalite_emploi", False, "non"),
        ("places", 0, "0·place"),
        ("places", 1, "1·place"),
        ("places", 1200, "1·200·places"),
        ("financement.cout_total", 1_200_050, "12·000,50·€"),
        ("signature", JOUR, "1er janvier 2024"),
        ("objets", Members(frozenset()), "aucun"),
        ("objets", Members(frozenset({"parentalite"})), "parentalité"),
        ("objets", Members(frozenset({"petite_enfance", "parentalite"})), "parentalité et petite enfance"),
        ("objets", Members(frozenset(), frozenset({"parentalite"})), "peut-être parentalité"),
        (
            "objets",
            Members(frozenset({"parentalite"}), frozenset({"petite_enfance"})),
            "parentalité, peut-être petite enfance",
        ),
        ("financement.plan", Members(frozenset({"etat", "caf"})), "Caisse d'allocations familiales et État"),
        ("ages", Bounds(0, 2), "0-2·ans"),
        ("ages", Bounds(0, 1), "0-1·an"),
        ("ages", Bounds(1, 1), "1·an"),
        ("ages", Bounds(3, 3), "3·ans"),
        ("ages", Bounds(60, None), "à partir de 60·ans, maximum non précisé"),
        ("ages", Bounds(None, 1), "jusqu'à 1·an, minimum non précisé"),
        ("periode", Bounds(JOUR, JOUR + 30), "du 1er janvier 2024 au 31 janvier 2024"),
        ("periode", Bounds(JOUR, JOUR), "1er janvier 2024"),
        ("periode", Bounds(JOUR, None), "à partir du 1er janvier 2024, fin non précisée"),
        ("periode", Bounds(None, JOUR), "jusqu'au 1er janvier 2024, début non précisé"),
    ],
)
def test_chaque_valeur_se_dit_avec_son_libelle_et_son_unite(
    ident: str, value: FactValue, said: str, vocabulaire: Vocabulary
) -> None:
    field = vocabulaire.champs[ident]
    assert spaced(valeur(field, value)) == said
    assert spaced(fait(ident, value, vocabulaire)) == f"{field.libelle}·: {said}"


def test_un_champ_sans_libelle_se_dit_par_son_nom() -> None:
    vocabulary = Vocabulary({"a": Field("a", Kind.TEXTE, "")})
    assert champ("a", vocabulary) == "a"
    assert champ("inconnu", vocabulary) == "inconnu"
    assert spaced(fait("inconnu", 3, vocabulary)) == "inconnu·: 3"


@pytest.mark.parametrize(("unit", "said"), [("", "1"), ("mois", "1·mois"), ("fois", "1·fois"), ("jours", "1·jour")])
def test_l_unite_se_met_au_singulier(unit: str, said: str) -> None:
    assert spaced(valeur(Field("a", Kind.NOMBRE, "", unite=unit), 1)) == said


# --------------------------------------------------------------------------------------------- Ce que demande une règle


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("territoire.departement: {vaut: 01}", "vaut «·Ain·»"),
        ("territoire.departement: {parmi: [01, 2A, 69]}", "vaut «·Ain·», «·Corse-du-Sud·» ou «·Rhône·»"),
        ("finalite_emploi: {vaut: non}", "vaut non"),
        ("places: {vaut: 1}", "vaut 1·place"),
        ("objets: {contient: parentalite}", "contient «·parentalité·»"),
        (
            "objets: {contient_un_de: [petite_enfance, parentalite]}",
            "contient «·parentalité·» ou «·petite enfance·»",
        ),
        (
            "objets: {contient_tous: [petite_enfance, parentalite]}",
            "contient «·parentalité·» et «·petite enfance·»",
        ),
        ("objets: {ne_contient_aucun: [parentalite]}", "ne contient pas «·parentalité·»"),
        (
            "objets: {ne_contient_aucun: [petite_enfance, parentalite]}",
            "ne contient pas «·parentalité·» ni «·petite enfance·»",
        ),
        ("financement.plan: {contient: etat}", "contient «·État·»"),
        ("places: {au_moins: 1200}", "au moins 1·200·places"),
        ("places: {au_plus: 0}", "au plus 0·place"),
        ("financement.cout_total: {au_moins: 12000.50}", "au moins 12·000,50·€"),
        ("financement.cout_total: {au_plus: 1}", "au plus 1·€"),
        ("signature: {au_moins: 2024-01-01}", "à partir du 1er janvier 2024"),
        ("signature: {au_plus: 2024-01-02}", "jusqu'au 2 janvier 2024"),
        ("signature: {avant: 2024-01-01}", "avant le 1er janvier 2024"),
        ("signature: {apres: 2024-01-02}", "après le 2 janvier 2024"),
        ("ages: {recoupe: {min: 0, max: 2}}", "recoupe 0-2·ans"),
        ("ages: {recoupe: {min: 3, max: 3}}", "recoupe 3·ans"),
        ("ages: {inclus_dans: {min: 60}}", "compris dans 60·ans et plus"),
        ("ages: {inclus_dans: {max: 1}}", "compris dans 1·an et moins"),
        (
            "periode: {recoupe: {debut: 2024-01-01, fin: 2024-12-31}}",
            "recoupe la période du 1er janvier 2024 au 31 décembre 2024",
        ),
        ("periode: {recoupe: {debut: 2024-01-01, fin: 2024-01-01}}", "recoupe le 1er janvier 2024"),
        ("periode: {inclus_dans: {debut: 2024-01-01}}", "compris dans la période à partir du 1er janvier 2024"),
        ("periode: {inclus_dans: {fin: 2024-01-01}}", "compris dans la période jusqu'au 1er janvier 2024"),
        ("caf: {renseigne: oui}", "est renseigné"),
    ],
)
def test_chaque_operateur_se_dit_en_francais(text: str, said: str, analyser: Analyser, vocabulaire: Vocabulary) -> None:
    leaf, _ = analyser(text)
    assert isinstance(leaf, Leaf)
    assert spaced(attendu(leaf, vocabulaire)) == said
    label = vocabulaire.champs[leaf.champ].libelle
    assert spaced(feuille(leaf, vocabulaire)) == spaced(phrase(leaf, vocabulaire)) == f"{label} {said}"


def test_une_feuille_sans_son_champ_se_dit_quand_meme() -> None:
    leaf = Leaf("perdu", Operator.CONTIENT, "x")
    assert spaced(feuille(leaf, Vocabulary({}))) == "perdu contient «·x·»"


A, B, C = (Leaf(name, Operator.VAUT, True) for name in "abc")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Toutes((A, B)), "a vaut oui et b vaut oui"),
        (UneDe((A, B, C)), "a vaut oui ou b vaut oui ou c vaut oui"),
        (Aucune((A,)), "aucune de ces conditions·: a vaut oui"),
        (Aucune((A, B)), "aucune de ces conditions·: a vaut oui·; b vaut oui"),
        (Toutes((A, UneDe((B, C)))), "a vaut oui et (b vaut oui ou c vaut oui)"),
        (UneDe((Toutes((A, B)), C)), "(a vaut oui et b vaut oui) ou c vaut oui"),
        (Toutes((A, Aucune((B,)))), "a vaut oui et (aucune de ces conditions·: b vaut oui)"),
        (Aucune((A, Toutes((B, C)))), "aucune de ces conditions·: a vaut oui·; (b vaut oui et c vaut oui)"),
        # A connector over one condition says nothing by itself, and hides no « ou » from the « et » around it.
        (Toutes((A,)), "a vaut oui"),
        (Toutes((UneDe((A, B)),)), "a vaut oui ou b vaut oui"),
        (Toutes((A, Toutes((UneDe((B, C)),)))), "a vaut oui et (b vaut oui ou c vaut oui)"),
        (UneDe((A, Toutes((B,)))), "a vaut oui ou b vaut oui"),
        (Toutes((A, UneDe((Aucune((B, C)),)))), "a vaut oui et (aucune de ces conditions·: b vaut oui·; c vaut oui)"),
    ],
)
def test_une_condition_se_dit_sans_ambiguite(condition: Condition, said: str) -> None:
    assert spaced(phrase(condition, Vocabulary({}))) == said


conditions: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from([A, B, C]),
    lambda inner: st.builds(
        lambda connector, children: connector(tuple(children)),
        st.sampled_from((Toutes, UneDe, Aucune)),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(conditions)
def test_et_et_ou_ne_se_melent_jamais_sans_parentheses(condition: Condition) -> None:
    said = phrase(condition, Vocabulary({}))
    while (inner := re.sub(r"\([^()]*\)", "x", said)) != said:
        for group in re.findall(r"\(([^()]*)\)", said):
            assert not (" et " in group and " ou " in group), group
        said = inner
    assert not (" et " in said and " ou " in said), said


def test_chaque_nature_a_son_nom() -> None:
    assert NATURES.keys() == set(Kind)
