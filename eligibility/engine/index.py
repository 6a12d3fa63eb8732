"""A sound prefilter: which rules can fire, and which cannot, at a few operations a field.

Each rule is a bit. Its top-level conjuncts that are plain leaves (and its guards: dates, reading) are filed by field;
reading a project is then one look-up per field rather than one comparison per leaf. A conjunct that is no plain leaf
is not filed: such a rule is *residual*, the index alone never says it is true.

For every rule: known to fire ⟹ in ``fireable`` ⟹ in ``possible``; out of ``possible`` ⟹ known not to fire; and for
a rule that is not residual both are exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any

from eligibility.corpus.model import Rule
from eligibility.engine.derivation import CHAMPS_DERIVES, JOUR, champ_lecture, gardes
from eligibility.engine.protocol import Lectures
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, UneDe
from eligibility.language.facts import Facts, FactValue, Members

# Tests filed in a column. UN_DE and AUCUN: values of a choice (alone) or a set; the others: an integer bound on the
# number (or date), on the interval's low bound, on its high bound.
UN_DE, AUCUN, MIN, MAX, BAS_MIN, BAS_MAX, HAUT_MIN, HAUT_MAX, SAUF, PRESENT, JAMAIS = range(11)

Test = tuple[int, int | tuple[str, ...]]

Poste = Sequence[Any]
"""A test as filed: kind, level, operand (an integer or one value), and its rules, as ranks or a hexadecimal mask.

On one level, a rule asks at most once for « one of these values »: the rules satisfied there are then a plain union
over the project's values. Every other kind is on level 0.
"""

FORMAT = 1

LUES_MAX = 1000
"""Values of a choice whose masks are kept at hand."""


def bits(masque: int) -> Iterator[int]:
    """Positions of the bits of ``masque``, in order."""
    while masque:
        bas = masque & -masque
        yield bas.bit_length() - 1
        masque ^= bas


def _masque(rangs: Iterable[int] | str, octets: int) -> int:
    if isinstance(rangs, str):
        return int(rangs, 16)
    tampon = bytearray(octets)
    for rang in rangs:
        tampon[rang >> 3] |= 1 << (rang & 7)
    return int.from_bytes(tampon, "little")


def _octets(taille: int) -> int:
    return taille // 8 + 1


def conjoints(condition: Condition, positif: bool = True) -> Iterator[tuple[Leaf, bool] | None]:
    """The plain conjuncts of a condition, with their polarity; None for each part that is no plain leaf."""
    if isinstance(condition, Leaf):
        yield condition, positif
        return
    enfant_positif = positif != isinstance(condition, Aucune)
    conjonction = isinstance(condition, UneDe) is not positif
    if conjonction or len(condition.conditions) == 1:
        for enfant in condition.conditions:
            yield from conjoints(enfant, enfant_positif)
    else:
        yield None


def tests(leaf: Leaf, positif: bool) -> list[Test] | None:
    """The column tests that together are exactly this leaf (or its negation), None when it is not a conjunction."""
    valeur = leaf.valeur
    if valeur == ():
        return None
    match leaf.operateur:
        case Operator.VAUT:
            if isinstance(valeur, int) and not isinstance(valeur, bool):
                return [(MIN, valeur), (MAX, valeur)] if positif else [(SAUF, valeur)]
            return [(UN_DE if positif else AUCUN, (_cle(valeur),))]
        case Operator.CONTIENT:
            return [(UN_DE if positif else AUCUN, (_cle(valeur),))]
        case Operator.PARMI | Operator.CONTIENT_UN_DE:
            return [(UN_DE if positif else AUCUN, _liste(valeur))]
        case Operator.NE_CONTIENT_AUCUN:
            return [(AUCUN if positif else UN_DE, _liste(valeur))]
        case Operator.CONTIENT_TOUS:
            return [(UN_DE, (une,)) for une in _liste(valeur)] if positif else None
        case Operator.AU_MOINS | Operator.APRES:
            seuil = _nombre(valeur) + (leaf.operateur is Operator.APRES)
            return [(MIN, seuil)] if positif else [(MAX, seuil - 1)]
        case Operator.AU_PLUS | Operator.AVANT:
            seuil = _nombre(valeur) - (leaf.operateur is Operator.AVANT)
            return [(MAX, seuil)] if positif else [(MIN, seuil + 1)]
        case Operator.RECOUPE | Operator.INCLUS_DANS:
            return _tests_intervalle(leaf, positif)
        case Operator.RENSEIGNE:
            return [(PRESENT if positif else JAMAIS, 0)]


def _tests_intervalle(leaf: Leaf, positif: bool) -> list[Test] | None:
    bornes = leaf.valeur
    if not isinstance(bornes, Bounds):
        raise TypeError(f"operand {bornes!r} is not an interval")
    recoupe = leaf.operateur is Operator.RECOUPE
    trouves: list[Test] = []
    if bornes.low is not None:
        if positif:
            trouves.append((HAUT_MIN if recoupe else BAS_MIN, bornes.low))
        else:
            trouves.append((HAUT_MAX if recoupe else BAS_MAX, bornes.low - 1))
    if bornes.high is not None:
        if positif:
            trouves.append((BAS_MAX if recoupe else HAUT_MAX, bornes.high))
        else:
            trouves.append((BAS_MIN if recoupe else HAUT_MIN, bornes.high + 1))
    if not trouves:
        return [(PRESENT if positif else JAMAIS, 0)]
    return trouves if positif or len(trouves) == 1 else None


def _cle(valeur: object) -> str:
    return valeur if isinstance(valeur, str) else "oui" if valeur else "non"


def _liste(valeur: object) -> tuple[str, ...]:
    if not isinstance(valeur, tuple):
        raise TypeError(f"operand {valeur!r} is not a list of values")
    return valeur


def _nombre(valeur: object) -> int:
    if not isinstance(valeur, int):
        raise TypeError(f"operand {valeur!r} is not an integer")
    return valeur


class _Seuils:
    """Rules refuted by an integer, through cumulated masks over the sorted thresholds."""

    __slots__ = ("cumul_max", "cumul_min", "max", "min")

    def __init__(self, minima: dict[int, int], maxima: dict[int, int]) -> None:
        self.min = sorted(minima)
        self.max = sorted(maxima)
        depuis_la_fin = accumulate((minima[seuil] for seuil in reversed(self.min)), or_, initial=0)
        self.cumul_min = list(depuis_la_fin)[::-1]  # [i]: rules asking at least min[i] or more
        self.cumul_max = list(accumulate((maxima[seuil] for seuil in self.max), or_, initial=0))

    def refute(self, bas: int | None, haut: int | None) -> int:
        """Rules false of some integer from ``bas`` to ``haut`` (None: unbounded)."""
        refutees = self.cumul_min[0 if bas is None else bisect_right(self.min, bas)]
        return refutees | self.cumul_max[-1 if haut is None else bisect_left(self.max, haut)]

    def refute_partout(self, bas: int | None, haut: int | None) -> int:
        """Rules false of every integer from ``bas`` to ``haut``."""
        refutees = 0 if haut is None else self.cumul_min[bisect_right(self.min, haut)]
        return refutees if bas is None else refutees | self.cumul_max[bisect_left(self.max, bas)]


class _Colonne:
    """The tests of one field. ``lire`` gives (rules not known true of the value, rules known false of it)."""

    def __init__(self, postes: Sequence[Poste], octets: int) -> None:
        bornes: list[dict[int, int]] = [{} for _ in range(6)]
        etages: dict[int, dict[str, int]] = {}
        self._sauf: dict[int, int] = {}
        self._interdits: dict[str, int] = {}
        self._jamais = 0
        self._lues: dict[str | bool, tuple[int, int]] = {}
        self.testee = 0
        """Every rule with a test here."""
        for genre, niveau, operande, rangs in postes:
            masque = _masque(rangs, octets)
            self.testee |= masque
            if genre == UN_DE:
                etages.setdefault(niveau, {})[operande] = masque
            elif genre == AUCUN:
                self._interdits[operande] = masque
            elif genre == SAUF:
                self._sauf[operande] = masque
            elif genre == JAMAIS:
                self._jamais = masque
            elif genre != PRESENT:
                bornes[genre - MIN][operande] = masque
        self._exiges = [(reduce(or_, etage.values()), etage) for etage in etages.values()]
        self._nombre = _Seuils(bornes[0], bornes[1]) if bornes[0] or bornes[1] else None
        self._bas = _Seuils(bornes[2], bornes[3])
        self._haut = _Seuils(bornes[4], bornes[5])

    def lire(self, fait: FactValue) -> tuple[int, int]:
        if isinstance(fait, str | bool):
            lue = self._lues.get(fait)
            if lue is None:
                cle = _cle(fait)
                refutees = self._manque((cle,)) | self._interdit((cle,)) | self._jamais
                lue = (refutees, refutees)
                if len(self._lues) < LUES_MAX:
                    self._lues[fait] = lue
            return lue
        if isinstance(fait, Members):
            refutees = self._manque(fait.known) | self._interdit(fait.known) | self._jamais
            if not fait.maybe:
                return refutees, refutees
            peut_etre = fait.known | fait.maybe
            return (
                refutees | self._interdit(peut_etre),
                self._manque(peut_etre) | self._interdit(fait.known) | self._jamais,
            )
        if isinstance(fait, Bounds):
            return self._lire_bornes(fait)
        refutees = self._jamais | self._sauf.get(fait, 0)
        if self._nombre is not None:
            refutees |= self._nombre.refute(fait, fait)
        return refutees, refutees

    def _manque(self, valeurs: Iterable[str]) -> int:
        manque = 0
        for tous, etage in self._exiges:
            satisfaites = 0
            for valeur in valeurs:
                if valeur in etage:
                    satisfaites |= etage[valeur]
            manque |= tous ^ satisfaites
        return manque

    def _interdit(self, valeurs: Iterable[str]) -> int:
        refutees = 0
        if self._interdits:
            for valeur in valeurs:
                if valeur in self._interdits:
                    refutees |= self._interdits[valeur]
        return refutees

    def _lire_bornes(self, fait: Bounds) -> tuple[int, int]:
        bas, haut = fait.low, fait.high
        if bas is not None and haut is not None:
            refutees = self._bas.refute(bas, bas) | self._haut.refute(haut, haut) | self._jamais
            return refutees, refutees
        # The missing low bound is at most the high one, the missing high bound at least the low one.
        bas_max, haut_min = (haut if bas is None else bas), (bas if haut is None else haut)
        return (
            self._bas.refute(bas, bas_max) | self._haut.refute(haut_min, haut) | self._jamais,
            self._bas.refute_partout(bas, bas_max) | self._haut.refute_partout(haut_min, haut) | self._jamais,
        )


class Index:
    """The prefilter of a list of rules; bit ``i`` is the rule of rank ``i``. Columns are built when first read."""

    def __init__(self, taille: int, residuelles: int, fichiers: Mapping[str, Sequence[Poste]]) -> None:
        self.taille = taille
        self.toutes = (1 << taille) - 1
        self.residuelles = residuelles
        """Rules of which some conjunct is not filed."""
        self._fichiers = fichiers
        self._colonnes: dict[str, _Colonne] = {}
        self.champs = tuple(champ for champ in fichiers if not champ.startswith("#"))
        """Fields with a column."""
        self.champs_projet = tuple(champ for champ in self.champs if champ not in CHAMPS_DERIVES)
        self.champs_derives = tuple(champ for champ in self.champs if champ in CHAMPS_DERIVES)
        self._gardes = tuple(champ for champ in fichiers if champ.startswith("#"))

    @staticmethod
    def build(rules: Sequence[Rule]) -> Index:
        fichiers: dict[str, dict[tuple[int, int, int | str], list[int]]] = {}
        residuelles: set[int] = set()
        for rang, rule in enumerate(rules):
            classes: dict[tuple[str, Test], None] = dict.fromkeys(_gardes(rule))
            for conjoint in conjoints(rule.si):
                trouves = tests(*conjoint) if conjoint else None
                if conjoint is None or trouves is None:
                    residuelles.add(rang)
                else:
                    classes.update(dict.fromkeys((conjoint[0].champ, test) for test in trouves))
            niveaux: dict[str, int] = {}
            for champ, (genre, operande) in classes:
                postes = fichiers.setdefault(champ, {})
                niveau = 0
                if genre == UN_DE:
                    niveau = niveaux.get(champ, 0)
                    niveaux[champ] = niveau + 1
                for valeur in operande if isinstance(operande, tuple) else (operande,):
                    rangs = postes.setdefault((genre, niveau, valeur), [])
                    if not rangs or rangs[-1] != rang:
                        rangs.append(rang)
        return Index(
            len(rules),
            _masque(residuelles, _octets(len(rules))),
            {champ: [(*cle, rangs) for cle, rangs in postes.items()] for champ, postes in fichiers.items()},
        )

    def to_data(self) -> dict[str, object]:
        """JSON-able. Ranks of rules are listed, or a hexadecimal mask where that is shorter."""
        return {
            "format": FORMAT,
            "taille": self.taille,
            "residuelles": f"{self.residuelles:x}",
            "champs": {
                champ: [[*cle, self._compact(rangs)] for *cle, rangs in postes]
                for champ, postes in self._fichiers.items()
            },
        }

    def _compact(self, rangs: Sequence[int] | str) -> Sequence[int] | str:
        if isinstance(rangs, str) or len(rangs) <= self.taille // 20:
            return rangs
        return f"{_masque(rangs, _octets(self.taille)):x}"

    @staticmethod
    def from_data(data: object) -> Index:
        """Inverse of ``to_data``. Raises ValueError when ``data`` is not what ``to_data`` gives."""
        match data:
            case {"format": 1, "taille": int(taille), "residuelles": str(residuelles), "champs": dict(champs)}:
                if all(_est_poste(poste, taille) for postes in champs.values() for poste in postes):
                    return Index(taille, int(residuelles, 16), champs)
        raise ValueError("not an index")

    def _colonne(self, champ: str) -> _Colonne:
        colonne = self._colonnes.get(champ)
        if colonne is None:
            colonne = self._colonnes[champ] = _Colonne(self._fichiers[champ], _octets(self.taille))
        return colonne

    def testees(self, champ: str) -> int:
        """Rules with a filed conjunct on ``champ``, which has a column."""
        return self._colonne(champ).testee

    def actives(self, jour: date, lectures: Lectures) -> int:
        """Rules in force on ``jour`` under ``lectures``."""
        return self.toutes & ~self.refute(gardes(jour, lectures), self._gardes)[0]

    def refute(self, facts: Facts, champs: Iterable[str]) -> tuple[int, int]:
        """(rules not known true by these fields, rules known false by them)."""
        douteuses = fausses = 0
        colonnes = self._colonnes
        for champ in champs:
            colonne = colonnes.get(champ) or self._colonne(champ)
            fait = facts.get(champ)
            if fait is None:
                douteuses |= colonne.testee
            else:
                doute, faux = colonne.lire(fait)
                douteuses |= doute
                fausses |= faux
        return douteuses, fausses

    def lire(self, facts: Facts, jour: date, lectures: Lectures) -> Lecture:
        """What the project's own fields and the guards refute; ``lectures`` names the reading of every one."""
        return Lecture(self, self.actives(jour, lectures), self.refute(facts, self.champs_projet))

    def fireable(self, facts: Facts, jour: date, lectures: Lectures) -> int:
        """Active rules of which every filed conjunct is known true."""
        return self.actives(jour, lectures) & ~self.refute(facts, self.champs)[0]

    def possible(self, facts: Facts, jour: date, lectures: Lectures) -> int:
        """Active rules of which no filed conjunct is known false."""
        return self.actives(jour, lectures) & ~self.refute(facts, self.champs)[1]

    def near(self, facts: Facts, jour: date, lectures: Lectures) -> dict[str, int]:
        """Active rules known false by exactly one field, by field."""
        une = plusieurs = 0
        par_champ = {}
        for champ in self.champs:
            faux = self.refute(facts, (champ,))[1]
            if faux:
                plusieurs |= une & faux
                une |= faux
                par_champ[champ] = faux
        seules = self.actives(jour, lectures) & une & ~plusieurs
        return {champ: faux & seules for champ, faux in par_champ.items() if faux & seules}


class Lecture:
    """An index's reading of one project, completed stratum by stratum as derived sets become known."""

    __slots__ = ("_index", "_projet", "actives", "residuelles")

    def __init__(self, index: Index, actives: int, projet: tuple[int, int]) -> None:
        self._index = index
        self._projet = projet
        self.actives = actives
        self.residuelles = index.residuelles

    def refutees(self, facts: Facts, strate: int) -> tuple[int, int]:
        """(rules not known true, rules known false) among the rules ``strate``, given derived sets in ``facts``."""
        index = self._index
        champs = [champ for champ in index.champs_derives if index.testees(champ) & strate]
        if not champs:
            return self._projet
        douteuses, fausses = index.refute(facts, champs)
        return self._projet[0] | douteuses, self._projet[1] | fausses


def _est_poste(poste: object, taille: int) -> bool:
    match poste:
        case [int(genre), int(), int() | str() as operande, str() | list() as rangs]:
            return (
                isinstance(operande, str) is (genre in {UN_DE, AUCUN})
                and UN_DE <= genre <= JAMAIS
                and (isinstance(rangs, str) or all(isinstance(rang, int) and 0 <= rang < taille for rang in rangs))
            )
    return False


def _gardes(rule: Rule) -> Iterator[tuple[str, Test]]:
    if rule.du is not None:
        yield JOUR, (MIN, date.fromisoformat(rule.du).toordinal())
    if rule.au is not None:
        yield JOUR, (MAX, date.fromisoformat(rule.au).toordinal())
    if rule.lecture is not None:
        yield champ_lecture(rule.lecture[0]), (UN_DE, (rule.lecture[1],))
