"""A guard lets every text through in which its pattern matches, and few others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planparse.fold import fold
from planparse.rules import load_rules
from planparse.rules.guard import SHORT, guard_of

SAMPLES = Path(__file__).parents[1] / "samples"
LONG = f"(?#{'-' * SHORT})"
"""A comment that makes any pattern long enough to have a guard."""


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\w+(?:基本計画|計画|構想)の策定", "の策定"),
        (r"\w{2,}(?:基本計画|実施計画|構想)", "基本計画|実施計画|構想"),
        (r"\w+(?:基本計画|計画|構想)", "構想|計画"),
        (r"(?P<name>\w+)(?:計画)?(?=案)", "案"),
        (r"\w+(?!計画)(?:法律)+", "法律"),
        (r"\w+[0-9年]\s", "0|1|2|3|4|5|6|7|8|9|年"),
        (r"(?>\w)(?i:dx)推進", "推進"),
    ],
)
def test_a_guard_is_made_of_the_words_that_a_pattern_cannot_do_without(pattern: str, words: str) -> None:
    guard = guard_of(re.compile(pattern + LONG))
    assert guard is not None
    assert guard.pattern == words


@pytest.mark.parametrize("pattern", [r"\w+(?:計画|\d+)", r"[一-鿿]+", r"[^年]", r"(?i)dx", r"(?:計画)*", r"(?<!計)\d"])
def test_a_pattern_that_needs_no_certain_word_has_no_guard(pattern: str) -> None:
    assert guard_of(re.compile(pattern + LONG)) is None


def test_a_short_pattern_has_no_guard_since_it_is_as_fast_itself() -> None:
    assert guard_of(re.compile("計画")) is None


def test_no_guard_of_a_rule_hides_a_match_in_the_samples() -> None:
    texts = [path.read_text(encoding="utf-8") for pattern in ("*/*.txt", "*/*.md") for path in SAMPLES.glob(pattern)]
    lines = {fold(line) for text in texts for line in text.splitlines()}
    guarded = [(rule, rule.guard) for rule in load_rules().rules if rule.guard is not None]
    passed = [(rule.id, line) for rule, guard in guarded for line in lines if guard.search(line)]
    matched = {(rule.id, line) for rule, _ in guarded for line in lines if rule.pattern.search(line)}
    assert matched <= set(passed)
    assert len(passed) < 0.2 * len(guarded) * len(lines)
