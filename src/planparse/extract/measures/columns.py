"""Tables whose header says what their columns are: 体系図 (基本方針 | 施策), 取組 | 内容 | 担当課, schedules."""

from __future__ import annotations

from dataclasses import dataclass, field

from planparse.extract.measures.items import Item, cell_items
from planparse.extract.measures.node import TEXT_FIELDS, Field, Level, Node
from planparse.extract.measures.schedules import YearColumns, is_schedule, row_schedule, year_columns
from planparse.extract.measures.sheet import Sheet
from planparse.extract.measures.wording import Wording
from planparse.model import Schedule
from planparse.source import View

LEVELS = {Field.PILLAR: Level.PILLAR, Field.MEASURE: Level.MEASURE, Field.ACTION: Level.ACTION}
MOST_HEADER_ROWS = 3


@dataclass(frozen=True)
class Heads:
    """What the header rows of a table say: which columns hold nodes, which their fields, which years."""

    rows: range
    nodes: tuple[tuple[int, Level, str], ...]
    fields: tuple[tuple[int, Field], ...]
    years: YearColumns
    is_result: bool

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the node columns, left to right."""
        return tuple(level for _, level, _ in self.nodes)


def read_heads(sheet: Sheet, wording: Wording, first: int = 0) -> Heads | None:
    """The header that begins in row `first`; None where it heads no nodes."""
    count = max(sheet.table.header_rows - first, 1)
    rows = range(first, min(first + count, first + MOST_HEADER_ROWS))
    years = year_columns(sheet, rows, wording)
    found = {
        col: head
        for col in range(sheet.table.n_cols)
        if col not in years and (head := _head(sheet, rows, col, wording))
    }
    nodes = [(col, LEVELS[name], rule_id) for col, (name, rule_id) in found.items() if name in LEVELS]
    lowest = [col for col, level, _ in nodes if level is not Level.PILLAR]
    nodes = [node for node in nodes if node[1] is not Level.PILLAR or any(col > node[0] for col in lowest)]
    fields = [(col, name) for col, (name, _) in found.items() if name in TEXT_FIELDS]
    actions = [col for col, level, _ in nodes if level is Level.ACTION]
    for col in actions[1:]:
        nodes = [node for node in nodes if node[0] != col]
        fields.append((col, Field.DESCRIPTION))
    if not actions and years and is_schedule(sheet, range(rows.stop, sheet.table.n_rows), years, wording):
        titles = _title_column(sheet, rows, nodes, years)
        nodes += [(titles, Level.ACTION, min(years.rules.values()))] if titles is not None else []
    is_result = any(name is Field.RESULT for name, _ in found.values())
    return Heads(rows, tuple(sorted(nodes)), tuple(sorted(fields)), years, is_result) if nodes else None


def _head(sheet: Sheet, rows: range, col: int, wording: Wording) -> tuple[Field, str] | None:
    for row in rows:
        named = wording.field(sheet.view(row, col), "column")
        if named is not None:
            return named[0], named[1].rule.id
    return None


def _title_column(sheet: Sheet, rows: range, nodes: list[tuple[int, Level, str]], years: YearColumns) -> int | None:
    """The column left of the years that names the rows although its head is blank or names no field."""
    taken = {col for col, _, _ in nodes}
    free = [
        col for col in range(min(years.years)) if col not in taken and not any(sheet.view(row, col) for row in rows)
    ]
    return free[-1] if free else None


@dataclass
class _Open:
    """A node that rows are being added to."""

    level: Level
    item: Item
    rule_id: str
    fields: dict[Field, tuple[View, ...]] = field(default_factory=dict)
    children: list[_Open] = field(default_factory=list)
    schedules: tuple[Schedule, ...] = ()

    def finished(self, section: int) -> Node:
        titled = self.item.titled
        fields = dict(self.fields)
        if self.item.category:
            fields.setdefault(Field.CATEGORY, (self.item.category,))
        if titled.department:
            fields.setdefault(Field.DEPARTMENT, (titled.department,))
        children = tuple(child.finished(section) for child in self.children)
        return Node(
            titled.level or self.level, titled.label, titled.title, section, self.rule_id, fields, children,
            self.schedules, titled.repeated,
        )  # fmt: skip


def read_columns(sheet: Sheet, heads: Heads, wording: Wording, section: int) -> tuple[Node, ...]:
    """The nodes of the rows below `heads`. A blank or merged cell of a node column is that of the row above."""
    roots: list[_Open] = []
    path: dict[int, _Open] = {}
    carried: dict[int, View] = {}
    for row in range(heads.rows.stop, sheet.table.n_rows):
        opened: dict[int, _Open] = {}
        for col, level, rule_id in heads.nodes:
            view = sheet.view(row, col)
            if not view or not sheet.begins(row, col):
                continue
            parent = next((path[c] for c, _, _ in reversed(heads.nodes) if c < col and c in path), None)
            for item in cell_items(view, wording):
                node = _Open(level, item, rule_id)
                (parent.children if parent else roots).append(node)
                path = {c: n for c, n in path.items() if c < col} | {col: node}
                opened[col] = node
        for col, name in heads.fields:
            owner = _owner(heads, path, col)
            view = _field_view(sheet, row, col, name, carried)
            if owner is not None and view and (owner in opened.values() or sheet.begins(row, col)):
                owner.fields[name] = (*owner.fields.get(name, ()), view)
        if opened and heads.years:
            opened[max(opened)].schedules = row_schedule(sheet, row, heads.years, wording)
    return tuple(node.finished(section) for node in roots)


def _owner(heads: Heads, path: dict[int, _Open], col: int) -> _Open | None:
    """The node whose field a column holds: of the nearest node column to its left, else to its right."""
    left = [c for c, _, _ in heads.nodes if c < col]
    right = [c for c, _, _ in heads.nodes if c > col]
    return path.get(left[-1] if left else right[0])


def _field_view(sheet: Sheet, row: int, col: int, name: Field, carried: dict[int, View]) -> View:
    """The text of a field; a department that a text file leaves blank is that of the row above."""
    view = sheet.view(row, col)
    if view:
        carried[col] = view
    elif name is Field.DEPARTMENT and sheet.document.source.format == "text":
        return carried.get(col, view)
    return view
