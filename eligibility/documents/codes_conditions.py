"""Codes about conditions and rules (V5xx)."""

from __future__ import annotations

from eligibility.documents.entry import Entry

CODES: dict[str, Entry] = {
    "V501": Entry(
        "erreur",
        "ce n'est pas une condition",
        "écrivez « champ: {{opérateur: valeur}} », ou une liste sous « toutes », « une_de » ou « aucune »",
    ),
    "V502": Entry("erreur", "condition vide", "écrivez « champ: {{opérateur: valeur}} », ou retirez-la"),
    "V503": Entry(
        "erreur",
        "plusieurs clés dans une condition : « {premiere} », puis « {cle} »",
        "mettez-les en liste sous « toutes » (les deux) ou « une_de » (l'une au moins)",
    ),
    "V504": Entry(
        "erreur", "« {connecteur} » attend une liste de conditions", "mettez un tiret devant chaque condition"
    ),
    "V505": Entry("erreur", "liste vide sous « {cle} »", "donnez au moins un élément, ou retirez « {cle} »"),
    "V506": Entry("erreur", "champ ou connecteur inconnu « {cle} »"),
    "V507": Entry("erreur", "« {cle} » est un groupe de champs, pas un champ"),
    "V508": Entry("erreur", "il manque un opérateur à « {champ} »"),
    "V509": Entry("erreur", "opérateur inconnu « {operateur} »"),
    "V510": Entry(
        "erreur",
        "l'opérateur « {operateur} » ne va pas avec « {champ} », de nature « {nature} »",
    ),
    "V511": Entry("erreur", "« {operateur} » attend {attendu}"),
    "V512": Entry("erreur", "« {cle} » n'a pas de valeur", "écrivez la valeur attendue, ou retirez cette condition"),
    "V513": Entry("erreur", "« {valeur} » n'est pas un identifiant de « {champ} »"),
    "V514": Entry(
        "erreur",
        "« renseigne » n'admet que « oui »",
        "l'absence d'une donnée n'est jamais un fait : retirez cette condition",
    ),
    "V515": Entry(
        "erreur",
        "aucune valeur ne convient : il faudrait au moins {bas} et au plus {haut}",
        "échangez les deux limites, ou corrigez l'une d'elles",
    ),
    "V516": Entry("erreur", "« {operateur} » n'a aucune borne", "donnez « {bas} », « {haut} », ou les deux"),
    "V517": Entry("erreur", "« {valeur} » est répété", "retirez la répétition"),
}
