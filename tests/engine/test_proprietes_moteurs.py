"""Every engine answers what the oracle answers, on thousands of random corpora and projects."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from eligibility.corpus.model import Corpus
from eligibility.engine.pair import Decideur
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import Bounds, Condition, Leaf
from eligibility.language.evaluate import Truth, evaluate
from eligibility.language.facts import Facts, FactValue, Members

from .coeur import TAILLES, Question, comparer, decideurs, ecart, ecart_resolution, moteurs, questions, tirage
from .fabrique import JOUR, Fabrique
from .isole import lancer
from .oracle import resoudre

LOT = 40
"""Corpora of one test."""


@pytest.mark.parametrize("premiere", range(0, 320, LOT))
def test_tous_les_moteurs_repondent_comme_l_oracle(premiere: int) -> None:
    assert comparer(range(premiere, premiere + LOT), 10) == 10 * LOT


@pytest.mark.parametrize("premiere", range(10_000, 10_080, LOT))
def test_les_resolutions_sont_celles_de_l_oracle_regle_par_regle(premiere: int) -> None:
    for graine in range(premiere, premiere + LOT):
        corpus, posees = tirage(graine, 6)
        with decideurs(corpus) as ouverts:
            for question in posees:
                attendu = resoudre(corpus, *question)
                for nom, decideur in ouverts.items():
                    assert not ecart_resolution(decideur, corpus, question, attendu), (graine, nom, question)


@settings(deadline=None, derandomize=True, max_examples=40, database=None)
@given(st.randoms(use_true_random=False), st.sampled_from(TAILLES[:3]))
def test_le_plus_petit_exemple_d_un_ecart(alea: random.Random, taille: int) -> None:
    """The same comparison where a difference, if any, is reduced to its smallest corpus and project."""
    fabrique = Fabrique(alea)
    corpus = fabrique.corpus(taille)
    question = (fabrique.projet(), JOUR, fabrique.lectures())
    attendu = resoudre(corpus, *question)
    with moteurs(corpus) as ouverts:
        for nom, moteur in ouverts.items():
            assert not ecart(moteur, question, attendu), nom


@pytest.mark.parametrize("remplissage", ["165", "243", "246"])
def test_la_memoire_non_initialisee_ne_change_aucune_reponse(remplissage: str) -> None:
    """glibc fills what it allocates and frees with a pattern: reading it is then no longer harmless by luck."""
    sortie = lancer("coeur", "comparer_lot", int(remplissage) * 1000, 30, 10, MALLOC_PERTURB_=remplissage)
    assert "300 paires" in sortie


def test_h17_l_ordre_des_regles_est_indifferent() -> None:
    """The C module fires by priority, then by order of definition."""
    for graine in range(20_000, 20_025):
        corpus, posees = tirage(graine, 4)
        attendus = [resoudre(corpus, *question) for question in posees]
        regles = list(corpus.regles)
        random.Random(graine).shuffle(regles)
        for ordre in (regles, sorted(regles, key=lambda rule: rule.cle, reverse=True)):
            melange = structs.replace(corpus, regles=tuple(ordre))
            with moteurs(melange) as ouverts:
                for question, attendu in zip(posees, attendus, strict=True):
                    for nom, moteur in ouverts.items():
                        assert not ecart(moteur, question, attendu), (graine, nom)


def test_un_moteur_ne_garde_rien_d_un_projet_a_l_autre() -> None:
    """One engine, asked many questions (projects, dates, readings), in any order and again, answers each the same."""
    for graine in range(30_000, 30_020):
        corpus, posees = tirage(graine, 10)
        attendus = [resoudre(corpus, *question) for question in posees]
        ordre = [rang for rang in range(len(posees)) for _ in range(3)]
        random.Random(graine).shuffle(ordre)
        with moteurs(corpus) as ouverts:
            for nom, moteur in ouverts.items():
                for rang in ordre:
                    assert not ecart(moteur, posees[rang], attendus[rang]), (graine, nom, rang)


def test_un_meme_projet_a_toutes_les_dates_et_sous_toutes_les_lectures() -> None:
    lectures = [{}, {"assiette": "b"}, {"taux": "a"}, {"assiette": "b", "taux": "a"}, {"assiette": "inconnue"}]
    for graine in range(40_000, 40_008):
        corpus, posees = tirage(graine, 1)
        facts = posees[0][0]
        grille = [
            (facts, JOUR + timedelta(pas), lecture)
            for pas in (*range(-3, 4), *range(9_000, 9_010))
            for lecture in lectures
        ]
        random.Random(graine).shuffle(grille)
        with moteurs(corpus) as ouverts:
            for question in grille:
                attendu = resoudre(corpus, *question)
                for nom, moteur in ouverts.items():
                    assert not ecart(moteur, question, attendu), (graine, nom, question)


def _precisions(facts: Facts, fabrique: Fabrique) -> Iterator[Facts]:
    """``facts`` better known: a missing field given, an undecided member settled, an open bound closed."""
    for champ, fait in fabrique.projet().items():
        if champ not in facts:
            yield {**facts, champ: fait}
    for champ, fait in facts.items():
        for precise in _valeurs_precisees(fait):
            yield {**facts, champ: precise}


def _valeurs_precisees(fait: FactValue) -> Iterator[FactValue]:
    if isinstance(fait, Members):
        for membre in sorted(fait.maybe):
            yield Members(fait.known, fait.maybe - {membre})
            yield Members(fait.known | {membre}, fait.maybe - {membre})
    elif isinstance(fait, Bounds):
        if fait.low is None:
            yield Bounds(-1 if fait.high is None else fait.high - 2, fait.high)
        if fait.high is None:
            yield Bounds(fait.low, 3 if fait.low is None else fait.low + 2)


def test_une_verite_decidee_sur_des_donnees_partielles_le_reste() -> None:
    essais = 0
    for graine in range(50_000, 50_030):
        fabrique = Fabrique(random.Random(graine))
        corpus = fabrique.corpus(20)
        decideur = Decideur(corpus)
        for facts, jour, lectures in questions(fabrique, 4):
            avant = decideur.decide(facts, jour, lectures)
            for precise in _precisions(facts, fabrique):
                apres = decideur.decide(precise, jour, lectures)
                for rang, rule in enumerate(corpus.regles):
                    if avant.verite(rang) is not Truth.INCONNU:
                        assert apres.verite(rang) is avant.verite(rang), (graine, rule, facts, precise)
                essais += 1
        decideur.fermer()
    assert essais > 300


def _sans(condition: Condition, gardees: set[int]) -> Condition:
    """``condition`` where every leaf but those at the lines ``gardees`` reads a field that no project has."""
    if isinstance(condition, Leaf):
        return condition if condition.ligne in gardees else structs.replace(condition, champ="jamais-renseigne")
    return type(condition)(tuple(_sans(enfant, gardees) for enfant in condition.conditions))


def _placee(condition: Condition, lignes: Iterator[int]) -> Condition:
    """``condition`` with each leaf at a line of its own, as in a file."""
    if isinstance(condition, Leaf):
        return structs.replace(condition, ligne=next(lignes))
    return type(condition)(tuple(_placee(enfant, lignes) for enfant in condition.conditions))


def _resolutions(premiere: int) -> Iterator[tuple[Corpus, Resolution]]:
    for graine in range(premiere, premiere + 40):
        corpus, posees = tirage(graine, 4)
        lignes = iter(range(1, 100_000))
        place = structs.replace(
            corpus, regles=tuple(structs.replace(rule, si=_placee(rule.si, lignes)) for rule in corpus.regles)
        )
        decideur = Decideur(place)
        yield from ((place, decideur.decide(*question)) for question in posees)
        decideur.fermer()


def test_les_feuilles_decisives_suffisent_seules() -> None:
    vues = set()
    for corpus, resolution in _resolutions(60_000):
        for rang, rule in enumerate(corpus.regles):
            issue = resolution.issue(rang)
            gardees = {feuille.ligne for feuille in issue.decisive}
            vues.add(issue.truth)
            assert bool(gardees) is (issue.truth is not Truth.INCONNU)
            assert evaluate(_sans(rule.si, gardees), resolution.facts).truth is issue.truth, rule
    assert vues == set(Truth)


def test_une_regle_ouverte_nomme_des_feuilles_inconnues() -> None:
    vues = 0
    for corpus, resolution in _resolutions(70_000):
        for rang, rule in enumerate(corpus.regles):
            issue = resolution.issue(rang)
            assert bool(issue.unknown) is (issue.truth is Truth.INCONNU)
            for feuille in issue.unknown:
                assert evaluate(feuille, resolution.facts).truth is Truth.INCONNU, rule
                vues += 1
    assert vues > 500


def test_le_tirage_va_partout() -> None:
    """The random corpora exercise what they are meant to: each truth at each stratum, and undetermined conclusions."""
    vues: dict[tuple[bool, bool | None], int] = {}
    posees: list[Question]
    peut_etre = 0
    for graine in range(100):
        corpus, posees = tirage(graine, 4)
        niveaux = {rule.cle: rule.niveau for rule in corpus.regles}
        for question in posees:
            attendu = resoudre(corpus, *question)
            peut_etre += any(possibles - connus for connus, possibles in attendu.derives.values())
            for cle, verite in attendu.verites.items():
                vues[niveaux[cle] > 0, verite] = vues.get((niveaux[cle] > 0, verite), 0) + 1
    assert peut_etre > 50
    assert len(vues) == 6
    assert min(vues.values()) > 100, vues
