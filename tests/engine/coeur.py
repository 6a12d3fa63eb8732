"""The comparison at the heart of the property tests: every engine against the oracle, on what ``Fabrique`` draws."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from msgspec import json

from eligibility.corpus.entrees import read_entry, write_entry
from eligibility.corpus.model import Corpus
from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.ouvrir import annexes
from eligibility.engine.pair import Decideur
from eligibility.engine.proprietes import Codes
from eligibility.engine.protocol import Engine
from eligibility.engine.reference import ReferenceEngine
from eligibility.language.evaluate import Truth
from eligibility.language.facts import Facts

from .fabrique import JOUR, Fabrique
from .oracle import DERIVES, Attendu, resoudre

Question = tuple[Facts, date, dict[str, str]]
VERITES = {True: Truth.VRAI, None: Truth.INCONNU, False: Truth.FAUX}
TAILLES = (1, 3, 8, 20, 50, 90)


def relu(corpus: Corpus) -> Index:
    """The index as a cache gives it back."""
    return Index.from_data(json.encode(Index.build(corpus.regles).to_data()))


def garde(corpus: Corpus) -> tuple[Corpus, Codes]:
    """The corpus as a cache gives it back, the clauses of each rule beside it, and their codes."""
    cle = bytes(32)
    gardee, _ = read_entry(
        write_entry(corpus, (), annexes(corpus), "s", "p", cle), "s", "p", cle, lambda: corpus.regles
    )
    return gardee, json.decode(gardee.annexes["codes"], type=Codes)


@contextmanager
def moteurs(corpus: Corpus) -> Iterator[dict[str, Engine]]:
    gardee, codes = garde(corpus)
    ouverts: dict[str, Engine] = {
        "durable": DurableEngine(corpus),
        "durable, index": DurableEngine(corpus, Index.build(corpus.regles)),
        "durable, index relu": DurableEngine(corpus, relu(corpus)),
        "durable, clauses gardées": DurableEngine(gardee, relu(corpus), codes=codes),
        "référence": ReferenceEngine(corpus),
        "référence, index": ReferenceEngine(corpus, Index.build(corpus.regles)),
        "référence, index relu": ReferenceEngine(corpus, relu(corpus)),
    }
    yield ouverts
    for moteur in ouverts.values():
        if isinstance(moteur, DurableEngine):
            moteur.fermer()


@contextmanager
def decideurs(corpus: Corpus) -> Iterator[dict[str, Decideur]]:
    gardee, codes = garde(corpus)
    ouverts = {
        "couple": Decideur(corpus),
        "couple, clauses gardées": Decideur(gardee, index=relu(corpus), codes=codes),
        "couple, index relu": Decideur(corpus, index=relu(corpus)),
        "couple sans index": Decideur(corpus, exhaustif=True),
        "référence seule": Decideur(corpus, sans_durable=True),
        "référence seule sans index": Decideur(corpus, sans_durable=True, exhaustif=True),
    }
    yield ouverts
    for decideur in ouverts.values():
        decideur.fermer()


def questions(fabrique: Fabrique, combien: int) -> list[Question]:
    return [
        (fabrique.projet(), JOUR + timedelta(fabrique.alea.randrange(-3, 4)), fabrique.lectures())
        for _ in range(combien)
    ]


def tirage(graine: int, projets: int, taille: int | None = None) -> tuple[Corpus, list[Question]]:
    """A corpus and questions on it, from a seed."""
    fabrique = Fabrique(Random(graine))
    corpus = fabrique.corpus(taille or fabrique.alea.choice(TAILLES))
    return corpus, questions(fabrique, projets)


def ecart(moteur: Engine, question: Question, attendu: Attendu) -> set[tuple[str, str, str]]:
    """Conclusions that one gives and not the other."""
    trouvees = {(une.genre, une.cible, une.regle) for une in moteur.conclusions(*question)}
    return trouvees ^ attendu.conclusions


def ecart_resolution(decideur: Decideur, corpus: Corpus, question: Question, attendu: Attendu) -> list[str]:
    """What of a resolution differs from the oracle's, rule by rule and derived set by derived set."""
    resolution = decideur.decide(*question)
    ensembles = (
        (Truth.VRAI, resolution.vraies),
        (Truth.INCONNU, resolution.inconnues),
        (Truth.FAUX, resolution.fausses),
    )
    ecarts = []
    for rang, rule in enumerate(corpus.regles):
        active = rule.cle in attendu.verites
        verite = VERITES[attendu.verites.get(rule.cle, False)]
        lue = resolution.verite(rang)
        rangees = [rangee for rangee, ensemble in ensembles if ensemble >> rang & 1]
        comptee = bool(resolution.actives >> rang & 1)
        if lue is not verite or rangees != ([verite] if active else []) or comptee is not active:
            ecarts.append(f"{rule.cle} : {verite.name} attendu, {lue.name} lu, {rangees} rangée, active {active}")
        elif active and resolution.issue(rang).truth is not verite:
            ecarts.append(f"{rule.cle} : expliquée autrement que décidée")
    for champ in DERIVES:
        lu = resolution.facts[champ]
        connus, peut_etre = attendu.derives[champ]
        if lu.known != connus or lu.maybe != peut_etre - connus:
            ecarts.append(f"{champ} : {lu}, attendu {connus} et peut-être {peut_etre - connus}")
    if ecart(decideur, question, attendu):
        ecarts.append("conclusions")
    return ecarts


def verifier(corpus: Corpus, posees: Sequence[Question]) -> list[Attendu]:
    """Ask every engine each question; what the oracle answers. Raises AssertionError at the first difference."""
    attendus = [resoudre(corpus, *question) for question in posees]
    with moteurs(corpus) as ouverts:
        for nom, moteur in ouverts.items():
            for question, attendu in zip(posees, attendus, strict=True):
                trouve = ecart(moteur, question, attendu)
                assert not trouve, f"{nom} : {sorted(trouve)[:5]} sur {question}"
    return attendus


def comparer(graines: range, projets: int) -> int:
    """Compare the engines on ``projets`` projects of each corpus; the number of (corpus, project) pairs compared.

    Raises AssertionError at the first difference, with what it takes to see it again.
    """
    paires = 0
    for graine in graines:
        corpus, posees = tirage(graine, projets)
        with moteurs(corpus) as ouverts:
            for rang, question in enumerate(posees):
                attendu = resoudre(corpus, *question)
                for nom, moteur in ouverts.items():
                    trouve = ecart(moteur, question, attendu)
                    assert not trouve, f"graine {graine}, projet {rang}, {nom} : {sorted(trouve)}\n{question}"
                paires += 1
    return paires


def comparer_lot(premiere: int, corpus_tires: int, projets: int) -> None:
    """``comparer``, for a process of its own: says what it did."""
    paires = comparer(range(premiere, premiere + corpus_tires), projets)
    sys.stdout.write(f"{paires} paires\n")
