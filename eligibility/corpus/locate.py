"""Where the corpus is."""

from __future__ import annotations

import os

from eligibility.corpus.fingerprint import FOLDERS
from eligibility.documents.files import Chemin

VARIABLE = "ELIGIBILITY_CORPUS"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def find_corpus(option: Chemin | None = None, package: Chemin = _PACKAGE) -> str:
    """The directory that holds ``rules/`` and ``referentiels/``: ``option``, else ``$ELIGIBILITY_CORPUS``, else the
    one that the working directory is in, else the checkout around the package, else the data installed with it.

    An explicit choice is returned as it is, even when nothing is there: loading it says so.
    """
    if option is not None:
        return os.fspath(option)
    if chosen := os.environ.get(VARIABLE):
        return chosen
    if around := _around():
        return around
    checkout = os.path.dirname(package)
    # The file, not only the folders: site-packages may hold a stranger's « rules ».
    if os.path.isdir(os.path.join(checkout, "rules")) and os.path.isfile(
        os.path.join(checkout, "referentiels", "corpus.yaml")
    ):
        return checkout
    return os.path.join(package, "_data")


def _around() -> str | None:
    """The nearest corpus from the working directory up: whoever works in one means that one, and no other."""
    try:
        directory = os.getcwd()
    except OSError:
        return None
    while not all(os.path.isdir(os.path.join(directory, folder)) for folder in FOLDERS):
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above
    return directory
