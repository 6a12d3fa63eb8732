"""What each file of the corpus may hold, one model per kind of entry and one per file.

Values reach these models as text (see ``fiches.brut``), so that nothing YAML guesses can change them; the types
here decide what a text means. Every description is in French: the JSON Schemas shown by editors come from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from eligibility.documents.characters import clip, unquoted
from eligibility.documents.syntaxe import quote

MOTIF_ID = r"^[a-z0-9][a-z0-9_/-]*$"
MOTIF_PASSAGE = r"^[a-z0-9][a-z0-9_./-]*$"
MOTIF_SOURCE = r"^[a-z0-9][a-z0-9_.-]*$"
MOTIF_CHAMP = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"
MOTIF_DATE = r"^\d{4}-\d{2}-\d{2}$"
MOTIF_TAUX = r"^\d+([.,]\d+)?$"

LISTE, REFERENTIEL, CODE = "<liste>", "<referentiel>", "<code>"
"""Tags of the forms of ``valeurs``; pydantic puts them in error paths, ``erreurs`` takes them out."""


_OUI_NON: dict[str, object] = {"oui": True, "true": True, "non": False, "false": False}


def _oui_non(value: object) -> object:
    return _OUI_NON.get(value, value) if isinstance(value, str) else value


def _entier(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else value


def _date(value: str) -> str:
    if not re.fullmatch(MOTIF_DATE, value, re.ASCII):
        raise PydanticCustomError("fr_date", "une date s'écrit AAAA-MM-JJ, par exemple 2026-01-31")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("fr_date", "la date {ecrit} n'existe pas", {"ecrit": value}) from None
    return value


def _guillemets(texte: str) -> str:
    """A word processor's quotes around the whole of a text would be shown with it."""
    if re.fullmatch("[“„][^“”„]*[“”]", texte):
        aide = f"écrivez «\u00a0{clip(quote(unquoted(texte)), 160)}\u00a0», avec les guillemets droits du clavier"
        raise PydanticCustomError("fr_guillemets", "ces guillemets feraient partie du texte", {"aide": aide})
    return texte


Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_guillemets)]
Ident = Annotated[str, StringConstraints(pattern=MOTIF_ID)]
IdPassage = Annotated[str, StringConstraints(pattern=MOTIF_PASSAGE)]
IdSource = Annotated[str, StringConstraints(pattern=MOTIF_SOURCE)]
IdChamp = Annotated[str, StringConstraints(pattern=MOTIF_CHAMP)]
DateTexte = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "pattern": MOTIF_DATE})]
OuiNon = Annotated[bool, BeforeValidator(_oui_non), WithJsonSchema({"enum": [True, False, "oui", "non"]})]
Entier = Annotated[int, BeforeValidator(_entier)]
Taux = Annotated[
    str,
    StringConstraints(pattern=MOTIF_TAUX),
    AfterValidator(lambda texte: texte.replace(",", ".")),
    WithJsonSchema({"type": "string", "pattern": MOTIF_TAUX}),
]
Sources = Annotated[
    tuple[IdPassage, ...],
    Field(min_length=1, description="Passages des sources qui fondent cette entrée (identifiants), au moins un"),
]
SourcesFacultatives = Annotated[
    tuple[IdPassage, ...], Field(description="Passages des sources qui fondent cette entrée (identifiants)")
]
Id = Annotated[Ident, Field(description="Identifiant : minuscules sans accent, chiffres, « - », « _ » et « / »")]
Libelle = Annotated[Texte, Field(description="Libellé montré aux utilisateurs")]
Note = Annotated[Texte | None, Field(description="Remarque libre, montrée avec l'entrée")]
Synonymes = Annotated[tuple[Texte, ...], Field(description="Autres mots acceptés dans un projet, avec une note")]
HorsRegles = Annotated[
    Texte | None, Field(description="Pourquoi aucune règle ne le teste ; absent : des règles le testent")
]
NomNature = Literal[
    "texte", "choix", "ensemble", "oui_non", "nombre", "montant", "date", "intervalle", "periode", "plan"
]
NomReferentiel = Literal[
    "dispositifs",
    "acteurs",
    "instruments",
    "items",
    "axes",
    "mesures",
    "contributions",
    "cofinancements",
    "coordinations",
]
EFFETS = ("item", "mesure", "contribution", "coordination", "cofinancement", "instrument")


class Declaration(BaseModel):
    """Anything written in a corpus file: strict, closed, immutable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CorpusDeclare(Declaration):
    version: Annotated[Texte, Field(description="Version du corpus, par exemple « 2026.11 »")]
    titre: Annotated[Texte, Field(description="Titre du corpus")]


class AxeDeclare(Declaration):
    id: Id
    numero: Annotated[Entier, Field(ge=1, description="Numéro de l'axe, unique")]
    libelle: Libelle
    sources: Sources
    note: Note = None


class ActeurDeclare(Declaration):
    id: Id
    libelle: Libelle
    court: Annotated[Texte, Field(description="Nom court, pour les tableaux")]
    synonymes: Synonymes = ()


class ItemDeclare(Declaration):
    id: Id
    axe: Annotated[Ident, Field(description="Axe réel de l'item (identifiant)")]
    libelle: Libelle
    sources: Sources
    instruments: Annotated[
        tuple[Ident, ...], Field(description="Seuls instruments qui admettent l'item ; absent : tous l'admettent")
    ] = ()
    reserve: Annotated[Texte | None, Field(description="Réserve à montrer avec l'item")] = None


class MesureDeclaree(Declaration):
    id: Id
    libelle: Libelle
    axe: Annotated[Ident, Field(description="Axe où le texte range la mesure")]
    axe_par_objet: Annotated[Ident | None, Field(description="Axe de son objet, quand il est autre")] = None
    chef_de_file: Annotated[Ident | None, Field(description="Acteur chef de file ; absent : non établi")] = None
    associes: Annotated[tuple[Ident, ...], Field(description="Acteurs associés")] = ()
    sources: Sources


class InstrumentDeclare(Declaration):
    id: Id
    libelle: Libelle
    court: Annotated[Texte, Field(description="Nom court, pour les tableaux")]
    effet: Annotated[
        Literal["contractualisable", "socle", "complementaire"],
        Field(
            description="Ce que devient un item d'un axe ouvert ; complementaire : une voie à part, qui ne conclut pas"
        ),
    ]
    signataires: Annotated[tuple[Ident, ...], Field(description="Acteurs signataires")]
    role_caf: Annotated[Texte | None, Field(description="Place de la Caf : signataire, associée, porteuse…")] = None
    sources: Sources
    note: Note = None
    synonymes: Synonymes = ()


class DispositifDeclare(Declaration):
    id: Id
    libelle: Libelle
    definition: Annotated[Texte, Field(description="Ce que le mot recouvre")] = ""
    synonymes: Synonymes = ()
    sources: SourcesFacultatives = ()
    hors_regles: HorsRegles = None


class PartDeclaree(Declaration):
    financeur: Annotated[Ident, Field(description="Acteur qui apporte cette part")]
    taux: Annotated[Taux, Field(description="Part de l'assiette, entre 0 et 1, par exemple « 0.5 »")]


class CofinancementDeclare(Declaration):
    id: Id
    libelle: Libelle
    instrument: Annotated[Ident, Field(description="Instrument que cette option finance")]
    assiette: Annotated[
        Literal["cout_total", "parties", "non_etablie"],
        Field(
            description="Base des taux : le coût total, ou ce que les parties au contrat apportent ; non_etablie : "
            "aucune source ne donne de clé de répartition"
        ),
    ]
    parts: Annotated[tuple[PartDeclaree, ...], Field(description="Parts, dont la somme vaut 1 ; aucune sans clé")] = ()
    tient_lieu: Annotated[
        dict[Ident, Ident],
        Field(description="Sous cette lecture, l'apport de l'un (clé) compte dans la part de l'autre (valeur)"),
    ] = {}
    conditions: Annotated[tuple[Texte, ...], Field(description="Conditions à rappeler")] = ()
    reserves: Annotated[tuple[Texte, ...], Field(description="Réserves à rappeler")] = ()
    sources: Sources


class ContributionDeclaree(Declaration):
    id: Id
    nature: Annotated[
        Literal["valorisation", "relais", "diagnostic"], Field(description="Ce que la Caf apporte au pacte")
    ]
    libelle: Libelle
    sources: Sources


class CoordinationDeclaree(Declaration):
    id: Id
    libelle: Libelle
    champ: Annotated[IdChamp | None, Field(description="Champ du projet qui dit si c'est fait")] = None
    sources: Sources


class OptionDeclaree(Declaration):
    id: Id
    libelle: Libelle


class InterpretationDeclaree(Declaration):
    id: Id
    question: Annotated[Texte, Field(description="Ce que la source laisse ouvert")]
    options: Annotated[tuple[OptionDeclaree, ...], Field(min_length=2, description="Les lectures possibles")]
    defaut: Annotated[Ident, Field(description="Lecture retenue par défaut")]
    motif: Annotated[Texte, Field(description="Pourquoi cette lecture est retenue")]
    sources: Sources


class SourceDeclaree(Declaration):
    id: Annotated[IdSource, Field(description="Identifiant de la source, sans « / »")]
    titre: Annotated[Texte, Field(description="Titre complet")]
    citation: Annotated[Texte, Field(description="Forme courte, pour citer")]
    url: Annotated[Texte | None, Field(description="Adresse de la page, s'il y en a une")] = None


class PassageDeclare(Declaration):
    id: Annotated[IdPassage, Field(description="Identifiant : celui de la source, « / », puis le passage")]
    section: Annotated[Texte, Field(description="Où il se trouve dans la source")]
    resume: Annotated[Texte, Field(description="Ce qu'il dit, dans nos mots")]
    termes: Annotated[tuple[Texte, ...], Field(description="Mots qui figurent tels quels dans le texte")] = ()
    hors_champ: Annotated[
        Texte | None, Field(description="Pourquoi aucune règle ne le porte ; absent : des règles le citent")
    ] = None


class ValeurDeclaree(Declaration):
    id: Id
    libelle: Libelle
    definition: Annotated[Texte, Field(description="Ce que la valeur recouvre")] = ""
    synonymes: Synonymes = ()
    equivalents: Annotated[tuple[Texte, ...], Field(description="Autres écritures acceptées sans note")] = ()
    hors_regles: HorsRegles = None


Valeurs = tuple[ValeurDeclaree, ...]
Plus = Annotated[Valeurs, Field(description="Valeurs ajoutées à celles de la liste")]


class ValeursDeReferentiel(Declaration):
    referentiel: Annotated[NomReferentiel, Field(description="Référentiel dont les entrées sont les valeurs")]
    plus: Plus = ()


class ValeursDeCode(Declaration):
    code: Annotated[Ident, Field(description="Fichier de codes, sans « .csv », dans referentiels/codes")]
    cle: Annotated[Texte, Field(description="Colonne des identifiants")]
    libelle: Annotated[Texte, Field(description="Colonne des libellés")]
    synonymes: Annotated[
        Texte | None, Field(description="Colonne des autres mots acceptés dans un projet, séparés par « | »")
    ] = None
    plus: Plus = ()


def _forme(value: object) -> str:
    if isinstance(value, dict):
        return REFERENTIEL if "referentiel" in value else CODE
    return LISTE


ValeursDeclarees = Annotated[
    Annotated[Annotated[Valeurs, Field(min_length=1)], Tag(LISTE)]
    | Annotated[ValeursDeReferentiel, Tag(REFERENTIEL)]
    | Annotated[ValeursDeCode, Tag(CODE)],
    Discriminator(_forme),
]


class DeductionDeclaree(Declaration):
    champ: Annotated[IdChamp, Field(description="Champ d'où celui-ci se déduit")]
    attribut: Annotated[Texte, Field(description="Colonne de la liste de codes de ce champ")]


class ChampDeclare(Declaration):
    id: Annotated[IdChamp, Field(description="Nom du champ, avec un point pour une clé imbriquée")]
    nature: Annotated[NomNature, Field(description="Type du champ")]
    libelle: Libelle
    definition: Annotated[Texte, Field(description="Ce que le champ veut dire, pour qui remplit un projet")] = ""
    obligatoire: Annotated[OuiNon, Field(description="Le projet doit-il le donner ?")] = False
    modifiable: Annotated[OuiNon, Field(description="Le porteur peut-il agir dessus ?")] = False
    unite: Annotated[Texte, Field(description="Unité montrée après la valeur")] = ""
    valeurs: Annotated[ValeursDeclarees | None, Field(description="Valeurs admises")] = None
    deduit_de: Annotated[DeductionDeclaree | None, Field(description="Champ d'où celui-ci se déduit")] = None
    conclu: Annotated[OuiNon, Field(description="Rempli par les conclusions des règles, jamais par un projet")] = False
    hors_regles: HorsRegles = None


class VigueurDeclaree(Declaration):
    du: Annotated[DateTexte | None, Field(description="Premier jour ; absent : depuis toujours")] = None
    au: Annotated[DateTexte | None, Field(description="Dernier jour compris ; absent : sans fin")] = None


class LectureDeclaree(Declaration):
    interpretation: Annotated[Ident, Field(description="Interprétation dont la règle dépend")]
    option: Annotated[Ident, Field(description="Lecture sous laquelle la règle vaut")]


class EffetDeclare(Declaration):
    """Exactly one conclusion; an instrument opens or closes axes, and says why."""

    item: Annotated[Ident | None, Field(description="Item atteint")] = None
    mesure: Annotated[Ident | None, Field(description="Mesure nationale reconnue")] = None
    contribution: Annotated[Ident | None, Field(description="Contribution de la Caf reconnue")] = None
    coordination: Annotated[Ident | None, Field(description="Coordination à assurer")] = None
    cofinancement: Annotated[Ident | None, Field(description="Option de cofinancement ouverte")] = None
    instrument: Annotated[Ident | None, Field(description="Instrument ouvert ou fermé")] = None
    ouvre: Annotated[tuple[Ident, ...] | None, Field(min_length=1, description="Axes que l'instrument ouvre")] = None
    ferme: Annotated[tuple[Ident, ...] | None, Field(min_length=1, description="Axes que l'instrument ferme")] = None
    motif: Annotated[Texte | None, Field(description="Pourquoi l'instrument ouvre ou ferme ces axes")] = None

    @model_validator(mode="after")
    def _un_seul(self) -> EffetDeclare:
        given = [name for name in EFFETS if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "fr_effet",
                "une règle conclut exactement une chose parmi item, mesure, contribution, coordination, "
                "cofinancement et instrument",
                {
                    "aide": "n'en gardez qu'une\u00a0; une autre conclusion demande une autre règle"
                    if given
                    else "écrivez-la"
                },
            )
        reach = [name for name in ("ouvre", "ferme") if getattr(self, name) is not None]
        if self.instrument is None and (reach or self.motif is not None):
            raise PydanticCustomError(
                "fr_effet", "ouvre, ferme et motif ne valent que pour un instrument", {"aide": "retirez-les"}
            )
        if self.instrument is not None and len(reach) != 1:
            raise PydanticCustomError(
                "fr_effet",
                "un instrument ouvre ou ferme des axes\u00a0: l'un ou l'autre",
                {"aide": "donnez les axes, sous «\u00a0ouvre\u00a0» ou sous «\u00a0ferme\u00a0»"},
            )
        if self.instrument is not None and self.motif is None:
            raise PydanticCustomError(
                "fr_effet",
                "un instrument ouvert ou fermé dit son motif",
                {"aide": "ajoutez «\u00a0motif\u00a0» et une phrase"},
            )
        return self


class RegleDeclaree(Declaration):
    id: Id
    titre: Annotated[Texte, Field(description="Ce que la règle dit, en une phrase")]
    sources: Sources
    en_vigueur: Annotated[VigueurDeclaree, Field(description="Dates de validité, bornes comprises")] = VigueurDeclaree()
    si: Annotated[Any, Field(description="Condition : toutes, une_de, aucune, ou champ: {opérateur: valeur}")]
    alors: Annotated[EffetDeclare, Field(description="Ce que la règle conclut")]
    lecture: Annotated[LectureDeclaree | None, Field(description="Lecture dont la règle dépend")] = None
    note: Note = None


class FichierCorpus(Declaration):
    corpus: Annotated[CorpusDeclare, Field(description="Identité du corpus")]


class FichierAxes(Declaration):
    axes: Annotated[tuple[AxeDeclare, ...], Field(description="Axes du pacte")]


class FichierActeurs(Declaration):
    acteurs: Annotated[tuple[ActeurDeclare, ...], Field(description="Acteurs et financeurs")]


class FichierItems(Declaration):
    items: Annotated[tuple[ItemDeclare, ...], Field(description="Lignes des référentiels nationaux")]


class FichierMesures(Declaration):
    mesures: Annotated[tuple[MesureDeclaree, ...], Field(description="Mesures nationales")]


class FichierInstruments(Declaration):
    instruments: Annotated[tuple[InstrumentDeclare, ...], Field(description="Contrats et conventions")]


class FichierDispositifs(Declaration):
    dispositifs: Annotated[tuple[DispositifDeclare, ...], Field(description="Dispositifs nommés")]


class FichierCofinancements(Declaration):
    cofinancements: Annotated[tuple[CofinancementDeclare, ...], Field(description="Options de cofinancement")]


class FichierContributions(Declaration):
    contributions: Annotated[tuple[ContributionDeclaree, ...], Field(description="Contributions d'une Caf")]


class FichierCoordinations(Declaration):
    coordinations: Annotated[tuple[CoordinationDeclaree, ...], Field(description="Coordinations à assurer")]


class FichierInterpretations(Declaration):
    interpretations: Annotated[tuple[InterpretationDeclaree, ...], Field(description="Ambiguïtés des sources")]


class FichierSource(Declaration):
    source: Annotated[SourceDeclaree, Field(description="La source")]
    passages: Annotated[tuple[PassageDeclare, ...], Field(description="Ses passages")]


class FichierVocabulaire(Declaration):
    champs: Annotated[tuple[ChampDeclare, ...], Field(description="Champs d'un projet")]
    groupes: Annotated[dict[IdChamp, Texte], Field(description="Libellé de chaque groupe de champs")] = {}


class FichierRegles(Declaration):
    regles: Annotated[tuple[RegleDeclaree, ...], Field(description="Règles d'un thème")]
