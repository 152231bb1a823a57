"""Numbers with their units."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.extract.moments import moments
from planparse.rules import Match, RuleSet
from planparse.source import View

MINUS = "-−△▲"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a number, its unit as printed; `view` is both. `as_of` is the date beside it."""

    value: float
    unit: str | None
    view: View
    rule_id: str
    as_of: str | None = None


def figure_of(match: Match, rules: RuleSet) -> Figure:
    """The figure that a rule with the groups `value`, `unit` and perhaps `as_of` or `when` matched."""
    printed = match.folded("value")
    number = float(printed.lstrip(MINUS).replace(",", ""))
    end = max(match.found.end("value"), match.found.end("unit"))
    beside = moments(match.part("as_of"), rules) or moments(match.part("as_of"), rules, "bare")  # (2030), (R12)
    dates = [moment.date for moment in (*beside, *moments(match.part("when"), rules))]
    return Figure(
        -number if printed[0] in MINUS else number,
        match.text("unit") or None,
        match.view.part(match.found.start("value"), end),
        match.rule.id,
        dates[0] if dates else None,
    )
