"""Property names that durable-rules can tell apart.

The C module identifies a name by its 32-bit FNV-1a hash alone, and gives some hashes a meaning of their own:
two names of one hash would be one property, and a property named like an operator would be read as that operator.
"""

from __future__ import annotations

import re

_SUR = re.compile(r"[A-Za-z0-9_.:#/+~-]{1,120}")

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

    The readable name is kept unless it is too long, not plain ASCII, reserved, or collides with one already given:
    then a number is added until the hash is free. Names, once given, never change.
    """

    def __init__(self) -> None:
        self._noms: dict[str, str] = {}
        self._pris = {fnv1a(reserve) for reserve in _RESERVES}

    def __call__(self, nom: str) -> str:
        donne = self._noms.get(nom)
        if donne is None:
            donne = candidat = nom if _SUR.fullmatch(nom) else "~"
            rang = len(self._noms)
            while fnv1a(donne) in self._pris or donne == "~":
                rang += 1
                donne = f"{candidat}~{rang}"
            self._pris.add(fnv1a(donne))
            self._noms[nom] = donne
        return donne
