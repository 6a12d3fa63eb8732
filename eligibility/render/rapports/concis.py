"""One line a finding, « fichier:ligne:colonne: … », for editors and grep."""

from __future__ import annotations

from eligibility.render.rapports.rapport import Rapport, explique
from eligibility.render.support import propre


def rendre(rapport: Rapport) -> str:
    lines = []
    for found in rapport.diagnostics:
        place = f"{found.fichier}:{found.span.line}:{found.span.column}" if found.span else found.fichier
        lines.append(f"{propre(f'{place}: {found.severity}[{found.code}] {explique(found)}')}\n")
    return "".join(lines)
