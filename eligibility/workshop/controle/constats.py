"""What a run of the cases shows, as findings: expectations not met, rules not shown whole, mutants that survive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from eligibility.documents.catalogue import typeset
from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Diagnostic, Indice, Report, Severity
from eligibility.documents.located import Span
from eligibility.workshop.chemins import nom
from eligibility.workshop.controle.etapes import CasJoue
from eligibility.workshop.essais.couverture import Couverture, Manque
from eligibility.workshop.essais.essai import Essai
from eligibility.workshop.mutation.campagne import Mutation
from eligibility.workshop.textes import Textes

_LONG: Final = 200
"""Characters of an expectation, or of an answer, that are quoted."""


def cas_joues(essais: Iterable[Essai], dossier: Path) -> tuple[CasJoue, ...]:
    """Every case, in the order it was run. ``dossier``: where the files of the corpus are, as for all below."""
    return tuple(
        CasJoue(essai.cas.fichier, essai.cas.ligne, essai.cas.nom, tuple(_ecarts(essai, dossier))) for essai in essais
    )


def _ecarts(essai: Essai, dossier: Path) -> Iterator[Diagnostic]:
    cas = essai.cas
    for ecart in essai.ecarts:
        valeurs = {
            "quoi": clip(ecart.quoi, _LONG),
            "attendu": clip(ecart.attendu, _LONG),
            "obtenu": clip(ecart.obtenu, _LONG),
            "cas": clip(cas.nom, _LONG),
        }
        indices = [_situe(indice, dossier) for indice in ecart.pourquoi]
        yield cas.fiche.fichier.report.diagnostic("V710", ecart.span, valeurs, indices=indices)


def _situe(indice: Indice, dossier: Path) -> Indice:
    return indice if indice.fichier is None else replace(indice, fichier=nom(dossier / indice.fichier))


def sans_cas(chemins: Sequence[Path], motif: str | None) -> Diagnostic:
    """That nothing was run: ``chemins`` hold no case, or none that ``motif`` chooses."""
    report = Report(nom(chemins[0]))
    if motif is None:
        return report.diagnostic("V711", None, {"raison": "il n'y en a pas ici"})
    raison = f"aucun n'a «\u00a0{clip(motif)}\u00a0» dans son nom ni dans celui de son fichier"
    return report.diagnostic("V711", None, {"raison": raison}, aide="choisissez un autre mot")


def lacunes(couverture: Couverture, dossier: Path, seuil: float) -> tuple[Diagnostic, ...]:
    """What is not shown of the rules: errors under ``seuil`` (percent), notes otherwise."""
    severity = Severity.ERREUR if couverture.taux < seuil else Severity.NOTE
    textes = Textes(dossier)
    found = []
    for vue in couverture.regles:
        colonnes = {
            feuille.leaf.ligne: (feuille.leaf.colonne, feuille.leaf.champ) for feuille in reversed(vue.feuilles)
        }
        for manque in vue.manques:
            span = _place(manque, colonnes) or textes.identifiant(vue.rule)
            valeurs = {"id": vue.rule.id, "quoi": typeset(manque.quoi)}
            found.append(textes.report(vue.rule.fichier).diagnostic("V720", span, valeurs, severity=severity))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))


def _place(manque: Manque, colonnes: dict[int, tuple[int, str]]) -> Span | None:
    """The field of the leaf that stands on the line; None when none does."""
    if manque.ligne not in colonnes:
        return None
    colonne, champ = colonnes[manque.ligne]
    return Span(manque.ligne, colonne, manque.ligne, colonne + len(champ))


def survivants(mutation: Mutation, dossier: Path, seuil: float) -> tuple[Diagnostic, ...]:
    """The mutants that no case notices: errors under ``seuil`` (percent), notes otherwise."""
    severity = Severity.ERREUR if mutation.score < seuil else Severity.NOTE
    textes = Textes(dossier)
    return tuple(
        textes.report(found.rule.fichier).diagnostic(
            "V730", found.span, {"id": found.rule.id, "dit": typeset(found.mutant.dit)}, severity=severity
        )
        for found in mutation.survivants
    )
