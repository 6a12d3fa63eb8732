"""Doing the same again at each change of a file, until Ctrl-C."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from eligibility.commands.codes import Sortie
from eligibility.render import flux
from eligibility.workshop.chemins import nom
from eligibility.workshop.surveillance import changements, etat

_PAS: Final = 0.5
"""Seconds between two looks at the files."""

_ATTENTE: Final = "En attente d'un changement (Ctrl-C pour arrêter)…"


def surveiller(chemins: Sequence[Path], faire: Callable[[], int]) -> int:
    """``faire``, then again each time ``chemins`` change; the exit code of the last run."""
    sortie: int = Sortie.POSITIVE
    regarder = partial(etat, chemins)
    depart = regarder()
    try:
        sortie = _en_veille(faire)
        flux.dire(_ATTENTE, sys.stderr)
        for changes in changements(depart, regarder, partial(time.sleep, _PAS)):
            flux.dire(f"\n── {', '.join(map(nom, changes[:3]))}{' …' if len(changes) > 3 else ''}\n")
            sortie = _en_veille(faire)
            flux.dire(_ATTENTE, sys.stderr)
    except KeyboardInterrupt:
        flux.dire("")
    return sortie


def _en_veille(faire: Callable[[], int]) -> int:
    """One run, whose refusals do not end the watch."""
    try:
        return faire()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        flux.dire(f"erreur\u00a0: {error.format_message()}", sys.stderr)
        return Sortie.INVALIDE
