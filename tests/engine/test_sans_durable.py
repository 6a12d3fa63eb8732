"""Where durable-rules cannot be imported: the reference answers alone, completely, and it is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eligibility.engine.durable import DurableEngine
from eligibility.engine.pair import Decideur
from eligibility.engine.protocol import EngineError

from .coeur import ecart_resolution, tirage
from .isole import ICI, isole
from .oracle import resoudre

ROOT = ICI.parents[1]
COMMANDE = """
import sys
sys.modules["durable_rules_engine"] = None
from eligibility.commands.main import run
run()
"""


@isole
def test_la_reference_repond_seule_et_le_dit() -> None:
    sys.modules["durable_rules_engine"] = None  # type: ignore[assignment]
    for graine in range(5):
        corpus, posees = tirage(graine, 5)
        with pytest.raises(EngineError, match="durable-rules ne peut pas être chargé"):
            DurableEngine(corpus)
        for exhaustif in (False, True):
            decideur = Decideur(corpus, exhaustif=exhaustif)
            assert decideur.nom == "référence"
            assert decideur.indisponible is not None
            assert "durable_rules_engine" in decideur.indisponible
            for question in posees:
                assert decideur.decide(*question).moteur == "référence"
                assert not ecart_resolution(decideur, corpus, question, resoudre(corpus, *question))
            decideur.fermer()


def commande(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", COMMANDE, *arguments],
        cwd=ROOT,
        env={**os.environ, "ELIGIBILITY_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_doctor_dit_que_la_reference_repond_seule(tmp_path: Path) -> None:
    fini = commande(tmp_path, "doctor", "--format", "json")
    constats = {constat["sujet"]: constat for constat in json.loads(fini.stdout)}
    assert "référence seule" in constats["Moteur"]["etat"], fini.stderr
    assert "durable-rules==2.0.28" in constats["Moteur"]["remede"]


def test_une_verification_dit_quel_moteur_a_repondu(tmp_path: Path) -> None:
    arguments = ("check", "--format", "json", "--date", "2026-01-15", "exemples/bus-des-familles.yaml")
    sans = commande(tmp_path, *arguments)
    avec = subprocess.run(
        [sys.executable, "cli.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "ELIGIBILITY_CACHE": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert sans.returncode == avec.returncode == 0, sans.stderr + avec.stderr
    seul, couple = json.loads(sans.stdout), json.loads(avec.stdout)
    assert seul.pop("moteur") == "référence"
    assert couple.pop("moteur") == "durable-rules 2.0.28"
    assert seul == couple
