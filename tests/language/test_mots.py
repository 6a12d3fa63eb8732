"""Words of the vocabulary: ids, synonyms, case, accents, plurals, and what is never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.facts import Members
from eligibility.language.lexique import admitted, lookup, propose, propose_id
from eligibility.language.vocabulary import Field, Kind, Value

if TYPE_CHECKING:
    from .conftest import Admettre, Refuser

EFFACER = "si la donnée n'est pas connue, effacez la ligne"
OBJETS = "valeurs admises : « parentalite », « petite_enfance », « loisir_jeune », « loisir_enfant »"


def members(*idents: str) -> Members:
    return Members(frozenset(idents))


# ------------------------------------------------------------------------------------------------------ Département


@pytest.mark.parametrize(
    ("written", "ident"), [("01", "01"), ('"01"', "01"), ("2A", "2A"), ("971", "971"), ("69", "69")]
)
def test_un_code_de_departement_reste_un_code(written: str, ident: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{departement: {written}}}")["territoire.departement"] == ident


@pytest.mark.parametrize(
    ("written", "ident"),
    [("2a", "2A"), ("Ain", "01"), ("AIN", "01"), ("Rhone", "69"), ("corse du sud", "2A"), ("GUADELOUPE", "971")],
)
def test_un_nom_de_departement_est_lu_avec_une_note(
    written: str, ident: str, admettre: Admettre, refuser: Refuser
) -> None:
    assert admettre(f"territoire: {{departement: {written}}}", "V901")["territoire.departement"] == ident
    refuser(f"intitule: x\nterritoire: {{departement: §{written}}}", f"V901 « {written} » lu « {ident} » | None")


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        # A spreadsheet lost the zero.
        ("1", "« 1 » n'est pas une valeur de « territoire.departement » | vouliez-vous dire « 01 » ?"),
        ("001", "vouliez-vous dire « 01 » ?"),
        ("97", "vouliez-vous dire « 971 » ?"),
        # Post codes.
        ("69003", "vouliez-vous dire « 69 » ?"),
        ("97110", "vouliez-vous dire « 971 » ?"),
        ("75011", "valeurs admises"),
        ("l'Ain", "vouliez-vous dire « 01 » ?"),
        ("Rhônne", "vouliez-vous dire « 69 » ?"),
        ("02", "valeurs admises : « 01 », « 2A », « 69 », « 971 »"),
        ("1.0", "valeurs admises"),
        ("true", "valeurs admises"),
        ("inconnu", f"| {EFFACER}"),
        ("'?'", f"| {EFFACER}"),
    ],
)
def test_un_code_inconnu_n_est_jamais_devine(written: str, cure: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nterritoire:\n  departement: §{written}", f"V201 {cure}")


# ------------------------------------------------------------------------------------------------- Écritures admises


@pytest.mark.parametrize(
    "written", ["parentalite", "'parentalite'", "'  parentalite '", "soutien parental", "Soutien PARENTAL"]
)
def test_l_identifiant_et_ses_equivalents_sont_lus_sans_note(written: str, admettre: Admettre) -> None:
    assert admettre(f"objets: [{written}]") == {"objets": members("parentalite")}


@pytest.mark.parametrize(
    ("written", "ident"),
    [
        ("Parentalite", "parentalite"),  # case
        ("parentalité", "parentalite"),  # accent
        ("PARENTALITÉS", "parentalite"),  # plural
        ("petite-enfance", "petite_enfance"),  # joint
        ("petite enfance", "petite_enfance"),
        ("petites enfances", "petite_enfance"),
        ("loisir_jeunes", "loisir_jeune"),
    ],
)
def test_une_autre_ecriture_est_lue_avec_une_note(
    written: str, ident: str, admettre: Admettre, refuser: Refuser
) -> None:
    assert admettre(f"objets: [{written}]", "V901") == {"objets": members(ident)}
    refuser(f"intitule: x\nobjets: [§{written}]", f"V901 « {written} » lu « {ident} » | None")


@pytest.mark.parametrize("written", ["milieu rural", "Milieu Rural", "campagne", "CAMPAGNES"])
def test_un_synonyme_est_lu_avec_une_note(written: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{zonages: [{written}]}}", "V901") == {"territoire.zonages": members("rural")}


def test_un_pluriel_irregulier_est_propose_sans_etre_devine(refuser: Refuser) -> None:
    refuser("intitule: x\nterritoire: {zonages: [§milieux ruraux]}", "V201 vouliez-vous dire « rural » ?")


@pytest.mark.parametrize("written", ["non", "false", "FAUX", "no"])
def test_dire_non_a_un_choix_qui_l_admet(written: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{metropole: {written}}}") == {"territoire.metropole": "non"}


def test_un_mot_ambigu_donne_toutes_ses_lectures(refuser: Refuser) -> None:
    either = "« loisir_jeune » (sorties) ou « loisir_enfant » (sorties) | écrivez l'identifiant de la valeur voulue"
    refuser("intitule: x\nobjets: [§sorties]", f"V202 « sorties » peut vouloir dire {either}")
    refuser("intitule: x\nobjets: §Sortie", f"V202 « Sortie » peut vouloir dire {either}")


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("parentalit", "« parentalit » n'est pas une valeur de « objets » | vouliez-vous dire « parentalite » ?"),
        ("prentalité", "vouliez-vous dire « parentalite » ?"),
        ("enfance", "vouliez-vous dire « petite_enfance » ?"),
        ("loisir", "vouliez-vous dire « loisir_enfant » ou « loisir_jeune » ?"),
        ("xyz", OBJETS),
        ("12", OBJETS),
        ("aucun", "pour dire « aucun », écrivez une liste vide : « [] »"),
        ("Néant", "pour dire « aucun », écrivez une liste vide : « [] »"),
        ("non", "pour dire « aucun », écrivez une liste vide : « [] »"),
        ("À compléter", "| une liste donnée est complète : tant qu'elle ne l'est pas, effacez-la tout entière"),
    ],
)
def test_un_mot_inconnu_propose_les_siens(written: str, cure: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\nobjets: [§{written}]", f"V201 {cure}")
    refuser(f"intitule: x\nobjets: §{written}", f"V201 {cure}")


# ----------------------------------------------------------------------------------------------------------- Listes


def test_une_liste_vide_veut_dire_aucun(admettre: Admettre) -> None:
    assert admettre("objets: []") == {"objets": Members(frozenset())}


@pytest.mark.parametrize("written", ["", "null", "~"])
def test_une_liste_absente_n_est_pas_une_liste_vide(written: str, admettre: Admettre) -> None:
    assert admettre(f"objets: {written}") == {}


def test_une_liste_garde_chaque_valeur_une_fois(admettre: Admettre, refuser: Refuser) -> None:
    both = {"objets": members("parentalite", "petite_enfance")}
    assert admettre("objets: [parentalite, petite_enfance]") == both
    assert admettre("objets:\n- petite_enfance\n- parentalite\n- petite_enfance", "V904") == both
    refuser(
        "intitule: x\nobjets: [parentalite, §§Parentalité]",
        "V901 « Parentalité » lu « parentalite »",
        "V904 « parentalite » est répété dans « objets » : il ne compte qu'une fois",
    )


def test_une_valeur_seule_est_une_liste_d_un_element(admettre: Admettre, refuser: Refuser) -> None:
    assert admettre("objets: parentalite", "V903") == {"objets": members("parentalite")}
    refuser("intitule: x\nobjets: §§Parentalité", "V901", "V903 « objets » est une liste : la valeur écrite seule")


@pytest.mark.parametrize(
    "written",
    [
        '"parentalite, petite_enfance"',
        "parentalité et petite enfance",
        "parentalite / petite enfance",
        "Parentalité; petite enfance",
        "parentalite + petite_enfance",
        "\n  • parentalité\n  • petite enfance",
        "\n  – parentalité\n  – petite enfance",
    ],
)
def test_plusieurs_valeurs_dans_un_texte_montrent_la_liste_a_ecrire(written: str, refuser: Refuser) -> None:
    cure = "V201 écrivez la liste entre crochets : « [parentalite, petite_enfance] »"
    debut, texte = re.fullmatch(r"(\s*)(.*)", written, re.DOTALL).groups()
    refuser(f"intitule: x\nobjets: {debut}§{texte}", cure)


def test_un_texte_dont_une_partie_est_inconnue_n_est_pas_une_liste(refuser: Refuser) -> None:
    refuser("intitule: x\nobjets: §parentalite et couture", "V201 vouliez-vous dire « parentalite » ?")


@pytest.mark.parametrize("element", ["''", "' '", "null", "~"])
def test_un_element_vide_est_une_erreur(element: str, refuser: Refuser) -> None:
    empty = "V204 la liste « objets » contient un élément vide | complétez cet élément ou retirez-le"
    refuser(f"intitule: x\nobjets: [parentalite, §{element}]", empty)
    refuser("intitule: x\nobjets:\n  - parentalite\n  -§\n  - petite_enfance", empty)


def test_ce_qui_n_est_pas_un_mot_dans_une_liste_est_refuse(refuser: Refuser) -> None:
    nested = (
        "V103 il faut ici une valeur | une liste n'en contient pas d'autre : retirez le tiret ou les crochets en trop"
    )
    refuser("intitule: x\nobjets: [§[parentalite]]", nested)
    refuser("intitule: x\nobjets:\n  - §- parentalite", nested)
    refuser("intitule: x\nobjets:\n  - §parentalite: oui", "V103 écrivez le mot seul, sans « : » après lui")


def test_des_cles_au_lieu_d_une_liste(refuser: Refuser) -> None:
    refuser(
        "intitule: x\nobjets:\n  §parentalite: oui", "V103 il faut ici une liste | écrivez « objets: [valeur, valeur] »"
    )
    refuser("intitule: x\nterritoire: {zonages: §{}}", "V103 écrivez « zonages: [valeur, valeur] »")


def test_un_texte_vide_au_lieu_d_une_liste(refuser: Refuser) -> None:
    cure = f"écrivez une liste, « [] » pour dire « aucun » ; {EFFACER}"
    refuser("intitule: x\nobjets: §''", f"V205 « objets » est un texte vide | {cure}")


def test_plusieurs_mots_faux_sont_tous_signales(refuser: Refuser) -> None:
    refuser("intitule: x\nobjets: [§xyz, parentalite, §'', §sorties]", "V201 « xyz »", "V204", "V202 « sorties »")


# ---------------------------------------------------------------------------------------------- Mots du vocabulaire


def field(*values: Value) -> Field:
    return Field("couleur", Kind.CHOIX, "couleur", valeurs=values)


def test_un_equivalent_l_emporte_sur_un_synonyme() -> None:
    colours = field(Value("rouge", "Rouge", equivalents=("vif",)), Value("jaune", "Jaune", synonymes=("vif",)))
    assert [value.id for value in lookup(colours, "VIF").values] == ["rouge"]


def test_un_identifiant_l_emporte_sur_le_synonyme_d_un_autre() -> None:
    colours = field(Value("rouge", "Rouge", synonymes=("jaune",)), Value("jaune", "Jaune"))
    assert [value.id for value in lookup(colours, "Jaune").values] == ["jaune"]


def test_un_mot_sans_pluriel_ne_perd_pas_sa_derniere_lettre() -> None:
    colours = field(Value("gris", "Gris"), Value("ros", "Ros"))
    assert lookup(colours, "ro").values == ()
    assert [value.id for value in lookup(colours, "gri").values] == ["gris"]


@pytest.mark.parametrize("word", ["", " ", "-", "«", "''"])
def test_un_mot_sans_lettre_ne_designe_rien(word: str) -> None:
    assert lookup(field(Value("rouge", "Rouge"), Value("_", "")), word).values == ()


def test_la_liste_des_valeurs_admises_est_bornee() -> None:
    assert admitted([]) == "aucune valeur n'est admise"
    assert admitted(["a"], "clé") == "seule clé admise\u00a0: «\u00a0a\u00a0»"
    assert admitted(["valeur", "b"], "clé") == "clés admises\u00a0: «\u00a0valeur\u00a0», «\u00a0b\u00a0»"
    many = admitted(f"v{number}" for number in range(100))
    assert many.endswith("«\u00a0v14\u00a0»… (100 en tout)")


def test_les_valeurs_admises_d_un_champ_a_numeros_sont_montrees_par_leur_nom() -> None:
    lieux = field(
        Value("200046977", "Métropole de Lyon", equivalents=("Métropole de Lyon",)),
        Value("non", "Aucune", synonymes=("aucune",)),
    )
    assert propose(lieux, "oui") == "valeurs admises\u00a0: «\u00a0Métropole de Lyon\u00a0», «\u00a0non\u00a0»"
    assert propose(lieux, "12") == "valeurs admises\u00a0: «\u00a0200046977\u00a0», «\u00a0non\u00a0»"


@given(st.text(max_size=30))
def test_seuls_des_identifiants_sont_proposes(word: str) -> None:
    colours = field(
        Value("rouge", "Rouge vif", synonymes=("carmin",)), Value("bleu", "Bleu roi", equivalents=("azur",))
    )
    proposed = re.findall("«\u00a0(.+?)\u00a0»", propose_id(colours, word))
    assert proposed
    assert set(proposed) <= {"rouge", "bleu"}


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("territoire: {departement: §“69”}", "écrivez « 69 », sans ces guillemets"),
        ("objets: [§“parentalité”]", "écrivez « parentalité », sans ces guillemets"),
        ("objets: [§“parentalit”]", "vouliez-vous dire « parentalite » ?"),
        # Corsica was one département, and its post codes still start so.
        ("territoire: {departement: §20}", "vouliez-vous dire « 2A » ?"),
        ("territoire: {departement: §20090}", "vouliez-vous dire « 2A » ?"),
        # Of elsewhere, nothing is proposed.
        ("territoire: {departement: 69, metropole: §oui}", "valeurs admises : « non », « 200046977 »"),
        ("territoire: {metropole: §oui, departement: 69}", "valeurs admises : « non », « 200046977 »"),
        ("territoire: {departement: 971, metropole: §oui}", "seule valeur admise : « non »"),
        ("territoire: {metropole: §oui}", "valeurs admises : « non », "),
    ],
)
def test_ce_qui_est_propose_convient(marked: str, cure: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\n{marked}", f"V201 {cure}")


def test_une_croix_n_est_pas_une_reponse(refuser: Refuser) -> None:
    refuser("intitule: x\nfinalite_emploi: §x", "V210 écrivez « oui » ou « non »")
