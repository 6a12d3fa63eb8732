"""Versions of one rule: the same id may come back as long as no day has two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from eligibility.corpus.declarations import RegleDeclaree
from eligibility.corpus.fiches import Fiche

_FIRST, _LAST = "0000-00-00", "9999-99-99"


def ordered(fiches: Iterable[Fiche[RegleDeclaree]]) -> tuple[Fiche[RegleDeclaree], ...]:
    """The rules by id, then start, then place: the order of files and lines decides nothing else."""
    return tuple(sorted(fiches, key=lambda fiche: (fiche.declare.id, *_period(fiche), *_place(fiche))))


def check_versions(fiches: Sequence[Fiche[RegleDeclaree]]) -> None:
    """Report each rule that shares a day with another of the same id; the first one written is the one named."""
    families: dict[str, list[Fiche[RegleDeclaree]]] = {}
    for fiche in sorted(fiches, key=_place):
        family = families.setdefault(fiche.declare.id, [])
        other = next((known for known in family if _overlap(known, fiche)), None)
        if other is None:
            pass
        elif _period(other) == _period(fiche):
            aide = "renommez-la ou, si c'est la même qui a changé, datez chacune sous «\u00a0en_vigueur\u00a0»"
            fiche.signale("V411", "id", aide=aide, quoi="règle", id=fiche.declare.id, premier=other.lieu("id"))
        else:
            fiche.signale("V412", "id", aide=_fermer(other, fiche), id=fiche.declare.id, premier=other.lieu("id"))
        family.append(fiche)


def _fermer(one: Fiche[RegleDeclaree], other: Fiche[RegleDeclaree]) -> str | None:
    """How to end the version that starts first; None when they start the same day."""
    ancienne, nouvelle = sorted((one, other), key=_period)
    debut = nouvelle.declare.en_vigueur.du
    if debut is None or _period(ancienne)[0] == debut:
        return None
    veille = date.fromisoformat(debut) - timedelta(days=1)
    return f"écrivez «\u00a0au: {veille.isoformat()}\u00a0» dans la plus ancienne ({ancienne.lieu('id')})"


def _overlap(one: Fiche[RegleDeclaree], other: Fiche[RegleDeclaree]) -> bool:
    (start, end), (other_start, other_end) = _period(one), _period(other)
    return start <= other_end and other_start <= end


def _period(fiche: Fiche[RegleDeclaree]) -> tuple[str, str]:
    """ISO dates compare as texts."""
    vigueur = fiche.declare.en_vigueur
    return vigueur.du or _FIRST, vigueur.au or _LAST


def _place(fiche: Fiche[RegleDeclaree]) -> tuple[str, int]:
    return fiche.fichier.name, fiche.span().line
