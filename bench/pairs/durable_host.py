"""durable-rules as documented: ``durable.engine.Host``, one ruleset a shard, one action a rule.

It is given everything DURABLE.md found to be needed for right answers: the same flat integer facts and negation
normal forms as our engine, at most 48 rules a shard, a kind tested first, repeated firings merged. Each shard gets
only the properties it tests, since a fact holds 252 at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from durable.engine import Host

from eligibility.corpus.model import Rule
from eligibility.engine.lowering import Abaissement, Atome, Et, Noeud, Signe, atomes, flatten
from eligibility.engine.proprietes import Codes, Propriete
from eligibility.language.facts import Facts

Lots = list[tuple[str, dict[str, object]]]
"""A project, one flat fact a shard."""

REGLES_PAR_LOT = 48
_OPERATEURS = {Signe.DIFFERENT: "$neq", Signe.AU_PLUS: "$lte", Signe.AU_MOINS: "$gte"}


class _HostSansFils(Host):  # type: ignore[misc]
    """The Host without its two timer threads: they would run during the other engines' measures, and race (H7)."""

    def _run(self) -> None:
        pass


class _Durable:
    def __init__(self, rules: Sequence[Rule]) -> None:
        self._codes = Codes()
        self._tirees: list[str] = []
        self._numeros = count(1)
        abaissement = Abaissement(self._codes)
        definitions: dict[str, dict[str, object]] = {}
        self._lots: list[tuple[str, set[Propriete]]] = []
        for debut in range(0, len(rules), REGLES_PAR_LOT):
            noeuds = [(rule.id, abaissement.regle(rule)) for rule in rules[debut : debut + REGLES_PAR_LOT]]
            nom = f"lot{len(self._lots)}"
            definitions[nom] = self._definition(noeuds)
            self._lots.append((nom, {atome.propriete for _, noeud in noeuds for atome in atomes(noeud)}))
        self._host = _HostSansFils(definitions)

    def _definition(self, noeuds: list[tuple[str, Noeud]]) -> dict[str, object]:
        # Every project fires one rule: an assert that fires nothing raises, and deleting its session crashes (H1).
        definition: dict[str, object] = {"_tous": {"all": [{"m": {"kind": "p"}}], "run": _rien}}
        for nom, noeud in noeuds:
            termes = noeud.termes if isinstance(noeud, Et) else (noeud,)
            motif = {"$and": [{"kind": "p"}, *map(_terme, termes)]}
            definition[nom] = {"all": [{"m": motif}], "run": self._action(nom)}
        return definition

    def _action(self, nom: str) -> Callable[[object], None]:
        def action(c: object) -> None:  # noqa: ARG001 (durable-rules wants one argument)
            self._tirees.append(nom)

        return action

    def preparer(self, facts: Facts) -> Lots:
        return [(lot, {"kind": "p", **flatten(facts, proprietes, self._codes)}) for lot, proprietes in self._lots]


class DurableSession(_Durable):
    """A session a project, deleted afterwards: the usage the documentation shows, and the yardstick of DURABLE.md."""

    nom = "durable-rules (Host, une session par projet)"

    def verifier(self, prepare: Lots) -> frozenset[str]:
        host, sid = self._host, f"p{next(self._numeros)}"
        self._tirees.clear()
        for lot, fait in prepare:
            fait["sid"], fait["id"] = sid, "f"
            host.assert_fact(lot, fait)
            host.delete_state(lot, sid)
        return frozenset(self._tirees)


class DurableRetrait(_Durable):
    """One lasting session, the fact retracted afterwards: less usual, faster."""

    nom = "durable-rules (Host, session gardée)"

    def verifier(self, prepare: Lots) -> frozenset[str]:
        host, numero = self._host, next(self._numeros)
        self._tirees.clear()
        for lot, fait in prepare:
            fait["id"] = numero
            host.assert_fact(lot, fait)
            host.retract_fact(lot, fait)
        return frozenset(self._tirees)


def _rien(c: object) -> None:
    """An action that does nothing."""


def _terme(noeud: Noeud) -> dict[str, object]:
    if isinstance(noeud, Atome):
        compare: dict[str, object] = {noeud.propriete.nom: noeud.nombre}
        return compare if noeud.signe is Signe.EGAL else {_OPERATEURS[noeud.signe]: compare}
    return {"$and" if isinstance(noeud, Et) else "$or": [_terme(terme) for terme in noeud.termes]}
