"""The cases that show something at work: first those that name fewest other things, which show it best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from eligibility.corpus.model import Genre
from eligibility.workshop.cas.declares import Attendu
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.notices.fonds import Fonds, lieu
from eligibility.workshop.notices.modele import Liste, Section, section

EXTRAIT: Final = 4
"""Cases of each kind that are enough to see what it does."""

_SANS_LA_NOMMER: Final = "Elle s'y déclenche, sans que le cas la nomme :"
_APPUI: Final = "L'attente s'y appuie :"
_DEMANDE: Final = "La réponse le demande :"
_DECIDE: Final = "Il décide d'une règle :"
_VOLATILES: Final = frozenset({_SANS_LA_NOMMER, _APPUI, _DEMANDE, _DECIDE})
"""What any new case may change."""

_OUVERTURES: Final = {
    "ouvert": "Attendu ouvert :",
    "ferme": "Attendu fermé :",
    "indetermine": "Attendu indéterminé :",
    "non_examine": "Attendu non examiné :",
}


def de_la_regle(fonds: Fonds, ident: str) -> tuple[Section, ...]:
    """Cases that expect a rule to fire, not to fire or to stay open; then those where it fires unnamed."""
    attendus: list[tuple[str, Callable[[Attendu], Sequence[str]]]] = [
        ("Elle se déclenche :", lambda attendu: attendu.vraies),
        ("Elle ne se déclenche pas :", lambda attendu: attendu.fausses),
        ("Elle reste indéterminée :", lambda attendu: attendu.indeterminees),
    ]
    nommant = {titre: [cas for cas in fonds.cas if ident in nommees(cas.attendu)] for titre, nommees in attendus}
    deja = {_entree(cas) for cases in nommant.values() for cas in cases}
    autres = [cas for cas in fonds.tirs.get(ident, ()) if _entree(cas) not in deja]
    return _section(fonds, [*nommant.items(), (_SANS_LA_NOMMER, autres)])


def de_la_conclusion(fonds: Fonds, genre: Genre, ident: str) -> tuple[Section, ...]:
    """Cases that expect something that rules conclude."""
    if genre is Genre.ITEM:
        return _section(
            fonds,
            [
                ("L'item correspond :", [cas for cas in fonds.cas if ident in (cas.attendu.items or ())]),
                (
                    "L'item reste indéterminé :",
                    [cas for cas in fonds.cas if ident in (cas.attendu.items_indetermines or ())],
                ),
            ],
        )
    if genre is Genre.INSTRUMENT:
        return _section(
            fonds,
            [
                (titre, [cas for cas in fonds.cas if cas.attendu.instruments.get(ident) == statut])
                for statut, titre in _OUVERTURES.items()
            ],
        )
    return _section(fonds, [("La réponse la donne :", [cas for cas in fonds.cas if ident in _attendues(cas, genre)])])


def de_l_interpretation(fonds: Fonds, ident: str) -> tuple[Section, ...]:
    """Cases that choose a reading, or whose answer depends on it."""
    choisies = sorted({cas.lectures[ident] for cas in fonds.cas if ident in cas.lectures})
    return _section(
        fonds,
        [
            ("La réponse en dépend :", [cas for cas in fonds.cas if ident in (cas.attendu.interpretations or ())]),
            *(
                (f"Sous la lecture {option} :", [cas for cas in fonds.cas if cas.lectures.get(ident) == option])
                for option in choisies
            ),
        ],
    )


def du_passage(fonds: Fonds, ident: str) -> tuple[Section, ...]:
    """Cases whose expectation rests on a passage."""
    return _section(fonds, [(_APPUI, [cas for cas in fonds.cas if ident in cas.fiche.declare.sources])])


def du_champ(fonds: Fonds, ident: str) -> tuple[Section, ...]:
    """Cases that a field decides, by what it says or for want of it."""
    return _section(
        fonds,
        [
            (_DEMANDE, [cas for cas in fonds.cas if ident in cas.attendu.a_preciser]),
            (
                _DECIDE,
                [cas for cas in fonds.cas if any(raison.champ == ident for raison in cas.attendu.raisons)],
            ),
        ],
    )


def _attendues(cas: Cas, genre: Genre) -> Iterable[str]:
    if genre is Genre.COFINANCEMENT:
        return [option.option for option in cas.attendu.cofinancements]
    found: Any = getattr(cas.attendu, genre.champ)
    return found or ()


def _section(fonds: Fonds, groupes: Iterable[tuple[str, Sequence[Cas]]]) -> tuple[Section, ...]:
    listes = [_liste(titre, cases) for titre, cases in groupes if cases]
    illisibles = tuple(f"{nom} ne peut pas être lu : « eligibility validate » dit pourquoi" for nom in fonds.illisibles)
    return section("Cas", *listes, *((texte,) for texte in illisibles)) if listes or illisibles else ()


def _liste(titre: str, cases: Sequence[Cas]) -> Liste:
    # An entry that holds for several values or days is one case to read.
    entrees = {_entree(cas): cas for cas in cases}.values()
    ranges = sorted(entrees, key=lambda cas: (_charge(cas.attendu), cas.fichier, cas.fiche.span().line))
    return Liste(
        tuple((lieu(cas.fiche, cas.fiche.declare.nom),) for cas in ranges),
        titre,
        EXTRAIT,
        titre in _VOLATILES,
    )


def _entree(cas: Cas) -> tuple[str, str]:
    """What a file of cases calls it."""
    return cas.fichier, cas.fiche.declare.nom


def _charge(attendu: Attendu) -> int:
    """How many rules a case names."""
    return len(attendu.vraies) + len(attendu.fausses) + len(attendu.indeterminees)
