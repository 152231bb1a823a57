"""Which drawn trees are the plan's 体系図: those that a line over them, or a caption below, calls so.

The words in their boxes are no headings and no lists of the section that they stand in, and the printed lines of a box
are one line, or an item each where it holds a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from planparse.document import Line
from planparse.model import Chart, ChartBox, Diagram, DrawnBox, Label, LineKind, Span
from planparse.rules import RuleSet
from planparse.source import SourceText, View
from planparse.structure.numbering import label_of
from planparse.structure.titles import is_title

FURTHEST_TITLE = 8
"""Lines of text between a title and its boxes, at most."""
FURTHEST_CAPTION = 2
"""Lines between the boxes and a caption below them."""
FOREIGN_SHARE = 0.4
"""Share of the boxes that name plans, bodies or steps, from which on a tree is none of measures."""


def find_charts(source: SourceText, lines: tuple[Line, ...], rules: RuleSet) -> tuple[Chart, ...]:
    """The 体系図 among the diagrams of a source, page by page."""
    charts: list[Chart] = []
    if not source.diagrams:
        return ()
    finder = _Titles(source, lines, rules)
    for diagram in source.diagrams:
        found: dict[str, list[ChartBox]] = {}
        for tree in _trees(diagram):
            rule_id = finder.title_of(tree, charts) if not _is_foreign(source, tree, rules) else None
            if rule_id is not None:
                boxes = found.setdefault(rule_id, [])
                shift = len(boxes)
                for box in tree:
                    parent = None if box.parent is None else box.parent + shift
                    boxes.append(ChartBox(box.box, _items(source, box, rules), parent))
        charts += [Chart(diagram.page, tuple(boxes), rule_id) for rule_id, boxes in found.items()]
    return tuple(charts)


def with_whole_boxes(source: SourceText, charts: tuple[Chart, ...]) -> SourceText:
    """`source` with the printed lines of each item in a box of `charts` joined, and those of different items parted."""
    starts = {span.start for span in source.printed_lines()}
    continues = dict(source.continues)
    for item in (item for chart in charts for box in chart.boxes for item in box.items):
        continues.pop(item[0].start, None)
        for before, span in pairwise(item):
            if before.start in starts and span.start in starts:
                continues[span.start] = before.start
    return replace(source, continues=dict(sorted(continues.items())))


def _items(source: SourceText, box: DrawnBox, rules: RuleSet) -> tuple[tuple[Span, ...], ...]:
    """The printed lines of a box, those of one item together.

    An item begins with a list mark, with a label that counts on from that of the item before or from one; behind a
    label that has a line of its own; and, where the box ends in a sentence, with each paragraph.
    """
    explains = rules.first("sentence", source.view(box.spans, piece_end="")) is not None
    items: list[list[Span]] = []
    last: Label | None = None
    is_alone = False
    for span in box.spans:
        view = source.view((span,))
        heading = rules.first("heading", view)
        label = label_of(heading, rules) if heading is not None and heading.text("label") else None
        counts_on = label is not None and _counts_on(last, label)
        parted = explains and span.start not in source.continues
        if not items or is_alone or counts_on or parted or rules.first("bullet", view) is not None:
            items.append([])
        items[-1].append(span)
        is_alone = len(items) == len(items[-1]) == 1 and is_label(view, rules)
        last = label if len(items[-1]) == 1 and label is not None else last
    return tuple(tuple(item) for item in items)


def _counts_on(last: Label | None, label: Label) -> bool:
    """Whether a label is the next of its family, or the first of another."""
    if last is None or last.family != label.family:
        return label.number == 1
    return label.number is not None and last.number is not None and label.number == last.number + 1


def is_label(view: View, rules: RuleSet) -> bool:
    """Whether words are a number or a label without a title: 1-1, 基本目標1."""
    heading = rules.first("heading", view)
    alone = heading is not None and bool(heading.text("label")) and not heading.part("title")
    return alone or rules.first("diagram_number", view) is not None


def _trees(diagram: Diagram) -> Iterator[tuple[DrawnBox, ...]]:
    """Each tree of a diagram by itself."""
    starts = [i for i, box in enumerate(diagram.boxes) if box.parent is None]
    for start, end in zip(starts, [*starts[1:], len(diagram.boxes)], strict=True):
        yield tuple(
            box if box.parent is None else replace(box, parent=box.parent - start) for box in diagram.boxes[start:end]
        )


def _is_foreign(source: SourceText, tree: Sequence[DrawnBox], rules: RuleSet) -> bool:
    """Whether the boxes of a tree name plans and bodies, or say whole sentences; or one has no words in the text."""
    views = [source.view(box.spans, piece_end="") for box in tree]
    named = sum(rules.first("diagram_foreign", view) is not None for view in views if view)
    return named > FOREIGN_SHARE * len(views) or not all(views)


class _Titles:
    """Finds the line that calls a tree a 体系."""

    def __init__(self, source: SourceText, lines: tuple[Line, ...], rules: RuleSet) -> None:
        self.source = source
        self.lines = lines
        self.rules = rules
        spans = (span for diagram in source.diagrams for box in diagram.boxes for span in box.spans)
        self.boxed = {span.start for span in spans}

    def title_of(self, tree: Sequence[DrawnBox], known: Sequence[Chart]) -> str | None:
        """The rule that knows a line before `tree` as the title of a 体系, or a caption behind it."""
        starts = [span.start for box in tree for span in box.spans]
        first = next((i for i, line in enumerate(self.lines) if line.end > min(starts)), 0)
        last = next((i for i, line in enumerate(self.lines) if line.end > max(starts)), first)
        return self._before(first, known) or self._behind(last)

    def _before(self, first: int, known: Sequence[Chart]) -> str | None:
        page = self.source.page_of(self.lines[first].start)
        seen = 0
        for line in reversed(self.lines[:first]):
            if seen == FURTHEST_TITLE or self.source.page_of(line.start) < page - 1 or line.kind is LineKind.TABLE:
                return None
            if not line.view:
                continue
            if line.start in self.boxed:
                if self.source.page_of(line.start) < page:  # a chart that goes on from the page before
                    return next(
                        (c.rule_id for c in known for b in c.boxes for s in b.spans if s.start == line.start), None
                    )
                continue
            seen += 1
            match = self.rules.first("diagram_title", line.view)
            if match is not None:
                return match.rule.id
            heading = self.rules.first("heading", line.view)
            if heading is not None and heading.text("label") and is_title(line.view):
                return None
        return None

    def _behind(self, last: int) -> str | None:
        following = (line for line in self.lines[last + 1 :] if line.view and line.start not in self.boxed)
        page = self.source.page_of(self.lines[last].start)
        for _, line in zip(range(FURTHEST_CAPTION), following, strict=False):
            if self.source.page_of(line.start) != page:
                return None
            match = self.rules.first("diagram_title", line.view) if line.kind is LineKind.CAPTION else None
            if match is not None:
                return match.rule.id
        return None
