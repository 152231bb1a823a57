"""Decide which candidates are headings.

In this order: entries of the table of contents; what the format itself calls a heading; numbering families whose
members head something (a run of numbered lines with nothing between them is a list).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from planparse.document import Line
from planparse.model import Diagnostic, Label, LineKind, Severity, TocEntry
from planparse.rules import RuleSet
from planparse.source import SourceText
from planparse.structure.candidates import Candidate, find_candidates
from planparse.structure.figures import inside_figures
from planparse.structure.numbering import BLOCK, UNLABELLED, label_of, parents
from planparse.structure.titles import is_title, normal
from planparse.structure.toc_match import match_toc

SENTENCE_END = "。"

FIRST = (0, 1)
"""The numbers with which counting begins."""

BEFORE_THE_BODY = "it stands before the first heading that the table of contents lists"
BAD_TAGS = "only the file's own tags call it a heading, and they miss most headings that the table of contents lists"


@dataclass(frozen=True)
class Headings:
    """The headings of a body in reading order, with the lines and the table of contents they were found by.

    `refused` has, for each line that could be taken for a heading and is none, the reason.
    """

    lines: tuple[Line, ...]
    toc: tuple[TocEntry, ...]
    headings: tuple[Candidate, ...]
    diagnostics: tuple[Diagnostic, ...]
    refused: Mapping[int, str]


def find_headings(source: SourceText, lines: tuple[Line, ...], toc: tuple[TocEntry, ...], rules: RuleSet) -> Headings:
    """The headings of the body, those of the table of contents first, then all others between them."""
    candidates, refused = find_candidates(source, lines, rules)
    listed = [_with_divider(c, lines, rules) for c in match_toc(toc, lines, candidates)]
    listed += [c.rest for c in listed if c.rest is not None]
    taken = {index for candidate in listed for index in candidate.lines}
    figures = inside_figures(lines, taken, rules)
    free = [c for c in candidates if not taken & set(c.lines) and c.line not in figures and c.rest is None]
    refused |= dict.fromkeys(figures, "it stands between the mention of a figure and that figure's caption")
    first_listed = min(taken, default=-1)
    refused |= {c.line: BEFORE_THE_BODY if c.line <= first_listed else BAD_TAGS for c in free}
    others = _without_bad_tags([c for c in free if c.line > first_listed], listed, source)
    counted, doubts = _confirmed(others, listed, lines, rules)
    confirmed = [*listed, *counted]
    printed = [*confirmed, *_repeats(others, confirmed), *_unlabelled_again(listed, lines)]
    printed += _running_subtitles(printed, lines, rules)
    headings = sorted(printed, key=lambda c: (c.line, c.toc is None))
    heads = {index for heading in headings for index in heading.lines}
    why = {index: reason for index, reason in (refused | doubts).items() if index not in heads}
    return Headings(lines, toc, tuple(headings), tuple(_unmatched(toc, listed)), why)


def _without_bad_tags(others: list[Candidate], listed: list[Candidate], source: SourceText) -> list[Candidate]:
    """`others` without what the tags of a PDF call headings, if most headings of its contents are not tagged."""
    tagged = sum(candidate.hint is not None for candidate in listed)
    if source.format != "pdf" or tagged * 2 >= len(listed):
        return others
    return [replace(candidate, hint=None) for candidate in others if candidate.label.family]


def _with_divider(candidate: Candidate, lines: tuple[Line, ...], rules: RuleSet) -> Candidate:
    """A chapter's bare label on the line before its title (a divider page) belongs to the heading."""
    if candidate.number or candidate.in_table:
        return candidate
    before = next((i for i in range(candidate.line - 1, -1, -1) if lines[i].kind is not LineKind.BLANK), None)
    if before is None or lines[before].kind in (LineKind.TABLE, LineKind.TOC, LineKind.COVER):
        return candidate
    view = lines[before].view
    match = rules.first("heading", view)
    bare = view.folded.strip().isdigit() and len(view.text) <= 2
    alone = match is not None and not match.part("title") and bool(match.text("label"))
    if alone and match is not None:
        label = label_of(match, rules)
        return replace(
            candidate, lines=(before, *candidate.lines), label=label, number=match.part("label"), rule_id=match.rule.id
        )
    return replace(candidate, lines=(before, *candidate.lines)) if bare else candidate


def _confirmed(
    others: list[Candidate], listed: list[Candidate], lines: tuple[Line, ...], rules: RuleSet
) -> tuple[list[Candidate], dict[int, str]]:
    """The candidates that the table of contents does not list but that head something; why those at other lines don't.

    The reasons also hold lines that are confirmed in the end.
    """
    blocks = {c.line for c in others if c.label.family.startswith(BLOCK)}
    headed = {index for candidate in listed for index in candidate.lines}
    runs = _runs(others, listed)
    confirmed: list[Candidate] = []
    doubts = {c.line: "it prints again what stands before it in its run" for c in others}
    # Innermost first: what a block heads may be the blocks inside it, but not the lines of a mere list of blocks.
    for run in sorted(runs, key=lambda run: (run[-1].line - run[0].line, run[0].line)):
        taken = [c for c in run if c.hint is not None]
        doubt = "the format calls others of its run headings, but not this one"
        if not taken:
            doubt = _false_start(run[0], listed) or _heads_nothing(run, _Contents(lines, headed, blocks), rules)
            taken = [] if doubt else run
        doubts |= {c.line: doubt for c in run}
        confirmed += taken
        blocks -= {c.line for c in taken}
    families = {c.label.family for c in confirmed if c.label.text}
    lone = [run[0] for run in runs if len(run) == 1 and run[0] not in confirmed and run[0].label.number in FIRST]
    # A list has no single item: a lone 1 whose kind heads sections elsewhere heads one here.
    confirmed += [c for c in lone if c.label.family in families and not c.in_table and _explained(c, lines, rules)]
    return confirmed, doubts


def _false_start(first: Candidate, listed: list[Candidate]) -> str:
    """Why a numbered run does not begin as one does: with 1 or 0, or behind the number before it in the contents."""
    label = first.label
    if label.number in (None, *FIRST) or label.rank is not None or label.family.startswith(BLOCK):
        return ""
    if any(c.label.family == label.family and c.label.number == label.number - 1 for c in listed):
        return ""
    return f"its numbering is out of order: no {label.number - 1} of the family {label.family} stands before it"


def _repeats(others: list[Candidate], confirmed: list[Candidate]) -> list[Candidate]:
    """The candidates that print a heading again, as the running titles of slides do."""
    taken = {c.line for c in confirmed}
    first: dict[str, int] = {}
    for c in sorted(confirmed, key=lambda c: c.line):
        first.setdefault(normal(c.number.text + c.title.text), c.line)
    return [
        c for c in others
        if c.line not in taken and first.get(normal(c.number.text + c.title.text), c.line) < c.line
    ]  # fmt: skip


def _unlabelled_again(listed: list[Candidate], lines: tuple[Line, ...]) -> list[Candidate]:
    """Where listed headings without a label are printed again before the next: the running title of sheets."""
    again: list[Candidate] = []
    ends = [*(candidate.line for candidate in listed[1:]), len(lines)]
    for candidate, end in zip(listed, ends, strict=False):
        title = normal(candidate.title.text)
        for index in range(candidate.lines[-1] + 1, end if not candidate.label.text else 0):
            if lines[index].kind is LineKind.BODY and normal(lines[index].text) == title:
                again.append(Candidate((index,), candidate.label, candidate.number, lines[index].view, None))
    return again


def _running_subtitles(headings: list[Candidate], lines: tuple[Line, ...], rules: RuleSet) -> list[Candidate]:
    """The unnumbered titles that stand below a heading each time that slides print it again."""
    taken = {index for candidate in headings for index in candidate.lines}
    below: dict[tuple[str, str], list[Candidate]] = {}
    for heading in headings:
        index = next((i for i in range(heading.lines[-1] + 1, len(lines)) if lines[i].kind is not LineKind.BLANK), None)
        if index is None or index in taken or lines[index].kind is not LineKind.BODY:
            continue
        title = lines[index].view
        if is_title(title) and rules.first("heading", title) is None:
            key = (normal(heading.number.text + heading.title.text), normal(title.text))
            rank = (heading.hint or 0) + 1
            below.setdefault(key, []).append(Candidate((index,), UNLABELLED, title.part(0, 0), title, None, rank))
    return [candidate for found in below.values() if len(found) > 1 for candidate in found]


def _runs(others: list[Candidate], listed: list[Candidate]) -> list[list[Candidate]]:
    """Candidates of one family with rising numbers, between two listed headings."""
    stops = sorted(c.line for c in listed)
    open_runs: dict[str, list[Candidate]] = {}
    runs: list[list[Candidate]] = []
    stop = 0
    for candidate in others:
        while stop < len(stops) and stops[stop] < candidate.line:
            stop += 1
            open_runs.clear()
        run = open_runs.get(candidate.label.family)
        if run and _counts_on(run[-1].label, candidate.label):
            run.append(candidate)
        elif not (
            run and run[-1].label == candidate.label and normal(run[-1].title.text) == normal(candidate.title.text)
        ):
            open_runs[candidate.label.family] = [candidate]
            runs.append(open_runs[candidate.label.family])
    return runs


def _counts_on(last: Label, label: Label) -> bool:
    """Whether a label has the next number; 1-1 begins anew behind 5-0."""
    if last.number is None or label.number != last.number + 1:
        return False
    return last.number > 0 or parents(last.text) == parents(label.text)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What may stand between two headings. `headed` are lines of listed headings, `listing` lines of block lists."""

    lines: tuple[Line, ...]
    headed: set[int]
    listing: set[int]

    def between(self, after: int, before: int) -> bool:
        """Whether anything but blank lines and lists of blocks stands between two lines, up to a listed heading."""
        for index in range(after + 1, min(before, len(self.lines))):
            if index in self.headed:
                return False
            if self.lines[index].kind is not LineKind.BLANK and index not in self.listing:
                return True
        return False


def _heads_nothing(run: list[Candidate], contents: _Contents, rules: RuleSet) -> str:
    """Why a numbered run is a list itself: no text, lists or tables stand between its members; '' where they do."""
    lines, label = contents.lines, run[0].label
    if run[0].in_table:
        return ""
    if _under_caption(run[0], lines):
        explained = all(_explained(candidate, lines, rules) for candidate in run)
        return "" if explained else "it stands under a caption, and not every member of its list is explained below"
    if len(run) == 1:
        # A lone number is a heading if nothing else counts so, or if it goes on behind one that the contents list.
        if not label.family.startswith(BLOCK) and label.rank is None and label.number in FIRST:
            return f"it is a lone {label.text}, nothing explains it right below or no other is of family {label.family}"
        return "" if contents.between(run[0].lines[-1], len(lines)) else "nothing stands below it"
    filled = sum(contents.between(a.lines[-1], b.line) for a, b in pairwise(run))
    if filled * 2 >= len(run) - 1:
        return ""
    return f"it is in a list: text stands in {filled} of {len(run) - 1} gaps from {label.text} to {run[-1].label.text}"


def _explained(candidate: Candidate, lines: tuple[Line, ...], rules: RuleSet) -> bool:
    """Whether a whole sentence or a table stands right below."""
    behind = (line for line in lines[candidate.lines[-1] + 1 :] if line.kind is not LineKind.BLANK)
    line = next(behind, None)
    if line is None or line.kind is LineKind.TABLE:
        return line is not None
    return line.kind is LineKind.BODY and not rules.first("heading", line.view) and line.text.endswith(SENTENCE_END)


def _under_caption(first: Candidate, lines: tuple[Line, ...]) -> bool:
    """Whether a caption (【目標】, ○政策の柱) stands right above: what it heads is a list, unless it is explained."""
    before = next((i for i in range(first.line - 1, -1, -1) if lines[i].kind is not LineKind.BLANK), None)
    return before is not None and lines[before].kind is LineKind.CAPTION


def _unmatched(toc: tuple[TocEntry, ...], listed: list[Candidate]) -> list[Diagnostic]:
    found = {candidate.toc for candidate in listed}
    return [
        Diagnostic(
            "toc_entry_missing",
            Severity.INFO,
            f"the table of contents lists {entry.label.text} {entry.title}, which the body does not head".replace(
                "  ", " "
            ),
            entry.span,
        )
        for index, entry in enumerate(toc)
        if index not in found and not _has_found_child(index, toc, found)
    ]


def _has_found_child(index: int, toc: tuple[TocEntry, ...], found: set[int | None]) -> bool:
    for later in range(index + 1, len(toc)):
        if toc[later].level <= toc[index].level:
            return False
        if later in found:
            return True
    return False
