"""One run of the cases: files read, cases tried, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from eligibility.documents.codes_cas import CODES
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.engine.ouvrir import Ouvert
from eligibility.workshop.cas.lecture import Cas, fichiers, lire
from eligibility.workshop.chemins import nom
from eligibility.workshop.essais.essai import Essai, essayer
from eligibility.workshop.suivi import Avancer


class Seance(Struct, frozen=True):
    """``diagnostics``: what is wrong with the files of cases, or empty in what they expect; ``fichiers``: those that
    were read, by the names that the diagnostics give them."""

    essais: tuple[Essai, ...]
    diagnostics: tuple[Diagnostic, ...]
    fichiers: tuple[str, ...]

    @property
    def fautifs(self) -> int:
        """How many files could not be understood: none of their cases was tried."""
        return len({found.fichier for found in self.diagnostics if found.severity is Severity.ERREUR})

    @property
    def fautive(self) -> bool:
        return self.fautifs > 0

    @property
    def vide(self) -> bool:
        """Whether some case expects what nothing could contradict."""
        return any(found.code in CODES for found in self.diagnostics)

    @property
    def conforme(self) -> bool:
        """Whether there are cases, and all conform."""
        return bool(self.essais) and not any(essai.ecarts for essai in self.essais)


def jouer(chemins: Iterable[Path], ouvert: Ouvert, motif: str | None = None) -> Seance:
    """``motif``: only the cases whose name or file contains it. Raises EngineError when the engines disagree."""
    choisis: list[Cas] = []
    diagnostics: list[Diagnostic] = []
    noms: list[str] = []
    for path in fichiers(chemins):
        name = nom(path)
        cases, found = lire(path, ouvert.corpus, name)
        noms.append(name)
        diagnostics.extend(found)
        choisis.extend(
            cas for cas in cases if motif is None or motif.casefold() in f"{cas.nom} {cas.fichier}".casefold()
        )
    return Seance(essayer_tous(choisis, ouvert), tuple(diagnostics), tuple(noms))


def essayer_tous(cas: Sequence[Cas], ouvert: Ouvert, avancer: Avancer | None = None) -> tuple[Essai, ...]:
    """Raises EngineError when the engines disagree."""
    essais = []
    for fait, un in enumerate(cas, 1):
        essais.append(essayer(un, ouvert))
        if avancer is not None:
            avancer(fait, len(cas))
    return tuple(essais)
