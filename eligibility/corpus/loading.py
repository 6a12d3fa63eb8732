"""Compiling a corpus: from a directory of YAML files to a checked ``Corpus``, or to everything wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from eligibility.corpus import assemblage, strata
from eligibility.corpus import declarations as d
from eligibility.corpus.casses import condition_sans, vocabulaire_sans
from eligibility.corpus.declares import Declares, read
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.fingerprint import Snapshot, fingerprint, take
from eligibility.corpus.model import Corpus, Rule
from eligibility.corpus.references import check_entries, check_passages, check_rule
from eligibility.corpus.registre import NOMS, Registre
from eligibility.corpus.versions import check_versions, ordered
from eligibility.corpus.vocabulaire import CONCLUS, VocabulaireBuilder
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.files import Chemin
from eligibility.language.parser import parse_condition
from eligibility.language.vocabulary import Vocabulary

_ENTRIES: Mapping[str, type[d.Declaration]] = {
    "source": d.SourceDeclaree,
    "passages": d.PassageDeclare,
    "axes": d.AxeDeclare,
    "acteurs": d.ActeurDeclare,
    "items": d.ItemDeclare,
    "mesures": d.MesureDeclaree,
    "instruments": d.InstrumentDeclare,
    "dispositifs": d.DispositifDeclare,
    "cofinancements": d.CofinancementDeclare,
    "contributions": d.ContributionDeclaree,
    "coordinations": d.CoordinationDeclaree,
    "interpretations": d.InterpretationDeclaree,
}


class Compilation(Struct, frozen=True):
    """A corpus read whole, with what its findings are placed by.

    ``corpus``: None as soon as a diagnostic is an error. ``entrees``: the sound entries by list, then by id.
    ``regles``: each sound rule with its entry.

    To read projects and cases with, faulty as the corpus may be: ``vocabulaire``, its sound fields, None when they are
    not known; ``casses``, the others; ``noms``, the ids of each list, less the lists that are not known whole.
    """

    corpus: Corpus | None
    declares: Declares
    entrees: Mapping[str, Mapping[str, Fiche[Any]]]
    regles: tuple[tuple[Fiche[d.RegleDeclaree], Rule], ...]
    vocabulaire: Vocabulary | None
    casses: frozenset[str]
    noms: Mapping[str, frozenset[str]]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything reported so far, that of later analyses included."""
        return self.declares.diagnostics


def load_corpus(directory: Chemin) -> tuple[Corpus | None, tuple[Diagnostic, ...]]:
    """The corpus of ``directory`` and every diagnostic of every file; no corpus as soon as one is an error."""
    return compile_snapshot(take(directory))


def compile_snapshot(snapshot: Snapshot) -> tuple[Corpus | None, tuple[Diagnostic, ...]]:
    """The same from bytes already read."""
    compilation = compiler(snapshot)
    return compilation.corpus, compilation.diagnostics


def compiler(snapshot: Snapshot) -> Compilation:
    """The same, with the place of every entry."""
    declares = read(snapshot)
    registre = Registre(declares)
    toutes: dict[str, list[Fiche[Any]]] = {key: list(declares.toutes(key, model)) for key, model in _ENTRIES.items()}
    entries: dict[str, dict[str, Fiche[Any]]] = {
        key: dict(registre.uniques(key, fiches)) for key, fiches in toutes.items()
    }
    builder = VocabulaireBuilder(declares, registre, entries)
    vocabulary = builder.build()
    check_entries(toutes, registre, vocabulary, builder.casses)
    sources = {fiche.fichier.name: fiche.declare.id for fiche in toutes["source"]}
    check_passages(toutes["passages"], sources)
    rules = _rules(declares, registre, entries, vocabulary, builder.casses)
    registre.conclure()
    wrong = any(found.severity is Severity.ERREUR for found in declares.diagnostics)
    return Compilation(
        corpus=None if wrong else _corpus(snapshot, declares, entries, vocabulary, [rule for _, rule in rules]),
        declares=declares,
        entrees=entries,
        regles=rules,
        vocabulaire=vocabulaire_sans(vocabulary, builder.casses) if registre.lisible("champs") else None,
        casses=frozenset(builder.casses),
        noms={key: known for key in NOMS if (known := registre.connus(key)) is not None},
    )


def _rules(
    declares: Declares,
    registre: Registre,
    entries: Mapping[str, Mapping[str, Fiche[Any]]],
    vocabulary: Vocabulary,
    casses: set[str],
) -> tuple[tuple[Fiche[d.RegleDeclaree], Rule], ...]:
    """The rules with their strata, in order, each with its entry; every fault is reported."""
    toutes = declares.toutes("regles", d.RegleDeclaree)
    fiches = ordered(fiche for fiche in toutes if fiche.saine)
    fautives = [fiche for fiche in toutes if not fiche.saine]
    check_versions(fiches)
    registre.note("regles", (fiche.declare.id for fiche in fiches))
    options = {
        ident: frozenset(option.id for option in fiche.declare.options)
        for ident, fiche in entries["interpretations"].items()
    }
    kept: list[Fiche[d.RegleDeclaree]] = []
    rules: list[Rule] = []

    for fiche in (*fautives, *fiches):
        check_rule(fiche, registre, options)
        node = fiche.node("si")
        if node is None or not registre.lisible("champs"):
            continue
        # A field rejected in the vocabulary would make a second error of each condition that uses it.
        readable = condition_sans(node, casses) if casses else node
        condition = parse_condition(readable, vocabulary, fiche.fichier.report) if readable is not None else None
        if condition is not None and readable is node and fiche.saine:
            kept.append(fiche)
            rules.append(assemblage.rule(fiche, condition))
    axes = {ident: fiche.declare.axe for ident, fiche in entries["items"].items()}
    conclus = CONCLUS.intersection(ident for ident, found in vocabulary.champs.items() if found.conclu)
    levels, loops = strata.niveaux(rules, conclus, axes)
    for loop in loops:
        shown = " → ".join(rules[position].id for position in (*loop, loop[0]))
        kept[loop[0]].signale("V425", "id", boucle=shown)
    levelled = (replace(rule, niveau=level) for rule, level in zip(rules, levels, strict=True))
    return tuple(zip(kept, levelled, strict=True))


def _corpus(
    snapshot: Snapshot,
    declares: Declares,
    entries: Mapping[str, Mapping[str, Fiche[Any]]],
    vocabulary: Vocabulary,
    rules: Iterable[Rule],
) -> Corpus:
    identity = declares.de("corpus", d.CorpusDeclare)[0].declare
    return Corpus(
        version=identity.version,
        titre=identity.titre,
        empreinte=fingerprint(snapshot),
        vocabulaire=vocabulary,
        regles=tuple(rules),
        sources={ident: assemblage.source(fiche) for ident, fiche in entries["source"].items()},
        passages={ident: assemblage.passage(fiche) for ident, fiche in entries["passages"].items()},
        axes={ident: assemblage.axe(fiche) for ident, fiche in entries["axes"].items()},
        acteurs={ident: assemblage.acteur(fiche) for ident, fiche in entries["acteurs"].items()},
        items={ident: assemblage.item(fiche) for ident, fiche in entries["items"].items()},
        mesures={ident: assemblage.mesure(fiche) for ident, fiche in entries["mesures"].items()},
        instruments={ident: assemblage.instrument(fiche) for ident, fiche in entries["instruments"].items()},
        cofinancements={ident: assemblage.cofinancement(fiche) for ident, fiche in entries["cofinancements"].items()},
        contributions={ident: assemblage.contribution(fiche) for ident, fiche in entries["contributions"].items()},
        coordinations={ident: assemblage.coordination(fiche) for ident, fiche in entries["coordinations"].items()},
        interpretations={
            ident: assemblage.interpretation(fiche) for ident, fiche in entries["interpretations"].items()
        },
    )
