"""The text of an answer, kept as snapshots; then what must hold of every one of them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from msgspec.structs import replace

from eligibility.render import texte
from eligibility.render.support import Support, colonnes
from eligibility.verdict import ConclusionFinale

from .cas import CAS, CONTRACTUALISABLE, SUPPORTS, Cas
from .fabrique import jardins, verdict
from .instantanes import DOSSIER, verifier


@pytest.mark.parametrize("nom", CAS)
def test_answer(nom: str) -> None:
    verifier(nom, CAS[nom].page(Support()).texte())


@pytest.mark.parametrize("support", SUPPORTS)
def test_answer_on_another_support(support: str) -> None:
    verifier(f"contractualisable-{support}", CAS["contractualisable"].page(SUPPORTS[support]).texte())


def test_quiet_lines() -> None:
    lines = [texte.resume(verdict(conclusion), Support()).texte() for conclusion in ConclusionFinale]
    lines.append(texte.resume(verdict(ConclusionFinale.SOCLE, items=(jardins(), jardins())), Support()).texte())
    late = verdict(ConclusionFinale.HORS_REFERENTIEL, hors_periode=True)
    lines.append(texte.resume(late, Support()).texte())
    lines += [texte.sans_reponse(mot, "a\x1b[31m.yaml", Support()).texte() for mot in ("invalide", "erreur interne")]
    verifier("discret-une-ligne-par-fichier", "".join(lines))


def test_no_snapshot_is_left_over() -> None:
    from .test_diagnostics import DIAGNOSTICS

    names = {*CAS, *(f"contractualisable-{support}" for support in SUPPORTS), *DIAGNOSTICS}
    assert {path.stem for path in DOSSIER.iterdir()} == names | {"discret-une-ligne-par-fichier"}


TOUS = [(nom, largeur) for nom in CAS for largeur in (40, 64, 80, 120)]


@pytest.mark.parametrize(("nom", "largeur"), TOUS)
def test_lines_stay_within_the_width(nom: str, largeur: int) -> None:
    for line in CAS[nom].page(Support(largeur)).texte().splitlines():
        # A word longer than the room it has stays whole, alone on its line.
        assert colonnes(line) <= largeur or " " not in line.strip(), line


@pytest.mark.parametrize("nom", CAS)
def test_nothing_in_an_answer_can_lead_a_terminal_astray(nom: str) -> None:
    for support in (Support(), Support(40), Support(couleur=True), Support(codage="ascii")):
        text = CAS[nom].page(support).texte()
        bad = [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") and sign != "\n"]
        assert bad == []
        assert text.endswith(".\n")


@pytest.mark.parametrize("codage", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("nom", CAS)
def test_every_character_can_be_written(nom: str, codage: str) -> None:
    text = CAS[nom].page(Support(80, codage=codage)).texte()
    text.encode(codage)
    assert "\\" not in text
    assert max(map(len, text.splitlines())) <= 80 or nom == "texte-hostile-inerte"


@pytest.mark.parametrize("nom", [nom for nom in CAS if nom != "texte-hostile-inerte"])
def test_french_typography(nom: str) -> None:
    text = CAS[nom].page(Support(1_000)).texte()
    assert not re.search(r"(?<=\S) [;?!»%€]|(?<=\w) :", text)
    assert not re.search(r"[«§] ", text)
    assert "\u2019" not in text
    assert not re.search(r"\d \d{3}\b", text)
    assert not re.search(r"\.\.|[^.]\.;|;\.| \.", text.replace("…", ""))
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|Statut\.|\[\]|\{\}", text)


def test_the_words_of_the_user_are_left_as_they_are() -> None:
    ref = replace(CONTRACTUALISABLE.projet, intitule="L’été – 1000 jours", fichier="l’été.yaml")
    text = Cas(replace(CONTRACTUALISABLE, projet=ref)).page(Support()).texte()
    assert "L’été – 1000 jours (Caf du Rhône)" in text
    assert "l’été.yaml\u00a0: réponse" in text
