"""What the cases show of the rules: the rules that lack something, each beside its text, then the rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from eligibility.documents.characters import clip
from eligibility.documents.loader import read_text
from eligibility.language.francais import nombre
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import soigner
from eligibility.workshop.essais.couverture import Couverture, FeuilleVue, Manque, RegleVue

_COLONNES: Final = 10
"""Of what stands before the text of a line."""
_OUI: Final = ("✔", "green")
_NON: Final = ("✘", "red")


def rendre(couverture: Couverture, textes: Mapping[str, Sequence[str]], support: Support) -> Page:
    """``textes``: the lines of the files of rules. Before each line with a condition, whether a case shows it true,
    and false."""
    page = Page(support)
    fichier = ""
    for vue in couverture.regles:
        if not vue.manques:
            continue
        if vue.rule.fichier != fichier:
            fichier = vue.rule.fichier
            page.vide()
            page.paragraphe(fichier, style="bold")
            page.paragraphe("Devant chaque condition\u00a0: vue vraie, puis vue fausse.", style="dim")
        page.vide()
        _regle(page, vue, textes.get(fichier, ()))
    _bilan(page, couverture)
    return page


def lignes(dossier: Path, couverture: Couverture) -> dict[str, list[str]]:
    """The lines of the files of rules, by name; none for a file that can no longer be read."""
    textes: dict[str, list[str]] = {}
    for fichier in dict.fromkeys(vue.rule.fichier for vue in couverture.regles if vue.manques):
        texte, _ = read_text(dossier / fichier)
        textes[fichier] = (texte or "").split("\n")
    return textes


def _regle(page: Page, vue: RegleVue, lignes: Sequence[str]) -> None:
    page.paragraphe(vue.rule.id, tete=((f"{vue.rule.fichier}:{vue.rule.ligne}  ", "blue"),), style="bold")
    manques: dict[int, list[Manque]] = {}
    for manque in vue.manques:
        manques.setdefault(manque.ligne, []).append(manque)
    for manque in manques.pop(vue.rule.ligne, ()):
        page.paragraphe(soigner(manque.quoi), retrait=6, tete=(("✘ ", "red"),))
    par_ligne: dict[int, list[FeuilleVue]] = {}
    for feuille in vue.feuilles:
        par_ligne.setdefault(feuille.leaf.ligne, []).append(feuille)
    for numero, feuilles in sorted(par_ligne.items()):
        vraies = _OUI if all(feuille.vraie for feuille in feuilles) else _NON
        fausses = _OUI if all(feuille.fausse for feuille in feuilles) else _NON
        # The condition is told in full below, where it lacks something.
        ecrite = lignes[numero - 1].strip() if 0 < numero <= len(lignes) else ""
        texte = clip(ecrite, page.support.largeur - _COLONNES)
        page.ligne((f"{numero:>5} ", "dim"), vraies, fausses, (f"  {texte}", ""))
        for manque in manques.pop(numero, ()):
            page.paragraphe(soigner(manque.quoi), retrait=10, style="red")


def _bilan(page: Page, couverture: Couverture) -> None:
    restes = len(couverture.manques)
    page.vide()
    if not restes:
        page.paragraphe("Les cas montrent tout des règles.", tete=(("✔ ", "bold green"),), style="bold")
        return
    reste = f"{nombre(restes)} choses manquent" if restes > 1 else "1 chose manque"
    texte = f"Les cas montrent {pourcent(couverture.taux)} des règles\u00a0; {reste}."
    page.paragraphe(texte, tete=(("✘ ", "bold red"),), style="bold")


def seuil(taux: float) -> str:
    """How a threshold is said after the figure that it is for.

    >>> seuil(95.0), seuil(99.5)
    ('seuil 95\\xa0%', 'seuil 99,5\\xa0%')
    """
    return f"seuil {taux:g}\u00a0%".replace(".", ",")


def pourcent(taux: float) -> str:
    """Rounded down: all is said only of all.

    >>> pourcent(99.97), pourcent(100)
    ('99,9\\xa0%', '100\\xa0%')
    """
    dixiemes = int(taux * 10 + 1e-9)
    return f"{dixiemes // 10},{dixiemes % 10}\u00a0%" if dixiemes < 1000 else "100\u00a0%"
