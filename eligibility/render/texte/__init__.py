"""A verdict told to a project officer: the answer first, then why, then what to do.

One module for each part of the answer; ``rendre`` gives their order.
"""

from __future__ import annotations

from eligibility.corpus.model import Corpus
from eligibility.language.projet import Projet
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.texte.ligne import resume, sans_reponse
from eligibility.verdict import ConclusionFinale, Verdict

__all__ = ["rendre", "resume", "sans_reponse"]


def rendre(verdict: Verdict, projet: Projet, corpus: Corpus, support: Support, *, verbeux: bool = False) -> Page:
    """``verbeux``: with the items that do not match, the sources of every point and what changes nothing."""
    # Here, so that an answer in a line or in JSON does not wait for them.
    from eligibility.render.texte import argent, contrats, donnees_absentes, items, pacte, reponse, variantes
    from eligibility.render.texte.recit import Recit

    recit = Recit(verdict, projet, corpus, Page(support), verbeux)
    reponse.tete(recit)
    if verdict.conclusion is ConclusionFinale.INDETERMINE:
        donnees_absentes.decisives(recit)
    items.pourquoi(recit)
    items.par_axe(recit)
    contrats.mesures(recit)
    contrats.instruments(recit)
    argent.cofinancement(recit)
    variantes.lectures(recit)
    variantes.leviers(recit)
    pacte.contributions(recit)
    pacte.coordinations(recit)
    donnees_absentes.sans_effet(recit)
    if verbeux:
        items.ecartes(recit)
        reponse.textes(recit)
    reponse.suite(recit)
    reponse.pied(recit)
    return recit.page
