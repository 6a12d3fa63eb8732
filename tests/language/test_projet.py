"""A project read whole: its keys, what is absent, the place of each fact, and every error in one go."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.diagnostics import Severity
from eligibility.documents.loader import load
from eligibility.documents.located import Span
from eligibility.language.cles import key_tree
from eligibility.language.conditions import Bounds
from eligibility.language.facts import Members
from eligibility.language.projet import read_projet
from eligibility.language.vocabulary import Field, Kind, Vocabulary

if TYPE_CHECKING:
    from .conftest import Admettre, Lire, Refuser

ENTIER = """\
intitule: "Bus des 1 000 premiers jours"
caf: Caf de l'Ain
porteur: {nom: Udaf}
territoire:
  departement: "01"
  metropole: non
  zonages: [rural]
ages: {min: 0, max: 2}
periode:
  debut: 2025-01-01
objets:
  - parentalite
finalite_emploi: non
financement:
  cout_total: 120 000 €
  plan:
    - {financeur: etat, montant: 60000}
    - financeur: caf
      montant: 60000
"""


def test_un_projet_entier_devient_des_faits_situes(lire: Lire) -> None:
    projet, found = lire(ENTIER)
    assert found == ()
    assert projet is not None
    assert projet.intitule == "Bus des 1 000 premiers jours"
    assert projet.fichier == "projet.yaml"
    assert projet.empreinte == f"sha256:{sha256(ENTIER.encode()).hexdigest()}"
    assert projet.textes == {"intitule": projet.intitule, "caf": "Caf de l'Ain", "porteur.nom": "Udaf"}
    assert projet.cout_total == 12_000_000
    assert projet.plan is not None
    assert [(line.financeur, line.montant, line.span and line.span.line) for line in projet.plan] == [
        ("etat", 6_000_000, 17),
        ("caf", 6_000_000, 18),
    ]
    assert {champ: fact for champ, fact in projet.facts.items() if champ not in projet.textes} == {
        "territoire.departement": "01",
        "territoire.metropole": "non",
        "territoire.zonages": Members(frozenset({"rural"})),
        "territoire.zone": "metro",
        "ages": Bounds(0, 2),
        "periode": Bounds(739252, None),
        "objets": Members(frozenset({"parentalite"})),
        "finalite_emploi": False,
        "financement.cout_total": 12_000_000,
        "financement.plan": Members(frozenset({"etat", "caf"})),
    }
    assert projet.positions.keys() == projet.facts.keys()


def test_une_valeur_est_situee_par_elle_meme_une_liste_par_sa_cle(lire: Lire) -> None:
    projet, _ = lire(ENTIER)
    assert projet is not None
    assert projet.positions["intitule"] == Span(1, 11, 1, 41)
    assert projet.positions["porteur.nom"] == Span(3, 16, 3, 20)
    assert projet.positions["ages"] == Span(8, 1, 8, 5)
    assert projet.positions["objets"] == Span(11, 1, 11, 7)
    assert projet.positions["financement.plan"] == Span(16, 3, 16, 7)
    # Deduced: where the field it follows from is written.
    assert projet.positions["territoire.zone"] == projet.positions["territoire.departement"] == Span(5, 16, 5, 20)


def test_l_intitule_seul_suffit(lire: Lire) -> None:
    projet, found = lire("intitule: x")
    assert found == ()
    assert projet is not None
    assert projet.facts == {"intitule": "x"}
    assert (projet.plan, projet.cout_total) == (None, None)


# ----------------------------------------------------------------------------------------------------------- Absent


@pytest.mark.parametrize("nothing", ["", "null", "~", "# plus tard"])
@pytest.mark.parametrize(
    "key",
    ["caf", "objets", "ages", "periode", "signature", "places", "finalite_emploi", "territoire", "financement"],
)
def test_une_valeur_vide_est_une_donnee_absente(key: str, nothing: str, admettre: Admettre) -> None:
    assert admettre(f"{key}: {nothing}") == {}


@pytest.mark.parametrize("text", ["territoire: {}", "territoire: {departement: , zonages: ~}", "financement: {plan: }"])
def test_un_groupe_vide_est_absent(text: str, admettre: Admettre) -> None:
    assert admettre(text) == {}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("§", "V106 ce fichier ne décrit aucun projet | écrivez au moins « intitule: » et le nom de l'action"),
        ("§# rien", "V106"),
        ("§~", "V106"),
        ("§Bus des familles", "V106"),
        ("§[intitule]", "V106 un fichier décrit un seul projet"),
        ("§{}", "V101 la clé « intitule » manque | ajoutez la clé « intitule »"),
        ("§caf: x\nages: {min: 0}", "V101"),
        ("caf: x\n§intitule:", "V101 la clé « intitule » manque | écrivez sa valeur après « : »"),
        ("caf: x\n§intitule: ~", "V101 écrivez sa valeur"),
        ("intitule: §''", "V205 « intitule » est un texte vide | écrivez un texte"),
        ("intitule: §[x]", "V203 écrivez « x », sans crochets ni tiret"),
    ],
)
def test_sans_intitule_il_n_y_a_pas_de_projet(marked: str, expected: str, refuser: Refuser) -> None:
    refuser(marked, expected)


@pytest.mark.parametrize(
    ("text", "place", "aide"),
    [
        ("§a: 1", Span(1, 1, 1, 2), "ajoutez"),
        ("a: 1\ng: {}", Span(2, 1, 2, 2), "ajoutez"),
        ("a: 1\ng:\n  b: 2", Span(2, 1, 2, 2), "ajoutez"),
        ("a: 1\ng:\n  c: ", Span(3, 3, 3, 4), "écrivez"),
    ],
)
def test_une_cle_obligatoire_dans_un_groupe_est_attendue_la_ou_elle_manque(text: str, place: Span, aide: str) -> None:
    champs = [Field("a", Kind.TEXTE, ""), Field("g.b", Kind.TEXTE, ""), Field("g.c", Kind.TEXTE, "", obligatoire=True)]
    document, _ = load("f", text.replace("§", "").encode())
    assert document is not None
    projet, (found,) = read_projet(document, Vocabulary({field.id: field for field in champs}))
    assert projet is None
    assert (found.code, found.span) == ("V101", place)
    assert found.aide is not None
    assert found.aide.startswith(aide)


# ------------------------------------------------------------------------------------------------------------- Clés


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        # A slip.
        ("§objet: [parentalite]", "clé inconnue « objet » | vouliez-vous dire « objets » ?"),
        ("§Objets: []", "vouliez-vous dire « objets » ?"),
        ("§âges: {min: 0}", "vouliez-vous dire « ages » ?"),
        ("§finalité emploi: oui", "vouliez-vous dire « finalite_emploi » ?"),
        ("territoire: {§zonage: [qpv]}", "vouliez-vous dire « zonages » ?"),
        ("§cout: 5", "vouliez-vous dire « financement.cout_total » ?"),
        # At the wrong level.
        ("§departement: 01", "clé inconnue « departement » | cette clé va sous « territoire »"),
        ("§Département: 01", "cette clé va sous « territoire »"),
        ("§plan: []", "cette clé va sous « financement »"),
        ("territoire:\n  §caf: x", "cette clé va au premier niveau, sans décalage"),
        ("territoire:\n  §porteur: {nom: x}", "cette clé va au premier niveau, sans décalage"),
        ("financement: {§nom: x}", "cette clé va sous « porteur »"),
        # With its dot, as in a rule.
        ("§territoire.departement: 01", "écrivez « territoire: » et, dessous et décalé, « departement: »"),
        (
            "caf: x\nterritoire:\n  §territoire.zonages: []",
            "clé inconnue « territoire.zonages » | écrivez « zonages: »",
        ),
        ("§objets.parentalite: oui", "vouliez-vous dire « objets » ?"),
        # Nothing like it.
        ("§couleur: bleu", "clés admises : « intitule », « caf », « objets », « publics », « ages », « periode »"),
        ("porteur: {§couleur: bleu}", "seule clé admise : « nom »"),
        ("§1: x", "clés admises"),
        ('§"a\\nb": x', "clé inconnue « a b » |"),
        (f"§? {'x' * 200}\n: y", f"clé inconnue « {'x' * 59}… » |"),
    ],
)
def test_une_cle_inconnue_dit_ou_elle_va(marked: str, cure: str, refuser: Refuser) -> None:
    marked = marked.replace("§? ", "? §")
    refuser(f"intitule: x\n{marked}", f"V102 {cure}")


def test_une_cle_d_ailleurs_et_une_proche_sont_dites_en_une_phrase() -> None:
    """Under « porteur », « nom » is near, and the key itself belongs elsewhere."""
    champs = [Field("porteur.nom", Kind.TEXTE, ""), Field("noms", Kind.TEXTE, "")]
    document, _ = load("f", b"porteur: {noms: x}")
    assert document is not None
    _, (found,) = read_projet(document, Vocabulary({field.id: field for field in champs}))
    assert found.aide is not None
    assert found.aide.replace("\u00a0", " ") == (
        "cette clé va au premier niveau, sans décalage ; vouliez-vous dire « nom » ?"
    )


def test_une_cle_a_plusieurs_places_les_donne_toutes() -> None:
    champs = [Field("a.nom", Kind.TEXTE, ""), Field("b.nom", Kind.TEXTE, ""), Field("c.x.nom", Kind.TEXTE, "")]
    document, _ = load("f", b"nom: x")
    assert document is not None
    _, (found,) = read_projet(document, Vocabulary({field.id: field for field in champs}))
    assert found.aide is not None
    assert found.aide.replace("\u00a0", " ") == "cette clé va sous « a » ou sous « b » ou sous « c.x »"


@pytest.mark.parametrize("value", ["[enfance/parentalite]", "", "non"])
def test_un_projet_ne_conclut_pas(value: str, refuser: Refuser) -> None:
    refuser(
        f"intitule: x\n§items: {value}",
        "V105 « items » est une conclusion des règles | retirez cette clé : un projet décrit l'action, l'outil conclut",
    )


def test_une_conclusion_n_est_jamais_proposee(refuser: Refuser) -> None:
    refuser("intitule: x\n§item: []", "V102 clés admises")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "territoire: §Ain",
            "V103 il faut ici l'une des clés « departement », « metropole », « zone », « zonages » | "
            "écrivez par exemple « territoire: {departement: Ain} »",
        ),
        ("territoire: §[01]", "V103 écrivez ces clés sous « territoire », décalées et sans tiret"),
        ("territoire:\n  §- departement: 01", "V103 écrivez ces clés sous « territoire », décalées et sans tiret"),
        ("porteur: §Udaf, Caf", 'V103 écrivez par exemple « porteur: {nom: "Udaf, Caf"} »'),
        ("porteur: §Udaf", "V103 il faut ici la clé « nom » | écrivez par exemple « porteur: {nom: Udaf} »"),
    ],
)
def test_un_groupe_qui_n_en_est_pas_un_est_refuse(marked: str, expected: str, refuser: Refuser) -> None:
    refuser(f"intitule: x\n{marked}", expected)


def test_une_liste_de_questions_est_lue_comme_autant_de_oui() -> None:
    questions = [Field(f"suivi.{name}", Kind.OUI_NON, name) for name in ("charte", "bilan")]
    vocabulary = Vocabulary({field.id: field for field in (*questions, Field("suivi.nom", Kind.TEXTE, "nom"))})
    cures = {
        "[charte, bilan]": "écrivez «\u00a0suivi: {charte: oui, bilan: oui}\u00a0»",
        "[charte, nom]": "écrivez ces clés sous «\u00a0suivi\u00a0», décalées et sans tiret",
        "[]": "écrivez ces clés sous «\u00a0suivi\u00a0», décalées et sans tiret",
    }
    for written, cure in cures.items():
        document, _ = load("p.yaml", f"suivi: {written}\n".encode())
        assert document is not None
        _, (found,) = read_projet(document, vocabulary)
        assert (found.code, found.aide) == ("V103", cure)


def test_une_cle_mal_orthographiee_ne_manque_pas_en_plus(refuser: Refuser) -> None:
    refuser("§intitul: x\ncaf: y", "V102 vouliez-vous dire « intitule » ?")
    refuser("§§couleur: bleu", "V101 « intitule »", "V102 « couleur »")


def test_un_projet_range_sous_une_cle_est_a_sortir_de_la(refuser: Refuser) -> None:
    refuser("§projet:\n  intitule: x\n  caf: y", "V102 retirez cette clé : ce qu'elle contient, comme « intitule »")


def test_les_groupes_s_emboitent() -> None:
    tree = key_tree(
        [Field("a", Kind.TEXTE, ""), Field("b.c.d", Kind.TEXTE, ""), Field("e", Kind.TEXTE, "", conclu=True)]
    )
    assert tree.keys == ["a", "b"]
    assert tree.groups["b"].groups["c"].prefix == "b.c"
    assert tree.groups["b"].groups["c"].keys == ["d"]


# ---------------------------------------------------------------------------------------------- Plusieurs en une fois


def test_toutes_les_erreurs_sont_dites_en_une_fois_chacune_a_sa_place(refuser: Refuser) -> None:
    refuser(
        """\
§intitulé: Bus
caf: §''
territoire:
  departement: §1
  §zonage: [rural]
  zonages: [§montagne, rural, §§Campagne]
objets: §non
§couleur: bleu
ages: {min: 3, max: §0}
periode:
  debut: §juin 2025
  §durée: 2
signature: §2024-02-30
places: §douze
finalite_emploi: §yes
financement:
  cout_total: §60 k€
  plan:
    - {financeur: §banque, montant: §1.000}
    - §{financeur: caf}
    -§
§items: []
""",
        "V102 vouliez-vous dire « intitule » ?",
        "V205",
        "V201 vouliez-vous dire « 01 » ?",
        "V102 vouliez-vous dire « zonages » ?",
        "V201 « montagne »",
        "V901 « Campagne » lu « rural »",
        "V904",
        "V201 pour dire « aucun », écrivez une liste vide : « [] »",
        "V102 « couleur »",
        "V301",
        "V242",
        "V102 « durée »",
        "V241",
        "V230",
        "V210",
        "V224",
        "V201 « banque » n'est pas une valeur de « financement.plan.financeur »",
        "V221",
        "V101 « montant »",
        "V204",
        "V105",
    )


# -------------------------------------------------------------------------------------------------------- Propriétés

KEYS = ["intitule", "caf", "objets", "ages", "periode", "territoire", "departement", "financement", "plan", "montant",
        "cout_total", "financeur", "min", "max", "debut", "fin", "items", "zonages", "places", "signature", "67", "é",
        '"a\\nb"', '"\\u202e"']  # fmt: skip
WORDS = ["oui", "non", "01", "1", "12 000,50 €", "12.000", "2024-06-31", "juin 2024", "0-2", "[]", "{}", "~", "''",
         "parentalite", "Sorties", "[parentalite, xyz]", "{min: 0, max: -1}", "9" * 400, "x" * 500, '"\\e[31m"',
         "{financeur: caf, montant: 66,67}", "[{financeur: etat}]", "['']", '"\\u034f"', "?", "nsp"]  # fmt: skip
lines = st.lists(
    st.tuples(st.sampled_from(["", "  ", "    ", "  - "]), st.sampled_from(KEYS), st.sampled_from(WORDS)), max_size=12
)


@given(rows=lines)
@settings(max_examples=400)
def test_aucun_texte_ne_fait_tomber_la_lecture_d_un_projet(
    rows: list[tuple[str, str, str]], vocabulaire: Vocabulary
) -> None:
    text = "".join(f"{indent}{key}: {word}\n" for indent, key, word in rows)
    document, refused = load("f", text.encode())
    if document is None:
        return
    projet, found = read_projet(document, vocabulaire)
    assert (projet is None) is any(one.severity is Severity.ERREUR for one in found)
    height = text.count("\n") + 1
    for one in found:
        assert one.span is not None
        assert 1 <= one.span.line <= height
        assert not FORBIDDEN.search(f"{one.message}{one.aide}{one.extrait}")
        assert "\n" not in f"{one.message}{one.aide}"
        assert len(one.message) < 300
    if projet is not None and not refused:
        assert projet.positions.keys() == projet.facts.keys()
        assert all(not champ.startswith("items") for champ in projet.facts)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # What is under a key that differs by its case, its accents or its plural is checked in the same round.
        ("§Objets: [§tricot]", ("V102 « objets »", "V201 « tricot »")),
        ("§Territoire: {§Département: §99}", ("V102", "V102", "V201 « 99 »")),
        ("§âge: {§Min: §onze, max: 12}", ("V102", "V102", "V230 « onze »")),
        ("financement: {plan: [{§Financeur: §tricot, §Montants: §cher}]}", ("V102", "V201", "V102", "V220")),
        # Of two spellings, one is read; the right one when it is there.
        ("objets: [parentalite]\n§Objets: [tricot]", ("V102",)),
        ("§Objets: [§tricot]\n§OBJETS: [couture]", ("V102", "V201 « tricot »", "V102")),
        # Another word is another key: nothing says what is under it.
        ("§objetifs: [tricot]", ("V102",)),
        # A title under such a key is not missing as well.
        ("§Items: [x]", ("V102",)),
    ],
)
def test_ce_qui_est_sous_une_cle_presque_juste_est_verifie(
    marked: str, expected: tuple[str, ...], refuser: Refuser
) -> None:
    refuser(f"intitule: x\n{marked}", *expected)


@pytest.mark.parametrize(
    ("marked", "cure"),
    [
        ("financement: {cout_total: 12.000,§50}", '"12000,50"'),
        ("financement: {cout_total: 66,§67}", '"66,67"'),
        ("financement: {plan: [{financeur: caf, montant: 1.200.000,§5}]}", '"1200000,5"'),
        ("financement: {plan: [{montant: 12.000,§50 €, financeur: caf}]}", '"12000,50 €"'),
    ],
)
def test_un_montant_coupe_par_sa_virgule_est_une_seule_faute(
    marked: str, cure: str, refuser: Refuser, admettre: Admettre
) -> None:
    refuser(f"intitule: x\n{marked}", f"V102 écrivez « {cure} », avec guillemets")
    # And the cure works.
    start = re.search("[0-9][0-9.]*,§", marked)
    assert start is not None
    end = re.search("§[0-9]+(?: €)?", marked)
    assert end is not None
    admettre(marked[: start.start()] + cure + marked[end.end() :])
