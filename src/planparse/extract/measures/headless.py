"""体系 that stand in a table without a header: merged cells from left to right, like the boxes of a drawn one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.document import Document
from planparse.extract.measures.columns import Heads, read_columns, read_heads
from planparse.extract.measures.forms import is_form
from planparse.extract.measures.node import Forest, Node
from planparse.extract.measures.schedules import YearColumns
from planparse.extract.measures.scope import Role
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import Table
from planparse.source import View
from planparse.structure.charts import FOREIGN_SHARE, is_label

MOST_COLUMNS = 5


def read_headless(document: Document, wording: Wording, roles: Sequence[Role]) -> Iterator[Forest]:
    """The trees of the tables without heads that a caption, or the title of their section, calls a 体系."""
    for table in document.tables:
        if roles[table.section] is Role.FOREIGN or not 1 < table.n_cols <= MOST_COLUMNS:
            continue
        sheet = Sheet(document, table)
        rule_id = _title(document, table, wording)
        has_heads = _has_header(document, table) or is_form(sheet, wording) or read_heads(sheet, wording) is not None
        if rule_id is not None and not has_heads and _nests(sheet, wording):
            yield Forest(_nodes(sheet, rule_id, wording), strong=False, overview=True, drawn=True)


def _has_header(document: Document, table: Table) -> bool:
    """Whether the first rows of a table are set apart from the others."""
    shaded = [cell.is_header for grid in table.grids for cell in document.source.grids[grid].cells]
    return bool(table.header_rows) and not all(shaded)


def _title(document: Document, table: Table, wording: Wording) -> str | None:
    """The rule that knows the caption of a table, or the title of its section, as that of a 体系."""
    section = document.sections[table.section]
    for spans in (table.caption, section.title_spans):
        match = wording.says("diagram_title", document.source.view(spans))
        if match is not None:
            return match.rule.id
    return None


def _nests(sheet: Sheet, wording: Wording) -> bool:
    """Whether the cells narrow down from column to column, each with a name, few of a plan, a body or a sentence."""
    columns = [_column(sheet, col) for col in range(sheet.table.n_cols)]
    counts = [len(column) for column in columns]
    views = [view for column in columns for view in column]
    foreign = sum(wording.says("diagram_foreign", view) is not None for view in views)
    narrow = 0 < counts[0] < counts[-1] == sheet.table.n_rows and counts == sorted(counts)
    return narrow and counts[-2] > 1 and foreign <= FOREIGN_SHARE * len(views)


def _column(sheet: Sheet, col: int) -> list[View]:
    """The texts of the cells that begin in a column."""
    return [view for row in range(sheet.table.n_rows) if sheet.begins(row, col) and (view := sheet.view(row, col))]


def _nodes(sheet: Sheet, rule_id: str, wording: Wording) -> tuple[Node, ...]:
    """The nodes of all columns but that of the vision; a column of mere numbers gives the labels of the next."""
    columns = [_column(sheet, col) for col in range(sheet.table.n_cols)]
    labels = frozenset(
        col for col, column in enumerate(columns[:-1]) if all(is_label(view, wording.rules) for view in column)
    )
    nodes = [(col, None, rule_id) for col, column in enumerate(columns) if len(column) > 1 and col not in labels]
    rows = range(sheet.table.n_rows)
    heads = Heads(
        rows[:0], rows, tuple(nodes), (), labels, {}, YearColumns({}, {}), is_result=False
    )  # fmt: skip
    return read_columns(sheet, heads, wording, sheet.table.section)
