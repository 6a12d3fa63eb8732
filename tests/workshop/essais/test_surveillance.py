"""Watching: a change is told once, when it is over."""

from __future__ import annotations

import os
from pathlib import Path

from eligibility.workshop.surveillance import Etat, changements, etat


def test_state_of_files(tmp_path: Path) -> None:
    (tmp_path / "regles").mkdir()
    regle, autre = tmp_path / "regles" / "a.yaml", tmp_path / "regles" / "notes.md"
    regle.write_text("a")
    autre.write_text("b")
    seul = tmp_path / "seul.yaml"
    seul.write_text("c")
    assert set(etat([tmp_path / "regles", seul, tmp_path / "perdu.yaml"])) == {regle, seul}
    avant = etat([tmp_path / "regles"])
    os.utime(regle, ns=(1, 1))
    assert etat([tmp_path / "regles"]) != avant


def test_changes_are_told_once_they_are_over() -> None:
    un, deux, trois = Path("un.yaml"), Path("deux.yaml"), Path("trois.yaml")
    vues: list[Etat] = [
        {un: (1, 1), deux: (1, 1)},
        {un: (2, 1), deux: (1, 1)},
        # Still being written.
        {un: (3, 9), deux: (1, 1), trois: (1, 1)},
        {un: (3, 9), deux: (1, 1), trois: (1, 1)},
        {un: (3, 9), trois: (1, 1)},
        {un: (3, 9), trois: (1, 1)},
    ]
    regards = iter(vues)
    attentes: list[None] = []
    vus = changements({un: (1, 1), deux: (1, 1)}, lambda: next(regards), lambda: attentes.append(None))
    assert next(vus) == (trois, un)
    assert len(attentes) == 4
    assert next(vus) == (deux,)


def test_a_change_taken_back_is_none() -> None:
    un = Path("un.yaml")
    regards = iter([{un: (2, 1)}, {un: (1, 1)}, {un: (1, 1)}, {un: (5, 1)}, {un: (5, 1)}])
    assert next(changements({un: (1, 1)}, lambda: next(regards), lambda: None)) == (un,)
