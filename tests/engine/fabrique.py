"""Random corpora and projects, from a seed: every operator, chaining, negation, readings, dates, missing data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eligibility.corpus.model import Axe, Corpus, Effect, Genre, Interpretation, Item, Option, Rule
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operand, Operator, Toutes, UneDe
from eligibility.language.facts import Facts, FactValue, Members
from eligibility.language.vocabulary import Vocabulary

JOUR = date(2026, 3, 1)

CHOIX = {"cadre": 4, "territoire.departement": 30}
ENSEMBLES = {"objets": 6, "publics": 12, "financement.plan": 5}
NOMBRES = ("nombre", "financement.cout_total", "debut")
INTERVALLES = ("ages", "periode")
GRANDS = (-(2**62) + 1, -(2**61), -1, *range(8), 2**61, 2**62 - 1)
"""Operands, up to the greatest that durable-rules is given."""


def feuille(champ: str, operateur: Operator, valeur: Operand) -> Leaf:
    return Leaf(champ, operateur, valeur)


def regle(
    ident: str,
    si: Condition,
    alors: Effect | None = None,
    du: str | None = None,
    au: str | None = None,
    lecture: tuple[str, str] | None = None,
    niveau: int = 0,
) -> Rule:
    alors = alors or Effect(Genre.ITEM, ident)
    return Rule(ident, ident, (), si, alors, du, au, lecture, "rules/essai.yaml", 1, niveau)


def corpus(regles: list[Rule], items: dict[str, str] | None = None) -> Corpus:
    """``items``: axis of each item."""
    return Corpus(
        "essai",
        "sha256:essai",
        Vocabulary({}),
        tuple(regles),
        axes={axe: Axe(axe, 1, axe, ()) for axe in (items or {}).values()},
        items={item: Item(item, axe, item, ()) for item, axe in (items or {}).items()},
        interpretations={
            "assiette": Interpretation("assiette", "?", (Option("a", "a"), Option("b", "b")), "a", "", ()),
            "taux": Interpretation("taux", "?", (Option("a", "a"), Option("b", "b")), "b", "", ()),
        },
    )


@dataclass
class Fabrique:
    """Draws from ``alea``. ``conclus``: what rules of lower strata conclude, by derived field."""

    alea: Random
    conclus: dict[str, list[str]] = field(default_factory=dict)

    def corpus(self, taille: int) -> Corpus:
        regles: list[Rule] = []
        items: dict[str, str] = {}
        niveaux = self.alea.choice([1, 1, 2, 3])
        rang = 0
        for niveau in range(niveaux):
            nouveaux: list[tuple[str, str]] = []
            for _ in range(max(1, taille // niveaux)):
                alors = self._effet(niveau)
                if alors.genre is Genre.ITEM and self.alea.random() < 0.8:
                    items[alors.cible] = f"axe{niveau}"
                    nouveaux.append(("axes", f"axe{niveau}"))
                if alors.genre is not Genre.INSTRUMENT or alors.ouvre:
                    nouveaux.append((f"{alors.genre}s", alors.cible))
                regles.append(
                    regle(
                        f"r{rang}",
                        self.condition(self.alea.choice([0, 1, 1, 2, 3])),
                        alors,
                        self._jour(),
                        self._jour(),
                        self.alea.choice([None, None, None, ("assiette", "a"), ("assiette", "b"), ("taux", "a")]),
                        niveau,
                    )
                )
                rang += 1
            for champ, valeur in nouveaux:
                self.conclus.setdefault(champ, ["jamais-conclu"]).append(valeur)
        self.alea.shuffle(regles)
        return corpus(regles, items)

    def _effet(self, niveau: int) -> Effect:
        genre = self.alea.choice([Genre.ITEM, Genre.ITEM, Genre.INSTRUMENT, *Genre])
        cible = f"{genre}{niveau}-{self.alea.randrange(4)}"
        if genre is Genre.INSTRUMENT:
            ouvre = self.alea.random() < 0.7
            return Effect(genre, cible, ("axe0",) if ouvre else (), () if ouvre else ("axe0",))
        return Effect(genre, cible)

    def _jour(self) -> str | None:
        if self.alea.random() < 0.8:
            return None
        return (JOUR + timedelta(self.alea.randrange(-2, 3))).isoformat()

    def condition(self, profondeur: int) -> Condition:
        if profondeur == 0:
            return self._feuille()
        enfants = tuple(
            self.condition(profondeur - 1 if self.alea.random() < 0.6 else 0)
            for _ in range(self.alea.choice([1, 2, 2, 3, 4]))
        )
        return self.alea.choice([Toutes, Toutes, UneDe, Aucune])(enfants)

    def _feuille(self) -> Leaf:
        alea = self.alea
        sorte = alea.randrange(7)
        if sorte == 0:
            champ = alea.choice(list(CHOIX))
            if alea.random() < 0.4:
                return feuille(champ, Operator.PARMI, self._valeurs(champ, CHOIX[champ]))
            return feuille(champ, Operator.VAUT, self._valeur(champ, CHOIX[champ]))
        if sorte in {1, 2}:
            derives = [champ for champ in self.conclus if alea.random() < 0.5]
            champ = alea.choice(derives) if derives else alea.choice(list(ENSEMBLES))
            connues = self.conclus.get(champ)
            operateur = alea.choice(
                [Operator.CONTIENT, Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN]
            )
            if operateur is Operator.CONTIENT:
                valeur = alea.choice(connues) if connues else self._valeur(champ, ENSEMBLES[champ])
                return feuille(champ, operateur, valeur)
            if connues:
                return feuille(champ, operateur, tuple(sorted({alea.choice(connues) for _ in range(3)})))
            return feuille(champ, operateur, self._valeurs(champ, ENSEMBLES[champ]))
        if sorte == 3:
            return feuille("metropole", Operator.VAUT, alea.random() < 0.5)
        if sorte == 4:
            operateur = alea.choice(
                [Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES, Operator.VAUT]
            )
            return feuille(alea.choice(NOMBRES), operateur, alea.choice(GRANDS))
        if sorte == 5:
            bas, haut = sorted((alea.randrange(8), alea.randrange(8)))
            bornes = alea.choice([Bounds(bas, haut), Bounds(bas, haut), Bounds(bas, None), Bounds(None, haut)])
            operateur = alea.choice([Operator.RECOUPE, Operator.INCLUS_DANS])
            return feuille(alea.choice(INTERVALLES), operateur, bornes)
        champ = alea.choice([*CHOIX, *ENSEMBLES, "metropole", *NOMBRES, *INTERVALLES, *self.conclus])
        return feuille(champ, Operator.RENSEIGNE, True)

    def _valeur(self, champ: str, combien: int) -> str:
        return f"{champ[:3]}{self.alea.randrange(combien)}"

    def _valeurs(self, champ: str, combien: int) -> tuple[str, ...]:
        if self.alea.random() < 0.03:
            return tuple(sorted(f"{champ[:3]}{rang}" for rang in range(100)))
        tirees = self.alea.choice([1, 2, 3, min(combien, 10)])
        return tuple(sorted({self._valeur(champ, combien) for _ in range(tirees)}))

    def projet(self) -> Facts:
        alea = self.alea
        facts: dict[str, FactValue] = {}
        for champ, combien in CHOIX.items():
            valeur = self._valeur(champ, combien)
            facts[champ] = alea.choice([valeur, valeur, "inconnu-des-regles"])
        for champ, combien in ENSEMBLES.items():
            connus = frozenset(self._valeur(champ, combien) for _ in range(alea.randrange(4)))
            peut_etre = frozenset(self._valeur(champ, combien) for _ in range(alea.choice([0, 0, 0, 2])))
            facts[champ] = Members(connus, peut_etre - connus)
        facts["metropole"] = alea.random() < 0.5
        for champ in NOMBRES:
            facts[champ] = alea.choice([*range(-1, 9), *range(-1, 9), *GRANDS, 2**62, -(2**62), 2**64, -(2**80)])
        for champ in INTERVALLES:
            bas, haut = sorted((alea.randrange(8), alea.randrange(8)))
            ouvertes = [Bounds(bas, None), Bounds(None, haut), Bounds(None, None)]
            immenses = [Bounds(-(2**80), haut), Bounds(bas, 2**64)]
            facts[champ] = alea.choice([*[Bounds(bas, haut)] * 4, *ouvertes, *immenses])
        absence = alea.choice([0.0, 0.15, 0.5])
        return {champ: fait for champ, fait in facts.items() if alea.random() >= absence}

    def lectures(self) -> dict[str, str]:
        return self.alea.choice([{}, {"assiette": "b"}, {"taux": "a"}, {"assiette": "inconnue"}])
