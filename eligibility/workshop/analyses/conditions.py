"""Conditions that can never hold, always hold, or add nothing to those beside them.

A condition is judged with those that must hold around it. « Adds nothing » means that taking it away changes no answer,
neither a yes, nor a no, nor an open one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from eligibility.language.conditions import Condition, Leaf, Operator, leaves
from eligibility.language.francais import entre_guillemets, phrase
from eligibility.language.vocabulary import Vocabulary
from eligibility.workshop.analyses.contexte import Contexte, cle, debut, place
from eligibility.workshop.analyses.raisons import citable, contradiction, redite
from eligibility.workshop.domaines import But
from eligibility.workshop.solveur import Demande, Solveur, conjonction, decomposer, depliees

CODES: Final = frozenset({"V601", "V602", "V603", "V604"})

_BRANCHE: Final = (
    "retirez cet élément en entier, {cle} et ce qui est dessous, ou corrigez celle des deux conditions qui devait dire "
    "autre chose"
)
"""In place of the catalogue's cure, where what adds nothing is more than one condition."""


class Constat(Struct, frozen=True):
    """What is doubtful of ``condition``, a part of a rule. ``valeurs``: those of the message; ``montree``: the part of
    it that is pointed at, when that is not where it starts."""

    code: str
    condition: Condition
    valeurs: dict[str, str]
    montree: Condition | None = None


def examiner(contexte: Contexte) -> None:
    for fiche, rule in contexte.regles:
        for constat in constats(rule.si, contexte.solveur, contexte.corpus.vocabulaire):
            valeurs = constat.valeurs | ({"id": rule.id} if constat.code == "V601" else {})
            # What these two say is said of the whole, and not of the leaf that happens to stand first in it.
            entier = constat.code in ("V603", "V604")
            connecteur = cle(fiche, rule, constat.condition) if entier else None
            span = debut(constat.montree or constat.condition) if connecteur is None else connecteur.span
            aide = None
            if constat.code == "V604" and connecteur is not None:
                aide = _BRANCHE.format(cle=entre_guillemets(connecteur.text))
            fiche.fichier.report.add(constat.code, span, aide=aide, **valeurs)


def constats(si: Condition, solveur: Solveur, vocabulaire: Vocabulary) -> Iterator[Constat]:
    """Everything doubtful of the condition of a rule; only that it never holds, when it never does."""
    demande = (si, But.VRAI)
    if not solveur.impossible([demande]):
        yield from _Examen(solveur, vocabulaire).dedans(demande, [])
        return
    conflit = solveur.conflit(depliees([demande]))
    # The last in reading order: what stands before it already did when it was written.
    derniere = max((condition for condition, _ in conflit), key=place)
    yield Constat("V601", derniere, {"raison": contradiction(conflit, vocabulaire)})


class _Examen(Struct, frozen=True):
    solveur: Solveur
    vocabulaire: Vocabulary

    def dedans(self, demande: Demande, autour: list[Demande]) -> Iterator[Constat]:
        """``autour``: what else must hold for the rule to fire."""
        condition, but = demande
        if self._toujours(condition):
            yield Constat("V603", condition, {"condition": self._citee(condition)})
        elif not isinstance(condition, Leaf):
            enfants = decomposer(condition, but)
            if conjonction(condition, but):
                yield from self._ensemble(enfants, autour)
            else:
                yield from self._choix(enfants, autour)

    def _toujours(self, condition: Condition) -> bool:
        """Whether no value makes it false. That a datum is given is a condition of its own kind."""
        champs = self.vocabulaire.champs
        return self.solveur.impossible([(condition, But.FAUX)]) and not any(
            leaf.operateur is Operator.RENSEIGNE or champs[leaf.champ].conclu for leaf in leaves(condition)
        )

    def _ensemble(self, enfants: list[Demande], autour: list[Demande]) -> Iterator[Constat]:
        """All of ``enfants`` must hold."""
        gardes = list(enfants)
        # From the last: of two that say the same, the first one stays.
        for enfant in reversed(enfants):
            autres = _sans(gardes, enfant)
            if not autres:
                break
            besoin = depliees([*autour, *autres])
            manque = (enfant[0], enfant[1].sinon)
            refus = [(enfant[0], enfant[1].nie), *map(_pas_refusee, [*autour, *autres])]
            if self.solveur.impossible([*besoin, manque]) and self.solveur.impossible(refus):
                gardes = autres
                yield self._inutile(enfant, _sans(self.solveur.conflit([*besoin, manque]), manque))
        for enfant in gardes:
            yield from self.dedans(enfant, [*autour, *_sans(gardes, enfant)])

    def _choix(self, enfants: list[Demande], autour: list[Demande]) -> Iterator[Constat]:
        """One of ``enfants`` is enough."""
        gardes = list(enfants)
        for enfant in reversed(enfants):
            condition, but = enfant
            dedans = depliees([*autour, enfant])
            if but is But.VRAI and self.solveur.impossible(dedans):
                gardes = _sans(gardes, enfant)
                conflit = self.solveur.conflit(dedans)
                raison = contradiction(conflit, self.vocabulaire)
                yield Constat("V602", condition, {"raison": raison}, _en_cause(condition, conflit))
                continue
            autres = _sans(gardes, enfant)
            ailleurs = [(autre, sien.sinon) for autre, sien in autres]
            ouvert = [_pas_refusee(enfant), *map(_pas_refusee, autour), *((autre, sien.nie) for autre, sien in autres)]
            if autres and self.solveur.impossible([*dedans, *ailleurs]) and self.solveur.impossible(ouvert):
                gardes = autres
                yield self._inutile(enfant, self.solveur.conflit([*dedans, *ailleurs]), autres)
        for enfant in gardes:
            yield from self.dedans(enfant, autour)

    def _inutile(self, enfant: Demande, appuis: Sequence[Demande], choix: Sequence[Demande] = ()) -> Constat:
        """``appuis``: the conditions that make it useless; ``choix``: alternatives to it."""
        condition, but = enfant
        admis = [autre for autre in choix if (autre[0], autre[1].sinon) in appuis]
        raison = redite(admis or appuis, but, self.vocabulaire, admis=bool(choix))
        return Constat("V604", condition, {"condition": self._citee(condition), "raison": raison})

    def _citee(self, condition: Condition) -> str:
        return citable(phrase(condition, self.vocabulaire))


def _en_cause(branche: Condition, conflit: Sequence[Demande]) -> Condition:
    """What ``branche`` has in ``conflit``, the last in reading order; the branch itself if nothing."""
    siennes = {place(leaf) for leaf in leaves(branche)}
    return max((condition for condition, _ in conflit if place(condition) in siennes), key=place, default=branche)


def _sans(demandes: Sequence[Demande], une: Demande) -> list[Demande]:
    """``demandes`` but for ``une`` itself: another one may be equal to it."""
    return [autre for autre in demandes if autre is not une]


def _pas_refusee(demande: Demande) -> Demande:
    """Asks that ``demande`` be met or left open."""
    condition, but = demande
    return condition, but.nie.sinon
