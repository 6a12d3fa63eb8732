"""What a file of cases may hold (``tests/cas/*.yaml``): projects, and what a reading of the text makes of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from eligibility.corpus.declarations import DateTexte, Declaration, IdChamp, Ident, IdPassage, Texte

Idents = tuple[Ident, ...]
Conclusion = Literal["contractualisable", "socle", "valorisable", "hors_referentiel", "indetermine"]
Ouvert = Literal["ouvert", "ferme", "indetermine", "non_examine"]
Plan = Literal["conforme", "non_conforme", "a_verifier", "non_declare", "sans_cle"]


def _un_champ(chaque: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    if len(chaque) > 1:
        raise PydanticCustomError("fr_chaque", "«\u00a0chaque\u00a0» ne fait varier qu'un champ à la fois")
    return chaque


Valeurs = Annotated[tuple[Any, ...], Field(min_length=1)]


class Raison(Declaration):
    """One leaf that decides a rule: the field it looks at, and the truth it gives the rule."""

    regle: Annotated[Ident, Field(description="Règle dont on dit pourquoi elle vaut ou non")]
    champ: Annotated[IdChamp, Field(description="Champ dont la valeur, ou l'absence, décide de la règle")]


class Motif(Declaration):
    """The rule that an instrument is open or closed by, where several could say it."""

    instrument: Annotated[Ident, Field(description="Instrument ouvert ou fermé")]
    regle: Annotated[Ident, Field(description="Règle dont la réponse donne le motif")]


class Option(Declaration):
    """A co-financing option of the answer: the amounts asked of each payer, and what becomes of the declared plan."""

    option: Annotated[Ident, Field(description="Option de cofinancement")]
    parts: Annotated[dict[Ident, Texte], Field(default_factory=dict, description="Montant attendu de chaque financeur")]
    plan: Annotated[Plan | None, Field(description="Ce que devient le plan déclaré")] = None


class Attendu(Declaration):
    """What is asserted; a key left out asserts nothing. Lists without « dont » are complete."""

    conclusion: Annotated[Conclusion | None, Field(description="Le mot qui résume la réponse")] = None
    items: Annotated[Idents | None, Field(description="Tous les items qui correspondent, et eux seuls")] = None
    items_indetermines: Annotated[Idents | None, Field(description="Tous les items indéterminés, et eux seuls")] = None
    vraies: Annotated[Idents, Field(description="Règles qui doivent se déclencher, sans être les seules")] = ()
    fausses: Annotated[Idents, Field(description="Règles qui ne doivent pas se déclencher, sans être les seules")] = ()
    indeterminees: Annotated[
        Idents, Field(description="Règles que des données absentes laissent ouvertes, sans être les seules")
    ] = ()
    mesures: Annotated[Idents | None, Field(description="Toutes les mesures nationales reconnues")] = None
    contributions: Annotated[Idents, Field(description="Contributions qui doivent être reconnues")] = ()
    contributions_absentes: Annotated[
        Idents, Field(description="Contributions que la réponse ne doit pas donner, même en suspens")
    ] = ()
    coordinations: Annotated[Idents, Field(description="Coordinations qui doivent être signalées")] = ()
    coordinations_absentes: Annotated[
        Idents, Field(description="Coordinations que la réponse ne doit pas donner, même en suspens")
    ] = ()
    instruments: Annotated[
        dict[Ident, Ouvert], Field(default_factory=dict, description="Ouverture attendue d'instruments")
    ]
    motifs: Annotated[tuple[Motif, ...], Field(description="Règles qui donnent leur motif à des instruments")] = ()
    cofinancements: Annotated[tuple[Option, ...], Field(description="Options attendues, avec leurs montants")] = ()
    cofinancements_absents: Annotated[Idents, Field(description="Options que la réponse ne doit pas donner")] = ()
    a_preciser: Annotated[
        tuple[IdChamp, ...], Field(description="Champs que la réponse doit demander, sans être les seuls")
    ] = ()
    interpretations: Annotated[
        Idents | None, Field(description="Toutes les interprétations dont la réponse dépend, et elles seules")
    ] = None
    raisons: Annotated[tuple[Raison, ...], Field(description="Champs qui décident de règles")] = ()


class CasDeclare(Declaration):
    nom: Annotated[Texte, Field(description="Ce que le cas montre, en une phrase, unique dans le fichier")]
    projet: Annotated[Any, Field(description="Le projet, ou le fragment utile ; l'intitulé est facultatif")]
    date: Annotated[DateTexte | None, Field(description="Jour de la vérification ; absent : celui du fichier")] = None
    dates: Annotated[
        tuple[DateTexte, ...] | None,
        Field(min_length=1, description="À la place de « date » : jours où le cas vaut, vérifié à chacun"),
    ] = None
    chaque: Annotated[
        dict[IdChamp, Valeurs],
        AfterValidator(_un_champ),
        Field(
            default_factory=dict,
            description="Un champ du projet et ses valeurs, écrites comme dans un projet : le cas vaut pour chacune",
        ),
    ]
    lectures: Annotated[
        dict[Ident, Ident], Field(default_factory=dict, description="Lectures choisies : interprétation, option")
    ]
    attendu: Annotated[Attendu, Field(description="Ce que la lecture du texte donne")]
    raison: Annotated[Texte, Field(description="Pourquoi, d'après le texte")]
    sources: Annotated[tuple[IdPassage, ...], Field(description="Passages qui fondent l'attente")] = ()

    @model_validator(mode="after")
    def _une_date(self) -> CasDeclare:
        if self.date is not None and self.dates is not None:
            raise PydanticCustomError(
                "fr_dates",
                "«\u00a0date\u00a0» et «\u00a0dates\u00a0» ne vont pas ensemble\u00a0: gardez l'une des deux",
            )
        return self


class FichierCas(Declaration):
    date: Annotated[DateTexte, Field(description="Jour des vérifications du fichier")] = "2026-01-15"
    cas: Annotated[tuple[CasDeclare, ...], Field(min_length=1, description="Les cas")]
