"""Dates to the day: what `calendar` reads, with the day, as YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.extract.calendar import FIRST_YEAR, point_of
from planparse.rules import Match, RuleSet
from planparse.source import View


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at ``view.text[start:end]``; of a 年度 only the `year` is known."""

    view: View
    start: int
    end: int
    year: int
    month: int | None
    day: int | None

    @property
    def date(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD, as exact as the text."""
        return written(self.year, self.month, self.day)


def written(year: int, month: int | None, day: int | None) -> str:
    """A date in ISO 8601, as exact as what is known of it."""
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def moments(view: View, rules: RuleSet, scope: str = "") -> tuple[Moment, ...]:
    """The whole dates in `view`, in order; those that leave their year out are none.

    With the scope `bare` a year without 年 (R12) is one too, as it is in the heads of tables.
    """
    if not any(character.isnumeric() or character == FIRST_YEAR for character in view.folded):
        return ()
    matches = (match for match in rules.find("date", view, scope) if match.rule.scope in ("", scope))
    return tuple(moment for match in matches if (moment := _moment(match, rules)))


def _moment(match: Match, rules: RuleSet) -> Moment | None:
    point = point_of(match, rules)
    if point is None:
        return None
    day = int(match.folded("day")) if point.month and match.text("day") else None
    return Moment(match.view, match.start, match.end, point.year, point.month, day)
