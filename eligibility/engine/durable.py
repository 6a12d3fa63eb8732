"""durable-rules decides: its Rete network fires the rules, its facts chain their conclusions.

The only module that imports ``durable_rules_engine``, the C part of durable-rules; ``durable.engine`` is never used
(threads, swallowed exceptions, 40 ms of import). What the C part can be given without hanging, crashing or answering
wrong is in ``clauses``; how one ruleset is driven, in ``jeu``; here is what is compiled, when, and in which order.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from itertools import chain, zip_longest
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from eligibility.corpus.model import Corpus
from eligibility.corpus.sequence import Regles
from eligibility.engine.derivation import Derives, Strates, gardes
from eligibility.engine.ecrites import Ecrite, Etages, grouper, lire
from eligibility.engine.ecriture import Plume, Redaction
from eligibility.engine.index import Index, Lecture
from eligibility.engine.jeu import Jeu, Modele, PanneError
from eligibility.engine.masques import bits, masque
from eligibility.engine.proprietes import Codes
from eligibility.engine.protocol import Conclusion, EngineError, Lectures
from eligibility.language.facts import Facts

if TYPE_CHECKING:
    from eligibility.engine.compilation import Compilateur

LOTS_MAX = 8
"""Projects decided by lots: up to here, the rules that a project may fire are compiled together, as a command that
checks one file wants; beyond, each on its own, as suits a process that checks many."""

UNITES_MAX = 1500
"""Rules kept compiled."""


@cache
def _importer() -> ModuleType | str:
    """The C module, or why it cannot be imported."""
    drapeaux = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    try:
        if drapeaux is not None and sys.version_info >= (3, 13):
            # The module names a function that Python 3.13 removed and never calls it: bind names when called.
            sys.setdlopenflags(os.RTLD_LAZY)
        import durable_rules_engine
    except ImportError as absent:
        return str(absent)
    finally:
        if drapeaux is not None:
            sys.setdlopenflags(drapeaux)
    module: ModuleType = durable_rules_engine
    return module


def disponible() -> str | None:
    """None when durable-rules can be used, else the reason, as the system words it."""
    trouve = _importer()
    return trouve if isinstance(trouve, str) else None


@cache
def version() -> str:
    """Version of durable-rules, from the name of its metadata folder (``importlib.metadata`` would cost 20 ms)."""
    module = _importer()
    if isinstance(module, ModuleType) and module.__file__:
        for nom in os.listdir(os.path.dirname(module.__file__)):
            if nom.startswith("durable_rules-") and nom.endswith(".dist-info"):
                return nom.removeprefix("durable_rules-").removesuffix(".dist-info")
    return "?"


class DurableEngine:
    """``index`` given: only the rules it cannot rule out are compiled, each alone, and asserted; else all are, in
    rulesets as large as their bounds allow. Either way the answer is the same. ``codes``: those of the clauses kept
    beside each rule, without which they are not used.

    Raises EngineError when durable-rules cannot be imported.
    """

    def __init__(
        self, corpus: Corpus, index: Index | None = None, strates: Strates | None = None, codes: Codes | None = None
    ) -> None:
        module = _importer()
        if isinstance(module, str):
            raise EngineError(f"durable-rules ne peut pas être chargé : {module}")
        self._module = module
        self._index = index
        self.strates = strates or Strates(corpus)
        self._gardees = corpus.regles if codes is not None and isinstance(corpus.regles, Regles) else None
        self._codes = codes or Codes()
        self._plume = Plume(self._codes)
        self._modeles: dict[int, list[Modele]] = {}
        self._unites: dict[int, list[Jeu]] = {}
        """Rulesets of each outcome (index) or stratum (no index), round after round."""
        self._lots: dict[int, list[Jeu]] = {}
        """By outcome, the rulesets it was compiled in with others."""
        self._projets = 0
        self._dernier: Facts | None = None
        self._verrou = Lock()
        self._menage = weakref.finalize(self, _tout_fermer, self._unites, self._lots)
        self._menage.atexit = False

    @property
    def nom(self) -> str:
        return f"durable-rules {version()}"

    def fermer(self) -> None:
        """Free every ruleset now rather than with the engine."""
        with self._verrou:
            _tout_fermer(self._unites, self._lots)

    def conclusions(self, facts: Facts, jour: date, lectures: Lectures) -> frozenset[Conclusion]:
        vraies = self.vraies(facts, jour, self.strates.lectures(lectures))
        return frozenset(self.strates.conclusion(rang) for rang in bits(vraies))

    def vraies(self, facts: Facts, jour: date, lectures: Lectures, lecture: Lecture | None = None) -> int:
        """Rules known to fire, as bits. ``lectures`` names the reading of every interpretation; ``lecture``: what the
        index reads of the project, where the caller has it already."""
        derives = Derives(self.strates, facts, gardes(jour, lectures))
        with self._verrou:
            if self._index is None:
                return self._sans_index(derives)
            if facts is not self._dernier:
                self._dernier = facts
                self._projets += 1
                if self._projets > LOTS_MAX:
                    _fermer_lots(self._lots)
            return self._avec_index(lecture or self._index.lire(facts, jour, lectures), derives)

    def _avec_index(self, lecture: Lecture, derives: Derives) -> int:
        vraies, a_nier = 0, self.strates.a_nier
        projet = Redaction(self._plume, derives.facts)
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
            douteuses, fausses = lecture.refutees(derives.facts, strate)
            actives = strate & lecture.actives
            ici = self._tirees(actives & ~douteuses, True, projet)
            # A later rule tests that these conclude nothing: each is known not to fire, or stays open.
            a_dementir = actives & a_nier & ~fausses & ~ici
            ouvertes = a_dementir & ~self._tirees(a_dementir, False, projet) if a_dementir else 0
            derives.conclure(ici, ouvertes)
            vraies |= ici
        return vraies

    def _tirees(self, rangs: int, positif: bool, projet: Redaction) -> int:
        """Of these rules, those that durable-rules fires (or whose negation it fires)."""
        if self._projets <= LOTS_MAX:
            try:
                return self._par_lots(bits(rangs), positif, projet)
            except EngineError:
                # Rule by rule from now on: the failing one is then named alone, or was the lot's own trouble.
                self._projets = LOTS_MAX + 1
                _fermer_lots(self._lots)
        tirees = 0
        for rang in bits(rangs):
            if self._tire(rang, positif, projet):
                tirees |= 1 << rang
        return tirees

    def _par_lots(self, rangs: list[int], positif: bool, projet: Redaction) -> int:
        sorties = rangs if positif else [~rang for rang in rangs]
        nouvelles = [sortie for sortie in sorties if sortie not in self._lots]
        if nouvelles:
            par_etage = zip_longest(*map(self._etages, nouvelles), fillvalue=())
            paquets = [paquet for etage in par_etage for paquet in grouper(chain.from_iterable(etage))]
            self._lots.update(dict.fromkeys(nouvelles, self._compiler(self._modeler(paquets), projet)))
        lots = {id(lot): lot for sortie in sorties for lot in (self._lots[sortie],)}
        tirees = {sortie for lot in lots.values() for sortie in self._derouler(lot, projet)}
        return masque(
            (rang for rang, sortie in zip(rangs, sorties, strict=True) if sortie in tirees), len(self.strates.regles)
        )

    def _etages(self, sortie: int) -> Etages:
        """The clauses of an outcome: those kept beside its rule, else compiled."""
        positif = sortie >= 0
        rang = sortie if positif else ~sortie
        if self._gardees is not None and (annexe := self._gardees.annexe(rang)) and (sorties := lire(annexe)):
            etages = sorties.positif if positif else sorties.negatif
            if etages is not None:
                return etages
        return self._compilateur.etages(self.strates.regles[rang], sortie)

    def _tire(self, rang: int, positif: bool, projet: Redaction) -> bool:
        """Does durable-rules fire the rule (or its negation)?"""
        sortie = rang if positif else ~rang
        jeux = self._unites.get(sortie)
        if jeux is None:
            jeux = self._preparer(sortie, projet)
        jeu = None
        try:
            for jeu in jeux:
                for clause in jeu.tirer(projet):
                    if clause.relais is None:
                        return True
                    projet.facts[clause.relais] = True
        except PanneError as panne:
            raise self._echec(jeu, panne) from panne
        return False

    def _preparer(self, sortie: int, projet: Redaction) -> list[Jeu]:
        """Compile one outcome; beyond ``UNITES_MAX``, the one compiled longest ago is freed."""
        if len(self._unites) >= UNITES_MAX:
            _fermer(self._unites, next(iter(self._unites)))
        modeles = self._modeles.get(sortie)
        if modeles is None:
            rule = self.strates.regles[sortie if sortie >= 0 else ~sortie]
            modeles = self._modeles[sortie] = self._modeler(self._compilateur.a_part(rule, sortie))
        jeux = self._unites[sortie] = self._compiler(modeles, projet)
        return jeux

    def _sans_index(self, derives: Derives) -> int:
        vraies, a_nier = 0, self.strates.a_nier
        projet = Redaction(self._plume, derives.facts)
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
            jeux = self._unites.get(niveau)
            if jeux is None:
                jeux = self._unites[niveau] = self._compiler_strate(strate, projet)
            tirees = self._derouler(jeux, projet)
            ici = masque((sortie for sortie in tirees if sortie >= 0), len(self.strates.regles))
            niees = masque((~sortie for sortie in tirees if sortie < 0), len(self.strates.regles))
            derives.conclure(ici, strate & a_nier & ~ici & ~niees)
            vraies |= ici
        return vraies

    def _compiler_strate(self, strate: int, projet: Redaction) -> list[Jeu]:
        rangs, nies = bits(strate), bits(strate & self.strates.a_nier)
        regles = self.strates.regles
        sorties = [(regles[rang], rang) for rang in rangs] + [(regles[rang], ~rang) for rang in nies]
        return self._compiler(self._modeler(self._compilateur.ensemble(sorties)), projet)

    @cached_property
    def _compilateur(self) -> Compilateur:
        from eligibility.engine.compilation import Compilateur

        return Compilateur(self._codes)

    def _modeler(self, paquets: Iterable[list[Ecrite]]) -> list[Modele]:
        return [Modele(paquet, self._plume) for paquet in paquets]

    def _compiler(self, modeles: list[Modele], projet: Redaction) -> list[Jeu]:
        """``projet``: the one being decided; what was written of it may have a code since."""
        projet.oublier()
        jeux = []
        for modele in modeles:
            try:
                jeux.append(Jeu(self._module, modele))
            except (PanneError, MemoryError, self._module.error) as panne:
                raise self._echec(modele, panne) from panne
        return jeux

    def _derouler(self, jeux: list[Jeu], projet: Redaction) -> set[int]:
        """Outcomes that fire."""
        sorties = set()
        jeu = None
        try:
            for jeu in jeux:
                for clause in jeu.tirer(projet):
                    if clause.relais is None:
                        sorties.add(clause.sortie)
                    else:
                        projet.facts[clause.relais] = True
        except PanneError as panne:
            raise self._echec(jeu, panne) from panne
        return sorties

    def _echec(self, cause: Jeu | Modele | None, panne: BaseException) -> EngineError:
        paquet = cause.paquet if cause else ()
        rangs = sorted({clause.sortie if clause.sortie >= 0 else ~clause.sortie for clause in paquet})
        regles = ", ".join(f"« {self.strates.regles[rang].id} »" for rang in rangs)
        return EngineError(f"durable-rules a échoué ({panne}) en lisant : {regles}")


def _fermer(unites: dict[int, list[Jeu]], *sorties: int) -> None:
    for sortie in sorties or tuple(unites):
        for jeu in unites.pop(sortie):
            jeu.fermer()


def _fermer_lots(lots: dict[int, list[Jeu]]) -> None:
    """Each ruleset once: a lot stands under each of its outcomes."""
    for lot in {id(lot): lot for lot in lots.values()}.values():
        for jeu in lot:
            jeu.fermer()
    lots.clear()


def _tout_fermer(unites: dict[int, list[Jeu]], lots: dict[int, list[Jeu]]) -> None:
    _fermer(unites)
    _fermer_lots(lots)
