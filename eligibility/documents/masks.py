"""Characters that stand for others while a faulty text is parsed again, so that no place in it moves."""

from __future__ import annotations

_SIGNS = ":@`%>|*&!'\\?-"

STAND_INS: dict[str, str] = {sign: chr(0xF8E0 + rank) for rank, sign in enumerate(_SIGNS)}
"""What a sign is masked with to be read as plain text."""

PAIR = "\uf8ef"
"""What the colon of « key: other: value » is masked with, for « other: value » to be read as a group of one key."""

GONE = "\uf8f0"
"""Stands for a forbidden character."""

SHOWN = "\ufffd"
"""Stands for a forbidden character in excerpts: what misleads a terminal must not reach it."""

RESTORE: dict[int, str | None] = {
    **{ord(stand_in): sign for sign, stand_in in STAND_INS.items()},
    ord(PAIR): ":",
    ord(GONE): None,
}
"""For ``str.translate``: gives the scalars back what was written, without the forbidden characters."""
