"""``eligibility test`` run as a command: what it says, where, and its exit code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from .conftest import Lancer, remplacer

CAS = Path("tests/cas/theatre.yaml")


def test_conform(lancer: Lancer) -> None:
    assert lancer() == (0, "✔ 3 cas vérifiés, tous conformes.\n", "")
    assert lancer(str(CAS))[0] == 0
    assert lancer("tests")[0] == 0


def test_a_difference(lancer: Lancer) -> None:
    remplacer(CAS, "items: [rue/parade]", "items: [scene/comedie]")
    code, sortie, erreur = lancer()
    assert code == 1
    assert erreur == ""
    assert "✘ Une parade sans pompiers" in sortie
    assert "--> tests/cas/theatre.yaml:43:7" in sortie
    assert "items : attendu « scene/comedie », obtenu « rue/parade »" in sortie
    # The leaf that made it, at its line, with what the project says.
    assert "rules/salle.yaml:15 : Genre vaut « Comédie » : faux (Genre : Parade)" in " ".join(sortie.split())
    assert "Raison donnée : La rue ne va pas sans pompiers." in sortie
    assert sortie.endswith("✘ 3 cas vérifiés, 1 diffère.\n")


def test_a_faulty_file_does_not_hide_another(lancer: Lancer) -> None:
    Path("tests/cas/autre.yaml").write_text("cas: [", encoding="utf-8")
    code, sortie, erreur = lancer()
    assert code == 2
    assert "3 cas vérifiés, tous conformes" in sortie
    assert "tests/cas/autre.yaml" in erreur


def test_a_missing_file_and_a_faulty_corpus(lancer: Lancer) -> None:
    code, sortie, erreur = lancer("tests/cas/theatr.yaml")
    assert code == 2
    assert sortie == "✘ Aucun cas vérifié. 1 fichier de cas en erreur, non vérifié.\n"
    assert "vouliez-vous dire « theatre.yaml »" in " ".join(erreur.split())
    remplacer(Path("rules/salle.yaml"), "mesure: rire", "mesure: rires")
    code, sortie, erreur = lancer()
    assert (code, sortie) == (2, "")
    assert "rules/salle.yaml:27" in erreur


def test_an_empty_expectation_is_not_a_success(lancer: Lancer) -> None:
    remplacer(CAS, "coordinations: [pompiers]", "coordinations: []")
    code, sortie, erreur = lancer()
    assert code == 1
    assert "tous conformes" in sortie
    assert "avertissement[V701]" in erreur


def test_a_file_that_cannot_be_read_is_no_success(lancer: Lancer, atelier: Path) -> None:
    """What is told of the others says that it is not of all."""
    faute = "cas:\n  - nom: Un cas\n    projet: {genre: ballet}\n    attendu: {items: []}\n    raison: La charte.\n"
    (atelier / "tests/cas/fautif.yaml").write_text(faute, encoding="utf-8")
    code, sortie, erreur = lancer()
    assert code == 2
    assert sortie == "✘ 3 cas vérifiés, tous conformes. 1 fichier de cas en erreur, non vérifié.\n"
    assert "erreur[V201]" in erreur
    (atelier / "tests/cas/autre.yaml").write_text(faute, encoding="utf-8")
    code, sortie, _ = lancer("tests/cas/fautif.yaml", "tests/cas/autre.yaml")
    assert code == 2
    assert sortie == "✘ Aucun cas vérifié. 2 fichiers de cas en erreur, non vérifiés.\n"


def test_several_names_have_each_their_guillemets(lancer: Lancer) -> None:
    remplacer(CAS, "items: [scene/comedie]", "items: [scene/comedie, rue/parade]")
    _, sortie, _ = lancer()
    assert "items : attendu « rue/parade », « scene/comedie », obtenu « scene/comedie »" in " ".join(sortie.split())


def test_choosing_cases(lancer: Lancer) -> None:
    assert lancer("-k", "DIGUE") == (0, "✔ 1 cas vérifié, conforme.\n", "")
    assert lancer("-k", "theatre.yaml")[1] == "✔ 3 cas vérifiés, tous conformes.\n"
    code, sortie, _ = lancer("-k", "ballet")
    assert code == 1
    assert sortie == "✘ Aucun cas dont le nom ou le fichier contienne « ballet ».\n"


def test_coverage(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--couverture")
    assert code == 1
    plat = " ".join(sortie.split())
    # The line of the file, true and false told apart: the helps are never given.
    assert "18 ✘✘ - aides: {contient_un_de: [souffleur, autre]}" in plat
    assert "15 ✔✔ - genre: {vaut: comedie}" in plat
    assert "jamais vraie : Aides contient « Autre » ou « Souffleur »" in plat
    taux = re.search(r"Les cas montrent ([\d,]+) % des règles ; \d+ choses manquent\.", plat)
    assert taux
    entier = int(float(taux[1].replace(",", ".")))
    assert lancer("--seuil-couverture", str(entier))[0] == 0
    assert lancer("--seuil-couverture", str(entier + 1))[0] == 1
    assert lancer("--couverture", "--seuil-couverture", "0")[0] == 0
    assert lancer("--seuil-couverture", "101")[0] == 2


def test_lcov_alone_shows_nothing(lancer: Lancer, tmp_path: Path) -> None:
    code, sortie, _ = lancer("--lcov", str(tmp_path / "sorties" / "regles.info"))
    assert (code, sortie) == (0, "✔ 3 cas vérifiés, tous conformes.\n")
    assert "SF:rules/salle.yaml" in (tmp_path / "sorties" / "regles.info").read_text(encoding="utf-8")
    code, _, erreur = lancer("--lcov", str(CAS / "regles.info"))
    assert code == 2
    assert "impossible d'écrire" in erreur


def test_mutation(lancer: Lancer) -> None:
    code, sortie, erreur = lancer("--mutation")
    assert code == 0
    assert erreur == "", "no bar where there is no terminal"
    assert "  rules/salle.yaml:18:40  aucun cas n'a besoin de « Souffleur »" in sortie
    assert "rules/salle.yaml aucun cas ne distingue le 1er janvier 2026 du 2 janvier 2026 : 1 règle" in " ".join(
        sortie.split()
    )
    taux = re.search(r"mutants tués sur [\d ]+, soit ([\d,]+) %", " ".join(sortie.split()))
    assert taux
    entier = int(float(taux[1].replace(",", ".")))
    assert lancer("--seuil-mutation", str(entier))[0] == 0
    assert lancer("--seuil-mutation", str(entier + 1))[0] == 1


def test_mutation_of_some_rules(lancer: Lancer) -> None:
    _, sortie, _ = lancer("--regles", "Salle/Rire")
    places = re.findall(r"(\S+\.yaml):(\d+):", sortie)
    assert {fichier for fichier, _ in places} <= {"rules/salle.yaml"}
    assert {int(ligne) for _, ligne in places} <= {22, 23, 24, 25, 26, 27}


@pytest.mark.parametrize(
    ("mot", "suite"),
    [
        ("comdie", "vouliez-vous dire « comedie » ?"),
        ("salle/comdie", "vouliez-vous dire « salle/comedie » ?"),
        ("zzzz", "« eligibility explain --liste regle » donne leurs noms"),
    ],
)
def test_a_word_that_chooses_no_rule_is_no_success(lancer: Lancer, mot: str, suite: str) -> None:
    code, sortie, erreur = lancer("--mutation", "--regles", mot)
    assert (code, sortie) == (2, "")
    assert f"erreur : aucune règle n'a « {mot} » dans son identifiant ; {suite}" in erreur.replace("\u00a0", " ")


def test_survivors_are_a_fault_only_under_a_threshold(lancer: Lancer) -> None:
    def dernier(*arguments: str) -> tuple[int, str]:
        code, sortie, _ = lancer("--regles", "salle", *arguments)
        return code, sortie.replace("\u00a0", " ").splitlines()[-1]

    code, dit = dernier()
    assert code == 0
    assert re.match(r"· \d+ mutants tués sur \d+, soit", dit)
    assert "seuil" not in dit
    code, dit = dernier("--seuil-mutation", "100")
    assert code == 1
    assert dit.startswith("✘ ")
    assert "(seuil 100 %)" in dit
    code, dit = dernier("--seuil-mutation", "1")
    assert code == 0
    assert dit.startswith("· ")
    assert "(seuil 1 %)" in dit


@pytest.mark.parametrize("taux", ["101", "-1", "nan", "beaucoup"])
def test_a_threshold_is_a_percentage(lancer: Lancer, taux: str) -> None:
    code, _, erreur = lancer("--seuil-mutation", taux)
    assert code == 2
    assert f"« {taux} » n'est pas un nombre de 0 à 100" in erreur.replace("\u00a0", " ")


def test_no_mutants_before_all_conforms(lancer: Lancer) -> None:
    remplacer(CAS, "items: [rue/parade]", "items: []")
    code, sortie, erreur = lancer("--mutation")
    assert code == 1
    assert "mutants" not in sortie
    assert "Pas de mutants tant que tous les cas ne sont pas conformes" in erreur


def test_proposals_can_be_read_and_conform(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--proposer", "tests/cas/proposes.yaml")
    assert code == 0
    assert "cas proposés, à relire" in sortie
    propose = Path("tests/cas/proposes.yaml").read_text(encoding="utf-8")
    assert propose.count("À relire : ce que les règles répondent aujourd'hui") == propose.count("- nom:") > 5
    avant = re.search(r"([\d ]+) mutants tués", sortie)
    code, sortie, erreur = lancer("--mutation")
    assert (code, erreur) == (0, "")
    assert "tous conformes" in sortie
    apres = re.search(r"([\d ]+) mutants tués", sortie)
    assert avant
    assert apres
    assert int(apres[1].replace(" ", "")) >= int(avant[1].replace(" ", "")) + propose.count("- nom:")


def test_proposals_on_the_screen(lancer: Lancer) -> None:
    code, sortie, erreur = lancer("--regles", "salle/comedie", "--proposer", "-")
    assert code == 0
    # What is said of them is apart: « > cas.yaml » makes a file of cases.
    assert "cas proposés, à relire" in erreur
    Path("tests/cas/proposes.yaml").write_text(sortie, encoding="utf-8")
    code, sortie, erreur = lancer("tests/cas/proposes.yaml")
    assert (code, erreur) == (0, "")
    assert "tous conformes" in sortie


def test_help_says_it_all(lancer: Lancer) -> None:
    code, sortie, _ = lancer("--help")
    assert code == 0
    assert "<=" not in sortie
    for option in ("-k", "--couverture", "--seuil-couverture", "--lcov", "--mutation", "--proposer", "--watch"):
        assert option in sortie


def test_watch_runs_again_and_stops_cleanly(atelier: Path) -> None:
    """In a process of its own, with a true Ctrl-C."""
    code = "from eligibility.commands.main import run; run(['test', '--watch'])"
    regle = atelier / "rules" / "dehors.yaml"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=atelier,
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as processus:
        # Whatever goes wrong, reading ends.
        gardien = threading.Timer(60, processus.kill)
        gardien.start()
        assert processus.stdout is not None
        try:
            assert "tous conformes" in _jusqu_a(processus.stdout, "En attente")
            remplacer(regle, "vaut: parade", "vaut: comedie")
            dit = _jusqu_a(processus.stdout, "En attente")
            assert "── rules/dehors.yaml" in dit
            assert "diffèrent" in dit
            remplacer(regle, "vaut: comedie", "vaut: drame")
            dit = _jusqu_a(processus.stdout, "En attente")
            assert "V513" in dit, "a faulty corpus does not end the watch"
            remplacer(regle, "vaut: drame", "vaut: parade")
            assert "tous conformes" in _jusqu_a(processus.stdout, "En attente")
            processus.send_signal(signal.SIGINT)
            reste = processus.stdout.read()
            assert (processus.wait(), reste.strip()) == (0, "")
        finally:
            gardien.cancel()
            processus.kill()


def _jusqu_a(stream: IO[str], mot: str) -> str:
    dit = ""
    for ligne in stream:
        dit += ligne
        if mot in ligne:
            return dit
    raise AssertionError(dit)
