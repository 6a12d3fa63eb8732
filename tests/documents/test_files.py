"""Files that cannot be read, or must not be."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from eligibility.documents.loader import read

posix = pytest.mark.skipif(os.name != "posix", reason="fichiers spéciaux de POSIX")


def only(path: Path) -> tuple[str, str, str | None]:
    document, (found,) = read(path)
    assert document is None
    assert found.span is None
    return found.code, found.message, found.aide


def test_un_fichier_est_lu_sous_le_nom_donne(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\na: c\n", encoding="utf-8")
    document, (found,) = read(path, "projets/a.yaml")
    assert document is not None
    assert document.name == found.fichier == "projets/a.yaml"
    assert read(path)[1][0].fichier == str(path)


def test_un_voisin_ne_ressemble_pas_par_son_extension(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").touch()
    assert only(tmp_path / "absent.yaml")[2] == "vérifiez son nom, son dossier et vos droits sur lui"
    (tmp_path / "absente.yml").touch()
    assert only(tmp_path / "absent.yaml")[2] == "vouliez-vous dire «\u00a0absente.yml\u00a0»\u00a0?"


def test_un_fichier_absent_propose_son_voisin(tmp_path: Path) -> None:
    (tmp_path / "projet.yaml").touch()
    assert only(tmp_path / "projt.yaml") == (
        "V001",
        "lecture impossible\u00a0: ce fichier n'existe pas",
        "vouliez-vous dire «\u00a0projet.yaml\u00a0»\u00a0?",
    )
    assert only(tmp_path / "nulle" / "part.yaml")[2] == "vérifiez son nom, son dossier et vos droits sur lui"


def test_un_dossier_est_refuse(tmp_path: Path) -> None:
    code, message, _ = only(tmp_path)
    assert code == "V001"
    assert "c'est un dossier" in message


def test_un_chemin_a_travers_un_fichier_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert only(tmp_path / "a" / "b.yaml")[0] == "V001"


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root lit tout")
def test_un_fichier_sans_droit_de_lecture_est_refuse(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.touch(mode=0)
    assert "droits" in only(path)[1]


def test_un_refus_du_systeme_est_dit_en_francais(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.touch()

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("eligibility.documents.files.os.open", refuse)
    assert only(path)[1] == "lecture impossible\u00a0: droits de lecture insuffisants"


@posix
def test_un_tube_ou_un_peripherique_ne_fait_pas_attendre(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    start = time.perf_counter()
    assert "fichier ordinaire" in only(tmp_path / "tube")[1]
    assert "fichier ordinaire" in only(Path("/dev/zero"))[1]
    assert time.perf_counter() - start < 1


@posix
def test_un_lien_qui_tourne_en_rond_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "tourne en rond" in only(tmp_path / "a")[1]


def test_la_taille_est_connue_avant_de_lire(tmp_path: Path) -> None:
    path = tmp_path / "gros.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000_000 if os.name == "posix" else 50_000_000)
    code, message, _ = only(path)
    assert code == "V002"
    assert message.endswith("pour 8\u00a0Mio au plus")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_un_nom_impossible_est_refuse(name: str) -> None:
    assert only(Path(name))[0] == "V001"


@posix
def test_un_nom_qui_n_est_pas_de_l_utf8_reste_affichable() -> None:
    _, (found,) = read(Path(os.fsdecode(b"/nulle/\xff.yaml")))
    assert found.fichier.encode("utf-8")
