"""Each form of the answer is what the tools that read it expect, and says the same findings."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Diagnostic, Indice, Severity
from eligibility.documents.located import Span
from eligibility.render.rapports import FORMATS, rendre
from eligibility.render.rapports.rapport import Rapport
from eligibility.workshop.controle.etapes import CasJoue

from . import formes
from .conftest import FAUTIFS, FIXTURES, Monter, tout

HOSTILE = 'a\x1b[31m\u202e\r\n::error::b, c: 100% <x> & "d" \x07]]>'


def rapport(*diagnostics: Diagnostic, fichiers: tuple[str, ...] = ("a.yaml", "b: é,%.yaml")) -> Rapport:
    return Rapport(diagnostics, fichiers, "1.2.3")


def un(**changes: object) -> Diagnostic:
    values: dict[str, Any] = {
        "code": "V604",
        "severity": Severity.AVERTISSEMENT,
        "message": "« x » n'ajoute rien",
        "fichier": "a.yaml",
        "span": Span(3, 5, 3, 9),
        "aide": "retirez-le",
        "extrait": "    genre: x",
    }
    return Diagnostic(**{**values, **changes})


TROIS = rapport(
    un(),
    un(code="V102", severity=Severity.ERREUR, fichier="b: é,%.yaml", span=Span(1, 1, 4, 2), aide=None),
    un(code="V620", severity=Severity.NOTE, span=None, extrait=None),
)


@pytest.fixture
def entier(monter: Monter) -> Rapport:
    """Everything that one run can find at once, of every severity."""
    douteux = [dossier for dossier in FAUTIFS if dossier.name.startswith("V6")]
    found = {entry for dossier in douteux[:20] for entry in tout(monter(dossier), dossier).diagnostics}
    semes = tout(monter(FIXTURES / "semes"))
    return Rapport([*sorted(found, key=lambda entry: entry.sort_key), *semes.diagnostics], semes.fichiers, "1.2.3")


def test_json(entier: Rapport) -> None:
    whole = json.loads(rendre("json", entier))
    assert (whole["format"], whole["version"]) == ("1", "1.2.3")
    assert list(whole) == ["format", "version", "fichiers", "comptes", "diagnostics"]
    assert sum(whole["comptes"].values()) == len(entier.diagnostics)
    assert whole["comptes"] == dict.fromkeys(Severity, 0) | Counter(found.severity for found in entier.diagnostics)
    first = json.loads(rendre("json", TROIS))["diagnostics"][0]
    assert first == {
        "code": "V604",
        "severite": "avertissement",
        "message": "« x » n'ajoute rien",
        "fichier": "a.yaml",
        "ligne": 3,
        "colonne": 5,
        "fin_ligne": 3,
        "fin_colonne": 9,
        "aide": "retirez-le",
    }


def test_concis(entier: Rapport) -> None:
    assert rendre("concis", TROIS).splitlines() == [
        "a.yaml:3:5: avertissement[V604] « x » n'ajoute rien (retirez-le)",
        "b: é,%.yaml:1:1: erreur[V102] « x » n'ajoute rien",
        "a.yaml: note[V620] « x » n'ajoute rien (retirez-le)",
    ]
    assert len(rendre("concis", entier).splitlines()) == len(entier.diagnostics)


def test_github() -> None:
    assert rendre("github", TROIS).splitlines() == [
        "::warning file=a.yaml,line=3,col=5,endLine=3,endColumn=9,title=V604::"
        "« x » n'ajoute rien%0Aaide\u00a0: retirez-le",
        "::error file=b%3A é%2C%25.yaml,line=1,col=1,title=V102::« x » n'ajoute rien",
        "::notice file=a.yaml,title=V620::« x » n'ajoute rien%0Aaide\u00a0: retirez-le",
    ]


def test_gitlab(entier: Rapport) -> None:
    assert len(formes.gitlab(rendre("gitlab", entier))) == len(entier.diagnostics)
    # A finding is known again once lines were added above it.
    moved = rapport(un(span=Span(9, 5, 9, 9)), un(span=Span(12, 5, 12, 9)))
    again = [entry["fingerprint"] for entry in json.loads(rendre("gitlab", moved))]
    assert again[0] == json.loads(rendre("gitlab", TROIS))[0]["fingerprint"] != again[1]


def sarif(found: Rapport) -> Any:
    return formes.sarif(rendre("sarif", found))


def test_sarif(entier: Rapport) -> None:
    run = sarif(entier)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(entier.diagnostics)
    for result, found in zip(run["results"], entier.diagnostics, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == found.code
    assert not re.search(r"[{}]", " ".join(rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]))
    first, second, third = sarif(TROIS)["results"]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
        "endLine": 3,
        "endColumn": 9,
        "snippet": {"text": "    genre: x"},
    }
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%3A%20%C3%A9%2C%25.yaml"
    assert "region" not in third["locations"][0]["physicalLocation"]
    assert [result["level"] for result in (first, second, third)] == ["warning", "error", "note"]
    (absolute,) = sarif(rapport(un(fichier="/srv/é.yaml")))["results"]
    assert absolute["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///srv/%C3%A9.yaml"


def test_the_schema_refuses_what_is_no_sarif() -> None:
    """Else the test above would prove nothing."""
    whole = json.loads(rendre("sarif", TROIS))
    whole["runs"][0]["results"][0]["level"] = "avertissement"
    with pytest.raises(jsonschema.ValidationError):
        formes.sarif(json.dumps(whole))


def test_every_code_can_be_described_in_sarif() -> None:
    run = sarif(rapport(*(un(code=code) for code in CATALOGUE)))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(CATALOGUE)


def test_junit(entier: Rapport) -> None:
    parsed = JUnitXml.fromstring(rendre("junit", entier).encode())
    cases = [case for suite in parsed for case in suite]
    results = [result for case in cases for result in case.result]
    notes = sum(found.severity is Severity.NOTE for found in entier.diagnostics)
    assert sum(isinstance(result, Skipped) for result in results) == notes == parsed.skipped
    assert sum(isinstance(result, Failure) for result in results) == len(entier.diagnostics) - notes == parsed.failures
    assert len(cases) == parsed.tests == sum(suite.tests for suite in parsed)
    sain = set(entier.fichiers) - {found.fichier for found in entier.diagnostics}
    assert sain
    assert {case.classname for case in cases if not case.result} == sain


def test_what_explains_a_finding_is_told() -> None:
    explique = rapport(un(indices=(Indice("vrai : dehors", "é b.yaml", 7, 3), Indice("rien d'autre"))))
    assert rendre("concis", explique).endswith(
        "(retirez-le)\u00a0; é b.yaml:7\u00a0: vrai\u00a0: dehors\u00a0; rien d'autre\n"
    )
    assert "%0Aé b.yaml:7\u00a0: vrai\u00a0: dehors%0Arien d'autre%0Aaide" in rendre("github", explique)
    (result,) = sarif(explique)["results"]
    assert result["message"]["text"].endswith("(retirez-le)\nrien d'autre")
    assert result["relatedLocations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%C3%A9%20b.yaml"},
                "region": {"startLine": 7, "startColumn": 3},
            },
            "message": {"text": "vrai\u00a0: dehors"},
        }
    ]
    (trouvaille,) = json.loads(rendre("json", explique))["diagnostics"]
    assert trouvaille["explications"] == [
        {"texte": "vrai\u00a0: dehors", "fichier": "é b.yaml", "ligne": 7, "colonne": 3},
        {"texte": "rien d'autre"},
    ]
    # Of a finding that is plain, nothing more is said.
    assert "explications" not in rendre("json", TROIS)


def test_nothing_found() -> None:
    vide = rapport()
    assert rendre("concis", vide) == rendre("github", vide) == ""
    assert json.loads(rendre("gitlab", vide)) == sarif(vide)["results"] == []
    assert json.loads(rendre("json", vide))["comptes"] == {"erreur": 0, "avertissement": 0, "note": 0}
    parsed = JUnitXml.fromstring(rendre("junit", vide).encode())
    assert (parsed.tests, parsed.failures) == (2, 0)


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_hostile_text_is_inert(format_: str) -> None:
    indices = (Indice(HOSTILE), Indice(HOSTILE, HOSTILE, 2))
    found = un(message=HOSTILE, aide=HOSTILE, fichier=HOSTILE, indices=indices)
    cas = (CasJoue(HOSTILE, 1, HOSTILE, (found,)),)
    said = rendre(format_, Rapport((found,), (HOSTILE,), "1.2.3", cas=cas))
    # JSON quotes what would be a command; the rest is data, and stays as it is written.
    assert not {"\x1b", "\x07", "\r"} & set(said)
    assert format_ in ("json", "gitlab", "sarif") or "\u202e" not in said
    if format_ in ("concis", "github"):
        assert said.count("\n") == 1
    if format_ == "junit":
        assert len(JUnitXml.fromstring(said.encode())) == 1
    if format_ in ("json", "gitlab", "sarif"):
        json.loads(said)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(FORMATS[1:]))
def test_any_text_gives_a_well_formed_answer(message: str, fichier: str, format_: str) -> None:
    said = rendre(format_, rapport(un(message=message, fichier=fichier or "a"), fichiers=()))
    said.encode()
    match format_:
        case "json" | "gitlab":
            json.loads(said)
        case "sarif":
            sarif(rapport(un(message=message, fichier=fichier or "a")))
        case "junit":
            assert JUnitXml.fromstring(said.encode()).failures == 1
        case _:
            assert said.count("\n") == 1


def test_every_format_has_its_module() -> None:
    folder = Path(str(files("eligibility.render.rapports")))
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "rapport"}
    assert modules == set(FORMATS[1:])
