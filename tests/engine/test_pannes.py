"""A fault of the C module is never an answer: mended once, else said, naming the rules; and the engine goes on."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility.corpus.model import Corpus
from eligibility.engine.durable import DurableEngine
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.protocol import EngineError
from eligibility.language.conditions import Operator, Toutes, UneDe
from eligibility.language.facts import Facts

from .espion import Espion, Fonction, durable_rules_engine, espionner
from .fabrique import JOUR, corpus, feuille, regle
from .isole import lancer

ESSAI: Corpus = corpus(
    [
        regle("juste", feuille("n", Operator.AU_MOINS, 3)),
        regle("autre", feuille("m", Operator.AU_MOINS, 3)),
        regle("double", UneDe((feuille("n", Operator.VAUT, 3), feuille("m", Operator.VAUT, 0)))),
    ]
)
PROJET: Facts = {"n": 3, "m": 0}
ATTENDU = {"juste", "double"}


def lever(erreur: BaseException) -> Fonction:
    def sabot(*_: Any) -> Any:
        raise erreur

    return sabot


def code(nombre: int) -> Fonction:
    def sabot(vraie: Fonction, *arguments: Any) -> Any:
        return nombre, vraie(*arguments)[1]

    return sabot


def jusqu_a_reconstruction(espion: Espion, sabot: Fonction) -> Fonction:
    """``sabot`` until one more ruleset is created, then the real function."""
    crees = espion.compte["create_ruleset"]

    def sabot_passager(vraie: Fonction, *arguments: Any) -> Any:
        passe = espion.compte["create_ruleset"] > crees
        return vraie(*arguments) if passe else sabot(vraie, *arguments)

    return sabot_passager


def sans_agenda(*_: Any) -> None:
    return None


def sans_fin(*_: Any) -> str:
    return '{"0":{"m":{}}}'


# What the C module can be made to answer, each time another fault.
PANNES: dict[str, tuple[str, Fonction]] = {
    "assert_fact lève": ("assert_fact", lever(durable_rules_engine.error("sabotage"))),
    "assert_fact manque de mémoire": ("assert_fact", lever(MemoryError("sabotage"))),
    "assert_fact déjà observé (H9)": ("assert_fact", code(2)),
    "assert_fact différé": ("assert_fact", code(3)),
    "start lève": ("start_action_for_state", lever(durable_rules_engine.error("sabotage"))),
    "start ne trouve rien": ("start_action_for_state", sans_agenda),
    "complete lève": ("complete_and_start_action", lever(durable_rules_engine.error("sabotage"))),
    "agenda sans fin (H14)": ("complete_and_start_action", sans_fin),
    "retract lève": ("retract_fact", lever(durable_rules_engine.error("sabotage"))),
    "retract déjà observé": ("retract_fact", code(2)),
}


def cles(moteur: DurableEngine, facts: Facts = PROJET) -> set[str]:
    return {conclusion.regle for conclusion in moteur.conclusions(facts, JOUR, {})}


def ouvrir(indexe: bool) -> DurableEngine:
    return DurableEngine(ESSAI, Index.build(ESSAI.regles) if indexe else None)


@pytest.mark.parametrize("indexe", [False, True])
@pytest.mark.parametrize("panne", PANNES)
def test_une_premiere_panne_reconstruit_le_jeu_et_l_on_repond_juste(panne: str, indexe: bool, espion: Espion) -> None:
    fonction, sabot = PANNES[panne]
    moteur = ouvrir(indexe)
    assert cles(moteur) == ATTENDU
    crees = espion.compte["create_ruleset"]
    espion.saboter(fonction, jusqu_a_reconstruction(espion, sabot))
    assert cles(moteur) == ATTENDU
    assert espion.compte["create_ruleset"] == crees + 1
    assert cles(moteur, {"n": 2, "m": 4}) == {"autre"}
    assert cles(moteur) == ATTENDU
    moteur.fermer()


def panne_durable(rang: int) -> None:
    """A fault that lasts: said each time, naming the rules; mended, the engine answers; and it always closes.

    In a process of its own: what a fault leaves behind must not be freed as if it were sound (H1).
    """
    fonction, sabot = list(PANNES.values())[rang]
    # With an index a rule is alone in its ruleset.
    for indexe, nommees in ((False, "« juste », « autre », « double »"), (True, "« (juste|double) »")):
        for fin in ("repris", "fermé aussitôt", "interrogé sans effet"):
            with espionner() as espion:
                moteur = ouvrir(indexe)
                assert cles(moteur) == ATTENDU
                espion.saboter(fonction, sabot)
                for _ in range(3):
                    with pytest.raises(EngineError, match=f"en lisant : {nommees}$"):
                        cles(moteur)
                espion.reparer()
                if fin == "repris":
                    assert cles(moteur) == ATTENDU
                elif fin == "interrogé sans effet":
                    assert cles(moteur, {"n": 0, "m": 1}) == set()
                moteur.fermer()
                assert cles(moteur) == ATTENDU
                moteur.fermer()


@pytest.mark.parametrize("panne", PANNES)
def test_une_panne_qui_dure_est_dite_en_nommant_les_regles(panne: str) -> None:
    lancer("test_pannes", "panne_durable", list(PANNES).index(panne), MALLOC_PERTURB_="165")


@pytest.mark.parametrize("erreur", [durable_rules_engine.error("sabotage"), MemoryError()])
@pytest.mark.parametrize("indexe", [False, True])
def test_un_jeu_refuse_a_la_compilation_est_dit(erreur: Exception, indexe: bool, espion: Espion) -> None:
    espion.saboter("create_ruleset", lever(erreur))
    moteur = ouvrir(indexe)
    for _ in range(2):
        with pytest.raises(EngineError, match=r"durable-rules a échoué .*« juste »") as dite:
            cles(moteur)
        assert dite.value.__cause__ is erreur
    espion.reparer()
    assert cles(moteur) == ATTENDU
    moteur.fermer()


def test_une_regle_est_nommee_seule_quand_elle_est_lue_seule(espion: Espion) -> None:
    """With an index each rule has its own ruleset: the one at fault is the one named."""

    def sabot(vraie: Fonction, *arguments: Any) -> Any:
        if ":0," in arguments[1]:
            raise durable_rules_engine.error("sabotage")
        return vraie(*arguments)

    espion.saboter("assert_fact", sabot)
    with pytest.raises(EngineError) as dite:
        cles(ouvrir(True))
    assert "« double »" in str(dite.value)
    assert "« juste »" not in str(dite.value)


def test_une_regle_qui_ne_se_tire_pas_a_l_amorcage_est_une_panne(espion: Espion) -> None:
    espion.saboter("start_action_for_state", lambda vraie, *arguments: (vraie(*arguments)[0], '{"0":{"m":{}}}'))
    with pytest.raises(EngineError, match="« juste »"):
        cles(ouvrir(False))


@pytest.mark.parametrize("erreur", [KeyboardInterrupt, SystemError, RuntimeError])
@pytest.mark.parametrize("fonction", ["assert_fact", "start_action_for_state", "complete_and_start_action"])
@pytest.mark.parametrize("indexe", [False, True])
def test_h3_aucune_exception_n_est_avalee(
    erreur: type[BaseException], fonction: str, indexe: bool, espion: Espion
) -> None:
    """Its host keeps what actions raise to itself, even an interruption. The engine then still answers right."""
    a_lever = [erreur("sabotage")]

    def sabot(vraie: Fonction, *arguments: Any) -> Any:
        resultat = vraie(*arguments)
        if a_lever:
            raise a_lever.pop()
        return resultat

    moteur = ouvrir(indexe)
    assert cles(moteur) == ATTENDU
    espion.saboter(fonction, sabot)
    with pytest.raises(erreur, match="sabotage"):
        cles(moteur)
    assert cles(moteur, {"n": 0, "m": 1}) == set()
    assert cles(moteur) == ATTENDU
    moteur.fermer()


@pytest.mark.parametrize("exhaustif", [False, True])
def test_une_panne_n_est_pas_une_reponse_du_couple_non_plus(exhaustif: bool, espion: Espion) -> None:
    decideur = Decideur(ESSAI, exhaustif=exhaustif)
    espion.saboter("assert_fact", lever(durable_rules_engine.error("sabotage")))
    with pytest.raises(EngineError, match="« juste »"):
        decideur.decide(PROJET, JOUR, {})
    espion.reparer()
    assert {une.regle for une in decideur.conclusions(PROJET, JOUR, {})} == ATTENDU
    decideur.fermer()


def test_les_reconstructions_repetees_gardent_la_reponse(espion: Espion) -> None:
    """One call in three fails: every answer given is right."""
    regles = [
        regle(f"r{rang}", Toutes((feuille("n", Operator.AU_MOINS, rang), feuille("m", Operator.AU_PLUS, rang))))
        for rang in range(20)
    ]
    moteur = DurableEngine(corpus(regles), Index.build(regles))
    compteur = 0

    def sabot(vraie: Fonction, *arguments: Any) -> Any:
        nonlocal compteur
        compteur += 1
        return code(2)(vraie, *arguments) if compteur % 3 == 0 else vraie(*arguments)

    espion.saboter("assert_fact", sabot)
    justes = 0
    for n in range(60):
        try:
            trouve = cles(moteur, {"n": n % 20, "m": 5})
        except EngineError:
            continue
        assert trouve == {f"r{rang}" for rang in range(5, n % 20 + 1)}
        justes += 1
    assert justes >= 10


def test_les_scenarios_isoles_voient_un_plantage() -> None:
    """The guard itself: a scenario that fails, crashes or ends early is a failure."""
    for scenario in (echouer, planter, finir_trop_tot):
        with pytest.raises(AssertionError, match=scenario.__name__):
            lancer("test_pannes", scenario.__name__)


def echouer() -> None:
    raise AssertionError("voulu")


def planter() -> None:
    import ctypes

    ctypes.string_at(0)


def finir_trop_tot() -> None:
    raise SystemExit(0)
