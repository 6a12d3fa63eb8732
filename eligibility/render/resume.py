"""What came of a check as a page of Markdown, for who looks at it from afar: each step, then each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.language.francais import compte
from eligibility.render.etapes import MOTS, TITRES, conclusion, detail
from eligibility.render.rapports.rapport import explications
from eligibility.render.support import propre
from eligibility.render.typographie import soigner
from eligibility.workshop.controle.etapes import Etape, Etat

_MAX: Final = 100
"""Findings told one by one: pages have a limit, and readers too."""

_SIGNES: Final = {
    Etat.CONFORME: "✅",
    Etat.FAUTIVE: "❌",
    Etat.NON_LANCEE: "⚠️",
    Etat.ECARTEE: "➖",
    Etat.SANS_OBJET: "➖",
}
_MARQUES: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def rendre(etapes: Sequence[Etape], titre: str, moteur: str | None) -> str:
    """``titre``: of the corpus; ``moteur``: what answered, None when nothing did."""
    fautives = any(etape.etat is Etat.FAUTIVE for etape in etapes)
    signe = _SIGNES[Etat.FAUTIVE if fautives else Etat.CONFORME]
    lines = [
        f"## {signe} {_inerte(titre)}",
        "",
        conclusion(etapes),
        "",
        "| Étape | Résultat | Chiffres |",
        "|---|---|---|",
        *map(_ligne, etapes),
    ]
    if moteur is not None:
        lines += ["", soigner(f"Moteur : {_inerte(moteur)}.")]
    found = {diagnostic for etape in etapes for diagnostic in etape.diagnostics}
    for severity in Severity:
        lines += _remarques(severity, sorted((d for d in found if d.severity is severity), key=lambda d: d.sort_key))
    return "\n".join(lines) + "\n"


def _ligne(etape: Etape) -> str:
    return f"| {TITRES[etape.nom]} | {_SIGNES[etape.etat]} {MOTS[etape.etat]} | {_inerte(detail(etape))} |"


def _remarques(severity: Severity, found: Sequence[Diagnostic]) -> list[str]:
    """Notes are folded: nothing is to be done about them."""
    if not found:
        return []
    titre = compte(len(found), severity.value)
    lines: list[str] = []
    dite = None
    for diagnostic in found[:_MAX]:
        # What mends several in a row is said once.
        lines += _remarque(diagnostic, None if diagnostic.aide == dite else diagnostic.aide)
        dite = diagnostic.aide
    if len(found) > _MAX:
        lines.append(f"- … et {compte(len(found) - _MAX, 'autre remarque')}")
    if severity is Severity.NOTE:
        return ["", "<details>", f"<summary>{titre}</summary>", "", *lines, "", "</details>"]
    return ["", f"### {titre[0].upper()}{titre[1:]}", "", *lines]


def _remarque(found: Diagnostic, aide: str | None) -> list[str]:
    place = f"{found.fichier}:{found.span.line}" if found.span else found.fichier
    remede = f" — {_inerte(aide)}" if aide else ""
    return [
        f"- **{found.code}** {_code(place)} {_inerte(found.message)}{remede}",
        *(f"  - {_inerte(texte)}" for texte in explications(found)),
    ]


def _inerte(text: str) -> str:
    """``text`` on one line, shown as it is."""
    return _MARQUES.sub(r"\\\1", propre(text))


def _code(text: str) -> str:
    """The same as code, whatever backticks it holds."""
    text = propre(text)
    cloture = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    marge = " " if "`" in text else ""
    return f"{cloture}{marge}{text}{marge}{cloture}"
