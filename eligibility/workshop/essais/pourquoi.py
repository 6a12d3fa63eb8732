"""Why the rules answer what they do: the leaves that decided, each at its line, with what the project says there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eligibility.corpus.model import Corpus, Genre
from eligibility.documents.diagnostics import Indice
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import Leaf
from eligibility.language.evaluate import Truth, truth
from eligibility.language.francais import fait, feuille

_DIT: Final = {Truth.VRAI: "vrai", Truth.FAUX: "faux", Truth.INCONNU: "inconnu"}
_VERDICT: Final = {Truth.VRAI: "se déclenche", Truth.FAUX: "ne se déclenche pas", Truth.INCONNU: "reste indéterminée"}
_REGLES_MAX: Final = 4
"""Rules told one by one, of those that conclude the same thing."""


def de_la_regle(rang: int, resolution: Resolution, corpus: Corpus) -> Iterator[Indice]:
    """« condition : faux (ce que dit le projet) » at the place of each leaf that decided."""
    rule = resolution.regle(rang)
    if not resolution.actives >> rang & 1:
        lecture = f", ou sous la lecture {'='.join(rule.lecture)}" if rule.lecture else ""
        yield Indice(f"la règle ne vaut pas à cette date{lecture}", rule.fichier, rule.ligne)
        return
    issue = resolution.issue(rang)
    for leaf in issue.decisive or issue.unknown:
        dit = feuille(leaf, corpus.vocabulaire)
        constat = _constat(leaf, resolution, corpus)
        yield Indice(f"{dit} : {constat}", rule.fichier, leaf.ligne, leaf.colonne)


def _constat(leaf: Leaf, resolution: Resolution, corpus: Corpus) -> str:
    dit = _DIT[truth(leaf, resolution.facts)]
    valeur = resolution.facts.get(leaf.champ)
    donne = fait(leaf.champ, valeur, corpus.vocabulaire) if valeur is not None else "le projet n'en dit rien"
    return f"{dit} ({donne})"


def de_la_conclusion(genre: Genre, cible: str, resolution: Resolution, corpus: Corpus) -> Iterator[Indice]:
    """What each rule that concludes ``cible`` makes of it; those that hold alone, as soon as one does."""
    rangs = resolution.strates.plan.cibles.get(genre.value, {}).get(cible, [])
    if not rangs:
        yield Indice(f"{cible} : aucune règle ne le conclut")
        return
    meilleure = max(map(resolution.verite, rangs))
    retenus = [rang for rang in rangs if resolution.verite(rang) is meilleure]
    for rang in retenus[:_REGLES_MAX]:
        yield Indice(f"{cible} : la règle {resolution.regle(rang).id} {_VERDICT[meilleure]}")
        yield from de_la_regle(rang, resolution, corpus)
    if len(retenus) > _REGLES_MAX:
        autres = ", ".join(resolution.regle(rang).id for rang in retenus[_REGLES_MAX:])
        yield Indice(f"{cible} : {autres} {'aussi' if meilleure is Truth.VRAI else 'non plus'}")
