"""Find patterns that take exponential time: each is tried on hostile lines in a process of its own, against the clock.

A hostile line repeats what a pattern may repeat and then breaks off. The regular expressions of the standard library
know no time limit, so the process that does not come back is ended and another one goes on behind the culprit.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized

from planparse.fold import fold
from planparse.rules import Rule

SECONDS = 2.0
"""Time for one pattern on all its hostile lines; an honest one takes a hundredth."""

PUMPS = ("ア", "漢", "あ", "a", "1", " ", "1 ", "漢 ", "漢、", "・", "(", "-", "漢あ", "令和5年度", "第1")
"""What is repeated, beside the pattern's own words: one of each class of characters, and some that alternate."""

MOST_OWN_PUMPS = 24
SHORT, LONG = 32, 300
LITERAL = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Slow:
    """A rule that was too slow, and the line on which it was."""

    rule: Rule
    line: str


def slow_rules(rules: Sequence[Rule], seconds: float = SECONDS) -> Iterator[Slow]:
    """The rules whose pattern does not get through its hostile lines within `seconds`."""
    start = 0
    while start < len(rules):
        stuck = _run(rules[start:], seconds)
        if stuck is None:
            return
        at, line = stuck
        yield Slow(rules[start + at], line)
        start += at + 1


def hostile_lines(rule: Rule) -> list[str]:
    """Lines on which a pattern that can match in many ways must try them all."""
    own = dict.fromkeys(word for word in LITERAL.findall(rule.pattern.pattern) if not word.isascii())
    pumps = [*PUMPS, *list(own)[:MOST_OWN_PUMPS]]
    starts = ["", *(fold(example.text) for example in rule.examples[:2])]
    lines = [f"{start}{pump * SHORT}\0" for start in starts for pump in pumps]
    return lines + [f"{pump * (LONG // len(pump))}\0" for pump in pumps]


def _run(rules: Sequence[Rule], seconds: float) -> tuple[int, str] | None:
    """Index and line of the first rule that is too slow; None if none is."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    line = context.Value("i", 0)
    patterns = [(rule.pattern.pattern, rule.pattern.flags, hostile_lines(rule)) for rule in rules]
    process = context.Process(target=_try_all, args=(theirs, line, patterns), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()
        for index in range(len(rules)):
            if not ours.poll(seconds):
                return index, patterns[index][2][line.value]
            ours.recv()
    finally:
        process.kill()
        process.join()
    return None


def _try_all(pipe: Connection, line: Synchronized[int], patterns: list[tuple[str, int, list[str]]]) -> None:
    """The child: say hello, then word of each pattern as it is through."""
    pipe.send(None)
    for pattern, flags, lines in patterns:
        compiled = re.compile(pattern, flags)
        for number, text in enumerate(lines):
            line.value = number
            for _ in compiled.finditer(text):
                pass
        pipe.send(None)
