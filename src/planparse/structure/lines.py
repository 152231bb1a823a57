"""Logical lines: printed lines joined where a sentence goes on, each with its kind. Headings are found later."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from math import isnan, nan
from statistics import median

from planparse.document import Line
from planparse.fold import fold
from planparse.model import Chart, LineKind, Mark, Span
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.titles import is_title

RAISED = 0.75
"""How small a raised figure is against its line, at most, if its place does not tell."""
SMALLER = 0.92
"""The same of a note against the text, where its own figure is not raised."""
ABOVE = 0.25
"""How far above its line a raised figure of any size stands, as a share of the line's size."""

FIGURES = re.compile(r"\d+")
FURTHEST_TERM = 80
"""How far before a raised figure, with the markup between, the term begins that it marks."""

SENTENCE_END = "。"

TYPED_BY_RULE = ((LineKind.NOTE, "note"), (LineKind.CAPTION, "caption"), (LineKind.BULLET, "bullet"))


def mark_notes(source: SourceText, rules: RuleSet) -> SourceText:
    """`source` with the marks that only point to a note or the glossary among its `marks`."""
    found = list(source.marks)
    for span in source.printed_lines():
        view = source.view((span,))
        for match in rules.find("note_mark", view):
            found += [Mark(*piece, note=True) for piece in match.spans("mark")]
    return replace(source, marks=tuple(_without_overlap(sorted(found))))


def _without_overlap(marks: list[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.end > end:
            yield Mark(max(mark.start, end), mark.end, mark.gap, mark.note)
            end = mark.end


def type_lines(source: SourceText, rules: RuleSet, charts: tuple[Chart, ...] = ()) -> tuple[Line, ...]:
    """All logical lines of `source` in reading order; their spans tile its text."""
    table_spans = sorted(grid.span for grid in source.grids)
    boxed = {span.start for chart in charts for box in chart.boxes for span in box.spans}
    drawn = dict.fromkeys((span.start for span in source.graphs), LineKind.GRAPH) | dict.fromkeys(boxed, LineKind.BOX)
    printed = list(source.printed_lines())
    lines = []
    for run in _joined(source, printed, table_spans, rules):
        spans = tuple(_merged(run))
        view = source.view(spans, piece_end="")
        seen = drawn.get(run[0].start)
        kind, rule_id = (seen, None) if seen is not None else _kind(view, run[0], table_spans, rules)
        lines.append(Line(kind, spans, view, rule_id))
    return tuple(sorted(lines, key=lambda line: line.start))


def _kind(view: View, first: Span, table_spans: list[Span], rules: RuleSet) -> tuple[LineKind, str | None]:
    if _in_table(first, table_spans):
        return LineKind.TABLE, None
    if not view:
        return LineKind.BLANK, None
    if (_begins_raised(view) or _is_referred_to(view, rules) or _repeats_mark(view)) and (
        match := rules.first("raised_note", view)
    ) is not None:
        return LineKind.NOTE, match.rule.id
    for kind, rule_kind in TYPED_BY_RULE:
        match = rules.first(rule_kind, view)
        if match is not None:
            return kind, match.rule.id
    return LineKind.BODY, None


def _begins_raised(view: View) -> bool:
    """Whether the first character is raised or printed much smaller than the line: the figure of a footnote."""
    if view.offsets[0] in view.source.raised:
        return True
    sizes = view.source.sizes
    if sizes is None or len(view.offsets) < 3:
        return False
    first, *others = (sizes[offset] for offset in view.offsets)
    if first >= max(others):  # as in most lines, and quicker than the median
        return False
    usual = median(others)
    figures = FIGURES.match(view.folded)
    words = figures.end() if figures else 1
    return first < RAISED * usual or (first < usual and _foot(view, 0) < _foot(view, words) - ABOVE * usual)


def _foot(view: View, index: int) -> float:
    """How far down the page a word's character stands, the first from `index` on that was drawn; else NaN."""
    coords = view.source.coords or ()
    feet = (coords[4 * offset + 3] for offset in view.offsets[index:])
    return next((foot for foot in feet if not isnan(foot)), nan)


def _is_referred_to(view: View, rules: RuleSet) -> bool:
    """Whether a line explains, behind a number, the term that the text marks with that number as a raised figure."""
    source = view.source
    figure = FIGURES.match(view.folded) if source.format == "text" else None
    match = rules.first("glossary_entry", view, "raised") if figure else None
    if figure is None or match is None:
        return False
    number, term = figure.group(), match.text("term")
    return any(
        FIGURES.findall(fold(source.text[mark.start : mark.end])) == [number]
        and source.view((Span(max(0, mark.start - FURTHEST_TERM), mark.start),)).text.endswith(term)
        for mark in source.marks
        if mark.note
    )


def _repeats_mark(view: View) -> bool:
    """Whether a line in smaller print opens with the number that stands raised behind a word above it on its page."""
    source, sizes = view.source, view.source.sizes
    figure = FIGURES.match(view.folded)
    if sizes is None or figure is None or figure.end() == len(view.offsets):
        return False
    start = view.offsets[0]
    page = source.page_span(source.page_of(start))
    first = bisect_left(source.marks, page.start, key=lambda mark: mark.start)
    marks = takewhile(lambda mark: mark.start < start, islice(source.marks, first, None))
    return any(
        mark.note
        and fold(source.text[mark.start : mark.end]) == figure.group()
        and sizes[view.offsets[figure.end()]] < SMALLER * sizes[mark.start - 1]
        for mark in marks
    )


def _in_table(line: Span, table_spans: list[Span]) -> bool:
    index = bisect_right(table_spans, line.end - 1, key=lambda span: span.start) - 1
    return index >= 0 and table_spans[index].end > line.start


def _joined(
    source: SourceText, printed: list[Span], table_spans: list[Span], rules: RuleSet
) -> Iterator[tuple[Span, ...]]:
    """Runs of printed lines, each one sentence or paragraph, by what the reader saw and by sentences cut by a page."""
    runs: dict[int, list[Span]] = {}
    root: dict[int, int] = {}
    for span in printed:
        before = source.continues.get(span.start)
        if before is None or _in_table(span, table_spans) or _is_entry(source, runs.get(root.get(before, -1)), rules):
            root[span.start] = span.start
        else:
            root[span.start] = root.get(before, span.start)
        runs.setdefault(root[span.start], []).append(span)
    if source.format == "text":
        _join_cut_sentences(source, runs, table_spans, rules)
    yield from (tuple(run) for run in runs.values())


def _is_entry(source: SourceText, run: list[Span] | None, rules: RuleSet) -> bool:
    """Whether a run ends in the leader dots and page number of a table of contents, behind which nothing goes on."""
    return run is not None and rules.first("toc_entry", source.view(run[-1:]), "anywhere") is not None


def _join_cut_sentences(
    source: SourceText, runs: dict[int, list[Span]], table_spans: list[Span], rules: RuleSet
) -> None:
    """Join what a blank line (a page break of the print) cuts in the middle of a sentence."""
    hinted = {hint.start for hint in source.hints}
    open_run: list[Span] | None = None
    blanks = 0
    for start in list(runs):
        run = runs[start]
        view = source.view(run)
        if not view:
            blanks += 1
            continue
        plain = start not in hinted and not _in_table(run[0], table_spans)
        if open_run is not None and blanks and plain and _goes_on(source.view(open_run), view, rules):
            open_run += runs.pop(start)
        else:
            open_run = run if plain else None
        blanks = 0


def _goes_on(before: View, after: View, rules: RuleSet) -> bool:
    """Whether `after` goes on with the sentence of `before`: a heading is no sentence, a label begins a new one.

    Of two lines that are sentences only together, the first stops behind a particle or the second holds the end.
    """
    if rules.first("unfinished", before, "open") is None or (rules.first("heading", before) and is_title(before)):
        return False
    if SENTENCE_END not in after.text and not (rules.first("cut_sentence", before) or rules.first("continued", after)):
        return False
    return not any(rules.first(kind, after) for kind in ("note", "caption", "bullet", "heading", "title_stop"))


def _merged(run: tuple[Span, ...]) -> Iterator[Span]:
    """`run` with touching spans made one."""
    start, end = run[0]
    for span in run[1:]:
        if span.start != end:
            yield Span(start, end)
            start = span.start
        end = span.end
    yield Span(start, end)
