"""Coverage: what cases show of rules and conditions, counted and exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.corpus.model import Corpus
from eligibility.engine.ouvrir import Ouvert
from eligibility.render.couverture import rendre
from eligibility.render.lcov import lcov
from eligibility.render.support import Support
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.couverture import Couverture, couvrir, manques
from eligibility.workshop.essais.essai import essayer

from .conftest import Essayer


@pytest.fixture
def couverture(theatre: tuple[Cas, ...], ouvert: Ouvert) -> Couverture:
    return couvrir(ouvert.corpus, [essayer(cas, ouvert) for cas in theatre])


def feuilles(couverture: Couverture, cle: str) -> list[tuple[int, int, int]]:
    (vue,) = [vue for vue in couverture.regles if vue.rule.cle == cle]
    return [(feuille.leaf.ligne, feuille.vraie, feuille.fausse) for feuille in vue.feuilles]


def test_leaves_are_counted_true_and_false(couverture: Couverture) -> None:
    # genre, durees, aides, quartier: two comedies and a parade; one of the comedies at la Digue.
    assert feuilles(couverture, "salle/comedie@2026-01-01") == [(15, 2, 1), (17, 2, 0), (18, 0, 0), (20, 1, 1)]
    assert feuilles(couverture, "salle/comedie@2024-01-01") == [(7, 0, 0)], "no case of that time"


def test_what_is_missing_is_told_of_its_line(couverture: Couverture) -> None:
    found = {(manque.fichier, manque.ligne, manque.quoi.replace("\u00a0", " ")) for manque in couverture.manques}
    assert ("rules/salle.yaml", 17, "jamais fausse : Durées recoupe 10-90 minutes") in found
    assert (
        "rules/salle.yaml",
        17,
        "aucun projet ne finit à 10 minutes : Durées recoupe 10-90 minutes",
    ) in found
    # What would make it shown is said: a case that fires it without a word is not one.
    assert ("rules/salle.yaml", 9, "aucun cas indéterminé (aucun ne la nomme sous « indeterminees »)") in found
    assert ("rules/salle.yaml", 2, "aucun cas daté du 1er janvier 2026") in found
    assert not any(quoi.startswith("aucun cas favorable") and ligne == 9 for _, ligne, quoi in found)


def test_nothing_shown_and_all_shown(corpus: Corpus, couverture: Couverture) -> None:
    rien = couvrir(corpus, [])
    assert rien.taux == 0
    assert rien.demandes == couverture.demandes == len(rien.manques)
    assert 0 < couverture.taux < 100
    assert manques(corpus, []) == rien.manques
    assert Couverture(()).taux == 100


def test_one_more_case_shows_more_and_asks_nothing_new(essayer_cas: Essayer, corpus: Corpus) -> None:
    debut = "cas:\n  - nom: n\n    projet: {aides: [souffleur]}\n    attendu: {items: []}\n    raison: r\n"
    un = couvrir(corpus, essayer_cas(debut))
    suite = debut + "  - nom: m\n    projet: {aides: []}\n    attendu: {items: []}\n    raison: r\n"
    deux = couvrir(corpus, essayer_cas(suite))
    perdus = {manque.quoi for manque in un.manques} - {manque.quoi for manque in deux.manques}
    assert [quoi.split(" :")[0].split("\u00a0:")[0] for quoi in perdus] == ["jamais fausse"]
    assert deux.demandes == un.demandes
    assert deux.taux == pytest.approx(un.taux + 100 / un.demandes)


def test_only_rules_that_lack_something_are_shown(couverture: Couverture) -> None:
    textes = {vue.rule.fichier: (Path("?").name,) for vue in couverture.regles}
    page = rendre(couverture, textes, Support()).texte()
    for vue in couverture.regles:
        assert (f"{vue.rule.fichier}:{vue.rule.ligne} " in page) is bool(vue.manques)


def test_lcov_is_read_back(couverture: Couverture) -> None:
    """By a reader of the format: records, functions, branches, lines, and sums that add up."""
    fichiers = lire_lcov(lcov(couverture, lambda nom: f"depot/{nom}"))
    assert list(fichiers) == ["depot/rules/dehors.yaml", "depot/rules/salle.yaml"]
    salle = fichiers["depot/rules/salle.yaml"]
    assert salle["DA"][15] == 3
    assert salle["DA"][18] == 0
    assert salle["BRDA"][15, 0] == [2, 1]
    assert salle["BRDA"][17, 0] == [2, 0]
    assert salle["BRDA"][18, 0] == [None, None], "never reached"
    assert salle["FNDA"] == {
        "salle/comedie@2024-01-01": 0,
        "salle/comedie@2026-01-01": 1,
        "salle/rire": 1,
        "salle/abonnement": 1,
    }
    assert salle["FN"]["salle/rire"] == 22


def lire_lcov(texte: str):  # type: ignore[no-untyped-def]
    """geninfo(1): one record a file, sums checked against what they sum."""
    fichiers = {}
    record = None
    for ligne in texte.splitlines():
        cle, _, reste = ligne.partition(":")
        match cle:
            case "TN":
                assert record is None
            case "SF":
                record = fichiers[reste] = {"FN": {}, "FNDA": {}, "BRDA": {}, "DA": {}}
            case "FN":
                numero, nom = reste.split(",", 1)
                record["FN"][nom] = int(numero)
            case "FNDA":
                fois, nom = reste.split(",", 1)
                assert nom in record["FN"]
                record["FNDA"][nom] = int(fois)
            case "BRDA":
                numero, bloc, branche, fois = reste.split(",")
                branches = record["BRDA"].setdefault((int(numero), int(bloc)), [])
                assert int(branche) == len(branches)
                branches.append(None if fois == "-" else int(fois))
            case "DA":
                numero, fois = reste.split(",")
                assert int(numero) not in record["DA"]
                record["DA"][int(numero)] = int(fois)
            case "FNF":
                assert int(reste) == len(record["FN"])
            case "FNH":
                assert int(reste) == sum(fois > 0 for fois in record["FNDA"].values())
            case "BRF":
                assert int(reste) == sum(map(len, record["BRDA"].values()))
            case "BRH":
                assert int(reste) == sum(bool(fois) for all_ in record["BRDA"].values() for fois in all_)
            case "LF":
                assert int(reste) == len(record["DA"])
            case "LH":
                assert int(reste) == sum(fois > 0 for fois in record["DA"].values())
            case "end_of_record":
                record = None
            case _:
                raise AssertionError(ligne)
    assert record is None
    return fichiers
