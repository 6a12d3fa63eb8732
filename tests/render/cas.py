"""The answers that snapshots keep, each named for what it shows."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from eligibility.language.conditions import Bounds
from eligibility.language.projet import Projet
from eligibility.render import texte
from eligibility.render.page import Page
from eligibility.render.support import Support
from eligibility.verdict import (
    ApportDeclare,
    ConclusionFinale,
    InterpretationVerdict,
    Ouverture,
    OuvertureAxe,
    PlanDeclare,
    Proche,
    Statut,
    Verdict,
)

from .fabrique import (
    CONTRAT,
    COORDINATIONS,
    DON,
    JARDIN,
    LECTURES,
    MESURE,
    NBSP,
    a_preciser,
    axe,
    cofinancement,
    instrument,
    item,
    jardins,
    musique,
    presque,
    verdict,
)
from .monde import CORPUS, PROJET

C = ConclusionFinale
PLAN = (ApportDeclare("etat", "60000.00", 12), ApportDeclare("commune", "60000.00", 13))
PARTS = ("60000.00", "60000.00")


class Cas(Struct, frozen=True):
    verdict: Verdict
    verbeux: bool = False
    projet: Projet = PROJET

    def page(self, support: Support) -> Page:
        return texte.rendre(self.verdict, self.projet, CORPUS, support, verbeux=self.verbeux)


CONTRACTUALISABLE = verdict(
    C.CONTRACTUALISABLE,
    axes=(axe("nature"),),
    items=(jardins(reserve="La note vise les jardins d'un seul tenant : préciser."), musique()),
    mesures=(MESURE,),
    instruments=(CONTRAT, instrument("convention", Ouverture.NON_EXAMINE)),
    cofinancement=(cofinancement(PlanDeclare.CONFORME, PARTS, plan=PLAN),),
    contributions=(DON,),
    coordinations=COORDINATIONS,
    a_preciser=(a_preciser("territoire.quartier", "est renseigné", decisif=False),),
    interpretations=LECTURES,
)
SOCLE = verdict(
    C.SOCLE,
    axes=(axe("nature"),),
    items=(jardins(),),
    instruments=(
        instrument("contrat", Ouverture.FERME, "Le jardinage passe par sa convention."),
        instrument("convention", Ouverture.OUVERT, "La convention porte l'axe 2."),
    ),
)
VALORISABLE = verdict(
    C.VALORISABLE,
    axes=(axe("nature"),),
    items=(jardins(),),
    instruments=(instrument("contrat", Ouverture.FERME, "L'action doit être nouvelle ou renforcée."),),
    contributions=(DON,),
    presque=(
        presque("caractere", "poursuivie", "nouvelle", C.CONTRACTUALISABLE),
        presque("caractere", "poursuivie", "renforcee", C.CONTRACTUALISABLE),
        presque("gratuit", False, True, C.CONTRACTUALISABLE),
        presque("publics", ["voisins"], ["eleves", "voisins"], C.SOCLE),
        presque("publics", ["voisins"], ["aines", "voisins"], C.SOCLE),
        presque("publics", ["voisins"], [], C.SOCLE),
    ),
)
HORS = verdict(C.HORS_REFERENTIEL)
HORS_COMPLET = replace(HORS, items=(musique(), item("nature/jardins", Statut.NE_CORRESPOND_PAS)))
INDETERMINE = verdict(
    C.INDETERMINE,
    axes=(axe("nature", Statut.INDETERMINE), axe("culture", Statut.INDETERMINE)),
    items=(
        jardins(statut=Statut.INDETERMINE, justification=(), manque=("objets", "ages"), reserve="À préciser."),
        item("culture/musique", Statut.INDETERMINE, manque=("publics",), regles=("culture/chorale",)),
    ),
    instruments=(instrument("contrat", Ouverture.INDETERMINE, "Le contrat prend les axes 1 et 2."),),
    a_preciser=(
        a_preciser(
            "objets", f"contient «{NBSP}Musique{NBSP}»", f"contient «{NBSP}Vélo{NBSP}» ou «{NBSP}Musique{NBSP}»"
        ),
        a_preciser("caractere", f"vaut «{NBSP}Nouvelle{NBSP}»"),
        a_preciser("territoire.quartier", "est renseigné"),
        a_preciser("ages", f"recoupe 3-17{NBSP}ans", f"compris dans 6-12{NBSP}ans"),
        a_preciser("gratuit", "vaut oui"),
        a_preciser("periode", "recoupe du 1er janvier 2024 au 31 décembre 2027", decisif=False),
        a_preciser("financement.cout_total", f"au plus 1{NBSP}000{NBSP}€", decisif=False),
    ),
)
PEUT_ETRE = replace(MESURE, statut=Statut.INDETERMINE, manque=("publics",))
"""A measure that the action may come under, whoever its publics are."""
DEBUT_SEUL = replace(
    PROJET,
    facts={**PROJET.facts, "periode": Bounds(date(2025, 1, 1).toordinal(), None)},
    cout_total=12_000_000,
)
PROVISOIRE = verdict(
    C.INDETERMINE,
    axes=(axe("nature"),),
    items=(jardins(),),
    mesures=(PEUT_ETRE,),
    instruments=(
        instrument(
            "contrat", Ouverture.INDETERMINE, "Hors de 2024-2027, pas de contrat de quartier.", manque=("periode",),
            axes=(
                OuvertureAxe(
                    "nature", Ouverture.INDETERMINE, "Hors de 2024-2027, pas de contrat de quartier.", ("periode",)
                ),
            ),
        ),
    ),
    cofinancement_possible=(
        cofinancement(PlanDeclare.NON_DECLARE, PARTS),
        cofinancement(PlanDeclare.NON_DECLARE, PARTS, libelle="Parité de la convention", instrument="convention"),
    ),
    a_preciser=(
        a_preciser("periode", "recoupe la période du 1er janvier 2024 au 31 décembre 2027"),
        a_preciser("publics", f"contient «{NBSP}Élèves{NBSP}»", decisif=False, pour=("jardins-de-ville",)),
        a_preciser("territoire.quartier", "est renseigné", decisif=False),
    ),
)  # fmt: skip
VOISIN = replace(
    HORS,
    proches=(
        Proche(
            "culture/musique", "Pratique de la musique", "publics", ["voisins"],
            (f"contient «{NBSP}Élèves{NBSP}» ou «{NBSP}Aînés{NBSP}»",), ("ages",),
        ),
    ),
)  # fmt: skip
VOISINS = replace(
    VOISIN,
    proches=(
        replace(VOISIN.proches[0], manque=()),
        Proche("nature/jardins", "Jardins partagés", "gratuit", False, ("vaut oui",), ()),
    ),
)
LECTURES_QUI_CHANGENT = (
    InterpretationVerdict(
        "assiette", CORPUS.interpretations["assiette"].question, "nette", "Le coût, dons déduits", True,
        C.CONTRACTUALISABLE, ("cofinancement",),
        (
            cofinancement(PlanDeclare.NON_CONFORME, ("50000.50", "50000.49"), plan=PLAN, libelle="Dons déduits"),
            cofinancement(PlanDeclare.NON_DECLARE, (None, None), libelle="Dons et prêts déduits"),
            cofinancement(PlanDeclare.SANS_CLE, (None, None), plan=PLAN, parts=(), libelle="Convention"),
        ),
    ),
    InterpretationVerdict(
        "serres", CORPUS.interpretations["serres"].question, "non", "Non : elle est couverte", True,
        C.HORS_REFERENTIEL, ("conclusion", "items", "instruments"), (),
    ),
)  # fmt: skip
REMARQUES = {
    PlanDeclare.NON_CONFORME: (f"Commune{NBSP}: absente du plan, sa part serait de 60{NBSP}000{NBSP}€.",),
    PlanDeclare.A_VERIFIER: (f"Sous leur part{NBSP}: Commune 35{NBSP}000{NBSP}€. Aucune source n’établit que…",),
    PlanDeclare.NON_DECLARE: (f"Coût total non renseigné{NBSP}: les montants ne peuvent pas être calculés.",),
}
PLANS = verdict(
    C.CONTRACTUALISABLE,
    axes=(axe("nature"),),
    items=(jardins(),),
    instruments=(CONTRAT,),
    cofinancement=(
        cofinancement(PlanDeclare.CONFORME, ("60000.01", "60000.00"), libelle="Plan conforme", plan=PLAN),
        *(
            cofinancement(
                statut,
                (None, None) if statut is PlanDeclare.NON_DECLARE else PARTS,
                libelle=f"Plan {statut.value.replace('_', ' ')}",
                plan=() if statut is PlanDeclare.NON_DECLARE else PLAN,
                remarques=remarques,
                conditions=("Action nouvelle ou renforcée.", f"Condition propre au plan {statut.value}."),
            )
            for statut, remarques in REMARQUES.items()
        ),
    ),
)
SELON_AXE = verdict(
    C.CONTRACTUALISABLE,
    axes=(axe("culture"), axe("nature")),
    items=(item("culture/musique", regles=("culture/chorale",), justification=(JARDIN,)), jardins()),
    instruments=(
        instrument(
            "contrat", Ouverture.OUVERT, "Le contrat prend l'axe 1.",
            axes=(
                OuvertureAxe("culture", Ouverture.OUVERT, "Le contrat prend l'axe 1."),
                OuvertureAxe("nature", Ouverture.FERME, "Le jardinage passe par sa convention."),
            ),
        ),
    ),
    mesures=(
        replace(MESURE, chef_de_file=None, associes=()),
        replace(MESURE, libelle="Semences", axe="culture", axe_par_objet="nature", associes=("etat",)),
    ),
)  # fmt: skip
HOSTILE = "a\x1b[31mrouge\x07 \u202egnirts [red]b[/red] :smile: {0} %s\r\ntab\tfin\u2028ligne\u200b"
TEXTE_HOSTILE = (
    replace(
        CONTRACTUALISABLE,
        projet=replace(CONTRACTUALISABLE.projet, intitule=HOSTILE, fichier=f"{HOSTILE}.yaml"),
        items=(jardins(libelle=HOSTILE, reserve=HOSTILE),),
        cofinancement=(cofinancement(PlanDeclare.A_VERIFIER, PARTS, remarques=(HOSTILE,), conditions=(HOSTILE,)),),
    ),
    replace(PROJET, textes={"caf": HOSTILE}),
)

CAS: dict[str, Cas] = {
    "contractualisable": Cas(CONTRACTUALISABLE),
    "contractualisable-verbeux": Cas(CONTRACTUALISABLE, verbeux=True),
    "socle-convention-nommee": Cas(SOCLE),
    "valorisable-et-ses-leviers": Cas(VALORISABLE),
    "hors-referentiel-et-pourquoi": Cas(HORS),
    "hors-referentiel-projet-muet": Cas(HORS, projet=replace(PROJET, facts={}, positions={})),
    "hors-referentiel-verbeux": Cas(HORS_COMPLET, verbeux=True),
    "hors-referentiel-aucune-regle-a-cette-date": Cas(replace(HORS, date="2031-05-01", hors_periode=True)),
    "indetermine-et-ce-qui-manque": Cas(INDETERMINE),
    "indetermine-verbeux": Cas(INDETERMINE, verbeux=True),
    "indetermine-argent-provisoire": Cas(PROVISOIRE, projet=DEBUT_SEUL),
    "indetermine-argent-sur-et-provisoire": Cas(
        replace(
            PROVISOIRE,
            cofinancement=PROVISOIRE.cofinancement_possible[1:],
            cofinancement_possible=PROVISOIRE.cofinancement_possible[:1],
        ),
        projet=DEBUT_SEUL,
    ),
    "indetermine-argent-sans-repartition": Cas(replace(PROVISOIRE, cofinancement_possible=()), projet=DEBUT_SEUL),
    "hors-referentiel-et-le-plus-proche": Cas(VOISIN),
    "hors-referentiel-et-les-plus-proches": Cas(VOISINS),
    "valorisable-aucune-regle-a-cette-date": Cas(
        replace(HORS, conclusion=C.VALORISABLE, date="2023-12-31", hors_periode=True, contributions=(DON,))
    ),
    "item-ecarte-par-une-lecture": Cas(
        replace(HORS, items=(item("culture/musique", Statut.NE_CORRESPOND_PAS, lectures=("serres",)),)), verbeux=True
    ),
    "lectures-qui-changent-la-reponse": Cas(replace(CONTRACTUALISABLE, interpretations=LECTURES_QUI_CHANGENT)),
    "lectures-qui-changent-verbeux": Cas(
        replace(PLANS, cofinancement=(), interpretations=(*LECTURES_QUI_CHANGENT, *LECTURES)), verbeux=True
    ),
    "cofinancement-les-quatre-plans": Cas(PLANS),
    "contrat-selon-l-axe-et-mesures": Cas(SELON_AXE),
    "texte-hostile-inerte": Cas(TEXTE_HOSTILE[0], projet=TEXTE_HOSTILE[1]),
    "projet-sans-caf": Cas(SOCLE, projet=replace(PROJET, textes={})),
}
"""At 80 columns, in UTF-8 and without colour."""

SUPPORTS: dict[str, Support] = {
    "40-colonnes": Support(40),
    "120-colonnes": Support(120),
    "ascii": Support(80, codage="ascii"),
    "latin-1": Support(80, codage="latin-1"),
}
