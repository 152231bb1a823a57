"""Which way a page's characters run: across, down (vertical writing, or turned clockwise) or up (turned the other way).

Many files mark vertical writing nowhere, so it is found from positions: characters that follow each other straight
down, as close as on a line. Such characters are transposed, so that one line builder serves all directions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from planparse.readers.pdf.frame import Rect
from planparse.readers.pdf.glyphs import Glyph
from planparse.readers.pdf.lines import Segment, segments

SHORTEST = 3
"""Characters below one another that make a vertical line; fewer read the same either way."""
PITCH = 1.45
"""Largest step down, in characters, inside a vertical line."""


class Direction(Enum):
    """How a line runs on the shown page."""

    ACROSS = "across"
    DOWN = "down"
    UP = "up"


def directed_segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The segments of `glyphs` in all directions, with their boxes on the page."""
    directions = _directions(glyphs)
    found: list[Segment] = []
    for direction in Direction:
        chosen = [g for g, d in zip(glyphs, directions, strict=True) if d is direction]
        if not chosen:
            continue
        if direction is Direction.ACROSS:
            found += segments(chosen)
        else:
            found += [_turn_back(s, direction) for s in segments([_turn(g, direction) for g in chosen])]
    return found


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether most of `glyphs` run down."""
    down = sum(d is Direction.DOWN for d in _directions(glyphs))
    return 2 * down > len(glyphs)


def _directions(glyphs: Sequence[Glyph]) -> list[Direction]:
    turned = {None: Direction.ACROSS, 0: Direction.ACROSS, 1: Direction.DOWN, 2: Direction.ACROSS, 3: Direction.UP}
    directions = [turned[g.ink.angle] for g in glyphs]
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index < len(glyphs) and _steps_down(glyphs[index - 1], glyphs[index]):
            continue
        letters = sum(unicodedata.category(g.char) == "Lo" for g in glyphs[start:index])
        if index - start >= SHORTEST and 2 * letters > index - start:
            for place in range(start, index):
                directions[place] = Direction.DOWN
        start = index
    return directions


def _steps_down(one: Glyph, other: Glyph) -> bool:
    """Whether `other` stands right below `one` as the next character of a vertical line does."""
    if one.ink.angle not in (0, 1) or other.ink.angle not in (0, 1):
        return False
    size = max(one.ink.size, other.ink.size)
    across = abs((one.x0 + one.x1) - (other.x0 + other.x1)) / 2
    down = ((other.top + other.bottom) - (one.top + one.bottom)) / 2
    return across < 0.35 * size and 0.2 * size < down < PITCH * size


def _turn(glyph: Glyph, direction: Direction) -> Glyph:
    char, x0, top, x1, bottom, ink = glyph
    if direction is Direction.UP:
        return Glyph(char, -bottom, x0, -top, x1, ink)
    if x1 - x0 > 1.5 * ink.size:  # PDFium doubles the width of characters of vertical fonts that are not embedded
        middle = (x0 + x1) / 2
        x0, x1 = middle - ink.size / 2, middle + ink.size / 2
    return Glyph(char, top, -x1, bottom, -x0, ink)


def _turn_back(segment: Segment, direction: Direction) -> Segment:
    def back(x0: float, top: float, x1: float, bottom: float) -> Rect:
        return Rect(top, -x1, bottom, -x0) if direction is Direction.UP else Rect(-bottom, x0, -top, x1)

    glyphs = tuple(g if g is None else Glyph(g.char, *back(g.x0, g.top, g.x1, g.bottom), g.ink) for g in segment.glyphs)
    return replace(segment, glyphs=glyphs, rect=back(*segment.rect), turned=True)
