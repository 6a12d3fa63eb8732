"""``eligibility test`` in the forms that programs read: each difference, gap and survivor at its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped

from eligibility.render.rapports import FORMATS

from ..formes import gitlab, sarif
from .conftest import Lancer, remplacer

CAS = Path("tests/cas/theatre.yaml")
ECART = "items : attendu « scene/comedie », obtenu « rue/parade », dans le cas « Une parade sans pompiers »"
FEUILLE = "Genre vaut « Comédie » : faux (Genre : Parade)"


@pytest.fixture
def fautif(atelier: Path) -> Path:
    """The third case expects another item than the charter gives, on line 43."""
    remplacer(CAS, "items: [rue/parade]", "items: [scene/comedie]")
    return atelier


@pytest.mark.usefixtures("fautif")
def test_concis(lancer: Lancer) -> None:
    code, sortie, erreur = lancer("-f", "concis")
    assert (code, erreur) == (1, "")
    (ligne,) = sortie.splitlines()
    assert ligne.startswith(f"tests/cas/theatre.yaml:43:7: erreur[V710] {ECART} (corrigez la règle, ou ")
    assert f"rules/salle.yaml:15 : {FEUILLE}" in ligne


@pytest.mark.usefixtures("fautif")
def test_json(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--format", "json")
    whole = json.loads(sortie)
    assert code == 1
    assert list(whole) == ["format", "version", "fichiers", "comptes", "diagnostics", "commande", "etapes", "cas"]
    assert (whole["format"], whole["commande"], whole["fichiers"]) == ("1", "test", [CAS.as_posix()])
    assert whole["comptes"] == {"erreur": 1, "avertissement": 0, "note": 0}
    assert [cas["conforme"] for cas in whole["cas"]] == [True, True, False]
    assert whole["cas"][0] == {
        "fichier": "tests/cas/theatre.yaml",
        "ligne": 4,
        "nom": "Une comédie courte aux Halles",
        "conforme": True,
    }
    assert whole["etapes"] == [
        {"etape": "cas", "etat": "fautive", "motif": None, "chiffres": {"cas": 3, "differents": 1}}
    ]
    (found,) = whole["diagnostics"]
    assert (found["code"], found["ligne"], found["colonne"], found["message"]) == ("V710", 43, 7, ECART)
    assert {"texte": FEUILLE, "fichier": "rules/salle.yaml", "ligne": 15, "colonne": 11} in found["explications"]


@pytest.mark.usefixtures("fautif")
def test_sarif(lancer: Lancer) -> None:
    run = sarif(lancer("-f", "sarif")[1])
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("V710", "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "tests/cas/theatre.yaml"},
        "region": {
            "startLine": 43,
            "startColumn": 7,
            "endLine": 43,
            "endColumn": 12,
            "snippet": {"text": "      items: [scene/comedie]"},
        },
    }
    places = {
        (other["physicalLocation"]["artifactLocation"]["uri"], other["physicalLocation"]["region"]["startLine"])
        for other in result["relatedLocations"]
    }
    # The leaf that kept the rule from firing, its version of another time, and the leaf of the rule that did fire.
    assert places == {("rules/salle.yaml", 15), ("rules/salle.yaml", 2), ("rules/dehors.yaml", 6)}
    assert FEUILLE in {other["message"]["text"] for other in result["relatedLocations"]}


@pytest.mark.usefixtures("fautif")
def test_gitlab(lancer: Lancer) -> None:
    (found,) = gitlab(lancer("-f", "gitlab")[1])
    assert found["location"] == {"path": "tests/cas/theatre.yaml", "lines": {"begin": 43}}
    assert found["description"].startswith(ECART)
    assert FEUILLE in found["description"]


@pytest.mark.usefixtures("fautif")
def test_github_by_itself_after_the_text(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    annotation = f"::error file=tests/cas/theatre.yaml,line=43,col=7,endLine=43,endColumn=12,title=V710::{ECART}%0A"
    assert lancer("-f", "github")[1].startswith(annotation)
    assert "::error" not in lancer()[1]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _, sortie, _ = lancer()
    assert "3 cas vérifiés, 1 diffère" in sortie
    assert sortie.splitlines()[-1].startswith(annotation)
    assert "::error" not in lancer("-f", "texte")[1]


@pytest.mark.usefixtures("fautif")
def test_junit_tells_every_case(lancer: Lancer) -> None:
    parsed = JUnitXml.fromstring(lancer("-f", "junit")[1].encode())
    (suite,) = parsed
    assert suite.name == "tests/cas/theatre.yaml"
    assert [case.name for case in suite] == [
        "Une comédie courte aux Halles",
        "Une comédie à la Digue",
        "Une parade sans pompiers",
    ]
    assert [len(case.result) for case in suite] == [0, 0, 1]
    (echec,) = [result for case in suite for result in case.result]
    assert isinstance(echec, Failure)
    assert echec.message == ECART
    assert "tests/cas/theatre.yaml:43:7 V710" in echec.text
    assert f"rules/salle.yaml:15 : {FEUILLE}" in echec.text
    assert (parsed.tests, parsed.failures, parsed.errors, parsed.skipped) == (3, 1, 0, 0)


def test_a_case_that_differs_twice_is_one_failure(lancer: Lancer) -> None:
    remplacer(CAS, "items: [rue/parade]", "items: [scene/comedie]")
    remplacer(CAS, "instruments: {billet: ferme}", "instruments: {billet: ouvert}")
    parsed = JUnitXml.fromstring(lancer("-f", "junit")[1].encode())
    (echec,) = [result for suite in parsed for case in suite for result in case.result]
    assert echec.message == f"{ECART} (et 1 autre)"
    assert "instrument billet : attendu « ouvert », obtenu « ferme »" in echec.text
    assert lancer("-f", "concis")[1].count("V710") == 2


def test_what_is_sound_is_told_too(lancer: Lancer) -> None:
    assert lancer("-f", "concis") == (0, "", "")
    assert lancer("-f", "github") == (0, "", "")
    assert gitlab(lancer("-f", "gitlab")[1]) == sarif(lancer("-f", "sarif")[1])["results"] == []
    parsed = JUnitXml.fromstring(lancer("-f", "junit")[1].encode())
    assert (parsed.tests, parsed.failures) == (3, 0)


def _niveaux(sortie: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for severite, code in re.findall(r"^\S+?:\d+:\d+: (\w+)\[(V\d+)\]", sortie, re.MULTILINE):
        found.setdefault(code, set()).add(severite)
    return found


def test_gaps_are_errors_under_the_threshold_and_notes_above(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--couverture", "-f", "concis")
    assert (code, _niveaux(sortie)) == (1, {"V720": {"erreur"}})
    # Never given by any case: the condition on helps, on line 18.
    assert re.search(
        r"^rules/salle\.yaml:18:15: erreur\[V720\] règle « salle/comedie » : jamais vraie : Aides", sortie, re.M
    )
    # Of the rule as a whole: where it is named.
    assert re.search(r"^rules/\w+\.yaml:\d+:9: erreur\[V720\] règle « [\w/-]+ » : aucun cas \w+ \(", sortie, re.M)
    code, sortie, _ = lancer("--seuil-couverture", "1", "-f", "concis")
    assert (code, _niveaux(sortie)) == (0, {"V720": {"note"}})


def test_survivors_are_errors_under_the_threshold_and_notes_above(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--seuil-mutation", "100", "-f", "concis")
    assert (code, _niveaux(sortie)) == (1, {"V730": {"erreur"}})
    assert (
        "rules/salle.yaml:18:40: erreur[V730] règle « salle/comedie » : aucun cas n'a besoin de « Souffleur »" in sortie
    )
    code, sortie, _ = lancer("--mutation", "-f", "concis")
    assert (code, _niveaux(sortie)) == (0, {"V730": {"note"}})


def test_what_is_within_a_threshold_is_no_annotation(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it is asked for: GitHub shows few."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::notice" not in lancer("--mutation")[1]
    assert "::notice" in lancer("--mutation", "-f", "github")[1]
    assert "::error" in lancer("--seuil-mutation", "100")[1]


def test_every_form_says_the_same_findings(lancer: Lancer) -> None:
    options = ("--couverture", "--seuil-mutation", "1", "-f")
    whole = json.loads(lancer(*options, "json")[1])
    trouvailles = len(whole["diagnostics"])
    assert {found["code"] for found in whole["diagnostics"]} == {"V720", "V730"}
    assert [etape["etape"] for etape in whole["etapes"]] == ["cas", "couverture", "mutation"]
    assert [etape["etat"] for etape in whole["etapes"]] == ["conforme", "fautive", "conforme"]
    mutation = whole["etapes"][2]["chiffres"]
    assert mutation["survivants"] == whole["comptes"]["note"] == mutation["mutants"] - mutation["tues"]
    couverture = whole["etapes"][1]["chiffres"]
    assert couverture["a_montrer"] - couverture["montres"] == whole["comptes"]["erreur"]
    assert len(lancer(*options, "concis")[1].splitlines()) == trouvailles
    assert len(lancer(*options, "github")[1].splitlines()) == trouvailles
    assert len(gitlab(lancer(*options, "gitlab")[1])) == trouvailles
    assert len(sarif(lancer(*options, "sarif")[1])["results"]) == trouvailles
    parsed = JUnitXml.fromstring(lancer(*options, "junit")[1].encode())
    resultats = [result for suite in parsed for case in suite for result in case.result]
    assert sum(isinstance(result, Failure) for result in resultats) == whole["comptes"]["erreur"]
    assert sum(isinstance(result, Skipped) for result in resultats) == whole["comptes"]["note"]
    assert parsed.tests == trouvailles + 3
    # Readers keep one test of each name.
    noms = [(suite.name, case.name) for suite in parsed for case in suite]
    assert len(set(noms)) == len(noms)


@pytest.mark.usefixtures("fautif")
def test_mutants_that_were_not_tried_are_said_so(lancer: Lancer) -> None:
    code, sortie, erreur = lancer("--mutation", "-f", "json")
    assert (code, erreur) == (1, "")
    etape = json.loads(sortie)["etapes"][1]
    assert (etape["etape"], etape["etat"], etape["chiffres"]) == ("mutation", "non_lancee", {})
    assert etape["motif"] == "tous les cas ne sont pas conformes"


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_no_case_is_a_finding(format_: str, lancer: Lancer) -> None:
    code, sortie, erreur = lancer("-k", "ballet", "-f", format_)
    assert (code, erreur) == (1, "")
    assert "V711" in sortie
    assert "aucun n'a « ballet » dans son nom" in sortie


def test_faults_of_files_are_findings(lancer: Lancer) -> None:
    Path("tests/cas/autre.yaml").write_text("cas: [", encoding="utf-8")
    code, sortie, erreur = lancer("-f", "concis")
    assert (code, erreur) == (2, "")
    assert sortie.startswith("tests/cas/autre.yaml:")
    parsed = JUnitXml.fromstring(lancer("-f", "junit")[1].encode())
    assert (parsed.tests, parsed.failures) == (4, 1)


def test_a_faulty_corpus_is_told_in_the_form_asked_for(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    remplacer(Path("rules/salle.yaml"), "mesure: rire", "mesure: rires")
    monkeypatch.chdir("tests")
    monkeypatch.setenv("ELIGIBILITY_CORPUS", "..")
    code, sortie, erreur = lancer("-f", "concis")
    assert (code, erreur) == (2, "")
    assert sortie.startswith("../rules/salle.yaml:27:")
    whole = json.loads(lancer("-f", "json")[1])
    assert (whole["etapes"][0]["etat"], whole["cas"]) == ("non_lancee", [])
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, sortie, erreur = lancer()
    assert code == 2
    assert sortie.startswith("::error file=../rules/salle.yaml,line=27,")
    assert "Le corpus de règles est fautif" in erreur


def test_what_is_for_the_screen_goes_with_text_only(lancer: Lancer) -> None:
    for refusee in (("--watch",), ("--proposer", "-")):
        code, sortie, erreur = lancer(*refusee, "-f", "json")
        assert (code, sortie) == (2, "")
        assert f"« {' '.join(refusee)} » se lit à l'écran" in erreur


def test_proposals_are_written_beside_the_report(lancer: Lancer, tmp_path: Path) -> None:
    propose = tmp_path / "proposes.yaml"
    _, sortie, _ = lancer("--regles", "salle/comedie", "--proposer", str(propose), "-f", "json")
    assert json.loads(sortie)["commande"] == "test"
    assert propose.read_text(encoding="utf-8").count("- nom:") > 0
