"""French numbers: decimal comma, no-break spaces, about three significant digits."""

from __future__ import annotations

INSECABLE = "\u00a0"
FINE = "\u202f"


def entier(nombre: int) -> str:
    """
    >>> entier(5000)
    '5\\u202f000'
    """
    return f"{nombre:,}".replace(",", FINE)


def decimal(nombre: float) -> str:
    """
    >>> decimal(0.034), decimal(3.14159), decimal(27.18), decimal(1234.5)
    ('0,034', '3,1', '27', '1\\u202f230')
    """
    if nombre >= 1000:
        return entier(round(nombre, -1 if nombre < 10_000 else -2).__trunc__())
    chiffres = 0 if nombre >= 10 else 1 if nombre >= 1 else 2 if nombre >= 0.1 else 3
    return f"{nombre:.{chiffres}f}".replace(".", ",")


def fois(rapport: float) -> str:
    return f"{decimal(rapport)}{INSECABLE}×"


def micros(secondes: float) -> str:
    return f"{decimal(secondes * 1e6)}{INSECABLE}µs"


def millis(secondes: float) -> str:
    return f"{decimal(secondes * 1e3)}{INSECABLE}ms"


def nombre_de_regles(regles: int) -> str:
    return f"{entier(regles)}{INSECABLE}règles"
