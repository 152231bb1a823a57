"""Glossaries that are tables: which column holds what, and which rows are one term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from planparse.document import Document
from planparse.extract.glossary_terms import Entry
from planparse.model import Cell, Table
from planparse.rules import Match, RuleSet
from planparse.source import View

Columns = Mapping[str, int]
"""Which column holds the ``term``, the ``definition``, the ``reading``, the ``expansion``."""


def tabled_terms(document: Document, rules: RuleSet) -> Iterator[Entry]:
    """The terms of all tables that explain terms."""
    for table in document.tables:
        views = {(cell.row, cell.col): document.cell_view(cell.spans) for cell in table.cells}
        for columns, rule_id in _layouts(document, table, views, rules):
            yield from _rows(table, views, columns, rule_id, rules)


def is_glossary(document: Document, section: int, rules: RuleSet) -> bool:
    """Whether a section, or one above it, says in its title that it explains terms."""
    position: int | None = section
    while position is not None:
        title = document.source.view(document.sections[position].title_spans)
        if rules.first("glossary_title", title) is not None:
            return True
        position = document.sections[position].parent
    return False


def _layouts(
    document: Document, table: Table, views: Mapping[tuple[int, int], View], rules: RuleSet
) -> Iterator[tuple[Columns, str]]:
    """The groups of columns of `table` that explain terms; more than one where terms stand side by side."""
    for row in range(table.n_rows):
        heads = _heads(views, row, table.n_cols, rules)
        starts = [col for col, match in heads.items() if match.rule.setting("column") == "term"]
        found = False
        for start, stop in pairwise([*starts, table.n_cols]):
            columns = {match.rule.setting("column"): col for col, match in heads.items() if start <= col < stop}
            if "definition" in columns:
                found = True
                yield columns, heads[start].rule.id
        if found:
            return
    caption = document.source.view(table.caption)
    title = rules.first("glossary_title", caption)
    if (title is not None or is_glossary(document, table.section, rules)) and table.n_cols in (2, 3):
        yield {"term": table.n_cols - 2, "definition": table.n_cols - 1}, "glossary.title"


def _heads(views: Mapping[tuple[int, int], View], row: int, n_cols: int, rules: RuleSet) -> dict[int, Match]:
    """The columns that the cells of `row` head."""
    heads = {}
    for col in range(n_cols):
        view = views.get((row, col))
        match = rules.first("glossary_head", view) if view else None
        if match is not None:
            heads[col] = match
    return heads


def _rows(
    table: Table, views: Mapping[tuple[int, int], View], columns: Columns, rule_id: str, rules: RuleSet
) -> Iterator[Entry]:
    """One entry a term; a row without a term goes on with the term above it."""
    owner = {(row, cell.col): cell for cell in table.cells for row in range(cell.row, cell.row + cell.row_span)}
    rows: dict[tuple[int, int], list[int]] = {}
    last: Cell | None = None
    for row in range(table.n_rows):
        if row < table.header_rows or len(_heads(views, row, table.n_cols, rules)) > 1:
            continue
        cell = owner.get((row, columns["term"]))
        if cell is not None and views[cell.row, cell.col]:
            last = cell
        if last is not None:
            rows.setdefault((last.row, last.col), []).append(row)
    for place, covered in rows.items():
        held = {name: [views.get((row, col)) for row in covered] for name, col in columns.items() if name != "term"}
        parts = {name: tuple(view for view in column if view) for name, column in held.items()}
        if parts["definition"]:
            reading, expansion = (parts.get(name, ()) for name in ("reading", "expansion"))
            yield Entry(
                views[place], parts["definition"], "glossary", table.section, rule_id,
                reading[0] if reading else None, expansion[0] if expansion else None,
            )  # fmt: skip
