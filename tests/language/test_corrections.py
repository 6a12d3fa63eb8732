"""A cure can be followed to the letter: what it says to write, put in place of what is refused, is accepted."""

from __future__ import annotations

import re

import pytest

from eligibility.documents.diagnostics import Diagnostic, Severity

from .conftest import read_text

_ECRIRE = re.compile(
    "(?:écrivez(?: par exemple| un nombre entier,)?|donnez aussi le jour, par exemple) «\u00a0(.+?)\u00a0»"
)
_PROPOSER = re.compile("(?:vouliez-vous dire|entre crochets\u00a0:) «\u00a0(.+?)\u00a0»")

LIGNES = [
    "ages: 0-2",
    "ages: 16 à 25 ans",
    "ages: (6-12)",
    "ages: moins de 6 ans",
    "ages: 60 ans et plus",
    "ages: tout petits",
    "ages: {min: 6 mois}",
    "ages: {min: onze, max: 15}",
    "places: vingt et une places",
    "territoire: {departement: “69”}",
    "territoire: {departement: 20}",
    "objets: [« parentalité »]",
    "ages: {min: 1.5, max: 3}",
    "periode: 2025",
    "periode: 2025-2027",
    "periode: 09/2025 - 06/2026",
    "periode: du 1er janvier 2025 au 30 juin 2026",
    "periode: {debut: 2025, fin: 2026}",
    "periode: {debut: 1er septembre 2025, fin: 30.6.2026}",
    "signature: 30 juin 2024",
    "signature: 2024-06-30 12:00",
    "signature: “2024-08-01”",
    "signature: 20240801",
    "places: 1.200",
    "places: 12,5",
    "financement: {cout_total: 60 k€}",
    "financement: {cout_total: 1.5 M€}",
    "financement: {cout_total: 12.000}",
    "financement: {cout_total: 12'000}",
    "financement: {cout_total: “12 000 €”}",
    "financement: {plan: [{etat: 60}]}",
    'financement: {plan: [{etat: "60,50 €"}, {caf: 12 000}]}',
    "finalite_emploi: yes",
    "finalite_emploi: “non”",
    "territoire: Ain",
    "territoire: {departement: 1}",
    "territoire: {departement: 69003}",
    "territoire: {departement: Rhonne}",
    'porteur: "Udaf, Caf: ensemble"',
    "porteur: Udaf de l'Ain",
    "objets: parentalit",
    "objets: parentalité et petite enfance",
    "objets:\n  • parentalité\n  • petite enfance",
    "objets: [petite enfnce, parentalité]",
]


@pytest.mark.parametrize("ligne", LIGNES)
def test_ce_que_dit_une_correction_est_accepte(ligne: str) -> None:
    text = f"intitule: x\n{ligne}\ncaf: y\n"
    erreurs = _erreurs(text)
    assert erreurs
    for found in sorted(erreurs, key=lambda one: one.sort_key, reverse=True):
        text = _corriger(text, found)
    assert _erreurs(text) == [], text
    assert text.endswith("\ncaf: y\n")


def _erreurs(text: str) -> list[Diagnostic]:
    return [found for found in read_text(text)[1] if found.severity is Severity.ERREUR]


def _corriger(text: str, found: Diagnostic) -> str:
    """``text`` with the first writing that the cure gives, in place of the value, or of the key and its value."""
    assert found.aide is not None
    assert found.span is not None
    proposed = _ECRIRE.search(found.aide) or _PROPOSER.search(found.aide)
    assert proposed is not None, found.aide
    lines = text.split("\n")
    before = lines[found.span.line - 1][: found.span.column - 1]
    key = re.match(r"\w+: ", proposed[1])
    if key is not None:
        assert before.endswith(key[0])
        before = before.removesuffix(key[0])
    after = lines[found.span.end_line - 1][found.span.end_column - 1 :]
    return "\n".join([*lines[: found.span.line - 1], f"{before}{proposed[1]}{after}", *lines[found.span.end_line :]])
