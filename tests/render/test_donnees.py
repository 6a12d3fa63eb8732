"""The JSON of a check: the contract of DESIGN § 4, key by key, on the shipped examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from eligibility.check import check
from eligibility.documents.diagnostics import Diagnostic, Severity
from eligibility.documents.loader import load
from eligibility.documents.located import Span
from eligibility.engine.ouvrir import Ouvert, ouvrir
from eligibility.language.projet import read_projet
from eligibility.render import donnees
from eligibility.verdict import ConclusionFinale, Ouverture, PlanDeclare, Statut

from .fabrique import verdict

ROOT = Path(__file__).parents[2]
EXEMPLES = sorted((ROOT / "exemples").glob("*.yaml"))
JOUR = date(2026, 1, 15)

MONTANT = re.compile(r"-?\d+\.\d\d")
EMPREINTE = re.compile(r"sha256:[0-9a-f]{64}")
IDENT = re.compile(r"[a-z0-9_+./-]+")
TEXTE = re.compile(r"\S(.|\n)*")

MOTIF = {"champ": IDENT, "valeur": object, "ligne": (int, None), "attendu": TEXTE, "regle": IDENT}
COFINANCEMENT = {
    "option": IDENT, "libelle": TEXTE, "instrument": IDENT, "assiette": (MONTANT, None),
    "parts": [{"financeur": IDENT, "taux": float, "montant": (MONTANT, None)}],
    "plan_declare": PlanDeclare, "plan": [{"financeur": IDENT, "montant": MONTANT, "ligne": (int, None)}],
    "remarques": [TEXTE], "hypotheses": [re.compile(r"[a-z0-9-]+=[a-z0-9-]+")], "conditions": [TEXTE],
    "reserves": [TEXTE], "sources": [IDENT],
}  # fmt: skip
VERDICT = {
    "format": re.compile("1"),
    "projet": {"intitule": TEXTE, "fichier": TEXTE, "empreinte": EMPREINTE},
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "corpus": {"version": TEXTE, "empreinte": EMPREINTE},
    "moteur": TEXTE,
    "conclusion": ConclusionFinale,
    "hors_periode": bool,
    "axes": [
        {"axe": IDENT, "numero": int, "libelle": TEXTE, "statut": Statut, "contractualisable": (bool, None)}
    ],
    "items": [
        {
            "item": IDENT, "axe": IDENT, "libelle": TEXTE, "statut": Statut, "regles": [IDENT],
            "justification": [MOTIF], "manque": [IDENT], "reserve": (TEXTE, None), "sources": [IDENT],
            "lectures": [IDENT],
        }
    ],
    "mesures": [
        {
            "mesure": IDENT, "libelle": TEXTE, "axe": IDENT, "axe_par_objet": (IDENT, None), "statut": Statut,
            "chef_de_file": (IDENT, None), "associes": [IDENT], "sources": [IDENT], "manque": [IDENT],
        }
    ],
    "instruments": [
        {
            "instrument": IDENT, "libelle": TEXTE, "effet": IDENT, "statut": Ouverture, "motif": (TEXTE, None),
            "axes": [{"axe": IDENT, "statut": Ouverture, "motif": (TEXTE, None), "manque": [IDENT]}],
            "signataires": [IDENT], "role_caf": (TEXTE, None), "sources": [IDENT], "manque": [IDENT],
        }
    ],
    "cofinancement": [COFINANCEMENT],
    "cofinancement_possible": [COFINANCEMENT],
    "contributions": [
        {"contribution": IDENT, "nature": IDENT, "libelle": TEXTE, "statut": Statut, "sources": [IDENT]}
    ],
    "coordinations": [
        {
            "coordination": IDENT, "libelle": TEXTE, "statut": Statut, "declare": (bool, None), "sources": [IDENT],
        }
    ],
    "a_preciser": [
        {"champ": IDENT, "pour": [IDENT], "attendus": [TEXTE], "decisif": bool, "attendus_decisifs": [TEXTE]}
    ],
    "presque": [
        {"champ": IDENT, "valeur": object, "propose": object, "conclusion": ConclusionFinale, "items": [IDENT]}
    ],
    "proches": [
        {
            "item": IDENT, "libelle": TEXTE, "champ": IDENT, "valeur": object, "attendus": [TEXTE], "manque": [IDENT],
        }
    ],
    "interpretations": [
        {
            "interpretation": IDENT, "question": TEXTE, "option": IDENT, "libelle": TEXTE, "change_le_verdict": bool,
            "conclusion": ConclusionFinale, "changements": [IDENT], "cofinancement": [COFINANCEMENT],
        }
    ],
}  # fmt: skip
"""Keys in their order; what each value must be: a class, a pattern of the whole text, an enumeration, a list of one
kind, one of several in a tuple."""


def conforme(value: Any, spec: Any, place: str = "") -> None:
    if isinstance(spec, dict):
        assert list(value) == list(spec), place
        for key, inner in spec.items():
            conforme(value[key], inner, f"{place}.{key}")
    elif isinstance(spec, list):
        assert isinstance(value, list), place
        for position, entry in enumerate(value):
            conforme(entry, spec[0], f"{place}[{position}]")
    elif isinstance(spec, tuple):
        if value is not None:
            conforme(value, spec[0], place)
    elif isinstance(spec, re.Pattern):
        assert isinstance(value, str), place
        assert spec.fullmatch(value), (place, value)
    elif hasattr(spec, "__members__"):
        assert value in list(spec), (place, value)
    elif spec is not object:
        assert type(value) is spec, (place, value)


@pytest.fixture(scope="module")
def ouvert(tmp_path_factory: pytest.TempPathFactory) -> Ouvert:
    found, diagnostics = ouvrir(ROOT, cache_dir=tmp_path_factory.mktemp("cache"))
    assert found is not None, diagnostics
    return found


def repondre(texte: str, ouvert: Ouvert, *, verbeux: bool) -> dict[str, Any]:
    document, _ = load("projet.yaml", texte.encode())
    assert document is not None
    projet, diagnostics = read_projet(document, ouvert.corpus.vocabulaire)
    assert projet is not None, diagnostics
    raw = donnees.octets([check(projet, ouvert.corpus, JOUR, ouvert.decideur, complet=verbeux)])
    assert raw.endswith(b"}\n")
    answer: dict[str, Any] = json.loads(raw.decode("utf-8"), parse_constant=pytest.fail)
    return answer


@pytest.mark.parametrize("verbeux", [False, True])
@pytest.mark.parametrize("path", EXEMPLES, ids=lambda path: path.stem)
def test_keys_order_and_types(path: Path, verbeux: bool, ouvert: Ouvert) -> None:
    conforme(repondre(path.read_text(encoding="utf-8"), ouvert, verbeux=verbeux), VERDICT)


def lignes(node: Any) -> Iterator[tuple[str, int]]:
    """Every (field, line) of an answer."""
    if isinstance(node, dict):
        if node.get("ligne") is not None:
            yield node.get("champ", "financeur"), node["ligne"]
        for value in node.values():
            yield from lignes(value)
    elif isinstance(node, list):
        for value in node:
            yield from lignes(value)


@pytest.mark.parametrize("path", EXEMPLES, ids=lambda path: path.stem)
def test_every_line_is_that_of_its_key(path: Path, ouvert: Ouvert) -> None:
    deduits = {
        field.id: field.deduit_de.champ for field in ouvert.corpus.vocabulaire.champs.values() if field.deduit_de
    }
    source = path.read_text(encoding="utf-8")
    answers = []
    for more in ("", "# une ligne de plus\n\n"):
        # The same project with lines before every key: lines follow.
        text = re.sub(r"^(?=[a-z])", more, source, flags=re.MULTILINE) if more else source
        rows = text.split("\n")
        answer = repondre(text, ouvert, verbeux=True)
        found = list(lignes(answer))
        answers.append(found)
        assert found
        for champ, ligne in found:
            key = deduits.get(champ, champ).rsplit(".", 1)[-1]
            assert re.search(rf"(?:^|[\s{{,]){key}:", rows[ligne - 1]), (champ, ligne, rows[ligne - 1])
    assert [champ for champ, _ in answers[0]] == [champ for champ, _ in answers[1]]


def test_quiet_items_are_those_that_match_or_still_could(ouvert: Ouvert) -> None:
    for path in EXEMPLES:
        plain, verbose = (
            repondre(path.read_text(encoding="utf-8"), ouvert, verbeux=verbeux) for verbeux in (False, True)
        )
        kept = [item for item in verbose["items"] if item["statut"] != "ne_correspond_pas"]
        assert plain["items"] == kept
        assert len(verbose["items"]) == len(ouvert.corpus.items)
        assert {**plain, "items": None} == {**verbose, "items": None}


DIAGNOSTIC = Diagnostic("V102", Severity.ERREUR, "clé inconnue", "a.yaml", Span(3, 5, 3, 9), "vouliez-vous…", "x: 1")


def test_an_invalid_file_is_never_a_no() -> None:
    found = donnees.invalide("a.yaml", [DIAGNOSTIC, replace(DIAGNOSTIC, span=None, aide=None)])
    assert json.loads(donnees.octets([found])) == {
        "format": "1",
        "projet": {"fichier": "a.yaml"},
        "conclusion": "invalide",
        "diagnostics": [
            {
                "code": "V102",
                "severite": "erreur",
                "message": "clé inconnue",
                "fichier": "a.yaml",
                "ligne": ligne,
                "colonne": colonne,
                "aide": aide,
            }
            for ligne, colonne, aide in ((3, 5, "vouliez-vous…"), (None, None, None))
        ],
    }


def test_several_answers_keep_their_order_and_their_kind() -> None:
    answers = [
        donnees.panne("p.yaml", "désaccord"),
        verdict(ConclusionFinale.SOCLE),
        donnees.invalide("i.yaml", [DIAGNOSTIC]),
    ]
    found = json.loads(donnees.octets(answers))
    assert list(found) == ["format", "verdicts"]
    assert [entry["conclusion"] for entry in found["verdicts"]] == ["erreur_interne", "socle", "invalide"]
    assert found["verdicts"][0] == {
        "format": "1",
        "projet": {"fichier": "p.yaml"},
        "conclusion": "erreur_interne",
        "message": "désaccord",
    }
    assert not {"invalide", "erreur_interne"} & set(ConclusionFinale)


def test_bytes_are_the_same_each_time_and_hold_no_escape_for_letters() -> None:
    answer = verdict(ConclusionFinale.SOCLE)
    assert donnees.octets([answer]) == donnees.octets([verdict(ConclusionFinale.SOCLE)])
    assert "référence".encode() in donnees.octets([answer])
