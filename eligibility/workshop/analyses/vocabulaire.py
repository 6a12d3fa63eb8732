"""Fields, values and schemes that no rule tests.

The data say which need none: a free text, a field that every project gives or that rules fill, one from which another
follows that is tested, one that says whether a coordination is made; any other gives its reason in ``hors_regles``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from eligibility.corpus import declarations as d
from eligibility.corpus.fiches import Fiche
from eligibility.language.conditions import leaves
from eligibility.workshop.analyses.contexte import Contexte

CODES: Final = frozenset({"V620", "V621", "V622", "V623"})

_DISPOSITIFS: Final = "dispositifs"
_TEXTE: Final = "texte"


def examiner(contexte: Contexte) -> None:
    auteurs: dict[tuple[str, str], str] = {}
    for champ, valeur, rule in contexte.testees():
        auteurs.setdefault((champ, valeur), rule.id)
    testes = {leaf.champ: rule.id for _, rule in reversed(contexte.regles) for leaf in leaves(rule.si)}
    fiches = [fiche for fiche in contexte.compilation.declares.de("champs", d.ChampDeclare) if not fiche.declare.conclu]
    utiles = set(_sans_regle(contexte, fiches, testes))
    for fiche in fiches:
        declare = fiche.declare
        if declare.hors_regles is not None and declare.id in testes:
            fiche.signale("V622", "hors_regles", id=declare.id, regle=testes[declare.id])
        elif declare.id in testes:
            _valeurs(fiche, auteurs)
        elif declare.hors_regles is None and declare.id not in utiles:
            fiche.signale("V621", "id", id=declare.id)
    _dispositifs(contexte, fiches, auteurs)


def _sans_regle(contexte: Contexte, fiches: list[Fiche[d.ChampDeclare]], testes: dict[str, str]) -> Iterator[str]:
    """The fields that serve without being tested."""
    for fiche in fiches:
        if fiche.declare.nature == _TEXTE or fiche.declare.obligatoire:
            yield fiche.declare.id
    for coordination in contexte.entrees("coordinations").values():
        if coordination.declare.champ:
            yield coordination.declare.champ
    origines = {fiche.declare.id: fiche.declare.deduit_de for fiche in fiches}
    for champ in testes:
        deduction = origines.get(champ)
        while deduction is not None:
            yield deduction.champ
            deduction = origines.get(deduction.champ)


def _valeurs(fiche: Fiche[d.ChampDeclare], auteurs: dict[tuple[str, str], str]) -> None:
    """The values that the field itself lists; those of a code list or of a referentiel are not its own."""
    valeurs = fiche.declare.valeurs
    if not isinstance(valeurs, tuple):
        return
    for index, valeur in enumerate(valeurs):
        regle = auteurs.get((fiche.declare.id, valeur.id))
        if valeur.hors_regles is None and regle is None:
            fiche.signale("V620", "valeurs", index, "id", id=valeur.id, champ=fiche.declare.id)
        elif valeur.hors_regles is not None and regle is not None:
            fiche.signale("V622", "valeurs", index, "hors_regles", id=valeur.id, regle=regle)


def _dispositifs(contexte: Contexte, fiches: list[Fiche[d.ChampDeclare]], auteurs: dict[tuple[str, str], str]) -> None:
    champs = [fiche.declare.id for fiche in fiches if referentiel(fiche) == _DISPOSITIFS]
    for ident, fiche in contexte.entrees(_DISPOSITIFS).items():
        regle = next((auteurs[champ, ident] for champ in champs if (champ, ident) in auteurs), None)
        if regle is None and fiche.declare.hors_regles is None:
            fiche.signale("V623", "id", id=ident)
        elif regle is not None and fiche.declare.hors_regles is not None:
            fiche.signale("V622", "hors_regles", id=ident, regle=regle)


def referentiel(fiche: Fiche[Any]) -> str | None:
    """The referentiel whose entries are the values of a field."""
    valeurs = fiche.declare.valeurs
    return valeurs.referentiel if isinstance(valeurs, d.ValeursDeReferentiel) else None
