"""Lines of styled text, wrapped to a width: what every text renderer writes on.

Styles are the words of rich; rich itself is imported only to colour a terminal.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable
from typing import Final, TextIO

from msgspec import Struct

from eligibility.documents.characters import FORBIDDEN

Segment = tuple[str, str]
"""Text and style."""

_ASCII: Final = str.maketrans(
    {"✔": "+", "✘": "x", "?": "?", "█": "#", "·": "-", "…": "...", "—": "-", "→": "->", "’": "'",
     "\u00a0": " ", "\u202f": " ", "«": '"', "»": '"', "€": "EUR", "−": "-"}
)  # fmt: skip


class Support(Struct, frozen=True):
    """Where text goes. ``largeur`` in columns; ``couleur`` and ``unicode`` say what it can show."""

    largeur: int = 80
    couleur: bool = False
    unicode: bool = True

    @staticmethod
    def de(stream: TextIO) -> Support:
        """What ``stream`` can show: colour on a terminal without NO_COLOR, 80 columns where it has no width."""
        terminal = stream.isatty()
        largeur = 80
        if terminal:
            try:
                largeur = max(40, min(120, os.get_terminal_size(stream.fileno()).columns))
            except (OSError, ValueError):
                largeur = 80
        try:
            "✔«é█".encode(stream.encoding or "ascii")
            unicode = True
        except (UnicodeEncodeError, LookupError):
            unicode = False
        couleur = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Support(largeur, couleur, unicode)


class Page:
    """Lines in the making."""

    def __init__(self, support: Support) -> None:
        self.support = support
        self._lines: list[list[Segment]] = []

    def ligne(self, *segments: Segment) -> None:
        """One line as it is, not wrapped."""
        self._lines.append([(propre(text), style) for text, style in segments])

    def vide(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append([])

    def paragraphe(self, texte: str, *, retrait: int = 0, tete: Iterable[Segment] = (), style: str = "") -> None:
        """``texte`` wrapped after ``tete``, its next lines under its first character."""
        head = [(propre(text), tone) for text, tone in tete]
        used = retrait + sum(len(text) for text, _ in head)
        hang = used if used < self.support.largeur // 2 else retrait + 2
        width = max(20, self.support.largeur - hang)
        rows = textwrap.wrap(
            propre(texte),
            width,
            initial_indent=" " * max(0, used - hang),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        first = rows[0][max(0, used - hang) :]
        self._lines.append([(" " * retrait, ""), *head, (first, style)])
        self._lines.extend([[(" " * hang, ""), (row, style)] for row in rows[1:]])

    def texte(self) -> str:
        """Everything, without style."""
        rows = ("".join(text for text, _ in line).rstrip() for line in self._lines)
        whole = "\n".join(rows) + "\n"
        return whole if self.support.unicode else whole.translate(_ASCII)

    def imprimer(self, stream: TextIO | None = None) -> None:
        out = stream or sys.stdout
        if not self.support.couleur:
            out.write(self.texte())
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(file=out, width=max(self.support.largeur, 200), highlight=False, force_terminal=True)
        for line in self._lines:
            console.print(Text.assemble(*line), soft_wrap=True)


def propre(text: str) -> str:
    """``text`` on one line, without any character that could lead a terminal astray."""
    return FORBIDDEN.sub("\ufffd", " ".join(text.split(" "))).replace("\n", " ").replace("\t", " ")
