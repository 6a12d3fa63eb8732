"""One run tells every fault: what is wrong with one thing hides nothing of another, nor makes it look wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import SOCLE, Monter, annonces, tout, trouves

REGLES = "rules/essai.yaml"
CAS = "tests/cas/essai.yaml"
VOCABULAIRE = "referentiels/vocabulaire.yaml"

# A rule wrong in each of its parts, told by the comments under them.
PARTOUT = """\
regles:
  - id: essai
    titre: Les costumes se prêtent
    notes: À revoir
#   ^ V102
    sources: [guide/prets, guide/pret, guide/prets, Guide/prets]
#                          ^ V410
#                                      ^ V419
#                                                   ^ V104
    en_vigueur: {du: 2026-01-01, au: 2025-01-01}
#                                    ^ V413
    si:
      toutes:
        - genre: {vaut: dram}
#                       ^ V513
        - public: {aux_plus: 100}
#                  ^ V509
    lecture: {interpretation: plein-air, option: peut-etre}
#                                                ^ V410
    alors: {contribution: pret-costume, motifs: Pour rire}
#                         ^ V410
#                                       ^ V102
  - id: essai-bis
    titre: ""
#          ^ V104
    sources: [guide/prets]
    si:
      genre: {vaut: drame}
    lecture: {interpretation: plein-aire, option: peut-etre}
#                             ^ V410
    alors:
      instrument: billets
#                 ^ V410
      ouvre: [rues]
#             ^ V410
      motif: Pour rire
"""

# A case wrong in each of its parts.
CAS_PARTOUT = """\
cas:
  - nom: Tout à la fois
    projet: {genre: comedi}
#                   ^ V201
    lectures: {plein-air: peut-etre, plein-aire: oui-rue}
#                         ^ V410
#                                    ^ V410
    atendu: {}
#   ^ V102
    attendu:
      items: [scene/comedi, scene/comedie]
#             ^ V410
      vraies: [esai, Essai]
#              ^ V410
#                    ^ V104
      instruments: {billets: ouvert, billet: ouverte}
#                   ^ V410
#                                            ^ V104
      raisons: [{regle: essay, champs: genre}]
#                       ^ V410
#                              ^ V102
    raison: La charte.
    sources: [guide/pret]
#             ^ V410
  - nom: Un champ qui varie
    projet: {public: beaucoup}
#                    ^ V230
    chaque:
      genre: [comedi, drame]
#             ^ V201
    attendu: {conclusion: socles}
#                         ^ V104
    raison: La charte.
  - nom: Un champ inconnu qui varie
    projet: {public: beaucoup}
#                    ^ V230
    chaque: {genres: [comedie]}
#            ^ V410
    attendu: {items: []}
    raison: La charte.
"""


def poses(tmp_path: Path, **textes: str) -> Path:
    """A folder of those files, to lay over the sound corpus."""
    dossier = tmp_path / "dessus"
    for name, texte in textes.items():
        path = dossier / {"regles": REGLES, "cas": CAS, "vocabulaire": VOCABULAIRE}.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texte, encoding="utf-8")
    return dossier


def test_a_rule_wrong_somewhere_is_checked_everywhere(monter: Monter, tmp_path: Path) -> None:
    corpus = monter(poses(tmp_path, regles=PARTOUT))
    assert trouves(tout(corpus)) == annonces(corpus)


def test_a_case_wrong_somewhere_is_checked_everywhere(monter: Monter, tmp_path: Path) -> None:
    corpus = monter(poses(tmp_path, cas=CAS_PARTOUT))
    assert trouves(tout(corpus)) == annonces(corpus)


def test_rules_and_cases_in_the_same_run(monter: Monter, tmp_path: Path) -> None:
    """Of the cases of the sound corpus, which name the faulty rules, nothing is wrong."""
    corpus = monter(poses(tmp_path, regles=PARTOUT, cas=CAS_PARTOUT))
    assert trouves(tout(corpus)) == annonces(corpus)


@pytest.mark.parametrize("fichier", sorted(path.name for path in (SOCLE / "referentiels").glob("*.yaml")))
@pytest.mark.parametrize("texte", ["[", "- id: rien\n", "", None])
def test_a_file_that_cannot_be_read_makes_nothing_else_wrong(monter: Monter, fichier: str, texte: str | None) -> None:
    """Nor does one that is called otherwise: what it lists is not known."""
    corpus = monter()
    path = corpus / "referentiels" / fichier
    if texte is None:
        path.rename(path.with_suffix(".yml"))
    else:
        path.write_text(texte, encoding="utf-8")
    found = tout(corpus).diagnostics
    assert {one.fichier for one in found} <= {f"referentiels/{fichier}", f"referentiels/{path.stem}.yml", "."}
    assert found


def test_rules_that_cannot_be_read_are_not_said_to_be_unknown(monter: Monter, tmp_path: Path) -> None:
    """An item that a case misspells is told all the same."""
    cas = (SOCLE / "tests/cas/saison.yaml").read_text(encoding="utf-8").replace("rue/parade]", "rue/parades]", 1)
    monter(poses(tmp_path, regles="regles: [", **{"tests/cas/saison.yaml": cas}))
    assert [(fichier, code) for fichier, *_, code in trouves(tout(tmp_path / "corpus"))] == [
        (REGLES, "V013"),
        ("tests/cas/saison.yaml", "V410"),
    ]


# A field that cannot be understood, and what else a rule, a case and a project say.
CASSE = "  - id: genre\n    nature: chois\n"
DES_AUTRES = """\
regles:
  - id: essai
    titre: Les costumes se prêtent
    sources: [guide/prets]
    si:
      une_de:
        - genre: {vaut: drame}
        - toutes:
            - genre: {vaut: comedie}
            - public: {au_moins: beaucoup}
#                                ^ V230
    alors: {contribution: pret-costumes}
"""
PROJET = """\
intitule: Un spectacle
genre: drame
public: beaucoup
#       ^ V230
"""
CAS_DES_AUTRES = """\
cas:
  - nom: Un drame
    projet: {genre: drame, public: beaucoup}
#                                  ^ V230
    attendu: {items: [], a_preciser: [genre]}
    raison: La charte.
"""


def test_a_faulty_field_hides_nothing_of_the_others(monter: Monter, tmp_path: Path) -> None:
    vocabulaire = (SOCLE / VOCABULAIRE).read_text(encoding="utf-8")
    casse = vocabulaire.replace("  - id: genre\n    nature: choix\n", f"{CASSE}#           ^ V104\n")
    assert casse != vocabulaire
    dossier = poses(tmp_path, vocabulaire=casse, regles=DES_AUTRES, cas=CAS_DES_AUTRES, **{"projet.yaml": PROJET})
    corpus = monter(dossier)
    assert trouves(tout(corpus)) == annonces(corpus)


@pytest.mark.parametrize(
    ("name", "avant"),
    [(VOCABULAIRE, "id: genre"), ("referentiels/acteurs.yaml", "id: troupe"), ("rules/salle.yaml", "id: salle/rire")],
)
def test_an_id_whose_key_is_misspelled_is_known(monter: Monter, tmp_path: Path, name: str, avant: str) -> None:
    texte = (SOCLE / name).read_text(encoding="utf-8")
    faute = texte.replace(avant, avant.replace("id:", "idd:"))
    assert faute != texte
    cas = CAS_DES_AUTRES.replace("beaucoup", "50").replace("items: []", "vraies: [salle/rire, salle/ri]")
    found = tout(monter(poses(tmp_path, cas=cas, **{name: faute}))).diagnostics
    # What is really unknown is told as well.
    assert {(one.fichier, one.code) for one in found} == {(name, "V102"), (CAS, "V410")}


def test_a_group_of_faulty_fields_only_is_not_said_to_be_unknown(monter: Monter, tmp_path: Path) -> None:
    vocabulaire = (SOCLE / VOCABULAIRE).read_text(encoding="utf-8")
    for champ in ("lieu.quartier", "lieu.rive"):
        vocabulaire = vocabulaire.replace(f"  - id: {champ}\n", f"  - id: {champ}\n    natures: choix\n")
    projet = "intitule: Un spectacle\nlieu: {quartier: '01'}\n"
    found = tout(monter(poses(tmp_path, vocabulaire=vocabulaire, **{"projet.yaml": projet}))).diagnostics
    assert {(one.fichier, one.code) for one in found} == {(VOCABULAIRE, "V102")}


# Entries of referentiels wrong in one key, whose others are checked.
FAUTIVES = [
    ("items", "reserve: À confirmer", "reserves: À confirmer", "axe: rue", "axe: rues"),
    ("items", "reserve: À confirmer", "reserves: À confirmer", "[charte-1/2/rue]", "[charte-1/2/rues]"),
    ("mesures", "libelle: Rire", "libele: Rire", "associes: [mairie]", "associes: [marie]"),
    ("instruments", "effet: socle", "effet: socles", "signataires: [troupe]", "signataires: [trouppe]"),
    ("cofinancements", "assiette: cout_total", "assiete: cout_total", "financeur: mairie", "financeur: marie"),
    ("cofinancements", 'taux: "0.5"', "taux: la moitié", "instrument: abonnement", "instrument: abonement"),
]


@pytest.mark.parametrize(("liste", "avant", "apres", "renvoi", "perdu"), FAUTIVES)
def test_the_references_of_a_faulty_entry_are_checked(
    monter: Monter, tmp_path: Path, liste: str, avant: str, apres: str, renvoi: str, perdu: str
) -> None:
    name = f"referentiels/{liste}.yaml"
    texte = (SOCLE / name).read_text(encoding="utf-8")
    assert avant in texte
    faute = texte.replace(avant, apres)
    seule = trouves(tout(monter(poses(tmp_path, **{name: faute}))))
    debut, _, fin = faute.rpartition(renvoi)
    assert debut
    deux = trouves(tout(monter(poses(tmp_path, **{name: f"{debut}{perdu}{fin}"}))))
    (plus,) = set(deux) - set(seule)
    assert (plus[0], plus[3]) == (name, "V410")
    assert set(seule) < set(deux)


def test_an_entry_written_twice_is_told_whatever_else_is_wrong_with_it(monter: Monter, tmp_path: Path) -> None:
    name = "referentiels/acteurs.yaml"
    texte = (SOCLE / name).read_text(encoding="utf-8")
    double = texte + "  - id: mairie\n#       ^ V411\n    libelles: Une autre\n#   ^ V102\n    court: Autre\n"
    corpus = monter(poses(tmp_path, **{name: double}))
    assert trouves(tout(corpus)) == annonces(corpus)
