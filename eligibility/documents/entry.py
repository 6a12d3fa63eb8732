"""One entry of the catalogue of diagnostics."""

from __future__ import annotations

from msgspec import Struct


class Entry(Struct, frozen=True):
    """``message`` and ``aide`` are ``str.format`` templates.

    ``message`` is one lower-case French sentence without final full stop; ``aide`` says what to write instead.
    ``severity`` is one of ``erreur``, ``avertissement`` and ``note``.
    """

    severity: str
    message: str
    aide: str | None = None
