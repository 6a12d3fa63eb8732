"""The form of a report, chosen the same way for every command that has findings to tell."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

import click
from msgspec.structs import replace

from eligibility.commands.options import Choix
from eligibility.documents.codes_essais import CODES
from eligibility.documents.diagnostics import Severity
from eligibility.render import flux
from eligibility.render.rapports import FORMATS, rendre
from eligibility.render.rapports.rapport import Rapport

_TEXTE: Final = FORMATS[0]
_GITHUB: Final = "github"

rapport_option = click.option(
    "-f",
    "--format",
    "sortie",
    type=Choix(FORMATS),
    help="Forme de la réponse [par défaut : texte, avec les annotations github dans GitHub Actions].",
)


def en_texte(sortie: str | None) -> bool:
    """Whether the answer is for people to read; ``sortie``: what was asked for, None when nothing was."""
    return sortie is None or sortie == _TEXTE


def dans_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def rapporter(sortie: str | None, rapport: Callable[[], Rapport]) -> None:
    """The report, where a program reads it; after a text, its annotations in GitHub Actions when no form was asked for.

    Raises EcritureError or LecteurPartiError.
    """
    if not en_texte(sortie):
        assert sortie is not None
        # Programs all expect UTF-8.
        flux.ecrire_octets(rendre(sortie, rapport()).encode())
    elif sortie is None and dans_github():
        tout = rapport()
        # What is within its threshold asks nothing of anyone, and would hide the rest: few annotations are shown.
        utiles = [found for found in tout.diagnostics if found.severity is not Severity.NOTE or found.code not in CODES]
        flux.ecrire(rendre(_GITHUB, replace(tout, diagnostics=utiles)))
