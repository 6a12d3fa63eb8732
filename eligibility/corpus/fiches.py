"""Entries of corpus files, each with the place where it stands."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Path, Scalar, Sequence, Span, locate

T = TypeVar("T")

Brut = str | None | tuple["Brut", ...] | dict[str, "Brut"]


def brut(node: Node) -> Brut:
    """What is written, untyped: every scalar its text (None when empty or null), every list a tuple."""
    if isinstance(node, Scalar):
        return None if node.value is None else node.text
    if isinstance(node, Sequence):
        return tuple(brut(item) for item in node.items)
    return {key.text: brut(value) for key, value in node.entries}


def node_at(root: Node, path: Path) -> Node | None:
    """The node at ``path``, None when there is none."""
    node: Node | None = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def key_span(root: Node, path: Path) -> Span:
    """The span of the key that ends ``path``; of the deepest node there is, without such a key."""
    parent = node_at(root, path[:-1])
    key = parent.key(str(path[-1])) if path and isinstance(parent, Mapping) else None
    return key.span if key else locate(root, path)


class Fichier(Struct, frozen=True):
    """A file that could be read: its name in the corpus, its root and where to report what is wrong in it."""

    name: str
    root: Node
    report: Report


class Fiche(Struct, Generic[T], frozen=True):
    """One entry: what it declares, and the path of its node in its file. ``saine``: whether it is valid; else what it
    declares is what could be read of it (see ``partielles``)."""

    declare: T
    fichier: Fichier
    chemin: Path
    saine: bool = True

    def signale(self, code: str, *etapes: str | int, aide: str | None = None, **valeurs: object) -> None:
        """Report ``code`` at the node reached from the entry through ``etapes``."""
        self.fichier.report.add(code, self.span(*etapes), aide=aide, **valeurs)

    def span(self, *etapes: str | int) -> Span:
        return locate(self.fichier.root, (*self.chemin, *etapes))

    def span_de_cle(self, *etapes: str | int) -> Span:
        """The span of the key that ends ``etapes``."""
        return key_span(self.fichier.root, (*self.chemin, *etapes))

    def lieu(self, *etapes: str | int) -> str:
        """``fichier:ligne``, to point at the entry from another one's message."""
        return f"{self.fichier.name}:{self.span(*etapes).line}"

    def node(self, *etapes: str | int) -> Node | None:
        return node_at(self.fichier.root, (*self.chemin, *etapes))
