"""What may be written for one value, as alternatives of a JSON Schema: a word of a list, an amount, a day…

A word of a list is proposed by its id, with its label and definition. Its other writings are admitted without being
proposed: codes as numbers, and in a project all that ``lexique.lookup`` understands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eligibility.documents.suggest import fold
from eligibility.language.intervalles import keys
from eligibility.language.lexique import admitted, spellings
from eligibility.language.nombres import MAX_AGE, MAX_EUROS, MAX_WHOLE
from eligibility.language.scalaires import YES_NO
from eligibility.language.vocabulary import Field, Kind, Value
from eligibility.workshop.schema import motifs
from eligibility.workshop.schema.formes import Schema, alternatives, entete, objet, seulement


def identifiants(connus: Mapping[str, str]) -> list[Schema]:
    """Exact ids, each with what it means."""
    return [
        *({"const": ident, **entete(description=sens)} for ident, sens in connus.items()),
        *_sans_guillemets({ident: [ident] for ident in connus}),
    ]


def mots(valeurs: Sequence[Value]) -> list[Schema]:
    """Ids, and every other word that a project may write for them."""
    ecrits = {value.id: [*spellings(value)] for value in valeurs}
    return [
        *({"const": value.id, **entete(description=sens(value))} for value in valeurs),
        *(
            {"type": "string", "pattern": motifs.mots(words), **entete(description=_lu(ident))}
            for ident, words in ecrits.items()
        ),
        *_sans_guillemets(ecrits),
    ]


def sens(value: Value) -> str:
    return f"{value.libelle} : {value.definition}" if value.definition else value.libelle


def _lu(ident: str) -> str:
    return f"lu « {ident} »"


def _sans_guillemets(ecrits: Mapping[str, Sequence[str]]) -> Iterator[Schema]:
    """Those of the words written for each id that YAML takes for something else than text, for want of quotes."""
    for ident, words in ecrits.items():
        for code in sorted({int(word) for word in words if word.isascii() and word.isdigit()}):
            yield {"type": "integer", "minimum": code, "maximum": code, **entete(description=_lu(ident))}
        reponses = sorted({fold(word) for word in words} & {"true", "false"})
        if reponses:
            yield {**seulement("boolean", [word == "true" for word in reponses]), **entete(description=_lu(ident))}


def inconnue(field: Field, quoi: str = "valeur inconnue") -> str:
    """What is said of a word that is none of the field's."""
    return f"{quoi} ; {admitted(value.id for value in field.valeurs)}"


def reponse(*proposees: str) -> list[Schema]:
    """Yes or no, or one of them only."""
    admises = [word for word, answer in YES_NO.items() if answer in map(YES_NO.get, proposees)]
    return [
        *({"const": answer} for answer in proposees),
        {"type": "string", "pattern": motifs.mots(admises, pluriels=False)},
        seulement("boolean", [word == "true" for word in admises if word in ("true", "false")]),
    ]


def scalaire(field: Field) -> tuple[str, list[Schema]]:
    """What is expected of a value of ``field`` that is no word of a list, and how it may be written."""
    match field.nature:
        case Kind.OUI_NON:
            return "écrivez « oui » ou « non »", reponse("oui", "non")
        case Kind.NOMBRE | Kind.INTERVALLE:
            limite = MAX_AGE if fold(field.unite) == "ans" else MAX_WHOLE
            return "un nombre entier est attendu ici, par exemple « 12 »", [
                {"type": "integer", "minimum": 0, "maximum": limite},
                {"type": "string", "pattern": motifs.entier(field.unite)},
            ]
        case Kind.MONTANT | Kind.PLAN:
            return "un montant est attendu ici, par exemple « 12000 » ou « 12 000,50 € »", [
                {"type": "number", "minimum": 0, "maximum": MAX_EUROS},
                {"type": "string", "pattern": motifs.MONTANT},
            ]
        case _:
            return "une date est attendue ici, année-mois-jour, par exemple « 2026-01-31 »", [
                {"type": "string", "pattern": motifs.jour(francais=True)}
            ]


def bornes(field: Field, nom: str, *autres: Schema, vide: bool) -> Schema:
    """An interval or a period under the key ``nom``; ``autres``: what each end may be besides a value."""
    message, cas = scalaire(field)
    basse, haute = keys(field.nature)
    exemple = "2025-01-01, fin: 2025-12-31" if field.nature is Kind.PERIODE else "0, max: 2"
    bouts = ("Premier jour, compris", "Dernier jour, compris")
    if field.nature is Kind.INTERVALLE:
        bouts = ("Le plus petit, compris", "Le plus grand, compris")
    return objet(
        {
            name: alternatives(message, *cas, *autres, description=f"{bout} ({field.unite})" if field.unite else bout)
            for name, bout in zip((basse, haute), bouts, strict=True)
        },
        vide=vide,
        attendu=f"écrivez par exemple « {nom}: {{{basse}: {exemple}}} »",
    )
