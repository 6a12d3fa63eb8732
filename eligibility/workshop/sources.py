"""Which passages the rules encode, which rules rest on which passages, and whether a text says what passages quote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from eligibility.corpus.model import Corpus, Passage
from eligibility.documents.suggest import fold

CARTOUCHE: Final = "cartouche"
"""Section of what precedes the first numbered heading of a text."""

_TITRE: Final = re.compile(r"^(\d(?:\.\d)*)\.?\s+\S", re.MULTILINE)


class Couverture(Struct, frozen=True):
    """``regles``: the rules that cite the passage, by id; ``entrees``: the other entries of the corpus that do."""

    passage: Passage
    regles: tuple[str, ...]
    entrees: tuple[str, ...]

    @property
    def manque(self) -> bool:
        """Neither encoded by a rule nor set aside with a reason."""
        return not self.regles and self.passage.hors_champ is None

    @property
    def contredit(self) -> bool:
        """Encoded by a rule and set aside all the same."""
        return bool(self.regles) and self.passage.hors_champ is not None


class Terme(Struct, frozen=True):
    """A term that does not stand in its section. ``ailleurs``: the sections where it does."""

    passage: str
    terme: str
    section: str
    ailleurs: tuple[str, ...]


def couvertures(corpus: Corpus) -> tuple[Couverture, ...]:
    """Every passage, in the order of the ids."""
    regles: dict[str, list[str]] = {}
    for rule in corpus.regles:
        for source in rule.sources:
            regles.setdefault(source, []).append(rule.id)
    entrees: dict[str, list[str]] = {}
    for referentiel in (
        corpus.axes,
        corpus.items,
        corpus.mesures,
        corpus.instruments,
        corpus.cofinancements,
        corpus.contributions,
        corpus.coordinations,
        corpus.interpretations,
    ):
        for entry in referentiel.values():
            for source in entry.sources:
                entrees.setdefault(source, []).append(entry.id)
    return tuple(
        Couverture(passage, tuple(dict.fromkeys(regles.get(ident, ()))), tuple(dict.fromkeys(entrees.get(ident, ()))))
        for ident, passage in sorted(corpus.passages.items())
    )


def sans_passage(corpus: Corpus) -> tuple[str, ...]:
    """Rules that rest on nothing: loading refuses them, and this says so."""
    return tuple(rule.id for rule in corpus.regles if not rule.sources)


def sections(texte: str) -> Mapping[str, str]:
    """The parts of a text by the number of their heading (« 1.1 »), the first under ``CARTOUCHE``; words only.

    >>> sorted(sections("Objet\\n\\n1. Un titre\\n\\nmots\\n\\n1.1 Un autre\\n\\nautres\\n"))
    ['1', '1.1', 'cartouche']
    """
    found: dict[str, list[str]] = {}
    nom, debut = CARTOUCHE, 0
    for titre in _TITRE.finditer(texte):
        found.setdefault(nom, []).append(texte[debut : titre.start()])
        nom, debut = titre[1], titre.start()
    found.setdefault(nom, []).append(texte[debut:])
    return {nom: _mots("\n".join(parts)) for nom, parts in found.items()}


def termes_absents(corpus: Corpus, source: str, texte: str) -> tuple[Terme, ...]:
    """The terms of the passages of ``source`` that do not stand in their section of ``texte``."""
    parties = sections(texte)
    absents = []
    for passage in corpus.passages.values():
        if passage.source != source:
            continue
        numero = re.search(r"\d(?:\.\d)*", passage.section)
        section = numero[0] if numero else CARTOUCHE
        for terme in passage.termes:
            mots = _mots(terme)
            if mots not in parties.get(section, ""):
                ailleurs = tuple(nom for nom, partie in parties.items() if mots in partie)
                absents.append(Terme(passage.id, terme, section, ailleurs))
    return tuple(absents)


def source_du_fichier(corpus: Corpus, stem: str) -> str | None:
    """The source a file holds, by its name: ``IT-2023-215.txt`` is ``it-2023-215``."""
    return next((ident for ident in corpus.sources if fold(ident) == fold(stem)), None)


def _mots(texte: str) -> str:
    """``texte`` without its line breaks, emphasis marks and kinds of space, quote or apostrophe."""
    texte = unicodedata.normalize("NFC", texte).translate(_SIGNES)
    return " ".join(texte.split())


_SIGNES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": None, "\u00ad": None})
