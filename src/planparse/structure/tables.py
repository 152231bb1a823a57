"""Grids become tables: those of the table of contents fall away, those that a page cut in two are joined.

Two grids are one table only if nothing but blank lines (or, before a header that is printed again, a running title and
the page's footnotes) stands between them, in one section, their columns are as wide, and one of these holds: the header
is printed again; the drawing is open at the break; the first row goes on with a row that the page cut; only the first
of them has a header; or, in a PDF, both stand at the page break without any header. Forms of one shape (施策 sheets)
stay apart.
Behind a break between two columns of text only the first three count: tables that stand side by side may be two.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from planparse.document import Line, owner_of_lines
from planparse.model import Cell, Diagnostic, Grid, LineKind, Section, Severity, Span, Table
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.titles import normal

EDGE_TOLERANCE = 3.0
BETWEEN = frozenset({LineKind.BLANK, LineKind.TABLE})
LIKE_ROWS = 2
ROOM = 2.5
"""Characters of white that a line leaves in its cell if it ends there of itself."""
LEAST_HEADS = 2
FEWEST_FIGURES = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """One grid with the line that it starts on and the rows that are its own header."""

    index: int
    grid: Grid
    line: int
    header_rows: int


def build_tables(
    source: SourceText, lines: tuple[Line, ...], sections: tuple[Section, ...], rules: RuleSet
) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """The tables in reading order, and a diagnostic for each that was joined over a break."""
    owner = owner_of_lines(lines, sections)
    maker = _Tables(source, lines, owner, rules)
    tables: list[Table] = []
    diagnostics: list[Diagnostic] = []
    for parts, reasons in maker.groups():
        tables.append(maker.table(len(tables), owner[parts[0].line], parts))
        if reasons:
            message = f"one table of {len(parts)} parts: " + ", ".join(dict.fromkeys(reasons))
            diagnostics.append(Diagnostic("table_joined", Severity.INFO, message, tables[-1].span))
    return tuple(tables), tuple(diagnostics)


@dataclass(frozen=True)
class _Tables:
    source: SourceText
    lines: tuple[Line, ...]
    owner: tuple[int, ...]
    rules: RuleSet

    def groups(self) -> list[tuple[list[_Part], list[str]]]:
        """Runs of grids that are one table each, with the reasons for joining them."""
        groups: list[tuple[list[_Part], list[str]]] = []
        for part in self._parts():
            reason = self._join_reason(groups[-1][0], part) if groups else None
            if reason is None:
                groups.append(([part], []))
            else:
                groups[-1][0].append(part)
                groups[-1][1].append(reason)
        return groups

    def table(self, position: int, section: int, parts: list[_Part]) -> Table:
        """One table of all `parts`: repeated headers dropped, a row that a break cut made whole."""
        header_rows = max(parts[0].header_rows, *(self._repeated_rows(parts[0], part) for part in parts[1:]), 0)
        cells = list(parts[0].grid.cells)
        n_rows = parts[0].grid.n_rows
        for before, part in pairwise(parts):
            repeated = self._repeated_rows(parts[0], part)
            joins = self._cut_row(before.grid, part.grid, repeated)
            shift = n_rows - repeated - (1 if joins else 0)
            for cell in part.grid.cells:
                if cell.row >= repeated:
                    is_first = cell.row == repeated
                    _add(cells, replace(cell, row=cell.row + shift), joins and is_first, is_first)
            n_rows += part.grid.n_rows - repeated - (1 if joins else 0)
        cells = [replace(cell, is_header=cell.row < header_rows) for cell in cells]
        span = Span(parts[0].grid.span.start, parts[-1].grid.span.end)
        return Table(
            position, section, self._caption(parts), n_rows, parts[0].grid.n_cols, header_rows,
            tuple(sorted(cells, key=lambda c: (c.row, c.col))), tuple(p.index for p in parts), span,
        )  # fmt: skip

    def _parts(self) -> list[_Part]:
        line_starts = [line.start for line in self.lines]
        parts = []
        for index, grid in enumerate(self.source.grids):
            first = bisect_right(line_starts, grid.span.start) - 1
            if self.lines[first].kind is LineKind.TABLE and any(cell.spans for cell in grid.cells):
                parts.append(_Part(index, grid, first, self._header_rows(grid)))
        return parts

    def _header_rows(self, grid: Grid) -> int:
        """How many of the first rows are a header: what the reader says, else rows made of known column heads."""
        count = 0
        while count < min(3, grid.n_rows) and (_drawn_header(grid, count) or self._is_header_row(grid, count)):
            count += 1
        if count == 0:
            return 1 if self._stands_over_figures(grid) else 0
        return count if count < grid.n_rows or _drawn_header(grid, 0) else 0

    def _stands_over_figures(self, grid: Grid) -> bool:
        """Whether the first row is words in each column, and most columns behind the first hold nothing but figures.

        The corner over the names of the rows may be empty.
        """
        heads = {col: view for col, view in self._row(grid, 0).items() if view}
        if not heads.keys() >= set(range(1, grid.n_cols)) or any(self._is_figure(view) for view in heads.values()):
            return False
        below = [[c for c in grid.cells if c.row > 0 and c.col == col and c.spans] for col in range(1, grid.n_cols)]
        figures = sum(
            len(column) >= FEWEST_FIGURES and all(self._is_figure(self.source.view(cell.spans)) for cell in column)
            for column in below
        )
        return figures * 2 > len(below)

    def _is_figure(self, view: View) -> bool:
        return self.rules.first("number_cell", view) is not None

    def _is_header_row(self, grid: Grid, row: int) -> bool:
        views = [view for view in self._row(grid, row).values() if view]
        heads = self._known_heads(grid, row)
        return len(views) > 0 and len(heads) * 2 >= len(views) and not self._is_form(grid)

    def _is_form(self, grid: Grid) -> bool:
        """Whether the heads stand down the first column: in the first two rows it has them, with values beside."""
        return grid.n_rows > 1 and all(
            self._known_heads(grid, row) == [0] and len([v for v in self._row(grid, row).values() if v]) > 1
            for row in (0, 1)
        )

    def _known_heads(self, grid: Grid, row: int) -> list[int]:
        """The columns in which `row` has the words of a column's head."""
        views = self._row(grid, row)
        return [col for col, view in sorted(views.items()) if view and self.rules.first("column_head", view)]

    def _row(self, grid: Grid, row: int) -> dict[int, View]:
        return {cell.col: self.source.view(cell.spans) for cell in grid.cells if cell.row == row}

    def _join_reason(self, before: list[_Part], part: _Part) -> str | None:
        last = before[-1]
        if not (_same_columns(last.grid, part.grid) and self._at_break(last, part)):
            return None
        if self._forms(last.grid, part.grid) or self._kept_apart(before[0]):
            return None
        if self._same_header(before[0], part):
            return "the header is printed again"
        opens_anew = part.header_rows and (_is_banner(before[0].grid) or not _is_banner(part.grid))
        if opens_anew or not self._adjacent(last, part):
            return None
        if last.grid.open_bottom and part.grid.open_top:
            return "the drawing is open at the break"
        if self._cut_row(last.grid, part.grid, 0):
            return "its first row goes on with a cut row"
        if last.grid.page == part.grid.page and self.source.format == "pdf":
            return None
        if before[0].header_rows:
            return "the same columns go on below one header"
        return "the same columns go on behind the page break" if self.source.format == "pdf" else None

    def _at_break(self, last: _Part, part: _Part) -> bool:
        """Whether both are in one section and, in a PDF, in pages or columns that follow, with nothing between."""
        if self.owner[last.line] != self.owner[part.line]:
            return False
        if (
            self.source.format == "pdf"
            and part.grid.page != last.grid.page + 1
            and not _is_beside(last.grid, part.grid)
        ):
            return False
        between = BETWEEN | {LineKind.REPEAT}
        if part.grid.page > last.grid.page:
            between |= {LineKind.NOTE}
        return all(self.lines[i].kind in between for i in range(last.line, part.line))

    def _adjacent(self, last: _Part, part: _Part) -> bool:
        """Whether only blank lines stand between."""
        return all(self.lines[i].kind in BETWEEN for i in range(last.line, part.line))

    def _kept_apart(self, first: _Part) -> bool:
        head = self._row(first.grid, 0).values()
        return any(self.rules.first("no_join", view) for view in head if view)

    def _forms(self, first: Grid, second: Grid) -> bool:
        """Whether both are forms with the same labels down the first column, or the second opens a block of its own."""
        labels = [
            {normal(self.source.view(c.spans).text) for c in grid.cells if c.col == 0 and c.row > 0 and c.spans} - {""}
            for grid in (first, second)
        ]
        head = self._row(second, 0).get(0)
        block = self.rules.first("heading", head) if head else None
        opens = block is not None and bool(block.rule.setting("block"))
        return opens or len(labels[0] & labels[1]) >= min(LIKE_ROWS, len(labels[1]) or LIKE_ROWS)

    def _same_header(self, first: _Part, part: _Part) -> bool:
        return self._repeated_rows(first, part) > 0

    def _repeated_rows(self, first: _Part, part: _Part) -> int:
        """How many rows of `part` print the header of `first` again; a first row printed again shows itself as one."""
        most = min(first.grid.n_rows, part.grid.n_rows)
        same = next((r for r in range(most) if self._texts(first.grid, r) != self._texts(part.grid, r)), most)
        is_header = first.header_rows > 0 or len(self._texts(first.grid, 0)) >= LEAST_HEADS
        return same if is_header and same >= max(1, first.header_rows) else 0

    def _texts(self, grid: Grid, row: int) -> dict[int, str]:
        return {col: normal(view.text) for col, view in self._row(grid, row).items() if view}

    def _cut_row(self, before: Grid, grid: Grid, row: int) -> bool:
        """Whether `row` of `grid` is the rest of the last row of `before`.

        Where the drawing is open on both sides of the break, the row has an empty cell or a cell begins with the end
        of a sentence, it is the rest if a value stands without its key, or if the key (else each other cell) goes on
        with the one above it.
        """
        last = {c: v for c, v in self._row(before, before.n_rows - 1).items() if v}
        cells = self._row(grid, row)
        rest = {c: v for c, v in cells.items() if v}
        shared = sorted(set(rest) & set(last))
        is_open = row == 0 and before.open_bottom and grid.open_top
        goes_on = any(self.rules.first("continued", rest[c]) for c in shared)
        if not shared or (len(rest) == len(cells) and not is_open and not goes_on):
            return False
        keys = self._row(before, before.n_rows - 1).keys() | rest.keys()  # without those of merged cells from above
        if min(rest) == min(keys) and self._has_key_of_its_own(before, min(rest)):
            return False
        merged = any(cell.row == row and cell.col == 0 and cell.row_span > 1 for cell in grid.cells)
        if grid.n_cols == 2 and 0 not in rest and not merged:
            return True
        checked = shared[:1] if is_open and shared[0] == 0 else shared
        return all(
            self.rules.first("cut_cell", last[c]) and not self.rules.first("row_start", rest[c]) for c in checked
        )

    def _has_key_of_its_own(self, before: Grid, col: int) -> bool:
        """Whether words in `col` are no rest of those at the foot of `before`: these are of a merged cell, or short."""
        foot = next((c for c in before.cells if c.col == col and c.row + c.row_span == before.n_rows and c.spans), None)
        if foot is None or foot.spans[-1].end == foot.spans[-1].start:
            return False
        if foot.row_span > 1:
            return True
        last = self.source.box(Span(foot.spans[-1].end - 1, foot.spans[-1].end))
        if last is None or not before.col_edges:
            return False
        left, right = before.col_edges[col], before.col_edges[col + foot.col_span]
        is_upright = left < last.x1 < right
        return is_upright and right - last.x1 > ROOM * (last.bottom - last.top)

    def _caption(self, parts: list[_Part]) -> tuple[Span, ...]:
        """The caption line right above the table, else a numbered one right below."""
        for step, start, rule in ((-1, parts[0].line - 1, None), (1, self._end_line(parts), "caption.figure")):
            index = start
            while 0 <= index < len(self.lines) and self.lines[index].kind is LineKind.BLANK:
                index += step
            if 0 <= index < len(self.lines):
                line = self.lines[index]
                if line.kind is LineKind.CAPTION and rule in (None, line.rule_id):
                    return line.view.spans()
        return ()

    def _end_line(self, parts: list[_Part]) -> int:
        index = parts[-1].line
        while index < len(self.lines) and self.lines[index].start < parts[-1].grid.span.end:
            index += 1
        return index


def _drawn_header(grid: Grid, row: int) -> bool:
    """Whether the reader saw a header row: all its cells are heads, and below the first row it is no banner."""
    cells = [cell for cell in grid.cells if cell.row == row and cell.spans]
    banner = len(cells) == 1 and row > 0
    return bool(cells) and not banner and all(cell.is_header for cell in cells)


def _is_banner(grid: Grid) -> bool:
    """Whether one cell takes up the whole first row."""
    return sum(1 for cell in grid.cells if cell.row == 0 and cell.spans) == 1


def _same_columns(first: Grid, second: Grid) -> bool:
    if first.n_cols != second.n_cols:
        return False
    if first.col_edges is None or second.col_edges is None:
        return first.col_edges is second.col_edges
    shift = second.col_edges[0] - first.col_edges[0]
    return all(abs(b - a - shift) <= EDGE_TOLERANCE for a, b in zip(first.col_edges, second.col_edges, strict=True))


def _is_beside(first: Grid, second: Grid) -> bool:
    """Whether `second` stands to the right of `first` on its page, in the next column of text."""
    if first.page != second.page or first.col_edges is None or second.col_edges is None:
        return False
    return first.col_edges[-1] <= second.col_edges[0] + EDGE_TOLERANCE


def _add(cells: list[Cell], cell: Cell, joins: bool, is_first: bool) -> None:
    """Add `cell`; where it goes on with a cut one at its place, that one gets its spans and its rows.

    A merged cell without words at the head of a page is the rest of the merged cell above it.
    """
    is_rest = cell.row_span > 1 and not any(span.end > span.start for span in cell.spans)
    for index, other in enumerate(cells):
        end = other.row + other.row_span
        goes_on = joins and other.row <= cell.row < end
        if other.col == cell.col and (goes_on or (is_first and is_rest and end == cell.row)):
            rows = max(other.row_span, cell.row + cell.row_span - other.row)
            cells[index] = replace(other, spans=other.spans + cell.spans, row_span=rows)
            return
    cells.append(cell)
