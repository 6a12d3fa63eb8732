"""The schemas in an editor: yaml-language-server underlines what the tool refuses, where it does, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from eligibility.documents.catalogue import typeset
from eligibility.language.conditions import Operator
from eligibility.language.lexique import lookup, spellings
from eligibility.language.operandes import OPERATORS
from eligibility.language.vocabulary import Field, Kind
from eligibility.workshop.schema.schemas import schemas, texte

from .graines import ACCEPTES, FAUTES, MARQUE
from .lecteurs import FICHIERS, RACINE, corpus, erreurs
from .serveur_yaml import Serveur, installer

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm manque : l'éditeur ne peut pas être installé")

REGLAGES = json.loads((RACINE / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
CHAMPS = corpus().vocabulaire.champs
COMPLETS = {
    path.relative_to(RACINE).as_posix(): path.read_text(encoding="utf-8")
    for motif in ("rules/*.yaml", "referentiels/**/*.yaml", "tests/cas/*.yaml", "exemples/*.yaml")
    for path in sorted(RACINE.glob(motif))
}


class Page(Struct, frozen=True):
    """A text as an editor has it: ``nom`` in the folder of the session."""

    nom: str
    texte: str


def _pages() -> dict[tuple[str, str], Page]:
    pages = {("corpus", nom): Page(nom, found) for nom, found in COMPLETS.items()}
    for source, graines in (("acceptés", ACCEPTES), ("fautes", FAUTES)):
        for nature, textes in graines.items():
            for nom, found in textes.items():
                # Each in a folder of its own, where the globs of the settings still find it.
                pages[source, f"{nature}/{nom}"] = Page(f"{source}/{nom}/{FICHIERS[nature]}", found)
    for nom, found in (("listes", _listes()), ("choix", _choix())):
        pages["mots", nom] = Page(f"mots/{nom}/{FICHIERS['cas']}", found)
    return pages


def _mots(field: Field) -> Iterator[str]:
    """Every word that a project may write for a value, quoted when YAML would cut it; those of two values left out."""
    words = dict.fromkeys(word for value in field.valeurs for word in spellings(value))
    return (json.dumps(word, ensure_ascii=False) for word in words if len(lookup(field, word).values) == 1)


def _listes() -> str:
    lines = [
        f"      {field.id}: [{', '.join(_mots(field))}]"
        for field in CHAMPS.values()
        if field.nature is Kind.ENSEMBLE and not field.conclu and "." not in field.id
    ]
    return "\n".join(["cas:", "  - nom: x", "    attendu: {}", "    raison: x", "    projet:", *lines, ""])


def _choix() -> str:
    cas = []
    for field in CHAMPS.values():
        if field.nature is not Kind.CHOIX or field.deduit_de is not None:
            continue
        *groups, name = field.id.split(".")
        opened, closed = "".join(f"{group}: {{" for group in groups), "}" * len(groups)
        for word in _mots(field):
            projet = f"{{{opened}{name}: {word}{closed}}}"
            cas.append(f"  - {{nom: {len(cas)}, attendu: {{}}, raison: x, projet: {projet}}}")
    return "\n".join(["cas:", *cas, ""])


PAGES = _pages()


@pytest.fixture(scope="session")
def atelier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """A session with the settings of the repository, on schemas of the corpus as it is now."""
    racine = tmp_path_factory.mktemp("atelier")
    (racine / "schemas").mkdir()
    for name, found in schemas(corpus()).items():
        (racine / "schemas" / name).write_text(texte(found), encoding="utf-8")
    yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, "schemas": REGLAGES}
    with Serveur(installer(), racine, {"yaml": yaml}) as serveur:
        yield serveur


@pytest.fixture(scope="session")
def soulignes(atelier: Serveur) -> dict[str, list[dict[str, Any]]]:
    """What is underlined in each page, by name."""
    uris = {page.nom: _uri(atelier, page.nom) for page in PAGES.values()}
    assert len(uris) == len(PAGES)
    found = atelier.ouvrir({uris[page.nom]: page.texte for page in PAGES.values()})
    return {nom: found[uri] for nom, uri in uris.items()}


def _uri(atelier: Serveur, nom: str) -> str:
    return (atelier.racine / nom).as_uri()


def _lignes(diagnostics: list[dict[str, Any]]) -> list[int]:
    return sorted({found["range"]["start"]["line"] + 1 for found in diagnostics})


@pytest.mark.parametrize("cle", PAGES, ids="/".join)
def test_every_page_is_given_its_schema(
    cle: tuple[str, str], atelier: Serveur, soulignes: dict[str, list[dict[str, Any]]]
) -> None:
    """Without which nothing would be underlined, whatever is written."""
    nom = PAGES[cle].nom
    found = [Path(each["uri"]).name for each in atelier.demander("yaml/get/jsonSchema", _uri(atelier, nom))]
    assert nom in soulignes
    assert found == [_schema(nom)]


def _schema(nom: str) -> str:
    """The schema that a file should have, by its place."""
    folder, _, leaf = nom.rpartition("/")
    if folder.endswith("referentiels"):
        return leaf.replace(".yaml", ".schema.json")
    for end, kind in (("rules", "regles"), ("tests/cas", "cas"), ("referentiels/sources", "source")):
        if folder.endswith(end):
            return f"{kind}.schema.json"
    return "projet.schema.json"


@pytest.mark.parametrize("cle", [cle for cle in PAGES if cle[0] != "fautes"], ids="/".join)
def test_nothing_the_tool_reads_is_underlined(cle: tuple[str, str], soulignes: dict[str, list[dict[str, Any]]]) -> None:
    assert [(found["range"]["start"], found["message"]) for found in soulignes[PAGES[cle].nom]] == []


NATURES = {"listes": Kind.ENSEMBLE, "choix": Kind.CHOIX}


@pytest.mark.parametrize("nom", NATURES)
def test_the_tool_reads_all_those_words(nom: str) -> None:
    page = PAGES["mots", nom].texte
    assert page.count('"') > 2 * sum(len(field.valeurs) for field in CHAMPS.values() if field.nature is NATURES[nom])
    assert erreurs("cas", page) == []


@pytest.mark.parametrize("cle", [cle for cle in PAGES if cle[0] == "fautes"], ids="/".join)
def test_what_the_tool_refuses_is_underlined_on_the_same_line(
    cle: tuple[str, str], soulignes: dict[str, list[dict[str, Any]]]
) -> None:
    page = PAGES[cle]
    marked = [number for number, line in enumerate(page.texte.splitlines(), 1) if line.endswith(MARQUE)]
    assert len(marked) == 1
    assert erreurs(cle[1].split("/")[0], page.texte) == marked
    found = soulignes[page.nom]
    assert _lignes(found) == marked, [entry["message"] for entry in found]
    # In the words of the schema: lower case, and no name of JSON Schema's.
    assert [
        entry["message"] for entry in found if not entry["message"][0].islower() and entry["message"][0] != "«"
    ] == []


def _proposes(atelier: Serveur, nom: str, texte_ouvert: str) -> dict[str, str]:
    """What is proposed at « | », label and documentation."""
    before = texte_ouvert[: texte_ouvert.index("|")]
    uri = _uri(atelier, nom)
    atelier.ouvrir({uri: texte_ouvert.replace("|", "")})
    found = atelier.demander(
        "textDocument/completion",
        textDocument={"uri": uri},
        position={"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1},
    )
    items = found["items"] if isinstance(found, dict) else found
    return {item["label"].strip('"'): item.get("documentation", "") for item in items}


def _explique(atelier: Serveur, nom: str, texte_ouvert: str) -> str:
    """What is shown over the word that « | » is in."""
    before = texte_ouvert[: texte_ouvert.index("|")]
    uri = _uri(atelier, nom)
    atelier.ouvrir({uri: texte_ouvert.replace("|", "")})
    found = atelier.demander(
        "textDocument/hover",
        textDocument={"uri": uri},
        position={"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1},
    )
    shown: str = found["contents"]["value"]
    return shown


def test_keys_of_a_project_are_proposed_and_those_of_conclusions_are_not(atelier: Serveur) -> None:
    found = _proposes(atelier, "cles.projet.yaml", "intitule: x\n|")
    keys = {ident.split(".")[0] for ident, field in CHAMPS.items() if not field.conclu} - {"intitule"}
    assert set(found) == keys
    assert found["cadre"] == typeset(CHAMPS["cadre"].definition)


def test_values_are_proposed_with_their_meaning(atelier: Serveur) -> None:
    found = _proposes(atelier, "valeurs.projet.yaml", "intitule: x\ncaractere: |")
    assert list(found) == [value.id for value in CHAMPS["caractere"].valeurs]
    assert all(typeset(value.definition) in found[value.id] for value in CHAMPS["caractere"].valeurs)


def test_codes_are_proposed_as_text(atelier: Serveur) -> None:
    found = _proposes(atelier, "codes.projet.yaml", "intitule: x\nterritoire:\n  departement: |\n")
    assert set(found) == {value.id for value in CHAMPS["territoire.departement"].valeurs}
    assert found["01"] == "Ain"


def test_yes_and_no_are_proposed_in_french(atelier: Serveur) -> None:
    assert set(_proposes(atelier, "oui.projet.yaml", "intitule: x\nfinalite_emploi: |")) == {"oui", "non"}


def test_members_of_a_list_are_proposed(atelier: Serveur) -> None:
    found = _proposes(atelier, "liste.projet.yaml", "intitule: x\nobjets:\n  - |\n")
    assert {value.id for value in CHAMPS["objets"].valeurs} <= set(found)


@pytest.mark.parametrize("ident", ["objets", "ages", "cadre", "finalite_emploi", "financement.cout_total", "resume"])
def test_operators_are_those_of_the_field(ident: str, atelier: Serveur) -> None:
    field = CHAMPS[ident]
    nom = f"operateurs/{ident}/rules/x.yaml"
    found = _proposes(atelier, nom, f"regles:\n  - id: x\n    si:\n      {ident}:\n        |\n")
    assert set(found) == {operator.value for operator in OPERATORS[field.nature]}
    assert set(found) < {operator.value for operator in Operator}


def test_passages_are_proposed_with_what_they_say(atelier: Serveur) -> None:
    found = _proposes(atelier, "passages/rules/x.yaml", "regles:\n  - id: x\n    sources:\n      - |\n")
    assert set(found) == set(corpus().passages)
    for ident, passage in corpus().passages.items():
        assert typeset(passage.section) in found[ident]


def test_options_are_those_of_the_interpretation(atelier: Serveur) -> None:
    entry = next(iter(corpus().interpretations.values()))
    texte_ouvert = f"regles:\n  - id: x\n    lecture:\n      interpretation: {entry.id}\n      option: |\n"
    assert set(_proposes(atelier, "options/rules/x.yaml", texte_ouvert)) == {option.id for option in entry.options}


_REGLE = "regles:\n  - id: x\n    si:\n      "


@pytest.mark.parametrize(
    ("nom", "texte_ouvert", "attendus"),
    [
        ("cle.projet.yaml", "obj|ets: [parentalite]", [CHAMPS["objets"].libelle, CHAMPS["objets"].definition[:20]]),
        ("valeur.projet.yaml", "objets: [paren|talite]", [CHAMPS["objets"].libelle, "Parentalité"]),
        ("synonyme.projet.yaml", "modalites: [b|us]", [CHAMPS["modalites"].libelle, "« aller"]),
        ("borne.projet.yaml", "ages: {mi|n: 3 ans}", [CHAMPS["ages"].libelle, "petit"]),
        ("code.projet.yaml", "territoire: {departement: 0|1}", ["Département", "« 01 »"]),
        ("nombre/rules/x.yaml", f"{_REGLE}financement.cout_total: {{au_mo|ins: 100}}", ["celle-ci ou plus"]),
        ("connecteur/rules/x.yaml", f"{_REGLE}une_|de: []", ["L'une au moins"]),
        ("champ/rules/x.yaml", f"{_REGLE}obj|ets: {{renseigne: oui}}", [CHAMPS["objets"].definition[:20]]),
    ],
)
def test_words_are_explained(nom: str, texte_ouvert: str, attendus: list[str], atelier: Serveur) -> None:
    shown = _explique(atelier, f"survol/{nom}", texte_ouvert).replace("\u00a0", " ")
    assert [attendu for attendu in attendus if attendu not in shown] == []
    # What the server writes when it takes several alternatives for the one that holds.
    assert "||" not in shown
