"""The table of contents: which lines it takes up and the entries that it lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from planparse.document import Line
from planparse.model import LineKind, Span, TocEntry
from planparse.rules import Match, RuleSet
from planparse.source import SourceText, View
from planparse.structure.numbering import PREFACE, UNLABELLED, Nesting, label_of
from planparse.structure.titles import normal

LONGEST_ENTRY = 80
LOOK_AHEAD = 3
LEADERS_WITHOUT_TITLE = 4


def read_toc(
    lines: tuple[Line, ...], source: SourceText, rules: RuleSet
) -> tuple[tuple[Line, ...], tuple[TocEntry, ...]]:
    """The lines with those of the table of contents typed so (what stands before it as cover), and its entries."""
    region = _region(lines, rules)
    if not region:
        return lines, ()
    typed = list(lines)
    for index in range(region.start):
        if lines[index].kind is not LineKind.BLANK:
            typed[index] = replace(lines[index], kind=LineKind.COVER)
    for index in region:
        if lines[index].kind is not LineKind.BLANK:
            typed[index] = replace(lines[index], kind=LineKind.TOC, rule_id=_entry_rule(lines[index], rules))
    return tuple(typed), tuple(_entries([lines[i] for i in region if lines[i].view], rules))


def part_listed_headings(lines: tuple[Line, ...], toc: tuple[TocEntry, ...], source: SourceText) -> tuple[Line, ...]:
    """`lines` with each heading that the table of contents lists parted from the paragraph that was joined to it."""
    titles = {normal(entry.label.text + entry.title) for entry in toc}
    parted: list[Line] = []
    for line in lines:
        cut = _cut_behind_title(line, titles, source) if line.kind is LineKind.BODY else None
        if cut is None:
            parted.append(line)
            continue
        head = (Span(line.start, cut),)
        rest = (Span(cut, line.spans[0].end), *line.spans[1:])
        parted.append(replace(line, spans=head, view=source.view(head), rule_id=None))
        parted.append(replace(line, spans=rest, view=source.view(rest, piece_end="")))
    return tuple(parted)


def _cut_behind_title(line: Line, titles: set[str], source: SourceText) -> int | None:
    """The end of the first or second printed line, if the title of an entry ends there and more follows."""
    end = line.start
    for _ in range(2):
        newline = source.text.find("\n", end, line.spans[0].end - 1)
        if newline < 0:
            return None
        end = newline + 1
        if normal(source.view((Span(line.start, end),)).text) in titles:
            return end
    return None


def _entry_rule(line: Line, rules: RuleSet) -> str | None:
    match = rules.first("toc_title", line.view) or rules.first("toc_entry", line.view)
    return match.rule.id if match else None


def _region(lines: tuple[Line, ...], rules: RuleSet) -> range:
    """The indices of the table of contents, from its title (or first leader line) to its last entry; empty if none."""
    for index, line in enumerate(lines):
        if line.view and rules.first("toc_title", line.view):
            for end in (_end(lines, index + 1, rules), _end_of_titles(lines, index + 1)):
                if end > index + 2:
                    return range(index, end)
    leaders = [i for i, line in enumerate(lines) if line.view and rules.first("toc_entry", line.view, "anywhere")]
    if len(leaders) >= LEADERS_WITHOUT_TITLE:
        return range(leaders[0], _end(lines, leaders[0], rules))
    return range(0)


def _end(lines: tuple[Line, ...], start: int, rules: RuleSet) -> int:
    """Behind the last entry: a short line still belongs if an entry follows within a few lines."""
    end = start
    waiting = 0
    for index in range(start, len(lines)):
        view = lines[index].view
        if not view:
            continue
        if rules.first("toc_entry", view) or rules.first("toc_title", view):
            end, waiting = index + 1, 0
            continue
        waiting += 1
        if waiting > LOOK_AHEAD or len(view.text) > LONGEST_ENTRY or view.text.endswith("。"):
            break
    return end


def _end_of_titles(lines: tuple[Line, ...], start: int) -> int:
    """Behind the last entry of contents without page numbers: lines that stand again below, up to where they do."""
    titles = [normal(line.text) for line in lines[start:]]
    counts = Counter(titles)
    end, waiting = start, 0
    for at, title in enumerate(titles):
        if not title:
            continue
        waiting = 0 if counts[title] > 1 else waiting + 1
        if waiting > LOOK_AHEAD or title in titles[:at]:
            break
        end = end if waiting else start + at + 1
    return end


def _entries(lines: list[Line], rules: RuleSet) -> Iterator[TocEntry]:
    nesting = Nesting()
    pending_part = False
    joined = list(_joined_entries(lines, rules))
    paged = any(page for _, page in joined)
    for view, page in joined:
        match = rules.first("heading", view)
        label = label_of(match, rules) if match else UNLABELLED
        if match and label.text:
            title = match.part("title")
            level = nesting.place(label)
        else:
            label = label if label == PREFACE else UNLABELLED
            title = view
            level = nesting.open_at(2 if pending_part else 1, label)
        pending_part = paged and label == UNLABELLED and (page is None or pending_part)
        span = Span(view.offsets[0], view.offsets[-1] + 1)
        yield TocEntry(label, title.text, page, level, span)


def _joined_entries(lines: list[Line], rules: RuleSet) -> Iterator[tuple[View, str | None]]:
    """Title and page of each entry; a labelled line without a page goes on in the next line where that has no label."""
    waiting: tuple[Line, ...] = ()
    for line in lines:
        if rules.first("toc_title", line.view):
            continue
        entry = rules.first("toc_entry", line.view)
        labelled = _is_labelled(line.view, rules)
        if entry is not None and rules.first("toc_title", entry.part("title")):
            continue
        if waiting and entry is not None and not labelled and len(waiting) == 1:
            spans = waiting[0].spans + entry.spans("title")
            yield line.view.source.view(spans), entry.text("page") or None
            waiting = ()
            continue
        yield from ((held.view, None) for held in waiting)
        waiting = ()
        if entry is not None:
            yield entry.part("title"), entry.text("page") or None
        elif labelled:
            waiting = (line,)
        else:
            yield line.view, None
    yield from ((held.view, None) for held in waiting)


def _is_labelled(view: View, rules: RuleSet) -> bool:
    match: Match | None = rules.first("heading", view)
    return match is not None and bool(match.text("label"))
