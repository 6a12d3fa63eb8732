"""What a check of everything found, step by step, then the steps one under the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eligibility.documents.diagnostics import Diagnostic
from eligibility.render import couverture, diagnostics, essais, etapes, mutation
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.workshop.controle.controle import Controle
from eligibility.workshop.controle.etapes import Etape, Etat, Nom


def rendre(controle: Controle, dossier: Path, support: Support) -> Iterator[Page]:
    """Pages to be parted by an empty line. Of figures that reach their threshold, only the step itself tells.

    ``dossier``: where the corpus is.
    """
    montres: list[Diagnostic] = []
    for etape in controle.etapes:
        detail = _detail(etape, controle, dossier, support)
        if detail is not None:
            titre = Page(support)
            titre.paragraphe(f"── {etapes.TITRES[etape.nom]}", style="bold")
            yield titre
            yield detail
            montres.extend(etape.diagnostics)
    if suite := diagnostics.suite(montres, support):
        yield suite
    yield etapes.rendre(controle.etapes, support)


def _detail(etape: Etape, controle: Controle, dossier: Path, support: Support) -> Page | None:
    fautive = etape.etat is Etat.FAUTIVE
    if etape.nom is Nom.CAS:
        return essais.rendre(controle.essais, support, fautifs=controle.cas_fautifs) if fautive else None
    if etape.nom is Nom.COUVERTURE:
        vue = controle.couverture
        return couverture.rendre(vue, couverture.lignes(dossier, vue), support) if vue and fautive else None
    if etape.nom is Nom.MUTATION:
        vus = controle.mutation
        return mutation.rendre(vus, support, etape.chiffres["seuil"]) if vus and fautive else None
    return diagnostics.rendre(etape.diagnostics, support) if etape.diagnostics else None
