"""The mutants of a rule: the same rule with one small fault, in its condition, its dates, its reading or its effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from eligibility.corpus.model import Corpus, Effect, Genre, Rule
from eligibility.corpus.strata import niveaux
from eligibility.corpus.vocabulaire import CONCLUS
from eligibility.language.conditions import leaves
from eligibility.language.francais import entre_guillemets
from eligibility.workshop.mutation.arbre import changements, jours

RIEN = Effect(Genre.INSTRUMENT, "")
"""Concludes nothing: it opens no axis, closes none, and no referentiel knows it."""

Chemin = tuple[str | int, ...]


class Mutant(Struct, frozen=True):
    """``rule`` is to take the place of the rule of rank ``rang``. ``chemin``: what was changed, from the rule (« si »
    then ranks of conditions, « en_vigueur », « alors »…); ``mot``: the value in question there, if it is one of
    several. ``dit``: what it says of the cases that none tells it from the rule, in French."""

    rang: int
    rule: Rule
    chemin: Chemin
    dit: str
    mot: str | None = None

    @property
    def partie(self) -> str:
        return str(self.chemin[0])


def mutants(corpus: Corpus, rang: int) -> Iterator[Mutant]:
    """The mutants of one rule, all different, in a fixed order."""
    rule = corpus.regles[rang]
    vus = {_contenu(rule)}
    for mutant in (
        *_conditions(corpus, rang, rule),
        *_vigueurs(rang, rule),
        *_lectures(corpus, rang, rule),
        *_effets(corpus, rang, rule),
    ):
        contenu = _contenu(mutant.rule)
        if contenu not in vus:
            vus.add(contenu)
            yield mutant


def _contenu(rule: Rule) -> tuple[object, ...]:
    return rule.si, rule.du, rule.au, rule.lecture, rule.alors


def _conditions(corpus: Corpus, rang: int, rule: Rule) -> Iterator[Mutant]:
    for change in changements(rule.si, corpus.vocabulaire):
        yield Mutant(rang, replace(rule, si=change.si), ("si", *change.chemin), change.dit, change.mot)


def _vigueurs(rang: int, rule: Rule) -> Iterator[Mutant]:
    """Dates one day earlier and one day later."""
    for cle, texte in (("du", rule.du), ("au", rule.au)):
        if texte is None:
            continue
        jour = date.fromisoformat(texte)
        for pas in (timedelta(-1), timedelta(1)):
            if jour == (date.min if pas.days < 0 else date.max):
                continue
            autre = jour + pas
            du = autre.isoformat() if cle == "du" else rule.du
            au = autre.isoformat() if cle == "au" else rule.au
            if du is not None and au is not None and du > au:
                continue
            yield Mutant(rang, replace(rule, du=du, au=au), ("en_vigueur", cle), jours(*sorted((jour, autre))))


def _lectures(corpus: Corpus, rang: int, rule: Rule) -> Iterator[Mutant]:
    if rule.lecture is None:
        return
    interpretation, option = rule.lecture
    dit = (
        f"aucun cas ne montre que la règle ne vaut que sous la lecture {entre_guillemets(f'{interpretation}={option}')}"
    )
    yield Mutant(rang, replace(rule, lecture=None), ("lecture",), dit)
    for autre in corpus.interpretations[interpretation].options:
        if autre.id != option:
            dit = f"aucun cas ne distingue la lecture {entre_guillemets(option)} de {entre_guillemets(autre.id)}"
            yield Mutant(rang, replace(rule, lecture=(interpretation, autre.id)), ("lecture", "option"), dit)


def _effets(corpus: Corpus, rang: int, rule: Rule) -> Iterator[Mutant]:
    """The conclusion dropped, then each axis of an instrument that has several."""
    alors = rule.alors
    conclu = f"{alors.genre.value} {entre_guillemets(alors.cible)}"
    yield Mutant(rang, replace(rule, alors=RIEN), ("alors",), f"aucun cas n'a besoin de cette conclusion : {conclu}")
    for cle, axes in (("ouvre", alors.ouvre), ("ferme", alors.ferme)):
        if len(axes) < 2:
            continue
        for axe in axes:
            reste = tuple(autre for autre in axes if autre != axe)
            effet = replace(alors, ouvre=reste) if cle == "ouvre" else replace(alors, ferme=reste)
            libelle = entre_guillemets(corpus.axes[axe].libelle)
            dit = f"aucun cas n'a besoin que l'instrument {cle} l'axe {libelle}"
            yield Mutant(rang, replace(rule, alors=effet), ("alors", cle), dit, axe)


def installer(corpus: Corpus, mutant: Mutant) -> Corpus | None:
    """The corpus with the mutant in place of its rule; None when rules would then test one another in a loop."""
    regles = [*corpus.regles]
    avant, regles[mutant.rang] = regles[mutant.rang], mutant.rule
    if mutant.rule.alors != avant.alors or _testes(corpus, mutant.rule) != _testes(corpus, avant):
        axes = {item.id: item.axe for item in corpus.items.values()}
        levels, loops = niveaux(regles, _conclus(corpus), axes)
        if loops:
            return None
        regles = [
            rule if rule.niveau == niveau else replace(rule, niveau=niveau)
            for rule, niveau in zip(regles, levels, strict=True)
        ]
    return replace(corpus, regles=tuple(regles))


def _conclus(corpus: Corpus) -> frozenset[str]:
    champs = corpus.vocabulaire.champs
    return CONCLUS.intersection(ident for ident, field in champs.items() if field.conclu)


def _testes(corpus: Corpus, rule: Rule) -> set[tuple[str, object]]:
    """What the rule tests of conclusions."""
    champs = corpus.vocabulaire.champs
    return {(leaf.champ, leaf.valeur) for leaf in leaves(rule.si) if champs[leaf.champ].conclu}
