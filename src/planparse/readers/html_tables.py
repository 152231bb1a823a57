"""Tables that a text holds as HTML (``<table><tr><td>``), as converters of scanned plans leave merged cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from planparse.model import Cell, Grid, Span

TABLE = re.compile(r"<table\b[^<>]*>(?P<rows>.*?)</table>", re.I | re.S)
ROW = re.compile(r"<tr\b[^<>]*>(?P<cells>.*?)</tr>", re.I | re.S)
CELL = re.compile(r"<(?P<tag>td|th)\b(?P<attributes>[^<>]*)>(?P<text>.*?)</(?P=tag)>", re.I | re.S)
MERGED = re.compile(r"(?P<way>row|col)span\s*=\s*[\"']?(?P<count>[0-9]{1,3})", re.I)


def html_grids(text: str, page_starts: tuple[int, ...]) -> Iterator[Grid]:
    """The HTML tables of `text` of two or more rows and columns; rows are all in ``th`` where the source says so."""
    for table in TABLE.finditer(text):
        cells = tuple(_cells(text, *table.span("rows")))
        n_rows = max((cell.row + cell.row_span for cell in cells), default=0)
        n_cols = max((cell.col + cell.col_span for cell in cells), default=0)
        if n_rows > 1 and n_cols > 1:
            yield Grid(bisect_right(page_starts, table.start()), Span(*table.span()), n_rows, n_cols, cells)


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(ROW.finditer(text, start, end)):
        col = 0
        for found in CELL.finditer(text, *line.span("cells")):
            while (row, col) in taken:
                col += 1
            spans = {match["way"].lower(): int(match["count"]) for match in MERGED.finditer(found["attributes"])}
            height, width = max(1, spans.get("row", 1)), max(1, spans.get("col", 1))
            taken |= {(r, c) for r in range(row, row + height) for c in range(col, col + width)}
            span = (Span(*found.span("text")),) if found["text"].strip() else ()
            yield Cell(row, col, span, height, width, found["tag"].lower() == "th")
            col += width
