"""The policy tree that a 体系図 draws as boxes: what each names, and at which level the head of its column puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from planparse.document import Document
from planparse.extract.measures.columns import LEVELS
from planparse.extract.measures.items import SENTENCE_END
from planparse.extract.measures.node import Field, Forest, Level, Node
from planparse.extract.measures.scope import Role
from planparse.extract.measures.wording import Wording
from planparse.model import Box, Chart, ChartBox, LineKind
from planparse.source import View
from planparse.structure.charts import is_label

MOST_HEADS = 6
"""Lines before the boxes among which the heads of their columns stand."""
WORDS = re.compile(r"\S+")


@dataclass(frozen=True)
class _Head:
    """The head of a column of boxes: what stands below it is of a level, or no node."""

    box: Box
    level: Level | None
    rule_id: str


@dataclass
class _Entry:
    """A box while the tree is read: the words of its own and of the list in it."""

    label: View | None
    words: View
    items: list[View]
    box: Box
    head: _Head | None = None
    children: list[_Entry] = field(default_factory=list)


def read_charts(document: Document, wording: Wording, roles: Sequence[Role]) -> Iterator[Forest]:
    """The trees of the charts of a document, one forest a chart; none in a section that is not on the plan's own."""
    for chart in document.charts:
        section = document.section_at(chart.boxes[0].spans[0].start)
        if roles[section] is not Role.FOREIGN:
            nodes = _Reader(document, chart, wording, section).nodes()
            if nodes:
                yield Forest(nodes, strong=False, overview=True, drawn=True)


@dataclass(frozen=True)
class _Reader:
    document: Document
    chart: Chart
    wording: Wording
    section: int

    def nodes(self) -> tuple[Node, ...]:
        """The nodes of the chart, without the vision that all of them stand below."""
        roots = self._entries()
        while any(self._is_vision(root, len(roots) == 1) for root in roots):
            alone = len(roots) == 1
            roots = [r for root in roots for r in (root.children if self._is_vision(root, alone) else [root])]
        return tuple(node for root in roots for node in self._nodes(root))

    def _is_vision(self, root: _Entry, alone: bool) -> bool:
        """Whether a root is what the pillars below it serve: the only one, called a vision, or over pillars by name."""
        if not root.children or self._level(root) is not None or root.label is not None:
            return False
        called = self.wording.says("vision_label", root.words, "line")
        is_called = called is not None and "weak" not in called.rule.settings
        return alone or is_called or all(self._level(child) is Level.PILLAR for child in root.children)

    def _level(self, entry: _Entry) -> Level | None:
        """The level that the label of a box, its words or the head of its column say."""
        said = self.wording.level(entry.label.text) if entry.label else None
        if said is not None:
            return said[0]
        return self.wording.titled(entry.words).level or (entry.head.level if entry.head else None)

    def _entries(self) -> list[_Entry]:
        """The boxes as trees: heads of columns left out, numbers that have boxes of their own put to their titles."""
        heads = list(self._heads())
        in_heads = {head.box for head in heads}
        entries: list[_Entry | None] = []
        roots: list[_Entry] = []
        for box in self.chart.boxes:
            above = entries[box.parent] if box.parent is not None else None
            if box.box in in_heads:
                entries.append(None)
                continue
            entry = self._entry(box, heads)
            if (
                above is not None
                and above.label is None
                and not above.items
                and is_label(above.words, self.wording.rules)
            ):
                above.label, above.words, above.items = above.words, entry.words, entry.items
                entries.append(above)
                continue
            (roots if above is None else above.children).append(entry)
            entries.append(entry)
        return roots

    def _entry(self, box: ChartBox, heads: Sequence[_Head]) -> _Entry:
        views = [self.document.source.view(item, piece_end="") for item in box.items]
        label = views.pop(0) if len(views) > 1 and is_label(views[0], self.wording.rules) else None
        words = views[0].part(0, 0) if self._is_list(views) else views.pop(0)
        above = [h for h in heads if h.box.bottom <= box.box.top + 2 and _over(h.box, box.box)]
        return _Entry(label, words, views, box.box, max(above, key=lambda h: h.box.bottom, default=None))

    def _is_list(self, views: Sequence[View]) -> bool:
        """Whether the lines of a box are items of one list: with list marks, or labels of one family."""
        opened = [self.wording.opened(view) for view in views[:2]]
        families = [match.rule.setting("family") for match in opened if match is not None]
        marked = bool(self.wording.unmarked(views[0])[0]) or (len(families) > 1 and families[0] == families[1])
        return len(views) > 1 and marked

    def _heads(self) -> Iterator[_Head]:
        """The heads of columns, in boxes of the chart or free over them."""
        source = self.document.source
        for box in self.chart.boxes:
            view = source.view(box.spans, piece_end="")
            yield from self._head(view, box.box)
        first = min(span.start for box in self.chart.boxes for span in box.spans)
        before = self.document.line_at(first) or 0
        for line in self.document.lines[max(0, before - MOST_HEADS) : before]:
            if line.kind is LineKind.HEADING or source.page_of(line.start) != self.chart.page:
                continue
            pieces = [line.view.part(gap.start(), gap.end()) for gap in WORDS.finditer(line.text)]
            boxes = [source.boxes(piece.spans()) for piece in pieces]
            found = [list(self._head(p, b[0])) for p, b in zip(pieces, boxes, strict=True) if b]
            if all(found):
                yield from (head for one in found for head in one)

    def _head(self, view: View, box: Box) -> Iterator[_Head]:
        named = self.wording.field(view, "column")
        if named is not None:
            yield _Head(box, LEVELS.get(named[0]), named[1].rule.id)

    def _nodes(self, entry: _Entry) -> list[Node]:
        """The node of a box, or those of the list in it; what stands below a box that is none stands in its place."""
        below = [node for child in entry.children for node in self._nodes(child)]
        if entry.head is not None and entry.head.level is None:
            return below
        level = entry.head.level if entry.head else None
        rule_id = entry.head.rule_id if entry.head else self.chart.rule_id
        items = [item for item in entry.items if not item.text.endswith(SENTENCE_END)]
        listed = [self._node(item, level if not entry.words else None, rule_id) for item in items]
        if not entry.words:
            return listed + below
        if entry.words.text.endswith(SENTENCE_END) and self.wording.titled(entry.words).level is None:
            return below
        node = self._node(entry.words, level, rule_id, entry.label)
        behind = [*entry.items, *(child.words for child in entry.children if not child.children)]
        texts = tuple(view for view in behind if view.text.endswith(SENTENCE_END))
        return [replace(node, fields={Field.DESCRIPTION: texts} if texts else {}, children=(*listed, *below))]

    def _node(self, view: View, level: Level | None, rule_id: str, label: View | None = None) -> Node:
        titled = self.wording.titled(view)
        said = self.wording.level(label.text) if label else None
        if said is not None:
            level, rule_id = said
        elif titled.level is not None and titled.rule_id is not None:
            level, rule_id = titled.level, titled.rule_id
        named = label.text if label else titled.label
        return Node(level, named, titled.title, self.section, rule_id, repeated=titled.repeated)


def _over(head: Box, box: Box) -> bool:
    """Whether one of the two has the middle of the other above or below it."""
    middle, centre = (head.x0 + head.x1) / 2, (box.x0 + box.x1) / 2
    return box.x0 <= middle <= box.x1 or head.x0 <= centre <= head.x1
