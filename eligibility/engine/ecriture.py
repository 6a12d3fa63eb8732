"""What rulesets are told of a project: the properties each tests, as the inside of one flat JSON object.

A project is told to a ruleset for every rule that it may fire, and these test much the same properties: each is read
and written once a project, but for those that conclusions and relays change on the way.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.engine.derivation import CHAMPS_DERIVES
from eligibility.engine.ecrites import Nommee
from eligibility.engine.proprietes import Codes, Lecteur, Sens, lecteur
from eligibility.language.facts import FactValue

FIN = '"kind":"p","id":"p"}'
"""How every fact of a project ends: its kind, which every rule asks for, and the identity it is retracted by."""


class Redaction(dict[int, str]):
    """One project: by rank of a property, « "objets:logement":1, », or nothing where it is not known. ``facts``: the
    project's, which relays and conclusions are added to."""

    __slots__ = ("_lecteurs", "facts")

    def __init__(self, plume: Plume, facts: dict[str, FactValue]) -> None:
        self._lecteurs = plume.lecteurs
        self.facts = facts

    def __missing__(self, rang: int) -> str:
        debut, lire = self._lecteurs[rang]
        nombre = lire(self.facts)
        ecrite = self[rang] = "" if nombre is None else f"{debut}{nombre},"
        return ecrite

    def oublier(self) -> None:
        """To be called when rules were compiled: values that no rule mentioned may have a code since."""
        self.clear()

    def relire(self, rang: int) -> str:
        """The property as it is now, whatever was written."""
        self.pop(rang, None)
        return self[rang]


class Plume:
    """The properties of all the rulesets of one engine, each with its rank, its name and its reader."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._rangs: dict[Nommee, int] = {}
        self.lecteurs: list[tuple[str, Lecteur]] = []

    def rang(self, nommee: Nommee) -> int:
        rang = self._rangs.get(nommee)
        if rang is None:
            rang = self._rangs[nommee] = len(self.lecteurs)
            self.lecteurs.append((f'"{nommee.nom}":', lecteur(nommee.propriete, self._codes)))
        return rang


class Ecriture:
    """Writes ``proprietes`` of a project, those that are known, then ``FIN``."""

    __slots__ = ("_mouvantes", "_stables")

    def __init__(self, proprietes: Iterable[Nommee], plume: Plume) -> None:
        stables: list[int] = []
        mouvantes: list[int] = []
        for nommee in proprietes:
            propriete = nommee.propriete
            change = propriete.sens is Sens.RELAIS or propriete.champ in CHAMPS_DERIVES
            (mouvantes if change else stables).append(plume.rang(nommee))
        self._stables = tuple(stables)
        self._mouvantes = tuple(mouvantes)

    def __call__(self, projet: Redaction) -> str:
        stables = "".join(map(projet.__getitem__, self._stables))
        if not self._mouvantes:
            return f"{{{stables}{FIN}"
        return f"{{{stables}{''.join(map(projet.relire, self._mouvantes))}{FIN}"
