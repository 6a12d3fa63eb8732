"""Code lists: CSV files with « ; » between columns, a header line, UTF-8."""

from __future__ import annotations

import csv
import io

from msgspec import Struct

from eligibility.corpus.fingerprint import SourceFile
from eligibility.documents.decoding import decode
from eligibility.documents.diagnostics import Report
from eligibility.documents.files import MAX_BYTES, too_big
from eligibility.documents.located import Span


class Table(Struct, frozen=True):
    """``rows``: the line number and the cells by column, in the order of the file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(file: SourceFile) -> tuple[Table | None, Report]:
    """The table, None when it cannot be used; every fault is in the report, at its line."""
    text, finding = decode(file.data) if len(file.data) <= MAX_BYTES else (None, too_big(len(file.data)))
    report = Report(file.name, text or "")
    if finding is not None:
        finding.enter(report)
    if text is None or finding is not None:
        return None, report
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    columns: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not columns:
                columns = tuple(cells)
                _check_header(columns, report)
            elif len(cells) == len(columns):
                rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
            elif cells:
                detail = f"{len(cells)} colonne{'s' if len(cells) > 1 else ''} au lieu de {len(columns)}"
                report.add("V420", _line(reader.line_num), detail=detail)
    except csv.Error:
        report.add("V420", _line(max(reader.line_num, 1)), detail="guillemets mal fermés")
    if not columns:
        report.add("V420", _line(1), detail="ce fichier est vide")
    if report.has_errors:
        return None, report
    return Table(file.name, columns, tuple(rows)), report


def _check_header(columns: tuple[str, ...], report: Report) -> None:
    if len(columns) == 1 and (autre := next((sign for sign in ",\t" if sign in columns[0]), None)):
        ecrit = "la tabulation" if autre == "\t" else f"«\u00a0{autre}\u00a0»"
        report.add("V420", _line(1), detail=f"ses colonnes sont séparées par {ecrit} au lieu de «\u00a0;\u00a0»")
    elif len(set(columns)) != len(columns) or not all(columns):
        report.add("V420", _line(1), detail="deux colonnes portent le même nom, ou l'une n'en a pas")


def _line(number: int) -> Span:
    return Span(number, 1, number, 2)
