"""Tables without vertical rules: between horizontal rules, of aligned words alone, of terms beside explanations.

Columns are the white gutters that all rows share. To invent no tables from prose and lists, horizontal rules must be
three or more of one width with gutters between them, and words alone must show three columns over three rows that do
not fill their columns as running text does, or two of which one has values or that fall into the same rows (see
`paired`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from math import inf

from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment, overlap, parted
from planparse.readers.pdf.shapes import Rule
from planparse.readers.pdf.tables.paired import PairedList, are_values, find_paired
from planparse.readers.pdf.tables.ruling import RuledCell, RuledGrid

GUTTER = 0.8
"""Narrowest gutter between columns, in characters."""
SAME_WIDTH = 4.0
FEWEST_ROWS = 3
FEWEST_COLUMNS = 3
FILLED = 0.7
"""Share of the cells that have words."""
FILLED_UNDER_HEADS = 0.4
"""The same below a full row of heads between rules: years that have nothing are empty."""
CLOSE, FARTHEST = 1.2, 2.0
"""White between rows of any kind, and between rows of one distance, in characters."""
ALIGNED = 2.0
"""Points by which the beginnings of the lines of one cell may differ."""
NARROWEST = 8.0
"""Characters of the narrowest column of running text."""
UNEVEN = 0.35
"""Characters by which the white above and under the words of a row of one cell may differ."""
FULL = 0.9
"""A line over this share of its column is running text."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found by its white space, with the segments of each cell in the order of ``grid.cells``.

    `taken` are the segments that these were cut from.
    """

    grid: RuledGrid
    cells: tuple[tuple[Segment, ...], ...]
    taken: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Words side by side, or several lines between two rules; `top` and `bottom` bound the row, `ends` its rules.

    A `banner` is one cell over all columns.
    """

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    ends: Range | None = None
    banner: bool = False


def find_unruled(segments: Sequence[Segment], levels: Sequence[Rule], blocked: Sequence[Rect]) -> list[Unruled]:
    """The tables among `segments`. `levels` are horizontal rules that cross no others; `blocked` areas hold figures."""
    across = [s for s in segments if not s.turned]
    found: list[Unruled] = []
    for rows in _between_rules(across, levels):
        found += _tables(rows, 2, 2)
    left = [s for s in _left_of(across, found) if not any(b.holds(s.rect, 1.0) for b in blocked)]
    for rows in _aligned_runs(_text_rows(left)):
        tables = _tables(rows, FEWEST_COLUMNS, FEWEST_ROWS) or [
            t for t in _tables(rows, 2, FEWEST_ROWS) if are_values(t.cells[1::2])
        ]
        found += [t for t in tables if not _is_prose(t)]
    return found + [_of_pairs(pairs) for pairs in find_paired(_left_of(left, found))]


def _left_of(segments: Sequence[Segment], tables: Sequence[Unruled]) -> list[Segment]:
    """What of `segments` no table took."""
    taken = {id(s) for table in tables for s in table.taken}
    return [s for s in segments if id(s) not in taken]


def _of_pairs(pairs: PairedList) -> Unruled:
    rows = [_Row((*pair.left, *pair.right), pair.rect.top, pair.rect.bottom) for pair in pairs.rows]
    box = around([pair.rect for pair in pairs.rows])
    table = _table(rows, (box.x0 - 1, pairs.start, box.x1 + 1))
    # A term breaks where the longest line of a term ends, not at the explanations.
    end = max(s.rect.x1 for pair in pairs.rows for s in pair.left) + 1
    cells = tuple(replace(c, rect=c.rect._replace(x1=end)) if c.col == 0 else c for c in table.grid.cells)
    return replace(table, grid=replace(table.grid, cells=cells))


def _between_rules(segments: Sequence[Segment], levels: Sequence[Rule]) -> list[list[_Row]]:
    """For each set of rules of one width the rows between them."""
    stacks: list[list[Rule]] = []
    for rule in sorted(levels, key=lambda r: r.top):
        for stack in stacks:
            if abs(stack[0].x0 - rule.x0) < SAME_WIDTH and abs(stack[0].x1 - rule.x1) < SAME_WIDTH:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    runs: list[list[_Row]] = []
    for stack in stacks:
        rows: list[_Row] = []
        for upper, lower in pairwise(stack):
            band = Rect(upper.x0 - SAME_WIDTH, upper.top, upper.x1 + SAME_WIDTH, lower.top)
            inside = tuple(s for s in segments if band.has_point(s.rect.cx, s.rect.cy))
            rows.append(_Row(inside, upper.top, lower.top, (upper.x0, upper.x1)))
        if len(rows) == 2:
            rows = [rows[0], *_split(rows[1])]
        for run in _aligned_runs(rows):
            grown = _with_banners(rows, run)
            runs.append(grown if grown[0].banner else _with_heads(run, segments))
    return runs


def _with_heads(run: list[_Row], segments: Sequence[Segment]) -> list[_Row]:
    """The rows of `run` with the heads right above its first rule, one over each column, if there are three or more."""
    first, ends = run[0], run[0].ends
    if ends is None:
        return run
    size = first.segments[0].size
    near = [s for s in segments if first.top - 2 * size < s.rect.cy < first.top and ends[0] <= s.rect.cx <= ends[1]]
    heads = _text_rows(near)[-1:]
    if not heads or len(heads[0].segments) < FEWEST_COLUMNS:
        return run
    above = replace(heads[0], bottom=first.top, ends=ends)
    columns = [len(table.grid.xs) for rows in ([above, *run], run) for table in _tables(rows, 2, 1)]
    words = len(above.segments) + 1
    return [above, *run] if columns == [words, words] else run


def _with_banners(rows: Sequence[_Row], run: list[_Row]) -> list[_Row]:
    """`run` of `rows` with the rows of one cell over all columns that stand right above it."""
    start = first = next(i for i, row in enumerate(rows) if row is run[0])
    while start and _is_banner(rows[start - 1], run[0]):
        start -= 1
    return [*(replace(row, banner=True) for row in rows[start:first]), *run]


def _is_banner(row: _Row, other: _Row) -> bool:
    """Whether a row beside `other` is one run of words, set in its size and as far from the rules."""
    if row.ends is None or not row.segments or _gaps(row):
        return False
    size = max(s.size for s in other.segments)
    same_size = all(abs(s.size - size) < 0.1 * size for s in row.segments)
    above, under = _padding(row)
    like_other = abs(above - _padding(other)[0]) < UNEVEN * size
    return same_size and like_other and abs(above - under) < UNEVEN * size


def _padding(row: _Row) -> Range:
    """The white between the words of a row and the rules above and under them."""
    box = around([s.rect for s in row.segments])
    return box.top - row.top, row.bottom - box.bottom


def _split(row: _Row) -> list[_Row]:
    """A band under a header that holds all rows: one row for each line that begins in the first column."""
    lines = _text_rows(row.segments)
    if len(lines) < 2:
        return [row]
    left = min(s.rect.x0 for s in row.segments)
    starts = [line for line in lines if min(s.rect.x0 for s in line.segments) < left + 2 * line.segments[0].size]
    if len(starts) < 2 or sum(len(line.segments) > 1 for line in starts) < 0.7 * len(starts):
        return [row]
    rows: list[_Row] = []
    edges = [row.top, *((line.top + before.bottom) / 2 for before, line in _pairs(lines, starts[1:])), row.bottom]
    for top, bottom in pairwise(edges):
        rows.append(_Row(tuple(s for s in row.segments if top < s.rect.cy <= bottom), top, bottom, row.ends))
    return rows


def _pairs(lines: Sequence[_Row], starts: Sequence[_Row]) -> list[tuple[_Row, _Row]]:
    """For each of `starts` the line before it."""
    return [(lines[lines.index(start) - 1], start) for start in starts]


def _text_rows(segments: Sequence[Segment]) -> list[_Row]:
    """Segments side by side as rows, from top to bottom."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.rect.cy):
        last = rows[-1] if rows else []
        if last and overlap(last[0].rect.top, last[0].rect.bottom, segment.rect.top, segment.rect.bottom) > 0.5:
            last.append(segment)
        else:
            rows.append([segment])
    boxes = [around([s.rect for s in row]) for row in rows]
    return [_Row(tuple(row), box.top, box.bottom) for row, box in zip(rows, boxes, strict=True)]


def _aligned_runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The longest runs of neighbouring rows that share a gutter with words on both sides.

    Between rules a row of one cell may stand across the gutter.
    """
    runs: list[list[_Row]] = []
    run: list[_Row] = []
    shared: list[Range] = []
    for row in rows:
        if run and _goes_on(row, run[-1], shared):
            run[-1] = _Row((*run[-1].segments, *row.segments), run[-1].top, row.bottom)
            continue
        last = next((other for other in reversed(run) if not other.banner), None)
        gaps = _white(row) if last and _belongs(row, last) else _gaps(row)
        near = not run or _is_near(row, run)
        kept = _common(shared, gaps) if run else gaps
        if gaps and near and kept:
            run, shared = [*run, row], kept
            continue
        if last and near and _is_banner(row, last):
            run = [*run, replace(row, banner=True)]
            continue
        runs.append(run)
        gaps = _gaps(row)
        run, shared = ([row], gaps) if gaps else ([], [])
    ended = (_without_last_banners(some) for some in [*runs, run])
    return [some for some in ended if len(some) > 1]


def _without_last_banners(run: list[_Row]) -> list[_Row]:
    """A run up to its last row with words on both sides of a gutter."""
    end = len(run)
    while end and run[end - 1].banner:
        end -= 1
    return run[:end]


def _goes_on(row: _Row, above: _Row, gutters: Sequence[Range]) -> bool:
    """Whether the words of `row` are a further line of one cell of the free row `above`, which is not its first."""
    if row.ends is not None or above.ends is not None or len(row.segments) != 1 or not gutters:
        return False
    line = row.segments[0]
    starts = {id(s): s.rect.x0 for s in above.segments if s.rect.x0 > gutters[0][0]}
    is_below = any(abs(x0 - line.rect.x0) < ALIGNED for x0 in starts.values())
    inside = not any(a < line.rect.x1 and line.rect.x0 < b for a, b in gutters)
    return is_below and inside and row.top - above.bottom < CLOSE * line.size


def _is_near(row: _Row, run: Sequence[_Row]) -> bool:
    """Whether a row follows those of `run` closely, or as far down as they follow each other."""
    if not row.segments:
        return False
    gap, size = row.top - run[-1].bottom, row.segments[0].size
    if gap < CLOSE * size:
        return True
    before = run[-1].top - run[-2].bottom if len(run) > 1 else gap
    return gap < FARTHEST * size and abs(gap - before) < 0.3 * size


def _belongs(row: _Row, before: _Row) -> bool:
    """Whether a row between rules is set as one of the table that `before` is of: in its size, and not under a gap.

    Such a row may have words in one column only, and its words may come nearer to each other than a line's end does.
    """
    if row.ends is None or not row.segments or before.ends is None:
        return False
    box = around([s.rect for s in row.segments])
    size = max(s.size for s in before.segments)  # words on an arrow are smaller
    same_size = abs(max(s.size for s in row.segments) - size) < 0.1 * size
    return same_size and (bool(_gaps(row)) or abs((box.top - row.top) - (row.bottom - box.bottom)) < 0.8 * size)


def _white(row: _Row) -> list[Range]:
    """What no character of a row between rules covers, from end to end of the rules."""
    left, right = row.ends or (0.0, 0.0)
    spaces: list[Range] = []
    for glyph in sorted((g for s in row.segments for g in s.glyphs if g is not None), key=lambda g: g.x0):
        if glyph.x0 > left:
            spaces.append((left, glyph.x0))
        left = max(left, glyph.x1)
    return [*spaces, (left, right)] if right > left else spaces


def _gaps(row: _Row) -> list[Range]:
    """The gutters inside a row."""
    gaps: list[Range] = []
    edge: float | None = None
    for segment in sorted(row.segments, key=lambda s: s.rect.x0):
        if edge is not None and segment.rect.x0 - edge >= GUTTER * segment.size:
            gaps.append((edge, segment.rect.x0))
        edge = max(edge, segment.rect.x1) if edge is not None else segment.rect.x1
    return gaps


def _common(some: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    shared = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(a, b) for a, b in shared if b - a > 4]


def _shared(rows: Sequence[_Row]) -> list[Range]:
    """The gutters that all rows share."""
    others = [_white(row) if row.ends else _gaps(row) for row in rows[1:]]
    return reduce(_common, others, [*_gaps(rows[0]), *_margins(rows[0])])


def _margins(row: _Row) -> list[Range]:
    """What a row between rules leaves white at their ends, where its first or last column may be empty."""
    if row.ends is None:
        return []
    box = around([s.rect for s in row.segments])
    return [(row.ends[0], box.x0), (box.x1, row.ends[1])]


def _tables(rows: Sequence[_Row], columns: int, fewest_rows: int) -> list[Unruled]:
    """The table of `rows`, if its shared gutters make at least `columns` columns."""
    parted_rows = [row for row in rows if not row.banner]
    shared = _shared(parted_rows)
    if len(shared) + 1 < columns or len(rows) < fewest_rows:
        return []
    box = around([s.rect for row in rows for s in row.segments])
    left, right = rows[0].ends or (box.x0, box.x1)
    edges = _columns(parted_rows, sorted((a + b) / 2 for a, b in shared))
    if len(edges) + 1 < columns:
        return []
    table = _table(rows, (min(left, box.x0) - 1, *edges, max(right, box.x1) + 1))
    filled = sum(map(bool, table.cells))
    banners = next(i for i, row in enumerate(rows) if not row.banner)
    has_heads = rows[0].ends is not None and all(table.cells[banners : banners + table.grid.n_cols])
    return [table] if filled >= (FILLED_UNDER_HEADS if has_heads else FILLED) * len(table.cells) else []


def _columns(rows: Sequence[_Row], edges: Sequence[float]) -> list[float]:
    """Those of `edges` that part columns: as few as keep the words of each row apart, and columns narrow.

    A head on the left and figures on the right of one column leave a white gutter between them in all rows.
    """
    limits = [-inf, *edges, inf]
    spans = [_stretches(row, limits) for row in rows]
    cheapest: list[tuple[int, float, list[float]]] = [(0, 0.0, [])]
    for stop in range(1, len(limits)):
        choices: list[tuple[int, float, list[float]]] = []
        for start in range(stop - 1, -1, -1):
            inside = [[s for s in row[start:stop] if s is not None] for row in spans]
            if any(len(stretches) > 1 for stretches in inside):
                break
            reach = [s for stretches in inside for s in stretches]
            width = max(b for _, b in reach) - min(a for a, _ in reach) if reach else 0.0
            count, total, kept = cheapest[start]
            choices.append((count + 1, total + width, [*kept, limits[start]]))
        cheapest.append(min(choices, key=lambda c: c[:2]))
    return cheapest[-1][2][1:]


def _stretches(row: _Row, limits: Sequence[float]) -> list[Range | None]:
    """Where the words of a row begin and end between each two of `limits`."""
    pieces = [p for s in row.segments for p in parted(s, limits[1:-1])]
    stretches: list[Range | None] = []
    for left, right in pairwise(limits):
        inside = [p.rect for p in pieces if left <= p.rect.cx < right]
        stretches.append((min(r.x0 for r in inside), max(r.x1 for r in inside)) if inside else None)
    return stretches


def _table(rows: Sequence[_Row], xs: tuple[float, ...]) -> Unruled:
    """The table of `rows` with columns between `xs`."""
    ys = (rows[0].top, *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), rows[-1].bottom)
    cells: list[RuledCell] = []
    words: list[tuple[Segment, ...]] = []
    for r, row in enumerate(rows):
        if row.banner:
            cells.append(RuledCell(r, 0, 1, len(xs) - 1, Rect(xs[0], ys[r], xs[-1], ys[r + 1])))
            words.append(row.segments)
            continue
        pieces = [piece for segment in row.segments for piece in parted(segment, xs[1:-1])]
        for c, (left, right) in enumerate(pairwise(xs)):
            cells.append(RuledCell(r, c, 1, 1, Rect(left, ys[r], right, ys[r + 1])))
            words.append(tuple(s for s in pieces if left <= s.rect.cx < right))
    grid = RuledGrid(Rect(xs[0], ys[0], xs[-1], ys[-1]), xs, ys, tuple(cells))
    return Unruled(grid, tuple(words), tuple(s for row in rows for s in row.segments))


def _is_prose(table: Unruled) -> bool:
    """Whether the columns are filled as columns of running text are: up to their gutters, or as far as each reaches."""
    reach: dict[int, float] = {}
    for cell, words in zip(table.grid.cells, table.cells, strict=True):
        reach[cell.col] = max([reach.get(cell.col, 0.0), *(s.rect.width for s in words)])
    full = [
        sum(s.rect.width for s in words)
        > FULL * min(cell.rect.width - words[0].size, max(reach[cell.col], NARROWEST * words[0].size))
        for cell, words in zip(table.grid.cells, table.cells, strict=True)
        if words
    ]
    return sum(full) > 0.5 * len(full)
