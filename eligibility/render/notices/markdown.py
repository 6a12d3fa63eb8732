"""An explanation as Markdown, as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from eligibility.render.typographie import soigner
from eligibility.workshop.notices.modele import (
    Adresse,
    Bloc,
    Condition,
    Conditions,
    Exemple,
    Lien,
    Lieu,
    Liste,
    Morceau,
    Mot,
    Notice,
    Paragraphe,
    Phrase,
    Section,
    Tableau,
)

Cible = Callable[[Lien | Lieu], str | None]
"""The address of what a name or a place leads to, from the page being written; None where there is no such page."""

_SIGNES: Final = re.compile(r"[\\`*\[\]<>|~$&#]|(?<!\w)_|_(?!\w)")
"""Inside a word « _ » is a letter."""
_EN_TETE: Final = re.compile(r"^(?:[-+]|\d+[.)])(?=\s)")
"""What would start a list at the beginning of a line."""


def nulle_part(_: Lien | Lieu) -> str | None:
    """For an explanation alone: its names lead nowhere."""
    return None


def rendre(notices: Sequence[Notice]) -> str:
    """Explanations on their own, each under its name."""
    return "\n".join(notice_seule(notice, 2, nulle_part) for notice in notices)


def notice_seule(notice: Notice, niveau: int, cible: Cible) -> str:
    """One explanation under a heading of ``niveau`` that is its name, so that its anchor is known."""
    lignes = [f"{'#' * niveau} {echapper(notice.ident)}", "", _titre(notice, cible)]
    for section in notice.sections:
        lignes += _section(section, cible)
    return "".join(f"{ligne}\n" for ligne in lignes)


def _titre(notice: Notice, cible: Cible) -> str:
    titre = f"**{echapper(soigner(notice.titre))}**"
    return f"{titre} · {ecrire((notice.lieu,), cible)}" if notice.lieu else titre


def _section(section: Section, cible: Cible) -> Iterator[str]:
    """The lines of a section; none when there is nothing in it to keep."""
    gardes = [bloc for bloc in section.blocs if not (isinstance(bloc, Liste) and bloc.volatile)]
    if not gardes:
        return
    premier, *suite = gardes
    titre = f"**{echapper(section.titre)}**"
    if isinstance(premier, Paragraphe):
        # On the line of its title, as a sentence.
        yield f"\n{titre}\u00a0: {ecrire(premier.phrase, cible)}"
    else:
        yield f"\n{titre}"
        suite = [premier, *suite]
    for bloc in suite:
        yield ""
        yield from _bloc(bloc, cible)


def _bloc(bloc: Bloc, cible: Cible) -> Iterator[str]:
    match bloc:
        case Paragraphe():
            yield ecrire(bloc.phrase, cible)
        case Liste():
            yield from _liste(bloc, cible)
        case Tableau():
            yield from _tableau(bloc, cible)
        case Conditions():
            titres = ("", "Champ", "Opérateur", "Valeur")
            yield from tableau(titres, [_condition(condition, cible) for condition in bloc.lignes])
        case Exemple():
            yield from cloture(bloc.texte)


def _tableau(bloc: Tableau, cible: Cible) -> Iterator[str]:
    """Without the columns that no row fills."""
    remplies = [rang for rang in range(len(bloc.titres)) if any(ligne[rang] for ligne in bloc.lignes)]
    lignes = [[ecrire(ligne[rang], cible) for rang in remplies] for ligne in bloc.lignes]
    yield from tableau([bloc.titres[rang] for rang in remplies], lignes)


def _liste(liste: Liste, cible: Cible) -> Iterator[str]:
    if liste.intro:
        yield echapper(soigner(liste.intro))
        yield ""
    montres = liste.extrait or len(liste.points)
    montres += len(liste.points) == montres + 1
    for point in liste.points[:montres]:
        yield f"- {ecrire(point, cible)}"
    if len(liste.points) > montres:
        yield "- et d'autres."


def _condition(condition: Condition, cible: Cible) -> list[str]:
    if condition.champ is None or condition.operateur is None:
        return [condition.numero, f"*{condition.texte}*", "", ""]
    champ, operateur = (ecrire((lien,), cible) for lien in (condition.champ, condition.operateur))
    return [condition.numero, champ, operateur, echapper(soigner(condition.valeur))]


def tableau(titres: Sequence[str], lignes: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of cells already written."""
    yield f"| {' | '.join(titres)} |"
    yield f"|{'---|' * len(titres)}"
    for ligne in lignes:
        yield f"| {' | '.join(ligne)} |"


def cloture(texte: str) -> Iterator[str]:
    """Lines to be read as they are."""
    longueur = max((len(run) for run in re.findall("`+", texte)), default=0)
    borne = "`" * max(3, longueur + 1)
    yield f"{borne}yaml"
    yield from texte.rstrip("\n").split("\n")
    yield borne


def ecrire(phrase: Phrase, cible: Cible) -> str:
    """A sentence, with its links."""
    ecrit = "".join(_morceau(morceau, cible) for morceau in phrase)
    return _EN_TETE.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", ecrit)


def _morceau(morceau: Morceau, cible: Cible) -> str:
    match morceau:
        case Lien():
            montre = echapper(soigner(morceau.texte)) if morceau.texte else code(morceau.ident)
            return _lier(montre, cible(morceau))
        case Mot():
            return code(morceau.texte)
        case Lieu():
            montre = echapper(soigner(morceau.texte)) if morceau.texte else code(morceau.fichier)
            return _lier(montre, cible(morceau))
        case Adresse():
            return f"<{morceau.url}>"
    return echapper(soigner(morceau))


def _lier(montre: str, adresse: str | None) -> str:
    return f"[{montre}]({adresse})" if adresse else montre


def code(texte: str) -> str:
    """``texte`` as it is, in a table too."""
    longueur = max((len(run) for run in re.findall("`+", texte)), default=0)
    borne = "`" * (longueur + 1)
    dedans = f" {texte} " if longueur else texte
    return f"{borne}{dedans}{borne}".replace("|", "\\|")


def echapper(texte: str) -> str:
    """``texte`` with no sign that Markdown would take for its own; one line."""
    return _SIGNES.sub(lambda found: f"\\{found[0]}", " ".join(texte.split("\n")))
