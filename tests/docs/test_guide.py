"""The guide is followed to the letter, on a copy of the corpus: what it says happens."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/ecrire-une-regle.md").read_text(encoding="utf-8")
STEP = re.compile(r"<!-- (?P<verbe>[^>]*?) -->\n```yaml\n(?P<texte>.*?)```\n", re.DOTALL)


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    for name in ("rules", "referentiels", "schemas", "tests/cas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path


def run(copie: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    return subprocess.run(command, cwd=copie, capture_output=True, text=True, timeout=120, check=False)


def follow(copie: Path, verbe: str, texte: str) -> None:
    if found := re.fullmatch(r"ajouter à la fin de (\S+)", verbe):
        path = copie / found[1]
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + texte, encoding="utf-8")
    elif found := re.fullmatch(r"insérer dans (\S+) avant la ligne « (.+) »", verbe):
        path = copie / found[1]
        lines = path.read_text(encoding="utf-8").split("\n")
        place = next(number for number, line in enumerate(lines) if line.strip() == found[2])
        path.write_text("\n".join([*lines[:place], texte.rstrip("\n"), *lines[place:]]), encoding="utf-8")
    elif found := re.fullmatch(r"retirer de (\S+)", verbe):
        path = copie / found[1]
        before = path.read_text(encoding="utf-8")
        assert before.count(texte) == 1
        path.write_text(before.replace(texte, ""), encoding="utf-8")
    elif found := re.fullmatch(r"créer (\S+)", verbe):
        (copie / found[1]).write_text(texte, encoding="utf-8")
    else:
        found = re.fullmatch(r"remplacer dans (\S+)", verbe)
        assert found, verbe
        path = copie / found[1]
        key = texte.split(":")[0]
        before = path.read_text(encoding="utf-8")
        after = re.sub(rf"^{re.escape(key)}:.*\n", texte, before, flags=re.MULTILINE)
        assert after != before
        path.write_text(after, encoding="utf-8")


def test_the_guide_does_what_it_says(copie: Path) -> None:
    steps = list(STEP.finditer(GUIDE))
    assert len(steps) == 9
    *debut, retire, cas, corrige, varie = steps
    for step in debut:
        follow(copie, step["verbe"], step["texte"])
    assert re.findall(r"\[(V\d{3})\]", run(copie, "validate").stdout) == ["V622", "V640"]
    for step in (retire, cas):
        follow(copie, step["verbe"], step["texte"])
    first = run(copie, "test", "tests/cas/eau.yaml")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "instrument contrat_departement" in first.stdout
    assert "3 cas vérifiés, 1 diffère" in first.stdout
    follow(copie, corrige["verbe"], corrige["texte"])
    second = run(copie, "test", "tests/cas/eau.yaml")
    assert second.returncode == 0, second.stdout + second.stderr
    follow(copie, varie["verbe"], varie["texte"])
    third = run(copie, "test", "tests/cas/eau.yaml")
    assert third.returncode == 0, third.stdout + third.stderr
    assert "7 cas vérifiés" in third.stdout
    project = re.search(r"<<'FIN'\n(.*?)FIN\n", GUIDE, re.DOTALL)
    assert project
    (copie / "projet.yaml").write_text(project[1], encoding="utf-8")
    check = run(copie, "check", "projet.yaml")
    assert check.returncode == 3, check.stderr
    assert "Accès à l'eau des ménages modestes" in check.stdout
    assert "impayés d'eau" in check.stderr
    sources = run(copie, "sources", "-v")
    assert "règles\u00a0: transition/eau" in sources.stdout
    said = run(copie, "validate")
    assert said.returncode == 0, said.stdout + said.stderr
