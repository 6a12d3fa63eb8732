"""A rule's condition as one sentence, and as numbered lines.

The sentence says what is asked: what stands under « aucune » is told by its contrary. The lines follow what is
written, connector by connector.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.language import francais
from eligibility.language.conditions import Aucune, Condition, Leaf, Toutes
from eligibility.language.vocabulary import Vocabulary
from eligibility.workshop.notices import modele
from eligibility.workshop.notices.modele import Lien, Sorte

CONNECTEURS: Final = {
    "Toutes": "toutes ces conditions",
    "UneDe": "l'une au moins de ces conditions",
    "Aucune": "aucune de ces conditions",
}

_Arbre = str | tuple[bool, "tuple[_Arbre, ...]"]
"""What is asked: one thing, or several: all of them (True) or one of them at least."""


def enonce(condition: Condition, vocabulary: Vocabulary) -> str:
    """« Objets contient « x » ; et soit Âges recoupe 0-2 ans, soit Publics contient « y » ».

    Brackets come only where a third connector is nested in two others.
    """
    return _dit(_arbre(condition, vocabulary, True), 0)


def _arbre(condition: Condition, vocabulary: Vocabulary, positif: bool) -> _Arbre:
    if isinstance(condition, Leaf):
        return f"{francais.champ(condition.champ, vocabulary)} " + francais.attendu(
            condition, vocabulary, positif=positif
        )
    ensemble = isinstance(condition, Toutes) is positif
    if isinstance(condition, Aucune):
        # None of them: each one's contrary, all together; its contrary is one of them at least.
        ensemble, positif = positif, not positif
    parties: list[_Arbre] = []
    for enfant in condition.conditions:
        partie = _arbre(enfant, vocabulary, positif)
        # « a et (b et c) » is « a, b et c ».
        parties.extend(partie[1] if not isinstance(partie, str) and partie[0] is ensemble else [partie])
    return parties[0] if len(parties) == 1 else (ensemble, tuple(parties))


def _dit(arbre: _Arbre, profondeur: int) -> str:
    if isinstance(arbre, str):
        return arbre
    ensemble, parties = arbre
    dites = [_dit(partie, profondeur + 1) for partie in parties]
    simple = all(isinstance(partie, str) for partie in parties)
    if profondeur > 1:
        return f"({', '.join(dites[:-1])}, {'et' if ensemble else 'ou'} {dites[-1]})"
    if not ensemble:
        return ", ".join(f"soit {dite}" for dite in dites)
    if profondeur:
        return f"à la fois {', '.join(dites[:-1])} et {dites[-1]}"
    return (", et " if simple else f"{francais.NBSP}; et ").join(dites)


def lignes(condition: Condition, vocabulary: Vocabulary) -> tuple[modele.Condition, ...]:
    """The condition as written: connectors and tests, numbered « 1 », « 2 », « 2.1 »…; of a connector at the top only
    what it joins is numbered."""
    if isinstance(condition, Leaf):
        return (_test(condition, "1", vocabulary),)
    tete = modele.Condition("", CONNECTEURS[type(condition).__name__])
    return (tete, *_enfants(condition, "", vocabulary))


def _enfants(condition: Condition, numero: str, vocabulary: Vocabulary) -> Iterator[modele.Condition]:
    if isinstance(condition, Leaf):
        return
    for rang, enfant in enumerate(condition.conditions, 1):
        ici = f"{numero}.{rang}" if numero else str(rang)
        if isinstance(enfant, Leaf):
            yield _test(enfant, ici, vocabulary)
        else:
            yield modele.Condition(ici, CONNECTEURS[type(enfant).__name__])
            yield from _enfants(enfant, ici, vocabulary)


def _test(leaf: Leaf, numero: str, vocabulary: Vocabulary) -> modele.Condition:
    return modele.Condition(
        numero=numero,
        champ=Lien(Sorte.CHAMP, leaf.champ, francais.champ(leaf.champ, vocabulary)),
        operateur=Lien(Sorte.OPERATEUR, leaf.operateur.value),
        valeur=francais.operande(leaf, vocabulary),
        ligne=leaf.ligne,
    )
