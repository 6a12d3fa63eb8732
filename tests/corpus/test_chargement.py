"""What a sound corpus becomes, whatever the order of its files."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from eligibility.corpus.fingerprint import fingerprint, take
from eligibility.corpus.loading import load_corpus
from eligibility.corpus.locate import find_corpus
from eligibility.corpus.model import Corpus, Effet, Genre
from eligibility.language.conditions import Leaf, Operator
from eligibility.language.vocabulary import Kind


def load(directory: Path) -> Corpus:
    corpus, diagnostics = load_corpus(directory)
    assert diagnostics == ()
    assert corpus is not None
    return corpus


def test_sound_corpus(mini: Path) -> None:
    corpus = load(mini)
    assert (corpus.version, corpus.titre) == ("2026.10", "Saison d'un théâtre de poche")
    assert list(corpus.passages) == ["charte-1/1.1/scene", "charte-1/2/rue", "guide/prets"]
    assert corpus.passages["charte-1/2/rue"].source == "charte-1"
    assert corpus.axes["rue"].numero == 2
    assert corpus.instruments["billet"].effet is Effet.SOCLE
    assert [part.taux for part in corpus.cofinancements["moitie"].parts] == ["0.5", "0.50"]
    assert corpus.mesures["rire"].axe_par_objet == "rue"
    assert corpus.interpretations["plein-air"].defaut == "oui-rue"


def test_rules_in_order_with_strata(mini: Path) -> None:
    rules = load(mini).regles
    assert [(rule.cle, rule.niveau) for rule in rules] == [
        ("dehors/billet", 0),
        ("dehors/costumes", 0),
        ("dehors/moitie", 0),
        ("dehors/parade", 0),
        ("dehors/pompiers", 1),
        ("salle/abonnement", 2),
        ("salle/comedie@2024-01-01", 0),
        ("salle/comedie@2026-01-01", 0),
        ("salle/rire", 1),
    ]
    billet = rules[0]
    assert (billet.alors.genre, billet.alors.cible, billet.alors.ferme) == (Genre.INSTRUMENT, "billet", ("rue",))
    assert rules[3].lecture == ("plein-air", "oui-rue")
    assert rules[3].si == Leaf("genre", Operator.VAUT, "parade", 6, 7)
    assert (rules[3].fichier, rules[3].ligne) == ("rules/dehors.yaml", 2)


def test_vocabulary(mini: Path) -> None:
    champs = load(mini).vocabulaire.champs
    assert champs["items"].conclu
    assert champs["intitule"].obligatoire
    quartier = champs["lieu.quartier"].valeurs[1]
    assert (quartier.id, quartier.equivalents, quartier.attributs) == ("2A", ("La Digue",), {"rive": "droite"})
    assert [value.id for value in champs["aides"].valeurs] == ["souffleur", "autre"]
    assert champs["aides"].valeurs[0].synonymes == ("chuchoteur",)
    assert champs["financement.plan"].nature is Kind.PLAN
    assert [value.synonymes for value in champs["financement.plan"].valeurs] == [(), ("compagnie",)]


@pytest.mark.parametrize("seed", range(5))
def test_order_of_files_decides_nothing(mini: Path, copie: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shuffler = random.Random(seed)
    for folder in ("rules", "referentiels/sources"):
        files = sorted((copie / folder).iterdir())
        names = [f"{shuffler.randrange(10**6):06}.yaml" for _ in files]
        for path, name in zip(files, names, strict=True):
            path.rename(path.with_name(name))
    scan = os.scandir

    class Shuffled:
        def __init__(self, path: str) -> None:
            self.entries = list(scan(path))

        def __enter__(self) -> list[os.DirEntry[str]]:
            return shuffler.sample(self.entries, len(self.entries))

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(os, "scandir", Shuffled)
    plain, shuffled = load(mini), load(copie)
    assert [(rule.cle, rule.si, rule.niveau) for rule in plain.regles] == [
        (rule.cle, rule.si, rule.niveau) for rule in shuffled.regles
    ]
    assert (plain.passages, plain.vocabulaire) == (shuffled.passages, shuffled.vocabulaire)


def test_fingerprint_knows_names_and_bytes_only(mini: Path, copie: Path) -> None:
    first = fingerprint(take(mini))
    os.utime(copie / "rules/salle.yaml", (1, 1))
    (copie / "rules/.cache.swp").write_text("x")
    (copie / "rules/notes.md").write_text("x")
    assert fingerprint(take(copie)) == first == load(mini).empreinte
    (copie / "rules/salle.yaml").rename(copie / "rules/sale.yaml")
    second = fingerprint(take(copie))
    (copie / "rules/sale.yaml").write_bytes((copie / "rules/sale.yaml").read_bytes() + b"\n")
    assert len({first, second, fingerprint(take(copie))}) == 3


def test_where_the_corpus_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copie: Path) -> None:
    monkeypatch.delenv("ELIGIBILITY_CORPUS", raising=False)
    package = tmp_path / "lib" / "eligibility"
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    monkeypatch.chdir(ailleurs)
    assert find_corpus(copie, package) == str(copie)
    assert find_corpus(None, package) == str(package / "_data")
    assert find_corpus(None, copie / "eligibility") == str(copie)
    monkeypatch.setenv("ELIGIBILITY_CORPUS", str(copie))
    assert find_corpus(None, package) == str(copie)


def test_whoever_works_in_a_corpus_means_that_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copie: Path) -> None:
    monkeypatch.delenv("ELIGIBILITY_CORPUS", raising=False)
    package = tmp_path / "lib" / "eligibility"
    (copie / "tests" / "cas").mkdir(parents=True)
    for here in (copie, copie / "rules", copie / "tests" / "cas"):
        monkeypatch.chdir(here)
        assert find_corpus(None, package) == str(copie)
    assert find_corpus(tmp_path, package) == str(tmp_path)
    monkeypatch.setenv("ELIGIBILITY_CORPUS", str(tmp_path))
    assert find_corpus(None, package) == str(tmp_path)
