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
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from threading import Lock
from types import ModuleType

from msgspec import Struct

from eligibility.corpus.model import Corpus
from eligibility.engine.clauses import CHEMINS_MAX, Clause, Programme, ecrire, emballer
from eligibility.engine.derivation import CHAMPS_DERIVES, Derives, Strates, gardes
from eligibility.engine.index import Index, Lecture, bits
from eligibility.engine.lowering import Abaissement, Codes, Lecteur, Propriete, Sens, atomes, lecteur
from eligibility.engine.noms import Noms
from eligibility.engine.protocol import Conclusion, EngineError, Lectures
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator
from eligibility.language.facts import Facts

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
    """A ruleset to compile: its clauses, its JSON text, and the properties it tests."""

    __slots__ = ("noms", "paquet", "texte")

    def __init__(self, paquet: Sequence[Clause], noms: Noms) -> None:
        self.paquet = paquet
        self.noms = tuple(dict.fromkeys(noms(p.nom) for clause in paquet for p in _proprietes(clause)))
        self.texte = ecrire(paquet, noms)


class _Jeu:
    """One compiled ruleset and its session."""

    __slots__ = ("_carburant", "_module", "_poignee", "modele", "noms")

    def __init__(self, module: ModuleType, modele: _Modele) -> None:
        self.modele = modele
        self.noms = modele.noms
        self._module = module
        self._carburant = CHEMINS_MAX * len(modele.paquet)
        self._poignee = 0
        self._creer()

    def _creer(self) -> None:
        self._poignee = self._module.create_ruleset("r", self.modele.texte)
        if self._tirer(_AMORCE) != {"a"}:
            raise _PanneError("amorçage")

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
        """Free the ruleset; an action has run in its session, so that deleting it is safe."""
        self._module.delete_state(self._poignee, None)
        self._module.delete_ruleset(self._poignee)


def _proprietes(clause: Clause) -> Iterator[Propriete]:
    for terme in clause.termes:
        for atome in atomes(terme):
            yield atome.propriete


class _Source(Struct, frozen=True):
    """Where a property's value comes from. ``volatile``: a code that is 0 now may be given later."""

    lire: Lecteur
    volatile: bool
    derive: bool

    @staticmethod
    def de(propriete: Propriete, codes: Codes) -> _Source:
        if propriete.sens is Sens.RELAIS:
            return _Source(_jamais_lu, volatile=False, derive=False)
        return _Source(
            lecteur(propriete, codes),
            volatile=propriete.sens is Sens.VALEUR,
            derive=propriete.champ in CHAMPS_DERIVES,
        )


def _jamais_lu(facts: Facts) -> None:  # noqa: ARG001 - a relay is in no project: an earlier round sets it
    return None


class _Fait(dict[str, str]):
    """A project as pieces of JSON, by property name: « "objets:logement":1, », or nothing for what is unknown."""

    def __init__(self, sources: dict[str, _Source], facts: Facts) -> None:
        self._sources = sources
        self._facts = facts
        self._derives: list[str] = []

    def __missing__(self, nom: str) -> str:
        source = self._sources[nom]
        valeur = source.lire(self._facts)
        if valeur is None:
            fragment = ""
        else:
            fragment = f'"{nom}":{valeur},'
            if valeur == 0 and source.volatile:
                return fragment  # a rule still to be compiled may give this value a code: read again next time
        if source.derive:
            self._derives.append(nom)
        self[nom] = fragment
        return fragment

    def oublier_derives(self) -> None:
        """The derived sets have changed."""
        for nom in self._derives:
            del self[nom]
        self._derives.clear()

    def relayer(self, nom: str) -> None:
        self[nom] = f'"{nom}":1,'


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
        self._sources: dict[str, _Source] = {}
        self._modeles: dict[int, list[list[_Modele]]] = {}
        self._unites: dict[int, Etages] = {}
        self._a_nier: int | None = None
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
        derives = Derives(self.strates, facts)
        derives.facts.update(gardes(jour, lectures))
        fait = _Fait(self._sources, derives.facts)
        with self._verrou:
            if self._index is None:
                return self._sans_index(derives, fait)
            return self._avec_index(lecture or self._index.lire(facts, jour, lectures), derives, fait)

    def _avec_index(self, lecture: Lecture, derives: Derives, fait: _Fait) -> int:
        vraies, actives = 0, lecture.actives
        for niveau, strate in enumerate(self.strates.masques):
            if niveau:
                derives.poser()
                fait.oublier_derives()
            douteuses, fausses = lecture.refutees(derives.facts, strate)
            for rang in bits(strate & actives & ~douteuses):
                if self._tire(rang, True, fait):
                    vraies |= 1 << rang
                    derives.conclure(rang)
            # A later rule tests that these conclude nothing: each is known not to fire, or stays open.
            for rang in bits(strate & actives & self.a_nier & ~fausses & ~vraies):
                if not self._tire(rang, False, fait):
                    derives.reserver(rang)
        return vraies

    def _tire(self, rang: int, positif: bool, fait: _Fait) -> bool:
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
        return sortie in self._derouler(etages, fait)

    def _sans_index(self, derives: Derives, fait: _Fait) -> int:
        vraies = 0
        for niveau, strate in enumerate(self.strates.rangs):
            if niveau:
                derives.poser()
                fait.oublier_derives()
            etages = self._unites.get(niveau)
            if etages is None:
                etages = self._unites[niveau] = self._compiler_strate(strate)
            tirees = self._derouler(etages, fait)
            for rang in strate:
                if rang in tirees:
                    vraies |= 1 << rang
                    derives.conclure(rang)
                elif self.a_nier >> rang & 1 and ~rang not in tirees:
                    derives.reserver(rang)
        return vraies

    def _compiler_strate(self, strate: tuple[int, ...]) -> Etages:
        programmes = [self._programme(rang, True) for rang in strate]
        programmes += [self._programme(rang, False) for rang in strate if self.a_nier >> rang & 1]
        par_etage = zip_longest(*(programme.etages for programme in programmes), fillvalue=())
        return [self._compiler(self._modeler(chain.from_iterable(etages))) for etages in par_etage]

    def _programme(self, rang: int, positif: bool) -> Programme:
        rule = self.strates.regles[rang]
        noeud = self._abaissement.regle(rule, positif)
        return Programme(rang if positif else ~rang, noeud, f"{rang}{'+' if positif else '-'}")

    def _modeler(self, clauses: Iterable[Clause]) -> list[_Modele]:
        modeles = []
        for paquet in emballer(clauses):
            for propriete in chain.from_iterable(map(_proprietes, paquet)):
                nom = self._noms(propriete.nom)
                if nom not in self._sources:
                    self._sources[nom] = _Source.de(propriete, self._codes)
            modeles.append(_Modele(paquet, self._noms))
        return modeles

    def _compiler(self, modeles: list[_Modele]) -> list[_Jeu]:
        jeux = []
        for modele in modeles:
            try:
                jeux.append(_Jeu(self._module, modele))
            except (_PanneError, MemoryError, self._module.error) as panne:
                raise self._echec(modele.paquet, panne) from panne
        return jeux

    def _derouler(self, etages: Etages, fait: _Fait) -> set[int]:
        """Outcomes that fire, round after round."""
        sorties = set()
        for etage in etages:
            for jeu in etage:
                try:
                    tirees = jeu.tirer("".join(map(fait.__getitem__, jeu.noms)))
                except _PanneError as panne:
                    raise self._echec(jeu.modele.paquet, panne) from panne
                for clause in tirees:
                    if clause.relais is None:
                        sorties.add(clause.sortie)
                    else:
                        fait.relayer(self._noms(clause.relais.nom))
        return sorties

    def _echec(self, paquet: Sequence[Clause], panne: BaseException) -> EngineError:
        rangs = sorted({clause.sortie if clause.sortie >= 0 else ~clause.sortie for clause in paquet})
        regles = ", ".join(f"« {self.strates.regles[rang].id} »" for rang in rangs)
        return EngineError(f"durable-rules a échoué ({panne}) en lisant : {regles}")

    @property
    def a_nier(self) -> int:
        """Rules that conclude something whose absence a later rule tests."""
        if self._a_nier is None:
            self._a_nier = self._chercher_a_nier()
        return self._a_nier

    def _chercher_a_nier(self) -> int:
        regles = self.strates.regles
        a_voir = {
            absence for strate in self.strates.rangs[1:] for rang in strate for absence in absences(regles[rang].si)
        }
        if not a_voir:
            return 0
        auteurs: dict[tuple[str, str], list[int]] = {}
        for rang in range(len(regles)):
            for paire in self.strates.conclus(rang):
                auteurs.setdefault(paire, []).append(rang)
        trouvees, vues = 0, set(a_voir)
        while a_voir:
            for rang in auteurs.get(a_voir.pop(), ()):
                if not trouvees >> rang & 1:
                    trouvees |= 1 << rang
                    nouvelles = set(absences(regles[rang].si, positif=False)) - vues
                    vues |= nouvelles
                    a_voir |= nouvelles
        return trouvees


def absences(condition: Condition, positif: bool = True) -> Iterator[tuple[str, str]]:
    """(derived field, value) of which the known absence can make ``condition`` true; false, when not ``positif``."""
    if not isinstance(condition, Leaf):
        for enfant in condition.conditions:
            yield from absences(enfant, positif != isinstance(condition, Aucune))
    elif condition.champ in CHAMPS_DERIVES and positif is (condition.operateur is Operator.NE_CONTIENT_AUCUN):
        valeurs = condition.valeur if isinstance(condition.valeur, tuple) else (condition.valeur,)
        for valeur in valeurs:
            yield condition.champ, str(valeur)


def _fermer(unites: dict[int, Etages], *sorties: int) -> None:
    for sortie in sorties or tuple(unites):
        for etage in unites.pop(sortie):
            for jeu in etage:
                jeu.fermer()
