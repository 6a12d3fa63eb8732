"""What explanations are drawn from: a sound corpus with the place of each entry, who feeds whom, and its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from os.path import relpath
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from eligibility.corpus.declarations import ChampDeclare, RegleDeclaree
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.fingerprint import take
from eligibility.corpus.loading import Compilation, compiler
from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.documents.diagnostics import Diagnostic
from eligibility.engine.derivation import conclus
from eligibility.engine.index import Index
from eligibility.engine.reference import ReferenceEngine
from eligibility.language.conditions import Operator, polarites
from eligibility.workshop.cas.lecture import Cas, fichiers, lire
from eligibility.workshop.chemins import CAS
from eligibility.workshop.notices.modele import Lien, Lieu, Sorte
from eligibility.workshop.validation import Examen

LISTES: Mapping[Sorte, str] = {
    Sorte.ITEM: "items",
    Sorte.AXE: "axes",
    Sorte.MESURE: "mesures",
    Sorte.INSTRUMENT: "instruments",
    Sorte.COFINANCEMENT: "cofinancements",
    Sorte.CONTRIBUTION: "contributions",
    Sorte.COORDINATION: "coordinations",
    Sorte.INTERPRETATION: "interpretations",
    Sorte.DISPOSITIF: "dispositifs",
    Sorte.ACTEUR: "acteurs",
    Sorte.SOURCE: "source",
    Sorte.PASSAGE: "passages",
}
"""Key under which the files of the corpus declare each kind; rules, fields and values are told apart."""

CONCLUSIONS: Mapping[Genre, Sorte] = {genre: Sorte(genre.value) for genre in Genre}


class Test(Struct, frozen=True):
    """A rule tests a value, or whether there is one (None). ``positif``: being so serves the rule."""

    rule: Rule
    champ: str
    valeur: str | None
    positif: bool


class Fonds(Struct, frozen=True, dict=True):
    """``cas``: of the sound files of cases beside the corpus; ``illisibles``: the other ones."""

    compilation: Compilation
    corpus: Corpus
    cas: tuple[Cas, ...] = ()
    illisibles: tuple[str, ...] = ()

    @cached_property
    def regles(self) -> Mapping[str, tuple[tuple[Fiche[RegleDeclaree], Rule], ...]]:
        """The versions of each rule with their entries, by id, in the order of their starts."""
        found: dict[str, list[tuple[Fiche[RegleDeclaree], Rule]]] = {}
        for fiche, rule in self.compilation.regles:
            found.setdefault(rule.id, []).append((fiche, rule))
        return {ident: tuple(versions) for ident, versions in found.items()}

    @cached_property
    def champs(self) -> Mapping[str, Fiche[ChampDeclare]]:
        """The entries of the fields, by id."""
        return {fiche.declare.id: fiche for fiche in self.compilation.declares.de("champs", ChampDeclare)}

    def entrees(self, sorte: Sorte) -> Mapping[str, Fiche[Any]]:
        """The entries of a kind of ``LISTES``, by id."""
        return self.compilation.entrees[LISTES[sorte]]

    def lieu(self, sorte: Sorte, ident: str) -> Lieu:
        """Where the entry of a kind of ``LISTES`` is written."""
        return lieu(self.entrees(sorte)[ident])

    @cached_property
    def _axes(self) -> Mapping[str, str]:
        return {item.id: item.axe for item in self.corpus.items.values()}

    def conclusions(self, rule: Rule) -> tuple[tuple[str, str], ...]:
        """(field, value) for each thing that ``rule`` adds to a project."""
        return tuple(conclus(rule, self._axes))

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """Everything that rules test, in their order, each once."""
        return tuple(dict.fromkeys(test for rule in self.corpus.regles for test in _tests(rule)))

    def testent(self, champ: str, valeur: str | None = None) -> tuple[Test, ...]:
        """The tests of a field, or of one of its values."""
        return tuple(test for test in self.tests if test.champ == champ and valeur in (None, test.valeur))

    def conclues(self, rule: Rule) -> tuple[tuple[str, str | None, bool], ...]:
        """(field, value, whether it serves the rule) of what ``rule`` tests that rules conclude."""
        found = (test for test in _tests(rule) if self.corpus.vocabulaire.champs[test.champ].conclu)
        return tuple(dict.fromkeys((test.champ, test.valeur, test.positif) for test in found))

    def auteurs(self, champ: str, valeur: str | None) -> tuple[Rule, ...]:
        """The rules that conclude a value of a field, or any value of it."""
        return self._auteurs.get((champ, valeur), ())

    @cached_property
    def _auteurs(self) -> Mapping[tuple[str, str | None], tuple[Rule, ...]]:
        """By field and value, or by field alone, the rules that conclude it."""
        found: dict[tuple[str, str | None], dict[str, Rule]] = {}
        for rule in self.corpus.regles:
            for champ, valeur in self.conclusions(rule):
                found.setdefault((champ, valeur), {})[rule.cle] = rule
                found.setdefault((champ, None), {})[rule.cle] = rule
        return {atome: tuple(rules.values()) for atome, rules in found.items()}

    def concluent(self, genre: Genre, cible: str) -> tuple[Rule, ...]:
        """The rules that conclude ``cible``; for an instrument, those that close axes too."""
        return tuple(rule for rule in self.corpus.regles if (rule.alors.genre, rule.alors.cible) == (genre, cible))

    @cached_property
    def citations(self) -> Mapping[str, tuple[Lien, ...]]:
        """By passage: what rests on it, rules first."""
        found: dict[str, list[Lien]] = {}
        for rule in self.corpus.regles:
            for passage in rule.sources:
                found.setdefault(passage, []).append(Lien(Sorte.REGLE, rule.id))
        for sorte in LISTES:
            for ident, fiche in self.entrees(sorte).items():
                for passage in getattr(fiche.declare, "sources", ()):
                    found.setdefault(passage, []).append(Lien(sorte, ident))
        return {passage: tuple(dict.fromkeys(liens)) for passage, liens in found.items()}

    @cached_property
    def tirs(self) -> Mapping[str, tuple[Cas, ...]]:
        """By rule: the cases that make it fire."""
        found: dict[str, list[Cas]] = {}
        moteur = ReferenceEngine(self.corpus, Index.build(self.corpus.regles))
        for cas in self.cas:
            resolution = moteur.evaluate_all(cas.projet.facts, cas.jour, cas.lectures)
            for ident in dict.fromkeys(rule.id for rule in resolution.regles(resolution.vraies)):
                found.setdefault(ident, []).append(cas)
        return {ident: tuple(cases) for ident, cases in found.items()}


def lire_fonds(dossier: Path) -> tuple[Fonds | None, tuple[Diagnostic, ...]]:
    """What the corpus of ``dossier`` and its cases have to tell, or None and why the corpus cannot be read.

    Faulty cases are set aside: they keep nothing of the corpus from being explained.
    """
    compilation = compiler(take(dossier))
    corpus = compilation.corpus
    if corpus is None:
        return None, compilation.diagnostics
    cas: list[Cas] = []
    illisibles: list[str] = []
    ou = dossier.joinpath(*CAS)
    for path in fichiers([ou]) if ou.is_dir() else ():
        name = path.relative_to(dossier).as_posix()
        lus, found = lire(path, corpus, name)
        cas.extend(lus)
        if not lus and found:
            illisibles.append(name)
    return Fonds(compilation, corpus, tuple(cas), tuple(illisibles)), ()


def du_controle(examen: Examen) -> Fonds:
    """The same from a sound corpus that was read already, with all its cases."""
    assert examen.corpus is not None, "only a sound corpus is explained"
    return Fonds(examen.compilation, examen.corpus, tuple(_depuis(examen.dossier, cas) for cas in examen.cas))


def _depuis(dossier: Path, cas: Cas) -> Cas:
    """The case in a file named from the folder of the corpus, as the corpus's own are."""
    name = Path(relpath(cas.fichier, dossier)).as_posix()
    fichier = replace(cas.fiche.fichier, name=name)
    return replace(cas, fichier=name, fiche=replace(cas.fiche, fichier=fichier))


def lieu(fiche: Fiche[Any], texte: str = "") -> Lieu:
    """Where an entry is written; ``texte``: what it is called, where that is to be said."""
    return Lieu(fiche.fichier.name, fiche.span().line, texte)


def uniques(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Of each rule the last version, in the order of the first ones."""
    return tuple({rule.id: rule for rule in rules}.values())


def _tests(rule: Rule) -> Iterator[Test]:
    for leaf, positif in polarites(rule.si):
        # « ne_contient_aucun » serves by what is not there.
        sert = positif is not (leaf.operateur is Operator.NE_CONTIENT_AUCUN)
        if isinstance(leaf.valeur, tuple):
            for valeur in leaf.valeur:
                yield Test(rule, leaf.champ, valeur, sert)
        else:
            yield Test(rule, leaf.champ, leaf.valeur if isinstance(leaf.valeur, str) else None, sert)
