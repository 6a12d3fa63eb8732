"""From what a user writes to what it names: a code, a rule, an item, a field, a value… or several of them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.conditions import Operator
from eligibility.language.lexique import lookup
from eligibility.language.parser import CONNECTORS
from eligibility.workshop.notices import acteurs, apports, champs, instruments, items, langage, regles, textes
from eligibility.workshop.notices.codes import code
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Notice, Sorte

_SEPARATEUR: Final = ":"
_VERSION: Final = "@"
_EGAL: Final = "="
_PROCHES: Final = 3
"""Names proposed at most for what resembles them."""
_CITES: Final = 5
"""Names proposed at most for words of their titles."""

ECRIRE: Final[Mapping[Sorte, Callable[[Fonds, str], Notice]]] = {
    Sorte.REGLE: regles.notice,
    Sorte.ITEM: items.item,
    Sorte.AXE: items.axe,
    Sorte.MESURE: items.mesure,
    Sorte.INSTRUMENT: instruments.instrument,
    Sorte.COFINANCEMENT: instruments.cofinancement,
    Sorte.CONTRIBUTION: apports.contribution,
    Sorte.COORDINATION: apports.coordination,
    Sorte.INTERPRETATION: textes.interpretation,
    Sorte.CHAMP: champs.champ,
    Sorte.VALEUR: champs.valeur,
    Sorte.OPERATEUR: langage.operateur,
    Sorte.CONNECTEUR: langage.connecteur,
    Sorte.DISPOSITIF: acteurs.dispositif,
    Sorte.ACTEUR: acteurs.acteur,
    Sorte.SOURCE: textes.source,
    Sorte.PASSAGE: textes.passage,
}
"""What writes the explanation of each kind, codes aside: they need no corpus."""


class InconnuError(Exception):
    """Nothing is called so; the message says so in French, with what it may stand for."""


class Nom(Struct, frozen=True):
    """Something that has an explanation. ``version``: the key of a rule's version, None for all of them."""

    sorte: Sorte
    ident: str
    version: str | None = None


def du_code(demande: str) -> str | None:
    """The code that ``demande`` names; None when it names something else. Raises InconnuError for an unknown code."""
    sorte, ecrit = _separer(demande)
    ident = ecrit.strip().upper()
    if ident in CATALOGUE and sorte in (None, Sorte.CODE):
        return ident
    if sorte is Sorte.CODE or (sorte is None and ident[:1] == "V" and ident[1:].isdigit()):
        suite = vouliez_vous(_codes_proches(ident)) or "«\u00a0eligibility explain --liste code\u00a0» les donne tous"
        raise InconnuError(f"aucun code ne s'appelle «\u00a0{ecrit}\u00a0»\u00a0; {suite}")
    return None


def trouver(fonds: Fonds, demande: str) -> tuple[Nom, ...]:
    """Everything that ``demande`` names: an id, « sorte:id », « id@date », « champ=valeur », or a word of the
    vocabulary. Raises InconnuError when there is nothing."""
    sorte, ecrit = _separer(demande)
    ecrit = ecrit.strip()
    voulues = tuple(Sorte) if sorte is None else (sorte,)
    if _VERSION in ecrit and Sorte.REGLE in voulues:
        return (_version(fonds, ecrit),)
    tous = {each: tuple(idents(fonds, each)) for each in voulues}
    found = tuple(Nom(each, ecrit) for each in voulues if ecrit in tous[each])
    if _EGAL not in ecrit:
        # A value by its id alone.
        fin = f"{_EGAL}{ecrit}"
        found += tuple(Nom(Sorte.VALEUR, ident) for ident in tous.get(Sorte.VALEUR, ()) if ident.endswith(fin))
    if not found:
        cherche = fold(ecrit)
        found = tuple(Nom(each, ident) for each in voulues for ident in tous[each] if fold(ident) == cherche)
    if not found and Sorte.CHAMP in voulues:
        # A group of fields.
        found = tuple(Nom(Sorte.CHAMP, ident) for ident in tous[Sorte.CHAMP] if ident.startswith(f"{ecrit}."))
    if not found:
        found = tuple(dict.fromkeys(nom for nom in _mots(fonds, ecrit) if nom.sorte in voulues))
    if not found:
        connus = [ident for each in voulues for ident in tous[each]]
        surs = _autrement(fonds, ecrit, set(Sorte).difference(voulues))
        raise InconnuError(_inconnu(demande, connus, surs, _intitules(fonds, ecrit, voulues)))
    return found


def notice(fonds: Fonds, nom: Nom) -> Notice:
    if nom.version is not None:
        return regles.notice(fonds, nom.ident, nom.version)
    return code(nom.ident) if nom.sorte is Sorte.CODE else ECRIRE[nom.sorte](fonds, nom.ident)


def idents(fonds: Fonds, sorte: Sorte) -> Iterator[str]:
    """The names of everything of one kind, in order."""
    if sorte is Sorte.CODE:
        yield from CATALOGUE
    elif sorte is Sorte.REGLE:
        yield from fonds.regles
    elif sorte is Sorte.CHAMP:
        yield from fonds.champs
    elif sorte is Sorte.OPERATEUR:
        yield from (operator.value for operator in Operator)
    elif sorte is Sorte.CONNECTEUR:
        yield from CONNECTORS
    elif sorte is Sorte.VALEUR:
        for ident, field in fonds.corpus.vocabulaire.champs.items():
            yield from (f"{ident}{_EGAL}{value.id}" for value in champs.propres(fonds, field))
    else:
        yield from fonds.entrees(sorte)


def effectifs(fonds: Fonds) -> Mapping[Sorte, tuple[int, str]]:
    """Of each kind there is: how many, and how to ask for one."""
    tous = {sorte: list(idents(fonds, sorte)) for sorte in Sorte}
    porteurs = Counter(ident for noms in tous.values() for ident in noms)
    return {
        sorte: (len(noms), next((nom for nom in noms if porteurs[nom] == 1), f"{sorte.value}{_SEPARATEUR}{noms[0]}"))
        for sorte, noms in tous.items()
        if noms
    }


def sorte_de(nom: str) -> Sorte:
    """The kind that a user calls so, in the singular or the plural. Raises InconnuError."""
    sortes = {fold(sorte.value): sorte for sorte in Sorte}
    sorte = sortes.get(fold(nom)) or sortes.get(fold(nom).removesuffix("s"))
    if sorte is None:
        question = vouliez_vous(nearest(nom, sortes)) or "«\u00a0eligibility explain\u00a0» les donne toutes"
        raise InconnuError(f"sorte inconnue «\u00a0{nom}\u00a0»\u00a0; {question}")
    return sorte


def _separer(demande: str) -> tuple[Sorte | None, str]:
    """The kind written before « : », if there is one."""
    debut, separe, reste = demande.partition(_SEPARATEUR)
    return (sorte_de(debut), reste) if separe else (None, demande)


def _version(fonds: Fonds, ecrit: str) -> Nom:
    ident = ecrit.partition(_VERSION)[0]
    if ident not in fonds.regles:
        raise InconnuError(_inconnu(ident, fonds.regles))
    cles = [rule.cle for _, rule in fonds.regles[ident]]
    if ecrit not in cles:
        raise InconnuError(f"la règle «\u00a0{ident}\u00a0» n'a pas cette version\u00a0; elle a {', '.join(cles)}")
    return Nom(Sorte.REGLE, ident, ecrit)


def _mots(fonds: Fonds, ecrit: str) -> Iterator[Nom]:
    """The values that a word stands for in a project: entries of a referentiel, or values of their own."""
    champ, separe, mot = ecrit.partition(_EGAL)
    for field in fonds.corpus.vocabulaire.champs.values():
        if field.id != champ if separe else field.conclu:
            continue
        sorte = champs.entrees_de(fonds, field)
        for value in lookup(field, mot if separe else ecrit).values:
            entree = sorte is not None and value.id in fonds.entrees(sorte)
            yield Nom(sorte, value.id) if sorte and entree else Nom(Sorte.VALEUR, f"{field.id}{_EGAL}{value.id}")


def _intitules(fonds: Fonds, ecrit: str, sortes: Iterable[Sorte]) -> Iterator[str]:
    """The names of what is called so in full, or has all these words in its title."""
    mots = set(fold(ecrit).split("_"))
    for sorte in sortes:
        for ident in idents(fonds, sorte):
            titre = fold(notice(fonds, Nom(sorte, ident)).titre)
            if mots <= set(titre.split("_")):
                yield f"{sorte.value}{_SEPARATEUR}{ident}"


def _codes_proches(ident: str) -> list[str]:
    """Codes with a sign more or less, or in another order: another digit makes another code, however near."""
    proches = nearest(ident, CATALOGUE, len(CATALOGUE))
    return [code for code in proches if len(code) != len(ident) or sorted(code) == sorted(ident)][:_PROCHES]


def _autrement(fonds: Fonds, ecrit: str, ailleurs: Iterable[Sorte]) -> tuple[str, ...]:
    """What is called exactly so, but is of another kind than the one asked for (``ailleurs``); or else, for
    « champ=valeur », what has its field or its value misspelled."""
    found = tuple(f"{sorte.value}{_SEPARATEUR}{ecrit}" for sorte in ailleurs if ecrit in idents(fonds, sorte))
    champ, separe, mot = ecrit.partition(_EGAL)
    if found or not separe:
        return found
    connus = fonds.corpus.vocabulaire.champs
    proches = (champ,) if champ in connus else nearest(champ, connus)
    lues = [(ident, mot) for ident in proches if lookup(connus[ident], mot).values]
    autres = [(ident, mot) for ident, field in connus.items() if field.value(mot) is not None]
    voisines = [(ident, near) for ident in proches for near in nearest(mot, (v.id for v in connus[ident].valeurs))]
    return tuple(f"{ident}{_EGAL}{valeur}" for ident, valeur in (lues or autres or voisines)[:_PROCHES]) or proches


def _inconnu(ecrit: str, connus: Iterable[str], surs: Sequence[str] = (), intitules: Iterable[str] = ()) -> str:
    """``surs``: what is meant for sure; ``connus``: among what it may be; ``intitules``: if nothing there is near."""
    question = vouliez_vous(surs or nearest(ecrit, connus))
    if question is None:
        cites = list(itertools.islice(intitules, _CITES))
        question = vouliez_vous(cites) or "«\u00a0eligibility explain\u00a0» dit ce qui peut être expliqué"
    return f"rien ne s'appelle «\u00a0{ecrit}\u00a0»\u00a0; {question}"
