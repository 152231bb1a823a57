"""Find the entries of the table of contents in the body: each once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from planparse.document import Line
from planparse.model import LineKind, TocEntry
from planparse.structure.candidates import Candidate
from planparse.structure.numbering import UNLABELLED
from planparse.structure.titles import is_title, normal

MOST_TITLE_LINES = 3
LIKE = 90.0
SHORTEST_FUZZY = 6


@dataclass(frozen=True, slots=True)
class _Pair:
    entry: int
    candidate: Candidate
    weight: float


def match_toc(
    toc: tuple[TocEntry, ...], lines: tuple[Line, ...], candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The body's heading of each entry that has one, in reading order, with its `toc` set."""
    pairs = sorted(_pairs(toc, lines, candidates), key=lambda p: (p.candidate.line, p.entry))
    best: list[tuple[float, int | None]] = []
    for i, pair in enumerate(pairs):
        before = [
            (best[j][0], j)
            for j in range(i)
            if pairs[j].entry < pair.entry and pairs[j].candidate.line < pair.candidate.line
        ]
        weight, previous = max(before, default=(0.0, None), key=lambda b: b[0])
        best.append((weight + pair.weight, previous))
    chain: list[Candidate] = []
    at = max(range(len(best)), key=lambda i: best[i][0], default=None)
    while at is not None:
        chain.append(replace(pairs[at].candidate, toc=pairs[at].entry))
        at = best[at][1]
    return tuple(reversed(chain))


def _pairs(toc: tuple[TocEntry, ...], lines: tuple[Line, ...], candidates: tuple[Candidate, ...]) -> Iterator[_Pair]:
    options = [*candidates, *_plain_lines(lines, candidates)]
    titles = [normal(option.title.text) for option in options]
    wholes = [normal(option.number.text + option.title.text) for option in options]
    for number, entry in enumerate(toc):
        title, whole = normal(entry.title), normal(entry.label.text + entry.title)
        if not title:
            continue
        for option, option_title, option_whole in zip(options, titles, wholes, strict=True):
            weight = _likeness(title, whole, option_title, option_whole)
            if weight:
                # The first of several like lines is the heading, the others are running titles or mentions.
                weight += 0.5 * (option.hint is not None) - 0.5 * option.in_table - 1e-5 * option.line
                yield _Pair(number, option, weight)


def _likeness(title: str, whole: str, option_title: str, option_whole: str) -> float:
    if whole == option_whole:
        return 3.0
    if title == option_title:
        return 2.0
    if min(len(title), len(option_title)) >= SHORTEST_FUZZY and fuzz.ratio(title, option_title) >= LIKE:
        return 1.5
    return 0.0


def _plain_lines(lines: tuple[Line, ...], candidates: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """Short unlabelled lines, alone and joined with the lines behind them, as titles that only the 目次 can confirm."""
    taken = {candidate.line for candidate in candidates}
    body = [
        i for i, line in enumerate(lines)
        if line.kind in (LineKind.BODY, LineKind.CAPTION, LineKind.BULLET) and is_title(line.view)
    ]  # fmt: skip
    for at, first in enumerate(body):
        if first in taken:
            continue
        for count in range(1, MOST_TITLE_LINES + 1):
            run = body[at : at + count]
            if len(run) < count or run[-1] - first > 2 * count:
                break
            view = lines[first].view
            joined = view.source.view([span for index in run for span in lines[index].spans])
            yield Candidate(tuple(run), UNLABELLED, view.part(0, 0), joined, None)
    for candidate in candidates:
        following = [i for i in body if candidate.lines[-1] < i <= candidate.lines[-1] + 3][:1]
        if following and not candidate.in_table:
            spans = [*candidate.title.spans(), *lines[following[0]].spans]
            yield replace(candidate, lines=(*candidate.lines, *following), title=candidate.title.source.view(spans))
