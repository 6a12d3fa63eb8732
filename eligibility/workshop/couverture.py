"""What the cases have shown of the rules: each rule in its three truths, each leaf true and false, each bound from both
sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from eligibility.corpus.model import Corpus, Rule
from eligibility.engine.masques import bits
from eligibility.language.conditions import Bounds, Leaf, Operator, leaves
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import FactValue
from eligibility.language.francais import feuille
from eligibility.workshop.essai import Essai


class Manque(Struct, frozen=True):
    """Something no case shows. ``ligne``: of the rule or of its leaf."""

    regle: str
    fichier: str
    ligne: int
    quoi: str


def manques(corpus: Corpus, essais: Sequence[Essai]) -> tuple[Manque, ...]:
    """Everything that is left to show, in the order of the rules' files."""
    found = [*_regles(corpus, essais), *_feuilles(corpus, essais), *_vigueurs(corpus, essais)]
    return tuple(sorted(dict.fromkeys(found), key=lambda manque: (manque.fichier, manque.ligne, manque.quoi)))


def _regles(corpus: Corpus, essais: Sequence[Essai]) -> Iterator[Manque]:
    """Each rule is expected to fire, not to fire, and to stay open: said by a case, not only met in passing."""
    dites: dict[str, set[str]] = {}
    for essai in essais:
        attendu = essai.cas.attendu
        for cle, idents in (
            ("favorable", attendu.vraies),
            ("défavorable", attendu.fausses),
            ("indéterminé", attendu.indeterminees),
        ):
            for ident in idents:
                dites.setdefault(ident, set()).add(cle)
    for rule in corpus.regles:
        for cle in ("favorable", "défavorable", "indéterminé"):
            if cle not in dites.get(rule.id, ()) and not (cle == "indéterminé" and _toujours_decidee(rule, corpus)):
                yield Manque(rule.id, rule.fichier, rule.ligne, f"aucun cas {cle}")


def _toujours_decidee(rule: Rule, corpus: Corpus) -> bool:
    """Whether no missing datum leaves the rule open: it tests only that a field is given."""
    return all(
        leaf.operateur is Operator.RENSEIGNE and not corpus.vocabulaire.champs[leaf.champ].conclu
        for leaf in leaves(rule.si)
    )


def _feuilles(corpus: Corpus, essais: Sequence[Essai]) -> Iterator[Manque]:
    vues: dict[tuple[str, Leaf], set[Truth]] = {}
    valeurs: dict[str, set[FactValue]] = {}
    for essai in essais:
        resolution = essai.resolution
        for champ, valeur in resolution.facts.items():
            valeurs.setdefault(champ, set()).add(valeur)
        for rang in bits(resolution.actives):
            rule = resolution.regle(rang)
            for leaf in leaves(rule.si):
                vues.setdefault((rule.cle, leaf), set()).add(truth(leaf, resolution.facts))
    for rule in corpus.regles:
        for leaf in leaves(rule.si):
            trouvees = vues.get((rule.cle, leaf), set())
            dit = feuille(leaf, corpus.vocabulaire)
            if Truth.VRAI not in trouvees:
                yield Manque(rule.id, rule.fichier, leaf.ligne, f"jamais vraie : {dit}")
            autre = Truth.INCONNU if leaf.operateur is Operator.RENSEIGNE else Truth.FAUX
            if autre not in trouvees:
                yield Manque(rule.id, rule.fichier, leaf.ligne, f"jamais {'inconnue' if autre else 'fausse'} : {dit}")
            for cote in _bornes(leaf, valeurs.get(leaf.champ, ())):
                yield Manque(rule.id, rule.fichier, leaf.ligne, f"borne jamais essayée, {cote} : {dit}")


def _bornes(leaf: Leaf, valeurs: Iterable[FactValue]) -> Iterator[str]:
    """The values next to a bound of the leaf that no case has given."""
    bas = {valeur.low for valeur in valeurs if isinstance(valeur, Bounds)}
    haut = {valeur.high for valeur in valeurs if isinstance(valeur, Bounds)}
    nombres = {valeur for valeur in valeurs if isinstance(valeur, int) and not isinstance(valeur, bool)}
    operand = leaf.valeur
    voisins: list[tuple[str, set[int] | set[int | None], int]] = []
    if isinstance(operand, Bounds) and leaf.operateur is Operator.RECOUPE:
        if operand.low is not None and operand.low > 0:
            voisins += [("le plus haut", haut, operand.low), ("le plus haut", haut, operand.low - 1)]
        if operand.high is not None:
            voisins += [("le plus bas", bas, operand.high), ("le plus bas", bas, operand.high + 1)]
    elif isinstance(operand, Bounds):
        if operand.low is not None and operand.low > 0:
            voisins += [("le plus bas", bas, operand.low), ("le plus bas", bas, operand.low - 1)]
        if operand.high is not None:
            voisins += [("le plus haut", haut, operand.high), ("le plus haut", haut, operand.high + 1)]
    elif isinstance(operand, int) and not isinstance(operand, bool):
        sens = {Operator.AU_MOINS: -1, Operator.AVANT: -1, Operator.AU_PLUS: 1, Operator.APRES: 1}
        autre = operand + sens.get(leaf.operateur, 0)
        voisins += [("la valeur", nombres, operand), ("la valeur", nombres, autre)]
    for nom, donnees, voulu in voisins:
        if voulu not in donnees:
            yield f"{nom} vaut {date.fromordinal(voulu).isoformat() if voulu > 100_000 else voulu}"


def _vigueurs(corpus: Corpus, essais: Sequence[Essai]) -> Iterator[Manque]:
    """First and last days in force: the day itself, and the one outside."""
    jours = {essai.cas.jour for essai in essais}
    vus: set[date] = set()
    for rule in corpus.regles:
        for texte, dehors in ((rule.du, -1), (rule.au, 1)):
            if texte is None:
                continue
            jour = date.fromisoformat(texte)
            for voulu in (jour, jour + timedelta(dehors)):
                if voulu not in jours and voulu not in vus:
                    vus.add(voulu)
                    yield Manque(rule.id, rule.fichier, rule.ligne, f"aucun cas daté du {voulu.isoformat()}")
