"""A rule's condition: every connector and operator read, every fault at its place with its cure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.documents.diagnostics import Report
from eligibility.documents.loader import load
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe, leaves
from eligibility.language.francais import NATURES
from eligibility.language.operandes import OPERATORS
from eligibility.language.parser import parse_condition
from eligibility.language.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from .conftest import Analyser, Refuser

JOUR = date(2024, 1, 1).toordinal()


def leaf(champ: str, operateur: str, valeur: Any, ligne: int = 1, colonne: int = 1) -> Leaf:
    return Leaf(champ, Operator(operateur), valeur, ligne, colonne)


# ------------------------------------------------------------------------------------------------------- Opérateurs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("territoire.departement: {vaut: 01}", leaf("territoire.departement", "vaut", "01")),
        ('territoire.departement: {vaut: "2A"}', leaf("territoire.departement", "vaut", "2A")),
        ("territoire.departement: {parmi: [971, 01]}", leaf("territoire.departement", "parmi", ("01", "971"))),
        ("territoire.departement: {renseigne: oui}", leaf("territoire.departement", "renseigne", True)),
        ("finalite_emploi: {vaut: oui}", leaf("finalite_emploi", "vaut", True)),
        ("finalite_emploi: {vaut: false}", leaf("finalite_emploi", "vaut", False)),
        ("objets: {contient: parentalite}", leaf("objets", "contient", "parentalite")),
        (
            "objets: {contient_un_de: [petite_enfance, parentalite]}",
            leaf("objets", "contient_un_de", ("parentalite", "petite_enfance")),
        ),
        ("objets: {contient_tous: [parentalite]}", leaf("objets", "contient_tous", ("parentalite",))),
        ("objets: {ne_contient_aucun: [parentalite]}", leaf("objets", "ne_contient_aucun", ("parentalite",))),
        ("items: {contient: enfance/parentalite}", leaf("items", "contient", "enfance/parentalite")),
        ("financement.plan: {contient: etat}", leaf("financement.plan", "contient", "etat")),
        ("places: {vaut: 12 places}", leaf("places", "vaut", 12)),
        ("places: {au_moins: 1 200}", leaf("places", "au_moins", 1200)),
        ("places: {au_plus: 0}", leaf("places", "au_plus", 0)),
        ("financement.cout_total: {au_moins: 12 000 €}", leaf("financement.cout_total", "au_moins", 1_200_000)),
        ("financement.cout_total: {au_plus: 0.5}", leaf("financement.cout_total", "au_plus", 50)),
        ("signature: {au_moins: 2024-01-01}", leaf("signature", "au_moins", JOUR)),
        ("signature: {au_plus: 2024-01-01}", leaf("signature", "au_plus", JOUR)),
        ("signature: {avant: 2024-01-01}", leaf("signature", "avant", JOUR)),
        ("signature: {apres: 2024-01-01}", leaf("signature", "apres", JOUR)),
        ("ages: {recoupe: {min: 0, max: 2}}", leaf("ages", "recoupe", Bounds(0, 2))),
        ("ages: {inclus_dans: {max: 2 ans}}", leaf("ages", "inclus_dans", Bounds(None, 2))),
        ("ages: {recoupe: {min: 60, max: }}", leaf("ages", "recoupe", Bounds(60, None))),
        (
            "periode: {recoupe: {debut: 2024-01-01, fin: 2024-01-31}}",
            leaf("periode", "recoupe", Bounds(JOUR, JOUR + 30)),
        ),
        ("intitule: {renseigne: vrai}", leaf("intitule", "renseigne", True)),
    ],
)
def test_chaque_operateur_donne_sa_feuille(text: str, expected: Leaf, analyser: Analyser) -> None:
    assert analyser(text) == (expected, ())


@pytest.mark.parametrize("nature", Kind)
def test_chaque_nature_n_admet_que_ses_operateurs(
    nature: Kind, vocabulaire: Vocabulary, refuser_condition: Refuser
) -> None:
    field = next(field for field in vocabulaire.champs.values() if field.nature is nature)
    admitted = OPERATORS[nature]
    assert Operator.RENSEIGNE in admitted
    listed = ", ".join(f"« {operator.value} »" for operator in admitted)
    for operator in set(Operator) - set(admitted):
        marked = f"{field.id}: {{§{operator.value}: x}}"
        wrong = f"l'opérateur « {operator.value} » ne va pas avec « {field.id} », de nature « {NATURES[nature]} » | "
        refuser_condition(marked, f"V510 {wrong}")
        refuser_condition(marked, f"V510 opérateurs de ce champ : {listed}")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("territoire.departement: {§contient: 01}", "| vouliez-vous dire « vaut » ? opérateurs de ce champ :"),
        ("territoire.departement: {§contient_un_de: [01]}", "| vouliez-vous dire « parmi » ?"),
        ("objets: {§vaut: parentalite}", "| vouliez-vous dire « contient » ?"),
        ("objets: {§parmi: [parentalite]}", "| vouliez-vous dire « contient_un_de » ?"),
        ("financement.plan: {§vaut: etat}", "| vouliez-vous dire « contient » ?"),
        ("ages: {§au_moins: 3}", "| écrivez par exemple « ages: {recoupe: {min: 3}} » ; opérateurs de ce champ :"),
        ("ages: {§au_plus: 3 ans}", "« ages: {recoupe: {max: 3 ans}} »"),
        ("ages: {§au_plus: }", "« ages: {recoupe: {max: …}} »"),
        ("periode: {§apres: 2024-01-01}", "« periode: {recoupe: {debut: 2024-01-01}} »"),
        (
            "territoire.departement: {§ne_contient_aucun: [01]}",
            "| écrivez, sous « aucune: », « - territoire.departement: {parmi: […]} » ; opérateurs",
        ),
        # Nothing that this field takes asks the like.
        ("finalite_emploi: {§au_moins: 3}", "| opérateurs de ce champ : « vaut », « renseigne »"),
        ("territoire.departement: {§contient_tous: [01]}", "| opérateurs de ce champ :"),
    ],
)
def test_un_operateur_d_un_autre_champ_dit_celui_de_ce_champ(
    marked: str, cure: str, refuser_condition: Refuser
) -> None:
    refuser_condition(marked, f"V510 {cure}")


def test_un_operande_se_garde_trie_et_normalise(analyser: Analyser) -> None:
    """So that two writings of one condition are one for every engine."""
    one, _ = analyser("territoire.departement: {parmi: [971, 2A, 01]}")
    other, _ = analyser('territoire.departement: {parmi: ["01", 971, "2A"]}')
    assert one == other


def test_plusieurs_operateurs_sur_un_champ_valent_tous(analyser: Analyser) -> None:
    assert analyser("places: {au_moins: 3, au_plus: 5}") == (
        Toutes((leaf("places", "au_moins", 3), leaf("places", "au_plus", 5))),
        (),
    )
    both, _ = analyser("objets:\n  contient: parentalite\n  ne_contient_aucun: [petite_enfance]")
    assert isinstance(both, Toutes)


# ------------------------------------------------------------------------------------------------------ Connecteurs


def test_les_connecteurs_s_emboitent_et_chaque_feuille_garde_sa_place(analyser: Analyser) -> None:
    condition, found = analyser("""\
toutes:
  - objets: {contient: parentalite}
  - une_de:
      - finalite_emploi: {vaut: non}
      - aucune:
          - places: {au_moins: 3}
          - toutes: [signature: {renseigne: oui}]
""")
    assert found == ()
    assert condition == Toutes(
        (
            leaf("objets", "contient", "parentalite", 2, 5),
            UneDe(
                (
                    leaf("finalite_emploi", "vaut", False, 4, 9),
                    Aucune(
                        (
                            leaf("places", "au_moins", 3, 6, 13),
                            Toutes((leaf("signature", "renseigne", True, 7, 22),)),
                        )
                    ),
                )
            ),
        )
    )
    assert [one.champ for one in leaves(condition)] == ["objets", "finalite_emploi", "places", "signature"]


@pytest.mark.parametrize("connector", ["toutes", "une_de", "aucune"])
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("§C: []", "V505 liste vide sous « C » | donnez au moins un élément"),
        ("§C:", "V505 liste vide sous « C »"),
        ("C: §oui", "V504 « C » attend une liste de conditions | mettez un tiret devant chaque condition"),
        ("C: §{objets: {contient: parentalite}}", "V504"),
        ("C:\n  - §{}", "V502 condition vide | écrivez « champ: {opérateur: valeur} », ou retirez-la"),
        ("C: [§~]", "V502"),
        ("C: [§oui]", "V501 ce n'est pas une condition | écrivez « champ: {opérateur: valeur} », ou une liste sous"),
        ("C:\n  - §- objets: {contient: parentalite}", "V501"),
    ],
)
def test_un_connecteur_attend_une_liste_de_conditions(
    connector: str, marked: str, expected: str, refuser_condition: Refuser
) -> None:
    refuser_condition(marked.replace("C", connector), expected.replace("« C »", f"« {connector} »"))


@pytest.mark.parametrize("marked", ["§12", "§[]", "§[objets: {contient: parentalite}]", "§'objets: x'"])
def test_une_condition_est_une_cle_et_sa_valeur(marked: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, "V501 ce n'est pas une condition")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("§- objets: {contient: parentalite}", "écrivez « toutes: » ou « une_de: » devant cette liste, et décalez-la"),
        ("toutes: [§objets contient parentalite]", "écrivez « objets: {contient: parentalite} »"),
        ("toutes: [§objets comprend parentalite]", "écrivez « objets: {contient: parentalite} »"),
        ("toutes: [§territoire.departement dans 01]", "écrivez « territoire.departement: {parmi: [01]} »"),
        ("toutes: [§places >= 12]", "écrivez « places: {au_moins: 12} »"),
        ("toutes: [§'objets: {contient: parentalite}']", "écrivez cette condition sans guillemets ni « | » autour"),
        # What it asks is not plain.
        ("toutes: [§objets]", "écrivez « champ: {opérateur: valeur} », ou une liste sous"),
        ("toutes: [§objets parentalite]", "écrivez « champ: {opérateur: valeur} », ou une liste sous"),
        ("toutes: [§couleur vaut bleu]", "écrivez « champ: {opérateur: valeur} », ou une liste sous"),
    ],
)
def test_une_phrase_ou_une_liste_se_recrit_en_condition(marked: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, f"V501 {cure}")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("§{}", "écrivez « champ: {opérateur: valeur} », ou retirez-la"),
        ("§~", "écrivez dessous ce que la règle demande"),
    ],
)
def test_une_condition_n_est_pas_vide(marked: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, f"V502 condition vide | {cure}")


@pytest.mark.parametrize("key", ["alors", "lecture", "sources", "titre", "en_vigueur", "si"])
def test_une_cle_de_la_regle_trop_decalee_est_une_seule_faute(key: str, refuser_condition: Refuser) -> None:
    cure = "c'est une clé de la règle : écrivez-la au niveau de « si », moins décalée"
    refuser_condition(f"objets: {{contient: parentalite}}\n§{key}: {{item: x}}", f"V506 {cure}")


def test_plusieurs_cles_ne_disent_pas_comment_les_joindre(refuser_condition: Refuser) -> None:
    refuser_condition(
        "objets: {contient: parentalite}\n§places: {vaut: 3}\n§toutes: [finalite_emploi: {vaut: oui}]",
        "V503 plusieurs clés dans une condition : « objets », puis « places » | mettez-les en liste sous « toutes » "
        "(les deux) ou « une_de » (l'une au moins)",
        "V503 « objets », puis « toutes »",
    )


@pytest.mark.parametrize(
    ("connector", "cure"),
    [
        ("toutes", "mettez un tiret devant « places », aligné sur les autres de « toutes »"),
        (
            "une_de",
            "mettez un tiret devant « places » si c'est un autre élément de « une_de » ; pour exiger les deux, ",
        ),
        (
            "aucune",
            "si c'est un autre élément de « aucune » ; pour exiger les deux, mettez-les en liste sous « toutes »",
        ),
    ],
)
def test_plusieurs_cles_sous_un_tiret_en_demandent_un_autre(
    connector: str, cure: str, refuser_condition: Refuser
) -> None:
    refuser_condition(f"{connector}:\n  - objets: {{contient: parentalite}}\n    §places: {{vaut: 3}}", f"V503 {cure}")


def test_chaque_cle_en_trop_est_lue_quand_meme(refuser_condition: Refuser) -> None:
    refuser_condition("objets: {contient: §xyz}\n§places: {vaut: §x}", "V513 « xyz »", "V503", "V230 « x »")


# ------------------------------------------------------------------------------------------- Champs et connecteurs


@pytest.mark.parametrize(
    ("key", "cure"),
    [
        ("objet", "champ ou connecteur inconnu « objet » | vouliez-vous dire « objets » ?"),
        ("Objets", "vouliez-vous dire « objets » ?"),
        ("departement", "vouliez-vous dire « territoire.departement » ?"),
        ("territoire.departemant", "vouliez-vous dire « territoire.departement » ?"),
        ("toute", "vouliez-vous dire « toutes » ?"),
        ("TOUTES", "vouliez-vous dire « toutes » ?"),
        ("un_de", "vouliez-vous dire « une_de » ?"),
        # Words of other languages and of logic.
        ("et", "vouliez-vous dire « toutes » ?"),
        ("all", "vouliez-vous dire « toutes » ?"),
        ("OU", "vouliez-vous dire « une_de » ?"),
        ("any", "vouliez-vous dire « une_de » ?"),
        ("au moins une", "vouliez-vous dire « une_de » ?"),
        ("non", "vouliez-vous dire « aucune » ?"),
        ("sauf", "vouliez-vous dire « aucune » ?"),
        ("contient_un_de", "c'est un opérateur : écrivez « champ: {contient_un_de: …} »"),
        ("vaut", "c'est un opérateur : écrivez « champ: {vaut: …} »"),
        ("couleur", "ou l'un de ces connecteurs : « toutes », « une_de », « aucune »"),
    ],
)
def test_un_champ_inconnu_propose_les_siens(key: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(f"§{key}: {{vaut: oui}}", f"V506 {cure}")
    refuser_condition(f"aucune:\n  - §{key}: {{vaut: oui}}", f"V506 {cure}")


@pytest.mark.parametrize(
    ("marked", "fields"),
    [
        (
            "§territoire: {departement: {vaut: 01}}",
            "« territoire.departement », « territoire.metropole », « territoire",
        ),
        ("§porteur: x", "« porteur.nom »"),
    ],
)
def test_un_groupe_n_est_pas_un_champ(marked: str, fields: str, refuser_condition: Refuser) -> None:
    name = marked[1:].split(":")[0]
    cure = f"« {name} » est un groupe de champs, pas un champ | nommez un champ en entier, avec son point : {fields}"
    refuser_condition(marked, f"V507 {cure}")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("§objets: parentalite", "il manque un opérateur à « objets » | écrivez « objets: {contient: parentalite} »"),
        (
            "§objets: [parentalite, petite_enfance]",
            "écrivez « objets: {contient_un_de: [parentalite, petite_enfance]} »",
        ),
        ("§objets:", "opérateurs de ce champ : « contient », « contient_un_de », « contient_tous »"),
        ("§objets: {}", "opérateurs de ce champ : « contient »"),
        ("§territoire.departement: 01", "écrivez « territoire.departement: {vaut: 01} »"),
        ("§territoire.departement: [01, 2A]", "écrivez « territoire.departement: {parmi: [01, 2A]} »"),
        ("§finalite_emploi: oui", "écrivez « finalite_emploi: {vaut: oui} »"),
        ("§signature: 2024-01-01", "écrivez « signature: {au_moins: 2024-01-01} »"),
        ("§financement.cout_total: 12000", "écrivez « financement.cout_total: {au_moins: 12000} »"),
        ("§ages: {min: 0, max: 2}", "écrivez « ages: {recoupe: {min: 0, max: 2}} »"),
        ("§periode: {debut: 2025-01-01}", "écrivez « periode: {recoupe: {debut: 2025-01-01}} »"),
        ("§ages: 0-2", "opérateurs de ce champ : « recoupe », « inclus_dans », « renseigne »"),
        ("§intitule: Bus", "opérateurs de ce champ : « renseigne »"),
        # The operator in words, or as a sign.
        ("§objets: contient parentalite", "écrivez « objets: {contient: parentalite} »"),
        ("§objets: contient_un_de [parentalite]", "écrivez « objets: {contient_un_de: [parentalite]} »"),
        ("§objets: sauf parentalite", "écrivez « objets: {ne_contient_aucun: [parentalite]} »"),
        ("§territoire.departement: = 01", "écrivez « territoire.departement: {vaut: 01} »"),
        ("§places: plus de 12", "écrivez « places: {au_moins: 12} »"),
        ("§places: jusqu'à 12", "écrivez « places: {au_plus: 12} »"),
        ("§signature: '<2024-01-01'", "écrivez « signature: {avant: 2024-01-01} »"),
        ("§ages: entre 0 et 2", "opérateurs de ce champ : « recoupe », « inclus_dans », « renseigne »"),
    ],
)
def test_un_champ_sans_operateur_en_propose_un(marked: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, f"V508 {cure}")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("objets: {§contien: x}", "opérateur inconnu « contien » | vouliez-vous dire « contient » ?"),
        ("objets: {§Contient: x}", "vouliez-vous dire « contient » ?"),
        ("objets: {§contient un de: [x]}", "vouliez-vous dire « contient_un_de » ?"),
        ("objets: {§égal: x}", "vouliez-vous dire « contient » ? opérateurs de ce champ : « contient », « contient_"),
        ("territoire.departement: {§dans: [01]}", "vouliez-vous dire « parmi » ? opérateurs de ce champ :"),
        ("objets: {§dans: [parentalite]}", "vouliez-vous dire « contient_un_de » ? opérateurs de ce champ :"),
        ("objets: {§sauf: [parentalite]}", "vouliez-vous dire « ne_contient_aucun » ? opérateurs de ce champ :"),
        ('places: {§">=": 3}', "vouliez-vous dire « au_moins » ? opérateurs de ce champ : « vaut », « au_moins »"),
        ("places: {§max: 3}", "vouliez-vous dire « au_plus » ? opérateurs de ce champ : « vaut », « au_moins »"),
        ('places: {§">": 3}', "vouliez-vous dire « au_moins » ?"),
        ('signature: {§">": 2024-01-01}', "vouliez-vous dire « apres » ?"),
        ("ages: {§entre: [0, 2]}", "vouliez-vous dire « recoupe » ? opérateurs de ce champ : « recoupe »"),
        ("ages: {§min: 0, recoupe: {max: 2}}", "opérateurs de ce champ : « recoupe »"),
        ("objets: {§couleur: x}", "opérateur inconnu « couleur » | opérateurs de ce champ : « contient »"),
        (
            "financement.cout_total: {au_moins: 12 000,§50 €}",
            'entre accolades, une virgule sépare deux clés : écrivez « "12 000,50 €" », avec guillemets',
        ),
        ('objets: {§"a\\nb": 3}', "opérateur inconnu « a b » |"),
        # Its line tells the rest.
        ("objets: {contient: parentalite,\n §couleur: x}", "opérateur inconnu « couleur » | opérateurs de ce champ"),
    ],
)
def test_un_operateur_inconnu_propose_les_siens(marked: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, f"V509 {cure}")


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("objets: {contient_un_de: §parentalite, petite_enfance, sante}", "[parentalite, petite_enfance, sante]"),
        ("objets: {contient_tous: §parentalite, petite_enfance}", "contient_tous: [parentalite, petite_enfance]"),
        # One value would be asked of it.
        ("objets: {contient: §parentalite, petite_enfance}", "contient_un_de: [parentalite, petite_enfance]"),
        ("territoire.departement: {vaut: §01, 2A}", "parmi: [01, 2A]"),
    ],
)
def test_une_liste_sans_crochets_est_une_seule_faute(marked: str, cure: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, "V511 entre accolades, une virgule sépare deux clés : écrivez «")
    refuser_condition(marked, f"V511 {cure} », avec des crochets")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("objets: {§contient parentalite}", "V509 il manque « : » après « contient » : écrivez « contient: parentali"),
        ("§objets {contient: parentalite}", "V506 il manque « : » après « objets » : écrivez « objets: {contient… »"),
    ],
)
def test_un_deux_points_oublie_est_dit(marked: str, expected: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, expected)


def test_des_elements_laisses_au_niveau_de_leur_connecteur(analyser: Analyser, refuser_condition: Refuser) -> None:
    voulu = """\
toutes:
  - objets: {contient: parentalite}
  - une_de:
      - places: {au_moins: 3}
      - toutes:
          - places: {au_plus: 2}
          - objets:
              contient: petite_enfance
"""
    gauche = re.sub("(?m)^    (?=  )", "", voulu)
    refuser_condition(
        gauche.replace("une_de", "§une_de"),
        "V505 décalez de 4 espaces vers la droite les lignes 4 à 8, pour placer sous « une_de » ses éléments",
    )
    repare = "\n".join(" " * 4 + line if 4 <= rank <= 8 else line for rank, line in enumerate(gauche.split("\n"), 1))
    assert repare == voulu
    assert analyser(repare)[1] == ()


def test_d_un_seul_choix_aucun_operateur_n_exclut(analyser: Analyser) -> None:
    (found,) = analyser("objets: {ne_contient_aucun: [2A]}")[1]
    assert found.aide == "«\u00a02A\u00a0» est une valeur de «\u00a0territoire.departement\u00a0»"


def test_un_connecteur_vide_en_dernier_n_a_rien_a_prendre(refuser_condition: Refuser) -> None:
    refuser_condition("toutes:\n  - objets: {contient: parentalite}\n  - §une_de:\n", "V505 donnez au moins un élément")


# --------------------------------------------------------------------------------------------------------- Opérandes


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # A rule writes exact ids: what a project may write otherwise is given its id.
        ("objets: {contient: §parentalité}", "V513 « parentalité » n'est pas un identifiant de « objets » | écrivez"),
        ("objets: {contient: §soutien parental}", "V513 écrivez « parentalite »"),
        ("objets: {contient_un_de: [petite_enfance, §Parentalité]}", "V513 écrivez « parentalite »"),
        ("territoire.departement: {vaut: §Ain}", "V513 écrivez « 01 »"),
        ("territoire.departement: {vaut: §1}", "V513 vouliez-vous dire « 01 » ?"),
        ("financement.plan: {contient: §préfecture}", "V513 écrivez « etat »"),
        ("objets: {contient: §sorties}", "V513 vouliez-vous dire « loisir_jeune » ou « loisir_enfant » ?"),
        ("objets: {contient: §parentalit}", "V513 vouliez-vous dire « parentalite » ?"),
        # « [] » is no cure here.
        ("objets: {contient: §aucun}", "V513 valeurs admises : « parentalite »"),
        ("objets: {contient: §inconnu}", "V513 valeurs admises : « parentalite »"),
        # A value of another field.
        (
            "objets: {contient: §2A}",
            "V513 « 2A » n'est pas un identifiant de « objets » | « 2A » est une valeur de « territoire.departement »",
        ),
        ("objets: {contient: §2A}", "V513 la condition s'écrit « territoire.departement: {vaut: 2A} »"),
        ("publics: {contient: §parentalite}", "V513 la condition s'écrit « objets: {contient: parentalite} »"),
        (
            "publics: {contient_un_de: [familles_precaires, §parentalite]}",
            "V513 la condition s'écrit « objets: {contient_un_de: [parentalite]} »",
        ),
        ("items: {contient: §enfance/sorties}", "V513 seule valeur admise : « enfance/parentalite »"),
        ("items: {contient: §enfance/parentalte}", "V513 vouliez-vous dire « enfance/parentalite » ?"),
        # One value, or several.
        (
            "objets: {contient: §[parentalite]}",
            "V511 une seule valeur | pour plusieurs valeurs, l'opérateur est « contient_un_de »",
        ),
        ("territoire.departement: {vaut: §[01, 2A]}", "V511 l'opérateur est « parmi »"),
        ("finalite_emploi: {vaut: §[oui]}", "V511 « vaut » attend une seule valeur"),
        ("places: {au_moins: §[3]}", "V511 « au_moins » attend une seule valeur"),
        ("objets: {contient: §{parentalite: oui}}", "V511 écrivez cette valeur seule, sans crochets ni accolades"),
        (
            "objets: {contient_tous: §parentalite}",
            "V511 attend une liste d'identifiants | écrivez « contient_tous: [parentalite] »",
        ),
        ("objets: {contient_tous: §{parentalite: oui}}", "V511 écrivez les identifiants entre crochets, séparés par"),
        ("objets: {contient_tous: [§[parentalite]]}", "V511 « contient_tous » attend ici un identifiant | écrivez les"),
        # Nothing.
        ("objets: {§contient: }", "V512 « contient » n'a pas de valeur | écrivez la valeur attendue"),
        ("objets: {§contient: ''}", "V512"),
        ("objets: {§contient_un_de: ~}", "V512"),
        ("ages: {§recoupe: }", "V512"),
        ("objets: {§renseigne: }", "V512"),
        ("finalite_emploi: {§vaut: ' '}", "V512"),
        ("objets: {§contient_un_de: []}", "V505 liste vide sous « contient_un_de » | donnez au moins un élément"),
        (
            "objets: {contient_un_de: [parentalite, §'']}",
            "V204 contient un élément vide | complétez cet élément ou retirez-le",
        ),
        ("objets: {contient_un_de: [§~, parentalite]}", "V204"),
        (
            "objets: {contient_un_de: [parentalite, §parentalite]}",
            "V517 « parentalite » est répété | retirez la répétition",
        ),
        # Quotes of a word processor, and commas that are none.
        ("objets: {contient: §“parentalite”}", "V513 écrivez « parentalite », sans ces guillemets"),
        ("objets: {contient_un_de: [§«\u00a0parentalite\u00a0»]}", "V513 écrivez « parentalite », sans ces guillemets"),
        (
            "objets: {contient_un_de: [§parentalite; petite_enfance]}",
            "V513 séparez les valeurs par des virgules : « parentalite, petite_enfance »",
        ),
        # What is absent is no fact.
        ("objets: {renseigne: §non}", "V514 n'admet que « oui » | l'absence d'une donnée n'est jamais un fait"),
        ("objets: {renseigne: §false}", "V514 l'absence d'une donnée"),
        ("objets: {renseigne: §yes}", "V514 écrivez « renseigne: oui »"),
        ("objets: {renseigne: §[oui]}", "V514 écrivez « renseigne: oui »"),
        # Values that no project may write either.
        ("finalite_emploi: {vaut: §yes}", "V210 vouliez-vous dire « oui » ?"),
        ("places: {au_moins: §-1}", "V231"),
        ("places: {vaut: §douze}", "V230"),
        ("financement.cout_total: {au_plus: §60 k€}", "V224 écrivez « 60 000 »"),
        ("signature: {avant: §2025}", "V242"),
        ("signature: {apres: §2024-02-30}", "V241"),
        # Intervals, with the operator in the cure.
        ("ages: {recoupe: §0-2}", "V103 les clés « min » et « max » | écrivez « recoupe: {min: 0, max: 2} »"),
        ("ages: {inclus_dans: §[3, 6]}", "V103 écrivez « inclus_dans: {min: 3, max: 6} »"),
        ("periode: {recoupe: §2026}", "V103 écrivez « recoupe: {debut: 2026-01-01, fin: 2026-12-31} »"),
        ("ages: {§recoupe: {}}", "V516 « recoupe » n'a aucune borne | donnez « min », « max », ou les deux"),
        ("periode: {§inclus_dans: {debut: , fin: ~}}", "V516 donnez « debut », « fin », ou les deux"),
        ("ages: {recoupe: {§mini: 3}}", "V102 vouliez-vous dire « min » ?"),
        ("ages: {recoupe: {min: , §maxi: 3}}", "V102 vouliez-vous dire « max » ?"),
        ("ages: {recoupe: {min: 3, max: §2}}", "V301"),
        ("periode: {recoupe: {debut: 2025-02-01, fin: §2025-01-01}}", "V302"),
        ("ages: {recoupe: {max: §121}}", "V232"),
    ],
)
def test_une_valeur_fausse_dit_ce_qu_il_faut_ecrire(marked: str, expected: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, expected)


def test_une_date_jour_mois_annee_est_lue_avec_une_note(analyser: Analyser) -> None:
    condition, (note,) = analyser("signature: {avant: 01/02/2024}")
    assert condition == leaf("signature", "avant", date(2024, 2, 1).toordinal())
    assert note.code == "V902"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("places: {au_moins: 5, §au_plus: 3}", "il faudrait au moins 5 et au plus 3 | échangez les deux limites, ou"),
        ("places: {au_plus: 3, §au_moins: 5}", "il faudrait au moins 5 et au plus 3"),
        ("places: {au_moins: 1 200, §vaut: 3}", "il faudrait au moins 1 200 et au plus 3"),
        ("places: {vaut: 3, §au_plus: 2}", "il faudrait au moins 3 et au plus 2"),
        ("financement.cout_total: {au_moins: 12 000.50 €, §au_plus: 10}", "au moins 12 000,50 € et au plus 10 €"),
        ("signature: {apres: 2024-01-01, §avant: 2024-01-02}", "le 2 janvier 2024 et au plus le 1er janvier 2024"),
        ("signature: {au_plus: 2024-01-01, §apres: 2024-01-01}", "au moins le 2 janvier 2024 et au plus le 1er"),
        ("signature: {avant: 2024-01-01, §au_moins: 2024-01-01}", "au moins le 1er janvier 2024 et au plus le 31 déc"),
    ],
)  # fmt: skip
def test_des_limites_en_desordre_sont_refusees(marked: str, expected: str, refuser_condition: Refuser) -> None:
    refuser_condition(marked, f"V515 {expected}")


@pytest.mark.parametrize(
    "text",
    [
        "places: {au_moins: 3, au_plus: 3}",
        "places: {vaut: 3, au_plus: 3}",
        "signature: {apres: 2024-01-01, avant: 2024-01-03}",
        "signature: {au_moins: 2024-01-01, avant: 2024-01-02}",
    ],
)
def test_des_limites_qui_laissent_une_valeur_sont_admises(text: str, analyser: Analyser) -> None:
    condition, found = analyser(text)
    assert found == ()
    assert isinstance(condition, Toutes)


def test_toutes_les_fautes_d_une_condition_sont_dites_en_une_fois(refuser_condition: Refuser) -> None:
    refuser_condition(
        """\
toutes:
  - objets: {contient: §Parentalité, §vaut: x}
  - §couleur: {vaut: bleu}
  - une_de:
      - places: {au_moins: §x, §au_plus: }
      - §aucune: []
      - §oui
  -§
  - ages: {recoupe: §0-2}
    §finalite_emploi: {vaut: §yes}
  - §et: [{}]
""",
        *("V513", "V510", "V506", "V230", "V512", "V505", "V501", "V502", "V103", "V503", "V210", "V506"),
    )


# -------------------------------------------------------------------------------------------------------- Propriétés

operands: dict[str, list[tuple[str, st.SearchStrategy[Any]]]] = {
    "territoire.departement": [
        ("vaut", st.sampled_from(["01", "2A"])),
        ("parmi", st.lists(st.sampled_from(["01", "2A", "69", "971"]), min_size=1, unique=True)),
    ],
    "objets": [
        ("contient", st.sampled_from(["parentalite", "petite_enfance"])),
        *(
            (name, st.lists(st.sampled_from(["parentalite", "petite_enfance"]), min_size=1, unique=True))
            for name in ("contient_un_de", "contient_tous", "ne_contient_aucun")
        ),
        ("renseigne", st.just(True)),
    ],
    "finalite_emploi": [("vaut", st.booleans())],
    "places": [("au_moins", st.integers(0, 10**13)), ("vaut", st.integers(0, 10**13))],
}
some_leaves = st.one_of(
    *(
        operand.map(lambda value, champ=champ, name=name: (champ, name, value))
        for champ, admitted in operands.items()
        for name, operand in admitted
    )
)
trees = st.recursive(
    some_leaves,
    lambda inner: st.tuples(st.sampled_from(["toutes", "une_de", "aucune"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def _write(tree: Any, indent: str = "") -> str:
    """A tree as YAML, one line to a node."""
    if len(tree) == 2:
        inner = "".join(f"{indent}  - {_write(child, indent + '    ').lstrip()}" for child in tree[1])
        return f"{indent}{tree[0]}:\n{inner}"
    champ, name, value = tree
    said = {True: "oui", False: "non"}[value] if isinstance(value, bool) else value
    listed = f"[{', '.join(said)}]" if isinstance(said, list) else said
    return f"{indent}{champ}: {{{name}: {listed}}}\n"


def _read(condition: Condition) -> Any:
    if isinstance(condition, Leaf):
        value = condition.valeur
        return condition.champ, condition.operateur.value, sorted(value) if isinstance(value, tuple) else value
    name = {Toutes: "toutes", UneDe: "une_de", Aucune: "aucune"}[type(condition)]
    return name, [_read(child) for child in condition.conditions]


def _sorted(tree: Any) -> Any:
    if len(tree) == 2:
        return tree[0], [_sorted(child) for child in tree[1]]
    return tree[0], tree[1], sorted(tree[2]) if isinstance(tree[2], list) else tree[2]


@given(tree=trees)
def test_une_condition_ecrite_se_relit(tree: Any, analyser: Analyser) -> None:
    condition, found = analyser(_write(tree))
    assert found == ()
    assert condition is not None
    assert _read(condition) == _sorted(tree)
    assert [one.ligne for one in leaves(condition)] == sorted(one.ligne for one in leaves(condition))


PIECES = ["toutes", "une_de", "aucune", "et", "objets", "ages", "places", "territoire", "contient", "contient_un_de",
          "vaut", "recoupe", "renseigne", "min", "max", "parentalite", "0-2", "oui", "~", "''", "3", "-1"]  # fmt: skip
nodes = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(PIECES[:-6]), inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(text=nodes)
@settings(max_examples=300)
def test_rien_n_est_ignore(text: str, vocabulaire: Vocabulary) -> None:
    """A condition is read whole, or it is refused with a reason."""
    document, diagnostics = load("f", text.encode())
    assert diagnostics == ()
    assert document is not None
    if document.root is None:
        return
    report = Report("f", text)
    condition = parse_condition(document.root, vocabulaire, report)
    assert (condition is None) is report.has_errors
