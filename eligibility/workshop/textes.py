"""The files of rules behind a corpus, read again to show what their lines say; each once."""

from __future__ import annotations

from pathlib import Path

from eligibility.corpus.model import Rule
from eligibility.documents.diagnostics import Report
from eligibility.documents.loader import read
from eligibility.documents.located import Document, Mapping, Scalar, Sequence, Span, locate
from eligibility.workshop.chemins import nom


class Textes:
    """``dossier``: where the files of the corpus are. They may have changed since the corpus was read."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._documents: dict[str, Document | None] = {}
        self._reports: dict[str, Report] = {}

    def regle(self, rule: Rule) -> Mapping | None:
        """What is written of the rule; None where its file has changed."""
        document = self._document(rule.fichier)
        root = document.root if document is not None else None
        listed = root.get("regles") if isinstance(root, Mapping) else None
        for item in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(item, Mapping) and item.span.line == rule.ligne:
                ident = item.get("id")
                return item if isinstance(ident, Scalar) and ident.text == rule.id else None
        return None

    def identifiant(self, rule: Rule) -> Span:
        """Where the rule is named; its first line where its file has changed."""
        node = self.regle(rule)
        return locate(node, ("id",)) if node is not None else Span(rule.ligne, 1, rule.ligne, 1)

    def report(self, fichier: str) -> Report:
        """What makes findings on the file, under the name that other tools find it by."""
        if fichier not in self._reports:
            document = self._document(fichier)
            texte = document.text if document is not None else ""
            self._reports[fichier] = Report(nom(self._dossier / fichier), texte)
        return self._reports[fichier]

    def _document(self, fichier: str) -> Document | None:
        if fichier not in self._documents:
            self._documents[fichier] = read(self._dossier / fichier, fichier)[0]
        return self._documents[fichier]
