"""Lines that join boxes: straight, bent or aslant, with heads or without; where each ends at which side of a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import hypot

from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.groups import Groups
from planparse.readers.pdf.shapes import Shapes, Slant

TOUCH = 3.0
"""Points between the ends of lines that join, and between a line and its box."""
HEAD = 20.0
"""Points that the head of an arrow is at most wide and high."""
THICK = 8.0
"""Points that a line is at most thick."""
MOST_PIECES = 500
"""Pieces of lines on a page whose boxes they join; more are a map or a chart."""


class Side(Enum):
    """The side of a box."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Net:
    """Lines that join one another. `contacts` are the boxes at which they end, by index, and the side of each."""

    rect: Rect
    contacts: tuple[tuple[int, Side], ...]

    def at(self, side: Side) -> set[int]:
        """The boxes that the lines meet at a side."""
        return {index for index, where in self.contacts if where is side}


def find_nets(shapes: Shapes, boxes: Sequence[Rect]) -> list[Net]:
    """The nets of lines that end at two of `boxes`, or at one from nowhere (a bracket before a column)."""
    outlines = [*boxes, *(a.rect for a in shapes.areas if a.rect.width > HEAD or a.rect.height > HEAD)]
    drawn = list(_pieces(shapes))
    if len(drawn) > 2 * MOST_PIECES:
        return []
    pieces = [p for p in drawn if not _is_part(p, outlines)]
    if not pieces or len(pieces) > MOST_PIECES:
        return []
    heads = [a.rect for a in shapes.areas if max(a.rect.width, a.rect.height) < HEAD and not a.rectangular]
    ends = [(box, any(other is not box and box.holds(other) for other in boxes)) for box in boxes]
    nets: list[Net] = []
    for group in _groups(pieces):
        contacts = {contact for piece in group for contact in _contacts(piece, ends, heads)}
        if contacts:
            nets.append(
                Net(around([_box(p) for p in group]), tuple(sorted(contacts, key=lambda c: (c[0], c[1].value))))
            )
    return nets


def _pieces(shapes: Shapes) -> Iterator[Slant]:
    for rule in shapes.rules:
        yield Slant(rule.x0, rule.top, rule.x1, rule.bottom)
    for area in shapes.areas:
        rect = area.rect
        if area.filled and area.rectangular and min(rect.width, rect.height) <= THICK:
            across = rect.width > rect.height
            yield (
                Slant(rect.x0, rect.cy, rect.x1, rect.cy) if across else Slant(rect.cx, rect.top, rect.cx, rect.bottom)
            )
    yield from shapes.slants


def _is_part(piece: Slant, outlines: Sequence[Rect]) -> bool:
    """Whether a piece lies along a side of a box."""
    x0, top, x1, bottom = _box(piece)
    level, upright = bottom - top < 1, x1 - x0 < 1
    if not level and not upright:
        return False
    return any(
        left - 1.5 <= x0 and x1 <= right + 1.5 and upper - 1.5 <= top and bottom <= lower + 1.5
        and ((level and (top - upper < 2 or lower - top < 2)) or (upright and (x0 - left < 2 or right - x0 < 2)))
        for left, upper, right, lower in outlines
    )  # fmt: skip


def _groups(pieces: Sequence[Slant]) -> list[list[Slant]]:
    """Pieces grouped by whether an end of one lies on another."""
    boxes = [_box(piece) for piece in pieces]
    groups = Groups(len(pieces))
    order = sorted(range(len(pieces)), key=lambda index: boxes[index].x0)
    for place, i in enumerate(order):
        _, top, x1, bottom = boxes[i]
        for j in order[place + 1 :]:
            if boxes[j].x0 > x1 + TOUCH:
                break
            if boxes[j].top <= bottom + TOUCH and top <= boxes[j].bottom + TOUCH and groups.root(i) != groups.root(j):
                one, other = pieces[i], pieces[j]
                ends = [(end, other) for end in _ends(one)] + [(end, one) for end in _ends(other)]
                if any(_distance(end, piece) < TOUCH for end, piece in ends):
                    groups.join(i, j)
    return groups.of(pieces)


def _contacts(piece: Slant, boxes: Sequence[tuple[Rect, bool]], heads: Sequence[Rect]) -> Iterator[tuple[int, Side]]:
    """The boxes at which the ends of a piece lie, or the heads that its ends carry.

    A line may end in the middle of a box that is drawn over it, but not in one that holds others.
    """
    start, end = _ends(piece)
    for point, other in ((start, end), (end, start)):
        head = next((h for h in heads if _near(h, point, TOUCH)), None)
        for index, (box, is_holder) in enumerate(boxes):
            if is_holder and _near(box, point, -TOUCH):
                continue
            if _near(box, point, TOUCH) or (head is not None and _meets(box, head)):
                yield index, _side(box, point, other)


def _side(box: Rect, point: tuple[float, float], other: tuple[float, float]) -> Side:
    """The side of `box` at which a piece arrives that runs from `other` to `point`."""
    x, y = point
    off = {
        Side.LEFT: box.x0 - other[0],
        Side.RIGHT: other[0] - box.x1,
        Side.TOP: box.top - other[1],
        Side.BOTTOM: other[1] - box.bottom,
    }
    at = {
        Side.LEFT: abs(x - box.x0),
        Side.RIGHT: abs(x - box.x1),
        Side.TOP: abs(y - box.top),
        Side.BOTTOM: abs(y - box.bottom),
    }
    outside = [side for side in Side if off[side] > 0] or list(Side)
    return min(outside, key=lambda side: at[side])


def _ends(piece: Slant) -> tuple[tuple[float, float], tuple[float, float]]:
    return (piece.x0, piece.y0), (piece.x1, piece.y1)


def _box(piece: Slant) -> Rect:
    return Rect(min(piece.x0, piece.x1), min(piece.y0, piece.y1), max(piece.x0, piece.x1), max(piece.y0, piece.y1))


def _near(rect: Rect, point: tuple[float, float], slack: float) -> bool:
    x, y = point
    return rect.x0 - slack <= x <= rect.x1 + slack and rect.top - slack <= y <= rect.bottom + slack


def _meets(box: Rect, head: Rect) -> bool:
    return (
        head.x0 - TOUCH <= box.x1 and box.x0 <= head.x1 + TOUCH
        and head.top - TOUCH <= box.bottom and box.top <= head.bottom + TOUCH
    )  # fmt: skip


def _distance(point: tuple[float, float], piece: Slant) -> float:
    """From a point to the nearest of a piece."""
    (x, y), (x0, y0, x1, y1) = point, piece
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    share = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length)) if length else 0.0
    return hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))
