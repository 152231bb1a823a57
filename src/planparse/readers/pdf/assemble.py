"""From the pages' lines and tables to one `SourceText`: the string, its coordinates, and what refers to its offsets."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from math import nan

from planparse.model import Bar, Box, Cell, Diagnostic, Diagram, DrawnBox, Grid, Mark, PageInfo, Ruby, Span
from planparse.readers.pdf.characters.glyphs import UNMAPPED, Glyph
from planparse.readers.pdf.content import GridContent, PageContent
from planparse.readers.pdf.flow import Entry, Line
from planparse.readers.pdf.frame import Rect, shown
from planparse.readers.pdf.furniture import Furniture
from planparse.readers.pdf.lines import Segment, doubtful_space
from planparse.readers.pdf.paragraphs import Setting, cell_joints, joints
from planparse.readers.pdf.tables.bars import GridBar
from planparse.readers.pdf.tags import PageTags
from planparse.source import SourceText

NOWHERE = (nan, nan, nan, nan)


class Assembly:
    """Collects the text of one document, page by page."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.pieces: list[str] = []
        self.length = 0
        self.coords = array("f")
        self.sizes = array("f")
        self.bold = bytearray()
        self.marks: list[Mark] = []
        self.grids: list[Grid] = []
        self.diagrams: list[Diagram] = []
        self.graphs: list[Span] = []
        self.continues: dict[int, int] = {}
        self.starts: dict[int, int] = {}
        self.page = PageContent(0, 0.0, 0.0, [])
        self.page_starts: list[int] = []
        self.pages: list[PageInfo] = []
        self.ruby: list[Ruby] = []
        self.contents: list[dict[int, int]] = []

    def add_page(self, page: PageContent, entries: Sequence[Entry], furniture: Furniture) -> None:
        """Append one page."""
        self.page_starts.append(self.length)
        self.page = page
        self.ruby = []
        self.contents.append({})
        for entry in entries:
            if isinstance(entry, Line):
                self._line(entry)
                self._imply("\n")
            else:
                self._grid(page, entry)
        if page.trees:
            self._diagram(page, [entry for entry in entries if isinstance(entry, Line)])
        margin = sorted((page.segments[i] for i in furniture.indices), key=lambda s: (s.rect.top, s.rect.x0))
        words = [s.text for s in margin] + list(page.aside)
        width, height = (page.height, page.width) if page.turn % 2 else (page.width, page.height)
        self.pages.append(PageInfo(furniture.label, "\n".join(words), width, height, tuple(self.ruby)))

    def join(self, pairs: Sequence[tuple[Line, Line]]) -> None:
        """Record that the second line of each pair goes on with the first: the number it opens with is no label.

        Words of a graph neither go on nor are gone on with.
        """
        drawn = {span.start for span in self.graphs}
        for first, second in pairs:
            start = self.starts[id(second)]
            if start in drawn or self.starts[id(first)] in drawn:
                continue
            self.continues[start] = self.starts[id(first)]
            space = doubtful_space(second.segment)
            if space is not None:
                self.marks.append(Mark(start + space, start + space + 1))

    def source(self, diagnostics: Sequence[Diagnostic]) -> SourceText:
        """The finished document, still without hints."""
        return SourceText(
            text="".join(self.pieces),
            page_starts=tuple(self.page_starts),
            pages=tuple(self.pages),
            format="pdf",
            coords=self.coords,
            sizes=self.sizes,
            bold=bytes(self.bold),
            marks=tuple(sorted(self.marks)),
            continues=dict(sorted(self.continues.items())),
            grids=tuple(self.grids),
            diagrams=tuple(self.diagrams),
            graphs=tuple(self.graphs),
            diagnostics=tuple(diagnostics),
        )

    def _line(self, line: Line) -> None:
        start = self.starts[id(line)] = self.length
        self._segment(line.segment)
        if any(graph.has_point(line.rect.cx, line.rect.cy) for graph in self.page.graphs):
            self.graphs.append(Span(start, self.length))

    def _segment(self, segment: Segment) -> None:
        start, text, glyphs = self.length, segment.text, segment.glyphs
        self._add(text)
        self.coords.extend(chain.from_iterable(self._places(glyphs)))
        self.sizes.extend([g.ink.size if g is not None else segment.size for g in glyphs])
        self.bold.extend([g is not None and g.ink.bold for g in glyphs])
        if self.page.tags.headings:
            places = self.contents[-1]
            for offset, glyph in enumerate(glyphs, start):
                if glyph is not None and glyph.ink.mcid >= 0:
                    places.setdefault(glyph.ink.mcid, offset)
        if UNMAPPED in text:
            self.marks += [Mark(start + i, start + i + 1) for i, char in enumerate(text) if char == UNMAPPED]
        self.marks += [Mark(start + a, start + b, note=True) for a, b in segment.marks]
        self.ruby += [Ruby(Span(start + r.start, start + r.end), r.text) for r in segment.readings]

    def _imply(self, character: str) -> None:
        """A character that layout stands for and nothing was drawn for."""
        self._add(character)
        self.coords.extend(NOWHERE)
        self.sizes.append(0.0)
        self.bold.append(0)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _places(self, glyphs: Sequence[Glyph | None]) -> list[tuple[float, ...]]:
        """The box of each character on the page as it is shown."""
        if self.page.turn:
            return [NOWHERE if glyph is None else self._shown(glyph.rect) for glyph in glyphs]
        return [NOWHERE if glyph is None else glyph[1:5] for glyph in glyphs]

    def _grid(self, page: PageContent, content: GridContent) -> None:
        grid, start = content.grid, self.length
        padding = content.padding
        cells: list[Cell] = []
        placed: list[tuple[Segment, int]] = []
        row = 0
        for index, ruled in enumerate(grid.cells):
            if index:
                self._imply("\n" if ruled.row != row else "\t")
            row = ruled.row
            cell_start = self.length
            self._cell(_cell_lines(page, content, index, padding), placed)
            spans = (Span(cell_start, self.length),)
            header = (ruled.shaded and bool(content.lines[index])) or _is_tagged_header(content.lines[index], page.tags)
            cells.append(Cell(ruled.row, ruled.col, spans, ruled.row_span, ruled.col_span, header))
        end = self.length
        self._imply("\n")
        self.grids.append(
            Grid(
                page=page.number,
                span=Span(start, end),
                n_rows=grid.n_rows,
                n_cols=grid.n_cols,
                cells=tuple(cells),
                box=self._box(grid.rect),
                col_edges=grid.xs,
                open_top=grid.open_top,
                open_bottom=grid.open_bottom,
                bars=tuple(self._bar(bar, placed) for bar in content.bars),
            )
        )

    def _cell(self, lines: Sequence[Line], placed: list[tuple[Segment, int]]) -> None:
        for number, line in enumerate(lines):
            if number:
                self._imply("\n")
            placed.append((line.segment, self.length))
            self._line(line)
        self.join(cell_joints(lines, self.setting))

    def _diagram(self, page: PageContent, lines: Sequence[Line]) -> None:
        """The boxes in trees with what of `lines` stands in each; a line may run over several boxes."""
        rects = [*(tree.rect for tree in page.trees), *page.treeless]
        by_size = sorted(range(len(rects)), key=lambda i: rects[i].width * rects[i].height)
        spans: list[list[Span]] = [[] for _ in page.trees]
        for line in lines:
            before: int | None = None
            for offset, glyph in enumerate(line.segment.glyphs, self.starts[id(line)]):
                if glyph is None:
                    continue
                x, y = glyph.rect.cx, glyph.rect.cy
                owner = next((i for i in by_size if rects[i].has_point(x, y)), None)
                owner = owner if owner is not None and owner < len(page.trees) else None
                if owner is not None and owner == before:
                    spans[owner][-1] = Span(spans[owner][-1].start, offset + 1)
                elif owner is not None:
                    spans[owner].append(Span(offset, offset + 1))
                before = owner
        boxes = (
            DrawnBox(Box(page.number, *tree.rect), tuple(own), tree.parent)
            for tree, own in zip(page.trees, spans, strict=True)
        )
        self.diagrams.append(Diagram(page.number, tuple(boxes)))

    def _shown(self, rect: Rect) -> Rect:
        """`rect` on the page as it is shown."""
        return shown(rect, self.page.turn, self.page.width, self.page.height)

    def _box(self, rect: Rect) -> Box:
        return Box(self.page.number, *self._shown(rect))

    def _bar(self, bar: GridBar, placed: Sequence[tuple[Segment, int]]) -> Bar:
        """The bar with the printed lines that stand on it."""
        spans = tuple(
            Span(start, start + len(segment.glyphs))
            for segment, start in placed
            if bar.reach.has_point(segment.rect.cx, segment.rect.cy)
        )
        return Bar(self._box(bar.rect), spans)


def assemble(
    pages: Sequence[PageContent],
    flows: Sequence[Sequence[Entry]],
    furniture: Sequence[Furniture],
    setting: Setting,
) -> Assembly:
    """All pages in one text, with the joints between their lines."""
    assembly = Assembly(setting)
    for page, entries, margin in zip(pages, flows, furniture, strict=True):
        assembly.add_page(page, entries, margin)
    assembly.join(joints(flows, setting))
    return assembly


def _cell_lines(page: PageContent, content: GridContent, index: int, padding: float) -> list[Line]:
    """The lines of one cell with the margins that its rules and the table's usual padding leave."""
    ruled = content.grid.cells[index]
    lines: list[Line] = []
    for segment in content.lines[index]:
        rect, box = segment.rect, ruled.rect
        if segment.turned:
            rect, box = rect.transposed(), box.transposed()
        left = min(box.x0 + padding, rect.x0)
        lines.append(Line(segment, page.number, rect, left, box.x1 - padding, -1))
    return lines


def _is_tagged_header(lines: Sequence[Segment], tags: PageTags) -> bool:
    """Whether the tags call the cell with `lines` a header."""
    headers = tags.header_cells
    return bool(headers) and any(g is not None and g.ink.mcid in headers for line in lines for g in line.glyphs)
