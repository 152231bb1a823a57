"""Extract visions: every statement that the text calls a vision, an ideal or what is aimed at, once for each holder.

Statements are quoted in sentences, stand under labels (`planparse.extract.statements`), or fill a table's column.
A 施策's own 目指す姿 is a field of the measure and no vision.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from planparse.document import Document
from planparse.extract.context import Context
from planparse.extract.holders import Holder, Holders
from planparse.extract.names import key
from planparse.extract.statements import WEAK, labelled
from planparse.model import Diagnostic, Evidence, Scope, Table, Vision
from planparse.rules import RuleSet
from planparse.source import View

ALIKE = 92.0
MOST_CELLS = 4
SHORTEST_CELL, LONGEST_CELL = 8, 150
QUOTE, LABEL, TABLE = range(3)
NOISE = re.compile(r"[\s、。・~〜～\-－–―ー「」『』“”()（）!！]")


@dataclass(frozen=True, slots=True)
class _Found:
    """A vision, and where it was read: the words below a label are taken before those of a table.

    `is_body` says that the text names no plan that holds it, only the nation or the prefecture.
    """

    vision: Vision
    source: int
    is_body: bool


def extract_visions(context: Context) -> tuple[tuple[Vision, ...], tuple[Diagnostic, ...]]:
    """The visions of a document in reading order; nothing about them needs a person's eye."""
    holders = Holders(context)
    outside = _outside_blocks(context.document, context.rules)
    finders = (_quoted, _labelled, _in_tables)
    found = [vision for find in finders for vision in find(context, holders, outside)]
    kept = _without_repeats(found, context.rules)
    return tuple(sorted(kept, key=lambda vision: vision.evidence[0].spans[0].start)), ()


def _quoted(context: Context, holders: Holders, outside: frozenset[int]) -> Iterator[_Found]:
    for passage in context.document.passages:
        if passage.section not in outside:
            continue
        for match in context.rules.find("vision_quote", passage.view):
            text = match.part("words")
            if context.rules.first("vision_no_statement", text) is None:
                prefers = match.rule.setting("prefers")
                start, end = match.found.span("words")
                holder = holders.of_quote(passage, min(start, match.start), end, Scope(prefers) if prefers else None)
                yield _Found(
                    _vision(match.part("label"), text, holder, passage.section, match.rule.id), QUOTE, holder.is_body
                )


def _labelled(context: Context, holders: Holders, outside: frozenset[int]) -> Iterator[_Found]:
    for one in labelled(context.document, outside, context.rules):
        holder = holders.of_label(one.line, one.section)
        yield _Found(_vision(one.label, one.text, holder, one.section, one.rule.id), LABEL, holder.is_body)


def _in_tables(context: Context, holders: Holders, outside: frozenset[int]) -> Iterator[_Found]:
    """The cells below a label in a table's head, or beside one in its first column."""
    for table in context.document.tables:
        if table.section not in outside:
            continue
        for head, cells in (*_columns(table, context.document), *_rows(table, context.document)):
            match = context.rules.first("vision_label", head, "cell")
            texts = {_plain(cell.text): cell for cell in cells}
            most = 1 if match is not None and match.rule.setting(WEAK) else MOST_CELLS
            if match is None or not 1 <= len(texts) <= most:
                continue
            for text in texts.values():
                if SHORTEST_CELL <= len(text.text) <= LONGEST_CELL and _is_statement(text, context.rules):
                    holder = holders.of_section(table.section, text.offsets[0])
                    yield _Found(
                        _vision(match.part("label"), text, holder, table.section, match.rule.id), TABLE, holder.is_body
                    )


def _columns(table: Table, document: Document) -> Iterator[tuple[View, list[View]]]:
    for head in table.cells:
        if head.row < table.header_rows and head.spans:
            below = [c for c in table.cells if c.row >= table.header_rows and c.col == head.col and c.spans]
            yield document.cell_view(head.spans), [document.cell_view(cell.spans) for cell in below]


def _rows(table: Table, document: Document) -> Iterator[tuple[View, list[View]]]:
    for head in table.cells:
        if head.row >= table.header_rows and head.col == 0 and head.spans:
            beside = [c for c in table.cells if c.row == head.row and c.col > 0 and c.spans]
            yield document.cell_view(head.spans), [document.cell_view(cell.spans) for cell in beside]


def _is_statement(text: View, rules: RuleSet) -> bool:
    return rules.first("vision_no_statement", text) is None and any(
        rules.first("vision_statement", text, scope) for scope in ("whole", "sentence")
    )


def _outside_blocks(document: Document, rules: RuleSet) -> frozenset[int]:
    """The sections that are in no 施策 block."""
    blocks = {rule.id for rule in rules.of("heading") if rule.setting("block")}
    inside: set[int] = set()
    for section in document.sections:
        if section.rule_id in blocks or section.parent in inside:
            inside.add(section.position)
    return frozenset(range(len(document.sections))) - inside


def _vision(label: View, text: View, holder: Holder, section: int, rule_id: str) -> Vision:
    evidence = (Evidence("text", text.spans()), Evidence("label", label.spans()))
    return Vision(label.text, text.text, holder.scope, holder.name, section, rule_id, evidence)


def _without_repeats(found: list[_Found], rules: RuleSet) -> list[Vision]:
    """One vision for each statement of each holder: the longest form, and of equals that below a label.

    What is said of the nation and again of the plan that says so for it (国の…計画) is one.
    """
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.is_body, f.source != LABEL, f.source == TABLE)):
        for index, other in enumerate(kept):
            if not _same_holder(one, other, rules):
                continue
            new, old = _plain(one.vision.text), _plain(other.vision.text)
            if new in old or fuzz.ratio(new, old) >= ALIKE:
                break
            if old in new and not one.is_body:
                kept[index] = one
                break
        else:
            kept.append(one)
    return [one.vision for one in kept]


def _same_holder(one: _Found, other: _Found, rules: RuleSet) -> bool:
    if one.vision.scope is not other.vision.scope:
        return False
    return one.is_body or key(one.vision.holder or "", rules) == key(other.vision.holder or "", rules)


def _plain(text: str) -> str:
    """`text` for comparing statements."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()
