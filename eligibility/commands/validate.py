"""``eligibility validate``: paths to findings to the form asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from eligibility import __version__
from eligibility.commands.codes import Sortie
from eligibility.commands.options import corpus_option
from eligibility.documents.diagnostics import Severity
from eligibility.render import bilan, flux
from eligibility.render import diagnostics as messages
from eligibility.render.rapports import FORMATS, rendre
from eligibility.render.rapports.rapport import Rapport
from eligibility.render.support import Support
from eligibility.workshop.validation import valider

TEXTE: Final = FORMATS[0]
GITHUB: Final = "github"


@click.command("validate", short_help="Vérifie règles, référentiels, cas et projets.")
@click.argument("chemins", metavar="[CHEMIN]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "sortie",
    type=click.Choice(FORMATS),
    help="Forme de la réponse [par défaut : texte, avec les annotations github dans GitHub Actions].",
)
@click.option(
    "--seuil",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.AVERTISSEMENT.value,
    show_default=True,
    help="Gravité à partir de laquelle le code de sortie est 1.",
)
@corpus_option
def commande(chemins: tuple[Path, ...], sortie: str | None, seuil: str, corpus: Path | None) -> int:
    """Dit tout ce qui ne va pas, en une fois : erreurs, conditions impossibles ou inutiles, oublis.

    CHEMIN est un corpus, un de ses fichiers, un fichier de règles ou de cas, un projet, ou un dossier qui en contient
    [par défaut : le corpus entier et ses cas].

    Un avertissement s'accepte par un commentaire, avec sa raison, au bout de la ligne ou juste au-dessus :
    « # tolere V604 : raison ».

    \b
    Code de sortie : 0 rien qui atteigne le seuil, 1 quelque chose l'atteint, 2 fichier ou corpus illisible.
    """
    trouve = valider(chemins, corpus)
    rapport = Rapport(trouve.diagnostics, trouve.fichiers, __version__)
    if sortie is None or sortie == TEXTE:
        support = Support.de(sys.stdout)
        if rapport.diagnostics:
            messages.rendre(rapport.diagnostics, support).imprimer()
            flux.ecrire("\n")
        bilan.rendre(rapport, support).imprimer()
        if suite := messages.suite(rapport.diagnostics, support):
            suite.imprimer()
        if sortie is None and os.environ.get("GITHUB_ACTIONS") == "true":
            flux.ecrire(rendre(GITHUB, rapport))
    else:
        # These are read by programs, which all expect UTF-8.
        flux.ecrire_octets(rendre(sortie, rapport).encode())
    if trouve.illisible:
        return Sortie.INVALIDE
    graves = list(Severity)[: list(Severity).index(Severity(seuil)) + 1]
    return Sortie.NEGATIVE if any(found.severity in graves for found in trouve.diagnostics) else Sortie.POSITIVE
