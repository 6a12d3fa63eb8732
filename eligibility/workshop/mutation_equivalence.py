"""Mutants that no project tells from their rule: no case could, so that they count for nothing."""

from __future__ import annotations

from datetime import date, timedelta

from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.derivation import CHAMPS_DERIVES, conclus
from eligibility.workshop.analyses.contexte import concluables
from eligibility.workshop.domaines import But
from eligibility.workshop.mutation_epreuves import en_vigueur
from eligibility.workshop.mutation_mutants import Mutant
from eligibility.workshop.solveur import Solveur


class Equivalence:
    """Searches are remembered: one for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._axes = {item.id: item.axe for item in corpus.items.values()}
        self._solveur = Solveur(corpus.vocabulaire, concluables(corpus))
        self._du_jour: dict[date, Solveur] = {}

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
        """Whether the two conditions have the same truth, whatever the project."""
        return all(
            self._solveur.impossible([(une, but), (deux, but.sinon)])
            for but in (But.VRAI, But.FAUX)
            for une, deux in ((rule.si, autre.si), (autre.si, rule.si))
        )

    def _toujours_fausse(self, rule: Rule, autre: Rule) -> bool:
        """Whether the rule is false of every project on the day that only one of the two holds: what it tests is
        concluded by no rule that day. An instrument examined and closed is not one left unexamined."""
        jour = jour_en_cause(rule, autre)
        return (
            jour is not None
            and rule.alors.genre is not Genre.INSTRUMENT
            and self._solveur_du(jour).impossible([(rule.si, But.NON_FAUX)])
        )

    def _solveur_du(self, jour: date) -> Solveur:
        """What rules can conclude that day, stratum by stratum, under some reading."""
        found = self._du_jour.get(jour)
        if found is None:
            valeurs: dict[str, set[str]] = {champ: set() for champ in CHAMPS_DERIVES}
            regles = [rule for rule in self._corpus.regles if en_vigueur(rule, jour)]
            for niveau in sorted({rule.niveau for rule in regles}):
                solveur = self._avec(valeurs)
                for rule in regles:
                    if rule.niveau == niveau and not solveur.impossible([(rule.si, But.NON_FAUX)]):
                        for champ, valeur in conclus(rule, self._axes):
                            valeurs[champ].add(valeur)
            found = self._du_jour[jour] = self._avec(valeurs)
        return found

    def _avec(self, valeurs: dict[str, set[str]]) -> Solveur:
        return Solveur(self._corpus.vocabulaire, {champ: frozenset(found) for champ, found in valeurs.items()})


def jour_en_cause(rule: Rule, autre: Rule) -> date | None:
    """The only day that one of two rules is in force and not the other, their dates being a day apart; else None."""
    bords = [date.fromisoformat(texte) for one in (rule, autre) for texte in (one.du, one.au) if texte is not None]
    jours = {bord + timedelta(pas) for bord in bords for pas in (-1, 0, 1)}
    causes = [jour for jour in sorted(jours) if en_vigueur(rule, jour) is not en_vigueur(autre, jour)]
    return causes[0] if len(causes) == 1 else None
