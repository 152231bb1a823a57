"""Events: chronologies in tables (年, 月, what happened; a blank cell goes on with the row above) and dated lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from planparse.document import Line
from planparse.extract.context import Context
from planparse.extract.moments import Moment, moments, written
from planparse.extract.sheet import Sheet
from planparse.model import Event, Evidence, LineKind, Scope, Table
from planparse.rules import Match
from planparse.source import View

FEWEST = 2
"""A single dated row or line is no chronology."""


def extract_events(context: Context) -> tuple[Event, ...]:
    """The events of a document in reading order."""
    events = [event for table in context.document.tables for event in _Chronology(context, table).events()]
    events += _dated_lines(context)
    return tuple(sorted(events, key=lambda event: event.evidence[0].spans[0]))


@dataclass(frozen=True)
class _Row:
    """A row of a chronology: its date, the cells that give it, those that say what happened, and one of these read."""

    date: str
    dates: tuple[View, ...]
    texts: tuple[View, ...]
    match: Match


class _Chronology:
    """One table, read as a chronology: a column of dates or years, maybe one of months, and what happened then.

    More than one cell may say what happened (the meeting, what it was about), but only where the dates are no mere
    years: a table of what is planned or counted each year looks the same.
    """

    def __init__(self, context: Context, table: Table) -> None:
        self.context = context
        self.rules = context.rules
        self.table = table
        self.sheet = Sheet(context.document, table)
        first = self.sheet.view(0, 0)
        has_heads = first and not self._date(first) and not self.rules.first("event_count", first)
        self.body = range(table.header_rows or int(bool(has_heads)), table.n_rows)

    def events(self) -> list[Event]:
        """Its events; none where it is no chronology."""
        date_col = 1 if self._holds(0, lambda cell: bool(self.rules.first("event_count", cell))) else 0
        if not self._holds(date_col, lambda cell: bool(self._date(cell))):
            return []
        rows = list(self._rows(date_col))
        if len(rows) < FEWEST or any(row is None for row in rows):
            return []
        scope = _scope(self.context, self.table.section, self.context.document.source.view(self.table.caption))
        return [self._event(row, scope) for row in rows if row is not None]

    def _rows(self, date_col: int) -> Iterator[_Row | None]:
        """The rows in which something happened; None for one that no chronology has."""
        has_months = self._holds(date_col + 1, lambda cell: bool(self.rules.first("event_month", cell)))
        month_col = date_col + 1 if has_months and date_col + 2 < self.table.n_cols else None
        text_cols = [col for col in range(self.table.n_cols) if col not in (date_col, month_col)]
        year: tuple[Moment, View] | None = None
        month: tuple[int, int | None, View] | None = None
        for row in self.body:
            first = self.sheet.view(row, date_col)
            if first:
                moment = self._date(first)
                year, month = (moment, first) if moment else None, None
            printed = self.sheet.view(row, month_col) if month_col is not None else first.part(0, 0)
            match = self.rules.first("event_month", printed) if printed else None
            if match is not None:
                month = (int(match.folded("month")), int(match.folded("day") or 0) or None, printed)
            texts = tuple(view for col in text_cols if (view := self.sheet.view(row, col)))
            if not texts:
                continue
            event = next((found for view in texts if (found := self.rules.first("event", view, "table"))), None)
            if year is None or event is None or (len(texts) > 1 and month is None and year[0].month is None):
                yield None
                return
            date = year[0].date if month is None else written(year[0].year, *month[:2])
            yield _Row(date, (year[1], *([month[2]] if month else [])), texts, event)

    def _holds(self, col: int, is_one: Callable[[View], bool]) -> bool:
        """Whether a column holds such cells and nothing else."""
        cells = [cell for row in self.body if (cell := self.sheet.view(row, col))]
        return bool(cells) and all(map(is_one, cells))

    def _date(self, view: View) -> Moment | None:
        """The date that a cell holds, which may be the first day of a span."""
        found = moments(view, self.rules)
        if not found or found[0].start:
            return None
        rest = view.part(found[0].end, len(view.text))
        return found[0] if not rest or self.rules.first("event_date", rest) else None

    def _event(self, row: _Row, scope: Scope) -> Event:
        text = tuple(span for view in row.texts for span in view.spans())
        date = tuple(span for view in row.dates for span in view.spans())
        evidence = (Evidence("text", text), Evidence("date", date))
        words = " ".join(view.text for view in row.texts)
        return Event(row.date, words, scope, self.table.section, row.match.rule.id, evidence)


def _dated_lines(context: Context) -> Iterator[Event]:
    """The events of runs of lines that begin with a date."""
    document = context.document
    lines = [(index, line) for index, line in enumerate(document.lines) if line.kind is not LineKind.BLANK]
    dated = [(index, _line_event(context, line)) for index, line in lines]
    for is_event, run in groupby(dated, key=lambda item: item[1] is not None):
        events = [(index, found) for index, found in run if found is not None]
        if not is_event or len(events) < FEWEST:
            continue
        for index, (moment, text) in events:
            section = document.section_of_line[index]
            evidence = (
                Evidence("text", text.spans("text")),
                Evidence("date", moment.view.spans(moment.start, moment.end)),
            )
            scope = _scope(context, section, None)
            yield Event(moment.date, text.text("text"), scope, section, text.rule.id, evidence)


def _line_event(context: Context, line: Line) -> tuple[Moment, Match] | None:
    if line.kind not in (LineKind.BODY, LineKind.BULLET, LineKind.CAPTION):
        return None
    bullet = context.rules.first("bullet", line.view)
    view = line.view.part(bullet.found.end("mark"), len(line.view.text)) if bullet else line.view
    found = moments(view, context.rules)
    if not found or found[0].start:
        return None
    text = context.rules.first("event", view.part(found[0].start, len(view.text)), "line")
    return (found[0], text) if text else None


def _scope(context: Context, section: int, caption: View | None) -> Scope:
    """Whose events they are: by the caption, then by the headings above; this plan's municipality's if none says."""
    document = context.document
    titled = context.rules.first("caption", caption) if caption else None
    views = [titled.part("title")] if titled else []
    position: int | None = section
    while position is not None:
        views.append(document.source.view(document.sections[position].title_spans))
        position = document.sections[position].parent
    for view in views:
        match = context.rules.first("mention_scope", view, "section") if view else None
        if match is not None:
            return Scope(match.rule.setting("scope"))
    return Scope.OWN
