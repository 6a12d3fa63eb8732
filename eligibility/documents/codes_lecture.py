"""Codes about reading a file (V0xx): bytes, characters, YAML syntax, YAML features that are refused."""

from __future__ import annotations

from eligibility.documents.entry import Entry

_INVISIBLE = "effacez ce caractère, souvent venu d'un copier-coller, puis retapez le texte voisin au clavier"

CODES: dict[str, Entry] = {
    # The file and its bytes.
    "V001": Entry("erreur", "lecture impossible : {raison}", "vérifiez son nom, son dossier et vos droits sur lui"),
    "V002": Entry("erreur", "fichier trop gros : {taille}, pour {maximum} au plus", "découpez le fichier"),
    "V003": Entry(
        "erreur",
        "ce fichier n'est pas enregistré en UTF-8 : octet {octet} inattendu{apercu}",
        "dans l'éditeur de texte, « Enregistrer sous », puis choisissez l'encodage « UTF-8 »",
    ),
    "V004": Entry(
        "erreur",
        "ce fichier est enregistré en {encodage}, l'outil ne lit que l'UTF-8",
        "dans l'éditeur de texte, « Enregistrer sous », puis choisissez l'encodage « UTF-8 »",
    ),
    "V005": Entry("erreur", "caractère de commande {point} ({nom}) interdit", _INVISIBLE),
    "V006": Entry("erreur", "caractère de sens d'écriture {point} ({nom}) interdit", _INVISIBLE),
    "V007": Entry("erreur", "caractère invisible {point} ({nom}) interdit", _INVISIBLE),
    "V008": Entry(
        "erreur",
        "saut de ligne inhabituel {point} ({nom}) interdit",
        "remplacez-le par un retour à la ligne ordinaire, ou par une espace",
    ),
    "V009": Entry(
        "erreur",
        "ce fichier n'est pas un texte YAML mais {nature}",
        "recopiez son texte dans un fichier texte neuf, d'extension .yaml",
    ),
    # The syntax of YAML.
    "V010": Entry(
        "erreur",
        "écriture YAML incomprise à partir d'ici",
        "vérifiez la ponctuation et le décalage de cette ligne ; au besoin, mettez le texte entre guillemets",
    ),
    "V011": Entry(
        "erreur",
        "« : » au milieu d'une valeur sans guillemets",
        "mettez la valeur entre guillemets",
    ),
    "V012": Entry("erreur", "guillemet {signe} ouvert ici et jamais refermé", "refermez-le à la fin de la valeur"),
    "V013": Entry("erreur", "« {ouvrant} » ouvert ici et jamais refermé", "ajoutez « {fermant} » à la fin"),
    "V014": Entry(
        "erreur",
        "décalage inattendu : cette ligne n'est alignée sur aucune de celles qui précèdent",
        "alignez les clés d'un même groupe sur une même colonne",
    ),
    "V015": Entry(
        "erreur",
        "tabulation en début de ligne",
        "remplacez-la par des espaces, deux par niveau : YAML ne décale pas avec des tabulations",
    ),
    "V016": Entry("erreur", "il manque « : » après « {cle} »", "écrivez « {cle}: », puis la valeur"),
    "V017": Entry(
        "erreur",
        "tiret mal placé",
        "écrivez la clé seule (« cle: »), puis chaque élément sur sa ligne, tous alignés : « - élément » ; s'il s'agit "
        "de texte, mettez-le entre guillemets",
    ),
    "V018": Entry("erreur", "texte après {fin}"),
    "V019": Entry(
        "erreur",
        "une valeur sans guillemets ne peut pas commencer par « {signe} »",
        "mettez la valeur entre guillemets",
    ),
    "V020": Entry(
        "erreur",
        "barre oblique inverse mal comprise entre guillemets doubles",
        "doublez-la (« \\\\ »), ou entourez le texte d'apostrophes",
    ),
    "V021": Entry("erreur", "il manque ici une virgule ou « {fermant} »", "séparez les éléments par des virgules"),
    "V022": Entry("erreur", "il manque une espace après « {signe} »", "écrivez « {corrige} »"),
    "V023": Entry(
        "erreur",
        "espace insécable là où YAML attend une espace ordinaire",
        "effacez cette espace, puis retapez-la avec la barre d'espace seule",
    ),
    "V024": Entry(
        "erreur", "« {signe} » en trop", "effacez-le ou, s'il fait partie du texte, mettez la valeur entre guillemets"
    ),
    "V025": Entry("avertissement", "« {ecrit} » est pris pour un commentaire, et n'est pas lu"),
    "V026": Entry(
        "erreur", "« {signe} » n'est pas le tiret d'une liste", "remplacez « {signe} » par « - », le tiret du clavier"
    ),
    # What YAML allows and this tool refuses.
    "V030": Entry(
        "erreur",
        "clé « {cle} » en double, déjà écrite à la ligne {ligne}",
        "gardez une seule des deux, ou réunissez leurs contenus",
    ),
    "V031": Entry(
        "erreur",
        "ancre YAML « &{nom} » refusée",
        "effacez-la ; s'il s'agit de texte, mettez la valeur entre guillemets",
    ),
    "V032": Entry(
        "erreur",
        "renvoi YAML « *{nom} » refusé",
        "recopiez la valeur ; s'il s'agit de texte, mettez-le entre guillemets",
    ),
    "V033": Entry(
        "erreur",
        "étiquette YAML « {nom} » refusée",
        "effacez-la ; s'il s'agit de texte, mettez la valeur entre guillemets",
    ),
    "V034": Entry("erreur", "clé de fusion « << » refusée", "recopiez les clés voulues"),
    "V035": Entry(
        "erreur", "second document dans le même fichier", "faites deux fichiers, ou retirez la ligne « --- »"
    ),
    "V036": Entry(
        "erreur",
        "une clé doit être un simple mot, pas une liste ni un groupe de clés",
        "si ces crochets ou ces accolades font partie du texte, mettez la valeur entre guillemets",
    ),
    "V037": Entry("erreur", "directive YAML « {nom} » refusée", "effacez cette ligne"),
    "V038": Entry("erreur", "clé vide", "écrivez un nom avant « : »"),
    # Bounds.
    "V040": Entry("erreur", "fichier trop long : plus de {maximum} valeurs", "découpez le fichier"),
    "V041": Entry(
        "erreur", "trop de niveaux imbriqués, {maximum} au plus", "retirez les tirets ou les crochets en trop"
    ),
    "V042": Entry("erreur", "texte trop long : {taille} caractères, pour {maximum} au plus", "raccourcissez ce texte"),
    "V099": Entry("note", "{reste}", "corrigez d'abord celles-ci, puis relancez"),
}
