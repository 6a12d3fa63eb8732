"""The fixture tree: a sound corpus, and folders laid over it, each with the findings its own comments announce.

A line « #   ^ V604 » announces V604 on the line above, at the column of the caret. What cannot be announced so, or
cannot be a file of the folder, is in its ``attendu.txt`` and its ``recette.yaml`` (recettes.py).
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable, Collection
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from eligibility.commands.ci import PRODUITS
from eligibility.documents.diagnostics import Severity
from eligibility.workshop.controle.controle import Controle, Demande, controler
from eligibility.workshop.controle.etapes import Nom
from eligibility.workshop.validation import Bilan, valider

from .recettes import Place, attendus, poser, recette

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOCLE = FIXTURES / "valides" / "socle"
FAUTIFS = sorted(path for path in (FIXTURES / "fautifs").iterdir() if path.is_dir())
VALIDES = sorted(path for path in (FIXTURES / "valides").iterdir() if path.is_dir())

DES_REGLES = frozenset({"V720", "V730"})
"""Codes that most rules of the sound corpus deserve: only those of the rules of a folder are its own."""

Monter = Callable[..., Path]

ANNONCE = re.compile(r"^#( *)\^ (V\d{3}(?: V\d{3})*)$")


@pytest.fixture
def monter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Monter:
    """Copies the sound corpus to the working directory, anew each time, with folders laid over it; the corpus."""

    def faire(*dessus: Path) -> Path:
        corpus = tmp_path / "corpus"
        if corpus.exists():
            shutil.rmtree(corpus)
        for folder in (SOCLE, *dessus):
            poser(folder, corpus)
        interdits = {name for folder in dessus for name in recette(folder).interdits}
        if interdits:
            monkeypatch.setattr(os, "open", refusant(interdits))
        monkeypatch.chdir(corpus)
        return corpus

    return faire


def refusant(noms: Collection[str]) -> Callable[..., int]:
    """``os.open``, refused for those files: whoever may do anything, as root does, is not stopped by their mode."""
    ouvrir = os.open

    def faire(path: str | os.PathLike[str], flags: int, *others: int) -> int:
        if Path(path).as_posix() in noms:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return ouvrir(path, flags, *others)

    return faire


def annonces(corpus: Path, *dessus: Path) -> list[Place]:
    """What the comments of the files announce, and the folders laid over them, in order."""
    found = [place for dossier in dessus for place in attendus(dossier)]
    for path in sorted(corpus.rglob("*.yaml")):
        above = 0
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            announced = ANNONCE.match(line)
            if announced is None:
                above = number
                continue
            name = path.relative_to(corpus).as_posix()
            found.extend((name, above, len(announced[1]) + 2, code) for code in announced[2].split())
    return sorted(found)


def trouves(bilan: Bilan) -> list[Place]:
    return sorted(
        (found.fichier, found.span.line if found.span else 0, found.span.column if found.span else 0, found.code)
        for found in bilan.diagnostics
    )


def tout(corpus: Path, *dessus: Path) -> Bilan:
    """The corpus, every file beside it and what the folders laid over it ask for, from its own folder."""
    voisins = sorted(path.relative_to(corpus) for path in corpus.glob("*.yaml"))
    demandes = [Path(name) for dossier in dessus for name in recette(dossier).chemins]
    bilan = valider([Path(), *voisins, *demandes], None)
    etapes = {etape for dossier in dessus for etape in recette(dossier).etapes}
    if not etapes:
        return bilan
    poses = {path.relative_to(dossier).as_posix() for dossier in dessus for path in dossier.rglob("*.yaml")}
    found = {entry for entry in controle(etapes).diagnostics if entry.fichier in poses or entry.code not in DES_REGLES}
    return replace(bilan, diagnostics=tuple(sorted({*bilan.diagnostics, *found}, key=lambda entry: entry.sort_key)))


def controle(etapes: Collection[Nom]) -> Controle:
    """The steps of a check of the working directory, under thresholds that only perfection reaches."""
    demande = Demande(
        dossier=Path(),
        seuil=Severity.NOTE,
        seuil_couverture=100,
        seuil_mutation=100,
        ecartees=frozenset(Nom) - {Nom.VALIDATION, *etapes},
        produits=PRODUITS,
        jour=date(2026, 3, 1),
    )
    return controler(demande, lambda _: nullcontext(lambda _fait, _total: None))
