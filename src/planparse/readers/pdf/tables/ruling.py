"""Ruled tables of one page: rules to cells, with spans, by pdfplumber's table functions.

Order of evidence: drawn rules and thin rectangles; where a table has none, the edges of shaded boxes. A rule that
the page break or the design left out (open top or bottom, no outer left or right) is added where the others end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.groups import Groups
from planparse.readers.pdf.shapes import WHITE, Area, Rule, Shapes

SNAP = 3.0
"""Rules this near are one: doubled rules, and the borders of neighbouring cells."""
TOUCH = 1.5
SHORTEST = 6.0
MOST_CROSSINGS = 6000
HEAD = 20.0
"""Points that the head of an arrow is at most wide and high."""
BLOCK = 45.0
"""Points that an arrow or bar drawn over cells is at most high."""
PENTAGON = 5
"""Corners of the plainest arrow, which counts as one only if it is filled."""
APART, COLUMN = 8.0, 24.0
"""Between these, the white beside a shaded box is neither the border of a cell nor a column without shade."""
GHOST = 4.5
"""A row or column narrower than this is the inside of a doubled rule."""


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

    def places(self) -> dict[tuple[int, int], int]:
        """For each row and column the index of the cell that covers it."""
        return {
            (row, col): index
            for index, cell in enumerate(self.cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def place(self, x: float, y: float) -> tuple[int, int]:
        """The row and column in which a point of the table lies."""
        row = bisect_right(self.ys, y, 1, len(self.ys) - 1) - 1
        col = bisect_right(self.xs, x, 1, len(self.xs) - 1) - 1
        return row, col


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules enclose: tables, and frames around text. `levels` are horizontal rules that cross no other.

    `fragments` are frames with an open end, which may be the rest of a table; `stripes` are coloured rows of a table
    whose other rows are not; `joined` are boxes that rules join to others.
    """

    grids: tuple[RuledGrid, ...]
    frames: tuple[Rect, ...]
    levels: tuple[Rule, ...] = ()
    fragments: tuple[RuledGrid, ...] = ()
    stripes: tuple[Rect, ...] = ()
    joined: tuple[Rect, ...] = ()


def find_ruling(shapes: Shapes) -> Ruling:
    """The tables and frames of a page; a table inside another's cell is left to that cell."""
    drawn, levels, lone = _tables(_without_arrows(shapes), shapes.areas)
    outer = _outermost([*drawn, *_shaded(shapes.areas, drawn)])
    tables = tuple(g for g in outer if g.n_cols > 1 and len(g.cells) > 1)
    stripes = tuple(s for s in _stripes(shapes.areas) if not any(_meets(s, g.rect) for g in tables))
    return Ruling(
        grids=tables,
        frames=tuple(_distinct(_frames(shapes.areas, outer, tables, stripes))),
        levels=tuple(levels),
        fragments=tuple(g for g in outer if g not in tables and (g.open_top or g.open_bottom)),
        stripes=stripes,
        joined=tuple(lone),
    )


def _shaded(areas: Sequence[Area], drawn: Sequence[RuledGrid]) -> list[RuledGrid]:
    """The tables that coloured boxes make outside those that rules draw."""
    boxes = [a.rect for a in areas if a.filled and a.rectangular and min(a.colour) < WHITE]
    loose = [box for box in boxes if not any(_meets(box, grid.rect) for grid in drawn)]
    grids = _tables(_outlines(loose), areas)[0] if len(loose) > 3 else []
    return [g for g in grids if g.n_rows > 1 and not _stand_apart([box for box in loose if g.rect.holds(box, SNAP)])]


def _outermost(found: Sequence[RuledGrid]) -> list[RuledGrid]:
    """Those of `found` that have cells and stand in no other; a single cell is a frame, and may hold whole tables."""
    grids = [g for g in found if g.n_rows > 0 and g.n_cols > 0]
    several = [g for g in grids if len(g.cells) > 1]
    return [g for g in grids if not any(o is not g and o.rect.holds(g.rect, 1.0) for o in several)]


def _frames(
    areas: Sequence[Area], outer: Sequence[RuledGrid], tables: Sequence[RuledGrid], stripes: Sequence[Rect]
) -> Iterator[Rect]:
    """The cells of what is no table, with room around any table inside, and the areas that are no part of one."""
    cells = [cell.rect for g in outer if g not in tables for cell in g.cells]
    yield from (f for f in cells if all(_surrounds(f, t.rect) for t in tables if _meets(f, t.rect)))
    drawn = [a.rect for a in areas if (a.stroked or a.filled) and a.rect.width > 20 and a.rect.height > 10]
    yield from (f for f in (*cells, *drawn) if f not in stripes and not any(_meets(f, t.rect) for t in tables))


def _surrounds(frame: Rect, table: Rect) -> bool:
    """Whether `frame` leaves room around `table` on all sides, unlike a border of its own."""
    return frame.holds(table, -APART)


def _stripes(areas: Sequence[Area]) -> list[Rect]:
    """Coloured cells side by side: two or more in rows that are alike, or the three or more heads of a table."""
    levels: dict[tuple[int, int, tuple[int, int, int]], list[Rect]] = {}
    for area in areas:
        if area.filled and area.rectangular and min(area.colour) < WHITE:
            levels.setdefault((round(area.rect.top), round(area.rect.bottom), area.colour), []).append(area.rect)
    rows: dict[tuple[int, ...], list[list[Rect]]] = {}
    for cells in levels.values():
        cells.sort(key=lambda r: r.x0)
        if len(cells) > 1 and all(abs(a.x1 - b.x0) < SNAP for a, b in pairwise(cells)):
            rows.setdefault(tuple(round(c.x0) for c in cells), []).append(cells)
    return [c for edges, alike in rows.items() if len(alike) > 1 or len(edges) > 2 for cells in alike for c in cells]


def _without_arrows(shapes: Shapes) -> list[Rule]:
    """The rules but the shafts and outlines of arrows and bars, which would part the rows that they are drawn over."""
    heads = [a.rect for a in shapes.areas if a.filled and not a.rectangular and max(a.rect.width, a.rect.height) < HEAD]
    rules = [
        r for r in shapes.rules
        if not r.horizontal or not any(h.has_point(x, r.top) for h in heads for x in (r.x0 - 1, r.x0, r.x1, r.x1 + 1))
    ]  # fmt: skip
    over = _drawn_over(shapes.areas, rules)
    return [r for r in rules if not any(o.holds(Rect(*r[:4]), TOUCH) for o in over)] if over else rules


def _drawn_over(areas: Sequence[Area], rules: Sequence[Rule]) -> list[Rect]:
    """The outlined arrows, and the bars over rules between columns; what reaches from row to row is a cell's own."""
    filled = {tuple(map(round, a.rect)) for a in areas if a.filled}  # by a path of its own in some prints
    low = [
        a for a in areas
        if a.stroked and a.rect.height < BLOCK and (a.corners > PENTAGON or tuple(map(round, a.rect)) in filled)
    ]  # fmt: skip
    upright = [r for r in rules if not r.horizontal] if low else []
    over = [a.rect for a in low if not a.rectangular or any(_crosses(r, a.rect) for r in upright)]
    levels = [r.top for r in rules if r.horizontal and not any(o.holds(Rect(*r[:4]), TOUCH) for o in over)]
    return [o for o in over if not all(any(abs(y - end) < TOUCH for y in levels) for end in (o.top, o.bottom))]


def _crosses(upright: Rule, box: Rect) -> bool:
    """Whether a rule between columns runs through `box` and beyond it, up and down."""
    inside = box.x0 + SNAP < upright.x0 < box.x1 - SNAP
    return inside and upright.top < box.top - TOUCH and upright.bottom > box.bottom + TOUCH


def _meets(one: Rect, other: Rect) -> bool:
    return one.x0 < other.x1 - 1 and other.x0 < one.x1 - 1 and one.top < other.bottom - 1 and other.top < one.bottom - 1


def _stand_apart(boxes: Sequence[Rect]) -> bool:
    """Whether shaded boxes side by side leave more white between them than the cells of a table do, but no column."""
    ordered = sorted(boxes, key=lambda box: (round(box.top), box.x0))
    return any(
        APART < right.x0 - left.x1 < COLUMN
        and abs(left.top - right.top) < SNAP
        and abs(left.bottom - right.bottom) < SNAP
        for left, right in pairwise(ordered)
    )


def _distinct(rects: Iterable[Rect]) -> list[Rect]:
    kept: list[Rect] = []
    for rect in rects:
        if not any(k.holds(rect, SNAP) and rect.holds(k, SNAP) for k in kept):
            kept.append(rect)
    return kept


def _outlines(rects: Sequence[Rect]) -> list[Rule]:
    """The four sides of each rectangle."""
    rules: list[Rule] = []
    for x0, top, x1, bottom in rects:
        rules += [Rule(x0, y, x1, y, True, 0.0) for y in (top, bottom)]
        rules += [Rule(x, top, x, bottom, False, 0.0) for x in (x0, x1)]
    return rules


def _edge(rule: Rule) -> dict[str, float | str]:
    """A rule in the words of pdfplumber."""
    x0, top, x1, bottom, horizontal, _ = rule
    sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**sides, "orientation": "h" if horizontal else "v", "object_type": "line"}


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one axis that touch or run side by side as one; dashes and dots become lines."""
    if not rules:
        return []
    merged = merge_edges([_edge(r) for r in rules], SNAP, SNAP, SNAP, SNAP)
    return [Rule(e["x0"], e["top"], e["x1"], e["bottom"], e["orientation"] == "h", 0.0) for e in merged]


def _tables(rules: Sequence[Rule], areas: Sequence[Area]) -> tuple[list[RuledGrid], list[Rule], list[Rect]]:
    """The tables that `rules` draw, the horizontal rules that cross no other, and the boxes that are in no table."""
    merged = [r for r in _merged(rules) if max(r.x1 - r.x0, r.bottom - r.top) > SHORTEST]
    grids: list[RuledGrid] = []
    levels: list[Rule] = []
    lone: list[Rect] = []
    for group in _connected(merged):
        if len({r.horizontal for r in group}) < 2:
            levels += [r for r in group if r.horizontal]
            continue
        closed, open_top, open_bottom = _closed(group)
        across = sum(r.horizontal for r in closed)
        if across * (len(closed) - across) > MOST_CROSSINGS:  # graph paper, hatching: no table has so many
            continue
        cells = intersections_to_cells(edges_to_intersections([_edge(r) for r in closed], TOUCH, TOUCH))
        tables = [[Rect(*cell) for cell in table] for table in cells_to_tables(cells)]
        if len(cells) == 1:
            tables = [[Rect(*cells[0])]]
        in_tables = {cell for table in tables for cell in table}
        lone += [cell for cell in (Rect(*edges) for edges in cells) if cell not in in_tables]
        for table in tables:
            box = around(table)
            top = open_top is not None and abs(box.top - open_top) < SNAP
            bottom = open_bottom is not None and abs(box.bottom - open_bottom) < SNAP
            grid = _grid(table, group, areas)
            last_row_open = any(c.row + c.row_span == grid.n_rows and not _has_floor(c, group) for c in grid.cells)
            grids.append(replace(grid, open_top=top, open_bottom=bottom or last_row_open))
    return grids, levels, lone


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules grouped by whether they cross or touch one another, over any number of steps."""
    groups = Groups(len(rules))
    upright = [(i, r) for i, r in enumerate(rules) if not r.horizontal]
    for i, level in enumerate(rules):
        if not level.horizontal:
            continue
        for j, rule in upright:
            if level.x0 - SNAP <= rule.x0 <= level.x1 + SNAP and rule.top - SNAP <= level.top <= rule.bottom + SNAP:
                groups.join(i, j)
    return groups.of(rules)


def _closed(group: list[Rule]) -> tuple[list[Rule], float | None, float | None]:
    """The rules with those that a table open at an end lacks; and where its open top and bottom are."""
    level = [r for r in group if r.horizontal]
    upright = [r for r in group if not r.horizontal]
    top, bottom = min(r.top for r in upright), max(r.bottom for r in upright)
    added: list[Rule] = []
    open_top = open_bottom = None
    above = [r.x0 for r in upright if r.top < top + SNAP]
    below = [r.x0 for r in upright if r.bottom > bottom - SNAP]
    if len(above) > 1 and min(r.top for r in level) > top + GHOST:
        open_top = top
        added.append(Rule(min(above), top, max(above), top, True, 0.0))
    if len(below) > 1 and max(r.top for r in level) < bottom - GHOST:
        open_bottom = bottom
        added.append(Rule(min(below), bottom, max(below), bottom, True, 0.0))
    left, right = min(r.x0 for r in level), max(r.x1 for r in level)
    at_left = [r.top for r in level if r.x0 < left + SNAP]
    at_right = [r.top for r in level if r.x1 > right - SNAP]
    if len(at_left) > 2 and min(r.x0 for r in upright) > left + GHOST:
        added.append(Rule(left, min(at_left), left, max(at_left), False, 0.0))
    if len(at_right) > 2 and max(r.x0 for r in upright) < right - GHOST:
        added.append(Rule(right, min(at_right), right, max(at_right), False, 0.0))
    return (_merged(group + added) if added else group), open_top, open_bottom


def _grid(rects: list[Rect], rules: Sequence[Rule], areas: Sequence[Area]) -> RuledGrid:
    box = around(rects)
    xs = _axis([x for r in rects for x in (r.x0, r.x1)])
    ys = _axis([y for r in rects for y in (r.top, r.bottom)])
    shades = [a for a in areas if a.filled and a.rectangular and min(a.colour) < WHITE and _meets(a.rect, box)]
    cells: list[RuledCell] = []
    taken: set[tuple[int, int]] = set()
    for rect in sorted(rects, key=lambda r: (r.top, r.x0)):
        row, col = _nearest(ys, rect.top), _nearest(xs, rect.x0)
        rows, cols = _nearest(ys, rect.bottom) - row, _nearest(xs, rect.x1) - col
        places = {(r, c) for r in range(row, row + rows) for c in range(col, col + cols)}
        if places and not places & taken:
            taken |= places
            cells.append(RuledCell(row, col, rows, cols, rect, _is_shaded(rect, shades)))
    cells += _unclosed(xs, ys, taken, rules)
    cells.sort(key=lambda c: (c.row, c.col))
    if all(c.shaded for c in cells):
        cells = _without_ground(cells, shades)
    return RuledGrid(box, tuple(xs), tuple(ys), tuple(cells))


def _unclosed(
    xs: Sequence[float], ys: Sequence[float], taken: set[tuple[int, int]], rules: Sequence[Rule]
) -> list[RuledCell]:
    """Cells for the places that no closed rectangle covers; places above one another with no rule between are one."""
    cells: list[RuledCell] = []
    for col, (left, right) in enumerate(pairwise(xs)):
        levels = [r.top for r in rules if r.horizontal and r.x0 <= left + SNAP and r.x1 >= right - SNAP]
        start: int | None = None
        for row in range(len(ys)):
            free = row < len(ys) - 1 and (row, col) not in taken
            parted = any(abs(level - ys[row]) <= SNAP for level in levels)
            if start is not None and (parted or not free):
                cells.append(RuledCell(start, col, row - start, 1, Rect(left, ys[start], right, ys[row])))
                start = None
            if free and start is None:
                start = row
    return cells


def _has_floor(cell: RuledCell, rules: Sequence[Rule]) -> bool:
    """Whether a rule closes `cell` at its bottom."""
    return any(r.horizontal and abs(r.top - cell.rect.bottom) <= SNAP and r.x0 <= cell.rect.cx <= r.x1 for r in rules)


def _is_shaded(cell: Rect, shades: Sequence[Area]) -> bool:
    return _colour(cell, shades) is not None


def _colour(cell: Rect, shades: Sequence[Area]) -> tuple[int, int, int] | None:
    """The colour of a cell: that of what was drawn last."""
    inner = Rect(cell.x0 + SNAP, cell.top + SNAP, cell.x1 - SNAP, cell.bottom - SNAP)
    return next((shade.colour for shade in reversed(shades) if shade.rect.holds(inner, 1.0)), None)


def _without_ground(cells: Sequence[RuledCell], shades: Sequence[Area]) -> list[RuledCell]:
    """The cells of a wholly coloured table, of which those count as shaded that differ from its body."""
    ground = {_colour(c.rect, shades) for c in cells if c.row > 1 and c.col > 0}
    return [replace(c, shaded=c.shaded and _colour(c.rect, shades) not in ground) for c in cells]


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
