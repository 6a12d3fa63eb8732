"""Conditions and values said in short French, with the labels of the vocabulary.

No-break spaces everywhere French wants one, so that a figure never leaves its unit.

>>> montant(6_000_000), montant(1_200_050), nombre(12000)
('60\\xa0000\\xa0€', '12\\xa0000,50\\xa0€', '12\\xa0000')
>>> jour(738886), jour(738900)
('1er janvier 2024', '15 janvier 2024')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.dates import MOIS
from eligibility.language.facts import FactValue, Members
from eligibility.language.vocabulary import Field, Kind, Vocabulary

NBSP: Final = "\u00a0"

NATURES: Final[Mapping[Kind, str]] = {
    Kind.TEXTE: "texte",
    Kind.CHOIX: "choix",
    Kind.ENSEMBLE: "ensemble",
    Kind.OUI_NON: "oui ou non",
    Kind.NOMBRE: "nombre",
    Kind.MONTANT: "montant",
    Kind.DATE: "date",
    Kind.INTERVALLE: "intervalle",
    Kind.PERIODE: "période",
    Kind.PLAN: "plan de financement",
}


def nombre(value: int) -> str:
    return f"{value:,}".replace(",", NBSP)


def compte(combien: int, mots: str) -> str:
    """``mots`` so many times, each word in the plural where it takes one.

    >>> compte(1, "fichier vérifié"), compte(2, "fichier vérifié")
    ('1 fichier vérifié', '2 fichiers vérifiés')
    """
    return f"{nombre(combien)} {' '.join(f'{mot}s' for mot in mots.split()) if combien > 1 else mots}"


def montant(cents: int) -> str:
    """An amount, its cents only when there are some."""
    euros, rest = divmod(abs(cents), 100)
    sign = "\u2212" if cents < 0 else ""
    decimals = f",{rest:02d}" if rest else ""
    return f"{sign}{nombre(euros)}{decimals}{NBSP}€"


def jour(ordinal: int) -> str:
    """A date, from its ordinal."""
    day = date.fromordinal(ordinal)
    rank = "1er" if day.day == 1 else str(day.day)
    return f"{rank} {MOIS[day.month - 1]} {day.year}"


def entre_guillemets(text: str) -> str:
    return f"«{NBSP}{text}{NBSP}»"


def champ(ident: str, vocabulary: Vocabulary) -> str:
    """The label of a field, its id when it has none."""
    field = vocabulary.champs.get(ident)
    return field.libelle if field and field.libelle else ident


def valeur(field: Field, value: FactValue) -> str:
    """What a project says: « parentalité, laep », « 0-2 ans », « 60 000 € »."""
    if isinstance(value, Members):
        known = enumeration(_labels(field, sorted(value.known)))
        maybe = enumeration(_labels(field, sorted(value.maybe)))
        if not maybe:
            return known or "aucun"
        return f"{known}, peut-être {maybe}" if known else f"peut-être {maybe}"
    if isinstance(value, Bounds):
        return _known_bounds(field, value)
    if isinstance(value, str):
        return _label(field, value)
    return _one(field, value)


def fait(ident: str, value: FactValue, vocabulary: Vocabulary) -> str:
    """The same with the field: « âges : 0-2 ans »."""
    field = vocabulary.champs.get(ident)
    said = valeur(field, value) if field else str(value)
    return f"{champ(ident, vocabulary)}{NBSP}: {said}"


def attendu(leaf: Leaf, vocabulary: Vocabulary, *, positif: bool = True) -> str:
    """What a leaf asks of its field, without naming it: « contient « parentalité » », « recoupe 0-2 ans ».

    ``positif`` false: what asks the opposite of the leaf, as under ``aucune``.
    """
    field = vocabulary.champs.get(leaf.champ) or Field(leaf.champ, Kind.TEXTE, leaf.champ)
    return (_SAID if positif else _DENIED)[leaf.operateur](field, leaf.valeur)


def operande(leaf: Leaf, vocabulary: Vocabulary) -> str:
    """What a leaf compares its field to, alone: « « Enfants », « Jeunes » », « 16-25 ans », « oui »."""
    field = vocabulary.champs.get(leaf.champ) or Field(leaf.champ, Kind.TEXTE, leaf.champ)
    value = leaf.valeur
    if isinstance(value, tuple):
        return ", ".join(_word(field, ident) for ident in value)
    return _asked_bounds(field, value) if isinstance(value, Bounds) else _word(field, value)


def feuille(leaf: Leaf, vocabulary: Vocabulary) -> str:
    """A leaf in full: « objets contient « parentalité » »."""
    return f"{champ(leaf.champ, vocabulary)} {attendu(leaf, vocabulary)}"


def phrase(condition: Condition, vocabulary: Vocabulary) -> str:
    """A condition on one line: « objets contient « x » et (a ou b) »."""
    if isinstance(condition, Leaf):
        return feuille(condition, vocabulary)
    parts = [_nested(child, vocabulary) for child in condition.conditions]
    if isinstance(condition, Aucune):
        return f"aucune de ces conditions{NBSP}: {f'{NBSP}; '.join(parts)}"
    if len(parts) == 1:
        return phrase(condition.conditions[0], vocabulary)
    return (" et " if isinstance(condition, Toutes) else " ou ").join(parts)


def _nested(condition: Condition, vocabulary: Vocabulary) -> str:
    """Inside a connector: in brackets when it joins several conditions itself."""
    while isinstance(condition, Toutes | UneDe) and len(condition.conditions) == 1:
        condition = condition.conditions[0]
    text = phrase(condition, vocabulary)
    return text if isinstance(condition, Leaf) else f"({text})"


def enumeration(words: Iterable[str], link: str = "et") -> str:
    """« a, b et c »."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {link} {listed[-1]}"


def _label(field: Field, ident: str) -> str:
    value = field.value(ident)
    return value.libelle if value and value.libelle else ident


def _labels(field: Field, idents: Iterable[str]) -> list[str]:
    return [_label(field, ident) for ident in idents]


def _one(field: Field, value: bool | int) -> str:
    """A scalar that is no word."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if field.nature is Kind.MONTANT:
        return montant(value)
    if field.nature in (Kind.DATE, Kind.PERIODE):
        return jour(value)
    return f"{nombre(value)}{_unit(field, value)}"


def _unit(field: Field, value: int) -> str:
    """The unit of ``value`` of them: « 1 an », « 2 ans »."""
    unit = field.unite
    if value < 2 and unit not in ("mois", "fois"):
        unit = unit.removesuffix("s")
    return f"{NBSP}{unit}" if unit else ""


def _known_bounds(field: Field, bounds: Bounds) -> str:
    """A project's interval: a side it leaves out is not known."""
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        return _span(field, low, high)
    period = field.nature is Kind.PERIODE
    if low is not None:
        return f"{_from(field, low)}, {'fin non précisée' if period else 'maximum non précisé'}"
    if high is not None:
        return f"{_until(field, high)}, {'début non précisé' if period else 'minimum non précisé'}"
    return "non précisé"


def _asked_bounds(field: Field, bounds: Bounds) -> str:
    """A rule's interval: a side it leaves out has no limit."""
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        span = _span(field, low, high)
        if field.nature is not Kind.PERIODE:
            return span
        return f"le {span}" if low == high else f"la période {span}"
    if field.nature is Kind.PERIODE:
        if low is not None:
            return f"la période {_from(field, low)}"
        return f"la période {_until(field, high)}" if high is not None else "toute période"
    if low is not None:
        return f"{_one(field, low)} et plus"
    return f"{_one(field, high)} et moins" if high is not None else "toute valeur"


def _from(field: Field, value: int) -> str:
    return f"à partir du {jour(value)}" if _dated(field) else f"à partir de {_one(field, value)}"


def _until(field: Field, value: int) -> str:
    return f"jusqu'au {jour(value)}" if _dated(field) else f"jusqu'à {_one(field, value)}"


def _dated(field: Field) -> bool:
    return field.nature in (Kind.DATE, Kind.PERIODE)


def _span(field: Field, low: int, high: int) -> str:
    if low == high:
        return _one(field, low)
    if field.nature is Kind.PERIODE:
        return f"du {jour(low)} au {jour(high)}"
    return f"{nombre(low)}-{nombre(high)}{_unit(field, high)}"


def _word(field: Field, value: str | bool | int) -> str:
    return entre_guillemets(_label(field, value)) if isinstance(value, str) else _one(field, value)


def _among(field: Field, values: tuple[str, ...], link: str) -> str:
    return enumeration((_word(field, value) for value in values), link)


_SAID: Final[Mapping[Operator, Callable[[Field, Any], str]]] = {
    Operator.VAUT: lambda field, value: f"vaut {_word(field, value)}",
    Operator.PARMI: lambda field, values: f"vaut {_among(field, values, 'ou')}",
    Operator.CONTIENT: lambda field, value: f"contient {_word(field, value)}",
    Operator.CONTIENT_UN_DE: lambda field, values: f"contient {_among(field, values, 'ou')}",
    Operator.CONTIENT_TOUS: lambda field, values: f"contient {_among(field, values, 'et')}",
    Operator.NE_CONTIENT_AUCUN: lambda field, values: f"ne contient pas {_among(field, values, 'ni')}",
    Operator.AU_MOINS: lambda field, value: _from(field, value) if _dated(field) else f"au moins {_one(field, value)}",
    Operator.AU_PLUS: lambda field, value: _until(field, value) if _dated(field) else f"au plus {_one(field, value)}",
    Operator.AVANT: lambda field, value: f"avant le {_one(field, value)}",
    Operator.APRES: lambda field, value: f"après le {_one(field, value)}",
    Operator.RECOUPE: lambda field, value: f"recoupe {_asked_bounds(field, value)}",
    Operator.INCLUS_DANS: lambda field, value: f"compris dans {_asked_bounds(field, value)}",
    Operator.RENSEIGNE: lambda _field, _value: "est renseigné",
}

_DENIED: Final[Mapping[Operator, Callable[[Field, Any], str]]] = {
    Operator.VAUT: lambda field, value: f"ne vaut pas {_word(field, value)}",
    Operator.PARMI: lambda field, values: f"ne vaut pas {_among(field, values, 'ni')}",
    Operator.CONTIENT: lambda field, value: f"ne contient pas {_word(field, value)}",
    Operator.CONTIENT_UN_DE: lambda field, values: f"ne contient pas {_among(field, values, 'ni')}",
    Operator.CONTIENT_TOUS: lambda field, values: f"ne contient pas à la fois {_among(field, values, 'et')}",
    Operator.NE_CONTIENT_AUCUN: lambda field, values: f"contient {_among(field, values, 'ou')}",
    Operator.AU_MOINS: lambda field, value: (
        f"avant le {jour(value)}" if _dated(field) else f"moins de {_one(field, value)}"
    ),
    Operator.AU_PLUS: lambda field, value: (
        f"après le {jour(value)}" if _dated(field) else f"plus de {_one(field, value)}"
    ),
    Operator.AVANT: lambda field, value: _from(field, value),
    Operator.APRES: lambda field, value: _until(field, value),
    Operator.RECOUPE: lambda field, value: f"ne recoupe pas {_asked_bounds(field, value)}",
    Operator.INCLUS_DANS: lambda field, value: f"non compris dans {_asked_bounds(field, value)}",
    Operator.RENSEIGNE: lambda _field, _value: "n'est pas renseigné",
}
