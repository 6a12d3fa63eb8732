"""Corpora past each limit of the C module: answered right, without a hang or a crash.

Beyond these limits durable-rules 2.0.28 loops for ever under the interpreter's lock, crashes, or drops what it was
told: each scenario runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest

from eligibility.corpus.model import Rule
from eligibility.engine import durable
from eligibility.engine.durable import DurableEngine
from eligibility.engine.ecrites import Ecrite
from eligibility.engine.ecriture import Redaction
from eligibility.engine.index import Index
from eligibility.engine.jeu import PanneError
from eligibility.language.conditions import Aucune, Condition, Operator, Toutes, UneDe
from eligibility.language.facts import Facts, Members

from .coeur import Question, verifier
from .espion import espionner
from .fabrique import JOUR, corpus, feuille, regle
from .isole import isole
from .oracle import resoudre


def oui(champ: str) -> Condition:
    return feuille(champ, Operator.VAUT, True)


def vrais(prefixe: str, combien: int) -> Facts:
    return {f"{prefixe}{rang}": True for rang in range(combien)}


def sauf(facts: Facts, *champs: str) -> Facts:
    return {**facts, **dict.fromkeys(champs, False)}


def tirees(regles: Sequence[Rule], *projets: Facts) -> list[int]:
    """How many rules fire on each project; every engine and the oracle agree on which."""
    questions: list[Question] = [(facts, JOUR, {}) for facts in projets]
    return [len(attendu.conclusions) for attendu in verifier(corpus(list(regles)), questions)]


def seule(si: Condition, *projets: Facts) -> list[int]:
    return tirees([regle("r", si)], *projets)


@isole
def test_plus_de_512_valeurs_d_un_meme_champ() -> None:
    """512 conditions under one node: an endless loop."""
    regles = [regle(f"r{rang}", feuille("cadre", Operator.VAUT, f"v{rang}")) for rang in range(600)]
    assert tirees(regles, {"cadre": "v0"}, {"cadre": "v599"}, {"cadre": "autre"}, {}) == [1, 1, 0, 0]


@isole
def test_plus_de_512_seuils_d_un_meme_champ() -> None:
    regles = [regle(f"r{rang}", feuille("n", Operator.AU_MOINS, rang)) for rang in range(600)]
    assert tirees(regles, {"n": 0}, {"n": 300}, {"n": 10**20}, {"n": -1}) == [1, 301, 600, 0]


@isole
def test_plus_de_512_conditions_dans_une_seule_regle() -> None:
    feuilles = tuple(oui(f"a{rang}") for rang in range(600))
    toutes, aucun = vrais("a", 600), dict.fromkeys(vrais("a", 600), False)
    assert seule(Toutes(feuilles), toutes, sauf(toutes, "a0"), sauf(toutes, "a599"), {}) == [1, 0, 0, 0]
    assert seule(UneDe(feuilles), toutes, {**aucun, "a599": True}, {"a0": True}, aucun, {}) == [1, 1, 1, 0, 0]
    assert seule(Aucune(feuilles), aucun, {**aucun, "a300": True}, vrais("b", 3)) == [1, 0, 0]
    assert seule(Aucune((Toutes(feuilles),)), toutes, sauf(toutes, "a599"), {"a1": False}) == [0, 1, 1]


@isole
def test_une_liste_de_plus_de_512_valeurs() -> None:
    valeurs = tuple(sorted(f"v{rang}" for rang in range(600)))
    une, toutes, rien = (Members(frozenset(connues)) for connues in (["v599"], valeurs, ["autre"]))
    peut_etre = Members(frozenset(), frozenset(["v1"]))
    projets: list[Facts] = [{"objets": fait} for fait in (une, toutes, rien, peut_etre)]
    attendus = {
        Operator.CONTIENT_UN_DE: ([1, 1, 0, 0], [0, 0, 1, 0]),
        Operator.NE_CONTIENT_AUCUN: ([0, 0, 1, 0], [1, 1, 0, 0]),
        Operator.CONTIENT_TOUS: ([0, 1, 0, 0], [1, 0, 1, 1]),
    }
    for operateur, (positifs, negatifs) in attendus.items():
        si = feuille("objets", operateur, valeurs)
        assert seule(si, *projets) == positifs
        assert seule(Aucune((si,)), *projets) == negatifs
    parmi = feuille("cadre", Operator.PARMI, valeurs)
    assert seule(parmi, {"cadre": "v0"}, {"cadre": "v599"}, {"cadre": "autre"}, {}) == [1, 1, 0, 0]


@isole
def test_plus_de_256_regles_sur_une_meme_derniere_condition() -> None:
    """256 of them: a crash."""
    seuil = feuille("n", Operator.AU_MOINS, 3)
    regles = [regle(f"r{rang}", seuil) for rang in range(300)]
    assert tirees(regles, {"n": 3}, {"n": 2}, {"n": 4}, {}) == [300, 0, 300, 0]
    alternatives = UneDe(tuple(Toutes((oui(f"a{rang}"), seuil)) for rang in range(300)))
    a = vrais("a", 300)
    assert seule(alternatives, {"n": 3, "a299": True}, {**a, "n": 3}, {**a, "n": 2}) == [1, 1, 0]


@isole
def test_plus_de_128_alternatives_sous_un_meme_noeud() -> None:
    """128 ``$or`` side by side overwrite the end of a list."""
    paires = [UneDe((oui(f"a{rang}"), oui(f"b{rang}"))) for rang in range(200)]
    a, b = vrais("a", 200), vrais("b", 200)
    assert tirees([regle(f"r{rang}", paire) for rang, paire in enumerate(paires)], a, b, {"b7": True}) == [200, 200, 1]
    tout = {**a, **b}
    assert seule(Toutes(tuple(paires)), a, b, tout, sauf(tout, "a9", "b9"), sauf(a, "a3")) == [1, 1, 1, 0, 0]
    assert seule(UneDe(tuple(Toutes((paire, oui("c"))) for paire in paires)), {"c": True, "b199": True}, a) == [1, 0]


@isole
def test_plus_de_65_regles_vraies_a_la_fois() -> None:
    """64 conditions matched at once: the fact is stored by half, and the next one gets an empty answer."""
    regles = [regle(f"r{rang}", Toutes((oui(f"a{rang}"), oui(f"b{rang}")))) for rang in range(150)]
    toutes = {**vrais("a", 150), **vrais("b", 150)}
    assert tirees(regles, toutes, sauf(toutes, "a0"), {"a1": True, "b1": True}, {}, toutes) == [150, 149, 1, 0, 150]
    memes = [regle(f"r{rang}", feuille("n", Operator.AU_PLUS, 1000 + rang)) for rang in range(150)]
    assert tirees(memes, {"n": 3}, {"n": 1100}, {"n": 2000}, {"n": 3}) == [150, 50, 0, 150]


@isole
def test_plus_de_65_conditions_vraies_d_une_meme_regle() -> None:
    etages: Condition = oui("fond")
    for rang in range(80):
        etages = UneDe((Toutes((oui(f"a{rang}"), oui(f"b{rang}"))), etages))
    tout = {**vrais("a", 80), **vrais("b", 80), "fond": True}
    assert seule(etages, tout, {"fond": True}, {"a3": True}, {"a3": True, "b3": True}) == [1, 1, 0, 1]


@isole
def test_plus_de_4096_regles() -> None:
    regles = [regle(f"r{rang}", feuille("cadre", Operator.VAUT, f"v{rang % 40}")) for rang in range(4_200)]
    assert tirees(regles, {"cadre": "v7"}, {"cadre": "autre"}) == [105, 0]


@isole
def test_plus_de_252_proprietes_d_un_projet() -> None:
    """A fact of more than 252 properties is refused."""
    regles = [regle(f"r{rang}", feuille(f"n{rang}", Operator.AU_MOINS, 5)) for rang in range(400)]
    facts = {f"n{rang}": rang % 10 for rang in range(400)}
    assert tirees(regles, facts, dict.fromkeys(facts, 9)) == [200, 400]
    une = Toutes(tuple(feuille(f"n{rang}", Operator.AU_MOINS, rang % 10) for rang in range(400)))
    assert seule(une, facts, {**facts, "n399": 8}, {**facts, "n0": -1}) == [1, 0, 0]
    membres = tuple(feuille("objets", Operator.CONTIENT, f"v{rang}") for rang in range(400))
    tous = Members(frozenset(f"v{rang}" for rang in range(400)))
    assert seule(Toutes(membres), {"objets": tous}, {"objets": Members(tous.known - {"v200"})}) == [1, 0]


@isole
def test_plus_de_14_groupes_dans_une_condition() -> None:
    groupes = tuple(UneDe((oui(f"a{rang}"), Toutes((oui(f"b{rang}"), oui(f"c{rang}"))))) for rang in range(20))
    a, bc = vrais("a", 20), {**vrais("b", 20), **vrais("c", 20)}
    assert seule(Toutes(groupes), a, bc, sauf(bc, "c19"), {**sauf(bc, "c19"), "a19": True}, {}) == [1, 1, 0, 1, 0]


@isole
def test_une_condition_tres_profonde() -> None:
    si: Condition = oui("fond")
    for rang in range(60):
        si = Toutes((oui(f"a{rang}"), UneDe((si, oui(f"b{rang}")))))
    a = vrais("a", 60)
    profond = {**a, "fond": True}
    assert seule(si, profond, a, {**a, "b59": True}, {**a, "b0": True}, sauf(profond, "a0")) == [1, 0, 1, 1, 0]


@isole
def test_des_milliards_de_facons_d_etre_vraie() -> None:
    """A rule fires once for each: the product is cut before the C module would count it out."""
    groupes = tuple(UneDe(tuple(oui(f"a{groupe}.{rang}") for rang in range(9))) for groupe in range(12))
    toutes = {f"a{groupe}.{rang}": True for groupe in range(12) for rang in range(9)}
    dernier = {f"a{groupe}.8": True for groupe in range(12)}
    sans = {champ: vrai for champ, vrai in toutes.items() if not champ.startswith("a7.")}
    with espionner() as espion:
        assert seule(Toutes(groupes), toutes, dernier, sans, {}) == [1, 1, 0, 0]
    assert espion.compte["complete_and_start_action"] < 20_000


@isole
def test_plus_de_1024_sessions_vivantes() -> None:
    """Past the lots, each rule has a ruleset of its own, and all of them stay open."""
    durable.LOTS_MAX = 0  # in a process of its own
    regles = [regle(f"r{rang}", feuille("n", Operator.AU_MOINS, rang % 3)) for rang in range(1_200)]
    tout = corpus(regles)
    with espionner() as espion:
        moteur = DurableEngine(tout, Index.build(regles))
        for n, attendu in ((2, 1_200), (0, 400), (-1, 0), (2, 1_200)):
            assert len(moteur.conclusions({"n": n}, JOUR, {})) == attendu
        assert espion.compte["create_ruleset"] == 1_200
        assert espion.compte["delete_ruleset"] == 0
        moteur.fermer()
        assert espion.compte["delete_ruleset"] == 1_200


@isole
def test_un_enchainement_de_200_strates() -> None:
    """No bound on chaining in the C module; ours ends with the strata."""
    regles = [regle("r0", oui("a"))]
    for rang in range(1, 200):
        operateur = Operator.NE_CONTIENT_AUCUN if rang % 2 else Operator.CONTIENT
        valeur = (f"r{rang - 1}",) if rang % 2 else f"r{rang - 1}"
        regles.append(regle(f"r{rang}", feuille("items", operateur, valeur), niveau=rang))
    # Each odd rule fires when the one before does not, each even one when it does.
    assert tirees(regles, {"a": True}, {"a": False}, {}) == [100, 100, 0]


def test_au_dela_d_unites_max_une_regle_est_liberee_et_la_reponse_reste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evicted and compiled again, rules answer the same."""
    monkeypatch.setattr(durable, "UNITES_MAX", 5)
    regles = [regle(f"r{rang}", feuille("n", Operator.VAUT, rang % 20)) for rang in range(60)]
    tout = corpus(regles)
    with espionner() as espion:
        moteur = DurableEngine(tout, Index.build(regles))
        for tour in range(3):
            for n in (*range(20), *reversed(range(20))):
                facts: Facts = {"n": n}
                attendu = resoudre(tout, facts, JOUR, {})
                assert {une.regle for une in moteur.conclusions(facts, JOUR, {})} == {
                    cle for _, _, cle in attendu.conclusions
                }, (tour, n)
            vivants = espion.compte["create_ruleset"] - espion.compte["delete_ruleset"]
            assert 0 < vivants <= 5
        moteur.fermer()
        assert espion.compte["create_ruleset"] == espion.compte["delete_ruleset"]
        assert len(moteur.conclusions({"n": 3}, JOUR, {})) == 3, "un moteur fermé recompile ce qu'il lui faut"
        moteur.fermer()


def test_par_lots_puis_une_a_une_les_reponses_sont_les_memes() -> None:
    """The first projects have their rules compiled together, the others rule by rule."""
    tout, posees = corpus([regle(f"r{rang}", feuille("n", Operator.AU_MOINS, rang)) for rang in range(30)]), range(31)
    with espionner() as espion:
        moteur = DurableEngine(tout, Index.build(tout.regles))
        lots = [len(moteur.conclusions({"n": n}, JOUR, {})) for n in (29, *range(durable.LOTS_MAX - 1))]
        assert lots == [30, *range(1, durable.LOTS_MAX)]
        assert espion.compte["create_ruleset"] == 1
        assert [len(moteur.conclusions({"n": n}, JOUR, {})) for n in posees] == [*range(1, 31), 30]
        assert espion.compte["create_ruleset"] == 31
        assert espion.compte["delete_ruleset"] == 1, "le lot a servi : il est libéré"
        moteur.fermer()
        assert espion.compte["delete_ruleset"] == 31


def test_un_lot_en_panne_se_rejoue_regle_par_regle(monkeypatch: pytest.MonkeyPatch) -> None:
    tout = corpus([regle(f"r{rang}", feuille("n", Operator.AU_MOINS, 0)) for rang in range(5)])
    monkeypatch.setattr(durable.Jeu, "tirer", _panne_des_lots(durable.Jeu.tirer))
    moteur = DurableEngine(tout, Index.build(tout.regles))
    assert len(moteur.conclusions({"n": 1}, JOUR, {})) == 5
    moteur.fermer()


def _panne_des_lots(tirer: Callable[[durable.Jeu, Redaction], Iterable[Ecrite]]) -> object:
    """Rulesets of several rules fail, lone ones do not."""

    def gate(jeu: durable.Jeu, projet: Redaction) -> Iterable[Ecrite]:
        if len(jeu.paquet) > 1:
            raise PanneError("essai")
        return tirer(jeu, projet)

    return gate
