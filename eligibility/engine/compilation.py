"""Rules to the clauses that durable-rules runs: lowered, cut up, written.

Imported only where rules are to be compiled: a command that finds them in the cache does without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from eligibility.corpus.model import Rule
from eligibility.engine.clauses import Clause, Programme, ecrire, emballer
from eligibility.engine.ecrites import PILE_MAX, Ecrite, Etages, Sorties
from eligibility.engine.lowering import Abaissement
from eligibility.engine.masques import bits
from eligibility.engine.noms import Noms
from eligibility.engine.proprietes import Codes
from eligibility.engine.protocol import EngineError


class Compilateur:
    """Compiles the rules of one corpus. ``codes`` grows with the values met."""

    def __init__(self, codes: Codes) -> None:
        self._abaissement = Abaissement(codes)
        self._noms = Noms()

    def etages(self, rule: Rule, sortie: int) -> Etages:
        """The clauses that fire ``sortie``: ``rule``'s rank, or its complement for « known not to fire ».

        Raises EngineError where durable-rules cannot take them.
        """
        return tuple(tuple(map(self._ecrire, etage)) for etage in self._programme(rule, sortie).etages)

    def a_part(self, rule: Rule, sortie: int) -> list[list[Ecrite]]:
        """Rulesets for one outcome alone, asserted where the index leaves it possible. Raises EngineError."""
        programme = self._programme(rule, sortie, seule=True)
        return [paquet for etage in programme.etages for paquet in self._emballer(etage)]

    def ensemble(self, sorties: Iterable[tuple[Rule, int]]) -> list[list[Ecrite]]:
        """As few rulesets as can be for all these outcomes, round after round. Raises EngineError."""
        programmes = [self._programme(rule, sortie) for rule, sortie in sorties]
        par_etage = zip_longest(*(programme.etages for programme in programmes), fillvalue=())
        return [paquet for etage in par_etage for paquet in self._emballer(chain.from_iterable(etage))]

    def _programme(self, rule: Rule, sortie: int, *, seule: bool = False) -> Programme:
        positif = sortie >= 0
        rang = sortie if positif else ~sortie
        return Programme(
            sortie, self._abaissement.regle(rule, positif), f"{rang}{'+' if positif else '-'}", filtre=seule
        )

    def _emballer(self, clauses: Iterable[Clause]) -> list[list[Ecrite]]:
        return [[ecrire(clause, self._noms) for clause in paquet] for paquet in emballer(clauses)]

    def _ecrire(self, clause: Clause) -> Ecrite:
        if clause.poids > PILE_MAX:
            emballer([clause])  # refuses one that breaks a bound alone
        return ecrire(clause, self._noms)


def compiler(regles: Sequence[Rule], a_nier: int) -> tuple[Codes, list[Sorties | None]]:
    """What the cache keeps of each rule, its absence included where a later rule tests it (``a_nier``, as bits);
    None for a rule that durable-rules cannot take: it is compiled when it is needed, and named then."""
    codes = Codes()
    compilateur = Compilateur(codes)
    a_dementir = set(bits(a_nier))
    trouvees: list[Sorties | None] = []
    for rang, rule in enumerate(regles):
        try:
            negatif = compilateur.etages(rule, ~rang) if rang in a_dementir else None
            trouvees.append(Sorties(compilateur.etages(rule, rang), negatif))
        except EngineError:
            trouvees.append(None)
    return codes, trouvees
