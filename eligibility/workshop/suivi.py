"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Avancer = Callable[[int, int], None]
"""Called with how much is done, and of how much."""
