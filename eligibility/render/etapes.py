"""What came of each step of a check: in a word, in a sentence, and all of them one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eligibility.language.francais import compte, nombre
from eligibility.render.couverture import pourcent, seuil
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import NBSP, soigner
from eligibility.workshop.controle.etapes import Etape, Etat, Nom

TITRES: Final = {
    Nom.VALIDATION: "Validation",
    Nom.EXEMPLES: "Exemples",
    Nom.CAS: "Cas",
    Nom.COUVERTURE: "Couverture",
    Nom.MUTATION: "Mutation",
    Nom.SCHEMAS: "Schémas",
    Nom.REFERENCE: "Référence",
}

MOTS: Final = {
    Etat.CONFORME: "conforme",
    Etat.FAUTIVE: "en défaut",
    Etat.NON_LANCEE: "non lancée",
    Etat.ECARTEE: "écartée",
    Etat.SANS_OBJET: "sans objet",
}
"""Said of the step, not of what it looks at."""

SYMBOLES: Final = {
    Etat.CONFORME: ("✔ ", "bold green"),
    Etat.FAUTIVE: ("✘ ", "bold red"),
    Etat.NON_LANCEE: ("✘ ", "bold yellow"),
    Etat.ECARTEE: ("· ", "dim"),
    Etat.SANS_OBJET: ("· ", "dim"),
}

_MARGE: Final = max(map(len, TITRES.values())) + 2


def rendre(etapes: Sequence[Etape], support: Support) -> Page:
    """A line for each, with how long it took, then what is to be remembered."""
    page = Page(support)
    for etape in etapes:
        symbole, style = SYMBOLES[etape.etat]
        duree = f"  {etape.secondes:.1f}{NBSP}s".replace(".", ",") if etape.etat in _LANCEES else ""
        page.paragraphe(
            dit(etape),
            tete=((symbole, style), (TITRES[etape.nom].ljust(_MARGE), "bold")),
            queue=(duree, "dim"),
        )
    page.vide()
    fautives = sum(etape.etat is Etat.FAUTIVE for etape in etapes)
    tete = SYMBOLES[Etat.FAUTIVE if fautives else Etat.CONFORME]
    page.paragraphe(conclusion(etapes), tete=(tete,), style="bold")
    return page


_LANCEES: Final = (Etat.CONFORME, Etat.FAUTIVE)


def conclusion(etapes: Sequence[Etape]) -> str:
    """« 2 étapes en défaut, 1 non lancée. »"""
    par_etat = {etat: sum(etape.etat is etat for etape in etapes) for etat in Etat}
    fautives, sans = par_etat[Etat.FAUTIVE], par_etat[Etat.NON_LANCEE]
    if not fautives:
        return "Tout est conforme." if not par_etat[Etat.ECARTEE] else "Tout ce qui a été lancé est conforme."
    reste = f", {nombre(sans)} non lancée{'s' if sans > 1 else ''}" if sans else ""
    return f"{compte(fautives, 'étape')} en défaut{reste}."


def dit(etape: Etape) -> str:
    """How it ended, where its figures do not tell, and its figures or why it was not run."""
    suite = detail(etape)
    if etape.etat in _LANCEES:
        return suite
    return soigner(f"{MOTS[etape.etat]} : {suite}") if suite else MOTS[etape.etat]


def detail(etape: Etape) -> str:
    """Its figures in French; why it was not run, when it was not."""
    dits = [_CHIFFRES[etape.nom](etape)] if etape.etat in _LANCEES else []
    return soigner(" ; ".join([*dits, etape.motif] if etape.motif else dits))


def _validation(etape: Etape) -> str:
    chiffres = etape.chiffres
    fichiers = compte(int(chiffres["fichiers"]), "fichier")
    mots = ("erreur", "avertissement", "note")
    dits = [compte(int(chiffres[f"{mot}s"]), mot) for mot in mots if chiffres[f"{mot}s"]]
    return f"{fichiers}, {', '.join(dits) or 'rien à redire'}"


def _cas(etape: Etape) -> str:
    total, differents = int(etape.chiffres["cas"]), int(etape.chiffres["differents"])
    if not total:
        return "aucun cas"
    if differents:
        return f"{nombre(total)} cas, {nombre(differents)} {'diffèrent' if differents > 1 else 'diffère'}"
    return f"{nombre(total)} cas, {'tous conformes' if total > 1 else 'conforme'}"


def _couverture(etape: Etape) -> str:
    chiffres = etape.chiffres
    reste = int(chiffres["a_montrer"] - chiffres["montres"])
    manque = f", {compte(reste, 'manque')}" if reste else ""
    return f"les cas montrent {pourcent(chiffres['taux'])} des règles{manque} ({seuil(chiffres['seuil'])})"


def _mutation(etape: Etape) -> str:
    chiffres = etape.chiffres
    tues, total = compte(int(chiffres["tues"]), "mutant tué"), nombre(int(chiffres["mutants"]))
    return f"{tues} sur {total}, soit {pourcent(chiffres['score'])} ({seuil(chiffres['seuil'])})"


def _exemples(etape: Etape) -> str:
    repondus, fautifs = int(etape.chiffres["projets"]), int(etape.chiffres["fautifs"])
    dits = []
    if repondus:
        dits.append(f"{compte(repondus, 'projet')}, {'chacun sa réponse' if repondus > 1 else 'et sa réponse'}")
    if fautifs:
        dits.append(f"{compte(fautifs, 'projet fautif')}, sans réponse")
    return " ; ".join(dits)


def _produits(etape: Etape) -> str:
    a_refaire, fichiers = int(etape.chiffres["a_refaire"]), int(etape.chiffres["fichiers"])
    if a_refaire:
        return f"{compte(a_refaire, 'fichier')} à refaire sur {fichiers}"
    return f"{compte(fichiers, 'fichier')} à jour"


_CHIFFRES: Final = {
    Nom.VALIDATION: _validation,
    Nom.EXEMPLES: _exemples,
    Nom.CAS: _cas,
    Nom.COUVERTURE: _couverture,
    Nom.MUTATION: _mutation,
    Nom.SCHEMAS: _produits,
    Nom.REFERENCE: _produits,
}
