"""Characters that a file must not hold: invisible ones, and those that could mislead a reader or a terminal."""

from __future__ import annotations

import re

_BREAKS = {"\u0085": "ligne suivante", "\u2028": "séparateur de lignes", "\u2029": "séparateur de paragraphes"}
_BIDI = {
    "\u061c": "marque de lettre arabe",
    "\u200e": "marque gauche-à-droite",
    "\u200f": "marque droite-à-gauche",
    "\u202a": "enchâssement gauche-à-droite",
    "\u202b": "enchâssement droite-à-gauche",
    "\u202c": "dépilement de formatage directionnel",
    "\u202d": "forçage gauche-à-droite",
    "\u202e": "forçage droite-à-gauche",
    "\u2066": "isolat gauche-à-droite",
    "\u2067": "isolat droite-à-gauche",
    "\u2068": "isolat à premier caractère fort",
    "\u2069": "dépilement d'isolat",
}
_INVISIBLE = {
    "\u00ad": "trait d'union conditionnel",
    "\u034f": "liant de graphèmes",
    "\u180e": "séparateur de voyelles mongol",
    "\u200b": "espace sans chasse",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u2060": "gluon de mots",
    "\ufeff": "indicateur d'ordre des octets",
}
_CONTROLS = {
    "\x00": "caractère nul",
    "\x07": "sonnerie",
    "\x08": "retour arrière",
    "\x0b": "tabulation verticale, que Word met pour un saut de ligne",
    "\x0c": "saut de page",
    "\r": "retour chariot isolé",
    "\x1a": "substitution",
    "\x1b": "échappement",
    "\x7f": "effacement",
}

FORBIDDEN = re.compile(
    # C0 but tab and line feed, DEL, C1; a carriage return only before a line feed.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)|"
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    # Surrogates (written as escapes), what is no character, invisible tags.
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def describe(character: str) -> tuple[str, str, str]:
    """Diagnostic code, code point (``U+202E``) and French name of a character that ``FORBIDDEN`` matches."""
    point = f"U+{ord(character):04X}"
    if character in _BREAKS:
        return "V008", point, _BREAKS[character]
    if character == "\r":
        return "V008", point, _CONTROLS[character]
    if character in _BIDI:
        return "V006", point, _BIDI[character]
    if character <= "\x1f" or "\x7f" <= character <= "\x9f":
        return "V005", point, _CONTROLS.get(character, "sans représentation")
    return "V007", point, _INVISIBLE.get(character, "sans représentation")


def clip(text: str, limit: int = 60) -> str:
    """``text`` on one line, fit to be quoted in a message: no forbidden character, at most ``limit`` long."""
    clipped = FORBIDDEN.sub("\ufffd", text[: limit + 1])
    clipped = re.sub(r"[\t\n\r]+", " ", clipped)
    return clipped if len(clipped) <= limit else clipped[: limit - 1] + "…"


def unquoted(text: str) -> str:
    """``text`` without the quotes that word processors set around it, which YAML takes for letters.

    >>> unquoted("“Un répit”"), unquoted("«\u00a0oui\u00a0»")
    ('Un répit', 'oui')
    """
    return text.strip().strip("«»“”„‘’\u00a0\u202f ")
