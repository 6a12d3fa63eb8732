"""What rules ask of a field, from the short sentences of the verdict (« contient « Culture » »), as one phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from eligibility.render.typographie import guillemets
from eligibility.render.valeurs import liste

VALEURS: Final = 8
"""How many expected values are named without ``-v``."""

_VERBES: Final = ("contient ", "vaut ", "recoupe ", "compris dans ")
"""Verbs that go without saying after the name of the field."""
_REFUS: Final = ("ne ", "n'est ", "non ")
"""What a phrase begins with that says what to leave out."""
_RENSEIGNE: Final = "est renseigné"
# Compiled at their first use: most answers ask for nothing.
_CITE: Final = "«\u00a0([^«»]+)\u00a0»"
_MOTS: Final = "«\u00a0[^«»]+\u00a0»(?:, «\u00a0[^«»]+\u00a0»)*(?: ou «\u00a0[^«»]+\u00a0»)?"


def demandes(attendus: Sequence[str], maximum: int | None = None) -> str:
    """One phrase for all of ``attendus``, each of which would do: « Culture », « Sport » ou « Loisirs ».

    ``maximum``: how many quoted words are named before the others are only counted.

    >>> demandes(["est renseigné", "recoupe 0-2 ans", "compris dans 3-5 ans"])
    '0-2 ans ou 3-5 ans'
    >>> demandes(["non compris dans la période du 1er au 3 mai", "recoupe la période du 1er au 3 mai"])
    'la période du 1er au 3 mai'
    """
    words: dict[str, None] = {}
    others: dict[str, None] = {}
    for attendu in attendus:
        if attendu.startswith(_REFUS) and len(attendus) > 1:
            continue  # beside what would do, what would not only confuses
        short = _sans_verbe(attendu)
        if short != attendu and re.fullmatch(_MOTS, short):
            words.update(dict.fromkeys(re.findall(_CITE, short)))
        else:
            others[short] = None
    # Any value is an answer to « est renseigné »: nothing to name.
    others.pop(_RENSEIGNE, None)
    named = [guillemets(word) for word in words]
    if maximum is not None and len(named) > maximum:
        count = f"… ({len(named)} valeurs possibles, toutes avec l'option -v)"
        return liste([", ".join(named[:maximum]) + count, *others], "ou")
    return liste([*named, *others], "ou")


def _sans_verbe(attendu: str) -> str:
    return next((attendu.removeprefix(verbe) for verbe in _VERBES if attendu.startswith(verbe)), attendu)
