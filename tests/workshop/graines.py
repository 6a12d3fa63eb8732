"""Texts that the tool reads, however oddly written, and texts with one mistake, on the line marked « # ici »."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MARQUE: Final = "# ici"

ACCEPTES: Final[dict[str, dict[str, str]]] = {
    "projet": {
        "le minimum": "intitule: 2025\n",
        "rien de connu": """\
intitule: "x"
resume:
caf: ~
porteur:
  nom: null
  nature:
territoire:
cadre:
periode:
objets:
ages: {min: , max: }
finalite_emploi:
financement: {cout_total: , plan: }
""",
        "codes et réponses sans guillemets": """\
intitule: oui
territoire: {departement: 01, metropole: false, zonages: [QPV, "Rural"]}
finalite_emploi: Faux
coordination: {diagnostic: true, cpog: OUI, ctg: "vrai", sdsf: False}
""",
        "codes en lettres et en chiffres": """\
intitule: x
territoire:
  departement: 2A
  region: 94
""",
        "noms plutôt que codes": """\
intitule: x
territoire: {departement: seine maritime, metropole: metropole rouen normandie}
""",
        "synonymes, libellés, pluriels, valeur seule": """\
intitule: x
cadre: Contrat local des solidarités État-Département
objets: [Parentalités, ACCÈS AUX DROITS, petite-enfance, parentalite]
modalites: bus
dispositifs: []
publics: Mères isolées
""",
        "nombres": """\
intitule: x
ages: {min: "0", max: 2 ans}
financement:
  cout_total: 12 000,50 €
  plan:
    - {financeur: État, montant: 1000.5}
    - financeur: caf
      montant: "11 000 euros"
""",
        "plan vide": "intitule: x\nfinancement: {plan: []}\n",
        "dates": 'intitule: x\nperiode: {debut: 1/9/2024, fin: "2028-02-29"}\n',
    },
    "regles": {
        "toutes les natures": """\
regles:
  - id: essai/natures
    titre: 2025
    sources: [it-2023-215/1.1/enfance-parentalite]
    en_vigueur: {du: , au: 2027-12-31}
    note:
    si:
      toutes:
        - objets: {contient: parentalite}
        - objets: {ne_contient_aucun: [eau, sport], renseigne: Oui}
        - une_de:
            - territoire.departement: {parmi: [01, 2A, "971"]}
            - territoire.departement: {vaut: 75}
            - territoire.metropole: {vaut: non}
            - resume: {renseigne: true}
        - aucune:
            - finalite_emploi: {vaut: VRAI}
            - periode: {inclus_dans: {debut: 01/01/2024, fin: }}
            - ages: {recoupe: {max: 17 ans}}
        - financement.cout_total: {au_moins: 1 000 €, au_plus: 20000.50}
        - financement.plan: {contient_tous: [etat, caf]}
        - axes: {contient: enfance}
    alors: {item: , instrument: contrat_departement, ouvre: [enfance], ferme: , motif: x}
""",
        "une lecture": """\
regles:
  - id: essai/lecture
    titre: x
    sources: [it-2023-215/1.1/enfance-parentalite]
    lecture: {interpretation: parentalite-pour-tous, option: admise}
    si: {objets: {contient: parentalite}}
    alors:
      item: enfance/parentalite
""",
    },
    "cas": {
        "un fragment de projet": """\
cas:
  - nom: x
    projet: {objets: Parentalité, territoire: {departement: 01}}
    lectures: {parentalite-pour-tous: admise}
    attendu: {conclusion: , items: [], instruments: {contrat_departement: ouvert}}
    raison: 3
""",
        "un cas de plusieurs jours et de plusieurs valeurs": """\
cas:
  - nom: x
    projet: {objets: parentalite}
    dates: [2024-01-01, 2027-12-31]
    chaque: {territoire.departement: ["01", 2A, 974]}
    attendu: {contributions_absentes: [valorisation/vacances]}
    raison: x
  - nom: y
    projet: {}
    chaque:
      publics: [enfants, [enfants, adolescents], []]
    attendu: {cofinancements_absents: [parite-departement-totale], coordinations_absentes: [ville]}
    raison: x
""",
    },
    "items": {
        "des nombres pour des textes": """\
items:
  - {id: enfance/essai, axe: enfance, libelle: 2025, sources: [it-2023-215/1.1/enfance-parentalite], reserve: }
""",
    },
    "cofinancements": {
        "taux de toutes les formes": """\
cofinancements:
  - id: essai
    libelle: x
    instrument: contrat_departement
    assiette: parties
    tient_lieu: {caf: departement}
    parts: [{financeur: etat, taux: 0.5}, {financeur: departement, taux: "0,25"}, {financeur: region, taux: 0.25}]
    sources: [it-2023-215/2.1/cofinancement]
""",
    },
}

_PROJETS: Final = {
    "clé inconnue": "intitule: x\nobjet: [parentalite]  # ici\n",
    "clé mal placée": "intitule: x\nterritoire:\n  cadre: aucun  # ici\n",
    "clé d'une conclusion": "intitule: x\nitems: [enfance/parentalite]  # ici\n",
    "clé pointée": "intitule: x\nterritoire.departement: 01  # ici\n",
    "valeur inconnue d'un choix": "intitule: x\ncadre: contrat_regional  # ici\n",
    "valeur inconnue d'une liste": "intitule: x\nobjets:\n  - parentalite\n  - jardinage  # ici\n",
    "valeur seule inconnue": "intitule: x\nmodalites: jardinage  # ici\n",
    "code inconnu": "intitule: x\nterritoire: {departement: 99}  # ici\n",
    "code inconnu entre guillemets": 'intitule: x\nterritoire: {departement: "20"}  # ici\n',
    "ni oui ni non": "intitule: x\nfinalite_emploi: peut-être  # ici\n",
    "nombre pour oui ou non": "intitule: x\nfinalite_emploi: 1  # ici\n",
    "liste pour un choix": "intitule: x\ncadre: [aucun]  # ici\n",
    "clés pour une liste": "intitule: x\nobjets: {parentalite: oui}  # ici\n",
    "liste pour un texte": "intitule: x\nresume: [a, b]  # ici\n",
    "texte vide": 'intitule: x\nresume: ""  # ici\n',
    "élément vide": 'intitule: x\nobjets:\n  - parentalite\n  - ""  # ici\n',
    "liste dans une liste": "intitule: x\nobjets:\n  - [parentalite]  # ici\n",
    "texte pour un groupe": "intitule: x\nterritoire: Ain  # ici\n",
    "montant mal écrit": "intitule: x\nfinancement:\n  cout_total: 12 k€  # ici\n",
    "montant négatif": "intitule: x\nfinancement:\n  cout_total: -5  # ici\n",
    "âge trop grand": "intitule: x\nages: {min: 0, max: 200}  # ici\n",
    "âge en toutes lettres": "intitule: x\nages: {min: trois}  # ici\n",
    "intervalle en texte": "intitule: x\nages: 0-2  # ici\n",
    "borne inconnue": "intitule: x\nages: {mini: 3}  # ici\n",
    "date impossible": "intitule: x\nperiode: {debut: 2024-02-30}  # ici\n",
    "date partielle": "intitule: x\nperiode: {debut: 2024}  # ici\n",
    "ligne de plan sans montant": "intitule: x\nfinancement:\n  plan:\n    - {financeur: caf}  # ici\n",
    "clé inconnue du plan": "intitule: x\nfinancement:\n  plan:\n    - {financeur: caf, montant: 1, taux: 2}  # ici\n",
    "financeur inconnu": "intitule: x\nfinancement:\n  plan:\n    - {financeur: banque du coin, montant: 1}  # ici\n",
    "plan sans tirets": "intitule: x\nfinancement:\n  plan: caf 100  # ici\n",
    "sans intitulé": "cadre: aucun  # ici\nobjets: []\n",
    "intitulé vide": "cadre: aucun\nintitule:  # ici\n",
}

_REGLE: Final = """\
regles:
  - id: essai/faute
    titre: x
    sources: [it-2023-215/1.1/enfance-parentalite]
    si:
      toutes:
        - objets: {contient: parentalite}
        - ages: {recoupe: {min: 0, max: 2}}
    alors: {item: enfance/parentalite}
"""
_REGLES: Final = {
    "champ inconnu": ("- ages: {recoupe: {min: 0, max: 2}}", "- age: {recoupe: {min: 0}}  # ici"),
    "groupe pour un champ": ("- ages: {recoupe: {min: 0, max: 2}}", "- territoire: {vaut: 1}  # ici"),
    "connecteur inconnu": ("      toutes:", "      tous:  # ici"),
    "connecteur sans liste": ("- ages: {recoupe: {min: 0, max: 2}}", "- aucune: {ages: {renseigne: oui}}  # ici"),
    "connecteur vide": ("- ages: {recoupe: {min: 0, max: 2}}", "- aucune: []  # ici"),
    "condition en texte": ("- ages: {recoupe: {min: 0, max: 2}}", "- objets contient parentalite  # ici"),
    "deux champs dans une condition": (
        "- objets: {contient: parentalite}",
        "- {caf: {renseigne: oui}, resume: {renseigne: oui}}  # ici",
    ),
    "opérateur inconnu": ("{contient: parentalite}", "{contiens: parentalite}  # ici"),
    "opérateur d'une autre nature": ("{contient: parentalite}", "{au_moins: 3}  # ici"),
    "sans opérateur": ("{contient: parentalite}", "parentalite  # ici"),
    "identifiant inconnu": ("{contient: parentalite}", "{contient: jardinage}  # ici"),
    "libellé pour un identifiant": ("{contient: parentalite}", "{contient: Parentalité}  # ici"),
    "une valeur pour une liste": ("{contient: parentalite}", "{contient_un_de: parentalite}  # ici"),
    "une liste pour une valeur": ("{contient: parentalite}", "{contient: [parentalite]}  # ici"),
    "liste vide": ("{contient: parentalite}", "{contient_un_de: []}  # ici"),
    "valeur répétée": ("{contient: parentalite}", "{contient_un_de: [sport, sport]}  # ici"),
    "opérateur sans valeur": ("{contient: parentalite}", "{contient: }  # ici"),
    "renseigne non": ("{contient: parentalite}", "{renseigne: non}  # ici"),
    "borne inconnue": ("{recoupe: {min: 0, max: 2}}", "{recoupe: {debut: 0}}  # ici"),
    "borne mal typée": ("{recoupe: {min: 0, max: 2}}", "{recoupe: {min: jeune}}  # ici"),
    "intervalle vide": ("{recoupe: {min: 0, max: 2}}", "{recoupe: {}}  # ici"),
    "clé inconnue": ("    titre: x", "    titre: x\n    gravite: forte  # ici"),
    "sans titre": ("  - id: essai/faute\n    titre: x", "  - id: essai/faute  # ici"),
    "titre vide": ("    titre: x", '    titre: ""  # ici'),
    "identifiant mal écrit": ("- id: essai/faute", "- id: Essai Faute  # ici"),
    "passage inconnu": ("[it-2023-215/1.1/enfance-parentalite]", "[it-2023-215/9.9]  # ici"),
    "aucune source": ("[it-2023-215/1.1/enfance-parentalite]", "[]  # ici"),
    "item inconnu": ("{item: enfance/parentalite}", "{item: enfance/jardinage}  # ici"),
    "effet inconnu": ("{item: enfance/parentalite}", "{article: enfance/parentalite}  # ici"),
    "deux effets": ("{item: enfance/parentalite}", "{item: enfance/parentalite, mesure: soutien-parentalite}  # ici"),
    "aucun effet": ("{item: enfance/parentalite}", "{motif: x}  # ici"),
    "instrument sans motif": (
        "{item: enfance/parentalite}",
        "{instrument: contrat_departement, ouvre: [enfance]}  # ici",
    ),
    "instrument sans axe": ("{item: enfance/parentalite}", "{instrument: contrat_departement, motif: x}  # ici"),
    "axe d'un item": ("{item: enfance/parentalite}", "{item: enfance/parentalite, ouvre: [enfance]}  # ici"),
    "date mal écrite": ("    titre: x", "    titre: x\n    en_vigueur: {du: 01/01/2024}  # ici"),
    "date impossible": ("    titre: x", "    titre: x\n    en_vigueur: {du: 2023-02-29}  # ici"),
    "option d'une autre interprétation": (
        "    titre: x",
        "    titre: x\n    lecture: {interpretation: parentalite-pour-tous, option: totale}  # ici",
    ),
}

_CAS: Final = """\
date: 2026-01-15
cas:
  - nom: un cas
    projet:
      objets: [parentalite]
      cadre: aucun
    attendu:
      conclusion: valorisable
      vraies: [enfance/parentalite-1000-jours]
    raison: parce que
    sources: [it-2023-215/1.1/enfance-parentalite]
"""
_LES_CAS: Final = {
    "clé inconnue": ("    raison: parce que", "    raison: parce que\n    motif: x  # ici"),
    "attente inconnue": ("      conclusion: valorisable", "      conclusions: valorisable  # ici"),
    "conclusion inconnue": ("      conclusion: valorisable", "      conclusion: eligible  # ici"),
    "règle inconnue": ("[enfance/parentalite-1000-jours]", "[enfance/jardinage]  # ici"),
    "une valeur pour une liste": ("[enfance/parentalite-1000-jours]", "enfance/parentalite-1000-jours  # ici"),
    "nom vide": ("- nom: un cas", '- nom: ""  # ici'),
    "date mal écrite": ("date: 2026-01-15", "date: 15/01/2026  # ici"),
    "clé inconnue du projet": ("      cadre: aucun", "      cadres: aucun  # ici"),
    "valeur inconnue du projet": ("      cadre: aucun", "      cadre: contrat_regional  # ici"),
    "projet en texte": (
        "    projet:\n      objets: [parentalite]\n      cadre: aucun",
        "    projet: parentalite  # ici",
    ),
    "instrument inconnu": ("      conclusion: valorisable", "      instruments: {contrat_regional: ouvert}  # ici"),
    "ouverture inconnue": ("      conclusion: valorisable", "      instruments: {contrat_departement: oui}  # ici"),
    "interprétation inconnue": ("    raison: parce que", "    raison: x\n    lectures: {jardinage: admise}  # ici"),
    "option inconnue": (
        "    raison: parce que",
        "    raison: x\n    lectures: {parentalite-pour-tous: jardinage}  # ici",
    ),
    "champ inconnu": ("      conclusion: valorisable", "      a_preciser: [age]  # ici"),
    "acteur inconnu": (
        "      conclusion: valorisable",
        "      cofinancements: [{option: parite-departement-totale, parts: {banque: 1}}]  # ici",
    ),
    "passage inconnu": ("[it-2023-215/1.1/enfance-parentalite]", "[it-2023-215/9.9]  # ici"),
    "jour mal écrit": ("    raison: parce que", "    raison: x\n    dates: [2024-01-01, 31/12/2027]  # ici"),
    "aucun jour": ("    raison: parce que", "    raison: x\n    dates: []  # ici"),
    "champ inconnu qui varie": ("    raison: parce que", "    raison: x\n    chaque: {jardins: [potager]}  # ici"),
    "valeur inconnue d'un champ qui varie": (
        "    raison: parce que",
        "    raison: x\n    chaque: {publics: [enfants, jardiniers]}  # ici",
    ),
    "une valeur pour plusieurs": ("    raison: parce que", "    raison: x\n    chaque: {publics: enfants}  # ici"),
    "deux champs qui varient": (
        "    raison: parce que",
        "    raison: x\n    chaque: {publics: [enfants], dispositifs: [laep]}  # ici",
    ),
    "règle inconnue d'un motif": (
        "      conclusion: valorisable",
        "      motifs: [{instrument: contrat_departement, regle: instruments/jardin}]  # ici",
    ),
    "option absente inconnue": ("      conclusion: valorisable", "      cofinancements_absents: [moitie]  # ici"),
}

_ITEM: Final = """\
items:
  - id: enfance/essai
    axe: enfance
    libelle: x
    sources: [it-2023-215/1.1/enfance-parentalite]
"""
_ITEMS: Final = {
    "axe inconnu": ("axe: enfance", "axe: jardin  # ici"),
    "instrument inconnu": ("    libelle: x", "    libelle: x\n    instruments: [contrat_regional]  # ici"),
    "clé inconnue": ("    libelle: x", "    libelle: x\n    numero: 3  # ici"),
    "libellé vide": ("    libelle: x", "    libelle: ' '  # ici"),
    "liste pour un texte": ("    libelle: x", "    libelle: [x]  # ici"),
    "sans axe": ("  - id: enfance/essai\n    axe: enfance", "  - id: enfance/essai  # ici"),
}
_COFINANCEMENT: Final = """\
cofinancements:
  - id: essai
    libelle: x
    instrument: contrat_departement
    assiette: parties
    parts: [{financeur: etat, taux: 1}]
    sources: [it-2023-215/2.1/cofinancement]
"""
_COFINANCEMENTS: Final = {
    "assiette inconnue": ("assiette: parties", "assiette: tout  # ici"),
    "financeur inconnu": ("financeur: etat", "financeur: banque  # ici\n     "),
    "taux en lettres": ("taux: 1}]", "taux: tout}]  # ici"),
    "part sans taux": (", taux: 1}]", "}]  # ici"),
    "clé inconnue d'une correspondance": ("    libelle: x", "    libelle: x\n    tient_lieu: {banque: etat}  # ici"),
    "valeur inconnue d'une correspondance": ("    libelle: x", "    libelle: x\n    tient_lieu: {caf: banque}  # ici"),
}


def _changes(base: str, changes: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    for avant, _ in changes.values():
        assert base.count(avant) == 1, avant
    return {nom: base.replace(avant, apres) for nom, (avant, apres) in changes.items()}


FAUTES: Final[dict[str, dict[str, str]]] = {
    "projet": _PROJETS,
    "regles": _changes(_REGLE, _REGLES)
    | {
        "sans condition": """\
regles:
  - id: essai/faute  # ici
    titre: x
    sources: [it-2023-215/1.1/enfance-parentalite]
    alors: {item: enfance/parentalite}
""",
        "instrument sans motif, une clé par ligne": """\
regles:
  - id: essai/faute
    titre: x
    sources: [it-2023-215/1.1/enfance-parentalite]
    si:
      objets:
        contient: parentalite
    alors:  # ici
      instrument: contrat_departement
      ouvre: [enfance]
""",
        "champ sans opérateur, une clé par ligne": """\
regles:
  - id: essai/faute
    titre: x
    sources: [it-2023-215/1.1/enfance-parentalite]
    si:
      toutes:
        - objets: {contient: parentalite}
        - ages:  # ici
            {}
    alors: {item: enfance/parentalite}
""",
        "rien que des règles": """\
regle:  # ici
  - id: essai/faute
""",
    },
    "cas": _changes(_CAS, _LES_CAS)
    | {
        "sans raison": """\
cas:
  - nom: un cas  # ici
    projet: {}
    attendu: {}
""",
    },
    "items": _changes(_ITEM, _ITEMS),
    "cofinancements": _changes(_COFINANCEMENT, _COFINANCEMENTS),
}
