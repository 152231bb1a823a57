"""A text that is read in one piece: a line, or a table's cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planparse.source import View

SENTENCE_END = "。"
OPENING, CLOSING = "(「『", ")」』"
REACH = 500
"""How many characters of a sentence are looked at on either side of a place, so that text without 。 costs no more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the index of the line of its first character and the position of its section."""

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
