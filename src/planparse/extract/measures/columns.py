"""Tables whose header says what their columns are: 体系図 (基本方針 | 施策), 取組 | 内容 | 担当課, schedules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planparse.extract.measures.items import Item, cell_items
from planparse.extract.measures.node import TEXT_FIELDS, Field, Level, Node
from planparse.extract.measures.schedules import YearColumns, is_schedule, row_schedule, year_columns
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import Schedule
from planparse.source import View

LEVELS = {Field.PILLAR: Level.PILLAR, Field.MEASURE: Level.MEASURE, Field.ACTION: Level.ACTION}
MOST_HEADER_ROWS = 3
BANNER = -1
"""Stands for the column of a row that names a pillar across the whole table."""
SHARED_FIELDS = (Field.DEPARTMENT, Field.CATEGORY)
"""Fields that hold for each of several items in one cell."""


class Head(NamedTuple):
    """What heads a column; `doer` is its text where it says who does what stands below it (町の取組)."""

    field: Field
    rule_id: str
    doer: View | None


@dataclass(frozen=True)
class Heads:
    """What the header rows of a table say: which columns hold nodes, which their fields, which years.

    The columns of several `doers` (町の取組, 社協の取組) stand beside each other, none below the other.
    """

    rows: range
    body: range
    nodes: tuple[tuple[int, Level | None, str], ...]
    fields: tuple[tuple[int, Field], ...]
    labels: frozenset[int]
    doers: Mapping[int, View]
    years: YearColumns
    is_result: bool

    @property
    def levels(self) -> tuple[Level | None, ...]:
        """The levels of the node columns, left to right."""
        return tuple(level for _, level, _ in self.nodes)


def read_heads(sheet: Sheet, wording: Wording, within: range | None = None) -> Heads | None:
    """The header of a table, or of the table that takes up the rows `within`; None where it heads no nodes."""
    whole = within or range(sheet.table.n_rows)
    count = min(max(sheet.table.header_rows - whole.start, 1), MOST_HEADER_ROWS)
    years = year_columns(sheet, whole[:count], wording)
    if not years and year_columns(sheet, whole[: count + 1], wording):
        count += 1
        years = year_columns(sheet, whole[:count], wording)
    rows, body = whole[:count], whole[count:]
    found: dict[int, Head] = {}
    for col in range(sheet.table.n_cols):
        head = _head(sheet, rows, col, wording) if col not in years else None
        if head is not None:
            found[col] = head
    nodes, fields = _by_use(found)
    if years and Level.ACTION not in [level for _, level, _ in nodes] and is_schedule(sheet, body, years, wording):
        titles = _title_column(sheet, rows, years, wording)
        if titles is not None and titles not in [col for col, _, _ in nodes]:
            nodes.append((titles, Level.ACTION, min(years.rules.values())))
    if not nodes:
        return None
    is_result = any(head.field is Field.RESULT for head in found.values())
    labels = frozenset(col for col, head in found.items() if head.field is Field.LABEL)
    doers = {col: head.doer for col, head in found.items() if head.doer}
    return Heads(rows, body, tuple(sorted(nodes)), tuple(sorted(fields)), labels, doers, years, is_result)


def _by_use(found: dict[int, Head]) -> tuple[list[tuple[int, Level, str]], list[tuple[int, Field]]]:
    """The node and the field columns. A pillar stands left of what it holds; a second action column explains."""
    nodes = [(col, LEVELS[head.field], head.rule_id) for col, head in found.items() if head.field in LEVELS]
    lowest = max((col for col, level, _ in nodes if level is not Level.PILLAR), default=-1)
    actions = [col for col, level, _ in nodes if level is Level.ACTION and not found[col].doer]
    nodes = [(col, level, rule) for col, level, rule in nodes if level is not Level.PILLAR or col < lowest]
    fields = [(col, head.field) for col, head in found.items() if head.field in TEXT_FIELDS]
    fields += [(col, Field.DESCRIPTION) for col in actions[1:]]
    return [node for node in nodes if node[0] not in actions[1:]], fields


def _head(sheet: Sheet, rows: range, col: int, wording: Wording) -> Head | None:
    """What heads a column; a cell that reaches down beside the rows is no column head."""
    for row in rows:
        cell = sheet.cell(row, col)
        view = sheet.view(row, col)
        named = wording.field(view, "column")
        if named is not None and cell is not None and cell.row + cell.row_span <= rows.stop:
            return Head(named[0], named[1].rule.id, view if named[1].rule.setting("doer") else None)
    return None


def _title_column(sheet: Sheet, rows: range, years: YearColumns, wording: Wording) -> int | None:
    """The column left of the years that names the rows although its head is blank or says no more than 工程."""
    for col in reversed(range(min(years.years))):
        heads = [view for row in rows if (view := sheet.view(row, col))]
        named = [wording.field(view, "row") for view in heads]
        if all(name is not None and name[0] in (Field.SCHEDULE, Field.ACTION, Field.TITLE) for name in named):
            return col
    return None


@dataclass
class _Open:
    """A node that rows are being added to."""

    level: Level | None
    item: Item
    rule_id: str
    fields: dict[Field, tuple[View, ...]] = field(default_factory=dict)
    children: list[_Open] = field(default_factory=list)
    schedules: tuple[Schedule, ...] = ()
    number: str = ""

    def finished(self, section: int) -> Node:
        titled = self.item.titled
        fields = dict(self.fields)
        if self.item.category:
            fields.setdefault(Field.CATEGORY, (self.item.category,))
        if titled.department:
            fields.setdefault(Field.DEPARTMENT, (titled.department,))
        children = tuple(child.finished(section) for child in self.children)
        label = titled.label or self.number
        return Node(
            titled.level or self.level, label, titled.title, section, self.rule_id, fields, children,
            self.schedules, titled.repeated,
        )  # fmt: skip


def read_columns(sheet: Sheet, heads: Heads, wording: Wording, section: int) -> tuple[Node, ...]:
    """The nodes of the rows below `heads`. A blank or merged cell of a node column is that of the row above."""
    roots: list[_Open] = []
    path: dict[int, list[_Open]] = {}
    carried: dict[int, View] = {}
    for row in heads.body:
        banner = _banner(sheet, row, heads, wording)
        if banner is not None:
            roots.append(banner)
            path = {BANNER: [banner]}
            continue
        opened: set[int] = set()
        for col, level, rule_id in heads.nodes:
            view = sheet.view(row, col)
            if view and sheet.begins(row, col):
                doer = heads.doers.get(col)
                left = (c for c in sorted(path, reverse=True) if c < col and not (doer and c in heads.doers))
                above = next((path[c][-1] for c in left), None)
                number = sheet.view(row, col - 1).text if col - 1 in heads.labels else ""
                nodes = [_Open(level, item, rule_id, number=number) for item in cell_items(view, wording)]
                if doer:
                    for node in nodes:
                        node.fields[Field.CATEGORY] = (node.item.category or doer,)
                (above.children if above else roots).extend(nodes)
                path = {c: n for c, n in path.items() if c < col} | {col: nodes}
                opened.add(col)
        for col, name in heads.fields:
            owner = _owner(heads, col)
            view = _field_view(sheet, row, col, name, carried)
            if view and (owner in opened or sheet.begins(row, col)):
                _give(path.get(owner, []), name, view)
        if opened and heads.years:
            path[max(opened)][-1].schedules = row_schedule(sheet, row, heads.years, wording)
    return tuple(node.finished(section) for node in roots)


def _banner(sheet: Sheet, row: int, heads: Heads, wording: Wording) -> _Open | None:
    """The pillar that a row names across the table: its only text is a label of a higher level with its title."""
    texts = sheet.row(row)
    if len(texts) != 1 or texts[0] != sheet.view(row, 0):
        return None
    item = cell_items(texts[0], wording)[0]
    titled = item.titled
    if titled.level is not Level.PILLAR or titled.rule_id is None or Level.PILLAR in heads.levels:
        return None
    return _Open(titled.level, item, titled.rule_id)


def _owner(heads: Heads, col: int) -> int:
    """The node column whose field a column holds: the nearest to its left, else to its right."""
    left = [c for c, _, _ in heads.nodes if c < col]
    return left[-1] if left else next(c for c, _, _ in heads.nodes if c > col)


def _give(nodes: list[_Open], name: Field, view: View) -> None:
    """Add a field to the nodes of one cell; an explanation beside several is left out: it is unknown whose it is."""
    if len(nodes) == 1 or name in SHARED_FIELDS:
        for node in nodes:
            node.fields[name] = (*node.fields.get(name, ()), view)


def _field_view(sheet: Sheet, row: int, col: int, name: Field, carried: dict[int, View]) -> View:
    """The text of a field; a department that a text file leaves blank is that of the row above."""
    view = sheet.view(row, col)
    if view:
        carried[col] = view
    elif name is Field.DEPARTMENT and sheet.document.source.format == "text":
        return carried.get(col, view)
    return view
