"""The project of a case, or the part of one that matters to it."""

from __future__ import annotations

from collections.abc import Collection

from eligibility.corpus.casses import projet_sans
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Document, Node, Scalar
from eligibility.documents.located import Mapping as MappingNode
from eligibility.language.projet import INTITULE, Projet, read_projet
from eligibility.language.scalaires import opening
from eligibility.workshop.cas.connus import Connus
from eligibility.workshop.cas.declares import CasDeclare


def lire_projet(
    node: Node, nom: str, document: Document, connus: Connus, report: Report, sauf: Collection[str] = ()
) -> Projet | None:
    """The project of a case, less its keys ``sauf`` and what it says of fields that are not known; its title is the
    case's name when it gives none."""
    assert connus.vocabulaire is not None, "projects are read with a vocabulary"
    if not isinstance(node, MappingNode):
        report.add(
            "V103", opening(node), attendu="un projet", aide="écrivez ses champs sous «\u00a0projet:\u00a0», décalés"
        )
        return None
    entries = tuple(entry for entry in node.entries if entry[0].text not in sauf)
    if node.key(INTITULE) is None:
        titre = Scalar(nom, nom, True, node.span)
        entries = ((Scalar(INTITULE, INTITULE, False, node.span), titre), *entries)
    node = MappingNode(entries, node.span)
    lisible = projet_sans(node, connus.vocabulaire, connus.casses) if connus.casses else node
    projet, found = read_projet(document, connus.vocabulaire, lisible)
    report.extend(found)
    return projet


def egarees(cas: Node, connus: Connus, report: Report) -> frozenset[str]:
    """Report, and return, the keys of a case that are written among those of its project instead."""
    projet = cas.get("projet") if isinstance(cas, MappingNode) else None
    if connus.vocabulaire is None or not isinstance(cas, MappingNode) or not isinstance(projet, MappingNode):
        return frozenset()
    perdues = [key for key, _ in projet if key.text in CasDeclare.model_fields and cas.key(key.text) is None]
    if not perdues:
        return frozenset()
    champs = {champ.split(".")[0] for champ in (*connus.vocabulaire.champs, *connus.casses)}
    perdues = [key for key in perdues if key.text not in champs]
    for key in perdues:
        aide = "c'est une clé du cas\u00a0: écrivez-la au niveau de «\u00a0projet\u00a0», moins décalée"
        report.add("V102", key.span, cle=key.text, aide=aide)
    return frozenset(key.text for key in perdues)
