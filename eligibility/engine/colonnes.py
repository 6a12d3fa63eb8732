"""One column of the index: the tests that rules make of one field, and what a project's value makes of them.

A test is a kind and an operand. UN_DE and AUCUN: « one of these values », « none of them », of a choice or a set; the
others: a whole number (or a date), or the bounds of an interval, against a threshold.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from enum import IntEnum
from itertools import accumulate
from operator import or_

from msgspec import Struct, field

from eligibility.engine.masques import masque
from eligibility.language.conditions import Bounds
from eligibility.language.facts import FactValue, Members


class Sorte(IntEnum):
    """Kinds of test; those up to HAUT_MAX compare with a threshold."""

    MIN = 0
    MAX = 1
    BAS_MIN = 2
    BAS_MAX = 3
    HAUT_MIN = 4
    HAUT_MAX = 5
    UN_DE = 6
    AUCUN = 7
    SAUF = 8
    PRESENT = 9
    JAMAIS = 10


Test = tuple[Sorte, int | tuple[str, ...]]

Rangs = list[int] | str
"""A set of rules: their ranks, or a hexadecimal mask where that is shorter."""

LUES_MAX = 1000
"""Values of a choice whose masks are kept at hand."""


class Casier(Struct, array_like=True):
    """The tests of one field as they are kept.

    ``exiges``: on one level, a rule asks at most once for « one of these values », so that the rules satisfied there
    are a plain union over the project's values. ``seuils``: by kind, from MIN to HAUT_MAX.
    """

    exiges: list[dict[str, Rangs]] = field(default_factory=list)
    interdits: dict[str, Rangs] = field(default_factory=dict)
    sauf: dict[int, Rangs] = field(default_factory=dict)
    seuils: list[dict[int, Rangs]] = field(default_factory=lambda: [{} for _ in range(Sorte.HAUT_MAX + 1)])
    jamais: Rangs = field(default_factory=list)

    def compact(self, taille: int) -> Casier:
        """The same, its large sets as masks; ``taille``: number of rules."""

        def court(rangs: Rangs) -> Rangs:
            if isinstance(rangs, str) or len(rangs) <= taille // 20:
                return rangs
            return f"{masque(rangs, taille):x}"

        return Casier(
            [{valeur: court(rangs) for valeur, rangs in etage.items()} for etage in self.exiges],
            {valeur: court(rangs) for valeur, rangs in self.interdits.items()},
            {valeur: court(rangs) for valeur, rangs in self.sauf.items()},
            [{seuil: court(rangs) for seuil, rangs in seuils.items()} for seuils in self.seuils],
            court(self.jamais),
        )


_Masques = dict[str, int]


class Colonne:
    """Reads values against a ``Casier``. ``lire`` gives (rules not known true of the value, rules known false of it).

    Masks are made when a value first asks for them: one project reads few of them.
    """

    __slots__ = ("_bas", "_casier", "_etages", "_haut", "_interdits", "_jamais", "_lues", "_nombre", "_taille")

    def __init__(self, casier: Casier, taille: int) -> None:
        """``taille``: number of rules."""
        self._casier = casier
        self._taille = taille
        self._etages = [(self._union(etage.values()), etage, _Masques()) for etage in casier.exiges]
        self._interdits = _Masques()
        self._jamais = self._masque(casier.jamais)
        self._lues: dict[str | bool, tuple[int, int]] = {}
        bornes = [{seuil: self._masque(rangs) for seuil, rangs in seuils.items()} for seuils in casier.seuils]
        self._nombre = _Seuils(bornes[Sorte.MIN], bornes[Sorte.MAX])
        self._bas = _Seuils(bornes[Sorte.BAS_MIN], bornes[Sorte.BAS_MAX])
        self._haut = _Seuils(bornes[Sorte.HAUT_MIN], bornes[Sorte.HAUT_MAX])

    def _masque(self, rangs: Rangs) -> int:
        if isinstance(rangs, str):
            return int(rangs, 16)
        return masque(rangs, self._taille) if rangs else 0

    def _union(self, ensembles: Iterable[Rangs]) -> int:
        tampon = bytearray(self._taille // 8 + 1)
        larges = 0
        for rangs in ensembles:
            if isinstance(rangs, str):
                larges |= int(rangs, 16)
            else:
                for rang in rangs:
                    tampon[rang >> 3] |= 1 << (rang & 7)
        return larges | int.from_bytes(tampon, "little")

    def lire(self, fait: FactValue) -> tuple[int, int]:
        # By exact class: this runs for every field of every project.
        genre = fait.__class__
        if genre is str or genre is bool:
            lue = self._lues.get(fait)  # type: ignore[arg-type]
            return lue or self._lire_mot(fait)
        if genre is int:
            refutees = self._jamais | self._nombre.refute(fait, fait)  # type: ignore[arg-type]
            if self._casier.sauf and fait in self._casier.sauf:
                refutees |= self._masque(self._casier.sauf[fait])
            return refutees, refutees
        if isinstance(fait, Bounds):
            return self._lire_bornes(fait)
        if isinstance(fait, Members):
            refutees = self._manque(fait.known) | self._jamais
            if self._casier.interdits:
                refutees |= self._interdit(fait.known)
            return self._lire_incertain(fait, refutees) if fait.maybe else (refutees, refutees)
        raise TypeError(f"fact {fait!r} is of no known kind")

    def _lire_mot(self, fait: FactValue) -> tuple[int, int]:
        mot = fait if isinstance(fait, str) else "oui" if fait else "non"
        refutees = self._manque((mot,)) | self._interdit((mot,)) | self._jamais
        lue = (refutees, refutees)
        if len(self._lues) < LUES_MAX:
            self._lues[fait] = lue  # type: ignore[index]
        return lue

    def _lire_incertain(self, fait: Members, refutees: int) -> tuple[int, int]:
        """``refutees``: by the known members, as if the others were none."""
        peut_etre = fait.known | fait.maybe
        return (
            refutees | self._interdit(peut_etre),
            self._manque(peut_etre) | self._interdit(fait.known) | self._jamais,
        )

    def _manque(self, valeurs: Iterable[str]) -> int:
        manque = 0
        for tous, etage, masques in self._etages:
            satisfaites = 0
            for valeur in valeurs:
                if valeur in masques:
                    satisfaites |= masques[valeur]
                elif valeur in etage:
                    satisfaites |= masques.setdefault(valeur, self._masque(etage[valeur]))
            manque |= tous ^ satisfaites
        return manque

    def _interdit(self, valeurs: Iterable[str]) -> int:
        refutees = 0
        rangees, masques = self._casier.interdits, self._interdits
        for valeur in valeurs:
            if valeur in masques:
                refutees |= masques[valeur]
            elif valeur in rangees:
                refutees |= masques.setdefault(valeur, self._masque(rangees[valeur]))
        return refutees

    def _lire_bornes(self, fait: Bounds) -> tuple[int, int]:
        bas, haut = fait.low, fait.high
        if bas is not None and haut is not None:
            refutees = self._bas.refute(bas, bas) | self._haut.refute(haut, haut) | self._jamais
            return refutees, refutees
        # The missing low bound is at most the high one, the missing high bound at least the low one.
        bas_max, haut_min = (haut if bas is None else bas), (bas if haut is None else haut)
        return (
            self._bas.refute(bas, bas_max) | self._haut.refute(haut_min, haut) | self._jamais,
            self._bas.refute_partout(bas, bas_max) | self._haut.refute_partout(haut_min, haut) | self._jamais,
        )


class _Seuils:
    """Rules refuted by an integer, through cumulated masks over the sorted thresholds."""

    __slots__ = ("cumul_max", "cumul_min", "max", "min")

    def __init__(self, minima: dict[int, int], maxima: dict[int, int]) -> None:
        self.min = sorted(minima)
        self.max = sorted(maxima)
        depuis_la_fin = accumulate((minima[seuil] for seuil in reversed(self.min)), or_, initial=0)
        self.cumul_min = list(depuis_la_fin)[::-1]  # [i]: rules asking at least min[i] or more
        self.cumul_max = list(accumulate((maxima[seuil] for seuil in self.max), or_, initial=0))

    def refute(self, bas: int | None, haut: int | None) -> int:
        """Rules false of some integer from ``bas`` to ``haut`` (None: unbounded)."""
        refutees = 0
        if self.min:
            refutees = self.cumul_min[0 if bas is None else bisect_right(self.min, bas)]
        if self.max:
            refutees |= self.cumul_max[-1 if haut is None else bisect_left(self.max, haut)]
        return refutees

    def refute_partout(self, bas: int | None, haut: int | None) -> int:
        """Rules false of every integer from ``bas`` to ``haut``."""
        refutees = 0 if haut is None else self.cumul_min[bisect_right(self.min, haut)]
        return refutees if bas is None else refutees | self.cumul_max[bisect_left(self.max, bas)]
