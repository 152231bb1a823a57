"""One immutable string per document, and the views that clean it without moving an offset.

`SourceText` is what a reader gives. A `View` is a selection of its characters (markup left out, printed lines joined)
in which each character still knows where it stands in the source: rules match on views, evidence is read back from it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan

from planparse.fold import fold
from planparse.model import Box, Diagnostic, Grid, HeadingHint, Mark, PageInfo, Span

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
        for character, offset in zip(self.text[start:stop], self.offsets[start:stop], strict=True):
            if character in SPACES:
                continue
            if pieces and self.source.bridged(pieces[-1].end, offset):
                pieces[-1] = Span(pieces[-1].start, offset + 1)
            else:
                pieces.append(Span(offset, offset + 1))
        return tuple(pieces)

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
    continues    start of a printed line -> start of the printed line whose sentence it goes on with
    grids        what the reader saw as tables, in reading order
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
    continues: Mapping[int, int] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
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
        """Whether a quote that ended at `end` may go on at `offset`: only white space and marks lie between."""
        if offset == end:
            return end not in self._page_start_set
        if offset < end or self.page_of(end - 1) != self.page_of(offset):
            return False
        return all(self.text[i] in SPACES or self.marked[i] for i in range(end, offset))

    @cached_property
    def marked(self) -> bytes:
        """One byte a character: 0 a word's, 1 dropped from views, 2 read as a gap, 3 a note's mark."""
        flags = bytearray(len(self.text))
        for mark in self.marks:
            flag = b"\x03" if mark.note else b"\x02" if mark.gap else b"\x01"
            flags[mark.start : mark.end] = flag * (mark.end - mark.start)
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


@dataclass
class _Cleaner:
    """Collects the characters of one view."""

    source: SourceText
    line_end: str
    piece_end: str | None
    keep_notes: bool
    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def clean(self, spans: Iterable[Span]) -> View:
        text, marked = self.source.text, self.source.marked
        gap: tuple[str, int] | None = None
        previous_line: int | None = None
        for span in spans:
            if previous_line is not None and self.piece_end is not None:
                gap = (self.piece_end, previous_line)
            elif previous_line is not None and gap is None:
                gap = self._line_gap(previous_line, span.start)
            for i in range(span.start, span.end):
                character = text[i]
                if marked[i] == 1 or (marked[i] == 3 and not self.keep_notes):
                    continue
                if marked[i] == 2 or character in SPACES:
                    if character == "\n":
                        gap = self._line_gap(i, i + 1, gap)
                    elif gap is None:
                        gap = ("\u3000" if character == "\u3000" else " ", i)
                    continue
                self._put_gap(gap, character)
                gap = None
                self.characters.append(character)
                self.offsets.append(i)
            previous_line = max(span.start, span.end - 1)
        return View("".join(self.characters), tuple(self.offsets), self.source)

    def _line_gap(self, line_end: int, next_start: int, gap: tuple[str, int] | None = None) -> tuple[str, int]:
        """What stands for the end of a printed line: nothing where the next goes on with its sentence."""
        if next_start in self.source.continues:
            return ("", line_end)
        if gap is not None and gap[0] == "\n":
            return gap
        return (self.line_end, line_end)

    def _put_gap(self, gap: tuple[str, int] | None, following: str) -> None:
        if gap is None or not self.characters:
            return
        joint, offset = gap
        if joint == "" and is_latin(self.characters[-1]) and following.isascii() and following.isalnum():
            joint = " "
        if joint:
            self.characters.append(joint)
            self.offsets.append(offset)
