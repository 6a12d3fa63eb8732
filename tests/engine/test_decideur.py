"""The two engines together: what they agree on is answered, what they do not is an error that names the rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from eligibility.engine.durable import DurableEngine, version
from eligibility.engine.index import Index
from eligibility.engine.pair import Decideur
from eligibility.engine.protocol import Conclusion, EngineError
from eligibility.engine.reference import ReferenceEngine, Resolution
from eligibility.language.conditions import Aucune, Operator, Toutes
from eligibility.language.evaluate import Truth
from eligibility.language.facts import Facts

from .espion import Espion, Fonction
from .fabrique import JOUR, corpus, feuille, regle

REGLES = [
    structs.replace(regle("premiere", feuille("n", Operator.AU_MOINS, 3)), fichier="rules/a.yaml", ligne=7),
    structs.replace(regle("seconde", feuille("n", Operator.AU_PLUS, 10)), fichier="rules/b.yaml", ligne=41),
]


def remplacer(avant: str, apres: str) -> Fonction:
    """The C module is told something else than what the project says."""

    def sabot(vraie: Fonction, poignee: int, texte: str) -> Any:
        return vraie(poignee, texte.replace(avant, apres))

    return sabot


@pytest.mark.parametrize("exhaustif", [False, True])
def test_une_regle_que_durable_rules_ne_tire_pas_est_un_desaccord(exhaustif: bool, espion: Espion) -> None:
    decideur = Decideur(corpus(REGLES), exhaustif=exhaustif)
    assert len(decideur.decide({"n": 5}, JOUR).conclusions) == 2
    espion.saboter("assert_fact", remplacer(":5,", ":50,"))
    with pytest.raises(EngineError) as dit:
        decideur.decide({"n": 5}, JOUR)
    assert str(dit.value) == (
        "désaccord des moteurs sur la règle « seconde » (rules/b.yaml:41) : "
        "durable-rules ne la déclenche pas, la référence oui"
    )
    espion.reparer()
    assert len(decideur.decide({"n": 5}, JOUR).conclusions) == 2
    decideur.fermer()


def test_une_regle_que_durable_rules_tire_a_tort_est_un_desaccord(espion: Espion) -> None:
    decideur = Decideur(corpus(REGLES), exhaustif=True)
    espion.saboter("assert_fact", remplacer(":2,", ":5,"))
    with pytest.raises(EngineError) as dit:
        decideur.decide({"n": 2}, JOUR)
    assert str(dit.value) == (
        "désaccord des moteurs sur la règle « premiere » (rules/a.yaml:7) : "
        "durable-rules la déclenche, la référence non"
    )
    decideur.fermer()


def test_un_desaccord_sur_une_absence_est_vu_dans_la_strate_suivante(espion: Espion) -> None:
    """The negation of a rule is not compared itself: what it lets conclude is."""
    regles = [*REGLES, regle("sans", feuille("items", Operator.NE_CONTIENT_AUCUN, ("premiere",)), niveau=1)]
    decideur = Decideur(corpus(regles), exhaustif=True)
    assert {une.regle for une in decideur.decide({"n": 2}, JOUR).conclusions} == {"seconde", "sans"}
    espion.saboter("assert_fact", remplacer(":0,", ":1,"))
    with pytest.raises(EngineError, match="« sans »"):
        decideur.decide({"n": 2}, JOUR)


def test_la_reference_seule_n_est_pas_comparee(espion: Espion) -> None:
    decideur = Decideur(corpus(REGLES), sans_durable=True)
    assert decideur.nom == "référence"
    assert decideur.decide({"n": 5}, JOUR).moteur == "référence"
    assert not espion.appels
    decideur.fermer()


def test_les_moteurs_disent_leur_nom() -> None:
    tout = corpus(REGLES)
    decideur = Decideur(tout)
    assert decideur.indisponible is None
    assert version() == "2.0.28"
    assert decideur.nom == decideur.decide({}, JOUR).moteur == DurableEngine(tout).nom == "durable-rules 2.0.28"
    assert ReferenceEngine(tout).nom == "référence"


def test_l_index_d_un_autre_corpus_est_refuse() -> None:
    with pytest.raises(EngineError, match="index"):
        Decideur(corpus(REGLES), index=Index.build(REGLES[:1]))


def ids(resolution: Resolution, masque: int) -> list[str]:
    return [rule.id for rule in resolution.regles(masque)]


def test_une_resolution_range_chaque_regle() -> None:
    regles = [
        regle("vraie", feuille("n", Operator.VAUT, 3)),
        regle("fausse", Aucune((feuille("n", Operator.VAUT, 3),))),
        regle("inconnue", Toutes((feuille("n", Operator.VAUT, 3), feuille("m", Operator.VAUT, 3)))),
        regle("passee", feuille("n", Operator.VAUT, 3), au="2020-12-31"),
        regle("a-venir", feuille("n", Operator.VAUT, 3), du="2030-01-01"),
        regle("lue-ainsi", feuille("n", Operator.VAUT, 3), lecture=("assiette", "a")),
        regle("lue-autrement", feuille("n", Operator.VAUT, 3), lecture=("assiette", "b")),
    ]
    rangs = {rule.id: rang for rang, rule in enumerate(regles)}
    decideur = Decideur(corpus(regles))
    facts: Facts = {"n": 3}
    resolution = decideur.decide(facts, JOUR)
    assert ids(resolution, resolution.vraies) == ["vraie", "lue-ainsi"]
    assert ids(resolution, resolution.inconnues) == ["inconnue"]
    assert ids(resolution, resolution.fausses) == ["fausse"]
    assert ids(resolution, resolution.actives) == ["vraie", "fausse", "inconnue", "lue-ainsi"]
    assert resolution.verite(rangs["lue-autrement"]) is Truth.FAUX
    assert resolution.issue(rangs["lue-autrement"]).truth is Truth.VRAI, "sa condition, qu'elle soit active ou non"
    assert resolution.issue(rangs["inconnue"]).unknown == (feuille("m", Operator.VAUT, 3),)
    assert Conclusion("item", "vraie", "vraie") in resolution.conclusions
    assert resolution.jour == JOUR
    assert resolution.lectures == {"assiette": "a", "taux": "b"}

    autre = decideur.decide(facts, date(2030, 1, 1), {"assiette": "b"})
    assert ids(autre, autre.vraies) == ["vraie", "a-venir", "lue-autrement"]
    assert facts == {"n": 3}, "le projet est rendu tel quel"
    decideur.fermer()


@pytest.mark.parametrize(
    ("jour", "active"),
    [("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_les_bornes_d_une_periode_sont_comprises(jour: str, active: bool) -> None:
    tout = corpus([regle("r", feuille("n", Operator.VAUT, 3), du="2025-01-01", au="2025-12-31")])
    for exhaustif in (False, True):
        decideur = Decideur(tout, exhaustif=exhaustif)
        resolution = decideur.decide({"n": 3}, date.fromisoformat(jour))
        assert bool(resolution.conclusions) is active
        assert resolution.actives == int(active)
        decideur.fermer()


@pytest.mark.parametrize("jour", [date.min, date.max])
def test_la_premiere_et_la_derniere_date_se_decident(jour: date) -> None:
    tout = corpus(
        [
            regle("ouverte", feuille("n", Operator.VAUT, 3)),
            regle("debut", feuille("n", Operator.VAUT, 3), au="0001-01-01"),
            regle("fin", feuille("n", Operator.VAUT, 3), du="9999-12-31"),
        ]
    )
    for exhaustif in (False, True):
        decideur = Decideur(tout, exhaustif=exhaustif)
        trouvees = {une.cible for une in decideur.decide({"n": 3}, jour).conclusions}
        assert trouvees == {"ouverte", "debut" if jour == date.min else "fin"}
        decideur.fermer()
