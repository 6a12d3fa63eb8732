"""Actors and named schemes explained."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Liste, Notice, Phrase, Sorte, section
from eligibility.workshop.notices.renvois import ecrit_dans, fondements, point


def acteur(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.acteurs[ident]
    return Notice(
        Sorte.ACTEUR,
        ident,
        found.libelle,
        fonds.lieu(Sorte.ACTEUR, ident),
        (
            *section("Nom court", (f"{found.court}.",)),
            *section("Rôles", *_roles(fonds, ident)),
            *ecrit_dans(fonds, Sorte.ACTEUR, ident),
        ),
    )


def _roles(fonds: Fonds, ident: str) -> Iterator[Liste]:
    corpus = fonds.corpus
    mesures, instruments, options = corpus.mesures.values(), corpus.instruments.values(), corpus.cofinancements.values()
    roles = (
        ("Chef de file de ces mesures", Sorte.MESURE, [found.id for found in mesures if found.chef_de_file == ident]),
        ("Associé à ces mesures", Sorte.MESURE, [found.id for found in mesures if ident in found.associes]),
        ("Signataire de", Sorte.INSTRUMENT, [found.id for found in instruments if ident in found.signataires]),
        (
            "A une part dans ces options",
            Sorte.COFINANCEMENT,
            [found.id for found in options if any(part.financeur == ident for part in found.parts)],
        ),
        (
            "Son apport y compte dans la part d'un autre",
            Sorte.COFINANCEMENT,
            [found.id for found in options if ident in found.tient_lieu],
        ),
    )
    for intro, sorte, idents in roles:
        if idents:
            yield Liste(tuple(point(fonds, sorte, each) for each in idents), f"{intro} :")


def dispositif(fonds: Fonds, ident: str) -> Notice:
    found = fonds.entrees(Sorte.DISPOSITIF)[ident].declare
    hors_regles: Phrase | None = (found.hors_regles,) if found.hors_regles else None
    return Notice(
        Sorte.DISPOSITIF,
        ident,
        found.libelle,
        fonds.lieu(Sorte.DISPOSITIF, ident),
        (
            *section("Ce que c'est", (found.definition,) if found.definition else None),
            *section("Hors règles", hors_regles),
            *ecrit_dans(fonds, Sorte.DISPOSITIF, ident),
            *fondements(fonds, found.sources),
        ),
    )
