"""``eligibility test``: cases to differences, coverage and mutants, each to its rendering."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from eligibility.commands.codes import Sortie, pire
from eligibility.commands.options import corpus_option, ouvrir_ou_sortir
from eligibility.corpus.fingerprint import FOLDERS
from eligibility.corpus.locate import find_corpus
from eligibility.documents.files import display_name
from eligibility.engine.ouvrir import Ouvert
from eligibility.render import couverture as rendu_couverture
from eligibility.render import diagnostics as messages
from eligibility.render import essais, flux
from eligibility.render import mutation as rendu_mutation
from eligibility.render.lcov import lcov
from eligibility.render.progression import progression
from eligibility.render.propositions import yaml
from eligibility.render.support import Support
from eligibility.workshop.chemins import CAS, nom
from eligibility.workshop.couverture import couvrir
from eligibility.workshop.mutation import Mutation, muter
from eligibility.workshop.mutation_proposer import Proposeur, Proposition
from eligibility.workshop.seance import Seance, jouer
from eligibility.workshop.surveillance import changements, etat

ATTENTE: Final = 0.5
"""Seconds between two looks at the files."""


class Demande(Struct, frozen=True):
    """What is asked for. ``chemins`` empty: the cases beside the rules."""

    chemins: tuple[Path, ...]
    corpus: Path | None
    motif: str | None
    couverture: bool
    seuil_couverture: float
    lcov: Path | None
    mutation: bool
    regles: str | None
    seuil_mutation: float
    proposer: Path | None

    @property
    def dossier(self) -> Path:
        return Path(find_corpus(self.corpus))

    @property
    def cas(self) -> tuple[Path, ...]:
        return self.chemins or (self.dossier.joinpath(*CAS),)


_POURCENT: Final = click.FloatRange(0, 100)


@click.command("test", short_help="Vérifie les cas.")
@click.argument("chemins", metavar="[CHEMIN]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("-k", "motif", metavar="MOT", help="Ne vérifie que les cas dont le nom ou le fichier contient ce mot.")
@click.option("--couverture", is_flag=True, help="Dit aussi ce que les cas ne montrent pas des règles.")
@click.option(
    "--seuil-couverture",
    type=_POURCENT,
    metavar="POURCENT",
    help="Part à montrer pour que le code de sortie soit 0 [par défaut, avec --couverture : 100].",
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
@click.option(
    "--seuil-mutation",
    type=_POURCENT,
    metavar="POURCENT",
    help="Part des mutants à tuer pour que le code de sortie soit 0 [par défaut : aucune].",
)
@click.option(
    "--proposer",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FICHIER",
    help="Écrit, pour chaque mutant qui survit, le cas qui manque, à relire ; « - » : à l'écran.",
)
@click.option("--watch", "surveiller", is_flag=True, help="Recommence à chaque changement d'un fichier.")
@corpus_option
def commande(
    chemins: tuple[Path, ...],
    motif: str | None,
    couverture: bool,
    seuil_couverture: float | None,
    lcov_: Path | None,
    mutation: bool,
    regles: str | None,
    seuil_mutation: float | None,
    proposer: Path | None,
    surveiller: bool,
    corpus: Path | None,
) -> int:
    """Vérifie que les règles répondent ce que les cas attendent, et dit ce qui diffère.

    CHEMIN est un fichier de cas ou un dossier [par défaut : tests/cas, à côté des règles].

    \b
    Code de sortie : 0 tout est conforme et les seuils sont atteints, 1 des cas diffèrent, n'attendent rien ou n'en
    montrent pas assez, 2 fichier introuvable ou fautif.
    """
    demande = Demande(
        chemins=chemins,
        corpus=corpus,
        motif=motif,
        couverture=couverture or seuil_couverture is not None,
        seuil_couverture=100 if seuil_couverture is None and couverture else seuil_couverture or 0,
        lcov=lcov_,
        mutation=mutation or any(given is not None for given in (regles, seuil_mutation, proposer)),
        regles=regles,
        seuil_mutation=seuil_mutation or 0,
        proposer=proposer,
    )
    return _surveiller(demande) if surveiller else _une_fois(demande)


def _une_fois(demande: Demande) -> Sortie:
    ouvert = ouvrir_ou_sortir(demande.corpus)
    try:
        seance = jouer(demande.cas, ouvert, demande.motif)
        if seance.diagnostics:
            messages.rendre(seance.diagnostics, Support.de(sys.stderr)).imprimer(sys.stderr)
        essais.rendre(seance.essais, Support.de(sys.stdout), motif=demande.motif).imprimer()
        sorties = [Sortie.POSITIVE if seance.conforme and not seance.vide else Sortie.NEGATIVE]
        if seance.fautive:
            sorties.append(Sortie.INVALIDE)
        if demande.couverture or demande.lcov is not None:
            sorties.append(_couverture(demande, ouvert, seance))
        if demande.mutation:
            sorties.append(_mutation(demande, ouvert, seance))
    finally:
        ouvert.decideur.fermer()
    return pire(sorties)


def _couverture(demande: Demande, ouvert: Ouvert, seance: Seance) -> Sortie:
    trouvee = couvrir(ouvert.corpus, seance.essais)
    if demande.lcov is not None:
        _ecrire(demande.lcov, lcov(trouvee, lambda fichier: nom(demande.dossier / fichier)))
    if not demande.couverture:
        return Sortie.POSITIVE
    textes = rendu_couverture.lignes(demande.dossier, trouvee)
    flux.ecrire("\n")
    rendu_couverture.rendre(trouvee, textes, Support.de(sys.stdout)).imprimer()
    return Sortie.POSITIVE if trouvee.taux >= demande.seuil_couverture else Sortie.NEGATIVE


def _mutation(demande: Demande, ouvert: Ouvert, seance: Seance) -> Sortie:
    if seance.fautive or not seance.conforme:
        flux.dire(
            "\nPas de mutants tant que tous les cas ne sont pas conformes\u00a0: corrigez-les d'abord.", sys.stderr
        )
        return Sortie.NEGATIVE
    cas = [essai.cas for essai in seance.essais]
    with progression("Mutants") as avancer:
        trouvee = muter(ouvert.corpus, cas, demande.dossier, motif=demande.regles, avancer=avancer)
    flux.ecrire("\n")
    rendu_mutation.rendre(trouvee, Support.de(sys.stdout)).imprimer()
    if demande.proposer is not None:
        _proposer(demande.proposer, ouvert, trouvee)
    return Sortie.POSITIVE if trouvee.score >= demande.seuil_mutation else Sortie.NEGATIVE


def _proposer(chemin: Path, ouvert: Ouvert, mutation: Mutation) -> None:
    with progression("Cas manquants") as avancer:
        issues = Proposeur(ouvert.corpus, mutation.banc).proposer(mutation.survivants, avancer)
    propositions = [issue for issue in issues if isinstance(issue, Proposition)]
    texte = yaml(propositions)
    if chemin == Path("-"):
        flux.ecrire(f"\n{texte}" if propositions else "")
    elif propositions:
        _ecrire(chemin, texte)
    flux.ecrire("\n")
    essais.propositions(len(propositions), issues.count(None), Support.de(sys.stdout)).imprimer()


def _ecrire(chemin: Path, texte: str) -> None:
    try:
        flux.ecrire_fichier(chemin, texte.encode())
    except flux.EcritureError as error:
        shown = display_name(chemin)
        raise click.ClickException(f"impossible d'écrire «\u00a0{shown}\u00a0»\u00a0: {error}") from None


_ATTENTE: Final = "En attente d'un changement (Ctrl-C pour arrêter)…"


def _surveiller(demande: Demande) -> int:
    """Until Ctrl-C; the exit code of the last run."""
    sortie: int = Sortie.POSITIVE
    regarder = partial(etat, [*(demande.dossier / folder for folder in FOLDERS), *demande.cas])
    depart = regarder()
    try:
        sortie = _en_veille(demande)
        flux.dire(_ATTENTE, sys.stderr)
        for changes in changements(depart, regarder, partial(time.sleep, ATTENTE)):
            flux.dire(f"\n── {', '.join(map(nom, changes[:3]))}{' …' if len(changes) > 3 else ''}\n")
            sortie = _en_veille(demande)
            flux.dire(_ATTENTE, sys.stderr)
    except KeyboardInterrupt:
        flux.dire("")
    return sortie


def _en_veille(demande: Demande) -> int:
    """One run, whose refusals do not end the watch."""
    try:
        sortie: int = _une_fois(demande)
    except click.exceptions.Exit as error:
        sortie = error.exit_code
    except click.ClickException as error:
        flux.dire(f"erreur\u00a0: {error.format_message()}", sys.stderr)
        sortie = Sortie.INVALIDE
    return sortie
