"""Lists of terms with their explanations beside them, set without any rule: a table of two columns.

A line of the left column need not be level with one of the right: short terms stand in the middle of long
explanations. What tells such a list from two columns of text is that both fall into the same rows, parted by more
white than the lines inside a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planparse.fold import fold
from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment

FEWEST_ROWS = 3
VALUE = re.compile(r"[^\d\s]{0,2}\d[\d,.]*\s?[^\d\s,.][^\s。、]{0,7}")
"""A figure with a unit: 4,850件, 312千t-CO2, 年30回."""
GUTTER = 0.8
"""Narrowest gutter, in characters."""
PARTED = 1.3
"""White between rows, as a multiple of that between the lines of an explanation."""
NARROWER = 0.6
"""Widest left column, as a share of the right one."""
SHORTEST_TERM = 2.5
"""Characters of a term on average: labels of lists are shorter."""
OFF_LEVEL = 0.6
"""Characters by which the middles or the tops of both sides of a row may differ."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: the lines of a term and those of its explanation."""

    left: tuple[Segment, ...]
    right: tuple[Segment, ...]

    @property
    def rect(self) -> Rect:
        """The box around both."""
        return around([s.rect for s in (*self.left, *self.right)])


@dataclass(frozen=True, slots=True)
class PairedList:
    """The rows of one list; `start` is the left edge of its right column."""

    start: float
    rows: tuple[Pair, ...]


def are_values(cells: Sequence[Sequence[Segment]]) -> bool:
    """Whether the cells of a column, but for a head, are figures with their units, as beside the names of indicators.

    Bare figures may be page numbers.
    """
    values = [len(cell) == 1 and VALUE.fullmatch(fold(cell[0].text)) is not None for cell in cells]
    return sum(values) >= FEWEST_ROWS and all(values[1:])


def find_paired(segments: Sequence[Segment]) -> list[PairedList]:
    """The lists among the free lines of one page."""
    found: list[PairedList] = []
    free = sorted(segments, key=lambda s: s.rect.top)
    edges = Counter(round(s.rect.x0) for s in free)
    for edge in sorted(x for x, count in edges.items() if count > FEWEST_ROWS):
        for run in _runs_beside(free, edge - 1.0):
            found += [PairedList(edge - 1.0, rows) for rows in _lists(run, edge - 1.0) if _is_list(rows)]
        taken = {id(s) for lot in found for row in lot.rows for s in (*row.left, *row.right)}
        free = [s for s in free if id(s) not in taken]
    return found


def _runs_beside(segments: Sequence[Segment], edge: float) -> Iterator[list[Segment]]:
    """The lines from top to bottom as far as none crosses the gutter left of `edge`."""
    run: list[Segment] = []
    for segment in segments:
        if segment.rect.x0 < edge and segment.rect.x1 > edge - GUTTER * segment.size:
            yield run
            run = []
        else:
            run.append(segment)
    yield run


def _lists(run: Sequence[Segment], edge: float) -> Iterator[tuple[Pair, ...]]:
    """The rows of `run` that have words on both sides, as far as they follow each other."""
    right = [s.rect for s in run if s.rect.x0 >= edge]
    gaps = [b.top - a.bottom for a, b in pairwise(right) if b.top > a.bottom]
    if not gaps:
        return
    rows: list[Pair] = []
    for band in _bands(run, PARTED * min(gaps)):
        left = tuple(s for s in band if s.rect.x0 < edge)
        beside = tuple(s for s in band if s.rect.x0 >= edge)
        if left and beside:
            rows.append(Pair(left, beside))
            continue
        yield tuple(rows)
        rows = []
    yield tuple(rows)


def _bands(run: Sequence[Segment], white: float) -> Iterator[list[Segment]]:
    """Lines with no more than `white` between them, one above the other."""
    band: list[Segment] = []
    bottom = 0.0
    for segment in run:
        if band and segment.rect.top - bottom > white:
            yield band
            band = []
        bottom = max(bottom, segment.rect.bottom) if band else segment.rect.bottom
        band.append(segment)
    if band:
        yield band


def _is_list(rows: Sequence[Pair]) -> bool:
    """Whether each row stands for itself: terms narrower than explanations, some rows longer than a line."""
    if len(rows) < FEWEST_ROWS or sum(len(row.left) > 1 or len(row.right) > 1 for row in rows) < 2:
        return False
    left = around([s.rect for row in rows for s in row.left])
    right = around([s.rect for row in rows for s in row.right])
    terms = sum(len(s.text) for row in rows for s in row.left)
    narrower = left.width < NARROWER * right.width and terms >= SHORTEST_TERM * len(rows)
    return narrower and all(_is_level(row) for row in rows) and sum(_is_parted(row.right) for row in rows) < 2


def _is_parted(lines: Sequence[Segment]) -> bool:
    """Whether some of the lines stand side by side, as those of two columns do."""
    ordered = sorted(lines, key=lambda s: s.rect.top)
    return any(
        b.rect.top < a.rect.cy and (a.rect.x1 < b.rect.x0 or b.rect.x1 < a.rect.x0) for a, b in pairwise(ordered)
    )


def _is_level(row: Pair) -> bool:
    left, right = (around([s.rect for s in side]) for side in (row.left, row.right))
    return min(abs(left.cy - right.cy), abs(left.top - right.top)) < OFF_LEVEL * row.right[0].size
