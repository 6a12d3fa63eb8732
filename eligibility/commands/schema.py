"""``eligibility schema``: names to JSON Schemas, printed or written."""

from __future__ import annotations

from pathlib import Path

import click

from eligibility.commands.codes import Sortie
from eligibility.commands.dossiers import ecrire_tout, retirer
from eligibility.commands.options import Choix, corpus_option, ouvrir_ou_sortir
from eligibility.documents.files import display_name
from eligibility.language.francais import compte
from eligibility.render import flux
from eligibility.workshop.schema.schemas import NOMS, fichier, restes, schema, texte


@click.command("schema", short_help="Écrit les schémas dont se servent les éditeurs de texte.")
@click.argument("nom", metavar="[NOM]", required=False, type=Choix(NOMS))
@click.option(
    "--dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Écrit chaque schéma dans ce dossier, au lieu d'en afficher un.",
)
@corpus_option
@click.pass_context
def commande(context: click.Context, nom: str | None, dossier: Path | None, corpus: Path | None) -> int:
    """Écrit les schémas JSON des fichiers YAML, d'où les éditeurs tirent complétion, aide et vérification.

    NOM est projet, regles, cas, source, ou le nom d'un référentiel. Avec --dossier, tous sont écrits si NOM manque, et
    ceux qui ne servent plus sont retirés.
    Après un changement des règles ou des référentiels : eligibility schema --dossier schemas

    Code de sortie : 0 schémas écrits, 2 corpus fautif ou dossier où l'on ne peut pas écrire.
    """
    if nom is None and dossier is None:
        listed = ", ".join(NOMS)
        raise click.UsageError(
            f"donnez un nom de schéma ou «\u00a0--dossier\u00a0»\u00a0; schémas\u00a0: {listed}", context
        )
    ouvert = ouvrir_ou_sortir(corpus, sans_durable=True).corpus
    if dossier is None:
        assert nom is not None
        # Programs read this, which all expect UTF-8.
        flux.ecrire_octets(texte(schema(nom, ouvert)).encode())
        return Sortie.POSITIVE
    noms = NOMS if nom is None else (nom,)
    textes = {fichier(each): texte(schema(each, ouvert)) for each in noms}
    ecrits, inchanges = ecrire_tout(dossier, textes)
    dits = [compte(ecrits, "écrit"), compte(inchanges, "inchangé")]
    if retires := retirer(dossier, restes(dossier, textes) if nom is None else []):
        dits.append(compte(retires, "retiré"))
    flux.dire(f"{display_name(dossier)}\u00a0: {', '.join(dits)}")
    return Sortie.POSITIVE
