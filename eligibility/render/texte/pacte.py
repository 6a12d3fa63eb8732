"""What the Caf can state in the pacte, and with whom to coordinate."""

from __future__ import annotations

from typing import Final

from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import NBSP
from eligibility.verdict import CoordinationVerdict, Statut

_ETATS: Final = ("À faire, d'après le projet", "Le projet n'en dit rien", "À savoir", "Déjà fait, d'après le projet")


def contributions(recit: Recit) -> None:
    known = [entry for entry in recit.verdict.contributions if entry.statut is Statut.CORRESPOND]
    maybe = [entry for entry in recit.verdict.contributions if entry.statut is Statut.INDETERMINE]
    shown = [*known, *maybe] if recit.verbeux else known
    if not shown:
        return
    recit.page.rubrique("À valoriser")
    recit.page.paragraphe(f"Ce que la Caf peut faire valoir dans le pacte{NBSP}:")
    for entry in shown:
        sign, note = (("·", ""), "") if entry.statut is Statut.CORRESPOND else (("?", "yellow"), " (à préciser)")
        recit.point(sign, f"{entry.libelle}{note}")
        if recit.verbeux:
            recit.source(entry.sources, retrait=2)
    if not recit.verbeux:
        recit.source(dict.fromkeys(ident for entry in shown for ident in entry.sources), retrait=0)


def coordinations(recit: Recit) -> None:
    """Grouped by what the project says of them, what is left to do first."""
    groups: dict[str, list[CoordinationVerdict]] = {state: [] for state in _ETATS}
    for entry in recit.verdict.coordinations:
        if entry.statut is Statut.CORRESPOND:
            groups[_etat(recit, entry)].append(entry)
    if not any(groups.values()):
        return
    recit.page.rubrique("À coordonner")
    for state, entries in groups.items():
        if entries:
            recit.page.paragraphe(f"{state}{NBSP}:")
        for entry in entries:
            recit.point(("·", ""), entry.libelle)
            if recit.verbeux:
                recit.source(entry.sources, retrait=2)


def _etat(recit: Recit, entry: CoordinationVerdict) -> str:
    todo, silent, notice, done = _ETATS
    if entry.declare is None:
        return silent if recit.corpus.coordinations[entry.coordination].champ else notice
    return done if entry.declare else todo
