"""Checking a case: what the corpus answers, held against what a reading of the text gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from eligibility.check import check
from eligibility.cofinancement import euros
from eligibility.corpus.model import Rule
from eligibility.documents.located import Span
from eligibility.engine.ouvrir import Ouvert
from eligibility.engine.reference import Resolution
from eligibility.language.evaluate import Truth
from eligibility.language.francais import feuille
from eligibility.language.nombres import read_amount
from eligibility.verdict import Ouverture, Statut, Verdict
from eligibility.workshop.cas import Cas

_VERITES = {Truth.VRAI: "se déclenche", Truth.FAUX: "ne se déclenche pas", Truth.INCONNU: "reste indéterminée"}


class Ecart(Struct, frozen=True):
    """A difference. ``span``: the expectation in the file; ``pourquoi``: the leaves that made it, where there are."""

    quoi: str
    attendu: str
    obtenu: str
    span: Span
    pourquoi: tuple[str, ...] = ()


class Essai(Struct, frozen=True):
    """``resolution``: what was decided of each rule, for coverage."""

    cas: Cas
    verdict: Verdict
    resolution: Resolution
    ecarts: tuple[Ecart, ...]


def essayer(cas: Cas, ouvert: Ouvert) -> Essai:
    """Raises EngineError when the two engines disagree."""
    corpus = ouvert.corpus
    lectures = {ident: entry.defaut for ident, entry in corpus.interpretations.items()} | dict(cas.lectures)
    resolution = ouvert.decideur.decide(cas.projet.facts, cas.jour, lectures)
    verdict = check(cas.projet, corpus, cas.jour, ouvert.decideur, lectures=lectures)
    return Essai(cas, verdict, resolution, tuple(_Comparaison(cas, ouvert, verdict, resolution).ecarts()))


class _Comparaison:
    def __init__(self, cas: Cas, ouvert: Ouvert, verdict: Verdict, resolution: Resolution) -> None:
        self.cas = cas
        self.corpus = ouvert.corpus
        self.verdict = verdict
        self.resolution = resolution

    def ecarts(self) -> Iterator[Ecart]:
        attendu, verdict = self.cas.attendu, self.verdict
        if attendu.conclusion is not None and attendu.conclusion != verdict.conclusion:
            yield self._ecart("conclusion", attendu.conclusion, verdict.conclusion, ("conclusion",))
        items = {item.item: item.statut for item in verdict.items}
        yield from self._ensemble("items", attendu.items, _de(items, Statut.CORRESPOND))
        yield from self._ensemble("items_indetermines", attendu.items_indetermines, _de(items, Statut.INDETERMINE))
        yield from self._ensemble(
            "mesures", attendu.mesures, (m.mesure for m in verdict.mesures if m.statut is Statut.CORRESPOND)
        )
        yield from self._ensemble(
            "interpretations",
            attendu.interpretations,
            {entry.interpretation for entry in verdict.interpretations if entry.change_le_verdict},
        )
        yield from self._dont(
            "contributions",
            attendu.contributions,
            (c.contribution for c in verdict.contributions if c.statut is Statut.CORRESPOND),
        )
        yield from self._dont(
            "coordinations",
            attendu.coordinations,
            (c.coordination for c in verdict.coordinations if c.statut is Statut.CORRESPOND),
        )
        yield from self._dont("a_preciser", attendu.a_preciser, (entry.champ for entry in verdict.a_preciser))
        for cle, verite in (("vraies", Truth.VRAI), ("fausses", Truth.FAUX), ("indeterminees", Truth.INCONNU)):
            yield from self._regles(cle, getattr(attendu, cle), verite)
        yield from self._raisons()
        yield from self._instruments()
        yield from self._cofinancements()

    def _ecart(
        self, quoi: str, attendu: str, obtenu: str, chemin: tuple[str | int, ...], pourquoi: Iterable[str] = ()
    ) -> Ecart:
        return Ecart(quoi, attendu, obtenu, self.cas.fiche.span("attendu", *chemin), tuple(pourquoi))

    def _ensemble(self, cle: str, attendus: Iterable[str] | None, obtenus: Iterable[str]) -> Iterator[Ecart]:
        """A complete list."""
        if attendus is None:
            return
        voulus, trouves = set(attendus), set(obtenus)
        if voulus != trouves:
            pourquoi = [self._cible(ident) for ident in sorted(voulus ^ trouves)] if cle.startswith("items") else ()
            yield self._ecart(cle, _liste(voulus), _liste(trouves), (cle,), [ligne for ligne in pourquoi if ligne])

    def _dont(self, cle: str, attendus: Iterable[str], obtenus: Iterable[str]) -> Iterator[Ecart]:
        trouves = set(obtenus)
        for index, ident in enumerate(attendus):
            if ident not in trouves:
                yield self._ecart(cle, ident, _liste(trouves), (cle, index))

    def _rang(self, ident: str) -> int | None:
        """The version of a rule that is active, else any of them."""
        rangs = [rang for rang, rule in enumerate(self.resolution.strates.regles) if rule.id == ident]
        actifs = [rang for rang in rangs if self.resolution.actives >> rang & 1]
        return next(iter(actifs or rangs), None)

    def _regles(self, cle: str, idents: Iterable[str], verite: Truth) -> Iterator[Ecart]:
        for index, ident in enumerate(idents):
            rang = self._rang(ident)
            obtenue = Truth.FAUX if rang is None else self.resolution.verite(rang)
            if obtenue is not verite:
                yield self._ecart(
                    f"règle {ident}", _VERITES[verite], _VERITES[obtenue], (cle, index), self._pourquoi(rang)
                )

    def _pourquoi(self, rang: int | None) -> Iterator[str]:
        if rang is None:
            return
        rule: Rule = self.resolution.regle(rang)
        if not self.resolution.actives >> rang & 1:
            yield "la règle n'est pas en vigueur à cette date, ou sous cette lecture"
            return
        issue = self.resolution.issue(rang)
        sens = {Truth.VRAI: "vrai", Truth.FAUX: "a décidé", Truth.INCONNU: "inconnu"}[issue.truth]
        for leaf in issue.decisive or issue.unknown:
            yield f"{rule.fichier}:{leaf.ligne} : {feuille(leaf, self.corpus.vocabulaire)} ({sens})"

    def _cible(self, item: str) -> str:
        rules = [rule.id for rule in self.corpus.regles if rule.alors.cible == item]
        return f"{item} : conclu par {', '.join(rules)}" if rules else ""

    def _raisons(self) -> Iterator[Ecart]:
        for index, raison in enumerate(self.cas.attendu.raisons):
            rang = self._rang(raison.regle)
            issue = self.resolution.issue(rang) if rang is not None else None
            champs = {leaf.champ for leaf in (issue.decisive or issue.unknown)} if issue else set()
            if raison.champ not in champs:
                ou = ("raisons", index, "champ")
                quoi = f"ce qui décide de {raison.regle}"
                yield self._ecart(quoi, raison.champ, _liste(champs), ou, self._pourquoi(rang))

    def _instruments(self) -> Iterator[Ecart]:
        found = {entry.instrument: entry for entry in self.verdict.instruments}
        for ident, attendu in self.cas.attendu.instruments.items():
            obtenu = found[ident].statut if ident in found else Ouverture.NON_EXAMINE
            if obtenu != attendu:
                motif = (
                    found[ident].motif if ident in found else "aucun item atteint n'est d'un axe qu'il ouvre ou ferme"
                )
                yield self._ecart(
                    f"instrument {ident}", attendu, obtenu, ("instruments", ident), (motif,) if motif else ()
                )

    def _cofinancements(self) -> Iterator[Ecart]:
        found = {option.option: option for option in self.verdict.cofinancement}
        for index, attendu in enumerate(self.cas.attendu.cofinancements):
            ou = ("cofinancements", index)
            option = found.get(attendu.option)
            if option is None:
                yield self._ecart("cofinancement", attendu.option, _liste(found), (*ou, "option"))
                continue
            montants = {part.financeur: part.montant or "inconnu" for part in option.parts}
            for acteur, texte in attendu.parts.items():
                lu = read_amount(texte)
                voulu = euros(lu) if isinstance(lu, int) else texte
                if montants.get(acteur) != voulu:
                    quoi = f"part de {acteur}"
                    yield self._ecart(quoi, voulu, montants.get(acteur, "aucune"), (*ou, "parts", acteur))
            if attendu.plan is not None and attendu.plan != option.plan_declare:
                yield self._ecart(
                    "contrôle du plan", attendu.plan, option.plan_declare, (*ou, "plan"), option.remarques
                )


def _de(statuts: dict[str, Statut], voulu: Statut) -> Iterator[str]:
    return (ident for ident, statut in statuts.items() if statut is voulu)


def _liste(idents: Iterable[str]) -> str:
    return ", ".join(sorted(idents)) or "aucun"
