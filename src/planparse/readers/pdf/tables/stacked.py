"""Rows that no rule parts: under ruled heads a table of figures may hold all its lines in one row.

Such a row shows itself by labels under one another, with figures level with each of them in the cells beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planparse.readers.pdf.frame import Rect
from planparse.readers.pdf.lines import Segment, parted
from planparse.readers.pdf.tables.ruling import RuledCell, RuledGrid

FEWEST = 4
"""Lines that make rows; fewer are the lines of one cell."""
FILLED = 0.8
"""Share of the labels that have figures beside them."""
FIGURE = re.compile(r"[-－―–—△▲+±]?[\s\d.,，．%％()（）]*[-－―–—]?")

Lines = tuple[Segment, ...]


def with_rows(grid: RuledGrid, lines: Sequence[Lines]) -> tuple[RuledGrid, list[Lines]]:
    """`grid` and the lines of its cells, each row of stacked figures as the rows that it stands for."""
    for row in range(grid.n_rows - 1, -1, -1):
        own = [i for i, cell in enumerate(grid.cells) if cell.row <= row < cell.row + cell.row_span]
        if any(grid.cells[i].row_span > 1 for i in own):
            continue
        labels, *beside = (lines[i] for i in own)
        if len(labels) >= FEWEST and _are_rows(labels, [s for words in beside for s in words]):
            grid, lines = _split(grid, list(lines), row, labels)
    return grid, list(lines)


def _are_rows(labels: Lines, beside: Sequence[Segment]) -> bool:
    """Whether `beside` are figures, level with the labels and with most of them."""
    if not beside or any(s.turned for s in (*labels, *beside)):
        return False
    levels = [_level(s, labels) for s in beside]
    figures = all(FIGURE.fullmatch(word) for s in beside for word in s.text.split())
    return figures and None not in levels and len(set(levels)) >= FILLED * len(labels)


def _level(line: Segment, labels: Lines) -> int | None:
    """Which of `labels` the line stands beside."""
    return next((i for i, s in enumerate(labels) if abs(s.rect.cy - line.rect.cy) < 0.5 * s.size), None)


def _split(grid: RuledGrid, lines: list[Lines], row: int, labels: Lines) -> tuple[RuledGrid, list[Lines]]:
    """The grid with a row for each of `labels` in the place of `row`."""
    more = len(labels) - 1
    middles = [(a.rect.bottom + b.rect.top) / 2 for a, b in pairwise(labels)]
    ys = (*grid.ys[: row + 1], *middles, *grid.ys[row + 1 :])
    placed: list[tuple[RuledCell, Lines]] = []
    for cell, words in zip(grid.cells, lines, strict=True):
        if cell.row != row:
            placed.append((cell if cell.row < row else replace(cell, row=cell.row + more), words))
            continue
        for part, inside in _columns(grid, cell, words):
            for step in range(len(labels)):
                rect = part.rect._replace(top=ys[row + step], bottom=ys[row + step + 1])
                level = tuple(s for s in inside if rect.top <= s.rect.cy < rect.bottom)
                placed.append((replace(part, row=row + step, rect=rect), level))
    placed.sort(key=lambda p: (p[0].row, p[0].col))
    return replace(grid, ys=ys, cells=tuple(cell for cell, _ in placed)), [words for _, words in placed]


def _columns(grid: RuledGrid, cell: RuledCell, words: Lines) -> list[tuple[RuledCell, Lines]]:
    """A cell under several heads as one cell a head, if no character stands under two of them."""
    stop = cell.col + cell.col_span
    edges = grid.xs[cell.col + 1 : stop]
    if not edges or any(g is not None and g.x0 + 1 < x < g.x1 - 1 for x in edges for s in words for g in s.glyphs):
        return [(cell, words)]
    pieces = [piece for s in words for piece in parted(s, edges)]
    columns: list[tuple[RuledCell, Lines]] = []
    for col, (left, right) in enumerate(pairwise(grid.xs[cell.col : stop + 1]), cell.col):
        rect = Rect(left, cell.rect.top, right, cell.rect.bottom)
        inside = tuple(p for p in pieces if left <= p.rect.cx < right)
        columns.append((replace(cell, col=col, col_span=1, rect=rect), inside))
    return columns
