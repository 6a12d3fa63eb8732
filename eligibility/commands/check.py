"""``eligibility check``: options to a verdict to its rendering."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from eligibility.check import check
from eligibility.commands.codes import Sortie, pire
from eligibility.commands.options import corpus_option, format_option, jour_option, ouvrir_ou_sortir
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.loader import read, read_stream
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.protocol import EngineError
from eligibility.language.projet import Projet, read_projet
from eligibility.render import diagnostics as messages
from eligibility.render import donnees, texte
from eligibility.render.page import Support
from eligibility.verdict import ConclusionFinale, Verdict

ENTREE: Final = "<entrée standard>"

_SORTIES: Final = {
    ConclusionFinale.CONTRACTUALISABLE: Sortie.POSITIVE,
    ConclusionFinale.INDETERMINE: Sortie.INDETERMINEE,
}


class Reponse(Struct, frozen=True):
    """What is known of one file: a verdict, or why there is none."""

    fichier: str
    diagnostics: tuple[Diagnostic, ...]
    projet: Projet | None = None
    verdict: Verdict | None = None
    panne: str | None = None

    @property
    def sortie(self) -> Sortie:
        if self.panne:
            return Sortie.INTERNE
        return _SORTIES.get(self.verdict.conclusion, Sortie.NEGATIVE) if self.verdict else Sortie.INVALIDE


@click.command("check", short_help="Vérifie un ou plusieurs projets.")
@click.argument("fichiers", metavar="FICHIER…", nargs=-1, required=True)
@jour_option
@format_option
@click.option("-v", "--verbose", "verbeux", is_flag=True, help="Ajoute les items écartés et la condition qui a manqué.")
@click.option("-q", "--quiet", "discret", is_flag=True, help="Une ligne par projet.")
@corpus_option
@click.option("--sans-durable", is_flag=True, help="Répond avec le seul moteur de référence.")
def commande(
    fichiers: tuple[str, ...],
    jour: date,
    sortie: str,
    verbeux: bool,
    discret: bool,
    corpus: Path | None,
    sans_durable: bool,
) -> int:
    """Dit à quels axes et items chaque projet correspond, qui pilote, et comment le cofinancer.

    FICHIER est une description de projet en YAML ; « - » lit l'entrée standard. La réponse va sur la sortie standard,
    les messages sur la sortie d'erreur.

    \b
    Code de sortie : 0 contractualisable, 1 autre conclusion, 2 fichier invalide,
    3 indéterminé, 70 erreur interne. Avec plusieurs fichiers, le pire l'emporte.
    """
    ouvert = ouvrir_ou_sortir(corpus, sans_durable=sans_durable)
    rendre: Callable[[Reponse], None] = _Texte(ouvert, verbeux, discret)
    answers: list[Verdict | donnees.Invalide] = []
    if sortie == "json":
        rendre = _Donnees(answers)
    sorties = []
    for fichier in fichiers:
        reponse = repondre(fichier, ouvert, jour, complet=verbeux)
        if reponse.diagnostics:
            support = Support.de(sys.stderr)
            messages.rendre(reponse.diagnostics, support).imprimer(sys.stderr)
        if reponse.panne:
            click.echo(f"erreur interne\u00a0: {reponse.fichier}\u00a0: {reponse.panne}", err=True)
        rendre(reponse)
        sorties.append(reponse.sortie)
    if sortie == "json":
        sys.stdout.write(donnees.texte(answers))
    return pire(sorties)


def repondre(fichier: str, ouvert: Ouvert, jour: date, *, complet: bool) -> Reponse:
    """The answer for one file (see ``check.check``); a failure is an answer too: the other files get theirs."""
    name = ENTREE if fichier == "-" else fichier
    document, found = read_stream(name, sys.stdin.buffer) if fichier == "-" else read(Path(fichier), name)
    if document is None:
        return Reponse(name, found)
    projet, more = read_projet(document, ouvert.corpus.vocabulaire)
    diagnostics = tuple(sorted({*found, *more}, key=lambda entry: entry.sort_key))
    if projet is None or any(entry.severity == "erreur" for entry in diagnostics):
        return Reponse(name, diagnostics)
    try:
        verdict = check(projet, ouvert.corpus, jour, ouvert.decideur, complet=complet)
    except EngineError as error:
        return Reponse(name, diagnostics, projet, panne=str(error))
    return Reponse(name, diagnostics, projet, verdict)


class _Texte:
    """Tells each answer as it comes."""

    def __init__(self, ouvert: Ouvert, verbeux: bool, discret: bool) -> None:
        self._ouvert = ouvert
        self._verbeux = verbeux
        self._discret = discret
        self._premier = True

    def __call__(self, reponse: Reponse) -> None:
        support = Support.de(sys.stdout)
        if reponse.verdict is None or reponse.projet is None:
            if self._discret:
                click.echo(f"! {'invalide':<18}{reponse.fichier}")
            return
        if self._discret:
            texte.resume(reponse.verdict, support).imprimer()
            return
        if not self._premier:
            sys.stdout.write("\n")
        self._premier = False
        page = texte.rendre(reponse.verdict, reponse.projet, self._ouvert.corpus, support, verbeux=self._verbeux)
        page.imprimer()


class _Donnees:
    """Keeps each answer for one JSON document."""

    def __init__(self, answers: list[Verdict | donnees.Invalide]) -> None:
        self._answers = answers

    def __call__(self, reponse: Reponse) -> None:
        if reponse.verdict is None:
            self._answers.append(donnees.invalide(reponse.fichier, reponse.diagnostics))
        else:
            self._answers.append(reponse.verdict)
