"""The sentence of a condition: read back as French reads it, it asks what the condition asks."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.evaluate import Truth, truth
from eligibility.language.vocabulary import Field, Kind, Vocabulary
from eligibility.workshop.notices.enonce import enonce, lignes

NOMS = "abcd"
VOCABULAIRE = Vocabulary({nom: Field(nom, Kind.OUI_NON, nom.upper()) for nom in NOMS})
A, B, C, D = (Leaf(nom, Operator.VAUT, True, ligne) for ligne, nom in enumerate(NOMS, 10))

conditions: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from([A, B, C, D]),
    lambda inner: st.builds(
        lambda connecteur, enfants: connecteur(tuple(enfants)),
        st.sampled_from((Toutes, UneDe, Aucune)),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=9,
)


def lire(texte: str, faits: dict[str, bool]) -> bool:
    """What a reader makes of a sentence: brackets first, then « ; et », then « soit », then « à la fois »."""
    vrais = {True: "VRAI", False: "FAUX"}
    while found := re.search(r"\(([^()]*)\)", texte):
        *debut, fin = found[1].split(", ")
        lien, dernier = fin.split(" ", 1)
        assert lien in ("et", "ou")
        lus = [lire(partie, faits) for partie in (*debut, dernier)]
        texte = texte.replace(found[0], vrais[all(lus) if lien == "et" else any(lus)])
    for separateur in ("\u00a0; et ", ", et "):
        if separateur in texte:
            return all(lire(partie, faits) for partie in texte.split(separateur))
    if texte.startswith("soit "):
        return any(lire(partie, faits) for partie in texte.removeprefix("soit ").split(", soit "))
    if texte.startswith("à la fois "):
        return all(lire(partie, faits) for partie in re.split(", | et ", texte.removeprefix("à la fois ")))
    if texte in vrais.values():
        return texte == vrais[True]
    found = re.fullmatch(r"([A-D]) (vaut|ne vaut pas) oui", texte)
    assert found, texte
    return faits[found[1].lower()] is (found[2] == "vaut")


@given(conditions)
def test_the_sentence_asks_what_the_condition_asks(condition: Condition) -> None:
    dit = enonce(condition, VOCABULAIRE)
    for valeurs in itertools.product((True, False), repeat=len(NOMS)):
        faits = dict(zip(NOMS, valeurs, strict=True))
        assert lire(dit, faits) is (truth(condition, faits) is Truth.VRAI), dit


@pytest.mark.parametrize(
    ("condition", "dit"),
    [
        (A, "A vaut oui"),
        (Toutes((A, B)), "A vaut oui, et B vaut oui"),
        (UneDe((A, B)), "soit A vaut oui, soit B vaut oui"),
        (Aucune((A, B)), "A ne vaut pas oui, et B ne vaut pas oui"),
        (Toutes((A, UneDe((B, C)))), "A vaut oui·; et soit B vaut oui, soit C vaut oui"),
        (UneDe((A, Toutes((B, C)))), "soit A vaut oui, soit à la fois B vaut oui et C vaut oui"),
        (Toutes((A, Aucune((Toutes((B, C)),)))), "A vaut oui·; et soit B ne vaut pas oui, soit C ne vaut pas oui"),
        (
            Toutes((A, UneDe((B, Toutes((C, D)))))),
            "A vaut oui·; et soit B vaut oui, soit (C vaut oui, et D vaut oui)",
        ),
        # A connector in the same one says nothing by itself.
        (Toutes((A, Toutes((B, UneDe((C,)))))), "A vaut oui, et B vaut oui, et C vaut oui"),
    ],
)
def test_sentences_read_well(condition: Condition, dit: str) -> None:
    assert enonce(condition, VOCABULAIRE).replace("\u00a0", "·") == dit


@given(conditions)
def test_each_test_has_its_own_number_and_line(condition: Condition) -> None:
    found = lignes(condition, VOCABULAIRE)
    numeros = [ligne.numero for ligne in found if ligne.numero]
    assert len(set(numeros)) == len(numeros)
    # Each part of a connector stands under it.
    for numero in numeros:
        parent, _, _ = numero.rpartition(".")
        assert not parent or numeros.index(parent) < numeros.index(numero)
    for ligne in found:
        if ligne.champ is not None:
            assert ligne.operateur is not None
            assert (ligne.operateur.ident, ligne.valeur) == ("vaut", "oui")
            assert ligne.ligne == 10 + NOMS.index(ligne.champ.ident)
        else:
            assert ligne.texte


def test_lines_follow_what_is_written() -> None:
    found = lignes(Toutes((A, Aucune((B, Toutes((C, D)))))), VOCABULAIRE)
    assert [(ligne.numero, ligne.texte or ligne.champ.montre) for ligne in found] == [  # type: ignore[union-attr]
        ("", "toutes ces conditions"),
        ("1", "A"),
        ("2", "aucune de ces conditions"),
        ("2.1", "B"),
        ("2.2", "toutes ces conditions"),
        ("2.2.1", "C"),
        ("2.2.2", "D"),
    ]
