"""Fields of a project and their values explained: what they mean, how they are written, which rules test them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.corpus import declarations as d
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Rule
from eligibility.language.francais import NATURES, entre_guillemets
from eligibility.language.operandes import OPERATORS
from eligibility.language.vocabulary import Field, Kind, Value
from eligibility.workshop.analyses.vocabulaire import referentiel
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.ecriture import dans_un_projet, dans_une_regle
from eligibility.workshop.notices.fonds import LISTES, Fonds, lieu
from eligibility.workshop.notices.modele import (
    Bloc,
    Exemple,
    Lien,
    Liste,
    Mot,
    Notice,
    Phrase,
    Section,
    Sorte,
    Tableau,
    enumeration,
    section,
)
from eligibility.workshop.notices.renvois import combien, concluante, liens_regles, point, regles, suites
from eligibility.workshop.schema.conditions import SENS

_NATURES: Final = {
    **NATURES,
    Kind.TEXTE: "texte libre",
    Kind.CHOIX: "un choix : une seule valeur de la liste",
    Kind.ENSEMBLE: "un ensemble : plusieurs valeurs de la liste, ou aucune (« [] »)",
    Kind.NOMBRE: "un nombre entier",
    Kind.MONTANT: "un montant en euros",
    Kind.DATE: "une date",
    Kind.INTERVALLE: "un intervalle de nombres entiers, bornes comprises",
    Kind.PERIODE: "une période, premier et dernier jour compris",
    Kind.PLAN: "un plan de financement : une ligne par financeur, avec son montant",
}


def separer(ident: str) -> tuple[str, str]:
    """The field and the value that « champ=valeur » names; the value is empty without « = »."""
    champ, _, valeur = ident.partition("=")
    return champ, valeur


def champ(fonds: Fonds, ident: str) -> Notice:
    fiche = fonds.champs[ident]
    field = fonds.corpus.vocabulaire.champs[ident]
    return Notice(
        Sorte.CHAMP,
        ident,
        field.libelle,
        lieu(fiche),
        (
            *section("Ce que c'est", (field.definition,) if field.definition else None, _nature(field)),
            *section("Rempli par", *_remplissage(fonds, field)),
            *section("Hors règles", (fiche.declare.hors_regles,) if fiche.declare.hors_regles else None),
            *section("Écriture", None if field.conclu or field.deduit_de else Exemple(dans_un_projet(field))),
            *section("Opérateurs", Tableau(("Opérateur", "Sens", "Exemple"), tuple(_operateurs(field)))),
            *section("Valeurs", *_valeurs(fonds, field)),
            *section("Règles", *_regles(fonds, ident)),
            *section("Coordination", Liste(tuple(_coordinations(fonds, ident)))),
            *cas.du_champ(fonds, ident),
        ),
    )


def _nature(field: Field) -> Phrase | None:
    if field.conclu:
        return None
    unite = f", en {field.unite}" if field.unite and field.nature is not Kind.MONTANT else ""
    return (f"{_NATURES[field.nature].capitalize()}{unite}.",)


def _remplissage(fonds: Fonds, field: Field) -> Iterator[Phrase]:
    if field.conclu:
        yield ("Les règles, par ce qu'elles concluent : un projet ne le donne jamais.",)
    elif field.deduit_de:
        yield ("L'outil le déduit de ", Lien(Sorte.CHAMP, field.deduit_de.champ), ".")
    elif field.obligatoire:
        yield ("Le projet, obligatoirement.",)
    else:
        yield ("Le projet. Absent, il est inconnu, ce qui n'est jamais un « non ».",)
    if field.modifiable:
        yield ("Le porteur peut agir dessus : la réponse peut proposer de le changer.",)
    deduits = [autre.id for autre in fonds.corpus.vocabulaire.champs.values() if _origine(autre) == field.id]
    if deduits:
        yield ("S'en déduisent : ", *enumeration([(Lien(Sorte.CHAMP, autre),) for autre in deduits]), ".")


def _origine(field: Field) -> str | None:
    return field.deduit_de.champ if field.deduit_de else None


def _regles(fonds: Fonds, ident: str) -> Iterator[Liste | Phrase]:
    """The rules that test whether the field is given, or its measure; those that test its values are told with them."""
    tests = fonds.testent(ident)
    yield regles([test.rule for test in tests if test.valeur is None])
    if par_valeur := {test.rule.id for test in tests if test.valeur is not None}:
        aide = Mot(f"eligibility explain {ident}=…")
        yield (f"{combien(len(par_valeur))} selon la valeur : ", aide, " les donne pour l'une d'elles.")


def _operateurs(field: Field) -> Iterator[tuple[Phrase, ...]]:
    for operateur in OPERATORS[field.nature]:
        yield (Lien(Sorte.OPERATEUR, operateur.value),), (SENS[operateur],), (Mot(dans_une_regle(field, operateur)),)


def _valeurs(fonds: Fonds, field: Field) -> Iterator[Bloc]:
    """Entries of a referentiel lead to their own explanations; the other values are told here."""
    if sorte := entrees_de(fonds, field):
        yield Liste(tuple(point(fonds, sorte, ident) for ident in fonds.entrees(sorte)))
    yield Tableau(
        ("Valeur", "Sens", "Autres mots", "Règles"),
        tuple(
            ((Mot(value.id),), (sens(value),), _mots(value), liens_regles(_testent(fonds, field, value)))
            for value in propres(fonds, field)
        ),
        extrait=2,
    )


def _testent(fonds: Fonds, field: Field, value: Value) -> tuple[Rule, ...]:
    return tuple(test.rule for test in fonds.testent(field.id, value.id))


def entrees_de(fonds: Fonds, field: Field) -> Sorte | None:
    """What the values of a field are, when they are entries of a referentiel."""
    if field.conclu:
        return concluante(field.id)
    liste = referentiel(fonds.champs[field.id])
    return next((sorte for sorte, nom in LISTES.items() if nom == liste), None)


def propres(fonds: Fonds, field: Field) -> tuple[Value, ...]:
    """The values of a field that are no entries of a referentiel."""
    sorte = entrees_de(fonds, field)
    ailleurs = fonds.entrees(sorte).keys() if sorte else ()
    return tuple(value for value in field.valeurs if value.id not in ailleurs)


def sens(value: Value) -> str:
    """« Libellé. Définition »."""
    return f"{value.libelle}. {value.definition}" if value.definition else value.libelle


def _mots(value: Value) -> Phrase:
    mots = (mot for mot in (*value.synonymes, *value.equivalents) if mot != value.libelle)
    return enumeration([(entre_guillemets(mot),) for mot in mots])


def _coordinations(fonds: Fonds, ident: str) -> Iterator[Phrase]:
    for coordination in fonds.corpus.coordinations.values():
        if coordination.champ == ident:
            yield point(fonds, Sorte.COORDINATION, coordination.id)


def valeur(fonds: Fonds, ident: str) -> Notice:
    """Raises KeyError when ``ident`` is no « champ=valeur » of the vocabulary."""
    nom, ecrit = separer(ident)
    field = fonds.corpus.vocabulaire.champs[nom]
    value = field.value(ecrit)
    if value is None:
        raise KeyError(ident)
    fiche = fonds.champs[nom]
    mots = _mots(value)
    attributs = enumeration([(f"{cle} {texte}",) for cle, texte in sorted(value.attributs.items()) if texte])
    return Notice(
        Sorte.VALEUR,
        ident,
        value.libelle,
        lieu(fiche),
        (
            *section("Ce que c'est", (value.definition,) if value.definition else None, attributs),
            *section("Champ", (Lien(Sorte.CHAMP, nom), f" : {field.libelle}")),
            *section("Autres mots", (*mots, ".") if mots else None),
            *section("Hors règles", _hors_regles(fiche, ecrit)),
            *_exemple(field, ecrit),
            *section("Règles", *suites(fonds, [(nom, ecrit)])),
        ),
    )


def _exemple(field: Field, ecrit: str) -> tuple[Section, ...]:
    if field.conclu or field.deduit_de:
        return ()
    return section("Écriture", Exemple(dans_un_projet(field, ecrit)))


def _hors_regles(fiche: Fiche[d.ChampDeclare], ecrit: str) -> Phrase | None:
    ecrites = fiche.declare.valeurs
    for value in ecrites if isinstance(ecrites, tuple) else ():
        if value.id == ecrit and value.hors_regles:
            return (value.hors_regles,)
    return None
