"""The cases hold on both engines, and leave nothing of the rules unshown."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.workshop.cas.lecture import Cas, fichiers, lire
from eligibility.workshop.essais.couverture import manques
from eligibility.workshop.essais.essai import essayer

ICI = Path(__file__).parent
CORPUS, DIAGNOSTICS = load_corpus(ICI.parents[1])
assert CORPUS is not None, DIAGNOSTICS
OUVERT = Ouvert(CORPUS, Decideur(CORPUS, exhaustif=True))
LUS = [lire(path, CORPUS, path.name) for path in fichiers([ICI])]
CAS = [cas for cases, _ in LUS for cas in cases]


def test_every_file_of_cases_is_sound() -> None:
    assert [found for _, diagnostics in LUS for found in diagnostics] == []
    assert CAS


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas.fichier}:{cas.ligne}")
def test_case(cas: Cas) -> None:
    """``exhaustif``: durable-rules and the reference both read every rule, and are compared."""
    essai = essayer(cas, OUVERT)
    assert [(ecart.quoi, ecart.attendu, ecart.obtenu, ecart.pourquoi) for ecart in essai.ecarts] == []


def test_cases_leave_nothing_unshown() -> None:
    essais = [essayer(cas, OUVERT) for cas in CAS]
    assert [
        f"{found.fichier}:{found.ligne} {found.regle} : {found.quoi}" for found in manques(OUVERT.corpus, essais)
    ] == []
