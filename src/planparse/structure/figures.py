"""Quoted figures whose text was read line by line: their numbered lines are no headings of the plan."""

from __future__ import annotations

from planparse.document import Line
from planparse.model import LineKind
from planparse.rules import RuleSet

LONGEST_FIGURE = 80


def inside_figures(lines: tuple[Line, ...], headings: set[int], rules: RuleSet) -> frozenset[int]:
    """The lines between a paragraph that refers to a figure and that figure's caption below, no heading between."""
    inside: set[int] = set()
    for index, line in enumerate(lines):
        number = _figure_number(line, rules)
        if number is None:
            continue
        for before in range(index - 1, max(-1, index - LONGEST_FIGURE), -1):
            if before in headings:
                break
            if lines[before].kind is LineKind.BODY and _refers(lines[before], number, rules):
                inside.update(range(before + 1, index))
                break
    return frozenset(inside)


def _figure_number(line: Line, rules: RuleSet) -> str | None:
    match = rules.first("figure_number", line.view, "caption") if line.kind is LineKind.CAPTION else None
    return match.folded("number") if match else None


def _refers(line: Line, number: str, rules: RuleSet) -> bool:
    return any(match.folded("number") == number for match in rules.find("figure_number", line.view, "mention"))
