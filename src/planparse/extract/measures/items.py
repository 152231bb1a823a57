"""Lists: the items of a run of lines with their nesting, and the several items that one cell or line holds."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planparse.document import Line
from planparse.extract.measures.node import Field, Level, Node
from planparse.extract.measures.wording import Titled, Wording
from planparse.model import LineKind, Span
from planparse.source import View
from planparse.structure.numbering import number_of

SENTENCE_END = "。"
BETWEEN = " \u3000/／"
"""What may part two items of one cell."""
LIST_CAPTION = "caption.sign"
"""The rule of short lines with a list mark: ● 窓口の改革 heads a list or is an item of one."""


@dataclass(frozen=True)
class Item:
    """One item of a list: its own text, the field in 【】 that it stands under, and the items nested in it."""

    titled: Titled
    text: View
    category: View | None = None
    children: tuple[Item, ...] = ()

    @property
    def is_sentence(self) -> bool:
        """Whether it says something in a whole sentence rather than naming it."""
        return self.text.text.endswith(SENTENCE_END)


def item_lines(lines: Sequence[Line | None], wording: Wording) -> tuple[bool, ...]:
    """For each line whether it is a list's: it has a list mark, or its label counts on with that of a line beside it.

    None stands for what is no line (a table).
    """
    opened = [_counting(line, wording) for line in lines]
    beside = [_counts_on(one, other) for one, other in pairwise(opened)]
    return tuple(
        line is not None
        and (line.kind is LineKind.BULLET or line.rule_id == LIST_CAPTION or any(beside[max(0, at - 1) : at + 1]))
        for at, line in enumerate(lines)
    )


def _counting(line: Line | None, wording: Wording) -> tuple[str, int] | None:
    """The family and the number of the label that opens a line of text; None of one that means a level (施策1)."""
    opened = wording.opened(line.view) if line is not None and line.kind is LineKind.BODY else None
    if opened is None or wording.level(opened.text("label")):
        return None
    number = number_of(opened.folded("label"), wording.rules)
    return (opened.rule.setting("family"), number) if number is not None else None


def _counts_on(one: tuple[str, int] | None, other: tuple[str, int] | None) -> bool:
    return one is not None and other is not None and one[0] == other[0] and one[1] + 1 == other[1]


def nested_items(lines: Iterable[Line], wording: Wording) -> tuple[Item, ...]:
    """The items of a run of list lines. A mark that was not open yet, or a deeper indent, opens a level below."""
    open_marks: list[tuple[str, int]] = []
    rows: list[tuple[int, Item]] = []
    for line in lines:
        titled = wording.titled(line.view)
        key = (titled.mark, _indent(line))
        if key in open_marks:
            del open_marks[open_marks.index(key) + 1 :]
        else:
            same = [i for i, (mark, indent) in enumerate(open_marks) if mark == key[0] and indent > key[1]]
            del open_marks[same[0] if same else len(open_marks) :]
            open_marks.append(key)
        _, text, _ = wording.unmarked(line.view)
        rows.append((len(open_marks) - 1, Item(titled, text)))
    return _tree(rows)


def _tree(rows: list[tuple[int, Item]]) -> tuple[Item, ...]:
    """Items with their depths, in reading order, as a tree."""
    items: list[Item] = []
    at = 0
    while at < len(rows):
        depth, item = rows[at]
        end = next((i for i in range(at + 1, len(rows)) if rows[i][0] <= depth), len(rows))
        items.append(replace(item, children=_tree(rows[at + 1 : end])))
        at = end
    return tuple(items)


def _indent(line: Line) -> int:
    """By how many spaces a line of a text file is set in; the place of a printed line says too little.

    Behind a name (取組内容　・…) an item stands further in than those below it, which are beside it all the same.
    """
    source = line.view.source
    if source.format != "text":
        return 0
    before = Span(line.start, line.view.offsets[0] if line.view else line.start)
    if source.view((before,)):
        return sys.maxsize
    head = source.text[before.start : before.end]
    return len(head) - len(head.lstrip(" \u3000"))


def cell_items(view: View, wording: Wording) -> tuple[Item, ...]:
    """The items that one cell holds, cut at list marks, else at labels that count on; 【】 gives their field."""
    items: list[Item] = []
    category: View | None = None
    for part, is_category in _by_category(view, wording):
        if is_category:
            category = part
            continue
        marked, counted = _marked_starts(part, wording), _counted_starts(part, wording)
        for piece in _pieces(part, marked or counted):
            _, text, _ = wording.unmarked(piece)
            items.append(Item(wording.titled(piece, counted=len(counted) > 1), text, category))
    return tuple(items)


def _by_category(view: View, wording: Wording) -> Iterator[tuple[View, bool]]:
    end = 0
    for match in wording.rules.find("measure_category", view):
        if view.part(end, match.start):
            yield view.part(end, match.start), False
        yield match.part("category"), True
        end = match.end
    if view.part(end, len(view.text)):
        yield view.part(end, len(view.text)), False


def _pieces(view: View, starts: list[int]) -> Iterator[View]:
    edges = sorted({0, *starts, len(view.text)})
    for start, end in pairwise(edges):
        piece = view.part(start, start + len(view.text[start:end].rstrip(BETWEEN)) if end in starts else end)
        if piece:
            yield piece


def _word_starts(view: View) -> list[int]:
    return [0, *(gap.end() for gap in re.finditer(r"\s+", view.text))]


def _marked_starts(view: View, wording: Wording) -> list[int]:
    """Where items with a list mark begin; none unless the cell begins with one. Only that first mark parts items."""
    first = wording.unmarked(view)[0]
    if not first:
        return []
    return [at for at in _word_starts(view) if view.text.startswith(first, at)]


def _counted_starts(view: View, wording: Wording) -> list[int]:
    """Where items with rising labels of one family begin: 1 … 2 … 3 …, ① … ② …"""
    starts: list[int] = []
    family, last = "", 0
    for at in _word_starts(view):
        opened = wording.opened(view.part(at, len(view.text)), counted=True)
        number = number_of(opened.folded("label"), wording.rules) if opened else None
        if at == 0 and number is None:
            return []
        if opened is None or number is None:
            continue
        this = opened.rule.setting("family")
        if at == 0 or (this == family and number == last + 1):
            family, last = this, number
            starts.append(at)
    return starts


def nodes_of(items: Iterable[Item], level: Level | None, section: int, rule_id: str) -> tuple[Node, ...]:
    """A node for each item; what is nested in one is an action below it."""
    return tuple(_node(item, level, section, rule_id) for item in items)


def _node(item: Item, level: Level | None, section: int, rule_id: str) -> Node:
    fields: dict[Field, tuple[View, ...]] = {}
    if item.category:
        fields[Field.CATEGORY] = (item.category,)
    if item.titled.department:
        fields[Field.DEPARTMENT] = (item.titled.department,)
    titled = item.titled
    children = nodes_of(item.children, Level.ACTION, section, rule_id)
    return Node(
        titled.level or level, titled.label, titled.title, section, titled.rule_id or rule_id,
        fields, children, (), titled.repeated,
    )  # fmt: skip
