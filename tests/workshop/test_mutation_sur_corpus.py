"""What mutation testing says of a mutant is what the ordinary runner says of a corpus where it replaces the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.workshop.cas.lecture import Cas, fichiers, lire
from eligibility.workshop.essais.essai import essayer
from eligibility.workshop.mutation.banc import Banc
from eligibility.workshop.mutation.campagne import Mutation, muter, possibles
from eligibility.workshop.mutation.mutants import Mutant, installer

SOCLE = Path(__file__).parents[1] / "fixtures/valides/socle"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    found, diagnostics = load_corpus(SOCLE)
    assert found is not None, diagnostics
    return found


@pytest.fixture(scope="module")
def cas(corpus: Corpus) -> list[Cas]:
    return [one for path in fichiers([SOCLE / "tests/cas"]) for one in lire(path, corpus, path.name)[0]]


@pytest.fixture(scope="module")
def mutation(corpus: Corpus, cas: list[Cas]) -> Mutation:
    return muter(corpus, cas, SOCLE)


def _remarque(mutant: Mutant, corpus: Corpus, cas: list[Cas]) -> bool:
    """Whether some case differs, run in full on the mutated corpus."""
    mute = installer(corpus, mutant)
    assert mute is not None
    ouvert = Ouvert(mute, Decideur(mute, exhaustif=True, sans_durable=True))
    return any(essayer(one, ouvert).ecarts for one in cas)


def test_the_cases_hold_before_any_mutation(corpus: Corpus, cas: list[Cas]) -> None:
    assert cas
    ouvert = Ouvert(corpus, Decideur(corpus, exhaustif=True))
    assert not any(essayer(one, ouvert).ecarts for one in cas)


def test_every_mutant_is_killed_or_not_as_the_ordinary_runner_says(
    corpus: Corpus, cas: list[Cas], mutation: Mutation
) -> None:
    banc = Banc(corpus, cas)
    tous = [mutant for rang in range(len(corpus.regles)) for mutant in possibles(corpus, rang)]
    assert len(tous) == mutation.total + mutation.equivalents
    tues = 0
    for mutant in tous:
        tue = banc.tueur(mutant) is not None
        tues += tue
        assert tue is _remarque(mutant, corpus, cas), mutant.dit
    assert tues == mutation.tues > 0
    assert mutation.survivants, "a corpus whose cases are few leaves something unsaid"


def test_survivors_are_told_in_french_at_their_line(mutation: Mutation) -> None:
    for survivant in mutation.survivants:
        assert survivant.mutant.dit.startswith("aucun cas ")
        ligne = (SOCLE / survivant.rule.fichier).read_text(encoding="utf-8").split("\n")[survivant.span.line - 1]
        assert ligne.strip(), survivant.mutant.dit


def test_without_any_case_no_mutant_is_killed(corpus: Corpus) -> None:
    mutation = muter(corpus, [], SOCLE)
    assert mutation.tues == 0
    assert mutation.survivants
