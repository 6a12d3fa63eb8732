"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn

import click

from eligibility.commands.codes import Sortie
from eligibility.corpus.locate import chosen_corpus, corpora_below, find_corpus
from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.files import Chemin, display_name
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.engine.ouvrir import Ouvert, ouvrir
from eligibility.language.dates import read_date
from eligibility.language.refus import Refus
from eligibility.render import diagnostics as messages
from eligibility.render import flux
from eligibility.render.support import Support

if TYPE_CHECKING:
    from pathlib import Path

_MONTRES: Final = 3
"""Corpora that are proposed, of those found."""


class Choix(click.Choice):  # type: ignore[type-arg]  # it has a parameter in the last versions of click only
    """One word of a few, the nearest one proposed for another. ``refus``: why some words are not among them."""

    def __init__(self, choices: Sequence[str], refus: Mapping[str, str] | None = None) -> None:
        super().__init__(choices)
        self._refus = refus or {}

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        if value not in self.choices:
            self._refuser(clip(str(value)), param, ctx)
        return super().convert(value, param, ctx)

    def _refuser(self, ecrit: str, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        parts = [part.strip() for part in ecrit.split(",")]
        suite = self._refus.get(ecrit) or vouliez_vous(nearest(ecrit, self.choices))
        if param is not None and param.multiple and len(parts) > 1 and set(parts) <= set(self.choices):
            repete = " ".join(f"{param.opts[0]} {part}" for part in parts)
            suite = f"répétez l'option\u00a0: «\u00a0{repete}\u00a0»"
        if suite is None:
            suite = "au choix\u00a0: " + ", ".join(f"«\u00a0{choice}\u00a0»" for choice in self.choices)
        self.fail(f"«\u00a0{ecrit}\u00a0» n'est pas admis\u00a0; {suite}", param, ctx)


def _jour(context: click.Context, param: click.Parameter, value: str | None) -> date:
    """A day written AAAA-MM-JJ or JJ/MM/AAAA; today without the option."""
    if value is None:
        return date.today()
    read = read_date(value)
    if isinstance(read, Refus):
        from eligibility.documents.catalogue import CATALOGUE

        entry = CATALOGUE[read.code]
        values = {"champ": "--date", "valeur": clip(value), **read.valeurs}
        aide = read.aide or (entry.aide.format(**values) if entry.aide else "par exemple 2026-01-15")
        raise click.BadParameter(f"{entry.message.format(**values)} ({aide})", context, param)
    return date.fromordinal(read[0])


jour_option = click.option(
    "--date",
    "jour",
    metavar="AAAA-MM-JJ",
    callback=_jour,
    help="Jour auquel les règles sont lues [par défaut : aujourd'hui].",
)
format_option = click.option(
    "--format",
    "sortie",
    type=Choix(["texte", "json"]),
    default="texte",
    show_default=True,
    help="Forme de la réponse.",
)


def _dossier(_context: click.Context, _param: click.Parameter, value: str | None) -> Path | None:
    if value is None:
        return None
    # Few runs name a corpus: the others need not wait for pathlib.
    from pathlib import Path

    return Path(value)


def _option_du_corpus(defaut: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    aide = f"Dossier qui contient rules/ et referentiels/ [par défaut : {defaut}]."
    return click.option("--corpus", callback=_dossier, metavar="DOSSIER", help=aide)


corpus_option = _option_du_corpus("ceux du dossier courant, sinon ceux de l'outil")
corpus_verifie_option = _option_du_corpus("ceux du dossier courant, ou d'un dossier qui le contient")
"""The same, where ``corpus_a_verifier`` chooses."""
seuil_option = click.option(
    "--seuil",
    type=Choix([severity.value for severity in Severity]),
    default=Severity.AVERTISSEMENT.value,
    show_default=True,
    help="Gravité à partir de laquelle le code de sortie est 1.",
)


def _pourcent(context: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A rate; click's own range would be told as « 0<=x<=100 », in the help and in its refusal."""
    if value is None:
        return None
    try:
        taux = float(value.removesuffix("%").replace(",", "."))
    except ValueError:
        taux = -1
    if not 0 <= taux <= 100:
        raise click.BadParameter(f"«\u00a0{value}\u00a0» n'est pas un nombre de 0 à 100", context, param)
    return taux


def pourcent_option(
    nom: str, aide: str, *, defaut: int | None = None
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """An option that is a percentage."""
    return click.option(
        nom,
        metavar="POURCENT",
        type=str,
        callback=_pourcent,
        default=defaut,
        show_default=defaut is not None,
        help=aide,
    )


def corpus_a_verifier(corpus: Path | None) -> Path:
    """The corpus that a check is run on: never the tool's own for want of another, or rules that nobody read would be
    said to be sound. Raises UsageError."""
    from pathlib import Path

    chosen = chosen_corpus(corpus)
    if chosen is not None:
        return Path(chosen)
    quoi = "ni ce dossier ni ceux qui le contiennent n'ont «\u00a0rules\u00a0» et «\u00a0referentiels\u00a0»"
    below = corpora_below()
    if below:
        suite = " ou ".join(f"«\u00a0--corpus {display_name(path)}\u00a0»" for path in below[:_MONTRES])
    else:
        suite = "«\u00a0--corpus\u00a0» et le dossier qui les contient"
    raise click.UsageError(f"aucune règle à vérifier\u00a0: {quoi}\u00a0; donnez {suite}")


def ouvrir_ou_sortir(corpus: Chemin | None, *, sans_durable: bool = False) -> Ouvert:
    """The corpus ready to decide; when it is faulty, says why and exits with 2."""
    ouvert, found = ouvrir(find_corpus(corpus), sans_durable=sans_durable)
    if ouvert is None:
        sortir_du_fautif(found)
    return ouvert


def sortir_du_fautif(found: Iterable[Diagnostic]) -> NoReturn:
    """Say what is wrong with a corpus, and exit with 2."""
    messages.rendre(found, Support.de(sys.stderr)).imprimer(sys.stderr)
    flux.dire("\nLe corpus de règles est fautif\u00a0: aucune réponse n'est possible.", sys.stderr)
    raise click.exceptions.Exit(Sortie.INVALIDE)
