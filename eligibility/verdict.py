"""The answer to a check: plain data in the order and with the names of the JSON contract.

Renderers read it; nothing here computes.

Amounts are decimal strings in euros with two decimals (``"60000.00"``), rates numbers between 0 and 1, dates ISO
strings. ``None`` for a fact that no source settles or that is not known.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

FORMAT = "1"


class Statut(StrEnum):
    """Three-valued status of anything a rule concludes."""

    CORRESPOND = "correspond"
    NE_CORRESPOND_PAS = "ne_correspond_pas"
    INDETERMINE = "indetermine"


class ConclusionFinale(StrEnum):
    """The one-word answer, best first."""

    CONTRACTUALISABLE = "contractualisable"
    SOCLE = "socle"
    VALORISABLE = "valorisable"
    HORS_REFERENTIEL = "hors_referentiel"
    INDETERMINE = "indetermine"


class Ouverture(StrEnum):
    """Status of an instrument, as a whole or for one axis."""

    OUVERT = "ouvert"
    FERME = "ferme"
    INDETERMINE = "indetermine"
    NON_EXAMINE = "non_examine"


class PlanDeclare(StrEnum):
    """What the control of the declared plan found."""

    CONFORME = "conforme"
    NON_CONFORME = "non_conforme"
    A_VERIFIER = "a_verifier"
    NON_DECLARE = "non_declare"
    SANS_CLE = "sans_cle"
    """No source gives a key to hold the plan against."""


class ProjetRef(Struct, frozen=True):
    intitule: str
    fichier: str
    empreinte: str


class CorpusRef(Struct, frozen=True):
    version: str
    empreinte: str


class Motif(Struct, frozen=True):
    """One leaf that decided. ``valeur``: what the project says (None: nothing); ``attendu``: what the rule asks,
    in French; ``ligne``: in the project's file; ``regle``: its id."""

    champ: str
    valeur: Json
    ligne: int | None
    attendu: str
    regle: str


class AxeVerdict(Struct, frozen=True):
    axe: str
    numero: int
    libelle: str
    statut: Statut
    contractualisable: bool | None


class ItemVerdict(Struct, frozen=True):
    """``justification``: the leaves that decided; ``manque``: the fields that leave it open; ``lectures``: when no rule
    on it is active, the ambiguous passages of which another reading has one."""

    item: str
    axe: str
    libelle: str
    statut: Statut
    regles: tuple[str, ...]
    justification: tuple[Motif, ...]
    manque: tuple[str, ...]
    reserve: str | None
    sources: tuple[str, ...]
    lectures: tuple[str, ...] = ()


class MesureVerdict(Struct, frozen=True):
    """``manque``: the fields that leave it open."""

    mesure: str
    libelle: str
    axe: str
    axe_par_objet: str | None
    statut: Statut
    chef_de_file: str | None
    associes: tuple[str, ...]
    sources: tuple[str, ...]
    manque: tuple[str, ...] = ()


class OuvertureAxe(Struct, frozen=True):
    """``motif``: why; while ``statut`` is undetermined, what the rules left open say of any project. ``manque``: the
    fields that leave it open."""

    axe: str
    statut: Ouverture
    motif: str | None
    manque: tuple[str, ...] = ()


class InstrumentVerdict(Struct, frozen=True):
    """``axes``: the axes in play that some rule opens or closes. ``statut`` is open as soon as one of them is;
    ``motif`` and ``manque`` are of the first axis that has it."""

    instrument: str
    libelle: str
    effet: str
    statut: Ouverture
    motif: str | None
    axes: tuple[OuvertureAxe, ...]
    signataires: tuple[str, ...]
    role_caf: str | None
    sources: tuple[str, ...]
    manque: tuple[str, ...] = ()


class PartVerdict(Struct, frozen=True):
    financeur: str
    taux: float
    montant: str | None


class ApportDeclare(Struct, frozen=True):
    financeur: str
    montant: str
    ligne: int | None


class CofinancementVerdict(Struct, frozen=True):
    option: str
    libelle: str
    instrument: str
    assiette: str | None
    parts: tuple[PartVerdict, ...]
    plan_declare: PlanDeclare
    plan: tuple[ApportDeclare, ...]
    remarques: tuple[str, ...]
    hypotheses: tuple[str, ...]
    conditions: tuple[str, ...]
    reserves: tuple[str, ...]
    sources: tuple[str, ...]


class ContributionVerdict(Struct, frozen=True):
    contribution: str
    nature: str
    libelle: str
    statut: Statut
    sources: tuple[str, ...]


class CoordinationVerdict(Struct, frozen=True):
    """``declare``: what the project says of it, None when it says nothing."""

    coordination: str
    libelle: str
    statut: Statut
    declare: bool | None
    sources: tuple[str, ...]


class APreciser(Struct, frozen=True):
    """``pour``: the ids it would settle; ``attendus``: what the rules ask of the field, in French; ``decisif``:
    filling it may change the conclusion itself; ``attendus_decisifs``: what the rules that may change it ask."""

    champ: str
    pour: tuple[str, ...]
    attendus: tuple[str, ...]
    decisif: bool
    attendus_decisifs: tuple[str, ...] = ()


class Presque(Struct, frozen=True):
    """A change of one field an officer can act on that would better the conclusion."""

    champ: str
    valeur: Json
    propose: Json
    conclusion: ConclusionFinale
    items: tuple[str, ...]


class Proche(Struct, frozen=True):
    """An item that one field keeps away. ``valeur``: what the project says of it; ``attendus``: what rules ask of it,
    in French, each of which would do; ``manque``: fields to give besides."""

    item: str
    libelle: str
    champ: str
    valeur: Json
    attendus: tuple[str, ...]
    manque: tuple[str, ...]


class InterpretationVerdict(Struct, frozen=True):
    """Another reading of an ambiguous passage, and what the verdict would be under it."""

    interpretation: str
    question: str
    option: str
    libelle: str
    change_le_verdict: bool
    conclusion: ConclusionFinale
    changements: tuple[str, ...]
    cofinancement: tuple[CofinancementVerdict, ...]


class Verdict(Struct, frozen=True):
    """``hors_periode``: no rule on any item is in force at ``date``, so that none could match.
    ``cofinancement_possible``: the options of contracts that may still open. ``proches``: the nearest items, when none
    matches or could."""

    format: str
    projet: ProjetRef
    date: str
    corpus: CorpusRef
    moteur: str
    conclusion: ConclusionFinale
    hors_periode: bool
    axes: tuple[AxeVerdict, ...]
    items: tuple[ItemVerdict, ...]
    mesures: tuple[MesureVerdict, ...]
    instruments: tuple[InstrumentVerdict, ...]
    cofinancement: tuple[CofinancementVerdict, ...]
    cofinancement_possible: tuple[CofinancementVerdict, ...]
    contributions: tuple[ContributionVerdict, ...]
    coordinations: tuple[CoordinationVerdict, ...]
    a_preciser: tuple[APreciser, ...]
    presque: tuple[Presque, ...]
    proches: tuple[Proche, ...]
    interpretations: tuple[InterpretationVerdict, ...]
