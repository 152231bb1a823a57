"""Which way a page's characters run: across, down (vertical writing, or turned clockwise) or up (turned the other way).

Many files mark vertical writing nowhere, so it is found from positions: characters that follow each other straight
down, as close as on a line. Such characters are transposed, so that one line builder serves all directions.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from planparse.readers.pdf.characters.glyphs import Glyph
from planparse.readers.pdf.frame import Rect
from planparse.readers.pdf.lines import Segment, segments

SHORTEST = 3
"""Characters below one another that make a vertical line; fewer read the same either way."""
PITCH = 1.45
"""Largest step down, in characters, inside a vertical line."""
SPACED_PITCH = 2.2
"""The same where a space parts two characters, in a line that has others close together."""

FULL_WIDTH = 0.94
"""Step between letters of a font whose Japanese letters are all as wide as they are high, in characters, at least."""


class Direction(Enum):
    """How a line runs on the shown page."""

    ACROSS = "across"
    DOWN = "down"
    UP = "up"


TURNED = {None: Direction.ACROSS, 0: Direction.ACROSS, 1: Direction.DOWN, 2: Direction.ACROSS, 3: Direction.UP}
"""The direction that the turn of the characters alone tells."""


def directed_segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The segments of `glyphs` in all directions, with their boxes on the page."""
    directions = _directions(glyphs)
    if directions.count(Direction.ACROSS) == len(directions):  # as on most pages
        return segments(_as_wide_as_placed(glyphs))
    found: list[Segment] = []
    for direction in Direction:
        chosen = [g for g, d in zip(glyphs, directions, strict=True) if d is direction]
        if not chosen:
            continue
        if direction is Direction.ACROSS:
            found += segments(_as_wide_as_placed(chosen))
        else:
            turned = [_filled_out(_turn(g, direction)) for g in chosen]
            found += [_turn_back(s, direction) for s in segments(turned)]
    return found


def _as_wide_as_placed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """`glyphs` across, those of Type 3 fonts filled out unless their font sets its letters close."""
    if not any(g.ink.font[0] == "#" for g in glyphs):
        return glyphs
    narrow = _proportional(glyphs)
    return [g if g.ink.font in narrow else _filled_out(g) for g in glyphs]


def _filled_out(glyph: Glyph) -> Glyph:
    """`glyph` as wide as its place: of a Type 3 font, which has no name, PDFium tells the black of a character only."""
    char, x0, top, x1, bottom, ink = glyph
    if ink.font[0] != "#" or x1 - x0 > 0.95 * ink.size or unicodedata.east_asian_width(char) not in "WF":
        return glyph
    middle = (x0 + x1) / 2
    return Glyph(char, middle - ink.size / 2, top, middle + ink.size / 2, bottom, ink)


def _proportional(glyphs: Sequence[Glyph]) -> frozenset[str]:
    """The fonts whose Japanese letters stand nearer to each other than their size, so that it is not their width."""
    steps: dict[str, list[float]] = defaultdict(list)
    for one, other in pairwise(glyphs):
        step = (other.x0 + other.x1 - one.x0 - one.x1) / 2
        level = abs(one.top + one.bottom - other.top - other.bottom) < one.ink.size
        letters = unicodedata.category(one.char) == "Lo" == unicodedata.category(other.char)
        if level and letters and one.ink.font == other.ink.font and step > 0:
            steps[one.ink.font].append(step / one.ink.size)
    return frozenset(font for font, widths in steps.items() if sorted(widths)[len(widths) // 4] < FULL_WIDTH)


def _directions(glyphs: Sequence[Glyph]) -> list[Direction]:
    directions = [TURNED[g.ink.angle] for g in glyphs]
    for start, stop in _falls(glyphs):
        letters = sum(unicodedata.category(g.char) == "Lo" for g in glyphs[start:stop])
        if 2 * letters > stop - start:
            directions[start:stop] = [Direction.DOWN] * (stop - start)
    return directions


def _falls(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Ranges of characters of which each stands right below the one before, or below a space behind a label."""
    start, close = 0, 1
    size = before_x = before_y = 0.0  # twice the middle of the character before, which spares a division each
    turnable = False
    for index, (_, x0, top, x1, bottom, ink) in enumerate(glyphs):
        x, y = x0 + x1, top + bottom
        was_turnable, turnable = turnable, ink.angle in (0, 1)
        step = y - before_y
        steps_down = -0.7 * size < x - before_x < 0.7 * size and 0.4 * size < step < 2 * SPACED_PITCH * size
        if steps_down and turnable and was_turnable:
            close += step < 2 * PITCH * size
        else:
            if close >= SHORTEST:
                yield start, index
            start, close = index, 1
        size, before_x, before_y = ink.size, x, y
    if close >= SHORTEST:
        yield start, len(glyphs)


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
