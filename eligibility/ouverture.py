"""Which instruments take which axes: opening rules, closing rules, and the framework the project names."""

from __future__ import annotations

from msgspec import Struct

from eligibility.corpus.model import Corpus, Effet, Genre
from eligibility.engine.reference import Resolution
from eligibility.language.evaluate import Truth


class Opening(Struct, frozen=True):
    """``examine`` is false when the project names another framework. ``motif``: French, from the rules."""

    instrument: str
    axe: str
    truth: Truth
    motif: str | None
    examine: bool


def openings(corpus: Corpus, resolution: Resolution, cadre: str | None) -> tuple[Opening, ...]:
    """Every (instrument, axis) that some active rule opens or closes.

    Closing wins over opening; a closing that is not settled leaves an opening undetermined. An instrument that
    makes an obligatory base (``socle``) is examined whatever the framework, since it is where its axis goes.
    """
    found = []
    cibles = resolution.strates.plan.cibles.get(Genre.INSTRUMENT.value, {})
    for instrument in sorted(corpus.instruments):
        rules = {rang: resolution.regle(rang) for rang in cibles.get(instrument, ()) if resolution.actives >> rang & 1}
        examine = cadre is None or cadre == instrument or corpus.instruments[instrument].effet is Effet.SOCLE
        axes = sorted(
            {axe for rule in rules.values() for axe in (*rule.alors.ouvre, *rule.alors.ferme)},
            key=lambda axe: corpus.axes[axe].numero,
        )
        for axe in axes:
            opens = [rang for rang, rule in rules.items() if axe in rule.alors.ouvre]
            closes = [rang for rang, rule in rules.items() if axe in rule.alors.ferme]
            truth, deciding = _settle(opens, closes, resolution)
            motif = next((motif for rang in deciding if (motif := rules[rang].alors.motif)), None)
            found.append(Opening(instrument, axe, truth, motif, examine))
    return tuple(found)


def _settle(opens: list[int], closes: list[int], resolution: Resolution) -> tuple[Truth, list[int]]:
    """The truth of an opening and the rules that speak for it."""

    def among(rangs: list[int], truth: Truth) -> list[int]:
        return [rang for rang in rangs if resolution.verite(rang) is truth]

    if closed := among(closes, Truth.VRAI):
        return Truth.FAUX, closed
    if opened := among(opens, Truth.VRAI):
        unsure = among(closes, Truth.INCONNU)
        return (Truth.INCONNU, unsure) if unsure else (Truth.VRAI, opened)
    if possible := among(opens, Truth.INCONNU):
        return Truth.INCONNU, possible
    return Truth.FAUX, []
