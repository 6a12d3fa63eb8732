"""Did you mean: the known words nearest to one that is not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_JOINTS = r"[\s\-_'\u2019\u2010-\u2015]+"
_MAX_LENGTH = 80
"""Longer words are cut before comparing: the time spent grows with the product of two lengths."""
_SHARED_WORD = 0.5
"""Score of two words that have no more in common than a part."""


def fold(text: str) -> str:
    """``text`` without accents, case or kind of joint: what two spellings of one word have in common.

    >>> fold("Pacte  local"), fold("ALLER-VERS"), fold("Côte-d’Or"), fold("cœur")
    ('pacte_local', 'aller_vers', 'cote_d_or', 'coeur')
    """
    folded = re.sub(_JOINTS, "_", text.casefold())
    while not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded.replace("œ", "oe").replace("æ", "ae"))
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
        # Again: what a letter is made of may be a capital (« 𝐀 »), a ligature, a space or a dash.
        bare = re.sub(_JOINTS, "_", bare.casefold())
        if bare == folded:
            break
        folded = bare
    return folded.strip("_")


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most ``limit`` candidates that ``word`` may stand for, the likeliest first; none when nothing resembles it.

    Compares folded words: typing errors (a letter lost, added, changed, two swapped), a missing start or end, words
    in another order. Ties are settled by alphabetical order, so the answer does not depend on that of ``candidates``.

    >>> nearest("gravitee", ["gravite", "motif", "axe"])
    ('gravite',)
    >>> nearest("contrat département", ["pacte_local", "contrat_departement"])
    ('contrat_departement',)
    """
    sought = fold(word)[:_MAX_LENGTH]
    if not sought:
        return ()
    scored = []
    for candidate in set(candidates):
        score = _distance_score(sought, fold(candidate)[:_MAX_LENGTH])
        if score is not None:
            scored.append((score, candidate))
    scored.sort()
    # A word that more candidates hold than can be shown (« personnes… ») says nothing of which one is meant.
    if not scored or (scored[0][0] == _SHARED_WORD and len(scored) > limit):
        return ()
    # Next to a near miss, far resemblances only distract.
    best = scored[0][0]
    return tuple(candidate for score, candidate in scored[:limit] if score <= best + 0.2)


def vouliez_vous(words: Sequence[str]) -> str | None:
    """The question to ask, or None when there is nothing to propose.

    >>> vouliez_vous(["caf", "cnaf", "msa"])
    'vouliez-vous dire «\\xa0caf\\xa0», «\\xa0cnaf\\xa0» ou «\\xa0msa\\xa0»\\xa0?'
    """
    if not words:
        return None
    quoted = [f"«\u00a0{word}\u00a0»" for word in words]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} ou {quoted[-1]}"
    return f"vouliez-vous dire {listed}\u00a0?"


def _distance_score(sought: str, known: str) -> float | None:
    """From 0 (the same folded word) to 1, or None when the two do not resemble each other."""
    if sought == known:
        return 0.0
    if not known:
        return None
    sought, known = _own_parts(sought, known)
    # Half the letters of a short word, a third of a long one.
    allowed = max(1, min(len(sought), len(known)) // 3)
    if len(sought) <= 2:
        allowed = 0 if len(known) <= 2 else 1
    distance = _edits(sought, known, allowed)
    if distance is not None:
        return distance / max(len(sought), len(known))
    if sorted(sought.split("_")) == sorted(known.split("_")):
        return 0.3
    shorter, longer = sorted((sought, known), key=len)
    parts = re.split(r"[_/.]", longer)
    if len(shorter) >= 3 and (shorter in parts or longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.4
    # One word in common is not enough where another says what it is about: « relais parental », « relais enfance ».
    words = set(re.split(r"[_/.]", sought))
    shared = sum(len(word) for word in words.intersection(re.split(r"[_/.]", known)) if len(word) >= 5)
    return _SHARED_WORD if shared > sum(map(len, words)) / 2 else None


def _own_parts(sought: str, known: str) -> tuple[str, str]:
    """Both words less the path they share: that two ids are of one family tells nothing of which one is meant.

    >>> _own_parts("enfance/sorties", "enfance/creche"), _own_parts("a/b", "c/b")
    (('sorties', 'creche'), ('a/b', 'c/b'))
    """
    path = re.match(r"(?:.*[/.])?", sought)
    shared = path[0] if path else ""
    if shared and known.startswith(shared) and len(sought) > len(shared) < len(known):
        return sought[len(shared) :], known[len(shared) :]
    return sought, known


def _edits(left: str, right: str, allowed: int) -> int | None:
    """Letters to insert, drop, change or swap with their neighbour; None beyond ``allowed``."""
    if abs(len(left) - len(right)) > allowed:
        return None
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before = before, row
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return None
    return row[-1] if row[-1] <= allowed else None
