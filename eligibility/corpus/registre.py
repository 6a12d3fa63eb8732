"""Every id of the corpus, by the list it belongs to: duplicates, and references from one entry to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from eligibility.corpus.declares import Declares
from eligibility.corpus.fiches import Fiche
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.francais import entre_guillemets

M = TypeVar("M", bound=BaseModel)

NOMS: Mapping[str, str] = {
    "source": "source",
    "passages": "passage",
    "axes": "axe",
    "acteurs": "acteur",
    "items": "item",
    "mesures": "mesure",
    "instruments": "instrument",
    "dispositifs": "dispositif",
    "cofinancements": "option de cofinancement",
    "contributions": "contribution",
    "coordinations": "coordination",
    "interpretations": "interprétation",
    "champs": "champ",
}
"""What one entry of each list is called."""

_MONTRES = 12
"""A list of ids is given whole up to this many."""


class Registre:
    """The ids known under each key, those of rejected entries included.

    References that lead nowhere are reported by ``conclure``, once all of them are known.
    """

    def __init__(self, declares: Declares) -> None:
        self._ids = {key: set(declares.casses.get(key, ())) for key in NOMS}
        self._illisibles = declares.illisibles
        self._lieux: dict[tuple[str, str], Fiche[Any]] = {}
        self._cites: Counter[tuple[str, str]] = Counter()
        self._perdus: list[tuple[Fiche[Any], str, str, tuple[str | int, ...]]] = []

    def uniques(self, key: str, fiches: Iterable[Fiche[M]]) -> dict[str, Fiche[M]]:
        """The entries by id, sorted; a second entry of the same id is reported, naming the first."""
        found: dict[str, Fiche[M]] = {}
        for fiche in fiches:
            ident = ident_de(fiche)
            if ident in found:
                fiche.signale("V411", "id", quoi=NOMS[key], id=ident, premier=found[ident].lieu("id"))
            else:
                found[ident] = self._lieux[key, ident] = fiche
        self._ids[key].update(found)
        return dict(sorted(found.items()))

    def lisible(self, key: str) -> bool:
        """Whether the files that list ``key`` are there and could be read."""
        return key not in self._illisibles

    def exige(self, fiche: Fiche[Any], key: str, ident: str | None, *etapes: str | int) -> None:
        """To be reported, unless the list ``key`` has it: ``ident``, written at ``etapes`` of ``fiche``."""
        if ident is None or not self.lisible(key):
            return
        self._cites[key, ident] += 1
        if ident not in self._ids[key]:
            self._perdus.append((fiche, key, ident, etapes))

    def conclure(self) -> None:
        """Report every reference that leads nowhere."""
        for fiche, key, ident, etapes in self._perdus:
            aide = self._mal_ecrit(key, ident)
            introuvable(fiche, NOMS[key], ident, self._ids[key], *etapes, fichier=_fichier(key), aide=aide)

    def _mal_ecrit(self, key: str, ident: str) -> str | None:
        """The cure when several cite ``ident`` and none the entry that resembles it: its own id may be wrong."""
        proche = next(iter(nearest(ident, self._ids[key], limit=1)), None)
        if proche is None or self._cites[key, ident] < 2 or self._cites[key, proche]:
            return None
        entree = self._lieux.get((key, proche))
        if entree is None:
            return None
        doute = f"rien d'autre ne le cite\u00a0: c'est peut-être lui qui est mal écrit, à {entree.lieu('id')}"
        return f"vouliez-vous dire {entre_guillemets(proche)}\u00a0? {doute}"

    def exige_tous(self, fiche: Fiche[Any], key: str, idents: Iterable[str] | None, *etapes: str | int) -> None:
        """The same for each id of a list, where a repeated one is reported too."""
        seen: set[str] = set()
        for index, ident in enumerate(idents or ()):
            if ident in seen:
                fiche.signale("V419", *etapes, index, id=ident)
            else:
                self.exige(fiche, key, ident, *etapes, index)
            seen.add(ident)


def introuvable(
    fiche: Fiche[Any],
    quoi: str,
    ident: str,
    connus: Iterable[str],
    *etapes: str | int,
    fichier: str | None = None,
    aide: str | None = None,
) -> None:
    """Report that nothing called ``quoi`` has the id ``ident``. ``fichier``: where such entries are written;
    ``aide``: what to do, when it is known better than by resemblance."""
    known = sorted(connus)
    aide = aide or vouliez_vous(nearest(ident, known)) or _choix(known, fichier)
    fiche.signale("V410", *etapes, aide=aide, quoi=quoi, id=ident)


def _choix(known: list[str], fichier: str | None) -> str | None:
    """What can be done about an id that resembles none of ``known``."""
    ajouter = f"ajoutez cette entrée à {fichier}" if fichier else ""
    choisir = f"choisissez parmi {', '.join(map(entre_guillemets, known))}" if 0 < len(known) <= _MONTRES else ""
    return ", ou ".join(filter(None, (choisir, ajouter))) or None


def _fichier(key: str) -> str:
    """The file of the entries of ``key``, as a message names it."""
    if key == "passages":
        return "la fin d'un fichier de referentiels/sources"
    return f"referentiels/{'vocabulaire' if key == 'champs' else key}.yaml"


def ident_de(fiche: Fiche[Any]) -> str:
    """The id that an entry declares."""
    return str(fiche.declare.id)
