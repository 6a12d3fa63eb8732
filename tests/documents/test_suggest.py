"""Did you mean."""

from __future__ import annotations

import random

import pytest

from eligibility.documents.suggest import fold, nearest, vouliez_vous

FIELDS = ["objets", "modalites", "publics", "dispositifs", "territoire.departement", "financement.cout_total", "cadre",
          "caractere", "champ", "ages", "periode", "coordination.ctg"]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("objet", "objets"),
        ("Objets", "objets"),
        ("obejts", "objets"),
        ("modalités", "modalites"),
        ("public", "publics"),
        ("departement", "territoire.departement"),
        ("cout total", "financement.cout_total"),
        ("caractère", "caractere"),
        ("âge", "ages"),
        ("ctg", "coordination.ctg"),
    ],
)
def test_une_faute_courante_est_comprise(word: str, expected: str) -> None:
    assert nearest(word, FIELDS)[0] == expected


@pytest.mark.parametrize("word", ["", "xyz", "-", "é", "zzzzzzzzzzzzzzz", "q"])
def test_rien_n_est_propose_quand_rien_ne_ressemble(word: str) -> None:
    assert nearest(word, FIELDS) == ()


def test_une_famille_d_identifiants_ne_suffit_pas_a_se_ressembler() -> None:
    """Of an id that names something new, the others of its family would be proposed at random."""
    ids = ["transition/eau", "transition/mobilite", "transition/aide-alimentaire"]
    assert nearest("transition/cantines", ids) == ()
    assert nearest("transition/aide alimentaire", ids) == ("transition/aide-alimentaire",)
    assert nearest("transition/eaux", ids) == ("transition/eau",)
    assert nearest("transition", ids) == ("transition/aide-alimentaire", "transition/eau", "transition/mobilite")
    assert nearest("territoire.department", FIELDS) == ("territoire.departement",)


def test_un_mot_en_commun_ne_suffit_pas_quand_un_autre_dit_de_quoi_il_s_agit() -> None:
    relais = ["relais petite enfance", "relais assistantes maternelles", "Relais petite enfance (Rpe)"]
    assert nearest("relais_parental", relais) == ()
    assert set(nearest("relais enfance", relais)) == {"Relais petite enfance (Rpe)", "relais petite enfance"}
    assert nearest("familles pauvres", ["familles_precaires"]) == ("familles_precaires",)


def test_l_ordre_des_candidats_ne_change_rien() -> None:
    candidates = ["rural", "rurale", "ruraux", "murale", "plural"]
    answers = set()
    for seed in range(20):
        random.Random(seed).shuffle(candidates)
        answers.add(nearest("rurals", candidates))
    assert len(answers) == 1


def test_le_nombre_de_propositions_est_borne() -> None:
    assert len(nearest("abcdef", [f"abcde{letter}" for letter in "ghijkl"], limit=2)) == 2


def test_des_mots_immenses_ne_font_pas_attendre() -> None:
    assert nearest("a" * 100_000, ["a" * 100_000 + "b"] * 3)


def test_les_ecritures_d_un_meme_mot_se_rejoignent() -> None:
    spellings = ["Côte-d’Or", "cote d'or", "COTE_D_OR", "  Côte - d'Or ", "Co\u0302te-d\u2019Or"]
    assert {fold(spelling) for spelling in spellings} == {"cote_d_or"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("𝐀", "a"),  # its decomposition is a capital
        ("ᴭ", "ae"),  # … a capital ligature
        ("ꟹ", "oe"),
        ("a－b", "a_b"),  # … a dash
        ("´a", "a"),  # … a space
        ("İ", "i"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
    ],
)
def test_une_lettre_composee_est_repliee_jusqu_au_bout(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_replier_deux_fois_ne_change_rien() -> None:
    every = map(chr, range(0x110000))
    assert [sign for sign in every if (once := fold(sign)) != sign and fold(once) != once] == []


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ((), None),
        (("x",), "vouliez-vous dire «\u00a0x\u00a0»\u00a0?"),
        (("x", "y"), "vouliez-vous dire «\u00a0x\u00a0» ou «\u00a0y\u00a0»\u00a0?"),
        (("x", "y", "z"), "vouliez-vous dire «\u00a0x\u00a0», «\u00a0y\u00a0» ou «\u00a0z\u00a0»\u00a0?"),
    ],
)
def test_la_question_est_bien_ponctuee(words: tuple[str, ...], question: str | None) -> None:
    assert vouliez_vous(words) == question


def test_un_mot_que_tous_partagent_ne_dit_pas_lequel_est_voulu() -> None:
    publics = ["personnes agées", "personnes handicapées", "personnes isolées", "personnes malades", "parents isolés"]
    assert nearest("personnes sans solution de logement", publics) == ()
    assert nearest("les malades", publics) == ("personnes malades",)
