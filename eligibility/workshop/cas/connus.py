"""What cases are read with: the names and the vocabulary of a corpus, as far as they are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from eligibility.corpus.loading import Compilation
from eligibility.corpus.model import Corpus
from eligibility.language.vocabulary import Vocabulary


class Connus(Struct, frozen=True):
    """``noms``: the ids of each list, less the lists that are not known whole; ``options``: those of each
    interpretation that is sound. ``vocabulaire``: the sound fields, None when they are not known; ``casses``: the
    others. ``corpus``: None when it is faulty: cases are then read, not to be run."""

    noms: Mapping[str, Collection[str]]
    options: Mapping[str, Collection[str]]
    vocabulaire: Vocabulary | None
    casses: frozenset[str]
    corpus: Corpus | None

    @staticmethod
    def du(corpus: Corpus) -> Connus:
        """All of a sound corpus."""
        noms = {
            "items": corpus.items,
            "regles": {rule.id for rule in corpus.regles},
            "mesures": corpus.mesures,
            "contributions": corpus.contributions,
            "coordinations": corpus.coordinations,
            "instruments": corpus.instruments,
            "cofinancements": corpus.cofinancements,
            "interpretations": corpus.interpretations,
            "acteurs": corpus.acteurs,
            "champs": corpus.vocabulaire.champs,
            "passages": corpus.passages,
        }
        options = {ident: [option.id for option in entry.options] for ident, entry in corpus.interpretations.items()}
        return Connus(noms, options, corpus.vocabulaire, frozenset(), corpus)

    @staticmethod
    def de(compilation: Compilation) -> Connus:
        """What could be read of a corpus."""
        options = {
            ident: [option.id for option in fiche.declare.options]
            for ident, fiche in compilation.entrees["interpretations"].items()
        }
        return Connus(compilation.noms, options, compilation.vocabulaire, compilation.casses, compilation.corpus)
