"""``eligibility schema``: one schema printed, or all of them written."""

from __future__ import annotations

import json
from pathlib import Path

from eligibility.workshop.schema.schemas import NOMS, fichier

from .conftest import Lancer, processus


def test_one_is_printed_in_utf8_whatever_the_encoding() -> None:
    done = processus("schema", "projet", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert found["properties"]["intitule"]["title"] == "Intitulé"


def test_all_are_written_once(lancer: Lancer, tmp_path: Path) -> None:
    dossier = tmp_path / "nouveau" / "schemas"
    fin = lancer("schema", "--dossier", str(dossier))
    assert (fin.code, fin.sortie, fin.erreur) == (0, f"{dossier}\u00a0: {len(NOMS)} écrits, 0 inchangé\n", "")
    assert sorted(path.name for path in dossier.iterdir()) == sorted(map(fichier, NOMS))
    (dossier / fichier("axes")).write_text("{}", encoding="utf-8")
    assert lancer("schema", "--dossier", str(dossier)).sortie.endswith(f": 1 écrit, {len(NOMS) - 1} inchangés\n")
    assert json.loads((dossier / fichier("axes")).read_text(encoding="utf-8"))["properties"]["axes"]


def test_one_may_be_written(lancer: Lancer, tmp_path: Path) -> None:
    assert lancer("schema", "cas", "--dossier", str(tmp_path)).sortie == f"{tmp_path}\u00a0: 1 écrit, 0 inchangé\n"
    assert [path.name for path in tmp_path.iterdir()] == [fichier("cas")]


def test_schemas_follow_the_corpus(lancer: Lancer, tmp_path: Path, corpus_copie: Path) -> None:
    path = corpus_copie / "referentiels" / "vocabulaire.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("  - id: caf\n") == 1
    path.write_text(text.replace("  - id: caf\n", "  - id: caisse\n"), encoding="utf-8")
    assert lancer("schema", "projet", "--dossier", str(tmp_path), "--corpus", str(corpus_copie)).code == 0
    keys = json.loads((tmp_path / fichier("projet")).read_text(encoding="utf-8"))["properties"]
    assert "caisse" in keys
    assert "caf" not in keys


def test_nothing_asked_is_a_usage_error(lancer: Lancer) -> None:
    fin = lancer("schema")
    assert (fin.code, fin.sortie) == (2, "")
    assert "donnez un nom de schéma ou «\u00a0--dossier\u00a0»" in fin.erreur
    assert "projet, regles, cas" in fin.erreur


def test_unknown_name_is_one(lancer: Lancer) -> None:
    fin = lancer("schema", "projets")
    assert (fin.code, fin.sortie) == (2, "")
    assert "«\u00a0projets\u00a0» n'est pas admis\u00a0; vouliez-vous dire «\u00a0projet\u00a0»" in fin.erreur


def test_folder_that_cannot_be_written(lancer: Lancer, tmp_path: Path) -> None:
    occupied = tmp_path / "fichier"
    occupied.write_text("", encoding="utf-8")
    fin = lancer("schema", "--dossier", str(occupied))
    assert (fin.code, fin.sortie) == (2, "")
    assert f"impossible d'écrire «\u00a0{occupied / fichier('projet')}\u00a0»" in fin.erreur
    assert "un fichier qui n'est pas un dossier" in fin.erreur


def test_faulty_corpus_gives_none(lancer: Lancer, tmp_path: Path, corpus_copie: Path) -> None:
    (corpus_copie / "referentiels" / "axes.yaml").write_text("axes: [", encoding="utf-8")
    fin = lancer("schema", "--dossier", str(tmp_path / "schemas"), "--corpus", str(corpus_copie))
    assert (fin.code, fin.sortie) == (2, "")
    assert "referentiels/axes.yaml" in fin.erreur
    assert not (tmp_path / "schemas").exists()


def test_schemas_that_are_no_more_are_removed(lancer: Lancer, tmp_path: Path) -> None:
    lancer("schema", "--dossier", str(tmp_path))
    ancien, autre = tmp_path / "costumes.schema.json", tmp_path / "notes.json"
    ancien.write_text("{}", encoding="utf-8")
    autre.write_text("{}", encoding="utf-8")
    # One that is asked for says nothing of the others.
    lancer("schema", "projet", "--dossier", str(tmp_path))
    assert ancien.exists()
    fin = lancer("schema", "--dossier", str(tmp_path))
    assert fin.code == 0
    assert "1 retiré" in fin.sortie
    assert not ancien.exists()
    assert autre.exists()
    assert "retiré" not in lancer("schema", "--dossier", str(tmp_path)).sortie
