"""Exit codes: one for each kind of answer, and the worst of several files."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from eligibility.commands import check as module
from eligibility.commands.codes import Sortie, pire
from eligibility.engine.protocol import EngineError
from eligibility.render import flux

from .conftest import BUS, ECOLOGIE, EXEMPLES, JEUNE, JOUR, Lancer

SOCLE = Path(__file__).parents[1] / "fixtures" / "valides" / "socle"
PIRE_D_ABORD = (70, 2, 1, 3, 0)
"""DESIGN § 4."""


@pytest.fixture
def invalide(tmp_path: Path) -> str:
    path = tmp_path / "invalide.yaml"
    path.write_text("intitulé: x\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("code", "fichier"), [(0, BUS), (1, ECOLOGIE), (3, JEUNE)])
def test_one_code_for_each_conclusion(code: int, fichier: str, lancer: Lancer) -> None:
    fin = lancer("check", *JOUR, fichier)
    assert fin.code == code
    assert fin.sortie
    assert fin.erreur == ""


@pytest.mark.parametrize(("nom", "code"), [("decrochage-hautes-alpes", 1), ("garde-parents-en-recherche-emploi", 1)])
def test_socle_and_valorisable_are_no_contract(nom: str, code: int, lancer: Lancer) -> None:
    assert lancer("check", "-q", *JOUR, str(EXEMPLES / f"{nom}.yaml")).code == code


def test_an_invalid_file_is_2_and_never_an_answer(invalide: str, lancer: Lancer) -> None:
    fin = lancer("check", *JOUR, invalide)
    assert fin.code == 2
    assert fin.sortie == ""
    assert "erreur[V102]" in fin.erreur
    assert "invalide.yaml:1:1" in fin.erreur


@pytest.mark.parametrize("codes", list(itertools.permutations(PIRE_D_ABORD, 2)))
def test_worst_of_two(codes: tuple[int, int]) -> None:
    expected = min(codes, key=PIRE_D_ABORD.index)
    assert pire(map(Sortie, codes)) == expected


def test_worst_of_several_files_whatever_their_order(invalide: str, lancer: Lancer) -> None:
    for worst, files in ((2, (BUS, JEUNE, ECOLOGIE, invalide)), (1, (BUS, JEUNE, ECOLOGIE)), (3, (BUS, JEUNE))):
        for order in (files, files[::-1]):
            assert lancer("check", "-q", *JOUR, *order).code == worst


@pytest.fixture
def panne(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engines disagree on the project that has no contract, and on it alone."""
    check = module.check

    def essai(projet, *rest, **named):  # type: ignore[no-untyped-def]
        if projet.fichier == ECOLOGIE:
            raise EngineError("désaccord des moteurs sur la règle « enfance/x »")
        return check(projet, *rest, **named)

    monkeypatch.setattr(module, "check", essai)


@pytest.mark.usefixtures("panne")
def test_an_engine_failure_is_70_names_the_rule_and_lets_other_files_be(invalide: str, lancer: Lancer) -> None:
    fin = lancer("check", *JOUR, ECOLOGIE, invalide, BUS)
    assert fin.code == 70
    assert "CONTRACTUALISABLE" in fin.sortie
    assert "désaccord des moteurs sur la règle « enfance/x »" in fin.erreur
    assert "EngineError" not in fin.erreur
    assert "ELIGIBILITY_DEBUG=1" in fin.erreur
    assert "erreur[V102]" in fin.erreur


@pytest.mark.usefixtures("panne")
def test_an_engine_failure_is_not_an_invalid_file(lancer: Lancer) -> None:
    found = json.loads(lancer("check", "--format", "json", *JOUR, ECOLOGIE).sortie)
    assert found["conclusion"] == "erreur_interne"
    assert found["projet"]["fichier"] == ECOLOGIE
    assert "enfance/x" in found["message"]
    assert lancer("check", "-q", *JOUR, ECOLOGIE).sortie == f"! erreur interne     {ECOLOGIE}\n"


@pytest.mark.parametrize("erreur", [KeyError("x"), RecursionError("trop profond"), ValueError("\x1b[31mrouge")])
def test_an_unforeseen_failure_is_70_without_traceback(
    erreur: Exception, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "check", _lever(erreur))
    fin = lancer("check", *JOUR, BUS)
    assert fin.code == 70
    assert fin.sortie == ""
    assert f"{BUS}\u00a0: {type(erreur).__name__}" in fin.erreur
    assert "Traceback" not in fin.erreur
    assert "\x1b" not in fin.erreur


@pytest.mark.parametrize("erreur", [KeyError("x"), OSError(5, "erreur"), AssertionError("\x1b[31mrouge")])
def test_so_is_one_outside_any_file(erreur: Exception, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ouvrir_ou_sortir", _lever(erreur))
    fin = lancer("check", *JOUR, BUS)
    assert fin.code == 70
    assert fin.erreur.startswith(f"erreur interne\u00a0: {type(erreur).__name__}\u00a0: ")
    assert "Ce n'est pas votre fichier" in fin.erreur
    assert "\x1b" not in fin.erreur


@pytest.mark.parametrize("cible", ["check", "ouvrir_ou_sortir"])
def test_debug_lets_the_exception_through(cible: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from eligibility.commands.main import run

    monkeypatch.setenv("ELIGIBILITY_DEBUG", "1")
    monkeypatch.setattr(module, cible, _lever(KeyError("défaut")))
    with pytest.raises(KeyError, match="défaut"):
        run(["check", *JOUR, BUS])


@pytest.mark.parametrize("cible", ["check", "ouvrir_ou_sortir"])
def test_an_interruption_is_130(cible: str, lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, cible, _lever(KeyboardInterrupt()))
    fin = lancer("check", *JOUR, BUS)
    assert fin.code == 130
    assert fin.erreur.strip() == "Interrompu."


def test_so_is_one_before_any_command(lancer: Lancer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flux, "preparer", _lever(KeyboardInterrupt()))
    fin = lancer("check", *JOUR, BUS)
    assert (fin.code, fin.sortie, fin.erreur) == (130, "", "Interrompu.\n")


def _lever(error: BaseException):  # type: ignore[no-untyped-def]
    def lever(*_args: object, **_named: object) -> None:
        raise error

    return lever


def _corpus(dossier: Path) -> Path:
    return Path(shutil.copytree(SOCLE, dossier / "corpus"))


def _yaml_casse(corpus: Path) -> None:
    (corpus / "rules" / "essai.yaml").write_text("regles: [", encoding="utf-8")


def _windows(corpus: Path) -> None:
    (corpus / "rules" / "essai.yaml").write_bytes(b"regles: # \xe9\n")


def _cas_casse(corpus: Path) -> None:
    (corpus / "tests" / "cas" / "saison.yaml").write_text("cas: [", encoding="utf-8")


def _sans_cas(corpus: Path) -> None:
    shutil.rmtree(corpus / "tests")


def _dossier_de_cas_vide(corpus: Path) -> None:
    (corpus / "tests" / "cas" / "saison.yaml").unlink()


def _sans_regles(corpus: Path) -> None:
    shutil.rmtree(corpus / "rules")


@pytest.mark.parametrize(
    ("abimer", "validate", "ci", "test"),
    [
        # What is badly written is told, and is no file that cannot be had; no case can be run on it.
        (_yaml_casse, 1, 1, 2),
        (_windows, 1, 1, 2),
        (_cas_casse, 1, 1, 2),
        # No case is nothing badly written, but nothing checked either.
        (_sans_cas, 0, 1, 1),
        (_dossier_de_cas_vide, 0, 1, 1),
        (_sans_regles, 2, 2, 2),
    ],
)
def test_what_is_badly_written_and_what_cannot_be_had(
    abimer: Callable[[Path], None], validate: int, ci: int, test: int, lancer: Lancer, tmp_path: Path
) -> None:
    """As docs/valider.md says."""
    corpus = _corpus(tmp_path)
    abimer(corpus)
    ou = ("--corpus", str(corpus))
    assert lancer("validate", *ou).code == validate
    assert lancer("ci", "--sauf", "couverture", "--sauf", "mutation", *ou).code == ci
    assert lancer("test", *ou).code == test


def test_where_there_is_no_case_one_learns_how_to_write_some(lancer: Lancer, tmp_path: Path) -> None:
    corpus = _corpus(tmp_path)
    _sans_cas(corpus)
    fin = lancer("test", "--corpus", str(corpus))
    assert "eligibility explain V711" in fin.sortie
    assert fin.erreur == ""
    assert "attendu" in lancer("explain", "V711").sortie
    # A path that is given and is nowhere is another thing.
    assert lancer("test", "--corpus", str(corpus), str(tmp_path / "absents")).code == 2
