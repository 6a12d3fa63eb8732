"""The result of each step of a check as a step done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from pathlib import Path
from typing import Final

from eligibility.documents.codes_cas import CODES
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.workshop.controle import constats
from eligibility.workshop.controle.etapes import CasJoue, Etape, Etat, Nom
from eligibility.workshop.controle.produits import perimes
from eligibility.workshop.essais.couverture import Couverture
from eligibility.workshop.mutation.campagne import Mutation
from eligibility.workshop.validation import Bilan

CORPUS_FAUTIF: Final = "le corpus a des erreurs"
CAS_NON_CONFORMES: Final = "tous les cas ne sont pas conformes"
"""Why a step is not run."""


def _etat(sain: bool) -> Etat:
    return Etat.CONFORME if sain else Etat.FAUTIVE


def _pourcent(taux: float) -> float:
    """Two decimals; all is said only of all."""
    return floor(taux * 100 + 1e-9) / 100


def de_la_validation(bilan: Bilan, seuil: Severity) -> Etape:
    chiffres: dict[str, float] = {"fichiers": len(bilan.fichiers)}
    for severity in Severity:
        chiffres[f"{severity}s"] = sum(found.severity is severity for found in bilan.diagnostics)
    return Etape(Nom.VALIDATION, _etat(not bilan.atteint(seuil)), chiffres, bilan.diagnostics)


def des_cas(joues: Sequence[CasJoue], autres: Sequence[Diagnostic]) -> Etape:
    """``autres``: findings on the files of cases, besides those of each. A case that expects nothing proves nothing."""
    differents = sum(bool(joue.diagnostics) for joue in joues)
    found = (*autres, *(diagnostic for joue in joues for diagnostic in joue.diagnostics))
    sain = bool(joues) and not any(entry.severity is Severity.ERREUR or entry.code in CODES for entry in found)
    return Etape(Nom.CAS, _etat(sain), {"cas": len(joues), "differents": differents}, found)


def des_exemples(repondus: int, fautifs: int) -> Etape:
    """``fautifs``: projects that could not be read; what is wrong with them is told by the validation."""
    return Etape(Nom.EXEMPLES, _etat(not fautifs), {"projets": repondus, "fautifs": fautifs})


def des_produits(nom: Nom, dossier: Path, attendus: Mapping[str, str], restes: Sequence[Path], commande: str) -> Etape:
    """As ``produits.perimes``, of the step ``nom``."""
    found = tuple(perimes(dossier, attendus, restes, commande))
    return Etape(nom, _etat(not found), {"fichiers": len(attendus), "a_refaire": len(found)}, found)


def de_la_couverture(couverture: Couverture, dossier: Path, seuil: float) -> Etape:
    """``dossier``: where the corpus is; ``seuil``: percent, as below."""
    manques = len(couverture.manques)
    chiffres = {
        "a_montrer": couverture.demandes,
        "montres": couverture.demandes - manques,
        "taux": _pourcent(couverture.taux),
        "seuil": seuil,
    }
    sain = couverture.taux >= seuil
    return Etape(Nom.COUVERTURE, _etat(sain), chiffres, constats.lacunes(couverture, dossier, seuil))


def de_la_mutation(mutation: Mutation, dossier: Path, seuil: float) -> Etape:
    chiffres = {
        "mutants": mutation.total,
        "tues": mutation.tues,
        "survivants": len(mutation.survivants),
        "equivalents": mutation.equivalents,
        "score": _pourcent(mutation.score),
        "seuil": seuil,
    }
    sain = mutation.score >= seuil
    return Etape(Nom.MUTATION, _etat(sain), chiffres, constats.survivants(mutation, dossier, seuil))
