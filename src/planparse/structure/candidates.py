"""Lines that could be headings: numbered or named lines, what the format calls headings, heads of 施策 tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planparse.document import Line
from planparse.model import Grid, HintSource, Label, LineKind
from planparse.rules import Match, RuleSet
from planparse.source import SourceText, View
from planparse.structure.numbering import UNLABELLED, label_of
from planparse.structure.titles import is_title, why_no_title

SMALLER_THAN_BODY = 0.93
"""A numbered line set smaller than this share of the body's size is a footnote or part of a figure."""

LARGER_THAN_BODY = 1.25
"""The first line of a slide set larger than this share of the body's size is its title."""

SLIDE_TITLE = 9
"""The rank of slide titles without a number: below all that a format ranks."""

SECOND_LABEL = re.compile(r"\s|(?=\([0-9]{1,2}\))")
NO_HEADING = {
    LineKind.BLANK: "it is blank",
    LineKind.TOC: "it stands in the table of contents",
    LineKind.COVER: "it stands on the cover",
    LineKind.NOTE: "it is a note",
    LineKind.TABLE: "it stands in a table, of which only a first row of one or two cells can head a block",
    LineKind.BOX: "it stands in a box of a drawn 体系",
    LineKind.GRAPH: "it stands in a graph",
}


@dataclass(frozen=True)
class Candidate:
    """A possible heading. `lines` are the indices of the lines it takes up; `toc` is its entry's index once matched.

    `hint` is the level that the format gives it; `in_table` says that it is the first row of a table; `rest` is a
    second heading that stands behind it on the same line.
    """

    lines: tuple[int, ...]
    label: Label
    number: View
    title: View
    rule_id: str | None
    hint: int | None = None
    in_table: bool = False
    toc: int | None = None
    rest: Candidate | None = None

    @property
    def line(self) -> int:
        """The index of its first line."""
        return self.lines[0]


def find_candidates(
    source: SourceText, lines: tuple[Line, ...], rules: RuleSet
) -> tuple[tuple[Candidate, ...], dict[int, str]]:
    """All candidates in reading order; and for each other line that a heading rule could match why it is none."""
    hints = {hint.start: hint.level for hint in source.hints if hint.source is not HintSource.BOOKMARK}
    found = list(_in_tables(source, lines, rules))
    body_size = _body_size(source, lines)
    smallest = SMALLER_THAN_BODY * body_size
    if not any(line.kind is LineKind.TOC for line in lines):
        hints |= dict.fromkeys(_slide_titles(source, lines, LARGER_THAN_BODY * body_size), SLIDE_TITLE)
    refused: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.kind in NO_HEADING:
            refused[index] = NO_HEADING[line.kind]
        elif (size := _size(source, line)) < smallest:
            refused[index] = f"its print of {size:.1f} pt is smaller than the body's of {body_size:.1f} pt"
        elif isinstance(candidate := _from_line(index, lines, hints.get(line.start), rules), Candidate):
            found.append(candidate)
            found += _two_on_a_line(candidate, rules)
        elif candidate is not None:
            refused[index] = candidate
    return tuple(sorted(found, key=lambda c: c.line)), refused


def _slide_titles(source: SourceText, lines: tuple[Line, ...], least: float) -> Iterator[int]:
    """Where the pages of a slide show begin with a line in large print; page 1 is the cover."""
    wide = [page for page in source.pages if page.width is not None and page.width > (page.height or 0)]
    if source.sizes is None or len(wide) * 2 <= len(source.pages):
        return
    titled: set[int] = {1}
    for line in lines:
        page = source.page_of(line.start)
        if line.view and page not in titled:
            titled.add(page)
            if line.kind is LineKind.BODY and _size(source, line) >= least:
                yield line.start


def _body_size(source: SourceText, lines: tuple[Line, ...]) -> float:
    """The font size in which most of the body's characters are set; 0 where the source has none."""
    counts: Counter[float] = Counter()
    for line in lines:
        if line.kind is LineKind.BODY:
            counts[round(_size(source, line), 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts and source.sizes is not None else 0.0


def _size(source: SourceText, line: Line) -> float:
    """The font size of a line's first character; 0 where the source has none."""
    return source.sizes[line.view.offsets[0]] if source.sizes is not None and line.view else 0.0


def _from_line(index: int, lines: tuple[Line, ...], hint: int | None, rules: RuleSet) -> Candidate | str | None:
    """The candidate that a line is, or why it is none; None where nothing calls it a heading."""
    line = lines[index]
    match = rules.first("heading", line.view)
    if match is not None and (line.kind is not LineKind.CAPTION or match.rule.setting("block")):
        return _labelled(index, lines, match, hint, rules)
    if hint is not None and line.kind is LineKind.BODY:
        empty = line.view.part(0, 0)
        return why_no_title(line.view) or Candidate((index,), UNLABELLED, empty, line.view, None, hint)
    return f"{line.rule_id} makes it a caption, and its heading rule is not for blocks" if match is not None else None


def _labelled(index: int, lines: tuple[Line, ...], match: Match, hint: int | None, rules: RuleSet) -> Candidate | str:
    label = label_of(match, rules)
    title = match.part("title")
    taken: tuple[int, ...] = (index,)
    if not title:
        following = _next_text(index, lines)
        if following is None or lines[following].kind is not LineKind.BODY:
            return "it has no title, and no line behind it can be one"
        if rules.first("heading", lines[following].view):
            return "it has no title, and the line behind it begins a heading itself"
        title = lines[following].view
        taken = (index, following)
    return why_no_title(title) or Candidate(taken, label, match.part("label"), title, match.rule.id, hint)


def _two_on_a_line(candidate: Candidate, rules: RuleSet) -> Iterator[Candidate]:
    """`candidate` cut where another label stands in its title; only a 目次 can confirm it."""
    title = candidate.title
    for gap in SECOND_LABEL.finditer(title.folded):
        behind = title.part(gap.end(), len(title.text))
        match = rules.first("heading", behind)
        if match is not None and match.text("label") and is_title(match.part("title")):
            label = label_of(match, rules)
            second = Candidate(candidate.lines, label, match.part("label"), match.part("title"), match.rule.id)
            yield replace(candidate, title=title.part(0, gap.start()), rest=second)
            return


def _next_text(index: int, lines: tuple[Line, ...]) -> int | None:
    following = (i for i in range(index + 1, len(lines)) if lines[i].kind is not LineKind.BLANK)
    return next(following, None)


def _in_tables(source: SourceText, lines: tuple[Line, ...], rules: RuleSet) -> Iterator[Candidate]:
    """施策 heads in the first row of a table: the label in a cell, the title in the same or in the next one."""
    starts = [line.start for line in lines]
    for grid in source.grids:
        head = _table_head(source, grid, rules)
        if head is None:
            continue
        index = _line_at(starts, grid.span.start)
        if lines[index].kind is LineKind.TABLE:
            label, number, title, rule_id = head
            yield Candidate((index,), label, number, title, rule_id, in_table=True)


def _table_head(source: SourceText, grid: Grid, rules: RuleSet) -> tuple[Label, View, View, str] | None:
    cells = [source.view(cell.spans) for cell in grid.cells if cell.row == 0 and cell.spans]
    if not 1 <= len(cells) <= 2:
        return None
    match = rules.first("heading", cells[0])
    if match is None or not match.rule.setting("block"):
        return None
    title = match.part("title") or (cells[1] if len(cells) == 2 else match.part("title"))
    if len(cells) == 2 and match.part("title"):
        return None
    return (label_of(match, rules), match.part("label"), title, match.rule.id) if is_title(title) else None


def _line_at(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)
