"""What a file of cases may hold (``tests/cas/*.yaml``): projects, and what a reading of the text makes of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from eligibility.corpus.declarations import DateTexte, Declaration, IdChamp, Ident, IdPassage, Texte

Idents = tuple[Ident, ...]
Conclusion = Literal["contractualisable", "socle", "valorisable", "hors_referentiel", "indetermine"]
Ouvert = Literal["ouvert", "ferme", "indetermine", "non_examine"]
Plan = Literal["conforme", "non_conforme", "a_verifier", "non_declare", "sans_cle"]


class Raison(Declaration):
    """One leaf that decides a rule: the field it looks at, and the truth it gives the rule."""

    regle: Annotated[Ident, Field(description="Règle dont on dit pourquoi elle vaut ou non")]
    champ: Annotated[IdChamp, Field(description="Champ dont la valeur, ou l'absence, décide de la règle")]


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
    vraies: Annotated[Idents, Field(description="Règles qui doivent se déclencher")] = ()
    fausses: Annotated[Idents, Field(description="Règles qui ne doivent pas se déclencher")] = ()
    indeterminees: Annotated[Idents, Field(description="Règles que des données absentes laissent ouvertes")] = ()
    mesures: Annotated[Idents | None, Field(description="Toutes les mesures nationales reconnues")] = None
    contributions: Annotated[Idents, Field(description="Contributions qui doivent être reconnues")] = ()
    coordinations: Annotated[Idents, Field(description="Coordinations qui doivent être signalées")] = ()
    instruments: Annotated[
        dict[Ident, Ouvert], Field(default_factory=dict, description="Ouverture attendue d'instruments")
    ]
    cofinancements: Annotated[tuple[Option, ...], Field(description="Options attendues, avec leurs montants")] = ()
    a_preciser: Annotated[tuple[IdChamp, ...], Field(description="Champs que la réponse doit demander")] = ()
    interpretations: Annotated[
        Idents | None, Field(description="Toutes les interprétations dont la réponse dépend, et elles seules")
    ] = None
    raisons: Annotated[tuple[Raison, ...], Field(description="Champs qui décident de règles")] = ()


class CasDeclare(Declaration):
    nom: Annotated[Texte, Field(description="Ce que le cas montre, en une phrase, unique dans le fichier")]
    projet: Annotated[Any, Field(description="Le projet, ou le fragment utile ; l'intitulé est facultatif")]
    date: Annotated[DateTexte | None, Field(description="Jour de la vérification ; absent : celui du fichier")] = None
    lectures: Annotated[
        dict[Ident, Ident], Field(default_factory=dict, description="Lectures choisies : interprétation, option")
    ]
    attendu: Annotated[Attendu, Field(description="Ce que la lecture du texte donne")]
    raison: Annotated[Texte, Field(description="Pourquoi, d'après le texte")]
    sources: Annotated[tuple[IdPassage, ...], Field(description="Passages qui fondent l'attente")] = ()


class FichierCas(Declaration):
    date: Annotated[DateTexte, Field(description="Jour des vérifications du fichier")] = "2026-01-15"
    cas: Annotated[tuple[CasDeclare, ...], Field(min_length=1, description="Les cas")]
