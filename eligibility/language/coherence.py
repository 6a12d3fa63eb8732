"""Where a project contradicts itself, and what some of its fields say of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Scalar, Span
from eligibility.language.facts import FactValue
from eligibility.language.francais import montant, valeur
from eligibility.language.plan import PlanLine
from eligibility.language.values import read_value
from eligibility.language.vocabulary import Field, Kind, Vocabulary

DEPARTEMENT = "territoire.departement"

Deduced = Mapping[str, tuple[FactValue, str]]


def deduce(vocabulary: Vocabulary, facts: Mapping[str, FactValue]) -> Deduced:
    """What follows from ``facts``: for each field, its value and the field of ``facts`` it comes from."""
    found: dict[str, tuple[FactValue, str]] = {}
    waiting = [field for field in vocabulary.champs.values() if field.deduit_de is not None]
    # A field may follow from one that is itself deduced: as many rounds as the chain is long.
    for _ in range(len(waiting)):
        for field in waiting:
            rule = field.deduit_de
            if rule is None or field.id in found:
                continue
            given, origin = facts.get(rule.champ), rule.champ
            if given is None and rule.champ in found:
                given, origin = found[rule.champ]
            attribute = _attribute(vocabulary.champs.get(rule.champ), given, rule.attribut)
            value = _typed(field, attribute) if attribute else None
            if value is not None:
                found[field.id] = (value, origin)
    found.update(_elsewhere(vocabulary, facts))
    return found


def _elsewhere(vocabulary: Vocabulary, facts: Mapping[str, FactValue]) -> Deduced:
    """Where a code list places nothing in the project's département, the one value that lies nowhere (« non »): any
    other would be refused."""
    departement = facts.get(DEPARTEMENT)
    if departement is None:
        return {}
    return {
        field.id: (field.nulle_part, DEPARTEMENT)
        for field in vocabulary.champs.values()
        if field.nature is Kind.CHOIX and field.lieux and departement not in field.lieux and field.nulle_part
    }


def _attribute(field: Field | None, given: FactValue | None, name: str) -> str:
    value = field.value(given) if field is not None and isinstance(given, str) else None
    return value.attributs.get(name, "") if value else ""


def _typed(field: Field, attribute: str) -> FactValue | None:
    """A cell of a code list, read as if it were written in a project."""
    nowhere = Span(1, 1, 1, 1)
    return read_value(field, Scalar(attribute, attribute, True, nowhere), Report(""))


def check_deduced(
    vocabulary: Vocabulary,
    facts: Mapping[str, FactValue],
    deduced: Deduced,
    positions: Mapping[str, Span],
    report: Report,
) -> None:
    """A field that is written and deduced says the same thing twice; ``check_places`` sees to what a place excludes."""
    for champ, (value, origin) in deduced.items():
        written = facts.get(champ)
        field = vocabulary.champs[champ]
        if written is None or written == value or field.deduit_de is None:
            continue
        report.add(
            "V306",
            positions[champ],
            champ=champ,
            ecrit=valeur(field, written),
            origine=origin,
            deduit=valeur(field, value),
        )


def check_places(
    vocabulary: Vocabulary, facts: Mapping[str, FactValue], positions: Mapping[str, Span], report: Report
) -> None:
    """Any value that the code lists place in certain départements lies in the project's."""
    departement = facts.get(DEPARTEMENT)
    if not isinstance(departement, str):
        return
    for champ, given in facts.items():
        field = vocabulary.champs[champ]
        if field.nature is not Kind.CHOIX or champ == DEPARTEMENT or not isinstance(given, str):
            continue
        value = field.value(given)
        places = value.lieux if value else []
        if value and places and departement not in places:
            lieux = ", ".join(f"«\u00a0{place}\u00a0»" for place in places)
            lieux = f"{'le département' if len(places) == 1 else 'les départements'} {lieux}"
            report.add(
                "V305", positions[champ], valeur=value.libelle, departement=f"«\u00a0{departement}\u00a0»", lieux=lieux
            )


def within(field: Field, departement: str) -> Field:
    """``field`` less the values that the code lists place in other départements."""
    near = [value for value in field.valeurs if not value.lieux or departement in value.lieux]
    return replace(field, valeurs=tuple(near))


def check_total(cost: int, plan: Sequence[PlanLine], span: Span, report: Report) -> None:
    """The plan pays the whole cost, no more, no less."""
    total = sum(line.montant for line in plan)
    if total != cost:
        ecart = montant(abs(total - cost))
        report.add("V303", span, total=montant(total), cout=montant(cost), ecart=ecart)
