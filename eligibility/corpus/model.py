"""The corpus as the engine reads it: checked, cross-referenced, with typed conditions.

Everything here is plain data (strings, integers, tuples) so that it goes through the JSON cache unchanged: a record
is written as the array of its fields.
Dates are ISO strings, rates are decimal strings; ``en_vigueur`` bounds are inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from eligibility.language.conditions import Condition
from eligibility.language.vocabulary import Vocabulary


class Genre(StrEnum):
    """What a rule can conclude."""

    ITEM = "item"
    MESURE = "mesure"
    CONTRIBUTION = "contribution"
    INSTRUMENT = "instrument"
    COFINANCEMENT = "cofinancement"
    COORDINATION = "coordination"

    @property
    def champ(self) -> str:
        """The field that such conclusions fill (an item fills ``axes`` as well)."""
        return f"{self.value}s"


class Effet(StrEnum):
    """What an open instrument makes of an item of its axes."""

    CONTRACTUALISABLE = "contractualisable"
    SOCLE = "socle"
    COMPLEMENTAIRE = "complementaire"
    """A way of its own (a pact, a national fund): it says what is open and settles nothing."""


class Source(Struct, frozen=True, array_like=True):
    """A text or a page. ``url`` for an external page; ``confiance`` as in the fact file: texte, source, inference."""

    id: str
    titre: str
    citation: str
    url: str | None = None


class Passage(Struct, frozen=True, array_like=True):
    """One passage of a source; ``resume`` is our own wording, ``termes`` stand in the text itself. ``hors_champ``: why
    no rule encodes it."""

    id: str
    source: str
    section: str
    resume: str
    termes: tuple[str, ...] = ()
    hors_champ: str | None = None


class Axe(Struct, frozen=True, array_like=True):
    id: str
    numero: int
    libelle: str
    sources: tuple[str, ...]
    note: str | None = None


class Acteur(Struct, frozen=True, array_like=True):
    id: str
    libelle: str
    court: str


class Item(Struct, frozen=True, array_like=True):
    """A line of a national référentiel. ``instruments``: the only ones that take it, or () for every one."""

    id: str
    axe: str
    libelle: str
    sources: tuple[str, ...]
    instruments: tuple[str, ...] = ()
    reserve: str | None = None


class Mesure(Struct, frozen=True, array_like=True):
    """A national measure. ``chef_de_file`` None: no source settles it. ``axe_par_objet`` when the text files the
    measure under another axis than its subject's."""

    id: str
    libelle: str
    axe: str
    sources: tuple[str, ...]
    chef_de_file: str | None = None
    associes: tuple[str, ...] = ()
    axe_par_objet: str | None = None


class Instrument(Struct, frozen=True, array_like=True):
    """``role_caf``: the place of a Caf in it, None where no source says."""

    id: str
    libelle: str
    court: str
    effet: Effet
    signataires: tuple[str, ...]
    sources: tuple[str, ...]
    note: str | None = None
    role_caf: str | None = None


class Part(Struct, frozen=True, array_like=True):
    """``taux``: decimal string, a share of the base."""

    financeur: str
    taux: str


class Cofinancement(Struct, frozen=True, array_like=True):
    """A co-financing option. ``assiette``: ``cout_total``, ``parties`` (the cost less what the other payers of the
    declared plan bring) or ``non_etablie``: no source gives a key, and there are no parts. ``tient_lieu``: payers whose
    money counts, under this reading, in another's share."""

    id: str
    libelle: str
    instrument: str
    assiette: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    tient_lieu: Mapping[str, str] = field(default_factory=dict)


class Contribution(Struct, frozen=True, array_like=True):
    """What a Caf can state in the pacte. ``nature``: valorisation, relais or diagnostic."""

    id: str
    nature: str
    libelle: str
    sources: tuple[str, ...]


class Coordination(Struct, frozen=True, array_like=True):
    """A point to watch; ``champ`` is the project field that declares it handled, if there is one."""

    id: str
    libelle: str
    sources: tuple[str, ...]
    champ: str | None = None


class Option(Struct, frozen=True, array_like=True):
    id: str
    libelle: str


class Interpretation(Struct, frozen=True, array_like=True):
    """An ambiguity of the sources: its question, its readings, the default and why."""

    id: str
    question: str
    options: tuple[Option, ...]
    defaut: str
    motif: str
    sources: tuple[str, ...]


class Effect(Struct, frozen=True, array_like=True):
    """What a rule concludes: ``genre`` and the ``cible`` id; for an instrument, the axes it opens or closes and why."""

    genre: Genre
    cible: str
    ouvre: tuple[str, ...] = ()
    ferme: tuple[str, ...] = ()
    motif: str | None = None


class Rule(Struct, frozen=True, array_like=True):
    """One version of a rule. ``du``/``au``: ISO dates or None for open; ``lecture``: (interpretation, option)."""

    id: str
    titre: str
    sources: tuple[str, ...]
    si: Condition
    alors: Effect
    du: str | None
    au: str | None
    lecture: tuple[str, str] | None
    fichier: str
    ligne: int
    niveau: int = 0
    """Stratum: a rule tests only conclusions of lower strata."""

    @property
    def cle(self) -> str:
        """Unique among versions."""
        return f"{self.id}@{self.du}" if self.du else self.id


class Corpus(Struct, frozen=True, array_like=True):
    """``empreinte``: sha256 over every file's relative path and bytes, ``sha256:…``.

    Each mapping is sorted by id; ``regles`` by id then start, and decoded one by one when it comes from the cache.
    """

    version: str
    empreinte: str
    vocabulaire: Vocabulary
    regles: Sequence[Rule]
    sources: dict[str, Source] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    axes: dict[str, Axe] = field(default_factory=dict)
    acteurs: dict[str, Acteur] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    mesures: dict[str, Mesure] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    cofinancements: dict[str, Cofinancement] = field(default_factory=dict)
    contributions: dict[str, Contribution] = field(default_factory=dict)
    coordinations: dict[str, Coordination] = field(default_factory=dict)
    interpretations: dict[str, Interpretation] = field(default_factory=dict)
    titre: str = ""
    annexes: Mapping[str, bytes] = field(default_factory=dict)
    """What other layers stored beside the rules in the cache, each as JSON text, by name."""
