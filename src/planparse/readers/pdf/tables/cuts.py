"""Tables that a page break cuts: what is left of one at the head of the next page, even if it is a single cell.

By itself a lone cell is a frame, and a row with words in one cell only is no table. After a table that ends its page
they are its rest, if their rules stand at the table's columns and the drawing is open or the columns are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planparse.readers.pdf.content import GridContent, PageContent, cell_lines
from planparse.readers.pdf.furniture import MARGIN
from planparse.readers.pdf.lines import Segment
from planparse.readers.pdf.tables.ruling import SNAP, RuledGrid


def mend_cuts(pages: Sequence[PageContent]) -> list[PageContent]:
    """`pages` with the rests of cut tables as tables, in the columns of the table that they belong to."""
    mended: list[PageContent] = []
    for page in pages:
        before = _last_grid(mended[-1]) if mended else None
        mended.append(_mended(page, before) if before is not None else page)
    return mended


def _last_grid(page: PageContent) -> RuledGrid | None:
    """The table that ends `page`."""
    grids = [content.grid for content in page.grids]
    if not grids:
        return None
    last = max(grids, key=lambda grid: grid.rect.bottom)
    foot = (1 - MARGIN) * page.height
    return None if any(last.rect.bottom < s.rect.cy < foot for s in page.segments) else last


def _mended(page: PageContent, before: RuledGrid) -> PageContent:
    """`page` with its first table or frame in the columns of `before`, if it is the rest of it."""
    candidates = [*(content.grid for content in page.grids), *page.fragments]
    if not candidates:
        return page
    first = min(candidates, key=lambda grid: grid.rect.top)
    if any(MARGIN * page.height < s.rect.cy < first.rect.top for s in page.segments) or not _is_rest(first, before):
        return page
    grid = _in_columns(first, before.xs)
    if first in page.fragments:
        return _with_fragment(page, grid)
    grids = (replace(content, grid=grid) if content.grid is first else content for content in page.grids)
    return replace(page, grids=tuple(grids))


def _is_rest(grid: RuledGrid, before: RuledGrid) -> bool:
    same_width = abs(grid.xs[0] - before.xs[0]) < SNAP and abs(grid.xs[-1] - before.xs[-1]) < SNAP
    inside = all(min(abs(x - other) for other in before.xs) < SNAP for x in grid.xs)
    cut = grid.open_top or before.open_bottom or len(grid.xs) == len(before.xs)
    return same_width and inside and cut


def _in_columns(grid: RuledGrid, xs: Sequence[float]) -> RuledGrid:
    """`grid` with the edges `xs`, of which its own are a part."""
    places = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in grid.xs]
    cells = tuple(
        replace(cell, col=places[cell.col], col_span=places[cell.col + cell.col_span] - places[cell.col])
        for cell in grid.cells
    )
    return replace(grid, xs=tuple(xs), cells=cells)


def _with_fragment(page: PageContent, grid: RuledGrid) -> PageContent:
    """`page` with the free text inside `grid` as its cells."""
    inside = [s for s in page.segments if grid.rect.has_point(s.rect.cx, s.rect.cy)]
    cells: list[list[Segment]] = [[] for _ in grid.cells]
    places = grid.places()
    for segment in inside:
        cells[places[grid.place(segment.rect.cx, segment.rect.cy)]].append(segment)
    content = GridContent(grid, tuple(tuple(cell_lines(cell)) for cell in cells))
    taken = {id(s) for s in inside}
    return replace(
        page,
        segments=[s for s in page.segments if id(s) not in taken],
        grids=(content, *page.grids),
        frames=tuple(f for f in page.frames if not grid.rect.holds(f, SNAP)),
    )
