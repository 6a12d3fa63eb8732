"""The ``eligibility`` command: subcommands imported only when they run, and the last rampart against tracebacks."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from eligibility import __version__
from eligibility.commands import francais
from eligibility.commands.codes import Sortie
from eligibility.documents.suggest import nearest

francais.installer()

COMMANDES: Final = {
    "check": "Dit ce qu'un projet peut trouver dans le Pacte des solidarités, et pourquoi.",
    "doctor": "Examine l'installation : moteurs, corpus, cache, et comment réparer.",
}
"""Name -> one-line help. Each is the function ``commande`` of the module of that name."""


class Groupe(click.Group):
    """Lists its commands from the table above: help imports none of them."""

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
            raise click.exceptions.NoSuchCommand(args[0], possibilities=nearest(args[0], COMMANDES), ctx=ctx)
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


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit. Whatever happens, no traceback reaches the user unless ELIGIBILITY_DEBUG is set."""
    # A command lives for a fraction of a second, a sixth of which would go to looking for cycles: it looks for them
    # late, and not at all once it is done.
    gc.set_threshold(100_000)
    try:
        _run(arguments)
    finally:
        gc.freeze()


def _run(arguments: Sequence[str] | None) -> NoReturn:
    # Answers are the same bytes whatever the locale; a stream that cannot write a character shows it escaped.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = commande.main(args=arguments, prog_name="eligibility", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("Interrompu.", err=True)
        sys.exit(Sortie.INTERROMPU)
    except click.ClickException as error:
        error.show()
        sys.exit(Sortie.INVALIDE)
    except BrokenPipeError:
        # The reader is gone (``| head``): nothing more to say, and Python must not try again while exiting.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Sortie.INTERNE)
    except Exception as error:
        if os.environ.get("ELIGIBILITY_DEBUG"):
            raise
        click.echo(_faute(error), err=True)
        sys.exit(Sortie.INTERNE)
    sys.exit(code if isinstance(code, int) else Sortie.POSITIVE)


def _faute(error: Exception) -> str:
    return (
        f"erreur interne\u00a0: {type(error).__name__}\u00a0: {error}\n"
        "Ce n'est pas votre fichier qui est en cause. Signalez ce défaut avec la commande lancée, le fichier si\n"
        "possible, et ce qu'affiche la même commande précédée de ELIGIBILITY_DEBUG=1."
    )
