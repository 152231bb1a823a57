"""Extract periods: every span of time with what it is of, whose it is and how the text words it.

The same span of the same plan stands once, in its best wording: a sentence of a section on the period before a table,
a table before the cover. This plan's own period is one; further spans of this plan are of other kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planparse.extract.context import Context
from planparse.extract.cover import cover_lines
from planparse.extract.holders import Holder, Holders, sentence_bounds
from planparse.extract.names import key
from planparse.extract.ranges import Range, find_ranges
from planparse.extract.rows import Rows
from planparse.model import Diagnostic, Evidence, LineKind, Period, Scope, Severity
from planparse.passage import Passage
from planparse.rules import Match
from planparse.source import View
from planparse.structure.numbering import number_of

PLAN_PERIOD, SURVEY, PROJECT, OTHER = "plan_period", "survey", "project", "other"
STRONG, WEAK = "strong", "weak"
COVER_RANK, TABLE_RANK, PROSE_RANK, LABEL_RANK, SECTION_RANK = range(5)


@dataclass(frozen=True, slots=True)
class _Found:
    """A period with how good its wording is; `span` is the range that it was read from."""

    period: Period
    span: Range
    rank: int


def extract_periods(context: Context) -> tuple[tuple[Period, ...], tuple[Diagnostic, ...]]:
    """The periods of a document in reading order, and those whose years do not add up."""
    reader = _Reader(context)
    found = list(reader.read())
    diagnostics = [diagnostic for one in found if (diagnostic := _doubt(one.span)) is not None]
    own, noted = _one_own(_merged(found, context))
    periods = sorted(own, key=lambda one: one.span.view.offsets[one.span.start])
    return tuple(one.period for one in periods), (*dict.fromkeys(diagnostics), *noted)


class _Reader:
    """Reads the spans of one document."""

    def __init__(self, context: Context) -> None:
        self._rules = context.rules
        self._document = context.document
        self._holders = Holders(context)
        self._rows = Rows(context.document)

    def read(self) -> Iterator[_Found]:
        """Every span of the body, and of cover lines that give nothing else."""
        for view in cover_lines(self._document):
            for span in find_ranges(view, self._rules):
                if not span.needs_label and self._rules.first("title_stop", view) is not None:
                    yield _Found(self._period(span, PLAN_PERIOD, self._holders.own, 0), span, COVER_RANK)
        for passage in self._document.passages:
            for span in find_ranges(passage.view, self._rules):
                yield from self._classified(passage, span)

    def _classified(self, passage: Passage, span: Range) -> Iterator[_Found]:
        """The span as a period; nothing where it only counts if the text calls it a span, and it does not."""
        beside = [view for view in self._rows.row_of(passage.view) if view.offsets != passage.view.offsets]
        kind, rank = self._kind(passage, span, beside)
        if self._holders.names_plan(passage, span.start, span.end):
            kind = PLAN_PERIOD
        if span.needs_label and kind == OTHER:
            return
        if beside and span.years is None:
            span = replace(span, years=self._years(beside))
        if kind != PLAN_PERIOD:
            of_section = self._holders.of_section(passage.section, passage.view.offsets[0]).scope
            scope = Scope.OTHER if self._is_note(passage) else of_section
            holder = Holder(self._subject(passage, span, kind, beside), scope)
        else:
            holder = self._plan(passage, span, beside)
            part = self._part(passage, span)
            if part is not None and not self._is_number(part, holder):
                kind, holder = OTHER, Holder(part.text("part"), holder.scope)
        yield _Found(self._period(span, kind, holder, passage.section), span, rank)

    def _kind(self, passage: Passage, span: Range, beside: list[View]) -> tuple[str, int]:
        """What a span is of, by the nearest word that tells, and how good a place it is that says so."""
        title = next(self._titles(passage.section))
        of_title = self._rules.first("period_kind", title, STRONG)
        nearest = self._nearest(passage, span)
        if nearest is not None:
            kind = nearest.rule.setting("kind")
            in_section = of_title is not None and of_title.rule.setting("kind") == kind
            return kind, TABLE_RANK if beside else SECTION_RANK if in_section else LABEL_RANK
        if self._is_note(passage):
            return OTHER, PROSE_RANK
        rank = TABLE_RANK if beside else PROSE_RANK
        for view in (*beside, *self._rows.heads(passage.view), *self._above(passage), *self._titles(passage.section)):
            match = self._rules.first("period_kind", view, STRONG)
            if match is not None:
                return match.rule.setting("kind"), rank
        sentence = passage.view.part(*sentence_bounds(passage.view, span.start, span.end))
        weak = self._rules.first("period_kind", sentence, WEAK)
        return (weak.rule.setting("kind") if weak else OTHER), rank

    def _is_note(self, passage: Passage) -> bool:
        return self._document.lines[passage.line].kind is LineKind.NOTE

    def _nearest(self, passage: Passage, span: Range) -> Match | None:
        """The word of the sentence that tells what the span is of and stands nearest to it; in an open span its own."""
        own = self._rules.first("period_kind", passage.view.part(span.start, span.end), STRONG)
        if own is not None:
            return own
        before, after = passage.before(span.start), passage.after(span.end)
        found = [(len(before.text) - m.end, m) for m in self._rules.find("period_kind", before, STRONG)]
        found += [(m.start, m) for m in self._rules.find("period_kind", after, STRONG)]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _above(self, passage: Passage) -> Iterator[View]:
        """The caption or short line right above the line of the span."""
        for index in range(passage.line - 1, -1, -1):
            line = self._document.lines[index]
            if line.kind is LineKind.CAPTION or (line.kind is LineKind.BODY and not line.text.endswith("。")):
                yield line.view
            if line.kind is not LineKind.BLANK:
                return

    def _titles(self, section: int | None) -> Iterator[View]:
        """The titles of the section and of those above it."""
        while section is not None:
            here = self._document.sections[section]
            yield self._document.source.view(here.title_spans)
            section = here.parent

    def _part(self, passage: Passage, span: Range) -> Match | None:
        """The word behind or before a span that makes it a part of a plan's period."""
        after = self._rules.first("period_part", passage.after(span.end), "after")
        return after or self._rules.first("period_part", passage.view.part(0, span.dates_start), "before")

    def _is_number(self, part: Match, holder: Holder) -> bool:
        """Whether 第2期 before a span tells which plan it is of: the plans of others have numbers, this one parts."""
        return holder.scope is not Scope.OWN and self._rules.first("ordinal", part.part("part")) is not None

    def _plan(self, passage: Passage, span: Range, beside: list[View]) -> Holder:
        """Whose plan's period it is; in a table that of the plan in the same row, but for one that its cell names."""
        attached = self._holders.attached(passage.view, span.start) if beside else None
        if attached is not None:
            return attached
        for view in (passage.view.part(span.start, span.end), *beside):
            holder = self._holders.in_cell(view)
            if holder is not None:
                return holder
        return self._holders.of_span(passage, span.start, span.end)

    def _subject(self, passage: Passage, span: Range, kind: str, beside: list[View]) -> str | None:
        """What a span that is no plan's period is of, in the text's words."""
        before, after = passage.before(span.start), passage.after(span.end)
        note = self._rules.first("note", passage.view) if self._is_note(passage) else None
        if note is not None and note.text("term"):
            return note.text("term")
        if kind == SURVEY:
            for view in (after, before, *beside, *self._titles(passage.section)):
                match = self._rules.first("period_subject", view, SURVEY)
                if match is not None:
                    return match.text("subject")
        for view, scope in ((after, "after"), (before, "before")):
            match = self._rules.first("period_subject", view, scope)
            if match is not None and match.rule.scope == scope:
                return match.text("subject")
        topic = self._rules.first("period_subject", before, "topic") if kind == PROJECT else None
        if topic is not None:
            return topic.text("subject")
        part = self._part(passage, span)
        if part is not None:
            return part.text("part")
        return beside[0].text if len(beside) == 1 else None

    def _years(self, beside: list[View]) -> int | None:
        """The years that a cell of the same row states."""
        stated = [match for view in beside if (match := self._rules.first("period_years", view))]
        return number_of(stated[0].folded("years"), self._rules) if stated else None

    def _period(self, span: Range, kind: str, holder: Holder, section: int) -> Period:
        wording = span.view.part(span.start, span.end)
        first, last = span.first, span.last
        return Period(
            subject=holder.name,
            scope=holder.scope,
            kind=kind,
            start=first.first_month if first else None,
            end=last.last_month if last else None,
            start_fiscal_year=first.fiscal_year if first else None,
            end_fiscal_year=last.fiscal_year if last else None,
            years=span.years,
            text=wording.text,
            section=section,
            rule_id=span.rule_id,
            evidence=(Evidence("text", wording.spans()),),
        )


def _merged(found: Iterable[_Found], context: Context) -> list[_Found]:
    """Each span of each subject once: in the best wording, with the longest subject."""
    kept: list[_Found] = []
    for one in found:
        for index, other in enumerate(kept):
            if _same(one, other, context):
                better = max((other, one), key=lambda f: (f.period.years is not None, f.rank))
                subjects = [f.period.subject for f in (other, one) if f.period.subject]
                if better.period.kind != PLAN_PERIOD and subjects:
                    better = replace(better, period=replace(better.period, subject=max(subjects, key=len)))
                kept[index] = better
                break
        else:
            kept.append(one)
    return kept


def _same(one: _Found, other: _Found, context: Context) -> bool:
    """Whether two are one span of one subject; of spans in tables, which may stand in every row, one is enough."""
    first, second = one.period, other.period
    if (first.start, first.end, first.kind) != (second.start, second.end, second.kind):
        return False
    a, b = (key(period.subject or "", context.rules) for period in (first, second))
    if first.kind == PLAN_PERIOD:
        return a == b
    return a in b or b in a or TABLE_RANK in (one.rank, other.rank)


def _one_own(found: list[_Found]) -> tuple[list[_Found], list[Diagnostic]]:
    """`found` with one own period: further ones in the text are other spans, one on the cover is doubted."""
    own = [one for one in found if one.period.scope is Scope.OWN and one.period.kind == PLAN_PERIOD]
    if len(own) < 2:
        return found, []
    best = max(own, key=lambda one: (one.rank, one.period.years is not None))
    kept, noted = [], []
    for one in found:
        if one is best or one not in own:
            kept.append(one)
        elif one.rank > COVER_RANK:
            kept.append(replace(one, period=replace(one.period, kind=OTHER)))
        else:
            message = f"the cover gives {one.period.text}, the text {best.period.text}"
            noted.append(Diagnostic("period_mismatch", Severity.WARNING, message, one.span.span))
    return kept, noted


def _doubt(span: Range) -> Diagnostic | None:
    """What does not add up in a span."""
    if span.is_backward:
        message = f"{span.text} ends before it begins"
    elif span.is_contradicted:
        message = f"{span.text}: the years in it contradict each other"
    elif span.mixed:
        message = f"{span.text} mixes 年度 and 年; the stated years fit 年度"
    else:
        return None
    return Diagnostic("period_mismatch", Severity.WARNING, message, span.span)
