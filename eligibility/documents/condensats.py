"""Digests and their comparison, without OpenSSL: loading it takes longer than all that a command has to digest.

These are the interpreter's own modules, those that ``hashlib`` and ``hmac`` use where OpenSSL is missing. An
interpreter built without them has ``hashlib``.
"""

from __future__ import annotations

from _operator import _compare_digest as compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:
    try:
        from _blake2 import blake2b

        try:
            from _sha2 import sha256
        except ImportError:  # before Python 3.12
            from _sha256 import sha256
    except ImportError:
        from hashlib import blake2b, sha256

__all__ = ["blake2b", "compare_digest", "sha256"]
