"""``eligibility explain``: what is said of each kind of name, in each form, and of what it cannot explain."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.render.notices.reference import MARQUE, SOMMAIRE
from eligibility.workshop.notices.modele import Sorte

from .conftest import Lancer, processus

SOCLE = Path(__file__).parents[1] / "fixtures" / "valides" / "socle"
THEATRE = ("--corpus", str(SOCLE))


def test_a_rule_at_eighty_columns(lancer: Lancer) -> None:
    fin = lancer("explain", "dehors/pompiers", *THEATRE)
    assert (fin.code, fin.erreur) == (0, "")
    assert fin.sortie.replace("\u00a0", " ") == (
        """\
Dans la rue, les pompiers savent
règle dehors/pompiers  rules/dehors.yaml:18

  Conclut        Une coordination est à assurer : « Prévenir les pompiers »
                 (pompiers).

  Quand          Axes atteints contient « La rue ».

  Conditions     1  Axes atteints contient « La rue » (ligne 22)

  Vaut           Sans limite de dates.

  Sources        · guide/prets (Guide, Prêts) : Le matériel se prête.

  Alimentée par  · axe 2 (rue), que 2 règles concluent

  Cas            Elle s'y déclenche, sans que le cas la nomme :
                   · La même, lue strictement (tests/cas/saison.yaml:23)
                   · Une parade sur la rive droite (tests/cas/saison.yaml:13)
"""
    )


def test_a_code_needs_no_corpus(lancer: Lancer, tmp_path: Path) -> None:
    fin = lancer("explain", "v102", "--corpus", str(tmp_path / "absent"))
    assert (fin.code, fin.erreur) == (0, "")
    assert "clé inconnue «\u00a0‹clé›\u00a0»" in fin.sortie
    for titre in ("Gravité", "Pourquoi", "Que faire", "À éviter", "À préférer", "Tolérance"):
        assert f"  {titre}" in fin.sortie


def test_several_names_and_a_name_of_several_things(lancer: Lancer) -> None:
    fin = lancer("explain", "V604", "sorties collective", *THEATRE)
    assert fin.code == 0
    for nom in ("code V604", "valeur objets=sorties_familles", "valeur objets=sorties_scolaires"):
        assert nom in fin.sortie


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("salle/comedi", "rien ne s'appelle « salle/comedi » ; vouliez-vous dire « salle/comedie »"),
        ("V999", "aucun code ne s'appelle « V999 »"),
        ("regl:essai", "sorte inconnue « regl » ; vouliez-vous dire « regle » ?"),
        ("salle/comedie@2020-01-01", "la règle « salle/comedie » n'a pas cette version"),
        ("\x1b[31mrouge", "rien ne s'appelle «"),
    ],
)
def test_unknown_names(nom: str, dit: str, lancer: Lancer) -> None:
    fin = lancer("explain", nom, *THEATRE)
    assert (fin.code, fin.sortie) == (2, "")
    assert dit in fin.erreur.replace("\u00a0", " ")
    assert "\x1b" not in fin.erreur


def test_without_a_name_what_can_be_explained(lancer: Lancer) -> None:
    fin = lancer("explain", *THEATRE)
    assert fin.code == 0
    # One of them has two versions.
    assert "   10 règles\n" in fin.sortie
    assert "eligibility explain dehors/billet" in fin.sortie
    assert ", ".join(sorte.value for sorte in Sorte)[:40] in fin.sortie.replace("\n", " ")


def test_the_names_of_one_kind(lancer: Lancer) -> None:
    fin = lancer("explain", "--liste", "item", *THEATRE)
    assert (fin.code, fin.sortie) == (0, "rue/parade     Parade\nscene/comedie  Comédie en salle\n")
    for ecrit in ("items", "Item"):
        assert lancer("explain", "--liste", ecrit, *THEATRE) == fin
    codes = lancer("explain", "--liste", "code", "--corpus", "nulle-part")
    assert codes.code == 0
    assert [ligne.split()[0] for ligne in codes.sortie.splitlines() if ligne.startswith("V")] == [*CATALOGUE]


def test_lists_are_cut_short_unless_all_is_asked(lancer: Lancer) -> None:
    court, long = (lancer("explain", "objets", *plus) for plus in ((), ("-v",)))
    assert "Autres mots" not in court.sortie
    assert "Autres mots" in long.sortie
    assert ", avec -v" not in long.sortie
    assert len(long.sortie) > len(court.sortie)


def test_json(lancer: Lancer) -> None:
    fin = lancer("explain", "-f", "json", "rue/parade", "V102", *THEATRE)
    assert fin.code == 0
    found = json.loads(fin.sortie)
    assert found["format"] == "1"
    item, code = found["notices"]
    assert (item["sorte"], item["ident"], item["titre"]) == ("item", "rue/parade", "Parade")
    assert item["lieu"] == {"type": "lieu", "fichier": "referentiels/items.yaml", "ligne": 7, "texte": ""}
    assert (code["sorte"], code["lieu"]) == ("code", None)
    axe = next(part for part in item["sections"] if part["titre"] == "Axe")
    assert axe["blocs"][0]["phrase"][1] == {"type": "lien", "sorte": "axe", "ident": "rue", "texte": ""}


def test_markdown_alone_has_no_dead_link(lancer: Lancer) -> None:
    fin = lancer("explain", "--format", "markdown", "rue/parade", *THEATRE)
    assert fin.code == 0
    assert fin.sortie.startswith("## rue/parade\n\n**Parade** · `referentiels/items.yaml`\n")
    assert "](" not in fin.sortie


def test_programs_are_given_utf8_whatever_the_encoding() -> None:
    done = processus("explain", "-f", "markdown", "V102", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "clé inconnue «\u00a0‹clé›\u00a0»" in done.stdout.decode()


def test_poor_terminals_get_readable_text() -> None:
    done = processus("explain", "V102", "V601", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'cle inconnue "<cle>"\n')
    assert b"-" * 40 in done.stdout


def test_the_reference_is_written_once_and_kept_clean(lancer: Lancer, tmp_path: Path) -> None:
    dossier = tmp_path / "docs" / "reference"
    fin = lancer("explain", "--dossier", str(dossier), *THEATRE)
    pages = sorted(path.relative_to(dossier).as_posix() for path in dossier.rglob("*.md"))
    assert (fin.code, fin.sortie) == (0, f"{dossier}\u00a0: {len(pages)} écrites, 0 inchangée\n")
    assert {SOMMAIRE, "regles/salle.md", "items.md", "codes/v1.md"} <= set(pages)
    assert lancer("explain", "--dossier", str(dossier), *THEATRE).sortie.endswith(
        f": 0 écrite, {len(pages)} inchangées\n"
    )
    # A page of rules that are no longer there goes; what someone else wrote stays.
    (dossier / "regles" / "ancien.md").write_text(f"{MARQUE}\n\n# Ancien\n", encoding="utf-8")
    (dossier / "notes.md").write_text("# Notes\n", encoding="utf-8")
    encore = lancer("explain", "--format", "markdown", "--dossier", str(dossier), *THEATRE)
    assert encore.sortie.endswith(f": 0 écrite, {len(pages)} inchangées, 1 retirée\n")
    assert not (dossier / "regles" / "ancien.md").exists()
    assert (dossier / "notes.md").exists()


def test_the_same_bytes_whatever_the_locale_and_hashes(tmp_path: Path) -> None:
    ecrites = []
    for rang, (graine, langue) in enumerate((("1", "C"), ("2", "fr_FR.UTF-8"))):
        dossier = tmp_path / str(rang)
        env = {"PYTHONHASHSEED": graine, "LC_ALL": langue, "TZ": "Pacific/Auckland"}
        assert processus("explain", "--dossier", str(dossier), *THEATRE, env=env).returncode == 0
        ecrites.append({path.relative_to(dossier): path.read_bytes() for path in dossier.rglob("*.md")})
    assert ecrites[0] == ecrites[1]


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("V102", "--liste", "code"), "donnez des noms, ou"),
        (("V102", "--dossier", "x"), "donnez des noms, ou"),
        (("--dossier", "x", "--format", "json"), "écrit du Markdown, pas « json »"),
        (("--format", "json"), "« --format » demande un nom"),
        (("--liste", "code", "--format", "json"), "« --format » demande un nom"),
        (("--liste", "reglle"), "sorte inconnue « reglle » ; vouliez-vous dire « regle » ?"),
        (("--liste", "zz"), "sorte inconnue « zz » ; « eligibility explain » les donne toutes"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], dit: str, lancer: Lancer) -> None:
    fin = lancer("explain", *arguments)
    assert (fin.code, fin.sortie) == (2, "")
    assert dit in fin.erreur.replace("\u00a0", " ")


def test_folder_that_cannot_be_written(lancer: Lancer, tmp_path: Path) -> None:
    occupied = tmp_path / "fichier"
    occupied.write_text("", encoding="utf-8")
    fin = lancer("explain", "--dossier", str(occupied), *THEATRE)
    assert (fin.code, fin.sortie) == (2, "")
    assert "impossible d'écrire" in fin.erreur


def test_faulty_corpus_is_told_as_elsewhere(lancer: Lancer, corpus_copie: Path) -> None:
    (corpus_copie / "referentiels" / "axes.yaml").write_text("axes: [", encoding="utf-8")
    fin = lancer("explain", "objets", "--corpus", str(corpus_copie))
    assert (fin.code, fin.sortie) == (2, "")
    assert "referentiels/axes.yaml:1:7" in fin.erreur
    assert "Le corpus de règles est fautif" in fin.erreur


def test_check_says_once_where_to_learn_more(lancer: Lancer, tmp_path: Path) -> None:
    fautifs = [tmp_path / "un.yaml", tmp_path / "deux.yaml"]
    fautifs[0].write_text("intitulé: x\n", encoding="utf-8")
    fautifs[1].write_text("intitule: x\nages: {min: 3, max: 2}\n", encoding="utf-8")
    fin = lancer("check", *map(str, fautifs))
    assert fin.code == 2
    codes = list(dict.fromkeys(re.findall(r"erreur\[(V\d{3})\]", fin.erreur)))
    assert len(codes) >= 2
    assert fin.erreur.endswith(f"\n\n«\u00a0eligibility explain {' '.join(codes[:3])}\u00a0» en dit plus.\n")
    assert fin.erreur.count("eligibility explain") == 1
    # What is named can be asked for as it is.
    assert lancer("explain", *codes[:3]).code == 0


def test_durable_rules_is_never_loaded() -> None:
    programme = (
        "import sys; from eligibility.commands.groupe import executer; "
        "executer(['explain', 'objets']); "
        "sys.exit('durable_rules_engine' in sys.modules)"
    )
    assert processus(programme=("-c", programme)).returncode == 0
