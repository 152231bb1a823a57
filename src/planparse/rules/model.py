"""Rules in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from planparse.rules.match import Match, best_matches
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

    `text` is the pattern as it stands in the file, before vars and word lists are put in.
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

    def setting(self, key: str, default: str = "") -> str:
        """A setting of its ``set`` table as text; `default` where the rule has none."""
        return str(self.settings.get(key, default))


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
        if self.line:
            place += f":{self.line}"
        rule = f" [{self.rule_id}]" if self.rule_id else ""
        return f"{place}{rule} {self.message}"


class RuleError(Exception):
    """The rule files cannot be used; `problems` lists every reason at once."""

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class RuleSet:
    """All rules and word lists of a run. `version` is a hash of the files they came from."""

    rules: tuple[Rule, ...]
    words: Mapping[str, WordList]
    version: str
    disabled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vars: Mapping[str, Var] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Rule, ...]]:
        kinds: dict[str, list[Rule]] = {}
        for rule in self.rules:
            kinds.setdefault(rule.kind, []).append(rule)
        return {kind: tuple(rules) for kind, rules in kinds.items()}

    @cached_property
    def _by_scope(self) -> dict[tuple[str, str | None], tuple[Rule, ...]]:
        """What `of` has given."""
        return {}

    def of(self, kind: str, scope: str | None = None) -> tuple[Rule, ...]:
        """The rules of a kind; with `scope` only those that are tried there."""
        if (kind, scope) not in self._by_scope:
            rules = self._by_kind.get(kind, ())
            self._by_scope[kind, scope] = tuple(r for r in rules if scope is None or r.scope in ("", scope))
        return self._by_scope[kind, scope]

    def list(self, word_list: str) -> tuple[str, ...]:
        """The words of a list that the program reads. Raises RuleError where no rule file has it."""
        self.require([word_list])
        return self.words[word_list].words

    def require(self, word_lists: Iterable[str]) -> None:
        """Raise RuleError with all of these lists that no rule file has."""
        missing = [name for name in word_lists if name not in self.words]
        if missing:
            message = "no rule file has this word list, which the program reads"
            raise RuleError(RuleProblem(Path(), 0, name, message) for name in missing)

    def find(self, kind: str, view: View, scope: str | None = None) -> tuple[Match, ...]:
        """All matches of the rules of a kind in `view`, in order, none overlapping (priority, longest, first)."""
        return best_matches(self.of(kind, scope), view)

    def first(self, kind: str, view: View, scope: str | None = None) -> Match | None:
        """The match of the best rule of a kind in `view`, or None."""
        matches = self.find(kind, view, scope)
        return max(matches, key=lambda m: (m.rule.priority, m.end - m.start, -m.start)) if matches else None

    def for_municipality(self, name: str | None) -> RuleSet:
        """These rules with the exceptions of one municipality in force and those of all others left out."""
        off = self.disabled.get(name or "", frozenset())
        kept = tuple(r for r in self.rules if r.municipality in (None, name) and r.id not in off)
        return replace(self, rules=kept, disabled={})
