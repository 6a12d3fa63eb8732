"""YAML events to located nodes, refusing on the way what YAML allows and this tool does not.

Nothing is ever constructed through PyYAML's loaders: no tag is resolved, no alias followed, no object built.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from contextlib import contextmanager
from typing import Any

import yaml
from msgspec import Struct

from eligibility.documents.characters import FORBIDDEN, clip, describe
from eligibility.documents.findings import MAX_LEFT, Finding, Findings
from eligibility.documents.located import Mapping, Node, Scalar, Sequence, Span
from eligibility.documents.masks import PAIR
from eligibility.documents.scalars import TYPED_STARTS, read_plain

MAX_NODES = 1_000_000
MAX_DEPTH = 64
MAX_SCALAR = 100_000

NARROW_BLANKS = "\u00a0\u202f\u2007"
"""No-break spaces: a French keyboard types them before « : », YAML does not count them as spaces."""

BULLETS = "\u2022\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u00b7\uf0b7\u2010\u2011\u2012\u2013\u2014\u2212"
"""Signs and dashes that word processors put before the elements of a list."""

ParserFactory = Callable[[str], Any]


def default_parser() -> ParserFactory:
    """libyaml's parser where PyYAML was built with it, else PyYAML's own, some twenty times slower."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return CParser
    from eligibility.documents.pure_parser import PureParser

    return PureParser


class Fault(Struct, frozen=True):
    """Where and why the parser gave up. Lines and columns count from 1, ``index`` from 0.

    ``last`` is the place of the event read just before, ``style`` its quote or ``flow`` when it closes a bracket;
    ``bracket`` the place of the innermost bracket still open.
    """

    problem: str
    context: str
    line: int
    column: int
    index: int
    origin: tuple[int, int] | None
    last: Span | None
    style: str
    bracket: Span | None


class Built(Struct, frozen=True):
    """``root`` is None for an empty document; ``complete`` is false when building stopped before the end."""

    root: Node | None
    complete: bool
    fault: Fault | None = None


def build(text: str, findings: Findings, restore: Table[int, str | None], make_parser: ParserFactory) -> Built:
    """The nodes of the first document of ``text``; ``restore`` undoes, in scalars, what was masked in ``text``."""
    with _collector_paused():
        found = Findings()
        built = _Builder(text, found, restore).run(make_parser)
        if built.fault is not None and _NESTING in built.fault.problem.lower():
            found = Findings()
            built = _too_deep(text, found, restore, make_parser, built.fault)
        findings.extend(found)
        return built


_NESTING = "nesting"
"""Said by the libyamls that have a cap of their own on depth, whatever their wording."""


def _too_deep(
    text: str, findings: Findings, restore: Table[int, str | None], make_parser: ParserFactory, fault: Fault
) -> Built:
    """Our own answer where the parser has refused the depth first.

    It reads up to a thousand characters ahead, so it may meet its cap before it hands over the bracket that goes
    beyond ours. Cut where it complained, the text lets that bracket through, at the same place as with any parser.
    """
    if _Builder(text[: fault.index], findings, restore).run(make_parser).fault is not None:
        findings.add("V041", Span(fault.line, fault.column, fault.line, fault.column + 1), maximum=MAX_DEPTH)
    return Built(None, False)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without the cycle collector: nodes hold no cycle, and looking for some again and again, as hundreds of
    thousands of them pile up, takes three quarters of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Builder:
    __slots__ = ("broken", "findings", "frames", "last", "restore", "text")

    def __init__(self, text: str, findings: Findings, restore: Table[int, str | None]) -> None:
        self.text = text
        self.findings = findings
        self.restore = restore
        # By identity, and kept alive so that no identity serves twice.
        self.broken: dict[int, Node] = {}
        self.frames: list[tuple[list[Node], Any]] = []
        self.last: Any = None

    def run(self, make_parser: ParserFactory) -> Built:
        parser = None
        try:
            parser = make_parser(self.text)
            root, complete = self._consume(parser.get_event)
        except yaml.MarkedYAMLError as error:
            return Built(None, False, self._fault(error))
        # An escape sequence or a tag that stands for no character: PyYAML lets these through, unmarked.
        except (yaml.YAMLError, ValueError, OverflowError):
            where = _span(self.last) if self.last is not None and self.last.end_mark else Span(1, 1, 1, 1)
            index = self.last.end_mark.index if self.last is not None and self.last.end_mark else 0
            return Built(None, False, Fault("", "", where.end_line, where.end_column, index, None, None, "", None))
        finally:
            if parser is not None:
                parser.dispose()
        return Built(root, complete)

    def _consume(self, get_event: Callable[[], Any]) -> tuple[Node | None, bool]:
        # The hot loop: one pass, no recursion, no call per scalar beyond building it.
        frames = self.frames
        findings = self.findings
        restore = self.restore
        text = self.text
        # What the file may not hold was masked in it: only an escape can still say it.
        escapes = "\\" in text
        items: list[Node] = []
        nodes = documents = 0
        while True:
            event = get_event()
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                value = event.value
                start, end = event.start_mark, event.end_mark
                span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
                if restore:
                    masked, value = value, value.translate(restore)
                if restore and PAIR in masked:
                    items.append(self._read_again(span, braces=True))
                elif event.style:
                    items.append(Scalar(value, value, True, span))
                    if escapes and event.style == '"' and text.find("\\", start.index, end.index) >= 0:
                        self._check_escapes(value, span)
                elif value[:1] in TYPED_STARTS:
                    items.append(Scalar(value, read_plain(value), False, span))
                else:
                    items.append(Scalar(value, value, False, span))
                if event.tag is not None or event.anchor is not None:
                    self._check_properties(event)
                if len(value) > MAX_SCALAR:
                    findings.add("V042", span, taille=len(value), maximum=MAX_SCALAR)
                nodes += 1
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag is not None or event.anchor is not None:
                    self._check_properties(event)
                frames.append((items, event))
                items = []
                nodes += 1
                if len(frames) > MAX_DEPTH:
                    findings.add("V041", _span(event), maximum=MAX_DEPTH)
                    return None, False
            elif kind is yaml.MappingEndEvent:
                mapping = self._mapping(items, _joined(frames[-1][1], event))
                items = frames.pop()[0]
                items.append(mapping)
            elif kind is yaml.SequenceEndEvent:
                sequence = Sequence(tuple(items), _joined(frames[-1][1], event))
                items = frames.pop()[0]
                items.append(sequence)
            elif kind is yaml.AliasEvent:
                span = _span(event)
                findings.add("V032", span, nom=clip(event.anchor))
                # Read as an absent value: what follows is still checked, without an error born of this one.
                items.append(Scalar("", None, False, span))
                self.broken[id(items[-1])] = items[-1]
                nodes += 1
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    findings.add("V035", _span(event))
                    break
            elif kind is yaml.StreamEndEvent:
                break
            if nodes > MAX_NODES:
                findings.add("V040", _span(event), maximum=f"{MAX_NODES:,}".replace(",", "\u00a0"))
                return None, False
            if findings.left > MAX_LEFT:
                return None, False
            self.last = event
        root = items[0] if items else None
        if isinstance(root, Scalar) and not root.quoted and not root.text:
            root = None
        return root, True

    def _mapping(self, items: list[Node], span: Span) -> Mapping:
        entries = tuple(zip(items[::2], items[1::2], strict=True))
        if not all(
            isinstance(key, Scalar) and key.text.isascii() and key.text not in _SUSPECT and ":" not in key.text
            for key, _ in entries
        ):
            entries = tuple(cleaned for key, value in entries if (cleaned := self._clean_entry(key, value)))
        # Every key is a scalar by now, which the type of ``zip`` cannot tell.
        mapping = Mapping(entries, span)  # type: ignore[arg-type]
        if len(mapping._index) == len(entries):
            return mapping
        return Mapping(self._without_repeats(entries), span)  # type: ignore[arg-type]

    def _clean_entry(self, key: Node, value: Node) -> tuple[Scalar, Node] | None:
        """The entry, its key ready to be looked up, or None (and a finding) when it cannot be a key."""
        if id(key) in self.broken:
            return None
        if not isinstance(key, Scalar):
            self.findings.add("V036", Span(key.span.line, key.span.column, key.span.line, key.span.column + 1))
            return None
        if key.text == "<<" and not key.quoted:
            self.findings.add("V034", key.span)
            return None
        text = unicodedata.normalize("NFC", key.text)
        if not key.quoted and (apart := self._unglue(Scalar(text, text, False, key.span), value)):
            return apart
        if not key.quoted:
            if text[:1] and text[0] in NARROW_BLANKS:
                place = Span(key.span.line, key.span.column, key.span.line, key.span.column + 1)
                self.findings.add("V023", place)
            text = text.strip(NARROW_BLANKS)
            if text[:1] and text[0] in BULLETS and text[1:2] in (" ", *NARROW_BLANKS):
                place = Span(key.span.line, key.span.column, key.span.line, key.span.column + 1)
                self.findings.add("V026", place, signe=text[0])
                text = text[1:].strip(f" {NARROW_BLANKS}")
        if not text:
            self.findings.add("V038", key.span)
            return None
        return Scalar(text, text, key.quoted, key.span), value

    def _unglue(self, key: Scalar, value: Node) -> tuple[Scalar, Node] | None:
        """The entry that « {min:0} » or « ages:{min: 0} » means, YAML taking for a key all that precedes « : »; None
        when ``key`` is a key."""
        glued = re.fullmatch(_GLUED if _empty(value) else GLUED_BRACKET, key.text)
        if glued is None:
            return None
        name, rest = glued.groups()
        line, column = key.span.line, key.span.column + len(name)
        blank = len(rest) - len(rest.lstrip(NARROW_BLANKS))
        name_only = Scalar(name, name, False, Span(line, key.span.column, line, column))
        self.findings.take(glued_finding(line, column, name, rest if _empty(value) else f"{rest}…"))
        start = column + 1 + blank
        # Beyond what is shown, nothing more is learnt by reading twice.
        if not _empty(value) and not self.findings.left:
            return name_only, self._read_again(Span(line, start, value.span.end_line, value.span.end_column))
        rest = rest[blank:]
        return name_only, Scalar(rest, read_plain(rest), False, Span(line, start, line, key.span.end_column))

    def _read_again(self, span: Span, braces: bool = False) -> Node:
        """What stands at ``span`` of one line, read by itself, between ``braces`` that were forgotten; an absent value
        when it cannot be."""
        lines = self.text.split("\n", span.end_line)
        piece = lines[span.line - 1][span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""
        # At its own place, for its nodes to be where they are in the text.
        piece = piece.translate(self.restore)
        indent = " " * (span.column - 2) + "{" if braces else " " * (span.column - 1)
        alone = "\n" * (span.line - 1) + indent + (f"{piece}}}" if braces else piece)
        found = Findings()
        root = build(alone, found, {}, default_parser()).root
        self.findings.extend(found)
        return root or Scalar("", None, False, span)

    def _without_repeats(self, entries: tuple[tuple[Node, Node], ...]) -> tuple[tuple[Node, Node], ...]:
        first: dict[str, int] = {}
        kept = []
        repeats: list[Scalar] = []
        # In a list, several keys come back in a row are those of an element whose dash was forgotten: one mistake.
        in_list = len(self.frames) > 1 and self.frames[-2][1].__class__ is yaml.SequenceStartEvent
        for key, value in (*entries, (None, None)):
            if isinstance(key, Scalar) and key.text in first:
                repeats.append(key)
                continue
            told = repeats[:1] if in_list and len(repeats) > 1 else repeats
            for repeat in told:
                said = {"cle": clip(repeat.text), "ligne": first[repeat.text]}
                again = in_list and (len(repeats) > 1 or repeat.text == next(iter(first)))
                self.findings.take(Finding("V030", repeat.span, said, _ELEMENT if again else None))
            repeats = []
            if isinstance(key, Scalar) and value is not None:
                first[key.text] = key.span.line
                kept.append((key, value))
        return tuple(kept)

    def _check_escapes(self, value: str, span: Span) -> None:
        """``"\\e[31m"`` says in ASCII what the file may not hold."""
        found = FORBIDDEN.search(value)
        if found:
            code, point, name = describe(found[0])
            self.findings.add(code, span, point=point, nom=name)

    def _check_properties(self, event: Any) -> None:
        for code, sign, name in (("V031", "&", event.anchor), ("V033", "!", event.tag)):
            if name is None:
                continue
            start = event.start_mark
            # Both may stand before the value, in either order, on the same line in practice.
            column = start.column + 1
            found = self.text.find(sign, start.index, event.end_mark.index + 1)
            written = name
            if found >= 0:
                if self.text.find("\n", start.index, found) < 0:
                    column += found - start.index
                written = _word(self.text, found)
                if sign == "&":
                    written = written[1:]
            span = Span(start.line + 1, column, start.line + 1, column + 1)
            self.findings.add(code, span, nom=clip(written))

    def _fault(self, error: yaml.MarkedYAMLError) -> Fault:
        mark: Any = error.problem_mark or error.context_mark
        origin = error.context_mark
        last: Any = self.last if self.last is not None and self.last.end_mark is not None else None
        style = ""
        if isinstance(last, yaml.ScalarEvent):
            style = last.style or ""
        elif last is not None and last.end_mark.index > last.start_mark.index and _ends_collection(last):
            # The end of a block collection is empty: only a bracket takes room.
            style = "flow"
        bracket = None
        for _, start in reversed(self.frames):
            if start.flow_style:
                bracket = _span(start)
                break
        return Fault(
            problem=error.problem or "",
            context=error.context or "",
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
            index=mark.index if mark else 0,
            origin=(origin.line + 1, origin.column + 1) if origin else None,
            last=_span(last) if last is not None else None,
            style=style,
            bracket=bracket,
        )


def glued_finding(line: int, column: int, name: str, rest: str) -> Finding:
    """A key's colon, at that place, and what is glued to it, a no-break space perhaps between them."""
    if rest[0] in NARROW_BLANKS:
        return Finding("V023", Span(line, column + 1, line, column + 2))
    return Finding("V022", Span(line, column, line, column + 1), {"signe": ":", "corrige": clip(f"{name}: {rest}")})


_ELEMENT = (
    "pour un nouvel élément de la liste, mettez un tiret devant cette clé\u00a0; sinon, gardez une seule des deux"
)
_SUSPECT = frozenset({"", "<<"})
_GLUED = rf"([\w.-]+):([{NARROW_BLANKS}]*\S.*)"
GLUED_BRACKET = rf"([\w.-]+):([{NARROW_BLANKS}]*[\[{{].*)"


def _empty(value: Node) -> bool:
    return isinstance(value, Scalar) and not value.quoted and not value.text


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _joined(opening: Any, closing: Any) -> Span:
    start, end = opening.start_mark, closing.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _ends_collection(event: Any) -> bool:
    return isinstance(event, yaml.CollectionEndEvent)


def _word(text: str, index: int) -> str:
    words = text[index : index + 80].split()
    return words[0].rstrip(",]}") if words else ""
