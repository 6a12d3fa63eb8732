"""A lowered condition says exactly what the condition says, and stays within the bounds of the C module once cut."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from msgspec import json

from eligibility.engine.clauses import Clause, Programme, Reseau, ecrire, emballer
from eligibility.engine.derivation import absences
from eligibility.engine.ecrites import PILE_MAX, REGLES_MAX, Nommee, Sorties, grouper, lire
from eligibility.engine.ecriture import Ecriture, Plume, Redaction
from eligibility.engine.lowering import (
    JAMAIS,
    TOUJOURS,
    Abaissement,
    Atome,
    Et,
    Noeud,
    Ou,
    Signe,
    atomes,
    et,
    flatten,
    holds,
    ou,
)
from eligibility.engine.noms import Noms
from eligibility.engine.proprietes import OPERANDE_MAX, Codes, Propriete, Sens
from eligibility.engine.protocol import EngineError
from eligibility.language.conditions import Aucune, Condition, Operator, Toutes, UneDe
from eligibility.language.facts import Facts, Members

from .espion import decoder
from .fabrique import Fabrique, feuille, regle
from .oracle import valeur


def plat(facts: Facts, codes: Codes, *noeuds: Noeud) -> dict[str, int]:
    return flatten(facts, {atome.propriete for noeud in noeuds for atome in atomes(noeud)}, codes)


def test_une_condition_abaissee_est_vraie_quand_elle_est_sue_vraie() -> None:
    """And its negation lowered is true when the condition is known false; neither, while it is open."""
    vues = {True: 0, False: 0, None: 0}
    for graine in range(600):
        fabrique = Fabrique(Random(graine), {"items": ["item0-0", "item0-1"], "axes": ["axe0"]})
        codes = Codes()
        abaissement = Abaissement(codes)
        conditions = [fabrique.condition(fabrique.alea.randrange(4)) for _ in range(3)]
        abaissees = [(si, abaissement.condition(si), abaissement.condition(si, False)) for si in conditions]
        for _ in range(4):
            facts = fabrique.projet()
            if fabrique.alea.random() < 0.7:
                facts = {**facts, "items": Members(frozenset(["item0-0"])), "axes": Members(frozenset())}
            for si, positive, negative in abaissees:
                lu = plat(facts, codes, positive, negative)
                attendu = valeur(si, facts)
                vues[attendu] += 1
                assert holds(positive, lu) is (attendu is True), (graine, si, facts)
                assert holds(negative, lu) is (attendu is False), (graine, si, facts)
    assert min(vues.values()) > 1000


def test_ce_qui_est_ecrit_d_un_projet_est_ce_qui_s_en_lit() -> None:
    """Each property that is known, at its value, and no other; conclusions and relays as they are when they are
    written, whatever was written before."""
    vues = set()
    for graine in range(150):
        fabrique = Fabrique(Random(graine), {"items": ["item0-0", "item0-1"]})
        codes, noms = Codes(), Noms()
        abaissement = Abaissement(codes)
        conditions = [fabrique.condition(2) for _ in range(6)]
        abaissees = [abaissement.condition(si, positif) for si in conditions for positif in (True, False)]
        proprietes = {atome.propriete for noeud in abaissees for atome in atomes(noeud)}
        proprietes.add(Propriete(Sens.RELAIS, "0+.0"))
        plume = Plume(codes)
        ecritures = [
            Ecriture([Nommee(propriete, noms(propriete.nom)) for propriete in ensemble], plume)
            for ensemble in (proprietes, {propriete for propriete in proprietes if fabrique.alea.random() < 0.5})
        ]
        for _ in range(4):
            projet = Redaction(plume, {**fabrique.projet(), "items": Members(frozenset(), frozenset(["item0-1"]))})
            for ajout in ({}, {"items": Members(frozenset(["item0-0"]))}, {Propriete(Sens.RELAIS, "0+.0").nom: True}):
                projet.facts.update(ajout)
                attendu = {noms(nom): lu for nom, lu in flatten(projet.facts, proprietes, codes).items()}
                toutes, moitie = (dict(decoder(ecriture(projet))) for ecriture in ecritures)
                assert toutes == {**attendu, "kind": "p", "id": "p"}, graine
                assert moitie.items() <= toutes.items()
                vues.update(propriete.sens for propriete in proprietes if noms(propriete.nom) in attendu)
    assert vues == set(Sens)


@pytest.mark.parametrize(
    ("si", "vraie", "fausse"),
    [
        (feuille("items", Operator.CONTIENT, "a"), set(), {"a"}),
        (feuille("items", Operator.CONTIENT_UN_DE, ("a", "b")), set(), {"a", "b"}),
        (feuille("items", Operator.CONTIENT_TOUS, ("a", "b")), set(), {"a", "b"}),
        (feuille("items", Operator.NE_CONTIENT_AUCUN, ("a", "b")), {"a", "b"}, set()),
        (feuille("objets", Operator.NE_CONTIENT_AUCUN, ("a", "b")), set(), set()),
        (Aucune((feuille("items", Operator.CONTIENT, "a"),)), {"a"}, set()),
        (Aucune((Aucune((feuille("items", Operator.CONTIENT, "a"),)),)), set(), {"a"}),
        (
            Toutes((feuille("items", Operator.CONTIENT, "a"), feuille("items", Operator.NE_CONTIENT_AUCUN, ("b",)))),
            {"b"},
            {"a"},
        ),
    ],
)
def test_les_absences_qui_comptent(si: Condition, vraie: set[str], fausse: set[str]) -> None:
    """Concluded values of which the known absence can make a condition true, or false."""
    assert set(absences(si)) == {("items", valeur) for valeur in vraie}
    assert set(absences(si, positif=False)) == {("items", valeur) for valeur in fausse}


def test_une_condition_abaissee_plus_tot_reste_juste_quand_des_codes_s_ajoutent() -> None:
    codes = Codes()
    abaissement = Abaissement(codes)
    avant = abaissement.condition(feuille("cadre", Operator.VAUT, "a"))
    sauf_avant = abaissement.condition(feuille("cadre", Operator.VAUT, "a"), False)
    abaissement.condition(feuille("cadre", Operator.PARMI, ("b", "c")))
    for cadre in ("a", "b", "c", "jamais-cite"):
        lu = plat({"cadre": cadre}, codes, avant)
        assert holds(avant, lu) is (cadre == "a")
        assert holds(sauf_avant, lu) is (cadre != "a")


def test_les_atomes_abaisses_sont_des_comparaisons_d_entiers_bornes() -> None:
    for graine in range(300):
        fabrique = Fabrique(Random(graine))
        abaissement = Abaissement(Codes())
        for positif in (True, False):
            for atome in atomes(abaissement.condition(fabrique.condition(3), positif)):
                assert type(atome.nombre) is int
                assert abs(atome.nombre) <= OPERANDE_MAX
                assert atome.signe in set(Signe)


def test_un_nombre_hors_bornes_nomme_la_regle() -> None:
    for nombre in (OPERANDE_MAX, -OPERANDE_MAX, 2**63, -(10**40)):
        with pytest.raises(EngineError, match=f"« r9 ».*{nombre}"):
            Abaissement(Codes()).regle(regle("r9", feuille("n", Operator.AU_PLUS, nombre)))


A, B, C = (Atome(Propriete(Sens.VALEUR, champ), Signe.EGAL, 1) for champ in "abc")


def test_et_et_ou_s_aplatissent_sans_doublon_et_sans_terme_vide() -> None:
    assert et([A, et([B, A])]) == Et((A, B))
    assert ou([A, ou([B, A])]) == Ou((A, B))
    assert et([A]) == ou([A]) == et([A, A]) == A
    assert et([]) == TOUJOURS == et([TOUJOURS]) == ou([A, TOUJOURS])
    assert ou([]) == JAMAIS == ou([JAMAIS]) == et([A, JAMAIS])
    assert et([A, TOUJOURS]) == ou([A, JAMAIS]) == A
    assert ou([A, et([B, C])]) == Ou((A, Et((B, C))))


def test_holds_compare_et_ne_sait_rien_d_une_propriete_absente() -> None:
    for signe, vraies in (
        (Signe.EGAL, {2}),
        (Signe.DIFFERENT, {1, 3}),
        (Signe.AU_PLUS, {1, 2}),
        (Signe.AU_MOINS, {2, 3}),
    ):
        atome = Atome(A.propriete, signe, 2)
        assert {n for n in (1, 2, 3) if holds(atome, {"a": n})} == vraies
        assert not holds(atome, {})
    assert holds(TOUJOURS, {})
    assert not holds(JAMAIS, {})


def large(alea: Random, largeur: int, profondeur: int) -> Condition:
    """A condition wider and deeper than any that a person would write."""
    if profondeur == 0:
        champ = f"a{alea.randrange(200)}"
        return feuille(champ, Operator.VAUT, True) if alea.random() < 0.7 else feuille(champ, Operator.AU_MOINS, 1)
    enfants = tuple(large(alea, largeur, alea.randrange(profondeur)) for _ in range(alea.randrange(1, largeur)))
    return alea.choice([Toutes, UneDe, Aucune])(enfants)


def executer(programme: Programme, lu: dict[str, int]) -> bool:
    """What the rounds of clauses conclude, by definition: a relay found true is a property of later rounds."""
    lu = dict(lu)
    for etage in programme.etages:
        trouvees = [clause for clause in etage if all(holds(terme, lu) for terme in clause.termes)]
        if any(clause.relais is None for clause in trouvees):
            return True
        lu |= {clause.relais.nom: 1 for clause in trouvees if clause.relais is not None}
    return False


def conditions_larges() -> Iterator[tuple[int, Random, Condition]]:
    for graine in range(120):
        alea = Random(graine)
        yield graine, alea, large(alea, *alea.choice([(4, 2), (12, 2), (40, 2), (8, 3), (5, 4), (3, 6), (150, 1)]))


def test_une_condition_decoupee_en_clauses_dit_la_meme_chose() -> None:
    relayees = vraies = 0
    for graine, alea, si in conditions_larges():
        codes = Codes()
        for positif in (True, False):
            noeud = Abaissement(codes).condition(si, positif)
            programme = Programme(0, noeud, "r")
            relayees += len(programme.etages) > 1
            for densite in (0.05, 0.5, 0.95):
                facts: Facts = {f"a{rang}": alea.random() < densite for rang in range(200) if alea.random() < 0.95}
                lu = plat(facts, codes, noeud)
                attendu = valeur(si, facts) is positif
                assert executer(programme, lu) is holds(noeud, lu) is attendu, graine
                vraies += attendu
    assert relayees > 20
    assert 100 < vraies < 600


def test_chaque_etage_tient_dans_les_bornes_une_fois_emballe() -> None:
    """Every ruleset, and every clause alone; clauses are neither lost nor reordered."""
    for graine, _, si in conditions_larges():
        for positif in (True, False):
            for etage in Programme(0, Abaissement(Codes()).condition(si, positif), "r").etages:
                paquets = emballer(etage)
                assert [clause for paquet in paquets for clause in paquet] == etage
                for paquet in paquets:
                    assert paquet
                    reseau = Reseau()
                    for clause in paquet:
                        reseau.ajouter(clause)
                    assert reseau.tient, graine


def clause(*termes: Noeud) -> Clause:
    return Clause(0, termes)


def reseau(*clauses: Clause) -> Reseau:
    trace = Reseau()
    for une in clauses:
        trace.ajouter(une)
    return trace


def oui(rang: int) -> Atome:
    return Atome(Propriete(Sens.VALEUR, f"a{rang}"), Signe.EGAL, 1)


def test_un_reseau_trop_grand_ne_tient_pas() -> None:
    """Each limit of durable-rules, just within what it takes and just past it."""
    memes = [Atome(A.propriete, Signe.EGAL, rang) for rang in range(600)]
    # Conditions matched at once by one fact: 64.
    assert reseau(*(clause(oui(rang)) for rang in range(40))).tient
    assert not reseau(clause(Ou(tuple(oui(rang) for rang in range(65))))).tient
    # Of equalities on one property one alone is true: it is their number under one node that is bounded, by 512.
    assert reseau(clause(Ou(tuple(memes[:100])))).tient
    assert not reseau(clause(Ou(tuple(memes[:512])))).tient
    # Thresholds on one property are all true at once.
    assert not reseau(clause(Ou(tuple(Atome(A.propriete, Signe.AU_MOINS, rang) for rang in range(65))))).tient
    # Properties of one fact: 252.
    assert not reseau(clause(*(oui(rang) for rang in range(253)))).tient
    # `$or` under one node: 128.
    assert not reseau(*(clause(A, Ou((B, Et((C, oui(rang)))))) for rang in range(128))).tient
    # Rules on one last condition: 256.
    assert not reseau(*(clause(A) for _ in range(256))).tient


def test_une_clause_trop_large_a_elle_seule_est_une_erreur() -> None:
    """Programme cuts them beforehand."""
    trop = Ou(tuple(oui(rang) for rang in range(600)))
    with pytest.raises(EngineError, match="trop large"):
        emballer([Clause(0, (trop,), poids=601)])


def test_emballer_respecte_l_ordre_et_remplit_les_jeux() -> None:
    clauses = [clause(oui(rang % 7), oui(100 + rang)) for rang in range(200)]
    paquets = emballer(clauses)
    assert [une for paquet in paquets for une in paquet] == clauses
    assert len(paquets) <= 10
    assert emballer([]) == []


def test_grouper_sans_mesurer_tient_dans_les_memes_bornes() -> None:
    """Whatever their shapes: clauses in order, none lost, each ruleset within every bound unless of one clause."""
    for graine in range(40):
        fabrique = Fabrique(Random(graine), {"items": ["item0-0"]})
        programmes = [Programme(rang, Abaissement(Codes()).condition(fabrique.condition(3)), "r") for rang in range(70)]
        clauses = [clause for programme in programmes for etage in programme.etages for clause in etage]
        noms = Noms()
        ecrites = [ecrire(une, noms) for une in clauses]
        paquets = grouper(ecrites)
        assert [une for paquet in paquets for une in paquet] == ecrites
        restantes = iter(clauses)
        for paquet in paquets:
            mesure = reseau(*(next(restantes) for _ in paquet))
            assert mesure.tient, graine
            assert len(paquet) <= REGLES_MAX
            assert len(paquet) == 1 or sum(une.poids for une in paquet) <= PILE_MAX
        assert len(paquets) < len(ecrites) / 2
    assert grouper([]) == []


def test_ce_qui_est_garde_se_relit_et_le_reste_non() -> None:
    noeud = Et((A, Ou((B, C))))
    etages = tuple(tuple(ecrire(une, Noms()) for une in etage) for etage in Programme(3, noeud, "r").etages)
    gardee = Sorties(etages, None)
    assert lire(json.encode(gardee)) == gardee
    for autre in (b"", b"null", b"[]", b'[[["3"]]]', b"[" * 100_000):
        assert lire(autre) is None
