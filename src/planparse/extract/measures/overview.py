"""体系 that a section prints as lines: labelled lines one under the other, or plain lines with lists below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planparse.document import Document, Line
from planparse.extract.measures.items import SENTENCE_END, item_lines, nested_items, nodes_of
from planparse.extract.measures.node import Forest, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.model import LineKind, Section
from planparse.structure.titles import is_title

DEPTH = {Level.PILLAR: 0, Level.MEASURE: 1, Level.ACTION: 2}
PROSE = (LineKind.BODY, LineKind.BULLET, LineKind.CAPTION)


def read_overview(document: Document, section: Section, wording: Wording) -> Iterator[Forest]:
    """The tree that the lines of a 体系 section show; strong where its lines carry labels."""
    lines = document.section_lines(section.position, *PROSE)
    rows = list(_rows(lines, section.position, wording))
    labelled = sum(node.level is not None and bool(node.label) for _, node in rows)
    if rows:
        yield Forest(_tree(rows), strong=labelled > 1, overview=True)


def _rows(lines: Sequence[Line], section: int, wording: Wording) -> Iterator[tuple[int, Node]]:
    """The nodes with their depths in reading order."""
    depth, at = -1, 0
    is_item = item_lines(lines, wording)
    while at < len(lines):
        line = lines[at]
        titled = wording.titled(line.view)
        if titled.level is not None and titled.rule_id is not None:
            depth = DEPTH[titled.level]
            yield depth, Node(titled.level, titled.label, titled.title, section, titled.rule_id)
        elif is_item[at]:
            end = next((i for i in range(at, len(lines)) if not is_item[i]), len(lines))
            level = Level.ACTION if depth == DEPTH[Level.MEASURE] else None
            items = nested_items(lines[at:end], wording)
            yield from ((depth + 1, node) for node in nodes_of(items, level, section, line.rule_id or ""))
            at = end
            continue
        elif _heads_list(lines[at : at + 3], is_item[at : at + 3], wording):
            match = wording.says("measure_card", line.view, "title")
            depth = 0
            yield depth, Node(None, titled.label, titled.title, section, match.rule.id if match else "")
        at += 1


def _heads_list(lines: Sequence[Line], is_item: Sequence[bool], wording: Wording) -> bool:
    """Whether the first of the lines, a plain one, stands over a list, itself or with a subtitle between."""
    plain = [
        line.kind is LineKind.BODY and is_title(line.view) and not line.text.endswith(SENTENCE_END) for line in lines
    ]
    if not plain[0] or wording.says("measure_setting", lines[0].view, "subtitle"):
        return False
    return is_item[1:2] == (True,) or (plain[1:2] == [True] and is_item[2:3] == (True,))


def _tree(rows: list[tuple[int, Node]]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    at = 0
    while at < len(rows):
        depth, node = rows[at]
        end = next((i for i in range(at + 1, len(rows)) if rows[i][0] <= depth), len(rows))
        nodes.append(replace(node, children=(*node.children, *_tree(rows[at + 1 : end]))))
        at = end
    return tuple(nodes)
