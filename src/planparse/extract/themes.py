"""Set each measure against a list of themes, such as the items of the national 自治体DX推進計画.

The plan's title chooses the list (rules of kind `theme_list`); each theme is one rule. The title of a measure decides;
only where it fits none is its description read, since a description mentions much that it is not about.
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.extract.context import Context
from planparse.fold import fold
from planparse.model import Measure, MeasureTheme, Theme
from planparse.rules import Rule


def extract_themes(
    context: Context, measures: tuple[Measure, ...]
) -> tuple[tuple[Theme, ...], tuple[MeasureTheme, ...]]:
    """The themes of the plan's list, and which measures are about which; a measure about none says so once."""
    chosen = _chosen_list(context)
    rules = [rule for rule in context.rules.of("theme") if rule.setting("list") == chosen]
    themes = tuple(Theme(rule.setting("key"), rule.setting("title"), chosen) for rule in rules)
    found = [item for index, measure in enumerate(measures) for item in _about(index, measure, rules)]
    return themes, tuple(found) if themes else ()


def _chosen_list(context: Context) -> str:
    """The list of the rule of highest priority that matches the plan's title; '' where there is none."""
    title = fold(context.identity.title or context.identity.name or "")
    rules = [rule for rule in context.rules.of("theme_list") if rule.search(title)]
    best = max(rules, key=lambda rule: rule.priority, default=None)
    return best.setting("list") if best else ""


def _about(index: int, measure: Measure, rules: list[Rule]) -> Iterator[MeasureTheme]:
    for text in (measure.title, measure.description or ""):
        folded = fold(text)
        matching = [position for position, rule in enumerate(rules) if rule.search(folded)]
        if matching:
            yield from (MeasureTheme(index, position, rules[position].id) for position in matching)
            return
    yield MeasureTheme(index, None, None)
