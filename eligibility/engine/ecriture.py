"""What a ruleset is told of a project: the properties it tests, as the inside of one flat JSON object.

This runs for every rule that a project may fire, so the three most frequent readings of ``proprietes.lecteur`` are
written again here as plain loops over what each needs; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from eligibility.engine.ecrites import Nommee
from eligibility.engine.proprietes import OPERANDE_MAX, Codes, Lecteur, Sens, lecteur
from eligibility.language.facts import Facts, Members

FIN = '"kind":"p","id":"p"}'
"""How every fact of a project ends: its kind, which every rule asks for, and the identity it is retracted by."""


class Ecriture:
    """Writes ``proprietes`` of a project: « "objets:logement":1, » for each one that is known, then ``FIN``."""

    __slots__ = ("_autres", "_groupes", "_membres", "_valeurs")

    def __init__(self, proprietes: Iterable[Nommee], codes: Codes) -> None:
        self._valeurs: list[tuple[str, str, dict[str, int]]] = []
        self._membres: list[tuple[str, str, str, str]] = []
        self._groupes: list[tuple[str, frozenset[str], str, str]] = []
        self._autres: list[tuple[str, Lecteur]] = []
        for propriete, nom in proprietes:
            champ = propriete.champ
            debut = f'"{nom}":'
            oui, non = intern(f"{debut}1,"), intern(f"{debut}0,")
            if propriete.sens is Sens.VALEUR:
                self._valeurs.append((champ, debut, codes.tables.setdefault(champ, {})))
            elif propriete.sens is Sens.MEMBRE:
                self._membres.append((champ, propriete.valeurs[0], oui, non))
            elif propriete.sens is Sens.GROUPE:
                self._groupes.append((champ, frozenset(propriete.valeurs), oui, non))
            else:
                self._autres.append((debut, lecteur(propriete, codes)))

    def __call__(self, facts: Facts) -> str:
        parts = ["{"]
        for champ, debut, table in self._valeurs:
            if champ in facts:
                fait = facts[champ]
                if isinstance(fait, str):
                    parts.append(f"{debut}{table.get(fait, 0)},")
                elif isinstance(fait, int):
                    # A boolean is written 0 or 1; a number past every operand, just past them.
                    parts.append(f"{debut}{min(max(int(fait), -OPERANDE_MAX), OPERANDE_MAX)},")
        for champ, valeur, oui, non in self._membres:
            ensemble = facts.get(champ)
            if isinstance(ensemble, Members):
                if valeur in ensemble.known:
                    parts.append(oui)
                elif valeur not in ensemble.maybe:
                    parts.append(non)
        for champ, groupe, oui, non in self._groupes:
            donne = facts.get(champ)
            if isinstance(donne, str):
                parts.append(oui if donne in groupe else non)
            elif isinstance(donne, Members):
                if not groupe.isdisjoint(donne.known):
                    parts.append(oui)
                elif groupe.isdisjoint(donne.maybe):
                    parts.append(non)
        for debut, lire in self._autres:
            nombre = lire(facts)
            if nombre is not None:
                parts.append(f"{debut}{nombre},")
        parts.append(FIN)
        return "".join(parts)
