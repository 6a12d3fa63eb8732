"""The bench: every case, and whether a mutant changes any of its assertions.

Cases give a rule few different sets of facts: its truth is read once for each. Where it is the same under the mutant,
nothing that depends on it can change; elsewhere only the rules that test its conclusions are decided again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from eligibility.corpus.model import Corpus
from eligibility.engine.derivation import Strates
from eligibility.engine.reference import Resolution
from eligibility.language.conditions import Condition, leaves
from eligibility.language.evaluate import Outcome, Truth, evaluate, truth
from eligibility.language.facts import Facts, FactValue
from eligibility.workshop.cas.lecture import Cas
from eligibility.workshop.mutation.epreuves import Cle, active, eprouver
from eligibility.workshop.mutation.mutants import Mutant
from eligibility.workshop.mutation.rejeu import Rejeu


class _Groupe(Struct):
    """Resolutions that give a rule the same facts, the rule being active or not in all: (case, readings)."""

    facts: Facts
    active: bool
    truth: Truth
    membres: list[tuple[int, Cle]]


class Banc:
    """Cases that all conform, ready for mutants."""

    def __init__(self, corpus: Corpus, cas: Sequence[Cas]) -> None:
        self.corpus = corpus
        self.strates = Strates(corpus)
        self.epreuves = tuple(eprouver(found, corpus, self.strates) for found in cas)
        self._groupes: dict[int, list[_Groupe]] = {}
        self._raisons: dict[str, list[int]] = {}
        for numero, epreuve in enumerate(self.epreuves):
            for raison in epreuve.cas.attendu.raisons:
                self._raisons.setdefault(raison.regle, []).append(numero)
        self._curieux = [n for n, epreuve in enumerate(self.epreuves) if epreuve.cas.attendu.a_preciser]

    # -- which cases a mutant can concern -------------------------------------------------------------------

    def groupes(self, rang: int) -> list[_Groupe]:
        """The different facts that cases give the rule."""
        found = self._groupes.get(rang)
        if found is None:
            found = self._groupes[rang] = list(self._grouper(rang).values())
        return found

    def _grouper(self, rang: int) -> dict[tuple[object, ...], _Groupe]:
        si = self.corpus.regles[rang].si
        champs = tuple(dict.fromkeys(leaf.champ for leaf in leaves(si)))
        found: dict[tuple[object, ...], _Groupe] = {}
        for numero, epreuve in enumerate(self.epreuves):
            for lectures, resolution in epreuve.resolutions.items():
                facts = resolution.facts
                valeurs: tuple[FactValue | None, ...] = tuple([facts.get(champ) for champ in champs])
                active = bool(resolution.actives >> rang & 1)
                # The kind tells « oui » from 1.
                key = (active, *zip(map(type, valeurs), valeurs, strict=True))
                groupe = found.get(key)
                if groupe is None:
                    groupe = found[key] = _Groupe(facts, active, truth(si, facts), [])
                groupe.membres.append((numero, lectures))
        return found

    def tueur(self, mutant: Mutant) -> Cas | None:
        """A case of which some assertion no longer holds under the mutant, None when all still do."""
        touches = self._touches(mutant) if mutant.partie == "si" else self._en_cause(mutant)
        # Those that name the rule are the likeliest to tell, and the quickest.
        touches.sort(key=lambda numero: mutant.rang not in self.epreuves[numero].nommees)
        rejeu = self.rejeu(mutant)
        return next((self.epreuves[numero].cas for numero in touches if rejeu.differe(self.epreuves[numero])), None)

    def rejeu(self, mutant: Mutant) -> Rejeu:
        return Rejeu(mutant, self.corpus, self.strates, self.dependants(mutant.rang))

    def _touches(self, mutant: Mutant) -> list[int]:
        """The cases of which some resolution gives the rule another truth, or another explanation that is expected."""
        si, rang = mutant.rule.si, mutant.rang
        found: dict[int, None] = {}
        for groupe in self.groupes(rang):
            if truth(si, groupe.facts) is not groupe.truth:
                found.update((numero, None) for numero, _ in groupe.membres)
        expliques = set(self._raisons.get(mutant.rule.id, ())) | {
            n for n in self._curieux if self.epreuves[n].principale.verite(rang) is Truth.INCONNU
        }
        for numero in sorted(expliques - found.keys()):
            if not _meme_raison(self.epreuves[numero].principale.issue(rang), si, self.epreuves[numero].principale):
                found[numero] = None
        return sorted(found)

    def _en_cause(self, mutant: Mutant) -> list[int]:
        """The cases of which some resolution has the rule in force and not its mutant, or the reverse; with another
        effect, those where it is in force at all."""
        effet = mutant.rule.alors != self.corpus.regles[mutant.rang].alors
        return [
            numero
            for numero, epreuve in enumerate(self.epreuves)
            if any(
                bool(resolution.actives >> mutant.rang & 1)
                is (effet or not active(mutant.rule, resolution.jour, resolution.lectures))
                for resolution in epreuve.resolutions.values()
            )
        ]

    # -- what depends on a rule -----------------------------------------------------------------------------

    def dependants(self, rang: int) -> list[int]:
        """The rules that test what the rule concludes, directly or not."""
        found: set[int] = set()
        a_voir = [rang]
        while a_voir:
            for atome in self.strates.conclus(a_voir.pop()):
                nouveaux = self._testeurs.get(atome, set()) - found
                found |= nouveaux
                a_voir.extend(nouveaux)
        return sorted(found)

    @cached_property
    def _testeurs(self) -> dict[tuple[str, str], set[int]]:
        """By conclusion, the rules that test it."""
        found: dict[tuple[str, str], set[int]] = {}
        for rang, rule in enumerate(self.corpus.regles):
            for leaf in leaves(rule.si):
                for valeur in leaf.valeur if isinstance(leaf.valeur, tuple) else (leaf.valeur,):
                    found.setdefault((leaf.champ, str(valeur)), set()).add(rang)
        return found


def _meme_raison(avant: Outcome, si: Condition, resolution: Resolution) -> bool:
    """Whether the same fields explain the truth of the condition."""
    apres = evaluate(si, resolution.facts)
    return [leaf.champ for leaf in apres.decisive] == [leaf.champ for leaf in avant.decisive] and [
        (leaf.champ, leaf.operateur, leaf.valeur) for leaf in apres.unknown
    ] == [(leaf.champ, leaf.operateur, leaf.valeur) for leaf in avant.unknown]
