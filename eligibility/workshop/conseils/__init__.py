"""A page of advice for each diagnostic code: why it is refused, what to avoid, what to write instead.

The pages are data, one file for each family of codes, beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from eligibility.documents.catalogue import typeset
from eligibility.documents.loader import load
from eligibility.documents.located import plain

__all__ = ["INSECABLE", "Conseil", "codes_conseilles", "conseil"]


INSECABLE: Final = "␣"


class Conseil(Struct, frozen=True):
    """``pourquoi``: French sentences, typeset. ``eviter`` and ``preferer``: lines of a file, the faulty ones and the
    same mended; where nothing can be printed, both are None and ``sans_exemple`` says why.

    What does not show stands in ``eviter`` for what is written: ``masks.SHOWN`` for a character that must not reach a
    terminal, ``INSECABLE`` for a no-break space.
    """

    code: str
    pourquoi: str
    eviter: str | None = None
    preferer: str | None = None
    sans_exemple: str | None = None


class _Page(Struct, frozen=True, forbid_unknown_fields=True):
    pourquoi: str
    eviter: str | None = None
    preferer: str | None = None
    sans_exemple: str | None = None


def conseil(code: str) -> Conseil:
    """The page of ``code``, a diagnostic code such as ``V102``. Raises KeyError when there is none."""
    page = _famille(f"v{code[1:2]}.yaml")[code]
    return Conseil(
        code=code,
        pourquoi=typeset(page.pourquoi),
        eviter=page.eviter,
        preferer=page.preferer,
        sans_exemple=None if page.sans_exemple is None else typeset(page.sans_exemple),
    )


def codes_conseilles() -> tuple[str, ...]:
    """The codes that have a page, in order."""
    noms = sorted(entry.name for entry in files(__name__).iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(code for nom in noms for code in _famille(nom)))


@cache
def _famille(nom: str) -> Mapping[str, _Page]:
    """The pages of one file; none when there is no such file.

    Raises ValueError when the file is ill written: a programming error.
    """
    ressource = files(__name__).joinpath(nom)
    if not ressource.is_file():
        return {}
    document, diagnostics = load(nom, ressource.read_bytes())
    if document is None or document.root is None or diagnostics:
        raise ValueError(f"{nom}: {diagnostics[0] if diagnostics else 'empty'}")
    return msgspec.convert(plain(document.root), dict[str, _Page])
