"""Where the corpus is."""

from __future__ import annotations

import os

from eligibility.corpus.fingerprint import FOLDERS
from eligibility.documents.files import Chemin

VARIABLE = "ELIGIBILITY_CORPUS"
_DEPTH = 2
_MAX_ENTRIES = 1_000
_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def find_corpus(option: Chemin | None = None, package: Chemin = _PACKAGE) -> str:
    """The directory that holds ``rules/`` and ``referentiels/``: the chosen one (see ``chosen_corpus``), else the
    checkout around the package, else the data installed with it."""
    if chosen := chosen_corpus(option):
        return chosen
    checkout = os.path.dirname(package)
    # The file, not only the folders: site-packages may hold a stranger's « rules ».
    if os.path.isdir(os.path.join(checkout, "rules")) and os.path.isfile(
        os.path.join(checkout, "referentiels", "corpus.yaml")
    ):
        return checkout
    return os.path.join(package, "_data")


def chosen_corpus(option: Chemin | None = None) -> str | None:
    """``option``, else ``$ELIGIBILITY_CORPUS``, else the one that the working directory is in; None without any, when
    only the tool's own is left.

    An explicit choice is returned as it is, even when nothing is there: loading it says so.
    """
    if option is not None:
        return os.fspath(option)
    return os.environ.get(VARIABLE) or _around()


def corpora_below(directory: Chemin = os.curdir) -> list[str]:
    """The corpora that ``directory`` holds, at most ``_DEPTH`` folders down, by their paths from it."""
    found: list[str] = []
    level = [""]
    for _ in range(_DEPTH):
        level = [os.path.join(path, name) for path in level for name in _folders(os.path.join(directory, path))]
        found += [path for path in level if _is_corpus(os.path.join(directory, path))]
    return found


def _folders(directory: str) -> list[str]:
    """Names of the folders of ``directory``, hidden ones left out; none when it cannot be read."""
    try:
        with os.scandir(directory) as entries:
            names = (entry.name for _, entry in zip(range(_MAX_ENTRIES), entries, strict=False) if entry.is_dir())
            return sorted(name for name in names if not name.startswith("."))
    except OSError:
        return []


def _is_corpus(directory: str) -> bool:
    return all(os.path.isdir(os.path.join(directory, folder)) for folder in FOLDERS)


def _around() -> str | None:
    """The nearest corpus from the working directory up: whoever works in one means that one, and no other."""
    try:
        directory = os.getcwd()
    except OSError:
        return None
    while not _is_corpus(directory):
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above
    return directory
