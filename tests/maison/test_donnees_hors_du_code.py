"""The corpus is data: no axis, item, measure, actor, scheme or contract is named in the code."""

from __future__ import annotations

import ast
from pathlib import Path

from eligibility.corpus.loading import load_corpus

ROOT = Path(__file__).parents[2]

HOMONYMES = {
    "commands/doctor.py": {"etat"},  # the state of what is examined
    "corpus/declarations.py": {"periode", "diagnostic"},  # a kind of field, a nature of contribution
    "language/vocabulary.py": {"periode"},
    "render/rapports/sarif.py": {"region"},  # a place in a file, in SARIF's own words
    "render/texte/reponse.py": {"caf"},  # the project's own field
    "workshop/notices/apports.py": {"diagnostic"},  # a nature of contribution
}
"""Words of the schema that happen to be ids of the corpus too."""


def test_no_id_of_the_corpus_is_written_in_the_code() -> None:
    corpus, diagnostics = load_corpus(ROOT)
    assert corpus is not None, diagnostics
    dispositifs = corpus.vocabulaire.champs["dispositifs"].valeurs
    ids = {
        *corpus.axes,
        *corpus.items,
        *corpus.mesures,
        *corpus.acteurs,
        *corpus.instruments,
        *corpus.cofinancements,
        *corpus.contributions,
        *corpus.coordinations,
        *corpus.interpretations,
        *(value.id for value in dispositifs),
    }
    assert len(ids) > 200
    named = []
    for path in sorted((ROOT / "eligibility").rglob("*.py")):
        admis = HOMONYMES.get(path.relative_to(ROOT / "eligibility").as_posix(), set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids - admis:
                named.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value}")
    assert "\n".join(named) == ""
