"""Write what was read of a plan as gold, for a person to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planparse.store import PlanRows, Row


def gold_from(plan: PlanRows) -> dict[str, object]:
    """What was read of a plan in the form of a gold file, to be corrected by hand."""
    return _Draft(plan).gold()


@dataclass(frozen=True)
class _Draft:
    plan: PlanRows

    def gold(self) -> dict[str, object]:
        names = ("title", "municipality", "prefecture", "established", "revised")
        return {
            "document": {name: self.plan.document.get(name) for name in names} | {"title": self._title},
            "outline": [_picked(row, "level", "number", "title") for row in self._rows("sections") if row["level"]],
            "tables": [self._table(row) for row in self._rows("tables")],
            "visions": [_picked(row, "label", "text", "scope", "holder") for row in self._rows("visions")],
            "periods": [self._period(row) for row in self._rows("periods")],
            "measures": [self._measure(row) for row in self._rows("measures")],
            "schedules": self._schedules,
            "glossary": [
                _picked(row, "term", "reading", "expansion", "definition", "source")
                for row in self._rows("glossary_terms")
            ],
            "aliases": [_picked(row, "alias", "full") for row in self._rows("aliases")],
            "references": [_picked(row, "name", "kind", "article", "relation") for row in self._rows("citations")],
            "notes": ["Written by planparse gold new: read the plan and correct every entry."],
        }

    def _rows(self, table: str) -> Sequence[Row]:
        return self.plan.tables.get(table, ())

    @property
    def _title(self) -> str:
        return str(self.plan.document.get("title") or "?")

    @cached_property
    def _cells(self) -> Mapping[object, list[Row]]:
        cells: dict[object, list[Row]] = {}
        for cell in self._rows("table_cells"):
            cells.setdefault(cell["table_id"], []).append(cell)
        return cells

    def _table(self, row: Row) -> dict[str, object]:
        titles: dict[object, object] = {section["id"]: section["title"] for section in self._rows("sections")}
        places = {(cell["row"], cell["col"]): str(cell["text"] or "") for cell in self._cells.get(row["id"], ())}
        n_rows, n_cols, header_rows = (int(str(row[name])) for name in ("n_rows", "n_cols", "header_rows"))
        grid = [[places.get((r, c), "") for c in range(n_cols)] for r in range(n_rows)]
        return {
            "section": titles.get(row["section_id"], ""),
            "caption": row["caption"] or "",
            "header": grid[0] if header_rows else [],
            "rows": grid[1:] if header_rows else grid,
        }

    def _period(self, row: Row) -> dict[str, object]:
        dates = ("start", "end", "start_fiscal_year", "end_fiscal_year", "years")
        return _picked(row, "subject", "scope", "kind") | {name: row[name] for name in dates} | _picked(row, "text")

    def _measure(self, row: Row) -> dict[str, object]:
        lines = [str(line["text"]) for line in self._rows("measure_directions") if line["measure_id"] == row["id"]]
        extras: dict[str, object] = {
            name: str(row[name]) for name in ("future_state", "outcome", "category", "department") if row.get(name)
        }
        if lines:
            extras["directions"] = lines
        if row["repeated"]:
            extras["repeated"] = True
        parent = None if row["parent_id"] is None else f"m{row['parent_id']}"
        node = {"id": f"m{row['id']}", "parent": parent} | _picked(row, "level", "label", "title", "description")
        return node | extras

    @property
    def _schedules(self) -> list[dict[str, object]]:
        titles: dict[object, object] = {row["id"]: row["title"] for row in self._rows("measures")}
        cells: dict[object, dict[str, str]] = {}
        for row in self._rows("measure_schedules"):
            cells.setdefault(row["measure_id"], {})[str(row["fiscal_year"])] = str(row["status"])
        return [{"measure": f"m{key}", "action": titles[key], "cells": years} for key, years in cells.items()]


def _picked(row: Row, *names: str) -> dict[str, object]:
    """The columns of a row in the form of a gold entry: unknown words are ''."""
    return {name: "" if row[name] is None else row[name] for name in names}
