"""Everything that guards a corpus, in one run: it is read once, its cases are run once, and each step uses what the
steps before it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from eligibility.check import check
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.workshop import chemins
from eligibility.workshop.controle.constats import cas_joues, sans_cas
from eligibility.workshop.controle.etapes import CasJoue, Etape, Etat, Nom
from eligibility.workshop.controle.faites import (
    CAS_NON_CONFORMES,
    CORPUS_FAUTIF,
    de_la_couverture,
    de_la_mutation,
    de_la_validation,
    des_cas,
    des_exemples,
    des_produits,
)
from eligibility.workshop.essais.couverture import Couverture, couvrir
from eligibility.workshop.essais.essai import Essai
from eligibility.workshop.essais.seance import essayer_tous
from eligibility.workshop.mutation.campagne import Mutation, muter
from eligibility.workshop.suivi import Avancer
from eligibility.workshop.validation import Examen, examiner

_SANS_PROJET: Final = "aucun projet à côté des règles"
_CAS_FAUTIFS: Final = "un fichier de cas a des erreurs"
_UN_SEUL_MOTEUR: Final = "par le seul moteur de référence"
_SANS_LES_CAS: Final = "elle se mesure sur les cas"


Suivre = Callable[[Nom], AbstractContextManager[Avancer]]
"""Called with each step that begins."""


class Produit(Struct, frozen=True):
    """Files made from a corpus and its cases. ``dossier``: where they are, beside the rules; ``commande``: what makes
    them; ``fabriquer``: their texts, by name; ``restes``: the files that are left there of what is no more, given those
    texts."""

    nom: Nom
    dossier: str
    commande: str
    fabriquer: Callable[[Examen], Mapping[str, str]]
    restes: Callable[[Path, Mapping[str, str]], Sequence[Path]]


class Demande(Struct, frozen=True):
    """``dossier``: the corpus; ``seuil``: of what is told of the files, the least that is a fault; the other thresholds
    in percent; ``ecartees``: steps not wanted; ``jour``: when projects are checked."""

    dossier: Path
    seuil: Severity
    seuil_couverture: float
    seuil_mutation: float
    ecartees: frozenset[Nom]
    produits: tuple[Produit, ...]
    jour: date


class Controle(Struct, frozen=True):
    """``etapes``: every one, in order; ``fichiers``: all that were looked at; ``cas_fautifs``: how many files of cases
    could not be read; ``moteur``: what answered, None when nothing did; the rest as far as it was run."""

    titre: str
    etapes: tuple[Etape, ...]
    fichiers: tuple[str, ...]
    illisible: bool
    cas_fautifs: int
    moteur: str | None
    essais: tuple[Essai, ...]
    joues: tuple[CasJoue, ...]
    couverture: Couverture | None
    mutation: Mutation | None

    @property
    def conforme(self) -> bool:
        return not any(etape.etat is Etat.FAUTIVE for etape in self.etapes)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        found = {diagnostic for etape in self.etapes for diagnostic in etape.diagnostics}
        return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))


def controler(demande: Demande, suivre: Suivre) -> Controle:
    """Raises EngineError when the two engines disagree."""
    return _Controleur(demande, suivre).mener()


class _Controleur:
    def __init__(self, demande: Demande, suivre: Suivre) -> None:
        self._demande = demande
        self._suivre = suivre
        self._etapes: list[Etape] = []
        self._examen: Examen | None = None
        self._ouvert: Ouvert | None = None
        self._essais: tuple[Essai, ...] = ()
        self._joues: tuple[CasJoue, ...] = ()
        self._couverture: Couverture | None = None
        self._mutation: Mutation | None = None

    def mener(self) -> Controle:
        try:
            self._lire()
            self._etape(
                Nom.EXEMPLES, self._exemples, "" if chemins.dossiers_de_projets(self._demande.dossier) else _SANS_PROJET
            )
            self._etape(Nom.CAS, self._cas)
            self._etape(Nom.COUVERTURE, self._couvrir)
            self._etape(Nom.MUTATION, self._muter)
            for produit in self._demande.produits:
                la = (self._demande.dossier / produit.dossier).is_dir()
                absence = "" if la else f"pas de dossier «\u00a0{produit.dossier}\u00a0»"
                self._etape(produit.nom, partial(self._comparer, produit), absence)
        finally:
            if self._ouvert is not None:
                self._ouvert.decideur.fermer()
        bilan = self._lu.bilan
        return Controle(
            titre=self._titre(),
            etapes=tuple(self._etapes),
            fichiers=bilan.fichiers,
            illisible=bilan.illisible,
            cas_fautifs=self._lu.cas_fautifs,
            moteur=None if self._ouvert is None else self._ouvert.decideur.nom,
            essais=self._essais,
            joues=self._joues,
            couverture=self._couverture,
            mutation=self._mutation,
        )

    def _titre(self) -> str:
        """Of the corpus; its folder's name where it cannot be read."""
        corpus = self._lu.corpus
        return chemins.nom(self._demande.dossier) if corpus is None else f"{corpus.titre} ({corpus.version})"

    @property
    def _lu(self) -> Examen:
        assert self._examen is not None, "reading comes first"
        return self._examen

    def _etape(self, nom: Nom, faire: Callable[[Avancer], Etape], absence: str = "") -> None:
        """Run a step, or say why it is not. ``absence``: that there is nothing to run it on, in French."""
        empeche = self._empeche(nom, absence)
        if empeche is not None:
            self._etapes.append(empeche)
            return
        debut = perf_counter()
        with self._suivre(nom) as avancer:
            etape = faire(avancer)
        self._etapes.append(replace(etape, secondes=perf_counter() - debut))

    def _empeche(self, nom: Nom, absence: str) -> Etape | None:
        ecartees = self._demande.ecartees
        if nom in ecartees:
            return Etape(nom, Etat.ECARTEE)
        if absence:
            return Etape(nom, Etat.SANS_OBJET, motif=absence)
        if self._ouvert is None:
            return Etape(nom, Etat.NON_LANCEE, motif=CORPUS_FAUTIF)
        if nom in (Nom.COUVERTURE, Nom.MUTATION):
            if Nom.CAS in ecartees:
                return Etape(nom, Etat.ECARTEE, motif=_SANS_LES_CAS)
            if self._lu.cas_fautifs:
                return Etape(nom, Etat.NON_LANCEE, motif=_CAS_FAUTIFS)
            if not self._essais:
                return Etape(nom, Etat.NON_LANCEE, motif="aucun cas")
        if nom is Nom.MUTATION and any(joue.diagnostics for joue in self._joues):
            return Etape(nom, Etat.NON_LANCEE, motif=CAS_NON_CONFORMES)
        return None

    # -- the steps -------------------------------------------------------------------------------------------

    def _lire(self) -> None:
        """What is written comes first, and cannot be set aside: all else rests on it."""
        demande = self._demande
        debut = perf_counter()
        with self._suivre(Nom.VALIDATION):
            self._examen = examiner(demande.dossier)
            etape = de_la_validation(self._examen.bilan, demande.seuil)
        corpus = self._examen.corpus
        if corpus is not None:
            self._ouvert = Ouvert(corpus, Decideur(corpus))
        self._etapes.append(replace(etape, secondes=perf_counter() - debut))

    def _exemples(self, avancer: Avancer) -> Etape:
        """Each project has an answer, the same from both engines; whether it is written well is told already."""
        ouvert, projets = self._pret, self._lu.projets
        for fait, projet in enumerate(projets, 1):
            check(projet, ouvert.corpus, self._demande.jour, ouvert.decideur)
            avancer(fait, len(projets))
        if not projets and not self._lu.projets_fautifs:
            return Etape(Nom.EXEMPLES, Etat.SANS_OBJET, motif=_SANS_PROJET)
        return des_exemples(len(projets), self._lu.projets_fautifs)

    def _cas(self, avancer: Avancer) -> Etape:
        dossier = self._demande.dossier
        self._essais = essayer_tous(self._lu.cas, self._pret, avancer)
        self._joues = cas_joues(self._essais, dossier)
        manque = () if self._joues or self._lu.cas_fautifs else (sans_cas([dossier.joinpath(*chemins.CAS)], None),)
        etape = des_cas(self._joues, manque)
        if self._lu.cas_fautifs:
            return replace(etape, etat=Etat.FAUTIVE, motif=_CAS_FAUTIFS)
        # Where durable-rules cannot be had, nothing was compared: it is not said to be.
        return etape if self._pret.decideur.durable is not None else replace(etape, motif=_UN_SEUL_MOTEUR)

    def _couvrir(self, _: Avancer) -> Etape:
        self._couverture = couvrir(self._pret.corpus, self._essais)
        return de_la_couverture(self._couverture, self._demande.dossier, self._demande.seuil_couverture)

    def _muter(self, avancer: Avancer) -> Etape:
        dossier = self._demande.dossier
        self._mutation = muter(self._pret.corpus, self._lu.cas, dossier, avancer=avancer)
        return de_la_mutation(self._mutation, dossier, self._demande.seuil_mutation)

    def _comparer(self, produit: Produit, _: Avancer) -> Etape:
        dossier = self._demande.dossier / produit.dossier
        if self._lu.cas_fautifs:
            return Etape(produit.nom, Etat.NON_LANCEE, motif=_CAS_FAUTIFS)
        attendus = produit.fabriquer(self._lu)
        return des_produits(produit.nom, dossier, attendus, produit.restes(dossier, attendus), produit.commande)

    @property
    def _pret(self) -> Ouvert:
        assert self._ouvert is not None, "a step that needs the corpus is run only with one"
        return self._ouvert
