"""What reading finds, before it becomes diagnostics: bounded, so that a hostile file cannot flood the answer."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Span

MAX_FINDINGS = 100
MAX_LEFT = 10_000
"""Beyond so many findings left out, reading stops: nothing more is learnt."""


class Finding(Struct, frozen=True):
    """A code of the catalogue, its place and the values of its message; ``aide`` overrides the catalogue's."""

    code: str
    span: Span | None
    values: Mapping[str, object] = field(default_factory=dict)
    aide: str | None = None

    def enter(self, report: Report) -> None:
        report.add(self.code, self.span, aide=self.aide, **self.values)


class Findings:
    """Keeps the first ``MAX_FINDINGS`` and counts the others."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.left = 0

    def __bool__(self) -> bool:
        return bool(self.kept)

    def add(self, code: str, span: Span, **values: object) -> None:
        self.take(Finding(code, span, values))

    def take(self, finding: Finding) -> None:
        if len(self.kept) < MAX_FINDINGS:
            self.kept.append(finding)
        else:
            self.left += 1

    def extend(self, others: Findings) -> None:
        for finding in others.kept:
            self.take(finding)
        self.left += others.left

    def fill(self, report: Report) -> None:
        """Hand everything to ``report``, with a closing note when some were left out."""
        for finding in self.kept:
            finding.enter(report)
        if self.left:
            reste = f"{self.left} autres erreurs ne sont pas montrées"
            if self.left == 1:
                reste = "1 autre erreur n'est pas montrée"
            elif self.left > MAX_LEFT:
                reste = f"plus de {MAX_LEFT:,} autres erreurs ne sont pas montrées".replace(",", "\u00a0")
            last = max((finding.span.line for finding in self.kept if finding.span), default=1)
            report.add("V099", Span(last, 1, last, 1), reste=reste)
