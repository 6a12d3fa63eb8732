"""The items that one field of the project alone keeps away, whether an officer can change it or not."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from eligibility.corpus.model import Corpus, Genre
from eligibility.engine.masques import bits
from eligibility.engine.reference import Resolution
from eligibility.explication import to_json
from eligibility.language.conditions import Condition, Toutes, polarites
from eligibility.language.evaluate import Truth, evaluate
from eligibility.language.facts import Facts
from eligibility.language.francais import attendu
from eligibility.language.projet import Projet
from eligibility.verdict import Proche

_MAXIMUM = 3
"""Beyond, no item is nearer than the others."""


class _Ecart(Struct, frozen=True):
    """``acquis``: how many fields already are as the rule asks. ``manque``: those it asks too, that are not given."""

    rang: int
    champ: str
    acquis: int
    manque: tuple[str, ...]
    attendus: tuple[str, ...]


def proches(resolution: Resolution, candidates: int, projet: Projet, corpus: Corpus) -> tuple[Proche, ...]:
    """The nearest items: their rules have the most in common with the project, and the fewest fields still to know.

    ``candidates``: the false rules that one field may make true, as bits, others besides.
    """
    found = [
        ecart
        for rang in bits(resolution.fausses & candidates)
        if resolution.regle(rang).alors.genre is Genre.ITEM
        for ecart in _ecarts(rang, resolution, corpus)
        if ecart.acquis
    ]
    if not found:
        return ()
    best = min((-ecart.acquis, len(ecart.manque)) for ecart in found)
    nearest: dict[tuple[str, str], Proche] = {}
    for ecart in found:
        if (-ecart.acquis, len(ecart.manque)) != best:
            continue
        item = corpus.items[resolution.regle(ecart.rang).alors.cible]
        # Several rules of one item ask for one of their values, whichever it is.
        before = nearest.get((item.id, ecart.champ))
        attendus = (*before.attendus, *ecart.attendus) if before else ecart.attendus
        value = to_json(corpus.vocabulaire.champs[ecart.champ], projet.facts[ecart.champ])
        nearest[item.id, ecart.champ] = Proche(
            item.id, item.libelle, ecart.champ, value, tuple(dict.fromkeys(attendus)), ecart.manque
        )
    return tuple(nearest.values()) if len(nearest) <= _MAXIMUM else ()


def _ecarts(rang: int, resolution: Resolution, corpus: Corpus) -> Iterator[_Ecart]:
    """Each field that alone makes the rule false."""
    rule = resolution.regle(rang)
    leaves = resolution.issue(rang).decisive
    sens = dict(polarites(rule.si))
    for champ in dict.fromkeys(leaf.champ for leaf in leaves):
        field = corpus.vocabulaire.champs[champ]
        if field.conclu or field.deduit_de is not None:
            continue
        without = {name: value for name, value in resolution.facts.items() if name != champ}
        outcome = evaluate(rule.si, without)
        if outcome.truth is Truth.INCONNU:
            manque = dict.fromkeys(leaf.champ for leaf in outcome.unknown if leaf.champ != champ)
            asked = (attendu(leaf, corpus.vocabulaire, positif=sens[leaf]) for leaf in leaves if leaf.champ == champ)
            yield _Ecart(rang, champ, len(_acquis(rule.si, without)), tuple(manque), tuple(dict.fromkeys(asked)))


def _acquis(condition: Condition, facts: Facts) -> set[str]:
    """The fields that are as the condition wants them: those of its parts that hold."""
    parts: tuple[Condition, ...] = condition.conditions if isinstance(condition, Toutes) else (condition,)
    outcomes = (evaluate(part, facts) for part in parts)
    return {leaf.champ for outcome in outcomes if outcome.truth is Truth.VRAI for leaf in outcome.decisive}
