"""Indicators from tables: columns of 基準値, 現状値 and 目標値 with their years, and columns of results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planparse.extract.context import Context
from planparse.extract.indicators.figures import Figure, figure_of
from planparse.extract.moments import Moment, moments
from planparse.extract.sheet import Sheet
from planparse.model import Evidence, Indicator, Table
from planparse.source import View

BARE = "bare"
FIGURES = ("baseline", "value", "target")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds, by its heads: its role, and the date that they name."""

    role: str
    moment: Moment | None


def table_indicators(context: Context) -> Iterator[Indicator]:
    """The indicators of all tables."""
    for table in context.document.tables:
        sheet = _IndicatorTable(context, table)
        if sheet.is_indicators:
            yield from sheet.indicators()
        else:
            yield from sheet.results()


class _IndicatorTable:
    """One table with the roles of its columns."""

    def __init__(self, context: Context, table: Table) -> None:
        self.rules = context.rules
        self.table = table
        self.sheet = Sheet(context.document, table)
        self.header_rows = max(table.header_rows, 1)
        self.columns = [self._column(col) for col in range(table.n_cols)]
        self.roles = [column.role for column in self.columns]
        self.body = range(self.header_rows, table.n_rows)

    @property
    def is_indicators(self) -> bool:
        """Whether it names indicators and sets targets or baselines beside them."""
        return bool({"target", "baseline"} & set(self.roles)) and "result" not in self.roles

    def indicators(self) -> Iterator[Indicator]:
        """One a row that has a name and a figure."""
        name_col = self.roles.index("name") if "name" in self.roles else 0
        if self.roles[name_col] in FIGURES:
            return
        for row in self.body:
            name = self.sheet.view(row, name_col)
            figures = {role: found for role in FIGURES if (found := self._figure(row, role))}
            if name and figures:
                yield self._indicator(name, figures, row)

    def results(self) -> Iterator[Indicator]:
        """One a cell of results that counts what is done; the cell before it names it."""
        for col in (index for index, role in enumerate(self.roles) if role == "result" and index):
            for row in self.body:
                match = self.rules.first("indicator_value", self.sheet.view(row, col), "result")
                name = self.sheet.view(row, col - 1)
                if match is None or not name:
                    continue
                figure = figure_of(match, self.rules)
                evidence = (Evidence("name", name.spans()), Evidence("value", figure.view.spans()))
                yield Indicator(
                    name.text, figure.value, figure.unit, figure.as_of, None, None, None, self.table.section,
                    figure.rule_id, evidence,
                )  # fmt: skip

    def _column(self, col: int) -> _Column:
        heads = [self.sheet.view(row, col) for row in range(self.header_rows)]
        above = next((self.sheet.view(0, left) for left in range(col, -1, -1) if self.sheet.view(0, left)), None)
        if heads and above and not heads[0] and any(heads[1:]):
            heads[0] = above
        matches = [match for head in heads if head and (match := self.rules.first("indicator_head", head))]
        dates = [moment for head in heads for moment in moments(head, self.rules, BARE)]
        return _Column(matches[0].rule.setting("role") if matches else "", dates[-1] if dates else None)

    def _figure(self, row: int, role: str) -> tuple[Figure, Moment | None] | None:
        """The figure of the last column of `role` in a row, and its date: in its cell, beside it, or in the head."""
        found: Figure | None = None
        date: Moment | None = None
        for col, column in enumerate(self.columns):
            view = self.sheet.view(row, col) if column.role == role else None
            if not view:
                continue
            if moment := self._whole_date(view):
                date = moment
            elif match := self.rules.first("indicator_value", view, "cell"):
                found = figure_of(match, self.rules)
                date = next(iter(moments(match.part("as_of"), self.rules, BARE)), None) or column.moment
        return (found, date) if found else None

    def _whole_date(self, view: View) -> Moment | None:
        dates = moments(view, self.rules, BARE)
        return dates[0] if dates and (dates[0].start, dates[0].end) == (0, len(view.text)) else None

    def _indicator(self, name: View, figures: dict[str, tuple[Figure, Moment | None]], row: int) -> Indicator:
        unit = next((figure.unit for figure, _ in figures.values() if figure.unit), None) or self._unit(row)
        values = {role: figures[role][0].value if role in figures else None for role in FIGURES}
        dates = {role: figures[role][1] if role in figures else None for role in FIGURES}
        dated = dates["value"] if "value" in figures else dates["baseline"]
        target = dates["target"]
        evidence = (
            Evidence("name", name.spans()),
            *(Evidence(role, figure.view.spans()) for role, (figure, _) in figures.items()),
        )
        return Indicator(
            name.text, values["value"], unit, dated.date if dated else None, values["baseline"], values["target"],
            target.year if target else None, self.table.section, next(iter(figures.values()))[0].rule_id, evidence,
        )  # fmt: skip

    def _unit(self, row: int) -> str | None:
        """The unit of a column of units."""
        return self.sheet.view(row, self.roles.index("unit")).text or None if "unit" in self.roles else None
