"""The surroundings of the tool: its corpus, its cache, its home, its packages. Never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eligibility.corpus import cache

from .conftest import BUS, JOUR, ROOT, Lancer, processus

FAUTES = {
    "règle illisible": ("rules/axe-1-enfance.yaml", b"regles: [\n", "rules/axe-1-enfance.yaml"),
    "clé inconnue": ("rules/cofinancement.yaml", b"reglse: []\n", "reglse"),
    "octets": ("referentiels/items.yaml", b"\x00\xff\xfe", "referentiels/items.yaml"),
    "vide": ("referentiels/vocabulaire.yaml", b"", "referentiels"),
}


@pytest.mark.parametrize("nom", FAUTES)
def test_a_faulty_corpus_is_told_and_gives_no_answer(nom: str, corpus_copie: Path, lancer: Lancer) -> None:
    fichier, contenu, cite = FAUTES[nom]
    (corpus_copie / fichier).write_bytes(contenu)
    fin = lancer("check", "--corpus", str(corpus_copie), *JOUR, BUS)
    assert fin.code == 2
    assert fin.sortie == ""
    assert cite in fin.erreur
    assert "erreur[V" in fin.erreur
    assert fin.erreur.endswith("Le corpus de règles est fautif\u00a0: aucune réponse n'est possible.\n")


@pytest.mark.parametrize("genre", ["absent", "vide", "fichier"])
def test_a_corpus_that_is_not_there(genre: str, tmp_path: Path, lancer: Lancer) -> None:
    given = {"absent": tmp_path / "absent", "vide": tmp_path, "fichier": Path(BUS)}[genre]
    fin = lancer("check", "--corpus", str(given), *JOUR, BUS)
    assert fin.code == 2
    assert "erreur[V400]" in fin.erreur
    assert "--corpus" in fin.erreur


def test_doctor_says_what_to_mend(lancer: Lancer, tmp_path: Path) -> None:
    fin = lancer("doctor")
    assert (fin.code, fin.erreur) == (0, "")
    assert "Corpus" in fin.sortie
    fin = lancer("doctor", "--corpus", str(tmp_path))
    assert fin.code == 1
    assert "à faire\u00a0: corrigez les erreurs ci-dessous" in fin.sortie
    assert "erreur[V400]" in fin.erreur


def test_doctor_counts_in_french(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    for entrees, octets, dit in ((1, 1024, "1 entrée, 1 Ko"), (6, 2_692_096, "6 entrées, 2 629 Ko")):
        etat = cache.Status("/tmp/cache", entrees, octets, None)
        monkeypatch.setattr(cache, "status", lambda etat=etat: etat)
        assert dit in " ".join(lancer("doctor").sortie.split())


def test_doctor_in_json(lancer: Lancer) -> None:
    found = json.loads(lancer("doctor", "--format", "json").sortie)
    assert [*found[0]] == ["sujet", "etat", "remede", "grave"]
    assert {"Programme", "Moteur", "Corpus", "Cache"} <= {entry["sujet"] for entry in found}


@pytest.mark.parametrize("cache", ["/dev/null/x", "fichier", "/proc/nulle-part"])
def test_an_unusable_cache_costs_time_only(
    cache: str, tmp_path: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if cache == "fichier":
        cache = str(tmp_path / "fichier")
        Path(cache).write_bytes(b"")
    monkeypatch.setenv("ELIGIBILITY_CACHE", cache)
    fin = lancer("check", *JOUR, BUS)
    assert (fin.code, fin.erreur) == (0, "")
    fin = lancer("doctor")
    assert fin.code == 0
    assert "inutilisé" in fin.sortie


@pytest.mark.parametrize("home", [None, "/dev/null", "/nulle-part"])
def test_no_home_or_an_unusable_one(home: str | None) -> None:
    # An empty variable is as good as none; the user's directory may come from elsewhere.
    env = {"ELIGIBILITY_CACHE": "", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": "", "HOME": home or ""}
    code = "import os\nos.path.expanduser = lambda path: path\n" if home is None else ""
    programme = ("-c", f"{code}from eligibility.commands.main import run; run()")
    done = processus("check", "-q", *JOUR, BUS, programme=programme, env=env, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""


@pytest.mark.parametrize("paquet", ["click", "msgspec", "yaml"])
def test_a_missing_package_is_named_with_its_cure(paquet: str) -> None:
    # None in sys.modules: Python's own way to make an import fail.
    code = f"import sys; sys.modules[{paquet!r}] = None; from eligibility.commands.main import run; run()"
    done = processus("check", *JOUR, BUS, programme=("-c", code), cwd=ROOT)
    message = done.stderr.decode()
    assert done.returncode == 70
    assert f"il manque le paquet Python « {paquet} »" in message
    assert "python3 -m pip install ." in message
    assert "Traceback" not in message


def test_corpus_of_the_environment(corpus_copie: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELIGIBILITY_CORPUS", str(corpus_copie))
    assert f"({corpus_copie})" in lancer("doctor").sortie.replace("\n", " ").replace("                 ", "")
    monkeypatch.setenv("ELIGIBILITY_CORPUS", str(corpus_copie / "absent"))
    assert lancer("check", *JOUR, BUS).code == 2


def test_both_launchers_and_this_process_say_the_same(lancer: Lancer) -> None:
    arguments = ("check", "-v", *JOUR, BUS)
    expected = lancer(*arguments)
    for programme in ((str(ROOT / "cli.py"),), ("-m", "eligibility")):
        done = processus(*arguments, programme=programme, cwd=ROOT, env={"PYTHONIOENCODING": "utf-8"})
        assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (
            expected.code, expected.sortie, expected.erreur,
        )  # fmt: skip
