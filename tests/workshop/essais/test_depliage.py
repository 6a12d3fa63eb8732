"""Conditions unfolded into what the rules they depend on ask: the same truth, and mutants that no project tells."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.engine.reference import ReferenceEngine
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, Toutes, UneDe, leaves
from eligibility.language.evaluate import truth
from eligibility.workshop.cas.lecture import Cas, fichiers, lire
from eligibility.workshop.mutation.depliage import Depliage, conclue
from eligibility.workshop.mutation.epreuves import en_vigueur
from eligibility.workshop.mutation.equivalence import Equivalence
from eligibility.workshop.mutation.mutants import Mutant

ROOT = Path(__file__).parents[3]

COMEDIE = Leaf("genre", Operator.VAUT, "comedie")
PARADE = Leaf("genre", Operator.VAUT, "parade")
EN_SCENE = Leaf("items", Operator.CONTIENT, "scene/comedie")
EN_RUE = Leaf("items", Operator.CONTIENT, "rue/parade")
RIRE = Leaf("mesures", Operator.CONTIENT, "rire")
AXES = Leaf("axes", Operator.CONTIENT_UN_DE, ("scene", "rue"))
SANS_SCENE = Leaf("axes", Operator.NE_CONTIENT_AUCUN, ("scene",))
OUI_RUE = ("plein-air", "oui-rue")


def meme_verite(corpus: Corpus, cas: list[Cas]) -> int:
    """How many conditions on conclusions were unfolded, each with the truth of the rule in each case."""
    moteur = ReferenceEngine(corpus)
    depliage = Depliage(corpus)
    compte = 0
    for one in cas:
        resolution = moteur.evaluate_all(one.projet.facts, one.jour, one.lectures)
        for rang, rule in enumerate(corpus.regles):
            if resolution.actives >> rang & 1:
                depliee = depliage.deplier(rule.si, one.jour, rule.lecture)
                assert truth(depliee, resolution.facts) is resolution.verite(rang), (one.nom, rule.cle)
                compte += conclue(rule.si)
    return compte


def test_same_truth_in_the_theatre(corpus: Corpus, theatre: tuple[Cas, ...]) -> None:
    assert meme_verite(corpus, [*theatre])


def test_same_truth_in_the_shipped_corpus() -> None:
    corpus, diagnostics = load_corpus(ROOT)
    assert corpus is not None, diagnostics
    cas = [one for path in fichiers([ROOT / "tests" / "cas"]) for one in lire(path, corpus, path.name)[0]]
    assert meme_verite(corpus, cas[::25])


def test_what_is_left_of_conclusions_depends_on_readings(corpus: Corpus) -> None:
    depliage = Depliage(corpus)
    jour = date(2026, 6, 1)
    assert not conclue(depliage.deplier(EN_SCENE, jour, None))
    assert conclue(depliage.deplier(EN_RUE, jour, None))
    assert not conclue(depliage.deplier(EN_RUE, jour, OUI_RUE))
    # Under the other reading, no rule concludes it: nothing makes it true.
    assert [*leaves(depliage.deplier(EN_RUE, jour, ("plein-air", "non-rue")))] == []


def test_days_are_one_of_each_stretch(corpus: Corpus) -> None:
    """Versions of a rule follow each other in 2024 and 2026."""
    depliage = Depliage(corpus)
    for rule in corpus.regles:
        jours = [*depliage.jours(rule)]
        assert all(en_vigueur(rule, jour) for jour in jours)
        for jour, suivant in pairwise(jours):
            veille = suivant - timedelta(1)
            assert [en_vigueur(one, jour) for one in corpus.regles] == [
                en_vigueur(one, veille) for one in corpus.regles
            ]
    (rire,) = (rule for rule in corpus.regles if rule.id == "salle/rire")
    assert [*depliage.jours(rire)] == [date.min, date(2024, 1, 1), date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("avant", "apres", "lecture", "pareil"),
    [
        # The measure comes with the item, and both with a comedy.
        (Toutes((RIRE, EN_SCENE)), RIRE, None, True),
        (RIRE, EN_SCENE, None, True),
        (Toutes((RIRE, COMEDIE)), RIRE, None, True),
        (Toutes((EN_SCENE, PARADE)), Toutes((EN_SCENE, RIRE, PARADE)), None, True),
        # A long comedy is no item of the stage.
        (RIRE, COMEDIE, None, False),
        # A parade is an item under one reading only.
        (Toutes((EN_RUE, PARADE)), EN_RUE, None, True),
        (EN_RUE, PARADE, None, False),
        (EN_RUE, PARADE, OUI_RUE, True),
        (EN_RUE, UneDe(()), ("plein-air", "non-rue"), True),
        # Of several values, one brings another.
        (AXES, UneDe((AXES, RIRE)), None, True),
        (AXES, Leaf("axes", Operator.CONTIENT_UN_DE, ("rue",)), None, False),
        (SANS_SCENE, Aucune((RIRE,)), None, True),
        (SANS_SCENE, Aucune((EN_RUE,)), None, False),
    ],
)
def test_equivalence(
    corpus: Corpus, avant: Condition, apres: Condition, lecture: tuple[str, str] | None, pareil: bool
) -> None:
    position = next(rang for rang, rule in enumerate(corpus.regles) if rule.id == "salle/abonnement")
    regles = [*corpus.regles]
    regles[position] = replace(regles[position], si=avant, lecture=lecture)
    change = replace(corpus, regles=tuple(regles))
    for si, autre in ((avant, apres), (apres, avant)):
        regles[position] = replace(regles[position], si=si)
        change = replace(corpus, regles=tuple(regles))
        mutant = Mutant(position, replace(regles[position], si=autre), ("si",), "")
        assert Equivalence(change).prouvee(mutant) is pareil


def test_a_rule_is_judged_while_it_is_in_force(corpus: Corpus) -> None:
    """Until 2025 a comedy of any length is an item; afterwards a short one only."""
    position = next(rang for rang, rule in enumerate(corpus.regles) if rule.id == "salle/rire")
    for du, au, pareil in (("2024-01-01", "2025-12-31", True), ("2024-01-01", "2026-01-01", False)):
        regles = [*corpus.regles]
        regles[position] = replace(regles[position], si=EN_SCENE, du=du, au=au)
        change = replace(corpus, regles=tuple(regles))
        mutant = Mutant(position, replace(regles[position], si=COMEDIE), ("si",), "")
        assert Equivalence(change).prouvee(mutant) is pareil
