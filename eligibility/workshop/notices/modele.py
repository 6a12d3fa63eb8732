"""What an explanation is made of: sections of sentences, lists and tables, whose names lead to other explanations.

Renderers write it as text, Markdown or JSON; nothing here knows which.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct


class Sorte(StrEnum):
    """What can be explained. The value is what a user writes before « : » to choose one: « item:… »."""

    CODE = "code"
    REGLE = "regle"
    ITEM = "item"
    AXE = "axe"
    MESURE = "mesure"
    INSTRUMENT = "instrument"
    COFINANCEMENT = "cofinancement"
    CONTRIBUTION = "contribution"
    COORDINATION = "coordination"
    INTERPRETATION = "interpretation"
    CHAMP = "champ"
    VALEUR = "valeur"
    OPERATEUR = "operateur"
    CONNECTEUR = "connecteur"
    DISPOSITIF = "dispositif"
    ACTEUR = "acteur"
    SOURCE = "source"
    PASSAGE = "passage"


class Lien(Struct, frozen=True, tag="lien"):
    """The name of something that has an explanation. ``texte``: what is shown; the name itself when it is empty."""

    sorte: Sorte
    ident: str
    texte: str = ""

    @property
    def montre(self) -> str:
        return self.texte or self.ident


class Mot(Struct, frozen=True, tag="mot"):
    """What is to be typed as it is."""

    texte: str


class Lieu(Struct, frozen=True, tag="lieu"):
    """A line of a file, named from the folder of the corpus. ``texte``: what is there, where it is to be said."""

    fichier: str
    ligne: int
    texte: str = ""


class Adresse(Struct, frozen=True, tag="adresse"):
    """A page of the web."""

    url: str


Morceau = str | Lien | Mot | Lieu | Adresse
Phrase = tuple[Morceau, ...]


class Paragraphe(Struct, frozen=True, tag="paragraphe"):
    phrase: Phrase


class Liste(Struct, frozen=True, tag="liste"):
    """``intro``: the line above it, empty without one. ``extrait``: how many points are enough where not all are
    wanted, the first ones being the best; 0 when there is no such number. ``volatile``: changes whenever a case is
    added, and so has no place in what is to be kept.
    """

    points: tuple[Phrase, ...]
    intro: str = ""
    extrait: int = 0
    volatile: bool = False


class Tableau(Struct, frozen=True, tag="tableau"):
    """``titres``: of the columns; the first one names what each row is about. A cell may be empty. ``extrait``: how
    many columns are enough where not everything is wanted; 0 when all are."""

    titres: tuple[str, ...]
    lignes: tuple[tuple[Phrase, ...], ...]
    extrait: int = 0


class Condition(Struct, frozen=True, tag="condition"):
    """A line of a rule's condition. ``numero``: « 2.1 » for the first part of the second one.

    A connector has only its ``texte``; a test has its field, its operator and what it asks, in French.
    """

    numero: str
    texte: str = ""
    champ: Lien | None = None
    operateur: Lien | None = None
    valeur: str = ""
    ligne: int = 0


class Conditions(Struct, frozen=True, tag="conditions"):
    lignes: tuple[Condition, ...]


class Exemple(Struct, frozen=True, tag="exemple"):
    """Lines of a file, to be read as they are."""

    texte: str


Bloc = Paragraphe | Liste | Tableau | Conditions | Exemple


class Section(Struct, frozen=True):
    titre: str
    blocs: tuple[Bloc, ...]


class Notice(Struct, frozen=True):
    """The explanation of one thing. ``lieu``: where it is written, None for what no file of the corpus declares."""

    sorte: Sorte
    ident: str
    titre: str
    lieu: Lieu | None
    sections: tuple[Section, ...]


def section(titre: str, *blocs: Bloc | Phrase | None) -> tuple[Section, ...]:
    """A section of what there is among ``blocs``; none when there is nothing. A bare phrase is a paragraph."""
    gardes: list[Bloc] = []
    for bloc in blocs:
        if isinstance(bloc, tuple):
            if bloc:
                gardes.append(Paragraphe(bloc))
        elif bloc is not None and not _vide(bloc):
            gardes.append(bloc)
    return (Section(titre, tuple(gardes)),) if gardes else ()


def _vide(bloc: Bloc) -> bool:
    if isinstance(bloc, Liste):
        return not bloc.points
    return isinstance(bloc, Tableau) and not bloc.lignes


def enumeration(phrases: Sequence[Phrase], lien: str = "et") -> Phrase:
    """« a, b et c »."""
    found: list[Morceau] = []
    for rang, phrase in enumerate(phrases):
        if rang:
            found.append(f" {lien} " if rang == len(phrases) - 1 else ", ")
        found.extend(phrase)
    return tuple(found)
