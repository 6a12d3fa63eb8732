"""Actors that nothing names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.corpus import declarations as d
from eligibility.workshop.analyses.contexte import Contexte
from eligibility.workshop.analyses.vocabulaire import referentiel

CODES: Final = frozenset({"V624"})

_ACTEURS: Final = "acteurs"


def examiner(contexte: Contexte) -> None:
    nommes = set(_nommes(contexte))
    for ident, fiche in contexte.entrees(_ACTEURS).items():
        if ident not in nommes:
            fiche.signale("V624", "id", id=ident)


def _nommes(contexte: Contexte) -> Iterator[str]:
    corpus = contexte.corpus
    for mesure in corpus.mesures.values():
        yield from (*mesure.associes, *([mesure.chef_de_file] if mesure.chef_de_file else ()))
    for instrument in corpus.instruments.values():
        yield from instrument.signataires
    for option in corpus.cofinancements.values():
        yield from (*(part.financeur for part in option.parts), *option.tient_lieu, *option.tient_lieu.values())
    fiches = contexte.compilation.declares.de("champs", d.ChampDeclare)
    champs = {fiche.declare.id for fiche in fiches if referentiel(fiche) == _ACTEURS}
    yield from (valeur for champ, valeur, _ in contexte.testees() if champ in champs)
