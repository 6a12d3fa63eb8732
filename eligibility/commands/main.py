"""Entry point of ``eligibility``: the last rampart between whatever happens and the user.

Nothing heavy is imported before ``run`` stands guard: not even a missing package or an early Ctrl-C shows a traceback.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from eligibility.commands.codes import Sortie
from eligibility.commands.pannes import SIGNALER, faute, lisible


def lancer() -> NoReturn:
    """``run`` as the whole of a process. Once its answer is written it leaves at once: taking down hundreds of modules
    one by one, as the interpreter would, takes as long as checking a project."""
    try:
        run()
    except SystemExit as fin:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(fin.code if isinstance(fin.code, int) else Sortie.INTERNE)


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit. No traceback reaches the user unless ELIGIBILITY_DEBUG is set."""
    # A command lives for a fraction of a second, a sixth of which would go to looking for cycles: it looks for them
    # late.
    gc.set_threshold(100_000)
    raise SystemExit(int(_gardee(arguments)))


def _gardee(arguments: Sequence[str] | None) -> int:
    try:
        return _executer(arguments)
    except KeyboardInterrupt:
        _dernier_mot("Interrompu.")
        return Sortie.INTERROMPU
    except Exception as error:
        if os.environ.get("ELIGIBILITY_DEBUG"):
            raise
        text = _absent(error) if isinstance(error, ModuleNotFoundError) else f"{faute(error)}\n{SIGNALER}"
        _dernier_mot(text)
        return Sortie.INTERNE


def _dernier_mot(text: str) -> None:
    """Nothing is known of the state of the program: the plainest way to write, and no more than one try."""
    with contextlib.suppress(Exception):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def _executer(arguments: Sequence[str] | None) -> int:
    from eligibility.render import flux

    flux.preparer()
    try:
        from eligibility.commands.groupe import executer

        return executer(arguments)
    except flux.LecteurPartiError:
        flux.taire()
        return Sortie.LECTEUR_PARTI
    except flux.EcritureError as error:
        flux.taire()
        with contextlib.suppress(flux.LecteurPartiError, flux.EcritureError):
            flux.dire(f"erreur\u00a0: la réponse n'a pas pu être écrite\u00a0: {error}", sys.stderr)
        flux.taire()
        return Sortie.INTERNE


def _absent(error: ModuleNotFoundError) -> str:
    """A package is missing: the tool was run without being installed."""
    return (
        f"erreur : il manque le paquet Python « {lisible(str(error.name))} ».\n"
        "Installez le projet et ses dépendances, depuis son dossier : python3 -m pip install ."
    )
