"""What an analysis looks at: a sound corpus, the place of each of its entries, and the cases there are."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import Any

from msgspec import Struct

from eligibility.corpus.declarations import RegleDeclaree
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.loading import Compilation
from eligibility.corpus.model import Corpus, Rule
from eligibility.documents.located import Mapping, Node, Scalar, Sequence, Span
from eligibility.engine.derivation import CHAMPS_DERIVES, conclus
from eligibility.language.conditions import Condition, Leaf, leaves
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.solveur import Solveur


class Contexte(Struct, frozen=True):
    """``cas``: None when there are none to look at, or when one of their files is faulty."""

    compilation: Compilation
    corpus: Corpus
    solveur: Solveur
    cas: tuple[Cas, ...] | None = None

    @staticmethod
    def de(compilation: Compilation, corpus: Corpus, cas: tuple[Cas, ...] | None = None) -> Contexte:
        return Contexte(compilation, corpus, Solveur(corpus.vocabulaire, concluables(corpus)), cas)

    @property
    def regles(self) -> tuple[tuple[Fiche[RegleDeclaree], Rule], ...]:
        return self.compilation.regles

    def entrees(self, key: str) -> Table[str, Fiche[Any]]:
        """The entries of a list, by id."""
        return self.compilation.entrees[key]

    def testees(self) -> Iterator[tuple[str, str, Rule]]:
        """(field, value, rule) of each value that a rule names."""
        for _, rule in self.regles:
            for leaf in leaves(rule.si):
                valeurs = leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,)
                for valeur in valeurs:
                    if isinstance(valeur, str):
                        yield leaf.champ, valeur, rule


def concluables(corpus: Corpus) -> dict[str, frozenset[str]]:
    """The values that rules conclude, whatever the day and the readings, by field."""
    axes = {item.id: item.axe for item in corpus.items.values()}
    found: dict[str, set[str]] = {champ: set() for champ in CHAMPS_DERIVES}
    for rule in corpus.regles:
        for champ, valeur in conclus(rule, axes):
            found[champ].add(valeur)
    return {champ: frozenset(valeurs) for champ, valeurs in found.items()}


def place(condition: Condition) -> tuple[int, int]:
    """Line and column of the leaf that stands first in ``condition``."""
    leaf = next(leaves(condition))
    return leaf.ligne, leaf.colonne


def cle(fiche: Fiche[Any], rule: Rule, condition: Condition) -> Scalar | None:
    """The connector that ``condition``, a part of ``rule``, is written with; None for a test of a field."""
    return None if isinstance(condition, Leaf) else _cle(fiche.node("si"), rule.si, condition)


def _cle(node: Node | None, lue: Condition, cherchee: Condition) -> Scalar | None:
    """``lue``: the condition that ``node`` writes."""
    if not isinstance(node, Mapping) or isinstance(lue, Leaf):
        return None
    ((key, dessous),) = node.entries
    if lue is cherchee:
        return key
    if not isinstance(dessous, Sequence):
        return None
    enfants = zip(dessous.items, lue.conditions, strict=True)
    return next((found for item, enfant in enfants if (found := _cle(item, enfant, cherchee))), None)


def debut(condition: Condition) -> Span:
    """The field that stands first in ``condition``."""
    ligne, colonne = place(condition)
    return Span(ligne, colonne, ligne, colonne + len(next(leaves(condition)).champ))
