"""A small vocabulary with every kind of field, the two readers over a text, and the comparison of what they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from eligibility.documents.diagnostics import MAX_EXCERPT, Diagnostic, Report, Severity
from eligibility.documents.loader import load
from eligibility.language.conditions import Condition
from eligibility.language.facts import FactValue
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
Admettre = Callable[..., dict[str, FactValue]]
Refuser = Callable[..., None]

MARK = "§"
_TYPOGRAPHY = re.compile("« | »|[^ :\u00a0] [;:?!](?![\u00a0»])")


def read_text(text: str) -> tuple[Projet | None, Found]:
    """A project's text, read."""
    document, diagnostics = load("projet.yaml", text.encode())
    assert document is not None, diagnostics
    assert not diagnostics
    return read_projet(document, VOCABULAIRE)


def parse_text(text: str) -> tuple[Condition | None, Found]:
    """A condition's text, parsed."""
    document, diagnostics = load("regle.yaml", text.encode())
    assert document is not None, diagnostics
    assert not diagnostics
    assert document.root is not None
    report = Report(document.name, document.text)
    return parse_condition(document.root, VOCABULAIRE, report), report.diagnostics


def compare(marked: str, read: Callable[[str], tuple[object, Found]], expected: tuple[str, ...]) -> None:
    """``marked`` is refused exactly as ``expected``, in order, each at its « § ».

    An expectation is a code, then words that its message or its cure must hold, ordinary spaces for no-break ones.
    """
    text = marked.replace(MARK, "")
    places = []
    for mark, piece in enumerate(marked.split(MARK)[:-1]):
        before = "".join(marked.split(MARK)[:mark]) + piece
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    value, found = read(text)
    said = [f"{one.code} {one.message} | {one.aide}".replace("\u00a0", " ") for one in found]
    wanted = [words.partition(" ") for words in expected]
    assert [one.code for one in found] == [code for code, _, _ in wanted], said
    assert [(one.span.line, one.span.column) for one in found if one.span] == places, said
    for words, (_, _, fragment) in zip(said, wanted, strict=True):
        assert fragment in words
    assert (value is None) is any(one.severity is Severity.ERREUR for one in found)
    for one in found:
        assert one.span is not None
        line = text.split("\n")[one.span.line - 1]
        assert one.extrait == (line if line.strip() and len(line) <= MAX_EXCERPT else None)
        for shown in filter(None, (one.message, one.aide)):
            assert "\n" not in shown
            assert not _TYPOGRAPHY.search(shown), f"espace insécable attendue : {shown}"
            assert not shown[0].isupper()
            assert not shown.endswith(".")


@pytest.fixture(scope="session")
def vocabulaire() -> Vocabulary:
    return VOCABULAIRE


@pytest.fixture(scope="session")
def lire() -> Lire:
    return read_text


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return parse_text


@pytest.fixture(scope="session")
def admettre() -> Admettre:
    """The facts of a project that has no error, its title left out; ``notes`` are the only diagnostics."""

    def admit(text: str, *notes: str) -> dict[str, FactValue]:
        projet, found = read_text(f"intitule: x\n{text}")
        assert [one.code for one in found] == list(notes), found
        assert projet is not None
        return {champ: value for champ, value in projet.facts.items() if champ != "intitule"}

    return admit


@pytest.fixture(scope="session")
def refuser() -> Refuser:
    """A project's marked text, compared with the diagnostics expected."""

    def refuse(marked: str, *expected: str) -> None:
        compare(marked, read_text, expected)

    return refuse


@pytest.fixture(scope="session")
def refuser_condition() -> Refuser:
    """The same for a condition."""

    def refuse(marked: str, *expected: str) -> None:
        compare(marked, parse_text, expected)

    return refuse
