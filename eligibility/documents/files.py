"""Bytes from the file system, within bounds, and French reasons when there are none.

What a command that checks one file goes through handles paths by ``os``: ``pathlib`` takes as long to import as the
file to be read, decided and answered.
"""

from __future__ import annotations

import errno
import os
import stat

from eligibility.documents.findings import Finding

Chemin = str | os.PathLike[str]

MAX_BYTES = 8 * 1024 * 1024

EXTENSIONS = (".yaml", ".yml")
"""Of the files looked for in a folder: one under the other extension would be lost without a word."""

_REASONS = {
    errno.ENOENT: "ce fichier n'existe pas",
    errno.ENOTDIR: "ce chemin traverse un fichier qui n'est pas un dossier",
    errno.EACCES: "droits de lecture insuffisants",
    errno.EPERM: "droits de lecture insuffisants",
    errno.EISDIR: "c'est un dossier, pas un fichier",
    errno.ENAMETOOLONG: "nom de fichier trop long",
    errno.ELOOP: "lien symbolique qui tourne en rond",
    errno.EIO: "erreur du disque ou du réseau",
    errno.EMFILE: "trop de fichiers ouverts",
}
_MAX_NEIGHBOURS = 1_000


class UnreadableError(Exception):
    """A file that gives no bytes: the diagnostic to report. Caught by ``loader``, never seen outside."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding

    @classmethod
    def because(cls, raison: str, aide: str | None = None) -> UnreadableError:
        return cls(Finding("V001", None, {"raison": raison}, aide))

    @classmethod
    def from_error(cls, error: OSError, aide: str | None = None) -> UnreadableError:
        number = error.errno or 0
        return cls.because(_REASONS.get(number, f"erreur n°\u00a0{number} du système"), aide)


def size(count: int) -> str:
    """``count`` bytes in French units.

    >>> size(8 * 1024 * 1024), size(1536)
    ('8\\xa0Mio', '2\\xa0Kio')
    """
    for unit, weight in (("Mio", 1024 * 1024), ("Kio", 1024)):
        if count >= weight:
            return f"{-(-count // weight)}\u00a0{unit}"
    return f"{count}\u00a0octets"


def too_big(count: int) -> Finding:
    return Finding("V002", None, {"taille": size(count), "maximum": size(MAX_BYTES)})


def display_name(path: Chemin) -> str:
    """``path`` fit to be printed: a file name that is no UTF-8 loses its odd bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_bytes(path: Chemin) -> bytes:
    """All the bytes of a regular file of at most ``MAX_BYTES``.

    Raises UnreadableError otherwise. Never waits on a pipe nor reads a device; the size is known before reading.
    """
    try:
        _require_regular(os.stat(path))
        # O_NONBLOCK: the file may have become a pipe since.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
        with open(descriptor, "rb") as stream:
            _require_regular(os.fstat(descriptor))
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError.from_error(error, _neighbours(path)) from None
    except OSError as error:
        raise UnreadableError.from_error(error) from None
    except ValueError:
        raise UnreadableError.because("nom de fichier impossible") from None
    return data


def _require_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError.because(_REASONS[errno.EISDIR], "nommez un fichier de ce dossier")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError.because("ce n'est pas un fichier ordinaire", "copiez d'abord son contenu dans un fichier")
    if status.st_size > MAX_BYTES:
        raise UnreadableError(too_big(status.st_size))


def _neighbours(path: Chemin) -> str | None:
    """The YAML files beside ``path`` whose names resemble its own, as a question."""
    from eligibility.documents.suggest import nearest, vouliez_vous

    folder, name = os.path.split(path)
    names: dict[str, list[str]] = {}
    try:
        with os.scandir(folder or os.curdir) as entries:
            for number, entry in enumerate(entries):
                if number >= _MAX_NEIGHBOURS:
                    break
                if entry.name.endswith(EXTENSIONS):
                    # Without the extension, which all have and which resembles nothing.
                    names.setdefault(os.path.splitext(display_name(entry.name))[0], []).append(display_name(entry.name))
    except OSError:
        return None
    near = nearest(os.path.splitext(display_name(name))[0], names)
    return vouliez_vous([shown for stem in near for shown in sorted(names[stem])])
