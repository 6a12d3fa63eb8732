"""Sets of rules as the bits of one integer: rule ``i`` of the corpus is bit ``i``."""

from __future__ import annotations

from collections.abc import Iterable


def bits(masque: int) -> list[int]:
    """Positions of the bits of ``masque``, in order.

    >>> bits(0b10110)
    [1, 2, 4]
    """
    rangs = []
    # From the top: the position of the highest bit is at hand, and what is left gets shorter.
    while masque:
        rang = masque.bit_length() - 1
        rangs.append(rang)
        masque ^= 1 << rang
    rangs.reverse()
    return rangs


def masque(rangs: Iterable[int], taille: int) -> int:
    """The set of the rules of ranks ``rangs``, all under ``taille``.

    >>> bin(masque([1, 2, 4], 8))
    '0b10110'
    """
    tampon = bytearray(taille // 8 + 1)
    for rang in rangs:
        tampon[rang >> 3] |= 1 << (rang & 7)
    return int.from_bytes(tampon, "little")
