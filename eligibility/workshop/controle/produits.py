"""Files made from the corpus (schemas, reference pages): whether those of a folder are what would be made today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.located import Span
from eligibility.workshop.chemins import nom


def perimes(dossier: Path, attendus: Mapping[str, str], restes: Iterable[Path], commande: str) -> Iterator[Diagnostic]:
    """The files of ``dossier`` that are not ``attendus`` (name in the folder, text), then ``restes``, those of what is
    no more. ``commande``: what makes them."""
    for name, texte in sorted(attendus.items()):
        yield from _un(dossier / name, texte, commande)
    for path in restes:
        yield Report(nom(path)).diagnostic("V742", None, {"commande": commande})


def _un(path: Path, attendu: str, commande: str) -> Iterator[Diagnostic]:
    valeurs = {"commande": commande}
    if not path.exists():
        yield Report(nom(path)).diagnostic("V741", None, valeurs)
        return
    try:
        ecrit = path.read_bytes()
    except OSError:
        # Whatever it holds, it cannot be relied on.
        ecrit = b""
    if ecrit != attendu.encode():
        texte = ecrit.decode("utf-8", "replace")
        yield Report(nom(path), texte).diagnostic("V740", _premiere_difference(texte, attendu), valeurs)


def _premiere_difference(ecrit: str, attendu: str) -> Span | None:
    """The first line that differs; the last one where the text only stops too early, None where there is no line."""
    lignes, voulues = ecrit.split("\n"), attendu.split("\n")
    pareilles = 0
    while pareilles < min(len(lignes), len(voulues)) and lignes[pareilles] == voulues[pareilles]:
        pareilles += 1
    rang = min(pareilles, len(lignes) - 1)
    return Span(rang + 1, 1, rang + 1, len(lignes[rang]) + 1) if ecrit else None
