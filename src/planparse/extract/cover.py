"""The cover: its printed lines, and the plan's title among them.

A title may be broken over lines that other lines surround. What the running text calls the plan decides which lines
belong to it; without that the line that ends like a plan's title, and what stands before it up to the municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planparse.document import Document
from planparse.extract.names import key
from planparse.extract.ranges import find_ranges
from planparse.model import LineKind, Span
from planparse.rules import RuleSet
from planparse.source import View

MOST_LINES = 30
MOST_TITLE_LINES = 6
LONGEST_TITLE = 80
SHORTEST_KEY = 4
SENTENCE_ENDS = ("。", "．")
OPEN, CLOSE = "([（［「『", ")]）］」』"
GOES_ON = re.compile(r"^[ぁぃぅぇぉっゃゅょァィゥェォッャュョーンん)\]）］」』、。]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the cover lines (indices) that it takes up."""

    text: str
    lines: range


def cover_lines(document: Document) -> tuple[View, ...]:
    """The printed lines before the table of contents, or at the top of the first page where there is none."""
    # Sentences are a greeting that stands before the contents, and name months of other plans.
    lines = [line for line in document.lines if line.kind is LineKind.COVER and not line.text.endswith(SENTENCE_ENDS)]
    spans = [span for line in lines for span in line.spans]
    if spans:
        views = _printed(document, spans)
        return tuple(views)[:MOST_LINES]
    first_page = document.source.page_span(1)
    table = min((grid.span.start for grid in document.source.grids), default=first_page.end)
    top: list[View] = []
    for view in _printed(document, [Span(first_page.start, min(first_page.end, table))]):
        if view.text.endswith(SENTENCE_ENDS) or len(top) == MOST_LINES:
            break
        top.append(view)
    return tuple(top)


def _printed(document: Document, spans: list[Span]) -> Iterator[View]:
    for line in document.source.printed_lines():
        if any(span.start <= line.start < span.end for span in spans):
            view = document.source.view((line,))
            if view:
                yield view


def find_title(cover: tuple[View, ...], names: tuple[str, ...], body: str, rules: RuleSet) -> Title | None:
    """The plan's title on the cover; `names` are what the text calls the plan, `body` the key of the text behind."""
    candidates = list(_candidates(cover, rules))
    if not candidates:
        return None
    wanted = {key(name, rules) for name in names}

    def rank(title: Title) -> tuple[bool, bool, bool, float, int, int]:
        text = key(title.text, rules)
        headed = rules.first("title_head", cover[title.lines.start]) is not None
        in_body = len(text) >= SHORTEST_KEY and text in body
        return (
            text in wanted, in_body and headed, in_body or headed, _size(cover[title.lines[-1]]),
            len(text) if in_body else -len(title.lines), -title.lines.start,
        )  # fmt: skip

    return _extended(max(candidates, key=rank), cover, rules)


def _extended(title: Title, cover: tuple[View, ...], rules: RuleSet) -> Title:
    """`title` with the number of the plan on the line before, and its part or the plans made with it behind."""
    text, first, stop = title.text, title.lines.start, title.lines.stop
    while stop < len(cover) and rules.first("title_after", cover[stop]) is not None:
        text, stop = joined(text, cover[stop].text), stop + 1
    if first > 0 and rules.first("title_before", cover[first - 1]) is not None:
        text, first = joined(cover[first - 1].text, text), first - 1
    return Title(text, range(first, stop))


def _candidates(cover: tuple[View, ...], rules: RuleSet) -> Iterator[Title]:
    """Runs of lines of which the last ends like a plan's title and none is a date."""
    for last, view in enumerate(cover):
        match = rules.first("plan_title", view)
        if match is None:
            continue
        edition = match.part("edition")
        end = match.part("title") if edition and find_ranges(edition, rules) else view
        text = ""
        for first in range(last, max(-1, last - MOST_TITLE_LINES), -1):
            piece = end if first == last else cover[first]
            if first < last and rules.first("title_stop", piece) is not None:
                break
            text = joined(piece.text, text) if text else piece.text
            yield Title(text, range(first, last + 1))


def joined(before: str, after: str) -> str:
    """Two lines of a title as one: with a space, but for a word or bracket that the line end cut."""
    open_brackets = sum(map(before.count, OPEN)) > sum(map(before.count, CLOSE))
    return before + ("" if open_brackets or after[0] in OPEN or GOES_ON.match(after) else " ") + after


def largest(cover: tuple[View, ...]) -> str | None:
    """The cover's first line in the largest type, with the lines of that size that follow it.

    None without a cover, and where so much is of that size that it is running text.
    """
    if not cover:
        return None
    first = max(range(len(cover)), key=lambda i: (_size(cover[i]), -i))
    text = cover[first].text
    for view in cover[first + 1 : first + MOST_TITLE_LINES]:
        if view.source.sizes is None or _size(view) != _size(cover[first]):
            break
        text = joined(text, view.text)
    return text if len(text) <= LONGEST_TITLE else None


def _size(view: View) -> float:
    sizes = view.source.sizes
    return 0.0 if sizes is None else max(sizes[offset] for offset in view.offsets)
