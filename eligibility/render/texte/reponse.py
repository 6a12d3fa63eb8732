"""The answer itself, in a word and a sentence; what to do of it; and where it comes from."""

from __future__ import annotations

from typing import Final

from eligibility.render.texte.ligne import MOTS, SYMBOLES
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import NBSP, insecable, minuscule, soigner
from eligibility.render.valeurs import jour, liste
from eligibility.verdict import ConclusionFinale, InstrumentVerdict, Ouverture

_SENS: Final = {
    ConclusionFinale.CONTRACTUALISABLE: (
        "L'action correspond à un référentiel national, et un contrat local de ce territoire peut la porter."
    ),
    ConclusionFinale.SOCLE: "L'action relève du socle obligatoire, hors contrat local.",
    ConclusionFinale.VALORISABLE: (
        "Aucun contrat local ne peut porter l'action en l'état, mais la Caf peut la faire valoir dans le pacte."
    ),
    ConclusionFinale.HORS_REFERENTIEL: (
        "Telle que décrite, l'action ne correspond à aucun item des référentiels, ni à une contribution de la Caf "
        "citée par les textes."
    ),
    ConclusionFinale.INDETERMINE: "Il manque des informations pour conclure.",
}


def tete(recit: Recit) -> None:
    verdict = recit.verdict
    symbole, style = SYMBOLES[verdict.conclusion]
    caf = recit.projet.textes.get("caf")
    nom = f"{verdict.projet.intitule} ({caf})" if caf else verdict.projet.intitule
    head = ((f"{symbole} ", style), (MOTS[verdict.conclusion].upper(), style), ("   ", ""))
    recit.page.paragraphe(insecable(nom), tete=head, style="bold")
    recit.page.paragraphe(soigner(_sens(recit)), retrait=2)


def _sens(recit: Recit) -> str:
    sens = _SENS[recit.verdict.conclusion]
    if recit.verdict.conclusion is ConclusionFinale.SOCLE and (socles := _ouverts(recit, "socle")):
        return f"{sens} Elle passe par : {liste(minuscule(entry.libelle) for entry in socles)}."
    if recit.verdict.hors_periode:
        hors = f"Au {jour(recit.verdict.date)}, aucun item des référentiels n'est en vigueur"
        if recit.verdict.conclusion is ConclusionFinale.VALORISABLE:
            return f"{hors} ; la Caf peut seulement faire valoir l'action dans le pacte."
        return f"{hors}."
    return sens


def suite(recit: Recit) -> None:
    """What to do now."""
    recit.page.rubrique("Ensuite")
    recit.page.paragraphe(soigner(_suite(recit)))


def _suite(recit: Recit) -> str:
    if recit.verdict.hors_periode:
        return "Relancez la vérification à une autre date, avec l'option --date."
    match recit.verdict.conclusion:
        case ConclusionFinale.CONTRACTUALISABLE:
            return (
                f"Proposez la fiche action aux signataires du contrat{_signataires(recit, 'contractualisable')} et au "
                "commissaire à la lutte contre la pauvreté ; le contrat se négocie avec le préfet."
            )
        case ConclusionFinale.SOCLE:
            return f"Rapprochez-vous des signataires de la convention{_signataires(recit, 'socle')} pour l'y inscrire."
        case ConclusionFinale.VALORISABLE:
            return "Proposez cette contribution à la préfecture lors de l'écriture du pacte local des solidarités."
        case ConclusionFinale.HORS_REFERENTIEL:
            return (
                "Vérifiez que le projet dit tous ses objets et tous ses publics : une valeur oubliée peut changer la "
                "réponse."
            )
        case ConclusionFinale.INDETERMINE:
            return "Complétez le projet avec les rubriques à préciser, puis relancez la vérification."


def _signataires(recit: Recit, effet: str) -> str:
    """« (État et Département) » when the open instruments of that effect are signed by the same."""
    found = {entry.signataires for entry in _ouverts(recit, effet)}
    return f" ({recit.acteurs(found.pop())})" if len(found) == 1 else ""


def _ouverts(recit: Recit, effet: str) -> list[InstrumentVerdict]:
    return [entry for entry in recit.verdict.instruments if entry.effet == effet and entry.statut is Ouverture.OUVERT]


def textes(recit: Recit) -> None:
    """The texts cited, with the address of those that have one."""
    sources = dict.fromkeys(recit.corpus.passages[ident].source for ident in recit.passages)
    if not sources:
        return
    recit.page.rubrique("Textes cités")
    for ident in sources:
        source = recit.corpus.sources[ident]
        recit.point(("·", ""), f"{source.citation} : {source.titre}")
        if source.url:
            recit.page.paragraphe(source.url, retrait=2, style="dim")


def pied(recit: Recit) -> None:
    verdict = recit.verdict
    moteur = f", moteur {verdict.moteur}" if recit.verbeux else ""
    recit.page.corps()
    recit.page.vide()
    said = soigner(
        f"réponse au {jour(verdict.date)}, règles {verdict.corpus.version}{moteur}. "
        "Elle n'engage ni l'État, ni la collectivité, ni la Caf."
    )
    recit.page.paragraphe(f"{verdict.projet.fichier}{NBSP}: {said}", retrait=2, style="dim")


def deviendrait(conclusion: ConclusionFinale) -> str:
    """« l'action deviendrait … », inside a sentence."""
    if conclusion is ConclusionFinale.SOCLE:
        return "relèverait du socle"
    if conclusion is ConclusionFinale.HORS_REFERENTIEL:
        return "sortirait des référentiels"
    if conclusion is ConclusionFinale.INDETERMINE:
        return "ne pourrait être classée sans d'autres informations"
    return f"deviendrait {MOTS[conclusion]}"
