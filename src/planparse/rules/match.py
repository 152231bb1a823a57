"""Matching rules on views: order of file and id never decides between two rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planparse.model import Span
from planparse.source import View

if TYPE_CHECKING:
    import re

    from planparse.rules.model import Rule


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched in a view; `start` and `end` are offsets in the view's text."""

    rule: Rule
    view: View
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Offset of its first character in the view."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Offset after its last character in the view."""
        return self.found.end()

    def part(self, group: str | int = 0) -> View:
        """The view of a group, white space stripped; empty where the group is absent or took no part."""
        if isinstance(group, str) and group not in self.found.re.groupindex:
            return self.view.part(0, 0)
        start, end = self.found.span(group)
        return self.view.part(max(start, 0), max(end, 0))

    def text(self, group: str | int = 0) -> str:
        """The plan's own wording under a group, white space stripped; '' where it took no part."""
        return self.part(group).text

    def folded(self, group: str | int = 0) -> str:
        """`text` folded, for reading numbers."""
        return self.part(group).folded

    def spans(self, group: str | int = 0) -> tuple[Span, ...]:
        """The pieces of the source under a group."""
        return self.part(group).spans()


def best_matches(rules: Iterable[Rule], view: View) -> tuple[Match, ...]:
    """Non-overlapping matches in reading order; between rivals the priority decides, then length, then the earlier."""
    found = [Match(rule, view, m) for rule in rules for m in rule.pattern.finditer(view.folded) if m.end() > m.start()]
    if len(found) < 2:
        return tuple(found)
    blocked = {rule_id for match in found for rule_id in match.rule.blocks}
    found = [match for match in found if match.rule.id not in blocked]
    found.sort(key=lambda m: (-m.rule.priority, m.start - m.end, m.start))
    chosen: list[Match] = []
    for match in found:
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    return tuple(sorted(chosen, key=lambda m: m.start))
