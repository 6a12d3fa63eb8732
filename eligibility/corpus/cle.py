"""The secret key that seals the cache: made once per user, kept apart from the cache, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
import stat

from eligibility.documents.files import Chemin

LENGTH = 32
_NAME = "cle-cache"


def user_directory(variable: str, *parts: str) -> str | None:
    """Our folder in the one that ``variable`` names, else in ``~/parts``; None without a home."""
    if chosen := os.environ.get(variable):
        return os.path.join(chosen, "eligibility")
    home = os.path.expanduser("~")
    return None if home == "~" else os.path.join(home, *parts, "eligibility")


def state_directory() -> str | None:
    """Where programs keep their state: ``$XDG_STATE_HOME``, else ``~/.local/state``; None without a home."""
    return user_directory("XDG_STATE_HOME", ".local", "state")


def read_key(directory: Chemin | None = None) -> bytes | None:
    """The key, made on first use; None when it cannot be kept safely."""
    directory = directory or state_directory()
    if directory is None:
        return None
    try:
        if not private_directory(directory):
            return None
        return _read(os.path.join(directory, _NAME)) or _create(directory)
    except OSError:
        return None


def private_directory(directory: Chemin) -> bool:
    """Make ``directory`` if need be; whether it is ours and no one else may write in it. Raises OSError."""
    os.makedirs(directory, mode=0o700, exist_ok=True)
    found = os.stat(directory)
    return stat.S_ISDIR(found.st_mode) and _ours(found) and not found.st_mode & 0o022


def _ours(found: os.stat_result) -> bool:
    # Windows has no such notion: its user folders are private by default.
    return os.name != "posix" or found.st_uid == os.geteuid()


def _read(path: str) -> bytes | None:
    """The key of ``path``; None when there is none, or none that only its owner could have written."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        found = os.fstat(stream.fileno())
        private = os.name != "posix" or not found.st_mode & 0o077
        if not (stat.S_ISREG(found.st_mode) and _ours(found) and private):
            return None
        key = stream.read(LENGTH + 1)
    return key if len(key) == LENGTH else None


def _create(directory: Chemin) -> bytes | None:
    """Make the key whole under another name, then link it: of two processes at once one wins, both read the same.

    A key already there that ``_read`` refused stays, and refused.
    """
    draft = os.path.join(directory, f".{_NAME}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(os.urandom(LENGTH))
        with contextlib.suppress(FileExistsError):
            os.link(draft, os.path.join(directory, _NAME))
    finally:
        os.unlink(draft)
    return _read(os.path.join(directory, _NAME))
