"""JUnit XML, which every build server shows: one suite a file, one test a case, one failure a finding; a note is no
failure."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.render.rapports.rapport import Rapport, complet, explications
from eligibility.render.support import propre
from eligibility.workshop.controle.etapes import CasJoue


def rendre(rapport: Rapport) -> str:
    suites: dict[str, list[Element]] = {name: [] for name in rapport.fichiers}
    dits = {diagnostic for joue in rapport.cas for diagnostic in joue.diagnostics}
    for joue in rapport.cas:
        suites.setdefault(joue.fichier, []).append(_cas(joue))
    for found in rapport.diagnostics:
        if found not in dits:
            suites.setdefault(found.fichier, []).append(_remarque(found))
    root = Element("testsuites")
    for fichier, epreuves in sorted(suites.items()):
        name = propre(fichier)
        suite = SubElement(root, "testsuite", name=name)
        suite.extend(epreuves or [Element("testcase", name="sans remarque", classname=name)])
        _distinguer(suite)
        suite.attrib.update(_comptes(suite))
    root.attrib.update({"name": f"eligibility {rapport.commande}", **_comptes(root)})
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _distinguer(suite: Element) -> None:
    """Of several tests of the same name, most readers keep one."""
    fois: dict[str, int] = {}
    for case in suite:
        name = case.attrib["name"]
        fois[name] = fois.get(name, 0) + 1
        if fois[name] > 1:
            case.set("name", f"{name}, n°\u00a0{fois[name]}")


def _cas(joue: CasJoue) -> Element:
    """One failure for all that differs: several in one test are read by few."""
    fichier = propre(joue.fichier)
    case = Element("testcase", name=propre(joue.nom), classname=fichier, file=fichier, line=str(joue.ligne))
    if joue.diagnostics:
        premier, *autres = joue.diagnostics
        reste = f" (et {len(autres)} autre{'s' if len(autres) > 1 else ''})" if autres else ""
        failure = SubElement(case, "failure", message=propre(f"{premier.message}{reste}"), type=premier.severity.value)
        failure.text = "\n".join(map(_detail, joue.diagnostics))
    return case


def _remarque(found: Diagnostic) -> Element:
    case = Element("testcase", name=f"{found.code} ({_place(found)})", classname=propre(found.fichier))
    if found.severity is Severity.NOTE:
        SubElement(case, "skipped", message=propre(complet(found)))
    else:
        failure = SubElement(case, "failure", message=propre(found.message), type=found.severity.value)
        failure.text = _detail(found)
    return case


def _detail(found: Diagnostic) -> str:
    lines = [f"{found.fichier}:{_place(found)} {found.code} {complet(found)}", *explications(found)]
    return "\n  ".join(map(propre, lines))


def _place(found: Diagnostic) -> str:
    return f"{found.span.line}:{found.span.column}" if found.span else "fichier"


def _comptes(element: Element) -> dict[str, str]:
    return {
        "tests": str(sum(1 for _ in element.iter("testcase"))),
        "failures": str(sum(1 for _ in element.iter("failure"))),
        "errors": "0",
        "skipped": str(sum(1 for _ in element.iter("skipped"))),
    }
