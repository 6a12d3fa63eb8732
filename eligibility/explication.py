"""Why, why not, what is missing and what would change it: read off the leaves that the evaluation kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from eligibility.cofinancement import euros
from eligibility.corpus.model import Corpus
from eligibility.engine.masques import bits
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import Bounds, Leaf, Operator, polarites
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
        span = self._projet.positions.get(champ)
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


def justification(rang: int, resolution: Resolution, values: ValueReader) -> Iterator[Motif]:
    """The leaves that decided a rule: those that hold for a match, those that fail otherwise, none while open."""
    rule = resolution.regle(rang)
    polarite = dict(polarites(rule.si))
    for leaf in resolution.issue(rang).decisive:
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
            attendu=attendu(leaf, values.vocabulaire, positif=polarite[leaf]),
            regle=rule.id,
        )


def missing(rangs: Sequence[int], resolution: Resolution, corpus: Corpus) -> dict[str, list[str]]:
    """The project fields whose absence leaves rules open, in the vocabulary's order, with what is asked of them.

    A leaf on a concluded field (``items``, ``axes``…) is traced to the fields that leave its conclusions open; a
    deduced field, to the field it follows from. Of a rule that closes an instrument, what is asked is what it does not
    fire on.
    """
    champs = corpus.vocabulaire.champs
    found: dict[str, list[str]] = {}
    seen: set[int] = set()
    waiting = list(rangs)
    while waiting:
        rang = waiting.pop()
        if rang in seen:
            continue
        seen.add(rang)
        rule = resolution.regle(rang)
        polarite = dict(polarites(rule.si, positif=not rule.alors.ferme))
        for leaf in resolution.issue(rang).unknown:
            field = champs[leaf.champ]
            if field.conclu:
                waiting.extend(_behind(leaf, resolution))
            else:
                asked = attendu(leaf, corpus.vocabulaire, positif=polarite[leaf])
                found.setdefault(field.deduit_de.champ if field.deduit_de else field.id, []).append(asked)
    return {champ: found[champ] for champ in champs if champ in found}


def _behind(leaf: Leaf, resolution: Resolution) -> Iterator[int]:
    """The undetermined rules whose conclusions feed the concluded field that ``leaf`` tests."""
    asked = set(leaf.valeur) if isinstance(leaf.valeur, tuple) else {leaf.valeur}
    for rang in bits(resolution.inconnues):
        for champ, valeur in resolution.strates.conclus(rang):
            if champ == leaf.champ and (leaf.operateur is Operator.RENSEIGNE or valeur in asked):
                yield rang


def alternatives(
    resolution: Resolution, proches: int, projet: Projet, corpus: Corpus
) -> Iterator[tuple[str, FactValue, Json, Json]]:
    """Other values of the fields an officer can act on that some rule asks for: (field, normalised value, what the
    project says, what to try).

    ``proches``: the false rules that one field may make true. Closings that hold are looked at as well.
    """
    champs = corpus.vocabulaire.champs
    fermetures = (rang for rang in bits(resolution.vraies) if resolution.regle(rang).alors.ferme)
    essais: dict[tuple[str, FactValue], None] = {}
    for rang in (*bits(resolution.fausses & proches), *fermetures):
        for leaf in resolution.issue(rang).decisive:
            field = champs[leaf.champ]
            actual = projet.facts.get(leaf.champ)
            if field.modifiable and actual is not None and not field.conclu and not field.deduit_de:
                essais.update(dict.fromkeys((leaf.champ, value) for value in _others(field, actual, leaf)))
    for champ, value in essais:
        field = champs[champ]
        yield champ, value, to_json(field, projet.facts[champ]), to_json(field, value)


def _others(field: Field, actual: FactValue, leaf: Leaf) -> Iterator[FactValue]:
    """The values to try in place of ``actual``, for a leaf that stands in the way."""
    if isinstance(actual, bool):
        yield not actual
    elif isinstance(actual, str) and field.nature is Kind.CHOIX:
        yield from (value.id for value in field.valeurs if value.id != actual)
    elif isinstance(actual, Members) and field.nature is Kind.ENSEMBLE:
        asked = leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,)
        for value in asked:
            if isinstance(value, str):
                # One value more, or one less where the rule wants it away.
                yield Members(actual.known ^ {value})
