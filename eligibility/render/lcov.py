"""Coverage of the files of rules in the format of lcov: a rule is a function, a condition a line with two branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from eligibility.workshop.essais.couverture import Couverture, RegleVue


def lcov(couverture: Couverture, nom: Callable[[str], str]) -> str:
    """``nom``: how other tools find a file of the corpus."""
    lignes = [
        ligne
        for fichier, vues in groupby(couverture.regles, key=lambda vue: vue.rule.fichier)
        for ligne in _fichier(nom(fichier), [*vues])
    ]
    return "".join(f"{ligne}\n" for ligne in lignes)


def _fichier(nom: str, vues: list[RegleVue]) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{nom}"
    yield from (f"FN:{vue.rule.ligne},{vue.rule.cle}" for vue in vues)
    yield from (f"FNDA:{vue.declenchee},{vue.rule.cle}" for vue in vues)
    yield f"FNF:{len(vues)}"
    yield f"FNH:{sum(vue.declenchee > 0 for vue in vues)}"
    branches = 0
    prises = 0
    lignes: dict[int, int] = {}
    par_ligne: dict[int, int] = {}
    for vue in vues:
        lignes[vue.rule.ligne] = lignes.get(vue.rule.ligne, 0) + vue.active
        for feuille in vue.feuilles:
            ligne = feuille.leaf.ligne
            vues_ici = feuille.vraie + feuille.fausse
            lignes[ligne] = lignes.get(ligne, 0) + vues_ici
            bloc = par_ligne[ligne] = par_ligne.get(ligne, -1) + 1
            for branche, fois in enumerate((feuille.vraie, feuille.fausse)):
                # « - » says that the line was never reached, which is not « never taken ».
                yield f"BRDA:{ligne},{bloc},{branche},{fois if vues_ici else '-'}"
                branches += 1
                prises += fois > 0
    yield f"BRF:{branches}"
    yield f"BRH:{prises}"
    yield from (f"DA:{ligne},{fois}" for ligne, fois in sorted(lignes.items()))
    yield f"LF:{len(lignes)}"
    yield f"LH:{sum(fois > 0 for fois in lignes.values())}"
    yield "end_of_record"
