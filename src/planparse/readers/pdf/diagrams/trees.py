"""Trees that a page draws: boxes with words, and which box each of them stands below.

What the words say is left to others: a tree may be of policies, of an organisation, of the parts of a catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.readers.pdf.diagrams.connectors import find_nets
from planparse.readers.pdf.diagrams.layout import SLACK, find_parents
from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.lines import Segment, parted
from planparse.readers.pdf.shapes import Shapes

FEWEST, MOST = 3, 200
"""Boxes with words of a page that draws a tree; more are a map or a seating plan."""
MOST_FRAMES = 500
"""Frames of such a page with those without words; more are a map or a pattern."""
LARGEST = 0.8
"""A box over more than this share of the page is its border."""
FEWEST_SHADES = 4
SHADOW = 8.0
"""Points by which a shadow is off its box, at most."""
LONGEST_NAME, MOST_LINES = 120, 5
"""Characters, and pieces of lines, in a box that others stand below."""
FURTHEST_LIST = 60.0
"""Points between a box and the free list that goes on from it."""
LINE_GAP = 1.8
"""The same in lines, where the list stands below its box, and between its lines."""
LONGEST_LIST = 250
"""Characters in a box that ends a branch."""


class TreeBox(NamedTuple):
    """A box with words of a drawn tree, and the index of the one that it stands below."""

    rect: Rect
    parent: int | None


class Drawing(NamedTuple):
    """The trees of a page, parents before their children, and its `segments`, of which none runs over two boxes.

    `others` are boxes with words that stand in no tree. `whole`: no other words stand between the boxes or behind the
    last of them, so that the trees can be read branch by branch.
    """

    trees: tuple[TreeBox, ...]
    segments: list[Segment]
    others: tuple[Rect, ...] = ()
    whole: bool = True

    def branches(self) -> dict[Rect, tuple[Rect, ...]]:
        """The box around each box with all below it -> what stands in it, in the order of the tree."""
        if not self.whole:
            return {}
        members: list[list[int]] = [[] for _ in self.trees]
        for index, tree in enumerate(self.trees):
            if tree.parent is not None:
                members[tree.parent].append(index)
        reach: dict[int, Rect] = {}
        found: dict[Rect, tuple[Rect, ...]] = {}
        for index in reversed(range(len(self.trees))):
            own = self.trees[index].rect
            parts = (own, *(reach[child] for child in members[index]))
            reach[index] = around(list(parts))
            if reach[index] != own:
                found[reach[index]] = parts
        return found


def find_trees(frames: Sequence[Rect], shapes: Shapes, segments: list[Segment], page: Rect) -> Drawing:
    """The trees that `frames` form; none where no box has two below it."""
    drawn = _drawn_once(_without_shades(frames), page) if len(frames) <= MOST_FRAMES else []
    if len(drawn) < FEWEST:
        return Drawing((), segments)
    cut = list(_cut(segments, drawn))
    words = _words(cut, drawn)
    boxes = [frame for frame in drawn if frame in words]
    if not FEWEST <= len(boxes) <= MOST:
        return Drawing((), segments)
    colours = {a.rect: a.colour for a in shapes.areas if a.filled}
    parents, down = find_parents(boxes, find_nets(shapes, boxes), [colours.get(box) for box in boxes], page)
    trees = _trees(boxes, parents, words, down)
    if not trees:
        return Drawing((), segments)
    free = [s for s in cut if not any(f.has_point(s.rect.cx, s.rect.cy) for f in drawn)]
    lists = _lists(trees, free, down)
    listed = _with_lists(trees, lists, down)
    taken = {tree.rect for tree in listed}
    others = tuple(box for box in boxes if box not in taken)
    between = Drawing(listed, cut).branches()
    stray = [*others, *(s.rect for s in free if not any(rect.holds(s.rect, SLACK) for rect in taken))]
    whole = (not lists or len(listed) > len(trees)) and not any(b.has_point(r.cx, r.cy) for b in between for r in stray)
    return Drawing(listed, cut, others, whole)


def _without_shades(frames: Sequence[Rect]) -> list[Rect]:
    """`frames` without the steps in which a change of colour is drawn: many from one side of a box on."""
    groups: dict[tuple[int, ...], list[Rect]] = {}
    for frame in frames:
        x0, top, x1, bottom = map(round, frame)
        for key in ((0, x0, x1, top), (1, x0, x1, bottom), (2, x0, top, bottom), (3, x1, top, bottom)):
            groups.setdefault(key, []).append(frame)
    shades: set[Rect] = set()
    for group in groups.values():
        if len(group) >= FEWEST_SHADES:
            shades.update(group)
            shades.discard(max(group, key=lambda f: f.width * f.height))
    return [frame for frame in frames if frame not in shades]


def _drawn_once(frames: Sequence[Rect], page: Rect) -> list[Rect]:
    """`frames` without the page's border and without shadows, which are drawn before what throws them."""
    limit = LARGEST * page.width * page.height
    kept: list[Rect] = []
    for frame in reversed([f for f in frames if f.width * f.height < limit]):
        if not any(_throws(k, frame) for k in kept):
            kept.append(frame)
    return kept[::-1]


def _throws(rect: Rect, shadow: Rect) -> bool:
    return (
        abs(rect.x0 - shadow.x0) < SHADOW
        and abs(rect.top - shadow.top) < SHADOW
        and abs(rect.width - shadow.width) < SLACK
        and abs(rect.height - shadow.height) < SLACK
    )


def _cut(segments: Sequence[Segment], boxes: Sequence[Rect]) -> Iterator[Segment]:
    """`segments`, those cut that run from one box into the next."""
    for segment in segments:
        sides = [
            x for box in boxes
            if box.top <= segment.rect.cy <= box.bottom
            for x in (box.x0, box.x1)
            if segment.rect.x0 < x < segment.rect.x1
        ]  # fmt: skip
        crossing = segment.turned or any(
            g is not None and g.x0 + 1 < x < g.x1 - 1 for g in segment.glyphs for x in sides
        )
        yield from [segment] if crossing or not sides else parted(segment, sorted(sides))


def _words(segments: Sequence[Segment], boxes: Sequence[Rect]) -> dict[Rect, list[Segment]]:
    """What stands in each box and in no smaller one."""
    by_size = sorted(boxes, key=lambda b: b.width * b.height)
    words: dict[Rect, list[Segment]] = {}
    for segment in segments:
        owner = next((b for b in by_size if b.has_point(segment.rect.cx, segment.rect.cy)), None)
        if owner is not None:
            words.setdefault(owner, []).append(segment)
    return words


def _trees(
    boxes: Sequence[Rect], parents: dict[int, int], words: dict[Rect, list[Segment]], down: bool
) -> tuple[TreeBox, ...]:
    """The boxes in the order of the trees, without trees of boxes that do not hold their words."""
    children: dict[int | None, list[int]] = {}
    for index in sorted({*parents, *parents.values()}, key=lambda i: _place(boxes[i], down)):
        children.setdefault(parents.get(index), []).append(index)
    found: list[TreeBox] = []
    for root in children.get(None, ()):
        tree = list(_below(root, None, len(found), children))
        inner = {above for _, above in tree}
        if all(_names(boxes[i], words[boxes[i]], len(found) + at in inner) for at, (i, _) in enumerate(tree)):
            found += [TreeBox(boxes[i], above) for i, above in tree]
    branches = max(Counter(tree.parent for tree in found if tree.parent is not None).values(), default=0)
    return tuple(found) if branches > 1 else ()


def _lists(trees: Sequence[TreeBox], free: Sequence[Segment], down: bool) -> dict[int, list[Segment]]:
    """The words that stand free behind the last boxes of the trees, by the index of the box."""
    inner = {tree.parent for tree in trees}
    lists: dict[int, list[Segment]] = {}
    for segment in sorted(free, key=lambda s: s.rect.top):
        near: list[int] = []
        for index, (rect, _) in enumerate(trees):
            if index not in inner and not down:
                level = rect.top - SLACK <= segment.rect.cy <= rect.bottom + SLACK
                if level and -SLACK <= segment.rect.x0 - rect.x1 < FURTHEST_LIST:
                    near.append(index)
            elif index not in inner:
                end = lists[index][-1].rect.bottom if index in lists else rect.bottom
                if rect.holds(segment.rect._replace(top=rect.top, bottom=rect.bottom), SLACK) and (
                    -SLACK <= segment.rect.top - end < LINE_GAP * segment.size
                ):
                    near.append(index)
        if near:
            lists.setdefault(max(near, key=lambda i: trees[i].rect.x1), []).append(segment)
    return lists


def _with_lists(trees: tuple[TreeBox, ...], lists: dict[int, list[Segment]], down: bool) -> tuple[TreeBox, ...]:
    """`trees` with `lists` as boxes, if several begin level with one another and with a list mark each."""
    starts = [some[0].rect.top if down else some[0].rect.x0 for some in lists.values()]
    level = len(starts) > 1 and max(starts) - min(starts) < SLACK
    if not level or any(some[0].text[0].isalnum() for some in lists.values()):
        return trees
    found: list[TreeBox] = []
    places: dict[int, int] = {}
    for index, tree in enumerate(trees):
        places[index] = len(found)
        found.append(TreeBox(tree.rect, None if tree.parent is None else places[tree.parent]))
        if index in lists:
            found.append(TreeBox(around([s.rect for s in lists[index]]), places[index]))
    return tuple(found)


def _below(
    index: int, above: int | None, at: int, children: dict[int | None, list[int]]
) -> list[tuple[int, int | None]]:
    """A box and all below it, each with the place of the one above it, the first of them at place `at`."""
    rows: list[tuple[int, int | None]] = [(index, above)]
    for child in children.get(index, ()):
        rows += _below(child, at, at + len(rows), children)
    return rows


def _names(box: Rect, words: Sequence[Segment], has_children: bool) -> bool:
    """Whether a box holds its words and no more of them than a name or a short list has."""
    longest = LONGEST_NAME if has_children else LONGEST_LIST
    few = not has_children or sum(len(s.glyphs) > 1 for s in words) <= MOST_LINES
    return few and all(box.holds(s.rect, SLACK) for s in words) and sum(len(s.glyphs) for s in words) <= longest


def _place(rect: Rect, down: bool) -> tuple[float, float]:
    return (rect.x0, rect.top) if down else (rect.top, rect.x0)
