"""Mutants that no project tells from their rule: no case could, so that they count for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.derivation import AXES, CHAMPS_DERIVES, conclus
from eligibility.language.conditions import Condition, Leaf, UneDe
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import Facts, Members
from eligibility.workshop.analyses.contexte import concluables
from eligibility.workshop.domaines import But
from eligibility.workshop.mutation.depliage import Depliage, conclue
from eligibility.workshop.mutation.epreuves import en_vigueur
from eligibility.workshop.mutation.mutants import Mutant
from eligibility.workshop.solveur import Demande, Solveur, conjonction, decomposer


class Equivalence:
    """Searches are remembered: one for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._axes = {item.id: item.axe for item in corpus.items.values()}
        self._solveur = Solveur(corpus.vocabulaire, concluables(corpus))
        self._depliage = Depliage(corpus)
        self._jours: dict[date, Facts] = {}

    def prouvee(self, mutant: Mutant) -> bool:
        """Whether the mutant answers as its rule for every project; false where that is not known."""
        rule = self._corpus.regles[mutant.rang]
        match mutant.partie:
            case "si":
                return self._memes_conditions(rule, mutant.rule)
            case "en_vigueur":
                return self._toujours_fausse(rule, mutant.rule)
        return False

    def _memes_conditions(self, rule: Rule, autre: Rule) -> bool:
        """Whether the two conditions have the same truth, whatever the project: as they are, or with what the rules
        that they depend on ask, every day that the rule is in force."""
        if self._pareilles(rule.si, autre.si):
            return True
        return (conclue(rule.si) or conclue(autre.si)) and all(
            self._pareilles(*(self._depliage.deplier(one.si, jour, rule.lecture) for one in (rule, autre)))
            for jour in self._depliage.jours(rule)
        )

    def _pareilles(self, une: Condition, deux: Condition) -> bool:
        """Whether the two are true of the same projects, and false of the same ones."""
        buts = (But.VRAI, But.NON_FAUX) if isinstance(une, UneDe) else (But.FAUX, But.NON_VRAI)
        return all(
            self._suit(avant, apres, but)
            for but in buts
            for avant, apres in ((une, deux), (deux, une))
            if avant != apres
        )

    def _suit(self, avant: Condition, apres: Condition, but: But) -> bool:
        """Whether ``apres`` meets ``but`` wherever ``avant`` does, each way of ``avant`` taken by itself."""
        communes = set(_facons(apres, but))
        return all(
            facon in communes or self._solveur.impossible([facon, (apres, but.sinon)]) for facon in _facons(avant, but)
        )

    def _toujours_fausse(self, rule: Rule, autre: Rule) -> bool:
        """Whether the rule is false of every project on the day that only one of the two holds: what it tests is
        concluded by no rule that day. An instrument examined and closed is not one left unexamined, unless no item of
        the axes that the rule speaks of can be reached that day."""
        jour = jour_en_cause(rule, autre)
        if jour is None:
            return False
        possibles = self._conclus_le(jour)
        axes = possibles[AXES]
        assert isinstance(axes, Members)
        examines = rule.alors.genre is Genre.INSTRUMENT and not axes.maybe.isdisjoint(
            (*rule.alors.ouvre, *rule.alors.ferme)
        )
        return not examines and truth(rule.si, possibles) is Truth.FAUX

    def _conclus_le(self, jour: date) -> Facts:
        """All that rules may conclude that day, under some reading, of a project of which nothing is known: what is
        false of it is false of every project."""
        found = self._jours.get(jour)
        if found is None:
            possibles: dict[str, set[str]] = {champ: set() for champ in CHAMPS_DERIVES}
            regles = [rule for rule in self._corpus.regles if en_vigueur(rule, jour)]
            for niveau in sorted({rule.niveau for rule in regles}):
                facts = _possibles(possibles)
                for rule in regles:
                    if rule.niveau == niveau and truth(rule.si, facts) is not Truth.FAUX:
                        for champ, valeur in conclus(rule, self._axes):
                            possibles[champ].add(valeur)
            found = self._jours[jour] = _possibles(possibles)
        return found


def _facons(condition: Condition, but: But) -> list[Demande]:
    """The ways to meet ``but``, any of which is enough."""
    if isinstance(condition, Leaf) or conjonction(condition, but):
        return [(condition, but)]
    return decomposer(condition, but)


def _possibles(valeurs: Mapping[str, set[str]]) -> Facts:
    return {champ: Members(frozenset(), frozenset(found)) for champ, found in valeurs.items()}


def jour_en_cause(rule: Rule, autre: Rule) -> date | None:
    """The only day that one of two rules is in force and not the other, their dates being a day apart; else None."""
    bords = [date.fromisoformat(texte) for one in (rule, autre) for texte in (one.du, one.au) if texte is not None]
    jours = {bord + timedelta(pas) for bord in bords for pas in (-1, 0, 1)}
    causes = [jour for jour in sorted(jours) if en_vigueur(rule, jour) is not en_vigueur(autre, jour)]
    return causes[0] if len(causes) == 1 else None
