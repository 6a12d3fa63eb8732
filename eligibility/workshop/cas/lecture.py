"""Reading files of cases: every project typed, every name checked, every fault at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError

from eligibility.corpus.erreurs import sans_tete, signaler
from eligibility.corpus.fiches import Fiche, Fichier, brut
from eligibility.corpus.model import Corpus
from eligibility.corpus.partielles import en_partie
from eligibility.documents.diagnostics import Diagnostic, Report, Severity
from eligibility.documents.files import EXTENSIONS
from eligibility.documents.loader import read
from eligibility.documents.located import Document, Node, Sequence
from eligibility.documents.located import Mapping as MappingNode
from eligibility.language.projet import Projet
from eligibility.workshop.cas.connus import Connus
from eligibility.workshop.cas.contraires import signaler_contraires
from eligibility.workshop.cas.declares import Attendu, CasDeclare, FichierCas
from eligibility.workshop.cas.declines import decliner
from eligibility.workshop.cas.noms import verifier_noms
from eligibility.workshop.cas.projets import egarees, lire_projet
from eligibility.workshop.cas.vides import signaler_hors_jeu, signaler_vides


class Cas(Struct, frozen=True):
    """One case, ready to be checked. ``ligne``: where it starts in ``fichier``, or where its own day or value stands;
    ``ecrit``: its project as written."""

    nom: str
    fichier: str
    ligne: int
    jour: date
    lectures: Mapping[str, str]
    projet: Projet
    ecrit: Node
    attendu: Attendu
    raison: str
    fiche: Fiche[CasDeclare]


def fichiers(chemins: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, the YAML files of folders in the order of their names."""
    for chemin in chemins:
        if chemin.is_dir():
            yield from sorted(path for path in chemin.rglob("*") if path.suffix in EXTENSIONS and path.is_file())
        else:
            yield chemin


def lire(path: Path, corpus: Corpus, name: str | None = None) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
    """The cases of a file, to be run, and all that is wrong with it; no case as soon as something is an error."""
    document, found = read(path, name)
    if document is None:
        return (), found
    cases, found = lire_document(document, found, Connus.du(corpus))
    return cases, tuple(entry for entry in found if entry.severity is not Severity.NOTE)


def lire_document(
    document: Document, found: Iterable[Diagnostic], connus: Connus
) -> tuple[tuple[Cas, ...], tuple[Diagnostic, ...]]:
    """The same from a document already read, ``found`` being what reading it gave, with the words of projects that
    are not those of the rules. Of a faulty corpus, cases are checked against what is known of it, and there is none to
    run."""
    report = Report(document.name, document.text)
    report.extend(found)
    cases = tuple(_lire(document, connus, report)) if document.root is not None else ()
    if document.root is None:
        report.add("V404", cle="cas")
    return (() if report.has_errors or connus.corpus is None else cases), tuple(filter(_compte, report.diagnostics))


def _compte(found: Diagnostic) -> bool:
    """Whether it matters in a case: how its projects are laid out does not."""
    return found.severity is not Severity.NOTE or found.code == "V901"


def _lire(document: Document, connus: Connus, report: Report) -> Iterator[Cas]:
    assert document.root is not None
    fichier = Fichier(document.name, document.root, report)
    if not isinstance(document.root, MappingNode):
        sans_tete(fichier, "cas")
        return
    root = document.root
    listes = root.get("cas")
    noeuds = listes.items if isinstance(listes, Sequence) else ()
    perdues = [egarees(node, connus, report) for node in noeuds]
    sans_projets = _sans_projets(root)
    date_du_fichier = FichierCas.model_fields["date"].default
    try:
        date_du_fichier = FichierCas.model_validate(sans_projets).date
    except ValidationError as error:
        ailleurs = {("cas", rang, key) for rang, keys in enumerate(perdues) for key in keys}
        signaler(error.errors(include_url=False), FichierCas, fichier, (), ailleurs)
    noms: dict[str, Fiche[CasDeclare]] = {}
    for rang, fiche in _fiches(sans_projets, fichier):
        cas = fiche.declare
        # A case that has none that can be read is told so.
        premier = noms.setdefault(cas.nom, fiche) if cas.nom else fiche
        if premier is not fiche:
            fiche.signale("V411", "nom", quoi="cas", id=cas.nom, premier=premier.lieu("nom"))
        verifier_noms(fiche, connus)
        signaler_contraires(fiche)
        if fiche.saine:
            signaler_vides(fiche)
        if connus.vocabulaire is None:
            continue
        for found in decliner(fiche, date_du_fichier, connus.vocabulaire.champs):
            projet = lire_projet(found.projet, found.nom, document, connus, report, perdues[rang])
            if projet is None or connus.corpus is None or not fiche.saine:
                continue
            signaler_hors_jeu(fiche, projet, found.jour, connus.corpus)
            yield Cas(
                nom=found.nom,
                fichier=document.name,
                ligne=found.ligne,
                jour=found.jour,
                lectures=cas.lectures,
                projet=projet,
                ecrit=found.projet,
                attendu=cas.attendu,
                raison=cas.raison,
                fiche=fiche,
            )


def _fiches(sans_projets: Mapping[str, object], fichier: Fichier) -> Iterator[tuple[int, Fiche[CasDeclare]]]:
    """Every case by its rank, as far as it can be read: what is wrong with it is told with the file."""
    listed = sans_projets.get("cas")
    for index, written in enumerate(listed if isinstance(listed, tuple) else ()):
        place = ("cas", index)
        try:
            yield index, Fiche(CasDeclare.model_validate(written), fichier, place)
        except ValidationError as error:
            if isinstance(written, dict):
                errors = error.errors(include_url=False)
                yield index, Fiche(en_partie(CasDeclare, written, errors), fichier, place, saine=False)


def _sans_projets(root: MappingNode) -> Mapping[str, object]:
    """What is written, projects left out: their reader takes them from the nodes."""

    def entry(node: Node) -> object:
        if not isinstance(node, MappingNode):
            return brut(node)
        return {key.text: None if key.text == "projet" else brut(value) for key, value in node}

    return {
        key.text: tuple(map(entry, value.items)) if key.text == "cas" and isinstance(value, Sequence) else brut(value)
        for key, value in root
    }
