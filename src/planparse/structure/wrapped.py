"""Lines of a text file that only its width or its writer broke: the next line goes on with their sentence.

A text keeps its paragraphs on a line each, or breaks all of them at a set width. In the first, only the words with
which a line begins (ます。, を進める) say that it goes on; in the second, an unfinished line of full width does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from unicodedata import east_asian_width

from planparse.model import Span
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.titles import is_title

OPEN_BRACKET = re.compile(r"\([^()]*$")
CLOSED_BRACKET = re.compile(r"[^()]*\)")

RAGGED = 4
"""By how many columns most lines that were broken at the width differ, for words and punctuation."""

WIDEST = 8
"""How many columns wider than the shortest of them a broken line is at most: figures and letters are half as wide."""

FEWEST_BROKEN = 5

MOST_WIDER = 5
"""How many broken lines a text of set width has at least for each line that is wider."""

OUTDENT = 4
"""A line set in by so many columns less than the one above begins something new, as the next of several labels does
that stand out beside their text; a paragraph's own first line is set in by two."""


def join_wrapped(source: SourceText, rules: RuleSet) -> SourceText:
    """`source` with the printed lines of a text file that go on with the line right above among its `continues`."""
    if source.format != "text":
        return source
    kept_apart = {hint.start for hint in source.hints}
    tables = [grid.span for grid in source.grids]
    views = [source.view((span,)) for span in source.printed_lines()]
    lines = [view for view in views if view and not _in_any(view, tables)]
    pairs = [
        (before, after) for before, after in _neighbours(views, source)
        if not {_line_start(before), _line_start(after)} & kept_apart and not _in_any(before, tables)
        and not _in_any(after, tables) and _goes_on(before, after, rules)
    ]  # fmt: skip
    least = _least_full([_width(before) for before, _ in pairs], [_width(view) for view in lines])
    joined = {
        _line_start(after): _line_start(before)
        for before, after in pairs
        if (least is not None and least <= _width(before) <= least + WIDEST)
        or rules.first("continued", after) is not None
        or _closes(before, after)
    }
    return replace(source, continues={**source.continues, **joined})


def _neighbours(views: list[View], source: SourceText) -> Iterator[tuple[View, View]]:
    """Two lines with words, one right below the other on its page."""
    for before, after in pairwise(views):
        if before and after and source.page_of(before.offsets[0]) == source.page_of(after.offsets[0]):
            yield before, after


def _goes_on(before: View, after: View, rules: RuleSet) -> bool:
    """Whether a sentence may go on from one line to the next: a heading is none; a label, a mark or the name of a field
    (所管　市民課) begins another.

    Behind a closing bracket it does where the next line cannot begin one.
    """
    end = "closed" if rules.first("continued", after) is not None else "open"
    if rules.first("unfinished", before, end) is None and not _closes(before, after):
        return False
    if rules.first("toc_entry", before, "anywhere") is not None:
        return False
    if rules.first("heading", before) is not None and is_title(before):
        return False
    if _indent(after) <= _indent(before) - OUTDENT:
        return False
    first_word = after.part(0, len(after.text.split()[0]))
    if any(rules.first("measure_field", view, "caption") for view in (after, first_word)):
        return False
    return not any(rules.first(kind, after) for kind in ("note", "caption", "bullet", "heading"))


def _closes(before: View, after: View) -> bool:
    """Whether the second line closes a bracket that the first leaves open."""
    return OPEN_BRACKET.search(before.folded) is not None and CLOSED_BRACKET.match(after.folded) is not None


def _least_full(broken: list[int], all_lines: list[int]) -> int | None:
    """How wide a line is at least that the set width of a text broke; None where the text has no set width.

    Most lines that seem broken then end within a few columns of each other, and hardly any line is wider.
    """
    ends, widths = sorted(broken), sorted(all_lines)
    full = [bisect_right(ends, end + RAGGED) - bisect_left(ends, end) for end in ends]
    most = max(full, default=0)
    if most < FEWEST_BROKEN or most * 2 < len(ends):
        return None
    least = ends[full.index(most)]
    wider = len(widths) - bisect_right(widths, least + WIDEST)
    return least if wider * MOST_WIDER <= most else None


def _width(view: View) -> int:
    """The columns that a line takes up in fixed-width type, with what it is set in by."""
    return _columns(_printed(view).rstrip())


def _indent(view: View) -> int:
    """The columns of white space before a line's first word."""
    line = _printed(view)
    return _columns(line[: len(line) - len(line.lstrip())])


def _printed(view: View) -> str:
    """The line on which a view begins as it stands in the file."""
    text, start = view.source.text, _line_start(view)
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _line_start(view: View) -> int:
    text = view.source.text
    return max(text.rfind(end, 0, view.offsets[0]) for end in "\n\f") + 1


def _in_any(view: View, spans: list[Span]) -> bool:
    return any(span.start <= view.offsets[0] < span.end for span in spans)
