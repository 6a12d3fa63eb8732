"""Expectations that no answer could meet together, and what a case expects twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.corpus.fiches import Fiche
from eligibility.workshop.cas.declares import Attendu, CasDeclare, Option

_CONTRAIRES: Final = (
    ("vraies", "fausses", "indeterminees"),
    ("items", "items_indetermines"),
    ("contributions", "contributions_absentes"),
    ("coordinations", "coordinations_absentes"),
    ("cofinancements", "cofinancements_absents"),
)
"""Keys of « attendu » that cannot name the same thing."""

_SEULES: Final = ("mesures", "a_preciser", "interpretations")
"""Lists of names that nothing contradicts."""


def signaler_contraires(fiche: Fiche[CasDeclare]) -> None:
    """Report, of a case, what it expects and its contrary, and what a list names twice."""
    for cles in (*_CONTRAIRES, *((cle,) for cle in _SEULES)):
        premiers: dict[str, tuple[str, str]] = {}
        for cle in cles:
            for ident, etapes in _noms(fiche.declare.attendu, cle):
                ou = ("attendu", cle, *etapes)
                if ident not in premiers:
                    premiers[ident] = cle, fiche.lieu(*ou)
                    continue
                autre, premier = premiers[ident]
                if autre == cle:
                    fiche.signale("V419", *ou, id=ident, premier=premier)
                else:
                    fiche.signale("V703", *ou, id=ident, cle=cle, autre=autre, premier=premier)


def _noms(attendu: Attendu, cle: str) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """What the list names, each with where it is in it."""
    for rang, ecrit in enumerate(getattr(attendu, cle) or ()):
        ident = ecrit.option if isinstance(ecrit, Option) else ecrit
        if ident is not None:
            yield ident, (rang, "option") if isinstance(ecrit, Option) else (rang,)
