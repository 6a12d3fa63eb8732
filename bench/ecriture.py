"""Generated corpora and projects written as the YAML files that officers and policy people write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from bench.champs import VOCABULAIRE
from eligibility.corpus.model import Corpus, Effect, Rule
from eligibility.language.conditions import Aucune, Bounds, Condition, Leaf, Toutes, UneDe
from eligibility.language.facts import Facts, Members
from eligibility.language.vocabulary import Field, Kind

REGLES_PAR_FICHIER = 250


def ecrire_corpus(corpus: Corpus, dossier: Path) -> None:
    """Write ``dossier``/rules and ``dossier``/referentiels."""
    regles = corpus.regles
    for debut in range(0, len(regles), REGLES_PAR_FICHIER):
        lot = regles[debut : debut + REGLES_PAR_FICHIER]
        _ecrire(dossier / "rules" / f"lot-{debut // REGLES_PAR_FICHIER:02d}.yaml", {"regles": list(map(_regle, lot))})
    sources = [
        {"id": passage.id, "section": passage.section, "resume": passage.resume} for passage in corpus.passages.values()
    ]
    (source,) = corpus.sources.values()
    axes = [
        {"id": axe.id, "numero": axe.numero, "libelle": axe.libelle, "sources": [*axe.sources]}
        for axe in corpus.axes.values()
    ]
    items = [
        {"id": item.id, "axe": item.axe, "libelle": item.libelle, "sources": [*item.sources]}
        for item in corpus.items.values()
    ]
    instruments = [
        {
            "id": instrument.id,
            "libelle": instrument.libelle,
            "court": instrument.court,
            "effet": instrument.effet.value,
            "signataires": [*instrument.signataires],
            "sources": [*instrument.sources],
        }
        for instrument in corpus.instruments.values()
    ]
    acteurs = [
        {"id": acteur.id, "libelle": acteur.libelle, "court": acteur.court} for acteur in corpus.acteurs.values()
    ]
    contenus: dict[str, dict[str, object]] = {
        "corpus": {"corpus": {"version": corpus.version, "titre": corpus.titre}},
        "vocabulaire": {
            "champs": [_champ(champ) for champ in corpus.vocabulaire.champs.values()],
            "groupes": dict(corpus.vocabulaire.groupes),
        },
        "axes": {"axes": axes},
        "acteurs": {"acteurs": acteurs},
        "items": {"items": items},
        "instruments": {"instruments": instruments},
        "sources/texte": {
            "source": {"id": source.id, "titre": source.titre, "citation": source.citation},
            "passages": sources,
        },
    }
    for vide in ("mesures", "dispositifs", "cofinancements", "contributions", "coordinations", "interpretations"):
        contenus[vide] = {vide: []}
    for nom, contenu in contenus.items():
        _ecrire(dossier / "referentiels" / f"{nom}.yaml", contenu)


def ecrire_projet(facts: Facts, chemin: Path) -> None:
    racine: dict[str, object] = {}
    for champ, fait in facts.items():
        *parents, feuille = champ.split(".")
        ici = racine
        for parent in parents:
            suite = ici.setdefault(parent, {})
            assert isinstance(suite, dict)
            ici = suite
        ici[feuille] = _valeur(VOCABULAIRE.champs[champ].nature, fait)
    _ecrire(chemin, racine)


def _ecrire(chemin: Path, contenu: Mapping[str, object]) -> None:
    chemin.parent.mkdir(parents=True, exist_ok=True)
    texte = yaml.dump(contenu, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    chemin.write_text(texte, encoding="utf-8")


def _champ(champ: Field) -> dict[str, object]:
    declare: dict[str, object] = {"id": champ.id, "nature": champ.nature.value, "libelle": champ.libelle}
    if champ.obligatoire:
        declare["obligatoire"] = "oui"
    if champ.valeurs:
        declare["valeurs"] = [{"id": valeur.id, "libelle": valeur.libelle} for valeur in champ.valeurs]
    return declare


def _regle(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "titre": rule.titre,
        "sources": [*rule.sources],
        "si": _condition(rule.si),
        "alors": _effet(rule.alors),
    }


def _effet(alors: Effect) -> dict[str, object]:
    declare: dict[str, object] = {alors.genre.value: alors.cible}
    if alors.ouvre:
        declare["ouvre"] = [*alors.ouvre]
    if alors.motif:
        declare["motif"] = alors.motif
    return declare


def _condition(condition: Condition) -> dict[str, object]:
    match condition:
        case Leaf():
            nature = VOCABULAIRE.champs[condition.champ].nature
            return {condition.champ: {condition.operateur.value: _valeur(nature, condition.valeur)}}
        case Toutes():
            cle = "toutes"
        case UneDe():
            cle = "une_de"
        case Aucune():
            cle = "aucune"
    return {cle: [_condition(enfant) for enfant in condition.conditions]}


def _valeur(nature: Kind, valeur: object) -> object:
    """A fact or an operand as it is written; amounts here are whole euros."""
    match valeur:
        case bool():
            return "oui" if valeur else "non"
        case Members():
            return sorted(valeur.known)
        case tuple():
            return [*valeur]
        case Bounds():
            cles = ("debut", "fin") if nature is Kind.PERIODE else ("min", "max")
            seule = Kind.DATE if nature is Kind.PERIODE else Kind.NOMBRE
            bornes = zip(cles, (valeur.low, valeur.high), strict=True)
            return {cle: _valeur(seule, borne) for cle, borne in bornes if borne is not None}
        case int() if nature is Kind.DATE:
            return date.fromordinal(valeur)
        case int() if nature is Kind.MONTANT:
            return valeur // 100
    return valeur
