"""Mutation testing: rules spoilt on purpose, one small fault at a time, to see whether the cases notice.

A mutant is killed when some assertion of some case no longer holds. One that survives says what the cases leave
unsaid: the rule could be written otherwise and nobody would know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from eligibility.corpus.model import Corpus, Rule
from eligibility.documents.located import Span
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.mutation.banc import Banc
from eligibility.workshop.mutation.equivalence import Equivalence
from eligibility.workshop.mutation.lieux import Lieux
from eligibility.workshop.mutation.mutants import Mutant, installer, mutants
from eligibility.workshop.suivi import Avancer


class Survivant(Struct, frozen=True):
    """A mutant that no case tells from ``rule``."""

    mutant: Mutant
    rule: Rule
    span: Span


class Mutation(Struct, frozen=True):
    """``survivants`` in the order of files and lines. Mutants that no project tells from their rule do not count; they
    are ``equivalents``. ``banc``: the cases, to try others on."""

    tues: int
    survivants: tuple[Survivant, ...]
    equivalents: int
    banc: Banc

    @property
    def total(self) -> int:
        return self.tues + len(self.survivants)

    @property
    def score(self) -> float:
        """Percent of mutants killed; 100 where there are none to kill."""
        return 100 * self.tues / self.total if self.total else 100.0


def choisies(corpus: Corpus, motif: str | None) -> tuple[int, ...]:
    """The ranks of the rules whose id contains ``motif``, whatever its case; of all of them without one."""
    return tuple(rang for rang, rule in enumerate(corpus.regles) if motif is None or motif.lower() in rule.id)


def muter(
    corpus: Corpus, cas: Sequence[Cas], dossier: Path, *, motif: str | None = None, avancer: Avancer | None = None
) -> Mutation:
    """Try every mutant of every rule on ``cas``, which all conform.

    ``dossier``: where the corpus's files are. ``motif``: only the rules that it ``choisies``. ``avancer`` counts rules.
    """
    banc = Banc(corpus, cas)
    equivalence = Equivalence(corpus)
    lieux = Lieux(dossier)
    rangs = choisies(corpus, motif)
    tues = equivalents = 0
    survivants: list[Survivant] = []
    for fait, rang in enumerate(rangs, 1):
        for mutant in possibles(corpus, rang):
            if banc.tueur(mutant) is not None:
                tues += 1
            elif equivalence.prouvee(mutant):
                equivalents += 1
            else:
                rule = corpus.regles[rang]
                survivants.append(Survivant(mutant, rule, lieux.place(mutant, rule)))
        if avancer is not None:
            avancer(fait, len(rangs))
    survivants.sort(key=lambda found: (found.rule.fichier, found.span.line, found.span.column, found.mutant.dit))
    return Mutation(tues, tuple(survivants), equivalents, banc)


def possibles(corpus: Corpus, rang: int) -> Iterator[Mutant]:
    """The mutants of a rule that leave a corpus that can be loaded."""
    return (mutant for mutant in mutants(corpus, rang) if installer(corpus, mutant) is not None)
