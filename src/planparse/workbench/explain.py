"""Why a fact is as it is, and why a line was read as it was: which rules tried, which won, why the others did not."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planparse.document import Line
from planparse.errors import UserError
from planparse.model import LineKind, Span
from planparse.rules import Match, Rule, RuleSet
from planparse.source import View
from planparse.store import Row
from planparse.workbench.bench import Reading
from planparse.workbench.changes import NAMES
from planparse.workbench.lines import Numbers
from planparse.workbench.trace import Attempt

LEAST_PREFIX = 2
GROUP_OPENER = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|:))?")
QUANTIFIER = re.compile(r"(?:[*+?]|\{[0-9,]+\})\??")
SHOWN_NEAR = 3


@dataclass(frozen=True)
class Loser:
    """A rule that matched too, or nearly, and why it was not taken."""

    rule_id: str
    why: str


@dataclass(frozen=True)
class Trial:
    """Once that rules of a kind were tried on `text`: the winner with its groups (None if none), and the losers."""

    kind: str
    scope: str | None
    text: str
    winner: str | None
    groups: Mapping[str, str]
    losers: Sequence[Loser]


@dataclass(frozen=True)
class FactStory:
    """A fact: its row, where its rule stands, its evidence (rows of the database), and how its rule won."""

    table: str
    row: Row
    rule_file: str | None
    rule_line: int | None
    evidence: Sequence[Row]
    trials: Sequence[Trial]


@dataclass(frozen=True)
class LineStory:
    """A line: how it was typed and by which rule, its section, the facts read from it, and what was tried on it.

    `remark` says what no rule decides: why a line that looks like a heading is none.
    """

    line: int
    page: int
    text: str
    kind: str
    rule_id: str | None
    section: str
    remark: str
    facts: Sequence[str]
    trials: Sequence[Trial]


@dataclass(frozen=True)
class ListedLine:
    """A line as a page lists it; `facts` are the facts that were read from it."""

    line: int
    kind: str
    rule_id: str | None
    text: str
    facts: Sequence[str]


def explain_fact(reading: Reading, table: str, fact_id: int) -> FactStory:
    """The story of a fact by its id within the document (0, 1, 2 … in its table). Raises UserError for unknown ones."""
    rows = {row.get("id"): row for row in reading.rows.tables.get(table, ())}
    if fact_id not in rows:
        known = ", ".join(f"{name} (0-{len(found) - 1})" for name, found in _fact_tables(reading).items()) or "none"
        raise UserError(f"there is no fact {table}:{fact_id}", f"the facts of this plan are {known}")
    row = rows[fact_id]
    proof = [e for e in reading.rows.tables.get("evidence", ()) if (e["fact_table"], e["fact_id"]) == (table, fact_id)]
    rule = next((rule for rule in reading.rules.rules if rule.id == row.get("rule")), None)
    spans = [_span(reading, e) for e in proof]
    won = (
        trial
        for attempt in reading.attempts
        if attempt.chosen
        for trial in _trials(attempt, reading.rules, lambda m: m.rule.id == row.get("rule") and _touches(m, spans))
    )
    return FactStory(
        table, row, str(rule.file) if rule else None, rule.line if rule else None, proof, list(_distinct(won))
    )


def _fact_tables(reading: Reading) -> dict[str, list[Row]]:
    return {
        name: rows for name, rows in reading.rows.tables.items() if rows and ("rule" in rows[0] or name == "sections")
    }


def list_facts(reading: Reading) -> list[tuple[str, str, str]]:
    """Every fact as TABLE:ID, its rule, and the words by which a person knows it."""
    return [
        (f"{table}:{row['id']}", str(row.get("rule") or ""), str(row.get(NAMES.get(table, ""), "")))
        for table, rows in _fact_tables(reading).items()
        for row in rows
    ]


def explain_line(reading: Reading, number: int) -> LineStory:
    """The story of a printed line, by its number from 1. Raises UserError where there is none."""
    document = reading.plan.document
    span = Numbers(document.source).span(number)
    index = next(i for i, line in enumerate(document.lines) if any(_meet(piece, span) for piece in line.spans))
    line = document.lines[index]
    section = document.sections[document.section_of_line[index]] if document.sections else None
    whole = line.spans if line.view else (span,)
    trials = list(
        _distinct(
            trial
            for attempt in reading.attempts
            if attempt.view and _inside(attempt.view, whole)
            for trial in _trials(attempt, reading.rules, lambda match: _touches(match, whole))
        )
    )
    return LineStory(
        number,
        document.source.page_of(span.start),
        line.text,
        line.kind.value,
        line.rule_id,
        f"{section.number} {section.title}".strip() if section else "",
        _remark(line, trials),
        _facts_on(reading, line),
        trials,
    )


def _remark(line: Line, trials: Sequence[Trial]) -> str:
    looks = next((trial.winner for trial in trials if trial.kind == "heading" and trial.winner), None)
    if looks is None or line.kind in (LineKind.HEADING, LineKind.REPEAT, LineKind.TOC, LineKind.TABLE):
        return ""
    return (
        f"{looks} matched, but the line heads nothing: the table of contents does not list it, the format does not mark"
        " it, and it is no part of a run of numbers with text between them (see structure/headings.py)"
    )


def list_page(reading: Reading, page: int) -> list[ListedLine]:
    """The lines of a page, from 1. Raises UserError where there is none."""
    document = reading.plan.document
    if not 1 <= page <= len(document.source.pages):
        raise UserError(f"there is no page {page}", f"the plan has {len(document.source.pages)}")
    span = document.source.page_span(page)
    numbers = Numbers(document.source)
    return [
        ListedLine(
            numbers.of(line.view.offsets[0]), line.kind.value, line.rule_id, line.text, _facts_on(reading, line)
        )
        for line in document.lines
        if line.view and span.start <= line.view.offsets[0] < span.end
    ]  # fmt: skip


def _facts_on(reading: Reading, line: Line) -> list[str]:
    """The facts with evidence on a line, as TABLE:ID FIELD."""
    found = {
        f"{e['fact_table']}:{e['fact_id']} {e['field']}": None
        for e in reading.rows.tables.get("evidence", ())
        if any(_meet(_span(reading, e), piece) for piece in line.spans)
    }
    return list(found)


def _span(reading: Reading, evidence: Row) -> Span:
    """The place of a piece of evidence in the whole text."""
    start = reading.plan.source.page_starts[int(str(evidence["page"])) - 1]
    return Span(start + int(str(evidence["char_start"])), start + int(str(evidence["char_end"])))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _touches(match: Match, spans: Sequence[Span]) -> bool:
    return any(_meet(piece, span) for piece in match.spans() for span in spans)


def _inside(view: View, spans: Sequence[Span]) -> bool:
    """Whether a view begins or ends in `spans`; one that reaches over them tells little of them."""
    first, last = view.offsets[0], view.offsets[-1]
    return any(span.start <= first < span.end or span.start <= last < span.end for span in spans)


def _distinct(trials: Iterable[Trial]) -> Iterator[Trial]:
    """Each trial once, although several stages may have made it; the telling ones first."""
    seen: dict[tuple[str, ...], Trial] = {}
    for trial in trials:
        seen.setdefault((trial.kind, trial.scope or "", trial.text, trial.winner or "", *trial.groups.values()), trial)
    yield from sorted(seen.values(), key=lambda trial: trial.winner is None)


# ---------------------------------------------------------------- who won, and why not the others


def _trials(attempt: Attempt, rules: RuleSet, taken: Callable[[Match], bool]) -> Iterator[Trial]:
    """A trial for each match that the stage was given and that is `taken`; one without winner if it was given none."""
    found = [
        Match(rule, attempt.view, m)
        for rule in rules.of(attempt.kind, attempt.scope)
        for m in rule.pattern.finditer(attempt.view.folded)
        if m.end() > m.start()
    ]
    for winner in filter(taken, attempt.chosen):
        groups = {name: winner.text(name) for name in winner.found.re.groupindex}
        losers = dict.fromkeys(Loser(match.rule.id, _why(match, winner)) for match in _rivals(winner, found))
        yield Trial(attempt.kind, attempt.scope, attempt.view.text, winner.rule.id, groups, list(losers))
    if not attempt.chosen:
        losers = dict.fromkeys(_blocked(found)) or dict.fromkeys(_near_misses(attempt, rules))
        yield Trial(attempt.kind, attempt.scope, attempt.view.text, None, {}, list(losers))


def _rivals(winner: Match, found: Iterable[Match]) -> Iterator[Match]:
    """The matches of other rules that overlap with the winner."""
    for match in found:
        if match.rule.id != winner.rule.id and match.start < winner.end and winner.start < match.end:
            yield match


def _blocked(found: Sequence[Match]) -> Iterator[Loser]:
    for match in found:
        blocker = next((other for other in found if match.rule.id in other.rule.blocks), None)
        if blocker is not None:
            yield Loser(match.rule.id, f"{blocker.rule.id} blocks it")


def _why(loser: Match, winner: Match) -> str:
    name = winner.rule.id
    if loser.rule.id in winner.rule.blocks:
        return f"{name} blocks it"
    if loser.rule.priority != winner.rule.priority:
        return f"priority {loser.rule.priority}, and {name} has {winner.rule.priority}"
    if loser.end - loser.start != winner.end - winner.start:
        return f"matches {loser.end - loser.start} characters, and {name} {winner.end - winner.start}"
    if loser.start != winner.start:
        return f"{name} begins earlier"
    return f"ties with {name}, which the files name first; give one a higher priority"


def _near_misses(attempt: Attempt, rules: RuleSet) -> Iterator[Loser]:
    """The rules that match the beginning of their pattern, the furthest first."""
    near = []
    for rule in rules.of(attempt.kind, attempt.scope):
        cut = _furthest(rule, attempt.view.folded)
        if cut is not None:
            near.append((cut[0], Loser(rule.id, cut[1])))
    near.sort(key=lambda item: -item[0])
    yield from (loser for _, loser in near[:SHOWN_NEAR])


def _furthest(rule: Rule, text: str) -> tuple[int, str] | None:
    """How many characters the longest beginning of the pattern that matches takes, and what it wants next.

    The longer the beginning, the less it matches, so that halving finds it.
    """
    pattern = rule.pattern.pattern
    cuts = _cuts(pattern)
    best: tuple[re.Match[str], int] | None = None
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        cut, depth = cuts[middle]
        found = _search(pattern[:cut] + ")" * depth, text)
        if found is None:
            high = middle
        else:
            best, low = (found, cut), middle + 1
    if best is None or best[0].end() - best[0].start() < LEAST_PREFIX:
        return None
    found, cut = best
    return found.end() - found.start(), f"takes {_short(found[0])!r}, then wants {_short(pattern[cut:])}"


def _search(pattern: str, text: str) -> re.Match[str] | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            return re.compile(pattern, re.VERBOSE).search(text)
    except re.error:
        return None


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else f"{pattern[:60]}…"


def _cuts(pattern: str) -> list[tuple[int, int]]:
    """The places at which a pattern can be cut, outside character classes, and how many groups are open there."""
    cuts = []
    depth = i = 0
    while i < len(pattern):
        opener = GROUP_OPENER.match(pattern, i)
        if opener is not None:
            depth += 1
            i = opener.end()
            continue
        if pattern[i] == "\\":
            i += 1
        elif pattern[i] == "[":
            i = _class_end(pattern, i)
        elif pattern[i] == ")":
            depth -= 1
        i += 1
        quantified = QUANTIFIER.match(pattern, i)
        i = quantified.end() if quantified else i
        cuts.append((i, depth))
    return cuts[:-1]


def _class_end(pattern: str, start: int) -> int:
    """The index of the bracket that closes the character class which opens at `start`."""
    i = start + 2 if pattern[start + 1 : start + 2] in ("]", "^") else start + 1
    while i < len(pattern) and pattern[i] != "]":
        i += 2 if pattern[i] == "\\" else 1
    return i
