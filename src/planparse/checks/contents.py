"""The table of contents against the body, and numbers that skip one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from planparse.document import Document
from planparse.model import Diagnostic, Section, Severity, Span, TocEntry
from planparse.structure.titles import normal

LIKE = 85.0
NUMBER = re.compile(r"[0-9]+|[①-⑳]")


def check_contents(document: Document) -> Iterator[Diagnostic]:
    """Headings that the table of contents leaves out though it lists others of their shape beside them.

    Entries without a heading in the body are reported where headings are found (``toc_entry_missing``).
    """
    entry_of = {section.position: _entry(section, document.toc) for section in document.sections if section.level}
    shapes = _shapes_below(document.toc)
    for section in document.sections:
        parent = None if section.parent is None else entry_of.get(section.parent)
        if section.parent is not None and parent is None:
            continue
        if section.number and entry_of[section.position] is None and _shape(section.number) in shapes.get(parent, ()):
            yield Diagnostic(
                "heading_not_in_contents",
                Severity.INFO,
                f"{section.number} {section.title} is headed like entries of the table of contents, which lacks it",
                _place(section),
            )


def _entry(section: Section, toc: tuple[TocEntry, ...]) -> int | None:
    """The index of the entry whose title is the section's, give or take a word."""
    title = normal(section.title)
    likeness = [fuzz.ratio(title, normal(entry.title)) for entry in toc]
    best = max(range(len(toc)), key=lambda index: likeness[index], default=None)
    return best if best is not None and likeness[best] >= LIKE else None


def _shapes_below(toc: tuple[TocEntry, ...]) -> dict[int | None, set[str]]:
    """For each entry (None: the whole) the shapes of the labels that stand directly under it."""
    shapes: dict[int | None, set[str]] = {}
    path: list[int] = []
    for index, entry in enumerate(toc):
        while path and toc[path[-1]].level >= entry.level:
            path.pop()
        if entry.label.text:
            shapes.setdefault(path[-1] if path else None, set()).add(_shape(entry.label.text))
        path.append(index)
    return shapes


def check_numbers(document: Document) -> Iterator[Diagnostic]:
    """Sibling headings of one shape whose numbers skip one."""
    last: dict[tuple[int | None, str], int] = {}
    for section in document.sections:
        number = _number(section.number)
        if number is None:
            continue
        key = (section.parent, _shape(section.number))
        if key in last and number > last[key] + 1:
            yield Diagnostic(
                "number_gap",
                Severity.WARNING,
                f"{section.number} {section.title} follows number {last[key]}; what lies between was not found",
                _place(section),
            )
        last[key] = number


def _shape(label: str) -> str:
    """A label without its number: 第1章 and 第2章 are of one shape."""
    return NUMBER.sub("", normal(label)) if label else ""


def _number(label: str) -> int | None:
    digits = re.findall(r"[0-9]+", normal(label))
    return int(digits[-1]) if digits else None


def _place(section: Section) -> Span:
    spans = section.number_spans or section.title_spans
    return spans[0] if spans else Span(section.start, section.start)
