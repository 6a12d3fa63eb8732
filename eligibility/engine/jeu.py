"""One ruleset of durable-rules and its session: how the C module is driven.

One session is kept for each ruleset: a project is asserted as one flat fact, the agenda drained, the fact retracted
before anything else. A session is deleted only after an action ran in it: another one would crash the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType

from eligibility.engine.ecrites import CHEMINS_MAX, Ecrite, jeu
from eligibility.engine.ecriture import FIN, Ecriture, Plume, Redaction

# durable-rules' return codes; 2 (already observed) and 3 (deferred) never happen to a fact that is always retracted.
TRAITE, SANS_SUITE = 0, 1

_RETRAIT = "{" + FIN
_AMORCE = '{"kind":"a","id":"p"}'


class PanneError(Exception):
    """The C module answered something else than expected: its ruleset is no longer trusted."""


class Modele:
    """A ruleset to compile: its clauses, its JSON text, and what writes a project for it."""

    __slots__ = ("ecriture", "paquet", "texte")

    def __init__(self, paquet: Sequence[Ecrite], plume: Plume) -> None:
        self.paquet = paquet
        self.ecriture = Ecriture(dict.fromkeys(nommee for ecrite in paquet for nommee in ecrite.proprietes), plume)
        self.texte = jeu(paquet)


class Jeu:
    """One compiled ruleset. Raises PanneError, MemoryError or the module's error when it cannot be compiled."""

    __slots__ = ("_amorce", "_carburant", "_ecriture", "_module", "_poignee", "_texte", "paquet")

    def __init__(self, module: ModuleType, modele: Modele) -> None:
        self.paquet = modele.paquet
        self._ecriture = modele.ecriture
        self._texte = modele.texte
        self._module = module
        self._carburant = CHEMINS_MAX * len(modele.paquet)
        self._poignee = 0
        self._amorce = False
        self._creer()

    def _creer(self) -> None:
        self._poignee = self._module.create_ruleset("r", self._texte)
        self._amorce = False
        if self._tirer(_AMORCE) != ["a"]:
            raise PanneError("amorçage")
        self._amorce = True

    def tirer(self, projet: Redaction) -> Iterable[Ecrite]:
        """The clauses that fire. A first failure rebuilds the ruleset; a second raises PanneError."""
        corps = self._ecriture(projet)
        try:
            tirees = self._tirer(corps)
        except (PanneError, MemoryError, self._module.error):
            try:
                self._creer()
                tirees = self._tirer(corps)
            except (MemoryError, self._module.error) as encore:
                raise PanneError(str(encore)) from encore
        return [self.paquet[int(nom)] for nom in tirees] if tirees else ()

    def _tirer(self, corps: str) -> list[str]:
        """The names of the rules that fire on the fact ``corps``, each once."""
        module, poignee = self._module, self._poignee
        code, etat = module.assert_fact(poignee, corps)
        if code == SANS_SUITE:  # nothing matched, nothing was stored
            return []
        if code != TRAITE:
            raise PanneError(f"assert_fact : code {code}")
        depart = module.start_action_for_state(poignee, etat)
        message = depart[1] if depart else None
        tirees: list[str] = []
        carburant = self._carburant
        while message is not None:
            nom = message[2 : message.index('"', 2)]  # {"3":{"m":…}}: a rule may fire once a path
            if nom not in tirees:
                tirees.append(nom)
            if carburant < 0:
                raise PanneError("agenda sans fin")
            carburant -= 1
            message = module.complete_and_start_action(poignee, etat)
        code, _ = module.retract_fact(poignee, _RETRAIT)
        if code not in (TRAITE, SANS_SUITE) or not tirees:
            raise PanneError(f"retract_fact : code {code}")
        return tirees

    def fermer(self) -> None:
        """Free the ruleset, unless no action ran in its session."""
        if self._amorce:
            self._module.delete_state(self._poignee, None)
            self._module.delete_ruleset(self._poignee)
