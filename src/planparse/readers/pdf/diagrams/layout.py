"""Which of the boxes of a page stands below which.

Order of evidence: a line between the two; a box right before others, as high as these together (as wide, where the tree
grows down); the middle of a box before the middle of others; a box around others; boxes in a row behind one that is set
in another colour. A box that lines join to two others has no parent: which of them it is, nobody can say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from planparse.readers.pdf.diagrams.connectors import Net, Side
from planparse.readers.pdf.frame import Rect

SLACK = 3.0
"""Points by which boxes that are set level may be out of level."""
COLUMN = 16.0
"""Points by which the boxes of one column may begin apart."""
WIDEST_GAP = 0.2
"""Share of the page's width (or height) between a box and those beside it that no line joins to it."""
BRACKET_GAP = 32.0
"""Points between a bracket and the box before it."""
TAG_SHARE, TAG_GAP = 0.4, 6.0
"""Width of a box for a number against that of the title that it is set to, and the points between them."""

Parents = dict[int, int]
"""For each box that stands below another the index of that."""
Colour = tuple[int, int, int] | None


def find_parents(
    boxes: Sequence[Rect], nets: Sequence[Net], colours: Sequence[Colour], page: Rect
) -> tuple[Parents, bool]:
    """What stands below what, and whether the tree grows down rather than to the right."""
    sides = Counter(side for net in nets if len(net.contacts) > 1 for _, side in net.contacts)
    across, down = sides[Side.LEFT] + sides[Side.RIGHT], sides[Side.TOP] + sides[Side.BOTTOM]
    ways = (False, True) if not sides else (down > across,)
    layouts = [_Layout(tuple(boxes), tuple(nets), tuple(colours), way, page) for way in ways]
    for read in (_Layout.parents, _Layout.rows):
        for layout in layouts:
            parents = read(layout)
            if _branches(parents):
                return parents, layout.down
    return {}, False


def _branches(parents: Parents) -> bool:
    return max(Counter(parents.values()).values(), default=0) > 1


@dataclass(frozen=True)
class _Layout:
    """The boxes of a page, whose trees grow to the right or, if `down`, downwards."""

    boxes: tuple[Rect, ...]
    nets: tuple[Net, ...]
    colours: tuple[Colour, ...]
    down: bool
    page: Rect

    def parents(self) -> Parents:
        """What lines, places and the boxes around others say."""
        joined, doubtful = self._joined()
        loose = [i for i in range(len(self.boxes)) if i not in joined and i not in doubtful]
        held = {i: at for i in loose if (at := self.holders[i]) is not None}
        beside = {i: at for i in loose if (at := self._beside(i)) is not None}
        sure = joined | self._centred([i for i in loose if i not in held])
        parents = held | self._in_step(beside, sure, held) | sure
        return {child: parent for child, parent in parents.items() if not _circles(child, parents)}

    def rows(self) -> Parents:
        """The boxes behind the first of their row, if that has another colour than all of them, in two rows or more."""
        rows: dict[tuple[int, int], list[int]] = {}
        for index in sorted(range(len(self.boxes)), key=lambda i: self.rects[i].x0):
            rect = self.rects[index]
            rows.setdefault((round(rect.top / SLACK), round(rect.bottom / SLACK)), []).append(index)
        long = [row for row in rows.values() if len(row) > 1]
        firsts = {self.colours[row[0]] for row in long}
        rest = {self.colours[i] for row in long for i in row[1:]}
        level = len({self.columns[row[0]] for row in long}) == 1
        if len(long) < 2 or not level or len(rest) > 1 or firsts & rest:
            return {}
        return {i: row[0] for row in long for i in row[1:]}

    @cached_property
    def rects(self) -> list[Rect]:
        """The boxes, turned so that the tree grows to the right."""
        return [self._turned(box) for box in self.boxes]

    @cached_property
    def columns(self) -> list[int]:
        """For each box the column that it stands in: boxes under one another from the same edge on."""
        starts = sorted({rect.x0 for rect in self.rects})
        breaks = [b for a, b in pairwise(starts) if b - a > COLUMN]
        return [sum(rect.x0 >= edge for edge in breaks) for rect in self.rects]

    @cached_property
    def holders(self) -> list[int | None]:
        """For each box the smallest around it, but not one around all of them."""
        return [self._holder(i) for i in range(len(self.boxes))]

    def _turned(self, rect: Rect) -> Rect:
        return Rect(rect.top, rect.x0, rect.bottom, rect.x1) if self.down else rect

    def _holder(self, index: int) -> int | None:
        box = self.boxes[index]
        around_it = [i for i, other in enumerate(self.boxes) if other.holds(box, 1.0) and not box.holds(other, 1.0)]
        best = min(around_it, key=lambda i: self.boxes[i].width * self.boxes[i].height, default=None)
        if best is None or all(self.boxes[best].holds(other, 1.0) for other in self.boxes):
            return None
        return best

    def _joined(self) -> tuple[Parents, set[int]]:
        """The boxes that lines join to one parent, and those that they join to several."""
        above: dict[int, set[int]] = {}
        for net in self.nets:
            parents = net.at(Side.RIGHT) | net.at(Side.BOTTOM)
            children = (net.at(Side.LEFT) | net.at(Side.TOP)) - parents
            for child in children:
                above.setdefault(child, set()).update(parents or self._before(net))
        joined = {child: next(iter(some)) for child, some in above.items() if len(some) == 1}
        return joined, {child for child, some in above.items() if len(some) > 1}

    def _before(self, net: Net) -> set[int]:
        """The box before a bracket that stands alone between it and its children."""
        reach = self._turned(net.rect)
        near = {
            i for i, rect in enumerate(self.rects)
            if reach.top <= rect.cy <= reach.bottom and 0 <= reach.x0 - rect.x1 < BRACKET_GAP
        }  # fmt: skip
        return near if len(near) == 1 else set()

    def _beside(self, index: int) -> int | None:
        """The nearest box before one, within whose height it stands; of boxes alike under one another that of all."""
        rect = self.rects[index]
        before = [
            i for i, other in enumerate(self.rects)
            if self.holders[i] == self.holders[index]
            and self._is_before(other, rect)
            and other.top - SLACK <= rect.top
            and rect.bottom <= other.bottom + SLACK
        ]  # fmt: skip
        best = max(before, key=lambda i: self.rects[i].x1, default=None)
        return self._beside(best) if best is not None and self.down and self._are_alike(best, index) else best

    def _are_alike(self, index: int, other: int) -> bool:
        one, two = self.boxes[index], self.boxes[other]
        same_size = abs(one.width - two.width) < SLACK and abs(one.height - two.height) < SLACK
        return same_size and self.colours[index] == self.colours[other]

    def _is_before(self, rect: Rect, other: Rect) -> bool:
        widest = WIDEST_GAP * (self.page.height if self.down else self.page.width)
        return rect.x0 < other.x0 - SLACK and -SLACK <= other.x0 - rect.x1 < widest

    def _in_step(self, beside: Parents, sure: Parents, held: Parents) -> Parents:
        """Those of `beside` that a tree explains: their columns show a box with two below it, or go on from such."""
        pairs: dict[tuple[int, int], Parents] = {}
        for child, parent in beside.items():
            pairs.setdefault((self.columns[parent], self.columns[child]), {})[child] = parent
        explained = {self.columns[i] for i in (*sure, *sure.values())}
        kept: Parents = {}
        beginnings = Counter(self.columns[parent] for parent in set(beside.values()))
        several = {parent for parent, count in Counter(beside.values()).items() if count > 1}
        for (before, after), pair in sorted(pairs.items()):
            branches = bool(several & set(pair.values()))
            if branches or before in explained:
                if beginnings[before] == 1 and self._is_mere_stack(pair):
                    continue
                explained.add(after)
                kept |= {child: parent for child, parent in pair.items() if branches or child not in held}
            kept |= {child: parent for child, parent in pair.items() if self._is_tag(parent, child)}
        return kept

    def _is_mere_stack(self, pair: Parents) -> bool:
        """Whether a tree that grows down shows no more than boxes of one width under one another."""
        rects = [(self.rects[child], self.rects[parent]) for child, parent in pair.items()]
        return self.down and all(abs(a.top - b.top) < SLACK and abs(a.bottom - b.bottom) < SLACK for a, b in rects)

    def _is_tag(self, index: int, child: int) -> bool:
        """Whether a box is a small one for a number, set right before its title."""
        tag, box = self.rects[index], self.rects[child]
        return box.x0 - tag.x1 < TAG_GAP and tag.width < TAG_SHARE * box.width and abs(tag.cy - box.cy) < SLACK

    def _centred(self, loose: Iterable[int]) -> Parents:
        """The boxes of a column below those of the one before, each of which stands before the middle of its own."""
        found: Parents = {}
        columns: dict[int, list[int]] = {}
        for index in loose:
            columns.setdefault(self.columns[index], []).append(index)
        for before, after in pairwise(sorted(columns)):
            pair = self._shared_out(columns[before], columns[after])
            found |= pair if _branches(pair) else {}
        return found

    def _shared_out(self, before: Sequence[int], after: Sequence[int]) -> Parents:
        """The boxes `after` in order below those `before`, each at the middle of its share; none if one is left."""
        rest = sorted(after, key=lambda i: self.rects[i].top)
        shared: Parents = {}
        for parent in sorted(before, key=lambda i: self.rects[i].top):
            rect = self.rects[parent]
            ends = (n for n, i in enumerate(rest, 1) if abs(self._middle(rest[0], i) - rect.cy) < SLACK)
            count = next(ends, 0)
            if not count or not all(self._is_before(rect, self.rects[i]) for i in rest[:count]):
                return {}
            shared |= dict.fromkeys(rest[:count], parent)
            rest = rest[count:]
        return {} if rest else shared

    def _middle(self, first: int, last: int) -> float:
        return (self.rects[first].top + self.rects[last].bottom) / 2


def _circles(child: int, parents: Parents) -> bool:
    """Whether a box would stand below itself."""
    at: int | None = child
    for _ in parents:
        at = parents.get(at) if at is not None else None
        if at == child:
            return True
    return False
