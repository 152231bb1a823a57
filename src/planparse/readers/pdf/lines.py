"""Printed lines from characters: runs on one baseline, gaps as spaces, small print over and beside the words.

Characters are put on one line by how much they overlap vertically, not by their tops, so that digits of another font
stay in their line. Everything here speaks of horizontal lines; vertical writing is transposed before and after
(see `planparse.readers.pdf.characters.direction`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress

from planparse.readers.pdf.characters.glyphs import Glyph
from planparse.readers.pdf.frame import Rect, around
from planparse.readers.pdf.spacing import BESIDE_SCRIPT, LABEL, with_spaces

SAME_LINE = 0.5
"""Share of the smaller height that two pieces of one line have in common."""
NEAR = 1.2
"""Gap, in characters, up to which two pieces are one segment whatever the page's columns."""
NOTE_MARK = re.compile(r"[※＊*†‡0-9０-９()（）注,、～-]+")
SUBSET = re.compile(r"^[A-Z]{6}\+")
"""What a font's name begins with of which the file holds some letters only."""
KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A ruby reading over the characters ``start`` to ``end`` of its line."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Segment:
    """Characters in a row with nothing but small gaps between them. `glyphs` has None where a gap stands for a space.

    `size` is the usual font size, `rect` the box of the full-sized characters. `marks` are ranges of raised note marks.
    `turned`: the segment was written vertically, and its text is in order although its boxes run down.
    """

    glyphs: tuple[Glyph | None, ...]
    rect: Rect
    size: float
    marks: tuple[tuple[int, int], ...] = ()
    readings: tuple[Reading, ...] = ()
    turned: bool = False

    @cached_property
    def text(self) -> str:
        """Its characters, gaps as spaces."""
        return "".join([g.char if g is not None else " " for g in self.glyphs])

    @cached_property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        inks = [g.ink.bold for g in self.glyphs if g is not None]
        return 2 * sum(inks) > len(inks)

    @cached_property
    def faces(self) -> frozenset[str]:
        """The names of the fonts of its Japanese letters, as far as all of them have any."""
        fonts = {g.ink.font for g in self.glyphs if g is not None and g.char.isalpha() and not g.char.isascii()}
        return (
            frozenset()
            if any(font.startswith("#") for font in fonts)
            else frozenset(SUBSET.sub("", font) for font in fonts)
        )


@dataclass(slots=True)
class _Run:
    """A growing piece of a line. `size` is the font size of its first character."""

    glyphs: list[Glyph]
    size: float
    top: float
    bottom: float
    x0: float
    x1: float

    def add(self, glyphs: Sequence[Glyph], top: float, bottom: float, x0: float, x1: float) -> None:
        """Take in `glyphs`; the line's height is that of its tallest characters, which decide what overlaps it."""
        self.glyphs.extend(glyphs)
        if bottom - top > self.bottom - self.top:
            self.top, self.bottom = top, bottom
        self.x0, self.x1 = min(self.x0, x0), max(self.x1, x1)


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The segments that `glyphs` (visible, horizontal) form, ruby joined to its base, from top to bottom."""
    merged = _merge(_runs(glyphs))
    found = [_segment(run.glyphs) for run in merged if any(not g.char.isspace() for g in run.glyphs)]
    found.sort(key=lambda s: (s.rect.top, s.rect.x0))
    return _with_ruby(found)


def overlap(top: float, bottom: float, other_top: float, other_bottom: float) -> float:
    """The share of the smaller height that two vertical ranges have in common."""
    smaller = min(bottom - top, other_bottom - other_top)
    return (min(bottom, other_bottom) - max(top, other_top)) / smaller if smaller > 0 else 0.0


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    """Characters that follow each other in the file and on paper."""
    runs: list[_Run] = []
    last: _Run | None = None
    for glyph in glyphs:
        _, x0, top, x1, bottom, ink = glyph
        if last is not None:
            size = ink.size if ink.size > last.size else last.size
            level = last.top == top < bottom == last.bottom  # as most are; `overlap` would say 1
            if -0.5 * size < x0 - last.x1 < 0.6 * size and (
                level or overlap(top, bottom, last.top, last.bottom) > SAME_LINE
            ):
                last.glyphs.append(glyph)
                last.x1 = max(last.x1, x1)
                if not level and bottom - top > last.bottom - last.top:
                    last.top, last.bottom = top, bottom
                continue
        last = _Run([glyph], ink.size, top, bottom, x0, x1)
        runs.append(last)
    return runs


def _merge(runs: list[_Run]) -> list[_Run]:
    """Runs that stand side by side on one line, whatever their order in the file."""
    done: dict[int, list[_Run]] = {}
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda r: r.x0):
        rows = range(int(run.top // 8) - 1, int(run.bottom // 8) + 2)
        near = {id(other): other for row in rows for other in done.get(row, ()) if _adjoin(other, run)}
        if near:
            best = min(near.values(), key=lambda other: abs(run.x0 - other.x1))
            best.add(run.glyphs, run.top, run.bottom, run.x0, run.x1)
            run = best  # noqa: PLW2901
        else:
            merged.append(run)
        for row in range(int(run.top // 8), int(run.bottom // 8) + 1):
            if not any(other is run for other in done.setdefault(row, [])):
                done[row].append(run)
    return merged


def _adjoin(left: _Run, right: _Run) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    if gap >= NEAR * size or (gap <= -size and not _fills_hole(left, right)):
        return False
    shared = overlap(left.top, left.bottom, right.top, right.bottom)
    if shared > SAME_LINE:
        return True
    # A note mark may be raised so far that it hardly overlaps its word; ruby would look the same, but is kana.
    raised = min(left.size, right.size) < 0.8 * size and gap < 0.3 * size and shared > 0.2
    return raised and not _is_kana(left, right)


def _fills_hole(run: _Run, other: _Run) -> bool:
    """Whether `other` stands in a gap of `run`, as characters of another font do that are drawn later."""
    slack = 0.15 * run.size
    return other.x1 <= run.x1 and all(g.x1 <= other.x0 + slack or g.x0 >= other.x1 - slack for g in run.glyphs)


def _is_kana(one: _Run, other: _Run) -> bool:
    small = min((one, other), key=lambda run: run.size)
    return bool(KANA.fullmatch("".join(g.char for g in small.glyphs)))


def _segment(glyphs: Sequence[Glyph]) -> Segment:
    """Order the characters, put spaces into gaps, tell raised note marks from the line."""
    ordered = sorted(glyphs, key=lambda g: g.x0 + g.x1)
    while ordered and ordered[-1].char.isspace():
        ordered.pop()
    while ordered and ordered[0].char.isspace():
        ordered.pop(0)
    chars, starts, tops, ends, bottoms, inks = zip(*ordered, strict=True)
    sizes = [ink.size for ink in inks]
    size = usual_size(sizes)
    full = [one > 0.8 * size for one in sizes]
    if not all(full) and any(full):
        tops, bottoms = tuple(compress(tops, full)), tuple(compress(bottoms, full))
    rect = Rect(min(starts), min(tops), max(ends), max(bottoms))
    spaced = with_spaces(ordered, chars, _gaps(starts, ends, sizes))
    marks = () if all(full) else _note_marks(spaced, size, rect)
    return Segment(tuple(spaced), rect, size, marks)


def _gaps(starts: Sequence[float], ends: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """What parts each character from the next, in sizes of the larger one."""
    if _uniform(sizes):
        size = max(sizes[0], 1.0)
        return [(start - end) / size if start > end else 0.0 for start, end in zip(starts[1:], ends, strict=False)]
    pairs = zip(starts[1:], ends, sizes, sizes[1:], strict=False)
    return [max(0.0, start - end) / max(one, other, 1.0) for start, end, one, other in pairs]


def _uniform(sizes: Sequence[float]) -> bool:
    """Whether all are the same, as in most lines."""
    return sizes.count(sizes[0]) == len(sizes)


def usual_size(sizes: Sequence[float]) -> float:
    """The font size of most of the characters, by those of all."""
    if sizes and _uniform(sizes):
        return sizes[0]
    counts = Counter(sizes)
    return max(counts, key=lambda size: (counts[size], size))


def doubtful_space(segment: Segment) -> int | None:
    """The index of a space behind the number that opens `segment`, if only that place makes a space of the gap."""
    opening = LABEL.match(segment.text)
    index = opening.end() if opening else 0
    if not 0 < index < len(segment.glyphs) - 1 or segment.glyphs[index] is not None:
        return None
    before, behind = segment.glyphs[index - 1], segment.glyphs[index + 1]
    if before is None or behind is None or behind.char.isascii():
        return None
    return index if behind.x0 - before.x1 < BESIDE_SCRIPT * segment.size else None


def _note_marks(glyphs: Sequence[Glyph | None], size: float, rect: Rect) -> tuple[tuple[int, int], ...]:
    """Ranges of small raised digits and signs after a word."""
    marks: list[tuple[int, int]] = []
    start: int | None = None
    for index, glyph in enumerate([*glyphs, None]):
        raised = (
            glyph is not None
            and glyph.ink.size <= 0.8 * size
            and glyph.bottom < rect.bottom - 0.12 * size
            and NOTE_MARK.fullmatch(glyph.char) is not None
        )
        if raised and start is None:
            start = index
        elif not raised and start is not None:
            if start > 0:
                marks.append((start, index))
            start = None
    return tuple(marks)


def _with_ruby(found: list[Segment]) -> list[Segment]:
    """Small kana right above a line become readings of the characters under them."""
    small = [s for s in found if KANA.fullmatch(s.text) and any(_over(s, base) for base in found)]
    if not small:
        return found
    bases = [s for s in found if not any(s is r for r in small)]
    for ruby in small:
        index = next((i for i, base in enumerate(bases) if _over(ruby, base)), None)
        if index is not None:
            bases[index] = _annotated(bases[index], ruby)
    return bases


def _over(ruby: Segment, base: Segment) -> bool:
    return (
        ruby.size <= 0.65 * base.size
        and -0.5 * ruby.size <= base.rect.top - ruby.rect.bottom <= 0.35 * base.size
        and ruby.rect.x0 >= base.rect.x0 - base.size
        and ruby.rect.x1 <= base.rect.x1 + base.size
    )


def _annotated(base: Segment, ruby: Segment) -> Segment:
    """`base` with the words of `ruby` as readings, one a word where gaps part them."""
    readings = list(base.readings)
    words: list[list[Glyph]] = [[]]
    for before, glyph in zip((None, *ruby.glyphs), ruby.glyphs, strict=False):
        if glyph is None or (before is not None and glyph.x0 - before.x1 > 0.9 * base.size):
            words.append([])
        if glyph is not None:
            words[-1].append(glyph)
    for word in filter(None, words):
        x0, x1 = word[0].x0, word[-1].x1
        under = [
            i
            for i, g in enumerate(base.glyphs)
            if g is not None and x0 - 0.3 * base.size < (g.x0 + g.x1) / 2 < x1 + 0.3 * base.size
        ]
        if under:
            readings.append(Reading(under[0], under[-1] + 1, "".join(g.char for g in word)))
    return replace(base, readings=tuple(sorted(readings, key=lambda r: r.start)))


def parted(segment: Segment, edges: Sequence[float]) -> list[Segment]:
    """`segment` cut at the abscissas `edges`, each of which lies in a gap between its characters."""
    columns: dict[int, list[int]] = {}
    for index, glyph in enumerate(segment.glyphs):
        if glyph is not None:
            columns.setdefault(sum((glyph.x0 + glyph.x1) / 2 > edge for edge in edges), []).append(index)
    return [segment] if len(columns) == 1 else [_piece(segment, own[0], own[-1] + 1) for own in columns.values()]


def _piece(segment: Segment, start: int, end: int) -> Segment:
    """The characters from `start` to `end` with their marks and readings."""
    glyphs = segment.glyphs[start:end]
    boxes = around([g.rect for g in glyphs if g is not None])
    rect = Rect(boxes.x0, segment.rect.top, boxes.x1, segment.rect.bottom)
    marks = tuple((a - start, b - start) for a, b in segment.marks if start <= a and b <= end)
    readings = tuple(
        Reading(r.start - start, r.end - start, r.text) for r in segment.readings if start <= r.start and r.end <= end
    )
    return Segment(glyphs, rect, segment.size, marks, readings, segment.turned)


def joined(pieces: Sequence[Segment]) -> Segment:
    """One line of the segments `pieces`, which stand side by side from left to right, a space in each gap."""
    if len(pieces) == 1:
        return pieces[0]
    glyphs: list[Glyph | None] = []
    marks: list[tuple[int, int]] = []
    readings: list[Reading] = []
    for piece in pieces:
        if glyphs:
            glyphs.append(None)
        shift = len(glyphs)
        glyphs.extend(piece.glyphs)
        marks.extend((a + shift, b + shift) for a, b in piece.marks)
        readings.extend(Reading(r.start + shift, r.end + shift, r.text) for r in piece.readings)
    size = usual_size([g.ink.size for g in glyphs if g is not None])
    rect = around([p.rect for p in pieces])
    return Segment(tuple(glyphs), rect, size, tuple(marks), tuple(readings), pieces[0].turned)
