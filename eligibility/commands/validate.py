"""``eligibility validate``: paths to findings to the form asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eligibility import __version__
from eligibility.commands.codes import Sortie
from eligibility.commands.options import corpus_a_verifier, corpus_verifie_option, seuil_option
from eligibility.commands.rapporter import en_texte, rapport_option, rapporter
from eligibility.documents.diagnostics import Severity
from eligibility.render import bilan, flux
from eligibility.render import diagnostics as messages
from eligibility.render.rapports.rapport import Rapport
from eligibility.render.support import Support
from eligibility.workshop.validation import valider


@click.command("validate", short_help="Vérifie règles, référentiels, cas et projets.")
@click.argument("chemins", metavar="[CHEMIN]…", nargs=-1, type=click.Path(path_type=Path))
@rapport_option
@seuil_option
@corpus_verifie_option
def commande(chemins: tuple[Path, ...], sortie: str | None, seuil: str, corpus: Path | None) -> int:
    """Dit tout ce qui ne va pas, en une fois : erreurs, conditions impossibles ou inutiles, oublis.

    CHEMIN est un corpus, un de ses fichiers, un fichier de règles ou de cas, un projet, ou un dossier qui en contient
    [par défaut : le corpus entier, ses cas, et les projets d'« exemples » et « projets » à côté de lui].

    Un avertissement s'accepte par un commentaire, avec sa raison, au bout de la ligne ou juste au-dessus :
    « # tolere V604 : raison ».

    Code de sortie : 0 rien qui atteigne le seuil, 1 quelque chose l'atteint, 2 fichier ou
    dossier introuvable, ou interdit de lecture.
    """
    trouve = valider(chemins, corpus if chemins else corpus_a_verifier(corpus))
    rapport = Rapport(trouve.diagnostics, trouve.fichiers, __version__)
    if en_texte(sortie):
        support = Support.de(sys.stdout)
        if rapport.diagnostics:
            messages.rendre(rapport.diagnostics, support).imprimer()
            flux.ecrire("\n")
        bilan.rendre(rapport, support).imprimer()
        if suite := messages.suite(rapport.diagnostics, support):
            suite.imprimer()
    rapporter(sortie, lambda: rapport)
    if trouve.illisible:
        return Sortie.INVALIDE
    return Sortie.NEGATIVE if trouve.atteint(Severity(seuil)) else Sortie.POSITIVE
