"""Which instruments take which axes: opening rules, closing rules, and the framework the project names."""

from __future__ import annotations

from msgspec import Struct

from eligibility.corpus.model import Corpus, Effet, Genre, Rule
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import polarites
from eligibility.language.evaluate import Truth
from eligibility.language.francais import NBSP, attendu, champ, enumeration
from eligibility.language.vocabulary import Vocabulary

_MAXIMUM = 4
"""Beyond, what each rule asks would be a list that nobody reads."""


class Opening(Struct, frozen=True):
    """``examine`` is false when the project names another framework. ``rangs``: the rules that speak for the answer;
    while it is undetermined, those that leave it so."""

    instrument: str
    axe: str
    truth: Truth
    rangs: tuple[int, ...]
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
            truth, rangs = _settle(opens, closes, resolution)
            found.append(Opening(instrument, axe, truth, rangs, examine))
    return tuple(found)


def pourquoi(opening: Opening, resolution: Resolution, vocabulaire: Vocabulary) -> str | None:
    """Why the opening is what it is, in French and in the words of the rules.

    The motif of a rule says something of the project: only one that fires may say it. Of the others their title is
    given, which holds of any project, and where nothing opens, what they ask.
    """
    rules = [(rang, resolution.regle(rang)) for rang in opening.rangs]
    if any(resolution.verite(rang) is Truth.VRAI for rang, _ in rules):
        return next((rule.alors.motif for _, rule in rules if rule.alors.motif), None)
    if opening.truth is Truth.INCONNU:
        # What may close the instrument says what to look at; that it opens otherwise goes without saying.
        said = [_titre(rule) for _, rule in rules if rule.alors.ferme] or [_titre(rule) for _, rule in rules]
    elif not rules:
        said = ["Aucun texte retenu n'y fait entrer cet axe."]
    elif len(rules) > _MAXIMUM:
        said = [f"Aucune des {len(rules)} règles qui l'ouvrent à cet axe n'est remplie."]
    else:
        said = [f"{_titre(rule)} {_demande(rang, rule, resolution, vocabulaire)}" for rang, rule in rules]
    return " ".join(dict.fromkeys(said)) or None


def _titre(rule: Rule) -> str:
    return rule.titre if rule.titre.endswith((".", "!", "?", "…")) else f"{rule.titre}."


def _demande(rang: int, rule: Rule, resolution: Resolution, vocabulaire: Vocabulary) -> str:
    """What the rule asks, and the project does not say."""
    sens = dict(polarites(rule.si))
    leaves = resolution.issue(rang).decisive
    asked = (f"{champ(leaf.champ, vocabulaire)} {attendu(leaf, vocabulaire, positif=sens[leaf])}" for leaf in leaves)
    return f"Il y faudrait{NBSP}: {enumeration(dict.fromkeys(asked))}."


def _settle(opens: list[int], closes: list[int], resolution: Resolution) -> tuple[Truth, tuple[int, ...]]:
    """The truth of an opening and the rules that speak for it: those that hold, else those that may, else the openings
    that do not."""

    def among(rangs: list[int], truth: Truth) -> tuple[int, ...]:
        return tuple(rang for rang in rangs if resolution.verite(rang) is truth)

    if closed := among(closes, Truth.VRAI):
        return Truth.FAUX, closed
    unsure = among(closes, Truth.INCONNU)
    if opened := among(opens, Truth.VRAI):
        return (Truth.INCONNU, unsure) if unsure else (Truth.VRAI, opened)
    if possible := among(opens, Truth.INCONNU):
        return Truth.INCONNU, (*possible, *unsure)
    return Truth.FAUX, tuple(opens)
