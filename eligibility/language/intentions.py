"""What the writer of a condition meant, where the words are those of French, of a spreadsheet or of another field."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import Final

from eligibility.documents.characters import clip
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.conditions import Operator
from eligibility.language.francais import entre_guillemets
from eligibility.language.intervalles import keys
from eligibility.language.operandes import OPERATORS
from eligibility.language.scalaires import is_absent
from eligibility.language.vocabulary import Field, Kind, Vocabulary

_EGAL: Final = (Operator.VAUT, Operator.CONTIENT)
_PARMI: Final = (Operator.PARMI, Operator.CONTIENT_UN_DE)
_PLUS: Final = (Operator.AU_MOINS, Operator.RECOUPE)
_MOINS: Final = (Operator.AU_PLUS, Operator.RECOUPE)
_ENTRE: Final = (Operator.RECOUPE, Operator.INCLUS_DANS)
_SAUF: Final = (Operator.NE_CONTIENT_AUCUN,)

_MOTS: Final[Table[str, tuple[Operator, ...]]] = {
    **dict.fromkeys(("=", "==", "egal", "egale", "egal_a", "est", "is", "eq"), _EGAL),
    **dict.fromkeys(("contains", "comprend", "inclut", "comporte", "avec"), _EGAL[::-1]),
    **dict.fromkeys(("dans", "in", "un_de", "une_de", "un_des", "any", "au_moins_un"), (*_PARMI, Operator.INCLUS_DANS)),
    **dict.fromkeys(("toutes", "tous", "all"), (Operator.CONTIENT_TOUS,)),
    **dict.fromkeys((">=", "min", "minimum", "plus_de", "a_partir_de", "superieur", "superieur_a", "gte"), _PLUS),
    **dict.fromkeys(("<=", "max", "maximum", "moins_de", "jusqu_a", "inferieur", "inferieur_a", "lte"), _MOINS),
    **dict.fromkeys((">", "gt"), (Operator.APRES, *_PLUS)),
    **dict.fromkeys(("<", "lt"), (Operator.AVANT, *_MOINS)),
    **dict.fromkeys(("du", "depuis"), (Operator.AU_MOINS, Operator.RECOUPE)),
    **dict.fromkeys(("au",), (Operator.AU_PLUS, Operator.RECOUPE)),
    **dict.fromkeys(("entre", "between", "chevauche", "touche", "croise"), _ENTRE),
    **dict.fromkeys(("compris_entre", "compris_dans", "inclus", "inside"), _ENTRE[::-1]),
    **dict.fromkeys(("sauf", "pas", "not", "aucun", "aucune", "exclut", "!=", "different"), _SAUF),
    **dict.fromkeys(("present", "rempli", "connu", "existe", "exists", "donne"), (Operator.RENSEIGNE,)),
}
"""Words and signs by what they would be here, folded; the first operator that the field takes."""

_AUTREMENT: Final[Table[Operator, tuple[Operator, ...]]] = {
    Operator.VAUT: (Operator.CONTIENT,),
    Operator.CONTIENT: (Operator.VAUT,),
    Operator.PARMI: (Operator.CONTIENT_UN_DE,),
    Operator.CONTIENT_UN_DE: (Operator.PARMI,),
    Operator.INCLUS_DANS: (Operator.PARMI, Operator.CONTIENT_UN_DE),
    Operator.RECOUPE: (Operator.CONTIENT_UN_DE, Operator.PARMI),
}
"""The same question asked of a field of another kind."""

_TOUTES: Final = "toutes"
_BAS: Final = frozenset({Operator.AU_MOINS, Operator.APRES})
_HAUT: Final = frozenset({Operator.AU_PLUS, Operator.AVANT})
_INTERVALLES: Final = frozenset({Kind.INTERVALLE, Kind.PERIODE})
_LISTES: Final = frozenset({Kind.CHOIX, Kind.ENSEMBLE, Kind.PLAN})
_PLUSIEURS: Final = frozenset(
    {Operator.PARMI, Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN}
)
UNE_VALEUR: Final = frozenset({Operator.VAUT, Operator.CONTIENT})
"""Operators of one value."""
_SIGNE: Final = r"^[<>=!]=?"


def operateurs(field: Field) -> str:
    """All the operators of ``field``, to choose from."""
    listed = ", ".join(entre_guillemets(operator.value) for operator in OPERATORS[field.nature])
    return f"opérateurs de ce champ\u00a0: {listed}"


def operateur_inconnu(field: Field, ecrit: str) -> str:
    """What to write instead of ``ecrit``, which is no operator."""
    meant = _voulu(field, ecrit)
    if meant is None:
        return vouliez_vous(nearest(ecrit, [known.value for known in OPERATORS[field.nature]])) or operateurs(field)
    question = f"vouliez-vous dire {entre_guillemets(meant.value)}\u00a0?"
    return question if meant.value == fold(ecrit) else f"{question} {operateurs(field)}"


def liste_coupee(field: Field, node: Mapping, name: Scalar) -> tuple[str, tuple[Scalar, ...]] | None:
    """The cure for « {contient_un_de: a, b} », ``name`` being the operator, and the keys that YAML sees after it: « b »
    here. None where nothing is cut."""
    entries = list(node)
    rank = next(index for index, (key, _) in enumerate(entries) if key is name)
    first = entries[rank][1]
    rest = [key for key, _ in itertools.takewhile(lambda entry: is_absent(entry[1]), entries[rank + 1 :])]
    if field.nature not in _LISTES or not rest or not isinstance(first, Scalar) or is_absent(first):
        return None
    if rest[0].span.line != first.span.end_line:
        return None
    operator = _plusieurs(field) if name.text in UNE_VALEUR else name.text
    words = ", ".join([first.text, *(key.text for key in rest)])
    written = entre_guillemets(f"{operator}: [{clip(words)}]")
    return f"entre accolades, une virgule sépare deux clés\u00a0: écrivez {written}, avec des crochets", tuple(rest)


def elements_laisses(connecteur: Scalar, suivants: Iterable[Node]) -> str | None:
    """The cure for ``connecteur`` with nothing under it, when elements of the list that it stands in follow: they may
    be its own, not far enough to the right. None when none does."""
    lines = [node.span.line for node in suivants if isinstance(node, Mapping)]
    below = [line for line in lines if line > connecteur.span.end_line]
    if not below:
        return None
    last = max(_last_line(node) for node in suivants)
    what = f"la ligne {below[0]}" if last == below[0] else f"les lignes {below[0]} à {last}"
    return (
        f"décalez de 4 espaces vers la droite {what}, pour placer sous {entre_guillemets(connecteur.text)} ses éléments"
        f"\u00a0; seuls ceux qui n'en sont pas restent où ils sont"
    )


def operateur_d_une_autre_nature(field: Field, operator: Operator, node: Node) -> str:
    """What to write instead of ``operator``, which other fields than ``field`` take, and whose value is ``node``."""
    admitted = OPERATORS[field.nature]
    if field.nature in _INTERVALLES and operator in _BAS | _HAUT:
        bound = keys(field.nature)[operator in _HAUT]
        value = clip(node.text) if isinstance(node, Scalar) and node.text.strip() else "…"
        example = entre_guillemets(f"{field.id}: {{{Operator.RECOUPE.value}: {{{bound}: {value}}}}}")
        return f"écrivez par exemple {example}\u00a0; {operateurs(field)}"
    if operator is Operator.NE_CONTIENT_AUCUN and Operator.PARMI in admitted:
        example = entre_guillemets(f"- {field.id}: {{{Operator.PARMI.value}: […]}}")
        return f"écrivez, sous «\u00a0aucune:\u00a0», {example}\u00a0; {operateurs(field)}"
    meant = [other.value for other in _AUTREMENT.get(operator, ()) if other in admitted]
    question = vouliez_vous(meant)
    return f"{question} {operateurs(field)}" if question else operateurs(field)


def sans_operateur(field: Field, node: Node) -> str:
    """How to write what a value without operator seems to ask."""
    first = OPERATORS[field.nature][0]
    if isinstance(node, Scalar) and node.text.strip() and "\n" not in node.text and first is not Operator.RENSEIGNE:
        if said := _phrase(field, node.text):
            return said
        if field.nature in _INTERVALLES:
            return operateurs(field)
        return _ecrire(field, first, clip(node.text))
    if isinstance(node, Sequence) and field.nature in _LISTES:
        several = _plusieurs(field)
        words = ", ".join(item.text for item in node.items if isinstance(item, Scalar)) or "…"
        return _ecrire(field, several, f"[{clip(words)}]")
    return operateurs(field)


def sans_cle(node: Node, vocabulary: Vocabulary) -> str | None:
    """How to write as a condition a text or a list; None when nothing says what it asks."""
    if isinstance(node, Sequence):
        return "écrivez «\u00a0toutes:\u00a0» ou «\u00a0une_de:\u00a0» devant cette liste, et décalez-la dessous"
    if not isinstance(node, Scalar):
        return None
    name, _, rest = node.text.strip().partition(" ")
    field = vocabulary.champs.get(name.rstrip(":"))
    if field is None:
        return None
    if name.endswith(":"):
        # Between quotes, or as a block of text: YAML saw no key.
        return "écrivez cette condition sans guillemets ni «\u00a0|\u00a0» autour"
    return _phrase(field, rest)


def sous_un_tiret(cle: str, connecteur: str) -> str:
    """What to do of ``cle``, written under another key of one element of ``connecteur``."""
    tiret = f"mettez un tiret devant {entre_guillemets(cle)}"
    if connecteur == _TOUTES:
        return f"{tiret}, aligné sur les autres de {entre_guillemets(connecteur)}"
    autre = f"{tiret} si c'est un autre élément de {entre_guillemets(connecteur)}"
    return f"{autre}\u00a0; pour exiger les deux, mettez-les en liste sous {entre_guillemets(_TOUTES)}"


def _phrase(field: Field, text: str) -> str | None:
    """The condition that « vaut 3 », « plus de 3 » or « >=3 » says of ``field``; None when no operator starts it."""
    words = re.sub(_SIGNE, r"\g<0> ", text.strip()).split()
    for count in range(min(3, len(words) - 1), 0, -1):
        operator = _voulu(field, " ".join(words[:count]))
        if operator is not None and operator not in _ENTRE:
            value = clip(" ".join(words[count:]))
            return _ecrire(field, operator, f"[{value}]" if operator in _PLUSIEURS and value[0] != "[" else value)
    return None


def _plusieurs(field: Field) -> Operator:
    """The operator that takes several values, one of which is enough."""
    return Operator.PARMI if field.nature is Kind.CHOIX else Operator.CONTIENT_UN_DE


def _last_line(node: Node) -> int:
    """The last line of ``node`` that says something."""
    if isinstance(node, Mapping) and node.entries:
        key, value = node.entries[-1]
        return max(key.span.end_line, _last_line(value))
    if isinstance(node, Sequence) and node.items:
        return _last_line(node.items[-1])
    return node.span.line


def _ecrire(field: Field, operator: Operator, value: str) -> str:
    return f"écrivez {entre_guillemets(f'{field.id}: {{{operator.value}: {value}}}')}"


def _voulu(field: Field, word: str) -> Operator | None:
    """The operator of ``field`` that ``word`` is, or says in other terms."""
    folded = fold(word)
    admitted = OPERATORS[field.nature]
    exact = next((known for known in admitted if known.value == folded), None)
    return exact or next((meant for meant in _MOTS.get(folded, ()) if meant in admitted), None)
