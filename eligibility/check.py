"""The main job: what the corpus answers to one project at one date.

The engine settles which rules fire; this module reads its three-valued outcome as a verdict. It names no axis,
item, actor or scheme: those are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from eligibility.cofinancement import assess
from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.pair import Decideur
from eligibility.engine.reference import Resolution
from eligibility.explication import ValueReader, alternatives, justification, missing
from eligibility.language.evaluate import Truth
from eligibility.language.francais import attendu
from eligibility.language.projet import Projet
from eligibility.ouverture import openings
from eligibility.verdict import (
    FORMAT,
    APreciser,
    AxeVerdict,
    CofinancementVerdict,
    ConclusionFinale,
    ContributionVerdict,
    CoordinationVerdict,
    CorpusRef,
    InstrumentVerdict,
    InterpretationVerdict,
    ItemVerdict,
    MesureVerdict,
    Ouverture,
    OuvertureAxe,
    Presque,
    ProjetRef,
    Statut,
    Verdict,
)

STATUT = {
    Truth.VRAI: Statut.CORRESPOND,
    Truth.FAUX: Statut.NE_CORRESPOND_PAS,
    Truth.INCONNU: Statut.INDETERMINE,
}
OUVERTURE = {Truth.VRAI: Ouverture.OUVERT, Truth.FAUX: Ouverture.FERME, Truth.INCONNU: Ouverture.INDETERMINE}


def check(projet: Projet, corpus: Corpus, jour: date, decideur: Decideur) -> Verdict:
    """The verdict on ``projet`` at ``jour``, under the default reading of every ambiguous passage.

    Raises EngineError when the two engines disagree.
    """
    lectures = {identifier: entry.defaut for identifier, entry in corpus.interpretations.items()}
    lecture = Lecture(projet, corpus, decideur.decide(projet.facts, jour, lectures))
    return Verdict(
        format=FORMAT,
        projet=ProjetRef(projet.intitule, projet.fichier, projet.empreinte),
        date=jour.isoformat(),
        corpus=CorpusRef(corpus.version, corpus.empreinte),
        moteur=decideur.nom,
        conclusion=lecture.conclusion,
        axes=lecture.axes(),
        items=lecture.items(),
        mesures=lecture.mesures(),
        instruments=lecture.instruments(),
        cofinancement=lecture.cofinancement(),
        contributions=lecture.contributions(),
        coordinations=lecture.coordinations(),
        a_preciser=lecture.a_preciser(),
        presque=_presque(lecture, jour, lectures, decideur),
        interpretations=_interpretations(lecture, jour, lectures, decideur),
    )


class Lecture:
    """One resolution read as a verdict: statuses of items, openings, conclusion and what is missing."""

    def __init__(self, projet: Projet, corpus: Corpus, resolution: Resolution) -> None:
        self.projet = projet
        self.corpus = corpus
        self.resolution = resolution
        self._truths: dict[tuple[Genre, str], Truth] = {}
        self._par_cible: dict[tuple[Genre, str], list[Rule]] = {}
        for rule in resolution.actives:
            self._par_cible.setdefault((rule.alors.genre, rule.alors.cible), []).append(rule)
        cadre = projet.facts.get("cadre")
        self._openings = openings(corpus, resolution, cadre if isinstance(cadre, str) else None)
        self._values = ValueReader(projet, corpus.vocabulaire)
        self.conclusion = self._conclude()

    # -- statuses -------------------------------------------------------------------------------------------

    def rules(self, genre: Genre, cible: str) -> list[Rule]:
        return self._par_cible.get((genre, cible), [])

    def truth(self, genre: Genre, cible: str) -> Truth:
        """VRAI as soon as one active rule concludes it, INCONNU as soon as one could."""
        found = self._truths.get((genre, cible))
        if found is None:
            rules = self.rules(genre, cible)
            found = max((self.resolution.verite(rule) for rule in rules), default=Truth.FAUX)
            self._truths[genre, cible] = found
        return found

    def opening(self, item: str, effet: str) -> Truth:
        """Whether an examined instrument of this effect takes the item."""
        declared = self.corpus.items[item]
        return max(
            (
                opening.truth
                for opening in self._openings
                if opening.examine
                and opening.axe == declared.axe
                and self.corpus.instruments[opening.instrument].effet == effet
                and (not declared.instruments or opening.instrument in declared.instruments)
            ),
            default=Truth.FAUX,
        )

    def _reach(self, effet: str) -> Truth:
        """Whether some item matches and is taken by an instrument of this effect."""
        return max(
            (min(self.truth(Genre.ITEM, item), self.opening(item, effet)) for item in self.corpus.items),
            default=Truth.FAUX,
        )

    def _conclude(self) -> ConclusionFinale:
        steps = (
            (ConclusionFinale.CONTRACTUALISABLE, self._reach("contractualisable")),
            (ConclusionFinale.SOCLE, self._reach("socle")),
            (
                ConclusionFinale.VALORISABLE,
                max((self.truth(Genre.CONTRIBUTION, c) for c in self.corpus.contributions), default=Truth.FAUX),
            ),
        )
        for conclusion, truth in steps:
            if truth is Truth.VRAI:
                return conclusion
            if truth is Truth.INCONNU:
                return ConclusionFinale.INDETERMINE
        return ConclusionFinale.HORS_REFERENTIEL

    # -- sections of the verdict ----------------------------------------------------------------------------

    def axes(self) -> tuple[AxeVerdict, ...]:
        found = []
        for axe in sorted(self.corpus.axes.values(), key=lambda axe: axe.numero):
            items = [item for item in self.corpus.items.values() if item.axe == axe.id]
            statut = max((self.truth(Genre.ITEM, item.id) for item in items), default=Truth.FAUX)
            if statut is Truth.FAUX:
                continue
            reach = max(
                min(self.truth(Genre.ITEM, item.id), self.opening(item.id, "contractualisable")) for item in items
            )
            contractualisable = None if reach is Truth.INCONNU else reach is Truth.VRAI
            found.append(AxeVerdict(axe.id, axe.numero, axe.libelle, STATUT[statut], contractualisable))
        return tuple(found)

    def items(self) -> tuple[ItemVerdict, ...]:
        """Every item with at least one active rule, whatever its status: renderers choose what to show."""
        order = {axe.id: axe.numero for axe in self.corpus.axes.values()}
        found = []
        for item in sorted(self.corpus.items.values(), key=lambda item: (order[item.axe], item.id)):
            truth = self.truth(Genre.ITEM, item.id)
            rules = [rule for rule in self.rules(Genre.ITEM, item.id) if self.resolution.verite(rule) is truth]
            found.append(
                ItemVerdict(
                    item=item.id,
                    axe=item.axe,
                    libelle=item.libelle,
                    statut=STATUT[truth],
                    regles=tuple(rule.id for rule in rules),
                    justification=tuple(
                        motif for rule in rules for motif in justification(rule, self.resolution, self._values)
                    ),
                    manque=tuple(missing(rules, self.resolution, self.corpus)) if truth is Truth.INCONNU else (),
                    reserve=item.reserve,
                    sources=_distinct(source for rule in rules for source in rule.sources) or item.sources,
                )
            )
        return tuple(found)

    def mesures(self) -> tuple[MesureVerdict, ...]:
        return tuple(
            MesureVerdict(
                mesure=mesure.id,
                libelle=mesure.libelle,
                axe=mesure.axe,
                axe_par_objet=mesure.axe_par_objet,
                statut=STATUT[truth],
                chef_de_file=mesure.chef_de_file,
                associes=mesure.associes,
                sources=mesure.sources,
            )
            for mesure in sorted(self.corpus.mesures.values(), key=lambda mesure: mesure.id)
            if (truth := self.truth(Genre.MESURE, mesure.id)) is not Truth.FAUX
        )

    def instruments(self) -> tuple[InstrumentVerdict, ...]:
        """The instruments that speak of the axes in play: those of an item that matches or still could."""
        in_play = {item.axe for item in self.corpus.items.values() if self.truth(Genre.ITEM, item.id) is not Truth.FAUX}
        found = []
        for instrument in sorted(self.corpus.instruments.values(), key=lambda instrument: instrument.id):
            mine = [o for o in self._openings if o.instrument == instrument.id and o.axe in in_play]
            if not mine:
                continue
            truth = max((opening.truth for opening in mine), default=Truth.FAUX)
            statut = OUVERTURE[truth] if all(opening.examine for opening in mine) else Ouverture.NON_EXAMINE
            found.append(
                InstrumentVerdict(
                    instrument=instrument.id,
                    libelle=instrument.libelle,
                    effet=instrument.effet,
                    statut=statut,
                    motif=next((opening.motif for opening in mine if opening.truth is truth), None),
                    axes=tuple(OuvertureAxe(opening.axe, OUVERTURE[opening.truth], opening.motif) for opening in mine),
                    signataires=instrument.signataires,
                    sources=instrument.sources,
                )
            )
        return tuple(found)

    def cofinancement(self) -> tuple[CofinancementVerdict, ...]:
        """Options whose rule is known to hold, for instruments that are open."""
        found = []
        usable = {o.instrument for o in self._openings if o.examine and o.truth is Truth.VRAI}
        for option in sorted(self.corpus.cofinancements.values(), key=lambda option: option.id):
            rules = [
                rule
                for rule in self.rules(Genre.COFINANCEMENT, option.id)
                if self.resolution.verite(rule) is Truth.VRAI
            ]
            if not rules or option.instrument not in usable:
                continue
            hypotheses = _distinct("=".join(rule.lecture) for rule in rules if rule.lecture)
            found.append(assess(option, self.projet.cout_total, self.projet.plan, hypotheses, self.corpus.acteurs))
        return tuple(found)

    def contributions(self) -> tuple[ContributionVerdict, ...]:
        return tuple(
            ContributionVerdict(entry.id, entry.nature, entry.libelle, STATUT[truth], entry.sources)
            for entry in sorted(self.corpus.contributions.values(), key=lambda entry: entry.id)
            if (truth := self.truth(Genre.CONTRIBUTION, entry.id)) is not Truth.FAUX
        )

    def coordinations(self) -> tuple[CoordinationVerdict, ...]:
        found = []
        for entry in sorted(self.corpus.coordinations.values(), key=lambda entry: entry.id):
            truth = self.truth(Genre.COORDINATION, entry.id)
            if truth is Truth.FAUX:
                continue
            declared = self.projet.facts.get(entry.champ) if entry.champ else None
            found.append(
                CoordinationVerdict(
                    entry.id,
                    entry.libelle,
                    STATUT[truth],
                    declared if isinstance(declared, bool) else None,
                    entry.sources,
                )
            )
        return tuple(found)

    # -- what is missing ------------------------------------------------------------------------------------

    def a_preciser(self) -> tuple[APreciser, ...]:
        """Every absent field that leaves something open, in the vocabulary's order, with what it would settle."""
        pour: dict[str, list[str]] = {}
        asked: dict[str, set[str]] = {}
        decisive: set[str] = set()
        vocabulaire = self.corpus.vocabulaire
        for (genre, cible), rules in sorted(self._par_cible.items()):
            unsure = [rule for rule in rules if self.resolution.verite(rule) is Truth.INCONNU]
            settled = genre is not Genre.INSTRUMENT and self.truth(genre, cible) is not Truth.INCONNU
            if not unsure or settled:
                continue
            for champ, leaves in missing(unsure, self.resolution, self.corpus).items():
                pour.setdefault(champ, []).append(cible)
                asked.setdefault(champ, set()).update(attendu(leaf, vocabulaire) for leaf in leaves)
                if self._matters(genre, cible):
                    decisive.add(champ)
        return tuple(
            APreciser(champ, tuple(pour[champ]), tuple(sorted(asked[champ])), champ in decisive)
            for champ in vocabulaire.champs
            if champ in pour
        )

    def _matters(self, genre: Genre, cible: str) -> bool:
        """Whether settling ``cible`` may change an undetermined conclusion."""
        if self.conclusion is not ConclusionFinale.INDETERMINE:
            return False
        if genre is Genre.ITEM:
            return any(self.opening(cible, effet) is not Truth.FAUX for effet in ("contractualisable", "socle"))
        if genre is Genre.INSTRUMENT:
            return any(o.examine and o.truth is Truth.INCONNU for o in self._openings if o.instrument == cible)
        return genre is Genre.CONTRIBUTION

    def matched(self) -> tuple[str, ...]:
        """The items that match, by id."""
        return tuple(item for item in sorted(self.corpus.items) if self.truth(Genre.ITEM, item) is Truth.VRAI)

    def signature(self) -> dict[str, object]:
        """What two readings of a project are compared on, by section of the verdict."""

        def truths(genre: Genre, ids: Iterable[str]) -> list[Truth]:
            return [self.truth(genre, ident) for ident in ids]

        return {
            "conclusion": self.conclusion,
            "items": truths(Genre.ITEM, self.corpus.items),
            "instruments": [(opening.instrument, opening.axe, opening.truth) for opening in self._openings],
            "mesures": truths(Genre.MESURE, self.corpus.mesures),
            "cofinancement": [
                (option.instrument, option.parts, option.plan_declare) for option in self.cofinancement()
            ],
            "contributions": truths(Genre.CONTRIBUTION, self.corpus.contributions),
            "coordinations": truths(Genre.COORDINATION, self.corpus.coordinations),
        }


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _interpretations(
    lecture: Lecture, jour: date, lectures: Mapping[str, str], decideur: Decideur
) -> tuple[InterpretationVerdict, ...]:
    """Each other reading that rules depend on, with what would change under it alone."""
    corpus = lecture.corpus
    reads: dict[str, list[Rule]] = {}
    for rule in corpus.regles:
        if rule.lecture:
            reads.setdefault(rule.lecture[0], []).append(rule)
    mine = lecture.signature()
    found = []
    for identifier, rules in sorted(reads.items()):
        entry = corpus.interpretations[identifier]
        # When every rule of every reading is false, which of them are read can change nothing.
        moot = all(lecture.resolution.issue(rule).truth is Truth.FAUX for rule in rules)
        for option in entry.options:
            if option.id == entry.defaut:
                continue
            other = lecture
            if not moot:
                chosen = {**lectures, identifier: option.id}
                other = Lecture(lecture.projet, corpus, decideur.decide(lecture.projet.facts, jour, chosen))
            theirs = mine if moot else other.signature()
            changes = tuple(section for section in mine if mine[section] != theirs[section])
            found.append(
                InterpretationVerdict(
                    interpretation=entry.id,
                    question=entry.question,
                    option=option.id,
                    libelle=option.libelle,
                    change_le_verdict=bool(changes),
                    conclusion=other.conclusion,
                    changements=changes,
                    cofinancement=other.cofinancement() if "cofinancement" in changes else (),
                )
            )
    return tuple(found)


def _presque(lecture: Lecture, jour: date, lectures: Mapping[str, str], decideur: Decideur) -> tuple[Presque, ...]:
    """What one change of one field an officer can act on would better: tried, not guessed."""
    if lecture.conclusion in (ConclusionFinale.CONTRACTUALISABLE, ConclusionFinale.INDETERMINE):
        return ()
    rank = list(ConclusionFinale)
    matched = lecture.matched()
    found = []
    for champ, value, actual, proposed in alternatives(lecture.resolution, lecture.projet, lecture.corpus):
        facts = {**lecture.projet.facts, champ: value}
        other = Lecture(lecture.projet, lecture.corpus, decideur.decide(facts, jour, lectures))
        if rank.index(other.conclusion) < rank.index(lecture.conclusion):
            gained = tuple(item for item in other.matched() if item not in matched)
            found.append(Presque(champ, actual, proposed, other.conclusion, gained))
    return tuple(sorted(found, key=lambda entry: (rank.index(entry.conclusion), entry.champ, str(entry.propose))))
