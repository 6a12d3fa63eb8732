"""Reading files of cases: every project typed, every name checked, every fault at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from pydantic import ValidationError

from eligibility.corpus.erreurs import forme_inattendue, signaler
from eligibility.corpus.fiches import Fiche, Fichier, brut
from eligibility.corpus.model import Corpus
from eligibility.corpus.registre import introuvable
from eligibility.documents.diagnostics import Diagnostic, Report, Severity
from eligibility.documents.loader import read
from eligibility.documents.located import Document, Node, Scalar, Sequence
from eligibility.documents.located import Mapping as MappingNode
from eligibility.language.projet import INTITULE, Projet, read_projet
from eligibility.workshop.cas_declares import Attendu, CasDeclare, FichierCas


class Cas(Struct, frozen=True):
    """One case, ready to be checked. ``ligne``: where it starts in ``fichier``."""

    nom: str
    fichier: str
    ligne: int
    jour: date
    lectures: Mapping[str, str]
    projet: Projet
    attendu: Attendu
    raison: str
    fiche: Fiche[CasDeclare]


def fichiers(chemins: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, the YAML files of folders in the order of their names."""
    for chemin in chemins:
        if chemin.is_dir():
            yield from sorted(path for path in chemin.rglob("*.yaml") if path.is_file())
        else:
            yield chemin


def lire(path: Path, corpus: Corpus, name: str | None = None) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
    """The cases of a file and every diagnostic; no case as soon as one is an error."""
    document, found = read(path, name)
    if document is None:
        return (), found
    report = Report(document.name, document.text)
    report.extend(found)
    cases = tuple(_lire(document, corpus, report)) if document.root is not None else ()
    if document.root is None:
        report.add("V404")
    diagnostics = tuple(entry for entry in report.diagnostics if entry.severity is not Severity.NOTE)
    return (() if report.has_errors else cases), diagnostics


def _lire(document: Document, corpus: Corpus, report: Report) -> Iterator[Cas]:
    assert document.root is not None
    fichier = Fichier(document.name, document.root, report)
    if not isinstance(document.root, MappingNode):
        forme_inattendue(fichier, (), "une clé « cas » en tête du fichier")
        return
    try:
        declare = FichierCas.model_validate(_sans_projets(document.root))
    except ValidationError as error:
        signaler(error.errors(include_url=False), FichierCas, fichier, ())
        return
    noms: dict[str, Fiche[CasDeclare]] = {}
    for index, cas in enumerate(declare.cas):
        fiche = Fiche(cas, fichier, ("cas", index))
        premier = noms.setdefault(cas.nom, fiche)
        if premier is not fiche:
            fiche.signale("V411", "nom", quoi="cas", id=cas.nom, premier=premier.lieu("nom"))
        _verifier_noms(fiche, corpus)
        projet = _projet(fiche, document, corpus, report)
        if projet is not None:
            yield Cas(
                nom=cas.nom,
                fichier=document.name,
                ligne=fiche.span().line,
                jour=date.fromisoformat(cas.date or declare.date),
                lectures=cas.lectures,
                projet=projet,
                attendu=cas.attendu,
                raison=cas.raison,
                fiche=fiche,
            )


def _sans_projets(root: MappingNode) -> object:
    """What is written, projects left out: their reader takes them from the nodes."""

    def entry(node: Node) -> object:
        if not isinstance(node, MappingNode):
            return brut(node)
        return {key.text: None if key.text == "projet" else brut(value) for key, value in node}

    return {
        key.text: tuple(map(entry, value.items)) if key.text == "cas" and isinstance(value, Sequence) else brut(value)
        for key, value in root
    }


def _projet(fiche: Fiche[CasDeclare], document: Document, corpus: Corpus, report: Report) -> Projet | None:
    """The project of a case; its title is the case's name when it gives none."""
    node = fiche.node("projet")
    if not isinstance(node, MappingNode):
        fiche.signale("V103", "projet", attendu="un projet")
        return None
    if node.key(INTITULE) is None:
        entries = ((Scalar(INTITULE, INTITULE, False, node.span), _titre(fiche, node)), *node.entries)
        node = MappingNode(entries, node.span)
    projet, found = read_projet(Document(document.name, document.text, node), corpus.vocabulaire)
    report.extend(found)
    return projet


def _titre(fiche: Fiche[CasDeclare], node: Node) -> Scalar:
    return Scalar(fiche.declare.nom, fiche.declare.nom, True, node.span)


_QUOI: Final = {
    "items": "item",
    "items_indetermines": "item",
    "vraies": "règle",
    "fausses": "règle",
    "indeterminees": "règle",
    "mesures": "mesure",
    "contributions": "contribution",
    "coordinations": "coordination",
    "instruments": "instrument",
    "interpretations": "interprétation",
    "a_preciser": "champ",
}


def _verifier_noms(fiche: Fiche[CasDeclare], corpus: Corpus) -> None:
    """Every id of a case is one of the corpus."""
    connus = {
        "item": corpus.items.keys(),
        "règle": {rule.id for rule in corpus.regles},
        "mesure": corpus.mesures.keys(),
        "contribution": corpus.contributions.keys(),
        "coordination": corpus.coordinations.keys(),
        "instrument": corpus.instruments.keys(),
        "interprétation": corpus.interpretations.keys(),
        "champ": corpus.vocabulaire.champs.keys(),
    }

    def exiger(quoi: str, connus: Iterable[str], ident: str, *etapes: str | int) -> None:
        if ident not in connus:
            introuvable(fiche, quoi, ident, connus, *etapes)

    attendu = fiche.declare.attendu
    for cle, quoi in _QUOI.items():
        idents: Any = getattr(attendu, cle) or ()
        for etape, ident in enumerate(idents) if not isinstance(idents, dict) else ((cle_, cle_) for cle_ in idents):
            exiger(quoi, connus[quoi], ident, "attendu", cle, etape)
    for index, raison in enumerate(attendu.raisons):
        exiger("règle", connus["règle"], raison.regle, "attendu", "raisons", index, "regle")
        exiger("champ", connus["champ"], raison.champ, "attendu", "raisons", index, "champ")
    for index, option in enumerate(attendu.cofinancements):
        ou = ("attendu", "cofinancements", index)
        exiger("option de cofinancement", corpus.cofinancements, option.option, *ou, "option")
        for acteur in option.parts:
            exiger("acteur", corpus.acteurs, acteur, *ou, "parts", acteur)
    for interpretation, lecture in fiche.declare.lectures.items():
        exiger("interprétation", connus["interprétation"], interpretation, "lectures", interpretation)
        if interpretation in corpus.interpretations:
            options = {option.id for option in corpus.interpretations[interpretation].options}
            exiger("option de cette interprétation", options, lecture, "lectures", interpretation)
    for index, passage in enumerate(fiche.declare.sources):
        exiger("passage", corpus.passages, passage, "sources", index)
