"""References from one entry of the corpus to another: each is checked where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from eligibility.corpus import declarations as d
from eligibility.corpus.fiches import Fiche
from eligibility.corpus.registre import Registre, introuvable
from eligibility.language.vocabulary import Vocabulary

Entries = Mapping[str, Sequence[Fiche[Any]]]


def check_entries(entries: Entries, registre: Registre, vocabulary: Vocabulary, casses: set[str]) -> None:
    """Check what every entry but the rules refers to, and, of the valid ones, how what they say goes together.

    ``casses``: fields rejected for another reason.
    """
    for key in sorted(entries):
        for fiche in entries[key]:
            if hasattr(fiche.declare, "sources"):
                registre.exige_tous(fiche, "passages", fiche.declare.sources, "sources")
    for fiche in entries["items"]:
        registre.exige(fiche, "axes", fiche.declare.axe, "axe")
        registre.exige_tous(fiche, "instruments", fiche.declare.instruments, "instruments")
    for fiche in entries["mesures"]:
        registre.exige(fiche, "axes", fiche.declare.axe, "axe")
        registre.exige(fiche, "axes", fiche.declare.axe_par_objet, "axe_par_objet")
        registre.exige(fiche, "acteurs", fiche.declare.chef_de_file, "chef_de_file")
        registre.exige_tous(fiche, "acteurs", fiche.declare.associes, "associes")
    for fiche in entries["instruments"]:
        registre.exige_tous(fiche, "acteurs", fiche.declare.signataires, "signataires")
    for fiche in entries["cofinancements"]:
        _payeurs(fiche, registre)
        if fiche.saine:
            _cofinancement(fiche)
    for fiche in entries["interpretations"]:
        if fiche.saine:
            _interpretation(fiche)
    for fiche in entries["coordinations"]:
        if registre.lisible("champs"):
            _coordination(fiche, vocabulary, casses)
    _numeros([fiche for fiche in entries["axes"] if fiche.saine])


def check_passages(passages: Iterable[Fiche[d.PassageDeclare]], sources: Mapping[str, str]) -> None:
    """A passage's id starts with the id of the source of its file (``sources``: file name -> source id)."""
    for fiche in passages:
        source = sources.get(fiche.fichier.name)
        if source and fiche.declare.id and not fiche.declare.id.startswith(f"{source}/"):
            fiche.signale("V415", "id", id=fiche.declare.id, source=source)


def check_rule(fiche: Fiche[d.RegleDeclaree], registre: Registre, options: Mapping[str, frozenset[str]]) -> None:
    """Check what a rule refers to, its condition apart. ``options``: those of each valid interpretation."""
    declare = fiche.declare
    registre.exige_tous(fiche, "passages", declare.sources, "sources")
    alors = declare.alors
    for name in d.EFFETS:
        registre.exige(fiche, f"{name}s", getattr(alors, name), "alors", name)
    registre.exige_tous(fiche, "axes", alors.ouvre, "alors", "ouvre")
    registre.exige_tous(fiche, "axes", alors.ferme, "alors", "ferme")
    if declare.en_vigueur.du and declare.en_vigueur.au and declare.en_vigueur.du > declare.en_vigueur.au:
        fiche.signale("V413", "en_vigueur", "au", du=declare.en_vigueur.du, au=declare.en_vigueur.au)
    if declare.lecture is None:
        return
    registre.exige(fiche, "interpretations", declare.lecture.interpretation, "lecture", "interpretation")
    admitted = options.get(declare.lecture.interpretation)
    if admitted is not None and declare.lecture.option not in admitted:
        introuvable(fiche, "option d'interprétation", declare.lecture.option, admitted, "lecture", "option")


def _payeurs(fiche: Fiche[d.CofinancementDeclare], registre: Registre) -> None:
    declare = fiche.declare
    registre.exige(fiche, "instruments", declare.instrument, "instrument")
    for index, part in enumerate(declare.parts):
        registre.exige(fiche, "acteurs", part.financeur, "parts", index, "financeur")
    for payer in declare.tient_lieu:
        registre.exige(fiche, "acteurs", payer, "tient_lieu", payer, cle=True)


def _cofinancement(fiche: Fiche[d.CofinancementDeclare]) -> None:
    declare = fiche.declare
    seen: dict[str, int] = {}
    measurable = True
    for index, part in enumerate(declare.parts):
        if part.financeur in seen:
            premier = fiche.lieu("parts", seen[part.financeur], "financeur")
            fiche.signale("V419", "parts", index, "financeur", id=part.financeur, premier=premier)
        seen.setdefault(part.financeur, index)
        taux = Decimal(part.taux)
        if not 0 < taux <= 1:
            # « 50 » is most often a percentage.
            aide = f"pour {part.taux}\u00a0%, écrivez «\u00a0{_decimal(taux / 100)}\u00a0»" if 1 < taux <= 100 else None
            fiche.signale("V416", "parts", index, "taux", aide=aide, taux=part.taux)
            measurable = False
    if (declare.assiette == "non_etablie") is bool(declare.parts):
        _sans_parts_ou_sans_cle(fiche)
        return
    for payer, instead in declare.tient_lieu.items():
        if instead not in seen:
            introuvable(fiche, "part du financeur", instead, seen, "tient_lieu", payer)
    total = sum((Decimal(part.taux) for part in declare.parts), Decimal())
    if declare.parts and measurable and total != 1:
        fiche.signale("V417", "parts", total=_decimal(total), ecart=_decimal(abs(1 - total)))


def _sans_parts_ou_sans_cle(fiche: Fiche[d.CofinancementDeclare]) -> None:
    assiette = fiche.declare.assiette
    if fiche.declare.parts:
        aide = "retirez «\u00a0parts\u00a0», ou dites de quoi ces taux sont la part"
        fiche.signale("V427", "assiette", assiette=assiette, detail="ne va pas avec des parts", aide=aide)
    else:
        fiche.signale("V427", "assiette", assiette=assiette, detail="demande des parts")


def _decimal(value: Decimal) -> str:
    """As a rate is written: « 0.5 »."""
    return f"{value.normalize():f}"


def _interpretation(fiche: Fiche[d.InterpretationDeclaree]) -> None:
    options = [option.id for option in fiche.declare.options]
    for index, option in enumerate(options):
        if option in options[:index]:
            premier = fiche.lieu("options", options.index(option), "id")
            fiche.signale("V419", "options", index, "id", id=option, premier=premier)
    if fiche.declare.defaut not in options:
        introuvable(fiche, "option d'interprétation", fiche.declare.defaut, options, "defaut")


def _coordination(fiche: Fiche[d.CoordinationDeclaree], vocabulary: Vocabulary, casses: set[str]) -> None:
    champ = fiche.declare.champ
    if champ is None or champ in casses:
        return
    asked = {ident for ident, found in vocabulary.champs.items() if not found.conclu}
    if champ not in asked:
        introuvable(fiche, "champ de projet", champ, asked, "champ")


def _numeros(axes: Iterable[Fiche[d.AxeDeclare]]) -> None:
    first: dict[int, Fiche[d.AxeDeclare]] = {}
    for fiche in sorted(axes, key=lambda found: (found.fichier.name, found.span().line)):
        other = first.setdefault(fiche.declare.numero, fiche)
        if other is not fiche:
            fiche.signale("V414", "numero", numero=fiche.declare.numero, premier=other.lieu("numero"))
