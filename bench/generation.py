"""Seeded corpora and projects with a given profile: number of rules, blocks a rule, leaves a rule, matches a project.

A rule is a ``toutes`` of blocks (a leaf, a ``une_de`` or an ``aucune``). Its first block is a selective test of a
choice or a set, as in real rules; the others share what is left of the selectivity aimed at. Probabilities are
measured once for each leaf on sample projects; fields are drawn independently and a rule tests each only once, so
that they multiply.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10
from random import Random

from bench.champs import INTITULE, TIRAGES, VOCABULAIRE, Tirage
from bench.semantique import sait
from eligibility.corpus.model import (
    Acteur,
    Axe,
    Corpus,
    Effect,
    Effet,
    Genre,
    Instrument,
    Item,
    Passage,
    Rule,
    Source,
)
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe, leaves
from eligibility.language.facts import FactValue
from eligibility.language.vocabulary import Kind

AXES = 4
REGLES_PAR_ITEM = 5
PASSAGE = "texte/1"
INSTRUMENT = "contrat"

# DURABLE.md B: blocks a rule and matches a project at 50, 500 and 5 000 rules; leaves follow from GROUPES.
BLOCS = (1.6, 4.1, 6.2)
CORRESPONDANCES = (2.2, 3.1, 3.4)
GROUPES = (0.10, 0.18, 0.20)
"""Share of blocks that are a ``une_de`` or an ``aucune``, of two or three leaves."""


@dataclass(frozen=True, slots=True)
class Profil:
    """What a corpus of ``regles`` rules looks like; between the sizes of DURABLE.md B, by interpolation."""

    regles: int
    blocs: float
    correspondances: float
    groupes: float

    @staticmethod
    def de(regles: int) -> Profil:
        rang = min(2.0, max(0.0, log10(regles / 50)))
        bas = min(1, int(rang))

        def entre(serie: tuple[float, ...]) -> float:
            return serie[bas] + (serie[bas + 1] - serie[bas]) * (rang - bas)

        return Profil(regles, entre(BLOCS), entre(CORRESPONDANCES), entre(GROUPES))


@dataclass(frozen=True, slots=True)
class _Test:
    """A leaf with the probabilities that it is known true and known false."""

    leaf: Leaf
    vrai: float
    faux: float


class _Vivier:
    """Leaves of every field, found by probability."""

    def __init__(self, hasard: Random, par_champ: int, temoins: int = 300) -> None:
        self._hasard = hasard
        facts = generer_projets(temoins, hasard.randrange(2**32))
        essais: list[_Test] = []
        for tirage in TIRAGES:
            feuilles = dict.fromkeys(_feuille(tirage, hasard) for _ in range(par_champ))
            for feuille in feuilles:
                vrai = sum(sait(feuille, fait) for fait in facts) / temoins
                faux = sum(sait(feuille, fait, vrai=False) for fait in facts) / temoins
                if vrai > 0.005 and faux > 0.005:
                    essais.append(_Test(feuille, vrai, faux))
        self._vrais = sorted(essais, key=lambda essai: essai.vrai)
        self._faux = sorted(essais, key=lambda essai: essai.faux)
        cles = (Kind.CHOIX, Kind.ENSEMBLE)
        positifs = (Operator.VAUT, Operator.PARMI, Operator.CONTIENT, Operator.CONTIENT_UN_DE)
        self._cles = [
            essai
            for essai in self._vrais
            if VOCABULAIRE.champs[essai.leaf.champ].nature in cles and essai.leaf.operateur in positifs
        ]

    def vrai(self, vise: float, pris: set[str]) -> _Test:
        """A leaf of a field not in ``pris``, known true with a probability near ``vise``."""
        return self._pres(self._vrais, lambda essai: essai.vrai, vise, pris)

    def faux(self, vise: float, pris: set[str]) -> _Test:
        return self._pres(self._faux, lambda essai: essai.faux, vise, pris)

    def cle(self, vise: float) -> _Test:
        return self._pres(self._cles, lambda essai: essai.vrai, vise, set())

    def _pres(self, essais: list[_Test], cle: Callable[[_Test], float], vise: float, pris: set[str]) -> _Test:
        largeur = max(12, len(essais) // 12)
        debut = min(max(0, bisect_left(essais, vise, key=cle) - largeur // 2), len(essais) - largeur)
        while True:
            essai = essais[self._hasard.randrange(debut, debut + largeur)]
            if essai.leaf.champ not in pris:
                pris.add(essai.leaf.champ)
                return essai


def _feuille(tirage: Tirage, hasard: Random) -> Leaf:
    champ = tirage.champ

    def valeurs(au_plus: int) -> tuple[str, ...]:
        nombre = hasard.randint(2, max(2, min(au_plus, len(tirage.ids) - 1)))
        return tuple(sorted(hasard.sample(tirage.ids, nombre)))

    match champ.nature:
        case Kind.CHOIX:
            if hasard.random() < 0.5:
                return Leaf(champ.id, Operator.VAUT, hasard.choice(tirage.ids))
            return Leaf(champ.id, Operator.PARMI, valeurs(12))
        case Kind.ENSEMBLE:
            operateur = hasard.choices(
                (Operator.CONTIENT, Operator.CONTIENT_UN_DE, Operator.NE_CONTIENT_AUCUN, Operator.CONTIENT_TOUS),
                (35, 40, 20, 5),
            )[0]
            if operateur is Operator.CONTIENT:
                return Leaf(champ.id, operateur, hasard.choice(tirage.ids))
            return Leaf(champ.id, operateur, valeurs(2 if operateur is Operator.CONTIENT_TOUS else 8))
        case Kind.OUI_NON:
            return Leaf(champ.id, Operator.VAUT, hasard.random() < 0.5)
        case Kind.INTERVALLE | Kind.PERIODE:
            bas = hasard.randint(tirage.bas, tirage.haut)
            haut = hasard.randint(bas, tirage.haut)
            bornes = hasard.choice((Bounds(bas, haut), Bounds(bas, None), Bounds(None, haut)))
            return Leaf(champ.id, hasard.choice((Operator.RECOUPE, Operator.INCLUS_DANS)), bornes)
        case Kind.DATE:
            operateur = hasard.choice((Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES))
            return Leaf(champ.id, operateur, hasard.randint(tirage.bas, tirage.haut))
        case _:
            seuil = hasard.randint(tirage.bas, tirage.haut)
            if champ.nature is Kind.MONTANT:
                seuil -= seuil % 100_000
            return Leaf(champ.id, hasard.choice((Operator.AU_MOINS, Operator.AU_PLUS)), seuil)


def _bloc(vivier: _Vivier, hasard: Random, groupes: float, vise: float, pris: set[str]) -> tuple[Condition, float]:
    """A block known true with a probability near ``vise``, and that probability."""
    if hasard.random() >= groupes:
        essai = vivier.vrai(vise, pris)
        return essai.leaf, essai.vrai
    taille = 2 if hasard.random() < 0.75 else 3
    if hasard.random() < 2 / 3:
        essais = [vivier.vrai(1 - (1 - vise) ** (1 / taille), pris) for _ in range(taille)]
        echoue = 1.0
        for essai in essais:
            echoue *= 1 - essai.vrai
        return UneDe(tuple(essai.leaf for essai in essais)), 1 - echoue
    essais = [vivier.faux(vise ** (1 / taille), pris) for _ in range(taille)]
    reussit = 1.0
    for essai in essais:
        reussit *= essai.faux
    return Aucune(tuple(essai.leaf for essai in essais)), reussit


def _condition(vivier: _Vivier, hasard: Random, profil: Profil, rang: int) -> Condition:
    vise = profil.correspondances / profil.regles
    # Exact mean whatever the number of rules; where there are several blocks, one more or one fewer now and then.
    nombre = int(profil.blocs * (rang + 1)) - int(profil.blocs * rang)
    if profil.blocs >= 3:
        nombre += hasard.choice((-1, 0, 0, 1))
    cle = vivier.cle(vise if nombre == 1 else max(vise ** (1 / nombre) / 2, 0.03))
    pris = {cle.leaf.champ}
    blocs: list[Condition] = [cle.leaf]
    reste = vise / cle.vrai
    for manquants in range(nombre - 1, 0, -1):
        bloc, probabilite = _bloc(vivier, hasard, profil.groupes, min(0.95, reste ** (1 / manquants)), pris)
        blocs.append(bloc)
        reste /= probabilite
    return Toutes(tuple(blocs))


def generer_regles(profil: Profil, graine: int) -> tuple[Rule, ...]:
    """Distinct ids in order. One rule in fifty opens the instrument to the axes, the others conclude items."""
    hasard = Random(graine)
    vivier = _Vivier(hasard, 100 + profil.regles // 12)
    regles = []
    for rang in range(profil.regles):
        alors = Effect(Genre.ITEM, f"item-{rang // REGLES_PAR_ITEM}")
        if rang % 50 == 49:
            axes = tuple(f"axe-{numero}" for numero in range(1, AXES + 1))
            alors = Effect(Genre.INSTRUMENT, INSTRUMENT, ouvre=axes, motif="ouverture générée")
        regles.append(
            Rule(
                id=f"regle-{rang:05d}",
                titre=f"Règle {rang}",
                sources=(PASSAGE,),
                si=_condition(vivier, hasard, profil, rang),
                alors=alors,
                du=None,
                au=None,
                lecture=None,
                fichier="rules/generees.yaml",
                ligne=0,
            )
        )
    return tuple(regles)


def generer_projets(nombre: int, graine: int) -> list[dict[str, FactValue]]:
    hasard = Random(graine)
    return [_projet(hasard, rang) for rang in range(nombre)]


def _projet(hasard: Random, rang: int) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {INTITULE.id: f"Projet {rang}"}
    for tirage in TIRAGES:
        valeur = tirage.valeur(hasard)
        if valeur is not None:
            facts[tirage.champ.id] = valeur
    return facts


def generer_corpus(regles: int, graine: int = 20_26) -> Corpus:
    """A corpus of ``regles`` rules of the profile of that size, in one stratum."""
    rules = generer_regles(Profil.de(regles), graine)
    items = sorted({rule.alors.cible for rule in rules if rule.alors.genre is Genre.ITEM})
    return Corpus(
        version="généré",
        empreinte=f"sha256:genere-{regles}-{graine}",
        vocabulaire=VOCABULAIRE,
        regles=rules,
        sources={"texte": Source("texte", "Texte généré", "Texte")},
        passages={PASSAGE: Passage(PASSAGE, "texte", "§ 1", "Passage généré.")},
        axes={f"axe-{n}": Axe(f"axe-{n}", n, f"Axe {n}", (PASSAGE,)) for n in range(1, AXES + 1)},
        acteurs={
            acteur: Acteur(acteur, acteur.capitalize(), acteur.capitalize()) for acteur in ("departement", "etat")
        },
        items={
            item: Item(item, f"axe-{int(item.removeprefix('item-')) % AXES + 1}", item.capitalize(), (PASSAGE,))
            for item in items
        },
        instruments={
            INSTRUMENT: Instrument(
                INSTRUMENT, "Contrat", "Contrat", Effet.CONTRACTUALISABLE, ("departement", "etat"), (PASSAGE,)
            )
        },
        titre="Corpus généré",
    )


@dataclass(frozen=True, slots=True)
class ProfilObtenu:
    """The profile of rules as generated, on given projects' match sets; ``distinctes``: different leaves."""

    blocs: float
    feuilles: float
    correspondances: float
    distinctes: int

    @staticmethod
    def de(rules: Sequence[Rule], attendues: Sequence[frozenset[str]]) -> ProfilObtenu:
        blocs = [len(rule.si.conditions) for rule in rules if isinstance(rule.si, Toutes)]
        feuilles = [leaf for rule in rules for leaf in leaves(rule.si)]
        return ProfilObtenu(
            sum(blocs) / len(rules),
            len(feuilles) / len(rules),
            sum(map(len, attendues)) / len(attendues),
            len(set(feuilles)),
        )
