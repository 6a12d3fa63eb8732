"""Clauses as durable-rules takes them: what the engine runs, and what the cache keeps beside each rule.

Lowering a rule and cutting it up (``clauses``) is done once for a corpus; a command that checks one file then only
groups the clauses of the rules that file concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import DecodeError, Struct, json

from eligibility.engine.proprietes import Propriete

CHEMINS_MAX = 64
"""Ways one clause can be true at once: it fires as many times."""
REGLES_MAX = 48
"""Clauses of one ruleset."""
PILE_MAX = 60
"""Conditions of one ruleset true at once: durable-rules refuses 64."""


class Nommee(NamedTuple):
    """``nom``: the one that rulesets and facts give the property (see ``noms``)."""

    propriete: Propriete
    nom: str


class Ecrite(Struct, frozen=True, array_like=True):
    """One clause. ``texte``: its rule, in JSON; ``poids``: nodes it adds to a network, at most; ``relais``: the fact
    that it adds for later rounds when it fires, in place of concluding ``sortie``."""

    sortie: int
    texte: str
    proprietes: tuple[Nommee, ...]
    poids: int
    relais: str | None = None


Etages = tuple[tuple[Ecrite, ...], ...]
"""The clauses of one outcome, by round."""


class Sorties(Struct, frozen=True, array_like=True):
    """What makes a rule known to fire; known not to, where some rule tests that."""

    positif: Etages
    negatif: Etages | None = None


def lire(encoded: bytes) -> Sorties | None:
    """What was kept; None when it is something else."""
    try:
        return _decodeur.decode(encoded)
    except (DecodeError, RecursionError):
        return None


_decodeur = json.Decoder(Sorties)


def grouper(ecrites: Iterable[Ecrite]) -> list[list[Ecrite]]:
    """Rulesets of as many nodes as the tightest bound allows whatever their shape: measuring networks, as
    ``clauses.emballer`` does, costs more than it saves where rulesets serve few times."""
    paquets: list[list[Ecrite]] = []
    poids = 0
    for ecrite in ecrites:
        poids += ecrite.poids
        if paquets and poids <= PILE_MAX and len(paquets[-1]) < REGLES_MAX:
            paquets[-1].append(ecrite)
        else:
            paquets.append([ecrite])
            poids = ecrite.poids
    return paquets


def jeu(paquet: Sequence[Ecrite]) -> str:
    """The ruleset of ``paquet``; rule « 3 » is the fourth clause. Rule « a » only serves to have fired once."""
    regles = ['"a":{"all":[{"m":{"kind":"a"}}]}']
    regles += [f'"{rang}":{ecrite.texte}' for rang, ecrite in enumerate(paquet)]
    return f"{{{','.join(regles)}}}"
