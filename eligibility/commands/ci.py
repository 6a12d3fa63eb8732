"""``eligibility ci``: options to a check of everything, to its report and its summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from eligibility import __version__
from eligibility.commands.codes import Sortie
from eligibility.commands.dossiers import ecrire
from eligibility.commands.options import Choix, corpus_a_verifier, corpus_verifie_option, pourcent_option, seuil_option
from eligibility.commands.rapporter import dans_github, en_texte, rapport_option, rapporter
from eligibility.documents.diagnostics import Severity
from eligibility.render import controle as rendu
from eligibility.render import flux, resume
from eligibility.render.etapes import TITRES
from eligibility.render.notices import reference
from eligibility.render.progression import progression
from eligibility.render.rapports.rapport import Rapport
from eligibility.render.support import Support
from eligibility.workshop.controle.controle import Controle, Demande, Produit, controler
from eligibility.workshop.controle.etapes import Nom
from eligibility.workshop.notices.fonds import du_controle
from eligibility.workshop.schema import schemas
from eligibility.workshop.suivi import Avancer
from eligibility.workshop.validation import Examen

_RESUME_GITHUB: Final = "GITHUB_STEP_SUMMARY"
"""Variable that names the file whose Markdown GitHub Actions shows with the run."""


def _schemas(examen: Examen) -> dict[str, str]:
    assert examen.corpus is not None, "only of a sound corpus"
    return {nom: schemas.texte(entry) for nom, entry in schemas.schemas(examen.corpus).items()}


def _reference(examen: Examen) -> dict[str, str]:
    return reference.reference(du_controle(examen))


PRODUITS: Final = (
    Produit(
        nom=Nom.SCHEMAS,
        dossier="schemas",
        commande="eligibility schema --dossier schemas",
        fabriquer=_schemas,
        restes=schemas.restes,
    ),
    Produit(
        nom=Nom.REFERENCE,
        dossier="docs/reference",
        commande="eligibility explain --dossier docs/reference",
        fabriquer=_reference,
        restes=reference.perimees,
    ),
)
"""What the tool writes from a corpus, for its own folder."""

_ECARTABLES: Final = [nom.value for nom in Nom if nom is not Nom.VALIDATION]


@click.command("ci", short_help="Vérifie tout, en une fois.")
@seuil_option
@pourcent_option("--seuil-couverture", "Part des règles que les cas doivent montrer.", defaut=100)
@pourcent_option("--seuil-mutation", "Part des mutants que les cas doivent tuer.", defaut=95)
@click.option(
    "--sauf",
    multiple=True,
    type=Choix(_ECARTABLES, {Nom.VALIDATION.value: "la validation ne s'écarte pas, tout le reste s'appuie sur elle"}),
    help="Étape à écarter ; peut se répéter.",
)
@rapport_option
@click.option(
    "--resume",
    "vers",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Écrit aussi un résumé en Markdown [dans GitHub Actions, il s'ajoute à la page de l'exécution].",
)
@corpus_verifie_option
@click.pass_context
def commande(
    context: click.Context,
    seuil: str,
    seuil_couverture: float,
    seuil_mutation: float,
    sauf: tuple[str, ...],
    sortie: str | None,
    vers: Path | None,
    corpus: Path | None,
) -> int:
    """Vérifie tout d'un corpus en une commande : ce qui est écrit, les projets d'« exemples » et de « projets », les
    cas, ce qu'ils montrent des règles, les mutants qu'ils tuent, et ce que l'outil tire des règles (« schemas » et
    « docs/reference »).

    Une étape que les erreurs d'une autre empêchent est dite non lancée, jamais conforme.

    Code de sortie : 0 tout est conforme, 1 une étape est en défaut,
    2 fichier ou dossier introuvable, ou interdit de lecture.
    """
    _exiger_des_etapes(context, sauf)
    dossier = corpus_a_verifier(corpus)
    if vers is not None:
        # A run is long: better to learn now that its summary has nowhere to go.
        ecrire(vers, "", a_la_suite=True)
    demande = Demande(
        dossier=dossier,
        seuil=Severity(seuil),
        seuil_couverture=seuil_couverture,
        seuil_mutation=seuil_mutation,
        ecartees=frozenset(map(Nom, sauf)),
        produits=PRODUITS,
        jour=date.today(),
    )
    trouve = controler(demande, _suivre)
    if en_texte(sortie):
        for rang, page in enumerate(rendu.rendre(trouve, dossier, Support.de(sys.stdout))):
            flux.ecrire("\n" if rang else "")
            page.imprimer()
    rapporter(
        sortie,
        lambda: Rapport(trouve.diagnostics, trouve.fichiers, __version__, "ci", trouve.etapes, trouve.joues),
    )
    _resumer(trouve, vers)
    if trouve.illisible:
        return Sortie.INVALIDE
    return Sortie.POSITIVE if trouve.conforme else Sortie.NEGATIVE


def _exiger_des_etapes(context: click.Context, sauf: Sequence[str]) -> None:
    """A threshold that is asked for and never looked at would be thought to hold."""
    for nom in sauf:
        parametre = f"seuil_{nom}"
        if context.get_parameter_source(parametre) is ParameterSource.COMMANDLINE:
            option = f"--{parametre.replace('_', '-')}"
            raise click.UsageError(
                f"«\u00a0{option}\u00a0» ne sert à rien avec «\u00a0--sauf {nom}\u00a0»\u00a0: retirez l'une des deux"
            )


def _suivre(nom: Nom) -> AbstractContextManager[Avancer]:
    return progression(TITRES[nom])


def _resumer(trouve: Controle, vers: Path | None) -> None:
    page = resume.rendre(trouve.etapes, trouve.titre, trouve.moteur)
    if vers is not None:
        ecrire(vers, page)
    chemin = os.environ.get(_RESUME_GITHUB)
    if dans_github() and chemin:
        ecrire(Path(chemin), page, a_la_suite=True)
