"""Codes about reading a file (V0xx): bytes, characters, YAML syntax, YAML features that are refused."""

from __future__ import annotations

from eligibility.documents.entry import Entry

_INVISIBLE = "effacer ce caractère, souvent venu d'un copier-coller, puis retaper le texte au clavier"

CODES: dict[str, Entry] = {
    # The file and its bytes.
    "V001": Entry("erreur", "lecture impossible : {raison}"),
    "V002": Entry("erreur", "fichier trop gros : {taille}, pour {maximum} au plus", "découper le fichier"),
    "V003": Entry(
        "erreur",
        "ce fichier n'est pas enregistré en UTF-8 : octet {octet} inattendu{apercu}",
        "dans l'éditeur de texte, « Enregistrer sous », puis choisir l'encodage « UTF-8 »",
    ),
    "V004": Entry(
        "erreur",
        "ce fichier est enregistré en {encodage}, l'outil ne lit que l'UTF-8",
        "dans l'éditeur de texte, « Enregistrer sous », puis choisir l'encodage « UTF-8 »",
    ),
    "V005": Entry("erreur", "caractère de commande {point} ({nom}) interdit", _INVISIBLE),
    "V006": Entry("erreur", "caractère de sens d'écriture {point} ({nom}) interdit", _INVISIBLE),
    "V007": Entry("erreur", "caractère invisible {point} ({nom}) interdit", _INVISIBLE),
    "V008": Entry(
        "erreur", "saut de ligne inhabituel {point} ({nom}) interdit", "le remplacer par un retour à la ligne ordinaire"
    ),
    "V009": Entry(
        "erreur", "ce fichier n'est pas un texte YAML mais {nature}", "donner un fichier texte, d'extension .yaml"
    ),
    # The syntax of YAML.
    "V010": Entry(
        "erreur",
        "écriture YAML incomprise à partir d'ici",
        "vérifier la ponctuation et le décalage de cette ligne, au besoin mettre le texte entre guillemets",
    ),
    "V011": Entry(
        "erreur",
        "« : » au milieu d'une valeur sans guillemets",
        "mettre la valeur entre guillemets",
    ),
    "V012": Entry("erreur", "guillemet {signe} ouvert ici et jamais refermé", "le refermer à la fin de la valeur"),
    "V013": Entry("erreur", "« {ouvrant} » ouvert ici et jamais refermé", "ajouter « {fermant} » à la fin"),
    "V014": Entry(
        "erreur",
        "décalage inattendu : cette ligne n'est alignée sur aucune de celles qui précèdent",
        "aligner les clés d'un même groupe sur une même colonne",
    ),
    "V015": Entry(
        "erreur",
        "tabulation en début de ligne",
        "décaler avec des espaces, deux par niveau : YAML n'admet pas la tabulation",
    ),
    "V016": Entry("erreur", "il manque « : » après « {cle} »", "écrire « {cle}: », puis la valeur"),
    "V017": Entry(
        "erreur",
        "tiret mal placé",
        "écrire la clé seule (« cle: »), puis chaque élément sur sa ligne, tous alignés : « - élément »",
    ),
    "V018": Entry("erreur", "texte après {fin}"),
    "V019": Entry(
        "erreur",
        "une valeur sans guillemets ne peut pas commencer par « {signe} »",
        "mettre la valeur entre guillemets",
    ),
    "V020": Entry(
        "erreur",
        "barre oblique inverse mal comprise entre guillemets doubles",
        "la doubler (« \\\\ ») ou entourer le texte d'apostrophes",
    ),
    "V021": Entry("erreur", "virgule ou « {fermant} » attendu ici", "séparer les éléments par des virgules"),
    "V022": Entry("erreur", "il manque une espace après « {signe} »", "écrire « {corrige} »"),
    "V023": Entry(
        "erreur",
        "espace insécable là où YAML attend une espace ordinaire",
        "retaper cette espace avec la barre d'espace",
    ),
    "V024": Entry(
        "erreur", "« {signe} » en trop", "l'effacer ou, s'il fait partie du texte, mettre la valeur entre guillemets"
    ),
    # What YAML allows and this tool refuses.
    "V030": Entry(
        "erreur",
        "clé « {cle} » en double, déjà écrite à la ligne {ligne}",
        "garder une seule des deux, ou réunir leurs contenus",
    ),
    "V031": Entry(
        "erreur",
        "ancre YAML « &{nom} » refusée",
        "l'effacer ; s'il s'agit de texte, mettre la valeur entre guillemets",
    ),
    "V032": Entry(
        "erreur",
        "renvoi YAML « *{nom} » refusé",
        "recopier la valeur ; s'il s'agit de texte, la mettre entre guillemets",
    ),
    "V033": Entry(
        "erreur",
        "étiquette YAML « {nom} » refusée",
        "l'effacer ; s'il s'agit de texte, mettre la valeur entre guillemets",
    ),
    "V034": Entry("erreur", "clé de fusion « << » refusée", "recopier les clés voulues"),
    "V035": Entry("erreur", "second document dans le même fichier", "faire un fichier par document"),
    "V036": Entry(
        "erreur",
        "une clé doit être un simple mot, pas une liste ni un groupe de clés",
        "si ces crochets font partie du texte, mettre la valeur entre guillemets",
    ),
    "V037": Entry("erreur", "directive YAML « {nom} » refusée", "effacer cette ligne"),
    "V038": Entry("erreur", "clé vide", "écrire un nom avant « : »"),
    # Bounds.
    "V040": Entry("erreur", "fichier trop long : plus de {maximum} valeurs", "découper le fichier"),
    "V041": Entry("erreur", "trop de niveaux imbriqués, {maximum} au plus", "simplifier la structure"),
    "V042": Entry("erreur", "texte trop long : {taille} caractères, pour {maximum} au plus", "raccourcir ce texte"),
    "V099": Entry("note", "{reste}", "corriger celles-ci d'abord, puis relancer"),
}
