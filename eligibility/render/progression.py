"""A progress bar, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TextIO

from eligibility.workshop.suivi import Avancer


@contextlib.contextmanager
def progression(titre: str, stream: TextIO | None = None) -> Iterator[Avancer]:
    """The bar goes away at the end; where there is no terminal, nothing is written at all."""
    out = stream or sys.stderr
    if not out.isatty():
        yield _rien
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    colonnes = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*colonnes, console=Console(file=out), transient=True) as barre:
        tache = barre.add_task(titre, total=None)
        yield lambda fait, total: barre.update(tache, completed=fait, total=total)


def _rien(fait: int, total: int) -> None:
    """There is nobody to show anything to."""
