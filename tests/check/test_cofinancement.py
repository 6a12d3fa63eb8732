"""Amounts to the cent and the control of the declared plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.cofinancement import assess, euros, shares
from eligibility.corpus.model import Acteur, Cofinancement, Part
from eligibility.language.projet import PlanLine
from eligibility.verdict import PlanDeclare

PARITE = (Part("etat", "0.5"), Part("departement", "0.5"))
ACTEURS = {name: Acteur(name, name.capitalize(), name.capitalize()) for name in ("etat", "departement", "caf", "msa")}


def option(assiette: str = "cout_total") -> Cofinancement:
    return Cofinancement("parite", "Parité", "contrat", assiette, PARITE, ("p",))


def plan(**amounts: int) -> tuple[PlanLine, ...]:
    return tuple(PlanLine(payer, amount * 100, None) for payer, amount in amounts.items())


@given(st.integers(0, 10**15))
def test_shares_lose_no_cent_and_stay_within_one(base: int) -> None:
    first, second = shares(base, PARITE)
    assert first + second == base
    assert 0 <= first - second <= 1


def test_amounts_have_two_decimals() -> None:
    assert euros(12050) == "120.50"
    assert euros(5) == "0.05"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({"etat": 60, "departement": 60}, PlanDeclare.CONFORME),
        ({"etat": 60, "departement": 35, "caf": 25}, PlanDeclare.A_VERIFIER),
        ({"etat": 60, "caf": 60}, PlanDeclare.NON_CONFORME),
        ({"etat": 80, "departement": 40}, PlanDeclare.NON_CONFORME),
        ({"departement": 60, "caf": 60}, PlanDeclare.NON_CONFORME),
    ],
)
def test_control_under_the_whole_cost(declared: dict[str, int], expected: PlanDeclare) -> None:
    verdict = assess(option(), 12000, plan(**declared), (), ACTEURS)
    assert verdict.plan_declare is expected
    assert bool(verdict.remarques) is (expected is not PlanDeclare.CONFORME)


def test_other_payers_come_first_when_the_parity_is_between_the_parties() -> None:
    verdict = assess(option("parties"), 12000, plan(etat=40, departement=40, caf=30, msa=10), (), ACTEURS)
    assert verdict.assiette == "80.00"
    assert [part.montant for part in verdict.parts] == ["40.00", "40.00"]
    assert verdict.plan_declare is PlanDeclare.CONFORME


def test_unknown_cost_gives_no_amount_and_says_so() -> None:
    verdict = assess(option(), None, None, (), ACTEURS)
    assert [part.montant for part in verdict.parts] == [None, None]
    assert verdict.plan_declare is PlanDeclare.NON_DECLARE
    assert verdict.remarques
