"""One resolution read as a verdict: statuses, openings, conclusion, and what is missing.

Only rules that are true or open are looked at, except where the rules that failed are asked for: an answer costs what
it says, not what the corpus holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property

from eligibility.cofinancement import assess
from eligibility.corpus.model import Corpus, Genre
from eligibility.engine.masques import bits
from eligibility.engine.reference import Resolution
from eligibility.explication import ValueReader, justification, missing
from eligibility.language.evaluate import Truth
from eligibility.language.francais import enumeration
from eligibility.language.projet import Projet
from eligibility.ouverture import Opening, openings, pourquoi
from eligibility.verdict import (
    APreciser,
    AxeVerdict,
    CofinancementVerdict,
    ConclusionFinale,
    ContributionVerdict,
    CoordinationVerdict,
    InstrumentVerdict,
    ItemVerdict,
    MesureVerdict,
    Ouverture,
    OuvertureAxe,
    Statut,
)

STATUT = {
    Truth.VRAI: Statut.CORRESPOND,
    Truth.FAUX: Statut.NE_CORRESPOND_PAS,
    Truth.INCONNU: Statut.INDETERMINE,
}
OUVERTURE = {Truth.VRAI: Ouverture.OUVERT, Truth.FAUX: Ouverture.FERME, Truth.INCONNU: Ouverture.INDETERMINE}
_RANGS = {ouverture: truth for truth, ouverture in OUVERTURE.items()}


class Lecture:
    """``complet``: the items that do not match too, with the leaves that failed."""

    def __init__(self, projet: Projet, corpus: Corpus, resolution: Resolution, *, complet: bool = False) -> None:
        self.projet = projet
        self.corpus = corpus
        self.resolution = resolution
        self.complet = complet
        self._truths = _truths(resolution)
        cadre = projet.facts.get("cadre")
        self._openings = openings(corpus, resolution, cadre if isinstance(cadre, str) else None)
        self._values = ValueReader(projet, corpus.vocabulaire)
        self.conclusion = self._conclude()

    # -- statuses -------------------------------------------------------------------------------------------

    def truth(self, genre: Genre, cible: str) -> Truth:
        """VRAI as soon as one active rule concludes it, INCONNU as soon as one could."""
        return self._truths.get((genre, cible), Truth.FAUX)

    def _held(self, genre: Genre) -> list[str]:
        """What is true or open of ``genre``, by id."""
        return sorted(cible for found, cible in self._truths if found is genre)

    def _ranks(self, genre: Genre, cible: str, truth: Truth) -> list[int]:
        """The active rules that conclude ``cible`` and have this truth."""
        resolution = self.resolution
        return [
            rang
            for rang in resolution.strates.plan.cibles.get(genre.value, {}).get(cible, ())
            if resolution.actives >> rang & 1 and resolution.verite(rang) is truth
        ]

    def opening(self, item: str, effet: str) -> Truth:
        """Whether an examined instrument of this effect takes the item."""
        return max(
            (
                opening.truth
                for opening in self._openings
                if opening.examine
                and self.corpus.instruments[opening.instrument].effet == effet
                and self._takes(opening, item)
            ),
            default=Truth.FAUX,
        )

    def _takes(self, opening: Opening, item: str) -> bool:
        """Whether the opening, where it holds, is one for the item."""
        declared = self.corpus.items[item]
        return opening.axe == declared.axe and (not declared.instruments or opening.instrument in declared.instruments)

    def _reach(self, effet: str, items: Iterable[str]) -> Truth:
        """Whether some of ``items`` matches and is taken by an instrument of this effect."""
        return max(
            (min(self.truth(Genre.ITEM, item), self.opening(item, effet)) for item in items),
            default=Truth.FAUX,
        )

    def _conclude(self) -> ConclusionFinale:
        items = self._held(Genre.ITEM)
        contributions = (self.truth(Genre.CONTRIBUTION, cible) for cible in self._held(Genre.CONTRIBUTION))
        steps = (
            (ConclusionFinale.CONTRACTUALISABLE, self._reach("contractualisable", items)),
            (ConclusionFinale.SOCLE, self._reach("socle", items)),
            (ConclusionFinale.VALORISABLE, max(contributions, default=Truth.FAUX)),
        )
        for conclusion, truth in steps:
            if truth is Truth.VRAI:
                return conclusion
            if truth is Truth.INCONNU:
                return ConclusionFinale.INDETERMINE
        return ConclusionFinale.HORS_REFERENTIEL

    @property
    def hors_periode(self) -> bool:
        """Whether no rule on any item is in force at the date, under the readings chosen."""
        rules = self.resolution.strates.plan.cibles.get(Genre.ITEM.value, {}).values()
        return not any(self.resolution.actives >> rang & 1 for rangs in rules for rang in rangs)

    # -- sections of the verdict ----------------------------------------------------------------------------

    def _items_by_axe(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for item in self._held(Genre.ITEM):
            found.setdefault(self.corpus.items[item].axe, []).append(item)
        return found

    def axes(self) -> tuple[AxeVerdict, ...]:
        held = self._items_by_axe()
        found = []
        for axe in sorted((self.corpus.axes[axe] for axe in held), key=lambda axe: axe.numero):
            statut = max(self.truth(Genre.ITEM, item) for item in held[axe.id])
            reach = self._reach("contractualisable", held[axe.id])
            contractualisable = None if reach is Truth.INCONNU else reach is Truth.VRAI
            found.append(AxeVerdict(axe.id, axe.numero, axe.libelle, STATUT[statut], contractualisable))
        return tuple(found)

    def items(self) -> tuple[ItemVerdict, ...]:
        order = {axe.id: axe.numero for axe in self.corpus.axes.values()}
        idents = self.corpus.items if self.complet else self._held(Genre.ITEM)
        return tuple(
            self._item(ident)
            for ident in sorted(idents, key=lambda ident: (order[self.corpus.items[ident].axe], ident))
        )

    def _item(self, ident: str) -> ItemVerdict:
        item = self.corpus.items[ident]
        truth = self.truth(Genre.ITEM, ident)
        rangs = self._ranks(Genre.ITEM, ident, truth)
        rules = [self.resolution.regle(rang) for rang in rangs]
        return ItemVerdict(
            item=ident,
            axe=item.axe,
            libelle=item.libelle,
            statut=STATUT[truth],
            regles=tuple(rule.id for rule in rules),
            justification=tuple(
                motif for rang in rangs for motif in justification(rang, self.resolution, self._values)
            ),
            manque=self._manque(rangs) if truth is Truth.INCONNU else (),
            reserve=item.reserve,
            sources=tuple(dict.fromkeys(source for rule in rules for source in rule.sources)) or item.sources,
            lectures=() if rules else self._autres_lectures(ident),
        )

    def _autres_lectures(self, item: str) -> tuple[str, ...]:
        """The ambiguous passages of which another reading has a rule on ``item`` in force that day."""
        rules = map(self.resolution.regle, self.resolution.strates.plan.cibles.get(Genre.ITEM.value, {}).get(item, ()))
        jour = self.resolution.jour.isoformat()
        found = (rule.lecture[0] for rule in rules if rule.lecture and (rule.du or "") <= jour <= (rule.au or jour))
        return tuple(dict.fromkeys(found))

    def mesures(self) -> tuple[MesureVerdict, ...]:
        found = []
        for mesure in (self.corpus.mesures[ident] for ident in self._held(Genre.MESURE)):
            truth = self.truth(Genre.MESURE, mesure.id)
            open_ones = self._ranks(Genre.MESURE, mesure.id, Truth.INCONNU) if truth is Truth.INCONNU else []
            found.append(
                MesureVerdict(
                    mesure=mesure.id,
                    libelle=mesure.libelle,
                    axe=mesure.axe,
                    axe_par_objet=mesure.axe_par_objet,
                    statut=STATUT[truth],
                    chef_de_file=mesure.chef_de_file,
                    associes=mesure.associes,
                    sources=mesure.sources,
                    manque=self._manque(open_ones),
                )
            )
        return tuple(found)

    @cached_property
    def instruments(self) -> tuple[InstrumentVerdict, ...]:
        """The instruments that speak of the axes in play: those of an item that matches or still could."""
        in_play = self._items_by_axe()
        found = []
        for instrument in sorted(self.corpus.instruments.values(), key=lambda instrument: instrument.id):
            mine = [
                opening for opening in self._openings if opening.instrument == instrument.id and opening.axe in in_play
            ]
            if not mine:
                continue
            axes = tuple(self._ouverture(opening, in_play[opening.axe]) for opening in mine)
            best = max(axes, key=lambda axe: _RANGS[axe.statut])
            found.append(
                InstrumentVerdict(
                    instrument=instrument.id,
                    libelle=instrument.libelle,
                    effet=instrument.effet,
                    statut=best.statut if all(opening.examine for opening in mine) else Ouverture.NON_EXAMINE,
                    motif=best.motif,
                    axes=axes,
                    signataires=instrument.signataires,
                    role_caf=instrument.role_caf,
                    sources=instrument.sources,
                    manque=best.manque,
                )
            )
        return tuple(found)

    def _ouverture(self, opening: Opening, items: Sequence[str]) -> OuvertureAxe:
        """``opening`` as ``items`` find it: closed where each of them is for other instruments only."""
        if opening.truth is Truth.FAUX or any(self._takes(opening, item) for item in items):
            said = pourquoi(opening, self.resolution, self.corpus.vocabulaire)
            manque = self._manque(opening.rangs) if opening.truth is Truth.INCONNU else ()
            return OuvertureAxe(opening.axe, OUVERTURE[opening.truth], said, manque)
        others = dict.fromkeys(ident for item in items for ident in self.corpus.items[item].instruments)
        noms = enumeration((self.corpus.instruments[ident].court for ident in others), "ou")
        said = f"Ce qui correspond y est réservé à un autre cadre\u00a0: {noms}."
        return OuvertureAxe(opening.axe, Ouverture.FERME, said)

    def _manque(self, rangs: Sequence[int]) -> tuple[str, ...]:
        """The fields that leave rules open."""
        return tuple(missing(rangs, self.resolution, self.corpus))

    def cofinancement(self) -> tuple[CofinancementVerdict, ...]:
        """Options whose rule is known to hold, for instruments that are open to an item that matches."""
        return self._options(self._prenants(Truth.VRAI))

    def cofinancement_possible(self) -> tuple[CofinancementVerdict, ...]:
        """The same for instruments that may still open to an item that matches: what it would be if they do."""
        return self._options(self._prenants(Truth.INCONNU) - self._prenants(Truth.VRAI))

    def _prenants(self, truth: Truth) -> set[str]:
        """The instruments of which an opening that is examined takes, with this truth, an item that matches."""
        matched = self.matched()
        return {
            opening.instrument
            for opening in self._openings
            if opening.examine and opening.truth is truth and any(self._takes(opening, item) for item in matched)
        }

    def _options(self, instruments: Set[str]) -> tuple[CofinancementVerdict, ...]:
        found = []
        for ident in self._held(Genre.COFINANCEMENT):
            option = self.corpus.cofinancements[ident]
            if option.instrument not in instruments:
                continue
            rules = [self.resolution.regle(rang) for rang in self._ranks(Genre.COFINANCEMENT, ident, Truth.VRAI)]
            if rules:
                hypotheses = tuple(dict.fromkeys("=".join(rule.lecture) for rule in rules if rule.lecture))
                found.append(assess(option, self.projet.cout_total, self.projet.plan, hypotheses, self.corpus.acteurs))
        return tuple(found)

    def contributions(self) -> tuple[ContributionVerdict, ...]:
        return tuple(
            ContributionVerdict(
                entry.id, entry.nature, entry.libelle, STATUT[self.truth(Genre.CONTRIBUTION, entry.id)], entry.sources
            )
            for entry in (self.corpus.contributions[ident] for ident in self._held(Genre.CONTRIBUTION))
        )

    def coordinations(self) -> tuple[CoordinationVerdict, ...]:
        found = []
        for entry in (self.corpus.coordinations[ident] for ident in self._held(Genre.COORDINATION)):
            declared = self.projet.facts.get(entry.champ) if entry.champ else None
            found.append(
                CoordinationVerdict(
                    entry.id,
                    entry.libelle,
                    STATUT[self.truth(Genre.COORDINATION, entry.id)],
                    declared if isinstance(declared, bool) else None,
                    entry.sources,
                )
            )
        return tuple(found)

    # -- what is missing ------------------------------------------------------------------------------------

    def a_preciser(self) -> tuple[APreciser, ...]:
        """Every absent field that leaves something open, in the vocabulary's order, with what it would settle."""
        unsure: dict[tuple[Genre, str], list[int]] = {}
        for rang in bits(self.resolution.inconnues):
            alors = self.resolution.regle(rang).alors
            if alors.genre is Genre.INSTRUMENT or self.truth(alors.genre, alors.cible) is Truth.INCONNU:
                unsure.setdefault((alors.genre, alors.cible), []).append(rang)
        pour: dict[str, list[str]] = {}
        asked: dict[str, set[str]] = {}
        decisive: dict[str, set[str]] = {}
        for (genre, cible), rangs in sorted(unsure.items()):
            matters = self._matters(genre, cible)
            for champ, demandes in missing(rangs, self.resolution, self.corpus).items():
                pour.setdefault(champ, []).append(cible)
                asked.setdefault(champ, set()).update(demandes)
                if matters:
                    decisive.setdefault(champ, set()).update(demandes)
        return tuple(
            APreciser(
                champ,
                tuple(pour[champ]),
                tuple(sorted(asked[champ])),
                champ in decisive,
                tuple(sorted(decisive.get(champ, ()))),
            )
            for champ in self.corpus.vocabulaire.champs
            if champ in pour
        )

    def _matters(self, genre: Genre, cible: str) -> bool:
        """Whether settling ``cible`` may change an undetermined conclusion."""
        if self.conclusion is not ConclusionFinale.INDETERMINE:
            return False
        if genre is Genre.ITEM:
            matched = self.matched()
            # What an item that matches brings an opening already, another one adds nothing to.
            return any(
                self._takes(opening, cible) and not any(self._takes(opening, item) for item in matched)
                for opening in self._concluants()
                if opening.truth is not Truth.FAUX
            )
        if genre is Genre.INSTRUMENT:
            held = self._held(Genre.ITEM)
            return any(
                any(self._takes(opening, item) for item in held)
                for opening in self._concluants()
                if opening.instrument == cible and opening.truth is Truth.INCONNU
            )
        held = self._held(Genre.CONTRIBUTION)
        return genre is Genre.CONTRIBUTION and not any(self.truth(genre, entry) is Truth.VRAI for entry in held)

    def _concluants(self) -> Iterator[Opening]:
        """The openings that the conclusion depends on."""
        effets = ("contractualisable", "socle")
        return (o for o in self._openings if o.examine and self.corpus.instruments[o.instrument].effet in effets)

    def matched(self) -> tuple[str, ...]:
        """The items that match, by id."""
        return tuple(item for item in self._held(Genre.ITEM) if self.truth(Genre.ITEM, item) is Truth.VRAI)

    def signature(self) -> dict[str, object]:
        """What two readings of a project are compared on, by section of the verdict."""

        def truths(genre: Genre) -> list[tuple[str, Truth]]:
            return [(cible, self.truth(genre, cible)) for cible in self._held(genre)]

        return {
            "conclusion": self.conclusion,
            "items": truths(Genre.ITEM),
            "instruments": [(entry.instrument, entry.statut, entry.axes) for entry in self.instruments],
            "mesures": truths(Genre.MESURE),
            "cofinancement": [
                (option.instrument, option.parts, option.plan_declare) for option in self.cofinancement()
            ],
            "contributions": truths(Genre.CONTRIBUTION),
            "coordinations": truths(Genre.COORDINATION),
        }


def _truths(resolution: Resolution) -> dict[tuple[Genre, str], Truth]:
    """What rules conclude or could conclude; what is not there is false."""
    found: dict[tuple[Genre, str], Truth] = {}
    for masque, truth in ((resolution.inconnues, Truth.INCONNU), (resolution.vraies, Truth.VRAI)):
        for rule in resolution.regles(masque):
            found[rule.alors.genre, rule.alors.cible] = truth
    return found
