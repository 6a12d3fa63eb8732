"""Where text goes, and what that place can show: width, colour, characters."""

from __future__ import annotations

import codecs
import os
from typing import Final, NamedTuple, TextIO

from eligibility.documents.characters import FORBIDDEN

LISIBLE: Final = "eligibility.lisible"
"""Name of the codec error handler that writes a readable substitute: « é » as « e », « ✔ » as « + »."""

_SUBSTITUTS: Final = {
    "✔": "+", "✘": "x", "█": "#", "·": "-", "…": "...", "—": "-", "–": "-", "→": "->", "−": "-", "×": "x",
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‹": "<", "›": ">", "\u00a0": " ", "\u202f": " ",
    "€": "EUR", "§": "par.", "°": "o", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE",
}  # fmt: skip
_ETROITS: Final = frozenset("✔✘█→…€–—’−\u202f")
_ETROIT, _LARGE = 40, 120


class Support(NamedTuple):
    """``largeur`` in columns; ``codage`` is the name of a codec."""

    largeur: int = 80
    couleur: bool = False
    codage: str = "utf-8"

    @staticmethod
    def de(stream: TextIO) -> Support:
        """What ``stream`` can show: colour on a terminal without NO_COLOR; where it has no width, as many columns as
        COLUMNS says, 80 without."""
        terminal = stream.isatty()
        try:
            colonnes_ = os.get_terminal_size(stream.fileno()).columns if terminal else int(os.environ["COLUMNS"])
            largeur = max(_ETROIT, min(_LARGE, colonnes_))
        except (KeyError, OSError, ValueError):
            largeur = 80
        couleur = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Support(largeur, couleur, stream.encoding or "ascii")

    @property
    def unicode(self) -> bool:
        """Whether every symbol of the renderers can be written."""
        return self.lisible("✔✘«é█→·…€") == "✔✘«é█→·…€"

    def lisible(self, text: str) -> str:
        """``text`` on one line, as this support can write it: nothing that could lead a terminal astray."""
        text = propre(text)
        if text.isascii():
            return text
        written = self._coder(text)
        if ("«" in text or "»" in text) and "«" not in written and "»" not in written:
            # Straight quotes take no space inside.
            return self._coder(text.replace("«\u00a0", "«").replace("\u00a0»", "»"))
        return written

    def _coder(self, text: str) -> str:
        return text.encode(self.codage, LISIBLE).decode(self.codage)


def propre(text: str) -> str:
    """``text`` on one line, without any character that could lead a terminal astray; as many characters."""
    if text.isascii() and text.isprintable():
        return text
    return FORBIDDEN.sub("\ufffd", text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def colonnes(text: str) -> int:
    """Terminal columns of ``text``.

    >>> colonnes("été"), colonnes("e\u0301te\u0301"), colonnes("日本")
    (3, 3, 4)
    """
    # Below the combining marks no letter is wide nor without width; the rest asks for a table of its own.
    if not text or max(text) < "\u0300" or all(sign < "\u0300" or sign in _ETROITS for sign in text):
        return len(text)
    return sum(map(_colonnes, text))


def _colonnes(sign: str) -> int:
    from unicodedata import category, east_asian_width

    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in ("W", "F") else 1


def _substituer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_substitut, error.object[error.start : error.end])), error.end


def _substitut(sign: str) -> str:
    found = _SUBSTITUTS.get(sign)
    if found is None:
        from unicodedata import combining, normalize

        letters = "".join(part for part in normalize("NFKD", sign) if part.isascii())
        found = letters if letters or combining(sign) else "?"
    return found


codecs.register_error(LISIBLE, _substituer)
