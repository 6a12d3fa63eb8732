"""Writing files, one or many into a folder, and removing those that are no more; refusals are told in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from eligibility.documents.files import display_name
from eligibility.render import flux


def ecrire(path: Path, texte: str, *, a_la_suite: bool = False) -> bool:
    """Make ``texte`` what the file holds, or its end; whether anything changed. Raises ClickException."""
    try:
        return flux.ecrire_fichier(path, texte.encode(), a_la_suite=a_la_suite)
    except flux.EcritureError as error:
        shown = display_name(path)
        raise click.ClickException(f"impossible d'écrire «\u00a0{shown}\u00a0»\u00a0: {error}") from None


def ecrire_tout(dossier: Path, textes: Mapping[str, str]) -> tuple[int, int]:
    """Make each text what its file holds, by its path from ``dossier``; how many files changed, how many did not.

    Raises ClickException when one cannot be written.
    """
    ecrits = sum(ecrire(dossier / fichier, texte) for fichier, texte in textes.items())
    return ecrits, len(textes) - ecrits


def retirer(dossier: Path, restes: Sequence[Path]) -> int:
    """Remove ``restes``, files of ``dossier`` that nothing makes any more; how many. Raises ClickException."""
    try:
        for path in restes:
            path.unlink()
    except OSError:
        shown = display_name(dossier)
        raise click.ClickException(f"des fichiers périmés de «\u00a0{shown}\u00a0» n'ont pas pu être retirés") from None
    return len(restes)
