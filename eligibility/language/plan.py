"""The financing plan a project declares: who pays how much."""

from __future__ import annotations

from collections.abc import Mapping as Table

from msgspec import Struct, structs

from eligibility.documents.characters import clip
from eligibility.documents.diagnostics import Report
from eligibility.documents.located import Mapping, Node, Scalar, Sequence, Span
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.cles import cut_decimal, cut_keys, same_key
from eligibility.language.lexique import admitted, empty_list, lookup
from eligibility.language.scalaires import is_absent, opening, read_choice, read_money
from eligibility.language.vocabulary import Field, Kind


class PlanLine(Struct, frozen=True):
    """``financeur``: an id; ``montant``: cents; ``span``: where the line starts in the project's file."""

    financeur: str
    montant: int
    span: Span | None


_NATURES = {"financeur": Kind.CHOIX, "montant": Kind.MONTANT}


def read_plan(field: Field, node: Node, report: Report) -> tuple[PlanLine, ...] | None:
    """Every line of the plan, or None when one is wrong. A plan that is given is complete."""
    cells = {key: structs.replace(field, id=f"{field.id}.{key}", nature=nature) for key, nature in _NATURES.items()}
    if isinstance(node, Mapping) and any(key.text in cells for key, _ in node):
        # A single line without its dash.
        report.add("V103", opening(node), attendu="une liste", aide="mettez un tiret devant chaque ligne du plan")
        _read_line(field, cells, node, report)
        return None
    if not isinstance(node, Sequence):
        aide = empty_list(node.text) if isinstance(node, Scalar) else None
        aide = aide or f"{_line(field, node, '- ')}, une ligne par financeur"
        report.add("V103", opening(node), attendu="une liste", aide=aide)
        return None
    lines: list[PlanLine] = []
    sound = True
    for item in node.items:
        line = _read_line(field, cells, item, report)
        sound = sound and line is not None
        if line is None:
            continue
        first = next((other for other in lines if other.financeur == line.financeur), None)
        if first is not None and first.span is not None:
            report.add("V304", line.span, financeur=line.financeur, ligne=first.span.line)
            sound = False
        lines.append(line)
    return tuple(lines) if sound else None


def _payer(field: Field, node: Node) -> tuple[str, str] | None:
    """Who pays, and how much, where the payer was made the key, or the whole line: « {etat: 60000} », « etat »."""
    value: Node | None = None
    if isinstance(node, Mapping) and node.entries and not any(key.text in _NATURES for key, _ in node):
        node, value = node.entries[0]
    if not isinstance(node, Scalar) or not lookup(field, node.text).values:
        return None
    return node.text, value.text if isinstance(value, Scalar) and value.text else "…"


def _line(field: Field, node: Node, dash: str = "") -> str:
    """How to write a line: what ``node`` plainly means, else an example."""
    # Here: sound files have no use for it.
    from eligibility.documents.syntaxe import inline

    meant = _payer(field, node)
    if meant is None:
        return f"écrivez par exemple «\u00a0{dash}{{financeur: caf, montant: 25000}}\u00a0»"
    payer, amount = (inline(clip(text)) for text in meant)
    return f"écrivez «\u00a0{dash}{{financeur: {payer}, montant: {amount}}}\u00a0»"


def _read_line(field: Field, cells: Table[str, Field], node: Node, report: Report) -> PlanLine | None:
    if is_absent(node):
        report.add("V204", node.span, champ=field.id)
        return None
    if not isinstance(node, Mapping) or _payer(field, node) is not None:
        aide = _line(field, node)
        report.add(
            "V103", opening(node), attendu="les clés «\u00a0financeur\u00a0» et «\u00a0montant\u00a0»", aide=aide
        )
        return None
    sound = True
    payer: str | None = None
    amount: int | None = None
    # Misspelled, they are not missing as well.
    meant: set[str] = set()
    cut = cut_keys(node)
    for key, value in node:
        cell = cells.get(key.text)
        if cell is None:
            near = nearest(key.text, cells)
            aide = cut_decimal(node, key) or vouliez_vous(near) or admitted(cells, "clé")
            report.add("V102", key.span, cle=clip(key.text), aide=aide)
            meant.update(near)
            sound = False
            cell = cells.get(same_key(key.text, cells, node) or "")
        if cell is None or key in cut:
            continue
        if is_absent(value):
            name = field.id.rpartition(".")[2]
            aide = f"donnez sa valeur, ou retirez «\u00a0{name}\u00a0» tant que le plan n'est pas connu"
            report.add("V101", key.span, cle=key.text, aide=aide)
            sound = False
        elif cell.nature is Kind.CHOIX:
            payer = read_choice(cell, value, report)
        else:
            amount = read_money(cell, value, report)
    for name in cells:
        if node.key(name) is None and name not in meant:
            report.add("V101", opening(node), cle=name)
    if not sound or payer is None or amount is None:
        return None
    return PlanLine(payer, amount, opening(node))
