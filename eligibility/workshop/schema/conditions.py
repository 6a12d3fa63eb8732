"""The JSON Schema of a rule's ``si``: connectors, and for each field its own operators with what each compares to.

Unlike a project, a rule writes exact ids.
"""

from __future__ import annotations

from typing import Final

from eligibility.language.conditions import Operator
from eligibility.language.francais import NATURES
from eligibility.language.operandes import OPERATORS
from eligibility.language.parser import CONNECTORS
from eligibility.language.vocabulary import Field, Kind, Vocabulary
from eligibility.workshop.schema.formes import (
    Schema,
    absent,
    alternatives,
    cite,
    entete,
    jamais,
    liste,
    objet,
    pas_vide,
    reference,
)
from eligibility.workshop.schema.valeurs import bornes, identifiants, inconnue, reponse, scalaire, sens

CONDITION: Final = "condition"

CONNECTEURS: Final = {
    "toutes": "Toutes ces conditions sont remplies",
    "une_de": "L'une au moins de ces conditions est remplie",
    "aucune": "Aucune de ces conditions n'est remplie",
}
"""What each connector asks."""
SENS: Final = {
    Operator.VAUT: "La valeur est celle-ci",
    Operator.PARMI: "La valeur est l'une de celles-ci",
    Operator.CONTIENT: "La liste contient cette valeur",
    Operator.CONTIENT_UN_DE: "La liste contient l'une au moins de ces valeurs",
    Operator.CONTIENT_TOUS: "La liste contient toutes ces valeurs",
    Operator.NE_CONTIENT_AUCUN: "La liste ne contient aucune de ces valeurs",
    Operator.AU_MOINS: "La valeur est celle-ci ou plus",
    Operator.AU_PLUS: "La valeur est celle-ci ou moins",
    Operator.AVANT: "La date précède celle-ci",
    Operator.APRES: "La date suit celle-ci",
    Operator.RECOUPE: "Les deux intervalles ont une partie commune",
    Operator.INCLUS_DANS: "L'intervalle du projet tient tout entier dans celui-ci",
    Operator.RENSEIGNE: "Le projet donne ce champ",
}
"""What each operator asks."""
_LISTES: Final = frozenset(
    {Operator.PARMI, Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN}
)
_INTERVALLES: Final = (Operator.RECOUPE, Operator.INCLUS_DANS)
_MOTS: Final = (Kind.CHOIX, Kind.ENSEMBLE, Kind.PLAN)


def definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    """The condition, and the ids of each field that has some."""
    champs = vocabulary.champs.values()
    return {
        CONDITION: _condition(vocabulary),
        **{
            _valeur(field): alternatives(
                inconnue(field, "identifiant inconnu"),
                *identifiants({value.id: sens(value) for value in field.valeurs}),
            )
            for field in champs
            if field.nature in _MOTS
        },
    }


def _valeur(field: Field) -> str:
    return f"identifiant de {field.id}"


def _condition(vocabulary: Vocabulary) -> Schema:
    sous_conditions = liste(reference(CONDITION), au_moins=1)
    connecteurs = cite(CONNECTORS)
    schema = objet(
        {
            **{name: {**entete(description=CONNECTEURS[name]), **sous_conditions} for name in CONNECTORS},
            **{field.id: _feuille(field) for field in vocabulary.champs.values()},
        },
        attendu=f"une condition est attendue ici : « champ: {{opérateur: valeur}} », ou une liste sous {connecteurs}",
        inconnue=f"champ ou connecteur inconnu : écrivez un champ du vocabulaire, ou un connecteur : {connecteurs}",
    )
    une_seule = "une condition n'a qu'une clé : pour plusieurs conditions, une liste sous « toutes » ou « une_de »"
    schema["allOf"] += [
        pas_vide("cette condition est vide"),
        {"if": {"not": {"maxProperties": 1}}, "then": jamais(une_seule)},
    ]
    return schema


def _feuille(field: Field) -> Schema:
    operators = OPERATORS[field.nature]
    admis = cite(operators)
    nature = NATURES[field.nature]
    return {
        **entete(field.libelle, f"{field.definition} ({nature})" if field.definition else nature),
        **objet(
            {
                operator.value: {**entete(description=SENS[operator]), **_operande(field, operator)}
                for operator in operators
            },
            attendu=f"il manque un opérateur ; opérateurs de ce champ : {admis}",
            inconnue=f"opérateur inconnu ici ; opérateurs de ce champ : {admis}",
        ),
        **pas_vide(f"il manque un opérateur ; opérateurs de ce champ : {admis}"),
    }


def _operande(field: Field, operator: Operator) -> Schema:
    if operator is Operator.RENSEIGNE:
        return alternatives("« renseigne » n'admet que « oui »", *reponse("oui"))
    if operator in _LISTES:
        return liste(reference(_valeur(field)), au_moins=1, sans_double=True)
    if operator in _INTERVALLES:
        return {
            **bornes(field, operator.value, absent(), vide=False),
            **pas_vide(f"« {operator.value} » n'a aucune borne"),
        }
    if field.nature in _MOTS:
        return reference(_valeur(field))
    message, cas = scalaire(field)
    return alternatives(message, *cas)
