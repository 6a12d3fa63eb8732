"""A small invented corpus and a project of its, for verdicts built by hand."""

from __future__ import annotations

from eligibility.corpus.model import (
    Acteur,
    Axe,
    Contribution,
    Coordination,
    Corpus,
    Effect,
    Effet,
    Genre,
    Instrument,
    Interpretation,
    Item,
    Option,
    Passage,
    Rule,
    Source,
)
from eligibility.documents.located import Span
from eligibility.language.conditions import Bounds, Leaf, Operator
from eligibility.language.facts import Members
from eligibility.language.projet import Projet
from eligibility.language.vocabulary import Field, Kind, Value, Vocabulary


def _valeurs(*pairs: tuple[str, str]) -> tuple[Value, ...]:
    return tuple(Value(ident, libelle) for ident, libelle in pairs)


CHAMPS = (
    Field("objets", Kind.ENSEMBLE, "Objets", "Ce dont l'action traite.", valeurs=_valeurs(
        ("jardin", "Jardin partagé"), ("musique", "Musique"), ("cuisine", "Cuisine"), ("velo", "Vélo"),
    )),
    Field("publics", Kind.ENSEMBLE, "Publics", "Les personnes visées.", modifiable=True, valeurs=_valeurs(
        ("voisins", "Voisins"), ("eleves", "Élèves"), ("aines", "Aînés"),
    )),
    Field("caractere", Kind.CHOIX, "Caractère de l'action", "Vu de la commune.", modifiable=True, valeurs=_valeurs(
        ("nouvelle", "Nouvelle"), ("renforcee", "Renforcée"), ("poursuivie", "Poursuivie à l'identique"),
    )),
    Field("territoire.quartier", Kind.CHOIX, "Quartier", "Nom du quartier ; « non » s'il n'y en a pas."),
    Field("ages", Kind.INTERVALLE, "Âges", "Du plus jeune au plus âgé, compris.", unite="ans"),
    Field("periode", Kind.PERIODE, "Période", "Premier et dernier jour."),
    Field("gratuit", Kind.OUI_NON, "Gratuité", "L'action est-elle gratuite ?", modifiable=True),
    Field("financement.cout_total", Kind.MONTANT, "Coût total", "Tout ce que coûte l'action."),
)  # fmt: skip

REGLES = (
    Rule(
        "nature/jardins-partages", "Jardins", ("note/1",), Leaf("objets", Operator.CONTIENT, "jardin"),
        Effect(Genre.ITEM, "nature/jardins"), "2024-01-01", "2027-12-31", None, "rules/nature.yaml", 1,
    ),
    Rule(
        "contrat", "Contrat", ("note/2",), Leaf("gratuit", Operator.VAUT, True),
        Effect(Genre.INSTRUMENT, "contrat", ("nature",)), None, None, None, "rules/nature.yaml", 9,
    ),
)  # fmt: skip
CORPUS = Corpus(
    version="essai",
    empreinte="sha256:essai",
    vocabulaire=Vocabulary({field.id: field for field in CHAMPS}),
    regles=REGLES,
    sources={
        "note": Source("note", "Note de service du 1er avril 2024", "Note 2024-1"),
        "journal": Source("journal", "Le Journal des communes", "Le Journal", "https://exemple.test/article"),
    },
    passages={
        "note/1": Passage("note/1", "note", "§ 1.1, premier axe", "…"),
        "note/2": Passage("note/2", "note", "§ 2", "…"),
        "journal/parts": Passage("journal/parts", "journal", "page entière", "…"),
    },
    axes={
        "culture": Axe("culture", 1, "Ouvrir la culture à tous", ()),
        "nature": Axe("nature", 2, "Retrouver la nature en ville", ()),
    },
    acteurs={
        "etat": Acteur("etat", "État", "État"),
        "commune": Acteur("commune", "Commune", "Commune"),
        "mjc": Acteur("mjc", "Maison des jeunes et de la culture", "MJC"),
    },
    items={
        "nature/jardins": Item("nature/jardins", "nature", "Jardins partagés", ("note/1",)),
        "culture/musique": Item("culture/musique", "culture", "Pratique de la musique", ("note/2",)),
    },
    instruments={
        "contrat": Instrument(
            "contrat", "Contrat de quartier", "contrat", Effet.CONTRACTUALISABLE, ("etat", "commune"), ("note/2",)
        ),
        "convention": Instrument(
            "convention", "Convention de jardinage", "convention", Effet.SOCLE, ("commune",), ("note/2",)
        ),
    },
    contributions={"don": Contribution("don", "valorisation", "Don de graines et de plants", ("note/2",))},
    coordinations={
        "charte": Coordination("charte", "Suivre la charte du quartier", ("note/1",), "charte"),
        "voisins": Coordination("voisins", "Prévenir les voisins", ("note/1",), "voisins"),
        "arrosage": Coordination("arrosage", "S'inscrire au tour d'arrosage", ("note/2",), "arrosage"),
        "info": Coordination("info", "Pour information : le puits est commun", ("note/2",)),
    },
    interpretations={
        "assiette": Interpretation(
            "assiette",
            "Sur quelle assiette se calcule la part de chacun ?",
            (Option("totale", "Le coût total"), Option("nette", "Le coût, dons déduits")),
            "totale",
            "La note ne parle que de deux payeurs.",
            ("note/2", "journal/parts"),
        ),
        "serres": Interpretation(
            "serres",
            "Une serre est-elle un jardin ?",
            (Option("oui", "Oui : elle se cultive"), Option("non", "Non : elle est couverte")),
            "oui",
            "Le mot n'est pas défini.",
            ("note/1",),
        ),
    },
)

PROJET = Projet(
    intitule="Jardin des Lilas",
    fichier="projets/lilas.yaml",
    empreinte="sha256:0",
    facts={
        "objets": Members(frozenset({"jardin", "cuisine"})),
        "publics": Members(frozenset({"voisins"})),
        "caractere": "poursuivie",
        "ages": Bounds(6, 12),
        "gratuit": False,
    },
    positions={
        champ: Span(line, 10, line, 20)
        for champ, line in (("objets", 4), ("publics", 5), ("caractere", 6), ("ages", 7), ("gratuit", 8))
    },
    plan=None,
    cout_total=None,
    textes={"intitule": "Jardin des Lilas", "caf": "Caf du Rhône"},
)
