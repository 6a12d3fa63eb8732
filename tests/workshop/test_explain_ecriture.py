"""The examples of explanations are read by the tool without a word."""

from __future__ import annotations

import pytest

from eligibility.documents.diagnostics import Report
from eligibility.documents.loader import load
from eligibility.documents.located import Mapping
from eligibility.language.operandes import OPERATORS
from eligibility.language.parser import parse_condition
from eligibility.language.projet import read_projet
from eligibility.language.vocabulary import Kind
from eligibility.workshop.notices.ecriture import dans_un_projet, dans_une_regle

from .lecteurs import corpus
from .test_explain_notices import fonds

VOCABULAIRES = {"socle": fonds().corpus.vocabulaire, "livré": corpus().vocabulaire}
CHAMPS = [(nom, ident) for nom, each in VOCABULAIRES.items() for ident in each.champs]
ECRITS = [
    (nom, ident)
    for nom, ident in CHAMPS
    for field in (VOCABULAIRES[nom].champs[ident],)
    if not (field.conclu or field.obligatoire or field.deduit_de)
]
A_VALEURS = [(nom, ident) for nom, ident in ECRITS if VOCABULAIRES[nom].champs[ident].valeurs]


@pytest.mark.parametrize(("nom", "ident"), ECRITS)
def test_in_a_project(nom: str, ident: str) -> None:
    vocabulaire = VOCABULAIRES[nom]
    field = vocabulaire.champs[ident]
    document, found = load("projet.yaml", f"intitule: x\n{dans_un_projet(field)}".encode())
    assert document is not None, found
    projet, more = read_projet(document, vocabulaire)
    if field.nature is not Kind.TEXTE:
        assert projet is not None
        assert ident in projet.facts
    assert [each.message for each in (*found, *more)] == []


@pytest.mark.parametrize(("nom", "ident"), A_VALEURS)
def test_each_value_in_a_project(nom: str, ident: str) -> None:
    vocabulaire = VOCABULAIRES[nom]
    field = vocabulaire.champs[ident]
    for value in (field.valeurs[0], field.valeurs[-1]):
        document, found = load("projet.yaml", f"intitule: x\n{dans_un_projet(field, value.id)}".encode())
        assert document is not None, found
        projet, more = read_projet(document, vocabulaire)
        assert [each.message for each in (*found, *more)] == []
        assert projet is not None
        assert value.id in str(projet.facts[ident])


@pytest.mark.parametrize(("nom", "ident"), CHAMPS)
def test_in_a_rule(nom: str, ident: str) -> None:
    vocabulaire = VOCABULAIRES[nom]
    field = vocabulaire.champs[ident]
    for operateur in OPERATORS[field.nature]:
        texte = dans_une_regle(field, operateur)
        document, found = load("essai.yaml", texte.encode())
        assert document is not None, found
        assert isinstance(document.root, Mapping)
        report = Report("essai.yaml", texte)
        condition = parse_condition(document.root, vocabulaire, report)
        assert [each.message for each in (*found, *report.diagnostics)] == [], texte
        assert (condition.champ, condition.operateur) == (ident, operateur)  # type: ignore[union-attr]
