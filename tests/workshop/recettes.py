"""What a folder of the fixture tree cannot hold as files: its ``recette.yaml``, and the findings of ``attendu.txt``.

A recipe says, each where needed::

    nouveaux: [perdu.yaml]              files of the folder that the sound corpus does not have
    retirer: [referentiels/axes.yaml]   files and folders of the sound corpus to do without
    fabriquer:                          files too big to be kept: debut, then repeter as often as fois says, then fin
      - {fichier: projet.yaml, debut: "…", repeter: "…", fois: 1000, fin: "…"}
    interdits: [rules/essai.yaml]       files that the system refuses to open
    produire: [schemas]                 folders of files made from the corpus, before « retirer » and the folder's own
    chemins: [projets.yaml]             paths asked for besides the corpus and the files beside it
    etapes: [cas]                       steps of « eligibility ci » that are run too

``attendu.txt`` announces findings where a comment would change the fault or cannot be written, each on its line:
« projet.yaml:3:5 V003 », or « projet.yaml V001 » for what has no place in the file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from eligibility.commands.ci import PRODUITS
from eligibility.workshop.controle.controle import Produit
from eligibility.workshop.controle.etapes import Nom
from eligibility.workshop.validation import examiner

RECETTE = "recette.yaml"
ATTENDU = "attendu.txt"

Place = tuple[str, int, int, str]

_ATTENDU = re.compile(r"(?P<fichier>\S+?)(?::(?P<ligne>\d+):(?P<colonne>\d+))? (?P<code>V\d{3})")


class Fabrication(Struct, frozen=True, forbid_unknown_fields=True):
    fichier: str
    repeter: str
    fois: int
    debut: str = ""
    fin: str = ""

    @property
    def texte(self) -> str:
        return f"{self.debut}{self.repeter * self.fois}{self.fin}"


class Recette(Struct, frozen=True, forbid_unknown_fields=True):
    nouveaux: tuple[str, ...] = ()
    retirer: tuple[str, ...] = ()
    fabriquer: tuple[Fabrication, ...] = ()
    interdits: tuple[str, ...] = ()
    produire: tuple[str, ...] = ()
    chemins: tuple[str, ...] = ()
    etapes: tuple[Nom, ...] = ()


def recette(dossier: Path) -> Recette:
    """The recipe of a folder, empty when it has none."""
    path = dossier / RECETTE
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Recette) if path.exists() else Recette()


def attendus(dossier: Path) -> list[Place]:
    """What ``attendu.txt`` announces."""
    path = dossier / ATTENDU
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        place = _ATTENDU.fullmatch(line)
        assert place is not None, f"{path}: {line!r}"
        found.append((place["fichier"], int(place["ligne"] or 0), int(place["colonne"] or 0), place["code"]))
    return found


def poser(dossier: Path, corpus: Path) -> None:
    """Lay ``dossier`` over ``corpus``, and do what its recipe says."""
    voulu = recette(dossier)
    for produit in PRODUITS:
        if produit.dossier in voulu.produire:
            _produire(produit, corpus)
    shutil.copytree(dossier, corpus, dirs_exist_ok=True, ignore=shutil.ignore_patterns(RECETTE, ATTENDU))
    for name in voulu.retirer:
        path = corpus / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for fabrication in voulu.fabriquer:
        (corpus / fabrication.fichier).write_text(fabrication.texte, encoding="utf-8", newline="")


def _produire(produit: Produit, corpus: Path) -> None:
    for name, texte in produit.fabriquer(examiner(corpus)).items():
        path = corpus / produit.dossier / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texte, encoding="utf-8", newline="")
