"""What the tool itself says of a text, and how editors see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from eligibility.corpus.fingerprint import Snapshot, SourceFile, take
from eligibility.corpus.loading import compile_snapshot, load_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.loader import load
from eligibility.documents.located import Mapping, Node, Scalar
from eligibility.language.projet import read_projet
from eligibility.workshop.cas.connus import Connus
from eligibility.workshop.cas.lecture import lire_document

RACINE: Final = Path(__file__).parents[2]
FICHIERS: Final = {
    "projet": "essai.projet.yaml",
    "regles": "rules/essai.yaml",
    "cas": "tests/cas/essai.yaml",
    "items": "referentiels/items.yaml",
    "cofinancements": "referentiels/cofinancements.yaml",
}
"""Where a file of each kind stands in a corpus."""


@cache
def corpus() -> Corpus:
    found, diagnostics = load_corpus(RACINE)
    assert found is not None, diagnostics
    return found


@cache
def _referentiels() -> Snapshot:
    pris = take(RACINE)
    return replace(pris, files=tuple(file for file in pris.files if not file.name.startswith("rules/")))


def erreurs(nature: str, texte: str) -> list[int]:
    """The lines of the errors that the tool finds in a file of this kind."""
    name, data = FICHIERS[nature], texte.encode()
    found: Iterable[Diagnostic]
    if nature in ("projet", "cas"):
        document, found = load(name, data)
        if document is not None and nature == "projet":
            found = (*found, *read_projet(document, corpus().vocabulaire)[1])
        elif document is not None:
            found = lire_document(document, found, Connus.du(corpus()))[1]
    else:
        pris = _referentiels()
        files = {file.name: file for file in pris.files} | {name: SourceFile(name, data)}
        found = compile_snapshot(replace(pris, files=tuple(files[each] for each in sorted(files))))[1]
    return sorted(
        {
            entry.span.line
            for entry in found
            if entry.fichier == name and entry.severity is Severity.ERREUR and entry.span is not None
        }
    )


def vu(node: Node | None) -> object:
    """What a reader of YAML 1.2 makes of a text, as editors do: « 01 » is a number, « oui » a text."""
    if node is None:
        return None
    if isinstance(node, Mapping):
        return {key.text: vu(value) for key, value in node}
    if not isinstance(node, Scalar):
        return [vu(item) for item in node.items]
    if node.quoted or node.value is None or isinstance(node.value, bool):
        return node.text if node.quoted else node.value
    if re.fullmatch("[-+]?[0-9]+", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", node.text) else node.text
