"""Interpretations that no rule depends on, and readings without any rule."""

from __future__ import annotations

from typing import Final

from eligibility.workshop.analyses.contexte import Contexte

CODES: Final = frozenset({"V625", "V626"})


def examiner(contexte: Contexte) -> None:
    lues = {rule.lecture for _, rule in contexte.regles if rule.lecture is not None}
    for ident, fiche in contexte.entrees("interpretations").items():
        if not any(interpretation == ident for interpretation, _ in lues):
            fiche.signale("V625", "id", id=ident)
            continue
        for index, option in enumerate(fiche.declare.options):
            if (ident, option.id) not in lues:
                fiche.signale("V626", "options", index, "id", id=ident, option=option.id)
