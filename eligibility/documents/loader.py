"""Reading a YAML file: from a path, a stream or bytes to located values, every refusal named and placed.

What is read: UTF-8 (a byte order mark is accepted), one document, plain YAML. What is refused, each with its own
diagnostic: anchors, aliases, tags, merge keys, duplicate keys, invisible and control characters, and anything
beyond the caps on bytes, values, depth and length. As many errors as possible are found in one go.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import BinaryIO

from eligibility.documents.builder import BULLETS, NARROW_BLANKS, ParserFactory, build, default_parser
from eligibility.documents.characters import FORBIDDEN, clip, describe
from eligibility.documents.decoding import decode
from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.files import MAX_BYTES, Chemin, UnreadableError, display_name, read_bytes, too_big
from eligibility.documents.findings import MAX_FINDINGS, MAX_LEFT, Finding, Findings
from eligibility.documents.located import Document, Span
from eligibility.documents.masks import GONE, RESTORE, SHOWN

Loaded = tuple[Document | None, tuple[Diagnostic, ...]]

MAX_MENDS = 20
"""Syntax errors reported in one go, each but the last neutralised to go on reading."""

_MEND_BUDGET = 2_000_000
"""Characters that may be parsed again in all to find further syntax errors."""

_TYPED_OTHERWISE = frozenset({"V023", "V026"})

# Compiled by re for the rare file that holds a « % ».
_HEAD = r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n|%[^\n]*+(?:\n|\Z))*+"
_END_MARK = r"(?m)^\.\.\.(?=\s)"
_PERCENT = "(?m)^%"


def read(path: Chemin, name: str | None = None) -> Loaded:
    """Read the file at ``path``; ``name`` is what the diagnostics call it. Never raises for what the file holds."""
    shown = display_name(path) if name is None else name
    try:
        return load(shown, read_bytes(path))
    except UnreadableError as error:
        return None, _refused(shown, error.finding)


def read_text(path: Chemin, name: str | None = None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file that is no YAML; None, and why, when it cannot be read whole."""
    shown = display_name(path) if name is None else name
    try:
        data = read_bytes(path)
    except UnreadableError as error:
        return None, _refused(shown, error.finding)
    if len(data) > MAX_BYTES:
        return None, _refused(shown, too_big(len(data)))
    text, finding = decode(data)
    return (text, ()) if finding is None else (None, _refused(shown, finding))


def read_stream(name: str, stream: BinaryIO) -> Loaded:
    """Read a binary stream (standard input) to its end, or to the cap."""
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return None, _refused(name, UnreadableError.from_error(error).finding)
    return load(name, data)


def load(name: str, data: bytes, make_parser: ParserFactory | None = None) -> Loaded:
    """The document that ``data`` holds, and what was found in it.

    The document is None when it could not be read whole. A document may come *with* errors: it then serves to find
    more of them, never to conclude. An empty file is a document whose root is None, without error.
    ``make_parser`` chooses PyYAML's parser (libyaml's by default).
    """
    if len(data) > MAX_BYTES:
        return None, _refused(name, too_big(len(data)))
    text, finding = decode(data)
    findings = Findings()
    if finding is not None:
        findings.take(finding)
    if text is None:
        report = Report(name)
        findings.fill(report)
        return None, report.diagnostics
    document = _interpret(name, text, findings, make_parser or default_parser())
    if not findings:
        return document, ()
    report = Report(name, text)
    findings.fill(report)
    return document, report.diagnostics


def _refused(name: str, finding: Finding) -> tuple[Diagnostic, ...]:
    report = Report(name)
    finding.enter(report)
    return report.diagnostics


def _interpret(name: str, text: str, findings: Findings, make_parser: ParserFactory) -> Document | None:
    masked = _mask_characters(text, findings)
    if masked is None:
        return None
    masked = _mask_directives(masked, findings)
    if masked is None:
        return None
    restore: dict[int, str | None] = {} if masked is text else RESTORE
    whole = True
    budget = _MEND_BUDGET
    reached = 0
    for mends in range(MAX_MENDS):
        found = Findings()
        built = build(masked, found, restore, make_parser)
        fault = built.fault
        if budget >= len(masked) and (fault is not None or _TYPED_OTHERWISE & {one.code for one in found.kept}):
            typed, meant = _retype(masked)
            if meant:
                budget -= len(masked)
                again = build(meant, Findings(), RESTORE, make_parser).fault
                if again is None or (fault is not None and again.index > fault.index):
                    for finding in typed:
                        findings.take(finding)
                    masked, restore = meant, RESTORE
                    continue
        if fault is None:
            findings.extend(found)
            if not (built.complete and whole):
                return None
            if " #" in text or "\t#" in text:
                # Few files hold a comment at the end of a line.
                from eligibility.documents.commentaires import swallowed

                for finding in swallowed(text, built.root):
                    findings.take(finding)
            shown = FORBIDDEN.sub(SHOWN, text) if restore else text
            return Document(name, shown, built.root)
        if fault.line <= reached:
            # A second complaint about a line already mended is the mend's, not the writer's.
            break
        # Here, for a file without fault is the rule and need not wait for this.
        from eligibility.documents.syntaxe import explain

        explanation = explain(fault, masked)
        findings.take(explanation.finding)
        reached = fault.line
        whole = whole and explanation.faithful
        budget -= fault.index + len(masked) // 8
        if not explanation.mend or budget < 0 or mends == MAX_MENDS - 1:
            findings.extend(found)
            break
        masked = _replace(masked, explanation.mend)
        restore = RESTORE
    return None


def _retype(masked: str) -> tuple[list[Finding], str]:
    """What to say of the signs that a word processor put at the start of lines, and the text without them, empty when
    there are none."""
    if not any(sign in masked for sign in NARROW_BLANKS + BULLETS):
        return [], ""
    # Not imported for a file without fault.
    from eligibility.documents.frappe import retype

    found, mend = retype(masked)
    return found, _replace(masked, mend) if mend else ""


def _replace(text: str, changes: dict[int, str]) -> str:
    parts = []
    done = 0
    for index in sorted(changes):
        parts += [text[done:index], changes[index]]
        done = index + 1
    parts.append(text[done:])
    return "".join(parts)


def _mask_characters(text: str, findings: Findings) -> str | None:
    """``text`` with each forbidden character reported and masked; None when there are too many to go on."""
    count = position = 0
    line = 1
    for match in FORBIDDEN.finditer(text):
        count += 1
        if count > MAX_FINDINGS:
            break
        line += text.count("\n", position, match.start())
        position = match.start()
        start = text.rfind("\n", 0, position) + 1
        code, point, nom = describe(match[0])
        column = position - start + 1
        findings.add(code, Span(line, column, line, column + 1), point=point, nom=nom)
    if count == 0:
        return text
    if count > MAX_FINDINGS:
        findings.left += sum(1 for _ in islice(FORBIDDEN.finditer(text, position + 1), MAX_LEFT + 1))
        return None
    masked = FORBIDDEN.sub(lambda match: GONE if match[0] not in "\x85\u2028\u2029\r\x0b\x0c" else " ", text)
    # Where nothing follows on the line, a space: a lone mask would be a value of its own.
    return re.sub(rf"{GONE}[{GONE} \t]*(?=\r?$)", lambda match: " " * len(match[0]), masked, flags=re.MULTILINE)


def _mask_directives(text: str, findings: Findings) -> str | None:
    """``text`` with each ``%YAML`` or ``%TAG`` line reported and made a comment; None when there are too many.

    They stand before the document, or after its end mark ``...``; elsewhere the parser knows what a ``%`` is. Left
    to libyaml, many of them would take a time that grows with the square of their number.
    """
    if "%" not in text:
        return text
    head = re.match(_HEAD, text)
    head_end = head.end() if head else 0
    ended = re.search(_END_MARK, text)
    tail_start = ended.start() if ended else len(text)
    starts = [found.start() for found in re.finditer(_PERCENT, text)]
    starts = [start for start in starts if start < head_end or start > tail_start]
    for start in starts[:MAX_FINDINGS]:
        line = text[start : start + 200].split("\n")[0].rstrip()
        number = text.count("\n", 0, start) + 1
        findings.add("V037", Span(number, 1, number, len(line) + 1), nom=clip(line.split()[0]))
    if len(starts) > MAX_FINDINGS:
        findings.left += len(starts) - MAX_FINDINGS
        return None
    return _replace(text, dict.fromkeys(starts, "#"))
