"""Cases proposed for the mutants that survive: each reads back, conforms today, and would kill its mutant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.render.propositions import yaml
from eligibility.workshop.cas.lecture import Cas, lire
from eligibility.workshop.essais.essai import essayer
from eligibility.workshop.mutation.campagne import muter
from eligibility.workshop.mutation.mutants import installer
from eligibility.workshop.mutation.proposer import Deja, Proposeur, Proposition

from .conftest import MINI, Lire

ROOT = Path(__file__).parents[3]
Issues = list[Proposition | Deja | None]


def relire(issues: Issues, lire_texte: Lire) -> list[tuple[Proposition, Cas]]:
    propositions = [issue for issue in issues if isinstance(issue, Proposition)]
    cas, found = lire_texte(yaml(propositions))
    assert found == ()
    return list(zip(propositions, cas, strict=True))


def ecarts(corpus: Corpus, cas: Cas) -> Sequence[object]:
    return essayer(cas, Ouvert(corpus, Decideur(corpus, sans_durable=True))).ecarts


@pytest.fixture
def issues(corpus: Corpus, theatre: tuple[Cas, ...]) -> Issues:
    mutation = muter(corpus, theatre, MINI)
    found = Proposeur(corpus, mutation.banc).proposer(mutation.survivants)
    assert len(found) == len(mutation.survivants)
    return found


def test_each_conforms_today_and_kills_its_mutant(corpus: Corpus, issues: Issues, lire_cas: Lire) -> None:
    relues = relire(issues, lire_cas)
    assert len(relues) > 10
    for proposition, cas in relues:
        assert ecarts(corpus, cas) == ()
        mute = installer(corpus, proposition.survivant.mutant)
        assert mute is not None
        assert ecarts(mute, cas), proposition.survivant.mutant.dit


def test_the_project_is_that_of_a_case_with_one_change_at_most(issues: Issues, theatre: tuple[Cas, ...]) -> None:
    for issue in issues:
        if not isinstance(issue, Proposition):
            continue
        (origine,) = [cas for cas in theatre if f"« {cas.nom} »" in issue.origine]
        avant, apres = origine.projet.facts, issue.cas.projet.facts
        changes = {champ for champ in avant.keys() | apres.keys() if avant.get(champ) != apres.get(champ)}
        assert len(changes) <= 1
        assert bool(changes) is ("avec un changement" in issue.origine)


def test_one_case_serves_several_mutants(corpus: Corpus, theatre: tuple[Cas, ...]) -> None:
    mutation = muter(corpus, theatre, MINI, motif="dehors/moitie")
    issues = Proposeur(corpus, mutation.banc).proposer(mutation.survivants)
    dits = [(type(issue).__name__, s.mutant.dit) for s, issue in zip(mutation.survivants, issues, strict=True)]
    # A plan of the mairie alone is without the troupe; it tells « all » from « one of » as well.
    assert ("Deja", "aucun cas ne distingue « contient_tous » de « contient_un_de »") in [
        (nom, dit.replace("\u00a0", " ")) for nom, dit in dits
    ]
    assert None not in issues


def test_everything_is_said_of_where_it_comes_from(issues: Issues) -> None:
    texte = yaml([issue for issue in issues if isinstance(issue, Proposition)])
    assert texte.startswith("# Cas proposés, à relire")
    for ligne in texte.splitlines():
        if ligne.startswith("  - nom:"):
            assert ligne.startswith('  - nom: "À relire, ')
    assert "sources: [charte-1/1.1/scene]" in texte
    assert "# projet du cas «" in texte


def test_nothing_to_propose(corpus: Corpus) -> None:
    mutation = muter(corpus, [], MINI)
    assert set(Proposeur(corpus, mutation.banc).proposer(mutation.survivants)) == {None}, (
        "there is no project to change"
    )


def test_on_the_shipped_corpus(tmp_path: Path) -> None:
    """Instruments, co-financing, readings and dates: one survivor in forty of what a single file of cases leaves."""
    corpus, diagnostics = load_corpus(ROOT)
    assert corpus is not None, diagnostics
    fichier = ROOT / "tests" / "cas" / "axe-2-emploi.yaml"
    cas, _ = lire(fichier, corpus, fichier.name)
    conformes = [one for one in cas if not ecarts(corpus, one)]
    mutation = muter(corpus, conformes, ROOT)
    choisis = mutation.survivants[::40]
    issues = Proposeur(corpus, mutation.banc).proposer(choisis)
    propositions = [issue for issue in issues if isinstance(issue, Proposition)]
    path = tmp_path / "propositions.yaml"
    path.write_text(yaml(propositions), encoding="utf-8")
    relues, found = lire(path, corpus, path.name)
    assert [one for one in found if one.code != "V702"] == []
    assert len(relues) == len(propositions) > 3
    for proposition, relue in zip(propositions, relues, strict=True):
        assert ecarts(corpus, relue) == ()
        mute = installer(corpus, proposition.survivant.mutant)
        assert mute is not None
        assert ecarts(mute, relue), proposition.survivant.mutant.dit
