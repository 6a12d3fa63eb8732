"""The words of conditions explained: what a connector joins, what an operator asks, and what a missing datum does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eligibility.corpus.model import Rule
from eligibility.language.conditions import Condition, Leaf, Operator, leaves
from eligibility.language.operandes import OPERATORS
from eligibility.language.parser import CONNECTORS
from eligibility.workshop.notices.ecriture import dans_une_regle
from eligibility.workshop.notices.fonds import Fonds, uniques
from eligibility.workshop.notices.modele import Exemple, Lien, Liste, Notice, Sorte, section
from eligibility.workshop.notices.renvois import regle
from eligibility.workshop.schema.conditions import CONNECTEURS, SENS

_EXTRAIT: Final = 4
"""Rules that are enough to see a word at work."""

_ABSENCES: Final = {
    "toutes": "Une condition fausse suffit à l'écarter. Sinon, une donnée absente la laisse indéterminée.",
    "une_de": "Une condition vraie suffit à la remplir. Sinon, une donnée absente la laisse indéterminée.",
    "aucune": "Une condition vraie suffit à l'écarter. Sinon, une donnée absente la laisse indéterminée.",
}
_ABSENCE: Final = "Si le projet ne donne pas le champ, la condition est inconnue : ni vraie, ni fausse."
_JAMAIS_FAUSSE: Final = "La donnée peut encore venir : sans elle, la condition est inconnue, jamais fausse."


def connecteur(fonds: Fonds, ident: str) -> Notice:
    """Raises KeyError when ``ident`` is no connector."""
    nature = CONNECTORS[ident]
    champs = [field for field in fonds.corpus.vocabulaire.champs.values() if field.valeurs][:2]
    parts = "".join(f"  - {dans_une_regle(field, OPERATORS[field.nature][0])}\n" for field in champs)
    return Notice(
        Sorte.CONNECTEUR,
        ident,
        CONNECTEURS[ident],
        None,
        (
            *section("Écriture", Exemple(f"{ident}:\n{parts}")),
            *section("Absence", (_ABSENCES[ident],)),
            *section("Règles", _exemples(rule for rule in fonds.corpus.regles if nature in set(_natures(rule.si)))),
        ),
    )


def operateur(fonds: Fonds, ident: str) -> Notice:
    """Raises ValueError when ``ident`` is no operator."""
    operator = Operator(ident)
    champs = [field for field in fonds.corpus.vocabulaire.champs.values() if operator in OPERATORS[field.nature]]
    emplois = (rule for rule in fonds.corpus.regles if any(leaf.operateur is operator for leaf in leaves(rule.si)))
    return Notice(
        Sorte.OPERATEUR,
        ident,
        SENS[operator],
        None,
        (
            *section("Écriture", Exemple(dans_une_regle(champs[0], operator)) if champs else None),
            *section("Absence", (_JAMAIS_FAUSSE if operator is Operator.RENSEIGNE else _ABSENCE,)),
            *section("Champs", Liste(tuple((Lien(Sorte.CHAMP, field.id), f" : {field.libelle}") for field in champs))),
            *section("Règles", _exemples(emplois)),
        ),
    )


def _exemples(rules: Iterable[Rule]) -> Liste:
    return Liste(tuple(map(regle, uniques(tuple(rules)))), extrait=_EXTRAIT)


def _natures(condition: Condition) -> Iterator[type[Condition]]:
    if not isinstance(condition, Leaf):
        yield type(condition)
        for enfant in condition.conditions:
            yield from _natures(enfant)
