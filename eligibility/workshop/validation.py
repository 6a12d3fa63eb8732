"""Everything there is to say of a corpus, its cases and projects, in one run.

What keeps one thing from being understood never hides what is wrong with another: the rest of a faulty rule is
checked, and the cases and projects against what is known of a faulty corpus. Only the analyses wait for a corpus
without error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from eligibility.corpus.casses import projet_sans
from eligibility.corpus.fingerprint import Snapshot, SourceFile, take
from eligibility.corpus.loading import Compilation, compiler
from eligibility.corpus.locate import find_corpus
from eligibility.corpus.model import Corpus
from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Diagnostic, Report, Severity
from eligibility.documents.files import UnreadableError, read_bytes
from eligibility.documents.loader import load
from eligibility.documents.located import Mapping
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.projet import Projet, read_projet
from eligibility.workshop.analyses import SUR_LE_CORPUS, SUR_LES_CAS
from eligibility.workshop.analyses.contexte import Contexte
from eligibility.workshop.cas.connus import Connus
from eligibility.workshop.cas.lecture import Cas, fichiers, lire_document
from eligibility.workshop.chemins import CAS, CLE_CAS, CLE_REGLES, Nature, Piece, dossiers_de_projets, nom, pieces
from eligibility.workshop.tolerances import appliquer, en_contient_peut_etre

_ILLISIBLES: Final = frozenset({"V001", "V400", "V403"})
"""Codes of what could not be read at all."""

_DU_DOSSIER: Final = frozenset({"V400", "V401"})
"""Codes of what is told of the folder of a corpus, which is no file."""

_ANALYSES: Final = "V6"
"""Codes that only a sound corpus is searched for."""


class Bilan(Struct, frozen=True):
    """``fichiers``: all that were looked at, by the names that the diagnostics give them."""

    diagnostics: tuple[Diagnostic, ...]
    fichiers: tuple[str, ...]

    @property
    def illisible(self) -> bool:
        """Whether something asked for could not be read."""
        return any(found.code in _ILLISIBLES for found in self.diagnostics)

    def atteint(self, seuil: Severity) -> bool:
        """Whether some finding is at least as grave as ``seuil``."""
        graves = list(Severity)[: list(Severity).index(seuil) + 1]
        return any(found.severity in graves for found in self.diagnostics)


class Examen(Struct, frozen=True):
    """A whole corpus in ``dossier``, and projects beside it. ``cas`` and ``projets``: the sound
    ones; ``cas_fautifs``: how many files of cases are not, none of whose cases is known; ``projets_fautifs``: how many
    projects."""

    dossier: Path
    bilan: Bilan
    compilation: Compilation
    cas: tuple[Cas, ...]
    cas_fautifs: int
    projets: tuple[Projet, ...]
    projets_fautifs: int

    @property
    def corpus(self) -> Corpus | None:
        """None when it is faulty."""
        return self.compilation.corpus


class _Lot(Struct):
    """What is to be looked at with one corpus. ``entier``: the corpus itself was asked for."""

    dossier: Path
    entier: bool = False
    pieces: list[Piece] = field(default_factory=list)

    def de(self, nature: Nature) -> Iterator[Piece]:
        return (piece for piece in self.pieces if piece.nature is nature)


def valider(chemins: Sequence[Path], corpus: Path | None) -> Bilan:
    """Every finding about ``chemins``, or about the whole corpus without any, by file, line and column.

    Of a corpus of which only some files are asked for, the findings on these are given, and the errors on others:
    nothing can be done with it while there are some. ``corpus``: the one that rules, cases and projects go with; by
    default the one that encloses each, else the usual one.
    """
    return _bilan(entry for lot in _lots(chemins, corpus) for entry in _valider(lot).par_fichier)


def examiner(dossier: Path) -> Examen:
    """The corpus of ``dossier`` with its cases and the projects beside it; and what they are, for who has more to do
    with them."""
    vue = _valider(_Lot(dossier, entier=True))
    return Examen(
        dossier=dossier,
        bilan=_bilan(vue.par_fichier),
        compilation=vue.compilation,
        cas=vue.cas,
        cas_fautifs=vue.cas_fautifs,
        projets=vue.projets,
        projets_fautifs=vue.projets_fautifs,
    )


def _bilan(par_fichier: Iterable[tuple[str, tuple[Diagnostic, ...]]]) -> Bilan:
    diagnostics: set[Diagnostic] = set()
    fichiers_vus: set[str] = set()
    for fichier, found in par_fichier:
        if not any(entry.code in _DU_DOSSIER for entry in found):
            fichiers_vus.add(fichier)
        diagnostics.update(found)
    ordered = sorted(diagnostics, key=lambda found: found.sort_key)
    return Bilan(tuple(ordered), tuple(sorted(fichiers_vus)))


def _lots(chemins: Sequence[Path], corpus: Path | None) -> Iterable[_Lot]:
    defaut = Path(find_corpus(corpus))
    if not chemins:
        return [_Lot(defaut, entier=True)]
    lots: dict[Path, _Lot] = {}
    for piece in pieces(chemins):
        own = piece.corpus if corpus is None or piece.nature in (Nature.CORPUS, Nature.FICHIER) else None
        dossier = own or defaut
        lot = lots.setdefault(dossier.resolve(), _Lot(dossier))
        if piece.nature is Nature.CORPUS:
            lot.dossier, lot.entier = piece.chemin, True
        lot.pieces.append(piece)
    return lots.values()


class _Vue(Struct):
    """What a lot holds. ``par_fichier``: each file with its findings; the rest as in ``Examen``."""

    compilation: Compilation
    par_fichier: list[tuple[str, tuple[Diagnostic, ...]]] = field(default_factory=list)
    cas: tuple[Cas, ...] = ()
    cas_fautifs: int = 0
    projets: tuple[Projet, ...] = ()
    projets_fautifs: int = 0


def _valider(lot: _Lot) -> _Vue:
    pris = take(lot.dossier)
    noms = {file.name: nom(lot.dossier / file.name) for file in pris.files} | {pris.directory: nom(lot.dossier)}
    snapshot = _ajoute(pris, lot, noms)
    compilation = compiler(snapshot)
    vue = _Vue(compilation)
    lus = list(_cas(lot, compilation))
    vue.cas = tuple(found for _, cases, _ in lus for found in cases)
    vue.cas_fautifs = sum(_fautif(found) for *_, found in lus)
    evalues = _analyser(lot, compilation, vue)
    demandes = {name for name, shown in noms.items() if shown in {nom(piece.chemin) for piece in lot.pieces}}
    contenus = {file.name: file.data for file in snapshot.files}
    par_fichier: dict[str, list[Diagnostic]] = {name: [] for name in contenus if lot.entier or name in demandes}
    for found in compilation.diagnostics:
        if lot.entier or found.fichier in demandes or found.severity is Severity.ERREUR:
            par_fichier.setdefault(found.fichier, []).append(found)
    for name, found_here in par_fichier.items():
        kept = _tolere(name, contenus.get(name), found_here, evalues)
        shown = noms.get(name, name)
        vue.par_fichier.append((shown, tuple(replace(found, fichier=shown) for found in kept)))
    for piece, _, found_there in lus:
        vue.par_fichier.append(_suite(piece, found_there, evalues))
    for piece in _projets(lot):
        projet, found_there = _projet(piece, compilation)
        vue.par_fichier.append(_suite(piece, found_there, evalues))
        if projet is not None and not _fautif(found_there):
            vue.projets = (*vue.projets, projet)
        else:
            vue.projets_fautifs += 1
    return vue


def _ajoute(pris: Snapshot, lot: _Lot, noms: dict[str, str]) -> Snapshot:
    """The corpus with the rules asked for that are not in it, in place of those of the same name."""
    files = {file.name: file for file in pris.files}
    for piece in lot.de(Nature.REGLES):
        name = f"rules/{piece.chemin.stem}.yaml"
        try:
            files[name] = SourceFile(name, read_bytes(piece.chemin))
        except UnreadableError:
            # It was readable a moment ago; whatever happened, the next run says.
            continue
        noms[name] = nom(piece.chemin)
    return replace(pris, files=tuple(files[name] for name in sorted(files)))


def _cas(lot: _Lot, compilation: Compilation) -> Iterator[tuple[Piece, tuple[Cas, ...], tuple[Diagnostic, ...]]]:
    """The files of cases, with those of the corpus when it was asked for."""
    a_lire = list(lot.de(Nature.CAS))
    dossier = lot.dossier.joinpath(*CAS)
    if lot.entier and dossier.is_dir():
        donnes = {piece.chemin.resolve() for piece in a_lire}
        propres = [path for path in fichiers([dossier]) if path.resolve() not in donnes]
        a_lire = [*(piece for piece in pieces(propres)), *a_lire]
    connus = Connus.de(compilation)
    for piece in a_lire:
        if piece.document is None:
            yield piece, (), piece.diagnostics
        else:
            yield piece, *lire_document(piece.document, piece.diagnostics, connus)


def _projets(lot: _Lot) -> list[Piece]:
    """The projects asked for, with those beside the corpus when it was asked for."""
    a_lire = list(lot.de(Nature.PROJET))
    if lot.entier:
        connus = {piece.chemin.resolve() for piece in lot.pieces}
        propres = (piece for piece in pieces(dossiers_de_projets(lot.dossier)) if piece.nature is Nature.PROJET)
        # A folder without any is no fault: nobody asked for it.
        a_lire += [piece for piece in propres if piece.chemin.resolve() not in connus and not piece.chemin.is_dir()]
    return a_lire


def _analyser(lot: _Lot, compilation: Compilation, vue: _Vue) -> frozenset[str]:
    """Run the analyses that make sense; the codes that were looked for."""
    evalues = frozenset(code for code in CATALOGUE if not code.startswith(_ANALYSES))
    if compilation.corpus is None:
        return evalues
    contexte = Contexte.de(compilation, compilation.corpus, vue.cas)
    a_faire = [*SUR_LE_CORPUS]
    if lot.entier and vue.cas and not vue.cas_fautifs:
        a_faire.append(SUR_LES_CAS)
    for codes, examiner in a_faire:
        examiner(contexte)
        evalues |= codes
    return evalues


def _projet(piece: Piece, compilation: Compilation) -> tuple[Projet | None, tuple[Diagnostic, ...]]:
    document, vocabulaire = piece.document, compilation.vocabulaire
    if document is None or vocabulaire is None:
        return None, piece.diagnostics
    if isinstance(document.root, Mapping):
        ecrites = [key for key, _ in document.root]
        admises = {champ.split(".")[0] for champ in (*vocabulaire.champs, *compilation.casses)}
        if ecrites and not any(key.text in admises for key in ecrites):
            report = Report(document.name, document.text)
            aide = vouliez_vous(nearest(ecrites[0].text, [CLE_CAS, CLE_REGLES, *admises]))
            report.add("V600", ecrites[0].span, aide=aide)
            return None, (*piece.diagnostics, *report.diagnostics)
    root = document.root
    lisible = projet_sans(root, vocabulaire, compilation.casses) if root is not None and compilation.casses else root
    projet, found = read_projet(document, vocabulaire, lisible)
    return projet, (*piece.diagnostics, *found)


def _suite(piece: Piece, found: tuple[Diagnostic, ...], evalues: frozenset[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    if piece.document is None:
        return nom(piece.chemin), found
    return piece.document.name, appliquer(piece.document, found, evalues)


def _tolere(name: str, data: bytes | None, found: list[Diagnostic], evalues: frozenset[str]) -> tuple[Diagnostic, ...]:
    if data is None or not name.endswith(".yaml") or not en_contient_peut_etre(data):
        return tuple(found)
    document, _ = load(name, data)
    return tuple(found) if document is None else appliquer(document, found, evalues)


def _fautif(found: Iterable[Diagnostic]) -> bool:
    return any(entry.severity is Severity.ERREUR for entry in found)
