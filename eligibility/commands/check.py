"""``eligibility check``: options to a verdict to its rendering."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from typing import BinaryIO, Final

import click
from msgspec import Struct

from eligibility.check import check
from eligibility.commands.codes import Sortie, pire
from eligibility.commands.options import corpus_option, format_option, jour_option, ouvrir_ou_sortir
from eligibility.commands.pannes import SIGNALER
from eligibility.corpus.model import Corpus
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.files import Chemin
from eligibility.documents.loader import read, read_stream
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.protocol import EngineError
from eligibility.language.projet import Projet, read_projet
from eligibility.render import diagnostics, donnees, flux, texte
from eligibility.render.support import Support
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
@click.option(
    "-v",
    "--verbose",
    "verbeux",
    is_flag=True,
    help="Ajoute les items écartés, la condition qui a manqué, et comment chaque mot a été lu.",
)
@click.option("-q", "--quiet", "discret", is_flag=True, help="Une ligne par projet.")
@corpus_option
@click.option("--sans-durable", is_flag=True, help="Répond avec le seul moteur de référence.")
def commande(
    fichiers: tuple[str, ...],
    jour: date,
    sortie: str,
    verbeux: bool,
    discret: bool,
    corpus: Chemin | None,
    sans_durable: bool,
) -> int:
    """Dit à quels axes et items chaque projet correspond, qui pilote, et comment le cofinancer.

    FICHIER est une description de projet en YAML ; « - » lit l'entrée standard. La réponse va sur la sortie standard,
    les messages sur la sortie d'erreur.

    Code de sortie : 0 contractualisable, 1 autre conclusion, 2 fichier invalide,
    3 indéterminé, 70 erreur interne. Avec plusieurs fichiers, le pire l'emporte.
    """
    if fichiers.count("-") > 1:
        raise click.UsageError("«\u00a0-\u00a0» est donné deux fois\u00a0: l'entrée standard ne se lit qu'une fois")
    ouvert = ouvrir_ou_sortir(corpus, sans_durable=sans_durable)
    dire = _Donnees() if sortie == "json" else _Texte(ouvert.corpus, verbeux, discret)
    messages = _Messages(discret, verbeux)
    sorties = []
    for fichier in fichiers:
        reponse = repondre(fichier, ouvert, jour, complet=verbeux)
        messages(reponse)
        dire(reponse)
        sorties.append(reponse.sortie)
    messages.fin()
    dire.fin()
    return pire(sorties)


def repondre(fichier: str, ouvert: Ouvert, jour: date, *, complet: bool) -> Reponse:
    """The answer for one file (see ``check.check``); a failure is an answer too: the other files get theirs."""
    name = ENTREE if fichier == "-" else _nom(fichier)
    document, found = read_stream(name, _entree()) if fichier == "-" else read(fichier or os.curdir, name)
    if document is None:
        return Reponse(name, found)
    projet, more = read_projet(document, ouvert.corpus.vocabulaire)
    findings = tuple(sorted({*found, *more}, key=lambda entry: entry.sort_key))
    if projet is None or any(entry.severity is Severity.ERREUR for entry in findings):
        return Reponse(name, findings)
    try:
        verdict = check(projet, ouvert.corpus, jour, ouvert.decideur, complet=complet)
    except EngineError as error:
        return Reponse(name, findings, projet, panne=str(error))
    except Exception as error:
        if os.environ.get("ELIGIBILITY_DEBUG"):
            raise
        return Reponse(name, findings, projet, panne=f"{type(error).__name__}\u00a0: {error}")
    return Reponse(name, findings, projet, verdict)


def _nom(fichier: str) -> str:
    """The file as it was asked for, fit to be printed: a name that is no UTF-8 loses its odd bytes."""
    return os.fsencode(fichier).decode("utf-8", "replace") or "."


def _entree() -> BinaryIO:
    """The standard input, empty when it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else io.BytesIO()


class _Messages:
    """Tells on the error stream what was found in each file, and what failed. How words were read is told one by one
    to who wants everything, not at all to who wants a line."""

    def __init__(self, discret: bool, verbeux: bool) -> None:
        self._discret = discret
        self._verbeux = verbeux
        self._premier = True
        self._trouves: list[Diagnostic] = []

    def __call__(self, reponse: Reponse) -> None:
        found = [entry for entry in reponse.diagnostics if not (self._discret and diagnostics.est_lecture(entry))]
        if not found and not reponse.panne:
            return
        self._trouves.extend(found)
        if not self._premier:
            flux.ecrire("\n", sys.stderr)
        self._premier = False
        if found:
            page = diagnostics.rendre(found, Support.de(sys.stderr), resumees=not self._verbeux)
            page.imprimer(sys.stderr)
        if reponse.panne:
            flux.dire(f"erreur interne\u00a0: {reponse.fichier}\u00a0: {reponse.panne}\n{SIGNALER}", sys.stderr)

    def fin(self) -> None:
        """Where to learn more, once for all files."""
        if suite := diagnostics.suite(self._trouves, Support.de(sys.stderr)):
            flux.ecrire("\n", sys.stderr)
            suite.imprimer(sys.stderr)


class _Texte:
    """Tells each answer as it comes."""

    def __init__(self, corpus: Corpus, verbeux: bool, discret: bool) -> None:
        self._corpus = corpus
        self._verbeux = verbeux
        self._discret = discret
        self._premier = True

    def __call__(self, reponse: Reponse) -> None:
        support = Support.de(sys.stdout)
        if reponse.verdict is None or reponse.projet is None:
            if self._discret:
                mot = "erreur interne" if reponse.panne else "invalide"
                texte.sans_reponse(mot, reponse.fichier, support).imprimer()
            return
        if self._discret:
            texte.resume(reponse.verdict, support).imprimer()
            return
        if not self._premier:
            flux.ecrire("\n")
        self._premier = False
        texte.rendre(reponse.verdict, reponse.projet, self._corpus, support, verbeux=self._verbeux).imprimer()

    def fin(self) -> None:
        """Everything is said already."""


class _Donnees:
    """Keeps each answer for one JSON document."""

    def __init__(self) -> None:
        self._answers: list[donnees.Reponse] = []

    def __call__(self, reponse: Reponse) -> None:
        if reponse.verdict is not None:
            self._answers.append(reponse.verdict)
        elif reponse.panne:
            self._answers.append(donnees.panne(reponse.fichier, reponse.panne))
        else:
            self._answers.append(donnees.invalide(reponse.fichier, reponse.diagnostics))

    def fin(self) -> None:
        flux.ecrire_octets(donnees.octets(self._answers))
