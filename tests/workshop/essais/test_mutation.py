"""Mutants of rules: which there are, what kills them, where the others are told."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.pair import Decideur
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.workshop.cas.lecture import Cas, lire
from eligibility.workshop.essais.essai import essayer
from eligibility.workshop.mutation.banc import Banc
from eligibility.workshop.mutation.campagne import muter, possibles
from eligibility.workshop.mutation.equivalence import Equivalence
from eligibility.workshop.mutation.mutants import RIEN, Mutant, installer, mutants

from .conftest import MINI, Lire

ROOT = Path(__file__).parents[3]

COMEDIE = Leaf("genre", Operator.VAUT, "comedie")
PARADE_ = Leaf("genre", Operator.VAUT, "parade")
UNE = Leaf("genre", Operator.PARMI, ("comedie",))
DEUX = Leaf("genre", Operator.PARMI, ("comedie", "parade"))
AUTRE = Leaf("aides", Operator.CONTIENT, "autre")
SOUFFLEUR = Leaf("aides", Operator.CONTIENT, "souffleur")
UN_DE = Leaf("aides", Operator.CONTIENT_UN_DE, ("autre", "souffleur"))
GAUCHE = Leaf("lieu.rive", Operator.VAUT, "gauche")
DIGUE = Leaf("lieu.quartier", Operator.VAUT, "2A")


def rang(corpus: Corpus, cle: str) -> int:
    return next(rang for rang, rule in enumerate(corpus.regles) if rule.cle == cle)


def de(corpus: Corpus, cle: str, partie: str) -> list[Mutant]:
    return [mutant for mutant in mutants(corpus, rang(corpus, cle)) if mutant.partie == partie]


def avec(corpus: Corpus, cle: str, si: Condition) -> Corpus:
    """The corpus with another condition for that rule."""
    position = rang(corpus, cle)
    change = installer(corpus, Mutant(position, replace(corpus.regles[position], si=si), ("si",), ""))
    assert change is not None
    return change


# -- which mutants there are ----------------------------------------------------------------------------------


def test_dates_a_day_earlier_and_a_day_later(corpus: Corpus) -> None:
    found = de(corpus, "salle/comedie@2024-01-01", "en_vigueur")
    assert [(m.rule.du, m.rule.au, m.chemin[1]) for m in found] == [
        ("2023-12-31", "2025-12-31", "du"),
        ("2024-01-02", "2025-12-31", "du"),
        ("2024-01-01", "2025-12-30", "au"),
        ("2024-01-01", "2026-01-01", "au"),
    ]
    assert [m.dit for m in found[::3]] == [
        "aucun cas ne distingue le 31 décembre 2023 du 1er janvier 2024",
        "aucun cas ne distingue le 31 décembre 2025 du 1er janvier 2026",
    ]
    assert de(corpus, "salle/rire", "en_vigueur") == [], "a rule without dates has none to shift"


def test_dates_stay_in_order(corpus: Corpus) -> None:
    regles = [replace(rule, du="2024-01-01", au="2024-01-01") for rule in corpus.regles]
    found = de(replace(corpus, regles=tuple(regles)), "salle/rire@2024-01-01", "en_vigueur")
    assert [(m.rule.du, m.rule.au) for m in found] == [("2023-12-31", "2024-01-01"), ("2024-01-01", "2024-01-02")]


def test_reading_dropped_and_changed(corpus: Corpus) -> None:
    found = de(corpus, "dehors/parade", "lecture")
    assert [m.rule.lecture for m in found] == [None, ("plein-air", "non-rue")]
    assert de(corpus, "salle/rire", "lecture") == []


def test_effect_dropped_and_axes_one_by_one(corpus: Corpus) -> None:
    assert [m.rule.alors for m in de(corpus, "salle/rire", "alors")] == [RIEN]
    position = rang(corpus, "dehors/billet")
    regles = [*corpus.regles]
    alors = replace(regles[position].alors, ferme=("rue", "scene"))
    regles[position] = replace(regles[position], alors=alors)
    found = de(replace(corpus, regles=tuple(regles)), "dehors/billet", "alors")
    assert [m.rule.alors for m in found] == [RIEN, replace(alors, ferme=("scene",)), replace(alors, ferme=("rue",))]
    assert [m.mot for m in found] == [None, "rue", "scene"]


def test_mutants_are_all_different_and_always_the_same(corpus: Corpus) -> None:
    for position, rule in enumerate(corpus.regles):
        found = [*mutants(corpus, position)]
        assert found == [*mutants(corpus, position)]
        contenus = {(m.rule.si, m.rule.du, m.rule.au, m.rule.lecture, m.rule.alors) for m in found}
        assert len(contenus) == len(found) > 0
        assert (rule.si, rule.du, rule.au, rule.lecture, rule.alors) not in contenus
        assert all(m.dit.startswith("aucun cas ") for m in found)


def test_two_changes_that_say_the_same_are_one(corpus: Corpus) -> None:
    change = avec(corpus, "dehors/costumes", UneDe((COMEDIE, COMEDIE)))
    sans = [m for m in mutants(change, rang(corpus, "dehors/costumes")) if m.rule.si == UneDe((COMEDIE,))]
    assert len(sans) == 1


def test_a_mutant_that_makes_a_loop_is_none(corpus: Corpus) -> None:
    position = rang(corpus, "salle/rire")
    rule = replace(corpus.regles[position], si=Leaf("mesures", Operator.CONTIENT, "rire"))
    assert installer(corpus, Mutant(position, rule, ("si",), "")) is None


def test_strata_follow_what_the_mutant_tests(corpus: Corpus) -> None:
    position = rang(corpus, "dehors/costumes")
    rule = replace(corpus.regles[position], si=Leaf("mesures", Operator.CONTIENT, "rire"))
    mute = installer(corpus, Mutant(position, rule, ("si",), ""))
    assert mute is not None
    assert (
        corpus.regles[position].niveau
        < mute.regles[position].niveau
        == mute.regles[rang(corpus, "salle/rire")].niveau + 1
    )


# -- what kills them -------------------------------------------------------------------------------------------


def remarque(mutant: Mutant, corpus: Corpus, cas: Sequence[Cas]) -> bool:
    """Whether some case differs, by the ordinary runner on a corpus where the mutant is the rule."""
    mute = installer(corpus, mutant)
    assert mute is not None
    ouvert = Ouvert(mute, Decideur(mute, exhaustif=True, sans_durable=True))
    return any(essayer(one, ouvert).ecarts for one in cas)


def accord(corpus: Corpus, cas: Sequence[Cas], a_essayer: Sequence[Mutant]) -> tuple[int, int]:
    """How many were killed and how many not, each as the ordinary runner says."""
    banc = Banc(corpus, cas)
    tues = 0
    for mutant in a_essayer:
        tueur = banc.tueur(mutant)
        assert (tueur is not None) is remarque(mutant, corpus, cas), (mutant.rule.cle, mutant.chemin, mutant.dit)
        if tueur is not None:
            assert remarque(mutant, corpus, [tueur]), "the case said to kill it does, alone"
            tues += 1
    return tues, len(a_essayer) - tues


def tous(corpus: Corpus) -> list[Mutant]:
    return [mutant for position in range(len(corpus.regles)) for mutant in possibles(corpus, position)]


def test_killed_and_surviving_as_the_ordinary_runner_says(corpus: Corpus, theatre: tuple[Cas, ...]) -> None:
    tues, survivants = accord(corpus, theatre, tous(corpus))
    assert tues > 30
    assert survivants > 15


# Each kind of assertion alone: what it does not see, it must not be said to see, nor the reverse.
SEULES = [
    "conclusion: contractualisable",
    "items: [scene/comedie]",
    "items_indetermines: []",
    "mesures: [rire]",
    "contributions: [pret-costumes]",
    "instruments: {abonnement: ouvert}",
    "cofinancements: [{option: moitie, parts: {troupe: 500}, plan: conforme}]",
    "a_preciser: [coordination.pompiers]",
    "interpretations: []",
    "raisons: [{regle: salle/comedie, champ: genre}]",
    "raisons: [{regle: salle/rire, champ: items}]",
    "vraies: [salle/comedie]",
    "fausses: [dehors/pompiers]",
    "indeterminees: [dehors/billet]",
]
DEBUT = """cas:
  - nom: seul
    projet:
      genre: comedie
      lieu: {quartier: "01"}
      durees: {min: 60, max: 90}
      financement: {plan: [{financeur: troupe, montant: 500}, {financeur: mairie, montant: 500}]}
    raison: r
    attendu:
"""
PARADE = """cas:
  - nom: seul
    projet: {genre: parade, coordination: {pompiers: non}}
    raison: r
    attendu:
"""
INCONNUE = "cas:\n  - nom: seul\n    projet: {aides: [souffleur]}\n    raison: r\n    attendu:\n"


@pytest.mark.parametrize(
    "texte",
    [
        *(DEBUT + f"      {seule}\n" for seule in SEULES),
        PARADE + "      coordinations: [pompiers]\n",
        PARADE + "      instruments: {billet: ferme}\n",
        PARADE + "      interpretations: [plein-air]\n",
        PARADE + "      conclusion: indetermine\n",
        INCONNUE + "      a_preciser: [genre, lieu.quartier]\n",
        INCONNUE + "      items_indetermines: [rue/parade, scene/comedie]\n",
        INCONNUE + "      indeterminees: [dehors/pompiers, salle/abonnement]\n",
    ],
    ids=lambda texte: texte.splitlines()[-1].strip(),
)
def test_each_kind_of_assertion_alone(corpus: Corpus, lire_cas: Lire, texte: str) -> None:
    cas, found = lire_cas(texte)
    assert found == ()
    ouvert = Ouvert(corpus, Decideur(corpus, sans_durable=True))
    assert not any(essayer(one, ouvert).ecarts for one in cas)
    tues, survivants = accord(corpus, cas, tous(corpus))
    assert tues
    assert survivants


@pytest.mark.parametrize(
    ("cle", "si", "texte"),
    [
        # The item alone makes the conclusion: its instrument is open whatever it is.
        ("salle/abonnement", Leaf("genre", Operator.RENSEIGNE, True), DEBUT + "      conclusion: contractualisable\n"),
        # A datum is asked for because another follows from it.
        ("dehors/costumes", GAUCHE, "cas:\n  - nom: n\n    projet: {genre: parade}\n    raison: r\n"
         "    attendu: {a_preciser: [lieu.quartier]}\n"),
        # The same conclusion by two rules: the loss of one is nothing.
        ("dehors/parade", COMEDIE, DEBUT + "      items: [rue/parade, scene/comedie]\n"),
    ],
)  # fmt: skip
def test_other_ways_to_depend(corpus: Corpus, lire_cas: Lire, cle: str, si: Condition, texte: str) -> None:
    change = avec(corpus, cle, si)
    cas, _ = lire_cas(texte)
    ouvert = Ouvert(change, Decideur(change, sans_durable=True))
    assert [essayer(one, ouvert).ecarts for one in cas] == [()]
    tues, survivants = accord(change, cas, tous(change))
    assert tues
    assert survivants


def test_on_the_shipped_corpus() -> None:
    """A few mutants of every part, on the cases of one file: chains of conclusions, readings, dates."""
    corpus, diagnostics = load_corpus(ROOT)
    assert corpus is not None, diagnostics
    fichier = ROOT / "tests" / "cas" / "axe-2-emploi.yaml"
    cas, _ = lire(fichier, corpus, fichier.name)
    ouvert = Ouvert(corpus, Decideur(corpus, sans_durable=True))
    conformes = [one for one in cas if not essayer(one, ouvert).ecarts]
    tues, survivants = accord(corpus, conformes, tous(corpus)[::60])
    assert tues
    assert survivants


# -- what cannot be killed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("avant", "apres", "pareil"),
    [
        (COMEDIE, UNE, True),
        (COMEDIE, Aucune((Aucune((COMEDIE,)),)), True),
        (Toutes((AUTRE, UN_DE)), AUTRE, True),
        (UneDe((AUTRE, UN_DE)), UneDe((SOUFFLEUR, UN_DE)), True),
        (Toutes((COMEDIE, DEUX)), COMEDIE, True),
        (COMEDIE, PARADE_, False),
        (COMEDIE, DEUX, False),
        # Every value there is: it is enough that one is given.
        (DEUX, Leaf("genre", Operator.RENSEIGNE, True), True),
        (COMEDIE, Toutes((COMEDIE, AUTRE)), False),
        (Toutes((GAUCHE, DIGUE)), Toutes((GAUCHE, DIGUE, AUTRE)), False),
    ],
)
def test_equivalence(corpus: Corpus, avant: Condition, apres: Condition, pareil: bool) -> None:
    position = rang(corpus, "dehors/costumes")
    regles = [*corpus.regles]
    regles[position] = replace(regles[position], si=avant)
    change = replace(corpus, regles=tuple(regles))
    mutant = Mutant(position, replace(regles[position], si=apres), ("si",), "")
    assert Equivalence(change).prouvee(mutant) is pareil


def test_a_date_no_conclusion_reaches_is_equivalent(corpus: Corpus) -> None:
    """« salle/rire » tests an item that no rule concludes before 2024: holding the day before changes nothing."""
    position = rang(corpus, "salle/rire")
    regles = [*corpus.regles]
    regles[position] = replace(regles[position], du="2024-01-01")
    change = replace(corpus, regles=tuple(regles))
    avant, apres = (m for m in mutants(change, position) if m.partie == "en_vigueur")
    assert Equivalence(change).prouvee(avant)
    assert not Equivalence(change).prouvee(apres)


def test_a_date_of_an_instrument_is_seen_where_its_axis_is_reached(corpus: Corpus) -> None:
    """« salle/abonnement » tests a measure that no rule concludes before 2024. It speaks of « scene », that no item
    reaches either; of « rue », a parade would tell an instrument examined and closed from one left unexamined."""
    position = rang(corpus, "salle/abonnement")
    rule = replace(corpus.regles[position], du="2024-01-01")
    for axe, pareil in (("scene", True), ("rue", False)):
        regles = [*corpus.regles]
        regles[position] = replace(rule, alors=replace(rule.alors, ouvre=(axe,)))
        change = replace(corpus, regles=tuple(regles))
        avant, apres = (m for m in mutants(change, position) if m.partie == "en_vigueur")
        assert Equivalence(change).prouvee(avant) is pareil
        assert not Equivalence(change).prouvee(apres)


# -- what is told ----------------------------------------------------------------------------------------------------


def test_survivors_are_told_at_their_place(corpus: Corpus) -> None:
    """Without any case, every mutant survives: each is at what it changes."""
    mutation = muter(corpus, [], MINI)
    assert (mutation.tues, mutation.score) == (0, 0)
    for survivant in mutation.survivants:
        ligne = (MINI / survivant.rule.fichier).read_text(encoding="utf-8").split("\n")[survivant.span.line - 1]
        ici = ligne[survivant.span.column - 1 :]
        mutant = survivant.mutant
        if mutant.mot is not None:
            assert ici.lstrip('"').startswith(mutant.mot)
        elif mutant.partie == "en_vigueur":
            assert ici.startswith(str(survivant.rule.du if mutant.chemin[1] == "du" else survivant.rule.au))
        elif mutant.partie == "si":
            noms = ("toutes", "une_de", "aucune", *corpus.vocabulaire.champs)
            assert ici.split(":")[0] in noms
        else:
            assert ici.startswith((mutant.partie, "oui-rue"))
    assert list(mutation.survivants) == sorted(
        mutation.survivants, key=lambda s: (s.rule.fichier, s.span.line, s.span.column, s.mutant.dit)
    )


def test_a_file_that_changed_meanwhile(corpus: Corpus, tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "rules" / "salle.yaml").write_text("regles: []\n", encoding="utf-8")
    mutation = muter(corpus, [], tmp_path / "mini", motif="salle/rire")
    assert {survivant.span.line for survivant in mutation.survivants} == {22, 26}


def test_progress_is_told_rule_by_rule(corpus: Corpus, theatre: tuple[Cas, ...]) -> None:
    pas: list[tuple[int, int]] = []
    muter(corpus, theatre, MINI, avancer=lambda fait, total: pas.append((fait, total)))
    combien = len(corpus.regles)
    assert pas == [(fait, combien) for fait in range(1, combien + 1)]


def test_no_rule_no_mutant(corpus: Corpus, theatre: tuple[Cas, ...]) -> None:
    mutation = muter(corpus, theatre, MINI, motif="opera")
    assert (mutation.total, mutation.score) == (0, 100)
