"""Why, why not, what is missing and what would change it: read off the leaves that the evaluation kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from eligibility.cofinancement import euros
from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.derivation import AXES
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import Bounds, Leaf, Operator
from eligibility.language.evaluate import Truth
from eligibility.language.facts import FactValue, Members
from eligibility.language.francais import attendu
from eligibility.language.projet import Projet
from eligibility.language.vocabulary import Field, Kind, Vocabulary
from eligibility.verdict import Json, Motif


class ValueReader:
    """What the project says of a field, as JSON data."""

    def __init__(self, projet: Projet, vocabulaire: Vocabulary) -> None:
        self._projet = projet
        self.vocabulaire = vocabulaire

    def line(self, champ: str) -> int | None:
        """The line of the field in the project's file, or of the field it follows from."""
        deduced = self.vocabulaire.champs[champ].deduit_de
        span = self._projet.positions.get(deduced.champ if deduced else champ)
        return span.line if span else None

    def value(self, leaf: Leaf) -> Json:
        """The part of the field's value that the leaf looked at."""
        value = self._projet.facts.get(leaf.champ)
        if value is None:
            return None
        if isinstance(value, Members):
            asked = leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,)
            return _listed({entry for entry in asked if entry in value.known} or value.known)
        return to_json(self.vocabulaire.champs[leaf.champ], value)


def to_json(field: Field, value: FactValue) -> Json:
    """A normalised value in the form of ``projet.yaml``: euros, ISO dates, plain lists."""
    if isinstance(value, Members):
        return _listed(value.known)
    if isinstance(value, Bounds):
        low, high = ("debut", "fin") if field.nature is Kind.PERIODE else ("min", "max")
        return {low: _bound(field, value.low), high: _bound(field, value.high)}
    if isinstance(value, int) and not isinstance(value, bool):
        return _bound(field, value)
    return value


def _listed(values: Iterable[object]) -> Json:
    return [*sorted(str(value) for value in values)]


def _bound(field: Field, value: int | None) -> Json:
    if value is None:
        return None
    if field.nature is Kind.MONTANT:
        return euros(value)
    if field.nature in (Kind.DATE, Kind.PERIODE):
        return date.fromordinal(value).isoformat()
    return value


def justification(rule: Rule, resolution: Resolution, values: ValueReader) -> Iterator[Motif]:
    """The leaves that decided ``rule``: those that hold for a match, those that fail otherwise, none while open."""
    outcome = resolution.issue(rule)
    for leaf in outcome.decisive:
        derived = values.vocabulaire.champs[leaf.champ].conclu
        value: Json = None
        if derived:
            known = resolution.facts.get(leaf.champ)
            value = _listed(known.known) if isinstance(known, Members) else None
        else:
            value = values.value(leaf)
        yield Motif(
            champ=leaf.champ,
            valeur=value,
            ligne=None if derived else values.line(leaf.champ),
            attendu=attendu(leaf, values.vocabulaire),
            regle=rule.id,
        )


def missing(rules: list[Rule], resolution: Resolution, corpus: Corpus) -> dict[str, list[Leaf]]:
    """The project fields whose absence leaves ``rules`` open, in the vocabulary's order, with the leaves that ask.

    A leaf on a concluded field (``items``, ``axes``…) is traced to the fields that leave its conclusions open; a
    deduced field, to the field it follows from.
    """
    champs = corpus.vocabulaire.champs
    found: dict[str, list[Leaf]] = {}
    seen: set[str] = set()
    waiting = list(rules)
    while waiting:
        rule = waiting.pop()
        if rule.cle in seen:
            continue
        seen.add(rule.cle)
        for leaf in resolution.issue(rule).unknown:
            field = champs[leaf.champ]
            if field.conclu:
                waiting.extend(_behind(leaf, resolution, corpus))
            else:
                found.setdefault(field.deduit_de.champ if field.deduit_de else field.id, []).append(leaf)
    return {champ: found[champ] for champ in champs if champ in found}


def _behind(leaf: Leaf, resolution: Resolution, corpus: Corpus) -> Iterator[Rule]:
    """The undetermined rules whose conclusions feed the concluded field that ``leaf`` tests."""
    asked = set(leaf.valeur) if isinstance(leaf.valeur, tuple) else {leaf.valeur}
    for rule in resolution.actives:
        if resolution.verite(rule) is not Truth.INCONNU:
            continue
        if rule.alors.genre.champ == leaf.champ:
            concluded = rule.alors.cible
        elif rule.alors.genre is Genre.ITEM and leaf.champ == AXES:
            concluded = corpus.items[rule.alors.cible].axe
        else:
            continue
        if leaf.operateur is Operator.RENSEIGNE or concluded in asked:
            yield rule


def alternatives(resolution: Resolution, projet: Projet, corpus: Corpus) -> Iterator[tuple[str, FactValue, Json, Json]]:
    """Other values of the fields an officer can act on and on which some rule failed or some closing held:
    (field, normalised value, what the project says, what to try)."""
    champs = corpus.vocabulaire.champs
    concerned = {
        leaf.champ
        for rule in resolution.actives
        if (resolution.verite(rule) is Truth.VRAI) == bool(rule.alors.ferme)
        and resolution.verite(rule) is not Truth.INCONNU
        for leaf in resolution.issue(rule).decisive
    }
    for champ in sorted(concerned & projet.facts.keys()):
        field = champs[champ]
        if not field.modifiable or field.conclu or field.deduit_de:
            continue
        actual = projet.facts[champ]
        for value in _others(field, actual):
            yield champ, value, to_json(field, actual), to_json(field, value)


def _others(field: Field, actual: FactValue) -> Iterator[FactValue]:
    if isinstance(actual, bool):
        yield not actual
    elif isinstance(actual, str) and field.nature is Kind.CHOIX:
        yield from (value.id for value in field.valeurs if value.id != actual)
    elif isinstance(actual, Members) and field.nature is Kind.ENSEMBLE:
        for value in field.valeurs:
            if value.id not in actual.known:
                yield Members(actual.known | {value.id})
