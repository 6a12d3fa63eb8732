"""One run says everything; what is asked for decides what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.documents.diagnostics import Severity
from eligibility.workshop.chemins import pieces
from eligibility.workshop.validation import valider

from .conftest import FIXTURES, SOCLE, Monter, annonces, tout, trouves

SEMES = FIXTURES / "semes"


def test_seeded_mistakes_are_all_found_in_one_run_at_their_place(monter: Monter) -> None:
    """In rules: a keyword, a field, a type, a key written twice, limits in disorder, an operator, the 31st of June;
    and with them a key of a case and what is wrong with two projects."""
    corpus = monter(SEMES)
    announced = annonces(corpus)
    assert len(announced) == 13
    bilan = tout(corpus)
    assert trouves(bilan) == announced
    for found in bilan.diagnostics:
        assert found.aide, found


def test_cures_of_the_seeded_mistakes(monter: Monter) -> None:
    cures = {(found.code, found.aide) for found in tout(monter(SEMES)).diagnostics}
    voulues = {
        ("V102", "vouliez-vous dire «\u00a0sources\u00a0»\u00a0?"),
        ("V102", "vouliez-vous dire «\u00a0attendu\u00a0»\u00a0?"),
        ("V104", "corrigez le jour ou le mois\u00a0: juin n'a que 30 jours"),
        ("V506", "vouliez-vous dire «\u00a0genre\u00a0»\u00a0?"),
        ("V506", "vouliez-vous dire «\u00a0toutes\u00a0»\u00a0?"),
        ("V509", "vouliez-vous dire «\u00a0au_moins\u00a0»\u00a0?"),
    }
    assert voulues <= cures


def test_findings_are_sorted_and_each_is_told_once(monter: Monter) -> None:
    corpus = monter(SEMES)
    found = valider([Path(), Path(), corpus, Path("projet.yaml"), corpus / "projet.yaml"], None).diagnostics
    assert found == tuple(sorted(set(found), key=lambda entry: entry.sort_key))
    assert found == tout(corpus).diagnostics


def dessus(tmp_path: Path, files: dict[str, str]) -> Path:
    """A folder to lay over the sound corpus."""
    for name, text in files.items():
        path = tmp_path / "dessus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "dessus"


DOUTEUSE = """regles:
  - id: {ident}
    titre: Un essai
    sources: [guide/prets]
    si:
      genre: {{parmi: [comedie, comedie2]}}
    alors: {{contribution: pret-costumes}}
"""


def test_with_some_files_asked_for_only_errors_of_the_others_are_told(monter: Monter) -> None:
    corpus = monter(FIXTURES / "fautifs" / "V604-demande-deja", FIXTURES / "fautifs" / "V624-acteur")
    assert [place[3] for place in trouves(valider([Path("rules/essai.yaml")], None))] == ["V604"]
    assert [place[3] for place in trouves(valider([Path("referentiels/acteurs.yaml")], None))] == ["V624"]
    assert trouves(valider([Path("rules/salle.yaml"), Path("projet.yaml")], None)) == []
    assert [place[3] for place in trouves(valider([Path("rules")], None))] == ["V604"]
    (corpus / "rules/plus.yaml").write_text(DOUTEUSE.format(ident="plus"), encoding="utf-8")
    # Of a faulty corpus nothing doubtful is told, but the error is, whatever file was asked for.
    for asked in ("rules/salle.yaml", "projet.yaml", "tests/cas/saison.yaml"):
        assert trouves(valider([Path(asked)], None)) == [("rules/plus.yaml", 6, 32, "V513")]


def test_files_looked_at_are_counted_by_the_names_they_are_told_by(monter: Monter) -> None:
    corpus = monter()
    every = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}
    assert set(tout(corpus).fichiers) == every
    assert valider([Path("rules/salle.yaml")], None).fichiers == ("rules/salle.yaml",)
    assert set(valider([Path()], None).fichiers) == every - {"projet.yaml"}


def test_rules_out_of_any_corpus_are_read_within_one(monter: Monter, tmp_path: Path) -> None:
    monter()
    brouillon = tmp_path / "brouillon.yaml"
    brouillon.write_text(DOUTEUSE.format(ident="neuve"), encoding="utf-8")
    found = valider([brouillon], SOCLE).diagnostics
    assert [(entry.fichier, entry.code) for entry in found] == [(str(brouillon), "V513")]
    brouillon.write_text(DOUTEUSE.format(ident="neuve").replace("comedie2", "drame"), encoding="utf-8")
    assert valider([brouillon], SOCLE).diagnostics == ()
    # Of the name of a file of the corpus, they stand for it: « essai » is then no rule defined twice.
    essai = tmp_path / "essai.yaml"
    essai.write_text(DOUTEUSE.format(ident="essai").replace("comedie2", "drame"), encoding="utf-8")
    assert valider([essai], SOCLE).diagnostics == ()


def test_cases_and_projects_out_of_any_corpus(monter: Monter, tmp_path: Path) -> None:
    monter()
    cas = tmp_path / "autre.yaml"
    cas.write_text((SOCLE / "tests/cas/saison.yaml").read_text(encoding="utf-8").replace("essai", "esai"), "utf-8")
    projet = tmp_path / "projet.yaml"
    projet.write_text("intitule: Un projet\ngenre: farce\n", encoding="utf-8")
    found = valider([tmp_path / "autre.yaml", projet], SOCLE).diagnostics
    assert [(entry.code, entry.severity) for entry in found] == [("V410", "erreur"), ("V901", "note")]
    assert found[0].aide == "vouliez-vous dire «\u00a0essai\u00a0»\u00a0?"


def test_a_misspelled_head_key_is_suggested(monter: Monter, tmp_path: Path) -> None:
    monter()
    path = tmp_path / "perdu.yaml"
    path.write_text("regle:\n  - id: x\n", encoding="utf-8")
    (found,) = valider([path], SOCLE).diagnostics
    assert (found.code, found.aide) == ("V600", "vouliez-vous dire «\u00a0regles\u00a0»\u00a0?")


def test_paths_that_cannot_be_read(monter: Monter, tmp_path: Path) -> None:
    monter()
    absent = valider([Path("projets.yaml")], None)
    assert [found.code for found in absent.diagnostics] == ["V001"]
    assert absent.illisible
    vide = valider([], tmp_path / "nulle-part")
    assert [found.code for found in vide.diagnostics] == ["V400", "V400"]
    assert vide.illisible
    assert not tout(tmp_path / "corpus").illisible


def test_a_folder_without_any_file_to_read_is_not_said_to_be_sound(monter: Monter) -> None:
    corpus = monter()
    (corpus / "projets/.brouillons").mkdir(parents=True)
    (corpus / "projets/.brouillons/bus.yaml").write_text("intitule: Bus\n", encoding="utf-8")
    (corpus / "projets/bus.docx").write_bytes(b"PK")
    bilan = valider([Path("projets")], None)
    assert trouves(bilan) == [("projets", 0, 0, "V001")]
    assert bilan.illisible


def test_a_path_given_twice_is_read_once(monter: Monter) -> None:
    corpus = monter()
    (corpus / "lien.yaml").symlink_to(corpus / "projet.yaml")
    given = [Path("projet.yaml"), corpus / "projet.yaml", Path("lien.yaml"), Path("rules"), Path("rules/salle.yaml")]
    assert len(list(pieces(given))) == 1 + len(list((corpus / "rules").iterdir()))


def test_hidden_folders_are_left_alone(monter: Monter) -> None:
    corpus = monter()
    for name in ("projets/bon.yaml", "projets/.venv/x.yaml", "projets/.cache.yaml"):
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("intitule: Un projet\n", encoding="utf-8")
    assert valider([Path("projets")], None).fichiers == ("projets/bon.yaml",)


def test_a_corpus_is_named_from_where_one_is(monter: Monter, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = monter()
    (corpus / "referentiels" / "corpus.yaml").unlink()
    assert [(fichier, code) for fichier, *_, code in trouves(valider([], None))] == [(".", "V401")]
    monkeypatch.chdir(corpus.parent)
    assert [(fichier, code) for fichier, *_, code in trouves(valider([corpus], None))] == [(corpus.name, "V401")]


def test_cases_under_the_other_extension_are_read(monter: Monter) -> None:
    cas = monter() / "tests" / "cas" / "saison.yaml"
    autre = cas.rename(cas.with_suffix(".yml"))
    assert trouves(valider([], None)) == []
    autre.write_text(autre.read_text(encoding="utf-8").replace("fausses: [essai]", "fausse: [essai]"), encoding="utf-8")
    assert [(fichier, code) for fichier, *_, code in trouves(valider([], None))] == [("tests/cas/saison.yml", "V102")]


def test_cases_with_an_error_show_nothing_missing(monter: Monter) -> None:
    """Rules that only a faulty file of cases shows are not said to lack a case."""
    corpus = monter()
    path = corpus / "tests/cas/saison.yaml"
    text = path.read_text(encoding="utf-8")
    seul = text.index("  - nom: La même")
    (corpus / "tests/cas/autre.yaml").write_text(f"cas:\n{text[seul:]}", encoding="utf-8")
    path.write_text(text[:seul].replace("vraies: [", "vraiment: ["), encoding="utf-8")
    assert {found.code for found in tout(corpus).diagnostics} == {"V102"}
    path.unlink()
    assert {found.code for found in tout(corpus).diagnostics} == {"V640"}


def test_without_cases_no_rule_is_said_to_lack_one(monter: Monter) -> None:
    corpus = monter()
    (corpus / "tests/cas/saison.yaml").unlink()
    assert tout(corpus).diagnostics == ()


def test_cases_are_read_as_a_whole_even_when_the_corpus_is_sound(monter: Monter) -> None:
    """A fault in one case hides nothing of the others, projects included."""
    corpus = monter()
    (corpus / "tests/cas/fautif.yaml").write_bytes((SEMES / "tests/cas/fautif.yaml").read_bytes())
    assert trouves(tout(corpus)) == annonces(corpus)


def test_the_shipped_corpus_and_examples_have_no_error() -> None:
    racine = Path(__file__).parents[2]
    found = valider([racine, racine / "exemples"], None)
    assert [entry for entry in found.diagnostics if entry.severity is Severity.ERREUR] == []
    assert len(found.fichiers) > 60


TOLERANCES = [
    ("si:  # tolere V604 : pour voir\n      dehors: {vaut: oui}", ["V692"]),
    ("si:\n      # tolere V604 pour voir\n      dehors: {vaut: oui}", ["V690"]),
    ("si:\n      # tolere pour voir\n      dehors: {vaut: oui}", ["V691"]),
    ("si:\n      # tolere V604 V605, V6000 : trois\n      dehors: {vaut: oui}", ["V691", "V692", "V692"]),
    ("si:\n      dehors: {vaut: oui} # TOLÈRE V604:pour voir", ["V692"]),
    ("si:\n      dehors: {vaut: oui}#tolere V604 : ce n'est pas un commentaire", []),
    ("si:\n      # tolerer V604 : un autre mot\n      dehors: {vaut: oui}", []),
    ("si:\n      # tolere : \n      dehors: {vaut: oui}", ["V691"]),
    ("si:\n      dehors: {vaut: oui}\n    note: |\n      # tolere V604 : un texte", []),
    ("si:\n      dehors: {vaut: oui}\n    note: a # tolere V604 : un commentaire", ["V692"]),
    ('si:\n      dehors: {vaut: oui}\n    note: "a # tolere V604 : un texte"', []),
    ("si:\n      dehors: {vaut: oui}\n# tolere V604 : en dernier", ["V692"]),
    ("si:\n      # tolere V604 : espace insécable\n      dehors: {vaut: oui}", ["V692"]),
]


@pytest.mark.parametrize(("si", "codes"), TOLERANCES)
def test_where_tolerances_are_read(si: str, codes: list[str], monter: Monter, tmp_path: Path) -> None:
    text = (SOCLE / "rules/essai.yaml").read_text(encoding="utf-8")
    debut, fin = text.index("si:"), text.index("    alors")
    mots = si.split("\n# tolere")
    corps = f"{mots[0]}\n{text[fin:]}" + "".join(f"# tolere{mot}\n" for mot in mots[1:])
    corpus = monter(dessus(tmp_path, {"rules/essai.yaml": text[:debut] + corps}))
    got = [code for *_, code in trouves(tout(corpus))]
    assert got == codes


def test_tolerances_of_what_was_not_looked_for_are_not_called_useless(monter: Monter, tmp_path: Path) -> None:
    """A faulty corpus is not analysed: nothing says that there is nothing to tolerate."""
    text = (SOCLE / "rules/essai.yaml").read_text(encoding="utf-8")
    files = {
        "rules/essai.yaml": text.replace("si:", "si:  # tolere V604 : selon les années"),
        "rules/plus.yaml": DOUTEUSE.format(ident="plus"),
    }
    monter(dessus(tmp_path, files))
    assert [code for *_, code in trouves(valider([Path()], None))] == ["V513"]


def test_notes_on_projects_are_tolerated_too(monter: Monter, tmp_path: Path) -> None:
    corpus = monter(
        dessus(tmp_path, {"projet.yaml": "intitule: X\ngenre: farce  # tolere V901 : le mot de l'auteur\n"})
    )
    assert trouves(tout(corpus)) == []


def test_projects_beside_the_rules_go_with_the_corpus(monter: Monter) -> None:
    corpus = monter()
    (corpus / "projets").mkdir()
    # Nobody asked for this folder: empty, it is no fault.
    assert trouves(valider([], None)) == []
    for folder in ("projets", "exemples"):
        path = corpus / folder / "un.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("intitule: X\ngenr: farce\n", encoding="utf-8")
    attendu = [("exemples/un.yaml", "V102"), ("projets/un.yaml", "V102")]
    for chemins in ([], [corpus], [corpus, corpus / "projets"]):
        assert [(fichier, code) for fichier, *_, code in trouves(valider(chemins, None))] == attendu
    # A file of rules asked for alone is not the corpus.
    assert trouves(valider([corpus / "rules" / "essai.yaml"], None)) == []
