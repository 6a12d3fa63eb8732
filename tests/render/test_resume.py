"""The summary of a check: what the table says of each step, and how many findings it can bear."""

from __future__ import annotations

import re

import pytest

from eligibility.documents.diagnostics import Diagnostic, Indice, Severity
from eligibility.documents.located import Span
from eligibility.render.etapes import conclusion, dit
from eligibility.render.etapes import rendre as tableau
from eligibility.render.resume import rendre
from eligibility.render.support import Support
from eligibility.workshop.controle.etapes import Etape, Etat, Nom


def une(severity: Severity = Severity.ERREUR, ligne: int = 3, aide: str | None = "retirez-la") -> Diagnostic:
    indices = (Indice("dehors : vrai", "b.yaml", 4), Indice("rien d'autre"))
    return Diagnostic("V604", severity, "condition inutile", "a.yaml", Span(ligne, 1, ligne, 2), aide, None, indices)


def page(*diagnostics: Diagnostic, etat: Etat = Etat.FAUTIVE) -> str:
    chiffres = {"fichiers": 2, "erreurs": len(diagnostics), "avertissements": 0, "notes": 0}
    return rendre([Etape(Nom.VALIDATION, etat, chiffres, diagnostics)], "Charte | essai", None).replace("\u00a0", " ")


def test_title_verdict_and_table() -> None:
    assert page(etat=Etat.CONFORME).splitlines() == [
        r"## ✅ Charte \| essai",
        "",
        "Tout est conforme.",
        "",
        "| Étape | Résultat | Chiffres |",
        "|---|---|---|",
        "| Validation | ✅ conforme | 2 fichiers, rien à redire |",
    ]


def test_a_finding_with_what_explains_it() -> None:
    assert page(une()).splitlines()[-5:] == [
        "### 1 erreur",
        "",
        "- **V604** `a.yaml:3` condition inutile — retirez-la",
        "  - b.yaml:4 : dehors : vrai",
        "  - rien d'autre",
    ]


def test_the_same_cure_in_a_row_is_said_once() -> None:
    dit_ = page(une(ligne=1), une(ligne=2), une(ligne=3, aide="autre chose"), une(ligne=4))
    assert re.findall(r"V604\*\* `a\.yaml:(\d)` condition inutile(?: — (.+))?", dit_) == [
        ("1", "retirez-la"),
        ("2", ""),
        ("3", "autre chose"),
        ("4", "retirez-la"),
    ]


def test_there_are_only_so_many() -> None:
    dit_ = page(*(une(ligne=ligne) for ligne in range(1, 104)), une(Severity.AVERTISSEMENT))
    assert dit_.count("- **V604**") == 101
    assert "### 103 erreurs" in dit_
    assert "- … et 3 autres remarques\n" in dit_
    assert "### 1 avertissement" in dit_


def test_notes_are_folded() -> None:
    dit_ = page(une(Severity.NOTE))
    assert "<details>\n<summary>1 note</summary>\n\n- **V604**" in dit_
    assert dit_.endswith("\n\n</details>\n")


def test_code_that_holds_backticks() -> None:
    hostile = Diagnostic("V001", Severity.ERREUR, "<b>*x*</b>\n# titre", "a``b`.yaml")
    (line,) = [line for line in page(hostile).splitlines() if "V001" in line]
    assert line == r"- **V001** ``` a``b`.yaml ``` \<b\>\*x\*\</b\> \# titre"


ETAPES = [
    (Nom.CAS, {"cas": 0, "differents": 0}, "aucun cas"),
    (Nom.CAS, {"cas": 1, "differents": 0}, "1 cas, conforme"),
    (Nom.CAS, {"cas": 1, "differents": 1}, "1 cas, 1 diffère"),
    (Nom.CAS, {"cas": 1200, "differents": 2}, "1 200 cas, 2 diffèrent"),
    (
        Nom.VALIDATION,
        {"fichiers": 1, "erreurs": 0, "avertissements": 2, "notes": 1},
        "1 fichier, 2 avertissements, 1 note",
    ),
    (Nom.EXEMPLES, {"projets": 1, "fautifs": 0}, "1 projet, et sa réponse"),
    (Nom.EXEMPLES, {"projets": 0, "fautifs": 2}, "2 projets fautifs, sans réponse"),
    (Nom.EXEMPLES, {"projets": 3, "fautifs": 1}, "3 projets, chacun sa réponse ; 1 projet fautif, sans réponse"),
    (
        Nom.COUVERTURE,
        {"a_montrer": 1000, "montres": 999, "taux": 99.99, "seuil": 99.5},
        "les cas montrent 99,9 % des règles, 1 manque (seuil 99,5 %)",
    ),
    (
        Nom.MUTATION,
        {"mutants": 3000, "tues": 3000, "survivants": 0, "equivalents": 2, "score": 100, "seuil": 95},
        "3 000 mutants tués sur 3 000, soit 100 % (seuil 95 %)",
    ),
    (Nom.SCHEMAS, {"fichiers": 2, "a_refaire": 1}, "1 fichier à refaire sur 2"),
    (Nom.REFERENCE, {"fichiers": 1, "a_refaire": 0}, "1 fichier à jour"),
]


@pytest.mark.parametrize(("nom", "chiffres", "attendu"), ETAPES, ids=[etape[2] for etape in ETAPES])
def test_figures_in_words(nom: Nom, chiffres: dict[str, float], attendu: str) -> None:
    assert dit(Etape(nom, Etat.CONFORME, chiffres)).replace("\u00a0", " ") == attendu


def test_every_step_has_its_words() -> None:
    assert {nom for nom, *_ in ETAPES} == set(Nom)


@pytest.mark.parametrize(
    ("etats", "attendu"),
    [
        ([Etat.CONFORME, Etat.SANS_OBJET], "Tout est conforme."),
        ([Etat.CONFORME, Etat.ECARTEE], "Tout ce qui a été lancé est conforme."),
        ([Etat.FAUTIVE], "1 étape en défaut."),
        ([Etat.FAUTIVE, Etat.FAUTIVE, Etat.NON_LANCEE, Etat.NON_LANCEE], "2 étapes en défaut, 2 non lancées."),
    ],
)
def test_what_is_to_be_remembered(etats: list[Etat], attendu: str) -> None:
    assert conclusion([Etape(Nom.CAS, etat) for etat in etats]) == attendu


def test_the_table_fits_a_narrow_terminal() -> None:
    chiffres = {"projets": 3, "fautifs": 1}
    etape = Etape(Nom.EXEMPLES, Etat.FAUTIVE, chiffres, secondes=1.26)
    texte = tableau([etape, Etape(Nom.MUTATION, Etat.NON_LANCEE, motif="aucun cas")], Support(40)).texte()
    assert max(map(len, texte.splitlines())) <= 40
    large = tableau([etape], Support(80)).texte().splitlines()[0]
    assert large.endswith("sans réponse")
    assert (
        tableau([Etape(Nom.SCHEMAS, Etat.CONFORME, ETAPES[-1][1], secondes=1.26)], Support(80))
        .texte()
        .startswith("✔ Schémas     1 fichier à jour  1,3\u00a0s\n")
    )
