"""``eligibility validate``: exit codes, streams, and what GitHub Actions is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, Lancer

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOCLE = FIXTURES / "valides" / "socle"


@pytest.fixture(autouse=True)
def hors_de_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(SOCLE, tmp_path / "corpus"))
    monkeypatch.chdir(folder)
    return folder


def poser(corpus: Path, nom: str) -> None:
    shutil.copytree(FIXTURES / nom, corpus, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("dessus", "seuil", "code"),
    [
        (None, "note", 0),
        ("fautifs/V624-acteur", "note", 1),
        ("fautifs/V624-acteur", "avertissement", 0),
        ("fautifs/V604-deux-fois", "avertissement", 1),
        ("fautifs/V604-deux-fois", "erreur", 0),
        ("semes", "erreur", 1),
    ],
)
def test_threshold_decides_the_exit_code(
    dessus: str | None, seuil: str, code: int, corpus: Path, lancer: Lancer
) -> None:
    if dessus:
        poser(corpus, dessus)
    fin = lancer("validate", ".", "projet.yaml", "--seuil", seuil)
    assert fin.code == code
    assert fin.erreur == ""


def test_where_to_learn_more_is_said_once_and_in_text_only(corpus: Path, lancer: Lancer) -> None:
    dit = "«\u00a0eligibility explain V604\u00a0» en dit plus.\n"
    assert "eligibility explain" not in lancer("validate", "--corpus", ".").sortie
    poser(corpus, "fautifs/V604-deux-fois")
    texte = lancer("validate", "--corpus", ".").sortie
    assert texte.endswith(dit)
    assert texte.count("eligibility explain") == 1
    for forme in ("concis", "json", "github"):
        assert "eligibility explain" not in lancer("validate", "--corpus", ".", "--format", forme).sortie


def test_sarif_carries_the_explanation_of_each_code(corpus: Path, lancer: Lancer) -> None:
    poser(corpus, "fautifs/V604-deux-fois")
    (regle,) = json.loads(lancer("validate", "--corpus", ".", "--format", "sarif").sortie)["runs"][0]["tool"]["driver"][
        "rules"
    ]
    assert regle["shortDescription"]["text"].startswith("«\u00a0‹condition›\u00a0» n'ajoute rien")
    assert regle["fullDescription"]["text"] in regle["help"]["markdown"].replace("\\", "")
    assert "**À préférer**\n\n```yaml\n" in regle["help"]["markdown"]


def test_warnings_count_by_default(corpus: Path, lancer: Lancer) -> None:
    assert lancer("validate", "--corpus", ".").code == 0
    poser(corpus, "fautifs/V604-deux-fois")
    assert lancer("validate", "--corpus", ".").code == 1


@pytest.mark.usefixtures("corpus")
def test_what_cannot_be_read_is_2(lancer: Lancer) -> None:
    assert lancer("validate", "absent.yaml").code == 2
    assert lancer("validate", "--corpus", "absent").code == 2
    assert lancer("validate", "--format", "xml").code == 2
    assert lancer("validate", "--seuil", "grave").code == 2


def test_text_tells_the_place_the_line_the_cure_and_counts(corpus: Path, lancer: Lancer) -> None:
    poser(corpus, "fautifs/V604-deux-fois")
    fin = lancer("validate", ".")
    lines = fin.sortie.splitlines()
    assert lines[0].startswith("avertissement[V604] «\u00a0En plein air vaut oui\u00a0» n'ajoute rien\u00a0:")
    assert "  --> rules/essai.yaml:9:11" in lines
    assert "9 |         - dehors: {vaut: oui}" in lines
    assert "  |           ^^^^^^" in lines
    assert any("aide\u00a0: retirez cette condition" in line for line in lines)
    assert lines[-3:-1] == ["", "✘ 1 avertissement dans 1 fichier sur 21."]


@pytest.mark.usefixtures("corpus")
def test_nothing_wrong_is_said_in_one_line(lancer: Lancer) -> None:
    assert lancer("validate", ".").sortie == "✔ 21 fichiers vérifiés, rien à redire.\n"


def test_annotations_beside_the_text_in_github_actions(
    corpus: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    poser(corpus, "fautifs/V604-deux-fois")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    plain = lancer("validate", ".").sortie
    assert "avertissement[V604]" in plain
    assert plain.splitlines()[-1].startswith("::warning file=rules/essai.yaml,line=9,col=11,")
    # A form that was asked for is given alone.
    assert "::warning" not in lancer("validate", ".", "--format", "texte").sortie
    assert json.loads(lancer("validate", ".", "--format", "json").sortie)["comptes"]["avertissement"] == 1
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert "::warning" not in lancer("validate", ".").sortie


def test_files_are_named_from_the_working_directory(
    corpus: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    poser(corpus, "fautifs/V604-deux-fois")
    monkeypatch.chdir(corpus.parent)
    assert lancer("validate", "--corpus", "corpus", "--format", "concis").sortie.startswith(
        "corpus/rules/essai.yaml:9:"
    )
    monkeypatch.chdir(corpus / "tests")
    told = lancer("validate", "--corpus", "..", "--format", "concis").sortie
    assert told.startswith("../rules/essai.yaml:9:")


def test_default_is_the_corpus_one_is_in(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    fin = lancer("validate", "--format", "json", "--seuil", "erreur")
    found = json.loads(fin.sortie)
    assert any(name.endswith("referentiels/vocabulaire.yaml") for name in found["fichiers"])
    assert found["comptes"]["erreur"] == 0
    assert fin.code == 0


@pytest.mark.parametrize("commande", ["ci", "test", "validate"])
def test_rules_that_nobody_read_are_never_sound(
    commande: str, lancer: Lancer, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tool's own corpus is sound: checked in place of the one that is meant, it would hide every fault of it."""
    vide = tmp_path / "vide"
    vide.mkdir()
    monkeypatch.chdir(vide)
    fin = lancer(commande)
    assert (fin.code, fin.sortie) == (2, "")
    assert "aucune règle à vérifier" in fin.erreur
    # Where they are is proposed, and it works.
    monkeypatch.chdir(corpus.parent)
    assert f"donnez «\u00a0--corpus {corpus.name}\u00a0»" in lancer(commande).erreur
    assert "aucune règle à vérifier" not in lancer(commande, "--corpus", corpus.name).erreur
    monkeypatch.setenv("ELIGIBILITY_CORPUS", str(corpus))
    assert "aucune règle à vérifier" not in lancer(commande).erreur


def test_a_project_is_checked_anywhere(lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "projet.yaml").write_text("intitule: Un projet\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert lancer("validate", "projet.yaml").code == 0


def test_a_folder_is_no_file(lancer: Lancer, corpus: Path, tmp_path: Path) -> None:
    fin = lancer("validate", "--corpus", str(tmp_path / "absent"))
    assert fin.code == 2
    assert "\n✘ 2 erreurs.\n" in fin.sortie
    # One level too deep.
    dit = lancer("validate", "--corpus", str(corpus / "rules")).sortie.replace("\u00a0", " ")
    assert f"« --corpus {corpus} »" in " ".join(dit.split())
