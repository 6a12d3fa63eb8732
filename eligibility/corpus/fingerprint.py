"""The bytes of a corpus, read once, and their fingerprint.

What is compiled is exactly what was hashed: both work on the same snapshot, so that a file changed in between
cannot slip under the fingerprint of another.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from eligibility.documents.condensats import blake2b, sha256
from eligibility.documents.files import Chemin

FOLDERS = ("referentiels", "rules")

MAX_BYTES = 8 * 1024 * 1024
"""Same cap as ``documents.loader``: one byte more is read, so that the loader refuses the file by itself."""


class SourceFile(Struct, frozen=True):
    """``name``: path from the corpus directory, with ``/``, NFC."""

    name: str
    data: bytes


class Snapshot(Struct, frozen=True):
    """``files`` in the order of their names; ``unreadable`` and ``strange`` (neither file nor folder) by name;
    ``missing``: the folders that are not there."""

    directory: str
    files: tuple[SourceFile, ...]
    unreadable: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def take(directory: Chemin) -> Snapshot:
    """Read every file of the corpus. Never raises: what cannot be read is listed."""
    files: list[SourceFile] = []
    unreadable: list[str] = []
    strange: list[str] = []
    missing: list[str] = []
    for folder in FOLDERS:
        path = os.path.join(directory, folder)
        if os.path.isdir(path):
            _walk(path, folder, files, unreadable, strange)
        else:
            missing.append(folder)
    files.sort(key=lambda file: _key(file.name))
    return Snapshot(
        str(directory),
        tuple(files),
        tuple(sorted(unreadable, key=_key)),
        tuple(sorted(strange, key=_key)),
        tuple(missing),
    )


def fingerprint(snapshot: Snapshot) -> str:
    """``sha256:…`` over names and bytes: independent of dates, of the order of the disk, of locale and system."""
    digest = sha256()
    for part in _parts(snapshot):
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"


def identity(snapshot: Snapshot) -> str:
    """What tells a snapshot from any other, as ``fingerprint`` does, three times as fast: for the cache alone."""
    digest = blake2b(digest_size=32)
    for part in _parts(snapshot):
        digest.update(part)
    return digest.hexdigest()


def _parts(snapshot: Snapshot) -> Iterator[bytes]:
    for file in snapshot.files:
        name = _key(file.name)
        # Lengths first: no two different corpora feed the same bytes to the digest.
        yield b"%d %d\n" % (len(name), len(file.data))
        yield name
        yield file.data


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _walk(folder: str, prefix: str, files: list[SourceFile], unreadable: list[str], strange: list[str]) -> None:
    try:
        with os.scandir(folder) as scan:
            entries = list(scan)
    except OSError:
        unreadable.append(prefix)
        return
    for entry in entries:
        if _leftover(entry.name):
            continue
        name = f"{prefix}/{unicodedata.normalize('NFC', entry.name)}"
        # A linked folder is not followed: it could contain itself.
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, name, files, unreadable, strange)
            continue
        try:
            regular = entry.is_file()
        except OSError:
            regular = False
        if not regular:
            strange.append(name)
            continue
        try:
            files.append(SourceFile(name, _read(entry.path)))
        except OSError:
            unreadable.append(name)


def _read(path: str) -> bytes:
    """At most ``MAX_BYTES`` and one more. By descriptor: a stream for each of a hundred small files costs more than
    reading them. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        parts: list[bytes] = []
        left = MAX_BYTES + 1
        while left and (part := os.read(descriptor, left if parts else min(left, 1 << 16))):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(descriptor)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _leftover(name: str) -> bool:
    """Hidden files, editors' copies, notes and what systems leave are no part of a corpus."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".md")) or name in ("Thumbs.db", "desktop.ini")
