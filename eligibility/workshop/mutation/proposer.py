"""For a mutant that survives, the case that is missing: a project of another case with one thing changed, that tells
the mutant from the rule. What it expects is what the rules answer today, to be read again by who knows the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from eligibility.corpus.model import Corpus, Genre, Rule
from eligibility.engine.reference import ReferenceEngine, Resolution
from eligibility.language.conditions import Leaf, leaves
from eligibility.language.evaluate import Truth, truth
from eligibility.language.facts import Facts
from eligibility.language.francais import fait
from eligibility.lecture import Lecture
from eligibility.verdict import Ouverture
from eligibility.workshop.cas.declares import Attendu, Option
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.essais.comparaison import VERITES, version
from eligibility.workshop.mutation.banc import Banc
from eligibility.workshop.mutation.campagne import Survivant
from eligibility.workshop.mutation.epreuves import Epreuve, active, en_vigueur, eprouver
from eligibility.workshop.mutation.projets import Ecrit, ecrit, lire, modifier
from eligibility.workshop.mutation.voisins import Changement, changements, changer
from eligibility.workshop.suivi import Avancer

_ESSAIS_MAX: Final = 400
"""Projects decided anew for one mutant, where what it tests depends on other rules."""

_CANDIDATS_MAX: Final = 60
"""Cases held against one mutant before giving up."""


class Proposition(Struct, frozen=True):
    """A case to add. ``origine``: the case that its project comes from, and what was changed, in French."""

    survivant: Survivant
    cas: Cas
    projet: Ecrit
    attendu: Mapping[str, object]
    origine: str


_Essaye = tuple[Cas, Changement | None, Truth, Truth]
"""A case, what is changed in its project, and the truth of the rule and of its mutant then."""


class Deja(Struct, frozen=True):
    """A case proposed for another mutant of the same rule is enough."""

    cas: Cas


class Proposeur:
    def __init__(self, corpus: Corpus, banc: Banc) -> None:
        self._corpus = corpus
        self._banc = banc
        self._moteur = ReferenceEngine(corpus, None, banc.strates)

    def proposer(
        self, survivants: Sequence[Survivant], avancer: Avancer | None = None
    ) -> list[Proposition | Deja | None]:
        """For each in turn, its case, or the one proposed before that tells it as well; None where none was found."""
        proposees: dict[int, list[Epreuve]] = {}
        issues: list[Proposition | Deja | None] = []
        for compte, survivant in enumerate(survivants, 1):
            faites = proposees.setdefault(survivant.mutant.rang, [])
            rejeu = self._banc.rejeu(survivant.mutant)
            deja = next((epreuve.cas for epreuve in faites if rejeu.differe(epreuve)), None)
            found = self._chercher(survivant) if deja is None else None
            if found is not None:
                faites.append(self._eprouver(found.cas))
            issues.append(found if deja is None else Deja(deja))
            if avancer is not None:
                avancer(compte, len(survivants))
        return issues

    def _eprouver(self, cas: Cas) -> Epreuve:
        return eprouver(cas, self._corpus, self._banc.strates)

    def _chercher(self, survivant: Survivant) -> Proposition | None:
        """The first case tried that decides; failing that, the first that leaves either of the two open."""
        rejeu = self._banc.rejeu(survivant.mutant)
        for candidat in islice(self._candidats(survivant), _CANDIDATS_MAX):
            if rejeu.differe(self._eprouver(candidat.cas)):
                return candidat
        return None

    def _candidats(self, survivant: Survivant) -> Iterator[Proposition]:
        match survivant.mutant.partie:
            case "si":
                return self._par_les_faits(survivant)
            case "en_vigueur":
                return self._par_la_date(survivant)
            case "lecture":
                return self._par_la_lecture(survivant)
        return self._par_l_effet(survivant)

    # -- where to look --------------------------------------------------------------------------------------

    def _bases(self, rang: int) -> Iterator[tuple[Cas, Facts]]:
        """One case of each different set of facts the rule is given, put under the reading and the days that the rule
        holds under, with what the rules conclude of it as it was; those of these days first, then those that name the
        rule."""
        rule = self._corpus.regles[rang]
        epreuves = self._banc.epreuves

        def ordre(numero: int) -> tuple[bool, bool, int]:
            epreuve = epreuves[numero]
            return not en_vigueur(rule, epreuve.cas.jour), rang not in epreuve.nommees, numero

        premiers = {min((numero for numero, _ in groupe.membres), key=ordre) for groupe in self._banc.groupes(rang)}
        for numero in sorted(premiers, key=ordre):
            yield _a_l_heure(rule, epreuves[numero].cas), epreuves[numero].principale.facts

    def _par_les_faits(self, survivant: Survivant) -> Iterator[Proposition]:
        """Projects for which the two conditions differ, those that decide both first."""
        ouverts: list[tuple[Cas, Changement | None]] = []
        for cas, changement, un, autre in chain(self._proches(survivant), self._lointains(survivant)):
            if un is autre:
                continue
            if Truth.INCONNU in (un, autre):
                ouverts.append((cas, changement))
            elif (found := self._proposition(survivant, cas, changement)) is not None:
                yield found
        for cas, changement in ouverts:
            if (found := self._proposition(survivant, cas, changement)) is not None:
                yield found

    def _proches(self, survivant: Survivant) -> Iterator[_Essaye]:
        """Changes of the fields that the rule itself tests, other conclusions supposed the same."""
        avant, apres = survivant.rule.si, survivant.mutant.rule.si
        vocabulaire = self._corpus.vocabulaire
        for cas, facts in self._bases(survivant.mutant.rang):
            yield cas, None, truth(avant, facts), truth(apres, facts)
            for changement in changements(cas.projet.facts, [*leaves(avant)], vocabulaire):
                change = changer(facts, changement, vocabulaire)
                yield cas, changement, truth(avant, change), truth(apres, change)

    def _lointains(self, survivant: Survivant) -> Iterator[_Essaye]:
        """Changes of the fields that decide of the conclusions it tests."""
        avant, apres = survivant.rule.si, survivant.mutant.rule.si
        vocabulaire = self._corpus.vocabulaire
        conditions = [*self._amont(survivant.rule)]
        essais = 0
        for cas, _ in self._bases(survivant.mutant.rang) if conditions else ():
            for changement in changements(cas.projet.facts, conditions, vocabulaire):
                essais += 1
                if essais > _ESSAIS_MAX:
                    return
                change = changer(cas.projet.facts, changement, vocabulaire)
                facts = self._moteur.evaluate_all(change, cas.jour, cas.lectures).facts
                yield cas, changement, truth(avant, facts), truth(apres, facts)

    def _amont(self, rule: Rule) -> Iterator[Leaf]:
        """What is asked by the rules that conclude what this one tests."""
        for leaf in leaves(rule.si):
            mots = leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,)
            if self._corpus.vocabulaire.champs[leaf.champ].conclu:
                for rang, autre in enumerate(self._corpus.regles):
                    if any(champ == leaf.champ and mot in mots for champ, mot in self._banc.strates.conclus(rang)):
                        yield from leaves(autre.si)

    def _vraies(self, survivant: Survivant) -> Iterator[Cas]:
        """Cases whose project meets the condition, in force or not."""
        for epreuve in self._banc.epreuves:
            if truth(survivant.rule.si, epreuve.principale.facts) is Truth.VRAI:
                yield epreuve.cas

    def _par_la_date(self, survivant: Survivant) -> Iterator[Proposition]:
        """The day that the rule holds and its mutant does not, or the reverse."""
        rule, autre = survivant.rule, survivant.mutant.rule
        bords = [date.fromisoformat(texte) for texte in (rule.du, rule.au) if texte is not None]
        for jour in dict.fromkeys(jour for bord in bords for jour in (bord, bord - _UN, bord + _UN)):
            for cas in self._vraies(survivant):
                change = replace(_a_l_heure(rule, cas), jour=jour)
                lectures = self._banc.strates.lectures(change.lectures)
                if active(rule, jour, lectures) is active(autre, jour, lectures):
                    continue
                if (found := self._proposition(survivant, change, None)) is not None:
                    yield found

    def _par_la_lecture(self, survivant: Survivant) -> Iterator[Proposition]:
        rule, autre = survivant.rule, survivant.mutant.rule
        assert rule.lecture is not None
        interpretation = rule.lecture[0]
        for option in self._corpus.interpretations[interpretation].options:
            for cas in self._vraies(survivant):
                lectures = {**cas.lectures, interpretation: option.id}
                if active(rule, cas.jour, lectures) is not active(autre, cas.jour, lectures):
                    found = self._proposition(survivant, replace(cas, lectures=lectures), None)
                    if found is not None:
                        yield found

    def _par_l_effet(self, survivant: Survivant) -> Iterator[Proposition]:
        """Projects for which the rule fires, first as they are, then with one change."""
        rule = survivant.rule
        for cas in self._vraies(survivant):
            change = _a_l_heure(rule, cas)
            if (found := self._proposition(survivant, change, None)) is not None:
                yield found
        conditions = [*leaves(rule.si)]
        essais = 0
        for cas in self._vraies(survivant):
            change = _a_l_heure(rule, cas)
            for changement in changements(cas.projet.facts, conditions, self._corpus.vocabulaire):
                essais += 1
                if essais > _ESSAIS_MAX:
                    return
                facts = changer(cas.projet.facts, changement, self._corpus.vocabulaire)
                resolution = self._moteur.evaluate_all(facts, change.jour, change.lectures)
                if truth(rule.si, resolution.facts) is not Truth.VRAI:
                    continue
                if (found := self._proposition(survivant, change, changement)) is not None:
                    yield found

    # -- what to expect -------------------------------------------------------------------------------------

    def _proposition(self, survivant: Survivant, cas: Cas, changement: Changement | None) -> Proposition | None:
        """The case, with what the rules answer; None where such a project is refused."""
        vocabulaire = self._corpus.vocabulaire
        projet = ecrit(cas)
        if changement is not None:
            projet = modifier(projet, changement, vocabulaire)
        lu = lire(projet, cas.nom, vocabulaire)
        if lu is None:
            return None
        resolution = self._moteur.evaluate_all(lu.facts, cas.jour, cas.lectures)
        change = replace(cas, projet=lu)
        attendu = self._attendu(survivant, change, resolution)
        if attendu is None:
            return None
        origine = f"projet du cas « {cas.nom} » ({cas.fichier}:{cas.ligne})"
        if changement is not None:
            champ, valeur = changement
            dit = fait(champ, valeur, vocabulaire) if valeur is not None else f"{champ} retiré"
            origine = f"{origine}, avec un changement ({dit})"
        return Proposition(survivant, replace(change, attendu=_declare(attendu)), projet, attendu, origine)

    def _attendu(self, survivant: Survivant, cas: Cas, resolution: Resolution) -> dict[str, object] | None:
        rule = survivant.rule
        rang = version(rule.id, resolution)
        verite = Truth.FAUX if rang is None else resolution.verite(rang)
        cle = next(nom for nom, voulue in VERITES if voulue is verite)
        if survivant.mutant.partie != "alors":
            return {cle: [rule.id]}
        lecture = Lecture(cas.projet, self._corpus, resolution)
        conclu = _conclu(rule, lecture)
        return None if conclu is None else {**conclu, cle: [rule.id]}


_UN = timedelta(1)


def _a_l_heure(rule: Rule, cas: Cas) -> Cas:
    """The case under the reading that the rule holds under, on its own day if the rule is in force then."""
    if rule.lecture is not None:
        cas = replace(cas, lectures={**cas.lectures, rule.lecture[0]: rule.lecture[1]})
    bord = rule.du or rule.au
    if bord is not None and not en_vigueur(rule, cas.jour):
        cas = replace(cas, jour=date.fromisoformat(bord))
    return cas


def _declare(attendu: Mapping[str, object]) -> Attendu:
    """The same, typed as in a file."""
    typed: dict[str, object] = {}
    for cle, valeur in attendu.items():
        typed[cle] = tuple(valeur) if isinstance(valeur, list) else valeur
    if "cofinancements" in attendu:
        options = attendu["cofinancements"]
        assert isinstance(options, list)
        typed["cofinancements"] = tuple(Option.model_validate(option) for option in options)
    return Attendu.model_validate(typed)


def _conclu(rule: Rule, lecture: Lecture) -> dict[str, object] | None:
    """What shows the effect of the rule in the answer; None where nothing does."""
    cible = rule.alors.cible
    match rule.alors.genre:
        case Genre.ITEM:
            return {"items": [*lecture.matched()]}
        case Genre.MESURE:
            return {"mesures": [entry.mesure for entry in lecture.mesures() if entry.statut == "correspond"]}
        case Genre.CONTRIBUTION:
            return {"contributions": [cible]}
        case Genre.COORDINATION:
            return {"coordinations": [cible]}
        case Genre.COFINANCEMENT:
            presente = any(option.option == cible for option in lecture.cofinancement())
            return {"cofinancements": [{"option": cible}]} if presente else None
        case Genre.INSTRUMENT:
            statuts = {entry.instrument: entry.statut for entry in lecture.instruments}
            statut = statuts.get(cible, Ouverture.NON_EXAMINE)
            return {"conclusion": lecture.conclusion.value, "instruments": {cible: statut.value}}
