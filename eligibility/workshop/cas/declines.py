"""A case that holds for several values of a field, or on several days: as many cases, which expect the same."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from msgspec import Struct

from eligibility.corpus.fiches import Fiche
from eligibility.documents.catalogue import typeset
from eligibility.documents.characters import clip
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.language.francais import jour
from eligibility.workshop.cas.declares import CasDeclare


class Declinaison(Struct, frozen=True):
    """One of them. ``projet``: as written, with the value in its place; ``ligne``: where it is told from the others."""

    nom: str
    jour: date
    projet: Node
    ligne: int


def decliner(fiche: Fiche[CasDeclare], date_du_fichier: str, champs: Container[str]) -> Iterator[Declinaison]:
    """The cases that an entry stands for: itself when nothing varies, or what varies is none of ``champs``.

    Report a field that both the project and « chaque » give: of the two, one would be left aside. Of a faulty entry,
    which is not to be run, the day does not matter.
    """
    declare = fiche.declare
    projet = fiche.node("projet")
    if projet is None:
        return
    varie = bool(declare.chaque) and all(champ in champs for champ in declare.chaque) and not _deux_fois(fiche, projet)
    jours = (declare.dates or (declare.date or date_du_fichier,)) if fiche.saine else (date_du_fichier,)
    for rang, texte in enumerate(jours):
        le_jour = date.fromisoformat(texte)
        # Of a case without a name that can be read, the project is read all the same.
        nom, ligne = declare.nom or "cas", fiche.span().line
        if fiche.saine and declare.dates:
            nom, ligne = f"{nom} (le {jour(le_jour.toordinal())})", fiche.span("dates", rang).line
        if not varie:
            yield Declinaison(nom, le_jour, projet, ligne)
            continue
        for champ, valeur in _valeurs(fiche):
            dit = f"{nom} ({champ.text} : {clip(_ecrit(valeur))})"
            yield Declinaison(dit, le_jour, _poser(projet, champ, champ.text.split("."), valeur), valeur.span.line)


def _valeurs(fiche: Fiche[CasDeclare]) -> Iterator[tuple[Scalar, Node]]:
    """Each value of « chaque », after its field."""
    chaque = fiche.node("chaque")
    for champ, valeurs in chaque if isinstance(chaque, Mapping) else ():
        for valeur in valeurs.items if isinstance(valeurs, Sequence) else ():
            yield champ, valeur


def _deux_fois(fiche: Fiche[CasDeclare], projet: Node) -> bool:
    """Whether the field that varies is one that the project gives."""
    for champ, _ in _valeurs(fiche):
        *groupes, derniere = champ.text.split(".")
        node: Node | None = projet
        for groupe in groupes:
            node = node.get(groupe) if isinstance(node, Mapping) else None
        ecrite = node.key(derniere) if isinstance(node, Mapping) else None
        if ecrite is not None:
            aide = "retirez-la du projet\u00a0: les valeurs de «\u00a0chaque\u00a0» y prennent place tour à tour"
            fiche.fichier.report.add("V030", champ.span, cle=champ.text, ligne=ecrite.span.line, aide=typeset(aide))
            return True
    return False


def _poser(projet: Node, champ: Scalar, etapes: list[str], valeur: Node) -> Node:
    """The project with ``valeur`` at the end of the path. What is no group of keys stays: its reader says so."""
    if not isinstance(projet, Mapping):
        return projet
    premiere, *suite = etapes
    if suite:
        valeur = _poser(projet.get(premiere) or Mapping((), champ.span), champ, suite, valeur)
    cle = projet.key(premiere) or Scalar(premiere, premiere, False, champ.span)
    autres = tuple(entry for entry in projet.entries if entry[0].text != premiere)
    return Mapping((*autres, (cle, valeur)), projet.span)


def _ecrit(node: Node) -> str:
    """A value on one line, as one would say it."""
    if isinstance(node, Scalar):
        return "non donné" if node.value is None else node.text
    if isinstance(node, Sequence):
        return ", ".join(map(_ecrit, node.items)) or "aucun"
    return ", ".join(f"{key.text} {_ecrit(value)}" for key, value in node)
