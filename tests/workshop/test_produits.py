"""Files made from a corpus: what no longer follows it is told at the first line that differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.workshop.controle.produits import perimes

COMMANDE = "fabriquer"


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("pages")


def trouves(dossier: Path, attendus: dict[str, str], *restes: Path) -> list[tuple[str, str, int, str]]:
    found = perimes(dossier, attendus, restes, COMMANDE)
    return [(entry.code, entry.fichier, entry.span.line if entry.span else 0, entry.extrait or "") for entry in found]


def ecrire(dossier: Path, name: str, data: bytes) -> None:
    (dossier / name).parent.mkdir(parents=True, exist_ok=True)
    (dossier / name).write_bytes(data)


@pytest.mark.parametrize(
    ("ecrit", "attendu", "ligne", "extrait"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", 2, "b"),
        ("A\nb\n", "a\nb\n", 1, "A"),
        # Cut short: there is nothing after the last line, which is empty.
        ("a\n", "a\nb\n", 2, ""),
        ("a\nb", "a\nb\n", 2, "b"),
        ("a\nb\nc\n", "a\nb\n", 3, "c"),
        # Lines end another way, and one that is no text.
        ("a\r\n", "a\n", 1, "a"),
        ("\udce9\n", "é\n", 1, "\ufffd"),
        ("", "a\n", 0, ""),
    ],
)
def test_the_first_line_that_differs(ecrit: str, attendu: str, ligne: int, extrait: str, dossier: Path) -> None:
    ecrire(dossier, "une.md", ecrit.encode("utf-8", "surrogateescape"))
    assert trouves(dossier, {"une.md": attendu}) == [("V740", "pages/une.md", ligne, extrait)]


def test_what_is_right_is_not_told(dossier: Path) -> None:
    ecrire(dossier, "une.md", b"a\n")
    ecrire(dossier, "deux/b.md", b"")
    assert trouves(dossier, {"une.md": "a\n", "deux/b.md": ""}) == []


def test_what_lacks_and_what_is_left(dossier: Path) -> None:
    ecrire(dossier, "reste.md", b"a\n")
    ecrire(dossier, "autre.md", b"a\n")
    found = trouves(dossier, {"b.md": "b\n", "a/a.md": "a\n"}, dossier / "reste.md")
    assert found == [
        ("V741", "pages/a/a.md", 0, ""),
        ("V741", "pages/b.md", 0, ""),
        ("V742", "pages/reste.md", 0, ""),
    ]


def test_a_folder_in_the_place_of_a_file(dossier: Path) -> None:
    (dossier / "une.md").mkdir(parents=True)
    assert trouves(dossier, {"une.md": "a\n"}) == [("V740", "pages/une.md", 0, "")]


def test_the_cure_is_the_command(dossier: Path) -> None:
    (found,) = perimes(dossier, {"une.md": ""}, (), COMMANDE)
    assert found.aide == "lancez «\u00a0fabriquer\u00a0»"
