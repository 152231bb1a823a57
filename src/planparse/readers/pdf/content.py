"""What stands on one page, before the pages are compared: free text, tables with their text, frames."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pypdfium2 import PdfPage

from planparse.readers.pdf.characters.direction import SHORTEST, directed_segments
from planparse.readers.pdf.characters.glyphs import FontTally, Glyph, read_glyphs
from planparse.readers.pdf.characters.visibility import Visible, is_scan, seen
from planparse.readers.pdf.diagrams.graphs import find_graphs
from planparse.readers.pdf.diagrams.trees import TreeBox, find_trees
from planparse.readers.pdf.frame import Frame, Rect, around
from planparse.readers.pdf.lines import Segment, joined, overlap
from planparse.readers.pdf.shapes import Shapes, read_shapes
from planparse.readers.pdf.tables.bars import GridBar, find_bars, years_told
from planparse.readers.pdf.tables.ruling import SNAP, RuledCell, RuledGrid, find_ruling
from planparse.readers.pdf.tables.stacked import with_rows
from planparse.readers.pdf.tables.unruled import find_unruled
from planparse.readers.pdf.tags import NO_TAGS, PageTags, read_tags

NARROWEST = 8.0
"""Points that a box with vertical words is at least wide."""
SIDEWAYS = 0.6
"""Share of the letters that lie on their side on a page set sideways."""
LARGEST_FIGURE = 0.8
"""An area over more than this share of the page's height is its background."""
FEWEST_LINES = 2
"""A frame around no more lines is no box of text."""
LAYOUT_SHARE = 0.9
"""A cell over half the page's height with more than this share of the words holds a layout, not a value."""


@dataclass(frozen=True, slots=True)
class GridContent:
    """A table with the printed lines of each of its cells, in the order of ``grid.cells``."""

    grid: RuledGrid
    lines: tuple[tuple[Segment, ...], ...]
    bars: tuple[GridBar, ...] = ()

    @property
    def padding(self) -> float:
        """The usual distance of text from the left rule of its cell, in points."""
        left = [
            line.rect.x0 - cell.rect.x0
            for cell, lines in zip(self.grid.cells, self.lines, strict=True)
            for line in lines
            if not line.turned
        ]
        return min(max(min(left), 1.0), 9.0) if left else 1.0


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page. `aside` is slanted print (stamps, watermarks); `vertical`: its columns run from right to left.

    `fragments` are frames that may be the rest of a table, `graphs` the areas of bar and line graphs, `trees` the boxes
    that are drawn in trees, `treeless` those that stand in none, and `branches` the areas that trees take up, with what
    is in each in the order of the tree.
    All boxes are those of the page turned clockwise by `turn` quarters, which is how it is read. `has_drawing` tells a
    picture from an empty page; `is_picture`: pictures cover most of it; `is_ocr`: the text is the invisible layer over
    a scan.
    """

    number: int
    width: float
    height: float
    segments: list[Segment]
    grids: tuple[GridContent, ...] = ()
    frames: tuple[Rect, ...] = ()
    fragments: tuple[RuledGrid, ...] = ()
    graphs: tuple[Rect, ...] = ()
    trees: tuple[TreeBox, ...] = ()
    treeless: tuple[Rect, ...] = ()
    branches: Mapping[Rect, tuple[Rect, ...]] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    vertical: bool = False
    has_drawing: bool = False
    is_picture: bool = False
    is_ocr: bool = False
    is_damaged: bool = False
    tags: PageTags = NO_TAGS
    turn: int = 0


def read_page(page: PdfPage, number: int, tally: FontTally) -> PageContent:
    """Everything that `page` shows. Free text is in segments; which of them are running heads is not known yet."""
    frame = Frame.of(page)
    tags = read_tags(page)
    glyphs = read_glyphs(page, frame, tally, tags != NO_TAGS)
    turn = _turn(glyphs)
    if turn:
        frame = frame.turned(turn)
        glyphs = read_glyphs(page, frame, FontTally(), tags != NO_TAGS)
    shapes = read_shapes(page, frame)
    visible = seen(glyphs, shapes, frame)
    return replace(_content(number, frame, shapes, visible), tags=tags, turn=turn)


def _turn(glyphs: Sequence[Glyph]) -> int:
    """The quarters clockwise by which a page must be turned that is set sideways without saying so.

    Letters of vertical writing stand upright; letters that lie on their side are of a line that runs up or down.
    """
    if not {g.ink.angle for g in glyphs} - {0, None}:  # as on most pages
        return 0
    letters = [g.ink.angle for g in glyphs if unicodedata.category(g.char) == "Lo"]
    for angle, turn in ((3, 1), (1, 3), (2, 2)):
        if letters.count(angle) > SIDEWAYS * len(letters):
            return turn
    return 0


def _content(number: int, frame: Frame, shapes: Shapes, visible: Visible) -> PageContent:
    ruling = find_ruling(shapes)
    straight = [g for g in visible.glyphs if g.ink.angle is not None]
    slanted = [g for g in visible.glyphs if g.ink.angle is None]
    bars = [find_bars(shapes, grid) for grid in ruling.grids]
    free, inside = _share_out(straight, ruling.grids, bars)
    grids: list[GridContent] = []
    frames, fragments = list(ruling.frames), list(ruling.fragments)
    for grid, cells, over in zip(ruling.grids, inside, bars, strict=True):
        if _is_table(grid, cells, frame.size[1]):
            whole, words = with_rows(grid, [tuple(cell_lines(directed_segments(glyphs))) for glyphs in cells])
            grids.append(GridContent(whole, tuple(words), years_told(over, whole, words)))
        else:
            free += [glyph for glyphs in cells for glyph in glyphs]
            fragments.append(grid)
            frames += [cell.rect for cell in grid.cells]
    width, height = frame.size
    segments = directed_segments(free)
    areas = [a.rect for a in shapes.areas if a.rect.height < LARGEST_FIGURE * height]
    figures = [*shapes.pictures, *(a for a in areas if a not in ruling.stripes)]
    graphs = find_graphs(segments, shapes)
    shown = [s for s in segments if any(g.has_point(s.rect.cx, s.rect.cy) for g in graphs)]
    segments = [s for s in segments if s not in shown] if shown else segments
    apart = _by_frame(segments, [f for f in frames if f.height < LARGEST_FIGURE * height])
    for table in (table for group in apart for table in find_unruled(group, ruling.levels, figures)):
        taken = {id(s) for s in table.taken}
        segments = [s for s in segments if id(s) not in taken]
        lines = tuple(tuple(cell_lines(cell)) for cell in table.cells)
        grids.append(GridContent(table.grid, lines, years_told(find_bars(shapes, table.grid), table.grid, lines)))
    segments += shown
    narrow = [a.rect for a in shapes.areas if NARROWEST < a.rect.width <= 20 < a.rect.height]
    drawing = find_trees([*frames, *ruling.joined, *narrow], shapes, segments, Rect(0.0, 0.0, width, height))
    return PageContent(
        number=number,
        width=width,
        height=height,
        segments=drawing.segments,
        grids=tuple(grids),
        frames=tuple(dict.fromkeys((*frames, *graphs, *(tree.rect for tree in drawing.trees)))),
        fragments=tuple(fragments),
        graphs=tuple(graphs),
        trees=drawing.trees,
        treeless=drawing.others,
        branches=drawing.branches(),
        aside=("".join(g.char for g in slanted),) if slanted else (),
        vertical=_is_vertical(drawing.segments),
        has_drawing=bool(shapes.pictures or shapes.areas or shapes.rules),
        is_picture=is_scan(shapes, frame),
        is_ocr=visible.is_ocr,
    )


def _by_frame(segments: Sequence[Segment], frames: Sequence[Rect]) -> list[list[Segment]]:
    """The lines of each frame around text, and those of none: no row of a table runs from one box into the next.

    What frames a line or two is a head or a bar of a table.
    """
    groups: dict[Rect | None, list[Segment]] = {}
    around_text = [
        f for f in frames if len({round(s.rect.cy) for s in segments if f.holds(s.rect, 2.0)}) > FEWEST_LINES
    ]
    smallest = sorted(around_text, key=lambda f: f.width * f.height)
    for segment in segments:
        groups.setdefault(next((f for f in smallest if f.holds(segment.rect, 2.0)), None), []).append(segment)
    return list(groups.values())


def _is_vertical(segments: Sequence[Segment]) -> bool:
    """Whether most of the free text runs down."""
    turned = sum(len(s.glyphs) for s in segments if s.turned)
    return 2 * turned > sum(len(s.glyphs) for s in segments)


def _is_table(grid: RuledGrid, cells: Sequence[Sequence[Glyph]], page_height: float) -> bool:
    """Whether some row has words in two cells: boxes that merely touch have not, nor a frame around a whole page.

    Boxes that lines join have a column without words between them, in which alone the lines draw rows.
    """
    most = max((len(glyphs), grid.cells[i].rect.height) for i, glyphs in enumerate(cells))
    if most[0] > LAYOUT_SHARE * sum(map(len, cells)) and most[1] > page_height / 2:
        return False
    named = {i for i, glyphs in enumerate(cells) if any(not g.char.isspace() for g in glyphs)}
    rows = Counter(row for i in named for row in _rows(grid.cells[i]))
    if max(rows.values(), default=0) < 2:
        return False
    places = grid.places()
    return any(
        grid.cells[i].row_span == 1
        or any(places.get((row, grid.cells[i].col + grid.cells[i].col_span)) in named for row in _rows(grid.cells[i]))
        for i in named
    )


def _rows(cell: RuledCell) -> range:
    return range(cell.row, cell.row + cell.row_span)


def _share_out(
    glyphs: Sequence[Glyph], grids: Sequence[RuledGrid], bars: Sequence[Sequence[GridBar]]
) -> tuple[list[Glyph], list[list[list[Glyph]]]]:
    """The characters outside all tables, and those of each cell of each table.

    The words on a bar stay together, in the cell in which the bar begins.
    """
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    if not grids:
        return list(glyphs), inside
    free: list[Glyph] = []
    owners = [(grid, grid.places(), over, cells) for grid, over, cells in zip(grids, bars, inside, strict=True)]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for grid, places, over, cells in owners:
            if not grid.rect.has_point(x, y):
                continue
            start = next((bar.rect.x0 + SNAP for bar in over if bar.reach.has_point(x, y)), x) if over else x
            cells[places[grid.place(start, y)]].append(glyph)
            break
        else:
            free.append(glyph)
    return free, inside


def cell_lines(pieces: Sequence[Segment]) -> list[Segment]:
    """The printed lines of a cell: pieces side by side are one line; vertical lines run from right to left."""
    turned = [p for p in pieces if p.turned]
    if 2 * sum(len(p.glyphs) for p in turned) > sum(len(p.glyphs) for p in pieces):
        return sorted(pieces, key=lambda p: (-p.rect.cx, p.rect.top))
    if _is_stack(pieces):
        stack = sorted(pieces, key=lambda p: p.rect.cy)
        glyphs = tuple(g for piece in stack for g in piece.glyphs)
        return [Segment(glyphs, around([p.rect for p in stack]), stack[0].size, turned=True)]
    lines: list[list[Segment]] = []
    for piece in sorted(pieces, key=lambda p: (p.rect.cy, p.rect.x0)):
        if lines and not piece.turned and _beside(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_whole(sorted(line, key=lambda p: p.rect.x0)) for line in lines]


def _whole(pieces: Sequence[Segment]) -> Segment:
    """One line of pieces side by side; letters spread evenly over the width of a cell are one word."""
    gaps = [b.rect.x0 - a.rect.x1 for a, b in pairwise(pieces)]
    spread = len(pieces) >= SHORTEST and max(gaps) - min(gaps) < 0.5 * pieces[0].size
    repeated = 2 * len({p.text for p in pieces}) <= len(pieces)  # a unit over each column: 人 人 人 隻
    if not spread or repeated or not all(len(p.glyphs) == 1 and unicodedata.category(p.text) == "Lo" for p in pieces):
        return joined(pieces)
    return Segment(tuple(g for p in pieces for g in p.glyphs), around([p.rect for p in pieces]), pieces[0].size)


def _is_stack(pieces: Sequence[Segment]) -> bool:
    """Whether the lines are single letters under one another: a word set down the cell, however it was drawn."""
    return (
        len(pieces) >= SHORTEST
        and all(len(p.glyphs) == 1 and unicodedata.category(p.text) == "Lo" for p in pieces)
        and max(p.rect.cx for p in pieces) - min(p.rect.cx for p in pieces) < 0.4 * pieces[0].size
    )


def _beside(line: Sequence[Segment], piece: Segment) -> bool:
    return all(
        overlap(p.rect.top, p.rect.bottom, piece.rect.top, piece.rect.bottom) > 0.5
        and (p.rect.x1 <= piece.rect.x0 + 1 or piece.rect.x1 <= p.rect.x0 + 1)
        for p in line
    )
