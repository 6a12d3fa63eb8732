"""Options of the commands, right and wrong."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from eligibility.commands.groupe import COMMANDES

from .conftest import BUS, ECOLOGIE, JEUNE, JOUR, Lancer


def donnees(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(text)
    return found


@pytest.mark.parametrize("ecrit", ["2026-01-15", "15/01/2026", " 2026-01-15 "])
def test_date(ecrit: str, lancer: Lancer) -> None:
    fin = lancer("check", "--format", "json", "--date", ecrit, BUS)
    assert donnees(fin.sortie)["date"] == "2026-01-15"


def test_date_is_today_by_default(lancer: Lancer) -> None:
    before = date.today().isoformat()
    found = donnees(lancer("check", "--format", "json", BUS).sortie)["date"]
    assert found in (before, date.today().isoformat())


@pytest.mark.parametrize(
    "ecrit", ["2026-13-01", "2025-02-29", "hier", "", "2026", "26-01-15", "0000-01-01", "\x1b[31m"]
)
def test_wrong_date_is_a_usage_error_in_french(ecrit: str, lancer: Lancer) -> None:
    fin = lancer("check", "--date", ecrit, BUS)
    assert fin.code == 2
    assert fin.sortie == ""
    assert "erreur\u00a0: valeur incorrecte pour «\u00a0--date\u00a0»" in fin.erreur
    assert "Pour l'aide\u00a0: eligibility check --help" in fin.erreur
    assert "\x1b" not in fin.erreur


@pytest.mark.parametrize(
    ("arguments", "attendu"),
    [
        (("chek",), "commande inconnue « chek » ; vouliez-vous dire « check » ?"),
        (("zzz",), f"commande inconnue « zzz » ; les commandes sont {', '.join(COMMANDES)}"),
        (("\x1b[31mcheck",), "commande inconnue «"),
        (("check", "--formt", "json", BUS), "option inconnue « --formt » ; vouliez-vous dire « --format » ?"),
        (("check", "--dat", "2026-01-15", BUS), "option inconnue « --dat » ; vouliez-vous dire « --date » ?"),
        (("check", "-z", BUS), "option inconnue « -z »"),
        (("check", "--\x1b[31mz", BUS), "option inconnue «"),
        (("--verion",), "option inconnue « --verion » ; vouliez-vous dire « --version » ?"),
        (
            ("check", "--format", "jso", BUS),
            "valeur incorrecte pour « --format » : « jso » n'est pas admis ; vouliez-vous dire « json » ?",
        ),
        (("check",), "il manque l'argument « FICHIER… »"),
        (("check", BUS, "--date"), "l'option « --date » demande une valeur"),
        (("check", "--verbose=3", BUS), "l'option « --verbose » ne prend pas de valeur"),
        (("doctor", "a", "b"), "arguments en trop (a b)"),
        (("doctor", "a"), "argument en trop (a)"),
    ],
)
def test_usage_errors_are_french_and_helpful(arguments: tuple[str, ...], attendu: str, lancer: Lancer) -> None:
    fin = lancer(*arguments)
    assert fin.code == 2
    assert fin.sortie == ""
    assert f"erreur : {attendu}" in fin.erreur.replace("\u00a0", " ")
    assert "\x1b" not in fin.erreur


def test_without_command_the_help_is_on_the_error_stream(lancer: Lancer) -> None:
    fin = lancer()
    assert fin.code == 2
    assert fin.sortie == ""
    assert "Commandes\u00a0:" in fin.erreur


def test_quiet_is_one_line_a_file_and_verbose_adds(lancer: Lancer) -> None:
    quiet = lancer("check", "-q", *JOUR, BUS, JEUNE, ECOLOGIE).sortie
    assert [line.split("/")[0].split() for line in quiet.splitlines()] == [
        ["✔", "contractualisable"],
        ["?", "indéterminé"],
        ["✘", "hors", "référentiel"],
    ]
    plain = lancer("check", *JOUR, BUS).sortie
    verbose = lancer("check", "-v", *JOUR, BUS).sortie
    assert "Items écartés" not in plain
    assert "Items écartés" in verbose
    assert plain.splitlines()[:6] == verbose.splitlines()[:6]


def test_json_of_one_file_is_the_verdict_itself(lancer: Lancer) -> None:
    fin = lancer("check", "--format", "json", *JOUR, BUS)
    assert list(donnees(fin.sortie))[:3] == ["format", "projet", "date"]
    items = donnees(fin.sortie)["items"]
    everything = donnees(lancer("check", "-v", "--format", "json", *JOUR, BUS).sortie)["items"]
    assert isinstance(items, list)
    assert isinstance(everything, list)
    assert {item["statut"] for item in items} == {"correspond"}
    assert {item["statut"] for item in everything} == {"correspond", "ne_correspond_pas"}
    assert [item for item in everything if item in items] == items


def test_json_of_several_files_keeps_their_order_and_the_invalid_one(tmp_path: Path, lancer: Lancer) -> None:
    bad = tmp_path / "faux.yaml"
    bad.write_text("intitule: x\nobjet: []\n", encoding="utf-8")
    fin = lancer("check", "--format", "json", *JOUR, BUS, str(bad), JEUNE)
    assert fin.code == 2
    found = json.loads(fin.sortie)
    assert list(found) == ["format", "verdicts"]
    assert [entry["conclusion"] for entry in found["verdicts"]] == ["contractualisable", "invalide", "indetermine"]
    invalide = found["verdicts"][1]
    assert list(invalide) == ["format", "projet", "conclusion", "diagnostics"]
    assert invalide["projet"] == {"fichier": str(bad)}
    first = invalide["diagnostics"][0]
    assert list(first) == ["code", "severite", "message", "fichier", "ligne", "colonne", "aide"]
    assert (first["code"], first["severite"], first["ligne"], first["colonne"]) == ("V102", "erreur", 2, 1)
    assert "faux.yaml:2:1" in fin.erreur


@pytest.mark.parametrize("forme", ["texte", "json"])
def test_standard_input(forme: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(BUS).read_bytes())))
    fin = lancer("check", "--format", forme, *JOUR, "-")
    assert fin.code == 0
    assert "Bus" in fin.sortie
    # Once read it is empty: a second « - » would be told to describe no project.
    deux = lancer("check", "--format", forme, *JOUR, "-", BUS, "-")
    assert (deux.code, deux.sortie) == (2, "")
    assert "est donné deux fois" in deux.erreur


def test_closed_standard_input_describes_no_project(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    fin = lancer("check", *JOUR, "-")
    assert fin.code == 2
    assert "erreur[V106]" in fin.erreur


def test_messages_of_two_files_are_apart(tmp_path: Path, lancer: Lancer) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("intitulé: x\n", encoding="utf-8")
    fin = lancer("check", *JOUR, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert fin.erreur.count("\n\nerreur[") == fin.erreur.count("erreur[") - 1


def test_sans_durable_answers_the_same_with_another_engine(lancer: Lancer) -> None:
    both = [
        donnees(lancer("check", "--format", "json", *JOUR, *more, BUS).sortie) for more in ((), ("--sans-durable",))
    ]
    engines = [verdict.pop("moteur") for verdict in both]
    assert both[0] == both[1]
    assert engines[1] == "référence"


def test_version(lancer: Lancer) -> None:
    from eligibility import __version__

    fin = lancer("--version")
    assert (fin.code, fin.sortie) == (0, f"eligibility {__version__}\n")


@pytest.mark.parametrize("nom", COMMANDES)
@pytest.mark.parametrize("largeur", [80, 120])
def test_help_fits_the_screen(nom: str, largeur: int, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(largeur))
    assert [line for line in lancer(nom, "--help").sortie.splitlines() if len(line) > largeur] == []


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("--sauf", "mutations"), "vouliez-vous dire « mutation » ?"),
        (("--sauf", "validation"), "la validation ne s'écarte pas"),
        (("--sauf", "cas,mutation"), "répétez l'option : « --sauf cas --sauf mutation »"),
        (("--sauf", "tout"), "au choix : « exemples », « cas »"),
        (
            ("--sauf", "mutation", "--seuil-mutation", "80"),
            "« --seuil-mutation » ne sert à rien avec « --sauf",
        ),
        (("--sauf", "couverture", "--seuil-couverture", "100"), "« --seuil-couverture » ne sert à rien"),
    ],
)
def test_steps_that_cannot_be_set_aside_so(arguments: tuple[str, ...], dit: str, lancer: Lancer) -> None:
    fin = lancer("ci", *arguments)
    assert (fin.code, fin.sortie) == (2, "")
    assert dit in fin.erreur.replace("\u00a0", " ")
