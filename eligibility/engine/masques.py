"""Sets of rules as the bits of one integer: rule ``i`` of the corpus is bit ``i``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bits(masque: int) -> Iterator[int]:
    """Positions of the bits of ``masque``, in order.

    >>> list(bits(0b10110))
    [1, 2, 4]
    """
    while masque:
        bas = masque & -masque
        yield bas.bit_length() - 1
        masque ^= bas


def masque(rangs: Iterable[int], taille: int) -> int:
    """The set of the rules of ranks ``rangs``, all under ``taille``.

    >>> bin(masque([1, 2, 4], 8))
    '0b10110'
    """
    tampon = bytearray(taille // 8 + 1)
    for rang in rangs:
        tampon[rang >> 3] |= 1 << (rang & 7)
    return int.from_bytes(tampon, "little")
