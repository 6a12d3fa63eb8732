"""Who leads, and which contract or convention takes the action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from eligibility.corpus.model import Effet
from eligibility.render.texte.recit import Recit
from eligibility.render.typographie import guillemets, soigner
from eligibility.render.valeurs import liste
from eligibility.verdict import InstrumentVerdict, MesureVerdict, Ouverture, OuvertureAxe, Statut, Verdict

NON_ETABLI: Final = "non établi par les sources"

_OUVERTURES: Final = {
    Ouverture.OUVERT: ("✔", "green", "possible"),
    Ouverture.FERME: ("✘", "red", "pas possible"),
    Ouverture.INDETERMINE: ("?", "yellow", "à préciser"),
    Ouverture.NON_EXAMINE: ("·", "", "hors examen, le projet vise un autre cadre"),
}


def mesures(recit: Recit) -> None:
    if not _atteint(recit.verdict):
        return
    found = [mesure for mesure in recit.verdict.mesures if mesure.statut is Statut.CORRESPOND]
    recit.page.rubrique("Chef de file")
    for mesure in found:
        recit.page.paragraphe(soigner(_chef(recit, mesure)))
        _ecart(recit, mesure)
        recit.source(mesure.sources, retrait=2)
    possibles = chefs_possibles(recit.verdict)
    for mesure in possibles:
        recit.point(("?", "yellow"), f"Peut-être {_chef(recit, mesure)}")
        recit.detail("Dépend de", recit.manques(mesure.manque), retrait=2)
    if not found and not possibles:
        recit.page.paragraphe(f"{NON_ETABLI.capitalize()} pour cette action.")


def chefs_possibles(verdict: Verdict) -> list[MesureVerdict]:
    """The measures whose leader is known, and that the action may come under; none while it could come under any."""
    maybe = (entry for entry in verdict.mesures if entry.statut is Statut.INDETERMINE and entry.chef_de_file)
    return [*maybe] if _atteint(verdict) else []


def _atteint(verdict: Verdict) -> bool:
    """Whether an item or a measure matches: there is something to lead."""
    statuts = (*(item.statut for item in verdict.items), *(mesure.statut for mesure in verdict.mesures))
    return Statut.CORRESPOND in statuts


def _chef(recit: Recit, mesure: MesureVerdict) -> str:
    chef = recit.acteur(mesure.chef_de_file) if mesure.chef_de_file else NON_ETABLI.capitalize()
    avec = f", avec {recit.acteurs(mesure.associes)}" if mesure.associes else ""
    return f"{chef}{avec}, pour la mesure nationale {guillemets(mesure.libelle)}"


def _ecart(recit: Recit, mesure: MesureVerdict) -> None:
    if mesure.axe_par_objet:
        recit.detail(
            "Écart",
            f"le texte range cette mesure dans l'axe {recit.numero(mesure.axe)}, mais son objet relève de l'axe "
            f"{recit.numero(mesure.axe_par_objet)}.",
            retrait=2,
        )


def instruments(recit: Recit) -> None:
    """The contracts that the conclusion depends on, then the other ways that are open."""
    contrats = [entry for entry in recit.verdict.instruments if entry.effet != Effet.COMPLEMENTAIRE]
    voies = [entry for entry in recit.verdict.instruments if entry.effet == Effet.COMPLEMENTAIRE]
    _rubrique(recit, "Contrats", [entry for entry in contrats if entry.statut is not Ouverture.NON_EXAMINE], contrats)
    _rubrique(recit, "Autres voies", [entry for entry in voies if entry.statut is Ouverture.OUVERT], voies)


def _rubrique(recit: Recit, titre: str, utiles: list[InstrumentVerdict], tous: list[InstrumentVerdict]) -> None:
    """``tous``: what -v shows."""
    shown = tous if recit.verbeux else utiles
    if not shown:
        return
    recit.page.rubrique(titre)
    for instrument in shown:
        _instrument(recit, instrument)


def _instrument(recit: Recit, instrument: InstrumentVerdict) -> None:
    symbole, style, mot = _OUVERTURES[instrument.statut]
    varie = len({axe.statut for axe in instrument.axes}) > 1 and instrument.statut is not Ouverture.NON_EXAMINE
    suite = ", selon l'axe :" if varie else f" : {mot}"
    recit.point((symbole, style), f"{instrument.libelle}{suite}")
    if instrument.statut is Ouverture.NON_EXAMINE:
        return
    if varie:
        for statut in _OUVERTURES:
            if axes := [axe for axe in instrument.axes if axe.statut is statut]:
                _axes(recit, axes, statut)
    else:
        if instrument.manque:
            recit.detail("Il manque", recit.manques(_manque(instrument.axes)), retrait=2)
        for motif in dict.fromkeys([instrument.motif, *(axe.motif for axe in instrument.axes)]):
            if motif:
                recit.page.paragraphe(soigner(motif), retrait=2)
    if instrument.role_caf and (recit.verbeux or instrument.effet == Effet.COMPLEMENTAIRE):
        recit.detail("Place de la Caf", instrument.role_caf, retrait=2)
    if recit.verbeux:
        recit.detail("Signataires", recit.acteurs(instrument.signataires) or NON_ETABLI, retrait=2)
        recit.source(instrument.sources, retrait=2)


def _manque(axes: Iterable[OuvertureAxe]) -> list[str]:
    return [*dict.fromkeys(champ for axe in axes for champ in axe.manque)]


def _axes(recit: Recit, axes: list[OuvertureAxe], statut: Ouverture) -> None:
    """« Axes 1 et 3 : possible. Le contrat local… »: the instrument differs from one axis to another."""
    symbole, style, mot = _OUVERTURES[statut]
    numeros = liste(str(recit.numero(axe.axe)) for axe in axes)
    manque = _manque(axes)
    motifs = " ".join(dict.fromkeys(axe.motif for axe in axes if axe.motif))
    nom = "axes" if len(axes) > 1 else "axe"
    suite = f" Il manque : {recit.manques(manque)}." if manque else ""
    recit.point((symbole, style), f"{nom} {numeros} : {mot}.{suite} {motifs}".rstrip(), retrait=2)
