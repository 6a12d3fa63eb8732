"""A project as its officer wrote it: typed facts, each with its place, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping as Table

from msgspec import Struct

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Diagnostic, Report
from eligibility.documents.located import Document, Mapping, Node, Scalar, Sequence, Span
from eligibility.documents.suggest import nearest
from eligibility.language.cles import Group, cut_decimal, cut_keys, key_tree, missing_colon, propose_key, same_key
from eligibility.language.coherence import DEPARTEMENT, check_deduced, check_places, check_total, deduce, within
from eligibility.language.facts import FactValue, Members
from eligibility.language.lexique import lookup
from eligibility.language.plan import PlanLine, read_plan
from eligibility.language.scalaires import is_absent, opening
from eligibility.language.values import read_value
from eligibility.language.vocabulary import Field, Kind, Vocabulary

__all__ = ["PlanLine", "Projet", "read_projet"]

# The schema of a project, which code may name; every other field is data.
INTITULE = "intitule"
COUT_TOTAL = "financement.cout_total"
PLAN = "financement.plan"


class Projet(Struct, frozen=True):
    """``empreinte``: ``sha256:…`` of the file's text. ``facts``: what is known, deduced fields included.

    ``positions``: for each of them, the span of its value, or of its key when the value is a list or a mapping; a
    deduced field has the place of the field it follows from. ``cout_total`` and the plan's amounts are in cents, None
    when not given. ``textes``: the free texts (``caf``, ``resume``…) by field id.
    """

    intitule: str
    fichier: str
    empreinte: str
    facts: Table[str, FactValue]
    positions: Table[str, Span]
    plan: tuple[PlanLine, ...] | None
    cout_total: int | None
    textes: Table[str, str]


def read_projet(
    document: Document, vocabulary: Vocabulary, root: Node | None = None
) -> tuple[Projet | None, tuple[Diagnostic, ...]]:
    """The project that ``document`` describes, and every diagnostic; no project as soon as one is an error. ``root``:
    the project, where the document holds other things."""
    reading = _Reading(document, vocabulary, root or document.root)
    projet = reading.run()
    return (None if reading.report.has_errors else projet), reading.report.diagnostics


class _Reading:
    def __init__(self, document: Document, vocabulary: Vocabulary, root: Node | None) -> None:
        self.document = document
        self.root = root
        self.vocabulary = vocabulary
        self.report = Report(document.name, document.text)
        self.facts: dict[str, FactValue] = {}
        self.positions: dict[str, Span] = {}
        self.plan: tuple[PlanLine, ...] | None = None
        # Every place a field is written at, refused values included.
        self.keys: dict[str, Scalar] = {}
        # The fields that unknown keys were meant for: misspelled, they are not missing as well.
        self.meant: set[str] = set()

    def run(self) -> Projet | None:
        root = self.root
        if root is None:
            self.report.add("V106", Span(1, 1, 1, 1))
            return None
        if not isinstance(root, Mapping):
            aide = "un fichier décrit un seul projet\u00a0: écrivez ses rubriques sans tiret devant"
            self.report.add("V106", opening(root), aide=aide if isinstance(root, Sequence) else None)
            return None
        self._group(root, key_tree(self.vocabulary.champs.values()))
        self._require(root)
        deduced = deduce(self.vocabulary, self.facts)
        check_deduced(self.vocabulary, self.facts, deduced, self.positions, self.report)
        for champ, (value, origin) in deduced.items():
            if champ not in self.keys:
                self.facts[champ] = value
                self.positions[champ] = self.positions[origin]
        check_places(self.vocabulary, self.facts, self.positions, self.report)
        cost = self.facts.get(COUT_TOTAL)
        total = cost if isinstance(cost, int) else None
        if total is not None and self.plan is not None:
            check_total(total, self.plan, self.positions[PLAN], self.report)
        return self._projet(total)

    def _projet(self, total: int | None) -> Projet:
        textes = {
            champ: value
            for champ, value in self.facts.items()
            if isinstance(value, str) and self.vocabulary.champs[champ].nature is Kind.TEXTE
        }
        return Projet(
            intitule=textes.get(INTITULE, ""),
            fichier=self.document.name,
            empreinte=self.document.empreinte,
            facts=self.facts,
            positions=self.positions,
            plan=self.plan,
            cout_total=total,
            textes=textes,
        )

    def _group(self, mapping: Mapping, group: Group) -> None:
        cut = cut_keys(mapping)
        for key, node in mapping:
            field, inner = group.fields.get(key.text), group.groups.get(key.text)
            if inner is None and field is None:
                self._unknown(mapping, key, node, group)
                meant = same_key(key.text, group.keys, mapping)
                if meant is None:
                    continue
                field, inner = group.fields.get(meant), group.groups.get(meant)
            if inner is not None:
                self._enter(key, node, inner)
            elif field is not None and field.conclu:
                self.report.add("V105", key.span, champ=field.id)
            elif field is not None:
                self._field(key, node, field, cut=key in cut)

    def _unknown(self, mapping: Mapping, key: Scalar, node: Node, group: Group) -> None:
        wrapped = [name.text for name, _ in node if name.text in group.keys] if isinstance(node, Mapping) else []
        if wrapped:
            aide = f"retirez cette clé\u00a0: ce qu'elle contient, comme «\u00a0{wrapped[0]}\u00a0», s'écrit sans elle"
        else:
            cut = missing_colon(key.text, node, group.keys) or cut_decimal(mapping, key)
            aide = cut or propose_key(key.text, group, self.vocabulary)
        self.report.add("V102", key.span, cle=clip(key.text), aide=aide)
        meant = [*wrapped, *nearest(key.text, group.fields)]
        self.meant.update(group.fields[name].id for name in meant if name in group.fields)

    def _enter(self, key: Scalar, node: Node, inner: Group) -> None:
        if is_absent(node):
            return
        if isinstance(node, Mapping):
            self._group(node, inner)
            return
        names = ", ".join(f"«\u00a0{name}\u00a0»" for name in inner.keys)
        if isinstance(node, Scalar):
            # Here: sound files have no use for it.
            from eligibility.documents.syntaxe import inline

            aide = f"écrivez par exemple «\u00a0{key.text}: {{{inner.keys[0]}: {inline(clip(node.text))}}}\u00a0»"
        elif yes := _all_yes(node, inner):
            aide = f"écrivez «\u00a0{key.text}: {{{yes}}}\u00a0»"
        else:
            aide = f"écrivez ces clés sous «\u00a0{key.text}\u00a0», décalées et sans tiret"
        attendu = f"l'une des clés {names}" if len(inner.keys) > 1 else f"la clé {names}"
        self.report.add("V103", opening(node), attendu=attendu, aide=aide)

    def _field(self, key: Scalar, node: Node, field: Field, *, cut: bool) -> None:
        """``cut``: half of the value is elsewhere, which is told there."""
        if is_absent(node):
            return
        self.keys[field.id] = key
        if cut:
            return
        value: FactValue | None
        if field.nature is Kind.PLAN:
            lines = read_plan(field, node, self.report)
            value = None if lines is None else Members(frozenset(line.financeur for line in lines))
            if field.id == PLAN:
                self.plan = lines
        else:
            value = read_value(self._proche(field, node), node, self.report)
        if value is not None:
            self.facts[field.id] = value
            self.positions[field.id] = node.span if isinstance(node, Scalar) else key.span

    def _proche(self, field: Field, node: Node) -> Field:
        """``field``, less the values of other départements where ``node`` is none of its values: they are not to be
        proposed."""
        if field.nature is not Kind.CHOIX or field.id == DEPARTEMENT or not isinstance(node, Scalar):
            return field
        if not field.lieux or lookup(field, node.text).values:
            return field
        where: Node | None = self.root
        for step in DEPARTEMENT.split("."):
            where = where.get(step) if isinstance(where, Mapping) else None
        known = self.vocabulary.champs.get(DEPARTEMENT)
        found = lookup(known, where.text).values if known is not None and isinstance(where, Scalar) else ()
        return within(field, found[0].id) if len(found) == 1 else field

    def _require(self, root: Mapping) -> None:
        for field in self.vocabulary.champs.values():
            if field.obligatoire and not field.conclu and field.id not in self.keys and field.id not in self.meant:
                where, empty = self._missing_at(root, field.id)
                aide = "écrivez sa valeur après «\u00a0:\u00a0»" if empty else None
                self.report.add("V101", where, cle=field.id, aide=aide)

    @staticmethod
    def _missing_at(root: Mapping, champ: str) -> tuple[Span, bool]:
        """The key left empty (and True), else the deepest group that should hold it, else the start of the file."""
        node: Node | None = root
        span = root.entries[0][0].span if root.entries else opening(root)
        for step in champ.split("."):
            key = node.key(step) if isinstance(node, Mapping) else None
            if key is None or not isinstance(node, Mapping):
                return span, False
            span, node = key.span, node.get(step)
        return span, True


def _all_yes(node: Sequence, inner: Group) -> str | None:
    """« cpog: oui, ctg: oui », where a list names the questions that are answered with yes."""
    names = [item.text for item in node.items if isinstance(item, Scalar)]
    fields = [inner.fields.get(name) for name in names]
    if len(names) < len(node.items) or not all(field and field.nature is Kind.OUI_NON for field in fields):
        return None
    return ", ".join(f"{name}: oui" for name in names)
