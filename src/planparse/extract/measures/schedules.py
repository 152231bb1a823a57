"""Year columns of a table, and what their cells and bars say of a row: one entry a fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from japanera import ERA_DATA_GENERAL, Era

from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import Bar, Box, Evidence, Grid, Schedule
from planparse.rules import Match
from planparse.source import View

FIRST_YEAR = "元"
LEAST_COLUMNS = 2
HALF = 0.5
MODERN = 1868
"""Since when an era is a reign, so that an initial means one of them."""


@dataclass(frozen=True)
class YearColumns:
    """The fiscal years of each year column, by column, and the rules that read them."""

    years: dict[int, tuple[int, ...]]
    rules: dict[int, str]

    def __bool__(self) -> bool:
        return len(self.years) >= LEAST_COLUMNS

    def __contains__(self, col: object) -> bool:
        return col in self.years


def year_columns(sheet: Sheet, rows: range, wording: Wording) -> YearColumns:
    """The columns that `rows` head with a fiscal year, alone or in one head over another (令和 over 4年度)."""
    years: dict[int, tuple[int, ...]] = {}
    rules: dict[int, str] = {}
    over: dict[int, View] = {}
    for col in range(sheet.table.n_cols):
        heads = [sheet.view(row, col) for row in rows]
        for row, head in zip(rows[:-1], heads, strict=False):
            over[row] = head or over.get(row, head)
        stacked = tuple(span for head in dict.fromkeys((*over.values(), heads[-1])) for span in head.spans())
        for head in (*heads, sheet.document.cell_view(stacked)):
            match = wording.says("schedule_year", head)
            if match is not None:
                years[col] = fiscal_years(match)
                rules[col] = match.rule.id
                break
    return YearColumns(years, rules)


def fiscal_years(match: Match) -> tuple[int, ...]:
    """The fiscal years that a head names: R4 is 2022, 令和5～7年度 are 2023 to 2025."""
    first = _year(match.folded("era"), match.folded("year"))
    if not match.text("to_year"):
        return (first,)
    return tuple(range(first, _year(match.folded("to_era") or match.folded("era"), match.folded("to_year")) + 1))


def _year(era: str, number: str) -> int:
    """The Western year of a year of an era, by its name or its initial; without an era the number is the year."""
    count = 1 if number == FIRST_YEAR else int(number)
    for known in ERA_DATA_GENERAL:
        if era and known.since is not None and known.since.year >= MODERN and _names(known, era):
            return int(known.since.year) + count - 1
    return count


def _names(era: Era, name: str) -> bool:
    return name == era.kanji or (name.isascii() and era.english.startswith(name))


def is_schedule(sheet: Sheet, rows: range, columns: YearColumns, wording: Wording) -> bool:
    """Whether the year columns hold words or bars rather than figures."""
    views = [sheet.view(row, col) for row in rows for col in columns.years if sheet.begins(row, col)]
    filled = [view for view in views if view]
    figures = sum(wording.says("number_cell", view) is not None for view in filled)
    return figures <= len(filled) * HALF and bool(filled or any(_bars(sheet)))


def row_schedule(sheet: Sheet, row: int, columns: YearColumns, wording: Wording) -> tuple[Schedule, ...]:
    """The years that the filled cells and the bars of a row cover, in order."""
    found: dict[int, Schedule] = {}
    filled = {
        col: view
        for col in columns.years
        if (view := sheet.view(row, col)) and not wording.says("schedule_blank", view)
    }
    for grid, bar in _bars(sheet):
        if _row_of(sheet, bar.box) == row:
            under = [col for col in _cols_under(grid, bar.box) if col in columns]
            printed = [sheet.document.cell_view(bar.spans), *(filled[col] for col in under if col in filled)]
            status = next((view for view in printed if view), printed[0])
            for col in under:
                found |= {year: _schedule(year, status, columns.rules[col]) for year in columns.years[col]}
    for col, view in filled.items():
        for year in columns.years[col]:
            found.setdefault(year, _schedule(year, view, columns.rules[col]))
    return tuple(found[year] for year in sorted(found))


def _schedule(year: int, status: View, rule_id: str) -> Schedule:
    return Schedule(year, status.text, rule_id, (Evidence("status", status.spans()),))


def _bars(sheet: Sheet) -> Iterator[tuple[Grid, Bar]]:
    for index in sheet.table.grids:
        grid = sheet.document.source.grids[index]
        for bar in grid.bars:
            yield grid, bar


def _cols_under(grid: Grid, bar: Box) -> Iterator[int]:
    """The columns of which a bar covers half or more."""
    edges = grid.col_edges or ()
    for col, (left, right) in enumerate(pairwise(edges)):
        covered = min(right, bar.x1) - max(left, bar.x0)
        if covered >= HALF * (right - left):
            yield col


def _row_of(sheet: Sheet, bar: Box) -> int | None:
    """The row whose words stand at the height of a bar."""
    middle = (bar.top + bar.bottom) / 2
    near: list[tuple[float, int]] = []
    for cell in sheet.table.cells:
        if cell.is_header or cell.row_span > 1:
            continue
        for box in sheet.document.source.boxes(cell.spans):
            if box.page == bar.page:
                near.append((max(box.top - middle, middle - box.bottom, 0.0), cell.row))
    return min(near)[1] if near else None
