"""``eligibility test``: options to a run of the cases, or to one at each change."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from eligibility.commands.options import corpus_a_verifier, corpus_verifie_option, pourcent_option
from eligibility.commands.passage import ECRAN, Demande, passer
from eligibility.commands.rapporter import en_texte, rapport_option
from eligibility.commands.veille import surveiller
from eligibility.corpus.fingerprint import FOLDERS


@click.command("test", short_help="Vérifie les cas.")
@click.argument("chemins", metavar="[CHEMIN]…", nargs=-1, type=click.Path(path_type=Path))
@rapport_option
@click.option("-k", "motif", metavar="MOT", help="Ne vérifie que les cas dont le nom ou le fichier contient ce mot.")
@click.option("--couverture", is_flag=True, help="Dit aussi ce que les cas ne montrent pas des règles.")
@pourcent_option(
    "--seuil-couverture", "Part à montrer pour que le code de sortie soit 0 [par défaut, avec --couverture : 100]."
)
@click.option(
    "--lcov", "lcov_", type=click.Path(path_type=Path), metavar="FICHIER", help="Écrit la couverture au format lcov."
)
@click.option(
    "--mutation",
    is_flag=True,
    help="Abîme chaque règle de toutes les façons simples, et dit ce qu'aucun cas ne remarque.",
)
@click.option("--regles", metavar="MOT", help="N'abîme que les règles dont l'identifiant contient ce mot.")
@pourcent_option("--seuil-mutation", "Part des mutants à tuer pour que le code de sortie soit 0 [par défaut : aucune].")
@click.option(
    "--proposer",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FICHIER",
    help="Écrit, pour chaque mutant qui survit, le cas qui manque, à relire ; « - » : sur la sortie standard, où rien "
    "d'autre ne va.",
)
@click.option("--watch", "en_veille", is_flag=True, help="Recommence à chaque changement d'un fichier.")
@corpus_verifie_option
def commande(
    chemins: tuple[Path, ...],
    sortie: str | None,
    motif: str | None,
    couverture: bool,
    seuil_couverture: float | None,
    lcov_: Path | None,
    mutation: bool,
    regles: str | None,
    seuil_mutation: float | None,
    proposer: Path | None,
    en_veille: bool,
    corpus: Path | None,
) -> int:
    """Vérifie que les règles répondent ce que les cas attendent, et dit ce qui diffère.

    CHEMIN est un fichier de cas ou un dossier [par défaut : tests/cas, à côté des règles]. Dans les formes faites pour
    un programme, chaque différence, chaque manque et chaque mutant qui survit est une remarque à sa ligne.

    Code de sortie : 0 tout est conforme et les seuils sont atteints, 1 des cas diffèrent, n'attendent rien ou n'en
    montrent pas assez, 2 fichier introuvable, règles ou cas fautifs : ils n'ont pas pu être joués.
    """
    demande = Demande(
        chemins=chemins,
        dossier=corpus_a_verifier(corpus),
        motif=motif,
        couverture=couverture or seuil_couverture is not None,
        seuil_couverture=100 if seuil_couverture is None and couverture else seuil_couverture or 0,
        lcov=lcov_,
        mutation=mutation or any(given is not None for given in (regles, seuil_mutation, proposer)),
        regles=regles,
        seuil_mutation=seuil_mutation or 0,
        proposer=proposer,
        sortie=sortie,
    )
    if not en_texte(sortie) and (en_veille or proposer == ECRAN):
        refusee = "--watch" if en_veille else "--proposer -"
        raise click.UsageError(f"«\u00a0{refusee}\u00a0» se lit à l'écran\u00a0: il ne va qu'avec la forme texte")
    if en_veille:
        a_suivre = [*(demande.dossier / folder for folder in FOLDERS), *demande.cas]
        return surveiller(a_suivre, partial(passer, demande))
    return passer(demande)
