"""Ruled tables of one page: rules to cells, with spans, by pdfplumber's table functions.

Order of evidence: drawn rules and thin rectangles; where a table has none, the edges of shaded boxes. A rule that
the page break or the design left out (open top or bottom, no outer left or right) is added where the others end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.shapes import WHITE, Area, Rule, Shapes

SNAP = 3.0
"""Rules this near are one: doubled rules, and the borders of neighbouring cells."""
TOUCH = 1.5
SHORTEST = 6.0
GHOST = 4.5
"""A row or column narrower than this is the inside of a doubled rule."""


class Edge(TypedDict):
    """A rule in the words of pdfplumber."""

    x0: float
    x1: float
    top: float
    bottom: float
    width: float
    height: float
    orientation: str
    object_type: str


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell by its place in the grid and on the page."""

    row: int
    col: int
    row_span: int
    col_span: int
    rect: Rect
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A table without its text. `xs` and `ys` are the edges of columns and rows, in points."""

    rect: Rect
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def n_rows(self) -> int:
        """How many rows."""
        return len(self.ys) - 1

    @property
    def n_cols(self) -> int:
        """How many columns."""
        return len(self.xs) - 1

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that the point lies in."""
        if not self.rect.has_point(x, y):
            return None
        row = min(max(bisect_right(self.ys, y) - 1, 0), self.n_rows - 1)
        col = min(max(bisect_right(self.xs, x) - 1, 0), self.n_cols - 1)
        for index, cell in enumerate(self.cells):
            if cell.row <= row < cell.row + cell.row_span and cell.col <= col < cell.col + cell.col_span:
                return index
        return None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules of a page enclose: tables, and single frames around text."""

    grids: tuple[RuledGrid, ...]
    frames: tuple[Rect, ...]


def find_ruling(shapes: Shapes) -> Ruling:
    """The tables and frames of a page; a table inside another's cell is left to that cell."""
    drawn = _tables(_edges_of_rules(shapes.rules), shapes.areas)
    boxes = [a.rect for a in shapes.areas if a.filled and a.rectangular and min(a.colour) < WHITE]
    loose = [r for r in boxes if not any(_meets(r, grid.rect) for grid in drawn)]
    shaded = _tables(_edges_of_boxes(loose), shapes.areas) if len(loose) > 3 else []
    grids = [g for g in drawn + shaded if g.n_rows > 0 and g.n_cols > 0]
    outer = [g for g in grids if not any(o is not g and o.rect.holds(g.rect, 1.0) and o.rect != g.rect for o in grids)]
    tables = [g for g in outer if g.n_cols > 1 and len(g.cells) > 1]
    stacks = [cell.rect for g in outer if g.n_cols == 1 or len(g.cells) == 1 for cell in g.cells]
    frames = stacks + [
        a.rect for a in shapes.areas if (a.stroked or a.filled) and a.rect.width > 20 and a.rect.height > 10
    ]
    return Ruling(tuple(tables), tuple(_distinct(f for f in frames if not any(_meets(f, t.rect) for t in tables))))


def _meets(one: Rect, other: Rect) -> bool:
    return one.x0 < other.x1 - 1 and other.x0 < one.x1 - 1 and one.top < other.bottom - 1 and other.top < one.bottom - 1


def _distinct(rects: Iterable[Rect]) -> list[Rect]:
    kept: list[Rect] = []
    for rect in rects:
        if not any(k.holds(rect, SNAP) and rect.holds(k, SNAP) for k in kept):
            kept.append(rect)
    return kept


def _edge(x0: float, top: float, x1: float, bottom: float, horizontal: bool) -> Edge:
    return Edge(
        x0=x0, x1=x1, top=top, bottom=bottom, width=x1 - x0, height=bottom - top,
        orientation="h" if horizontal else "v", object_type="line",
    )  # fmt: skip


def _edges_of_rules(rules: Sequence[Rule]) -> list[Edge]:
    return [_edge(r.x0, r.top, r.x1, r.bottom, r.horizontal) for r in rules]


def _edges_of_boxes(rects: Sequence[Rect]) -> list[Edge]:
    edges: list[Edge] = []
    for x0, top, x1, bottom in rects:
        edges += [_edge(x0, top, x1, top, True), _edge(x0, bottom, x1, bottom, True)]
        edges += [_edge(x0, top, x0, bottom, False), _edge(x1, top, x1, bottom, False)]
    return edges


def _tables(edges: list[Edge], areas: Sequence[Area]) -> list[RuledGrid]:
    merged: list[Edge] = merge_edges(edges, SNAP, SNAP, SNAP, SNAP) if edges else []
    merged = [e for e in merged if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) > SHORTEST]
    grids: list[RuledGrid] = []
    for group in _connected(merged):
        if not {"h", "v"} <= {e["orientation"] for e in group}:
            continue
        closed, open_top, open_bottom = _closed(group)
        cells = intersections_to_cells(edges_to_intersections(closed, TOUCH, TOUCH))
        tables = [[Rect(*cell) for cell in table] for table in cells_to_tables(cells)]
        single = not tables and len(cells) == 1
        for table in [[Rect(*cells[0])]] if single else tables:
            box = around(table)
            top = open_top is not None and abs(box.top - open_top) < SNAP
            bottom = open_bottom is not None and abs(box.bottom - open_bottom) < SNAP
            grids.append(_grid(table, areas, top, bottom))
    return grids


def _connected(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges grouped by whether they touch one another, over any number of steps."""
    parent = list(range(len(edges)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    upright = [i for i, e in enumerate(edges) if e["orientation"] == "v"]
    for i, h in enumerate(edges):
        if h["orientation"] == "h":
            for j in upright:
                v = edges[j]
                if (
                    h["x0"] - SNAP <= v["x0"] <= h["x1"] + SNAP
                    and v["top"] - SNAP <= h["top"] <= v["bottom"] + SNAP
                    and root(i) != root(j)
                ):
                    parent[root(i)] = root(j)
    groups: dict[int, list[Edge]] = {}
    for index, edge in enumerate(edges):
        groups.setdefault(root(index), []).append(edge)
    return list(groups.values())


def _closed(group: list[Edge]) -> tuple[list[Edge], float | None, float | None]:
    """The edges with those that a table open at an end lacks; and where its open top and bottom are."""
    level = [e for e in group if e["orientation"] == "h"]
    upright = [e for e in group if e["orientation"] == "v"]
    top, bottom = min(e["top"] for e in upright), max(e["bottom"] for e in upright)
    left, right = min(e["x0"] for e in level), max(e["x1"] for e in level)
    added: list[Edge] = []
    open_top = open_bottom = None
    above = [e for e in upright if e["top"] < top + SNAP]
    below = [e for e in upright if e["bottom"] > bottom - SNAP]
    if len(above) > 1 and min(e["top"] for e in level) > top + GHOST:
        open_top = top
        added.append(_edge(min(e["x0"] for e in above), top, max(e["x0"] for e in above), top, True))
    if len(below) > 1 and max(e["top"] for e in level) < bottom - GHOST:
        open_bottom = bottom
        added.append(_edge(min(e["x0"] for e in below), bottom, max(e["x0"] for e in below), bottom, True))
    for x, reaching, outermost in (
        (left, [e for e in level if e["x0"] < left + SNAP], min(e["x0"] for e in upright) - left),
        (right, [e for e in level if e["x1"] > right - SNAP], right - max(e["x0"] for e in upright)),
    ):
        if len(reaching) > 2 and outermost > GHOST:
            tops = [e["top"] for e in reaching]
            added.append(_edge(x, min(tops), x, max(tops), False))
    return merge_edges(group + added, SNAP, SNAP, SNAP, SNAP) if added else group, open_top, open_bottom


def _grid(rects: list[Rect], areas: Sequence[Area], open_top: bool, open_bottom: bool) -> RuledGrid:
    box = around(rects)
    xs = _axis([x for r in rects for x in (r.x0, r.x1)])
    ys = _axis([y for r in rects for y in (r.top, r.bottom)])
    shades = [a.rect for a in areas if a.filled and a.rectangular and min(a.colour) < WHITE and _meets(a.rect, box)]
    cells: list[RuledCell] = []
    taken: set[tuple[int, int]] = set()
    for rect in sorted(rects, key=lambda r: (r.top, r.x0)):
        row, col = _nearest(ys, rect.top), _nearest(xs, rect.x0)
        rows, cols = _nearest(ys, rect.bottom) - row, _nearest(xs, rect.x1) - col
        places = {(r, c) for r in range(row, row + rows) for c in range(col, col + cols)}
        if places and not places & taken:
            taken |= places
            cells.append(RuledCell(row, col, rows, cols, rect, _is_shaded(rect, shades)))
    for row in range(len(ys) - 1):
        for col in range(len(xs) - 1):
            if (row, col) not in taken:
                cells.append(RuledCell(row, col, 1, 1, Rect(xs[col], ys[row], xs[col + 1], ys[row + 1])))
    cells.sort(key=lambda c: (c.row, c.col))
    return RuledGrid(box, tuple(xs), tuple(ys), tuple(cells), open_top, open_bottom)


def _is_shaded(cell: Rect, shades: Sequence[Rect]) -> bool:
    inner = Rect(cell.x0 + SNAP, cell.top + SNAP, cell.x1 - SNAP, cell.bottom - SNAP)
    return any(shade.holds(inner, 1.0) for shade in shades)


def _axis(values: list[float]) -> list[float]:
    """The distinct edges, those of a doubled rule as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > GHOST:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    index = bisect_left(edges, value)
    return min((i for i in (index - 1, index) if 0 <= i < len(edges)), key=lambda i: abs(edges[i] - value))
