"""Options that several commands share."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from eligibility.commands.codes import Sortie
from eligibility.corpus.locate import find_corpus
from eligibility.documents.catalogue import CATALOGUE
from eligibility.engine.ouvrir import Ouvert, ouvrir
from eligibility.language.dates import read_date
from eligibility.language.refus import Refus
from eligibility.render import diagnostics as messages
from eligibility.render.page import Support


class Jour(click.ParamType[date]):
    """A day written AAAA-MM-JJ."""

    name = "AAAA-MM-JJ"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        read = read_date(str(value))
        if isinstance(read, Refus):
            entry = CATALOGUE[read.code]
            values = {"champ": "--date", "valeur": value, **read.valeurs}
            aide = read.aide or (entry.aide.format(**values) if entry.aide else "par exemple 2026-01-15")
            self.fail(f"{entry.message.format(**values)} ({aide}).", param, ctx)
        return date.fromordinal(read[0])


jour_option = click.option(
    "--date",
    "jour",
    type=Jour(),
    default=date.today,
    show_default="aujourd'hui",
    help="Jour auquel les règles sont lues.",
)
format_option = click.option(
    "--format",
    "sortie",
    type=click.Choice(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme de la réponse.",
)
corpus_option = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Dossier qui contient rules/ et referentiels/ [par défaut : ceux du projet].",
)


def ouvrir_ou_sortir(corpus: Path | None, *, sans_durable: bool = False) -> Ouvert:
    """The corpus ready to decide; when it is faulty, says why and exits with 2."""
    ouvert, found = ouvrir(find_corpus(corpus), sans_durable=sans_durable)
    if ouvert is None:
        messages.rendre(found, Support.de(sys.stderr)).imprimer(sys.stderr)
        click.echo("\nLe corpus de règles est fautif : aucune réponse n'est possible.", err=True)
        raise click.exceptions.Exit(Sortie.INVALIDE)
    return ouvert
