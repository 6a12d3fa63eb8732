"""A rule's ``si``, from located YAML to a typed condition. Nothing is ignored: what is not understood is an error.

Unlike a project, a rule writes exact ids: a synonym is refused, with the id to write.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Final

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence
from eligibility.documents.suggest import fold, nearest, vouliez_vous
from eligibility.language.cles import cut_decimal, missing_colon
from eligibility.language.conditions import Aucune, Condition, Leaf, Operator, Toutes, UneDe
from eligibility.language.francais import NATURES, entre_guillemets
from eligibility.language.intentions import (
    UNE_VALEUR,
    elements_laisses,
    liste_coupee,
    operateur_d_une_autre_nature,
    operateur_inconnu,
    sans_cle,
    sans_operateur,
    sous_un_tiret,
)
from eligibility.language.intervalles import keys
from eligibility.language.operandes import OPERATORS, read_operand, show
from eligibility.language.scalaires import is_absent, opening
from eligibility.language.vocabulary import Field, Kind, Vocabulary

CONNECTORS: Final[Table[str, type[Toutes] | type[UneDe] | type[Aucune]]] = {
    "toutes": Toutes,
    "une_de": UneDe,
    "aucune": Aucune,
}
_MEANT: Final = {
    "et": "toutes", "and": "toutes", "all": "toutes", "tout": "toutes", "tous": "toutes",
    "ou": "une_de", "or": "une_de", "any": "une_de", "au_moins_une": "une_de", "l_une_de": "une_de",
    "non": "aucune", "not": "aucune", "none": "aucune", "sauf": "aucune", "pas": "aucune", "ni": "aucune",
}  # fmt: skip
_OPERATORS: Final = {operator.value: operator for operator in Operator}
_CLES_DE_REGLE: Final = frozenset({"titre", "sources", "en_vigueur", "si", "alors", "lecture"})
"""What a rule says beside its condition: met inside, it stands too far right."""


def parse_condition(node: Node, vocabulary: Vocabulary, report: Report) -> Condition | None:
    """The condition that ``node`` writes, or None when anything in it is wrong; every fault is reported."""
    if is_absent(node):
        aide = f"écrivez dessous ce que la règle demande\u00a0: {entre_guillemets('champ: {opérateur: valeur}')}"
        report.add("V502", opening(node), aide=aide)
        return None
    return _Parser(vocabulary, report).condition(node)


class _Parser:
    def __init__(self, vocabulary: Vocabulary, report: Report) -> None:
        self.vocabulary = vocabulary
        self.report = report

    def condition(self, node: Node, dans: str | None = None) -> Condition | None:
        """``dans``: the connector that the condition is an element of."""
        if not isinstance(node, Mapping):
            if is_absent(node):
                self.report.add("V502", opening(node))
            else:
                self.report.add("V501", opening(node), aide=sans_cle(node, self.vocabulary))
            return None
        if not node.entries:
            self.report.add("V502", opening(node))
            return None
        first = node.entries[0][0]
        for key, _ in node.entries[1:]:
            # Out of place, it is told as such.
            if key.text in _CLES_DE_REGLE:
                continue
            aide = sous_un_tiret(clip(key.text), dans) if dans else None
            self.report.add("V503", key.span, premiere=clip(first.text), cle=clip(key.text), aide=aide)
        # Each is read all the same, to find every fault at once.
        read = [self._entry(key, value) for key, value in node]
        return read[0] if len(read) == 1 else None

    def _entry(self, key: Scalar, node: Node) -> Condition | None:
        if key.text in CONNECTORS:
            return self._connector(key, node)
        field = self.vocabulary.champs.get(key.text)
        if field is None:
            self._unknown(key, node)
            return None
        return self._leaf(key, node, field)

    def _connector(self, key: Scalar, node: Node) -> Condition | None:
        if is_absent(node) or (isinstance(node, Sequence) and not node.items):
            self.report.add("V505", key.span, cle=key.text)
            return None
        if not isinstance(node, Sequence):
            self.report.add("V504", opening(node), connecteur=key.text)
            if isinstance(node, Mapping):
                for inner, value in node:
                    self._entry(inner, value)
            return None
        read = [self._element(item, key.text, node.items[rank:]) for rank, item in enumerate(node.items, 1)]
        sound = tuple(child for child in read if child is not None)
        return CONNECTORS[key.text](sound) if len(sound) == len(read) else None

    def _element(self, node: Node, dans: str, suivants: tuple[Node, ...]) -> Condition | None:
        """``suivants``: the elements of ``dans`` that come after."""
        if isinstance(node, Mapping) and len(node.entries) == 1:
            key, value = node.entries[0]
            if key.text in CONNECTORS and is_absent(value) and (aide := elements_laisses(key, suivants)):
                self.report.add("V505", key.span, cle=key.text, aide=aide)
                return None
        return self.condition(node, dans)

    def _unknown(self, key: Scalar, node: Node) -> None:
        champs = self.vocabulary.champs
        inside = [ident for ident in champs if ident.startswith(f"{key.text}.")]
        if inside:
            listed = ", ".join(map(entre_guillemets, inside))
            self.report.add(
                "V507", key.span, cle=key.text, aide=f"nommez un champ en entier, avec son point\u00a0: {listed}"
            )
            return
        if key.text in _CLES_DE_REGLE:
            cure = f"c'est une clé de la règle\u00a0: écrivez-la au niveau de {entre_guillemets('si')}, moins décalée"
            self.report.add("V506", key.span, cle=key.text, aide=cure)
            return
        meant = _MEANT.get(fold(key.text))
        deeper = [ident for ident in champs if ident.rpartition(".")[2] == key.text]
        words = (meant,) if meant else tuple(deeper[:3]) or nearest(key.text, [*champs, *CONNECTORS])
        aide = missing_colon(key.text, node, [*champs, *CONNECTORS]) or vouliez_vous(words)
        if aide is None and key.text in _OPERATORS:
            aide = f"c'est un opérateur\u00a0: écrivez «\u00a0champ: {{{key.text}: …}}\u00a0»"
        connecteurs = ", ".join(map(entre_guillemets, CONNECTORS))
        known = f"écrivez un champ du vocabulaire, ou l'un de ces connecteurs\u00a0: {connecteurs}"
        self.report.add("V506", key.span, cle=clip(key.text), aide=aide or known)

    def _leaf(self, key: Scalar, node: Node, field: Field) -> Condition | None:
        admitted = OPERATORS[field.nature]
        if not isinstance(node, Mapping) or not node.entries:
            self.report.add("V508", key.span, champ=field.id, aide=sans_operateur(field, node))
            return None
        if field.nature in (Kind.INTERVALLE, Kind.PERIODE) and all(name.text in keys(field.nature) for name, _ in node):
            bounds = ", ".join(
                f"{name.text}: {value.text if isinstance(value, Scalar) else '…'}" for name, value in node
            )
            aide = f"écrivez «\u00a0{field.id}: {{{admitted[0].value}: {{{clip(bounds)}}}}}\u00a0»"
            self.report.add("V508", key.span, champ=field.id, aide=aide)
            return None
        read: list[Leaf | None] = []
        coupes: tuple[Scalar, ...] = ()
        for name, value in node:
            if any(name is coupe for coupe in coupes):
                continue
            operator = _OPERATORS.get(name.text)
            if operator is None:
                self._unknown_operator(name, node, field)
                read.append(None)
            elif operator not in admitted:
                self.report.add(
                    "V510",
                    name.span,
                    operateur=operator.value,
                    champ=field.id,
                    nature=NATURES[field.nature],
                    aide=operateur_d_une_autre_nature(field, operator, value),
                )
                read.append(None)
            elif coupee := liste_coupee(field, node, name):
                aide, coupes = coupee
                attendu = "une seule valeur" if operator in UNE_VALEUR else "une liste d'identifiants"
                self.report.add("V511", opening(value), operateur=operator.value, attendu=attendu, aide=aide)
                read.append(None)
            else:
                operand = read_operand(field, operator, name, value, self.vocabulary, self.report)
                span = key.span
                read.append(None if operand is None else Leaf(field.id, operator, operand, span.line, span.column))
        leaves = tuple(leaf for leaf in read if leaf is not None)
        if len(leaves) < len(read) or self._impossible(field, node, leaves):
            return None
        return leaves[0] if len(leaves) == 1 else Toutes(leaves)

    def _unknown_operator(self, name: Scalar, node: Mapping, field: Field) -> None:
        forgotten = missing_colon(name.text, node.get(name.text), _OPERATORS)
        aide = forgotten or cut_decimal(node, name) or operateur_inconnu(field, name.text)
        self.report.add("V509", name.span, operateur=clip(name.text), aide=aide)

    def _impossible(self, field: Field, node: Mapping, leaves: tuple[Leaf, ...]) -> bool:
        """Limits in disorder, that no number lies between; an exact value is both."""
        lows, highs = [], []
        for leaf in leaves:
            if isinstance(leaf.valeur, int):
                match leaf.operateur:
                    case Operator.AU_MOINS:
                        lows.append(leaf.valeur)
                    case Operator.APRES:
                        lows.append(leaf.valeur + 1)
                    case Operator.AU_PLUS:
                        highs.append(leaf.valeur)
                    case Operator.AVANT:
                        highs.append(leaf.valeur - 1)
                    case Operator.VAUT:
                        lows.append(leaf.valeur)
                        highs.append(leaf.valeur)
        if not lows or not highs or max(lows) <= min(highs):
            return False
        span = node.entries[-1][0].span
        self.report.add("V515", span, bas=show(field, max(lows)), haut=show(field, min(highs)))
        return True
