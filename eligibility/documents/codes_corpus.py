"""Codes about the files of the corpus and the references between them (V4xx)."""

from __future__ import annotations

from eligibility.documents.entry import Entry

CODES: dict[str, Entry] = {
    "V400": Entry(
        "erreur",
        "le dossier « {dossier} » du corpus est introuvable",
        "donnez avec --corpus un dossier qui contient « rules » et « referentiels »",
    ),
    "V401": Entry("erreur", "le fichier « {fichier} » manque au corpus", "créez ce fichier : il est obligatoire"),
    "V402": Entry(
        "erreur",
        "ce fichier n'est pas attendu dans le corpus",
        "les règles vont dans rules/*.yaml, les sources dans referentiels/sources/*.yaml, les codes dans "
        "referentiels/codes/*.csv, les autres référentiels directement dans referentiels/",
    ),
    "V403": Entry("erreur", "ce fichier ne peut pas être lu", "vérifiez ses droits d'accès"),
    "V404": Entry("erreur", "ce fichier est vide", "écrivez-y au moins sa clé de tête, ou supprimez-le"),
    "V410": Entry("erreur", "{quoi} « {id} » introuvable", "vérifiez l'identifiant, ou ajoutez l'entrée qui manque"),
    "V411": Entry(
        "erreur",
        "{quoi} « {id} » : identifiant déjà pris ({premier})",
        "donnez un autre identifiant à l'une des deux entrées",
    ),
    "V412": Entry(
        "erreur",
        "deux versions de la règle « {id} » valent le même jour (l'autre : {premier})",
        "fermez la plus ancienne avec « au » la veille du jour où commence la suivante",
    ),
    "V413": Entry(
        "erreur",
        "la période finit le {au}, avant de commencer le {du}",
        "« au » est le dernier jour compris : il ne précède pas « du »",
    ),
    "V414": Entry("erreur", "le numéro d'axe {numero} est déjà pris ({premier})", "donnez à chaque axe son numéro"),
    "V415": Entry(
        "erreur",
        "le passage « {id} » n'appartient pas à la source « {source} » de ce fichier",
        "commencez son identifiant par « {source}/ »",
    ),
    "V416": Entry("erreur", "le taux {taux} n'est pas entre 0 et 1", "écrivez par exemple « 0.5 » pour la moitié"),
    "V417": Entry("erreur", "la somme des taux vaut {total} au lieu de 1", "ajustez les parts : ensemble elles font 1"),
    "V418": Entry(
        "erreur",
        "le mot « {mot} » désigne à la fois « {un} » et « {autre} »",
        "retirez ce mot de l'une des deux valeurs",
    ),
    "V419": Entry("erreur", "« {id} » est répété", "retirez la répétition"),
    "V420": Entry(
        "erreur",
        "fichier de codes mal formé : {detail}",
        "attendu : UTF-8, une ligne de titres, le même nombre de colonnes séparées par « ; » à chaque ligne",
    ),
    "V421": Entry("erreur", "un champ de nature « {nature} » donne ses valeurs", "ajoutez la clé « valeurs »"),
    "V422": Entry("erreur", "un champ de nature « {nature} » n'a pas de valeurs", "retirez la clé « valeurs »"),
    "V423": Entry(
        "erreur",
        "le champ « {id} » ne peut pas être conclu par des règles",
        "seuls des ensembles peuvent l'être : {conclus}",
    ),
    "V424": Entry(
        "erreur", "ce champ ne peut pas se déduire ainsi : {detail}", "corrigez « deduit_de », ou retirez cette clé"
    ),
    "V425": Entry(
        "erreur",
        "des règles se testent en boucle : {boucle}",
        "retirez d'une de ces règles la condition qui porte sur la conclusion d'une autre",
    ),
    "V427": Entry(
        "erreur",
        "une option sans clé de répartition n'a pas de parts, et une option avec parts dit leur assiette",
        "écrivez « assiette: non_etablie » sans « parts », ou donnez les parts et leur assiette",
    ),
    "V426": Entry(
        "erreur",
        "le code « {id} » est vide ou répété ({lieu})",
        "donnez à chaque ligne du fichier de codes un identifiant à elle",
    ),
}
