"""The operand of a leaf: which operators a field takes, and how the value of each is read."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Final

from eligibility.documents.characters import clip, unquoted
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.documents.suggest import fold
from eligibility.language.conditions import Bounds, Operand, Operator
from eligibility.language.francais import entre_guillemets, jour, montant, nombre
from eligibility.language.intervalles import keys, read_bounds
from eligibility.language.lexique import lookup, propose_id
from eligibility.language.scalaires import is_absent, opening, read_day, read_money, read_number, read_yes_no
from eligibility.language.vocabulary import Field, Kind, Vocabulary

_SET: Final = (
    Operator.CONTIENT,
    Operator.CONTIENT_UN_DE,
    Operator.CONTIENT_TOUS,
    Operator.NE_CONTIENT_AUCUN,
    Operator.RENSEIGNE,
)
_INTERVAL: Final = (Operator.RECOUPE, Operator.INCLUS_DANS, Operator.RENSEIGNE)

OPERATORS: Final[Table[Kind, tuple[Operator, ...]]] = {
    Kind.TEXTE: (Operator.RENSEIGNE,),
    Kind.CHOIX: (Operator.VAUT, Operator.PARMI, Operator.RENSEIGNE),
    Kind.ENSEMBLE: _SET,
    Kind.PLAN: _SET,
    Kind.OUI_NON: (Operator.VAUT, Operator.RENSEIGNE),
    Kind.NOMBRE: (Operator.VAUT, Operator.AU_MOINS, Operator.AU_PLUS, Operator.RENSEIGNE),
    Kind.MONTANT: (Operator.AU_MOINS, Operator.AU_PLUS, Operator.RENSEIGNE),
    Kind.DATE: (Operator.AU_MOINS, Operator.AU_PLUS, Operator.AVANT, Operator.APRES, Operator.RENSEIGNE),
    Kind.INTERVALLE: _INTERVAL,
    Kind.PERIODE: _INTERVAL,
}
"""The operators of each kind of field, the most usual first."""

_LISTS: Final = frozenset({Operator.PARMI, Operator.CONTIENT_UN_DE, Operator.CONTIENT_TOUS, Operator.NE_CONTIENT_AUCUN})
_YES: Final = frozenset({"oui", "true", "vrai"})
_NO: Final = frozenset({"non", "false", "faux"})


def show(field: Field, value: int) -> str:
    """A limit, as a reader of French writes it."""
    if field.nature is Kind.MONTANT:
        return montant(value)
    return f"le {jour(value)}" if field.nature is Kind.DATE else nombre(value)


def read_operand(
    field: Field, operator: Operator, key: Scalar, node: Node, vocabulary: Vocabulary, report: Report
) -> Operand | None:
    """The value asked by ``operator`` (whose key is ``key``), one of those ``field`` takes; None when it is wrong."""
    if is_absent(node) or (isinstance(node, Scalar) and not node.text.strip()):
        report.add("V512", key.span, cle=key.text)
        return None
    if operator is Operator.RENSEIGNE:
        return _read_given(node, report)
    if operator in _LISTS:
        return _read_list(field, operator, key, node, vocabulary, report)
    if operator in (Operator.RECOUPE, Operator.INCLUS_DANS):
        return _read_interval(field, operator, key, node, report)
    if not isinstance(node, Scalar):
        aide = "écrivez cette valeur seule, sans crochets ni accolades"
        if isinstance(node, Sequence) and field.nature in (Kind.CHOIX, Kind.ENSEMBLE, Kind.PLAN):
            several = Operator.PARMI if field.nature is Kind.CHOIX else Operator.CONTIENT_UN_DE
            aide = f"pour plusieurs valeurs, l'opérateur est {entre_guillemets(several.value)}"
        report.add("V511", opening(node), operateur=operator.value, attendu="une seule valeur", aide=aide)
        return None
    match field.nature:
        case Kind.OUI_NON:
            return read_yes_no(field, node, report)
        case Kind.NOMBRE:
            return read_number(field, node, report)
        case Kind.MONTANT:
            return read_money(field, node, report)
        case Kind.DATE:
            return read_day(field, node, report)
    return _read_id(field, operator, node, vocabulary, report)


def _read_given(node: Node, report: Report) -> bool | None:
    if isinstance(node, Scalar) and fold(node.text) in _YES:
        return True
    # Of « non », the catalogue says why it cannot be.
    denied = isinstance(node, Scalar) and fold(node.text) in _NO
    report.add("V514", opening(node), aide=None if denied else "écrivez «\u00a0renseigne: oui\u00a0»")
    return None


def _read_id(field: Field, operator: Operator, node: Node, vocabulary: Vocabulary, report: Report) -> str | None:
    """An exact id. A synonym would make a rule depend on the wording of the vocabulary."""
    if not isinstance(node, Scalar):
        aide = "écrivez les identifiants l'un après l'autre, sans autres crochets ni accolades"
        report.add("V511", opening(node), operateur=operator.value, attendu="ici un identifiant", aide=aide)
        return None
    if is_absent(node) or not node.text.strip():
        report.add("V204", node.span, champ=operator.value, aide="complétez cet élément ou retirez-le")
        return None
    if field.value(node.text) is not None:
        return node.text
    found = lookup(field, node.text).values
    meant = f"écrivez {entre_guillemets(found[0].id)}" if len(found) == 1 else None
    aide = (
        meant
        or _mal_ecrit(field, operator, node.text)
        or _d_un_autre_champ(operator, node.text, vocabulary)
        or propose_id(field, node.text)
    )
    report.add("V513", node.span, valeur=clip(node.text), champ=field.id, aide=aide)
    return None


def _mal_ecrit(field: Field, operator: Operator, word: str) -> str | None:
    """The cure for an id between quotes that are not YAML's, or for several that no comma separates."""
    bare = unquoted(word)
    if bare != word and field.value(bare) is not None:
        return f"écrivez {entre_guillemets(clip(bare))}, sans ces guillemets"
    several = [part.strip() for part in word.split(";") if part.strip()]
    if operator in _LISTS and len(several) > 1:
        return f"séparez les valeurs par des virgules\u00a0: {entre_guillemets(clip(', '.join(several)))}"
    return None


def _d_un_autre_champ(operator: Operator, word: str, vocabulary: Vocabulary) -> str | None:
    """The cure for a value that belongs to other fields: the same condition on them, where they can be asked it."""
    owners = [other for other in vocabulary.champs.values() if other.value(word) is not None]
    if not owners:
        return None
    dites = " et de ".join(entre_guillemets(other.id) for other in owners)
    ecrites = " ou ".join(filter(None, (_la_meme(operator, word, other) for other in owners)))
    suite = f"\u00a0: la condition s'écrit {ecrites}" if ecrites else ""
    return f"{entre_guillemets(word)} est une valeur de {dites}{suite}"


def _la_meme(operator: Operator, word: str, field: Field) -> str | None:
    """The condition that asks ``word`` of ``field`` as ``operator`` does; None when no operator of it says « none »."""
    admitted = OPERATORS[field.nature]
    if operator is Operator.NE_CONTIENT_AUCUN and operator not in admitted:
        return None
    same = operator if operator in admitted else admitted[0]
    value = f"[{word}]" if same in _LISTS else word
    return entre_guillemets(f"{field.id}: {{{same.value}: {value}}}")


def _read_list(
    field: Field, operator: Operator, key: Scalar, node: Node, vocabulary: Vocabulary, report: Report
) -> tuple[str, ...] | None:
    if not isinstance(node, Sequence):
        aide = "écrivez les identifiants entre crochets, séparés par des virgules"
        if isinstance(node, Scalar):
            aide = f"écrivez «\u00a0{key.text}: [{clip(node.text)}]\u00a0»"
        report.add("V511", opening(node), operateur=operator.value, attendu="une liste d'identifiants", aide=aide)
        return None
    if not node.items:
        report.add("V505", key.span, cle=key.text)
        return None
    found: set[str] = set()
    sound = True
    for item in node.items:
        ident = _read_id(field, operator, item, vocabulary, report)
        if ident is not None and ident in found:
            report.add("V517", item.span, valeur=ident)
        sound = sound and ident is not None and ident not in found
        if ident is not None:
            found.add(ident)
    return tuple(sorted(found)) if sound else None


def _read_interval(field: Field, operator: Operator, key: Scalar, node: Node, report: Report) -> Bounds | None:
    if isinstance(node, Mapping) and all(is_absent(value) for name, value in node if name.text in keys(field.nature)):
        unknown = [name for name, _ in node if name.text not in keys(field.nature)]
        if not unknown:
            low, high = keys(field.nature)
            report.add("V516", key.span, operateur=operator.value, bas=low, haut=high)
            return None
    return read_bounds(field, node, report, key.text)
