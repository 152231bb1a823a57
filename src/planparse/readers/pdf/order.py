"""Reading order by cutting white space: strips from top to bottom, columns from left to right inside them.

Neighbouring strips (items that overlap vertically) that share a gutter are read as columns, if both sides look like
text of their own and not like labels with values beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planparse.readers.pdf.frame import Rect, around

GUTTER = 1.1
"""Narrowest gutter, in characters."""
MANY, WIDE = 8, 12.0
"""Lines on each side, and their width in characters, that make columns of any text: values beside labels are fewer."""
WIDEST_LABELS = 10.0
"""Characters below which a left side may be labels, each beside its text: no text runs in so narrow a column."""
NARROWER = 0.6
"""The widest labels, as a share of the text beside them."""
ROW_OF_BOXES = 1.4
"""White under a row of boxes, as a multiple of that between them, that makes the boxes below another row."""
NARROWEST = 6.0
"""Narrowest column, in characters."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is read as a whole. `solid`: a table or a frame, which needs no second line to be a column.

    `size` is its font size, `key` what the caller knows it by.
    """

    rect: Rect
    size: float
    key: int
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A run of rows under one another, between the same margins; a row is one or more items side by side."""

    x0: float
    x1: float
    rows: tuple[tuple[Item, ...], ...]


def reading_order(items: Sequence[Item]) -> list[Column]:
    """The columns of `items` in reading order."""
    if not items:
        return []
    region = around([i.rect for i in items])
    strips = _strips(items)
    columns: list[Column] = []
    plain: list[tuple[Item, ...]] = []
    start = 0
    while start < len(strips):
        sides, stop = _columns_from(strips, start, region)
        if sides is None:
            plain += _rows(strips[start])
            start += 1
            continue
        if plain:
            columns.append(Column(region.x0, region.x1, tuple(plain)))
            plain = []
        for side in sides:
            columns += reading_order(side)
        start = stop
    if plain:
        columns.append(Column(region.x0, region.x1, tuple(plain)))
    return columns


def _strips(items: Sequence[Item]) -> list[list[Item]]:
    """Items grouped by vertical overlap, over any number of steps, from top to bottom."""
    strips: list[list[Item]] = []
    bottom = 0.0
    for item in sorted(items, key=lambda i: i.rect.top):
        margin = 0.25 * min(item.size, item.rect.height)
        if strips and item.rect.top < bottom - margin:
            strips[-1].append(item)
        else:
            strips.append([item])
            bottom = item.rect.bottom
        bottom = max(bottom, item.rect.bottom)
    return strips


def _rows(strip: Sequence[Item]) -> list[tuple[Item, ...]]:
    """The items of a strip as rows: what shares half its height stands side by side."""
    rows: list[list[Item]] = []
    for item in sorted(strip, key=lambda i: (i.rect.cy, i.rect.x0)):
        for row in rows:
            if not item.solid and not any(i.solid or not _level(i.rect, item.rect) for i in row):
                row.append(item)
                break
        else:
            rows.append([item])
    for row in rows:
        row.sort(key=lambda i: i.rect.x0)
    rows.sort(key=lambda row: min(i.rect.top for i in row))
    return [tuple(row) for row in rows]


def _level(one: Rect, other: Rect) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.x1 <= other.x0 + 1 or other.x1 <= one.x0 + 1
    return apart and shared > 0.5 * min(one.height, other.height)


def _columns_from(
    strips: Sequence[list[Item]], start: int, region: Rect
) -> tuple[tuple[list[Item], list[Item]] | None, int]:
    """The two sides of the longest run of strips from `start` on that share a gutter, and where the run stops."""
    best: tuple[tuple[list[Item], list[Item]] | None, int] = (None, start)
    free = [(region.x0, region.x1)]
    settled: list[tuple[float, float]] = []
    taken: list[Item] = []
    for stop in range(start, len(strips)):
        if settled and _is_next_row_of_boxes(taken, strips[stop], settled):
            break
        taken = taken + strips[stop]
        width = GUTTER * min(i.size for i in strips[stop])
        free = _intersect(free, _free(strips[stop], region), width)
        if not free:
            break
        for left, right in free:
            sides = [i for i in taken if i.rect.cx < left], [i for i in taken if i.rect.cx > right]
            known = any(a <= left and right <= b for a, b in settled)
            last = strips[stop]
            both = any(i.rect.cx < left for i in last) and any(i.rect.cx > right for i in last)
            if (known and (both or _goes_on(strips, stop, left))) or (not known and _are_columns(*sides, free)):
                best = sides, stop + 1
                settled.append((left, right))
    found = best[0]
    if found is None or _has_both(strips[start], found):
        return best
    stands_over = _ends_paragraph(strips, start, found[0]) or _is_alone(strips[start], found)
    return (None, start) if stands_over else best


def _is_next_row_of_boxes(taken: Sequence[Item], strip: Sequence[Item], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether boxes side by side stand further below those above them than these stand apart: cards in rows."""
    if len(strip) < 2 or not all(i.solid for i in (*taken, *strip)):
        return False
    gap = min(i.rect.top for i in strip) - max(i.rect.bottom for i in taken)
    return gap > ROW_OF_BOXES * max(right - left for left, right in gutters)


def _goes_on(strips: Sequence[list[Item]], stop: int, gutter: float) -> bool:
    """Whether the strip at `stop` follows the one before at a line's distance, in a column that is still running."""
    return _is_next_line(strips, stop) and all(i.rect.cx < gutter for i in strips[stop])


def _is_next_line(strips: Sequence[list[Item]], at: int) -> bool:
    """Whether the strip `at` follows the one before at a line's distance, set as it is."""
    before, strip = strips[at - 1], strips[at]
    gap = min(i.rect.top for i in strip) - max(i.rect.bottom for i in before)
    same_size = abs(strip[0].size - before[0].size) < 0.1 * before[0].size
    return same_size and gap < 1.2 * strip[0].size


def _ends_paragraph(strips: Sequence[list[Item]], start: int, side: Sequence[Item]) -> bool:
    """Whether the strip at `start`, the first on the left `side`, is the short last line of the text above."""
    if start == 0 or len(strips[start - 1]) > 1 or not _is_next_line(strips, start):
        return False
    last = strips[start][-1]
    return last.rect.x1 < max(i.rect.x1 for i in side) - 2 * last.size


def _has_both(strip: Sequence[Item], sides: tuple[list[Item], list[Item]]) -> bool:
    return any(i in sides[0] for i in strip) and any(i in sides[1] for i in strip)


def _is_alone(strip: Sequence[Item], sides: tuple[list[Item], list[Item]]) -> bool:
    """Whether a strip stands over the columns rather than in one: right of the gutter, or a larger title."""
    others = sorted(i.size for side in sides for i in side if i not in strip)
    on_right = any(i in sides[1] for i in strip) and not _opens(strip, sides[1])
    return on_right or (bool(others) and strip[0].size > 1.15 * others[len(others) // 2])


def _opens(strip: Sequence[Item], side: Sequence[Item]) -> bool:
    """Whether a strip is the first line of a column: the next one follows at a line's distance, set as it is."""
    first = strip[0]
    following = min((i for i in side if i not in strip), key=lambda i: i.rect.top, default=None)
    return (
        following is not None
        and following.rect.top - first.rect.bottom < 1.2 * first.size
        and abs(following.size - first.size) < 0.1 * first.size
        and abs(following.rect.x0 - first.rect.x0) < 2.2 * first.size
    )


def _free(strip: Sequence[Item], region: Rect) -> list[tuple[float, float]]:
    """The horizontal ranges of `region` that nothing in `strip` covers."""
    free: list[tuple[float, float]] = []
    edge = region.x0
    for item in sorted(strip, key=lambda i: i.rect.x0):
        if item.rect.x0 > edge:
            free.append((edge, item.rect.x0))
        edge = max(edge, item.rect.x1)
    if edge < region.x1:
        free.append((edge, region.x1))
    return free


def _intersect(
    some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]], width: float
) -> list[tuple[float, float]]:
    shared = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(a, b) for a, b in shared if b - a >= width]


def _are_columns(left: Sequence[Item], right: Sequence[Item], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether both sides look like text of their own, or each of the columns into which `gutters` part them."""
    if not left or not right:
        return False
    boxes = around([i.rect for i in left]), around([i.rect for i in right])
    size = sorted(i.size for i in (*left, *right))[(len(left) + len(right)) // 2]
    shared = min(b.bottom for b in boxes) - max(b.top for b in boxes)
    if shared < 0.3 * min(b.height for b in boxes) or min(b.width for b in boxes) < NARROWEST * size:
        return False
    if boxes[0].width < min(WIDEST_LABELS * size, NARROWER * boxes[1].width) and _are_labels(left, right):
        return False
    sides = list(zip((left, right), boxes, strict=True))
    if all(len(side) >= MANY and box.width >= WIDE * size for side, box in sides):
        return True
    if all(_is_column(side, box) for side, box in sides) or _is_rest(left, right):
        return True
    columns = [column for side in (left, right) for column in _parted(side, gutters)]
    return all(_is_passage(column) for column in columns)


def _are_labels(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether items on the left that begin together each stand beside one on the right: names of fields, no column."""
    edge = min(i.rect.x0 for i in left)
    if any(i.solid or i.rect.x0 > edge + 0.6 * i.size for i in left):
        return False
    return all(any(_level(i.rect, other.rect) for other in right) for i in left)


def _is_rest(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether the right side is the end of running text, at the head of a column that the page does not fill."""
    boxes = around([i.rect for i in left]), around([i.rect for i in right])
    full = sum(i.solid or i.rect.width > 0.8 * boxes[0].width for i in left)
    level = abs(boxes[0].top - boxes[1].top) < right[0].size
    return level and len(left) >= MANY and len(left) > 2 * len(right) and full >= 0.5 * len(left)


def _parted(side: Sequence[Item], gutters: Sequence[tuple[float, float]]) -> list[list[Item]]:
    """The items between one gutter and the next, from left to right."""
    columns: dict[int, list[Item]] = {}
    for item in side:
        columns.setdefault(sum(item.rect.cx > right for _, right in gutters), []).append(item)
    return [columns[key] for key in sorted(columns)]


def _is_passage(side: Sequence[Item]) -> bool:
    """Whether the items are a title over text that runs over several lines: a card, though without a frame."""
    box = around([i.rect for i in side])
    ordered = sorted(side, key=lambda i: i.rect.top)
    return (
        len(side) >= 3
        and box.width >= WIDE * ordered[0].size
        and any(
            upper.rect.x1 > box.x1 - upper.size
            and upper.rect.x0 < lower.rect.x0 + 2.2 * lower.size
            and abs(upper.size - lower.size) < 0.1 * lower.size
            and lower.rect.top - upper.rect.bottom < 1.2 * lower.size
            for upper, lower in pairwise(ordered)
        )
    )


def _is_column(side: Sequence[Item], box: Rect) -> bool:
    """Whether the items fill their width as running text or boxes do."""
    if any(i.solid for i in side):
        return True
    filled = sum(i.rect.width > 0.8 * box.width for i in side)
    return len(side) >= 3 and filled >= 0.4 * len(side)
