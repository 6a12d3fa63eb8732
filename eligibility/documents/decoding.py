"""Bytes to text: UTF-8 only, and a precise answer when it is something else."""

from __future__ import annotations

import codecs
from contextlib import suppress

from eligibility.documents.characters import clip
from eligibility.documents.findings import Finding
from eligibility.documents.located import Span

_START = Span(1, 1, 1, 2)

# The longer marks first: that of UTF-32 starts like that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "une archive ou un document bureautique (Word, Excel, LibreOffice…)"),
    (b"\xd0\xcf\x11\xe0", "un ancien document bureautique (Word, Excel…)"),
    (b"%PDF-", "un document PDF"),
    (b"{\\rtf", "un document RTF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"\x1f\x8b", "une archive compressée"),
)


def decode(data: bytes) -> tuple[str | None, Finding | None]:
    """The text without its byte order mark; or a finding, with the text when it can be guessed safely."""
    for magic, nature in _NOT_TEXT:
        if data.startswith(magic):
            return None, Finding("V009", _START, {"nature": nature})
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return None, Finding("V004", _START, {"encodage": encoding})
    if len(data) > 1 and data[:2].count(0) == 1:
        return None, Finding("V004", _START, {"encodage": "UTF-16"})
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _foreign(data, error.start)


def _foreign(data: bytes, bad: int) -> tuple[str | None, Finding]:
    line = data.count(b"\n", 0, bad) + 1
    before = data[data.rfind(b"\n", 0, bad) + 1 : bad].decode("utf-8")
    span = Span(line, len(before) + 1, line, len(before) + 2)
    text: str | None = None
    apercu = ""
    with suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
    # Valid UTF-8 accents before the bad byte mean a mixed file: reading it all as Windows-1252 would garble them.
    if text is not None and data[:bad].isascii() and text[bad].isalpha():
        start = max((text.rfind(blank, 0, bad) for blank in " \n\"'"), default=-1) + 1
        word = text[max(start, bad - 20) : bad + 20].split()[0].strip("\"',:[]{}")
        apercu = f", sans doute du Windows-1252 («\u00a0{clip(word)}\u00a0»)"
    else:
        text = None
    return text, Finding("V003", span, {"octet": f"0x{data[bad]:02X}", "apercu": apercu})
