"""``eligibility sources``: the coverage of the texts to its rendering."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eligibility.commands.codes import Sortie
from eligibility.commands.options import corpus_option, ouvrir_ou_sortir
from eligibility.corpus.model import Corpus
from eligibility.documents.files import display_name
from eligibility.documents.loader import read_text
from eligibility.render import diagnostics as messages
from eligibility.render import sources as rendu
from eligibility.render.support import Support
from eligibility.workshop.sources import couvertures, source_du_fichier, termes_absents


@click.command("sources", short_help="Dit quels passages portent quelles règles.")
@click.option(
    "--texte",
    "texte",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Texte officiel : vérifie que chaque passage y trouve ses mots, à sa section. Le nom du fichier est celui de "
    "la source, par exemple IT-2023-215.txt.",
)
@click.option("-v", "--verbose", "verbeux", is_flag=True, help="Ajoute le résumé des passages, et règles à passages.")
@corpus_option
def commande(texte: Path | None, verbeux: bool, corpus: Path | None) -> int:
    """Montre ce que les règles portent de chaque texte, et sur quoi chaque règle repose.

    Code de sortie : 0 tout passage est porté par une règle ou écarté avec une raison, 1 il en manque,
    2 texte introuvable ou source inconnue.
    """
    ouvert = ouvrir_ou_sortir(corpus).corpus
    support = Support.de(sys.stdout)
    if texte is not None:
        return _texte(texte, ouvert, support)
    trouvees = couvertures(ouvert)
    rendu.rendre(ouvert, trouvees, support, verbeux=verbeux).imprimer()
    fautes = any(couverture.manque or couverture.contredit for couverture in trouvees)
    return Sortie.NEGATIVE if fautes else Sortie.POSITIVE


def _texte(path: Path, corpus: Corpus, support: Support) -> int:
    source = source_du_fichier(corpus, path.stem)
    if source is None:
        known = ", ".join(ident for ident, entry in corpus.sources.items() if entry.url is None)
        raise click.UsageError(
            f"aucune source ne porte le nom «\u00a0{path.stem}\u00a0»\u00a0; sources en texte\u00a0: {known}"
        )
    texte, found = read_text(path)
    if texte is None:
        messages.rendre(found, Support.de(sys.stderr)).imprimer(sys.stderr)
        return Sortie.INVALIDE
    absents = termes_absents(corpus, source, texte)
    combien = sum(len(passage.termes) for passage in corpus.passages.values() if passage.source == source)
    rendu.termes(absents, display_name(path), combien, support).imprimer()
    return Sortie.NEGATIVE if absents else Sortie.POSITIVE
