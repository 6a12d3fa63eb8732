"""Property names that durable-rules can tell apart.

The C module identifies a name by its 32-bit FNV-1a hash alone, and gives some hashes a meaning of their own:
two names of one hash would be one property, and a property named like an operator would be read as that operator.
"""

from __future__ import annotations

_RESERVES = (
    *("id", "sid", "kind", "$s", "$m", "$i", "$forward", "$time", "$timerName", "$baseTime", "$l", "$r", "name"),
    *("all", "any", "pri", "count", "cap", "dist", "$and", "$or", "$not", "$ex", "$nex", "$iall", "$iany"),
    *("$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$add", "$sub", "$mul", "$div"),
)


def fnv1a(nom: str) -> int:
    """The C module's hash of an ASCII name."""
    hache = 2166136261
    for octet in nom.encode("ascii"):
        hache = (hache ^ octet) * 16777619 & 0xFFFFFFFF
    return hache


class Noms:
    """Gives each property the name it has in the facts and rules handed to durable-rules.

    A short one: durable-rules reads and hashes every name of every fact. It is the next number whose hash is free;
    names, once given, never change.
    """

    def __init__(self) -> None:
        self._noms: dict[str, str] = {}
        self._pris = {fnv1a(reserve) for reserve in _RESERVES}
        self._suivant = 0

    def __call__(self, nom: str) -> str:
        donne = self._noms.get(nom)
        if donne is None:
            donne = self._noms[nom] = self._libre()
            self._pris.add(fnv1a(donne))
        return donne

    def _libre(self) -> str:
        while True:
            candidat = f"{self._suivant:x}"
            self._suivant += 1
            if fnv1a(candidat) not in self._pris:
                return candidat
