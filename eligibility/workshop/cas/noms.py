"""The names that a case quotes: each is one of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eligibility.corpus.fiches import Fiche
from eligibility.corpus.registre import NOMS, introuvable
from eligibility.workshop.cas.connus import Connus
from eligibility.workshop.cas.declares import CasDeclare

_LISTES: Final = {
    "items": "items",
    "items_indetermines": "items",
    "vraies": "regles",
    "fausses": "regles",
    "indeterminees": "regles",
    "mesures": "mesures",
    "contributions": "contributions",
    "contributions_absentes": "contributions",
    "coordinations": "coordinations",
    "coordinations_absentes": "coordinations",
    "instruments": "instruments",
    "cofinancements_absents": "cofinancements",
    "interpretations": "interpretations",
    "a_preciser": "champs",
}
"""The list of the corpus that each key of « attendu » names entries of."""


def verifier_noms(fiche: Fiche[CasDeclare], connus: Connus) -> None:
    """Every id of a case, faulty perhaps, is one of the corpus. Of a list that is not known, nothing is said."""

    def exiger(liste: str, ident: str | None, *etapes: str | int, cle: bool = False) -> None:
        known = connus.noms.get(liste)
        if known is not None and ident is not None and ident not in known:
            introuvable(fiche, NOMS[liste], ident, known, *etapes, cle=cle)

    attendu = fiche.declare.attendu
    for cle, liste in _LISTES.items():
        idents: Any = getattr(attendu, cle) or ()
        for rang, ident in enumerate(idents):
            nomme = isinstance(idents, Mapping)
            exiger(liste, ident, "attendu", cle, ident if nomme else rang, cle=nomme)
    for index, raison in enumerate(attendu.raisons):
        exiger("regles", raison.regle, "attendu", "raisons", index, "regle")
        exiger("champs", raison.champ, "attendu", "raisons", index, "champ")
    for index, motif in enumerate(attendu.motifs):
        exiger("instruments", motif.instrument, "attendu", "motifs", index, "instrument")
        exiger("regles", motif.regle, "attendu", "motifs", index, "regle")
    for index, option in enumerate(attendu.cofinancements):
        ou = ("attendu", "cofinancements", index)
        exiger("cofinancements", option.option, *ou, "option")
        for acteur in option.parts:
            exiger("acteurs", acteur, *ou, "parts", acteur, cle=True)
    for champ in fiche.declare.chaque:
        exiger("champs", champ, "chaque", champ, cle=True)
    for interpretation, lecture in fiche.declare.lectures.items():
        exiger("interpretations", interpretation, "lectures", interpretation, cle=True)
        options = connus.options.get(interpretation)
        if options is not None and lecture not in options:
            introuvable(fiche, "option d'interprétation", lecture, options, "lectures", interpretation)
    for index, passage in enumerate(fiche.declare.sources):
        exiger("passages", passage, "sources", index)
