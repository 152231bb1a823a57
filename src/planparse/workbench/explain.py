"""Why a fact is as it is, and why a line was read as it was: which rules tried, which won, why the others did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planparse.document import Line
from planparse.errors import UserError
from planparse.fold import fold
from planparse.model import LineKind, Span
from planparse.rules import Match, Rule
from planparse.source import View
from planparse.store import Row
from planparse.structure.outline import PROSE
from planparse.structure.titles import is_title
from planparse.workbench.bench import Reading
from planparse.workbench.changes import NAMES
from planparse.workbench.lines import Numbers
from planparse.workbench.samples import view_of
from planparse.workbench.why import Trial, next_best, trials


@dataclass(frozen=True)
class FactStory:
    """A fact: its row, its rule and where that stands, its evidence (rows of the database), and how the rule won.

    `beside` are the rules of other kinds that said something on the same words, each with its kind.
    """

    table: str
    row: Row
    rule_id: str | None
    rule_file: str | None
    rule_line: int | None
    evidence: Sequence[Row]
    trials: Sequence[Trial]
    beside: Sequence[str]


@dataclass(frozen=True)
class LineStory:
    """A line: how it was typed and by which rule, its section, the facts read from it, and what was tried on it.

    `remarks` say what no rule decides: why a line that looks like a heading is none, with which line it is read as one.
    """

    line: int
    page: int
    text: str
    kind: str
    rule_id: str | None
    section: str
    remarks: Sequence[str]
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
    """The story of a fact by its id in the rows of the reading. Raises UserError for unknown ones."""
    rows = _by_id(reading, table)
    if fact_id not in rows:
        known = [f"{name}:{found[0]['id']} to {found[-1]['id']}" for name, found in _fact_tables(reading).items()]
        raise UserError(
            f"there is no fact {table}:{fact_id}", f"the facts of this plan are {', '.join(known) or 'none'}"
        )
    row = rows[fact_id]
    proof = [e for e in reading.rows.tables.get("evidence", ()) if (e["fact_table"], e["fact_id"]) == (table, fact_id)]
    rule_id = row.get("rule")
    if table == "sections":
        rule_id = reading.plan.document.sections[int(str(row["position"]))].rule_id
    rule = next((rule for rule in reading.rules.rules if rule.id == rule_id), None)
    spans = [_span(reading, e) for e in proof]
    won = [] if rule is None else _won(reading, rule, spans) or _won_alone(reading, rule, row)
    return FactStory(
        table,
        row,
        rule.id if rule else None,
        str(rule.file) if rule else None,
        rule.line if rule else None,
        proof,
        list(_distinct(won)),
        _beside(reading, rule, spans),
    )


def _by_id(reading: Reading, table: str) -> dict[object, Row]:
    return {row.get("id"): row for row in reading.rows.tables.get(table, ())}


def _won(reading: Reading, rule: Rule, spans: Sequence[Span]) -> list[Trial]:
    """How a rule won on these words, or else on the cells that head them."""
    return _won_on(reading, rule, spans) or _won_on(reading, rule, _heads(reading, spans))


def _won_on(reading: Reading, rule: Rule, spans: Sequence[Span]) -> list[Trial]:
    return [
        next_best(trial, attempt, reading.rules)
        for attempt in reading.attempts
        if any(match.rule.id == rule.id for match in attempt.chosen)
        for trial in trials(attempt, reading.rules, lambda match: match.rule.id == rule.id and _touches(match, spans))
    ]


def _heads(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """The cells before those on which `spans` stand, in their rows and in their columns."""
    heads: list[Span] = []
    for table in reading.plan.document.tables:
        here = [cell for cell in table.cells if any(_meet(one, other) for one in cell.spans for other in spans)]
        for cell in table.cells:
            for fact in here:
                above = (
                    cell.row < fact.row and cell.col < fact.col + fact.col_span and fact.col < cell.col + cell.col_span
                )
                if above or (cell.col < fact.col and cell.row <= fact.row < cell.row + cell.row_span):
                    heads += cell.spans
    return heads


def _won_alone(reading: Reading, rule: Rule, row: Row) -> list[Trial]:
    """How a rule won on a text by itself, such as the label of a measure, or the measure that a theme is about."""
    owner = row if row.get("measure_id") is None else _by_id(reading, "measures")[row["measure_id"]]
    texts = {fold(value) for value in owner.values() if isinstance(value, str)}
    fired = {firing.place for trail in reading.trails for firing in trail.fired if firing.rule_id == rule.id}
    views = [view_of(text) for text in sorted(texts) if text in fired]
    return [
        Trial(rule.kind, None, view.text, rule.id, {name: match.text(name) for name in match.found.re.groupindex}, [])
        for view in views
        for match in rule.matches(view)
    ]


def _beside(reading: Reading, rule: Rule | None, spans: Sequence[Span]) -> list[str]:
    """KIND: RULE of the matches of other kinds that the stages were given on these words."""
    found = {
        f"{attempt.kind}: {match.rule.id}": None
        for attempt in reading.attempts
        for match in attempt.chosen
        if (rule is None or attempt.kind != rule.kind) and _touches(match, spans)
    }
    return list(found)


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


def explain_line(reading: Reading, number: int, kind: str | None = None) -> LineStory:
    """The story of a printed line, by its number from 1. Raises UserError where there is none.

    Where nothing matched, it names the rules that came nearest of the kinds that type lines; with `kind` it has the
    trials of the kinds that begin so only, all with those rules.
    """
    document = reading.plan.document
    numbers = Numbers(document.source)
    span = numbers.span(number)
    index = next(i for i, line in enumerate(document.lines) if any(_meet(piece, span) for piece in line.spans))
    line = document.lines[index]
    section = document.sections[document.section_of_line[index]] if document.sections else None
    whole = line.spans if line.view else (span,)
    typing = reading.trails[0].kinds
    tried = (
        next_best(trial, attempt, reading.rules) if kind or (not trial.winner and trial.kind in typing) else trial
        for attempt in reading.attempts
        if attempt.view and attempt.kind.startswith(kind or "") and _inside(attempt.view, whole)
        for trial in trials(attempt, reading.rules, lambda match: _touches(match, whole))
    )
    return LineStory(
        number,
        document.source.page_of(span.start),
        line.text,
        line.kind.value,
        line.rule_id,
        f"{section.number} {section.title}".strip() if section else "",
        list(_remarks(reading, index, numbers)),
        _facts_on(reading, line),
        list(_distinct(tried)),
    )


def _remarks(reading: Reading, index: int, numbers: Numbers) -> Iterator[str]:
    document = reading.plan.document
    line = document.lines[index]
    printed = {numbers.of(offset): None for offset in line.view.offsets}
    if len(printed) > 1:
        yield f"read as one: the printed lines {', '.join(map(str, printed))}"
    if line.kind in (LineKind.HEADING, LineKind.REPEAT):
        return
    looks = reading.rules.first("heading", line.view) if line.view else None
    why = document.refused.get(index)
    if looks is not None:
        yield f"no heading: {why or 'no stage tried it as one'} ({looks.rule.id} matches)"
    elif line.view and line.kind in PROSE and is_title(line.view):
        yield f"no heading: {why or 'no heading rule matches'}"
    if looks is not None and document.toc and line.kind is not LineKind.TOC:
        yield "the table of contents does not list it, or not here"


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
    """The facts with evidence on a line, as TABLE:ID and their fields there."""
    fields: dict[str, dict[str, None]] = {}
    for e in reading.rows.tables.get("evidence", ()):
        if any(_meet(_span(reading, e), piece) for piece in line.spans):
            fields.setdefault(f"{e['fact_table']}:{e['fact_id']}", {})[str(e["field"])] = None
    return [f"{fact} ({', '.join(names)})" for fact, names in fields.items()]


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
