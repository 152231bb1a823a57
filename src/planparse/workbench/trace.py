"""See what each stage asks of the rules and what it is given."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, fields

from planparse.rules import Match, Rule, RuleSet
from planparse.source import View


@dataclass(frozen=True)
class Attempt:
    """Once that a stage tried the rules of a kind on a view. `chosen` are the matches that it was given."""

    kind: str
    scope: str | None
    view: View
    chosen: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Firing:
    """One place where a rule told a stage something: an offset of the source, or a text that stands alone."""

    rule_id: str
    place: int | str
    start: int
    end: int


@dataclass
class Trail:
    """Everything that one stage asked for: attempts in order, rules by kind and scope, word lists; and what fired."""

    attempts: list[Attempt] = field(default_factory=list)
    asked: set[tuple[str, str | None]] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    fired: set[Firing] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """The kinds of rules that were asked for."""
        return {kind for kind, _ in self.asked}

    def note(self, match: Match) -> None:
        """Write down a match in a view; each once, although several stages may have tried the same line."""
        if match.end > match.start:
            offset = match.view.offsets[match.start]
            self.fired.add(Firing(match.rule.id, offset, 0, match.end - match.start))

    def note_text(self, rule: Rule, found: re.Match[str]) -> None:
        """Write down a match in a text of which nobody knows where it stands, such as a name."""
        if found.end() > found.start():
            self.fired.add(Firing(rule.id, found.string, *found.span()))

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


@dataclass(frozen=True, slots=True)
class TracedRule(Rule):
    """A rule that writes down on `trail` what it tells a stage that asks it by itself."""

    trail: Trail = field(default_factory=Trail, compare=False, repr=False)

    def search(self, folded: str) -> re.Match[str] | None:
        """As the plain rule, noted."""
        found = self.pattern.search(folded)
        if found is not None:
            self.trail.note_text(self, found)
        return found

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """As the plain rule, noted."""
        for found in self.pattern.finditer(folded):
            self.trail.note_text(self, found)
            yield found

    def matches(self, view: View) -> Iterator[Match]:
        """As the plain rule, noted."""
        for found in self.pattern.finditer(view.folded):
            match = Match(self, view, found)
            self.trail.note(match)
            yield match

    def sub(self, replacement: str, folded: str) -> str:
        """As the plain rule, noted."""
        for found in self.pattern.finditer(folded):
            self.trail.note_text(self, found)
        return self.pattern.sub(replacement, folded)


@dataclass(frozen=True)
class TracedRules(RuleSet):
    """Rules that write down on `trail` what they are asked for; those of one municipality share it."""

    trail: Trail = field(default_factory=Trail, compare=False, repr=False)

    def of(self, kind: str, scope: str | None = None) -> tuple[Rule, ...]:
        """As the plain rules, noted."""
        self.trail.asked.add((kind, scope))
        return super().of(kind, scope)

    def list(self, word_list: str) -> tuple[str, ...]:
        """As the plain rules, noted."""
        self.trail.lists.add(word_list)
        return super().list(word_list)

    def find(self, kind: str, view: View, scope: str | None = None) -> tuple[Match, ...]:
        """As the plain rules, noted."""
        chosen = super().find(kind, view, scope)
        self.trail.attempts.append(Attempt(kind, scope, view, chosen))
        for match in chosen:
            self.trail.note(match)
        return chosen


def traced(rules: RuleSet) -> TracedRules:
    """`rules` with a new trail."""
    trail = Trail()
    noted = tuple(
        TracedRule(**{part.name: getattr(rule, part.name) for part in fields(rule)}, trail=trail)
        for rule in rules.rules
    )
    return TracedRules(noted, rules.words, rules.version, rules.disabled, rules.vars, trail)
