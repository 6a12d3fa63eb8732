"""``eligibility explain``: names to explanations to their rendering."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from eligibility.commands.codes import Sortie
from eligibility.commands.dossiers import ecrire_tout, retirer
from eligibility.commands.options import Choix, corpus_option, sortir_du_fautif
from eligibility.corpus.locate import find_corpus
from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.files import display_name
from eligibility.language.francais import compte
from eligibility.render import flux
from eligibility.render.notices import donnees, markdown, sommaire, texte
from eligibility.render.notices.reference import perimees, reference
from eligibility.render.support import Support
from eligibility.workshop.notices.codes import code, gabarit
from eligibility.workshop.notices.fonds import Fonds, lire_fonds
from eligibility.workshop.notices.modele import Notice, Sorte
from eligibility.workshop.notices.noms import InconnuError, Nom, du_code, effectifs, idents, notice, sorte_de, trouver

TEXTE, MARKDOWN, JSON = FORMATS = ("texte", "markdown", "json")
SORTES = [sorte.value for sorte in Sorte]


def _sorte(context: click.Context, _param: click.Parameter, value: str | None) -> Sorte | None:
    try:
        return None if value is None else sorte_de(value)
    except InconnuError as error:
        raise click.UsageError(str(error), context) from None


@click.command("explain", short_help="Explique une règle, un item, un champ, un code…")
@click.argument("noms", metavar="[NOM]…", nargs=-1)
@click.option(
    "-f",
    "--format",
    "sortie",
    type=Choix(FORMATS),
    help="Forme de la réponse [par défaut : texte].",
)
@click.option(
    "--liste",
    metavar="SORTE",
    type=str,
    callback=_sorte,
    shell_complete=lambda _context, _param, debut: [nom for nom in SORTES if nom.startswith(debut)],
    help=f"Donne tous les noms d'une sorte : {', '.join(SORTES)}.",
)
@click.option(
    "--dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Écrit toute la référence dans ce dossier, en Markdown.",
)
@click.option("-v", "--verbose", "verbeux", is_flag=True, help="N'abrège aucune liste.")
@corpus_option
@click.pass_context
def commande(
    context: click.Context,
    noms: tuple[str, ...],
    sortie: str | None,
    liste: Sorte | None,
    dossier: Path | None,
    verbeux: bool,
    corpus: Path | None,
) -> int:
    """Explique ce que NOM désigne : un code de remarque, une règle, un item, un champ, une valeur, un passage…

    \b
      eligibility explain V102            ce que veut dire un code, et quoi écrire
      eligibility explain NOM             tout ce qui porte ce nom
      eligibility explain item:NOM        l'item seul
      eligibility explain RÈGLE@DATE      une version d'une règle
      eligibility explain CHAMP=VALEUR    une valeur d'un champ
      eligibility explain --liste regle   toutes les règles

    Sans NOM : ce qui peut être expliqué.

    Code de sortie : 0 tout est expliqué, 2 nom inconnu, corpus fautif ou dossier où l'on ne peut pas écrire.
    """
    if sum((bool(noms), liste is not None, dossier is not None)) > 1:
        raise click.UsageError("donnez des noms, ou «\u00a0--liste\u00a0», ou «\u00a0--dossier\u00a0»", context)
    if dossier is not None:
        return _ecrire(dossier, sortie, corpus, context)
    support = Support.de(sys.stdout)
    if noms:
        _rendre(_notices(noms, corpus, context), sortie or TEXTE, support, verbeux=verbeux)
    elif sortie is not None:
        raise click.UsageError("«\u00a0--format\u00a0» demande un nom ou «\u00a0--dossier\u00a0»", context)
    elif liste is not None:
        sommaire.noms(_titres(liste, corpus), support).imprimer()
    else:
        sommaire.rendre(effectifs(_fonds(corpus)), support).imprimer()
    return Sortie.POSITIVE


def _fonds(corpus: Path | None) -> Fonds:
    fonds, found = lire_fonds(Path(find_corpus(corpus)))
    if fonds is None:
        sortir_du_fautif(found)
    return fonds


def _notices(noms: Sequence[str], corpus: Path | None, context: click.Context) -> list[Notice]:
    """Codes are explained without any corpus: who asks for one may have a faulty one."""
    fonds: Fonds | None = None
    notices: list[Notice] = []
    try:
        for nom in noms:
            ident = du_code(nom)
            if ident is not None:
                notices.append(code(ident))
                continue
            fonds = fonds or _fonds(corpus)
            notices.extend(notice(fonds, found) for found in trouver(fonds, nom))
    except InconnuError as error:
        raise click.UsageError(str(error), context) from None
    return notices


def _rendre(notices: Sequence[Notice], sortie: str, support: Support, *, verbeux: bool) -> None:
    if sortie == TEXTE:
        texte.rendre(notices, support, verbeux=verbeux).imprimer()
    elif sortie == MARKDOWN:
        # Read by programs, as JSON is, which all expect UTF-8.
        flux.ecrire_octets(markdown.rendre(notices).encode())
    else:
        flux.ecrire_octets(donnees.octets(notices))


def _titres(sorte: Sorte, corpus: Path | None) -> Iterator[tuple[str, str]]:
    if sorte is Sorte.CODE:
        yield from ((ident, gabarit(entry.message)) for ident, entry in CATALOGUE.items())
        return
    fonds = _fonds(corpus)
    for ident in idents(fonds, sorte):
        yield ident, notice(fonds, Nom(sorte, ident)).titre


def _ecrire(dossier: Path, sortie: str | None, corpus: Path | None, context: click.Context) -> int:
    if sortie not in (None, MARKDOWN):
        raise click.UsageError(f"«\u00a0--dossier\u00a0» écrit du Markdown, pas «\u00a0{sortie}\u00a0»", context)
    pages = reference(_fonds(corpus))
    ecrites, inchangees = ecrire_tout(dossier, pages)
    retirees = retirer(dossier, perimees(dossier, pages))
    dites = [compte(ecrites, "écrite"), compte(inchangees, "inchangée")]
    if retirees:
        dites.append(compte(retirees, "retirée"))
    flux.dire(f"{display_name(dossier)}\u00a0: {', '.join(dites)}")
    return Sortie.POSITIVE
