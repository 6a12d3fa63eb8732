"""Each change of a condition: what it becomes, and what is said of a case that is missing."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.vocabulary import Field, Kind, Value, Vocabulary
from eligibility.workshop.mutation.arbre import changements, noeuds, remplacer

MOTS = tuple(Value(mot, mot.upper()) for mot in ("a", "b", "c", "d"))
VOCABULAIRE = Vocabulary(
    {
        field.id: field
        for field in (
            Field("choix", Kind.CHOIX, "Choix", valeurs=MOTS),
            Field("sorte", Kind.ENSEMBLE, "Sorte", valeurs=MOTS),
            Field("but", Kind.OUI_NON, "But"),
            Field("ages", Kind.INTERVALLE, "Âges", unite="ans"),
            Field("places", Kind.NOMBRE, "Places"),
            Field("cout", Kind.MONTANT, "Coût"),
            Field("jour", Kind.DATE, "Jour"),
            Field("periode", Kind.PERIODE, "Période"),
            Field("seul", Kind.CHOIX, "Seul", valeurs=MOTS[:1]),
        )
    }
)
JOUR = date(2024, 1, 1).toordinal()


def feuille(champ: str, operateur: str, valeur: object) -> Leaf:
    return Leaf(champ, Operator(operateur), valeur)  # type: ignore[arg-type]


A, B = feuille("choix", "vaut", "a"), feuille("but", "vaut", True)
C = feuille("sorte", "contient", "c")


def autres(leaf: Leaf) -> dict[Condition, str]:
    """What the leaf becomes, apart from being dropped."""
    return {
        change.si: change.dit.replace("\u00a0", " ").removeprefix("aucun cas ne distingue ").removeprefix("aucun cas ")
        for change in changements(leaf, VOCABULAIRE)
        if change.si != Toutes(())
    }


# leaf · what it becomes, and how that is told
FEUILLES: list[tuple[Leaf, dict[Condition, str]]] = [
    (
        feuille("choix", "vaut", "a"),
        {
            Aucune((feuille("choix", "vaut", "a"),)): "cette condition de son contraire",
            feuille("choix", "vaut", "b"): "« A » de « B »",
        },
    ),
    # The neighbour of the last value is the first one.
    (
        feuille("choix", "vaut", "d"),
        {
            Aucune((feuille("choix", "vaut", "d"),)): "cette condition de son contraire",
            feuille("choix", "vaut", "a"): "« D » de « A »",
        },
    ),
    (
        feuille("choix", "parmi", ("a", "c")),
        {
            Aucune((feuille("choix", "parmi", ("a", "c")),)): "cette condition de son contraire",
            feuille("choix", "parmi", ("c",)): "n'a besoin de « A »",
            feuille("choix", "parmi", ("a",)): "n'a besoin de « C »",
        },
    ),
    (
        feuille("choix", "parmi", ("b",)),
        {
            Aucune((feuille("choix", "parmi", ("b",)),)): "cette condition de son contraire",
            feuille("choix", "parmi", ("c",)): "« B » de « C »",
        },
    ),
    (
        feuille("sorte", "contient", "b"),
        {
            feuille("sorte", "ne_contient_aucun", ("b",)): "« contient » de « ne_contient_aucun »",
            feuille("sorte", "contient", "c"): "« B » de « C »",
        },
    ),
    (
        feuille("sorte", "contient_un_de", ("a", "b")),
        {
            feuille("sorte", "ne_contient_aucun", ("a", "b")): "« contient_un_de » de « ne_contient_aucun »",
            feuille("sorte", "contient_un_de", ("b",)): "n'a besoin de « A »",
            feuille("sorte", "contient_un_de", ("a",)): "n'a besoin de « B »",
        },
    ),
    (
        feuille("sorte", "contient_tous", ("a", "b")),
        {
            feuille("sorte", "contient_un_de", ("a", "b")): "« contient_tous » de « contient_un_de »",
            Aucune((feuille("sorte", "contient_tous", ("a", "b")),)): "cette condition de son contraire",
            feuille("sorte", "contient_tous", ("b",)): "n'a besoin de « A »",
            feuille("sorte", "contient_tous", ("a",)): "n'a besoin de « B »",
        },
    ),
    (
        feuille("sorte", "ne_contient_aucun", ("a", "b")),
        {
            feuille("sorte", "contient_un_de", ("a", "b")): "« ne_contient_aucun » de « contient_un_de »",
            feuille("sorte", "ne_contient_aucun", ("b",)): "n'a besoin de « A »",
            feuille("sorte", "ne_contient_aucun", ("a",)): "n'a besoin de « B »",
        },
    ),
    (feuille("but", "vaut", True), {feuille("but", "vaut", False): "« oui » de « non »"}),
    (
        feuille("but", "renseigne", True),
        {Aucune((feuille("but", "renseigne", True),)): "cette condition de son contraire"},
    ),
    (
        feuille("places", "au_moins", 16),
        {
            feuille("places", "au_plus", 16): "« au_moins » de « au_plus »",
            feuille("places", "au_moins", 15): "15 de 16",
            feuille("places", "au_moins", 17): "16 de 17",
        },
    ),
    # A project's numbers are never negative.
    (
        feuille("places", "au_plus", 0),
        {
            feuille("places", "au_moins", 0): "« au_plus » de « au_moins »",
            feuille("places", "au_plus", 1): "0 de 1",
        },
    ),
    (
        feuille("cout", "au_plus", 100_00),
        {
            feuille("cout", "au_moins", 100_00): "« au_plus » de « au_moins »",
            feuille("cout", "au_plus", 99_99): "99,99 € de 100 €",
            feuille("cout", "au_plus", 100_01): "100 € de 100,01 €",
        },
    ),
    (
        feuille("jour", "avant", JOUR),
        {
            feuille("jour", "apres", JOUR): "« avant » de « apres »",
            feuille("jour", "avant", JOUR - 1): "le 31 décembre 2023 du 1er janvier 2024",
            feuille("jour", "avant", JOUR + 1): "le 1er janvier 2024 du 2 janvier 2024",
        },
    ),
    (
        feuille("jour", "apres", JOUR),
        {
            feuille("jour", "avant", JOUR): "« apres » de « avant »",
            feuille("jour", "apres", JOUR - 1): "le 31 décembre 2023 du 1er janvier 2024",
            feuille("jour", "apres", JOUR + 1): "le 1er janvier 2024 du 2 janvier 2024",
        },
    ),
    (
        feuille("ages", "recoupe", Bounds(16, 25)),
        {
            feuille("ages", "inclus_dans", Bounds(16, 25)): "« recoupe » de « inclus_dans »",
            feuille("ages", "recoupe", Bounds(15, 25)): "15 de 16 ans",
            feuille("ages", "recoupe", Bounds(17, 25)): "16 de 17 ans",
            feuille("ages", "recoupe", Bounds(16, 24)): "24 de 25 ans",
            feuille("ages", "recoupe", Bounds(16, 26)): "25 de 26 ans",
        },
    ),
    # Limits stay in order, and a side without limit has none.
    (
        feuille("ages", "inclus_dans", Bounds(0, 0)),
        {
            feuille("ages", "recoupe", Bounds(0, 0)): "« inclus_dans » de « recoupe »",
            feuille("ages", "inclus_dans", Bounds(0, 1)): "0 de 1 an",
        },
    ),
    (
        feuille("periode", "recoupe", Bounds(None, JOUR)),
        {
            feuille("periode", "inclus_dans", Bounds(None, JOUR)): "« recoupe » de « inclus_dans »",
            feuille("periode", "recoupe", Bounds(None, JOUR - 1)): "le 31 décembre 2023 du 1er janvier 2024",
            feuille("periode", "recoupe", Bounds(None, JOUR + 1)): "le 1er janvier 2024 du 2 janvier 2024",
        },
    ),
    # No other value to take the place of the only one.
    (
        feuille("seul", "vaut", "a"),
        {Aucune((feuille("seul", "vaut", "a"),)): "cette condition de son contraire"},
    ),
]


@pytest.mark.parametrize(
    ("leaf", "attendus"), FEUILLES, ids=[f"{f.champ} {f.operateur} {f.valeur}" for f, _ in FEUILLES]
)
def test_leaves(leaf: Leaf, attendus: dict[Condition, str]) -> None:
    assert autres(leaf) == attendus


def test_every_operator_is_tried() -> None:
    assert {leaf.operateur for leaf, _ in FEUILLES} == set(Operator)


def en_tete(condition: Condition) -> list[tuple[Condition, str]]:
    """What is changed of the root itself, its leaves as they are."""
    return [(c.si, c.dit.replace("\u00a0", " ")) for c in changements(condition, VOCABULAIRE) if c.chemin == ()]


def test_connectors() -> None:
    assert en_tete(Toutes((A, B))) == [
        (Aucune((Toutes((A, B)),)), "aucun cas ne distingue ces conditions de leur contraire"),
        (UneDe((A, B)), "aucun cas ne distingue « toutes » de « une_de »"),
    ]
    assert en_tete(UneDe((A, B))) == [
        (Aucune((UneDe((A, B)),)), "aucun cas ne distingue ces conditions de leur contraire"),
        (Toutes((A, B)), "aucun cas ne distingue « une_de » de « toutes »"),
    ]
    assert en_tete(Aucune((A, B))) == [
        (UneDe((A, B)), "aucun cas ne distingue « aucune » de « une_de »"),
        (Aucune((Toutes((A, B)),)), "aucun cas ne montre que chaque condition sous « aucune » suffit"),
    ]
    # Of one condition, all and one are the same.
    assert [si for si, _ in en_tete(UneDe((A,)))] == [Aucune((UneDe((A,)),)), Toutes(())]


def retraits(condition: Condition) -> list[tuple[tuple[int, ...], Condition]]:
    return [(c.chemin, c.si) for c in changements(condition, VOCABULAIRE) if "besoin de ce" in c.dit]


def test_parts_are_dropped() -> None:
    assert retraits(A) == [((), Toutes(()))]
    assert retraits(Toutes((A, UneDe((B, C)), Aucune((C,))))) == [
        ((0,), Toutes((UneDe((B, C)), Aucune((C,))))),
        ((1,), Toutes((A, Aucune((C,))))),
        ((1, 0), Toutes((A, UneDe((C,)), Aucune((C,))))),
        ((1, 1), Toutes((A, UneDe((B,)), Aucune((C,))))),
        # What is alone under a connector goes with it.
        ((2,), Toutes((A, UneDe((B, C))))),
    ]


def test_a_change_changes_its_own_place_alone() -> None:
    condition = Toutes((A, UneDe((B, Aucune((C, A))))))
    for change in changements(condition, VOCABULAIRE):
        if "besoin de ce" in change.dit:
            continue
        ici = dict(noeuds(change.si))[change.chemin]
        assert remplacer(condition, change.chemin, ici) == change.si != condition
