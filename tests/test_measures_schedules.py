"""Year schedules: cells over several years, and bars that are drawn over a table in print."""

from __future__ import annotations

from array import array

from planparse.document import Document
from planparse.extract.measures.schedules import row_schedule, year_columns
from planparse.extract.measures.wording import Wording
from planparse.extract.sheet import Sheet
from planparse.model import Bar, Box, Cell, Grid, PageInfo, Span, Table
from planparse.source import SourceText
from tiling import RULES

TEXT = "取組\tR4\tR5\tR6\n予約\t\t検討\t\n自動化\t準備\t\t\n"
WORDING = Wording(RULES)


def at(words: str) -> tuple[Span, ...]:
    return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()


def sheet(bars: tuple[Bar, ...] = (), wide: int = 1) -> Sheet:
    """Three rows of 20 points, four columns of 100 points; 検討 reaches over `wide` columns."""
    words = ("取組", "R4", "R5", "R6"), ("予約", "", "検討", ""), ("自動化", "準備", "", "")
    cells = tuple(
        Cell(row, col, at(word), col_span=wide if word == "検討" else 1, is_header=row == 0)
        for row, texts in enumerate(words)
        for col, word in enumerate(texts)
        if not (wide > 1 and (row, col) == (1, 3))
    )
    coords: list[float] = []
    for i in range(len(TEXT)):
        row = TEXT.count("\n", 0, i)
        coords += [10.0 + i, 20.0 * row, 12.0 + i, 20.0 * row + 15]
    grid = Grid(1, Span(0, len(TEXT)), 3, 4, cells, col_edges=(0, 100, 200, 300, 400), bars=bars)
    source = SourceText(TEXT, (0,), (PageInfo(),), "pdf", array("f", coords), grids=(grid,))
    table = Table(0, 0, (), 3, 4, 1, cells, (0,), Span(0, len(TEXT)))
    return Sheet(Document(source, (), (), (table,), ()), table)


def years(of: Sheet, row: int) -> list[tuple[int, str]]:
    columns = year_columns(of, range(1), WORDING)
    return [(entry.fiscal_year, entry.status) for entry in row_schedule(of, row, columns, WORDING)]


def test_a_cell_over_two_columns_covers_both_years() -> None:
    assert years(sheet(wide=2), 1) == [(2023, "検討"), (2024, "検討")]


def test_a_bar_gives_its_years_the_words_that_stand_under_it() -> None:
    bar = Bar(Box(1, 105, 22, 395, 32))
    assert years(sheet((bar,)), 1) == [(2022, "検討"), (2023, "検討"), (2024, "検討")]


def test_a_bar_belongs_to_the_row_at_its_height_and_to_the_columns_that_it_covers() -> None:
    bar = Bar(Box(1, 210, 45, 330, 50), at("準備"))
    assert years(sheet((bar,)), 2) == [(2022, "準備"), (2023, "準備")]
    assert years(sheet((bar,)), 1) == [(2023, "検討")]


def test_a_bar_without_words_covers_its_years_without_a_status() -> None:
    bar = Bar(Box(1, 205, 42, 395, 50))
    assert years(sheet((bar,)), 2) == [(2022, "準備"), (2023, ""), (2024, "")]
