"""click's own texts, in French.

click marks its texts for gettext but ships no catalogue, and gettext would follow the locale where our answers must
not depend on it. Its modules bind the gettext functions to their own names when they are imported: those names are
replaced here, once, before any command is built.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from typing import Final, TextIO

from click import formatting

from eligibility.render import flux
from eligibility.render.typographie import insecable

_MODULES: Final = (
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "termui",
    "types",
    "utils",
)

_COMPLETION: Final = "_ELIGIBILITY_COMPLETE"
"""Variable by which a shell asks click for completions: the module that answers is only imported then."""
_CITE: Final = re.compile(r"(?<![^\s(])'([^'\s]+)'(?!\w)")

TEXTES: Final[dict[str, str]] = {
    "Aborted!": "Interrompu.",
    "deprecated": "abandonné",
    "(Deprecated) {text}": "(abandonné) {text}",
    "{text} {deprecated_message}": "{text} {deprecated_message}",
    "required": "obligatoire",
    "DeprecationWarning: The command {name!r} is deprecated.": "La commande « {name} » est abandonnée.",
    "Missing command.": "Il manque la commande.",
    # click adds the colon itself.
    "Options": "Options ",
    "Positional arguments": "Arguments ",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "La commande « {name} » est abandonnée.{extra_message}"
    ),
    "Commands": "Commandes ",
    "Value must be an iterable.": "La valeur doit être une liste.",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "« {name} » est abandonné.{extra_message}"
    ),
    "env var: {var}": "variable d'environnement : {var}",
    "default: {default}": "par défaut : {default}",
    "(dynamic)": "(calculé)",
    "Name '{name}' defined twice": "Le nom « {name} » est donné deux fois",
    "Do you want to continue?": "Voulez-vous continuer ?",
    "Confirm the action without prompting.": "Confirme l'action sans poser de question.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Show the version and exit.": "Affiche la version et quitte.",
    "Show this message and exit.": "Affiche cette aide et quitte.",
    "Missing argument": "Il manque l'argument",
    "unknown error": "erreur inconnue",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint} : {message}",
    "Missing option": "Il manque l'option",
    "Could not open file {filename!r}: {message}": "Impossible d'ouvrir le fichier « {filename} » : {message}",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour l'aide : {command} {option}",
    "Missing parameter": "Il manque le paramètre",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "No such option {name!r}.": "Option inconnue « {name} ».",
    "No such option: {name}": "Option inconnue « {name} »",
    "No such command {name!r}.": "Commande inconnue « {name} ».",
    "Invalid value: {message}": "Valeur incorrecte : {message}",
    "Missing {param_type}": "Il manque : {param_type}",
    "Usage:": "Usage :",
    "Invalid start character for option ({option})": "Une option ne peut pas commencer ainsi ({option})",
    "Option {name!r} does not take a value.": "L'option « {name} » ne prend pas de valeur.",
    "Argument {name!r} takes {nargs} values.": "L'argument « {name} » demande {nargs} valeurs.",
    "Press any key to continue...": "Appuyez sur une touche pour continuer…",
    "Repeat for confirmation": "Répétez pour confirmer",
    "Error: The two entered values do not match.": "Erreur : les deux valeurs saisies diffèrent.",
    "Unknown color {colour!r}": "Couleur inconnue « {colour} »",
    "Error: invalid input": "Erreur : saisie incorrecte",
    "Error: The value you entered was invalid.": "Erreur : la valeur saisie est incorrecte.",
    "Error: {e.message}": "Erreur : {e.message}",
    "Windows error: {error}": "erreur n° {error} de Windows",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Version de Bash inconnue : la complétion n'est pas possible."
    ),
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "La complétion demande Bash 4.4 ou plus récent."
    ),
    "file": "fichier",
    "Choose from:\n\t{choices}": "Au choix :\n\t{choices}",
    "Choice({choices})": "au choix : {choices}",
    "directory": "dossier",
    "path": "chemin",
    "{value} is not in the range {range}.": "{value} n'est pas dans l'intervalle {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "« {value} » n'est ni oui ni non. Valeurs reconnues : {states}"
    ),
    "{value!r} is not a valid boolean.": "« {value} » n'est ni oui ni non.",
    "{value!r} is not a valid {number_type}.": "« {value} » n'est pas un nombre ({number_type}).",
    "{value!r} is not a valid UUID.": "« {value} » n'est pas un UUID.",
    "{name} {filename!r} is a file.": "« {filename} » est un fichier, un autre type est attendu ({name}).",
    "{name} {filename!r} is a directory.": "« {filename} » est un dossier, un autre type est attendu ({name}).",
    "{name} {filename!r} is not readable.": "« {filename} » ne peut pas être lu ({name}).",
    "{name} {filename!r} is not writable.": "« {filename} » ne peut pas être écrit ({name}).",
    "{name} {filename!r} is not executable.": "« {filename} » ne peut pas être exécuté ({name}).",
    "{name} {filename!r} does not exist.": "« {filename} » n'existe pas ({name}).",
    "Unknown standard stream '{name}'": "Flux standard inconnu « {name} »",
}

PLURIELS: Final[dict[str, tuple[str, str]]] = {
    "Got unexpected extra argument ({args})": ("Argument en trop ({args})", "Arguments en trop ({args})"),
    "Takes {nargs} values but 1 was given.": (
        "Il faut {nargs} valeurs, une seule est donnée.",
        "Il faut {nargs} valeurs, {len} sont données.",
    ),
    "Did you mean {possibility}?": (
        "Vouliez-vous dire {possibility} ?",
        "Vouliez-vous dire l'un de ceux-ci : {possibilities} ?",
    ),
    "Option {name!r} requires an argument.": (
        "L'option « {name} » demande une valeur.",
        "L'option « {name} » demande {nargs} valeurs.",
    ),
    "{value!r} is not {choice}.": ("« {value} » n'est pas {choice}.", "« {value} » n'est pas l'un de : {choices}."),
    "{value!r} does not match the format {format}.": (
        "« {value} » n'est pas de la forme {format}.",
        "« {value} » n'a aucune des formes {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Il faut {len_type} valeurs, {len_value} est donnée.",
        "Il faut {len_type} valeurs, {len_value} sont données.",
    ),
}


def traduire(message: str) -> str:
    """The French of one of click's texts; itself when there is none (its messages to programmers)."""
    return _typographie(TEXTES.get(message, message))


def traduire_pluriel(singular: str, plural: str, number: int) -> str:
    texts = PLURIELS.get(singular)
    if texts is None:
        return singular if number == 1 else plural
    return _typographie(texts[0] if number < 2 else texts[1])


def _typographie(text: str) -> str:
    """With no-break spaces; a final space waits for the colon that click adds."""
    return f"{insecable(text[:-1])}\u00a0" if text.endswith(" ") else insecable(text)


def citer(message: str) -> str:
    """``message`` with the names that click puts in single quotes between French ones.

    >>> citer("Il manque l'argument 'FICHIER…'.").replace("\\u00a0", " ")
    "Il manque l'argument « FICHIER… »."
    """
    return _CITE.sub("«\u00a0\\1\u00a0»", message)


def installer() -> None:
    """Make click speak French in this process, and write as the rest of the program does."""
    modules = [*_MODULES, "shell_completion"] if _COMPLETION in os.environ else _MODULES
    for name in modules:
        module = importlib.import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = traduire  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = traduire_pluriel  # type: ignore[attr-defined]
        if hasattr(module, "echo"):
            module.echo = _dire  # type: ignore[attr-defined]
    plier = formatting.wrap_text
    formatting.wrap_text = lambda text, *rest, **named: plier(insecable(text), *rest, **named)


def _dire(
    message: object = None,
    file: TextIO | None = None,
    nl: bool = True,
    err: bool = False,
    color: bool | None = None,  # noqa: ARG001 - click's signature
) -> None:
    """In place of ``click.echo``, which would write UTF-8 to a stream that says it is ASCII."""
    text = "" if message is None else str(message)
    flux.ecrire(f"{text}\n" if nl else text, file or (sys.stderr if err else sys.stdout))
