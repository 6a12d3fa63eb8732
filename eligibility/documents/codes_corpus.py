"""Codes about the files of the corpus and the references between them (V4xx)."""

from __future__ import annotations

from eligibility.documents.entry import Entry

CODES: dict[str, Entry] = {
    "V400": Entry(
        "erreur",
        "le dossier « {dossier} » du corpus est introuvable",
        "créez-le, ou donnez avec --corpus un dossier qui contient « rules » et « referentiels »",
    ),
    "V401": Entry(
        "erreur",
        "le fichier « {fichier} » manque au corpus",
        "créez ce fichier, qui commence par la clé « {cle} »",
    ),
    "V402": Entry(
        "erreur",
        "ce fichier n'est pas attendu dans le corpus",
        "les règles vont dans rules/*.yaml, les sources dans referentiels/sources/*.yaml, les codes dans "
        "referentiels/codes/*.csv, les autres référentiels directement dans referentiels/",
    ),
    "V403": Entry("erreur", "ce fichier ne peut pas être lu", "vérifiez ses droits d'accès"),
    "V404": Entry(
        "erreur",
        "ce fichier est vide : un commentaire ne compte pas",
        "commencez par la clé « {cle} », ou supprimez ce fichier",
    ),
    "V410": Entry("erreur", "{quoi} « {id} » introuvable", "vérifiez l'identifiant, ou ajoutez l'entrée qui manque"),
    "V411": Entry(
        "erreur",
        "{quoi} en double : « {id} » est déjà à {premier}",
        "renommez l'une des deux entrées, ou retirez-la",
    ),
    "V412": Entry(
        "erreur",
        "deux versions de la règle « {id} » valent le même jour (l'autre : {premier})",
        "fermez la plus ancienne avec « au » la veille du jour où commence la suivante",
    ),
    "V413": Entry(
        "erreur",
        "la période finit le {au}, avant de commencer le {du}",
        "échangez les deux dates, ou corrigez l'une d'elles : « au » est le dernier jour où la règle vaut",
    ),
    "V414": Entry("erreur", "le numéro d'axe {numero} est déjà pris ({premier})", "donnez à chaque axe son numéro"),
    "V415": Entry(
        "erreur",
        "le passage « {id} » n'appartient pas à la source « {source} » de ce fichier",
        "commencez son identifiant par « {source}/ »",
    ),
    "V416": Entry(
        "erreur",
        "le taux {taux} est hors de portée : un taux est plus grand que 0 et ne dépasse pas 1",
        "écrivez par exemple « 0.5 » pour la moitié",
    ),
    "V417": Entry(
        "erreur", "la somme des taux vaut {total} au lieu de 1", "ajustez les parts : il y a {ecart} d'écart"
    ),
    "V418": Entry(
        "erreur",
        "le mot « {mot} » désigne à la fois « {autre} » et « {un} » ({premier})",
        "retirez ce mot de l'une des deux valeurs, ou changez-le",
    ),
    "V419": Entry(
        "erreur", "« {id} » est répété : il est déjà à {premier}", "corrigez l'un des deux, ou retirez la répétition"
    ),
    "V420": Entry(
        "erreur",
        "fichier de codes mal formé : {detail}",
        "attendu : une ligne de titres, puis le même nombre de colonnes séparées par « ; » à chaque ligne",
    ),
    "V421": Entry(
        "erreur",
        "un champ de nature « {nature} » donne ses valeurs",
        "ajoutez la clé « valeurs », avec ce qu'un projet peut y écrire",
    ),
    "V422": Entry("erreur", "un champ de nature « {nature} » n'a pas de valeurs", "retirez la clé « valeurs »"),
    "V423": Entry(
        "erreur",
        "le champ « {id} » ne peut pas être conclu par des règles",
        "retirez « conclu » : les règles ne remplissent que des ensembles, qui sont {conclus}",
    ),
    "V424": Entry(
        "erreur", "ce champ ne peut pas se déduire ainsi : {detail}", "corrigez « deduit_de », ou retirez cette clé"
    ),
    "V425": Entry(
        "erreur",
        "des règles dépendent l'une de l'autre en boucle : {boucle}",
        "retirez de l'une d'elles la condition qui porte sur la conclusion de la suivante",
    ),
    "V426": Entry(
        "erreur",
        "la colonne « {colonne} » {detail}",
        "donnez à chaque ligne du fichier de codes un identifiant à elle",
    ),
    "V427": Entry(
        "erreur",
        "« assiette: {assiette} » {detail}",
        "donnez les parts ou, si aucune source n'en établit, écrivez « assiette: non_etablie »",
    ),
}
