"""What the PDF reader makes of the traps in `tests/pdfs`, as their tests write it down."""

from __future__ import annotations

from itertools import pairwise
from math import isnan
from pathlib import Path

from planparse.model import Grid, Span
from planparse.readers.pdf import read_pdf
from planparse.source import SourceText

PDFS = Path(__file__).parent / "pdfs"


def read(name: str) -> SourceText:
    source = read_pdf(PDFS / f"{name}.pdf")
    assert_sound(source)
    return source


def assert_sound(source: SourceText) -> None:
    """Arrays fit the text, spans lie in their pages, joints point backwards, cells stay apart."""
    length = len(source.text)
    assert source.coords is not None
    assert source.sizes is not None
    assert source.bold is not None
    assert (len(source.coords), len(source.sizes), len(source.bold)) == (4 * length, length, length)
    assert len(source.page_starts) == len(source.pages)
    assert all(isnan(source.coords[4 * i]) for i, character in enumerate(source.text) if character in "\n\t")
    assert all(earlier < later for later, earlier in source.continues.items())
    for grid in source.grids:
        spans = sorted(span for cell in grid.cells for span in cell.spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(grid.span.start <= span.start <= span.end <= grid.span.end for span in spans)
        assert all("\t" not in source.text[span.start : span.end] for span in spans)


def lines(source: SourceText) -> list[str]:
    """The text with the lines joined that belong together."""
    whole: list[list[Span]] = []
    places: dict[int, int] = {}
    for span in source.printed_lines():
        place = places.get(source.continues.get(span.start, -1), len(whole))
        places[span.start] = place
        if place == len(whole):
            whole.append([])
        whole[place].append(span)
    return [source.view(spans).text for spans in whole]


def rows(source: SourceText, grid: Grid) -> list[list[str]]:
    table = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        table[cell.row][cell.col] = source.view(cell.spans).text
    return table
