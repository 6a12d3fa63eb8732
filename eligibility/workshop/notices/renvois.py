"""How one explanation speaks of other things: by their labels, with the names that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from eligibility.corpus.model import Genre, Rule
from eligibility.engine.derivation import AXES
from eligibility.language.francais import entre_guillemets
from eligibility.workshop.analyses.vocabulaire import referentiel as referentiel_de
from eligibility.workshop.notices.fonds import CONCLUSIONS, LISTES, Fonds, uniques
from eligibility.workshop.notices.modele import Lien, Liste, Mot, Phrase, Section, Sorte, enumeration, section

NON_ETABLI: Final = "non établi par les sources"


def libelle(fonds: Fonds, sorte: Sorte, ident: str) -> str:
    """What an entry of the corpus is called."""
    declare = fonds.entrees(sorte)[ident].declare
    return str(getattr(declare, "libelle", None) or getattr(declare, "question", None) or declare.titre)


def nomme(fonds: Fonds, sorte: Sorte, ident: str) -> Phrase:
    """« « Libellé » (id) », by the short name where there is one; of an axis, its number: « axe 1 (id) »."""
    if sorte is Sorte.AXE:
        return (f"axe {fonds.corpus.axes[ident].numero} (", Lien(sorte, ident), ")")
    dit = getattr(fonds.entrees(sorte)[ident].declare, "court", None) or libelle(fonds, sorte, ident)
    return (f"{entre_guillemets(dit)} (", Lien(sorte, ident), ")")


def noms(fonds: Fonds, sorte: Sorte, idents: Iterable[str]) -> Phrase:
    """« a (id), b (id) et c (id) »."""
    return enumeration([nomme(fonds, sorte, ident) for ident in idents])


def point(fonds: Fonds, sorte: Sorte, ident: str) -> Phrase:
    """« id : libellé », a line of a list."""
    return (Lien(sorte, ident), f" : {libelle(fonds, sorte, ident)}")


def regle(rule: Rule) -> Phrase:
    """« id : titre », and the reading under which the rule holds."""
    found: Phrase = (Lien(Sorte.REGLE, rule.id), f" : {rule.titre}")
    if rule.lecture is None:
        return found
    return (*found, " (lecture ", Lien(Sorte.INTERPRETATION, rule.lecture[0], "=".join(rule.lecture)), ")")


def regles(rules: Sequence[Rule], intro: str = "") -> Liste:
    """Rules with their titles, one to a line; versions count once."""
    return Liste(tuple(regle(rule) for rule in uniques(rules)), intro)


def liens_regles(rules: Sequence[Rule]) -> Phrase:
    """Rules by their names alone: « a, b et c »."""
    return enumeration([(Lien(Sorte.REGLE, rule.id),) for rule in uniques(rules)])


def passages(fonds: Fonds, idents: Iterable[str]) -> Liste:
    """Passages with where they stand and what they say."""
    return Liste(tuple(passage(fonds, ident) for ident in idents))


def passage(fonds: Fonds, ident: str) -> Phrase:
    found = fonds.corpus.passages[ident]
    source = fonds.corpus.sources[found.source]
    return (Lien(Sorte.PASSAGE, ident), f" ({source.citation}, {found.section}) : {found.resume}")


def concluante(champ: str) -> Sorte | None:
    """What the values of a field that rules conclude are; None for another field."""
    if champ == AXES:
        return Sorte.AXE
    return next((sorte for genre, sorte in CONCLUSIONS.items() if genre.champ == champ), None)


def suites(fonds: Fonds, conclusions: Iterable[tuple[str, str]]) -> tuple[Liste | None, Liste | None]:
    """The rules that test these (field, value): those they serve, those they keep from firing."""
    sert: dict[str, Rule] = {}
    nuit: dict[str, Rule] = {}
    for champ, valeur in conclusions:
        for test in fonds.testent(champ):
            if test.valeur in (None, valeur):
                (sert if test.positif else nuit)[test.rule.id] = test.rule
    return (
        regles(tuple(sert.values())) if sert else None,
        regles(tuple(nuit.values()), "Écarte ces règles :") if nuit else None,
    )


def ouvertures(fonds: Fonds, axe: str, reserve: Iterable[str] = ()) -> Iterator[Phrase]:
    """Each instrument that some rule opens or closes to an axis. ``reserve``: the only ones wanted, all when empty."""
    voulus = set(reserve)
    for ident in fonds.corpus.instruments:
        if (not voulus or ident in voulus) and (par := ouverture(fonds, ident, axe)):
            yield (*nomme(fonds, Sorte.INSTRUMENT, ident), " : ", *par)


def ouverture(fonds: Fonds, instrument: str, axe: str) -> Phrase:
    """By which rules an instrument is open or closed to an axis; empty when no rule says."""
    rules = fonds.concluent(Genre.INSTRUMENT, instrument)
    ouvrent = [rule for rule in rules if axe in rule.alors.ouvre]
    ferment = [rule for rule in rules if axe in rule.alors.ferme]
    ouvert: Phrase = ("ouvert par ", *liens_regles(ouvrent)) if ouvrent else ()
    if not ferment:
        return ouvert
    return (*ouvert, " ; " if ouvrent else "", "fermé par ", *liens_regles(ferment))


def conclusions(fonds: Fonds, genre: Genre, ident: str) -> Liste | Phrase:
    """The rules that conclude something, or that there are none."""
    rules = fonds.concluent(genre, ident)
    return regles(rules) if rules else ("Aucune règle ne conclut cette entrée.",)


def par_l_axe(fonds: Fonds, ident: str) -> Phrase | None:
    """How many rules test an axis: what many rules conclude is told once, with the axis."""
    nombre = len({test.rule.id for test in fonds.testent(AXES) if test.valeur in (None, ident)})
    return ("Par l'", *nomme(fonds, Sorte.AXE, ident), f" : {combien(nombre)}, dites avec l'axe.") if nombre else None


def combien(nombre: int) -> str:
    """
    >>> combien(1), combien(3)
    ('1 règle', '3 règles')
    """
    return f"{nombre} règles" if nombre > 1 else "1 règle"


def fondements(fonds: Fonds, idents: Iterable[str]) -> tuple[Section, ...]:
    """The section of the passages that something rests on."""
    return section("Sources", passages(fonds, idents))


def champs_de(fonds: Fonds, sorte: Sorte) -> tuple[str, ...]:
    """The fields of a project whose values are the entries of a referentiel."""
    return tuple(
        ident
        for ident, fiche in fonds.champs.items()
        if referentiel_de(fiche) == LISTES[sorte] and not fiche.declare.conclu
    )


def ecrit_dans(fonds: Fonds, sorte: Sorte, ident: str) -> tuple[Section, ...]:
    """How a project names an entry of a referentiel, and the rules that test it there."""
    champs = champs_de(fonds, sorte)
    synonymes = fonds.entrees(sorte)[ident].declare.synonymes
    ou = enumeration([(Lien(Sorte.CHAMP, champ),) for champ in champs], "ou")
    mots = enumeration([(entre_guillemets(mot),) for mot in synonymes])
    return (
        *section(
            "Écriture",
            ("Sous ", *ou, ", s'écrit ", Mot(ident), ".") if champs else None,
            ("Autres mots compris : ", *mots, ".") if synonymes else None,
        ),
        *section("Règles", *suites(fonds, ((champ, ident) for champ in champs))),
    )
