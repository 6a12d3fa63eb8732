"""The ``eligibility`` command group: subcommands imported only when they run, every failure told in French."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Final

import click

from eligibility import __version__
from eligibility.commands import francais
from eligibility.commands.codes import Sortie
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.render import flux
from eligibility.render.typographie import minuscule

francais.installer()

COMMANDES: Final = {
    "check": "Dit ce qu'un projet peut trouver dans le Pacte des solidarités, et pourquoi.",
    "validate": "Dit tout ce qui ne va pas dans les règles, les référentiels, les cas et les projets.",
    "test": "Vérifie que les règles répondent ce que les cas attendent.",
    "explain": "Explique un code de remarque, une règle, un item, un champ, un passage…",
    "ci": "Vérifie tout en une fois : fichiers, cas, couverture, mutants, schémas, exemples.",
    "sources": "Dit ce que les règles portent de chaque texte, et vérifie les citations.",
    "schema": "Écrit les schémas dont se servent les éditeurs pour les projets, les règles et les cas.",
    "doctor": "Examine l'installation : moteurs, corpus, cache, et comment réparer.",
}
"""Name -> one-line help. Each is the function ``commande`` of the module of that name."""


class Groupe(click.Group):
    """Lists its commands from the table above: help imports none of them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            flux.dire(ctx.get_help(), sys.stderr)
            ctx.exit(Sortie.INVALIDE)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDES:
            return None
        module = importlib.import_module(f"eligibility.commands.{cmd_name}")
        command: click.Command = module.commande
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDES:
            question = vouliez_vous(nearest(args[0], COMMANDES)) or f"les commandes sont {', '.join(COMMANDES)}"
            raise click.UsageError(f"commande inconnue «\u00a0{args[0]}\u00a0»\u00a0; {question}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(francais.traduire("Commands")):
            formatter.write_dl(list(COMMANDES.items()))


@click.group(
    cls=Groupe,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    options_metavar="[OPTIONS]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exemple : eligibility check projet.yaml",
)
@click.version_option(__version__, "--version", prog_name="eligibility")
def commande() -> None:
    """Moteur de règles du Pacte des solidarités (2024-2027), pour les actions des Caf."""


def executer(arguments: Sequence[str] | None) -> int:
    """Run the command; its exit code. Raises whatever the command raises, but click's own exceptions."""
    try:
        code = commande.main(args=arguments, prog_name="eligibility", standalone_mode=False)
    except click.exceptions.Abort:
        flux.dire("Interrompu.", sys.stderr)
        return Sortie.INTERROMPU
    except click.ClickException as error:
        flux.dire(_usage(error), sys.stderr)
        return Sortie.INVALIDE
    return code if isinstance(code, int) else Sortie.POSITIVE


def _usage(error: click.ClickException) -> str:
    """What is wrong with the command line, after the usage of the command in question."""
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines = [context.get_usage(), f"Pour l'aide\u00a0: {context.command_path} --help", ""]
    return "\n".join([*lines, f"erreur\u00a0: {_message(error)}"])


def _message(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        options = error.ctx.command.get_params(error.ctx) if error.ctx else []
        names = [name for option in options for name in option.opts if name.startswith("--")]
        question = vouliez_vous(nearest(error.option_name, names))
        return f"option inconnue «\u00a0{error.option_name}\u00a0»" + (f"\u00a0; {question}" if question else "")
    return minuscule(francais.citer(error.format_message()).removesuffix("."))
