"""What concluded rules add to a project: the sets that rules of higher strata can test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Final

from eligibility.corpus.model import Corpus, Genre
from eligibility.engine.protocol import Conclusion, Lectures
from eligibility.language.facts import Facts, FactValue, Members

AXES: Final = "axes"

CHAMP_DE_GENRE: Final = {
    Genre.ITEM: "items",
    Genre.MESURE: "mesures",
    Genre.CONTRIBUTION: "contributions",
    Genre.INSTRUMENT: "instruments",
    Genre.COFINANCEMENT: "cofinancements",
    Genre.COORDINATION: "coordinations",
}

CHAMPS_DERIVES: Final = (*CHAMP_DE_GENRE.values(), AXES)

JOUR: Final = "#jour"
"""Key of the date among the facts that guards read, as an ordinal. No field id holds a « # »."""


def champ_lecture(interpretation: str) -> str:
    """Key of an interpretation's reading among the facts that guards read."""
    return f"#lecture:{interpretation}"


def gardes(jour: date, lectures: Lectures) -> dict[str, FactValue]:
    """The date and the readings, as facts."""
    facts: dict[str, FactValue] = {JOUR: jour.toordinal()}
    for interpretation, option in lectures.items():
        facts[champ_lecture(interpretation)] = option
    return facts


VIDE: Final = Members(frozenset())


class Strates:
    """The rules of a corpus by stratum, and what each concludes."""

    def __init__(self, corpus: Corpus) -> None:
        self.regles = corpus.regles
        self._items = corpus.items
        self._defauts = {interpretation.id: interpretation.defaut for interpretation in corpus.interpretations.values()}
        rangs: dict[int, list[int]] = {}
        for rang, rule in enumerate(corpus.regles):
            rangs.setdefault(rule.niveau, []).append(rang)
        self.rangs = tuple(tuple(rangs[niveau]) for niveau in sorted(rangs))
        """Ranks of the rules of each stratum, lowest first."""
        self._conclus: dict[int, tuple[tuple[str, str], ...]] = {}

    @cached_property
    def masques(self) -> tuple[int, ...]:
        """The same, as bits."""
        masques = []
        for strate in self.rangs:
            tampon = bytearray(len(self.regles) // 8 + 1)
            for rang in strate:
                tampon[rang >> 3] |= 1 << (rang & 7)
            masques.append(int.from_bytes(tampon, "little"))
        return tuple(masques)

    def lectures(self, choisies: Lectures | None) -> dict[str, str]:
        """Every interpretation with its reading: the one chosen, else the default one."""
        return {**self._defauts, **(choisies or {})}

    def conclus(self, rang: int) -> tuple[tuple[str, str], ...]:
        """(derived field, value) for each thing the rule adds. An instrument counts only where an axis is opened."""
        paires = self._conclus.get(rang)
        if paires is None:
            alors = self.regles[rang].alors
            if alors.genre is Genre.INSTRUMENT and not alors.ouvre:
                paires = ()
            else:
                paires = ((CHAMP_DE_GENRE[alors.genre], alors.cible),)
                item = self._items.get(alors.cible) if alors.genre is Genre.ITEM else None
                if item is not None:
                    paires = (*paires, (AXES, item.axe))
            self._conclus[rang] = paires
        return paires

    def conclusion(self, rang: int) -> Conclusion:
        rule = self.regles[rang]
        return Conclusion(rule.alors.genre.value, rule.alors.cible, rule.cle)


class Derives:
    """The derived sets under construction, over a project's own facts."""

    def __init__(self, strates: Strates, facts: Facts) -> None:
        self._strates = strates
        self._certains: dict[str, set[str]] = {}
        self._possibles: dict[str, set[str]] = {}
        self.facts: dict[str, FactValue] = dict(facts)
        """The project's facts with the derived sets as of the last ``poser``."""
        for champ in CHAMPS_DERIVES:
            self.facts[champ] = VIDE

    def conclure(self, rang: int) -> None:
        for champ, valeur in self._strates.conclus(rang):
            self._certains.setdefault(champ, set()).add(valeur)

    def reserver(self, rang: int) -> None:
        """The rule may or may not fire."""
        for champ, valeur in self._strates.conclus(rang):
            self._possibles.setdefault(champ, set()).add(valeur)

    def poser(self, champs: Iterable[str] = CHAMPS_DERIVES) -> None:
        """Put the derived sets in ``facts``."""
        for champ in champs:
            certains, possibles = self._certains.get(champ), self._possibles.get(champ)
            if certains or possibles:
                connus = frozenset(certains or ())
                self.facts[champ] = Members(connus, frozenset(possibles or ()) - connus)
