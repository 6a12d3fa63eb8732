"""The names that a case quotes: each is one of the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Corpus
from eligibility.corpus.registre import introuvable
from eligibility.workshop.cas.declares import CasDeclare

_QUOI: Final = {
    "items": "item",
    "items_indetermines": "item",
    "vraies": "règle",
    "fausses": "règle",
    "indeterminees": "règle",
    "mesures": "mesure",
    "contributions": "contribution",
    "contributions_absentes": "contribution",
    "coordinations": "coordination",
    "coordinations_absentes": "coordination",
    "instruments": "instrument",
    "cofinancements_absents": "option de cofinancement",
    "interpretations": "interprétation",
    "a_preciser": "champ",
}


def verifier_noms(fiche: Fiche[CasDeclare], corpus: Corpus) -> None:
    """Every id of a case is one of the corpus."""
    connus = {
        "item": corpus.items.keys(),
        "règle": {rule.id for rule in corpus.regles},
        "mesure": corpus.mesures.keys(),
        "contribution": corpus.contributions.keys(),
        "coordination": corpus.coordinations.keys(),
        "instrument": corpus.instruments.keys(),
        "option de cofinancement": corpus.cofinancements.keys(),
        "interprétation": corpus.interpretations.keys(),
        "champ": corpus.vocabulaire.champs.keys(),
    }

    def exiger(quoi: str, connus: Iterable[str], ident: str, *etapes: str | int) -> None:
        if ident not in connus:
            introuvable(fiche, quoi, ident, connus, *etapes)

    attendu = fiche.declare.attendu
    for cle, quoi in _QUOI.items():
        idents: Any = getattr(attendu, cle) or ()
        for etape, ident in enumerate(idents) if not isinstance(idents, dict) else ((cle_, cle_) for cle_ in idents):
            exiger(quoi, connus[quoi], ident, "attendu", cle, etape)
    for index, raison in enumerate(attendu.raisons):
        exiger("règle", connus["règle"], raison.regle, "attendu", "raisons", index, "regle")
        exiger("champ", connus["champ"], raison.champ, "attendu", "raisons", index, "champ")
    for index, motif in enumerate(attendu.motifs):
        exiger("instrument", connus["instrument"], motif.instrument, "attendu", "motifs", index, "instrument")
        exiger("règle", connus["règle"], motif.regle, "attendu", "motifs", index, "regle")
    for index, option in enumerate(attendu.cofinancements):
        ou = ("attendu", "cofinancements", index)
        exiger("option de cofinancement", corpus.cofinancements, option.option, *ou, "option")
        for acteur in option.parts:
            exiger("acteur", corpus.acteurs, acteur, *ou, "parts", acteur)
    for champ in fiche.declare.chaque:
        exiger("champ", connus["champ"], champ, "chaque", champ)
    for interpretation, lecture in fiche.declare.lectures.items():
        exiger("interprétation", connus["interprétation"], interpretation, "lectures", interpretation)
        if interpretation in corpus.interpretations:
            options = {option.id for option in corpus.interpretations[interpretation].options}
            exiger("option de cette interprétation", options, lecture, "lectures", interpretation)
    for index, passage in enumerate(fiche.declare.sources):
        exiger("passage", corpus.passages, passage, "sources", index)
