"""What the cases have shown of the rules: each rule in its three truths, each leaf true and false, each bound from both
sides, each date of validity from inside and outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.masques import bits
from eligibility.language.conditions import Bounds, Leaf, Operator, leaves
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import FactValue
from eligibility.language.francais import feuille, jour, valeur
from eligibility.language.vocabulary import Field, Kind
from eligibility.workshop.essais.essai import Essai

_CLES: Final = {"favorable": "vraies", "défavorable": "fausses", "indéterminé": "indeterminees"}
"""What a case is to a rule, by the key that says so."""


class Manque(Struct, frozen=True):
    """Something no case shows. ``ligne``: of the rule or of its leaf."""

    regle: str
    fichier: str
    ligne: int
    quoi: str


class FeuilleVue(Struct, frozen=True):
    """``vraie``, ``fausse``: cases that gave the leaf this truth while its rule was in force. What only asks that a
    datum be given is never false: where it lacks counts instead."""

    leaf: Leaf
    vraie: int
    fausse: int


class RegleVue(Struct, frozen=True):
    """``declenchee``, ``active``: cases where the rule fired, was in force. ``demandes``: how many things are to be
    shown of it, ``manques`` those that are not."""

    rule: Rule
    active: int
    declenchee: int
    feuilles: tuple[FeuilleVue, ...]
    demandes: int
    manques: tuple[Manque, ...]


class Couverture(Struct, frozen=True):
    """``regles`` in the order of files and lines."""

    regles: tuple[RegleVue, ...]

    @property
    def demandes(self) -> int:
        return sum(vue.demandes for vue in self.regles)

    @property
    def manques(self) -> tuple[Manque, ...]:
        found = [manque for vue in self.regles for manque in vue.manques]
        return tuple(sorted(found, key=lambda manque: (manque.fichier, manque.ligne, manque.quoi)))

    @property
    def taux(self) -> float:
        """Percent of what is to be shown that is; 100 where nothing is."""
        return 100 * (self.demandes - len(self.manques)) / self.demandes if self.demandes else 100.0


def couvrir(corpus: Corpus, essais: Sequence[Essai]) -> Couverture:
    dites = _dites(essais)
    releve = _Releve(corpus, essais)
    jours = _Jours(essais)
    vues = []
    for rang in sorted(range(len(corpus.regles)), key=lambda rang: _place(corpus.regles[rang])):
        rule = corpus.regles[rang]
        feuilles = releve.feuilles(rang)
        montre: dict[tuple[int, str], bool] = {}
        for ligne, quoi, vu in (
            *_verites(rule, corpus, dites.get(rule.id, set())),
            *(a_voir for vue in feuilles for a_voir in releve.a_montrer(vue)),
            *jours.a_montrer(rule),
        ):
            montre[ligne, quoi] = montre.get((ligne, quoi), True) and vu
        manques = tuple(Manque(rule.id, rule.fichier, ligne, quoi) for (ligne, quoi), vu in montre.items() if not vu)
        vues.append(RegleVue(rule, releve.actives[rang], releve.declenchees[rang], feuilles, len(montre), manques))
    return Couverture(tuple(vues))


def manques(corpus: Corpus, essais: Sequence[Essai]) -> tuple[Manque, ...]:
    """Everything that is left to show, in the order of the rules' files."""
    return couvrir(corpus, essais).manques


AMontrer = tuple[int, str, bool]
"""Line, what is said when it is not shown, whether it is."""


def _place(rule: Rule) -> tuple[str, int]:
    return rule.fichier, rule.ligne


def _dites(essais: Sequence[Essai]) -> dict[str, set[str]]:
    """By rule, the truths that cases expect of it: said by a case, not only met in passing."""
    dites: dict[str, set[str]] = {}
    for essai in essais:
        attendu = essai.cas.attendu
        for cle, idents in zip(_CLES, (attendu.vraies, attendu.fausses, attendu.indeterminees), strict=True):
            for ident in idents:
                dites.setdefault(ident, set()).add(cle)
    return dites


def _verites(rule: Rule, corpus: Corpus, dites: set[str]) -> Iterator[AMontrer]:
    """The rule is expected to fire, not to fire, and to stay open."""
    for cle in _CLES:
        if cle != "indéterminé" or not _toujours_decidee(rule, corpus):
            # A case may make the rule fire without a word about it: what it does not expect, it does not hold.
            yield rule.ligne, f"aucun cas {cle} (aucun ne la nomme sous « {_CLES[cle]} »)", cle in dites


def _toujours_decidee(rule: Rule, corpus: Corpus) -> bool:
    """Whether no missing datum leaves the rule open: it tests only that a field is given."""
    return all(
        leaf.operateur is Operator.RENSEIGNE and not corpus.vocabulaire.champs[leaf.champ].conclu
        for leaf in leaves(rule.si)
    )


class _Releve:
    """What the cases gave each leaf and each field."""

    def __init__(self, corpus: Corpus, essais: Sequence[Essai]) -> None:
        self._corpus = corpus
        self.actives = [0] * len(corpus.regles)
        self.declenchees = [0] * len(corpus.regles)
        self._vues: dict[tuple[int, Leaf, Truth], int] = {}
        self._valeurs: dict[str, set[FactValue]] = {}
        for essai in essais:
            resolution = essai.resolution
            for champ, donnee in resolution.facts.items():
                self._valeurs.setdefault(champ, set()).add(donnee)
            for rang in bits(resolution.actives):
                self.actives[rang] += 1
                self.declenchees[rang] += resolution.verite(rang) is Truth.VRAI
                for leaf in dict.fromkeys(leaves(resolution.regle(rang).si)):
                    key = (rang, leaf, truth(leaf, resolution.facts))
                    self._vues[key] = self._vues.get(key, 0) + 1

    def feuilles(self, rang: int) -> tuple[FeuilleVue, ...]:
        return tuple(
            FeuilleVue(leaf, self._vues.get((rang, leaf, Truth.VRAI), 0), self._vues.get((rang, leaf, autre(leaf)), 0))
            for leaf in dict.fromkeys(leaves(self._corpus.regles[rang].si))
        )

    def a_montrer(self, vue: FeuilleVue) -> Iterator[AMontrer]:
        leaf = vue.leaf
        dit = feuille(leaf, self._corpus.vocabulaire)
        yield leaf.ligne, f"jamais vraie : {dit}", vue.vraie > 0
        mot = "inconnue" if autre(leaf) is Truth.INCONNU else "fausse"
        yield leaf.ligne, f"jamais {mot} : {dit}", vue.fausse > 0
        field = self._corpus.vocabulaire.champs[leaf.champ]
        for essai, essayee in _bornes(leaf, field, self._valeurs.get(leaf.champ, set())):
            yield leaf.ligne, f"{essai} : {dit}", essayee


def autre(leaf: Leaf) -> Truth:
    """What a leaf is to be seen as, besides true."""
    return Truth.INCONNU if leaf.operateur is Operator.RENSEIGNE else Truth.FAUX


def _bornes(leaf: Leaf, field: Field, valeurs: Iterable[FactValue]) -> Iterator[tuple[str, bool]]:
    """The values next to a bound of the leaf, and whether some case has given them."""
    bas = {found.low for found in valeurs if isinstance(found, Bounds)}
    haut = {found.high for found in valeurs if isinstance(found, Bounds)}
    nombres = {found for found in valeurs if isinstance(found, int) and not isinstance(found, bool)}
    operand = leaf.valeur
    voisins: list[tuple[str, set[int] | set[int | None], int]] = []
    if isinstance(operand, Bounds):
        # Two intervals meet by the end of one and the start of the other.
        du_bas, du_haut = (("ne finit", haut), ("ne commence", bas))
        if leaf.operateur is not Operator.RECOUPE:
            du_bas, du_haut = du_haut, du_bas
        if operand.low is not None and operand.low > 0:
            voisins += [(*du_bas, operand.low), (*du_bas, operand.low - 1)]
        if operand.high is not None:
            voisins += [(*du_haut, operand.high), (*du_haut, operand.high + 1)]
    elif isinstance(operand, int) and not isinstance(operand, bool):
        sens = {Operator.AU_MOINS: -1, Operator.AVANT: -1, Operator.AU_PLUS: 1, Operator.APRES: 1}
        voisine = operand + sens.get(leaf.operateur, 0)
        voisins += [("n'a la valeur", nombres, operand), ("n'a la valeur", nombres, voisine)]
    for verbe, donnees, voulu in voisins:
        yield f"aucun projet {verbe} {_nombre(field, voulu)}", voulu in donnees


def _nombre(field: Field, nombre: int) -> str:
    """« à 11 ans », « le 1er janvier 2024 »; a number alone stands by itself."""
    if field.nature in (Kind.DATE, Kind.PERIODE):
        return f"le {jour(nombre)}"
    dit = valeur(field, nombre)
    return f"à {dit}" if field.nature is Kind.INTERVALLE else dit


class _Jours:
    """First and last days in force: the day itself, and the one outside. Each is asked for once, of the first rule."""

    def __init__(self, essais: Sequence[Essai]) -> None:
        self._essayes = {essai.cas.jour for essai in essais}
        self._demandes: set[date] = set()

    def a_montrer(self, rule: Rule) -> Iterator[AMontrer]:
        for texte, dehors in ((rule.du, -1), (rule.au, 1)):
            if texte is None:
                continue
            bord = date.fromisoformat(texte)
            for voulu in (bord, bord + timedelta(dehors)):
                if voulu not in self._demandes:
                    self._demandes.add(voulu)
                    yield rule.ligne, f"aucun cas daté du {jour(voulu.toordinal())}", voulu in self._essayes
