"""Where the corpus is."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "ELIGIBILITY_CORPUS"
_PACKAGE = Path(__file__).resolve().parent.parent


def find_corpus(option: Path | None = None, package: Path = _PACKAGE) -> Path:
    """The directory that holds ``rules/`` and ``referentiels/``: ``option``, else ``$ELIGIBILITY_CORPUS``, else
    the checkout around the package, else the data installed with it.

    An explicit choice is returned as it is, even when nothing is there: loading it says so.
    """
    if option is not None:
        return option
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    checkout = package.parent
    # The file, not only the folders: site-packages may hold a stranger's « rules ».
    if (checkout / "rules").is_dir() and (checkout / "referentiels" / "corpus.yaml").is_file():
        return checkout
    return package / "_data"
