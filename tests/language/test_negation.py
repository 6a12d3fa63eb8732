"""What a condition under ``aucune`` asks is told as it asks it: the opposite of its leaf."""

from __future__ import annotations

import pytest

from eligibility.language.conditions import Aucune, Bounds, Leaf, Operand, Operator, Toutes, UneDe, polarites
from eligibility.language.francais import attendu

from .conftest import VOCABULAIRE


@pytest.mark.parametrize(
    ("champ", "operateur", "valeur", "dit"),
    [
        ("territoire.departement", Operator.VAUT, "01", "ne vaut pas « Ain »"),
        ("territoire.departement", Operator.PARMI, ("01", "69"), "ne vaut pas « Ain » ni « Rhône »"),
        ("territoire.zonages", Operator.CONTIENT, "rural", "ne contient pas « rural »"),
        ("territoire.zonages", Operator.CONTIENT_TOUS, ("qpv", "rural"),
         "ne contient pas à la fois « quartier prioritaire » et « rural »"),
        ("territoire.zonages", Operator.NE_CONTIENT_AUCUN, ("rural",), "contient « rural »"),
        ("territoire.zonages", Operator.RENSEIGNE, True, "n'est pas renseigné"),
        ("ages", Operator.RECOUPE, Bounds(0, 2), "ne recoupe pas 0-2 ans"),
        ("ages", Operator.INCLUS_DANS, Bounds(0, 2), "non compris dans 0-2 ans"),
    ],
)  # fmt: skip
def test_la_demande_inverse_se_dit(champ: str, operateur: Operator, valeur: Operand, dit: str) -> None:
    said = attendu(Leaf(champ, operateur, valeur), VOCABULAIRE, positif=False)
    assert said.replace("\u00a0", " ") == dit


def test_sous_aucune_une_feuille_sert_en_etant_fausse() -> None:
    leaves = [Leaf("champ", Operator.VAUT, str(rang)) for rang in range(4)]
    condition = Toutes((leaves[0], Aucune((leaves[1], Aucune((leaves[2],)))), UneDe((leaves[3],))))
    assert list(polarites(condition)) == [(leaves[0], True), (leaves[1], False), (leaves[2], True), (leaves[3], True)]
