"""Years and months as plans print them: 和暦 and Western years, 年度 and 年.

Where an era begins comes from `japanera`; which spellings are dates is a matter of the ``date`` rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from japanera import ERA_DATA_GENERAL

from planparse.rules import Match, RuleSet
from planparse.structure.numbering import number_of

FIRST_YEAR = "元"
FISCAL_START = 4
MONTHS = 12
LONG_YEAR = 4
MODERN = 1868
"""Since when an era is a reign, so that an initial means one of them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the calendar at the precision of the text.

    `year` is Western; `fiscal` says 年度 (True) or 年 (False), None where a bare number stands. With a `month` the
    point is a month of the calendar year. `era` is the era as printed, '' for a Western year. `contradicted` says
    that the text's own Western and Japanese years differ.
    """

    year: int
    era: str = ""
    month: int | None = None
    fiscal: bool | None = None
    contradicted: bool = False

    @property
    def first_month(self) -> str:
        """The month (YYYY-MM) in which a span that starts here begins."""
        if self.month is not None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{FISCAL_START if self.fiscal else 1:02}"

    @property
    def last_month(self) -> str:
        """The month (YYYY-MM) in which a span that ends here is over."""
        if self.month is not None:
            return self.first_month
        return f"{self.year + 1:04}-{FISCAL_START - 1:02}" if self.fiscal else f"{self.year:04}-{MONTHS:02}"

    @property
    def fiscal_year(self) -> int | None:
        """The 年度 that the text names; None where it names none."""
        return self.year if self.fiscal and self.month is None else None

    def shifted(self, years: int) -> Point:
        """The same point `years` later."""
        return replace(self, year=self.year + years)


def western_year(era: str, number: str, rules: RuleSet) -> int | None:
    """The Western year of 令和5, 令和五 or R5; None where there is no such era. `era` '' is a Western year already."""
    year = 1 if number == FIRST_YEAR else number_of(number, rules)
    if year is None:
        return None
    name = era.strip(" .")
    if not name:
        return year
    known = [e for e in ERA_DATA_GENERAL if e.since.year >= MODERN and name in (e.kanji, e.english_head)]
    return known[-1].since.year + year - 1 if known else None


def point_of(match: Match, rules: RuleSet, before: Point | None = None) -> Point | None:
    """The point that a ``date`` rule matched; what it leaves out (era, year, month) is that of the point `before`."""
    number, era = match.folded("year"), match.folded("era")
    month = int(match.folded("month")) if match.text("month") else None
    if not number:
        return _later_in(before, month, bool(match.text("day")))
    if not era and before is not None and len(number) < LONG_YEAR:
        era = before.era
        number = number if era else f"{before.year // 100}{number:0>2}"
    year = western_year(era, number, rules)
    if year is None or year < MODERN:
        return None
    glosses = [
        western_year(match.folded(f"{group}_era"), match.folded(group), rules)
        for group in ("gloss", "gloss_after")
        if match.text(group)
    ]
    fiscal = bool(match.text("fiscal") or match.text("fiscal_after")) if match.text("unit") else None
    return Point(year, era, month, fiscal, any(gloss != year for gloss in glosses))


def _later_in(before: Point | None, month: int | None, has_day: bool) -> Point | None:
    """10月15日 behind 令和元年9月27日, or 28日 behind 7月3日; a month that came before is next year's."""
    if before is None or before.month is None:
        return None
    if month is None:
        return before if has_day else None
    return replace(before, month=month, year=before.year + (month < before.month))
