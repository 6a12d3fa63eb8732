"""Whether conditions can be met together by some project: the question that every analysis of a condition asks.

A « no » is certain. The search splits on alternatives and drops a branch as soon as one field cannot take a value;
past its budget it says that it does not know, and nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from eligibility.language.coherence import deduce
from eligibility.language.conditions import Aucune, Condition, Leaf, Toutes, UneDe
from eligibility.language.vocabulary import Kind, Vocabulary
from eligibility.workshop.domaines import But, Domaines, Litteraux

Demande = tuple[Condition, But]
"""What is asked of one condition."""

_BUDGET: Final = 20_000
"""Steps of one search."""


class _BudgetEpuiseError(Exception):
    """The search is given up."""


class Deduit(Struct, frozen=True):
    """``valeurs``: what each value of the choice ``origine`` makes of ``champ``, where it says anything."""

    origine: str
    champ: str
    valeurs: dict[str, str]


class Solveur:
    """``concluables``: see ``Domaines``."""

    def __init__(self, vocabulaire: Vocabulary, concluables: Mapping[str, frozenset[str]] | None = None) -> None:
        self._domaines = Domaines(vocabulaire.champs, concluables or {})
        self._deduits = tuple(_deduits(vocabulaire))
        self._possibles: dict[tuple[str, Litteraux], bool] = {}
        self._reste = 0

    def impossible(self, demandes: Iterable[Demande]) -> bool:
        """Whether no project at all, complete or not, meets all of ``demandes``; false where that is not known."""
        self._reste = _BUDGET
        try:
            return not self._chercher(list(demandes), [], {})
        except _BudgetEpuiseError:
            return False

    def conflit(self, demandes: Sequence[Demande]) -> tuple[Demande, ...]:
        """Of demands that are impossible together, some that are already, none of which can be spared."""
        gardees = list(demandes)
        for demande in demandes:
            autres = [autre for autre in gardees if autre is not demande]
            if self.impossible(autres):
                gardees = autres
        return tuple(gardees)

    def _chercher(self, demandes: list[Demande], choix: list[list[Demande]], faits: dict[str, Litteraux]) -> bool:
        """Settle what leaves no choice, then try each alternative of the narrowest choice."""
        while demandes:
            while demandes:
                self._avancer()
                condition, but = demandes.pop()
                if isinstance(condition, Leaf):
                    connus = faits.get(condition.champ, frozenset()) | {(condition, but)}
                    if not self._possible(condition.champ, connus):
                        return False
                    faits = {**faits, condition.champ: connus}
                elif conjonction(condition, but):
                    demandes.extend(decomposer(condition, but))
                else:
                    choix = [*choix, decomposer(condition, but)]
            # Alternatives that are lost by now make choices narrower, until some leave none.
            ouverts: list[list[Demande]] = []
            for alternatives in choix:
                restantes = [alternative for alternative in alternatives if self._ouverte(alternative, faits)]
                if not restantes:
                    return False
                if len(restantes) == 1:
                    demandes.append(restantes[0])
                else:
                    ouverts.append(restantes)
            choix = ouverts
        if not choix:
            return all(self._accord(deduit, faits) for deduit in self._deduits)
        choix.sort(key=len)
        return any(self._chercher([enfant], choix[1:], faits) for enfant in choix[0])

    def _ouverte(self, demande: Demande, faits: Mapping[str, Litteraux]) -> bool:
        """Whether the demand may still be met; each of its parts is only looked at by itself."""
        condition, but = demande
        if isinstance(condition, Leaf):
            self._avancer()
            return self._possible(condition.champ, faits.get(condition.champ, frozenset()) | {(condition, but)})
        parties = (self._ouverte(partie, faits) for partie in decomposer(condition, but))
        return all(parties) if conjonction(condition, but) else any(parties)

    def _avancer(self) -> None:
        self._reste -= 1
        if self._reste < 0:
            raise _BudgetEpuiseError

    def _possible(self, champ: str, litteraux: Litteraux) -> bool:
        key = (champ, litteraux)
        found = self._possibles.get(key)
        if found is None:
            found = self._possibles[key] = self._domaines.possible(champ, litteraux)
        return found

    def _accord(self, deduit: Deduit, faits: Mapping[str, Litteraux]) -> bool:
        """Whether the field that follows from another can agree with it."""
        origine, suite = faits.get(deduit.origine), faits.get(deduit.champ)
        if not origine or not suite or not any(but.connu for _, but in origine):
            return True
        admises = self._domaines.choisies(deduit.champ, suite)
        return any(
            deduit.valeurs.get(valeur) is None or deduit.valeurs[valeur] in admises
            for valeur in self._domaines.choisies(deduit.origine, origine)
        )


def conjonction(condition: Toutes | UneDe | Aucune, but: But) -> bool:
    """Whether ``but`` asks something of every child of ``condition``, not of one of them."""
    return but.positif is not isinstance(condition, UneDe)


def decomposer(condition: Toutes | UneDe | Aucune, but: But) -> list[Demande]:
    """What ``but`` asks of the children of ``condition``: of all of them, or of one at least."""
    dedans = but.nie if isinstance(condition, Aucune) else but
    return [(enfant, dedans) for enfant in condition.conditions]


def depliees(demandes: Iterable[Demande]) -> list[Demande]:
    """The same, each conjunction replaced by its parts."""
    found: list[Demande] = []
    for condition, but in demandes:
        if isinstance(condition, Leaf) or not conjonction(condition, but):
            found.append((condition, but))
        else:
            found.extend(depliees(decomposer(condition, but)))
    return found


def _deduits(vocabulaire: Vocabulary) -> Iterator[Deduit]:
    choix = {ident: champ for ident, champ in vocabulaire.champs.items() if champ.nature is Kind.CHOIX}
    origines = {champ.deduit_de.champ for champ in choix.values() if champ.deduit_de}
    for origine in sorted(origines & choix.keys()):
        suites: dict[str, dict[str, str]] = {}
        for value in choix[origine].valeurs:
            for champ, (deduite, _) in deduce(vocabulaire, {origine: value.id}).items():
                if champ in choix and isinstance(deduite, str):
                    suites.setdefault(champ, {})[value.id] = deduite
        yield from (Deduit(origine, champ, valeurs) for champ, valeurs in sorted(suites.items()))
