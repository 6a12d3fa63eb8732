"""What the ids written in the files of a corpus refer to: which list, for each place that names one.

An entry of the declarations types an id as an id; that it must be one of a list is checked when the corpus is put
together. Editors propose the list, hence this table; a test holds it complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eligibility.corpus.model import Corpus

CHAMPS_DE_PROJET: Final = "champs de projet"
PASSAGES: Final = "passages"

RENVOIS: Final[Mapping[tuple[str, str], str]] = {
    ("ItemDeclare", "axe"): "axes",
    ("ItemDeclare", "instruments"): "instruments",
    ("MesureDeclaree", "axe"): "axes",
    ("MesureDeclaree", "axe_par_objet"): "axes",
    ("MesureDeclaree", "chef_de_file"): "acteurs",
    ("MesureDeclaree", "associes"): "acteurs",
    ("InstrumentDeclare", "signataires"): "acteurs",
    ("PartDeclaree", "financeur"): "acteurs",
    ("CofinancementDeclare", "instrument"): "instruments",
    ("CofinancementDeclare", "tient_lieu"): "acteurs",
    ("CoordinationDeclaree", "champ"): CHAMPS_DE_PROJET,
    ("DeductionDeclaree", "champ"): "champs",
    ("LectureDeclaree", "interpretation"): "interpretations",
    ("EffetDeclare", "item"): "items",
    ("EffetDeclare", "mesure"): "mesures",
    ("EffetDeclare", "contribution"): "contributions",
    ("EffetDeclare", "coordination"): "coordinations",
    ("EffetDeclare", "cofinancement"): "cofinancements",
    ("EffetDeclare", "instrument"): "instruments",
    ("EffetDeclare", "ouvre"): "axes",
    ("EffetDeclare", "ferme"): "axes",
    ("Raison", "regle"): "regles",
    ("Raison", "champ"): "champs",
    ("Motif", "instrument"): "instruments",
    ("Motif", "regle"): "regles",
    ("Option", "option"): "cofinancements",
    ("Option", "parts"): "acteurs",
    ("Attendu", "items"): "items",
    ("Attendu", "items_indetermines"): "items",
    ("Attendu", "vraies"): "regles",
    ("Attendu", "fausses"): "regles",
    ("Attendu", "indeterminees"): "regles",
    ("Attendu", "mesures"): "mesures",
    ("Attendu", "contributions"): "contributions",
    ("Attendu", "contributions_absentes"): "contributions",
    ("Attendu", "coordinations"): "coordinations",
    ("Attendu", "coordinations_absentes"): "coordinations",
    ("Attendu", "cofinancements_absents"): "cofinancements",
    ("Attendu", "instruments"): "instruments",
    ("Attendu", "a_preciser"): "champs",
    ("Attendu", "interpretations"): "interpretations",
}
"""(declaration, key) -> list. Of a key that holds keys and values: what its keys are, and its values when they are ids.

Places that depend on another key (options of an interpretation) or on the file itself are not here, nor ``sources``,
which always names passages.
"""


def listes(corpus: Corpus) -> Mapping[str, Mapping[str, str]]:
    """Each list: its ids, with what each means."""
    champs = corpus.vocabulaire.champs.values()
    return {
        "axes": {entry.id: entry.libelle for entry in corpus.axes.values()},
        "acteurs": {entry.id: entry.libelle for entry in corpus.acteurs.values()},
        "items": {entry.id: entry.libelle for entry in corpus.items.values()},
        "mesures": {entry.id: entry.libelle for entry in corpus.mesures.values()},
        "instruments": {entry.id: entry.libelle for entry in corpus.instruments.values()},
        "contributions": {entry.id: entry.libelle for entry in corpus.contributions.values()},
        "cofinancements": {entry.id: entry.libelle for entry in corpus.cofinancements.values()},
        "coordinations": {entry.id: entry.libelle for entry in corpus.coordinations.values()},
        "interpretations": {entry.id: entry.question for entry in corpus.interpretations.values()},
        "regles": {rule.id: rule.titre for rule in corpus.regles},
        "champs": {field.id: field.libelle for field in champs},
        CHAMPS_DE_PROJET: {field.id: field.libelle for field in champs if not field.conclu},
        PASSAGES: {entry.id: f"{entry.section} : {entry.resume}" for entry in corpus.passages.values()},
    }
