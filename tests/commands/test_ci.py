"""``eligibility ci``: each step fails in turn; what it says, in which form, with which exit code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from junitparser import JUnitXml

from eligibility.render.notices.reference import MARQUE
from eligibility.render.rapports import FORMATS

from ..workshop.formes import gitlab, sarif
from .conftest import Fin, Lancer

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOCLE = FIXTURES / "valides" / "socle"
INDULGENT = ("--seuil-couverture", "0", "--seuil-mutation", "0")
"""The sound corpus has no more cases than its own tests need."""

LIGNE = "- public: {au_plus: 100}"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sound corpus with a project beside it, the working directory."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    folder = Path(shutil.copytree(SOCLE, tmp_path / "corpus"))
    (folder / "exemples").mkdir()
    (folder / "projet.yaml").rename(folder / "exemples" / "bourgeois.yaml")
    monkeypatch.chdir(folder)
    return folder


def remplacer(path: str, avant: str, apres: str) -> None:
    texte = Path(path).read_text(encoding="utf-8")
    assert avant in texte
    Path(path).write_text(texte.replace(avant, apres, 1), encoding="utf-8")


def etats(fin: Fin) -> dict[str, str]:
    return {etape["etape"]: etape["etat"] for etape in json.loads(fin.sortie)["etapes"]}


def tableau(sortie: str) -> dict[str, str]:
    """The table: the sign and the words of each step."""
    lines = re.findall(r"^([✔✘·]) (Validation|Exemples|Cas|Couverture|Mutation|Schémas|Référence) +(.*)$", sortie, re.M)
    return {etape: f"{signe} {re.sub(r'  [0-9]+,[0-9] s$', '', dit)}" for signe, etape, dit in lines}


SAIN = {
    "validation": "conforme",
    "exemples": "conforme",
    "cas": "conforme",
    "couverture": "conforme",
    "mutation": "conforme",
    "schemas": "conforme",
    "reference": "conforme",
}
SANS_PRODUITS = SAIN | {"schemas": "sans_objet", "reference": "sans_objet"}


@pytest.mark.usefixtures("corpus")
def test_a_sound_corpus(lancer: Lancer) -> None:
    lancer("schema", "--dossier", "schemas")
    lancer("explain", "--dossier", "docs/reference")
    fin = lancer("ci", *INDULGENT)
    assert (fin.code, fin.erreur) == (0, "")
    dit = tableau(fin.sortie.replace("\u00a0", " "))
    assert re.fullmatch(r"✔ \d+ fichiers, rien à redire", dit["Validation"])
    assert dit["Exemples"] == "✔ 1 projet, et sa réponse"
    assert dit["Cas"] == "✔ 3 cas, tous conformes"
    assert re.fullmatch(r"✔ les cas montrent [\d,]+ % des règles, \d+ manques \(seuil 0 %\)", dit["Couverture"])
    assert re.fullmatch(r"✔ \d+ mutants tués sur \d+, soit [\d,]+ % \(seuil 0 %\)", dit["Mutation"])
    assert re.fullmatch(r"✔ \d+ fichiers à jour", dit["Schémas"])
    assert re.fullmatch(r"✔ \d+ fichiers à jour", dit["Référence"])
    # Nothing but the table: what is not shown of the rules is within the thresholds.
    assert fin.sortie.startswith("✔ Validation")
    assert fin.sortie.endswith("\n\n✔ Tout est conforme.\n")
    assert etats(lancer("ci", *INDULGENT, "-f", "json")) == SAIN


def test_from_elsewhere(corpus: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    lancer("schema", "--dossier", "schemas")
    lancer("explain", "--dossier", "docs/reference")
    monkeypatch.chdir(corpus / "tests")
    assert etats(lancer("ci", *INDULGENT, "-f", "json")) == SAIN
    monkeypatch.chdir(corpus.parent)
    fin = lancer("ci", *INDULGENT, "--corpus", "corpus", "-f", "json")
    assert etats(fin) == SAIN
    # Files are named from where the command is run.
    assert all(found["fichier"].startswith("corpus/") for found in json.loads(fin.sortie)["diagnostics"])


@pytest.mark.usefixtures("corpus")
def test_thresholds_by_default(lancer: Lancer) -> None:
    fin = lancer("ci", "-f", "json")
    assert fin.code == 1
    assert etats(fin) == SANS_PRODUITS | {"couverture": "fautive", "mutation": "fautive"}
    whole = json.loads(fin.sortie)
    assert [etape["chiffres"].get("seuil") for etape in whole["etapes"]] == [None] * 3 + [100, 95] + [None] * 2
    assert {found["code"] for found in whole["diagnostics"]} == {"V720", "V730"}
    texte = lancer("ci").sortie.replace("\u00a0", " ")
    assert texte.startswith("── Couverture\n\nrules/dehors.yaml\n")
    assert "\n── Mutation\n\n" in texte
    assert texte.endswith("\n✘ 2 étapes en défaut.\n")


def une_erreur() -> None:
    remplacer("rules/essai.yaml", "vaut: drame", "vaut: dramme")


def un_avertissement() -> None:
    remplacer(
        "rules/essai.yaml", "- public: {au_plus: 100}", "- public: {au_plus: 100}\n        - genre: {vaut: drame}"
    )


def un_projet_fautif() -> None:
    remplacer("exemples/bourgeois.yaml", "genre: comedie", "genre: tragedie")


def un_cas_qui_differe() -> None:
    remplacer("tests/cas/saison.yaml", "items: [rue/parade]", "items: [scene/comedie]")


def un_fichier_de_cas_fautif() -> None:
    Path("tests/cas/autre.yaml").write_text("cas:\n  - nom: x\n", encoding="utf-8")


def plus_de_cas() -> None:
    shutil.rmtree("tests")


def un_schema_perime() -> None:
    Path("schemas").mkdir()
    Path("schemas/axes.schema.json").write_text("{}\n", encoding="utf-8")


def des_pages_perimees() -> None:
    """Of the tool's own, one that leads nowhere any more; beside it, a page that someone wrote."""
    dossier = Path("docs/reference")
    dossier.mkdir(parents=True)
    (dossier / "autrefois.md").write_text(f"{MARQUE}\n", encoding="utf-8")
    (dossier / "notes.md").write_text("# Notes\n", encoding="utf-8")


RIEN_SANS_CORPUS = {nom: "non_lancee" if etat == "conforme" else etat for nom, etat in SANS_PRODUITS.items()}
RIEN_SANS_CORPUS["validation"] = "fautive"
FAUTES = [
    (une_erreur, RIEN_SANS_CORPUS, "V513", "rules/essai.yaml"),
    (un_avertissement, SANS_PRODUITS | {"validation": "fautive"}, "V604", "rules/essai.yaml"),
    (
        un_projet_fautif,
        SANS_PRODUITS | {"validation": "fautive", "exemples": "fautive"},
        "V201",
        "exemples/bourgeois.yaml",
    ),
    (un_cas_qui_differe, SANS_PRODUITS | {"cas": "fautive", "mutation": "non_lancee"}, "V710", "tests/cas/saison.yaml"),
    (
        un_fichier_de_cas_fautif,
        SANS_PRODUITS
        | {"validation": "fautive", "cas": "fautive", "couverture": "non_lancee", "mutation": "non_lancee"},
        "V101",
        "tests/cas/autre.yaml",
    ),
    (
        plus_de_cas,
        SANS_PRODUITS | {"cas": "fautive", "couverture": "non_lancee", "mutation": "non_lancee"},
        "V711",
        "tests/cas",
    ),
    (un_schema_perime, SANS_PRODUITS | {"schemas": "fautive"}, "V740", "schemas/axes.schema.json"),
    (des_pages_perimees, SANS_PRODUITS | {"reference": "fautive"}, "V742", "docs/reference/autrefois.md"),
]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(("gater", "attendus", "code", "fichier"), FAUTES, ids=[faute[0].__name__ for faute in FAUTES])
def test_each_step_fails_in_turn(
    gater: object, attendus: dict[str, str], code: str, fichier: str, lancer: Lancer
) -> None:
    assert callable(gater)
    gater()
    fin = lancer("ci", *INDULGENT, "--resume", "resume.md", "-f", "json")
    assert (fin.code, fin.erreur) == (1, "")
    assert etats(fin) == attendus
    trouves = {(found["code"], found["fichier"]) for found in json.loads(fin.sortie)["diagnostics"]}
    assert (code, fichier) in trouves
    assert "docs/reference/notes.md" not in {nom for _, nom in trouves}
    resume = Path("resume.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert resume.startswith("## ❌ ")
    assert f"- **{code}** `{fichier}" in resume
    mots = {
        "conforme": "✅ conforme",
        "fautive": "❌ en défaut",
        "non_lancee": "⚠️ non lancée",
        "sans_objet": "➖ sans objet",
    }
    lignes = re.findall(r"^\| (?!Étape|---)[^|]+ \| ([^|]+) \| ([^|]+) \|$", resume, re.M)
    assert [mot for mot, _ in lignes] == [mots[etat] for etat in (attendus[nom] for nom in SAIN)]
    assert not any(chiffres.startswith(("non lancée", "sans objet")) for _, chiffres in lignes)
    texte = lancer("ci", *INDULGENT)
    assert texte.code == 1
    dit = tableau(texte.sortie.replace("\u00a0", " "))
    assert [line.startswith("✔") for line in dit.values()] == [attendus[nom] == "conforme" for nom in SAIN]
    assert [" non lancée : " in line for line in dit.values()] == [attendus[nom] == "non_lancee" for nom in SAIN]


@pytest.mark.usefixtures("corpus")
def test_one_engine_alone_is_said_so(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eligibility.engine.pair.disponible", lambda: "durable-rules n'est pas là")
    fin = lancer("ci", *INDULGENT, "--resume", "resume.md")
    assert fin.code == 0
    assert tableau(fin.sortie.replace("\u00a0", " "))["Cas"] == (
        "✔ 3 cas, tous conformes ; par le seul moteur de référence"
    )
    assert "durable" not in Path("resume.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("corpus")
def test_engines_that_disagree_are_an_internal_error(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a corpus said to be sound, nor to be faulty."""
    monkeypatch.setattr("eligibility.engine.durable.DurableEngine.vraies", lambda *_: 0)
    fin = lancer("ci", *INDULGENT)
    assert (fin.code, fin.sortie) == (70, "")
    assert "désaccord des moteurs" in fin.erreur


@pytest.mark.usefixtures("corpus")
def test_the_threshold_is_that_of_what_is_written(lancer: Lancer) -> None:
    un_avertissement()
    assert lancer("ci", *INDULGENT).code == 1
    assert lancer("ci", *INDULGENT, "--seuil", "erreur").code == 0
    # It does not excuse the rest.
    un_cas_qui_differe()
    assert lancer("ci", *INDULGENT, "--seuil", "erreur").code == 1


@pytest.mark.usefixtures("corpus")
def test_a_tolerated_warning_is_no_fault(lancer: Lancer) -> None:
    raison = "# tolere V604 : le guide le dit deux fois"
    remplacer("rules/essai.yaml", LIGNE, f"{LIGNE}\n        - genre: {{vaut: drame}}  {raison}")
    assert lancer("ci", *INDULGENT).code == 0


@pytest.mark.usefixtures("corpus")
def test_steps_set_aside(lancer: Lancer) -> None:
    fin = lancer("ci", "--sauf", "mutation", "--sauf", "couverture", "-f", "json")
    assert fin.code == 0
    assert etats(fin) == SANS_PRODUITS | {"couverture": "ecartee", "mutation": "ecartee"}
    plus_de_cas()
    fin = lancer("ci", "--sauf", "cas")
    assert fin.code == 0
    dit = tableau(fin.sortie.replace("\u00a0", " "))
    assert dit["Cas"] == "· écartée"
    assert dit["Mutation"] == "· écartée : elle se mesure sur les cas"
    assert fin.sortie.endswith("✔ Tout ce qui a été lancé est conforme.\n")
    refus = lancer("ci", "--sauf", "validation")
    assert (refus.code, refus.sortie) == (2, "")


@pytest.mark.usefixtures("corpus")
def test_what_cannot_be_read_is_2(lancer: Lancer) -> None:
    fin = lancer("ci", "--corpus", "absent", "-f", "json")
    assert fin.code == 2
    # There it has no examples either.
    assert etats(fin) == RIEN_SANS_CORPUS | {"exemples": "sans_objet"}
    assert lancer("ci", "--seuil-mutation", "101").code == 2
    assert lancer("ci", "--format", "xml").code == 2
    refus = lancer("ci", *INDULGENT, "--resume", "exemples/bourgeois.yaml/resume.md")
    assert refus.code == 2
    assert "impossible d'écrire" in refus.erreur
    # Learnt before the run, and told.
    assert refus.sortie == ""


@pytest.mark.usefixtures("corpus")
def test_every_form_says_the_same_findings(lancer: Lancer) -> None:
    un_cas_qui_differe()
    un_avertissement()
    un_schema_perime()
    whole = json.loads(lancer("ci", "-f", "json").sortie)
    assert whole["commande"] == "ci"
    trouvailles = len(whole["diagnostics"])
    assert {found["code"] for found in whole["diagnostics"]} == {"V604", "V710", "V720", "V740", "V741"}
    assert len(lancer("ci", "-f", "concis").sortie.splitlines()) == trouvailles
    assert len(lancer("ci", "-f", "github").sortie.splitlines()) == trouvailles
    assert len(gitlab(lancer("ci", "-f", "gitlab").sortie)) == trouvailles
    results = sarif(lancer("ci", "-f", "sarif").sortie)["results"]
    assert len(results) == trouvailles
    assert [result["ruleId"] for result in results if "relatedLocations" in result] == ["V710"]
    parsed = JUnitXml.fromstring(lancer("ci", "-f", "junit").sortie.encode())
    cases = [case for suite in parsed for case in suite]
    echecs = [case for case in cases if case.result]
    assert len(echecs) == parsed.failures == trouvailles
    # Each case of the file is told, and each file without a finding.
    assert sum(case.classname == "tests/cas/saison.yaml" for case in cases) == 3
    assert "referentiels/axes.yaml" in {case.classname for case in cases if not case.result}


@pytest.mark.usefixtures("corpus")
def test_github_actions_is_given_annotations_and_a_summary(
    lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    un_cas_qui_differe()
    resume = tmp_path / "etape.md"
    resume.write_text("Ce qui précède.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(resume))
    lancer("ci", *INDULGENT)
    assert resume.read_text(encoding="utf-8") == "Ce qui précède.\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    fin = lancer("ci", *INDULGENT)
    assert "\n::error file=tests/cas/saison.yaml,line=20," in fin.sortie
    assert fin.sortie.index("étape en défaut") < fin.sortie.index("::error")
    ecrit = resume.read_text(encoding="utf-8")
    assert ecrit.startswith("Ce qui précède.\n## ❌ ")
    assert "| Cas | ❌ en défaut | 3 cas, 1 diffère |" in ecrit
    # A form that was asked for is given alone, and the summary all the same.
    assert "── Cas" not in lancer("ci", *INDULGENT, "-f", "concis").sortie
    assert resume.read_text(encoding="utf-8").count("## ❌ ") == 2


@pytest.mark.usefixtures("corpus")
def test_no_form_tells_how_long_it_took(lancer: Lancer) -> None:
    """Else no two runs would be the same."""
    for format_ in FORMATS[1:]:
        assert lancer("ci", "-f", format_).sortie == lancer("ci", "-f", format_).sortie
    lancer("ci", "--resume", "un.md")
    lancer("ci", "--resume", "deux.md")
    assert Path("un.md").read_bytes() == Path("deux.md").read_bytes()


def test_the_summary_shows_what_is_written_as_it_is(corpus: Path, lancer: Lancer) -> None:
    remplacer("tests/cas/saison.yaml", "Une parade sur la rive droite", "Une *parade* | <b>\\`droite\\`</b>")
    un_cas_qui_differe()
    lancer("ci", *INDULGENT, "--resume", str(corpus / "sorties" / "resume.md"))
    resume = (corpus / "sorties" / "resume.md").read_text(encoding="utf-8")
    assert r"Une \*parade\* \| \<b\>\\\`droite\\\`\</b\>" in resume


def test_help_says_the_thresholds(lancer: Lancer) -> None:
    aide = " ".join(lancer("ci", "--help").sortie.split())
    assert "doivent montrer. [par défaut : 100]" in aide
    assert "doivent tuer. [par défaut : 95]" in aide
