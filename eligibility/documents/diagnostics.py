"""One model for everything the tool reports about a file: errors, warnings and notes, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.located import Span
from eligibility.documents.masks import SHOWN

MAX_EXCERPT = 1_000
"""A longer source line is not shown: a hostile file must not make the answer larger than itself."""


class Severity(StrEnum):
    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    NOTE = "note"


class Diagnostic(Struct, frozen=True, array_like=True):
    """A finding.

    ``code`` is a key of the catalogue; ``message`` one lower-case French sentence without final full stop;
    ``aide`` what to write instead; ``extrait`` the source line that holds ``span``, when there is one
    that is not too long to be shown. What could mislead a terminal is replaced in all three, one character for one.
    """

    code: str
    severity: Severity
    message: str
    fichier: str
    span: Span | None = None
    aide: str | None = None
    extrait: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.fichier, line, column, self.code, self.message)


class Report:
    """Collects the diagnostics of one document, adding its name and the excerpt to each."""

    def __init__(self, fichier: str, text: str = "") -> None:
        self.fichier = fichier
        self._lines = text.split("\n")
        self._found: list[Diagnostic] = []

    def add(self, code: str, span: Span | None = None, *, aide: str | None = None, **values: object) -> None:
        """Record ``code``, its catalogue message filled with ``values``; ``aide`` overrides the catalogue's.

        Raises KeyError when the code or one of its values is missing: a programming error.
        """
        # Here: most documents are sound, and never ask for the catalogue.
        from eligibility.documents.catalogue import CATALOGUE

        entry = CATALOGUE[code]
        extrait = None
        if span and 0 < span.line <= len(self._lines):
            line = self._lines[span.line - 1].rstrip("\r")
            if len(line) <= MAX_EXCERPT:
                extrait = FORBIDDEN.sub(SHOWN, line)
        if aide is None and entry.aide:
            aide = entry.aide.format(**values)
        if aide is not None:
            aide = FORBIDDEN.sub(SHOWN, aide)
        # Whoever quotes what is written may forget ``clip``; nothing that misleads a terminal goes past this point.
        message = FORBIDDEN.sub(SHOWN, entry.message.format(**values))
        self._found.append(Diagnostic(code, Severity(entry.severity), message, self.fichier, span, aide, extrait))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in the order of the text, without repeats."""
        return tuple(sorted(set(self._found), key=lambda found: found.sort_key))

    @property
    def has_errors(self) -> bool:
        return any(found.severity is Severity.ERREUR for found in self._found)
