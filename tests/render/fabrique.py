"""Verdicts built by hand: what rendering shows, whatever the rules say."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from eligibility.verdict import (
    APreciser,
    AxeVerdict,
    CofinancementVerdict,
    ConclusionFinale,
    ContributionVerdict,
    CoordinationVerdict,
    CorpusRef,
    InstrumentVerdict,
    InterpretationVerdict,
    ItemVerdict,
    MesureVerdict,
    Motif,
    Ouverture,
    OuvertureAxe,
    PartVerdict,
    PlanDeclare,
    Presque,
    ProjetRef,
    Statut,
    Verdict,
)

from .monde import CORPUS, PROJET

NBSP = "\u00a0"

JARDIN = Motif("objets", ["jardin"], 4, f"contient «{NBSP}Jardin partagé{NBSP}»", "nature/jardins-partages")
AGES = Motif("ages", {"min": 6, "max": 12}, 7, f"recoupe 3-17{NBSP}ans", "nature/jardins-partages")
SANS_MUSIQUE = (
    Motif("objets", ["cuisine", "jardin"], 4, f"contient «{NBSP}Musique{NBSP}»", "culture/chorale"),
    Motif("publics", ["voisins"], 5, f"contient «{NBSP}Élèves{NBSP}» ou «{NBSP}Aînés{NBSP}»", "culture/chorale"),
    Motif("objets", ["cuisine", "jardin"], 4, f"contient «{NBSP}Musique{NBSP}»", "culture/orchestre"),
)


def axe(ident: str, statut: Statut = Statut.CORRESPOND) -> AxeVerdict:
    found = CORPUS.axes[ident]
    return AxeVerdict(ident, found.numero, found.libelle, statut, statut is Statut.CORRESPOND)


def item(ident: str, statut: Statut = Statut.CORRESPOND, **changes: Any) -> ItemVerdict:
    found = CORPUS.items[ident]
    base = ItemVerdict(ident, found.axe, found.libelle, statut, (), (), (), None, found.sources)
    return replace(base, **changes)


def jardins(**changes: Any) -> ItemVerdict:
    named = {"regles": ("nature/jardins-partages",), "justification": (JARDIN, AGES), **changes}
    return item("nature/jardins", **named)


def musique(**changes: Any) -> ItemVerdict:
    named = {"regles": ("culture/chorale", "culture/orchestre"), "justification": SANS_MUSIQUE, **changes}
    return item("culture/musique", Statut.NE_CORRESPOND_PAS, **named)


def instrument(ident: str, statut: Ouverture, motif: str | None = None, **changes: Any) -> InstrumentVerdict:
    found = CORPUS.instruments[ident]
    axes = (OuvertureAxe("nature", statut, motif),)
    base = InstrumentVerdict(
        ident, found.libelle, found.effet, statut, motif, axes, found.signataires, found.role_caf, found.sources
    )
    return replace(base, **changes)


CONTRAT = instrument("contrat", Ouverture.OUVERT, "Le contrat prend les axes 1 et 2.")


def cofinancement(statut: PlanDeclare, montants: tuple[str | None, str | None], **changes: Any) -> CofinancementVerdict:
    base = CofinancementVerdict(
        option="parite",
        libelle="Parité sur le coût total",
        instrument="contrat",
        assiette="120000.00" if montants[0] else None,
        parts=(PartVerdict("etat", 0.5, montants[0]), PartVerdict("commune", 0.5, montants[1])),
        plan_declare=statut,
        plan=(),
        remarques=(),
        hypotheses=("assiette=totale",),
        conditions=("Action nouvelle ou renforcée.",),
        reserves=("Le plafond annuel n’est pas établi par les sources.",),
        sources=("note/2", "journal/parts"),
    )
    return replace(base, **changes)


MESURE = MesureVerdict(
    "jardins-de-ville", "Jardins de ville : terres, graines, outils", "nature", None, Statut.CORRESPOND, "mjc",
    ("etat", "commune"), ("note/1",),
)  # fmt: skip
DON = ContributionVerdict("don", "valorisation", "Don de graines et de plants", Statut.CORRESPOND, ("note/2",))
LECTURES = (
    InterpretationVerdict(
        "assiette", CORPUS.interpretations["assiette"].question, "nette", "Le coût, dons déduits", False,
        ConclusionFinale.CONTRACTUALISABLE, (), (),
    ),
)  # fmt: skip


def coordination(ident: str, declare: bool | None) -> CoordinationVerdict:
    found = CORPUS.coordinations[ident]
    return CoordinationVerdict(ident, found.libelle, Statut.CORRESPOND, declare, found.sources)


COORDINATIONS = (
    coordination("charte", True),
    coordination("voisins", False),
    coordination("arrosage", None),
    coordination("info", None),
)


def verdict(conclusion: ConclusionFinale, **changes: Any) -> Verdict:
    base = Verdict(
        format="1",
        projet=ProjetRef(PROJET.intitule, PROJET.fichier, PROJET.empreinte),
        date="2026-01-15",
        corpus=CorpusRef("essai", "sha256:essai"),
        moteur="référence",
        conclusion=conclusion,
        hors_periode=False,
        axes=(),
        items=(),
        mesures=(),
        instruments=(),
        cofinancement=(),
        cofinancement_possible=(),
        contributions=(),
        coordinations=(),
        a_preciser=(),
        presque=(),
        proches=(),
        interpretations=(),
    )
    return replace(base, **changes)


def presque(champ: str, valeur: Any, propose: Any, conclusion: ConclusionFinale) -> Presque:
    return Presque(champ, valeur, propose, conclusion, ())


def a_preciser(
    champ: str, *attendus: str, decisif: bool = True, pour: tuple[str, ...] = ("nature/jardins",)
) -> APreciser:
    return APreciser(champ, pour, attendus, decisif, attendus if decisif else ())
