"""The vocabulary of a project, put together from its fields, the referentiels and the code lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from eligibility.corpus import declarations as d
from eligibility.corpus.codes_csv import Table, read_table
from eligibility.corpus.declares import Declares
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.model import Genre
from eligibility.corpus.registre import Registre, introuvable
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Span
from eligibility.documents.suggest import fold
from eligibility.language.francais import entre_guillemets
from eligibility.language.vocabulary import Deduction, Field, Kind, Value, Vocabulary

CONCLUS = frozenset({genre.champ for genre in Genre} | {"axes"})
"""Fields that conclusions can fill."""

_AVEC_VALEURS = frozenset({Kind.CHOIX, Kind.ENSEMBLE, Kind.PLAN})


class _Place(Struct, frozen=True):
    """A value of a field, and where it is written: at ``etapes`` of ``fiche``, all of it there when ``entiere``.
    ``ligne``: « fichier:ligne », where that is a table."""

    value: Value
    fiche: Fiche[Any]
    etapes: tuple[str | int, ...] = ()
    entiere: bool = False
    ligne: str | None = None

    def signale(self, code: str, *etapes: str | int, **valeurs: object) -> None:
        self.fiche.signale(code, *self._jusqu_a(etapes), aide=None, **valeurs)

    def lieu(self, *etapes: str | int) -> str:
        return self.ligne or self.fiche.lieu(*self._jusqu_a(etapes))

    def _jusqu_a(self, etapes: tuple[str | int, ...]) -> tuple[str | int, ...]:
        return self.etapes if self.entiere else (*self.etapes, *etapes)


class VocabulaireBuilder:
    """Builds the vocabulary once; ``casses`` are then the fields with a fault, useless to read conditions with."""

    def __init__(self, declares: Declares, registre: Registre, entries: Mapping[str, Mapping[str, Fiche[Any]]]) -> None:
        self._declares = declares
        self._registre = registre
        self._entries = entries
        self._tables: dict[str, Table | None] = {}
        self._rapports: dict[str, Report] = {}
        self.casses: set[str] = set(declares.casses.get("champs", ()))

    def build(self) -> Vocabulary:
        """The fields in the order of their file; every fault is reported at its place."""
        fiches = self._declares.de("champs", d.ChampDeclare)
        uniques = self._registre.uniques("champs", fiches)
        # All of them, so that a faulty table is reported even when no field uses it.
        for name in sorted(self._declares.codes):
            self._tables[name] = self._read(name)
        champs = {fiche.declare.id: self._champ(fiche) for fiche in fiches if uniques[fiche.declare.id] is fiche}
        for fiche in uniques.values():
            self._check_deduction(fiche, champs, uniques)
        return Vocabulary(champs=champs, groupes=self._groupes(champs))

    def _champ(self, fiche: Fiche[d.ChampDeclare]) -> Field:
        declare = fiche.declare
        nature = Kind(declare.nature)
        placed = list(self._valeurs(fiche))
        if nature in _AVEC_VALEURS and declare.valeurs is None:
            self._signale(fiche, "V421", "nature", nature=nature.value)
        if nature not in _AVEC_VALEURS and declare.valeurs is not None:
            self._signale(fiche, "V422", "valeurs", nature=nature.value)
        if declare.conclu and (declare.id not in CONCLUS or nature is not Kind.ENSEMBLE):
            self._signale(fiche, "V423", "conclu", id=declare.id, conclus=", ".join(sorted(CONCLUS)))
        self._check_words(placed)
        return Field(
            id=declare.id,
            nature=nature,
            libelle=declare.libelle,
            definition=declare.definition,
            obligatoire=declare.obligatoire,
            modifiable=declare.modifiable,
            valeurs=tuple(place.value for place in placed),
            unite=declare.unite,
            deduit_de=Deduction(declare.deduit_de.champ, declare.deduit_de.attribut) if declare.deduit_de else None,
            conclu=declare.conclu,
        )

    def _valeurs(self, fiche: Fiche[d.ChampDeclare]) -> Iterator[_Place]:
        written = fiche.declare.valeurs
        if isinstance(written, tuple):
            yield from _inline(fiche, written, "valeurs")
        elif isinstance(written, d.ValeursDeReferentiel):
            if not self._registre.lisible(written.referentiel):
                self.casses.add(fiche.declare.id)
            yield from self._referentiel(fiche, written.referentiel)
            yield from _inline(fiche, written.plus, "valeurs", "plus")
        elif isinstance(written, d.ValeursDeCode):
            yield from self._code(fiche, written)
            yield from _inline(fiche, written.plus, "valeurs", "plus")

    def _referentiel(self, fiche: Fiche[d.ChampDeclare], name: str) -> Iterator[_Place]:
        entries = self._entries.get(name, {})
        broken = self._declares.casses.get(name, set())
        for ident in sorted({*entries, *broken}):
            if ident not in entries:
                # Known but faulty: its fault is reported where it stands, not wherever it is used.
                yield _Place(Value(ident, ident), fiche, ("valeurs", "referentiel"), entiere=True)
                continue
            declare = entries[ident].declare
            value = Value(
                id=ident,
                libelle=declare.libelle,
                definition=getattr(declare, "definition", ""),
                synonymes=getattr(declare, "synonymes", ()),
            )
            yield _Place(value, entries[ident])

    def _signale(self, fiche: Fiche[d.ChampDeclare], code: str, *etapes: str | int, **valeurs: object) -> None:
        """Report a fault of the field itself: what its values mean is then not sure enough to read rules with."""
        fiche.signale(code, *etapes, aide=None, **valeurs)
        self.casses.add(fiche.declare.id)

    def _read(self, name: str) -> Table | None:
        table, report = read_table(self._declares.codes[name])
        self._declares.reports.append(report)
        self._rapports[name] = report
        return table

    def _code(self, fiche: Fiche[d.ChampDeclare], written: d.ValeursDeCode) -> Iterator[_Place]:
        if written.code not in self._tables:
            self.casses.add(fiche.declare.id)
            introuvable(fiche, "fichier de codes", written.code, self._tables, "valeurs", "code")
            return
        table = self._tables[written.code]
        if table is None:
            self.casses.add(fiche.declare.id)
            return
        lues = {name: getattr(written, name) for name in ("cle", "libelle", "synonymes")}
        absent = [name for name, column in lues.items() if column is not None and column not in table.columns]
        for name in absent:
            introuvable(fiche, "colonne", getattr(written, name), table.columns, "valeurs", name)
        if absent:
            self.casses.add(fiche.declare.id)
            return
        seen: dict[str, int] = {}
        for line, row in table.rows:
            ident = row[written.cle]
            if not ident or ident in seen:
                detail = f"répète {entre_guillemets(ident)}, déjà à la ligne {seen[ident]}" if ident else "est vide"
                self._rapports[written.code].add("V426", Span(line, 1, line, 2), colonne=written.cle, detail=detail)
                self.casses.add(fiche.declare.id)
                continue
            seen[ident] = line
            libelle = row[written.libelle]
            value = Value(
                id=ident,
                libelle=libelle,
                equivalents=(libelle,) if libelle and fold(libelle) != fold(ident) else (),
                synonymes=tuple(_mots_de(row[written.synonymes])) if written.synonymes else (),
                attributs={name: cell for name, cell in row.items() if name not in lues.values()},
            )
            ligne = f"{self._declares.codes[written.code].name}:{line}"
            yield _Place(value, fiche, ("valeurs", "code"), entiere=True, ligne=ligne)

    @staticmethod
    def _check_words(places: Sequence[_Place]) -> None:
        """No id twice, and no word that could mean two values."""
        premiers: dict[str, _Place] = {}
        for place in places:
            premier = premiers.setdefault(place.value.id, place)
            if premier is not place:
                place.signale("V419", "id", id=place.value.id, premier=premier.lieu("id"))
        owners: dict[str, tuple[_Place, tuple[str | int, ...]]] = {}
        # What names a value in the rules is its own before any word is.
        for written in (_identifiants, _mots):
            for place in places:
                for word, steps in written(place.value):
                    owner, where = owners.setdefault(fold(word), (place, steps))
                    if owner.value.id != place.value.id:
                        un, lieu = owner.value.id, owner.lieu(*where)
                        place.signale("V418", *steps, mot=word, un=un, premier=lieu, autre=place.value.id)

    def _check_deduction(
        self, fiche: Fiche[d.ChampDeclare], champs: Mapping[str, Field], fiches: Mapping[str, Fiche[d.ChampDeclare]]
    ) -> None:
        written = fiche.declare.deduit_de
        if written is None:
            return
        self._registre.exige(fiche, "champs", written.champ, "deduit_de", "champ")
        origin = champs.get(written.champ)
        if origin is None or origin.id in self.casses:
            return
        if self._loops(fiche, fiches):
            fiche.signale("V424", "deduit_de", "champ", detail="il finirait par se déduire de lui-même")
            return
        attributs = {name for value in origin.valeurs for name in value.attributs}
        if written.attribut not in attributs:
            introuvable(fiche, "colonne", written.attribut, attributs, "deduit_de", "attribut")
            return
        field = champs[fiche.declare.id]
        if field.nature is not Kind.CHOIX or field.id in self.casses:
            return
        admitted = {word for value in field.valeurs for word in (value.id, *value.synonymes, *value.equivalents)}
        for given in sorted({value.attributs.get(written.attribut, "") for value in origin.valeurs} - {""}):
            if given not in admitted:
                word, column = entre_guillemets(given), entre_guillemets(written.attribut)
                detail = f"{word}, de la colonne {column}, n'est pas une de ses valeurs"
                aide = f"ajoutez {word} aux valeurs de ce champ, ou corrigez le fichier de codes"
                fiche.signale("V424", "deduit_de", "attribut", detail=detail, aide=aide)

    @staticmethod
    def _loops(fiche: Fiche[d.ChampDeclare], fiches: Mapping[str, Fiche[d.ChampDeclare]]) -> bool:
        seen: set[str] = set()
        current: Fiche[d.ChampDeclare] | None = fiche
        while current is not None and current.declare.deduit_de is not None:
            if current.declare.id in seen:
                return True
            seen.add(current.declare.id)
            current = fiches.get(current.declare.deduit_de.champ)
        return False

    def _groupes(self, champs: Mapping[str, Field]) -> dict[str, str]:
        groupes: dict[str, str] = {}
        prefixes = {ident[:end] for ident in champs for end, mark in enumerate(ident) if mark == "."}
        broken = {ident[:end] for ident in self.casses for end, mark in enumerate(ident) if mark == "."}
        for fiche in self._declares.groupes:
            for prefix, label in fiche.declare.groupes.items():
                if prefix not in prefixes | broken:
                    introuvable(fiche, "groupe de champs", prefix, prefixes, "groupes", prefix, cle=True)
                groupes[prefix] = label
        return dict(sorted(groupes.items()))


def _inline(fiche: Fiche[d.ChampDeclare], valeurs: tuple[d.ValeurDeclaree, ...], *steps: str) -> Iterator[_Place]:
    for index, value in enumerate(valeurs):
        built = Value(
            id=value.id,
            libelle=value.libelle,
            definition=value.definition,
            synonymes=value.synonymes,
            equivalents=value.equivalents,
        )
        yield _Place(built, fiche, (*steps, index))


def _identifiants(value: Value) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    yield value.id, ("id",)


def _mots(value: Value) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The other words that stand for a value, each with where it is written in it."""
    for key, words in (("synonymes", value.synonymes), ("equivalents", value.equivalents)):
        yield from ((word, (key, rank)) for rank, word in enumerate(words))
    yield value.libelle, ("libelle",)


def _mots_de(cellule: str) -> Iterator[str]:
    """The words of a cell that holds several."""
    return (mot.strip() for mot in cellule.split("|") if mot.strip())
