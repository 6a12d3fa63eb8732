"""A rule explained: what it concludes, when, on which texts, with which other rules, and the cases that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from eligibility.corpus.declarations import RegleDeclaree
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Genre, Rule
from eligibility.language import francais
from eligibility.language.conditions import leaves
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.enonce import enonce, lignes
from eligibility.workshop.notices.fonds import CONCLUSIONS, Fonds, lieu, uniques
from eligibility.workshop.notices.modele import (
    Conditions,
    Lien,
    Liste,
    Notice,
    Phrase,
    Section,
    Sorte,
    section,
)
from eligibility.workshop.notices.renvois import (
    combien,
    concluante,
    fondements,
    liens_regles,
    nomme,
    noms,
    par_l_axe,
    suites,
)

_CONCLUT: Final = {
    Genre.ITEM: "Le projet atteint l'item ",
    Genre.MESURE: "Le projet relève de la mesure nationale ",
    Genre.CONTRIBUTION: "La Caf peut faire valoir cette contribution : ",
    Genre.COFINANCEMENT: "Une option de cofinancement est proposée : ",
    Genre.COORDINATION: "Une coordination est à assurer : ",
}


def notice(fonds: Fonds, ident: str, version: str | None = None) -> Notice:
    """``version``: the key of one version, ``id@date``; all of them without it. Raises KeyError for an unknown id."""
    versions = [(fiche, rule) for fiche, rule in fonds.regles[ident] if version in (None, rule.cle)]
    sections = [part for fiche, rule in versions for part in _version(fonds, fiche, rule, len(versions) > 1)]
    fiche, rule = versions[-1]
    return Notice(Sorte.REGLE, ident, rule.titre, lieu(fiche), (*sections, *cas.de_la_regle(fonds, ident)))


def conclusion(fonds: Fonds, rule: Rule) -> Phrase:
    """What a rule concludes, in one sentence."""
    alors = rule.alors
    nom = nomme(fonds, CONCLUSIONS[alors.genre], alors.cible)
    if alors.genre is Genre.INSTRUMENT:
        axes = noms(fonds, Sorte.AXE, alors.ouvre or alors.ferme)
        return ("Ouvre " if alors.ouvre else "Ferme ", *nom, " à ces axes : ", *axes, f". Motif : {alors.motif}")
    debut = (_CONCLUT[alors.genre], *nom)
    if alors.genre is Genre.ITEM:
        return (*debut, ", de l'", *nomme(fonds, Sorte.AXE, fonds.corpus.items[alors.cible].axe), ".")
    return (*debut, ".")


def vigueur(rule: Rule) -> str:
    """« du 1er janvier 2024 au 31 décembre 2027 »."""
    du, au = (francais.jour(date.fromisoformat(texte).toordinal()) if texte else None for texte in (rule.du, rule.au))
    if du and au:
        return f"du {du} au {au}"
    if du:
        return f"depuis le {du}"
    return f"jusqu'au {au}" if au else "sans limite de dates"


def _version(fonds: Fonds, fiche: Fiche[RegleDeclaree], rule: Rule, parmi: bool) -> tuple[Section, ...]:
    """``parmi``: the rule has other versions."""
    vocabulaire = fonds.corpus.vocabulaire
    vaut = vigueur(rule)
    return (
        *section("Version", (f"{vaut} (", lieu(fiche), ")") if parmi else None),
        *section("Conclut", conclusion(fonds, rule)),
        *section("Quand", (_majuscule(f"{enonce(rule.si, vocabulaire)}."),)),
        *section("Conditions", Conditions(lignes(rule.si, vocabulaire))),
        *section("Vaut", None if parmi else (_majuscule(f"{vaut}."),), _lecture(fonds, rule)),
        *section("Note", (fiche.declare.note,) if fiche.declare.note else None),
        *fondements(fonds, rule.sources),
        *section("À remplir", Liste(tuple(_a_remplir(fonds, rule)))),
        *section("Alimentée par", Liste(tuple(_nourrices(fonds, rule)))),
        *section("Alimente", *_nourries(fonds, rule)),
    )


def _lecture(fonds: Fonds, rule: Rule) -> Phrase | None:
    if rule.lecture is None:
        return None
    ident, choisie = rule.lecture
    interpretation = fonds.corpus.interpretations[ident]
    option = next(option for option in interpretation.options if option.id == choisie)
    debut = (
        "la lecture par défaut" if choisie == interpretation.defaut else "une lecture qui n'est pas celle par défaut"
    )
    suite = f" : {interpretation.question} {francais.entre_guillemets(option.libelle)}"
    return (f"Sous {debut}, ", Lien(Sorte.INTERPRETATION, ident, "=".join(rule.lecture)), suite)


def _a_remplir(fonds: Fonds, rule: Rule) -> Iterator[Phrase]:
    """The fields of a project that the rule reads, each with what it follows from or who can change it."""
    for ident in dict.fromkeys(leaf.champ for leaf in leaves(rule.si)):
        field = fonds.corpus.vocabulaire.champs[ident]
        if field.conclu:
            continue
        point: Phrase = (Lien(Sorte.CHAMP, ident), f" ({field.libelle})")
        if field.deduit_de:
            point = (*point, ", qui se déduit de ", Lien(Sorte.CHAMP, field.deduit_de.champ))
        elif field.modifiable:
            point = (*point, ", sur quoi le porteur peut agir")
        yield point


def _nourrices(fonds: Fonds, rule: Rule) -> Iterator[Phrase]:
    """What the rule tests that other rules conclude, and which."""
    for champ, valeur, positif in fonds.conclues(rule):
        sorte = concluante(champ)
        if sorte is None:
            continue
        debut: Phrase = (f"{fonds.corpus.vocabulaire.champs[champ].libelle} : n'importe lequel",)
        if valeur is not None:
            debut = nomme(fonds, sorte, valeur)
        if not positif:
            debut = ("Sauf ", *debut)
        auteurs = fonds.auteurs(champ, valeur)
        if sorte is Sorte.AXE or valeur is None:
            yield (*debut, f", que {combien(len(uniques(auteurs)))} concluent")
        else:
            yield (*debut, ", par ", *liens_regles(auteurs)) if auteurs else (*debut, ", qu'aucune règle ne conclut")


def _nourries(fonds: Fonds, rule: Rule) -> Iterator[Liste | Phrase | None]:
    for champ, valeur in fonds.conclusions(rule):
        if concluante(champ) is Sorte.AXE:
            yield par_l_axe(fonds, valeur)
        else:
            yield from suites(fonds, [(champ, valeur)])


def _majuscule(texte: str) -> str:
    return f"{texte[:1].upper()}{texte[1:]}"
