"""Lines and cells of a document with the numbers under which people find them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planparse.document import Document
from planparse.errors import UserError
from planparse.model import LineKind, Span
from planparse.source import SourceText, View


@dataclass(frozen=True)
class Numbers:
    """The printed lines of a source, numbered from 1: of a text file the numbers that an editor shows."""

    source: SourceText

    def of(self, offset: int) -> int:
        """The number of the printed line on which the character at `offset` stands."""
        return bisect_right(self._starts, offset)

    def span(self, number: int) -> Span:
        """The printed line of a number. Raises UserError where there is none."""
        if not 1 <= number < len(self._starts):
            raise UserError(f"there is no line {number}", f"the plan has {len(self._starts) - 1} lines")
        return Span(self._starts[number - 1], self._starts[number])

    @cached_property
    def _starts(self) -> list[int]:
        breaks = [found.end() for found in re.finditer("\n", self.source.text)]
        return sorted({0, *breaks, len(self.source.text)})


def pieces(document: Document) -> Iterator[View]:
    """What rules are tried on, in reading order: logical lines outside tables, and table cells."""
    tables = iter(document.tables)
    waiting = next(tables, None)
    for line in document.lines:
        while waiting is not None and waiting.span.start < line.end:
            yield from (document.cell_view(cell.spans) for cell in waiting.cells if cell.spans)
            waiting = next(tables, None)
        if line.kind is not LineKind.TABLE and line.view:
            yield line.view
