"""One run of the cases as it is asked for: told as it goes, or once and for all in the form that a program reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click
from msgspec import Struct
from msgspec.structs import replace

from eligibility import __version__
from eligibility.commands.codes import Sortie, pire
from eligibility.commands.dossiers import ecrire
from eligibility.commands.options import sortir_du_fautif
from eligibility.commands.rapporter import en_texte, rapporter
from eligibility.corpus.model import Corpus
from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.engine.ouvrir import Ouvert, ouvrir
from eligibility.render import couverture as rendu_couverture
from eligibility.render import diagnostics as messages
from eligibility.render import essais, flux
from eligibility.render import mutation as rendu_mutation
from eligibility.render.lcov import lcov
from eligibility.render.page import Page
from eligibility.render.progression import progression
from eligibility.render.propositions import yaml
from eligibility.render.rapports.rapport import Rapport
from eligibility.render.support import Support
from eligibility.workshop.chemins import CAS, nom
from eligibility.workshop.controle.constats import cas_joues, sans_cas
from eligibility.workshop.controle.etapes import CasJoue, Etape, Etat, Nom
from eligibility.workshop.controle.faites import (
    CAS_NON_CONFORMES,
    CORPUS_FAUTIF,
    de_la_couverture,
    de_la_mutation,
    des_cas,
)
from eligibility.workshop.essais.couverture import couvrir
from eligibility.workshop.essais.seance import Seance, jouer
from eligibility.workshop.mutation.campagne import Mutation, choisies, muter
from eligibility.workshop.mutation.proposer import Proposeur, Proposition

_NOM: Final = "test"
ECRAN: Final = Path("-")
"""Where what is proposed goes when it is to be read at once."""


class Demande(Struct, frozen=True):
    """What is asked for. ``dossier``: the corpus; ``chemins`` empty: the cases beside its rules."""

    chemins: tuple[Path, ...]
    dossier: Path
    motif: str | None
    couverture: bool
    seuil_couverture: float
    lcov: Path | None
    mutation: bool
    regles: str | None
    seuil_mutation: float
    proposer: Path | None
    sortie: str | None

    @property
    def cas(self) -> tuple[Path, ...]:
        return self.chemins or (self.dossier.joinpath(*CAS),)

    @property
    def sans_dossier(self) -> bool:
        """Whether the cases are to be found beside rules that have none yet."""
        return not self.chemins and not self.dossier.joinpath(*CAS).is_dir()


def passer(demande: Demande) -> Sortie:
    ouvert, found = ouvrir(demande.dossier)
    if ouvert is None:
        return _sans_corpus(demande, found)
    try:
        if demande.regles is not None:
            _exiger_des_regles(demande.regles, ouvert.corpus)
        return _Passage(demande, ouvert).faire()
    finally:
        ouvert.decideur.fermer()


def _exiger_des_regles(mot: str, corpus: Corpus) -> None:
    """No rule spoilt is none that survives: a word that chooses no rule must not be a success."""
    if choisies(corpus, mot):
        return
    idents = {rule.id for rule in corpus.regles}
    mots = {part for ident in idents for part in (ident, *ident.split("/"), *re.split("[/-]", ident))}
    suite = vouliez_vous(nearest(mot, mots)) or "«\u00a0eligibility explain --liste regle\u00a0» donne leurs noms"
    raise click.UsageError(f"aucune règle n'a «\u00a0{clip(mot)}\u00a0» dans son identifiant\u00a0; {suite}")


def _sans_corpus(demande: Demande, found: Sequence[Diagnostic]) -> Sortie:
    """A program that asked for findings gets them; others are told why there is no answer."""
    nommes = [replace(diagnostic, fichier=nom(demande.dossier / diagnostic.fichier)) for diagnostic in found]
    etape = Etape(Nom.CAS, Etat.NON_LANCEE, motif=CORPUS_FAUTIF)
    rapporter(demande.sortie, lambda: Rapport(nommes, (), __version__, _NOM, (etape,)))
    if en_texte(demande.sortie):
        sortir_du_fautif(found)
    return Sortie.INVALIDE


class _Passage:
    """One run. Text is told as it goes, a report once all is done."""

    def __init__(self, demande: Demande, ouvert: Ouvert) -> None:
        self._demande = demande
        self._ouvert = ouvert
        self._texte = en_texte(demande.sortie)
        # Cases proposed on the standard output are a file in the making: the rest must stay out of it.
        self._ecran = demande.proposer == ECRAN
        self._flux = sys.stderr if self._ecran else sys.stdout
        self._etapes: list[Callable[[], Etape]] = []
        """Made only if they are to be reported."""

    def faire(self) -> Sortie:
        demande = self._demande
        seance = jouer(() if demande.sans_dossier else demande.cas, self._ouvert, demande.motif)
        joues = cas_joues(seance.essais, demande.dossier)
        self._etapes.append(partial(self._cas, seance, joues))
        if self._texte:
            if seance.diagnostics:
                messages.rendre(seance.diagnostics, Support.de(sys.stderr)).imprimer(sys.stderr)
            vue = essais.rendre(seance.essais, Support.de(self._flux), motif=demande.motif, fautifs=seance.fautifs)
            vue.imprimer(self._flux)
            if demande.motif is None and (suite := messages.suite(self._manque(seance), Support.de(self._flux))):
                suite.imprimer(self._flux)
        sorties = [Sortie.POSITIVE if seance.conforme and not seance.vide else Sortie.NEGATIVE]
        if seance.fautive:
            sorties.append(Sortie.INVALIDE)
        if demande.couverture or demande.lcov is not None:
            sorties.append(self._couverture(seance))
        if demande.mutation:
            sorties.append(self._mutation(seance))
        if not self._ecran:
            rapporter(demande.sortie, lambda: self._rapport(seance, joues))
        return pire(sorties)

    def _rapport(self, seance: Seance, joues: Sequence[CasJoue]) -> Rapport:
        etapes = [faite() for faite in self._etapes]
        found = {diagnostic for etape in etapes for diagnostic in etape.diagnostics}
        ordonnes = sorted(found, key=lambda diagnostic: diagnostic.sort_key)
        return Rapport(ordonnes, seance.fichiers, __version__, _NOM, etapes, joues)

    def _cas(self, seance: Seance, joues: Sequence[CasJoue]) -> Etape:
        return des_cas(joues, (*seance.diagnostics, *self._manque(seance)))

    def _manque(self, seance: Seance) -> tuple[Diagnostic, ...]:
        """That there is no case, when that is all there is to say."""
        if seance.essais or seance.fautive:
            return ()
        return (sans_cas(self._demande.cas, self._demande.motif),)

    def _couverture(self, seance: Seance) -> Sortie:
        demande = self._demande
        trouvee = couvrir(self._ouvert.corpus, seance.essais)
        if demande.lcov is not None:
            ecrire(demande.lcov, lcov(trouvee, lambda fichier: nom(demande.dossier / fichier)))
        if not demande.couverture:
            return Sortie.POSITIVE
        self._etapes.append(partial(de_la_couverture, trouvee, demande.dossier, demande.seuil_couverture))
        if self._texte:
            textes = rendu_couverture.lignes(demande.dossier, trouvee)
            self._a_la_suite(partial(rendu_couverture.rendre, trouvee, textes))
        return Sortie.POSITIVE if trouvee.taux >= demande.seuil_couverture else Sortie.NEGATIVE

    def _mutation(self, seance: Seance) -> Sortie:
        demande = self._demande
        if seance.fautive or not seance.conforme:
            self._etapes.append(lambda: Etape(Nom.MUTATION, Etat.NON_LANCEE, motif=CAS_NON_CONFORMES))
            if self._texte:
                pas_de_mutants = (
                    "\nPas de mutants tant que tous les cas ne sont pas conformes\u00a0: corrigez-les d'abord."
                )
                flux.dire(pas_de_mutants, sys.stderr)
            return Sortie.NEGATIVE
        cas = [essai.cas for essai in seance.essais]
        with progression("Mutants") as avancer:
            trouvee = muter(self._ouvert.corpus, cas, demande.dossier, motif=demande.regles, avancer=avancer)
        self._etapes.append(partial(de_la_mutation, trouvee, demande.dossier, demande.seuil_mutation))
        if self._texte:
            self._a_la_suite(partial(rendu_mutation.rendre, trouvee, seuil=demande.seuil_mutation))
        if demande.proposer is not None:
            self._proposer(demande.proposer, trouvee)
        return Sortie.POSITIVE if trouvee.score >= demande.seuil_mutation else Sortie.NEGATIVE

    def _proposer(self, chemin: Path, mutation: Mutation) -> None:
        with progression("Cas manquants") as avancer:
            issues = Proposeur(self._ouvert.corpus, mutation.banc).proposer(mutation.survivants, avancer)
        propositions = [issue for issue in issues if isinstance(issue, Proposition)]
        if self._texte:
            self._a_la_suite(partial(essais.propositions, len(propositions), issues.count(None)))
        if not propositions:
            return
        if self._ecran:
            flux.ecrire(yaml(propositions))
        else:
            ecrire(chemin, yaml(propositions))

    def _a_la_suite(self, rendre: Callable[[Support], Page]) -> None:
        flux.ecrire("\n", self._flux)
        rendre(Support.de(self._flux)).imprimer(self._flux)
