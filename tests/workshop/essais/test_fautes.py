"""What is wrong with a file of cases, each at its place: « § » marks it."""

from __future__ import annotations

import re

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.codes_cas import CODES
from eligibility.documents.diagnostics import Severity

from .conftest import Essayer, Lire

ENTETE = "cas:\n  - nom: un\n"
FIN = "    raison: r\n"
PROJET = "    projet: {genre: comedie}\n"


def avec(attendu: str) -> str:
    return f"{ENTETE}{PROJET}    attendu: {{{attendu}}}\n{FIN}"


# text · code · what the cure says
FAUTES = [
    (avec("§conclusions: socle"), "V102", "conclusion"),
    (f"{ENTETE}{PROJET}    §atendu: {{}}\n    attendu: {{vraies: [salle/rire]}}\n{FIN}", "V102", "attendu"),
    (f"§dates: 2026-01-01\n{avec('items: []')}", "V102", "date"),
    (avec("conclusion: §contractualisables"), "V104", "contractualisable"),
    (avec("instruments: {billet: §ouverte}"), "V104", "ouvert"),
    (avec("items: §scene/comedie"), "V103", ""),
    (avec("items: [§scene/comedi]"), "V410", "scene/comedie"),
    (avec("items_indetermines: [§rue/parad]"), "V410", "rue/parade"),
    (avec("vraies: [§salle/rir]"), "V410", "salle/rire"),
    (avec("fausses: [salle/rire, §dehors/parades]"), "V410", "dehors/parade"),
    (avec("indeterminees: [§dehors/bille]"), "V410", "dehors/billet"),
    (avec("mesures: [§rires]"), "V410", "rire"),
    (avec("contributions: [§pret-costume]"), "V410", "pret-costumes"),
    (avec("coordinations: [§pompier]"), "V410", "pompiers"),
    (avec("instruments: {§billets: ouvert}"), "V410", "billet"),
    (avec("a_preciser: [§genres]"), "V410", "genre"),
    (avec("interpretations: [§plein-airs]"), "V410", "plein-air"),
    (avec("raisons: [{regle: §salle/rir, champ: genre}]"), "V410", "salle/rire"),
    (avec("raisons: [{regle: salle/rire, champ: §gendre}]"), "V410", "genre"),
    (avec("cofinancements: [{option: §moities}]"), "V410", "moitie"),
    (avec("cofinancements: [{option: moitie, parts: {§troup: 50}}]"), "V410", "troupe"),
    (f"{ENTETE}{PROJET}    lectures: {{§plein-ai: oui-rue}}\n    attendu: {{items: []}}\n{FIN}", "V410", "plein-air"),
    (f"{ENTETE}{PROJET}    lectures: {{plein-air: §oui}}\n    attendu: {{items: []}}\n{FIN}", "V410", "oui-rue"),
    (f"{ENTETE}{PROJET}    attendu: {{items: []}}\n{FIN}    sources: [§guide/pret]\n", "V410", "guide/prets"),
    (avec("motifs: [{instrument: §billets, regle: dehors/billet}]"), "V410", "billet"),
    (avec("motifs: [{instrument: billet, regle: §dehors/bille}]"), "V410", "dehors/billet"),
    (avec("contributions_absentes: [§pret-costume]"), "V410", "pret-costumes"),
    (avec("coordinations_absentes: [§pompier]"), "V410", "pompiers"),
    (avec("cofinancements_absents: [§moities]"), "V410", "moitie"),
    (f"{ENTETE}    §dates: []\n{PROJET}    attendu: {{items: []}}\n{FIN}", "V104", "au moins 1"),
    (f"{ENTETE}    dates: [2026-01-01, §2026-02-30]\n{PROJET}    attendu: {{items: []}}\n{FIN}", "V104", "février"),
    (
        f"cas:\n  - §nom: un\n    date: 2026-01-01\n    dates: [2026-01-02]\n{PROJET}    attendu: {{items: []}}\n{FIN}",
        "V104",
        "",
    ),
    (f"{ENTETE}    §chaque: [genre]\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}", "V103", ""),
    (f"{ENTETE}    chaque: {{§genr: [comedie]}}\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}", "V410", "genre"),
    (f"{ENTETE}    chaque: {{genre: §comedie}}\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}", "V103", ""),
    (f"{ENTETE}    chaque: {{§genre: []}}\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}", "V104", "au moins 1"),
    (
        f"{ENTETE}    chaque: {{genre: [comedie, §tragedie]}}\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}",
        "V201",
        "",
    ),
    (f"{ENTETE}    chaque: {{§items: [rue/parade]}}\n    projet: {{}}\n    attendu: {{items: []}}\n{FIN}", "V105", ""),
    (f"{ENTETE}    chaque: {{§genre: [parade]}}\n{PROJET}    attendu: {{items: []}}\n{FIN}", "V030", "tour à tour"),
    (
        f"{ENTETE}    chaque: {{§lieu.quartier: [2A]}}\n    projet: {{lieu: {{quartier: '01'}}}}\n"
        f"    attendu: {{items: []}}\n{FIN}",
        "V030",
        "retirez-la",
    ),
    (
        f"{ENTETE}    §chaque: {{genre: [parade], aides: [souffleur]}}\n    projet: {{}}\n"
        f"    attendu: {{items: []}}\n{FIN}",
        "V104",
        "",
    ),
    (f"{ENTETE}    projet: {{§genr: comedie}}\n    attendu: {{items: []}}\n{FIN}", "V102", "genre"),
    (f"{ENTETE}    projet: {{genre: §tragedie}}\n    attendu: {{items: []}}\n{FIN}", "V201", ""),
    (f"{ENTETE}    projet: {{durees: {{min: 9, max: §2}}}}\n    attendu: {{items: []}}\n{FIN}", "V301", ""),
    (f"{ENTETE}    projet: §comedie\n    attendu: {{items: []}}\n{FIN}", "V103", "sous « projet"),
    (f"{avec('items: []')}  - nom: §un\n{PROJET}    attendu: {{items: []}}\n{FIN}", "V411", ""),
    (f"{ENTETE}{PROJET}    date: §2026-02-30\n    attendu: {{items: []}}\n{FIN}", "V104", "février"),
    (f"cas:\n  - §nom: un\n{PROJET}    attendu: {{items: []}}\n", "V101", "raison"),
    # What a case says of itself, under what it says of its project.
    (f"{ENTETE}    projet:\n      genre: comedie\n      §attendu: {{items: []}}\n{FIN}", "V102", "clé du cas"),
    (
        f"{ENTETE}    projet:\n      genre: comedie\n      §date: 2026-01-01\n    attendu: {{items: []}}\n{FIN}",
        "V102",
        "clé",
    ),
    (f"{ENTETE}    projet:\n      §projet: {{genre: comedie}}\n    attendu: {{items: []}}\n{FIN}", "V102", "sans elle"),
    (avec("vraies: [salle/rire], fausses: [§salle/rire]"), "V703", "retirez l'autre"),
    (avec("vraies: [salle/rire], indeterminees: [§salle/rire]"), "V703", "retirez l'autre"),
    (avec("fausses: [salle/rire], indeterminees: [§salle/rire]"), "V703", "retirez l'autre"),
    (avec("items_indetermines: [§rue/parade], items: [rue/parade]"), "V703", "retirez l'autre"),
    (avec("contributions: [pret-costumes], contributions_absentes: [§pret-costumes]"), "V703", "retirez l'autre"),
    (avec("coordinations: [pompiers], coordinations_absentes: [§pompiers]"), "V703", "retirez l'autre"),
    (avec("cofinancements: [{option: moitie}], cofinancements_absents: [§moitie]"), "V703", "retirez l'autre"),
    (avec("vraies: [salle/rire, dehors/parade, §salle/rire]"), "V419", "retirez la répétition"),
    (avec("mesures: [rire, §rire]"), "V419", "retirez la répétition"),
    (avec("cofinancements: [{option: moitie}, {option: §moitie}]"), "V419", "retirez la répétition"),
    ("§- un\n", "V103", ""),
    ("§cas: {}\n", "V103", ""),
    ("§cas: []\n", "V104", "au moins 1"),
    ("cas:\n  - §un\n", "V103", ""),
]

VIDES = [
    (f"{ENTETE}{PROJET}    §attendu: {{}}\n{FIN}", "V700"),
    (avec("§fausses: []"), "V701"),
    (avec("§vraies: [], items: []"), "V701"),
    (avec("§indeterminees: [], items: []"), "V701"),
    (avec("§contributions: [], items: []"), "V701"),
    (avec("§coordinations: [], items: []"), "V701"),
    (avec("§motifs: [], items: []"), "V701"),
    (avec("§contributions_absentes: [], items: []"), "V701"),
    (avec("§coordinations_absentes: [], items: []"), "V701"),
    (avec("§cofinancements_absents: [], items: []"), "V701"),
    (avec("§instruments: {}, items: []"), "V701"),
    (avec("§cofinancements: [], items: []"), "V701"),
    (avec("§a_preciser: [], items: []"), "V701"),
    (avec("§raisons: [], items: []"), "V701"),
    # Another day, and another kind of show: two reasons, of which the case tells neither.
    (
        f"{ENTETE}    date: 2023-12-31\n    projet: {{genre: parade}}\n"
        f"    attendu: {{fausses: [§salle/comedie]}}\n{FIN}",
        "V702",
    ),
    (
        f"{ENTETE}    lectures: {{plein-air: non-rue}}\n{PROJET}    attendu: {{fausses: [§dehors/parade]}}\n{FIN}",
        "V702",
    ),
]

# Each says something that a change of one rule contradicts.
PLEINS = [
    avec("items: []"),
    avec("items_indetermines: []"),
    avec("mesures: []"),
    avec("interpretations: []"),
    avec("fausses: [dehors/parade]"),
    # The day alone keeps the rule from firing.
    f"{ENTETE}    date: 2023-12-31\n{PROJET}    attendu: {{fausses: [salle/comedie]}}\n{FIN}",
    # The reading alone.
    f"{ENTETE}    lectures: {{plein-air: non-rue}}\n    projet: {{genre: parade}}\n"
    f"    attendu: {{fausses: [dehors/parade]}}\n{FIN}",
    # Whether the rule would fire is not known.
    f"{ENTETE}    date: 2023-12-31\n    projet: {{}}\n    attendu: {{fausses: [salle/comedie]}}\n{FIN}",
]


def place(texte: str) -> tuple[int, int]:
    avant = texte[: texte.index("§")]
    return avant.count("\n") + 1, len(avant) - avant.rfind("\n")


@pytest.mark.parametrize(("texte", "code", "aide"), FAUTES, ids=[f"{f[1]} {f[0][-60:]!r}" for f in FAUTES])
def test_each_fault_is_told_at_its_place(lire_cas: Lire, texte: str, code: str, aide: str) -> None:
    cases, found = lire_cas(texte.replace("§", ""))
    assert cases == ()
    assert [(one.code, one.span.line, one.span.column) for one in found if one.span] == [(code, *place(texte))]
    assert aide in (found[0].aide or "").replace("\u00a0", " ")


@pytest.mark.parametrize(("texte", "code"), VIDES, ids=[f"{v[1]} {v[0][-60:]!r}" for v in VIDES])
def test_empty_expectations_are_reported(lire_cas: Lire, texte: str, code: str) -> None:
    cases, found = lire_cas(texte.replace("§", ""))
    assert len(cases) == 1, "a warning keeps nothing from being tried"
    assert [(one.code, one.span.line, one.span.column) for one in found if one.span] == [(code, *place(texte))]
    assert found[0].severity is Severity.AVERTISSEMENT
    assert found[0].aide


@pytest.mark.parametrize("texte", PLEINS)
def test_others_are_not(lire_cas: Lire, texte: str) -> None:
    _, found = lire_cas(texte)
    assert found == ()


def test_empty_file(lire_cas: Lire) -> None:
    assert [one.code for one in lire_cas("")[1]] == ["V404"]
    assert [one.code for one in lire_cas("# rien\n")[1]] == ["V404"]


def test_file_that_is_not_there(tmp_path, corpus) -> None:  # type: ignore[no-untyped-def]
    from eligibility.workshop.cas.lecture import lire

    assert [one.code for one in lire(tmp_path / "nulle-part.yaml", corpus)[1]] == ["V001"]


def test_all_faults_of_a_file_in_one_run(lire_cas: Lire) -> None:
    texte = avec("vraies: [salle/rir], couleur: bleu") + "  - nom: deux\n    projet: {genre: drame}\n"
    _, found = lire_cas(texte + f"    attendu: {{items: [rue/parad]}}\n{FIN}")
    assert {one.code for one in found} == {"V102", "V201", "V410"}


def test_the_same_name_in_a_case_without_title_is_its_title(essayer_cas: Essayer) -> None:
    (essai,) = essayer_cas(
        avec("items: []").replace("nom: un", "nom: Un titre").replace("comedie", "parade, aides: []")
    )
    assert essai.verdict.projet.intitule == "Un titre"


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_triggered(code: str) -> None:
    assert code in {found for _, found, *_ in (*VIDES, *FAUTES)}
    assert not re.search("« | »", CATALOGUE[code].message)
