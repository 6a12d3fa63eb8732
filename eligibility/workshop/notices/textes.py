"""Texts explained: sources, their passages, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.francais import entre_guillemets
from eligibility.workshop.notices import cas
from eligibility.workshop.notices.fonds import Fonds
from eligibility.workshop.notices.modele import Adresse, Bloc, Lien, Liste, Notice, Phrase, Sorte, enumeration, section
from eligibility.workshop.notices.renvois import fondements, point, regles


def source(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.sources[ident]
    passages = [passage for passage in fonds.corpus.passages.values() if passage.source == ident]
    return Notice(
        Sorte.SOURCE,
        ident,
        found.titre,
        fonds.lieu(Sorte.SOURCE, ident),
        (
            *section("Citée", (f"{found.citation}.",)),
            *section("Adresse", (Adresse(found.url),) if found.url else None),
            *section(
                "Passages",
                Liste(
                    tuple(
                        (Lien(Sorte.PASSAGE, passage.id), f" ({passage.section}) : {passage.resume}")
                        for passage in passages
                    )
                ),
            ),
        ),
    )


def passage(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.passages[ident]
    termes = enumeration([(entre_guillemets(terme),) for terme in found.termes])
    citations = fonds.citations.get(ident, ())
    rules = [rule for lien in citations if lien.sorte is Sorte.REGLE for _, rule in fonds.regles[lien.ident]]
    return Notice(
        Sorte.PASSAGE,
        ident,
        found.resume,
        fonds.lieu(Sorte.PASSAGE, ident),
        (
            *section(
                "Où",
                (Lien(Sorte.SOURCE, found.source, fonds.corpus.sources[found.source].titre), f", {found.section}."),
            ),
            *section("Ses mots", (*termes, ".") if termes else None),
            *section("Hors champ", (found.hors_champ,) if found.hors_champ else None),
            *section("Règles", regles(rules)),
            *section(
                "Autres appuis",
                Liste(
                    tuple(point(fonds, lien.sorte, lien.ident) for lien in citations if lien.sorte is not Sorte.REGLE)
                ),
            ),
            *cas.du_passage(fonds, ident),
        ),
    )


def interpretation(fonds: Fonds, ident: str) -> Notice:
    found = fonds.corpus.interpretations[ident]
    return Notice(
        Sorte.INTERPRETATION,
        ident,
        found.question,
        fonds.lieu(Sorte.INTERPRETATION, ident),
        (
            *section("Lectures", *_lectures(fonds, ident)),
            *section("Choix", (found.motif,)),
            *fondements(fonds, found.sources),
            *cas.de_l_interpretation(fonds, ident),
        ),
    )


def _lectures(fonds: Fonds, ident: str) -> Iterator[Bloc]:
    """Each reading, the default one first, with the rules that hold under it alone."""
    found = fonds.corpus.interpretations[ident]
    for option in sorted(found.options, key=lambda option: option.id != found.defaut):
        suite = " (par défaut)" if option.id == found.defaut else ""
        rules = [rule for rule in fonds.corpus.regles if rule.lecture == (ident, option.id)]
        points: tuple[Phrase, ...] = tuple((Lien(Sorte.REGLE, rule.id), f" : {rule.titre}") for rule in rules)
        yield Liste(points or (("Aucune règle n'y est propre.",),), f"{option.id}{suite} : {option.libelle}")
