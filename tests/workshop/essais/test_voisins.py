"""Changes of one field of a project, and how they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.language.conditions import Bounds, Leaf, Operator
from eligibility.language.facts import FactValue, Members
from eligibility.language.vocabulary import Field, Kind, Value, Vocabulary
from eligibility.workshop.mutation.projets import lire, modifier
from eligibility.workshop.mutation.voisins import changements, changer

from .conftest import MINI

PAYEURS = (Value("etat", "État"), Value("ville", "Ville"))
ARGENT = Vocabulary(
    {
        field.id: field
        for field in (
            Field("intitule", Kind.TEXTE, "Intitulé", obligatoire=True),
            Field("financement.cout_total", Kind.MONTANT, "Coût"),
            Field("financement.plan", Kind.PLAN, "Plan", valeurs=PAYEURS),
            Field("but", Kind.OUI_NON, "But"),
            Field("jour", Kind.DATE, "Jour"),
            Field("items", Kind.ENSEMBLE, "Items", valeurs=PAYEURS, conclu=True),
        )
    }
)


@pytest.fixture(scope="module")
def vocabulaire() -> Vocabulary:
    found, diagnostics = load_corpus(MINI)
    assert isinstance(found, Corpus), diagnostics
    return found.vocabulaire


def valeurs(leaf: Leaf, facts: dict[str, FactValue], vocabulaire: Vocabulary) -> list[FactValue | None]:
    return [valeur for champ, valeur in changements(facts, [leaf], vocabulaire) if champ == leaf.champ]


def test_values_near_what_is_asked(vocabulaire: Vocabulary) -> None:
    aides = Leaf("aides", Operator.CONTIENT, "souffleur")
    found = valeurs(aides, {"aides": Members(frozenset({"autre"}))}, vocabulaire)
    for voulue in ({"souffleur"}, {"autre", "souffleur"}, {"autre"}, set()):
        assert Members(frozenset(voulue)) in found
    assert found[-1] is None, "or not given any more"
    durees = Leaf("durees", Operator.RECOUPE, Bounds(10, 90))
    assert {9, 10, 11, 89, 90, 91} == {
        v.low for v in valeurs(durees, {}, vocabulaire) if isinstance(v, Bounds) and v.low == v.high
    }
    assert Bounds(9, 10) in valeurs(durees, {}, vocabulaire)
    assert None not in valeurs(durees, {}, vocabulaire), "it was not given"
    genre = Leaf("genre", Operator.VAUT, "comedie")
    assert valeurs(genre, {}, vocabulaire) == ["comedie", "parade"]
    assert valeurs(Leaf("but", Operator.VAUT, True), {"but": True}, ARGENT) == [True, False, None]


def test_what_is_deduced_is_changed_where_it_comes_from(vocabulaire: Vocabulary) -> None:
    rive = Leaf("lieu.rive", Operator.VAUT, "gauche")
    assert [*changements({"lieu.rive": "droite"}, [rive], vocabulaire)] == [
        ("lieu.quartier", "01"),
        ("lieu.quartier", "2A"),
    ]
    avant: dict[str, FactValue] = {"lieu.quartier": "01", "lieu.rive": "gauche", "genre": "parade"}
    assert changer(avant, ("lieu.quartier", "2A"), vocabulaire) == {
        "lieu.quartier": "2A",
        "lieu.rive": "droite",
        "genre": "parade",
    }
    assert changer(avant, ("lieu.quartier", None), vocabulaire) == {"genre": "parade"}


def test_what_is_concluded_is_not_changed() -> None:
    assert [*changements({}, [Leaf("items", Operator.CONTIENT, "etat")], ARGENT)] == []


def test_a_changed_plan_goes_with_no_declared_cost() -> None:
    projet = {"but": "oui", "financement": {"cout_total": 300, "plan": [{"financeur": "etat", "montant": 300}]}}
    autre = modifier(projet, ("financement.plan", Members(frozenset({"ville", "etat"}))), ARGENT)
    assert autre["but"] == "oui"
    assert autre["financement"] == {
        "plan": [{"financeur": "etat", "montant": 1000}, {"financeur": "ville", "montant": 1000}]
    }
    lu = lire(autre, "n", ARGENT)
    assert lu is not None
    assert lu.facts["financement.plan"] == Members(frozenset({"ville", "etat"}))


def test_values_as_an_officer_writes_them() -> None:
    assert modifier({}, ("financement.cout_total", 12_050), ARGENT) == {"financement": {"cout_total": Decimal("120.5")}}
    assert modifier({}, ("but", False), ARGENT) == {"but": "non"}
    assert modifier({"but": "oui", "jour": "2026-01-01"}, ("but", None), ARGENT) == {"jour": "2026-01-01"}
    assert modifier({"financement": {"cout_total": 3}}, ("financement.cout_total", None), ARGENT) == {}
    jour = modifier({}, ("jour", 738_886), ARGENT)
    assert jour == {"jour": "2024-01-01"}
    lu = lire(jour, "n", ARGENT)
    assert lu is not None
    assert lu.facts == {"intitule": "n", "jour": 738_886}


def test_a_project_that_would_be_refused_is_none() -> None:
    contraire = {"financement": {"cout_total": 5, "plan": [{"financeur": "etat", "montant": 300}]}}
    assert lire({"but": "peut-être"}, "n", ARGENT) is None
    assert lire({"financement": contraire["financement"], "but": "x"}, "n", ARGENT) is None
