"""Files that are missing, odd or oddly named."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from .conftest import BUS, JOUR, Lancer, processus

IMPRIMABLES = ["été à Sète.yaml", "avec espaces  doubles.yaml", "-v.yaml", "[red]rouge.yaml", "日本.yaml"]
HOSTILES = {
    "échappement": "a\x1b[31mb.yaml",
    "bidi": "a\u202eb.yaml",
    "saut de ligne": "a\nb.yaml",
    "retour": "a\rb.yaml",
}


@pytest.mark.parametrize("nom", IMPRIMABLES)
def test_any_printable_name_is_shown_as_it_is(
    nom: str, tmp_path: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(BUS, nom)
    given = f"./{nom}" if nom.startswith("-") else nom
    assert lancer("check", "-q", *JOUR, given).sortie.endswith(f"  {given}\u00a0: enfance/parentalite\n")
    found = json.loads(lancer("check", "--format", "json", *JOUR, given).sortie)
    assert found["projet"]["fichier"] == given


@pytest.mark.parametrize("option", [(), ("-q",), ("-v",)])
@pytest.mark.parametrize("nom", HOSTILES)
@pytest.mark.parametrize("contenu", ["intitule: x\n", "intitulé: x\n"])
def test_a_hostile_name_is_inert(
    nom: str, contenu: str, option: tuple[str, ...], tmp_path: Path, lancer: Lancer
) -> None:
    path = tmp_path / HOSTILES[nom]
    path.write_text(contenu, encoding="utf-8")
    fin = lancer("check", *option, *JOUR, str(path))
    assert fin.code == (3 if contenu.startswith("intitule:") else 2)
    for text in (fin.sortie, fin.erreur):
        assert not {"\x1b", "\u202e", "\r"} & set(text)
        assert "b.yaml" not in text.splitlines()


@pytest.mark.skipif(os.name != "posix", reason="noms de fichiers en octets")
def test_a_name_that_is_no_utf8_is_shown_and_given_in_json(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xffb.yaml"
    try:
        with open(path, "wb") as stream:
            stream.write(Path(BUS).read_bytes())
    except OSError:
        pytest.skip("ce système de fichiers n'a que des noms en UTF-8")
    done = processus("check", "--format", "json", *JOUR, os.fsdecode(path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["projet"]["fichier"].endswith("/a\ufffdb.yaml")


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        (b"", "V106"),
        (b"\n\n# rien\n", "V106"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "V003"),
        (b"- a\n- b\n", "V106"),
    ],
)
def test_a_file_that_is_no_project(contenu: bytes, code: str, tmp_path: Path, lancer: Lancer) -> None:
    path = tmp_path / "projet.yaml"
    path.write_bytes(contenu)
    fin = lancer("check", *JOUR, str(path))
    assert fin.code == 2
    assert f"erreur[{code}]" in fin.erreur
    assert str(path) in fin.erreur


def test_missing_file_directory_and_empty_name(tmp_path: Path, lancer: Lancer) -> None:
    shutil.copy(BUS, tmp_path / "projet.yaml")
    fin = lancer("check", *JOUR, str(tmp_path / "projt.yaml"))
    assert fin.code == 2
    assert "ce fichier n'existe pas" in fin.erreur
    assert "«\u00a0projet.yaml\u00a0»" in fin.erreur
    for given in (str(tmp_path), ""):
        fin = lancer("check", *JOUR, given)
        assert fin.code == 2
        assert "c'est un dossier, pas un fichier" in fin.erreur


def test_unreadable_file(tmp_path: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "projet.yaml"
    shutil.copy(BUS, path)
    opened = os.open

    def refuse(name: object, *rest: object, **named: object) -> int:
        # As chmod 000 would, were the tests not run by an administrator.
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return opened(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    fin = lancer("check", *JOUR, str(path))
    assert fin.code == 2
    assert "droits de lecture insuffisants" in fin.erreur
    assert "Permission denied" not in fin.erreur


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path, lancer: Lancer) -> None:
    fin = lancer("check", *JOUR, str(tmp_path / "absent.yaml"), BUS)
    assert fin.code == 2
    assert fin.sortie.startswith("✔ CONTRACTUALISABLE")


def test_a_note_goes_to_the_error_stream_and_changes_no_code(tmp_path: Path, lancer: Lancer) -> None:
    path = tmp_path / "projet.yaml"
    path.write_text(Path(BUS).read_text(encoding="utf-8").replace("[parentalite]", "[soutien aux parents]"), "utf-8")
    fin = lancer("check", *JOUR, str(path))
    assert fin.code == 0
    assert fin.erreur.startswith("note[V")
    assert fin.sortie.startswith("✔ CONTRACTUALISABLE")


def test_how_words_were_read_is_told_in_a_few_lines(tmp_path: Path, lancer: Lancer) -> None:
    """A careful officer writes accents: that is not to hide the answer."""
    path = tmp_path / "projet.yaml"
    path.write_text(
        "intitule: Bus\nobjets: [Parentalité]\npublics: [Familles précaires]\nterritoire: {metropole: Non}\n"
        "financement:\n  plan:\n    - {financeur: État, montant: 1}\n    - {financeur: Caf, montant: 1}\n",
        encoding="utf-8",
    )
    resumees = lancer("check", *JOUR, str(path)).erreur.replace("\u00a0", " ")
    assert resumees.count("note") == 1
    assert "« Parentalité » lu « parentalite » (ligne 2)" in " ".join(resumees.split())
    detaillees = lancer("check", "-v", *JOUR, str(path)).erreur
    assert detaillees.count("note[V901]") >= 3
    assert lancer("check", "-q", *JOUR, str(path)).erreur == ""


def test_a_mistake_is_told_whatever_is_asked(tmp_path: Path, lancer: Lancer) -> None:
    path = tmp_path / "projet.yaml"
    path.write_text("intitule: Bus\nobjets: [Parentalité, tricot]\n", encoding="utf-8")
    for option in ((), ("-v",), ("-q",)):
        assert "erreur[V201]" in lancer("check", *option, *JOUR, str(path)).erreur
