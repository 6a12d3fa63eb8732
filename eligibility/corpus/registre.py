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
    "regles": "règle",
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
        self._perdus: list[tuple[Fiche[Any], str, str, tuple[str | int, ...], bool]] = []

    def uniques(self, key: str, fiches: Iterable[Fiche[M]]) -> dict[str, Fiche[M]]:
        """The valid entries by id, sorted; a second entry of the same id is reported, naming the first."""
        found: dict[str, Fiche[M]] = {}
        for fiche in fiches:
            ident = ident_de(fiche)
            if ident is None:
                continue
            if ident in found:
                fiche.signale("V411", "id", quoi=NOMS[key], id=ident, premier=found[ident].lieu("id"))
            else:
                found[ident] = self._lieux[key, ident] = fiche
        self._ids[key].update(found)
        return {ident: fiche for ident, fiche in sorted(found.items()) if fiche.saine}

    def connus(self, key: str) -> frozenset[str] | None:
        """The ids of the list ``key``; None when some of it could not be read."""
        return frozenset(self._ids[key]) if self.lisible(key) else None

    def note(self, key: str, idents: Iterable[str]) -> None:
        """Have ``idents`` be of the list ``key``, where an id may come back."""
        self._ids[key].update(idents)

    def lisible(self, key: str) -> bool:
        """Whether the files that list ``key`` are there and could be read."""
        return key not in self._illisibles

    def exige(self, fiche: Fiche[Any], key: str, ident: str | None, *etapes: str | int, cle: bool = False) -> None:
        """To be reported, unless the list ``key`` has it: ``ident``, written at ``etapes`` of ``fiche``, as the key
        that ends them when ``cle``."""
        if ident is None or not self.lisible(key):
            return
        self._cites[key, ident] += 1
        if ident not in self._ids[key]:
            self._perdus.append((fiche, key, ident, etapes, cle))

    def conclure(self) -> None:
        """Report every reference that leads nowhere."""
        for fiche, key, ident, etapes, cle in self._perdus:
            aide = self._une_source(key, ident) or self._mal_ecrit(key, ident)
            introuvable(fiche, NOMS[key], ident, self._ids[key], *etapes, cle=cle, fichier=_fichier(key), aide=aide)

    def _une_source(self, key: str, ident: str) -> str | None:
        """The cure when a whole source is cited for one of its passages."""
        source = self._lieux.get(("source", ident)) if key == "passages" else None
        if source is None:
            return None
        return f"c'est une source\u00a0: citez un de ses passages, qui sont dans {source.fichier.name}"

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

    def exige_tous(self, fiche: Fiche[Any], key: str, idents: Iterable[str | None] | None, *etapes: str | int) -> None:
        """The same for each id of a list, where a repeated one is reported too."""
        seen: dict[str, int] = {}
        for index, ident in enumerate(idents or ()):
            if ident is None:
                continue
            if ident in seen:
                fiche.signale("V419", *etapes, index, id=ident, premier=fiche.lieu(*etapes, seen[ident]))
            else:
                self.exige(fiche, key, ident, *etapes, index)
                seen[ident] = index


def introuvable(
    fiche: Fiche[Any],
    quoi: str,
    ident: str,
    connus: Iterable[str],
    *etapes: str | int,
    cle: bool = False,
    fichier: str | None = None,
    aide: str | None = None,
) -> None:
    """Report that nothing called ``quoi`` has the id ``ident``, written at ``etapes`` of ``fiche``: as the key that
    ends them when ``cle``, else as the value. ``fichier``: where such entries are written; ``aide``: what to do, when
    it is known better than by resemblance."""
    known = sorted(connus)
    aide = aide or vouliez_vous(nearest(ident, known)) or _choix(known, fichier)
    span = fiche.span_de_cle(*etapes) if cle else fiche.span(*etapes)
    fiche.fichier.report.add("V410", span, aide=aide, quoi=quoi, id=ident)


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


def ident_de(fiche: Fiche[Any]) -> str | None:
    """The id that an entry declares; None when it has none that can be read."""
    return None if fiche.declare.id is None else str(fiche.declare.id)
