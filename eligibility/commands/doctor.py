"""``eligibility doctor``: is the installation sound, and how to mend it."""

from __future__ import annotations

import json
import platform
import sys
from importlib import metadata, util
from pathlib import Path

import click
from msgspec import Struct

from eligibility import __version__
from eligibility.commands.codes import Sortie
from eligibility.commands.options import corpus_option, format_option
from eligibility.corpus import cache
from eligibility.corpus.locate import find_corpus
from eligibility.documents.diagnostics import Diagnostic
from eligibility.engine.ouvrir import Ouvert, ouvrir
from eligibility.language.francais import compte, nombre
from eligibility.render import diagnostics as messages
from eligibility.render import flux
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.render.typographie import soigner

PAQUETS = ("click", "pydantic", "PyYAML", "rich", "durable-rules")


class Constat(Struct, frozen=True):
    """One thing looked at. ``remede``: how to mend it, when something is wrong; ``grave``: the tool is hindered."""

    sujet: str
    etat: str
    remede: str | None = None
    grave: bool = False


@click.command("doctor")
@format_option
@corpus_option
def commande(sortie: str, corpus: Path | None) -> int:
    """Examine l'installation : Python, moteurs, corpus, cache, et comment réparer ce qui manque.

    Code de sortie : 0 si tout va bien, 1 s'il y a quelque chose à réparer.
    """
    directory = Path(find_corpus(corpus))
    ouvert, found = ouvrir(directory)
    constats = [
        Constat("Programme", f"eligibility {__version__}, Python {platform.python_version()} ({sys.executable})"),
        Constat("Dépendances", ", ".join(_paquet(name) for name in PAQUETS)),
        _moteur(ouvert),
        _yaml(),
        _corpus(directory, ouvert, found),
        _cache(),
        _terminal(),
    ]
    if sortie == "json":
        text = json.dumps([_json(constat) for constat in constats], ensure_ascii=False, indent=2)
        flux.ecrire_octets(f"{text}\n".encode())
    else:
        _rendre(constats)
        if found:
            messages.rendre(found, Support.de(sys.stderr)).imprimer(sys.stderr)
    return Sortie.NEGATIVE if any(constat.grave for constat in constats) else Sortie.POSITIVE


def _paquet(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{name} absent"


def _moteur(ouvert: Ouvert | None) -> Constat:
    if ouvert is None:
        return Constat("Moteur", "non essayé, le corpus ne se charge pas")
    reason = ouvert.decideur.indisponible
    if reason is None:
        return Constat("Moteur", f"{ouvert.decideur.nom}, comparé à la référence à chaque vérification")
    remede = (
        "installez un compilateur C (gcc) et les en-têtes de Python, puis : pip install durable-rules==2.0.28"
        if sys.version_info < (3, 13)
        else "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install durable-rules==2.0.28 (voir docs/moteurs.md)"
    )
    return Constat("Moteur", f"référence seule : {reason}. Les réponses sont complètes, sans double contrôle", remede)


def _yaml() -> Constat:
    if util.find_spec("yaml._yaml"):
        return Constat("Lecture YAML", "analyseur C")
    return Constat(
        "Lecture YAML",
        "analyseur Python, beaucoup plus lent",
        "réinstallez PyYAML avec la bibliothèque libyaml : pip install --force-reinstall pyyaml",
    )


def _corpus(directory: Path, ouvert: Ouvert | None, found: tuple[Diagnostic, ...]) -> Constat:
    if ouvert is None:
        count = len(found)
        return Constat("Corpus", f"{directory} : fautif ({count} à corriger)", "corrigez les erreurs ci-dessous", True)
    corpus = ouvert.corpus
    counts = f"{len(corpus.regles)} règles, {len(corpus.items)} items, {len(corpus.passages)} passages"
    state = f"version {corpus.version}, {counts}, {corpus.empreinte[:19]}… ({directory})"
    return Constat("Corpus", state)


def _cache() -> Constat:
    status = cache.status()
    if status.probleme is None:
        return Constat(
            "Cache", f"{status.dossier}, {compte(status.entrees, 'entrée')}, {nombre(status.octets // 1024)} Ko"
        )
    return Constat(
        "Cache",
        f"inutilisé : {status.probleme}",
        f"choisissez un dossier personnel avec {cache.VARIABLE} ; sans cache, chaque commande est plus lente",
    )


def _terminal() -> Constat:
    support = Support.de(sys.stdout)
    couleur = "en couleurs" if support.couleur else "sans couleur"
    signes = "accents et symboles" if support.unicode else "symboles remplacés (le terminal n'écrit pas en UTF-8)"
    return Constat(
        "Affichage", f"{support.largeur} colonnes, {couleur}, {signes}, encodage {sys.stdout.encoding.upper()}"
    )


def _json(constat: Constat) -> dict[str, object]:
    return {"sujet": constat.sujet, "etat": constat.etat, "remede": constat.remede, "grave": constat.grave}


def _rendre(constats: list[Constat]) -> None:
    page = Page(Support.de(sys.stdout))
    width = max(len(constat.sujet) for constat in constats)
    for constat in constats:
        symbole, style = ("✘", "red") if constat.grave else ("?", "yellow") if constat.remede else ("✔", "green")
        page.paragraphe(soigner(constat.etat), tete=((f"{symbole} ", style), (f"{constat.sujet:<{width}}  ", "bold")))
        if constat.remede:
            page.paragraphe(soigner(constat.remede), retrait=width + 4, tete=(("à faire\u00a0: ", "bold"),))
    page.imprimer()
