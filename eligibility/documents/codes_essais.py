"""Codes of what running the corpus shows (V71x to V74x): cases that differ, what they leave unshown, files made from
the corpus that no longer follow it."""

from __future__ import annotations

from eligibility.documents.entry import Entry

CODES: dict[str, Entry] = {
    "V710": Entry(
        "erreur",
        "{quoi} : attendu {attendu}, obtenu {obtenu}, dans le cas « {cas} »",
        "corrigez la règle, ou l'attente si c'est elle qui contredit le texte",
    ),
    "V711": Entry(
        "erreur",
        "aucun cas à vérifier : {raison}",
        "écrivez des cas dans « tests/cas », à côté des règles",
    ),
    "V720": Entry(
        "erreur",
        "règle « {id} » : {quoi}",
        "ajoutez le cas qui le montre, ou retirez de la règle ce qu'aucun projet ne peut montrer",
    ),
    "V730": Entry(
        "erreur",
        "règle « {id} » : {dit}",
        "ajoutez le cas qui le remarque ; « eligibility test --regles {id} --proposer - » en écrit un, à relire",
    ),
    "V740": Entry(
        "erreur",
        "ce fichier n'est plus à jour : l'outil l'écrirait autrement",
        "lancez « {commande} »",
    ),
    "V741": Entry(
        "erreur",
        "ce fichier manque : l'outil le tire des règles, des référentiels et des cas",
        "lancez « {commande} »",
    ),
    "V742": Entry(
        "erreur",
        "ce fichier ne se tire plus de rien : ce qu'il décrit n'est plus là",
        "lancez « {commande} », qui le retire",
    ),
}
