"""Cases to add, as YAML ready to be read again and completed by who knows the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from eligibility.workshop.mutation.proposer import Proposition

_RAISON: Final = "À relire : ce que les règles répondent aujourd'hui. Écrivez pourquoi, d'après le texte."
_NU: Final = re.compile(r"(?!true$|false$|null$)[A-Za-zÀ-ÿ][\w./-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Text that stands without quotes: a word, a date. Everything else could be read otherwise."""


def yaml(propositions: Iterable[Proposition]) -> str:
    """A file of cases."""
    lignes = [
        "# Cas proposés, à relire un par un : l'attente est ce que les règles répondent aujourd'hui, rien ne dit que",
        "# c'est ce que le texte veut. Corrigez-la s'il le faut, donnez un nom et une raison, puis déplacez le cas.",
        "cas:",
    ]
    for proposition in propositions:
        lignes.extend(f"  {ligne}".rstrip() for ligne in _cas(proposition))
    return "".join(f"{ligne}\n" for ligne in lignes)


def _cas(proposition: Proposition) -> Iterator[str]:
    cas, survivant = proposition.cas, proposition.survivant
    place = f"{survivant.rule.fichier}:{survivant.span.line}:{survivant.span.column}"
    yield f"# {_une_ligne(survivant.mutant.dit)}"
    yield f"# {_une_ligne(proposition.origine)}"
    yield f"- nom: {_texte(f'À relire, {survivant.rule.id} : {survivant.mutant.dit} ({place})')}"
    yield f"  date: {cas.jour.isoformat()}"
    if cas.lectures:
        yield f"  lectures: {_flux(dict(cas.lectures))}"
    yield from _bloc("projet", proposition.projet)
    yield from _bloc("attendu", proposition.attendu)
    yield f"  raison: {_texte(_RAISON)}"
    yield f"  sources: {_flux([*survivant.rule.sources])}"


def _bloc(nom: str, contenu: Mapping[str, object]) -> Iterator[str]:
    if not contenu:
        yield f"  {nom}: {{}}"
        return
    yield f"  {nom}:"
    for cle, valeur in contenu.items():
        yield f"    {cle}: {_flux(valeur)}"


def _flux(valeur: object) -> str:
    if isinstance(valeur, Mapping):
        return "{" + ", ".join(f"{cle}: {_flux(contenu)}" for cle, contenu in valeur.items()) + "}"
    if isinstance(valeur, (list, tuple)):
        return "[" + ", ".join(map(_flux, valeur)) + "]"
    if isinstance(valeur, bool):
        return "true" if valeur else "false"
    if isinstance(valeur, (int, Decimal)):
        return f"{valeur:f}" if isinstance(valeur, Decimal) else str(valeur)
    return "null" if valeur is None else _texte(str(valeur))


def _texte(texte: str) -> str:
    return texte if _NU.fullmatch(texte) else json.dumps(texte, ensure_ascii=False)


def _une_ligne(texte: str) -> str:
    return " ".join(texte.split())
