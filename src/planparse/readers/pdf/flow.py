"""The reading order of one page: its free lines, column by column, with its tables in their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planparse.readers.pdf.content import GridContent, PageContent
from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment, joined
from planparse.readers.pdf.order import Column, Item, reading_order
from planparse.readers.pdf.tables.ruling import RuledGrid

LARGEST_FRAME = 0.8
"""A frame around more than this share of the page is the page's own border."""
TOUCH = 3.0
MOST_LINES_OF_TITLE = 2
WIDEST_PADDING = 1.3
"""Characters that a frame leaves free on the right at most, were its text not centred."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `rect` is its box in reading direction (transposed where the page is vertical).

    `left` and `right` are the margins of the column, box or cell that it stands in; `region` tells these apart within
    the page. `whole`: the column takes the page's full width, so that its margins are those of the document. `boxed`:
    it stands in a frame of its own.
    """

    segment: Segment
    page: int
    rect: Rect
    left: float
    right: float
    region: int
    whole: bool = False
    boxed: bool = False

    @property
    def size(self) -> float:
        """Its font size."""
        return self.segment.size


Entry = Line | GridContent


def page_flow(page: PageContent, furniture: frozenset[int]) -> list[Entry]:
    """The lines and tables of `page` in reading order, without its furniture."""
    segments = [s for i, s in enumerate(page.segments) if i not in furniture]
    return _Flow(page, segments).entries()


def dissolve_single_rows(pages: Sequence[Sequence[Entry]]) -> list[list[Entry]]:
    """`pages` with tables of a single row as lines, unless they are one end of a table that the page break cut."""
    dissolved: list[list[Entry]] = []
    for number, entries in enumerate(pages):
        kept: list[Entry] = []
        for place, entry in enumerate(entries):
            if isinstance(entry, Line) or entry.grid.n_rows > 1:
                kept.append(entry)
                continue
            before = pages[number - 1][-1:] if place == 0 and number else ()
            after = pages[number + 1][:1] if place == len(entries) - 1 and number + 1 < len(pages) else ()
            if any(isinstance(e, GridContent) and _same_columns(e.grid, entry.grid) for e in (*before, *after)):
                kept.append(entry)
            else:
                kept += _row_lines(entry, number + 1, place)
        dissolved.append(kept)
    return dissolved


def _same_columns(one: RuledGrid, other: RuledGrid) -> bool:
    return len(one.xs) == len(other.xs) and all(abs(a - b) < 3 for a, b in zip(one.xs, other.xs, strict=True))


def _row_lines(content: GridContent, page: int, place: int) -> list[Entry]:
    """The cells of a row as free lines, side by side where each has only one."""
    cells = [(cell.rect, lines) for cell, lines in zip(content.grid.cells, content.lines, strict=True) if lines]
    region = -place - 1
    if all(len(lines) == 1 and not lines[0].turned for _, lines in cells):
        segment = joined([lines[0] for _, lines in cells])
        return [Line(segment, page, segment.rect, content.grid.rect.x0, content.grid.rect.x1, region, boxed=True)]
    return [
        Line(s, page, s.rect.transposed() if s.turned else s.rect, rect.x0, rect.x1, region, boxed=True)
        for rect, lines in cells
        for s in lines
    ]


class _Flow:
    def __init__(self, page: PageContent, segments: Sequence[Segment]) -> None:
        self.page = page
        self.parts: list[Segment | GridContent] = [*segments, *page.grids]
        self.boxes: list[list[int]] = []
        self.regions = 0
        self.rects = [self._reading_rect(part) for part in self.parts]

    def _reading_rect(self, part: Segment | GridContent) -> Rect:
        rect = part.rect if isinstance(part, Segment) else part.grid.rect
        return rect.transposed() if self.page.vertical else rect

    def entries(self) -> list[Entry]:
        """All entries of the page."""
        drawn = (*self.page.frames, *self.page.branches)
        frames = sorted((f.transposed() if self.page.vertical else f for f in drawn), key=_area)
        limit = LARGEST_FRAME * self.page.width * self.page.height
        free = set(range(len(self.parts)))
        for frame in frames:
            inside = [k for k in sorted(free) if frame.holds(self.rects[k], 2.0)]
            if inside and _area(frame) < limit:
                free -= set(inside)
                free.add(len(self.rects))
                self.rects.append(frame)
                self.boxes.append(inside)
        for head, body in self._cards(free):
            free -= {head, body}
            free.add(len(self.rects))
            self.rects.append(around([self.rects[head], self.rects[body]]))
            self.boxes.append([head, body])
        return self._read([self._item(k) for k in sorted(free)])

    def _cards(self, free: Iterable[int]) -> list[tuple[int, int]]:
        """The boxes of `free` that hold a title and stand on another as wide as they are, each with that other."""
        boxes = sorted((k for k in free if self._inside(k) is not None), key=lambda k: self.rects[k].top)
        below = {k: [other for other in boxes if _stands_on(self.rects[k], self.rects[other])] for k in boxes}
        cards: list[tuple[int, int]] = []
        for head, bodies in below.items():
            is_title = len(self._inside(head) or ()) <= MOST_LINES_OF_TITLE
            if is_title and len(bodies) == 1 and not below[bodies[0]] and not any(head in b for b in below.values()):
                cards.append((head, bodies[0]))
        return cards

    def _inside(self, key: int) -> list[int] | None:
        """What the frame `key` holds, which may be other frames; None if `key` is a line or a table."""
        return self.boxes[key - len(self.parts)] if key >= len(self.parts) else None

    def _item(self, key: int) -> Item:
        is_line = self._inside(key) is None and isinstance(self.parts[key], Segment)
        return Item(self.rects[key], self._size([key]), key, not is_line)

    def _size(self, keys: Sequence[int]) -> float:
        """The usual font size of lines, or of those in frames."""
        sizes: list[float] = []
        for key in keys:
            inside = self._inside(key)
            if inside is not None:
                sizes.append(self._size(inside))
                continue
            part = self.parts[key]
            if isinstance(part, Segment):
                sizes.append(part.size)
        return sorted(sizes)[len(sizes) // 2] if sizes else 10.0

    def _read(self, items: Sequence[Item]) -> list[Entry]:
        columns = reading_order(items)
        width = around([i.rect for i in items]).width if items else 0.0
        entries: list[Entry] = []
        for column in columns:
            self.regions += 1
            for row in column.rows:
                entries += self._row(row, column, column.x1 - column.x0 > 0.9 * width, False)
        return entries

    def _row(self, row: Sequence[Item], column: Column, whole: bool, boxed: bool) -> list[Entry]:
        inside = self._inside(row[0].key)
        if inside is not None:
            return self._boxed(row[0].rect, inside)
        pieces: list[Segment] = []
        for part in (self.parts[item.key] for item in row):
            if isinstance(part, GridContent):
                return [part]  # a table is alone in its row
            pieces.append(part)
        rect = around([item.rect for item in row])
        return [Line(joined(pieces), self.page.number, rect, column.x0, column.x1, self.regions, whole, boxed)]

    def _boxed(self, frame: Rect, inside: Sequence[int]) -> list[Entry]:
        """The entries of a frame; its padding on the right is taken to be that on the left."""
        entries: list[Entry] = []
        branch = self.page.branches.get(frame)
        if branch is not None:
            return self._branch(branch, inside)
        indent = min(self.rects[k].x0 for k in inside) - frame.x0
        padding = max(1.0, min(indent, WIDEST_PADDING * self._size(inside)))
        for column in reading_order([self._item(k) for k in inside]):
            self.regions += 1
            right = max(column.x1, frame.x1 - padding)
            wide = Column(column.x0, right, column.rows)
            for row in column.rows:
                entries += self._row(row, wide, False, True)
        return entries

    def _branch(self, parts: Sequence[Rect], inside: Sequence[int]) -> list[Entry]:
        """The entries of a branch of a drawn tree: a box, then each that stands below it."""
        entries: list[Entry] = []
        for key in sorted(inside, key=lambda k: _nearest(self.rects[k], parts)):
            self.regions += 1
            item = self._item(key)
            entries += self._row([item], Column(item.rect.x0, item.rect.x1, ((item,),)), False, True)
        return entries


def _nearest(rect: Rect, others: Sequence[Rect]) -> int:
    """The index of the one among `others` whose sides are nearest to those of `rect`."""
    return min(range(len(others)), key=lambda n: sum(abs(a - b) for a, b in zip(rect, others[n], strict=True)))


def _stands_on(head: Rect, body: Rect) -> bool:
    """Whether a low box stands right on a higher one of its width."""
    same_sides = abs(head.x0 - body.x0) < TOUCH and abs(head.x1 - body.x1) < TOUCH
    return same_sides and abs(head.bottom - body.top) < TOUCH and head.height < body.height


def _area(rect: Rect) -> float:
    return rect.width * rect.height
