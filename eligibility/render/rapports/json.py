"""Findings as JSON, the contract that other programs read; ``format`` changes when a key does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from eligibility.documents.diagnostics import Diagnostic, Indice, Severity
from eligibility.render.rapports.rapport import Rapport, comptes
from eligibility.render.typographie import insecable
from eligibility.workshop.controle.etapes import Etat, Nom

FORMAT: Final = "1"


class Explication(Struct, frozen=True, omit_defaults=True):
    """Without a place where it is said of the finding as a whole."""

    texte: str
    fichier: str | None = None
    ligne: int | None = None
    colonne: int | None = None


class Trouvaille(Struct, frozen=True, omit_defaults=True):
    """Lines and columns from 1, in characters; ``fin_colonne`` is that of the first character after."""

    code: str
    severite: Severity
    message: str
    fichier: str
    ligne: int | None
    colonne: int | None
    fin_ligne: int | None
    fin_colonne: int | None
    aide: str | None
    explications: tuple[Explication, ...] = ()


class Comptes(Struct, frozen=True):
    erreur: int
    avertissement: int
    note: int


class EtapeFaite(Struct, frozen=True):
    """``chiffres``: counts and percents, by name."""

    etape: Nom
    etat: Etat
    motif: str | None
    chiffres: Mapping[str, float]


class CasVu(Struct, frozen=True):
    fichier: str
    ligne: int
    nom: str
    conforme: bool


class Document(Struct, frozen=True, omit_defaults=True):
    """The last three are of commands that do more than look for findings."""

    format: str
    version: str
    fichiers: tuple[str, ...]
    comptes: Comptes
    diagnostics: tuple[Trouvaille, ...]
    commande: str | None = None
    etapes: tuple[EtapeFaite, ...] | None = None
    cas: tuple[CasVu, ...] | None = None


def rendre(rapport: Rapport) -> str:
    compte = comptes(rapport.diagnostics)
    whole = Document(
        format=FORMAT,
        version=rapport.version,
        fichiers=tuple(rapport.fichiers),
        comptes=Comptes(**{severity.value: number for severity, number in compte.items()}),
        diagnostics=tuple(map(_trouvaille, rapport.diagnostics)),
    )
    if rapport.etapes:
        whole = replace(
            whole,
            commande=rapport.commande,
            etapes=tuple(EtapeFaite(done.nom, done.etat, done.motif or None, done.chiffres) for done in rapport.etapes),
            cas=tuple(CasVu(joue.fichier, joue.ligne, joue.nom, not joue.diagnostics) for joue in rapport.cas),
        )
    return f"{msgspec.json.format(msgspec.json.encode(whole)).decode()}\n"


def _trouvaille(found: Diagnostic) -> Trouvaille:
    span = found.span
    return Trouvaille(
        code=found.code,
        severite=found.severity,
        message=found.message,
        fichier=found.fichier,
        ligne=span.line if span else None,
        colonne=span.column if span else None,
        fin_ligne=span.end_line if span else None,
        fin_colonne=span.end_column if span else None,
        aide=found.aide,
        explications=tuple(map(_explication, found.indices)),
    )


def _explication(indice: Indice) -> Explication:
    if indice.fichier is None:
        return Explication(insecable(indice.dit))
    return Explication(insecable(indice.dit), indice.fichier, indice.ligne, indice.colonne)
