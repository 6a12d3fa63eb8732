"""``python -m bench``: measure, print the report, and with ``--ecrire`` rewrite docs/performances.md from this run."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.controle import controler_genere, controler_livre
from bench.demarrage import couts_imports, mesurer_exemple, mesurer_genere
from bench.machine import charge, processeur, versions
from bench.mesure import Mesure, mesurer
from bench.rapport import Passage, document, resume

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performances.md"


def _tailles(texte: str) -> tuple[int, ...]:
    return tuple(sorted(int(taille) for taille in texte.split(",")))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    analyse = argparse.ArgumentParser(prog="python -m bench", description="Mesure le moteur et ses pairs.")
    analyse.add_argument("--tailles", type=_tailles, help="nombres de règles, par exemple 50,500,5000")
    analyse.add_argument("--projets", type=int, help="projets par taille")
    analyse.add_argument(
        "--rapide", action="store_true", help="peu de projets, 50 et 500 règles : un ordre de grandeur"
    )
    analyse.add_argument("--sans-demarrage", action="store_true", help="ne mesure pas le démarrage")
    analyse.add_argument("--sans-controle", action="store_true", help="ne mesure pas « validate »")
    analyse.add_argument("--ecrire", action="store_true", help="récrit docs/performances.md avec ce passage")
    analyse.add_argument("--exiger", action="store_true", help="code 1 si une cible est manquée")
    return analyse.parse_args(arguments)


def mesurer_tout(options: argparse.Namespace) -> Passage:
    rapide: bool = options.rapide
    tailles: tuple[int, ...] = options.tailles or ((50, 500) if rapide else (50, 500, 5000))
    projets: int = options.projets or (20 if rapide else 100)
    avant = charge()
    demarrages = []
    imports: dict[str, float] = {}
    if not options.sans_demarrage:
        _dire("imports…")
        imports = couts_imports(1 if rapide else 5)
        essais = 5 if rapide else 21
        _dire("démarrage, corpus livré…")
        exemple = mesurer_exemple(essais)
        demarrages = [exemple] if exemple else []
        for taille in tailles:
            _dire(f"démarrage, {taille} règles…")
            demarrages.append(mesurer_genere(taille, essais))
    controles = []
    if not options.sans_controle:
        tours = 1 if rapide else 5
        _dire("contrôle, corpus livré…")
        controles = [controler_livre(tours)]
        for taille in tailles:
            _dire(f"contrôle, {taille} règles…")
            controles.append(controler_genere(taille, tours))
    mesures = []
    for taille in tailles:
        _dire(f"latence, {taille} règles…")
        mesures.append(_a_part(taille, projets, tours=1 if rapide else 5))
    systeme = f"{platform.system()} {platform.release().partition('-')[0]}"
    return Passage(processeur(), systeme, avant, versions(), mesures, imports, demarrages, controles)


def _a_part(taille: int, projets: int, *, tours: int) -> Mesure:
    """Measure one size in a process of its own: what another size left in memory would slow it down."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as seul:
        return seul.submit(mesurer, taille, projets, tours=tours).result()


def _dire(etape: str) -> None:
    print(etape, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    passage = mesurer_tout(options)
    print(resume(passage))
    if options.ecrire:
        PAGE.write_text(document(passage), encoding="utf-8")
    return int(options.exiger and bool(passage.manquees()))


if __name__ == "__main__":
    sys.exit(main())
