"""Spans of time in a text: two dates and what links them, with the number of years that is said beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from planparse.extract.calendar import Point, point_of
from planparse.model import Span
from planparse.rules import Match, Rule, RuleSet
from planparse.source import View
from planparse.structure.numbering import number_of

FULL, BARE, END = "", "bare", "end"


@dataclass(frozen=True, slots=True)
class Range:
    """A span of time at ``view.text[start:end]``; one side is None where it is open.

    `dates_start` is where its first date stands: 令和 in 5年間（令和4年度～令和8年度）.

    `needs_label` says that the text means a span only where it is called one (期間): 令和4年度から5年間, R4～R8.
    `mixed` says that 年度 and 年 are mixed, and were read as 年度 because the stated years say so.
    """

    view: View
    start: int
    end: int
    dates_start: int
    first: Point | None
    last: Point | None
    years: int | None
    rule_id: str
    needs_label: bool = False
    mixed: bool = False

    @property
    def text(self) -> str:
        """Its wording with the stated years."""
        return self.view.part(self.start, self.end).text

    @property
    def span(self) -> Span:
        """The source from its first to its last character."""
        return Span(self.view.offsets[self.start], self.view.offsets[self.end - 1] + 1)

    @property
    def is_backward(self) -> bool:
        """Whether it ends before it begins."""
        return self.first is not None and self.last is not None and self.first.first_month > self.last.last_month

    @property
    def is_contradicted(self) -> bool:
        """Whether the stated years, or the years in brackets, are not those of the dates."""
        glosses = any(point.contradicted for point in (self.first, self.last) if point)
        return glosses or not _fits(self.first, self.last, self.years)


def find_ranges(view: View, rules: RuleSet) -> tuple[Range, ...]:
    """All spans of time in `view`, in order, none overlapping; two-sided ones first, then lengths and open ends."""
    if not any(character.isnumeric() for character in view.folded):
        return ()
    found: list[Range] = []
    for candidate in (*_linked(view, rules), *_lengths(view, rules), *_open(view, rules)):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda r: r.start))


def _linked(view: View, rules: RuleSet) -> Iterator[Range]:
    """Two dates with から, ～ or the like between."""
    full = {match.end: match for match in rules.find("date", view, FULL) if match.rule.scope == FULL}
    bare = {match.end: match for match in _all(_scoped(rules, BARE), view)}
    for link in rules.find("period_link", view):
        left = full.get(link.start) or bare.get(link.start)
        first = point_of(left, rules) if left else None
        if left is None or first is None:
            continue
        right = _date_at(view, link.end, rules)
        last = point_of(right, rules, first) if right else None
        if right is None or last is None:
            continue
        found = _range(link, (left.start, link.end + right.end), first, last, rules)
        if link.rule.setting("needs") != "years" or (found.years is not None and not found.is_contradicted):
            yield found


def _date_at(view: View, start: int, rules: RuleSet) -> Match | None:
    """The longest date that begins at `start`, a whole one before one that leaves out its era or year."""
    rest = view.part(start, len(view.text))
    for scope in (FULL, END, BARE):
        matches = [m for m in _all(_scoped(rules, scope), rest) if m.start == 0]
        if matches:
            return max(matches, key=lambda m: m.end)
    return None


def _range(link: Match, at: tuple[int, int], first: Point, last: Point, rules: RuleSet) -> Range:
    start, end, years = _with_years(link.view, *at, rules)
    if first.fiscal is None and last.fiscal is not None and first.month is None:
        first = replace(first, fiscal=last.fiscal)
    bare = first.fiscal is None or last.fiscal is None
    if bare:
        first, last = replace(first, fiscal=True), replace(last, fiscal=True)
    mixed = first.fiscal != last.fiscal and first.month is None and last.month is None and years is not None
    both_fiscal = replace(first, fiscal=True), replace(last, fiscal=True)
    mixed = mixed and _months(first, last) % 12 != 0 and _months(*both_fiscal) == 12 * (years or 0)
    if mixed:
        first, last = both_fiscal
    return Range(link.view, start, end, at[0], first, last, years, link.rule.id, needs_label=bare, mixed=mixed)


def _with_years(view: View, start: int, end: int, rules: RuleSet) -> tuple[int, int, int | None]:
    """The range with まで and the stated years behind it, or the years and the bracket before it."""
    tail = rules.first("period_tail", view.part(end, len(view.text)))
    if tail is not None:
        end = _raw(view, end) + tail.end
        if tail.text("years"):
            return start, end, number_of(tail.folded("years"), rules)
    head = rules.first("period_head", view.part(0, start))
    if head is None:
        return start, end, None
    if head.text("open") and view.folded[end : end + 1] == ")":
        end += 1
    return head.start, end, number_of(head.folded("years"), rules)


def _lengths(view: View, rules: RuleSet) -> Iterator[Range]:
    """One date and a number of years: the other side follows from them."""
    for date in rules.find("date", view, FULL):
        point = point_of(date, rules) if date.rule.scope == FULL else None
        if point is None:
            continue
        after = view.part(date.end, len(view.text))
        for scope in ("from", "to"):
            match = rules.first("period_length", after, scope)
            years = number_of(match.folded("years"), rules) if match else None
            if match is None or not years or point.month is not None:
                continue
            end = _raw(view, date.end) + match.end
            other = point.shifted(years - 1 if scope == "from" else 1 - years)
            first, last = (point, other) if scope == "from" else (other, point)
            yield Range(view, date.start, end, date.start, first, last, years, match.rule.id, needs_label=True)


def _open(view: View, rules: RuleSet) -> Iterator[Range]:
    """One side of a span that the text calls a 期間."""
    for match in rules.find("period_open", view):
        ends = {side: match.part(side) for side in ("start", "end")}
        points = {side: _point(part, rules) for side, part in ends.items() if part}
        if any(points.values()):
            yield Range(
                view, match.start, match.end, match.start, points.get("start"), points.get("end"), None, match.rule.id
            )  # fmt: skip


def _point(view: View, rules: RuleSet) -> Point | None:
    match = rules.first("date", view, FULL)
    return point_of(match, rules) if match else None


def _scoped(rules: RuleSet, scope: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules.of("date") if rule.scope == scope)


def _all(rules: Iterable[Rule], view: View) -> Iterator[Match]:
    return (match for rule in rules for match in rule.matches(view))


def _raw(view: View, start: int) -> int:
    """Where ``view.part(start, …)`` begins: white space at its ends is stripped."""
    while start < len(view.text) and view.text[start].isspace():
        start += 1
    return start


def _fits(first: Point | None, last: Point | None, years: int | None) -> bool:
    """Whether a span of `years` may be said of the dates; a part of a year may count or not."""
    if first is None or last is None or years is None:
        return True
    months = _months(first, last)
    return months // 12 <= years <= -(-months // 12)


def _months(first: Point, last: Point) -> int:
    """How many months the span takes, with its first and its last."""
    (year, month), (end_year, end_month) = (map(int, text.split("-")) for text in (first.first_month, last.last_month))
    return (end_year - year) * 12 + end_month - month + 1
