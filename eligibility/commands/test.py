"""``eligibility test``: cases to differences to their rendering."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eligibility.commands.codes import Sortie
from eligibility.commands.options import corpus_option, ouvrir_ou_sortir
from eligibility.corpus.locate import find_corpus
from eligibility.documents.files import display_name
from eligibility.render import diagnostics as messages
from eligibility.render import essais
from eligibility.render.support import Support
from eligibility.workshop.cas import fichiers, lire
from eligibility.workshop.couverture import manques
from eligibility.workshop.essai import Essai, essayer


@click.command("test", short_help="Vérifie les cas.")
@click.argument("chemins", metavar="[CHEMIN]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("-k", "motif", metavar="MOT", help="Ne vérifie que les cas dont le nom ou le fichier contient ce mot.")
@click.option("--couverture", is_flag=True, help="Dit aussi ce que les cas ne montrent pas des règles.")
@corpus_option
def commande(chemins: tuple[Path, ...], motif: str | None, couverture: bool, corpus: Path | None) -> int:
    """Vérifie que les règles répondent ce que les cas attendent, et dit ce qui diffère.

    CHEMIN est un fichier de cas ou un dossier [par défaut : tests/cas, à côté des règles].

    \b
    Code de sortie : 0 tout est conforme, 1 des cas diffèrent ou ne montrent pas tout, 2 fichier introuvable ou fautif.
    """
    ouvert = ouvrir_ou_sortir(corpus)
    if not chemins:
        chemins = (find_corpus(corpus) / "tests" / "cas",)
    erreurs = False
    faits: list[Essai] = []
    for path in fichiers(chemins):
        cases, found = lire(path, ouvert.corpus, display_name(path))
        erreurs = erreurs or any(entry.severity == "erreur" for entry in found)
        if found:
            messages.rendre(found, Support.de(sys.stderr)).imprimer(sys.stderr)
        faits.extend(
            essayer(cas, ouvert)
            for cas in cases
            if motif is None or motif.lower() in f"{cas.nom} {cas.fichier}".lower()
        )
    essais.rendre(faits, Support.de(sys.stdout)).imprimer()
    reste = manques(ouvert.corpus, faits) if couverture else ()
    if couverture:
        essais.couverture(reste, Support.de(sys.stdout)).imprimer()
    if erreurs:
        return Sortie.INVALIDE
    return Sortie.NEGATIVE if reste or any(essai.ecarts for essai in faits) else Sortie.POSITIVE
