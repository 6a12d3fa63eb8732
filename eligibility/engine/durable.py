"""durable-rules decides: its Rete network fires the rules, its facts chain their conclusions.

The only module that imports ``durable_rules_engine``, the C part of durable-rules; ``durable.engine`` is never used
(threads, swallowed exceptions, 40 ms of import). What the C part can be given without hanging, crashing or answering
wrong is in ``clauses``; how it is driven is here: one session kept for each ruleset, a project asserted as one flat
fact, the agenda drained, the fact retracted before anything else. A session is deleted only after an action ran in it.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from threading import Lock
from types import ModuleType

from eligibility.corpus.model import Corpus
from eligibility.engine.clauses import CHEMINS_MAX, Clause, Programme, ecrire, emballer
from eligibility.engine.derivation import Derives, Strates, gardes
from eligibility.engine.ecriture import Ecriture
from eligibility.engine.index import Index, Lecture
from eligibility.engine.lowering import Abaissement, Codes
from eligibility.engine.masques import bits, masque
from eligibility.engine.noms import Noms
from eligibility.engine.protocol import Conclusion, EngineError, Lectures
from eligibility.language.facts import Facts, FactValue

UNITES_MAX = 1500
"""Rules kept compiled; beyond, the one used longest ago is freed."""

# durable-rules' return codes; 2 (already observed) and 3 (deferred) never happen to a fact that is always retracted.
TRAITE, SANS_SUITE = 0, 1

_FIN = '"kind":"p","id":"p"}'
_RETRAIT = '{"kind":"p","id":"p"}'
_AMORCE = '{"kind":"a","id":"p"}'


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
        for dossier in sorted(Path(module.__file__).parent.glob("durable_rules-*.dist-info")):
            return dossier.name.removeprefix("durable_rules-").removesuffix(".dist-info")
    return "?"


class _PanneError(Exception):
    """The C module answered something else than expected: its ruleset is no longer trusted."""


class _Modele:
    """A ruleset to compile: its clauses, its JSON text, and what writes the properties it tests."""

    __slots__ = ("ecriture", "paquet", "texte")

    def __init__(self, paquet: Sequence[Clause], noms: Noms, codes: Codes) -> None:
        self.paquet = paquet
        proprietes = dict.fromkeys(atome.propriete for clause in paquet for atome in clause.atomes())
        self.ecriture = Ecriture(proprietes, noms, codes)
        self.texte = ecrire(paquet, noms)


class _Jeu:
    """One compiled ruleset and its session."""

    __slots__ = ("_amorce", "_carburant", "_module", "_poignee", "modele")

    def __init__(self, module: ModuleType, modele: _Modele) -> None:
        self.modele = modele
        self._module = module
        self._carburant = CHEMINS_MAX * len(modele.paquet)
        self._poignee = 0
        self._amorce = False
        self._creer()

    def _creer(self) -> None:
        self._poignee = self._module.create_ruleset("r", self.modele.texte)
        self._amorce = False
        if self._tirer(_AMORCE) != {"a"}:
            raise _PanneError("amorçage")
        self._amorce = True

    def tirer(self, fragments: str) -> list[Clause]:
        """The clauses that fire on the fact made of ``fragments``. A first failure rebuilds the ruleset.

        Raises _PanneError on a second failure.
        """
        corps = "{" + fragments + _FIN
        try:
            tirees = self._tirer(corps)
        except (_PanneError, MemoryError, self._module.error):
            try:
                self._creer()
                tirees = self._tirer(corps)
            except (MemoryError, self._module.error) as encore:
                raise _PanneError(str(encore)) from encore
        return [self.modele.paquet[int(nom)] for nom in tirees]

    def _tirer(self, corps: str) -> set[str]:
        module, poignee = self._module, self._poignee
        code, etat = module.assert_fact(poignee, corps)
        if code == SANS_SUITE:  # nothing matched, nothing was stored
            return set()
        if code != TRAITE:
            raise _PanneError(f"assert_fact : code {code}")
        depart = module.start_action_for_state(poignee, etat)
        message = depart[1] if depart else None
        tirees = set()
        carburant = self._carburant
        while message is not None:
            tirees.add(message[2 : message.index('"', 2)])  # {"3":{"m":…}}: a rule may fire once a path
            if carburant < 0:
                raise _PanneError("agenda sans fin")
            carburant -= 1
            message = module.complete_and_start_action(poignee, etat)
        code, _ = module.retract_fact(poignee, _RETRAIT)
        if code not in (TRAITE, SANS_SUITE) or not tirees:
            raise _PanneError(f"retract_fact : code {code}")
        return tirees

    def fermer(self) -> None:
        """Free the ruleset, unless no action ran in its session: deleting that one would crash the process."""
        if self._amorce:
            self._module.delete_state(self._poignee, None)
            self._module.delete_ruleset(self._poignee)


Etages = list[list[_Jeu]]


class DurableEngine:
    """``index`` given: only the rules it cannot rule out are compiled, each alone, and asserted; else all are, in
    rulesets as large as their bounds allow. Either way the answer is the same.

    Raises EngineError when durable-rules cannot be imported.
    """

    def __init__(self, corpus: Corpus, index: Index | None = None, strates: Strates | None = None) -> None:
        module = _importer()
        if isinstance(module, str):
            raise EngineError(f"durable-rules ne peut pas être chargé : {module}")
        self._module = module
        self._index = index
        self.strates = strates or Strates(corpus)
        self._codes = Codes()
        self._abaissement = Abaissement(self._codes)
        self._noms = Noms()
        self._modeles: dict[int, list[list[_Modele]]] = {}
        self._unites: dict[int, Etages] = {}
        self._verrou = Lock()
        self._menage = weakref.finalize(self, _fermer, self._unites)
        self._menage.atexit = False

    @property
    def nom(self) -> str:
        return f"durable-rules {version()}"

    def fermer(self) -> None:
        """Free every ruleset now rather than with the engine."""
        with self._verrou:
            _fermer(self._unites)

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
            return self._avec_index(lecture or self._index.lire(facts, jour, lectures), derives)

    def _avec_index(self, lecture: Lecture, derives: Derives) -> int:
        vraies, a_nier = 0, self.strates.a_nier
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
            douteuses, fausses = lecture.refutees(derives.facts, strate)
            actives = strate & lecture.actives
            ici = 0
            for rang in bits(actives & ~douteuses):
                if self._tire(rang, True, derives.facts):
                    ici |= 1 << rang
            # A later rule tests that these conclude nothing: each is known not to fire, or stays open.
            ouvertes = 0
            for rang in bits(actives & a_nier & ~fausses & ~ici):
                if not self._tire(rang, False, derives.facts):
                    ouvertes |= 1 << rang
            derives.conclure(ici, ouvertes)
            vraies |= ici
        return vraies

    def _tire(self, rang: int, positif: bool, facts: dict[str, FactValue]) -> bool:
        """Does durable-rules fire the rule (or its negation)?"""
        sortie = rang if positif else ~rang
        etages = self._unites.pop(sortie, None)
        if etages is None:
            if len(self._unites) >= UNITES_MAX:
                _fermer(self._unites, next(iter(self._unites)))
            modeles = self._modeles.get(sortie)
            if modeles is None:
                modeles = [self._modeler(etage) for etage in self._programme(rang, positif).etages]
                self._modeles[sortie] = modeles
            etages = [self._compiler(etage) for etage in modeles]
        self._unites[sortie] = etages  # last = most recently used
        return sortie in self._derouler(etages, facts)

    def _sans_index(self, derives: Derives) -> int:
        vraies, a_nier = 0, self.strates.a_nier
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
            etages = self._unites.get(niveau)
            if etages is None:
                etages = self._unites[niveau] = self._compiler_strate(strate)
            tirees = self._derouler(etages, derives.facts)
            ici = masque((sortie for sortie in tirees if sortie >= 0), len(self.strates.regles))
            niees = masque((~sortie for sortie in tirees if sortie < 0), len(self.strates.regles))
            derives.conclure(ici, strate & a_nier & ~ici & ~niees)
            vraies |= ici
        return vraies

    def _compiler_strate(self, strate: int) -> Etages:
        programmes = [self._programme(rang, True) for rang in bits(strate)]
        programmes += [self._programme(rang, False) for rang in bits(strate & self.strates.a_nier)]
        par_etage = zip_longest(*(programme.etages for programme in programmes), fillvalue=())
        return [self._compiler(self._modeler(chain.from_iterable(etages))) for etages in par_etage]

    def _programme(self, rang: int, positif: bool) -> Programme:
        rule = self.strates.regles[rang]
        noeud = self._abaissement.regle(rule, positif)
        return Programme(
            rang if positif else ~rang, noeud, f"{rang}{'+' if positif else '-'}", filtre=self._index is not None
        )

    def _modeler(self, clauses: Iterable[Clause]) -> list[_Modele]:
        return [_Modele(paquet, self._noms, self._codes) for paquet in emballer(clauses)]

    def _compiler(self, modeles: list[_Modele]) -> list[_Jeu]:
        jeux = []
        for modele in modeles:
            try:
                jeux.append(_Jeu(self._module, modele))
            except (_PanneError, MemoryError, self._module.error) as panne:
                raise self._echec(modele.paquet, panne) from panne
        return jeux

    def _derouler(self, etages: Etages, facts: dict[str, FactValue]) -> set[int]:
        """Outcomes that fire, round after round."""
        sorties = set()
        for etage in etages:
            for jeu in etage:
                try:
                    tirees = jeu.tirer(jeu.modele.ecriture(facts))
                except _PanneError as panne:
                    raise self._echec(jeu.modele.paquet, panne) from panne
                for clause in tirees:
                    if clause.relais is None:
                        sorties.add(clause.sortie)
                    else:
                        facts[clause.relais.nom] = True
        return sorties

    def _echec(self, paquet: Sequence[Clause], panne: BaseException) -> EngineError:
        rangs = sorted({clause.sortie if clause.sortie >= 0 else ~clause.sortie for clause in paquet})
        regles = ", ".join(f"« {self.strates.regles[rang].id} »" for rang in rangs)
        return EngineError(f"durable-rules a échoué ({panne}) en lisant : {regles}")


def _fermer(unites: dict[int, Etages], *sorties: int) -> None:
    for sortie in sorties or tuple(unites):
        for etage in unites.pop(sortie):
            for jeu in etage:
                jeu.fermer()
