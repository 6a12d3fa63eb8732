"""Codes about values and vocabulary (V1xx, V2xx), coherence of a project (V3xx) and notes (V9xx)."""

from __future__ import annotations

from eligibility.documents.entry import Entry

_INCONNU = "si la donnée n'est pas connue, effacez la ligne"

CODES: dict[str, Entry] = {
    # Keys and shape of a document.
    "V101": Entry("erreur", "la clé « {cle} » manque", "ajoutez la clé « {cle} »"),
    "V102": Entry("erreur", "clé inconnue « {cle} »"),
    "V103": Entry("erreur", "forme inattendue : il faut ici {attendu}"),
    "V104": Entry("erreur", "valeur mal formée : {detail}"),
    "V105": Entry(
        "erreur",
        "« {champ} » est une conclusion des règles",
        "retirez cette clé : un projet décrit l'action, l'outil conclut",
    ),
    "V106": Entry(
        "erreur", "ce fichier ne décrit aucun projet", "écrivez au moins « intitule: » et le nom de l'action"
    ),
    # Words of the vocabulary.
    "V201": Entry("erreur", "« {valeur} » n'est pas une valeur de « {champ} »"),
    "V202": Entry("erreur", "« {valeur} » peut vouloir dire {candidats}", "écrivez l'identifiant de la valeur voulue"),
    "V203": Entry("erreur", "une liste est donnée, mais « {champ} » n'a qu'une valeur"),
    "V204": Entry(
        "erreur",
        "la liste « {champ} » contient un élément vide",
        "complétez cet élément ou retirez-le ; une liste sans élément s'écrit « [] »",
    ),
    "V205": Entry("erreur", "« {champ} » est un texte vide", f"écrivez un texte ; {_INCONNU}"),
    "V206": Entry("erreur", "« {valeur} » ne dit rien de « {champ} »", _INCONNU),
    "V210": Entry("erreur", "« {valeur} » n'est ni « oui » ni « non »", f"écrivez « oui » ou « non » ; {_INCONNU}"),
    # Amounts.
    "V220": Entry(
        "erreur", "« {valeur} » n'est pas un montant", "écrivez un nombre d'euros, par exemple « 12 000,50 € »"
    ),
    "V221": Entry("erreur", "le montant « {valeur} » peut se lire de deux façons"),
    "V222": Entry("erreur", "le montant « {valeur} » est négatif", "écrivez un montant positif ou nul"),
    "V223": Entry(
        "erreur", "le montant « {valeur} » a plus de deux décimales", "arrondissez au centime, par exemple « 12,50 »"
    ),
    "V224": Entry("erreur", "le montant « {valeur} » est abrégé"),
    "V225": Entry(
        "erreur", "le montant « {valeur} » est hors de portée", "un montant est d'au plus 10 000 000 000 000 €"
    ),
    # Whole numbers.
    "V230": Entry(
        "erreur", "« {valeur} » n'est pas un nombre entier", "écrivez le nombre en chiffres, par exemple « 12 »"
    ),
    "V231": Entry("erreur", "le nombre « {valeur} » est négatif", "écrivez un nombre positif ou nul"),
    "V232": Entry("erreur", "le nombre « {valeur} » est hors de portée", "il va de 0 à {maximum}"),
    # Dates.
    "V240": Entry("erreur", "« {valeur} » n'est pas une date", "écrivez année-mois-jour, par exemple « 2025-01-31 »"),
    "V241": Entry("erreur", "la date « {valeur} » n'existe pas : {raison}", "corrigez le jour ou le mois"),
    "V242": Entry("erreur", "la date « {valeur} » est incomplète"),
    "V243": Entry("erreur", "« {valeur} » donne une heure, il faut une date seule"),
    "V244": Entry("erreur", "l'année {annee} est hors de portée", "les années vont de {premiere} à {derniere}"),
    # Coherence of a project.
    "V301": Entry(
        "erreur", "« max » ({haut}) est plus petit que « min » ({bas})", "échangez les deux, ou corrigez l'un d'eux"
    ),
    "V302": Entry(
        "erreur",
        "la période finit le {haut}, avant de commencer le {bas}",
        "échangez les deux dates, ou corrigez l'une",
    ),
    "V303": Entry(
        "erreur",
        "le plan de financement fait {total}, le coût total est de {cout}",
        "corrigez le plan ou le coût : il y a {ecart} d'écart ; un plan qui n'est pas complet s'omet",
    ),
    "V304": Entry(
        "erreur",
        "le financeur « {financeur} » est déjà au plan, ligne {ligne}",
        "réunissez ses montants sur une seule ligne",
    ),
    "V305": Entry(
        "erreur",
        "« {valeur} » n'est pas dans le département {departement}",
        "cette collectivité est dans {lieux} : corrigez l'un des deux",
    ),
    "V306": Entry(
        "erreur",
        "« {champ} » vaut « {ecrit} », mais « {origine} » donne « {deduit} »",
        "retirez « {champ} », qui se déduit, ou corrigez « {origine} »",
    ),
    # Notes: how something was read.
    "V901": Entry("note", "« {ecrit} » lu « {id} »"),
    "V902": Entry("note", "« {ecrit} » lu {iso} (jour/mois/année)"),
    "V903": Entry("note", "« {champ} » est une liste : la valeur écrite seule est lue comme son unique élément"),
    "V904": Entry("note", "« {id} » est répété dans « {champ} » : il ne compte qu'une fois"),
}
"""Codes about values and vocabulary (V1xx, V2xx), coherence of a project (V3xx) and notes (V9xx)."""
