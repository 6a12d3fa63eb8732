"""Findings that a file says it accepts, and why: « # tolere V604 : raison », at the end of a line or just above it.

Only what is no error is tolerated. A tolerance without a reason, of an unknown code, of an error or of nothing is a
finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from msgspec import Struct

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Diagnostic, Report, Severity
from eligibility.documents.located import Document, Span, scalars
from eligibility.documents.suggest import fold, nearest, vouliez_vous

_COMMENTAIRE: Final = re.compile(
    r"(?:^|(?<=\s))#\s*(?P<mot>tol[^\s:]*)(?P<codes>[^:]*)(?::(?P<raison>.*))?$", re.IGNORECASE
)
_MOT: Final = "tolere"
"""Whatever its accents and capitals."""
_DEBUT: Final = b"tol"
_SEPARATEURS: Final = re.compile(r"[\s,;]+")
FAMILLE: Final = "V69"
"""Codes of the findings about tolerances themselves."""


class Tolerance(Struct, frozen=True):
    """``ligne``: the line it bears on, None when nothing follows it; ``span``: the comment."""

    codes: tuple[str, ...]
    raison: str
    ligne: int | None
    span: Span


def en_contient_peut_etre(data: bytes) -> bool:
    """False is certain, and spares reading a file for what almost none holds."""
    return b"#" in data and _DEBUT in data.lower()


def tolerances(document: Document) -> Iterator[Tolerance]:
    """The tolerances of a file, in order. What looks like one inside a value is text."""
    lines = [line.rstrip("\r") for line in document.text.split("\n")]
    textes: list[Span] | None = None
    for index, line in enumerate(lines):
        found = _COMMENTAIRE.search(line)
        if found is None or fold(found["mot"]) != _MOT:
            continue
        if textes is None:
            textes = [scalar.span for scalar in scalars(document.root)]
        if any(span.holds(index + 1, found.start() + 1) for span in textes):
            continue
        seule = not line[: found.start()].strip()
        yield Tolerance(
            codes=_codes(found["codes"], expliquee=found["raison"] is not None),
            raison=(found["raison"] or "").strip(),
            ligne=_suivante(lines, index) if seule else index + 1,
            span=Span(index + 1, found.start() + 1, index + 1, len(line.rstrip()) + 1),
        )


def appliquer(
    document: Document, diagnostics: Iterable[Diagnostic], evalues: Collection[str]
) -> tuple[Diagnostic, ...]:
    """``diagnostics`` of the file, less what it tolerates, plus what its tolerances have wrong.

    ``evalues``: the codes that were looked for; of others, nothing says that they are not there.
    """
    restants = list(diagnostics)
    report = Report(document.name, document.text)
    for tolerance in tolerances(document):
        if not tolerance.codes:
            report.add("V691", tolerance.span, ecrit="rien n'est écrit")
        for code in tolerance.codes:
            entry = CATALOGUE.get(code)
            if entry is None or code.startswith(FAMILLE):
                aide = vouliez_vous(nearest(code, (known for known in CATALOGUE if not known.startswith(FAMILLE))))
                report.add("V691", tolerance.span, ecrit=f"«\u00a0{clip(code)}\u00a0»", aide=aide)
            elif Severity(entry.severity) is Severity.ERREUR:
                report.add("V693", tolerance.span, vise=code)
            elif not tolerance.raison:
                report.add("V690", tolerance.span, vise=code)
            else:
                vises = [found for found in restants if found.code == code and _vise(found, tolerance)]
                restants = [found for found in restants if found not in vises]
                if not vises and code in evalues:
                    report.add("V692", tolerance.span, vise=code)
    return (*restants, *report.diagnostics)


def _codes(ecrits: str, *, expliquee: bool) -> tuple[str, ...]:
    """The codes named. Without a colon, the words of the reason stand among them."""
    mots = [mot for mot in _SEPARATEURS.split(ecrits.strip()) if mot]
    return tuple(mot for mot in mots if expliquee or mot in CATALOGUE)


def _vise(found: Diagnostic, tolerance: Tolerance) -> bool:
    return found.span is not None and found.span.line == tolerance.ligne


def _suivante(lines: list[str], index: int) -> int | None:
    """The number of the first line after ``index`` that says something, comments left aside."""
    for number, line in enumerate(lines[index + 1 :], index + 2):
        if line.strip() and not line.lstrip().startswith("#"):
            return number
    return None
