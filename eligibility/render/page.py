"""Lines of styled text, wrapped to a width: what every text renderer writes on.

Styles are the words of rich; rich itself is imported only to colour a terminal.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import Final, TextIO

from eligibility.render.flux import ecrire
from eligibility.render.support import Support, colonnes, propre

Segment = tuple[str, str]
"""Text and style."""

_MARGE: Final = 17
"""Columns of the labels of sections, where there is room for them."""
_PLACE: Final = 64


class Page:
    """Lines in the making. After ``rubrique``, paragraphs stand right of the label, or under it on a narrow page."""

    def __init__(self, support: Support) -> None:
        self.support = support
        self._lines: list[list[Segment]] = []
        self._marge = 0
        self._etiquette = ""

    def vide(self) -> None:
        """An empty line, once, between what is before and what follows."""
        if self._lines and self._lines[-1]:
            self._lines.append([])

    def rubrique(self, titre: str) -> None:
        """Start a section: an empty line, then ``titre`` in the margin."""
        self.corps()
        self.vide()
        if self.support.largeur >= _PLACE:
            self._marge, self._etiquette = _MARGE, self.support.lisible(titre)
        else:
            self.paragraphe(titre, retrait=2, style="bold")
            self._marge = 4

    def corps(self) -> None:
        """End the section: paragraphs stand at the left again."""
        self._marge, self._etiquette = 0, ""

    def ligne(self, *segments: Segment) -> None:
        """One line as it is, not wrapped."""
        self._lines.append([(self.support.lisible(text), style) for text, style in segments])

    def paragraphe(
        self,
        texte: str,
        *,
        retrait: int = 0,
        tete: Iterable[Segment] = (),
        style: str = "",
        queue: Segment | None = None,
    ) -> None:
        """``texte`` wrapped after ``tete``, its next lines under its first character; ``queue`` ends the last line
        where it fits and is left out elsewhere."""
        head = [(self.support.lisible(text), tone) for text, tone in tete]
        start = retrait + self._marge
        used = start + sum(colonnes(text) for text, _ in head)
        hang = used if used - self._marge < (self.support.largeur - self._marge) // 2 else start + 2
        rows = _plier(self._mots(texte), self.support.largeur - used, self.support.largeur - hang)
        self._lines.append([*self._gauche(start), *head, (rows[0], style)])
        self._lines.extend([[(" " * hang, ""), (row, style)] for row in rows[1:]])
        if queue:
            last = hang if len(rows) > 1 else used
            text = self.support.lisible(queue[0])
            if last + colonnes(rows[-1]) + colonnes(text) <= self.support.largeur:
                self._lines[-1].append((text, queue[1]))

    def _mots(self, texte: str) -> list[str]:
        """Words as they will be written: a no-break space holds even where it is written as a plain one."""
        return [self.support.lisible(word) for word in propre(texte).split(" ")]

    def _gauche(self, start: int) -> list[Segment]:
        """The indentation of a first line, with the label of its section when it is still to be written."""
        label, self._etiquette = self._etiquette, ""
        if not label:
            return [(" " * start, "")]
        return [("  ", ""), (label, "bold"), (" " * (start - 2 - colonnes(label)), "")]

    def texte(self) -> str:
        """Everything, without style."""
        return "\n".join("".join(text for text, _ in line).rstrip(" ") for line in self._lines) + "\n"

    def imprimer(self, stream: TextIO | None = None) -> None:
        """Raises EcritureError or LecteurPartiError."""
        ecrire(self._colore() if self.support.couleur else self.texte(), stream or sys.stdout)

    def _colore(self) -> str:
        from rich.console import Console
        from rich.text import Text

        out = io.StringIO()
        console = Console(file=out, width=1_000, highlight=False, force_terminal=True, legacy_windows=False)
        for line in self._lines:
            console.print(Text.assemble(*line), soft_wrap=True)
        return out.getvalue()


def _plier(words: list[str], first: int, width: int) -> list[str]:
    """Rows of at most ``first`` columns, then ``width``; a longer word stands alone and whole."""
    rows: list[str] = []
    row: str | None = None
    used, room = 0, first
    for word in words:
        size = colonnes(word)
        if row is None and (size <= room or room >= width):
            row, used = word, size
        elif row is not None and used + 1 + size <= room:
            row, used = f"{row} {word}", used + 1 + size
        else:
            rows.append(row or "")
            row, used, room = word, size, width
    return [*rows, row or ""]
