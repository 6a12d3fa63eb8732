"""What a reader of text answers when it cannot give a value: the diagnostic to make of it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Span


class Refus(Struct, frozen=True):
    """A code of the catalogue and the values of its message; ``aide`` overrides the catalogue's."""

    code: str
    aide: str | None = None
    valeurs: Mapping[str, object] = field(default_factory=dict)

    def signale(self, report: Report, span: Span, ecrit: str, champ: str) -> None:
        """Report it at ``span``, where ``ecrit`` is written for the field ``champ``."""
        values = {"valeur": clip(ecrit), "champ": champ, **self.valeurs}
        report.add(self.code, span, aide=self.aide, **values)
