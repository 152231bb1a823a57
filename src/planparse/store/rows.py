"""A `Plan` as rows of the database: the last step that knows spans, and the first that knows tables and columns.

Ids are local, 0, 1, 2 … in each table; `renumbered` moves them to those of a database. Rows are plain values, so that a
worker process can hand them to the one process that writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from planparse.document import Document, Plan
from planparse.model import (
    Alias,
    Citation,
    Diagnostic,
    Event,
    Evidence,
    Facts,
    GlossaryTerm,
    Indicator,
    Measure,
    MeasureTheme,
    Period,
    Schedule,
    Section,
    Span,
    Table,
    Theme,
    Vision,
)
from planparse.source import SourceText
from planparse.structure.outline import section_text

Value = str | int | float | None
Row = dict[str, Value]
Fact = Vision | Period | Measure | Schedule | GlossaryTerm | Alias | Citation | Indicator | Event

COLUMNS = {"section": "section_id", "parent": "parent_id", "rule_id": "rule"}
"""The fields of facts that are called otherwise in the database."""

ELSEWHERE = {"evidence", "directions", "schedules"}
"""The fields of facts that are rows of other tables."""


REFERENCES = {
    "document_id": "documents",
    "section_id": "sections",
    "table_id": "tables",
    "measure_id": "measures",
    "theme_id": "themes",
}
"""Columns that hold ids of another table. `parent_id` points into its own, `fact_id` into the table in `fact_table`."""


@dataclass(frozen=True)
class PlanRows:
    """`document` holds what the file itself says of the row in `documents`; `tables` the rows of all other tables."""

    document: Row
    tables: dict[str, list[Row]]


def renumbered(table: str, row: Row, first_ids: Mapping[str, int]) -> Row:
    """A row whose local ids are counted from the first id that each table has in a database."""
    moved = row.copy()
    for column, local_id in row.items():
        target = _target(table, column, row)
        if target is not None and isinstance(local_id, int):
            moved[column] = first_ids[target] + local_id
    return moved


def _target(table: str, column: str, row: Row) -> str | None:
    """The table into which the ids of `column` point."""
    if column in ("id", "parent_id"):
        return table
    if column == "fact_id":
        return str(row["fact_table"])
    return REFERENCES.get(column)


def plan_rows(plan: Plan) -> PlanRows:
    """All rows of `plan`, each table in reading order."""
    builder = _Builder(plan.source, plan.document)
    builder.add_pages()
    builder.add_sections()
    builder.add_tables()
    builder.add_facts(plan.facts)
    for diagnostic in plan.diagnostics:
        builder.add("diagnostics", diagnostic_row(diagnostic, plan.source))
    document: Row = {item.name: getattr(plan.identity, item.name) for item in fields(plan.identity)}
    del document["name"], document["is_plan"]
    document |= {"source_format": plan.source.format, "page_count": len(plan.source.pages)}
    document |= {"coverage": plan.coverage}
    return PlanRows(document, builder.tables)


def diagnostic_row(diagnostic: Diagnostic, source: SourceText) -> Row:
    """The row of a diagnostic; its page is that of its span, if it has one."""
    page = diagnostic.page if diagnostic.span is None else source.page_of(diagnostic.span.start)
    return {
        "page": page,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
    }


@dataclass
class _Builder:
    """Collects the rows of one plan."""

    source: SourceText
    document: Document
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> int:
        """Append a row; its local id."""
        rows = self.tables.setdefault(table, [])
        row["id"] = len(rows)
        rows.append(row)
        return len(rows) - 1

    def add_fact(self, table: str, fact: Fact, more: Row) -> int:
        """Append the row of a fact, whose fields are the columns but for `COLUMNS`, with its evidence; its local id."""
        kept = (item.name for item in fields(fact) if item.name not in ELSEWHERE)
        row = {COLUMNS.get(name, name): getattr(fact, name) for name in kept}
        fact_id = self.add(table, row | more)
        for item in fact.evidence:
            self.add_evidence(table, fact_id, item.field, item.spans)
        return fact_id

    def add_evidence(self, table: str, fact_id: int, name: str, spans: Iterable[Span]) -> None:
        """One row for each piece of `spans` that stands on one page."""
        for span in spans:
            for piece in _parted_at_pages(self.source, span):
                page = self.source.page_of(piece.start)
                page_start = self.source.page_span(page).start
                box = self.source.box(piece)
                self.add(
                    "evidence",
                    {
                        "fact_table": table,
                        "fact_id": fact_id,
                        "field": name,
                        "page": page,
                        "char_start": piece.start - page_start,
                        "char_end": piece.end - page_start,
                        "quote": self.source.text[piece.start : piece.end],
                        "x0": box and box.x0,
                        "top": box and box.top,
                        "x1": box and box.x1,
                        "bottom": box and box.bottom,
                    },
                )

    def add_pages(self) -> None:
        """`pages`, with the readings printed over their words."""
        for number, info in enumerate(self.source.pages, start=1):
            span = self.source.page_span(number)
            ruby = [
                {
                    "char_start": ruby.span.start - span.start,
                    "char_end": ruby.span.end - span.start,
                    "reading": ruby.reading,
                }
                for ruby in info.ruby
            ]
            self.add(
                "pages",
                {
                    "page": number,
                    "label": info.label,
                    "text": self.source.text[span.start : span.end],
                    "furniture": info.furniture,
                    "ruby": json.dumps(ruby, ensure_ascii=False),
                    "width": info.width,
                    "height": info.height,
                },
            )

    def add_sections(self) -> None:
        """`sections`, with the characters of their headings as evidence."""
        last_pages = _last_pages(self.document)
        for section in self.document.sections:
            section_id = self.add(
                "sections",
                {
                    "parent_id": section.parent,
                    "position": section.position,
                    "level": section.level,
                    "number": section.number,
                    "title": section.title,
                    "page_start": self.source.page_of(section.start),
                    "page_end": last_pages[section.position],
                    "text": section_text(self.document, section.position),
                },
            )
            self.add_evidence("sections", section_id, "number", section.number_spans)
            self.add_evidence("sections", section_id, "title", section.title_spans)

    def add_tables(self) -> None:
        """`tables` and `table_cells`; a table's evidence names its cells by row and column."""
        for table in self.document.tables:
            caption = self.document.cell_view(table.caption)
            table_id = self.add("tables", self._table_row(table, caption.text))
            self.add_evidence("tables", table_id, "caption", caption.spans())
            for cell in table.cells:
                view = self.document.cell_view(cell.spans)
                self.tables.setdefault("table_cells", []).append(
                    {
                        "table_id": table_id,
                        "row": cell.row,
                        "col": cell.col,
                        "row_span": cell.row_span,
                        "col_span": cell.col_span,
                        "is_header": int(cell.is_header),
                        "text": view.text,
                    }
                )
                self.add_evidence("tables", table_id, f"cell {cell.row},{cell.col}", view.spans())

    def _table_row(self, table: Table, caption: str) -> Row:
        return {
            "section_id": table.section,
            "position": table.position,
            "caption": caption or None,
            "page_start": self.source.page_of(table.span.start),
            "page_end": self.source.page_of(max(table.span.start, table.span.end - 1)),
            "n_rows": table.n_rows,
            "n_cols": table.n_cols,
            "header_rows": table.header_rows,
        }

    def add_facts(self, facts: Facts) -> None:
        """Everything that the extractors found."""
        tables: dict[str, tuple[Fact, ...]] = {
            "visions": facts.visions,
            "periods": facts.periods,
            "glossary_terms": facts.glossary,
            "aliases": facts.aliases,
            "citations": facts.citations,
            "indicators": facts.indicators,
            "events": facts.events,
        }
        for table, found in tables.items():
            for fact in found:
                self.add_fact(table, fact, self._first_page(fact.evidence))
        for position, measure in enumerate(facts.measures):
            self._add_measure(position, measure)
        self._add_themes(facts.themes, facts.measure_themes)

    def _add_measure(self, position: int, measure: Measure) -> None:
        measure_id = self.add_fact("measures", measure, {"position": position} | self._first_page(measure.evidence))
        for line, text in enumerate(measure.directions):
            self.add("measure_directions", {"measure_id": measure_id, "position": line, "text": text})
        for schedule in measure.schedules:
            self.add_fact("measure_schedules", schedule, {"measure_id": measure_id})

    def _add_themes(self, themes: tuple[Theme, ...], found: tuple[MeasureTheme, ...]) -> None:
        for theme in themes:
            self.add("themes", {"key": theme.key, "title": theme.title, "list": theme.list})
        for item in found:
            self.add("measure_themes", {"measure_id": item.measure, "theme_id": item.theme, "rule": item.rule_id})

    def _first_page(self, evidence: tuple[Evidence, ...]) -> Row:
        first = next((span for item in evidence for span in item.spans), None)
        return {"page": None if first is None else self.source.page_of(first.start)}


def _parted_at_pages(source: SourceText, span: Span) -> Iterator[Span]:
    """`span` in pieces that each stand on one page; nothing of an empty one."""
    start = span.start
    while start < span.end:
        end = min(span.end, source.page_span(source.page_of(start)).end)
        yield Span(start, end)
        start = end


def _last_pages(document: Document) -> list[int]:
    """For each section the last page on which it, or a section in it, has a line."""
    pages = [_own_last_page(document, section) for section in document.sections]
    for section in reversed(document.sections):
        if section.parent is not None:
            pages[section.parent] = max(pages[section.parent], pages[section.position])
    return pages


def _own_last_page(document: Document, section: Section) -> int:
    offsets = [section.start, *(document.lines[index].end - 1 for index in section.lines)]
    return max(document.source.page_of(offset) for offset in offsets)
