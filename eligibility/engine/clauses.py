"""Lowered conditions cut into clauses that durable-rules takes without ever meeting one of its limits.

A clause is one durable-rules rule: a conjunction of atoms and of small disjunctions. A disjunction at the top becomes
several clauses of one conclusion; a part that would be too wide becomes a *relay*, a clause of its own that an earlier
round fires and that the rest tests as one more property. ``emballer`` then groups clauses into rulesets within bounds
computed on the very network that durable-rules will build (DURABLE.md A3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

from msgspec import Struct, field

from eligibility.engine.ecrites import CHEMINS_MAX, PILE_MAX, REGLES_MAX, Ecrite, Nommee
from eligibility.engine.lowering import JAMAIS, Atome, Et, Noeud, Ou, Signe, atomes
from eligibility.engine.noms import Noms
from eligibility.engine.proprietes import Propriete, Sens
from eligibility.engine.protocol import EngineError

# One clause. durable-rules: 14 groups.
CONDITIONS_MAX = 60
GROUPES_MAX = 10

# One ruleset. durable-rules hangs or crashes at 512 conditions and 128 `$or` under one node, 256 rules on one last
# condition; refuses 64 conditions matched at once and 252 properties in a fact.
BRANCHES_MAX = 240
RENVOIS_MAX = 100
PROPRIETES_MAX = 240


class Clause(Struct, frozen=True):
    """``termes`` together conclude ``sortie``: a rule's outcome, or a relay when ``relais`` is given."""

    sortie: int
    termes: tuple[Noeud, ...]
    relais: Propriete | None = None
    poids: int = 0
    """Nodes it adds to a network, at most."""

    def atomes(self) -> Iterator[Atome]:
        """Every atom it tests."""
        for terme in self.termes:
            yield from atomes(terme)


class Programme:
    """The clauses of one outcome, by round: those of a round test only relays of earlier rounds."""

    def __init__(self, sortie: int, noeud: Noeud, nom: str, *, filtre: bool = False) -> None:
        """``nom`` tells this outcome's relays from every other's. ``filtre``: only projects that satisfy every plain
        term will be asserted, so that the disjunctions are what decides, and come first."""
        self.etages: list[list[Clause]] = []
        self._sortie = sortie
        self._nom = nom
        self._ordre = _incertitude if filtre else _selectivite
        self._relais = 0
        self._profondeurs: dict[Propriete, int] = {}
        if noeud != JAMAIS:
            self._ajouter(noeud, None)

    def _ajouter(self, noeud: Noeud, relais: Propriete | None) -> int:
        """Add the clauses of ``noeud`` and return the first round after them."""
        if isinstance(noeud, Ou):
            return max(self._ajouter(terme, relais) for terme in noeud.termes)
        termes = self._reduire(list(noeud.termes) if isinstance(noeud, Et) else [noeud])
        testees = [atome.propriete for terme in termes for atome in atomes(terme)]
        etage = max((self._profondeurs.get(propriete, 0) for propriete in testees), default=0)
        while len(self.etages) <= etage:
            self.etages.append([])
        poids = sum(cout.conditions + cout.groupes for cout in map(Cout.de, termes))
        self.etages[etage].append(Clause(self._sortie, tuple(sorted(termes, key=self._ordre)), relais, poids))
        return etage + 1

    def _reduire(self, termes: list[Noeud]) -> list[Noeud]:
        """Replace the heaviest parts by relays until the clause is within bounds."""
        while True:
            couts = [Cout.de(terme) for terme in termes]
            trop = (
                1 + sum(cout.groupes for cout in couts) > GROUPES_MAX
                or prod(cout.chemins for cout in couts) > CHEMINS_MAX
                or sum(cout.conditions for cout in couts) > CONDITIONS_MAX
            )
            if not trop:
                return termes
            lourd = max(range(len(termes)), key=lambda rang: couts[rang].poids)
            if couts[lourd].groupes:
                termes[lourd] = self._relayer(termes[lourd])
            else:
                moitie = len(termes) // 2
                termes = [self._relayer(Et(tuple(termes[:moitie]))), *termes[moitie:]]

    def _relayer(self, noeud: Noeud) -> Atome:
        relais = Propriete(Sens.RELAIS, f"{self._nom}.{self._relais}")
        self._relais += 1
        self._profondeurs[relais] = self._ajouter(noeud, relais)
        return Atome(relais, Signe.EGAL, 1)


class Cout(Struct, frozen=True):
    """What a part costs inside a clause: conditions, and/or groups, and ways it can be true at once."""

    conditions: int
    groupes: int
    chemins: int

    @property
    def poids(self) -> tuple[int, int, int]:
        return (self.chemins, self.groupes, self.conditions)

    @staticmethod
    def de(noeud: Noeud) -> Cout:
        if isinstance(noeud, Atome):
            return Cout(1, 0, 1)
        couts = [Cout.de(terme) for terme in noeud.termes]
        if isinstance(noeud, Et):
            chemins = prod(cout.chemins for cout in couts)
        else:
            seuls = [terme for terme in noeud.termes if isinstance(terme, Atome)]
            egaux = [atome.propriete for atome in seuls if atome.signe is Signe.EGAL]
            # Of several equalities on one property, one at most holds.
            chemins = sum(cout.chemins for cout in couts) - len(egaux) + len(set(egaux))
        return Cout(sum(cout.conditions for cout in couts), 1 + sum(cout.groupes for cout in couts), chemins)


def _selectivite(terme: Noeud) -> int:
    """Rank of a term in its clause: single-valued equalities first, as the network is walked from the first term."""
    if not isinstance(terme, Atome):
        return 9
    propriete = terme.propriete
    if propriete.champ.startswith("#"):
        return 8  # guards hold of most rules
    if terme.signe is not Signe.EGAL or propriete.sens is Sens.PRESENT:
        return 6
    if propriete.sens is Sens.VALEUR:
        return 0
    return 2 if terme.nombre else 4


def _incertitude(terme: Noeud) -> int:
    """Rank of a term in its clause where the plain ones are known to hold."""
    return _selectivite(terme) if isinstance(terme, Atome) else -1


class _Alpha(Struct):
    """One node of the network: its conditions, the ends of its `$or`s, the rules it ends."""

    suites: dict[Atome, _Alpha] = field(default_factory=dict)
    renvois: list[_Alpha] = field(default_factory=list)
    fins: int = 0


class Reseau:
    """The network durable-rules builds from clauses, to measure it beforehand."""

    def __init__(self) -> None:
        self._racine = _Alpha()
        self._proprietes: set[Propriete] = set()
        self._regles = 0

    def ajouter(self, clause: Clause) -> None:
        self._regles += 1
        noeud = self._racine
        for terme in clause.termes:
            noeud = self._suivre(noeud, terme)
        noeud.fins += 1

    def _suivre(self, parent: _Alpha, terme: Noeud) -> _Alpha:
        if isinstance(terme, Atome):
            self._proprietes.add(terme.propriete)
            return parent.suites.setdefault(terme, _Alpha())
        if isinstance(terme, Et):
            for sous_terme in terme.termes:
                parent = self._suivre(parent, sous_terme)
            return parent
        jonction = _Alpha()
        for sous_terme in terme.termes:
            self._suivre(parent, sous_terme).renvois.append(jonction)
        return jonction

    @property
    def tient(self) -> bool:
        return (
            self._regles <= REGLES_MAX
            and len(self._proprietes) <= PROPRIETES_MAX
            and self._pile(self._racine) <= PILE_MAX
            and all(
                len(noeud.suites) <= BRANCHES_MAX and len(noeud.renvois) <= RENVOIS_MAX and noeud.fins <= BRANCHES_MAX
                for noeud in self._noeuds()
            )
        )

    def _noeuds(self) -> Iterator[_Alpha]:
        a_voir, vus = [self._racine], {id(self._racine)}
        while a_voir:
            noeud = a_voir.pop()
            yield noeud
            for suite in (*noeud.suites.values(), *noeud.renvois):
                if id(suite) not in vus:
                    vus.add(id(suite))
                    a_voir.append(suite)

    def _pile(self, racine: _Alpha) -> int:
        """Greatest height of the matcher's stack, whatever the fact: siblings pushed at once, then one walked down."""
        hauteurs: dict[int, int] = {}

        def hauteur(noeud: _Alpha) -> int:
            if (connue := hauteurs.get(id(noeud))) is None:
                suites = [hauteur(suite) for suite in (*noeud.suites.values(), *noeud.renvois)]
                egaux = {atome.propriete for atome in noeud.suites if atome.signe is Signe.EGAL}
                autres = sum(atome.signe is not Signe.EGAL for atome in noeud.suites)
                largeur = len(egaux) + autres + len(noeud.renvois)
                connue = hauteurs[id(noeud)] = max(1, largeur - 1 + max(suites, default=1))
            return connue

        return hauteur(racine)


def emballer(clauses: Iterable[Clause]) -> list[list[Clause]]:
    """Group clauses, in order, into as few rulesets as can be within every bound.

    Raises EngineError when one clause alone breaks a bound, which ``Programme`` prevents.
    """
    paquets: list[list[Clause]] = []
    reseau, poids = Reseau(), 0
    for clause in clauses:
        reseau.ajouter(clause)
        poids += clause.poids
        # As many nodes as the shallowest bound: no need to measure.
        if paquets and len(paquets[-1]) < REGLES_MAX and (poids <= PILE_MAX or reseau.tient):
            paquets[-1].append(clause)
            continue
        if paquets:
            reseau, poids = Reseau(), clause.poids
            reseau.ajouter(clause)
        if poids > PILE_MAX and not reseau.tient:
            raise EngineError("une condition est trop large pour durable-rules, même découpée")
        paquets.append([clause])
    return paquets


_OPERATEURS = {Signe.DIFFERENT: "$neq", Signe.AU_PLUS: "$lte", Signe.AU_MOINS: "$gte"}
TETE = '{"kind":"p"}'


def ecrire(clause: Clause, noms: Noms) -> Ecrite:
    """``clause`` as durable-rules' JSON.

    Every mapping has a single key (a second one would be ignored), and every pattern starts with the kind of our
    facts, so that nothing matches the session's own hidden fact.
    """
    termes = ",".join([TETE, *(_ecrire_terme(terme, noms) for terme in clause.termes)])
    proprietes = dict.fromkeys(atome.propriete for atome in clause.atomes())
    return Ecrite(
        clause.sortie,
        f'{{"all":[{{"m":{{"$and":[{termes}]}}}}]}}',
        tuple(Nommee(propriete, noms(propriete.nom)) for propriete in proprietes),
        clause.poids,
        clause.relais.nom if clause.relais else None,
    )


def _ecrire_terme(terme: Noeud, noms: Noms) -> str:
    if isinstance(terme, Atome):
        compare = f'{{"{noms(terme.propriete.nom)}":{terme.nombre}}}'
        return compare if terme.signe is Signe.EGAL else f'{{"{_OPERATEURS[terme.signe]}":{compare}}}'
    connecteur = "$and" if isinstance(terme, Et) else "$or"
    return f'{{"{connecteur}":[{",".join(_ecrire_terme(sous_terme, noms) for sous_terme in terme.termes)}]}}'
