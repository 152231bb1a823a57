"""See what each stage asks of the rules and what it is given."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from planparse.rules import Match, Rule, RuleSet
from planparse.source import View


@dataclass(frozen=True)
class Attempt:
    """Once that a stage tried the rules of a kind on a view. `chosen` are the matches that it was given."""

    kind: str
    scope: str | None
    view: View
    chosen: tuple[Match, ...]


@dataclass
class Trail:
    """Everything that one stage asked for, in order: attempts, kinds of rules and word lists."""

    attempts: list[Attempt] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)

    def inputs(self, rules: RuleSet) -> Hashable:
        """What of `rules` the stage depended on: with equal inputs it would do the same again."""
        asked = tuple(_content(rule) for kind in sorted(self.kinds) for rule in rules.of(kind))
        words = tuple((name, rules.words[name].words) for name in sorted(self.lists) if name in rules.words)
        return asked, words, tuple(sorted(rules.disabled.items(), key=str))


def _content(rule: Rule) -> Hashable:
    """What makes a rule behave as it does."""
    return (
        rule.id, rule.kind, rule.pattern.pattern, rule.scope, rule.priority, rule.blocks,
        tuple(sorted(rule.settings.items())), rule.municipality,
    )  # fmt: skip


@dataclass(frozen=True)
class TracedRules(RuleSet):
    """Rules that write down on `trail` what they are asked for; those of one municipality share it."""

    trail: Trail = field(default_factory=Trail, compare=False, repr=False)

    def of(self, kind: str, scope: str | None = None) -> tuple[Rule, ...]:
        """As the plain rules, noted."""
        self.trail.kinds.add(kind)
        return super().of(kind, scope)

    def list(self, word_list: str) -> tuple[str, ...]:
        """As the plain rules, noted."""
        self.trail.lists.add(word_list)
        return super().list(word_list)

    def find(self, kind: str, view: View, scope: str | None = None) -> tuple[Match, ...]:
        """As the plain rules, noted."""
        chosen = super().find(kind, view, scope)
        self.trail.attempts.append(Attempt(kind, scope, view, chosen))
        return chosen


def traced(rules: RuleSet) -> TracedRules:
    """`rules` with a new trail."""
    return TracedRules(rules.rules, rules.words, rules.version, rules.disabled, rules.vars)
