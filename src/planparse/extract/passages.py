"""The texts that are read in one piece: lines and table cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from planparse.document import Document
from planparse.model import LineKind
from planparse.source import View

UNREAD = (LineKind.BLANK, LineKind.COVER, LineKind.TOC, LineKind.REPEAT, LineKind.TABLE)
SENTENCE_END = "。"
OPENING, CLOSING = "(「『", ")」』"
REACH = 500
"""How many characters of a sentence are looked at on either side of a place, so that text without 。 costs no more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read in one piece: a line, or a table's cell. `line` is the line of its first character."""

    view: View
    line: int
    section: int

    def before(self, start: int) -> View:
        """Its sentence up to `start`."""
        begin = max(0, start - REACH)
        ends = list(_sentence_ends(self.view.folded[begin:start]))
        return self.view.part(begin + ends[-1] if ends else begin, start)

    def after(self, end: int) -> View:
        """Its sentence from `end` on."""
        following = self.view.folded[end : end + REACH]
        return self.view.part(end, end + next(_sentence_ends(following), len(following)))


def _sentence_ends(text: str) -> Iterator[int]:
    """Offsets behind each 。 that stands in no bracket."""
    depth = 0
    for offset, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif character == SENTENCE_END and not depth:
            yield offset + 1


def passages(document: Document) -> Iterator[Passage]:
    """The lines of the body and the cells of its tables, in reading order."""
    starts = [line.start for line in document.lines]
    found = [
        Passage(line.view, index, document.section_of_line[index])
        for index, line in enumerate(document.lines)
        if line.kind not in UNREAD
    ]
    for table in document.tables:
        for cell in table.cells:
            view = document.cell_view(cell.spans)
            if view:
                found.append(Passage(view, bisect_right(starts, view.offsets[0]) - 1, table.section))
    return iter(sorted((passage for passage in found if passage.view), key=lambda passage: passage.view.offsets[0]))
