"""The machine and the versions a run was made with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAQUETS = ("durable_rules", "zen-engine", "cedarpy", "click", "PyYAML", "pydantic", "rich")


def processeur() -> str:
    """The processor's name where the system gives it, and the number of cores."""
    nom = platform.processor() or platform.machine()
    try:
        lignes = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lignes = []
    nom = next((ligne.partition(":")[2].strip() for ligne in lignes if ligne.startswith("model name")), nom)
    return f"{nom}, {os.cpu_count()} cœurs"


def charge() -> float | None:
    """Mean number of busy processes over the last minute, where the system gives it."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def versions() -> dict[str, str]:
    trouvees = {"Python": platform.python_version()}
    for paquet in PAQUETS:
        try:
            trouvees[paquet] = version(paquet)
        except PackageNotFoundError:
            trouvees[paquet] = "absent"
    return trouvees
