"""Arrows and bars that are drawn over the cells of a table, as schedules show the years that a task takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment
from planparse.readers.pdf.shapes import WHITE, Area, Shapes
from planparse.readers.pdf.tables.ruling import SNAP, RuledCell, RuledGrid

SHORTEST = 12.0
"""Points that a bar is at least long."""
THINNEST = 10.0
WORDS_ABOVE = 13.0
SHAFT = 1.8
"""Points from which a line without an arrow's head is a bar; thinner ones are underlines."""


class GridBar(NamedTuple):
    """One bar or arrow, head and shaft together. `reach` is where its words stand: on it or just over it."""

    rect: Rect
    reach: Rect


def find_bars(shapes: Shapes, grid: RuledGrid) -> tuple[GridBar, ...]:
    """The bars over `grid`, from top to bottom: filled shapes that are no cell's background, and arrows."""
    heads = [a.rect for a in shapes.areas if _is_bar(a, grid)]
    rects = list(heads)
    for rule in shapes.rules:
        shaft = Rect(rule.x0, rule.top, rule.x1, rule.bottom)
        if not rule.horizontal or not grid.rect.holds(shaft, SNAP) or any(abs(rule.top - y) <= SNAP for y in grid.ys):
            continue
        if rule.thickness >= SHAFT or any(_touch(head, shaft) for head in heads):
            rects.append(shaft)
    return tuple(GridBar(rect, _reach(rect, grid)) for rect in _grouped(rects) if rect.width >= SHORTEST)


def _reach(rect: Rect, grid: RuledGrid) -> Rect:
    """A bar too thin for words has them right above, in the same row of the table."""
    if rect.height >= THINNEST:
        return rect
    row_top = max((y for y in grid.ys if y <= rect.top), default=rect.top)
    return Rect(rect.x0, max(row_top, rect.top - WORDS_ABOVE), rect.x1, rect.bottom)


def years_told(bars: Sequence[GridBar], grid: RuledGrid, lines: Sequence[Sequence[Segment]]) -> tuple[GridBar, ...]:
    """Those of `bars` that say more than the words of one cell, and the cells that are filled in place of a bar.

    `lines` are the printed lines of each cell of `grid`. Shading under all the words of a cell says nothing new; an
    empty cell with shading does, if others in its row and in its column have none.
    """
    told = [bar for bar in bars if not _shades_words(bar.rect, grid, lines)]
    for cell, own in zip(grid.cells, lines, strict=True):
        if cell.shaded and not own and cell.row and cell.col and _stands_out(cell, grid):
            told.append(GridBar(cell.rect, cell.rect))
    return tuple(sorted(told, key=lambda bar: (bar.rect.top, bar.rect.x0)))


def _shades_words(rect: Rect, grid: RuledGrid, lines: Sequence[Sequence[Segment]]) -> bool:
    for cell, own in zip(grid.cells, lines, strict=True):
        if cell.rect.holds(rect, SNAP):
            return bool(own) and all(rect.has_point(line.rect.cx, line.rect.cy) for line in own)
    return False


def _stands_out(cell: RuledCell, grid: RuledGrid) -> bool:
    plain = [other for other in grid.cells if not other.shaded and other.row and other.col]
    return any(o.row == cell.row for o in plain) and any(o.col == cell.col for o in plain)


def _is_bar(area: Area, grid: RuledGrid) -> bool:
    """Whether `area` is drawn over cells: seen, no cell's background, no higher than a row, past the labels."""
    if not grid.rect.holds(area.rect, SNAP) or (area.filled and min(area.colour) >= WHITE and not area.stroked):
        return False
    if area.rect.x0 < grid.xs[1] - SNAP or (area.rectangular and (not area.filled or _fills_cells(area.rect, grid))):
        return False
    row_height = min(bottom - top for top, bottom in pairwise(grid.ys))
    return area.rect.height < 1.6 * max(row_height, 10.0)


def _fills_cells(rect: Rect, grid: RuledGrid) -> bool:
    """Whether the area is the background of cells: it reaches from rule to rule, give or take a cell's spacing."""
    return max(min(abs(y - edge) for edge in grid.ys) for y in (rect.top, rect.bottom)) <= SNAP


def _grouped(rects: list[Rect]) -> list[Rect]:
    """Rectangles that touch, as one: a shaft and its head."""
    groups: list[Rect] = []
    for rect in sorted(rects, key=lambda r: (r.top, r.x0)):
        touching = [g for g in groups if _touch(g, rect)]
        groups = [g for g in groups if g not in touching] + [around([rect, *touching])]
    return sorted(groups, key=lambda r: (r.top, r.x0))


def _touch(one: Rect, other: Rect) -> bool:
    return (
        one.x0 <= other.x1 + 2
        and other.x0 <= one.x1 + 2
        and one.top <= other.bottom + 1
        and other.top <= one.bottom + 1
        and abs(one.cy - other.cy) < 6
    )
