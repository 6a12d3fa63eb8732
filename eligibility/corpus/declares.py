"""From the files of a corpus to its valid entries; what is not valid is reported and left out."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from typing import TypeVar

from msgspec import Struct, field
from pydantic import BaseModel, ValidationError

from eligibility.corpus import declarations as d
from eligibility.corpus.erreurs import cle_inconnue, cle_manquante, forme_inattendue, sans_tete, sans_tiret, signaler
from eligibility.corpus.fiches import Brut, Fiche, Fichier, brut
from eligibility.corpus.fingerprint import FOLDERS, Snapshot, SourceFile
from eligibility.corpus.partielles import en_partie
from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.files import display_name
from eligibility.documents.loader import load
from eligibility.documents.located import Mapping as MappingNode
from eligibility.documents.located import Node, Path, Scalar, Sequence
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.francais import entre_guillemets

M = TypeVar("M", bound=BaseModel)

REFERENTIELS: Mapping[str, type[BaseModel]] = {
    "corpus": d.FichierCorpus,
    "axes": d.FichierAxes,
    "acteurs": d.FichierActeurs,
    "items": d.FichierItems,
    "mesures": d.FichierMesures,
    "instruments": d.FichierInstruments,
    "dispositifs": d.FichierDispositifs,
    "cofinancements": d.FichierCofinancements,
    "contributions": d.FichierContributions,
    "coordinations": d.FichierCoordinations,
    "interpretations": d.FichierInterpretations,
    "vocabulaire": d.FichierVocabulaire,
}
"""Model of each file of ``referentiels/``, by its name without extension."""

_PRESQUE = r"(?i)(.+?)(?:\.ya?ml(?:\.txt)?|\.txt|\.json)"
"""Names of files that were meant to end in « .yaml »."""
_YAML_MALGRE_TOUT = r"(?i)\.ya?ml(?:\.txt)?$"
"""Among them, those that can hold nothing else: others may be notes, which are no rules under any name."""

OBLIGATOIRES = ("corpus", "vocabulaire")


class Declares(Struct):
    """The entries of all files, by the key that lists them, faulty ones included; ``casses``: ids written in faulty
    entries, by key, so that a reference to them is not a second error; ``illisibles``: keys of files missing or that
    could not be read at all; ``codes``: the CSV files by name without extension."""

    fiches: dict[str, list[Fiche[BaseModel]]] = field(default_factory=dict)
    casses: dict[str, set[str]] = field(default_factory=dict)
    illisibles: set[str] = field(default_factory=set)
    codes: dict[str, SourceFile] = field(default_factory=dict)
    groupes: list[Fiche[d.FichierVocabulaire]] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def de(self, key: str, model: type[M]) -> list[Fiche[M]]:
        """The valid entries listed under ``key``, in the order of files and lines."""
        return [fiche for fiche in self.toutes(key, model) if fiche.saine]

    def toutes(self, key: str, model: type[M]) -> list[Fiche[M]]:
        """The same with the faulty ones, as far as they could be read."""
        return [
            Fiche(fiche.declare, fiche.fichier, fiche.chemin, fiche.saine)
            for fiche in self.fiches.get(key, ())
            if isinstance(fiche.declare, model)
        ]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        found = {finding for report in self.reports for finding in report.diagnostics}
        return tuple(sorted(found, key=lambda finding: finding.sort_key))


def read(snapshot: Snapshot) -> Declares:
    """Every entry of every file of ``snapshot``."""
    declares = Declares()
    _absences(snapshot, declares)
    for file in snapshot.files:
        model = _model(file.name)
        if model is not None:
            _read_yaml(file, model, declares)
        elif _in_codes(file.name):
            declares.codes[file.name.rsplit("/", 1)[1].removesuffix(".csv")] = file
        else:
            _unknown(file.name, declares)
    return declares


def _absences(snapshot: Snapshot, declares: Declares) -> None:
    general = Report(snapshot.directory)
    declares.reports.append(general)
    for folder in snapshot.missing:
        general.add("V400", dossier=folder, aide=_au_dessus(snapshot.directory))
        modeles: list[type[BaseModel]] = (
            [d.FichierRegles] if folder == "rules" else [*REFERENTIELS.values(), d.FichierSource]
        )
        declares.illisibles.update(name for modele in modeles for name in modele.model_fields)
    if "referentiels" not in snapshot.missing:
        present = {*(file.name for file in snapshot.files), *snapshot.unreadable}
        for name in OBLIGATOIRES:
            if f"referentiels/{name}.yaml" not in present:
                tete = next(iter(REFERENTIELS[name].model_fields))
                general.add("V401", fichier=f"referentiels/{name}.yaml", cle=tete)
                declares.illisibles.update(REFERENTIELS[name].model_fields)
    for name in snapshot.unreadable:
        report = Report(name)
        report.add("V403")
        declares.reports.append(report)
        if model := _model(name):
            declares.illisibles.update(model.model_fields)
    for name in snapshot.strange:
        _unknown(name, declares)


def _au_dessus(directory: str) -> str | None:
    """The cure where a folder of the corpus was taken for the corpus."""
    path, name = os.path.split(os.path.abspath(directory))
    if name not in FOLDERS or not all(os.path.isdir(os.path.join(path, folder)) for folder in FOLDERS):
        return None
    above = os.path.join(directory, os.pardir)
    return f"donnez le dossier qui le contient\u00a0: «\u00a0--corpus {display_name(os.path.normpath(above))}\u00a0»"


def _unknown(name: str, declares: Declares) -> None:
    known = [f"referentiels/{key}.yaml" for key in REFERENTIELS]
    report = Report(name)
    aide = None
    voulus: tuple[str, ...] = ()
    presque = re.fullmatch(_PRESQUE, name)
    if presque and not name.endswith(".yaml"):
        voulus = (f"{presque[1]}.yaml",)
        aide = f"renommez-le {entre_guillemets(voulus[0])}"
        if not re.search(_YAML_MALGRE_TOUT, name):
            dossier = entre_guillemets(name.split("/")[0])
            aide = f"sortez-le de {dossier} ou, s'il est écrit en YAML, {aide}"
    elif name.startswith("rules/") and name.endswith(".yaml"):
        voulus = (f"rules/{name.rpartition('/')[2]}",)
        aide = f"déplacez-le en {entre_guillemets(voulus[0])}\u00a0: il n'y a pas de sous-dossier"
    elif name.startswith("referentiels/"):
        voulus = nearest(name, known)
        aide = vouliez_vous(voulus)
    # What it lists is not known, as long as it is not where it should be.
    for model in map(_model, voulus):
        declares.illisibles.update(model.model_fields if model else ())
    report.add("V402", aide=aide)
    declares.reports.append(report)


def _model(name: str) -> type[BaseModel] | None:
    """The model of the YAML file ``name``, None when the corpus has no such file."""
    folder, _, leaf = name.rpartition("/")
    if not leaf.endswith(".yaml"):
        return None
    if folder == "rules":
        return d.FichierRegles
    if folder == "referentiels/sources":
        return d.FichierSource
    return REFERENTIELS.get(leaf.removesuffix(".yaml")) if folder == "referentiels" else None


def _in_codes(name: str) -> bool:
    folder, _, leaf = name.rpartition("/")
    return folder == "referentiels/codes" and leaf.endswith(".csv")


def _read_yaml(file: SourceFile, model: type[BaseModel], declares: Declares) -> None:
    document, diagnostics = load(file.name, file.data)
    report = Report(file.name, document.text if document else "")
    report.extend(diagnostics)
    declares.reports.append(report)
    if document is None:
        declares.illisibles.update(model.model_fields)
        return
    if document.root is None:
        report.add("V404", cle=next(iter(model.model_fields)))
        declares.illisibles.update(model.model_fields)
        return
    fichier = Fichier(file.name, document.root, report)
    if not isinstance(document.root, MappingNode):
        sans_tete(fichier, next(iter(model.model_fields)))
        declares.illisibles.update(model.model_fields)
        return
    declares.illisibles.update(_top_keys(fichier, document.root, model))
    for key, node in document.root:
        if key.text in model.model_fields:
            _section(fichier, key.text, node, model, declares)


def _top_keys(fichier: Fichier, root: MappingNode, model: type[BaseModel]) -> set[str]:
    """Report the keys that are not of ``model``; those of its own that are not there: what they list is not known."""
    inconnues = [key.text for key, _ in root if key.text not in model.model_fields]
    voulues = {cle_inconnue(fichier, (key,), model.model_fields, _place_plus_loin(model, key)) for key in inconnues}
    for name, info in model.model_fields.items():
        if info.is_required() and root.key(name) is None and name not in voulues:
            cle_manquante(fichier, (name,), info.description)
    return {name for name, info in model.model_fields.items() if info.is_required() and root.key(name) is None}


def _place_plus_loin(model: type[BaseModel], key: str) -> str | None:
    """Where the key goes that an entry of such a file may have."""
    for name in model.model_fields:
        entry = _entry(model, name)
        if entry is not None and key in entry.model_fields:
            return f"décalez-la sous une entrée de {entre_guillemets(name)}"
    return None


def _section(fichier: Fichier, key: str, node: Node, model: type[BaseModel], declares: Declares) -> None:
    entry = _entry(model, key)
    if entry is None:
        # « groupes » is no list of entries: its file model checks it, alone.
        fiche = _checked(d.FichierVocabulaire, {"champs": (), key: brut(node)}, fichier, ())
        if fiche is not None and fiche.saine:
            declares.groupes.append(fiche)
        return
    listed = model.model_fields[key].annotation is not entry
    if not listed:
        _keep(entry, node, fichier, (key,), key, declares)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            _keep(entry, item, fichier, (key, index), key, declares)
    else:
        if not sans_tiret(fichier, (key,), entry.model_fields):
            forme_inattendue(fichier, (key,), "une liste", "mettez un tiret devant chaque entrée")
        declares.illisibles.add(key)


def _keep(entry: type[BaseModel], node: Node, fichier: Fichier, chemin: Path, key: str, declares: Declares) -> None:
    value = _sans_condition(node) if entry is d.RegleDeclaree else brut(node)
    fiche = _checked(entry, value, fichier, chemin, _trop_decalees(node))
    if fiche is None or not isinstance(node, MappingNode):
        return
    declares.fiches.setdefault(key, []).append(Fiche(fiche.declare, fichier, chemin, fiche.saine))
    if fiche.saine:
        return
    if isinstance(written := _ident(node, entry), Scalar):
        declares.casses.setdefault(key, set()).add(written.text)
    elif entry is not d.ChampDeclare:
        # Nobody knows what it is called: an id that is not found may be its own.
        declares.illisibles.add(key)


def _ident(node: MappingNode, entry: type[BaseModel]) -> Node | None:
    """The id of an entry, its key misspelled perhaps."""
    inconnues = (value for key, value in node if nearest(key.text, entry.model_fields, limit=1) == ("id",))
    return node.get("id") or next(inconnues, None)


def _sans_condition(node: Node) -> Brut:
    """A rule without what ``si`` holds: the parser of conditions reads that from the node itself."""
    if not isinstance(node, MappingNode):
        return brut(node)
    return {key.text: None if key.text == "si" else brut(value) for key, value in node}


def _trop_decalees(node: Node) -> frozenset[Path]:
    """The keys of a rule that stand under its condition, where they are told."""
    si = node.get("si") if isinstance(node, MappingNode) else None
    return frozenset((key.text,) for key, _ in si) if isinstance(si, MappingNode) else frozenset()


def _checked(
    model: type[M], value: Brut, fichier: Fichier, chemin: Path, ailleurs: Collection[Path] = ()
) -> Fiche[M] | None:
    """The entry, as far as it can be read; None where there is none at all. ``ailleurs``: keys that are not missing,
    but written where they should not be."""
    try:
        return Fiche(model.model_validate(value), fichier, chemin)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    signaler(errors, model, fichier, chemin, ailleurs)
    if not isinstance(value, dict):
        return None
    return Fiche(en_partie(model, value, errors), fichier, chemin, saine=False)


def _entry(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of the entries listed under ``key`` (or of the only one it holds)."""
    annotation = model.model_fields[key].annotation
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None
