"""What is handed to the C module: each trap of its grammar is kept out of the text, or answered right all the same.

G1 to G15 are the ways found in which durable-rules 2.0.28 reads a rule or a fact otherwise than one expects; each
test says which one it is about. Its limits and the traps of driving it have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from eligibility.corpus.model import Rule
from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.noms import Noms, fnv1a
from eligibility.engine.protocol import EngineError
from eligibility.language.conditions import Aucune, Bounds, Operator, Toutes, UneDe
from eligibility.language.facts import FactValue, Members

from .coeur import Question, tirage, verifier
from .espion import Espion, Paires, decoder, espionner
from .fabrique import JOUR, corpus, feuille, regle

MOTS_RESERVES = (
    *("id", "sid", "kind", "name", "all", "any", "pri", "count", "cap", "dist", "$s", "$m", "$i", "$l", "$r"),
    *("$time", "$forward", "$timerName", "$baseTime", "$and", "$or", "$not", "$ex", "$nex", "$iall", "$iany"),
    *("$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$add", "$sub", "$mul", "$div"),
)
CONNECTEURS = {"$and", "$or"}
COMPARAISONS = {"$neq", "$lte", "$gte"}
BORNE = 2**62


@pytest.fixture(scope="module")
def ecrits() -> Espion:
    """All that is handed over for many random corpora and projects, with and without an index."""
    with espionner() as espion:
        for graine in range(80_000, 80_100):
            tire, posees = tirage(graine, 5)
            for index in (None, Index.build(tire.regles)):
                moteur = DurableEngine(tire, index)
                for question in posees:
                    moteur.conclusions(*question)
                moteur.fermer()
    assert len(espion.jeux) > 500
    assert len(espion.faits) > 1000
    return espion


def motifs(jeu: str) -> Iterator[tuple[str, Any]]:
    """Each rule of a ruleset: its name, its only pattern."""
    for nom, definition in decoder(jeu):
        assert [cle for cle, _ in definition] == ["all"]
        ((_, (motif,)),) = definition
        assert [cle for cle, _ in motif] == ["m"]
        yield nom, motif[0][1]


def regles(espion: Espion) -> Iterator[list[Any]]:
    """The conjuncts of each rule after the first, which is always the kind of our facts."""
    for jeu in espion.jeux:
        for nom, motif in motifs(jeu):
            if nom != "a":
                ((connecteur, (tete, *termes)),) = motif
                assert connecteur == "$and"
                assert tete == Paires([("kind", "p")])
                yield termes


def noeuds(termes: list[Any]) -> Iterator[tuple[str, Any]]:
    """Every (key, value) of a pattern, at any depth, a comparison's inner mapping included."""
    for terme in termes:
        assert isinstance(terme, Paires)
        for cle, valeur in terme:
            yield cle, valeur
            if isinstance(valeur, list):
                yield from noeuds([valeur] if isinstance(valeur, Paires) else valeur)


def feuilles(termes: list[Any]) -> Iterator[tuple[str, Any]]:
    """(property, operand) of every comparison."""
    return ((cle, valeur) for cle, valeur in noeuds(termes) if not isinstance(valeur, list))


def proprietes(fait: str) -> dict[str, Any]:
    paires = decoder(fait)
    lues = dict(paires)
    assert len(lues) == len(paires), "une propriété donnée deux fois"
    assert lues.pop("kind") == "p"
    assert lues.pop("id") == "p"
    return lues


def conclut(si: Any, facts: dict[str, FactValue]) -> bool:
    """Does a rule of this condition fire? Every engine and the oracle agree on it."""
    (attendu,) = verifier(corpus([regle("r", si)]), [(facts, JOUR, {})])
    return bool(attendu.conclusions)


def test_g1_ni_negation_ni_appartenance(ecrits: Espion) -> None:
    """``$not`` and ``$in`` do not exist; ``$nex``, ``$iany`` and the like misbehave (G13, H10, H11)."""
    cles = {cle for termes in regles(ecrits) for cle, _ in noeuds(termes) if cle.startswith("$")}
    assert cles == CONNECTEURS | COMPARAISONS


def test_g1_la_negation_est_poussee_jusqu_aux_feuilles() -> None:
    si = Aucune((Toutes((feuille("a", Operator.VAUT, True), UneDe((feuille("n", Operator.AU_PLUS, 3),)))),))
    assert conclut(si, {"a": False})
    assert conclut(si, {"n": 4})
    assert not conclut(si, {"a": True, "n": 3})
    assert not conclut(si, {"a": True})


def test_g2_un_dictionnaire_n_a_qu_une_cle(ecrits: Espion) -> None:
    """A second key would be ignored without a word."""
    for termes in regles(ecrits):
        vus = list(termes)
        while vus:
            terme = vus.pop()
            assert isinstance(terme, Paires)
            assert len(terme) == 1
            (cle, valeur), *_ = terme
            assert isinstance(valeur, list) is (cle in CONNECTEURS | COMPARAISONS)
            if isinstance(valeur, list):
                vus.extend([valeur] if isinstance(valeur, Paires) else valeur)


def test_g3_une_regle_a_plusieurs_alternatives_vraies_conclut_une_fois(espion: Espion) -> None:
    """The rule fires once for each way to be true: the engine must take all of them off the agenda, and keep one."""
    paire = [UneDe(tuple(feuille(f"{un}{rang}", Operator.VAUT, True) for rang in range(3))) for un in "ab"]
    moteur = DurableEngine(corpus([regle("r", Toutes(tuple(paire)))]))
    vraies = {f"{un}{rang}": True for un in "ab" for rang in range(3)}
    for _ in range(3):
        avant = espion.compte["complete_and_start_action"]
        (conclusion,) = moteur.conclusions(vraies, JOUR, {})
        assert conclusion.regle == "r"
        tires = espion.compte["complete_and_start_action"] - avant
        assert tires >= 9, "le piège n'est plus exercé"
        assert not moteur.conclusions({**vraies, "a0": False, "a1": False, "a2": False}, JOUR, {})
    moteur.fermer()


def test_g3_g15_un_seul_motif_par_regle_et_jamais_any(ecrits: Espion) -> None:
    """``any`` fires once for each subset of facts, and one fact cannot satisfy two patterns."""
    assert sum(1 for _ in regles(ecrits)) > 1000  # ``regles`` checks the shape of each


def test_g4_les_valeurs_qui_se_ressemblent_restent_distinctes() -> None:
    """The C module takes true for 1, "5" for 5, "1.5" for 1.5: choices are given as codes instead."""
    valeurs = ("1", "01", "1.0", "1e0", " 1", "true", "True", "oui", "null", "", "0", "false", "é", "e\u0301")
    classes = [regle(f"r{rang}", feuille("champ", Operator.VAUT, valeur)) for rang, valeur in enumerate(valeurs)]
    questions: list[Question] = [({"champ": valeur}, JOUR, {}) for valeur in valeurs]
    for rang, attendu in enumerate(verifier(corpus(classes), questions)):
        assert {cle for _, _, cle in attendu.conclusions} == {f"r{rang}"}


def test_g4_h12_h13_un_champ_n_est_compare_qu_a_des_entiers(ecrits: Espion) -> None:
    """No string, no boolean, no null among the operands or the values of facts; no join on another field either."""
    for termes in regles(ecrits):
        assert all(type(operande) is int for _, operande in feuilles(termes))
    for fait in ecrits.faits:
        assert all(type(valeur) is int for valeur in proprietes(fait).values())


def test_g5_une_donnee_absente_ne_satisfait_rien_meme_niee() -> None:
    for operateur, valeur in ((Operator.VAUT, 5), (Operator.AU_MOINS, 5), (Operator.AVANT, 5)):
        for si in (feuille("n", operateur, valeur), Aucune((feuille("n", operateur, valeur),))):
            assert not conclut(si, {})
            assert not conclut(si, {"autre": 5})
    assert not conclut(feuille("n", Operator.RENSEIGNE, True), {})
    assert not conclut(Aucune((feuille("n", Operator.RENSEIGNE, True),)), {})
    assert conclut(feuille("n", Operator.RENSEIGNE, True), {"n": 0})


@pytest.mark.parametrize("grand", [BORNE - 2, BORNE - 1, BORNE, BORNE + 1, 2**63 - 1, 2**63, 2**64, 2**65, 10**30])
def test_g6_les_grands_nombres_ne_se_confondent_pas(grand: int) -> None:
    """Beyond 64 bits the C module takes every integer for the same one."""
    for operande in (BORNE - 1, 1 - BORNE, 0):
        for operateur in (Operator.VAUT, Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES):
            leaf = feuille("n", operateur, operande)
            for signe in (1, -1):
                conclut(leaf, {"n": signe * grand})
                conclut(Aucune((leaf,)), {"n": signe * grand})
    for bornes in (Bounds(0, BORNE - 1), Bounds(1 - BORNE, 0)):
        for operateur in (Operator.RECOUPE, Operator.INCLUS_DANS):
            for fait in (Bounds(grand, None), Bounds(None, -grand), Bounds(-grand, grand), Bounds(0, grand)):
                conclut(feuille("i", operateur, bornes), {"i": fait})
                conclut(Aucune((feuille("i", operateur, bornes),)), {"i": fait})


@pytest.mark.parametrize("trop", [BORNE, -BORNE, 2**63, 2**64, 10**30])
@pytest.mark.parametrize("operateur", [Operator.VAUT, Operator.AU_MOINS, Operator.APRES, Operator.AVANT])
def test_g6_un_nombre_de_regle_trop_grand_est_refuse_en_nommant_la_regle(operateur: Operator, trop: int) -> None:
    """Two of them would saturate to one: the engine refuses rather than mistakes."""
    moteur = DurableEngine(corpus([regle("trop-grande", feuille("n", operateur, trop))]))
    with pytest.raises(EngineError, match="trop-grande"):
        moteur.conclusions({"n": 3}, JOUR, {})


def test_g6_les_entiers_ecrits_tiennent_en_64_bits(ecrits: Espion) -> None:
    operandes = [operande for termes in regles(ecrits) for _, operande in feuilles(termes)]
    valeurs = [valeur for fait in ecrits.faits for valeur in proprietes(fait).values()]
    assert max(map(abs, operandes)) <= BORNE
    assert max(map(abs, valeurs)) == BORNE


def test_g7_aucun_nombre_a_virgule(ecrits: Espion) -> None:
    """One printed with an exponent breaks the C parser."""
    for texte in (*ecrits.jeux, *ecrits.faits, *ecrits.textes("retract_fact")):
        decoder(texte)  # refuses them
        assert texte.isascii()


def test_g8_une_liste_vide_ne_contient_rien_et_contient_tout_de_rien() -> None:
    vide = {"objets": Members(frozenset())}
    assert not conclut(feuille("objets", Operator.CONTIENT_TOUS, ("a",)), vide)
    assert not conclut(feuille("objets", Operator.CONTIENT_UN_DE, ("a", "b")), vide)
    assert conclut(feuille("objets", Operator.NE_CONTIENT_AUCUN, ("a",)), vide)
    assert conclut(feuille("objets", Operator.CONTIENT_TOUS, ()), vide)


def test_g8_un_fait_est_plat(ecrits: Espion) -> None:
    for fait in ecrits.faits:
        assert not any(isinstance(valeur, list) for valeur in proprietes(fait).values())


def test_g9_les_dates_sont_comparees_comme_des_nombres() -> None:
    """The order of strings is wrong when one begins another; none is ever compared."""
    jours = [1, 9, 10, 99, 100, 999_999, 1_000_000]
    for avant, apres in pairwise(jours):
        assert conclut(feuille("signature", Operator.AVANT, apres), {"signature": avant})
        assert not conclut(feuille("signature", Operator.AVANT, avant), {"signature": apres})
        assert not conclut(feuille("signature", Operator.APRES, avant), {"signature": avant})


def test_g10_les_longs_textes_restent_distincts() -> None:
    """The C module compares strings modulo 65 536 bytes, and crashes on long names."""
    longs = ("abc", "abc" + "x" * 65_536, "abc" + "y" * 65_536, "x" * 65_536, "", "é" * 70_000)
    choix: list[Rule] = [regle(f"v{rang}", feuille("texte", Operator.VAUT, un)) for rang, un in enumerate(longs)]
    membres = [regle(f"m{rang}", feuille("objets", Operator.CONTIENT, un)) for rang, un in enumerate(longs)]
    champs = [regle(f"c{rang}", feuille(un or "vide", Operator.VAUT, 1)) for rang, un in enumerate(longs)]
    groupe = regle("g", feuille("objets", Operator.CONTIENT_UN_DE, tuple(sorted(longs))))
    facts: list[dict[str, FactValue]] = [
        {"texte": un, "objets": Members(frozenset([un])), un or "vide": 1} for un in longs
    ]
    attendus = verifier(corpus([*choix, *membres, *champs, groupe]), [(fait, JOUR, {}) for fait in facts])
    for rang, attendu in enumerate(attendus):
        assert {cle for _, _, cle in attendu.conclusions} == {f"v{rang}", f"m{rang}", f"c{rang}", "g"}


def test_g10_les_noms_ecrits_sont_courts_et_simples(espion: Espion) -> None:
    etranges = ["x" * 9000, "é", 'a"b', "a\\b", "a\nb", "a\x00b", "a b", "\u2028", "🏠", "a.b.c", "~", "~1", ""]
    si = Toutes(tuple(feuille(un, Operator.VAUT, rang) for rang, un in enumerate(etranges)))
    facts: dict[str, FactValue] = {un: rang for rang, un in enumerate(etranges)}
    assert conclut(si, facts)
    for un in etranges:
        assert not conclut(si, {**facts, un: 99}), un
    assert espion.faits
    for fait in espion.faits:
        assert all(nom.isascii() and 0 < len(nom) <= 130 for nom in proprietes(fait))


# Names that the C module cannot tell apart: of fields, and of values of « objets » as their properties are named.
JUMEAUX = [("costarring", "liquid"), ("declinate", "macallums"), ("altarage", "zinke")]
JUMEAUX_MEMBRES = [("dodifete", "fuvabufe"), ("panepadi", "sorunuce"), ("tubesara", "cafetuva")]


@pytest.mark.parametrize(("un", "autre"), JUMEAUX)
def test_g11_deux_champs_de_meme_empreinte_restent_distincts(un: str, autre: str) -> None:
    assert fnv1a(un) == fnv1a(autre), "le piège n'est plus exercé"
    for si in (Toutes, UneDe, Aucune):
        both = si((feuille(un, Operator.VAUT, True), feuille(autre, Operator.VAUT, True)))
        for a in (True, False):
            for b in (True, False):
                assert conclut(both, {un: a, autre: b}) is (
                    (a and b) if si is Toutes else (a or b) if si is UneDe else not (a or b)
                )
    # In rulesets of their own too, whichever is read first.
    seules = [regle("un", feuille(un, Operator.VAUT, True)), regle("autre", feuille(autre, Operator.VAUT, True))]
    verifier(corpus(seules), [({un: True}, JOUR, {}), ({autre: True}, JOUR, {}), ({un: False, autre: True}, JOUR, {})])
    verifier(corpus(seules[::-1]), [({autre: True}, JOUR, {}), ({un: True}, JOUR, {})])


@pytest.mark.parametrize(("un", "autre"), JUMEAUX_MEMBRES)
def test_g11_deux_valeurs_de_meme_empreinte_restent_distinctes(un: str, autre: str) -> None:
    assert fnv1a(f"objets:{un}") == fnv1a(f"objets:{autre}"), "le piège n'est plus exercé"
    classes = [regle(nom, feuille("objets", Operator.CONTIENT, nom)) for nom in (un, autre)]
    for present, absent in ((un, autre), (autre, un)):
        (attendu,) = verifier(corpus(classes), [({"objets": Members(frozenset([present]))}, JOUR, {})])
        assert {cle for _, _, cle in attendu.conclusions} == {present}
        assert not conclut(
            Toutes((feuille("objets", Operator.CONTIENT, present), feuille("objets", Operator.CONTIENT, absent))),
            {"objets": Members(frozenset([present]))},
        )


def test_g11_un_champ_peut_porter_le_nom_d_un_operateur() -> None:
    """The C module knows its own words by hash too: a field of that name would be read as one."""
    for nom in MOTS_RESERVES:
        for si in (feuille(nom, Operator.VAUT, 3), feuille(nom, Operator.AU_MOINS, 3)):
            assert conclut(si, {nom: 3}), nom
            assert not conclut(si, {nom: 2}), nom
            assert not conclut(si, {}), nom


def test_g11_des_noms_distincts_ont_des_empreintes_distinctes() -> None:
    noms = Noms()
    demandes = [nom for paire in JUMEAUX for nom in paire] + ["kind", "id", "$s", "é", "è", "x" * 500, "~", "~1", "a b"]
    donnes = [noms(nom) for nom in demandes]
    assert len({fnv1a(nom) for nom in (*donnes, "kind", "id", "sid", "$s", "$and")}) == len(donnes) + 5
    assert [noms(nom) for nom in demandes] == donnes, "un nom donné a changé"


def test_g12_rien_de_vide_n_est_ecrit(ecrits: Espion) -> None:
    """An empty ``$or`` never matches and an empty ``$and`` always does, in silence."""
    for termes in regles(ecrits):
        assert all(valeur for cle, valeur in noeuds(termes) if cle in CONNECTEURS)


@pytest.mark.parametrize(
    ("si", "toujours"),
    [
        (Toutes(()), True),
        (UneDe(()), False),
        (Aucune(()), True),
        (Aucune((Toutes(()),)), False),
        (Toutes((UneDe(()),)), False),
        (feuille("cadre", Operator.PARMI, ()), False),
        (feuille("objets", Operator.CONTIENT_UN_DE, ()), False),
        (feuille("objets", Operator.NE_CONTIENT_AUCUN, ()), True),
        (Aucune((feuille("cadre", Operator.PARMI, ()),)), True),
    ],
)
def test_g12_une_condition_vide_a_la_reponse_de_la_logique(si: Any, toujours: bool) -> None:
    assert conclut(si, {"cadre": "a", "objets": Members(frozenset())}) is toujours


def test_g13_g14_ni_quantificateur_ni_expression_rationnelle() -> None:
    """Values made of the signs of a pattern are compared as they are."""
    for motif in ("a.*", "%d", "\\d+", "(a|b)", "[a-z]", "a?"):
        assert conclut(feuille("texte", Operator.VAUT, motif), {"texte": motif})
        assert not conclut(feuille("texte", Operator.VAUT, motif), {"texte": "a"})
        assert not conclut(feuille("objets", Operator.CONTIENT, motif), {"objets": Members(frozenset("a"))})


def test_a3_un_jeu_reste_dans_les_bornes(ecrits: Espion) -> None:
    """Counted on the text itself, whatever measured it beforehand."""
    for jeu in ecrits.jeux:
        motifs_du_jeu = [motif for _, motif in motifs(jeu)]
        assert len(motifs_du_jeu) <= 49
        noms = {nom for termes in motifs_du_jeu[1:] for nom, _ in feuilles(termes[0][1][1:])}
        assert len(noms) <= 250
        for termes in motifs_du_jeu[1:]:
            groupes = sum(cle in CONNECTEURS for cle, _ in noeuds(termes[0][1][1:]))
            assert 1 + groupes <= 14
    for fait in ecrits.faits:
        assert len(proprietes(fait)) <= 250
