"""Amounts of a co-financing option, to the cent, and the control of the plan a project declares.

No text settles which base the parity applies to, nor whether another payer's money may count in a partner's
share: the base is an option of the corpus, and such a plan is answered « à vérifier », never refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from eligibility.corpus.model import Acteur, Cofinancement, Part
from eligibility.language.francais import montant
from eligibility.language.projet import PlanLine
from eligibility.verdict import ApportDeclare, CofinancementVerdict, PartVerdict, PlanDeclare

NBSP = "\u00a0"


def euros(cents: int) -> str:
    """``12050`` -> ``"120.50"``, the form of the JSON contract."""
    return f"{Decimal(cents) / 100:.2f}"


def shares(base: int, parts: Sequence[Part]) -> tuple[int, ...]:
    """Split ``base`` cents by the rates of ``parts``: rounded down, then the cents left go to the first parts.

    >>> shares(10001, (Part("etat", "0.5"), Part("departement", "0.5")))
    (5001, 5000)
    """
    amounts = [int((base * Decimal(part.taux)).to_integral_value(ROUND_FLOOR)) for part in parts]
    due = int((base * sum((Decimal(part.taux) for part in parts), Decimal(0))).to_integral_value())
    for position in range(due - sum(amounts)):
        amounts[position % len(amounts)] += 1
    return tuple(amounts)


def assess(
    option: Cofinancement,
    cost: int | None,
    plan: Sequence[PlanLine] | None,
    hypotheses: tuple[str, ...],
    acteurs: Mapping[str, Acteur],
) -> CofinancementVerdict:
    """The option with its amounts, and what it makes of the declared plan (``cost`` and amounts in cents)."""
    if cost is None and plan:
        cost = sum(line.montant for line in plan)
    remarks: list[str] = []
    base = _base(option, cost, plan, remarks) if option.parts else None
    expected = shares(base, option.parts) if base is not None else None
    status = _control(option, expected, plan, acteurs, remarks)
    return CofinancementVerdict(
        option=option.id,
        libelle=option.libelle,
        instrument=option.instrument,
        assiette=None if base is None else euros(base),
        parts=tuple(
            PartVerdict(part.financeur, float(part.taux), None if expected is None else euros(expected[position]))
            for position, part in enumerate(option.parts)
        ),
        plan_declare=status,
        plan=tuple(
            ApportDeclare(line.financeur, euros(line.montant), line.span.line if line.span else None)
            for line in plan or ()
        ),
        remarques=tuple(remarks),
        hypotheses=hypotheses,
        conditions=option.conditions,
        reserves=option.reserves,
        sources=option.sources,
    )


def _base(option: Cofinancement, cost: int | None, plan: Sequence[PlanLine] | None, remarks: list[str]) -> int | None:
    if cost is None:
        remarks.append(f"Coût total non renseigné{NBSP}: les montants ne peuvent pas être calculés.")
        return None
    if option.assiette == "cout_total":
        return cost
    if plan is None:
        remarks.append(
            "Sous cette lecture, la parité porte sur ce que les autres financeurs n'apportent pas"
            f"{NBSP}: décrivez le plan de financement pour obtenir les montants."
        )
        return None
    partners = {part.financeur for part in option.parts} | option.tient_lieu.keys()
    return cost - sum(line.montant for line in plan if line.financeur not in partners)


def _control(
    option: Cofinancement,
    expected: tuple[int, ...] | None,
    plan: Sequence[PlanLine] | None,
    acteurs: Mapping[str, Acteur],
    remarks: list[str],
) -> PlanDeclare:
    if plan is None or (expected is None and option.parts):
        return PlanDeclare.NON_DECLARE
    if expected is None:
        return PlanDeclare.SANS_CLE
    declared = _counted(option, plan)
    partners = {part.financeur for part in option.parts}
    others = sum(amount for payer, amount in declared.items() if payer not in partners)
    gaps = {
        part.financeur: due - declared.get(part.financeur, 0) for part, due in zip(option.parts, expected, strict=True)
    }
    if not any(gaps.values()):
        return PlanDeclare.CONFORME
    short = {payer: gap for payer, gap in gaps.items() if 0 < gap <= others and declared.get(payer)}
    wrong = [
        _wrong(acteurs[payer].libelle, declared.get(payer, 0), gap)
        for payer, gap in gaps.items()
        if gap and payer not in short
    ]
    remarks.extend(wrong)
    if short:
        given = " et ".join(f"{acteurs[payer].court} {montant(declared[payer])}" for payer in short)
        payers = " et ".join(
            f"{acteurs[payer].court} {montant(amount)}"
            for payer, amount in declared.items()
            if payer not in partners and amount
        )
        remarks.append(
            f"Sous leur part{NBSP}: {given}. Aucune source n'établit que l'argent d'un autre financeur ({payers}) "
            f"puisse en tenir lieu{NBSP}: à vérifier avec le commissaire à la lutte contre la pauvreté."
        )
    return PlanDeclare.NON_CONFORME if wrong else PlanDeclare.A_VERIFIER


def _counted(option: Cofinancement, plan: Sequence[PlanLine]) -> dict[str, int]:
    """What each payer brings, money that stands in for another's put with that one's."""
    declared: dict[str, int] = {}
    for line in plan:
        payer = option.tient_lieu.get(line.financeur, line.financeur)
        declared[payer] = declared.get(payer, 0) + line.montant
    return declared


def _wrong(name: str, given: int, gap: int) -> str:
    """What to change in the plan; ``gap``: the share less what is given."""
    if not given:
        return f"{name}{NBSP}: absent du plan, sa part serait de {montant(gap)}."
    if gap > 0:
        return f"{name}{NBSP}: {montant(given)} au plan, il manque {montant(gap)} à sa part."
    return f"{name}{NBSP}: {montant(given)} au plan, soit {montant(-gap)} de plus que sa part."
