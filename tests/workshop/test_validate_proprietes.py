"""What the analyses say of a condition is so: thousands of random projects never show the contrary.

Conditions and projects are drawn from few values, so that a project that matters is soon met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.language.coherence import deduce
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operand, Operator, Toutes, UneDe, leaves
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import Facts, FactValue, Members
from eligibility.language.operandes import OPERATORS
from eligibility.language.vocabulary import Field, Kind
from eligibility.workshop.analyses.conditions import Constat, constats
from eligibility.workshop.analyses.contexte import concluables
from eligibility.workshop.domaines import But
from eligibility.workshop.solveur import Solveur

from .conftest import SOCLE

CORPUS, DIAGNOSTICS = load_corpus(SOCLE)
assert CORPUS is not None, DIAGNOSTICS
VOCABULAIRE = CORPUS.vocabulaire
CONCLUABLES = {**concluables(CORPUS), "mesures": frozenset()}
"""As if no rule concluded any measure."""
_NOMS = ("genre", "lieu.quartier", "lieu.rive", "aides", "durees", "public", "dehors", "items", "mesures")
CHAMPS = [VOCABULAIRE.champs[ident] for ident in _NOMS]
NOMBRES = range(5)
PROJETS = 300


class Hasard:
    """Draws conditions and projects."""

    def __init__(self, graine: int) -> None:
        self.alea = Random(graine)
        self.champs = self.alea.sample(CHAMPS, self.alea.choice([1, 2, 3]))

    def condition(self, profondeur: int = 3) -> Condition:
        if profondeur == 0 or self.alea.random() < 0.35:
            return self.feuille()
        connecteur = self.alea.choice([Toutes, Toutes, UneDe, UneDe, Aucune])
        return connecteur(tuple(self.condition(profondeur - 1) for _ in range(self.alea.choice([1, 2, 2, 3, 4]))))

    def feuille(self) -> Leaf:
        field = self.alea.choice(self.champs)
        operateur = self.alea.choice(OPERATORS[field.nature])
        return Leaf(field.id, operateur, self.operande(field, operateur))

    def operande(self, field: Field, operateur: Operator) -> Operand:
        idents = [value.id for value in field.valeurs]
        match operateur:
            case Operator.RENSEIGNE:
                return True
            case Operator.VAUT | Operator.CONTIENT if idents:
                return self.alea.choice(idents)
            case Operator.VAUT if field.nature is Kind.OUI_NON:
                return self.alea.random() < 0.5
            case Operator.RECOUPE | Operator.INCLUS_DANS:
                return self.bornes()
            case Operator.VAUT | Operator.AU_MOINS | Operator.AU_PLUS:
                return self.alea.choice(NOMBRES)
        return tuple(sorted(self.alea.sample(idents, self.alea.randint(1, len(idents)))))

    def bornes(self) -> Bounds:
        low, high = sorted(self.alea.choices(NOMBRES, k=2))
        return self.alea.choice([Bounds(low, high), Bounds(low, None), Bounds(None, high)])

    def projets(self, condition: Condition) -> Iterator[Facts]:
        champs = {leaf.champ for leaf in leaves(condition)}
        yield {}
        for _ in range(PROJETS):
            facts = {champ: valeur for champ in sorted(champs) if (valeur := self.valeur(champ)) is not None}
            # What follows from another field is never left out, nor otherwise.
            yield facts | {champ: valeur for champ, (valeur, _) in deduce(VOCABULAIRE, facts).items()}

    def valeur(self, champ: str) -> FactValue | None:
        field = VOCABULAIRE.champs[champ]
        idents = [value.id for value in field.valeurs]
        if field.conclu:
            possibles = sorted(CONCLUABLES[champ])
            certaines = frozenset(ident for ident in possibles if self.alea.random() < 0.4)
            ouvertes = frozenset(ident for ident in possibles if self.alea.random() < 0.3)
            return Members(certaines, ouvertes - certaines)
        if self.alea.random() < 0.25:
            return None
        match field.nature:
            case Kind.CHOIX:
                return self.alea.choice(idents)
            case Kind.ENSEMBLE:
                return Members(frozenset(ident for ident in idents if self.alea.random() < 0.5))
            case Kind.OUI_NON:
                return self.alea.random() < 0.5
            case Kind.INTERVALLE:
                return self.bornes()
        return self.alea.choice(NOMBRES)


def solveur() -> Solveur:
    return Solveur(VOCABULAIRE, CONCLUABLES)


def sans(condition: Condition, partie: Condition) -> Condition:
    """``condition`` without that very part of it."""
    if isinstance(condition, Leaf):
        return condition
    return type(condition)(tuple(sans(child, partie) for child in condition.conditions if child is not partie))


@pytest.mark.parametrize("but", [But.VRAI, But.FAUX])
def test_what_is_impossible_never_happens(but: But) -> None:
    impossibles = 0
    juge = solveur()
    for graine in range(1_500):
        hasard = Hasard(graine)
        condition = hasard.condition()
        if not juge.impossible([(condition, but)]):
            continue
        impossibles += 1
        for facts in hasard.projets(condition):
            assert truth(condition, facts) not in but.value, (condition, facts)
    assert impossibles > 10


def test_demands_that_conflict_are_never_met_together_and_each_counts() -> None:
    conflits = 0
    juge = solveur()
    for graine in range(1_500):
        hasard = Hasard(graine)
        demandes = [(hasard.condition(1), hasard.alea.choice(list(But))) for _ in range(4)]
        if not juge.impossible(demandes):
            continue
        conflits += 1
        conflit = juge.conflit(demandes)
        ensemble = Toutes(tuple(condition for condition, _ in conflit))
        for facts in hasard.projets(ensemble):
            assert not all(truth(condition, facts) in but.value for condition, but in conflit)
        for une in conflit:
            assert not juge.impossible([autre for autre in conflit if autre is not une])
    assert conflits > 100


def verifier(constat: Constat, si: Condition, facts: Facts) -> None:
    """The finding is so of that project."""
    match constat.code:
        case "V601":
            assert truth(si, facts) is not Truth.VRAI
        case "V602":
            reste = sans(si, constat.condition)
            assert (truth(si, facts) is Truth.VRAI) is (truth(reste, facts) is Truth.VRAI)
        case "V603":
            assert truth(constat.condition, facts) is not Truth.FAUX
        case "V604":
            assert truth(si, facts) is truth(sans(si, constat.condition), facts)


def test_findings_on_conditions_are_so() -> None:
    vus: Counter[str] = Counter()
    juge = solveur()
    for graine in range(2_000):
        hasard = Hasard(graine)
        si = hasard.condition()
        for constat in constats(si, juge, VOCABULAIRE):
            vus[constat.code] += 1
            for facts in hasard.projets(si):
                verifier(constat, si, facts)
    assert min(vus[code] for code in ("V601", "V602", "V603", "V604")) > 50, vus


def test_nothing_is_missed_on_one_field_of_few_values() -> None:
    """On one choice and one yes or no, the search is as good as trying every project."""
    juge = solveur()
    champs = [VOCABULAIRE.champs["genre"], VOCABULAIRE.champs["dehors"]]
    genres = [None, *(value.id for value in champs[0].valeurs)]
    for graine in range(2_000):
        hasard = Hasard(graine)
        hasard.champs = champs
        condition = hasard.condition()
        projets = [
            {champ: valeur for champ, valeur in (("genre", genre), ("dehors", dehors)) if valeur is not None}
            for genre in genres
            for dehors in (None, True, False)
        ]
        for but in But:
            possible = any(truth(condition, facts) in but.value for facts in projets)
            assert juge.impossible([(condition, but)]) is not possible


def test_past_its_budget_the_search_claims_nothing() -> None:
    """Impossible, but found so only once every way to meet the narrow choices has been tried."""
    paires = [
        UneDe((Leaf("financement.plan", Operator.CONTIENT, f"p{rang}"), Leaf("aides", Operator.CONTIENT, f"a{rang}")))
        for rang in range(40)
    ]
    contraire = Toutes((Leaf("genre", Operator.VAUT, "drame"), Leaf("genre", Operator.VAUT, "comedie")))
    impasse = UneDe((contraire, contraire, contraire))
    juge = solveur()
    assert juge.impossible([(Toutes((*paires[:5], impasse)), But.VRAI)])
    assert not juge.impossible([(Toutes((*paires, impasse)), But.VRAI)])
    # One search too long spoils nothing of the next.
    assert juge.impossible([(impasse, But.VRAI)])
