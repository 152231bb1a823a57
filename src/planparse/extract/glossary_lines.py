"""Glossaries that are lists of lines, and notes that explain a term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planparse.document import Document, Line
from planparse.extract.glossary_tables import is_glossary
from planparse.extract.glossary_terms import Entry
from planparse.fold import fold
from planparse.model import LineKind
from planparse.rules import Match, RuleSet
from planparse.source import View

SENTENCE_END = "。"
NO_LIST = (LineKind.TOC, LineKind.COVER, LineKind.REPEAT, LineKind.TABLE, LineKind.NOTE)


def listed_terms(document: Document, rules: RuleSet) -> Iterator[Entry]:
    """The terms of the lists under a glossary's title."""
    for section in document.sections:
        if section.level and is_glossary(document, section.position, rules):
            lines = [document.lines[index] for index in section.lines if document.lines[index].kind not in NO_LIST]
            yield from _listed([line for line in lines if line.view], section.position, rules)


def _listed(lines: Sequence[Line], section: int, rules: RuleSet) -> Iterator[Entry]:
    """The entries of one section's lines: a term and its definition in one line, or in lines of their own."""
    entry: tuple[Match, list[View]] | None = None
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        opened = _opened(line, following, rules)
        if opened is not None or _is_divider(line, rules):
            yield from _closed(entry, section, "glossary", rules)
            entry = None
        if opened is not None:
            entry = (opened, [opened.part("definition")] if opened.part("definition") else [])
        elif entry is not None:
            entry[1].append(line.view)
    yield from _closed(entry, section, "glossary", rules)


def _is_divider(line: Line, rules: RuleSet) -> bool:
    """Whether a line only orders a glossary (あ行) or names a part of it."""
    return any(rules.first(kind, line.view) is not None for kind in ("glossary_index", "glossary_title"))


def _opened(line: Line, following: Line | None, rules: RuleSet) -> Match | None:
    """The entry that `line` opens: with its definition, or as a term alone over a sentence."""
    if _is_divider(line, rules):
        return None
    whole = rules.first("glossary_entry", line.view, "list")
    if whole is not None:
        return whole
    over_sentence = following is not None and SENTENCE_END in following.text and SENTENCE_END not in line.text
    return rules.first("glossary_entry", line.view, "list_line") if over_sentence else None


def noted_terms(document: Document, rules: RuleSet) -> Iterator[Entry]:
    """The terms that notes explain: numbered notes, and starred ones whose term the text uses."""
    for index, line in enumerate(document.lines):
        match = _noted(document, index, rules) if line.kind is LineKind.NOTE else None
        if match is not None:
            section = document.section_of_line[index]
            source = "glossary" if is_glossary(document, section, rules) else "footnote"
            definition = [match.part("definition")] if match.part("definition") else _below(document, index)
            yield from _closed((match, definition), section, source, rules)


def _noted(document: Document, index: int, rules: RuleSet) -> Match | None:
    """The entry that a note opens."""
    line = document.lines[index]
    raised = any(rule.id == line.rule_id for rule in rules.of("raised_note"))
    numbered = rules.first("glossary_entry", line.view, "raised" if raised else "numbered")
    if numbered is not None:
        return numbered
    for scope in ("starred", "starred_line"):
        match = rules.first("glossary_entry", line.view, scope)
        if match is not None and _used(document, index, match, rules):
            return match
    return None


def _closed(entry: tuple[Match, list[View]] | None, section: int, source: str, rules: RuleSet) -> Iterator[Entry]:
    if entry is not None and entry[1] and rules.first("glossary_no_term", entry[0].part("term")) is None:
        match, definition = entry
        yield Entry(match.part("term"), tuple(definition), source, section, match.rule.id)


def _below(document: Document, index: int) -> list[View]:
    """The lines that stand directly under a note, up to the next blank line, note or heading."""
    below: list[View] = []
    for line in document.lines[index + 1 :]:
        if line.kind not in (LineKind.BODY, LineKind.BULLET) or document.source.page_of(line.start) != (
            document.source.page_of(document.lines[index].start)
        ):
            break
        below.append(line.view)
    return below


def _used(document: Document, index: int, match: Match, rules: RuleSet) -> bool:
    """Whether the text uses the term of a note anywhere else."""
    parts = rules.first("glossary_term", match.part("term"))
    term = _compact((parts or match).text("term"))
    return any(term in _compact(line.text) for number, line in enumerate(document.lines) if number != index)


def _compact(text: str) -> str:
    return re.sub(r"\s", "", fold(text))
