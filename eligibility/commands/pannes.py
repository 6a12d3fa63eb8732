"""What is said of a fault of the tool itself."""

from __future__ import annotations

from typing import Final

SIGNALER: Final = (
    "Ce n'est pas votre fichier qui est en cause. Signalez ce défaut avec la commande lancée, le fichier si\n"
    "possible, et ce qu'affiche la même commande précédée de ELIGIBILITY_DEBUG=1."
)


def faute(error: Exception) -> str:
    """One line, whatever the message of the exception quotes."""
    said = f"{type(error).__name__}\u00a0: {error}"
    return f"erreur interne\u00a0: {lisible(said)}"


def lisible(text: str) -> str:
    """``text`` on one line and inert, with nothing but Python: what would show it properly may be what failed."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in text)
