"""Watching files: which ones changed, appeared or went since the last look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from eligibility.documents.files import EXTENSIONS

Etat = dict[Path, tuple[int, int]]
"""Date and size of each file."""


def etat(chemins: Iterable[Path]) -> Etat:
    """Of the files themselves, and of the YAML and CSV files of folders; what cannot be looked at is not there."""
    found: Etat = {}
    for chemin in chemins:
        fichiers = [chemin]
        if chemin.is_dir():
            fichiers = [path for path in chemin.rglob("*") if path.suffix in (*EXTENSIONS, ".csv")]
        for path in fichiers:
            try:
                status = path.stat()
            except OSError:
                # It went between the two looks, or was never there: its coming back will be seen.
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def changements(ancien: Etat, regarder: Callable[[], Etat], attendre: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """Without end: the files that changed since ``ancien``, once they have stopped changing; then since that look, so
    that what changes meanwhile is not missed. ``attendre`` sleeps between two looks."""
    while True:
        attendre()
        nouveau = regarder()
        if nouveau == ancien:
            continue
        while True:
            # An editor may write several files, or one in several times.
            attendre()
            encore = regarder()
            if encore == nouveau:
                break
            nouveau = encore
        changes = sorted(path for path in ancien.keys() | nouveau.keys() if ancien.get(path) != nouveau.get(path))
        ancien = nouveau
        if changes:
            yield tuple(changes)
