"""What a case expects, held against an answer: each assertion by itself, cheapest first."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from enum import Enum
from typing import Final, Protocol

from msgspec import Struct

from eligibility.cofinancement import euros
from eligibility.corpus.model import Corpus, Genre
from eligibility.documents.diagnostics import Indice
from eligibility.documents.located import Span
from eligibility.engine.reference import Resolution
from eligibility.language.evaluate import Truth
from eligibility.language.francais import entre_guillemets, fait
from eligibility.language.nombres import read_amount
from eligibility.verdict import (
    APreciser,
    CofinancementVerdict,
    ConclusionFinale,
    ContributionVerdict,
    CoordinationVerdict,
    InstrumentVerdict,
    InterpretationVerdict,
    ItemVerdict,
    MesureVerdict,
    Ouverture,
    Statut,
)
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.pourquoi import de_la_conclusion, de_la_regle

VERITES: Final = (("vraies", Truth.VRAI), ("fausses", Truth.FAUX), ("indeterminees", Truth.INCONNU))
"""The truth that each list of rules expects."""

_DITES: Final = {Truth.VRAI: "se déclenche", Truth.FAUX: "ne se déclenche pas", Truth.INCONNU: "reste indéterminée"}


class Ecart(Struct, frozen=True):
    """A difference. ``attendu`` and ``obtenu``: what each names, between guillemets; ``span``: the expectation in the
    file; ``pourquoi``: what made it, the leaves of rules at their place in the corpus."""

    quoi: str
    attendu: str
    obtenu: str
    span: Span
    pourquoi: tuple[Indice, ...] = ()


class Reponse(Protocol):
    """The sections of a verdict that cases speak of."""

    @property
    def conclusion(self) -> ConclusionFinale: ...
    @property
    def items(self) -> Sequence[ItemVerdict]: ...
    @property
    def mesures(self) -> Sequence[MesureVerdict]: ...
    @property
    def instruments(self) -> Sequence[InstrumentVerdict]: ...
    @property
    def cofinancement(self) -> Sequence[CofinancementVerdict]: ...
    @property
    def contributions(self) -> Sequence[ContributionVerdict]: ...
    @property
    def coordinations(self) -> Sequence[CoordinationVerdict]: ...
    @property
    def a_preciser(self) -> Sequence[APreciser]: ...
    @property
    def interpretations(self) -> Sequence[InterpretationVerdict]: ...


class Section(Enum):
    """What assertions are about."""

    REGLES = "règles"
    RAISONS = "raisons"
    CONCLUSION = "conclusion"
    ITEMS = "items"
    MESURES = "mesures"
    CONTRIBUTIONS = "contributions"
    COORDINATIONS = "coordinations"
    INSTRUMENTS = "instruments"
    COFINANCEMENTS = "cofinancements"
    A_PRECISER = "à préciser"
    INTERPRETATIONS = "interprétations"


class Comparaison:
    """``ecarts`` reads of ``reponse`` only the sections that the case speaks of."""

    def __init__(self, cas: Cas, corpus: Corpus, reponse: Reponse, resolution: Resolution) -> None:
        self.cas = cas
        self.attendu = cas.attendu
        self.corpus = corpus
        self.reponse = reponse
        self.resolution = resolution

    def ecarts(self, sections: Container[Section] = tuple(Section)) -> Iterator[Ecart]:
        """``sections``: the only ones that are compared."""
        for section, comparer in (
            (Section.REGLES, self._verites),
            (Section.RAISONS, self._raisons),
            (Section.CONCLUSION, self._conclusion),
            (Section.ITEMS, self._items),
            (Section.MESURES, self._mesures),
            (Section.CONTRIBUTIONS, self._contributions),
            (Section.COORDINATIONS, self._coordinations),
            (Section.INSTRUMENTS, self._instruments),
            (Section.INSTRUMENTS, self._motifs),
            (Section.COFINANCEMENTS, self._cofinancements),
            (Section.A_PRECISER, self._a_preciser),
            (Section.INTERPRETATIONS, self._interpretations),
        ):
            if section in sections:
                yield from comparer()

    def _ecart(
        self,
        quoi: str,
        attendu: str | Collection[str],
        obtenu: str | Collection[str],
        chemin: tuple[str | int, ...],
        pourquoi: Iterable[Indice] = (),
    ) -> Ecart:
        span = self.cas.fiche.span("attendu", *chemin)
        return Ecart(quoi, _cite(attendu), _cite(obtenu), span, tuple(dict.fromkeys(pourquoi)))

    def _ensemble(
        self, cle: str, attendus: Iterable[str] | None, obtenus: Iterable[str], genre: Genre
    ) -> Iterator[Ecart]:
        """A complete list."""
        if attendus is None:
            return
        voulus, trouves = set(attendus), set(obtenus)
        if voulus != trouves:
            pourquoi = (ligne for ident in sorted(voulus ^ trouves) for ligne in self._auteurs(genre, ident))
            yield self._ecart(cle, voulus, trouves, (cle,), pourquoi)

    def _dont(self, cle: str, attendus: Iterable[str], obtenus: Iterable[str], genre: Genre) -> Iterator[Ecart]:
        """A list of which the answer may have more."""
        trouves = set(obtenus)
        for index, ident in enumerate(attendus):
            if ident not in trouves:
                yield self._ecart(cle, ident, trouves, (cle, index), self._auteurs(genre, ident))

    def _absents(self, cle: str, attendus: Iterable[str], obtenus: Iterable[str], genre: Genre) -> Iterator[Ecart]:
        """A list of which the answer has nothing."""
        trouves = set(obtenus)
        for index, ident in enumerate(attendus):
            if ident in trouves:
                yield self._ecart(cle, f"sans {ident}", trouves, (cle, index), self._auteurs(genre, ident))

    def _auteurs(self, genre: Genre, ident: str) -> Iterator[Indice]:
        return de_la_conclusion(genre, ident, self.resolution, self.corpus)

    # -- rules ----------------------------------------------------------------------------------------------

    def _pourquoi(self, rang: int | None) -> Iterable[Indice]:
        return () if rang is None else de_la_regle(rang, self.resolution, self.corpus)

    def _verites(self) -> Iterator[Ecart]:
        for cle, verite in VERITES:
            yield from self._regles(cle, getattr(self.attendu, cle), verite)

    def _regles(self, cle: str, idents: Iterable[str], verite: Truth) -> Iterator[Ecart]:
        for index, ident in enumerate(idents):
            rang = version(ident, self.resolution)
            obtenue = Truth.FAUX if rang is None else self.resolution.verite(rang)
            if obtenue is not verite:
                quoi = f"règle {ident}"
                yield self._ecart(quoi, _DITES[verite], _DITES[obtenue], (cle, index), self._pourquoi(rang))

    def _raisons(self) -> Iterator[Ecart]:
        for index, raison in enumerate(self.attendu.raisons):
            rang = version(raison.regle, self.resolution)
            issue = self.resolution.issue(rang) if rang is not None else None
            champs = {leaf.champ for leaf in (issue.decisive or issue.unknown)} if issue else set()
            if raison.champ not in champs:
                ou = ("raisons", index, "champ")
                quoi = f"ce qui décide de {raison.regle}"
                yield self._ecart(quoi, raison.champ, champs, ou, self._pourquoi(rang))

    # -- sections of the verdict ----------------------------------------------------------------------------

    def _conclusion(self) -> Iterator[Ecart]:
        voulue = self.attendu.conclusion
        if voulue is not None and voulue != self.reponse.conclusion:
            yield self._ecart("conclusion", voulue, self.reponse.conclusion, ("conclusion",), self._concluante())

    def _concluante(self) -> Iterator[Indice]:
        """What a conclusion is made of: items, and instruments that take them."""
        for item in self.reponse.items:
            yield Indice(f"item {item.item} : {_lisible(item.statut)}")
        for instrument in self.reponse.instruments:
            motif = f" ({instrument.motif.rstrip('.')})" if instrument.motif else ""
            yield Indice(f"instrument {instrument.instrument} : {_lisible(instrument.statut)}{motif}")
        for contribution in self.reponse.contributions:
            yield Indice(f"contribution {contribution.contribution} : {_lisible(contribution.statut)}")

    def _items(self) -> Iterator[Ecart]:
        attendu = self.attendu
        if attendu.items is None and attendu.items_indetermines is None:
            return
        items = {entry.item: entry.statut for entry in self.reponse.items}
        yield from self._ensemble("items", attendu.items, _de(items, Statut.CORRESPOND), Genre.ITEM)
        ouverts = _de(items, Statut.INDETERMINE)
        yield from self._ensemble("items_indetermines", attendu.items_indetermines, ouverts, Genre.ITEM)

    def _mesures(self) -> Iterator[Ecart]:
        if self.attendu.mesures is not None:
            mesures = {entry.mesure: entry.statut for entry in self.reponse.mesures}
            yield from self._ensemble("mesures", self.attendu.mesures, _de(mesures, Statut.CORRESPOND), Genre.MESURE)

    def _contributions(self) -> Iterator[Ecart]:
        attendu = self.attendu
        if attendu.contributions or attendu.contributions_absentes:
            apports = {entry.contribution: entry.statut for entry in self.reponse.contributions}
            reconnues = _de(apports, Statut.CORRESPOND)
            yield from self._dont("contributions", attendu.contributions, reconnues, Genre.CONTRIBUTION)
            absentes = attendu.contributions_absentes
            yield from self._absents("contributions_absentes", absentes, apports, Genre.CONTRIBUTION)

    def _coordinations(self) -> Iterator[Ecart]:
        attendu = self.attendu
        if attendu.coordinations or attendu.coordinations_absentes:
            points = {entry.coordination: entry.statut for entry in self.reponse.coordinations}
            signalees = _de(points, Statut.CORRESPOND)
            yield from self._dont("coordinations", attendu.coordinations, signalees, Genre.COORDINATION)
            absentes = attendu.coordinations_absentes
            yield from self._absents("coordinations_absentes", absentes, points, Genre.COORDINATION)

    def _instruments(self) -> Iterator[Ecart]:
        if not self.attendu.instruments:
            return
        found = {entry.instrument: entry for entry in self.reponse.instruments}
        for ident, attendu in self.attendu.instruments.items():
            obtenu = found[ident].statut if ident in found else Ouverture.NON_EXAMINE
            if obtenu != attendu:
                sans = "aucun item atteint n'est d'un axe qu'il ouvre ou ferme"
                motif = found[ident].motif if ident in found else sans
                pourquoi = [Indice(motif)] if motif else []
                pourquoi.extend(self._auteurs(Genre.INSTRUMENT, ident))
                yield self._ecart(f"instrument {ident}", attendu, obtenu, ("instruments", ident), pourquoi)

    def _motifs(self) -> Iterator[Ecart]:
        if not self.attendu.motifs:
            return
        dits = {entry.instrument: entry.motif for entry in self.reponse.instruments}
        for index, attendu in enumerate(self.attendu.motifs):
            auteurs = self._auteurs_du_motif(attendu.instrument, dits.get(attendu.instrument))
            if attendu.regle not in auteurs:
                ou = ("motifs", index, "regle")
                pourquoi = self._pourquoi(version(attendu.regle, self.resolution))
                yield self._ecart(f"motif de {attendu.instrument}", attendu.regle, auteurs, ou, pourquoi)

    def _auteurs_du_motif(self, instrument: str, motif: str | None) -> set[str]:
        """The rules whose words the instrument is answered with."""
        resolution = self.resolution
        rangs = resolution.strates.plan.cibles.get(Genre.INSTRUMENT.value, {}).get(instrument, ())
        regles = (resolution.regle(rang) for rang in rangs if resolution.actives >> rang & 1)
        return {rule.id for rule in regles if motif is not None and rule.alors.motif == motif}

    def _cofinancements(self) -> Iterator[Ecart]:
        absents = self.attendu.cofinancements_absents
        if not self.attendu.cofinancements and not absents:
            return
        found = {option.option: option for option in self.reponse.cofinancement}
        for index, attendu in enumerate(self.attendu.cofinancements):
            ou = ("cofinancements", index)
            option = found.get(attendu.option)
            if option is None:
                pourquoi = self._auteurs(Genre.COFINANCEMENT, attendu.option)
                yield self._ecart("cofinancement", attendu.option, found, (*ou, "option"), pourquoi)
                continue
            montants = {part.financeur: part.montant or "inconnu" for part in option.parts}
            for acteur, texte in attendu.parts.items():
                lu = read_amount(texte)
                voulu = euros(lu) if isinstance(lu, int) else texte
                if montants.get(acteur) != voulu:
                    quoi = f"part de {acteur}"
                    pourquoi = self._auteurs(Genre.COFINANCEMENT, option.option)
                    yield self._ecart(quoi, voulu, montants.get(acteur, "aucune"), (*ou, "parts", acteur), pourquoi)
            if attendu.plan is not None and attendu.plan != option.plan_declare:
                remarques = map(Indice, option.remarques)
                yield self._ecart("contrôle du plan", attendu.plan, option.plan_declare, (*ou, "plan"), remarques)
        yield from self._absents("cofinancements_absents", absents, found, Genre.COFINANCEMENT)

    def _a_preciser(self) -> Iterator[Ecart]:
        if not self.attendu.a_preciser:
            return
        demandes = {entry.champ for entry in self.reponse.a_preciser}
        for index, champ in enumerate(self.attendu.a_preciser):
            if champ not in demandes:
                valeur = self.resolution.projet.get(champ)
                pourquoi = "aucune règle encore ouverte n'en dépend"
                if valeur is not None:
                    pourquoi = f"le projet le donne : {fait(champ, valeur, self.corpus.vocabulaire)}"
                yield self._ecart("a_preciser", champ, demandes, ("a_preciser", index), [Indice(pourquoi)])

    def _interpretations(self) -> Iterator[Ecart]:
        if self.attendu.interpretations is None:
            return
        changeantes = [entry for entry in self.reponse.interpretations if entry.change_le_verdict]
        voulues, trouvees = set(self.attendu.interpretations), {entry.interpretation for entry in changeantes}
        if voulues != trouvees:
            pourquoi = [
                Indice(f"{entry.interpretation}={entry.option} change {', '.join(entry.changements)}")
                for entry in changeantes
                if entry.interpretation not in voulues
            ]
            muettes = sorted(voulues - trouvees)
            pourquoi += [Indice(f"{ident} : aucune de ses lectures ne change rien") for ident in muettes]
            yield self._ecart("interpretations", voulues, trouvees, ("interpretations",), pourquoi)


def version(ident: str, resolution: Resolution) -> int | None:
    """The version of a rule that is active, else any of them."""
    rangs = [rang for rang, rule in enumerate(resolution.strates.regles) if rule.id == ident]
    actifs = [rang for rang in rangs if resolution.actives >> rang & 1]
    return next(iter(actifs or rangs), None)


def _de(statuts: dict[str, Statut], voulu: Statut) -> Iterator[str]:
    return (ident for ident, statut in statuts.items() if statut is voulu)


def _cite(mots: str | Collection[str]) -> str:
    """A word, or each of several."""
    if isinstance(mots, str):
        return entre_guillemets(mots)
    return ", ".join(map(entre_guillemets, sorted(mots))) or "aucun"


def _lisible(mot: str) -> str:
    return mot.replace("_", " ")
