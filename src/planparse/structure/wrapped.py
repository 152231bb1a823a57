"""Lines of a text file that only its width or its writer broke: the next line goes on with their sentence.

A text keeps its paragraphs on a line each, or breaks all of them at a set width. In the first, only the words with
which a line begins (ます。, を進める) say that it goes on; in the second, an unfinished line of full width does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from unicodedata import east_asian_width

from planparse.model import Span
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.titles import is_title

RAGGED = 4
"""By how many columns a line that was broken at the width may be shorter than the widest, for words and punctuation."""

FEWEST_BROKEN = 5


def join_wrapped(source: SourceText, rules: RuleSet) -> SourceText:
    """`source` with the printed lines of a text file that go on with the line right above among its `continues`."""
    if source.format != "text":
        return source
    kept_apart = {hint.start for hint in source.hints}
    tables = [grid.span for grid in source.grids]
    pairs = [
        (before, after) for before, after in _neighbours(source)
        if not {_line_start(before), _line_start(after)} & kept_apart and not _in_any(before, tables)
        and not _in_any(after, tables) and _goes_on(before, after, rules)
    ]  # fmt: skip
    width = _set_width([before for before, _ in pairs])
    joined = {
        _line_start(after): _line_start(before)
        for before, after in pairs
        if (width is not None and _width(before) >= width - RAGGED) or rules.first("continued", after) is not None
    }
    return replace(source, continues={**source.continues, **joined})


def _neighbours(source: SourceText) -> Iterator[tuple[View, View]]:
    """Two lines with words, one right below the other on its page."""
    views = [source.view((span,)) for span in source.printed_lines()]
    for before, after in pairwise(views):
        if before and after and source.page_of(before.offsets[0]) == source.page_of(after.offsets[0]):
            yield before, after


def _goes_on(before: View, after: View, rules: RuleSet) -> bool:
    """Whether a sentence may go on from one line to the next: a heading is none, a label or a mark begins another."""
    if rules.first("unfinished", before) is None or rules.first("toc_entry", before, "anywhere") is not None:
        return False
    if rules.first("heading", before) is not None and is_title(before):
        return False
    return not any(rules.first(kind, after) for kind in ("note", "caption", "bullet", "heading"))


def _set_width(broken: list[View]) -> int | None:
    """The width at which the paragraphs of a text were broken; None where most lines that seem broken are shorter."""
    widths = [_width(view) for view in broken]
    widest = max(widths, default=0)
    full = sum(width >= widest - RAGGED for width in widths)
    return widest if full >= FEWEST_BROKEN and full * 2 >= len(widths) else None


def _width(view: View) -> int:
    """The columns that a line takes up in fixed-width type."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in view.text)


def _line_start(view: View) -> int:
    text = view.source.text
    return max(text.rfind(end, 0, view.offsets[0]) for end in "\n\f") + 1


def _in_any(view: View, spans: list[Span]) -> bool:
    return any(span.start <= view.offsets[0] < span.end for span in spans)
