"""The prefilter keeps its promise on every rule, read back from a cache too, and forgets without mistaking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from msgspec import json

from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.reference import ReferenceEngine
from eligibility.language.conditions import Aucune, Bounds, Leaf, Operator, UneDe
from eligibility.language.evaluate import Truth
from eligibility.language.facts import Facts, FactValue, Members

from .coeur import Question, ecart, relu, tirage, verifier
from .fabrique import JOUR, Fabrique, corpus, feuille, regle
from .oracle import resoudre

REGLES = [regle("r0", feuille("n", Operator.AU_MOINS, 3)), regle("r1", feuille("n", Operator.AU_PLUS, 10))]
TAILLE, RESIDUELLES, *CHAMPS = json.decode(json.encode(Index.build(REGLES).to_data()))
ABIMES = ([], [TAILLE], [str(TAILLE), RESIDUELLES, *CHAMPS], [TAILLE, "pas un nombre", *CHAMPS], [TAILLE, RESIDUELLES])


@pytest.mark.parametrize("texte", [b"", b"index", b"\xff", b"null", b"{}", b"[1", b"7", *map(json.encode, ABIMES)])
def test_un_index_abime_est_refuse(texte: bytes) -> None:
    with pytest.raises(ValueError, match=r"index|int"):
        Index.from_data(texte)


def test_un_index_relu_est_le_meme() -> None:
    for tout in (corpus(REGLES), corpus([]), tirage(0, 0, taille=50)[0]):
        assert json.encode(relu(tout).to_data()) == json.encode(Index.build(tout.regles).to_data())


def test_l_index_encadre_chaque_regle() -> None:
    """Known to fire, then fireable, then possible; and exact both ways for a rule that is wholly filed."""
    vues = dict.fromkeys(Truth, 0)
    for graine in range(100_000, 100_060):
        tire, posees = tirage(graine, 5)
        for index in (Index.build(tire.regles), relu(tire)):
            decideur = Decideur(tire, exhaustif=True, sans_durable=True)
            for facts, jour, lectures in posees:
                resolution = decideur.decide(facts, jour, lectures)
                lues = resolution.lectures
                tirables = index.fireable(resolution.facts, jour, lues)
                possibles = index.possible(resolution.facts, jour, lues)
                assert index.actives(jour, lues) == resolution.actives
                assert resolution.vraies & ~tirables == 0
                assert tirables & ~possibles == 0
                assert possibles & resolution.fausses & ~index.residuelles == 0
                assert tirables & ~resolution.vraies & ~index.residuelles == 0
                assert possibles & ~index.residuelles == (resolution.vraies | resolution.inconnues) & ~index.residuelles
                for rang in range(len(tire.regles)):
                    vues[resolution.verite(rang)] += not index.residuelles >> rang & 1
    assert min(vues.values()) > 500


ENSEMBLE = (
    Members(frozenset()),
    Members(frozenset("a")),
    Members(frozenset("ac")),
    Members(frozenset("b"), frozenset("a")),
)
INTERVALLE = [Bounds(low, high) for low in (None, 1, 4, 9) for high in (None, 1, 4, 9) if (low or 0) <= (high or 9)]
FEUILLES: list[tuple[Leaf, Sequence[FactValue]]] = [
    (feuille("c", Operator.VAUT, "a"), "abc"),
    (feuille("b", Operator.VAUT, True), (True, False)),
    (feuille("b", Operator.VAUT, False), (True, False)),
    (feuille("n", Operator.VAUT, 4), (3, 4, 5)),
    (feuille("c", Operator.PARMI, ("a", "b")), "abc"),
    *((feuille("e", Operator.CONTIENT, une), ENSEMBLE) for une in "ab"),
    *(
        (feuille("e", operateur, ("a", "b")), ENSEMBLE)
        for operateur in (Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN)
    ),
    *(
        (feuille("n", operateur, 4), (3, 4, 5))
        for operateur in (Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES)
    ),
    *(
        (feuille("i", operateur, bornes), INTERVALLE)
        for operateur in (Operator.RECOUPE, Operator.INCLUS_DANS)
        for bornes in (Bounds(2, 5), Bounds(4, None), Bounds(None, 4), Bounds(None, None))
    ),
    *((feuille(champ, Operator.RENSEIGNE, True), ("a", 4, True)) for champ in "cn"),
]


@pytest.mark.parametrize(("leaf", "faits"), FEUILLES)
def test_chaque_operateur_et_sa_negation_se_lisent_dans_l_index(leaf: Leaf, faits: Sequence[FactValue]) -> None:
    """Alone, they are wholly filed as far as they can be, and then decided by the index as by the definition."""
    regles = [regle("r0", leaf), regle("r1", Aucune((leaf,)))]
    questions: list[Question] = [({leaf.champ: fait}, JOUR, {}) for fait in faits]
    questions.append(({}, JOUR, {}))
    attendus = verifier(corpus(regles), questions)
    index = Index.build(regles)
    for (facts, jour, lectures), attendu in zip(questions, attendus, strict=True):
        tirables, possibles = index.fireable(facts, jour, lectures), index.possible(facts, jour, lectures)
        for rang in range(2):
            verite = attendu.verites[f"r{rang}"]
            exacte = not index.residuelles >> rang & 1
            assert bool(tirables >> rang & 1) is (verite is True) or (not exacte and verite is not True)
            assert bool(possibles >> rang & 1) is (verite is not False) or (not exacte and verite is False)
    assert not index.residuelles & 1


def test_chaque_operateur_est_essaye() -> None:
    assert {leaf.operateur for leaf, _ in FEUILLES} == set(Operator)


def test_une_regle_qu_un_seul_champ_rendrait_vraie_est_proche() -> None:
    """Another value of one field alone makes it true: it is among the close ones."""
    vues = 0
    for graine in range(101_000, 101_080):
        fabrique = Fabrique(Random(graine))
        tire = fabrique.corpus(20)
        decideur = Decideur(tire, sans_durable=True)
        facts = fabrique.projet()
        avant = decideur.decide(facts, JOUR)
        proches = decideur.proches(avant)
        for _ in range(6):
            for champ, fait in fabrique.projet().items():
                apres = decideur.decide({**facts, champ: fait}, JOUR)
                for rang, rule in enumerate(tire.regles):
                    if rule.niveau == 0 and apres.verite(rang) is Truth.VRAI:
                        assert proches >> rang & 1, (graine, rule, champ, fait)
                        vues += avant.verite(rang) is not Truth.VRAI
    assert vues > 300


def test_plus_de_valeurs_que_l_index_n_en_garde() -> None:
    """Values read and days asked past what is kept at hand are read again, the first ones included."""
    regles = [
        regle("un", feuille("cadre", Operator.PARMI, tuple(sorted(f"v{rang}" for rang in range(0, 1_300, 3))))),
        regle("sauf", Aucune((feuille("cadre", Operator.VAUT, "v7"),)), du="2026-03-05", au="2026-04-20"),
        regle("ou", UneDe((feuille("cadre", Operator.VAUT, "v9"), feuille("objets", Operator.CONTIENT, "v9")))),
    ]
    tout = corpus(regles)
    index = Index.build(regles)
    moteurs = (DurableEngine(tout, index), ReferenceEngine(tout, index))
    for _ in range(2):
        for rang in range(1_300):
            facts: Facts = {"cadre": f"v{rang}", "objets": Members(frozenset([f"v{rang % 11}"]))}
            question = (facts, JOUR + timedelta(rang % 80), {})
            attendu = resoudre(tout, *question)
            for moteur in moteurs:
                assert not ecart(moteur, question, attendu), rang
    moteurs[0].fermer()


def test_l_index_d_aucune_regle() -> None:
    tout = corpus([])
    assert Index.build([]).taille == 0
    for moteur in (DurableEngine(tout, Index.build([])), ReferenceEngine(tout, Index.build([]))):
        assert moteur.conclusions({"n": 3}, JOUR, {}) == frozenset()
