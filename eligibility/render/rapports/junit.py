"""JUnit XML, which every build server shows: one suite a file, one failure a finding; a note is no failure."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.rapports.rapport import Rapport, complet
from eligibility.render.support import propre


def rendre(rapport: Rapport) -> str:
    par_fichier: dict[str, list[Diagnostic]] = {name: [] for name in rapport.fichiers}
    for found in rapport.diagnostics:
        par_fichier.setdefault(found.fichier, []).append(found)
    root = Element("testsuites", {"name": "eligibility validate", **_comptes(rapport.diagnostics, len(par_fichier))})
    for fichier, found_here in sorted(par_fichier.items()):
        name = propre(fichier)
        suite = SubElement(root, "testsuite", {"name": name, **_comptes(found_here, 1)})
        if not found_here:
            SubElement(suite, "testcase", name="sans remarque", classname=name)
        for found in found_here:
            _cas(suite, name, found)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _cas(suite: Element, fichier: str, found: Diagnostic) -> None:
    place = f"{found.span.line}:{found.span.column}" if found.span else "fichier"
    case = SubElement(suite, "testcase", name=f"{found.code} ({place})", classname=fichier)
    said = propre(complet(found))
    if found.severity is Severity.NOTE:
        SubElement(case, "skipped", message=said)
        return
    failure = SubElement(case, "failure", message=propre(found.message), type=found.severity.value)
    failure.text = f"{fichier}:{place} {found.code} {said}"


def _comptes(diagnostics: Sequence[Diagnostic], vides: int) -> dict[str, str]:
    """``vides``: files, of which those without findings count for one."""
    notes = sum(found.severity is Severity.NOTE for found in diagnostics)
    sans = vides - len({found.fichier for found in diagnostics})
    return {
        "tests": str(len(diagnostics) + sans),
        "failures": str(len(diagnostics) - notes),
        "errors": "0",
        "skipped": str(notes),
    }
