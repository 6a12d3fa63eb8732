"""The vocabulary of the generated corpora, and how each field's value is drawn.

About thirty fields of every kind, nested or not, a fifth of them optional. The ids avoid those that the engine's
callers know by name (``cadre``, ``financement.plan``…), so that only the rules decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from eligibility.language.conditions import Bounds
from eligibility.language.facts import FactValue, Members
from eligibility.language.vocabulary import Field, Kind, Value, Vocabulary

OUVERTURE, CLOTURE = date(2022, 1, 1).toordinal(), date(2030, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class Tirage:
    """How a field is drawn. ``absent``: probability that a project does not give it. ``bas``, ``haut``: range of
    numbers and dates; ``plus``: greatest size of a set; ``faux``: probability of « non »."""

    champ: Field
    absent: float = 0.0
    bas: int = 0
    haut: int = 0
    plus: int = 0
    faux: float = 0.5

    def valeur(self, hasard: Random) -> FactValue | None:
        if hasard.random() < self.absent:
            return None
        match self.champ.nature:
            case Kind.CHOIX:
                return hasard.choices(self.ids, self.poids)[0]
            case Kind.ENSEMBLE:
                return Members(frozenset(hasard.choices(self.ids, self.poids, k=hasard.randint(0, self.plus))))
            case Kind.OUI_NON:
                return hasard.random() >= self.faux
            case Kind.INTERVALLE | Kind.PERIODE:
                bas = hasard.randint(self.bas, self.haut)
                return Bounds(bas, min(self.haut, bas + hasard.randint(0, (self.haut - self.bas) // 3)))
            case Kind.MONTANT:
                return hasard.randint(self.bas // 10_000, self.haut // 10_000) * 10_000
            case _:
                return hasard.randint(self.bas, self.haut)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(valeur.id for valeur in self.champ.valeurs)

    @property
    def poids(self) -> tuple[int, ...]:
        """The first value is three times as frequent as the last."""
        taille = len(self.champ.valeurs)
        return tuple(range(3 * taille, taille, -2))


def _champ(nom: str, nature: Kind, valeurs: int = 0) -> Field:
    court = nom.rpartition(".")[2].replace("_", "-")
    return Field(
        id=nom,
        nature=nature,
        libelle=nom.replace("_", " ").replace(".", " : ").capitalize(),
        valeurs=tuple(Value(f"{court}-{rang}", f"{court} {rang}") for rang in range(1, valeurs + 1)),
    )


TIRAGES: tuple[Tirage, ...] = (
    Tirage(_champ("territoire.bassin", Kind.CHOIX, 60)),
    Tirage(_champ("territoire.zone", Kind.CHOIX, 8)),
    Tirage(_champ("porteur.statut", Kind.CHOIX, 10)),
    Tirage(_champ("porteur.taille", Kind.CHOIX, 5), absent=0.15),
    Tirage(_champ("secteur", Kind.CHOIX, 24)),
    Tirage(_champ("dispositif_principal", Kind.CHOIX, 40)),
    Tirage(_champ("convention", Kind.CHOIX, 5)),
    Tirage(_champ("phase", Kind.CHOIX, 4)),
    Tirage(_champ("gouvernance.mode", Kind.CHOIX, 6), absent=0.15),
    Tirage(_champ("gouvernance.comite", Kind.OUI_NON)),
    Tirage(_champ("gouvernance.habitants", Kind.OUI_NON, 0), faux=0.6),
    Tirage(_champ("gratuite", Kind.OUI_NON), faux=0.3),
    Tirage(_champ("itinerant", Kind.OUI_NON), faux=0.7),
    Tirage(_champ("finalite", Kind.OUI_NON)),
    Tirage(_champ("evaluation", Kind.OUI_NON), absent=0.25, faux=0.4),
    Tirage(_champ("themes", Kind.ENSEMBLE, 30), plus=4),
    Tirage(_champ("actions", Kind.ENSEMBLE, 20), plus=4),
    Tirage(_champ("beneficiaires", Kind.ENSEMBLE, 25), plus=4),
    Tirage(_champ("territoire.zonages", Kind.ENSEMBLE, 6), plus=2),
    Tirage(_champ("effectifs.enfants", Kind.NOMBRE), haut=400),
    Tirage(_champ("effectifs.parents", Kind.NOMBRE), haut=300),
    Tirage(_champ("effectifs.benevoles", Kind.NOMBRE), absent=0.25, haut=60),
    Tirage(_champ("territoire.communes", Kind.NOMBRE), bas=1, haut=80),
    Tirage(_champ("budget.cout", Kind.MONTANT), bas=500_000, haut=40_000_000),
    Tirage(_champ("budget.demande", Kind.MONTANT), absent=0.2, bas=100_000, haut=20_000_000),
    Tirage(_champ("calendrier.depot", Kind.DATE), bas=OUVERTURE, haut=CLOTURE),
    Tirage(_champ("calendrier.bilan", Kind.DATE), absent=0.25, bas=OUVERTURE, haut=CLOTURE),
    Tirage(_champ("tranche_d_age", Kind.INTERVALLE), haut=30),
    Tirage(_champ("calendrier.action", Kind.PERIODE), bas=OUVERTURE, haut=CLOTURE),
)

INTITULE = Field("intitule", Kind.TEXTE, "Intitulé", obligatoire=True)

VOCABULAIRE = Vocabulary(
    {champ.id: champ for champ in (INTITULE, *(tirage.champ for tirage in TIRAGES))},
    {nom: nom.capitalize() for nom in ("territoire", "porteur", "gouvernance", "effectifs", "budget", "calendrier")},
)
