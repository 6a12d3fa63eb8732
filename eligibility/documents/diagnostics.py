"""One model for everything the tool reports about a file: errors, warnings and notes, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.located import Span
from eligibility.documents.masks import SHOWN

MAX_EXCERPT = 1_000
"""A longer source line is not shown: a hostile file must not make the answer larger than itself."""


class Severity(StrEnum):
    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    NOTE = "note"


class Indice(Struct, frozen=True, array_like=True):
    """What explains a finding, in French; ``fichier``, ``ligne`` and ``colonne`` (from 1) when it stands elsewhere."""

    dit: str
    fichier: str | None = None
    ligne: int = 1
    colonne: int = 1

    def __str__(self) -> str:
        return self.dit if self.fichier is None else f"{self.fichier}:{self.ligne} : {self.dit}"


class Diagnostic(Struct, frozen=True, array_like=True):
    """A finding.

    ``code`` is a key of the catalogue; ``message`` one lower-case French sentence without final full stop;
    ``aide`` what to write instead; ``extrait`` the source line that holds ``span``, when there is one that is neither
    blank nor too long to be shown; ``indices`` what else explains it. What could mislead a terminal is replaced in all
    of them, one character for one.
    """

    code: str
    severity: Severity
    message: str
    fichier: str
    span: Span | None = None
    aide: str | None = None
    extrait: str | None = None
    indices: tuple[Indice, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.fichier, line, column, self.code, self.message)


class Report:
    """Collects the diagnostics of one document, adding its name and the excerpt to each."""

    def __init__(self, fichier: str, text: str = "") -> None:
        self.fichier = fichier
        self._text = text
        self._found: list[Diagnostic] = []

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def add(self, code: str, span: Span | None = None, *, aide: str | None = None, **values: object) -> None:
        """Record what ``diagnostic`` makes of the same."""
        self._found.append(self.diagnostic(code, span, values, aide=aide))

    def diagnostic(
        self,
        code: str,
        span: Span | None,
        values: Mapping[str, object],
        *,
        aide: str | None = None,
        severity: Severity | None = None,
        indices: Iterable[Indice] = (),
    ) -> Diagnostic:
        """The finding ``code``, its catalogue message filled with ``values``; ``aide`` and ``severity`` override the
        catalogue's.

        Raises KeyError when the code or one of its values is missing: a programming error.
        """
        # Here: most documents are sound, and never ask for the catalogue.
        from eligibility.documents.catalogue import CATALOGUE

        entry = CATALOGUE[code]
        extrait = None
        if span and 0 < span.line <= len(self._lines):
            line = self._lines[span.line - 1].rstrip("\r")
            if line.strip() and len(line) <= MAX_EXCERPT:
                extrait = _inerte(line)
        if aide is None and entry.aide:
            aide = entry.aide.format(**values)
        return Diagnostic(
            code,
            severity or Severity(entry.severity),
            # Whoever quotes what is written may forget ``clip``; nothing that misleads a terminal goes past this point.
            _inerte(entry.message.format(**values)),
            self.fichier,
            span,
            None if aide is None else _inerte(aide),
            extrait,
            tuple(replace(indice, dit=_inerte(indice.dit)) for indice in indices),
        )

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in the order of the text, without repeats."""
        return tuple(sorted(set(self._found), key=lambda found: found.sort_key))

    @property
    def has_errors(self) -> bool:
        return any(found.severity is Severity.ERREUR for found in self._found)


def _inerte(text: str) -> str:
    return FORBIDDEN.sub(SHOWN, text)
