"""Which rules fired on some plans, which never did, and which lines nothing understood."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from planparse.fold import fold
from planparse.model import LineKind
from planparse.rules import Rule, RuleSet
from planparse.workbench.bench import Reading
from planparse.workbench.lines import Numbers

SHAPES = {"CJK UNIFIED": "漢", "HIRAGANA": "あ", "KATAKANA": "ア", "LATIN": "a", "DIGIT": "0", "CIRCLED": "①"}
"""What stands for a run of characters whose Unicode name begins so; all others stand for themselves."""

SENTENCE_END = "。"


@dataclass(frozen=True)
class Use:
    """What a rule did. `matches` are the places where it told a stage something, each once; `rows` name it.

    Rows are lines, sections and facts. `asked` is False where no stage asked for a rule of its kind and scope, as none
    asks for the columns of a glossary in a plan without one.
    """

    rule: Rule
    matches: int
    rows: int
    asked: bool


@dataclass(frozen=True)
class Stray:
    """A line that nothing understood."""

    path: Path
    page: int
    line: int
    text: str


@dataclass(frozen=True)
class Coverage:
    """`uses` of all rules in order of file; `strays` by shape, the most frequent first."""

    uses: Sequence[Use]
    strays: Sequence[tuple[str, Sequence[Stray]]]


def cover(readings: Iterable[Reading], rules: RuleSet) -> Coverage:
    """What `rules` did in `readings`."""
    matches: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    asked: set[tuple[str, str | None]] = set()
    shapes: dict[str, list[Stray]] = {}
    for reading in readings:
        matches.update(firing.rule_id for firing in set().union(*(trail.fired for trail in reading.trails)))
        rows.update(_rows(reading))
        asked = asked.union(*(trail.asked for trail in reading.trails))
        for stray in strays(reading):
            shapes.setdefault(shape(stray.text), []).append(stray)
    uses = [Use(rule, matches[rule.id], rows[rule.id], _is_asked(rule, asked)) for rule in rules.rules]
    return Coverage(uses, sorted(shapes.items(), key=lambda item: (-len(item[1]), item[0])))


def _is_asked(rule: Rule, asked: set[tuple[str, str | None]]) -> bool:
    """Whether a stage asked for all rules of its kind, or for those of its scope; a rule of no scope has any."""
    return any(kind == rule.kind and (not rule.scope or scope in (None, rule.scope)) for kind, scope in asked)


def _rows(reading: Reading) -> Iterable[str]:
    """The rule of every line, section and fact that has one."""
    document = reading.plan.document
    yield from (line.rule_id for line in document.lines if line.rule_id is not None)
    yield from (section.rule_id for section in document.sections if section.rule_id is not None)
    for rows in reading.rows.tables.values():
        yield from (str(row["rule"]) for row in rows if row.get("rule") is not None)


def strays(reading: Reading) -> list[Stray]:
    """The lines of the body that no rule typed, that are no sentences, and from which no fact was read."""
    source = reading.plan.source
    numbers = Numbers(source)
    used = _evidence(reading)
    return [
        Stray(reading.path, source.page_of(line.start), numbers.of(line.view.offsets[0]), line.text)
        for line in reading.plan.document.lines
        if line.kind is LineKind.BODY and line.rule_id is None and line.view and SENTENCE_END not in line.text
        if not any(used[offset] for offset in line.view.offsets)
    ]  # fmt: skip


def _evidence(reading: Reading) -> bytearray:
    """One byte a character: whether a fact or a heading was read from it."""
    source = reading.plan.source
    used = bytearray(len(source.text))
    for row in reading.rows.tables.get("evidence", ()):
        start = source.page_starts[int(str(row["page"])) - 1]
        first, last = int(str(row["char_start"])), int(str(row["char_end"]))
        used[start + first : start + last] = b"\x01" * (last - first)
    return used


def shape(text: str) -> str:
    """`text` with each run of kanji, kana, letters or digits as one sign: 【活動内容】 is 【漢】, 第3章 is 漢0漢."""
    return "".join(sign for sign, _ in groupby(map(_sign, fold(text))))


def _sign(character: str) -> str:
    name = unicodedata.name(character, "")
    return next((sign for start, sign in SHAPES.items() if name.startswith(start)), character)
