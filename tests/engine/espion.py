"""Between the engine and the C module: everything handed over is seen, and any answer can be spoilt."""

from __future__ import annotations

import gc
import importlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from eligibility.engine.durable import disponible

assert disponible() is None, "ces tests demandent durable-rules"
durable_rules_engine = importlib.import_module("durable_rules_engine")

UTILES = (
    "create_ruleset",
    "assert_fact",
    "start_action_for_state",
    "complete_and_start_action",
    "retract_fact",
    "delete_state",
    "delete_ruleset",
)
"""All that the engine may call: no events, no batches, no timers, no callbacks, no agenda of the whole host."""

Fonction = Callable[..., Any]


@dataclass
class Appel:
    fonction: str
    arguments: tuple[Any, ...]
    resultat: Any = None


class Espion:
    def __init__(self) -> None:
        self.appels: list[Appel] = []
        self._sabots: dict[str, Fonction] = {}

    @property
    def compte(self) -> Counter[str]:
        return Counter(appel.fonction for appel in self.appels)

    def textes(self, fonction: str) -> list[str]:
        """The second arguments of ``fonction``: rulesets, facts."""
        return [appel.arguments[1] for appel in self.appels if appel.fonction == fonction]

    @property
    def jeux(self) -> list[str]:
        return self.textes("create_ruleset")

    @property
    def faits(self) -> list[str]:
        """The facts asserted, but for those that only prime a session."""
        return [texte for texte in self.textes("assert_fact") if '"kind":"p"' in texte]

    def saboter(self, nom: str, sabot: Fonction) -> None:
        """From now on ``sabot(real function, *arguments)`` answers in place of ``nom``."""
        self._sabots[nom] = sabot

    def reparer(self) -> None:
        self._sabots.clear()

    def intercepter(self, nom: str, vraie: Fonction) -> Fonction:
        def appeler(*arguments: Any) -> Any:
            appel = Appel(nom, arguments)
            self.appels.append(appel)
            sabot = self._sabots.get(nom)
            appel.resultat = vraie(*arguments) if sabot is None else sabot(vraie, *arguments)
            return appel.resultat

        return appeler


def _interdire(nom: str) -> Fonction:
    def refuser(*arguments: Any) -> Any:
        raise AssertionError(f"le moteur appelle {nom}{arguments}")

    return refuser


@contextmanager
def espionner() -> Iterator[Espion]:
    """Engines must be created within: what they call is seen, and calling anything else than ``UTILES`` fails."""
    gc.collect()  # engines of other tests, to be freed before anything is watched
    espion = Espion()
    vraies = {
        nom: fonction
        for nom, fonction in vars(durable_rules_engine).items()
        if callable(fonction) and not nom.startswith("__") and not isinstance(fonction, type)
    }
    try:
        for nom, fonction in vraies.items():
            remplacante = espion.intercepter(nom, fonction) if nom in UTILES else _interdire(nom)
            setattr(durable_rules_engine, nom, remplacante)
        yield espion
    finally:
        for nom, fonction in vraies.items():
            setattr(durable_rules_engine, nom, fonction)


class Paires(list[tuple[str, Any]]):
    """A JSON mapping with its keys in order, repeats included."""


def decoder(texte: str) -> Any:
    """JSON text, mappings as ``Paires``. Raises AssertionError at any float."""
    assert isinstance(texte, str)
    return json.loads(texte, object_pairs_hook=Paires, parse_float=_refuser, parse_constant=_refuser)


def _refuser(nombre: str) -> Any:
    raise AssertionError(f"nombre à virgule : {nombre}")
