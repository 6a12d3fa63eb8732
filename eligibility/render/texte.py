"""A verdict told to a project officer: the answer first, then why, then what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from eligibility.corpus.model import Corpus
from eligibility.language import francais
from eligibility.language.projet import Projet
from eligibility.language.vocabulary import Kind
from eligibility.render.page import Page, Segment, Support
from eligibility.verdict import (
    APreciser,
    CofinancementVerdict,
    ConclusionFinale,
    ItemVerdict,
    Json,
    Motif,
    Ouverture,
    PlanDeclare,
    Statut,
    Verdict,
)

NBSP: Final = "\u00a0"
NON_ETABLI: Final = "non établi par les sources"

_SYMBOLES: Final = {
    ConclusionFinale.CONTRACTUALISABLE: ("✔", "bold green"),
    ConclusionFinale.SOCLE: ("→", "bold blue"),
    ConclusionFinale.VALORISABLE: ("→", "bold blue"),
    ConclusionFinale.HORS_REFERENTIEL: ("✘", "bold red"),
    ConclusionFinale.INDETERMINE: ("?", "bold yellow"),
}
_TITRES: Final = {
    ConclusionFinale.CONTRACTUALISABLE: "CONTRACTUALISABLE",
    ConclusionFinale.SOCLE: "SOCLE FRANCE TRAVAIL",
    ConclusionFinale.VALORISABLE: "VALORISABLE",
    ConclusionFinale.HORS_REFERENTIEL: "HORS RÉFÉRENTIEL",
    ConclusionFinale.INDETERMINE: "INDÉTERMINÉ",
}
_SENS: Final = {
    ConclusionFinale.CONTRACTUALISABLE: (
        "L'action correspond à un référentiel national, et un contrat local de ce territoire peut la porter."
    ),
    ConclusionFinale.SOCLE: (
        "L'action correspond au socle obligatoire, hors contrat local : elle passe par la convention indiquée."
    ),
    ConclusionFinale.VALORISABLE: (
        "Aucun contrat local ne peut la porter en l'état, mais la Caf peut la faire valoir dans le pacte."
    ),
    ConclusionFinale.HORS_REFERENTIEL: (
        "Telle que décrite, l'action ne correspond à aucun item des référentiels ni à une contribution citée."
    ),
    ConclusionFinale.INDETERMINE: (
        "Il manque des informations pour conclure : une réponse est possible dès qu'elles seront données."
    ),
}
_SUITES: Final = {
    ConclusionFinale.CONTRACTUALISABLE: (
        "Proposez la fiche action au signataire du contrat et au commissaire à la lutte contre la pauvreté, "
        "qui négocient le contrat avec le préfet."
    ),
    ConclusionFinale.SOCLE: "Rapprochez-vous du Département et de France Travail pour l'inscrire dans la convention.",
    ConclusionFinale.VALORISABLE: (
        "Proposez cette contribution à la préfecture lors de l'écriture du pacte local des solidarités."
    ),
    ConclusionFinale.HORS_REFERENTIEL: (
        "Relisez ce qui a écarté l'action avec l'option -v ; si un objet ou un public manque, complétez le projet."
    ),
    ConclusionFinale.INDETERMINE: "Complétez les rubriques ci-dessus dans le projet, puis relancez la vérification.",
}
_STATUTS: Final = {
    Statut.CORRESPOND: ("✔", "green"),
    Statut.INDETERMINE: ("?", "yellow"),
    Statut.NE_CORRESPOND_PAS: ("✘", "red"),
}
_OUVERTURES: Final = {
    Ouverture.OUVERT: ("✔", "green", "ouvert"),
    Ouverture.FERME: ("✘", "red", "fermé"),
    Ouverture.INDETERMINE: ("?", "yellow", "indéterminé"),
    Ouverture.NON_EXAMINE: ("·", "", "non examiné, le projet vise un autre cadre"),
}
_PLANS: Final = {
    PlanDeclare.CONFORME: ("✔", "green", "conforme à la parité"),
    PlanDeclare.NON_CONFORME: ("✘", "red", "à corriger"),
    PlanDeclare.A_VERIFIER: ("?", "yellow", "à vérifier"),
    PlanDeclare.NON_DECLARE: ("·", "", "non déclaré"),
}
_CHANGEMENTS: Final = {
    "conclusion": "la conclusion",
    "items": "les items",
    "instruments": "les instruments",
    "mesures": "les mesures",
    "cofinancement": "le cofinancement",
    "contributions": "les contributions",
    "coordinations": "les coordinations",
}
_BARRE: Final = 24
"""Columns of the bar of a 100 % share."""


def rendre(verdict: Verdict, projet: Projet, corpus: Corpus, support: Support, *, verbeux: bool = False) -> Page:
    return _Recit(verdict, projet, corpus, support).page(verbeux)


def resume(verdict: Verdict, support: Support) -> Page:
    """One line for the file (``-q``)."""
    page = Page(support)
    symbole, style = _SYMBOLES[verdict.conclusion]
    items = [item.item for item in verdict.items if item.statut is Statut.CORRESPOND]
    rest = f"{verdict.projet.fichier}{NBSP}: {', '.join(items)}" if items else verdict.projet.fichier
    page.ligne((symbole, style), (" ", ""), (f"{verdict.conclusion:<18}", style), (rest, ""))
    return page


class _Recit:
    def __init__(self, verdict: Verdict, projet: Projet, corpus: Corpus, support: Support) -> None:
        self.verdict = verdict
        self.projet = projet
        self.corpus = corpus
        self._page = Page(support)

    def page(self, verbeux: bool) -> Page:
        self._tete()
        self._items()
        self._mesures()
        self._instruments()
        for option in self.verdict.cofinancement:
            self._cofinancement(option)
        self._contributions()
        self._coordinations()
        self._a_preciser(verbeux)
        self._presque()
        self._interpretations()
        if verbeux:
            self._ecartes()
        self._titre("Et maintenant")
        self._page.paragraphe(_SUITES[self.verdict.conclusion], retrait=4)
        self._page.vide()
        self._page.paragraphe(
            f"Vérifié au {self._jour(self.verdict.date)}, règles {self.verdict.corpus.version}, "
            f"moteur {self.verdict.moteur}. Cette réponse n'engage ni l'État, ni la collectivité, ni la Caf.",
            retrait=2,
            style="dim",
        )
        return self._page

    # -- answer ---------------------------------------------------------------------------------------------

    def _tete(self) -> None:
        conclusion = self.verdict.conclusion
        symbole, style = _SYMBOLES[conclusion]
        caf = self.projet.textes.get("caf")
        nom = f"{self.verdict.projet.intitule} ({caf})" if caf else self.verdict.projet.intitule
        self._page.paragraphe(
            nom, tete=((f"{symbole} ", style), (_TITRES[conclusion], style), ("   ", "")), style="bold"
        )
        self._page.paragraphe(_insecable(_SENS[conclusion]), retrait=2)

    def _titre(self, titre: str) -> None:
        self._page.vide()
        self._page.ligne(("  ", ""), (titre, "bold underline"))

    # -- why ------------------------------------------------------------------------------------------------

    def _items(self) -> None:
        for axe in self.verdict.axes:
            self._titre(f"Axe {axe.numero} · {axe.libelle}")
            for item in self.verdict.items:
                if item.axe == axe.axe and item.statut is not Statut.NE_CORRESPOND_PAS:
                    self._item(item)

    def _item(self, item: ItemVerdict) -> None:
        symbole, style = _STATUTS[item.statut]
        self._page.paragraphe(item.libelle, retrait=4, tete=((f"{symbole} ", style), (item.item, "bold"), ("  ", "")))
        if item.justification:
            self._page.paragraphe(" · ".join(self._faits(item.justification)), retrait=8)
        if item.manque:
            manque = ", ".join(francais.champ(champ, self.corpus.vocabulaire).lower() for champ in item.manque)
            self._detail("Il manque", manque)
        if item.reserve:
            self._detail("Réserve", item.reserve)
        self._detail("Source", self._sources(item.sources))

    def _faits(self, motifs: Iterable[Motif]) -> list[str]:
        """What the project says, once for each field."""
        said: dict[str, str] = {}
        values: dict[str, list[str]] = {}
        for motif in motifs:
            label = francais.champ(motif.champ, self.corpus.vocabulaire).lower()
            place = f" (ligne{NBSP}{motif.ligne})" if motif.ligne else ""
            said[label] = place
            known = values.setdefault(label, [])
            known.extend(word for word in self._mots(motif.champ, motif.valeur) if word not in known)
        return [f"{label}{NBSP}: {', '.join(values[label])}{place}" for label, place in said.items()]

    def _mots(self, champ: str, value: Json) -> list[str]:
        field = self.corpus.vocabulaire.champs[champ]
        if value is None:
            return ["rien"]
        if isinstance(value, list):
            return [self._mot(champ, str(entry)) for entry in value] or ["aucun"]
        if isinstance(value, str) and field.nature is Kind.CHOIX:
            return [self._mot(champ, value)]
        fact = self.projet.facts.get(champ)
        return [francais.valeur(field, fact)] if fact is not None else [str(value)]

    def _mot(self, champ: str, ident: str) -> str:
        found = self.corpus.vocabulaire.champs[champ].value(ident)
        return found.libelle.lower() if found and found.libelle and not found.libelle.isupper() else ident

    def _ecartes(self) -> None:
        self._titre("Items écartés, et la condition qui a manqué")
        for item in self.verdict.items:
            if item.statut is not Statut.NE_CORRESPOND_PAS:
                continue
            self._page.paragraphe(item.libelle, retrait=4, tete=(("✘ ", "red"), (item.item, "bold"), ("  ", "")))
            if not item.regles:
                self._detail("Motif", "aucune règle en vigueur à cette date")
            for motif in item.justification:
                label = francais.champ(motif.champ, self.corpus.vocabulaire).lower()
                said = ", ".join(self._mots(motif.champ, motif.valeur))
                place = f", ligne{NBSP}{motif.ligne}" if motif.ligne else ""
                self._detail(motif.regle, f"il faudrait que {label} {motif.attendu} (projet{NBSP}: {said}{place})")

    # -- who and how ----------------------------------------------------------------------------------------

    def _mesures(self) -> None:
        if not self.verdict.items or not any(i.statut is Statut.CORRESPOND for i in self.verdict.items):
            return
        self._titre("Mesure nationale et chef de file")
        found = [mesure for mesure in self.verdict.mesures if mesure.statut is Statut.CORRESPOND]
        for mesure in found:
            chef = self._acteur(mesure.chef_de_file) if mesure.chef_de_file else NON_ETABLI
            associes = [self._acteur(acteur) for acteur in mesure.associes]
            suite = f", avec {francais.enumeration(associes)}" if associes else ""
            self._page.paragraphe(f"{chef}{suite}, pour la mesure «{NBSP}{mesure.libelle}{NBSP}»", retrait=4)
            self._detail("Source", self._sources(mesure.sources))
            if mesure.axe_par_objet:
                self._detail(
                    "Écart",
                    f"le texte range cette mesure dans l'axe {self._numero(mesure.axe)}, son objet relève de "
                    f"l'axe {self._numero(mesure.axe_par_objet)}.",
                )
        if not found:
            self._page.paragraphe(f"Chef de file{NBSP}: {NON_ETABLI} pour cette action.", retrait=4)

    def _instruments(self) -> None:
        if not self.verdict.instruments:
            return
        self._titre("Instruments")
        for instrument in self.verdict.instruments:
            symbole, style, mot = _OUVERTURES[instrument.statut]
            self._page.paragraphe(f"{instrument.libelle}{NBSP}: {mot}", retrait=4, tete=((f"{symbole} ", style),))
            if instrument.statut is not Ouverture.NON_EXAMINE and instrument.motif:
                self._page.paragraphe(_insecable(instrument.motif), retrait=8)

    def _cofinancement(self, option: CofinancementVerdict) -> None:
        self._titre("Cofinancement")
        self._page.paragraphe(option.libelle, retrait=4, style="bold")
        width = max(len(self._acteur(part.financeur)) for part in option.parts)
        amounts = [self._euros(part.montant) if part.montant else "montant inconnu" for part in option.parts]
        pad = max(len(amount) for amount in amounts)
        for part, amount in zip(option.parts, amounts, strict=True):
            rate = f"{part.taux * 100:.1f}".replace(".", ",") + f"{NBSP}%"
            bar = "█" * round(part.taux * _BARRE)
            name = self._acteur(part.financeur)
            self._page.ligne((f"      {name:<{width}}  {amount:>{pad}}  {rate:>8}  ", ""), (bar, "green"))
        symbole, style, mot = _PLANS[option.plan_declare]
        self._page.paragraphe(
            f"Votre plan{NBSP}: {mot}" if option.plan else f"Votre plan{NBSP}: non déclaré",
            retrait=6,
            tete=((f"{symbole} ", style),),
        )
        for remark in option.remarques:
            self._page.paragraphe(remark, retrait=8)
        for label, texts in (("Condition", option.conditions), ("Réserve", option.reserves)):
            for text in texts:
                self._detail(label, text)
        self._detail("Source", self._sources(option.sources))

    def _contributions(self) -> None:
        found = [entry for entry in self.verdict.contributions if entry.statut is Statut.CORRESPOND]
        if not found:
            return
        self._titre("Ce que la Caf peut faire valoir dans le pacte")
        for entry in found:
            self._page.paragraphe(entry.libelle, retrait=4, tete=(("· ", ""),))
            self._detail("Source", self._sources(entry.sources))

    def _coordinations(self) -> None:
        found = [entry for entry in self.verdict.coordinations if entry.statut is Statut.CORRESPOND]
        if not found:
            return
        self._titre("À coordonner")
        for entry in found:
            state = {None: "non déclaré", True: "déclaré", False: "déclaré à faire"}[entry.declare]
            self._page.paragraphe(f"{entry.libelle} ({state})", retrait=4, tete=(("· ", ""),))

    # -- what is missing, what would change -----------------------------------------------------------------

    def _a_preciser(self, verbeux: bool) -> None:
        wanted = [entry for entry in self.verdict.a_preciser if entry.decisif]
        others = [entry for entry in self.verdict.a_preciser if not entry.decisif]
        if wanted:
            self._titre("À préciser pour conclure")
            for entry in wanted:
                self._manque(entry)
        if others:
            self._titre("À préciser aussi, sans effet sur la conclusion")
            for entry in others:
                if verbeux:
                    self._manque(entry)
                else:
                    self._page.paragraphe(
                        f"{francais.champ(entry.champ, self.corpus.vocabulaire)} ({entry.champ})",
                        retrait=4,
                        tete=(("· ", ""),),
                    )

    def _manque(self, entry: APreciser) -> None:
        field = self.corpus.vocabulaire.champs[entry.champ]
        self._page.paragraphe(
            field.definition or field.libelle, retrait=4, tete=(("? ", "yellow"), (entry.champ, "bold"), ("  ", ""))
        )
        if field.valeurs and len(field.valeurs) <= 12:
            self._detail("Valeurs", ", ".join(value.id for value in field.valeurs))
        self._detail("Les règles demandent", francais.enumeration(entry.attendus, "ou"))
        items = [ident for ident in entry.pour if ident in self.corpus.items]
        if items:
            self._detail("Pour trancher", ", ".join(items))

    def _presque(self) -> None:
        if not self.verdict.presque:
            return
        self._titre("Ce qui changerait la réponse")
        for entry in self.verdict.presque:
            field = francais.champ(entry.champ, self.corpus.vocabulaire).lower()
            before = ", ".join(self._mots(entry.champ, entry.valeur))
            after = (
                ", ".join(self._mots(entry.champ, entry.propose))
                if isinstance(entry.propose, list | str)
                else ("oui" if entry.propose is True else "non" if entry.propose is False else str(entry.propose))
            )
            self._page.paragraphe(
                f"si {field} valait « {after} » au lieu de « {before} », la réponse deviendrait "
                f"« {_TITRES[entry.conclusion].lower()} ».",
                retrait=4,
                tete=(("→ ", "blue"),),
            )

    def _interpretations(self) -> None:
        found = [entry for entry in self.verdict.interpretations if entry.change_le_verdict]
        if not found:
            return
        self._titre("La réponse dépend de la lecture d'un passage ambigu")
        for entry in found:
            self._page.paragraphe(_insecable(entry.question), retrait=4, tete=(("· ", ""),))
            default = self.corpus.interpretations[entry.interpretation]
            retenue = next(option.libelle for option in default.options if option.id == default.defaut)
            self._detail("Lecture retenue", retenue)
            changes = francais.enumeration(_CHANGEMENTS[name] for name in entry.changements)
            self._detail("Autre lecture", f"{entry.libelle}. Changeraient{NBSP}: {changes}.")
            if entry.conclusion is not self.verdict.conclusion:
                self._detail("Elle donnerait", _TITRES[entry.conclusion].lower())
            for option in entry.cofinancement:
                shares = ", ".join(
                    f"{self._acteur(part.financeur)} {self._euros(part.montant) if part.montant else 'montant inconnu'}"
                    for part in option.parts
                )
                self._detail("Montants", f"{shares} ; votre plan{NBSP}: {_PLANS[option.plan_declare][2]}")

    # -- words ----------------------------------------------------------------------------------------------

    def _detail(self, label: str, text: str) -> None:
        head: Sequence[Segment] = ((label, "dim"), (f"{NBSP}: ", "dim"))
        self._page.paragraphe(_insecable(text), retrait=8, tete=head)

    def _acteur(self, ident: str) -> str:
        return self.corpus.acteurs[ident].court if ident in self.corpus.acteurs else ident

    def _numero(self, axe: str) -> int:
        return self.corpus.axes[axe].numero

    def _sources(self, passages: Iterable[str]) -> str:
        """« IT 2023-215, § 1.1 ; Localtis », each once."""
        cited: dict[str, None] = {}
        for ident in passages:
            passage = self.corpus.passages[ident]
            source = self.corpus.sources[passage.source]
            section = f", {_insecable(passage.section)}" if passage.section and not source.url else ""
            cited[f"{source.citation}{section}"] = None
        return f"{NBSP}; ".join(cited)

    @staticmethod
    def _euros(amount: str) -> str:
        return francais.montant(int(Decimal(amount) * 100))

    @staticmethod
    def _jour(iso: str) -> str:
        from datetime import date

        return francais.jour(date.fromisoformat(iso).toordinal())


def _insecable(text: str) -> str:
    for sign in (":", ";", "?", "!", "»", "%", "€"):
        text = text.replace(f" {sign}", f"{NBSP}{sign}")
    return text.replace("« ", f"«{NBSP}").replace("§ ", f"§{NBSP}")
