"""Rules in memory, and where one matched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planparse.model import Span
from planparse.source import View

Setting = str | int | bool


@dataclass(frozen=True, slots=True)
class Example:
    """A line that a rule must match and the groups that it must give there; `sample` None: a short quote of a plan."""

    sample: str | None
    text: str
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with what follows from it. `scope` names where it is tried ('' anywhere).

    `text` is the pattern as it stands in the file, before vars and word lists are put in. `guard` is found wherever the
    pattern matches, and faster; None where there is no such thing. A stage that asks a single
    rule does so by the methods below, so that the workbench can count what it was told.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    file: Path
    line: int
    scope: str = ""
    priority: int = 0
    blocks: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    municipality: str | None = None
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    text: str = ""
    note: str = ""
    guard: re.Pattern[str] | None = None

    def setting(self, key: str, default: str = "") -> str:
        """A setting of its ``set`` table as text; `default` where the rule has none."""
        return str(self.settings.get(key, default))

    def has(self, group: str) -> bool:
        """Whether its pattern has this group."""
        return group in self.pattern.groupindex

    def search(self, folded: str) -> re.Match[str] | None:
        """The first place in a folded text where it matches."""
        return self.pattern.search(folded)

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """All places in a folded text where it matches."""
        return self.pattern.finditer(folded)

    def matches(self, view: View) -> Iterator[Match]:
        """All places in a view where it matches, whatever other rules do there."""
        return (Match(self, view, found) for found in self.pattern.finditer(view.folded))

    def sub(self, replacement: str, folded: str) -> str:
        """A folded text with `replacement` wherever it matches."""
        return self.pattern.sub(replacement, folded)


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


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list of words, in the order of its file."""

    id: str
    words: tuple[str, ...]
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Var:
    """A named piece of patterns."""

    name: str
    pattern: str
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One error in a rule file: where it is and what to do; `line` is 0 where it is of no one line."""

    file: Path
    line: int
    rule_id: str
    message: str

    def __str__(self) -> str:
        place = str(self.file) if self.file.name else "rules"
        line = f":{self.line}" if self.line else ""
        rule = f" [{self.rule_id}]" if self.rule_id else ""
        return f"{place}{line}{rule or ('' if line else ':')} {self.message}"


class RuleError(Exception):
    """The rule files cannot be used; `problems` lists every reason at once."""

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
