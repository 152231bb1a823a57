"""Check rule files: every error at once, each with its file, line, rule and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

from planparse.fold import fold
from planparse.rules import KINDS, WORD_LISTS, Example, Match, Rule, RuleProblem, RuleSet, inspect_rules
from planparse.rules.load import REFERENCE
from planparse.source import View
from planparse.workbench.hostile import SECONDS, slow_rules
from planparse.workbench.samples import Sample, load_samples, squeezed, view_of

LONGEST_QUOTE = 30
SHOWN = 40
LINES_TO_MATCH_NOTHING = ("", "漢あア", "Latin 12")


def check_rules(
    rules_dir: Path | None, samples: Iterable[Path], seconds: float = SECONDS, extra: Iterable[Path] | None = None
) -> list[RuleProblem]:
    """Every problem of the rules in `rules_dir` (default: those that ship) and `extra`, in order of file and line.

    `samples` are folders of plans; `seconds` is the time that a pattern has on its hostile lines.
    """
    rules, problems = inspect_rules(rules_dir, extra)
    found = list(problems)
    slow = {stuck.rule.id: stuck for stuck in slow_rules(rules.rules, seconds)}
    for stuck in slow.values():
        message = f"takes more than {seconds:g} s on a line of {len(stuck.line)} characters, {_short(stuck.line)!r}"
        found.append(_at(stuck.rule, f"{message}; let nothing repeat inside a repetition"))
    # A slow rule might never come back from a sample either.
    tried = replace(rules, rules=tuple(rule for rule in rules.rules if rule.id not in slow))
    checker = _Checker(tried, {name: sample for folder in samples for name, sample in load_samples(folder).items()})
    found += [*checker.problems(), *checker.ties()]
    if not problems:
        found += _Checker(rules, {}).unused()
    return sorted(set(found), key=lambda problem: (str(problem.file), problem.line, problem.message))


def _at(rule: Rule, message: str, needle: str = "") -> RuleProblem:
    """A problem of `rule`, on the line below its head on which `needle` stands, if it does."""
    line = _line_in(rule, needle) if needle else rule.line
    return RuleProblem(rule.file, line, rule.id, message)


def _line_in(rule: Rule, needle: str) -> int:
    """The line of the rule's file, from its head on, on which a string stands, best as a value in quotes."""
    lines = rule.file.read_text(encoding="utf-8").splitlines()
    below = range(rule.line, len(lines))
    quoted = (i + 1 for i in below if f"'{needle}'" in lines[i] or f'"{needle}"' in lines[i])
    return next(quoted, next((i + 1 for i in below if needle in lines[i]), rule.line))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@dataclass(frozen=True)
class _Checker:
    """What can be said of rules that load."""

    rules: RuleSet
    samples: Mapping[str, Sample]

    def problems(self) -> Iterator[RuleProblem]:
        """What is wrong with single rules, vars and word lists."""
        yield from self._full_width()
        for rule in self.rules.rules:
            yield from self._shape(rule)
            yield from self._examples(rule)
            yield from self._counterexamples(rule)

    def ties(self) -> Iterator[RuleProblem]:
        """Rules of one kind and priority that match the same characters of a sample's line."""
        seen: set[tuple[str, str]] = set()
        for sample in self.samples.values():
            for view in sample.views(self.rules):
                for kind in KINDS:
                    for one, other in _tied(self.rules.of(kind), view):
                        if (one.id, other.id) not in seen:
                            seen.add((one.id, other.id))
                            message = f"ties with {other.id} on {_short(view.text)!r} of {sample.name}"
                            yield _at(one, f"{message}; give one of them a higher priority")

    # ---- what stands in the files

    def unused(self) -> Iterator[RuleProblem]:
        """Vars and word lists that nothing uses, and word lists that the program reads in vain."""
        texts = [rule.text for rule in self.rules.rules] + [var.pattern for var in self.rules.vars.values()]
        used = {name for text in texts for name in REFERENCE.findall(text)}
        for name, var in self.rules.vars.items():
            if name not in used:
                yield RuleProblem(var.file, var.line, "", f"no pattern uses the var {name}; take it out")
        for name, words in self.rules.words.items():
            if name not in used and name not in WORD_LISTS:
                yield RuleProblem(words.file, words.line, name, "nothing uses this word list; take it out")
        for name in WORD_LISTS.keys() - self.rules.words.keys():
            file = self.rules.rules[0].file if self.rules.rules else Path()
            yield RuleProblem(file.parent, 0, name, f"the program reads this list: {WORD_LISTS[name].en} Add it")

    def _full_width(self) -> Iterator[RuleProblem]:
        for rule in self.rules.rules:
            if lost := _lost(rule.text):
                yield _at(rule, _never(lost))
        for var in self.rules.vars.values():
            if lost := _lost(var.pattern):
                yield RuleProblem(var.file, var.line, "", f"var {var.name}: {_never(lost)}")
        patterns = " ".join(rule.text for rule in self.rules.rules)
        for words in self.rules.words.values():
            lost = _lost("".join(words.words))
            if lost and words.id in REFERENCE.findall(patterns):
                yield RuleProblem(words.file, words.line, words.id, _never(lost))

    def _shape(self, rule: Rule) -> Iterator[RuleProblem]:
        kind = KINDS[rule.kind]
        for group in sorted(rule.pattern.groupindex.keys() - {*kind.groups, *kind.optional}):
            known = ", ".join((*kind.groups, *kind.optional)) or "no groups"
            yield _at(rule, f"nothing reads the group {group}; {rule.kind} rules have {known}")
        for name in rule.blocks:
            if name not in self._by_id:
                yield _at(rule, f"blocks names no rule: {name}; is it misspelt?", name)
        if any(m.start() == m.end() for text in LINES_TO_MATCH_NOTHING for m in rule.pattern.finditer(text)):
            yield _at(rule, "can match the empty string, which never counts; let it need at least one character")

    # ---- examples

    def _examples(self, rule: Rule) -> Iterator[RuleProblem]:
        if not rule.examples:
            yield _at(rule, "has no example; quote a line of a sample: examples = [ { in = 'SAMPLE', text = '…' } ]")
        for example in rule.examples:
            yield from self._origin(rule, example)
            for group in example.groups.keys() - rule.pattern.groupindex.keys():
                yield _at(
                    rule, f"the example names a group {group}, which the pattern lacks; mend either", example.text
                )
            yield from self._result(rule, example)

    def _result(self, rule: Rule, example: Example) -> Iterator[RuleProblem]:
        view = view_of(example.text)
        alone = [match for match in (Match(rule, view, m) for m in rule.pattern.finditer(view.folded)) if match.end]
        if not alone:
            yield _at(rule, f"does not match its example {_short(example.text)!r}; mend one of them", example.text)
            return
        if not any(not _differences(match, example) for match in alone):
            what = ", ".join(_differences(alone[0], example))
            message = f"gives other groups on its example {_short(example.text)!r}: {what}; mend pattern or example"
            yield _at(rule, message, example.text)
            return
        chosen = self._in_force(rule).find(rule.kind, view, rule.scope)
        if not any(match.rule == rule for match in chosen):
            winner = next((m for m in chosen if any(_overlap(m, match) for match in alone)), None)
            name = f"{winner.rule.id} (priority {winner.rule.priority})" if winner else "a rule that blocks it"
            yield _at(
                rule, f"{name} wins on its example {_short(example.text)!r}; raise its priority or narrow the other",
                example.text,
            )  # fmt: skip

    def _counterexamples(self, rule: Rule) -> Iterator[RuleProblem]:
        for example in rule.counterexamples:
            yield from self._origin(rule, example)
            view = view_of(example.text)
            if any(match.rule == rule for match in self._in_force(rule).find(rule.kind, view, rule.scope)):
                yield _at(rule, f"matches its counterexample {_short(example.text)!r}; narrow it", example.text)

    def _origin(self, rule: Rule, example: Example) -> Iterator[RuleProblem]:
        if example.sample is None:
            if rule.municipality is None and example in rule.examples:
                yield _at(rule, "an example needs in = SAMPLE; quotes are for municipalities/", example.text)
            elif len(example.text) > LONGEST_QUOTE:
                yield _at(rule, f"the quote is longer than {LONGEST_QUOTE} characters; shorten it", example.text)
        elif example.sample not in self.samples:
            there = ", ".join(self.samples) or "none"
            yield _at(rule, f"there is no sample {example.sample!r}; the samples are {there}", example.text)
        elif not self.samples[example.sample].holds(example.text):
            elsewhere = [name for name, sample in self.samples.items() if sample.holds(example.text)]
            hint = f"it stands in {elsewhere[0]}" if elsewhere else "quote a line as it stands there"
            yield _at(rule, f"{_short(example.text)!r} is not in the sample {example.sample}; {hint}", example.text)

    def _in_force(self, rule: Rule) -> RuleSet:
        """The rules that compete with `rule` where it is tried."""
        return self._general if rule.municipality is None else self.rules.for_municipality(rule.municipality)

    @cached_property
    def _general(self) -> RuleSet:
        return self.rules.for_municipality(None)

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules.rules}


def _lost(text: str) -> list[str]:
    """The characters that folding takes out of every line before patterns are tried; comments do not count."""
    pattern = re.sub(r"(?m)(?<![\\\[])\s#.*$", "", text)
    return sorted({character for character in pattern if fold(character) != character})


def _never(lost: Iterable[str]) -> str:
    shown = ", ".join(f"{character!r} (write {fold(character)!r})" for character in lost)
    return f"never matches {shown}: lines are folded to half width before patterns are tried"


def _differences(match: Match, example: Example) -> list[str]:
    return [
        f"{group} is {match.text(group)!r}, not {value!r}"
        for group, value in example.groups.items()
        if group in match.found.re.groupindex and squeezed(match.text(group)) != squeezed(value)
    ]


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _tied(rules: tuple[Rule, ...], view: View) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of rules between which only the order of files would decide on `view`."""
    places: dict[tuple[int, int, int], list[Rule]] = {}
    for rule in rules:
        for found in rule.pattern.finditer(view.folded):
            if found.end() > found.start():
                places.setdefault((rule.priority, *found.span()), []).append(rule)
    for rivals in places.values():
        for one, other in combinations(rivals, 2):
            apart = one.scope and other.scope and one.scope != other.scope
            towns = {one.municipality, other.municipality} - {None}
            blocked = one.id in other.blocks or other.id in one.blocks
            if one is not other and not apart and not blocked and len(towns) < 2:
                yield one, other
