"""The command as its users run it: a real process, from anywhere, with the shipped corpus and examples."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXEMPLE = ROOT / "exemples/bus-des-familles.yaml"
JOUR = ("--date", "2026-01-15")


def run(
    *arguments: str, cwd: Path | None = None, stdin: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_json_is_the_same_bytes_whatever_the_hash_seed_locale_and_cache(tmp_path: Path) -> None:
    outputs = set()
    for seed, locale, cache in (("0", "C", "a"), ("1", "C.UTF-8", "a"), ("2", "fr_FR.UTF-8", "b"), ("3", "tr_TR", "b")):
        done = run(
            "check", "--format", "json", *JOUR, str(EXEMPLE),
            PYTHONHASHSEED=seed, LC_ALL=locale, ELIGIBILITY_CACHE=str(tmp_path / cache),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_text_is_the_same_bytes_whatever_the_hash_seed() -> None:
    outputs = {
        run("check", "-v", *JOUR, str(EXEMPLE), PYTHONHASHSEED=seed, PYTHONIOENCODING="utf-8").stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_order_of_rule_files_and_of_rules_does_not_matter(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "referentiels", corpus / "referentiels")
    (corpus / "rules").mkdir()
    for position, path in enumerate(sorted((ROOT / "rules").glob("*.yaml"), reverse=True)):
        shutil.copy(path, corpus / "rules" / f"{position:02d}.yaml")
    verdicts = []
    for arguments in ((), ("--corpus", str(corpus))):
        done = run("check", "--format", "json", *JOUR, *arguments, str(EXEMPLE))
        verdict = json.loads(done.stdout)
        verdict.pop("corpus")  # the fingerprint covers file names
        verdicts.append(verdict)
    assert verdicts[0] == verdicts[1]


def test_standard_input_and_several_files_worst_code_wins(tmp_path: Path) -> None:
    done = run("check", "-q", *JOUR, "-", stdin=EXEMPLE.read_bytes(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    bad = tmp_path / "faux.yaml"
    bad.write_text("intitulé: x\n", encoding="utf-8")
    done = run("check", "-q", *JOUR, str(EXEMPLE), str(bad))
    assert done.returncode == 2
    assert done.stdout
    assert "faux.yaml:1:1" in done.stderr.decode()


def test_help_is_light() -> None:
    code = (
        "import sys; sys.argv=['eligibility','--help']\n"
        "from eligibility.commands.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "heavy={'durable','durable_rules_engine','pydantic','rich','yaml'} & {m.split('.')[0] for m in sys.modules}\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


LOURDS = {
    "pydantic", "rich", "durable", "pathlib", "json", "_hashlib", "click._termui_impl",
    "eligibility.corpus.loading", "eligibility.engine.lowering", "eligibility.workshop",
}  # fmt: skip
"""What a check can do without, and would wait for: each takes a good part of its time to import."""


def test_cached_check_imports_only_what_it_needs(tmp_path: Path) -> None:
    cache = {"ELIGIBILITY_CACHE": str(tmp_path)}
    first = run("check", *JOUR, str(EXEMPLE), PYTHONPROFILEIMPORTTIME="1", **cache)
    assert "pydantic" in _importes(first.stderr)
    again = run("check", *JOUR, str(EXEMPLE), PYTHONPROFILEIMPORTTIME="1", **cache)
    assert again.returncode == 0
    assert _importes(again.stderr) & LOURDS == set()


def _importes(stderr: bytes) -> set[str]:
    return {line.rpartition("|")[2].strip() for line in stderr.decode().splitlines() if line.startswith("import time")}


HOSTILE = {
    "bombe d'alias": b"a: &a [x, x]\nb: &b [*a, *a]\nintitule: *b\n",
    "crochets": b"intitule: " + b"[" * 3000 + b"]" * 3000 + b"\n",
    "50 Mo": b"intitule: x\nresume: " + b"a" * 50_000_000,
    "cp1252": "intitule: été\n".encode("cp1252"),
    "clé en double": b"intitule: a\nintitule: b\n",
    "étiquette": b"intitule: !!python/object/apply:os.system [ls]\n",
    "ESC": b'intitule: "a\x1b[31mb"\n',
    "bidi": "intitule: a\u202eb\n".encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_a_named_diagnostic(name: str, tmp_path: Path) -> None:
    path = tmp_path / "projet.yaml"
    path.write_bytes(HOSTILE[name])
    start = time.perf_counter()
    done = run("check", str(path))
    elapsed = time.perf_counter() - start
    message = done.stderr.decode()
    assert done.returncode == 2, message
    assert message.startswith("erreur[V"), message
    assert "Traceback" not in message
    assert "\x1b" not in message
    assert "\u202e" not in message
    assert elapsed < 20  # a guard against hanging, not a measure: bench/ measures
