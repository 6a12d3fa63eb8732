"""What a user may write to have something explained, and what is said of a name that nothing bears."""

from __future__ import annotations

import pytest

from eligibility.workshop.notices.modele import Sorte
from eligibility.workshop.notices.noms import InconnuError, Nom, du_code, effectifs, trouver

from .test_explain_notices import fonds


@pytest.mark.parametrize("demande", ["V102", "v102", " V102 ", "code:v102", "codes:V102"])
def test_codes(demande: str) -> None:
    assert du_code(demande) == "V102"


@pytest.mark.parametrize("demande", ["salle/comedie", "item:V102", "objets", "V", "Vrai"])
def test_what_is_no_code(demande: str) -> None:
    assert du_code(demande) is None


@pytest.mark.parametrize(("demande", "proche"), [("V10", "V101"), ("v120", "V1"), ("code:102", "V102")])
def test_unknown_codes(demande: str, proche: str) -> None:
    with pytest.raises(InconnuError, match="aucun code ne s'appelle") as raised:
        du_code(demande)
    assert proche in str(raised.value)


def test_a_code_with_another_digit_is_another_code() -> None:
    with pytest.raises(InconnuError, match="--liste code\u00a0» les donne tous"):
        du_code("V999")
    # The same digits in another order are a slip.
    with pytest.raises(InconnuError, match="vouliez-vous dire «\u00a0V606\u00a0»"):
        du_code("V066")


@pytest.mark.parametrize(
    ("demande", "attendus"),
    [
        ("rue/parade", [Nom(Sorte.ITEM, "rue/parade")]),
        ("salle/comedie", [Nom(Sorte.REGLE, "salle/comedie")]),
        ("SALLE/Comédie", [Nom(Sorte.REGLE, "salle/comedie")]),
        ("salle/comedie@2026-01-01", [Nom(Sorte.REGLE, "salle/comedie", "salle/comedie@2026-01-01")]),
        ("regle:salle/comedie", [Nom(Sorte.REGLE, "salle/comedie")]),
        ("Règles:salle/comedie", [Nom(Sorte.REGLE, "salle/comedie")]),
        ("lieu", [Nom(Sorte.CHAMP, "lieu.quartier"), Nom(Sorte.CHAMP, "lieu.rive")]),
        ("lieu.quartier", [Nom(Sorte.CHAMP, "lieu.quartier")]),
        ("genre=comedie", [Nom(Sorte.VALEUR, "genre=comedie")]),
        ("rue", [Nom(Sorte.AXE, "rue")]),
        ("caf", [Nom(Sorte.CHAMP, "caf")]),
        # Words of a project: a value's id, a synonym, a label, an entry of a referentiel.
        ("comedie", [Nom(Sorte.VALEUR, "genre=comedie")]),
        ("farce", [Nom(Sorte.VALEUR, "genre=comedie")]),
        ("aides=souffleur", [Nom(Sorte.DISPOSITIF, "souffleur")]),
        ("items=rue/parade", [Nom(Sorte.ITEM, "rue/parade")]),
        ("genre=farce", [Nom(Sorte.VALEUR, "genre=comedie")]),
        ("chuchoteur", [Nom(Sorte.DISPOSITIF, "souffleur")]),
        ("la compagnie", []),
        ("compagnie", [Nom(Sorte.ACTEUR, "troupe")]),
        ("02", []),
        ("03", [Nom(Sorte.VALEUR, "lieu.quartier=03")]),
        ("guide", [Nom(Sorte.SOURCE, "guide")]),
        ("guide/prets", [Nom(Sorte.PASSAGE, "guide/prets")]),
    ],
)
def test_names(demande: str, attendus: list[Nom]) -> None:
    if attendus:
        assert list(trouver(fonds(), demande)) == attendus
    else:
        with pytest.raises(InconnuError):
            trouver(fonds(), demande)


def test_a_name_borne_by_several_things_gives_them_all() -> None:
    # A plural of one word only, of two labels that have it or not.
    sorties = [Nom(Sorte.VALEUR, "objets=sorties_familles"), Nom(Sorte.VALEUR, "objets=sorties_scolaires")]
    assert list(trouver(fonds(), "sorties collective")) == sorties


@pytest.mark.parametrize(
    ("demande", "dit"),
    [
        ("salle/comedi", "rien ne s'appelle « salle/comedi » ; vouliez-vous dire « salle/comedie »"),
        # There is one, of another kind.
        ("item:salle/comedie", "rien ne s'appelle « item:salle/comedie » ; vouliez-vous dire "
         "« regle:salle/comedie » ?"),
        ("gnre=comedie", "rien ne s'appelle « gnre=comedie » ; vouliez-vous dire « genre=comedie » ?"),
        ("gnre=Farce", "rien ne s'appelle « gnre=Farce » ; vouliez-vous dire « genre=Farce » ?"),
        ("genre=comdie", "rien ne s'appelle « genre=comdie » ; vouliez-vous dire « genre=comedie » ?"),
        ("genre=gauche", "rien ne s'appelle « genre=gauche » ; vouliez-vous dire « lieu.rive=gauche » ?"),
        ("gnre=zzz", "rien ne s'appelle « gnre=zzz » ; vouliez-vous dire « genre » ?"),
        # Words of titles.
        ("spectacles grande", "rien ne s'appelle « spectacles grande » ; vouliez-vous dire "
         "« passage:charte-1/1.1/scene » ?"),
        ("zzzzzz", "rien ne s'appelle « zzzzzz » ; « eligibility explain » dit ce qui peut être expliqué"),
        ("reglle:essai", "sorte inconnue « reglle » ; vouliez-vous dire « regle » ?"),
        ("zz:essai", "sorte inconnue « zz » ; « eligibility explain » les donne toutes"),
        ("salle/comedie@2027-01-01", "la règle « salle/comedie » n'a pas cette version ; elle a "
         "salle/comedie@2024-01-01, salle/comedie@2026-01-01"),
        ("salle/comdie@2026-01-01", "rien ne s'appelle « salle/comdie » ; vouliez-vous dire « salle/comedie » ?"),
    ],
)  # fmt: skip
def test_unknown_names_are_answered_with_a_way_out(demande: str, dit: str) -> None:
    with pytest.raises(InconnuError) as raised:
        trouver(fonds(), demande)
    assert str(raised.value).replace("\u00a0", " ").startswith(dit)


def test_the_examples_of_each_kind_lead_to_that_kind_alone() -> None:
    for sorte, (combien, exemple) in effectifs(fonds()).items():
        assert combien > 0
        if sorte is Sorte.CODE:
            assert du_code(exemple) == exemple
        else:
            assert [nom.sorte for nom in trouver(fonds(), exemple)] == [sorte]
