"""Explanations as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, json

from eligibility.workshop.notices.modele import Notice

FORMAT: Final = "1"
"""Changes when a key does."""


class Explications(Struct, frozen=True):
    format: str
    notices: tuple[Notice, ...]


def octets(notices: Sequence[Notice]) -> bytes:
    return json.format(json.encode(Explications(FORMAT, tuple(notices)))) + b"\n"
