"""Every kind of expectation: met it says nothing, unmet it says what was expected, what was obtained, and why."""

from __future__ import annotations

import pytest

from eligibility.documents.diagnostics import Indice
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.essai import Essai, essayer

from .conftest import Essayer, Ouvert

COMEDIE = 'projet: {genre: comedie, lieu: {quartier: "01"}, durees: {min: 60, max: 90}, '
COMEDIE += "financement: {plan: [{financeur: troupe, montant: 60}, {financeur: mairie, montant: 40}]}}"
PARADE = "projet: {genre: parade, coordination: {pompiers: non}}"
VIDE = "projet: {}"

# what is expected, of which project · what is obtained · a part of the explanation
ATTENTES = [
    ("conclusion: contractualisable", "conclusion: socle", COMEDIE, "contractualisable", "item scene/comedie"),
    ("items: [scene/comedie]", "items: []", COMEDIE, "scene/comedie", "rules/salle.yaml:15"),
    ("items: [rue/parade]", "items: [scene/comedie]", PARADE, "rue/parade", "rules/salle.yaml:15"),
    ("items_indetermines: []", "items_indetermines: [rue/parade]", COMEDIE, "aucun", "rules/dehors.yaml:6"),
    ("items_indetermines: [rue/parade, scene/comedie]", "items_indetermines: []", VIDE, "rue/parade", "n'en dit rien"),
    ("vraies: [salle/comedie]", "vraies: [dehors/parade]", COMEDIE, "ne se déclenche pas", "rules/dehors.yaml:6"),
    ("fausses: [dehors/parade]", "fausses: [salle/comedie]", COMEDIE, "se déclenche", "rules/salle.yaml:15"),
    ("indeterminees: [dehors/billet]", "indeterminees: [dehors/parade]", COMEDIE, "ne se déclenche pas", "faux"),
    ("mesures: [rire]", "mesures: []", COMEDIE, "rire", "rules/salle.yaml:26"),
    ("contributions: [pret-costumes]", "contributions: [pret-costumes]", PARADE, "aucun", "rules/dehors.yaml:28"),
    ("contributions_absentes: [pret-costumes]", "contributions_absentes: [pret-costumes]", COMEDIE, "pret", "rules/"),
    ("coordinations_absentes: [pompiers]", "coordinations_absentes: [pompiers]", PARADE, "pompiers", "rules/dehors"),
    ("cofinancements_absents: [moitie]", "cofinancements_absents: [moitie]", COMEDIE, "moitie", "rules/dehors.yaml:34"),
    ("coordinations: [pompiers]", "coordinations: [pompiers]", COMEDIE, "aucun", "rules/dehors.yaml:13"),
    ("instruments: {abonnement: ouvert}", "instruments: {abonnement: ferme}", COMEDIE, "ouvert", "rules/salle.yaml:32"),
    ("instruments: {billet: ferme}", "instruments: {billet: ouvert}", PARADE, "ferme", "Sans pompiers"),
    (
        "motifs: [{instrument: billet, regle: dehors/billet}]",
        "motifs: [{instrument: billet, regle: salle/rire}]",
        PARADE,
        "dehors/billet",
        "rules/salle.yaml:26",
    ),
    (
        "motifs: [{instrument: abonnement, regle: salle/abonnement}]",
        "motifs: [{instrument: billet, regle: salle/abonnement}]",
        COMEDIE,
        "aucun",
        "rules/salle.yaml:32",
    ),
    ("cofinancements: [{option: moitie}]", "cofinancements: [{option: moitie}]", PARADE, "aucun", "n'en dit rien"),
    (
        "cofinancements: [{option: moitie, parts: {troupe: 50}}]",
        "cofinancements: [{option: moitie, parts: {troupe: 60}}]",
        COMEDIE,
        "50.00",
        "rules/dehors.yaml:34",
    ),
    (
        "cofinancements: [{option: moitie, plan: non_conforme}]",
        "cofinancements: [{option: moitie, plan: conforme}]",
        COMEDIE,
        "non_conforme",
        "La mairie",
    ),
    ("a_preciser: [coordination.pompiers]", "a_preciser: [genre]", COMEDIE, "coordination.pompiers", "Genre : Comédie"),
    ("interpretations: [plein-air]", "interpretations: []", PARADE, "plein-air", "plein-air=non-rue change"),
    (
        "raisons: [{regle: salle/comedie, champ: genre}]",
        "raisons: [{regle: salle/comedie, champ: aides}]",
        COMEDIE,
        "« durees », « genre », « lieu.quartier »",
        "rules/salle.yaml:17",
    ),
]


def texte(projet: str, attendu: str) -> str:
    return f"cas:\n  - nom: n\n    {projet}\n    attendu:\n      {attendu}\n    raison: r\n"


@pytest.mark.parametrize(
    ("bonne", "mauvaise", "projet", "obtenu", "pourquoi"), ATTENTES, ids=[f"{a[0]} / {a[1]}" for a in ATTENTES]
)
def test_each_kind(essayer_cas: Essayer, bonne: str, mauvaise: str, projet: str, obtenu: str, pourquoi: str) -> None:
    if bonne != mauvaise:
        (essai,) = essayer_cas(texte(projet, bonne))
        assert essai.ecarts == ()
    (essai,) = essayer_cas(texte(projet, mauvaise))
    (ecart,) = essai.ecarts
    assert obtenu in ecart.obtenu.replace("\u00a0", " ")
    assert ecart.attendu != ecart.obtenu
    assert ecart.span.line == 5
    lignes = [str(indice).replace("\u00a0", " ") for indice in ecart.pourquoi]
    assert any(pourquoi in ligne for ligne in lignes), lignes


def test_every_key_of_expectations_is_tried_here() -> None:
    from eligibility.workshop.cas.declares import Attendu

    assert {attente[0].split(":")[0] for attente in ATTENTES} == set(Attendu.model_fields)


def test_only_what_is_written_is_asserted(essayer_cas: Essayer) -> None:
    (essai,) = essayer_cas(texte(COMEDIE, "vraies: [salle/comedie]"))
    assert essai.ecarts == ()


def test_differences_are_in_the_order_of_the_file(essayer_cas: Essayer) -> None:
    attendu = "a_preciser: [genre]\n      items: []\n      vraies: [dehors/parade]"
    (essai,) = essayer_cas(texte(COMEDIE, attendu))
    assert [ecart.span.line for ecart in essai.ecarts] == [5, 6, 7]


def test_a_reading_and_a_date_are_the_case_s_own(essayer_cas: Essayer) -> None:
    debut = "cas:\n  - nom: n\n    projet: {genre: parade}\n    raison: r\n"
    autre = debut + "    lectures: {plein-air: non-rue}\n    attendu: {items: [], fausses: [dehors/parade]}\n"
    (essai,) = essayer_cas(autre)
    assert essai.ecarts == ()
    longue = "cas:\n  - nom: n\n    projet: {genre: comedie, durees: {min: 200, max: 200}, aides: []}\n    raison: r\n"
    assert [len(essai.ecarts) for essai in essayer_cas(longue + "    attendu: {items: [scene/comedie]}\n")] == [1]
    ancienne = longue + "    date: 2025-12-31\n    attendu: {items: [scene/comedie], vraies: [salle/comedie]}\n"
    assert [essai.ecarts for essai in essayer_cas(ancienne)] == [()]
    assert [len(e.ecarts) for e in essayer_cas("date: 2025-12-31\n" + longue + "    attendu: {items: []}\n")] == [1]


def test_a_rule_that_does_not_hold_that_day_says_so(essayer_cas: Essayer) -> None:
    avant = "date: 2023-12-31\ncas:\n  - nom: n\n    projet: {genre: comedie}\n    raison: r\n"
    (essai,) = essayer_cas(avant + "    attendu: {vraies: [salle/comedie]}\n")
    (ecart,) = essai.ecarts
    assert ecart.pourquoi == (Indice("la règle ne vaut pas à cette date", "rules/salle.yaml", 2),)


def test_the_leaf_under_aucune_that_decides_is_told_as_it_is(essayer_cas: Essayer) -> None:
    """The condition is true, and the rule false on account of it."""
    digue = "projet: {genre: comedie, lieu: {quartier: 2A}, durees: {min: 60, max: 90}}"
    (essai,) = essayer_cas(texte(digue, "vraies: [salle/comedie]"))
    (ecart,) = essai.ecarts
    (indice,) = ecart.pourquoi
    assert (indice.fichier, indice.ligne, indice.colonne) == ("rules/salle.yaml", 20, 15)
    assert indice.dit.startswith("Quartier vaut ")
    assert ": vrai (" in indice.dit


def test_cases_of_the_theatre_conform(theatre: tuple[Cas, ...], ouvert: Ouvert) -> None:
    essais: list[Essai] = [essayer(cas, ouvert) for cas in theatre]
    assert [essai.ecarts for essai in essais] == [()] * 3
