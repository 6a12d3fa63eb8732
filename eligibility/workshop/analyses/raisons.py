"""Why a condition contradicts others or repeats them, in a few words that quote them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.language.conditions import Aucune, Leaf, Operator
from eligibility.language.francais import attendu, champ, entre_guillemets, enumeration, phrase
from eligibility.language.vocabulary import Vocabulary
from eligibility.workshop.analyses.contexte import place
from eligibility.workshop.domaines import But
from eligibility.workshop.solveur import Demande

_CITEES_MAX: Final = 3
_LONGUEUR_MAX: Final = 160


def contradiction(conflit: Sequence[Demande], vocabulaire: Vocabulary) -> str:
    """Why the conditions of ``conflit`` cannot all be met."""
    if len(conflit) == 1:
        return _seule(conflit[0], vocabulaire)
    if len(conflit) == 2:
        un, autre = sorted(conflit, key=lambda demande: place(demande[0]))
        ligne = place(un[0])[0]
        lieu = f" (ligne\u00a0{ligne})" if ligne != place(autre[0])[0] else ""
        return f"{_dite(autre, vocabulaire)} contredit {_dite(un, vocabulaire)}{lieu}"
    citees = [_dite(demande, vocabulaire) for demande in sorted(conflit, key=lambda demande: place(demande[0]))]
    reste = len(citees) - _CITEES_MAX
    if reste > 0:
        citees = [*citees[:_CITEES_MAX], f"{reste} autre{'s' if reste > 1 else ''}"]
    return f"{enumeration(citees)} ne vont pas ensemble"


def redite(appuis: Sequence[Demande], but: But, vocabulaire: Vocabulary, *, admis: bool) -> str:
    """What already says what a condition says. ``admis``: an alternative, not a demand, does."""
    verbe, pluriel = ("l'admet", "l'admettent") if admis else ("le demande", "le demandent")
    if but is But.FAUX and not admis:
        verbe, pluriel = "l'exclut", "l'excluent"
    if len(appuis) != 1:
        return f"d'autres conditions {pluriel} déjà"
    ligne = place(appuis[0][0])[0]
    return f"{_dite(appuis[0], vocabulaire)} {verbe} déjà (ligne\u00a0{ligne})"


def _seule(demande: Demande, vocabulaire: Vocabulary) -> str:
    """Why a condition is impossible by itself."""
    condition, but = demande
    if not isinstance(condition, Leaf):
        return f"rien ne peut satisfaire {_dite(demande, vocabulaire)}"
    if condition.operateur is Operator.RENSEIGNE:
        return "l'absence d'une donnée n'est jamais un fait"
    field = vocabulaire.champs.get(condition.champ)
    if field is not None and field.conclu and but.positif:
        return f"aucune règle ne conclut ce que demande {_dite(demande, vocabulaire)}"
    return f"aucune valeur ne satisfait {_dite(demande, vocabulaire)}"


def _dite(demande: Demande, vocabulaire: Vocabulary) -> str:
    """What is asked, between quotes; what is asked not to hold is said by its opposite."""
    condition, but = demande
    if isinstance(condition, Leaf):
        text = f"{champ(condition.champ, vocabulaire)} {attendu(condition, vocabulaire, positif=but.positif)}"
    else:
        text = phrase(condition if but.positif else Aucune((condition,)), vocabulaire)
    return entre_guillemets(citable(text))


def citable(text: str) -> str:
    """``text`` fit to stand between quotes: its own become those of the second rank, and it is not too long."""
    text = text.replace("«\u00a0", "“").replace("\u00a0»", "”")
    return text if len(text) <= _LONGUEUR_MAX else f"{text[: _LONGUEUR_MAX - 1].rstrip()}…"
