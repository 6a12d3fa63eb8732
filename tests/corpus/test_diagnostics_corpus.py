"""Each fault of a corpus file, at its exact place.

A case replaces a passage of the sound corpus; « § » in the new text marks where the diagnostic is expected.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Severity

Place = tuple[str, int, int, str]

PARTS = """\
    parts:
      - {financeur: troupe, taux: "0.5"}
      - {financeur: mairie, taux: 0.50}
"""

# name, file, what is replaced, by what, the codes expected at each « § » in order
CASES = [
    ("clé inconnue", "referentiels/axes.yaml", "numero: 1", "numero: 1\n    §couleur: bleu", ["V102"]),
    ("clé manquante", "referentiels/axes.yaml", "id: scene\n    numero: 1", "§id: scene", ["V101"]),
    ("clé de tête inconnue", "referentiels/corpus.yaml", "corpus:", "§corpuz:", ["V102"]),
    ("clé de tête en trop", "referentiels/axes.yaml", "axes:\n", "§autre: 1\naxes:\n", ["V102"]),
    ("liste attendue", "referentiels/mesures.yaml", "[mairie]", "§mairie", ["V103"]),
    ("texte attendu", "referentiels/axes.yaml", "libelle: La rue", "§libelle: [a]", ["V103"]),
    ("texte vide", "referentiels/axes.yaml", "libelle: La rue", "libelle: §''", ["V104"]),
    ("valeur absente", "referentiels/axes.yaml", "libelle: La rue", "libelle:§", ["V103"]),
    ("entrée qui n'est pas une fiche", "referentiels/mesures.yaml", "mesures:\n", "mesures:\n  - §rien\n", ["V103"]),
    ("fichier qui est une liste", "referentiels/corpus.yaml", "corpus:\n  version: 2026.10\n  titre", "§- a", ["V103"]),
    ("entier", "referentiels/axes.yaml", "numero: 1", "numero: §un", ["V104"]),
    ("entier absent", "referentiels/axes.yaml", "numero: 1", "numero:§", ["V103"]),
    ("choix qui est une liste", "referentiels/instruments.yaml", "effet: socle", "§effet: [socle]", ["V103"]),
    ("entier trop petit", "referentiels/axes.yaml", "numero: 1", "numero: §0", ["V104"]),
    ("choix fermé", "referentiels/instruments.yaml", "effet: socle", "effet: §sol", ["V104"]),
    ("oui ou non", "referentiels/vocabulaire.yaml", "obligatoire: oui", "obligatoire: §si", ["V104"]),
    ("identifiant", "referentiels/acteurs.yaml", "id: troupe", "id: §Troupe", ["V104"]),
    ("date impossible", "rules/salle.yaml", "au: 2025-12-31", "au: §2025-02-30", ["V104"]),
    ("date mal écrite", "rules/salle.yaml", "au: 2025-12-31", "au: §31/12/2025", ["V104"]),
    ("date après la fin du monde", "rules/salle.yaml", "au: 2025-12-31", "au: §0000-01-01", ["V104"]),
    ("sources vides", "rules/salle.yaml", "sources: [charte-1/1.1/scene]\n    en", "§sources: []\n    en", ["V104"]),
    ("deux conclusions", "rules/salle.yaml", "alors: {mesure: rire}", "§alors: {mesure: rire, item: a}", ["V104"]),
    ("effet sans axe", "rules/salle.yaml", "      ouvre: [scene]\n", "", []),
    ("motif de trop", "rules/salle.yaml", "alors: {mesure: rire}", "§alors: {mesure: rire, motif: a}", ["V104"]),
    ("taux mal écrit", "referentiels/cofinancements.yaml", 'taux: "0.5"', "taux: §moitié", ["V104"]),
    ("forme de valeurs", "referentiels/vocabulaire.yaml", "{referentiel: items}", "{referentiel: §itemz}", ["V104"]),
    ("clé inconnue de valeurs", "referentiels/vocabulaire.yaml", "cle: code,", "§clef: code,", ["V102"]),
    ("groupe mal formé", "referentiels/vocabulaire.yaml", "  lieu: Lieu", "  §lieu: [Lieu]", ["V103"]),
    ("passage inconnu", "rules/dehors.yaml", "[charte-1/2/rue]", "[§charte-1/2/ruelle]", ["V410"]),
    ("passage d'un item", "referentiels/items.yaml", "[charte-1/2/rue]", "[§charte-1/2/ruelle]", ["V410"]),
    ("axe d'un item", "referentiels/items.yaml", "axe: rue", "axe: §rues", ["V410"]),
    ("instrument d'un item", "referentiels/items.yaml", "[abonnement]", "[§abonement]", ["V410"]),
    ("axe d'une mesure", "referentiels/mesures.yaml", "axe: scene", "axe: §cene", ["V410"]),
    ("axe par objet", "referentiels/mesures.yaml", "axe_par_objet: rue", "axe_par_objet: §ru", ["V410"]),
    ("chef de file", "referentiels/mesures.yaml", "chef_de_file: troupe", "chef_de_file: §troup", ["V410"]),
    ("associé", "referentiels/mesures.yaml", "[mairie]", "[§maire]", ["V410"]),
    ("signataire", "referentiels/instruments.yaml", "[troupe, mairie]", "[troupe, §maire]", ["V410"]),
    ("instrument payé", "referentiels/cofinancements.yaml", "instrument: abo", "instrument: §xabo", ["V410"]),
    ("financeur", "referentiels/cofinancements.yaml", "financeur: mairie", "financeur: §marie", ["V410"]),
    ("défaut", "referentiels/interpretations.yaml", "defaut: oui-rue", "defaut: §oui-rues", ["V410"]),
    ("champ de coordination", "referentiels/coordinations.yaml", "champ: coo", "champ: §xcoo", ["V410"]),
    ("champ conclu", "referentiels/coordinations.yaml", "coordination.pompiers", "§items", ["V410"]),
    ("cible d'une règle", "rules/salle.yaml", "{mesure: rire}", "{mesure: §rires}", ["V410"]),
    ("axe ouvert", "rules/salle.yaml", "ouvre: [scene]", "ouvre: [§cene]", ["V410"]),
    ("interprétation", "rules/dehors.yaml", "interpretation: plein-air", "interpretation: §plein", ["V410"]),
    ("option", "rules/dehors.yaml", "option: oui-rue", "option: §oui", ["V410"]),
    ("fichier de codes", "referentiels/vocabulaire.yaml", "code: quartiers", "code: §quartier", ["V410"]),
    ("colonne", "referentiels/vocabulaire.yaml", "cle: code", "cle: §kode", ["V410"]),
    ("champ de déduction", "referentiels/vocabulaire.yaml", "champ: lieu.quartier", "champ: §lieu.rue", ["V410"]),
    ("attribut de déduction", "referentiels/vocabulaire.yaml", "attribut: rive", "attribut: §rives", ["V410"]),
    ("groupe", "referentiels/vocabulaire.yaml", "  lieu: Lieu", "  lieu: Lieu\n  §lieux: Lieux", ["V410"]),
    ("doublon", "referentiels/axes.yaml", "id: rue", "id: §scene", ["V411"]),
    ("doublon de règle", "rules/dehors.yaml", "id: dehors/moitie", "id: §dehors/costumes", ["V411"]),
    ("doublon de champ", "referentiels/vocabulaire.yaml", "id: durees", "id: §genre", ["V411"]),
    ("versions ensemble", "rules/salle.yaml", "id: salle/comedie\n    titre: Une comédie courte", None, ["V412"]),
    ("dates en désordre", "rules/salle.yaml", "au: 2025-12-31", "au: §2023-12-31", ["V413"]),
    ("numéro pris", "referentiels/axes.yaml", "numero: 2", "numero: §1", ["V414"]),
    ("passage d'une autre source", "referentiels/sources/guide.yaml", "id: guide/prets", "id: §gide/prets", ["V415"]),
    ("taux nul", "referentiels/cofinancements.yaml", 'taux: "0.5"', 'taux: §"0"', ["V416"]),
    ("taux en pourcentage", "referentiels/cofinancements.yaml", 'taux: "0.5"', "taux: §50", ["V416"]),
    ("somme des taux", "referentiels/cofinancements.yaml", "parts:\n", "§parts:\n", ["V417"]),
    ("clé sans parts", "referentiels/cofinancements.yaml", "assiette: cout_total", "assiette: §parties", ["V427"]),
    ("parts sans clé", "referentiels/cofinancements.yaml", "assiette: cout_total", "assiette: §non_etablie", ["V427"]),
    ("synonyme ambigu", "referentiels/vocabulaire.yaml", "[défilé]", "[défilé, §Farce]", ["V418"]),
    ("libellé déjà synonyme", "referentiels/vocabulaire.yaml", "libelle: Parade", "libelle: §Farce", ["V418"]),
    ("libellé de deux valeurs", "referentiels/vocabulaire.yaml", "Rive droite", "§rive  Gauche", ["V418"]),
    ("mot de deux fichiers", "referentiels/vocabulaire.yaml", "libelle: Autre", "libelle: §Chuchoteur", ["V418"]),
    ("répétition", "rules/salle.yaml", "ouvre: [scene]", "ouvre: [scene, §scene]", ["V419"]),
    ("valeur répétée", "referentiels/vocabulaire.yaml", "{id: autre,", "{id: §souffleur,", ["V419"]),
    ("option répétée", "referentiels/interpretations.yaml", "id: non-rue", "id: §oui-rue", ["V419"]),
    ("financeur répété", "referentiels/cofinancements.yaml", "financeur: mairie", "financeur: §troupe", ["V419"]),
    ("colonnes", "referentiels/codes/quartiers.csv", "01;Les Halles;gauche", "§01;Les Halles", ["V420"]),
    ("guillemets", "referentiels/codes/quartiers.csv", "2A;La Digue;droite", '§2A;"La Digue;droite', ["V420"]),
    ("titres", "referentiels/codes/quartiers.csv", "code;nom;rive", "§code;code;rive", ["V420"]),
    ("sans valeurs", "referentiels/vocabulaire.yaml", "nature: intervalle", "nature: §choix", ["V421"]),
    ("avec valeurs", "referentiels/vocabulaire.yaml", "valeurs: {referentiel: acteurs}", None, ["V422"]),
    (
        "non concluable",
        "referentiels/vocabulaire.yaml",
        "libelle: Aides\n",
        "libelle: Aides\n    conclu: §oui\n",
        ["V423"],
    ),
    ("déduction d'une autre liste", "referentiels/vocabulaire.yaml", "id: droite", "id: droit", []),
    ("code répété", "referentiels/codes/quartiers.csv", "2A;", "§01;", ["V426"]),
    ("code vide", "referentiels/codes/quartiers.csv", "2A;", "§;", ["V426"]),
]

EXTRA = {
    # Changes that need a second edit to be one fault only.
    "versions ensemble": ("rules/salle.yaml", "{du: 2026-01-01}", "{du: 2025-12-31}"),
    "somme des taux": ("referentiels/cofinancements.yaml", "0.50", "0.6"),
    "clé sans parts": ("referentiels/cofinancements.yaml", PARTS, ""),
    "avec valeurs": ("referentiels/vocabulaire.yaml", "nature: plan", "nature: texte"),
}
NEW = {
    "versions ensemble": "id: §salle/comedie\n    titre: Une comédie courte",
    "avec valeurs": "§valeurs: {referentiel: acteurs}",
}
UNMARKED: dict[str, list[Place]] = {
    "effet sans axe": [("rules/salle.yaml", 33, 5, "V104")],
    "déduction d'une autre liste": [("referentiels/vocabulaire.yaml", 20, 49, "V424")],
}
KNOCK_ON = {
    # What else the change breaks, by design, elsewhere.
    "doublon de champ": {"V506"},
    "identifiant": {"V410", "V513"},
    "doublon": {"V410", "V513"},
    "passage d'une autre source": {"V410"},
    "valeur répétée": {"V513"},
    "deux conclusions": {"V410"},
}


SPOILS = [("libelle", "libele"), ("sources: [", "sources: x # ["), (": oui", ": peut-être"), ("numero: ", "numero: x")]


def found(directory: Path) -> list[Place]:
    _, diagnostics = load_corpus(directory)
    return [
        (one.fichier, one.span.line if one.span else 0, one.span.column if one.span else 0, one.code)
        for one in diagnostics
        if one.severity is Severity.ERREUR
    ]


@pytest.mark.parametrize(("nom", "fichier", "avant", "apres", "codes"), CASES, ids=[case[0] for case in CASES])
def test_place(copie: Path, nom: str, fichier: str, avant: str, apres: str | None, codes: list[str]) -> None:
    if nom in EXTRA:
        other, old, new = EXTRA[nom]
        replace_once(copie / other, old, new)
    marked = replace_once(copie / fichier, avant, apres if apres is not None else NEW[nom])
    places = [place(marked, match.start()) for match in re.finditer("§", marked)]
    (copie / fichier).write_text(marked.replace("§", ""), encoding="utf-8")
    if len(places) == 1:
        places *= len(codes)
    expected = [(fichier, *where, code) for where, code in zip(places, codes, strict=True)] + UNMARKED.get(nom, [])
    assert expected
    wanted = {(file, line, column, code) for file, line, column, code in expected}
    got = set(found(copie))
    assert wanted <= got
    # An entry rejected for its shape makes no dangling reference elsewhere.
    assert {code for *_, code in got - wanted} <= KNOCK_ON.get(nom, set()) | {code for *_, code in expected}


def replace_once(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text.replace("§", ""), encoding="utf-8")
    return text


def place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    column = index - (before.rfind("\n") + 1) + 1
    return before.count("\n") + 1, column - before[before.rfind("\n") + 1 :].count("§")


def test_every_error_of_every_file_in_one_run(copie: Path) -> None:
    replace_once(copie / "referentiels/axes.yaml", "numero: 2", "numero: deux")
    replace_once(copie / "referentiels/mesures.yaml", "chef_de_file: troupe", "chef_de_file: troup")
    replace_once(copie / "rules/salle.yaml", "{mesure: rire}", "{mesure: rires}")
    replace_once(copie / "rules/dehors.yaml", "option: oui-rue", "option: oui")
    replace_once(copie / "rules/dehors.yaml", "vaut: parade", "vaut: defile")
    got = found(copie)
    assert [file for file, *_ in got] == [
        "referentiels/axes.yaml",
        "referentiels/mesures.yaml",
        "rules/dehors.yaml",
        "rules/dehors.yaml",
        "rules/salle.yaml",
    ]


def test_unreadable_file_makes_no_dangling_reference(copie: Path) -> None:
    (copie / "referentiels/axes.yaml").write_text("axes: [", encoding="utf-8")
    assert {file for file, *_ in found(copie)} == {"referentiels/axes.yaml"}


@pytest.mark.parametrize(
    ("texte", "codes"),
    [
        ("axe:\n  - id: scene\n", {"V102"}),
        ("autre:\n  - id: scene\n", {"V101", "V102"}),
        ("- id: scene\n", {"V103"}),
        ("axes: {id: scene}\n", {"V103"}),
        ("axes: scene\n", {"V103"}),
    ],
)
def test_entries_that_cannot_be_found_make_no_dangling_reference(copie: Path, texte: str, codes: set[str]) -> None:
    (copie / "referentiels/axes.yaml").write_text(texte, encoding="utf-8")
    got = found(copie)
    assert {file for file, *_ in got} == {"referentiels/axes.yaml"}
    assert {code for *_, code in got} == codes


def test_an_entry_of_unknown_id_makes_no_dangling_reference(copie: Path) -> None:
    replace_once(copie / "referentiels/acteurs.yaml", "  - id: troupe", "  - identifiant: troupe")
    assert {(file, code) for file, *_, code in found(copie)} == {
        ("referentiels/acteurs.yaml", "V101"),
        ("referentiels/acteurs.yaml", "V102"),
    }


def test_unreadable_vocabulary_makes_no_error_in_rules(copie: Path) -> None:
    (copie / "referentiels/vocabulaire.yaml").write_text("champs: [", encoding="utf-8")
    assert {file for file, *_ in found(copie)} <= {"referentiels/vocabulaire.yaml"}


def test_broken_field_makes_no_error_in_rules(copie: Path) -> None:
    replace_once(copie / "referentiels/vocabulaire.yaml", "nature: choix", "nature: chois")
    assert {file for file, *_ in found(copie)} == {"referentiels/vocabulaire.yaml"}


def test_missing_directory(tmp_path: Path) -> None:
    corpus, diagnostics = load_corpus(tmp_path / "nulle-part")
    assert corpus is None
    assert [one.code for one in diagnostics] == ["V400", "V400"]


def test_missing_and_unknown_files(copie: Path) -> None:
    (copie / "referentiels/vocabulaire.yaml").rename(copie / "referentiels/vocabulair.yaml")
    (copie / "rules/plus").mkdir()
    (copie / "rules/plus/perdu.yaml").write_text("regles: []", encoding="utf-8")
    for name in ("lisezmoi.md", "salle.yaml~", ".salle.yaml.swp", "~$regles.docx", "Thumbs.db", "desktop.ini"):
        (copie / "rules" / name).write_text("des notes", encoding="utf-8")
    (copie / "referentiels/vide.yml").write_text("", encoding="utf-8")
    _, diagnostics = load_corpus(copie)
    got = {(one.code, one.fichier) for one in diagnostics}
    assert ("V401", str(copie)) in got
    assert {file for code, file in got if code == "V402"} == {
        "referentiels/vocabulair.yaml",
        "referentiels/vide.yml",
        "rules/plus/perdu.yaml",
    }
    typo = next(one for one in diagnostics if one.fichier == "referentiels/vocabulair.yaml")
    deeper = next(one for one in diagnostics if one.fichier == "rules/plus/perdu.yaml")
    assert (deeper.aide or "").startswith("déplacez-le en «\u00a0rules/perdu.yaml\u00a0»")
    assert typo.aide is not None
    assert "referentiels/vocabulaire.yaml" in typo.aide


def test_empty_file_and_codes_in_another_encoding(copie: Path) -> None:
    (copie / "rules/vide.yaml").write_text("# rien\n", encoding="utf-8")
    (copie / "referentiels/codes/accents.csv").write_bytes("code;nom\n1;Forêt\n".encode("cp1252"))
    (copie / "referentiels/codes/vide.csv").write_bytes(b"")
    got = found(copie)
    assert ("rules/vide.yaml", "V404") in {(file, code) for file, _, _, code in got}
    assert ("referentiels/codes/accents.csv", 2, 6, "V003") in got
    assert ("referentiels/codes/vide.csv", 1, 1, "V420") in got


def test_codes_that_are_no_table(copie: Path) -> None:
    """A spreadsheet renamed, an export with other separators, a file beyond what is read."""
    quartiers = copie / "referentiels/codes/quartiers.csv"
    sain = quartiers.read_bytes()
    for data, place in (
        (b"PK\x03\x04", (1, 1, "V009")),
        (sain.replace(b";", b","), (1, 1, "V420")),
        (sain.replace(b";", b"\t"), (1, 1, "V420")),
        (sain + b"#" * 8 * 1024 * 1024, (0, 0, "V002")),
    ):
        quartiers.write_bytes(data)
        assert found(copie) == [("referentiels/codes/quartiers.csv", *place)]


def test_file_that_cannot_be_read(copie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is reported: what names its entries is not wrong."""
    plain = os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith(("mesures.yaml", "corpus.yaml")):
            raise PermissionError
        return plain(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert found(copie) == [("referentiels/corpus.yaml", 0, 0, "V403"), ("referentiels/mesures.yaml", 0, 0, "V403")]


def test_unreadable_link_is_reported(copie: Path) -> None:
    (copie / "rules/perdue.yaml").symlink_to(copie / "nulle-part.yaml")
    assert ("rules/perdue.yaml", "V402") in {(file, code) for file, _, _, code in found(copie)}


def test_loop_is_shown(copie: Path) -> None:
    replace_once(
        copie / "rules/salle.yaml",
        "      genre: {vaut: comedie}\n    alors",
        "      mesures: {contient: rire}\n    alors",
    )
    _, diagnostics = load_corpus(copie)
    (loop,) = [one for one in diagnostics if one.code == "V425"]
    assert "salle/comedie → salle/rire → salle/comedie" in loop.message
    assert loop.span is not None
    assert (loop.fichier, loop.span.line, loop.span.column) == ("rules/salle.yaml", 2, 9)


def test_rule_that_tests_its_own_conclusion(copie: Path) -> None:
    replace_once(copie / "rules/salle.yaml", "items: {contient: scene/comedie}", "mesures: {contient: rire}")
    _, diagnostics = load_corpus(copie)
    assert next(one.message for one in diagnostics if one.code == "V425").endswith("salle/rire → salle/rire")


def test_field_deduced_from_itself(copie: Path) -> None:
    replace_once(copie / "referentiels/vocabulaire.yaml", "{champ: lieu.quartier,", "{champ: lieu.rive,")
    assert ("referentiels/vocabulaire.yaml", 20, 24, "V424") in found(copie)


def test_an_id_that_all_others_cite_otherwise_may_be_the_wrong_one(copie: Path) -> None:
    replace_once(copie / "referentiels/sources/guide.yaml", "id: guide/prets", "id: guide/pretz")
    _, diagnostics = load_corpus(copie)
    assert len(diagnostics) > 2
    for one in diagnostics:
        assert (one.code, one.message.replace("\u00a0", " ")) == ("V410", "passage « guide/prets » introuvable")
        assert (one.aide or "").replace("\u00a0", " ") == (
            "vouliez-vous dire « guide/pretz » ? rien d'autre ne le cite : c'est peut-être lui qui est mal écrit, "
            "à referentiels/sources/guide.yaml:7"
        )


def test_an_id_that_others_cite_is_the_right_one(copie: Path) -> None:
    for name in ("rules/dehors.yaml", "referentiels/coordinations.yaml"):
        replace_once(copie / name, "[guide/prets]", "[guide/pret]")
    _, diagnostics = load_corpus(copie)
    assert [one.aide for one in diagnostics] == ["vouliez-vous dire «\u00a0guide/prets\u00a0»\u00a0?"] * 2


def test_duplicate_names_the_first_place(copie: Path) -> None:
    replace_once(copie / "referentiels/axes.yaml", "id: rue", "id: scene")
    _, diagnostics = load_corpus(copie)
    assert any("referentiels/axes.yaml:2" in one.message for one in diagnostics if one.code == "V411")


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "code", "premier"),
    [
        (
            "rules/salle.yaml",
            "sources: [charte-1/1.1/scene]",
            "sources:\n      - guide/prets\n      - guide/prets",
            "V419",
            5,
        ),
        ("referentiels/vocabulaire.yaml", "{id: droite,", "{id: gauche,", "V419", 22),
        ("referentiels/vocabulaire.yaml", "libelle: Rive droite", "libelle: Rive gauche", "V418", 22),
        ("referentiels/interpretations.yaml", "id: non-rue", "id: oui-rue", "V419", 5),
        ("referentiels/cofinancements.yaml", "financeur: mairie", "financeur: troupe", "V419", 7),
    ],
)
def test_what_is_said_twice_is_told_with_both_places(
    copie: Path, fichier: str, avant: str, apres: str, code: str, premier: int
) -> None:
    """Of the two, only their writer knows which one is too many."""
    replace_once(copie / fichier, avant, apres)
    _, diagnostics = load_corpus(copie)
    (one,) = [one for one in diagnostics if one.code == code]
    assert f"{fichier}:{premier}" in one.message
    assert one.span is not None
    assert one.span.line > premier


def test_an_option_that_an_interpretation_has_not_is_told_in_french(copie: Path) -> None:
    replace_once(copie / "rules/dehors.yaml", "option: oui-rue", "option: admis")
    _, (one,) = load_corpus(copie)
    assert one.message == "option d'interprétation «\u00a0admis\u00a0» introuvable"


def test_suggestion(copie: Path) -> None:
    replace_once(copie / "referentiels/mesures.yaml", "chef_de_file: troupe", "chef_de_file: troup")
    _, (one,) = load_corpus(copie)
    assert one.aide == "vouliez-vous dire «\u00a0troupe\u00a0»\u00a0?"


CURES = [
    # An id that resembles none: the few there are, and where to write a new one.
    (
        "rules/salle.yaml",
        "{mesure: rire}",
        "{mesure: larmes}",
        "choisissez parmi « rire », ou ajoutez cette entrée à referentiels/mesures.yaml",
    ),
    (
        "rules/dehors.yaml",
        "[charte-1/2/rue]",
        "[page/12]",
        "choisissez parmi « charte-1/1.1/scene », « charte-1/2/rue », « guide/prets », ou ajoutez cette entrée à la "
        "fin d'un fichier de referentiels/sources",
    ),
    ("rules/dehors.yaml", "option: oui-rue", "option: cour", "choisissez parmi « non-rue », « oui-rue »"),
    ("referentiels/cofinancements.yaml", 'taux: "0.5"', "taux: 62.50", "pour 62.50 %, écrivez « 0.625 »"),
    ("referentiels/cofinancements.yaml", 'taux: "0.5"', "taux: 0", "écrivez par exemple « 0.5 » pour la moitié"),
    ("referentiels/cofinancements.yaml", "0.50", "0.4", "ajustez les parts : il y a 0.1 d'écart"),
    (
        "referentiels/cofinancements.yaml",
        "assiette: cout_total",
        "assiette: non_etablie",
        "retirez « parts », ou dites de quoi",
    ),
    ("referentiels/cofinancements.yaml", PARTS, "", "écrivez « assiette: non_etablie »"),
    ("rules/dehors.yaml", "id: dehors/moitie", "id: dehors/costumes", "datez chacune sous « en_vigueur »"),
    ("referentiels/axes.yaml", "id: rue", "id: scene", "renommez l'une des deux entrées, ou retirez-la"),
    (
        "referentiels/corpus.yaml",
        "corpus:\n  version: 2026.10\n  titre: Saison d'un théâtre de poche\n",
        "corpus:\n",
        "écrivez dessous ses clés, décalées : « version », « titre »",
    ),
    ("rules/salle.yaml", "au: 2025-12-31", "au: fin 2025", "corrigez la date, ou retirez-la si le texte n'en donne"),
    (
        "referentiels/corpus.yaml",
        "corpus:\n  version: 2026.10\n  titre",
        "- titre",
        "écrivez « corpus: » en première l",
    ),
    # A key that is not there, or misspelled; a value of another shape.
    (
        "rules/salle.yaml",
        "    titre: Une comédie reconnue fait rire\n",
        "",
        "la clé « titre », ce que la règle dit, en une",
    ),
    (
        "referentiels/corpus.yaml",
        "  version: 2026.10\n",
        "",
        "la clé « version », version du corpus, par exemple « 202",
    ),
    ("referentiels/corpus.yaml", "corpus:", "autre:", "la clé « corpus », identité du corpus"),
    (
        "referentiels/vocabulaire.yaml",
        "cle: code, ",
        "",
        "la clé « cle », colonne des identifiants",
    ),
    ("rules/salle.yaml", "    titre: Une comédie se", "    titer: Une comédie se", "vouliez-vous dire « titre » ?"),
    (
        "rules/dehors.yaml",
        "[charte-1/2/rue]",
        "[charte-1]",
        "c'est une source : citez un de ses passages, qui sont dans referentiels/sources/charte.yaml",
    ),
    ("rules/salle.yaml", "sources: [charte-1/1.1/scene]", "sources: charte", "écrivez « sources: [charte] »"),
    (
        "rules/salle.yaml",
        "titre: Une comédie se joue en salle",
        "titre: [a, b]",
        "écrivez un texte, sans tiret, crochets",
    ),
    ("rules/salle.yaml", "alors: {mesure: rire}", "alors: {mesure: [rire]}", "écrivez « mesure: rire », sans crochets"),
    (
        "rules/salle.yaml",
        "titre: Une comédie se joue en salle",
        "titre:",
        "écrivez un texte : cette clé est obligatoire",
    ),
    ("rules/salle.yaml", "titre: Une comédie se joue en salle", 'titre: ""', "écrivez un texte"),
    ("rules/salle.yaml", "sources: [charte-1/1.1/scene]", "sources:", "écrivez une liste, un tiret devant chaque élé"),
    (
        "rules/salle.yaml",
        "en_vigueur: {du: 2026-01-01}",
        "en_vigueur: toujours",
        "écrivez ses clés, décalées, sans tiret ni crochets : « du », « au »",
    ),
    (
        "rules/salle.yaml",
        "en_vigueur: {du: 2026-01-01}",
        "en_vigueur: 2026-2027",
        "écrivez « en_vigueur: {du: 2026-01-01, au: 2027-12-31} »",
    ),
    (
        "rules/salle.yaml",
        "alors: {mesure: rire}",
        "alors: rire",
        "écrivez « alors: {item: rire} », ou, à la place de « i",
    ),
    ("rules/salle.yaml", "alors: {mesure: rire}", "alors: mesure rire", "écrivez « alors: {mesure: rire} »"),
    (
        "rules/salle.yaml",
        "alors: {mesure: rire}",
        "alors: {mesure: rire}\n    lecture: sens-de-scene",
        "écrivez « lecture: {interpretation: sens-de-scene, option: …} »",
    ),
    ("rules/salle.yaml", "alors: {mesure: rire}", "alors: [mesure: rire]", "crochets : « item », « mesure », « contri"),
    ("rules/salle.yaml", "alors: {mesure: rire}", "alors: {mesure: rire, item: a}", "n'en gardez qu'une ; une autre"),
    ("rules/salle.yaml", "id: salle/rire", "id: Salle/Rire d'été", "écrivez « salle/rire-d-ete » : un identifiant n'a"),
    ("referentiels/vocabulaire.yaml", "id: durees", "id: Durée totale", "écrivez « duree_totale » : un champ n'a que"),
    ("rules/dehors.yaml", "[charte-1/2/rue]", "[Charte\u20111/2/rue]", "écrivez « charte-1/2/rue » : un passage s'ide"),
    (
        "rules/dehors.yaml",
        "[charte-1/2/rue]",
        "[Charte 1 § 2]",
        "un passage s'identifie par des minuscules sans accent",
    ),
    (
        "rules/salle.yaml",
        "{du: 2026-01-01}",
        "{du: 2025-07-01}",
        "écrivez « au: 2025-06-30 » dans la plus ancienne (rul",
    ),
    ("rules/salle.yaml", "{du: 2026-01-01}", "{du: 2024-01-01}", "fermez la plus ancienne avec « au » la veille"),
    ("rules/salle.yaml", "id: salle/rire", "id: '???'", "un identifiant n'a que des minuscules sans accent"),
    (
        "referentiels/codes/quartiers.csv",
        ";La Digue;droite",
        ";La Digue;ile",
        "ajoutez « ile » aux valeurs de ce champ",
    ),
]


@pytest.mark.parametrize(("fichier", "avant", "apres", "aide"), CURES, ids=[cure[3] for cure in CURES])
def test_cure(copie: Path, fichier: str, avant: str, apres: str, aide: str) -> None:
    replace_once(copie / fichier, avant, apres)
    _, diagnostics = load_corpus(copie)
    assert any(aide in (one.aide or "").replace("\u00a0", " ") for one in diagnostics), diagnostics


@pytest.mark.parametrize("cle", ["titre", "sources", "si", "alors"])
def test_a_misspelled_key_is_one_fault(copie: Path, cle: str) -> None:
    replace_once(copie / "rules/salle.yaml", f"    {cle}:", f"    {cle[:-1]}x{cle[-1]}:")
    _, diagnostics = load_corpus(copie)
    assert [one.code for one in diagnostics] == ["V102"]


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "dit"),
    [
        ("rules/salle.yaml", "id: salle/rire", "id: Rire", "« Rire » n'est pas un identifiant"),
        ("rules/dehors.yaml", "[guide/prets]", "[Guide]", "« Guide » n'est pas un identifiant de passage"),
        ("referentiels/sources/guide.yaml", "id: guide\n", "id: Guide\n", "n'est pas un identifiant de source"),
        ("referentiels/vocabulaire.yaml", "id: durees", "id: Durées", "« Durées » n'est pas un nom de champ"),
        ("referentiels/cofinancements.yaml", "0.50", "50 %", "« 50 % » n'est pas un taux"),
    ],
)
def test_what_is_no_id_is_told_as_such(copie: Path, fichier: str, avant: str, apres: str, dit: str) -> None:
    replace_once(copie / fichier, avant, apres)
    _, diagnostics = load_corpus(copie)
    assert any(dit in one.message.replace("\u00a0", " ") for one in diagnostics if one.code == "V104")


def test_a_key_too_far_right_is_one_fault(copie: Path) -> None:
    replace_once(
        copie / "rules/salle.yaml",
        "    alors: {mesure: rire}\n",
        "    en_vigueur:\n      du: 2024-01-01\n      alors: {mesure: rire}\n",
    )
    _, (one,) = load_corpus(copie)
    assert one.code == "V102"
    assert (one.aide or "").replace("\u00a0", " ") == "écrivez-la au niveau de « en_vigueur », moins décalée"


def test_a_key_that_its_entry_has_already_is_not_sent_there(copie: Path) -> None:
    replace_once(copie / "rules/salle.yaml", "alors: {mesure: rire}", "alors: {mesure: rire, titre: Rire}")
    _, (one,) = load_corpus(copie)
    assert one.code == "V102"
    assert (one.aide or "").startswith("clés admises")


def test_a_key_out_of_its_entry_is_told_where_to_go(copie: Path) -> None:
    path = copie / "rules/salle.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "note: à relire\n", encoding="utf-8")
    _, (one,) = load_corpus(copie)
    assert one.code == "V102"
    assert (one.aide or "").replace("\u00a0", " ") == "décalez-la sous une entrée de « regles »"


def test_a_key_under_the_condition_is_one_fault(copie: Path) -> None:
    replace_once(copie / "rules/salle.yaml", "    alors: {mesure: rire}", "      alors: {mesure: rire}")
    _, diagnostics = load_corpus(copie)
    assert [one.code for one in diagnostics] == ["V506"]


def test_a_file_of_another_extension_or_empty_says_how_it_should_be(copie: Path) -> None:
    for name in ("axe.yml", "bloc-notes.yaml.txt", "majuscules.YAML"):
        (copie / "rules" / name).write_text("regles: []", encoding="utf-8")
    (copie / "rules/vide.yaml").write_text("# rien\n", encoding="utf-8")
    # Notes are no rules: under that name, they would be a broken file of rules.
    (copie / "rules/notes.txt").write_text("Penser à relire.\n", encoding="utf-8")
    _, diagnostics = load_corpus(copie)
    assert {one.fichier: (one.aide or "").replace("\u00a0", " ") for one in diagnostics} == {
        "rules/axe.yml": "renommez-le « rules/axe.yaml »",
        "rules/bloc-notes.yaml.txt": "renommez-le « rules/bloc-notes.yaml »",
        "rules/majuscules.YAML": "renommez-le « rules/majuscules.yaml »",
        "rules/notes.txt": "sortez-le de « rules » ou, s'il est écrit en YAML, renommez-le « rules/notes.yaml »",
        "rules/vide.yaml": "commencez par la clé « regles », ou supprimez ce fichier",
    }


def test_a_code_list_may_give_other_words(copie: Path) -> None:
    codes, vocabulaire = copie / "referentiels/codes/quartiers.csv", copie / "referentiels/vocabulaire.yaml"
    first, *rows = codes.read_text(encoding="utf-8").splitlines()
    words = ["Centre | Vieille ville", *[""] * (len(rows) - 1)]
    lines = [f"{first};usage", *(f"{row};{word}" for row, word in zip(rows, words, strict=True))]
    codes.write_text("\n".join(lines) + "\n", encoding="utf-8")
    replace_once(vocabulaire, "libelle: nom", "libelle: nom, synonymes: usage")
    corpus, diagnostics = load_corpus(copie)
    assert diagnostics == ()
    assert corpus is not None
    (field,) = [each for each in corpus.vocabulaire.champs.values() if any("rive" in v.attributs for v in each.valeurs)]
    assert [value.synonymes for value in field.valeurs][:2] == [("Centre", "Vieille ville"), ()]
    assert "usage" not in field.valeurs[0].attributs
    # One word for two places, and a column that is not there.
    codes.write_text("\n".join([*lines[:-1], f"{lines[-1]}centre"]) + "\n", encoding="utf-8")
    assert [one.code for one in load_corpus(copie)[1]] == ["V418"]
    replace_once(vocabulaire, "synonymes: usage", "synonymes: usages")
    assert "V410" in [one.code for one in load_corpus(copie)[1]]


@pytest.mark.parametrize("code", sorted(code for code in CATALOGUE if code.startswith("V4")))
def test_every_code_is_triggered_somewhere(code: str) -> None:
    assert code in Path(__file__).read_text(encoding="utf-8").split("def test_every_code")[0]


def test_messages_are_french(copie: Path) -> None:
    """No word of pydantic's or of Python's, whatever is wrong: here everything at once."""
    for path in copie.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in SPOILS:
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    _, diagnostics = load_corpus(copie)
    assert len(diagnostics) > 30
    for one in diagnostics:
        words = f"{one.message} {one.aide or ''}".replace(one.extrait or "", "")
        assert not re.search(r"(?i)\b(input|should|field|valid|string|tuple|dict|none|type|error|value)\b", words), (
            words
        )
        assert not re.search(r"« | »| [:;?!]", words), words


@pytest.mark.parametrize("code", sorted(code for code in CATALOGUE if code.startswith("V4")))
def test_typography(code: str) -> None:
    entry = CATALOGUE[code]
    for text in (entry.message, entry.aide or ""):
        assert not re.search(r"« | »| [:;?!]", text), text
        assert not text.endswith(".")
