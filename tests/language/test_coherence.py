"""Where a project contradicts itself: plan and cost, places, deduced fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligibility.documents.diagnostics import Report
from eligibility.documents.loader import load
from eligibility.documents.located import Span
from eligibility.language.coherence import check_places, deduce
from eligibility.language.facts import Members
from eligibility.language.projet import read_projet
from eligibility.language.vocabulary import Deduction, Field, Kind, Value, Vocabulary

if TYPE_CHECKING:
    from .conftest import Admettre, Lire, Refuser

COUT = "intitule: x\nfinancement:\n  cout_total: 100\n"


# ------------------------------------------------------------------------------------------------------------- Plan


@pytest.mark.parametrize(
    ("plan", "payers"),
    [
        ("[{financeur: etat, montant: 100}]", ["etat"]),
        ("\n  - {financeur: etat, montant: 60}\n  - {montant: 40 €, financeur: caf}", ["etat", "caf"]),
        ('[{financeur: etat, montant: "66,67"}, {financeur: caf, montant: 33.33}]', ["etat", "caf"]),
        ("[{financeur: etat, montant: 100}, {financeur: caf, montant: 0}]", ["etat", "caf"]),
    ],
)
def test_un_plan_qui_paie_tout_le_cout_est_admis(plan: str, payers: list[str], lire: Lire) -> None:
    projet, found = lire(f"{COUT}  plan: {plan}")
    assert found == ()
    assert projet is not None
    assert projet.plan is not None
    assert [line.financeur for line in projet.plan] == payers
    assert sum(line.montant for line in projet.plan) == projet.cout_total == 10_000
    assert projet.facts["financement.plan"] == Members(frozenset(payers))


def test_un_financeur_a_ses_synonymes(admettre: Admettre) -> None:
    read = admettre("financement: {plan: [{financeur: Préfecture, montant: 5}]}", "V901")
    assert read == {"financement.plan": Members(frozenset({"etat"}))}


@pytest.mark.parametrize(
    "text", ["cout_total: 100", "plan: [{financeur: etat, montant: 60}]", "cout_total: 0\n  plan: []"]
)
def test_rien_ne_se_compare_sans_plan_ni_cout(text: str, lire: Lire) -> None:
    projet, found = lire(f"intitule: x\nfinancement:\n  {text}")
    assert found == ()
    assert projet is not None


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            "\n    - {financeur: etat, montant: 60}\n    - {financeur: caf, montant: 50}",
            "fait 110 €, le coût total est de 100 €",
        ),
        ("[{financeur: etat, montant: 99.99}]", "fait 99,99 €, le coût total est de 100 €"),
        ("[]", "fait 0 €, le coût total est de 100 €"),
    ],
)
def test_un_plan_qui_ne_paie_pas_le_cout_est_une_contradiction(plan: str, said: str, refuser: Refuser) -> None:
    refuser(f"{COUT}  §plan: {plan}", f"V303 le plan de financement {said} | corrigez le plan ou le coût")


def test_l_ecart_du_plan_est_donne(refuser: Refuser) -> None:
    text = "intitule: x\nfinancement:\n  §plan: [{financeur: etat, montant: 12 000}]\n  cout_total: 120 000,50 €"
    refuser(text, "V303 il y a 108 000,50 € d'écart ; un plan qui n'est pas complet s'omet")


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("\n    - {financeur: etat, montant: 60}\n    - §{financeur: etat, montant: 40}",
         ["V304 le financeur « etat » est déjà au plan, ligne 5 | réunissez ses montants sur une seule ligne"]),
        ("\n    - {financeur: etat, montant: 60}\n    - §{financeur: §État, montant: 40}", ["V304", "V901"]),
        ("\n    - {financeur: caf, montant: 1}\n"
         "    - §financeur: caf\n      montant: 1\n    - §{montant: 1, financeur: caf}",
         ["V304 ligne 5", "V304 ligne 5"]),
        ("\n    - §{financeur: etat}\n    - §{montant: 40}", ["V101 la clé « montant » manque", "V101 « financeur »"]),
        ("\n    - §§{}", ["V101 « financeur »", "V101 « montant »"]),
        ("[{financeur: etat, §montant: }]",
         ["V101 donnez sa valeur, ou retirez « plan » tant que le plan n'est pas connu"]),
        ("[{§financeur: ~, montant: 5}]", ["V101 la clé « financeur » manque | donnez sa valeur"]),
        ("\n    - {financeur: etat, montant: 100}\n    -§", ["V204 la liste « financement.plan » contient"]),
        ("\n    - §etat", ["V103 les clés « financeur » et « montant » | écrivez « {financeur: etat, montant: …} »"]),
        ("\n    - §mécène", ["V103 les clés « financeur » et « montant » | écrivez par exemple « {financeur: caf,"]),
        ("\n    - §[etat, 60]", ["V103"]),
        ("\n    §financeur: etat\n    montant: 100", ["V103 une liste | mettez un tiret devant chaque ligne du plan"]),
        ("\n    §financeur: etat\n    montant: §cent", ["V103 mettez un tiret", "V220 « cent »"]),
        ("\n    §etat: 60\n    caf: 40", ["V103 écrivez « - {financeur: etat, montant: 60} », une ligne par"]),
        ("§etat", ["V103 une ligne par financeur"]),
        ("§aucun", ["V103 pour dire « aucun », écrivez une liste vide : « [] »"]),
        ("[{§financeurs: etat, montant: 5}]", ["V102 vouliez-vous dire « financeur » ?"]),
        ("\n    - §etat: 60,50 €", ['V103 écrivez « {financeur: etat, montant: "60,50 €"} »']),
        ("[§{etat: 60}]", ["V103 écrivez « {financeur: etat, montant: 60} »"]),
        ("[{financeur: etat, montant: §50 %}]", ["V220 écrivez la somme en euros et non la part"]),
        ("[{financeur: etat, montant: 5, §taux: 50}]", ["V102 clés admises : « financeur », « montant »"]),
        ("[{financeur: §banque, montant: §abc}]",
         ["V201 « banque » n'est pas une valeur de « financement.plan.financeur » | valeurs admises : « etat », « dep",
          "V220"]),
        ("[{financeur: §aucun, montant: 5}]", ["V201 valeurs admises"]),
        ("[{financeur: §[etat], montant: §[5]}]",
         ["V203 « financement.plan.financeur » n'a qu'une valeur | écrivez « etat »", "V203 écrivez « 5 »"]),
        ("[{financeur: §'', montant: §''}]", ["V205 écrivez une valeur", "V205 écrivez un montant"]),
        ("[{financeur: etat, montant: §-5}]", ["V222"]),
    ],
)  # fmt: skip
def test_une_ligne_fausse_du_plan_est_signalee_a_sa_place(plan: str, expected: list[str], refuser: Refuser) -> None:
    """And the total is not compared to the cost, since it is not known."""
    refuser(f"{COUT}  plan: {plan}", *expected)


# ---------------------------------------------------------------------------------------------------------- Endroits


def test_une_metropole_est_dans_son_departement(admettre: Admettre, refuser: Refuser) -> None:
    inside = admettre("territoire: {departement: 69, metropole: 200046977}")
    assert inside["territoire.metropole"] == "200046977"
    refuser(
        "intitule: x\nterritoire:\n  metropole: §§metropole de Lyon\n  departement: 01",
        "V305 « Métropole de Lyon » n'est pas dans le département « 01 » | "
        "cette collectivité est dans le département « 69 » : corrigez l'un des deux",
        "V901",
    )


@pytest.mark.parametrize("text", ["metropole: 200046977", "departement: 01", "{metropole: non, departement: 01}"])
def test_un_endroit_seul_ne_contredit_rien(text: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {text}" if text.startswith("{") else f"territoire:\n  {text}")


def test_une_collectivite_sur_plusieurs_departements_les_donne_tous() -> None:
    field = Field("m", Kind.CHOIX, "", valeurs=(Value("x", "Aix", attributs={"departements": "13 83 84"}),))
    vocabulary = Vocabulary({"m": field, "territoire.departement": Field("territoire.departement", Kind.CHOIX, "")})
    for departement, codes in (("83", []), ("01", ["V305"])):
        report = Report("f")
        check_places(vocabulary, {"m": "x", "territoire.departement": departement}, {"m": Span(1, 1, 1, 2)}, report)
        assert [found.code for found in report.diagnostics] == codes
    (found,) = report.diagnostics
    assert found.aide is not None
    assert "les départements «\u00a013\u00a0», «\u00a083\u00a0», «\u00a084\u00a0»" in found.aide


# --------------------------------------------------------------------------------------------------------- Déduction


@pytest.mark.parametrize(("departement", "zone"), [("01", "metro"), ("971", "drom")])
def test_un_champ_se_deduit_d_un_autre(departement: str, zone: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{departement: {departement}}}")["territoire.zone"] == zone


@pytest.mark.parametrize("zone", ["metro", "", "null"])
def test_un_champ_deduit_peut_se_redire(zone: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{departement: 01, zone: {zone}}}")["territoire.zone"] == "metro"


def test_un_champ_deduit_ne_se_contredit_pas(refuser: Refuser) -> None:
    refuser(
        "intitule: x\nterritoire: {departement: 01, zone: §drom}",
        "V306 « territoire.zone » vaut « outre-mer », mais « territoire.departement » donne « métropole » | "
        "retirez « territoire.zone », qui se déduit, ou corrigez « territoire.departement »",
    )


def test_sans_son_origine_un_champ_deduit_s_ecrit(admettre: Admettre) -> None:
    assert admettre("territoire: {zone: drom}") == {"territoire.zone": "drom"}


def test_une_valeur_refusee_ne_se_deduit_ni_ne_se_contredit(refuser: Refuser) -> None:
    refuser("intitule: x\nterritoire: {departement: 01, zone: §lune}", "V201")
    refuser("intitule: x\nterritoire: {departement: §02, zone: drom, metropole: 200046977}", "V201")


CHAINE = Vocabulary(
    {
        field.id: field
        for field in (
            # The deduced field stands before the one it follows from.
            Field(
                "pays",
                Kind.CHOIX,
                "",
                valeurs=(Value("fr", "France"), Value("be", "Belgique")),
                deduit_de=Deduction("region", "pays"),
            ),
            Field(
                "region",
                Kind.CHOIX,
                "",
                valeurs=(Value("r1", "", attributs={"pays": "fr"}), Value("r2", "", attributs={"pays": "be"})),
                deduit_de=Deduction("ville", "region"),
            ),
            Field(
                "ville",
                Kind.CHOIX,
                "",
                valeurs=(
                    Value("v1", "", attributs={"region": "r1"}),
                    Value("v2", "", attributs={"region": ""}),
                    Value("v3", "", attributs={"region": "inconnue"}),
                ),
            ),
        )
    }
)


def test_une_deduction_en_entraine_une_autre() -> None:
    assert deduce(CHAINE, {"ville": "v1"}) == {"region": ("r1", "ville"), "pays": ("fr", "ville")}
    # What is written is what others follow from.
    assert deduce(CHAINE, {"region": "r2"}) == {"pays": ("be", "region")}


@pytest.mark.parametrize("ville", ["v2", "v3"])
def test_une_case_vide_ou_inconnue_ne_deduit_rien(ville: str) -> None:
    assert deduce(CHAINE, {"ville": ville}) == {}


def test_une_contradiction_en_chaine_nomme_l_origine() -> None:
    document, _ = load("f", b"ville: v1\npays: be\n")
    assert document is not None
    _, (found,) = read_projet(document, CHAINE)
    assert (found.code, found.span) == ("V306", Span(2, 7, 2, 9))
    assert "«\u00a0ville\u00a0» donne «\u00a0France\u00a0»" in found.message


# ------------------------------------------------------------------------------------------------- Ce qui reste


@pytest.mark.parametrize("departement", ["01", "2A", "971"])
def test_la_ou_la_liste_ne_place_rien_il_ne_reste_que_non(departement: str, admettre: Admettre) -> None:
    assert admettre(f"territoire: {{departement: {departement}}}")["territoire.metropole"] == "non"


def test_la_ou_elle_place_quelque_chose_rien_ne_se_deduit(admettre: Admettre) -> None:
    assert "territoire.metropole" not in admettre("territoire: {departement: 69}")
    assert "territoire.metropole" not in admettre("objets: []")


def test_ce_qui_reste_peut_se_redire(admettre: Admettre) -> None:
    assert admettre("territoire: {departement: 01, metropole: non}")["territoire.metropole"] == "non"


def test_une_metropole_d_ailleurs_n_est_dite_qu_une_fois(refuser: Refuser) -> None:
    refuser("intitule: x\nterritoire: {departement: 01, metropole: §200046977}", "V305")


def test_entre_deux_valeurs_sans_lieu_rien_ne_se_deduit() -> None:
    ailleurs = (Value("m", "M", attributs={"departements": "69"}), Value("non", "non"), Value("autre", "autre"))
    departement = Field("territoire.departement", Kind.CHOIX, "", valeurs=(Value("01", "Ain"),))
    for valeurs, deduites in ((ailleurs, {}), (ailleurs[:2], {"x": ("non", departement.id)}), (ailleurs[1:2], {})):
        vocabulaire = Vocabulary({departement.id: departement, "x": Field("x", Kind.CHOIX, "", valeurs=valeurs)})
        assert deduce(vocabulaire, {departement.id: "01"}) == deduites
