"""What the structure stages make of a source (`Document`), and the whole result for one file (`Plan`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planparse.model import Chart, Diagnostic, Facts, Identity, LineKind, Section, Span, Table, TocEntry
from planparse.passage import Passage
from planparse.source import SourceText, View

UNREAD = (LineKind.BLANK, LineKind.COVER, LineKind.TOC, LineKind.REPEAT, LineKind.TABLE, LineKind.GRAPH)
"""Lines that are no passages. Tables are read cell by cell."""


@dataclass(frozen=True)
class Line:
    """One logical line: a printed line together with the printed lines that go on with its sentence.

    `spans` has one span a contiguous run of printed lines (with their line ends); all lines together tile the source.
    `view` is its clean text. `rule_id` is the rule that typed it, None where no rule did.
    """

    kind: LineKind
    spans: tuple[Span, ...]
    view: View = field(repr=False, compare=False)
    rule_id: str | None = None

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.spans[-1].end

    @property
    def text(self) -> str:
        """Its clean text: marks dropped, printed lines joined."""
        return self.view.text


@dataclass(frozen=True)
class Document:
    """A source with its structure. Lines, sections, tables and charts are in reading order.

    `refused` says of lines, by index, why they are no headings although something calls them so.
    """

    source: SourceText
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    toc: tuple[TocEntry, ...]
    charts: tuple[Chart, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def section_of_line(self) -> tuple[int, ...]:
        """For each line the position of the section that it stands in (its own heading counts as inside)."""
        return owner_of_lines(self.lines, self.sections)

    def section_at(self, offset: int) -> int:
        """The position of the section in which the character at `offset` stands."""
        line = self.line_at(offset)
        return 0 if line is None else self.section_of_line[line]

    def line_at(self, offset: int) -> int | None:
        """The index of the logical line in which the character at `offset` stands; None outside the text."""
        starts, owners = self._line_starts
        at = bisect_right(starts, offset) - 1
        return owners[at] if at >= 0 and offset < len(self.source.text) else None

    @cached_property
    def _line_starts(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The starts of all spans of all lines, in order, and the index of the line of each."""
        pairs = sorted((span.start, index) for index, line in enumerate(self.lines) for span in line.spans)
        return tuple(start for start, _ in pairs), tuple(index for _, index in pairs)

    def cell_view(self, spans: tuple[Span, ...]) -> View:
        """The clean text of a table cell: hard line ends are one space, pieces that a page parted are joined."""
        if spans not in self._cell_views:
            self._cell_views[spans] = self.source.view(spans, piece_end="")
        return self._cell_views[spans]

    @cached_property
    def _cell_views(self) -> dict[tuple[Span, ...], View]:
        """What `cell_view` has given: every kind of fact looks at every cell."""
        return {}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The lines of the body and the cells of its tables, in reading order: most kinds of fact look at all."""
        starts = [line.start for line in self.lines]
        found = [
            Passage(line.view, index, self.section_of_line[index])
            for index, line in enumerate(self.lines)
            if line.view and line.kind not in UNREAD
        ]
        for table in self.tables:
            views = filter(None, (self.cell_view(cell.spans) for cell in table.cells))
            found += [Passage(v, bisect_right(starts, v.offsets[0]) - 1, table.section) for v in views]
        return tuple(sorted(found, key=lambda passage: passage.view.offsets[0]))

    def section_lines(self, position: int, *kinds: LineKind) -> tuple[Line, ...]:
        """The lines of a section without its subsections, of the given kinds (all if none is given)."""
        lines = (self.lines[index] for index in self.sections[position].lines)
        return tuple(line for line in lines if not kinds or line.kind in kinds)


def owner_of_lines(lines: tuple[Line, ...], sections: tuple[Section, ...]) -> tuple[int, ...]:
    """For each line the position of the section that lists it; 0 for a line that no section lists."""
    owner = [0] * len(lines)
    for section in sections:
        for index in section.lines:
            owner[index] = section.position
    return tuple(owner)


@dataclass(frozen=True)
class Plan:
    """The whole result for one file, ready to be stored. `coverage` is the share of the body that was understood."""

    source: SourceText
    document: Document
    identity: Identity
    facts: Facts
    diagnostics: tuple[Diagnostic, ...]
    coverage: float | None = None
