"""The compiled corpus, kept between two runs.

An entry is used only when its seal, its sources' identity and the program are the right ones; on any doubt the
corpus is compiled anew from its YAML files. A cache that cannot be used is no error: ``status`` says why.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from eligibility.corpus.cle import private_directory, read_key, state_directory, user_directory
from eligibility.corpus.codec import MalformeError
from eligibility.corpus.entrees import Annexes, read_entry, write_entry
from eligibility.corpus.fingerprint import Snapshot, identity, take
from eligibility.corpus.model import Corpus, Rule
from eligibility.documents.condensats import blake2b
from eligibility.documents.diagnostics import Diagnostic
from eligibility.documents.files import Chemin

VARIABLE = "ELIGIBILITY_CACHE"
KEPT = 8
_PREFIX, _SUFFIX, _DRAFT = "corpus-", ".ndjson", ".brouillon"
_DRAFT_LIFE = 3600  # seconds after which a draft is a dead process's
_CODE = ("documents", "language", "corpus", "engine")

Annexer = Callable[[Corpus], Annexes]
"""What another layer wants kept with the rules, computed once for each corpus."""


class Status(Struct, frozen=True):
    """For ``doctor``. ``probleme``: why there is no cache, in French; None when it works."""

    dossier: str | None
    entrees: int
    octets: int
    probleme: str | None


def cache_directory() -> str | None:
    """``$ELIGIBILITY_CACHE``, else ``$XDG_CACHE_HOME/eligibility``, else ``~/.cache/eligibility``; None: no home."""
    if chosen := os.environ.get(VARIABLE):
        return chosen
    return user_directory("XDG_CACHE_HOME", ".cache")


def open_corpus(
    directory: Chemin, cache_dir: Chemin | None = None, annexer: Annexer | None = None
) -> tuple[Corpus | None, tuple[Diagnostic, ...]]:
    """The corpus of ``directory`` and its diagnostics, from the cache where it can, else compiled and kept.

    ``annexer`` is called on a corpus just compiled; its result is in ``Corpus.annexes`` from then on, and beside each
    rule of a corpus that comes from the cache.
    """
    snapshot = take(directory)
    if snapshot.missing or snapshot.unreadable or snapshot.strange:
        return _compile(snapshot)
    sources, programme = identity(snapshot), _programme()
    key, folder = read_key(), _usable(cache_dir or cache_directory())
    path = os.path.join(folder, _name(sources, programme)) if folder else None
    if path is not None and key is not None:
        try:
            return read_entry(_Fichier(path), sources, programme, key, partial(_recover, snapshot))
        except (OSError, ValueError):
            pass
    corpus, diagnostics = _compile(snapshot)
    if corpus is None:
        return None, diagnostics
    annexes = annexer(corpus) if annexer else Annexes({})
    if path is not None and key is not None:
        _write(path, write_entry(corpus, diagnostics, annexes, sources, programme, key))
    return replace(corpus, annexes=annexes.corpus), diagnostics


def status(cache_dir: Chemin | None = None) -> Status:
    """Whether the cache works, where and how full it is."""
    folder = os.fspath(cache_dir) if cache_dir else cache_directory()
    if folder is None:
        return Status(None, 0, 0, "aucun dossier personnel où le ranger")
    if _usable(folder) is None:
        return Status(folder, 0, 0, "le dossier ne peut pas être créé, ou d'autres peuvent y écrire")
    sizes = [found.st_size for _, found in _entries(folder)]
    probleme = None
    if read_key() is None:
        probleme = f"la clé ne peut pas être gardée en sûreté dans {state_directory() or 'le dossier personnel'}"
    elif not os.access(folder, os.W_OK):
        probleme = "le dossier est en lecture seule"
    return Status(folder, len(sizes), sum(sizes), probleme)


def _compile(snapshot: Snapshot) -> tuple[Corpus | None, tuple[Diagnostic, ...]]:
    # Here and nowhere above: pydantic alone takes longer to import than a whole answer from the cache.
    from eligibility.corpus.loading import compile_snapshot

    return compile_snapshot(snapshot)


def _recover(snapshot: Snapshot) -> Sequence[Rule]:
    """The rules from the sources that the entry was made of; they compiled once, so they do again."""
    corpus, _ = _compile(snapshot)
    return corpus.regles if corpus else ()


def _programme() -> str:
    """What compiles: the size and date of every module involved, so that a new version never reads an old entry."""
    package = os.path.dirname(os.path.dirname(__file__))
    digest = blake2b(digest_size=32)
    for layer in _CODE:
        with contextlib.suppress(OSError), os.scandir(os.path.join(package, layer)) as scan:
            for entry in sorted(scan, key=lambda found: found.name):
                if entry.name.endswith(".py"):
                    found = entry.stat()
                    digest.update(f"{layer}/{entry.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _name(sources: str, programme: str) -> str:
    return f"{_PREFIX}{sources[:24]}-{programme[:12]}{_SUFFIX}"


def _usable(folder: Chemin | None) -> str | None:
    """``folder``, made if need be; None unless it is ours and closed to others."""
    try:
        return os.fspath(folder) if folder is not None and private_directory(folder) else None
    except OSError:
        return None


class _Fichier:
    """An entry read as it is asked for, and as it was when it was opened: another takes its name, never its place."""

    def __init__(self, path: str) -> None:
        """Raises OSError."""
        self._stream = open(path, "rb", buffering=0)  # noqa: SIM115 - for as long as its rules are read
        self._length = os.fstat(self._stream.fileno()).st_size
        self._lock = Lock()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, stretch: slice) -> bytes:
        start, stop, _ = stretch.indices(self._length)
        try:
            with self._lock:
                self._stream.seek(start)
                return self._stream.read(max(0, stop - start)) or b""
        except OSError as error:
            raise MalformeError from error

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):
            self._stream.close()


def _write(path: str, data: bytes) -> None:
    """Put ``data`` at ``path`` at once or not at all: readers see the old entry or the new one, never a part."""
    draft = f"{path}.{os.getpid()}.{os.urandom(4).hex()}{_DRAFT}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        os.replace(draft, path)
        _prune(os.path.dirname(path))
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(draft)


def _entries(folder: str) -> list[tuple[str, os.stat_result]]:
    """The entries of the cache, the newest first."""
    found = [entry for entry in _files(folder, _SUFFIX) if os.path.basename(entry[0]).startswith(_PREFIX)]
    return sorted(found, key=lambda entry: (-entry[1].st_mtime_ns, entry[0]))


def _files(folder: str, suffix: str) -> Iterator[tuple[str, os.stat_result]]:
    with contextlib.suppress(OSError), os.scandir(folder) as scan:
        for entry in scan:
            if entry.name.endswith(suffix):
                # Another process may be pruning as well.
                with contextlib.suppress(OSError):
                    yield entry.path, entry.stat()


def _prune(folder: str) -> None:
    old = [path for path, _ in _entries(folder)[KEPT:]]
    limit = time.time() - _DRAFT_LIFE
    old += [path for path, found in _files(folder, _DRAFT) if found.st_mtime < limit]
    for path in old:
        with contextlib.suppress(OSError):
            os.unlink(path)
