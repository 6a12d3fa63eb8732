"""A « # » glued to a word after a value: text lost, unless it is plainly a comment."""

from __future__ import annotations

import pytest

from eligibility.documents.loader import load

PERDUS = [
    ("titre: Opération §#1000jours", '"Opération #1000jours"'),
    ("titre: §#1000jours", '"#1000jours"'),
    ("- a\n- b §#c\n- §#d", '"b #c"'),
    ("titre: a\t§#b", '"a #b"'),
    ("titre: a\r\nsuite: b §#c\r\n", '"b #c"'),
    ("titre: un texte\n  qui continue §#ici\nsuite: a", '"un texte qui continue #ici"'),
    ("a:\n  b: c  §#d # e", '"c #d # e"'),
    ("titre: 12 §#3", '"12 #3"'),
]

GARDES = [
    "titre: a # une note",
    "titre: a # une note #etiquette",
    "titre: 'a #b' # note",
    'titre: "a #b"',
    "titre: 'a' #note",
    "titre: [a, b] #note",
    "titre: {a: b} #note",
    "titre: a#b",
    "#note\ntitre: a\n  #note",
    "titre: |\n  a #b\n  #c\nsuite: d",
    "titre: >-\n  a #b",
    '"a #b": c',
    "titre: 'un\n  texte #qui\n  continue'",
]


@pytest.mark.parametrize(("marked", "aide"), PERDUS)
def test_text_taken_for_a_comment_is_told(marked: str, aide: str) -> None:
    pieces = marked.split("§")
    places = []
    for end in range(1, len(pieces)):
        before = "".join(pieces[:end])
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    document, found = load("a.yaml", "".join(pieces).encode())
    assert document is not None, "it is read all the same"
    assert [(one.code, one.span.line, one.span.column) for one in found if one.span] == [
        ("V025", *place) for place in places
    ]
    assert aide in (found[0].aide or "")


@pytest.mark.parametrize("text", GARDES)
def test_comments_and_texts_are_left_alone(text: str) -> None:
    assert load("a.yaml", text.encode())[1] == ()


def test_only_the_first_ones_are_told() -> None:
    _, found = load("a.yaml", b"- a #b\n" * 5_000)
    assert [one.code for one in found] == ["V025"] * 100
