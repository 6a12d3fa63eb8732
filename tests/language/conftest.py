"""A small vocabulary with every kind of field, and the two readers over a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.loader import load
from eligibility.language.conditions import Condition
from eligibility.language.parser import parse_condition
from eligibility.language.projet import Projet, read_projet
from eligibility.language.vocabulary import Deduction, Field, Kind, Value, Vocabulary

ACTEURS = (
    Value("etat", "État", synonymes=("préfecture",)),
    Value("departement", "Département", synonymes=("conseil départemental",)),
    Value("caf", "Caisse d'allocations familiales"),
    Value("autre", "Autre financeur"),
)
CHAMPS = (
    Field("intitule", Kind.TEXTE, "intitulé", obligatoire=True),
    Field("caf", Kind.TEXTE, "Caf"),
    Field("porteur.nom", Kind.TEXTE, "nom du porteur"),
    Field(
        "territoire.departement",
        Kind.CHOIX,
        "département",
        valeurs=(
            Value("01", "Ain", synonymes=("Ain",), attributs={"region": "84", "zone": "metro"}),
            Value("2A", "Corse-du-Sud", synonymes=("Corse-du-Sud",), attributs={"region": "94", "zone": "metro"}),
            Value("69", "Rhône", synonymes=("Rhône",), attributs={"region": "84", "zone": "metro"}),
            Value("971", "Guadeloupe", synonymes=("Guadeloupe",), attributs={"region": "", "zone": "drom"}),
        ),
    ),
    Field(
        "territoire.metropole",
        Kind.CHOIX,
        "métropole",
        valeurs=(
            Value("200046977", "Métropole de Lyon", attributs={"departements": "69"}),
            Value("non", "aucune", equivalents=("false", "faux", "no")),
        ),
    ),
    Field(
        "territoire.zone",
        Kind.CHOIX,
        "zone",
        valeurs=(Value("metro", "métropole"), Value("drom", "outre-mer")),
        deduit_de=Deduction("territoire.departement", "zone"),
    ),
    Field(
        "territoire.zonages",
        Kind.ENSEMBLE,
        "zonages",
        valeurs=(Value("qpv", "quartier prioritaire"), Value("rural", "rural", synonymes=("milieu rural", "campagne"))),
    ),
    Field(
        "objets",
        Kind.ENSEMBLE,
        "objets",
        valeurs=(
            Value("parentalite", "parentalité", equivalents=("soutien parental",)),
            Value("petite_enfance", "petite enfance"),
            Value("loisir_jeune", "sorties"),
            Value("loisir_enfant", "sorties"),
        ),
    ),
    Field("publics", Kind.ENSEMBLE, "publics", valeurs=(Value("familles_precaires", "familles précaires"),)),
    Field("ages", Kind.INTERVALLE, "âges", unite="ans"),
    Field("periode", Kind.PERIODE, "période"),
    Field("signature", Kind.DATE, "signature"),
    Field("places", Kind.NOMBRE, "places", unite="places"),
    Field("finalite_emploi", Kind.OUI_NON, "finalité emploi", modifiable=True),
    Field("financement.cout_total", Kind.MONTANT, "coût total"),
    Field("financement.plan", Kind.PLAN, "plan de financement", valeurs=ACTEURS),
    Field("items", Kind.ENSEMBLE, "items", valeurs=(Value("enfance/parentalite", "parentalité"),), conclu=True),
)
VOCABULAIRE = Vocabulary({field.id: field for field in CHAMPS}, {"territoire": "Territoire"})

Found = tuple[Diagnostic, ...]
Lire = Callable[[str], tuple[Projet | None, Found]]
Analyser = Callable[[str], tuple[Condition | None, Found]]


@pytest.fixture(scope="session")
def vocabulaire() -> Vocabulary:
    return VOCABULAIRE


@pytest.fixture(scope="session")
def lire() -> Lire:
    """A project's text, read."""

    def read(text: str) -> tuple[Projet | None, Found]:
        document, diagnostics = load("projet.yaml", text.encode())
        assert document is not None, diagnostics
        assert not diagnostics
        return read_projet(document, VOCABULAIRE)

    return read


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """A condition's text, parsed."""

    def parse(text: str) -> tuple[Condition | None, Found]:
        document, diagnostics = load("regle.yaml", text.encode())
        assert document is not None, diagnostics
        assert document.root is not None
        report = Report(document.name, document.text)
        return parse_condition(document.root, VOCABULAIRE, report), report.diagnostics

    return parse


def shown(found: Found) -> list[str]:
    """Diagnostics as « line:column code message | aide », ordinary spaces for no-break ones."""
    lines = []
    for one in found:
        assert one.span is not None
        text = f"{one.span.line}:{one.span.column} {one.code} {one.message} | {one.aide}"
        lines.append(text.replace("\u00a0", " "))
    return lines
