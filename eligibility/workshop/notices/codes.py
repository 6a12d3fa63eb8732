"""A diagnostic code explained. Nothing of a corpus is needed: whoever asks may have none that can be read."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Final

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Severity
from eligibility.documents.suggest import fold
from eligibility.workshop.conseils import conseil
from eligibility.workshop.notices.modele import Exemple, Notice, Phrase, Sorte, section
from eligibility.workshop.tolerances import FAMILLE

FAMILLES: Final = {
    "V0": "la lecture d'un fichier",
    "V1": "les clés et la forme d'un fichier",
    "V2": "les valeurs et le vocabulaire",
    "V3": "la cohérence d'un projet",
    "V4": "les fichiers du corpus et leurs renvois",
    "V5": "les conditions et les règles",
    "V6": "ce qui est douteux dans un corpus",
    "V7": "les cas",
    "V9": "la façon dont une donnée a été lue",
}
"""What the codes that start so are about."""

_GRAVITES: Final = {
    Severity.ERREUR: "Erreur : le fichier ne peut pas servir tant qu'elle est là.",
    Severity.AVERTISSEMENT: "Avertissement : c'est bien écrit, mais ce n'est sûrement pas voulu.",
    Severity.NOTE: "Note : c'est bon à savoir.",
}
_NOMS: Final = {
    fold(nom): nom
    for nom in (
        "année", "aperçu", "clé", "coût", "corrigé", "déduit", "dernière", "département", "écart", "écrit", "numéro",
        "opérateur", "opérateurs", "première", "règle", "visé",
    )
}  # fmt: skip
"""Names of the templates' places, as French writes them."""


_SANS_AIDE: Final = {
    Severity.ERREUR: "Le message dit, à chaque fois, ce qu'il faut écrire.",
    Severity.AVERTISSEMENT: "Le message dit, à chaque fois, ce qu'il faut écrire.",
    Severity.NOTE: "Rien, si c'est bien ce que vous vouliez dire.",
}
"""What is to be done where the catalogue has no cure for all cases."""


def code(ident: str) -> Notice:
    """Raises KeyError for a code that the catalogue has not."""
    entry = CATALOGUE[ident]
    page = conseil(ident)
    gravite = Severity(entry.severity)
    return Notice(
        Sorte.CODE,
        ident,
        gabarit(entry.message),
        None,
        (
            *section("Gravité", (_GRAVITES[gravite],)),
            *section("Pourquoi", (page.pourquoi,)),
            *section("Que faire", (_phrase(gabarit(entry.aide)) if entry.aide else _SANS_AIDE[gravite],)),
            *section("À éviter", Exemple(page.eviter) if page.eviter else None),
            *section("À préférer", Exemple(page.preferer) if page.preferer else None),
            *section("Sans exemple", (page.sans_exemple,) if page.sans_exemple else None),
            *section("Tolérance", *_tolerance(ident, gravite)),
        ),
    )


def gabarit(texte: str) -> str:
    """A template with its places readable: « clé inconnue « ‹clé› » »."""
    return "".join(_morceaux(texte))


def _morceaux(texte: str) -> Iterator[str]:
    for tel_quel, nom, _, _ in string.Formatter().parse(texte):
        yield tel_quel
        if nom is not None:
            yield f"‹{_NOMS.get(nom, nom)}›"


def _phrase(texte: str) -> str:
    return f"{texte[:1].upper()}{texte[1:]}."


def _tolerance(ident: str, gravite: Severity) -> tuple[Phrase | Exemple, ...]:
    if gravite is Severity.ERREUR:
        return (("Une erreur ne se tolère pas.",),)
    if ident.startswith(FAMILLE):
        return (("Ce qui est signalé d'une tolérance ne se tolère pas.",),)
    ou = "Au bout de la ligne signalée, ou juste au-dessus, avec la raison :"
    return (ou,), Exemple(f"# tolere {ident} : la raison")
