"""A case written once for several days or several values of a field: as many cases, each told from the others."""

from __future__ import annotations

from datetime import date

from .conftest import Essayer, Lire

FIN = "    raison: r\n"


def cas(cles: str, projet: str, attendu: str) -> str:
    return f"cas:\n  - nom: Un spectacle\n{cles}    projet: {projet}\n    attendu: {{{attendu}}}\n{FIN}"


def test_one_case_for_each_day(essayer_cas: Essayer) -> None:
    """The version of 2024 takes any comedy, that of 2026 only a short one."""
    longue = "{genre: comedie, durees: {min: 200, max: 200}, aides: []}"
    jours = "    dates: [2024-01-01, 2025-12-31, 2026-01-01]\n"
    essais = essayer_cas(cas(jours, longue, "items: [scene/comedie]"))
    assert [essai.cas.jour for essai in essais] == [date(2024, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [len(essai.ecarts) for essai in essais] == [0, 0, 1]
    assert [essai.cas.nom for essai in essais] == [
        "Un spectacle (le 1er janvier 2024)",
        "Un spectacle (le 31 décembre 2025)",
        "Un spectacle (le 1er janvier 2026)",
    ]


def test_one_case_for_each_value(essayer_cas: Essayer) -> None:
    valeurs = "    chaque:\n      genre:\n        - comedie\n        - parade\n"
    essais = essayer_cas(cas(valeurs, "{durees: {min: 10, max: 20}}", "items: [rue/parade]"))
    assert [(essai.cas.nom, essai.cas.ligne, len(essai.ecarts)) for essai in essais] == [
        ("Un spectacle (genre : comedie)", 5, 1),
        ("Un spectacle (genre : parade)", 6, 0),
    ]
    assert [essai.verdict.projet.intitule for essai in essais] == [essai.cas.nom for essai in essais]


def test_values_are_written_as_in_a_project(lire_cas: Lire) -> None:
    """A field under a group, a list, an interval, a plan: each keeps what else the project says."""
    ecrits = {
        "lieu.quartier: ['01', 2A]": ["lieu.quartier : 01", "lieu.quartier : 2A"],
        "aides: [souffleur, [souffleur, autre], []]": [
            "aides : souffleur",
            "aides : souffleur, autre",
            "aides : aucun",
        ],
        "durees: [{min: 1, max: 2}, {min: 3}]": ["durees : min 1, max 2", "durees : min 3"],
        "financement.plan: [[{financeur: troupe, montant: 5}]]": ["financement.plan : financeur troupe, montant 5"],
        "genre: [comedie, ]": ["genre : comedie"],
    }
    for ecrit, noms in ecrits.items():
        projet = "{lieu: {}, coordination: {pompiers: oui}}"
        cases, found = lire_cas(cas(f"    chaque: {{{ecrit}}}\n", projet, "items: []"))
        assert found == ()
        assert [one.nom for one in cases] == [f"Un spectacle ({nom})" for nom in noms]
        champ = ecrit.partition(":")[0]
        assert all(champ in one.projet.facts for one in cases)
        assert all(one.projet.facts["coordination.pompiers"] is True for one in cases)
        assert len({repr(one.projet.facts[champ]) for one in cases}) == len(cases)


def test_days_and_values_together(lire_cas: Lire) -> None:
    varie = "    dates: [2025-12-31, 2026-01-01]\n    chaque: {genre: [comedie, parade]}\n"
    cases, found = lire_cas(cas(varie, "{}", "items_indetermines: []"))
    assert found == ()
    assert {(one.jour.year, one.projet.facts["genre"]) for one in cases} == {
        (2025, "comedie"),
        (2025, "parade"),
        (2026, "comedie"),
        (2026, "parade"),
    }
    assert len({one.nom for one in cases}) == 4


def test_a_value_left_out_is_one_more(lire_cas: Lire) -> None:
    cases, found = lire_cas(cas("    chaque: {genre: [comedie, null]}\n", "{}", "mesures: []"))
    assert found == ()
    assert [one.projet.facts.get("genre") for one in cases] == ["comedie", None]
    assert cases[1].nom == "Un spectacle (genre : non donné)"


def test_a_fault_of_the_project_is_told_once(lire_cas: Lire) -> None:
    cases, found = lire_cas(cas("    chaque: {genre: [comedie, parade]}\n", "{dure: 3}", "items: []"))
    assert cases == ()
    assert [one.code for one in found] == ["V102"]
