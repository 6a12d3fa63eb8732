"""Snapshots: plain text files beside the tests.

``INSTANTANES=ecrire python -m pytest tests/render`` writes those that differ; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DOSSIER = Path(__file__).parent / "instantanes"
VARIABLE = "INSTANTANES"


def verifier(nom: str, texte: str) -> None:
    """``texte`` is what the snapshot of that name keeps."""
    path = DOSSIER / f"{nom}.txt"
    if os.environ.get(VARIABLE) == "ecrire":
        if not path.exists() or path.read_bytes() != texte.encode():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(texte.encode())
            pytest.skip(f"écrit : {path.name}")
        return
    assert path.exists(), f"absent : {path} (voir tests/render/instantanes.py)"
    assert texte == path.read_bytes().decode()
