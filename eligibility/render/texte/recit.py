"""What every part of the answer writes with: the verdict, the page, and the words of the corpus."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.corpus.model import Corpus
from eligibility.language import francais
from eligibility.language.conditions import Bounds
from eligibility.language.projet import Projet
from eligibility.language.vocabulary import Field, Kind
from eligibility.render.page import Page, Segment
from eligibility.render.typographie import PUCE, minuscule, soigner
from eligibility.render.valeurs import liste
from eligibility.verdict import Json, Motif, Verdict


class Recit:
    def __init__(self, verdict: Verdict, projet: Projet, corpus: Corpus, page: Page, verbeux: bool) -> None:
        self.verdict = verdict
        self.projet = projet
        self.corpus = corpus
        self.page = page
        self.verbeux = verbeux
        self.passages: dict[str, None] = {}
        """The passages cited so far, in their order."""

    # -- lines ----------------------------------------------------------------------------------------------

    def point(self, signe: Segment, texte: str, *, retrait: int = 0, style: str = "") -> None:
        """A line that starts with a sign."""
        symbole, ton = signe
        self.page.paragraphe(soigner(texte), retrait=retrait, tete=((f"{symbole} ", ton),), style=style)

    def detail(self, label: str, texte: str, *, retrait: int, style: str = "") -> None:
        """« Réserve : … »."""
        self.page.paragraphe(soigner(f"{label} : {texte}"), retrait=retrait, style=style)

    def source(self, passages: Iterable[str], *, retrait: int, suite: str = "") -> None:
        """« Source : IT 2023-215, § 1.1 et § 2.2 ; Localtis », each once."""
        cited = self.sources(passages)
        texte = f"Source : {cited}{suite}" if cited else suite.strip(" ()").capitalize()
        if texte:
            self.page.paragraphe(soigner(texte), retrait=retrait, style="dim")

    # -- words ----------------------------------------------------------------------------------------------

    def champ(self, ident: str) -> Field:
        return self.corpus.vocabulaire.champs[ident]

    def label(self, ident: str) -> str:
        """The name of a field inside a sentence."""
        return minuscule(francais.champ(ident, self.corpus.vocabulaire))

    def manque(self, ident: str) -> str:
        """The name of a field that is missing, inside a sentence."""
        return f"{self.label(ident)}{self.cote(ident)}"

    def cote(self, ident: str) -> str:
        """« (fin) », where the project gives the other side of a period or of an interval only."""
        given = self.projet.facts.get(ident)
        if not isinstance(given, Bounds) or (given.low is None) is (given.high is None):
            return ""
        low, high = ("début", "fin") if self.champ(ident).nature is Kind.PERIODE else ("minimum", "maximum")
        return f" ({low if given.low is None else high})"

    def manques(self, idents: Iterable[str]) -> str:
        return liste(map(self.manque, idents))

    def mots(self, champ: str, value: Json) -> list[str]:
        """The words of a value of the verdict."""
        field = self.champ(champ)
        if value is None:
            return ["rien"]
        if isinstance(value, bool):
            return ["oui" if value else "non"]
        if isinstance(value, list):
            return [self._mot(field, str(entry)) for entry in value] or ["aucun"]
        if isinstance(value, str) and field.nature is Kind.CHOIX:
            return [self._mot(field, value)]
        fact = self.projet.facts.get(champ)
        return [francais.valeur(field, fact)] if fact is not None else [str(value)]

    def faits(self, motifs: Iterable[Motif]) -> str:
        """What the project says, once for each field: « objets : Culture, Sport (ligne 3) · âges : 11-15 ans »."""
        places: dict[str, str] = {}
        values: dict[str, list[str]] = {}
        for motif in motifs:
            places[motif.champ] = f" (ligne {motif.ligne})" if motif.ligne else ""
            known = values.setdefault(motif.champ, [])
            known.extend(word for word in self.mots(motif.champ, motif.valeur) if word not in known)
        return PUCE.join(f"{self.label(champ)} : {', '.join(values[champ])}{places[champ]}" for champ in places)

    def place(self, champ: str) -> str:
        """« (ligne 12) », nothing for a field that the project does not give."""
        span = self.projet.positions.get(champ)
        return f" (ligne {span.line})" if span else ""

    def conclusion(self, ident: str) -> str:
        """What rules conclude under that id: « Soutien à la parentalité (enfance/parentalite) »."""
        corpus = self.corpus
        genres = (corpus.items, corpus.mesures, corpus.instruments, corpus.cofinancements, corpus.contributions)
        found = next((genre[ident] for genre in (*genres, corpus.coordinations) if ident in genre), None)
        return f"{found.libelle} ({ident})" if found else ident

    def acteur(self, ident: str) -> str:
        return self.corpus.acteurs[ident].court if ident in self.corpus.acteurs else ident

    def acteurs(self, idents: Iterable[str]) -> str:
        return liste(map(self.acteur, idents))

    def numero(self, axe: str) -> int:
        return self.corpus.axes[axe].numero

    def sources(self, passages: Iterable[str]) -> str:
        """« IT 2023-215, § 1.1 et § 2.2 ; Localtis »: each source once, with its sections."""
        sections: dict[str, dict[str, None]] = {}
        for ident in passages:
            self.passages[ident] = None
            passage = self.corpus.passages[ident]
            source = self.corpus.sources[passage.source]
            listed = sections.setdefault(source.citation, {})
            if passage.section and not source.url:
                listed[soigner(passage.section)] = None
        return " ; ".join(
            f"{citation}, {liste(listed)}" if listed else citation for citation, listed in sections.items()
        )

    @staticmethod
    def _mot(field: Field, ident: str) -> str:
        found = field.value(ident)
        return found.libelle if found and found.libelle else ident
