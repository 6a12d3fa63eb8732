"""Writing many files into a folder, told in French."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from eligibility.documents.files import display_name
from eligibility.render import flux


def ecrire_tout(dossier: Path, textes: Mapping[str, str]) -> tuple[int, int]:
    """Make each text what its file holds, by its path from ``dossier``; how many files changed, how many did not.

    Raises ClickException when one cannot be written.
    """
    ecrits = 0
    for fichier, texte in textes.items():
        path = dossier / fichier
        try:
            ecrits += flux.ecrire_fichier(path, texte.encode())
        except flux.EcritureError as error:
            shown = display_name(path)
            raise click.ClickException(f"impossible d'écrire «\u00a0{shown}\u00a0»\u00a0: {error}") from None
    return ecrits, len(textes) - ecrits


def compte(nombre: int, quoi: str) -> str:
    """
    >>> compte(1, "écrit"), compte(2, "écrit")
    ('1 écrit', '2 écrits')
    """
    return f"{nombre} {quoi}{'s' if nombre > 1 else ''}"
