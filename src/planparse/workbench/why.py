"""Which rule won where rules of a kind were tried, and why the others did not."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planparse.rules import Match, Rule, RuleSet
from planparse.workbench.trace import Attempt

LEAST_PREFIX = 1
GROUP_OPENER = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|:))?")
QUANTIFIER = re.compile(r"(?:[*+?]|\{[0-9,]+\})\??")
SHOWN_NEAR = 3


@dataclass(frozen=True)
class Loser:
    """A rule that matched too, or nearly, and why it was not taken."""

    rule_id: str
    why: str


@dataclass(frozen=True)
class Trial:
    """Once that rules of a kind were tried on `text`: the winner with its groups (None if none), and the losers."""

    kind: str
    scope: str | None
    text: str
    winner: str | None
    groups: Mapping[str, str]
    losers: Sequence[Loser]


def trials(attempt: Attempt, rules: RuleSet, taken: Callable[[Match], bool]) -> Iterator[Trial]:
    """A trial for each match that the stage was given and that is `taken`; one without winner if it was given none."""
    found = [
        Match(rule, attempt.view, m)
        for rule in rules.of(attempt.kind, attempt.scope)
        for m in rule.pattern.finditer(attempt.view.folded)
        if m.end() > m.start()
    ]
    for winner in filter(taken, attempt.chosen):
        groups = {name: winner.text(name) for name in winner.found.re.groupindex}
        losers = dict.fromkeys(Loser(match.rule.id, _why(match, winner)) for match in _rivals(winner, found))
        yield Trial(attempt.kind, attempt.scope, attempt.view.text, winner.rule.id, groups, list(losers))
    if not attempt.chosen:
        yield Trial(attempt.kind, attempt.scope, attempt.view.text, None, {}, list(dict.fromkeys(_blocked(found))))


def next_best(trial: Trial, attempt: Attempt, rules: RuleSet) -> Trial:
    """`trial` with the rules that came nearest as its losers, where no other rule matched at all."""
    return trial if trial.losers else replace(trial, losers=list(_near_misses(attempt, rules)))


def _rivals(winner: Match, found: Iterable[Match]) -> Iterator[Match]:
    """The matches of other rules that overlap with the winner."""
    for match in found:
        if match.rule.id != winner.rule.id and match.start < winner.end and winner.start < match.end:
            yield match


def _blocked(found: Sequence[Match]) -> Iterator[Loser]:
    for match in found:
        blocker = next((other for other in found if match.rule.id in other.rule.blocks), None)
        if blocker is not None:
            yield Loser(match.rule.id, f"{blocker.rule.id} blocks it")


def _why(loser: Match, winner: Match) -> str:
    name = winner.rule.id
    if loser.rule.id in winner.rule.blocks:
        return f"{name} blocks it"
    if loser.rule.priority != winner.rule.priority:
        return f"priority {loser.rule.priority}, and {name} has {winner.rule.priority}"
    if loser.end - loser.start != winner.end - winner.start:
        return f"matches {loser.end - loser.start} characters, and {name} {winner.end - winner.start}"
    if loser.start != winner.start:
        return f"{name} begins earlier"
    return f"ties with {name}, which the files name first; give one a higher priority"


def _near_misses(attempt: Attempt, rules: RuleSet) -> Iterator[Loser]:
    """The rules that match the beginning of their pattern, the furthest first."""
    near = []
    matching = {match.rule.id for match in attempt.chosen}
    for rule in rules.of(attempt.kind, attempt.scope):
        if rule.id in matching:
            continue
        cut = _furthest(rule, attempt.view.folded)
        if cut is not None:
            near.append((cut[0], Loser(rule.id, cut[1])))
    near.sort(key=lambda item: -item[0])
    yield from (loser for _, loser in near[:SHOWN_NEAR])


def _furthest(rule: Rule, text: str) -> tuple[int, str] | None:
    """How many characters the longest beginning of the pattern that matches takes, and what it wants next.

    The longer the beginning, the less it matches, so that halving finds it.
    """
    pattern = rule.pattern.pattern
    cuts = _cuts(pattern)
    best: tuple[re.Match[str], int] | None = None
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        cut, depth = cuts[middle]
        found = _search(pattern[:cut] + ")" * depth, text)
        if found is None:
            high = middle
        else:
            best, low = (found, cut), middle + 1
    if best is None or best[0].end() - best[0].start() < LEAST_PREFIX:
        return None
    found, cut = best
    return found.end() - found.start(), f"takes {_short(found[0])!r}, then wants {_short(pattern[cut:])}"


def _search(pattern: str, text: str) -> re.Match[str] | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            return re.compile(pattern, re.VERBOSE).search(text)
    except re.error:
        return None


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else f"{pattern[:60]}…"


def _cuts(pattern: str) -> list[tuple[int, int]]:
    """The places at which a pattern can be cut, outside character classes, and how many groups are open there."""
    cuts = []
    depth = i = 0
    while i < len(pattern):
        opener = GROUP_OPENER.match(pattern, i)
        if opener is not None:
            depth += 1
            i = opener.end()
            continue
        if pattern[i] == "\\":
            i += 1
        elif pattern[i] == "[":
            i = _class_end(pattern, i)
        elif pattern[i] == ")":
            depth -= 1
        i += 1
        quantified = QUANTIFIER.match(pattern, i)
        i = quantified.end() if quantified else i
        cuts.append((i, depth))
    return cuts[:-1]


def _class_end(pattern: str, start: int) -> int:
    """The index of the bracket that closes the character class which opens at `start`."""
    i = start + 2 if pattern[start + 1 : start + 2] in ("]", "^") else start + 1
    while i < len(pattern) and pattern[i] != "]":
        i += 2 if pattern[i] == "\\" else 1
    return i
