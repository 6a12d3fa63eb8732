"""Where a mutant stands in its rule's file: the connector, the field, the value or the date that it changes."""

from __future__ import annotations

from pathlib import Path

from eligibility.corpus.model import Rule
from eligibility.documents.located import Mapping, Node, Scalar, Sequence, Span, locate
from eligibility.language.conditions import leaves
from eligibility.language.parser import CONNECTORS
from eligibility.workshop.mutation.mutants import Mutant
from eligibility.workshop.textes import Textes


class Lieux:
    """Of mutants of the corpus in ``dossier``."""

    def __init__(self, dossier: Path) -> None:
        self._textes = Textes(dossier)

    def place(self, mutant: Mutant, rule: Rule) -> Span:
        """``rule``: the one that the mutant comes from. Where its file has changed meanwhile, its first line."""
        node = self._textes.regle(rule)
        if node is None:
            premiere = next(leaves(rule.si), None)
            ligne = premiere.ligne if premiere is not None and mutant.partie == "si" else rule.ligne
            return Span(ligne, 1, ligne, 1)
        if mutant.partie == "si":
            return _dans_la_condition(node, mutant)
        if mutant.mot is None:
            return locate(node, mutant.chemin)
        listed: Node = node
        for etape in mutant.chemin:
            inner = listed.get(str(etape)) if isinstance(listed, Mapping) else None
            if inner is None:
                break
            listed = inner
        return _mot(listed, mutant.mot) or locate(node, mutant.chemin)


def _dans_la_condition(rule: Mapping, mutant: Mutant) -> Span:
    """Follow the nodes as the parser did: a connector holds a list; several operators under a field make a
    « toutes » of their own."""
    node = rule.get("si")
    span = locate(rule, ("si",))
    chemin = [int(etape) for etape in mutant.chemin[1:]]
    for _ in range(len(chemin) + 1):
        if not isinstance(node, Mapping) or not node.entries:
            break
        key, inner = node.entries[0]
        span = key.span
        if not chemin:
            return (mutant.mot and _mot(inner, mutant.mot)) or span
        rang = chemin.pop(0)
        if key.text in CONNECTORS and isinstance(inner, Sequence) and rang < len(inner.items):
            node = inner.items[rang]
        elif isinstance(inner, Mapping) and rang < len(inner.entries):
            operateur, operand = inner.entries[rang]
            return (mutant.mot and _mot(operand, mutant.mot)) or operateur.span
    return span


def _mot(node: Node, mot: str) -> Span | None:
    """The place of a value, however deep."""
    if isinstance(node, Scalar):
        return node.span if node.text == mot else None
    enfants = node.items if isinstance(node, Sequence) else [inner for _, inner in node]
    return next((found for enfant in enfants if (found := _mot(enfant, mot)) is not None), None)
