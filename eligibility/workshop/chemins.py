"""What each path given to the command is: a corpus, one of its files, rules, cases or a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from msgspec import Struct

from eligibility.corpus.fingerprint import FOLDERS
from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.files import EXTENSIONS, display_name
from eligibility.documents.loader import read
from eligibility.documents.located import Document, Mapping

CAS: Final = ("tests", "cas")
"""Where the cases of a corpus are, beside its rules."""

PROJETS: Final = ("exemples", "projets")
"""Folders of projects that go with a corpus, beside its rules."""

CLE_CAS: Final = "cas"
CLE_REGLES: Final = "regles"


class Nature(Enum):
    CORPUS = "corpus"
    FICHIER = "fichier du corpus"
    REGLES = "règles"
    CAS = "cas"
    PROJET = "projet"


class Piece(Struct, frozen=True):
    """One file to look at, or a whole corpus. ``corpus``: the one that encloses it, None where there is none.

    ``document`` and ``diagnostics``: what reading it gave; no document for a corpus and its own files.
    """

    nature: Nature
    chemin: Path
    corpus: Path | None = None
    document: Document | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def pieces(chemins: Iterable[Path]) -> Iterator[Piece]:
    """What ``chemins`` hold, folders opened; a path met twice counts once."""
    vus: set[Path] = set()
    for chemin in chemins:
        for path in _fichiers(chemin):
            reel = path.resolve()
            if reel not in vus:
                vus.add(reel)
                yield _piece(path, reel)


def dossiers_de_projets(dossier: Path) -> list[Path]:
    """Those that are beside the rules of the corpus ``dossier``."""
    return [path for name in PROJETS if (path := dossier / name).is_dir()]


def est_corpus(dossier: Path) -> bool:
    return any((dossier / folder).is_dir() for folder in FOLDERS)


def nom(path: Path) -> str:
    """How findings call a file: from the working directory when it is under it, so that other tools find it."""
    absolute = path.absolute()
    here = Path.cwd()
    return display_name(absolute.relative_to(here) if absolute.is_relative_to(here) else path)


def _fichiers(chemin: Path) -> Iterator[Path]:
    """The path itself, or the YAML files of a folder that is no corpus; those of hidden folders are no one's work.

    Of a folder without any, the folder: to have looked at nothing is not to have found nothing wrong.
    """
    if not chemin.is_dir() or est_corpus(chemin):
        yield chemin
        return
    vide = True
    for path in sorted(chemin.rglob("*")):
        caches = any(part.startswith(".") for part in path.relative_to(chemin).parts)
        if path.suffix in EXTENSIONS and not caches and path.is_file():
            vide = False
            yield path
    if vide:
        yield chemin


def _piece(path: Path, reel: Path) -> Piece:
    if path.is_dir() and est_corpus(path):
        return Piece(Nature.CORPUS, path, reel)
    if path.is_dir():
        report = Report(nom(path))
        aide = "donnez un dossier de projets, de cas ou de règles, ou leurs fichiers"
        report.add("V001", raison="ce dossier n'a aucun fichier .yaml", aide=aide)
        return Piece(Nature.PROJET, path, diagnostics=report.diagnostics)
    corpus = next((dossier for dossier in reel.parents if _englobe(dossier)), None)
    if corpus is not None and reel.is_file() and reel.relative_to(corpus).parts[0] in FOLDERS:
        return Piece(Nature.FICHIER, path, corpus)
    document, found = read(path, nom(path))
    return Piece(_nature(document, reel, corpus), path, corpus, document, found)


def _englobe(dossier: Path) -> bool:
    return all((dossier / folder).is_dir() for folder in FOLDERS)


def _nature(document: Document | None, reel: Path, corpus: Path | None) -> Nature:
    root = document.root if document is not None else None
    if isinstance(root, Mapping):
        if root.key(CLE_CAS) is not None:
            return Nature.CAS
        if root.key(CLE_REGLES) is not None:
            return Nature.REGLES
    if corpus is not None and reel.relative_to(corpus).parts[: len(CAS)] == CAS:
        return Nature.CAS
    return Nature.PROJET
