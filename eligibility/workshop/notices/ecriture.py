"""How a field is written, in a project and in a rule: an example that the tool reads as it is."""

from __future__ import annotations

from typing import Final

from eligibility.language.conditions import Operator
from eligibility.language.intervalles import keys
from eligibility.language.vocabulary import Field, Kind

_LISTES: Final = frozenset(
    {Operator.PARMI, Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN}
)
_EXEMPLES: Final = {
    Kind.TEXTE: '"Quelques mots"',
    Kind.OUI_NON: "oui",
    Kind.NOMBRE: "12",
    Kind.MONTANT: "12000",
    Kind.DATE: "2026-01-31",
    Kind.INTERVALLE: "0, {}: 2",
    Kind.PERIODE: "2025-01-01, {}: 2025-12-31",
}


def dans_un_projet(field: Field, valeur: str | None = None) -> str:
    """Lines of a project that give the field: ``valeur``, else an example."""
    *groupes, cle = field.id.split(".")
    lignes = [f"{'  ' * rang}{groupe}:" for rang, groupe in enumerate(groupes)]
    retrait = "  " * len(groupes)
    choix = (_scalaire(valeur),) if valeur is not None else tuple(_scalaire(value.id) for value in field.valeurs[:2])
    match field.nature:
        case Kind.PLAN:
            lignes.append(f"{retrait}{cle}:")
            lignes.extend(f"{retrait}  - {{financeur: {payeur}, montant: 12000}}" for payeur in choix)
        case Kind.ENSEMBLE:
            lignes.append(f"{retrait}{cle}: [{', '.join(choix)}]")
        case Kind.CHOIX:
            lignes.append(f"{retrait}{cle}: {choix[0]}")
        case _:
            lignes.append(f"{retrait}{cle}: {_autre(field)}")
    return "".join(f"{ligne}\n" for ligne in lignes)


def dans_une_regle(field: Field, operateur: Operator) -> str:
    """A condition on the field: « objets: {contient: parentalite} »."""
    choix = [_scalaire(value.id) for value in field.valeurs[:2]]
    if operateur is Operator.RENSEIGNE:
        demande = "oui"
    elif operateur in _LISTES:
        demande = f"[{', '.join(choix)}]"
    elif choix:
        demande = choix[0]
    else:
        demande = _autre(field)
    return f"{field.id}: {{{operateur.value}: {demande}}}"


def _autre(field: Field) -> str:
    exemple = _EXEMPLES[field.nature]
    if field.nature not in (Kind.INTERVALLE, Kind.PERIODE):
        return exemple
    bas, haut = keys(field.nature)
    return f"{{{bas}: {exemple.format(haut)}}}"


def _scalaire(ident: str) -> str:
    """An id as YAML keeps it: digits between quotes."""
    return f'"{ident}"' if ident[:1].isdigit() else ident
