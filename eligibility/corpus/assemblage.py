"""From valid declarations to the plain data that engines read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eligibility.corpus import declarations as d
from eligibility.corpus import model as m
from eligibility.corpus.fiches import Fiche
from eligibility.language.conditions import Condition

Entries = Mapping[str, Mapping[str, Fiche[Any]]]


def source(fiche: Fiche[d.SourceDeclaree]) -> m.Source:
    declare = fiche.declare
    return m.Source(declare.id, declare.titre, declare.citation, declare.url)


def passage(fiche: Fiche[d.PassageDeclare]) -> m.Passage:
    declare = fiche.declare
    # A source's id holds no « / », and every passage's starts with it: both are checked.
    return m.Passage(
        declare.id, declare.id.split("/", 1)[0], declare.section, declare.resume, declare.termes, declare.hors_champ
    )


def axe(fiche: Fiche[d.AxeDeclare]) -> m.Axe:
    declare = fiche.declare
    return m.Axe(declare.id, declare.numero, declare.libelle, declare.sources, declare.note)


def acteur(fiche: Fiche[d.ActeurDeclare]) -> m.Acteur:
    return m.Acteur(fiche.declare.id, fiche.declare.libelle, fiche.declare.court)


def item(fiche: Fiche[d.ItemDeclare]) -> m.Item:
    declare = fiche.declare
    return m.Item(declare.id, declare.axe, declare.libelle, declare.sources, declare.instruments, declare.reserve)


def mesure(fiche: Fiche[d.MesureDeclaree]) -> m.Mesure:
    declare = fiche.declare
    return m.Mesure(
        id=declare.id,
        libelle=declare.libelle,
        axe=declare.axe,
        sources=declare.sources,
        chef_de_file=declare.chef_de_file,
        associes=declare.associes,
        axe_par_objet=declare.axe_par_objet,
    )


def instrument(fiche: Fiche[d.InstrumentDeclare]) -> m.Instrument:
    declare = fiche.declare
    return m.Instrument(
        id=declare.id,
        libelle=declare.libelle,
        court=declare.court,
        effet=m.Effet(declare.effet),
        signataires=declare.signataires,
        sources=declare.sources,
        note=declare.note,
        role_caf=declare.role_caf,
    )


def cofinancement(fiche: Fiche[d.CofinancementDeclare]) -> m.Cofinancement:
    declare = fiche.declare
    return m.Cofinancement(
        id=declare.id,
        libelle=declare.libelle,
        instrument=declare.instrument,
        assiette=declare.assiette,
        parts=tuple(m.Part(part.financeur, part.taux) for part in declare.parts),
        sources=declare.sources,
        conditions=declare.conditions,
        reserves=declare.reserves,
        tient_lieu=declare.tient_lieu,
    )


def contribution(fiche: Fiche[d.ContributionDeclaree]) -> m.Contribution:
    declare = fiche.declare
    return m.Contribution(declare.id, declare.nature, declare.libelle, declare.sources)


def coordination(fiche: Fiche[d.CoordinationDeclaree]) -> m.Coordination:
    declare = fiche.declare
    return m.Coordination(declare.id, declare.libelle, declare.sources, declare.champ)


def interpretation(fiche: Fiche[d.InterpretationDeclaree]) -> m.Interpretation:
    declare = fiche.declare
    return m.Interpretation(
        id=declare.id,
        question=declare.question,
        options=tuple(m.Option(option.id, option.libelle) for option in declare.options),
        defaut=declare.defaut,
        motif=declare.motif,
        sources=declare.sources,
    )


def rule(fiche: Fiche[d.RegleDeclaree], si: Condition) -> m.Rule:
    """The rule, its stratum still to be computed."""
    declare = fiche.declare
    return m.Rule(
        id=declare.id,
        titre=declare.titre,
        sources=declare.sources,
        si=si,
        alors=_effect(declare.alors),
        du=declare.en_vigueur.du,
        au=declare.en_vigueur.au,
        lecture=(declare.lecture.interpretation, declare.lecture.option) if declare.lecture else None,
        fichier=fiche.fichier.name,
        ligne=fiche.span().line,
    )


def _effect(alors: d.EffetDeclare) -> m.Effect:
    # The model lets through one conclusion exactly.
    genre, cible = next((m.Genre(name), target) for name in d.EFFETS if (target := getattr(alors, name)) is not None)
    return m.Effect(genre, cible, alors.ouvre or (), alors.ferme or (), alors.motif)
