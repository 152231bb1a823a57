"""All rules of a run, as the stages ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from planparse.rules.match import best_matches
from planparse.rules.model import Match, Rule, RuleError, RuleProblem, Var, WordList
from planparse.source import View


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
