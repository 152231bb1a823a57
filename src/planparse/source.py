"""One immutable string per document, and the views that clean it without moving an offset.

`SourceText` is what a reader gives. A `View` is a selection of its characters (markup left out, printed lines joined)
in which each character still knows where it stands in the source: rules match on views, evidence is read back from it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan

from planparse.fold import fold
from planparse.model import Box, Diagnostic, Diagram, Grid, HeadingHint, Mark, PageInfo, Span

MARKUP, GAP, NOTE = 1, 2, 3
"""Kinds of marked characters: dropped from views, read as a gap, dropped unless notes are kept."""

NOT_ZERO = re.compile(rb"\x01+|\x02+|\x03+")
SPACES = frozenset(" \t\r\n\f\v\u3000\u00a0\u200b\ufeff")


@dataclass(frozen=True)
class View:
    """Clean text whose characters know their source: ``text[i]`` was read at ``offsets[i]``.

    White space runs are one space; the offset of an added space is that of the white space or mark that it stands for.
    """

    text: str
    offsets: tuple[int, ...]
    source: SourceText = field(repr=False, compare=False)

    @cached_property
    def folded(self) -> str:
        """`text` folded for matching, of the same length."""
        return fold(self.text)

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The contiguous pieces of the source under ``text[start:end]``, parted at pages and at foreign words."""
        stop = len(self.text) if end is None else end
        pieces: list[Span] = []
        begin, last = -1, -1
        for character, offset in zip(self.text[start:stop], self.offsets[start:stop], strict=True):
            if character in SPACES:
                continue
            if begin < 0:
                begin = offset
            elif not self.source.bridged(last, offset):
                pieces.append(Span(begin, last))
                begin = offset
            last = offset + 1
        return () if begin < 0 else (*pieces, Span(begin, last))

    def part(self, start: int, end: int) -> View:
        """The view of ``text[start:end]``, without white space at its ends."""
        while start < end and self.text[start] in SPACES:
            start += 1
        while end > start and self.text[end - 1] in SPACES:
            end -= 1
        return View(self.text[start:end], self.offsets[start:end], self.source)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class SourceText:
    """What was read from one file; never edited afterwards.

    text         all pages in reading order, table cells in place cell by cell; of a PDF printed lines end in a line
                 feed, cells are parted by tabs and rows by line feeds
    page_starts  offset of each page's first character; a blank page has an entry too
    pages        one `PageInfo` a page
    format       ``pdf`` or ``text``
    coords       4 floats a character (x0, top, x1, bottom in points), NaN where layout implied it; None for text files
    sizes, bold  font size and weight (1: bold) a character; None for text files
    marks        markup and note marks, in order, without overlap
    raised       where figures begin that a text file sets raised at the head of a line
    continues    start of a printed line -> start of the printed line whose sentence it goes on with
    grids        what the reader saw as tables, in reading order
    diagrams     what the reader saw as boxes drawn in trees, at most one a page
    graphs       printed lines that are words of bar or line graphs, without their line ends
    hints        what the format itself calls headings
    """

    text: str
    page_starts: tuple[int, ...]
    pages: tuple[PageInfo, ...]
    format: str
    coords: array[float] | None = field(default=None, repr=False)
    sizes: array[float] | None = field(default=None, repr=False)
    bold: bytes | None = field(default=None, repr=False)
    marks: tuple[Mark, ...] = ()
    raised: frozenset[int] = frozenset()
    continues: Mapping[int, int] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    graphs: tuple[Span, ...] = ()
    hints: tuple[HeadingHint, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def page_of(self, offset: int) -> int:
        """The page, from 1, on which the character at `offset` stands."""
        return max(1, bisect_right(self.page_starts, offset))

    def page_span(self, page: int) -> Span:
        """The range of `page` (from 1) in `text`."""
        end = self.page_starts[page] if page < len(self.page_starts) else len(self.text)
        return Span(self.page_starts[page - 1], end)

    def printed_lines(self) -> Iterator[Span]:
        """The printed lines with their line ends; they tile `text`. A page's end ends a line too."""
        start = 0
        stops = iter(sorted({*self.page_starts, len(self.text)} - {0}))
        stop = next(stops, 0)
        while start < len(self.text):
            while stop <= start:
                stop = next(stops)
            newline = self.text.find("\n", start, stop)
            end = stop if newline < 0 else newline + 1
            yield Span(start, end)
            start = end

    def boxes(self, spans: Iterable[Span]) -> tuple[Box, ...]:
        """One box a printed line and page under `spans`; empty where the source has no coordinates."""
        if self.coords is None:
            return ()
        boxes: list[Box] = []
        for span in spans:
            for piece in self._split_lines(span):
                box = self._box(piece)
                if box is not None:
                    boxes.append(box)
        return tuple(boxes)

    def box(self, span: Span) -> Box | None:
        """The box around `span`, which must lie on one page; None where nothing of it was drawn."""
        return None if self.coords is None else self._box(span)

    def view(
        self, spans: Iterable[Span], line_end: str = " ", piece_end: str | None = None, keep_notes: bool = False
    ) -> View:
        """The clean text of `spans`: marks dropped, sentences joined over line ends, `line_end` at other line ends.

        `piece_end` stands between two spans (default: as between two lines). `keep_notes` keeps the marks that point
        to a note or the glossary, which stand in the plan's prose but are no part of a name or a definition.
        """
        return _Cleaner(self, line_end, piece_end, keep_notes).clean(spans)

    def bridged(self, end: int, offset: int) -> bool:
        """Whether a quote that ended at `end` may go on at `offset`: only white space and markup lie between.

        A note's mark parts it: the quote of `DX¹` would not show the word but `DX1`.
        """
        if offset == end:
            return end not in self._page_start_set
        if offset < end or self.page_of(end - 1) != self.page_of(offset):
            return False
        return all(self.text[i] in SPACES or 0 < self.marked[i] < NOTE for i in range(end, offset))

    def parted_by_note(self, end: int, offset: int) -> bool:
        """Whether a note's mark is all that lies between `end` and `offset`, white space aside."""
        between = range(end, offset)
        return NOTE in self.marked[end:offset] and all(self.marked[i] or self.text[i] in SPACES for i in between)

    @cached_property
    def marked(self) -> bytes:
        """One byte a character: 0 a word's, else the kind of its mark."""
        flags = bytearray(len(self.text))
        for mark in self.marks:
            flag = NOTE if mark.note else GAP if mark.gap else MARKUP
            flags[mark.start : mark.end] = bytes((flag,)) * (mark.end - mark.start)
        return bytes(flags)

    @cached_property
    def _page_start_set(self) -> frozenset[int]:
        return frozenset(self.page_starts)

    def _split_lines(self, span: Span) -> Iterator[Span]:
        start = span.start
        while start < span.end:
            newline = self.text.find("\n", start, span.end)
            end = span.end if newline < 0 else newline + 1
            yield Span(start, end)
            start = end

    def _box(self, span: Span) -> Box | None:
        assert self.coords is not None
        quads = [self.coords[4 * i : 4 * i + 4] for i in range(span.start, span.end) if not isnan(self.coords[4 * i])]
        if not quads:
            return None
        x0s, tops, x1s, bottoms = zip(*quads, strict=True)
        return Box(self.page_of(span.start), min(x0s), min(tops), max(x1s), max(bottoms))


def is_latin(character: str) -> bool:
    """Whether a space parts this character from the next word when a line end is taken away."""
    return character.isascii() and (character.isalnum() or character in ",.;:!?)&'\"%")


WORDS = re.compile(r"[^\s\u200b\ufeff]+")
"""Runs of characters that a view keeps as they stand; `SPACES` are what lies between."""


@dataclass
class _Cleaner:
    """Collects the characters of one view, word by word. `gap` is what stands before the next word, and its offset."""

    source: SourceText
    line_end: str
    piece_end: str | None
    keep_notes: bool
    parts: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    gap: tuple[str, int] | None = None

    def clean(self, spans: Iterable[Span]) -> View:
        marked = self.source.marked
        previous: Span | None = None
        for span in spans:
            start = span.start
            if previous is not None:
                last = max(previous.start, previous.end - 1)
                if self.piece_end is not None:
                    self.gap = (self.piece_end, last)
                elif self.source.parted_by_note(previous.end, span.start):
                    start = previous.end
                elif self.gap is None:
                    self.gap = self._line_gap(last, span.start)
            for mark in NOT_ZERO.finditer(marked, start, span.end):
                self._words(start, mark.start())
                start = self._mark(mark.start(), mark.end())
            self._words(start, span.end)
            previous = span
        return View("".join(self.parts), tuple(self.offsets), self.source)

    def _mark(self, start: int, end: int) -> int:
        """Pass over marks of one kind; return where words go on."""
        kind = self.source.marked[start]
        if kind == NOTE and self.keep_notes:
            self._words(start, end)
        elif kind == GAP:
            for newline in range(start, end):
                self._space(newline)
        return end

    def _words(self, start: int, end: int) -> None:
        text = self.source.text
        at = start
        for word in WORDS.finditer(text, start, end):
            for i in range(at, word.start()):
                self._space(i)
            self._put_gap(text[word.start()])
            self.parts.append(word.group())
            self.offsets.extend(range(word.start(), word.end()))
            at = word.end()
        for i in range(at, end):
            self._space(i)

    def _space(self, offset: int) -> None:
        character = self.source.text[offset]
        if character == "\n":
            self.gap = self._line_gap(offset, offset + 1, self.gap)
        elif self.gap is None:
            self.gap = ("\u3000" if character == "\u3000" else " ", offset)

    def _line_gap(self, line_end: int, next_start: int, gap: tuple[str, int] | None = None) -> tuple[str, int]:
        """What stands for the end of a printed line: nothing where the next goes on with its sentence."""
        if next_start in self.source.continues:
            return ("", line_end)
        if gap is not None and gap[0] == "\n":
            return gap
        return (self.line_end, line_end)

    def _put_gap(self, following: str) -> None:
        gap, self.gap = self.gap, None
        if gap is None or not self.parts:
            return
        joint, offset = gap
        if joint == "" and is_latin(self.parts[-1][-1]) and following.isascii() and following.isalnum():
            joint = " "
        if joint:
            self.parts.append(joint)
            self.offsets.append(offset)
