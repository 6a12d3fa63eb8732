"""The report of one run, in Markdown: printed as it is, and written to docs/performances.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.controle import CIBLE_CONTROLE, Controle
from bench.demarrage import CIBLE_CROISSANCE, CIBLE_DEMARRAGE, Demarrage
from bench.mesure import (
    CEDAR,
    CIBLES,
    DECISION,
    DURABLE,
    FERMETURES,
    HOST,
    HOST_RETRAIT,
    REFERENCE,
    VERDICT,
    ZEN,
    Mesure,
)
from bench.nombres import INSECABLE, decimal, entier, fois, micros, millis, nombre_de_regles

MODELE = Path(__file__).with_name("performances.modele.md")
NOTRES = (DECISION, DURABLE, REFERENCE, VERDICT)
PAIRS = (HOST, HOST_RETRAIT, ZEN, CEDAR, FERMETURES)


@dataclass(frozen=True, slots=True)
class Passage:
    """Everything one run of ``python -m bench`` measured. ``charge``: busy processes before it started."""

    processeur: str
    systeme: str
    charge: float | None
    versions: dict[str, str]
    mesures: Sequence[Mesure]
    imports: dict[str, float]
    demarrages: Sequence[Demarrage]
    controles: Sequence[Controle]

    def manquees(self) -> list[str]:
        """Each target missed, in words."""
        phrases = [
            f"{nombre_de_regles(mesure.regles)}, face à {pair} : {fois(obtenu)} au lieu de {fois(vise)}"
            for mesure in self.mesures
            for pair, obtenu, vise in mesure.manquees()
        ]
        phrases += [
            f"démarrage, {demarrage.nom} : {fois(demarrage.rapport)} au lieu de {fois(CIBLE_DEMARRAGE)}"
            for demarrage in self.demarrages[:1]
            if demarrage.rapport > CIBLE_DEMARRAGE
        ]
        croissance = self.croissance_demarrage
        if croissance is not None and croissance > CIBLE_CROISSANCE:
            phrases.append(f"croissance du démarrage : {fois(croissance)} au lieu de {fois(CIBLE_CROISSANCE)}")
        phrases += [
            f"contrôle, {controle.nom}, {nombre_de_regles(controle.regles)} : {fois(controle.rapport)} au lieu de "
            f"{fois(CIBLE_CONTROLE)}"
            for controle in self.controles
            if controle.rapport > CIBLE_CONTROLE
        ]
        return phrases

    @property
    def croissance_demarrage(self) -> float | None:
        """Warm cold-start at the largest generated size against the smallest, both against the same base."""
        generes = sorted(self.demarrages[1:], key=lambda demarrage: demarrage.regles)
        return generes[-1].rapport / generes[0].rapport if len(generes) > 1 else None


def document(passage: Passage) -> str:
    """docs/performances.md: the model, its tables filled in."""
    tailles = " / ".join(entier(mesure.regles) for mesure in passage.mesures)
    return MODELE.read_text("utf-8").format(
        machine=_machine(passage),
        tailles=tailles,
        profil=profil(passage.mesures),
        latence=latence(passage.mesures),
        entrelace=entrelace(passage.mesures),
        cibles=cibles(passage.mesures),
        mieux=mieux(passage.mesures),
        premiers=premiers(passage.mesures),
        constructions=constructions(passage.mesures),
        imports=imports(passage.imports),
        demarrages=demarrages(passage),
        controles=controles(passage.controles),
        manquees=manquees(passage),
    )


def resume(passage: Passage) -> str:
    """What the terminal shows."""
    parties = [
        ("Machine", _machine(passage)),
        ("Profil des corpus générés", profil(passage.mesures)),
        ("Latence d’une vérification, médiane, et rapport à notre décision", latence(passage.mesures)),
        ("Moteurs entrelacés projet par projet", entrelace(passage.mesures)),
        ("Cibles", cibles(passage.mesures)),
        ("Où des pairs vont plus vite", mieux(passage.mesures)),
        ("Première rencontre d’un projet", premiers(passage.mesures)),
        ("Construction", constructions(passage.mesures)),
        ("Coût des imports", imports(passage.imports)),
        ("Démarrage", demarrages(passage)),
        ("Contrôle d’un corpus", controles(passage.controles)),
        ("Bilan", manquees(passage)),
    ]
    return "\n\n".join(f"## {titre}\n\n{corps}" for titre, corps in parties if corps)


def _tableau(entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> str:
    alignement = ["---"] + ["---:"] * (len(entetes) - 1)
    return "\n".join(f"| {' | '.join(ligne)} |" for ligne in (entetes, alignement, *lignes))


def _machine(passage: Passage) -> str:
    logiciels = ", ".join(f"{nom} {version}" for nom, version in passage.versions.items())
    charge = "" if passage.charge is None else f" Charge avant la mesure : {decimal(passage.charge)}."
    return f"{passage.processeur} ; {passage.systeme}.{charge}\n\n{logiciels}."


def _entetes(mesures: Sequence[Mesure], premier: str) -> list[str]:
    return [premier, *(nombre_de_regles(mesure.regles) for mesure in mesures)]


def profil(mesures: Sequence[Mesure]) -> str:
    lignes: tuple[tuple[str, list[float]], ...] = (
        ("blocs par règle", [mesure.profil.blocs for mesure in mesures]),
        ("feuilles par règle", [mesure.profil.feuilles for mesure in mesures]),
        ("feuilles différentes", [mesure.profil.distinctes for mesure in mesures]),
        ("règles déclenchées par projet", [mesure.profil.correspondances for mesure in mesures]),
    )
    corps = [[titre, *map(decimal, valeurs)] for titre, valeurs in lignes]
    corps.append(["projets mesurés, puis tours", *(f"{mesure.projets}, {mesure.tours}" for mesure in mesures)])
    return _tableau(_entetes(mesures, "profil"), corps)


def latence(mesures: Sequence[Mesure]) -> str:
    corps = []
    for nom in (*NOTRES, *PAIRS):
        cellules = [f"{micros(mesure.resultats[nom].mediane)} ({fois(mesure.rapport(nom))})" for mesure in mesures]
        titre = f"**{nom}**" if nom in NOTRES else nom
        corps.append([titre, *cellules])
    return _tableau(_entetes(mesures, "moteur"), corps)


def entrelace(mesures: Sequence[Mesure]) -> str:
    corps = [
        [
            f"**{nom}**" if nom in NOTRES else nom,
            *(
                f"{micros(mesure.resultats[nom].entrelace)} ({fois(mesure.rapport_entrelace(nom))})"
                for mesure in mesures
            ),
        ]
        for nom in (DECISION, DURABLE, REFERENCE, *PAIRS)
    ]
    return _tableau(_entetes(mesures, "moteur"), corps)


def cibles(mesures: Sequence[Mesure]) -> str:
    corps = [
        [pair, nombre_de_regles(mesure.regles), fois(mesure.rapport(pair)), fois(cible), _tenue(mesure, pair, cible)]
        for pair, vises in CIBLES.items()
        for mesure in mesures
        if (cible := vises.get(mesure.regles)) is not None
    ]
    return _tableau(["face à", "corpus", "obtenu", "au moins", "tenue"], corps) if corps else ""


def _tenue(mesure: Mesure, pair: str, cible: float) -> str:
    return "oui" if mesure.rapport(pair) >= cible else "**non**"


def mieux(mesures: Sequence[Mesure]) -> str:
    lignes = [
        f"- {nombre_de_regles(mesure.regles)} : {pair}, {fois(1 / mesure.rapport(pair))} plus vite que notre décision."
        for mesure in mesures
        for pair in PAIRS
        if mesure.rapport(pair) < 1
    ]
    return "\n".join(lignes) or "Aucun des pairs mesurés ne va plus vite que notre décision à ces tailles."


def premiers(mesures: Sequence[Mesure]) -> str:
    corps = [
        [nom, *(f"{micros(mesure.resultats[nom].premier)}" for mesure in mesures)]
        for nom in (DECISION, DURABLE, HOST, ZEN)
    ]
    return _tableau(_entetes(mesures, "première fois"), corps)


def constructions(mesures: Sequence[Mesure]) -> str:
    corps = [[nom, *(millis(mesure.resultats[nom].construction) for mesure in mesures)] for nom in (*NOTRES, *PAIRS)]
    return _tableau(_entetes(mesures, "construction"), corps)


def imports(couts: dict[str, float]) -> str:
    return (
        _tableau(["module", "import"], [[f"`{module}`", millis(cout)] for module, cout in couts.items()])
        if couts
        else ""
    )


def demarrages(passage: Passage) -> str:
    corps = [
        [
            demarrage.nom,
            entier(demarrage.regles),
            millis(demarrage.mediane),
            millis(demarrage.socle),
            fois(demarrage.rapport),
            fois(demarrage.rapport_nu),
            millis(demarrage.sans_cache),
        ]
        for demarrage in passage.demarrages
    ]
    if not corps:
        return ""
    tableau = _tableau(
        ["processus entier", "règles", "avec cache", "imports seuls", "rapport", "face à Python nu", "sans cache"],
        corps,
    )
    croissance = passage.croissance_demarrage
    if croissance is None:
        return tableau
    return f"{tableau}\n\nDu plus petit au plus grand corpus généré, avec cache : {fois(croissance)}."


def controles(mesures: Sequence[Controle]) -> str:
    corps = [
        [
            controle.nom,
            entier(controle.regles),
            f"{entier(round(controle.octets / 1000))}{INSECABLE}ko",
            millis(controle.lecture),
            millis(controle.validation),
            fois(controle.rapport),
        ]
        for controle in mesures
    ]
    return (
        _tableau(["fichiers lus", "règles", "taille", "PyYAML (C) seul", "`validate`", "rapport"], corps)
        if corps
        else ""
    )


def manquees(passage: Passage) -> str:
    lignes = [f"- {phrase}." for phrase in passage.manquees()]
    if not lignes:
        return "Toutes les cibles sont tenues."
    return "\n".join([f"Cibles manquées par cette exécution{INSECABLE}:", "", *lignes])
