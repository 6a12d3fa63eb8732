"""How the C module is driven: each trap of its running is avoided, whatever the projects.

H1 to H19 are the ways found in which durable-rules 2.0.28, driven otherwise, crashes, loops, forgets or hides a
failure; what a failure becomes is in ``test_pannes``.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.protocol import Engine
from eligibility.language.conditions import Aucune, Condition, Operator, Toutes
from eligibility.language.facts import Facts, Members

from .coeur import Question, ecart, moteurs, tirage, verifier
from .espion import Espion, decoder, durable_rules_engine
from .fabrique import JOUR, corpus, feuille, regle
from .isole import isole
from .oracle import Attendu, resoudre

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork est une notion de POSIX")


@isole
def test_h1_un_projet_sans_aucune_regle_n_arrete_pas_le_processus() -> None:
    """Deleting a session where nothing ever fired frees memory that was never set."""
    regles = [regle(f"r{rang}", feuille("n", Operator.AU_MOINS, 1000 + rang)) for rang in range(100)]
    tout = corpus(regles)
    for index in (None, Index.build(regles)):
        for fin in ("fermer", "oublier", "laisser ouvert jusqu'à la fin du processus"):
            moteur = DurableEngine(tout, index)
            for n in range(5):
                assert moteur.conclusions({"n": n}, JOUR, {}) == frozenset()
            assert moteur.conclusions({}, JOUR, {}) == frozenset()
            if fin == "fermer":
                moteur.fermer()
                moteur.fermer()
            elif fin == "oublier":
                del moteur
                gc.collect()
            else:
                globals().setdefault("ouverts", []).append(moteur)


@isole
def test_h1_un_moteur_qui_n_a_rien_lu_se_ferme() -> None:
    for tout in (corpus([]), corpus([regle("r", feuille("n", Operator.VAUT, 1))])):
        for index in (None, Index.build(tout.regles)):
            moteur = DurableEngine(tout, index)
            moteur.fermer()
            assert moteur.conclusions({}, JOUR, {}) == frozenset()
            moteur.fermer()


@isole
def test_h2_le_fait_cache_de_la_session_ne_declenche_rien() -> None:
    """A rule that the session's own fact {sid, id, $s} satisfies loops for ever."""
    conditions: list[Condition] = [Toutes(()), Aucune(())]
    for champ in ("sid", "id", "$s", "kind"):
        conditions += [
            feuille(champ, Operator.RENSEIGNE, True),
            feuille(champ, Operator.VAUT, 1),
            Aucune((feuille(champ, Operator.VAUT, 0),)),
            feuille(champ, Operator.AU_MOINS, 0),
        ]
    regles = [regle(f"r{rang}", si) for rang, si in enumerate(conditions)]
    vide, un = verifier(corpus(regles), [({}, JOUR, {}), ({"sid": 1}, JOUR, {})])
    assert len(vide.conclusions) == 2
    assert len(un.conclusions) == 6


def test_h4_une_conclusion_que_rien_ne_lit_et_une_conclusion_donnee_deux_fois() -> None:
    """In its actions, a fact that no rule consumes and a fact given twice are errors, and swallowed."""
    vrai = feuille("a", Operator.VAUT, True)
    lue = feuille("items", Operator.CONTIENT, "r0")
    regles = [regle("r0", vrai), regle("r1", vrai, regle("r0", vrai).alors), regle("r2", lue, niveau=1)]
    (attendu,) = verifier(corpus(regles), [({"a": True}, JOUR, {})])
    assert {cle for _, _, cle in attendu.conclusions} == {"r0", "r1", "r2"}


def test_h5_h8_h9_un_projet_est_un_seul_fait_sans_session_toujours_retire(espion: Espion) -> None:
    """Sessions and facts are known by 32-bit hashes of their ids: one session, one id, nothing kept."""
    for graine in range(90_000, 90_020):
        tire, posees = tirage(graine, 5)
        with moteurs(tire) as ouverts:
            for moteur in ouverts.values():
                for question in posees:
                    moteur.conclusions(*question)
    for fait in espion.faits:
        noms = [nom for nom, _ in decoder(fait)]
        assert noms[-2:] == ["kind", "id"]
        assert "sid" not in noms
    assert all(len(appel.arguments) == 2 for appel in espion.appels if appel.fonction == "assert_fact")
    # What started an agenda was retracted, and nothing else was done to the ruleset in between.
    permis = {
        "assert_fact": {"create_ruleset", "assert_fact", "retract_fact"},
        "start_action_for_state": {"assert_fact"},
        "complete_and_start_action": {"start_action_for_state", "complete_and_start_action"},
        "retract_fact": {"start_action_for_state", "complete_and_start_action"},
        "delete_state": {"assert_fact", "retract_fact"},
        "delete_ruleset": {"delete_state"},
    }
    derniere: dict[int, str] = {}
    for appel in espion.appels:
        poignee = appel.resultat if appel.fonction == "create_ruleset" else appel.arguments[0]
        if appel.fonction != "create_ruleset":
            assert derniere[poignee] in permis[appel.fonction], appel
        derniere[poignee] = appel.fonction
    assert espion.compte["retract_fact"] == espion.compte["start_action_for_state"] > 500


def test_h5_rien_ne_reste_dans_la_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to the C module itself: no fact is left behind, whether rules fired or not."""
    crees: list[int] = []
    creer = durable_rules_engine.create_ruleset

    def noter(*arguments: str) -> int:
        crees.append(creer(*arguments))
        return crees[-1]

    monkeypatch.setattr(durable_rules_engine, "create_ruleset", noter)
    for graine in range(91_000, 91_020):
        tire, posees = tirage(graine, 3)
        moteur = DurableEngine(tire)
        for question in posees:
            moteur.conclusions(*question)
            for poignee in crees:
                assert durable_rules_engine.get_facts(poignee, None) == "[]"
        crees.clear()
        moteur.fermer()


@isole
def test_h3_h6_h7_ni_fils_caches_ni_hote_de_durable_rules() -> None:
    """Its host runs two threads, swallows what actions raise and drops the agenda of an action of ten seconds."""
    tire, posees = tirage(1, 5)
    verifier(tire, posees)
    assert threading.active_count() == 1
    assert not [nom for nom in sys.modules if nom.split(".")[0] == "durable"]


def test_h10_h11_une_absence_n_est_conclue_que_si_elle_est_sue() -> None:
    """A negated pattern would fire at once when what blocks it comes later; ours waits for the stratum below."""
    a = feuille("a", Operator.VAUT, True)
    sans = feuille("items", Operator.NE_CONTIENT_AUCUN, ("cible",))
    regles = [
        regle("r0", a, regle("cible", a).alors),
        regle("r1", feuille("b", Operator.VAUT, True), regle("cible", a).alors),
        regle("sans", sans, niveau=1),
        regle("avec", Aucune((sans,)), niveau=1),
        regle("ni-l-un-ni-l-autre", feuille("items", Operator.NE_CONTIENT_AUCUN, ("sans", "avec")), niveau=2),
    ]
    projets: list[Facts] = [{"a": False, "b": False}, {"a": True}, {"b": True, "a": False}, {"a": False}, {}]
    attendus = verifier(corpus(regles[::-1]), [(facts, JOUR, {}) for facts in projets])
    cles = [{cle for _, _, cle in attendu.conclusions} for attendu in attendus]
    assert cles == [{"sans"}, {"r0", "avec"}, {"r1", "avec"}, set(), set()]


def test_h15_le_corpus_et_le_projet_sont_rendus_tels_quels() -> None:
    """Its host spoils the definitions that it is given."""
    for graine in range(92_000, 92_010):
        tire, posees = tirage(graine, 3)
        avant = msgspec.json.encode(tire), repr(posees)
        verifier(tire, posees)
        assert (msgspec.json.encode(tire), repr(posees)) == avant


@pytest.mark.parametrize("fin", ["fermer", "oublier"])
def test_h16_un_moteur_ferme_ou_oublie_libere_tout(espion: Espion, fin: str) -> None:
    tire, posees = tirage(93_000, 12, taille=90)
    for index in (None, Index.build(tire.regles)):
        moteur = DurableEngine(tire, index)
        for question in posees:
            moteur.conclusions(*question)
        if fin == "fermer":
            moteur.fermer()
        del moteur
        gc.collect()
    crees = [appel.resultat for appel in espion.appels if appel.fonction == "create_ruleset"]
    sessions = [appel.arguments[0] for appel in espion.appels if appel.fonction == "delete_state"]
    jeux = [appel.arguments[0] for appel in espion.appels if appel.fonction == "delete_ruleset"]
    assert sorted(crees) == sorted(sessions) == sorted(jeux)
    assert len(crees) > 20


@isole
def test_h16_ouvrir_et_fermer_sans_fin_ne_plante_pas() -> None:
    tire, posees = tirage(93_001, 3, taille=50)
    attendus = [resoudre(tire, *question) for question in posees]
    for _ in range(25):
        with moteurs(tire) as ouverts:
            for moteur in ouverts.values():
                for question, attendu in zip(posees, attendus, strict=True):
                    assert not ecart(moteur, question, attendu)


def _relire(ouverts: dict[str, Engine], posees: list[Question], attendus: list[Attendu], depart: int = 0) -> None:
    for pas in range(len(posees)):
        rang = (depart + pas * 7) % len(posees)
        for nom, moteur in ouverts.items():
            assert not ecart(moteur, posees[rang], attendus[rang]), (rang, nom)


@posix
@isole
def test_h18_un_processus_fils_repond_avec_les_reseaux_du_pere() -> None:
    tire, posees = tirage(94_000, 13, taille=50)
    attendus = [resoudre(tire, *question) for question in posees]
    with moteurs(tire) as ouverts:
        _relire(ouverts, posees[:1], attendus)  # some rulesets are compiled before, the others in each child
        fils = []
        for _ in range(4):
            pid = os.fork()
            if pid == 0:
                code = 1
                try:
                    _relire(ouverts, posees, attendus)
                    code = 0
                finally:
                    os._exit(code)
            fils.append(pid)
        _relire(ouverts, posees, attendus)
        assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in fils] == [0] * 4
        _relire(ouverts, posees, attendus)


@isole
def test_h19_un_moteur_partage_entre_des_fils_repond_juste() -> None:
    sys.setswitchinterval(1e-5)
    for graine, taille in ((95_000, 20), (95_001, 50), (95_002, 90)):
        tire, posees = tirage(graine, 25, taille)
        attendus = [resoudre(tire, *question) for question in posees]
        decideur = Decideur(tire)
        with moteurs(tire) as ouverts, ThreadPoolExecutor(8) as fils:
            tous = {**ouverts, "couple": decideur}
            for fini in [fils.submit(_relire, tous, posees, attendus, fil * 5) for fil in range(16)]:
                fini.result()
        decideur.fermer()


@isole
def test_h19_un_moteur_ferme_par_un_autre_fil_repond_juste() -> None:
    sys.setswitchinterval(1e-5)
    tire, posees = tirage(95_003, 13, taille=50)
    attendus = [resoudre(tire, *question) for question in posees]
    moteur = DurableEngine(tire, Index.build(tire.regles))
    fini = threading.Event()

    def fermer() -> None:
        while not fini.is_set():
            moteur.fermer()

    with ThreadPoolExecutor(5) as fils:
        fermeture = fils.submit(fermer)
        try:
            for lecture in [fils.submit(_relire, {"durable": moteur}, posees, attendus, fil) for fil in range(40)]:
                lecture.result()
        finally:
            fini.set()
        fermeture.result()


def test_un_membre_incertain_n_est_ni_present_ni_absent() -> None:
    facts: Facts = {"objets": Members(frozenset("a"), frozenset("b"))}
    questions: list[Question] = [(facts, JOUR, {})]
    regles = [
        regle("contient", feuille("objets", Operator.CONTIENT, "b")),
        regle("exclut", feuille("objets", Operator.NE_CONTIENT_AUCUN, ("b",))),
        regle("nie", Aucune((feuille("objets", Operator.CONTIENT, "b"),))),
        regle("sur", feuille("objets", Operator.CONTIENT_UN_DE, ("a", "b"))),
    ]
    (attendu,) = verifier(corpus(regles), questions)
    assert {cle for _, _, cle in attendu.conclusions} == {"sur"}
