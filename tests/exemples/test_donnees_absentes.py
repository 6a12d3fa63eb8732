"""A missing datum is named, a misspelled one is an error: neither ever becomes a plain « no »."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Severity
from eligibility.language.vocabulary import Kind
from eligibility.verdict import Statut, Verdict

from .conftest import EXEMPLES, Read

Tree = dict[str, Any]


def _tree(text: str) -> Tree:
    """Every scalar as written: the project's own text is what the tool must read."""
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def _dump(tree: Tree) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def _paths(tree: Tree, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in tree.items():
        yield (*prefix, key)
        if isinstance(value, dict):
            yield from _paths(value, (*prefix, key))


def _without(tree: Tree, path: tuple[str, ...]) -> Tree:
    pruned = copy.deepcopy(tree)
    parent = pruned
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    return pruned


TREES = {path.name: _tree(path.read_text(encoding="utf-8")) for path in EXEMPLES}
DELETIONS = [(name, path) for name, tree in TREES.items() for path in _paths(tree) if path != ("intitule",)]


def _statuses(verdict: Verdict) -> dict[str, Statut]:
    return {
        **{f"item {entry.item}": entry.statut for entry in verdict.items},
        **{f"mesure {entry.mesure}": entry.statut for entry in verdict.mesures},
        **{f"contribution {entry.contribution}": entry.statut for entry in verdict.contributions},
        **{f"coordination {entry.coordination}": entry.statut for entry in verdict.coordinations},
    }


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_deleting_fields_never_turns_a_match_into_a_silent_no(
    data: st.DataObject, verifier: Callable[[str], Verdict]
) -> None:
    name = data.draw(st.sampled_from(sorted(TREES)))
    tree = TREES[name]
    paths = [path for path in _paths(tree) if path != ("intitule",)]
    chosen = data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4, unique=True))
    pruned = tree
    deleted = []
    for path in sorted(chosen, key=len, reverse=True):
        pruned = _without(pruned, path)
        deleted.append(".".join(path))
    _never_a_silent_no(verifier(_dump(tree)), verifier(_dump(pruned)), deleted)


@pytest.mark.parametrize(
    ("name", "path"), DELETIONS, ids=lambda value: value if isinstance(value, str) else ".".join(value)
)
def test_deleting_each_field_alone(name: str, path: tuple[str, ...], verifier: Callable[[str], Verdict]) -> None:
    tree = TREES[name]
    _never_a_silent_no(verifier(_dump(tree)), verifier(_dump(_without(tree, path))), [".".join(path)])


def _never_a_silent_no(full: Verdict, pruned: Verdict, deleted: list[str]) -> None:
    before, after = _statuses(full), _statuses(pruned)
    named = {entry.champ for entry in pruned.a_preciser}
    for cible, statut in before.items():
        now = after.get(cible, Statut.NE_CORRESPOND_PAS)
        if statut is Statut.CORRESPOND:
            assert now is not Statut.NE_CORRESPOND_PAS, cible
            if now is Statut.INDETERMINE:
                assert any(champ == path or champ.startswith(f"{path}.") for champ in named for path in deleted), cible
    if pruned.conclusion is not full.conclusion:
        assert pruned.conclusion == "indetermine", (full.conclusion, pruned.conclusion)
        assert any(entry.decisif for entry in pruned.a_preciser)


def _misspell(word: str, choice: random.Random) -> str:
    """One letter doubled, dropped or swapped, never the first."""
    position = choice.randrange(1, len(word))
    kind = choice.randrange(3)
    if kind == 0:
        return word[:position] + "x" + word[position:]
    if kind == 1 and len(word) > 3:
        return word[:position] + word[position + 1 :]
    return word[:position] + "q" + word[position + 1 :]


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_misspelling_any_key_is_placed_and_corrected(data: st.DataObject, lire: Read) -> None:
    tree = TREES[data.draw(st.sampled_from(sorted(TREES)))]
    path = data.draw(st.sampled_from(list(_paths(tree))))
    wrong = _misspell(path[-1], random.Random(data.draw(st.integers(0, 10_000))))
    mangled = copy.deepcopy(tree)
    parent = mangled
    for step in path[:-1]:
        parent = parent[step]
    if wrong in parent:
        return
    parent[wrong] = parent.pop(path[-1])
    text = _dump(mangled)
    projet, diagnostics = lire(text)
    assert projet is None
    line = next(number for number, row in enumerate(text.split("\n"), 1) if row.lstrip().startswith(f"{wrong}:"))
    errors = [found for found in diagnostics if found.severity is Severity.ERREUR and found.span]
    hit = [found for found in errors if found.span and found.span.line == line]
    assert hit, (wrong, diagnostics)
    assert hit[0].span is not None
    assert hit[0].span.column == len(text.split("\n")[line - 1]) - len(text.split("\n")[line - 1].lstrip()) + 1
    assert hit[0].aide is not None
    assert f"« {path[-1]} »" in hit[0].aide.replace("\u00a0", " ")


def _typed_values(tree: Tree, corpus: Corpus, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(field id, word) for each value the vocabulary lists."""
    for key, value in tree.items():
        champ = f"{prefix}{key}"
        field = corpus.vocabulaire.champs.get(champ)
        if isinstance(value, dict) and field is None:
            yield from _typed_values(value, corpus, f"{champ}.")
        elif field is not None and field.nature in (Kind.CHOIX, Kind.ENSEMBLE, Kind.OUI_NON):
            for word in value if isinstance(value, list) else [value]:
                yield champ, word


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_misspelling_any_value_is_placed_and_corrected(data: st.DataObject, lire: Read, corpus: Corpus) -> None:
    tree = TREES[data.draw(st.sampled_from(sorted(TREES)))]
    champ, word = data.draw(st.sampled_from(list(_typed_values(tree, corpus))))
    if len(word) < 3:
        return
    wrong = _misspell(word, random.Random(data.draw(st.integers(0, 10_000))))

    def replace(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: replace(value) for key, value in node.items()}
        if isinstance(node, list):
            return [replace(value) for value in node]
        return wrong if node == word else node

    text = _dump(replace(tree))
    projet, diagnostics = lire(text)
    known = {value.id for value in corpus.vocabulaire.champs[champ].valeurs}
    if projet is not None:
        # Some misspellings are another spelling that the vocabulary accepts: then a note says how it was read.
        assert wrong in known or any(found.severity is Severity.NOTE and found.span for found in diagnostics)
        return
    hit = [
        found
        for found in diagnostics
        if found.severity is Severity.ERREUR and f"« {wrong} »" in found.message.replace("\u00a0", " ")
    ]
    assert hit, diagnostics
    assert all(found.span and found.aide for found in hit)
    rows = text.split("\n")
    assert all(
        found.span and rows[found.span.line - 1][found.span.column - 1 :].lstrip("'\"").startswith(wrong)
        for found in hit
    )
