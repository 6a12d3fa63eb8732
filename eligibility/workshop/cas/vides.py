"""Expectations that no change of one rule could contradict: they are met, and show nothing."""

from __future__ import annotations

from datetime import date
from typing import Final

from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Corpus, Rule
from eligibility.documents.located import Mapping, Node, Sequence
from eligibility.language.evaluate import Truth, truth
from eligibility.language.francais import entre_guillemets
from eligibility.language.projet import Projet
from eligibility.workshop.cas.declares import Attendu, CasDeclare

_COMPLETES: Final = frozenset({"items", "items_indetermines", "mesures", "interpretations"})
"""Lists that say everything there is: empty, they say that there is nothing."""


def signaler_vides(fiche: Fiche[CasDeclare]) -> None:
    """Report, of a case, lists that assert nothing, or that nothing at all is asserted."""
    ecrites = fiche.node("attendu")
    vides = [key.text for key, node in ecrites if _vide(node)] if isinstance(ecrites, Mapping) else []
    for cle in vides:
        if cle not in _COMPLETES:
            fiche.signale("V701", "attendu", cle, cle=cle)
    if fiche.declare.attendu == Attendu(instruments={}) and not vides:
        fiche.signale("V700", "attendu")


def signaler_hors_jeu(fiche: Fiche[CasDeclare], projet: Projet, jour: date, corpus: Corpus) -> None:
    """Report rules expected not to fire that are not in force, for a project that does not meet them either."""
    lectures = {ident: entry.defaut for ident, entry in corpus.interpretations.items()} | fiche.declare.lectures
    for index, ident in enumerate(fiche.declare.attendu.fausses):
        versions = [rule for rule in corpus.regles if rule.id == ident]
        raisons = [_hors_jeu(rule, jour, lectures) for rule in versions]
        if raisons and all(raisons) and all(truth(rule.si, projet.facts) is Truth.FAUX for rule in versions):
            fiche.signale("V702", "attendu", "fausses", index, id=ident, raison=raisons[0])


def _hors_jeu(rule: Rule, jour: date, lectures: dict[str, str]) -> str:
    """Why the rule does not hold, empty when it does."""
    texte = jour.isoformat()
    if (rule.du is not None and texte < rule.du) or (rule.au is not None and texte > rule.au):
        return "la règle ne vaut pas à cette date"
    if rule.lecture is not None and lectures.get(rule.lecture[0]) != rule.lecture[1]:
        return f"la règle ne vaut que sous la lecture {entre_guillemets('='.join(rule.lecture))}"
    return ""


def _vide(node: Node) -> bool:
    return (isinstance(node, Sequence) and not node.items) or (isinstance(node, Mapping) and not node.entries)
