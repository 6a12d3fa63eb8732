"""Standard streams that may be closed, full, gone or poor in characters: written to without surprise."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Final, TextIO

from eligibility.documents.files import Chemin
from eligibility.render.support import LISIBLE, propre

_RAISONS: Final = {
    # Its folder was just made: only a folder that is no place for files says so.
    errno.ENOENT: "ce dossier n'admet pas de nouveau fichier",
    errno.ENOSPC: "il n'y a plus de place",
    errno.EDQUOT: "le quota est atteint",
    errno.EIO: "erreur du disque ou du réseau",
    errno.EBADF: "le fichier n'est pas ouvert en écriture",
    errno.EACCES: "droits d'écriture insuffisants",
    errno.EPERM: "droits d'écriture insuffisants",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EEXIST: "ce chemin traverse un fichier qui n'est pas un dossier",
    errno.ENOTDIR: "ce chemin traverse un fichier qui n'est pas un dossier",
    errno.EISDIR: "c'est un dossier, pas un fichier",
    errno.ENAMETOOLONG: "nom de fichier trop long",
}


class EcritureError(Exception):
    """The answer could not be written; the message says why, in French."""


class LecteurPartiError(Exception):
    """Nobody reads any more (``| head``). Not an OSError: click would make an exit code of its own of it."""


def preparer() -> None:
    """Make both output streams usable, whatever the environment: a closed one swallows what it is given, and a
    character that cannot be written gets a readable substitute."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=LISIBLE)


def ecrire(text: str, stream: TextIO | None = None) -> None:
    """Write ``text`` at once. Raises EcritureError or LecteurPartiError."""
    out = stream or sys.stdout
    with _pannes():
        out.write(text)
        out.flush()


def ecrire_octets(data: bytes) -> None:
    """The same for bytes, on the standard output."""
    with _pannes():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def ecrire_fichier(path: Chemin, data: bytes, *, a_la_suite: bool = False) -> bool:
    """Make ``data`` what the file holds, or its end (``a_la_suite``), its folders created; whether anything changed.

    Raises EcritureError.
    """
    with _pannes():
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        if not a_la_suite and os.path.isfile(path):
            with open(path, "rb") as ancien:
                if ancien.read() == data:
                    return False
        with open(path, "ab" if a_la_suite else "wb") as nouveau:
            nouveau.write(data)
        return True


def dire(text: str, stream: TextIO | None = None) -> None:
    """Lines of text that may quote anything: nothing in them reaches a terminal as a command."""
    ecrire("\n".join(map(propre, text.split("\n"))) + "\n", stream)


def taire() -> None:
    """Give up on both streams: what they still hold must not be written again while Python exits."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextlib.contextmanager
def _pannes() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise LecteurPartiError from None
    except OSError as error:
        raise EcritureError(_RAISONS.get(error.errno or 0, f"erreur n°\u00a0{error.errno} du système")) from error
