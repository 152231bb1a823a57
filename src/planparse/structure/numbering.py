"""Heading labels as numbers, and the nesting of numbering families that each document teaches anew."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from planparse.model import Label
from planparse.rules import Match, RuleSet

BLOCK = "block"
"""What the families of 施策 blocks begin with; an unlabelled block (共通施策) stands beside the outermost open one."""

PREFACE = Label("", "preface", None, 1)
"""The label of what stands before the numbered parts (はじめに): nothing with a number is below it."""

UNLABELLED = Label("", "", None, None)


def label_of(match: Match, rules: RuleSet) -> Label:
    """The label that a heading rule matched. The name before the number parts families: 施策1 is not 目標1."""
    text = match.text("label")
    folded = match.folded("label")
    family = match.rule.setting("family")
    if name := match.folded("name"):
        family = f"{family}:{name}"
    rank = match.rule.settings.get("rank")
    return Label(text, family, number_of(folded, rules), rank if isinstance(rank, int) else None)


def number_of(label: str, rules: RuleSet) -> int | None:
    """The last number in a folded label: 第3章 3, 1-2 2, ④ 4, ウ 3, Ⅲ 3, 十二 12; None if it has none."""
    digits = re.findall(r"[0-9]+", label)
    if digits:
        return int(digits[-1])
    kana, kanji = rules.list("kana_order"), rules.list("kanji_digits")
    run = "".join(character for character in label if character in kanji)
    if run:
        return _kanji_number(run, kanji)
    for character in reversed(label):
        if character in kana:
            return kana.index(character) + 1
        value = unicodedata.numeric(character, None)
        if value is not None:
            return int(value)
        if character.isascii() and character.isalpha():
            return ord(character.lower()) - ord("a") + 1
    return None


def _kanji_number(run: str, kanji: tuple[str, ...]) -> int:
    ten = kanji[-1]
    tens, found, units = run.partition(ten)
    if not found:
        return kanji.index(run[-1]) + 1
    return (kanji.index(tens[-1]) + 1 if tens else 1) * 10 + (kanji.index(units[0]) + 1 if units else 0)


def parents(label: str) -> list[str]:
    """The numbers before the last in a label: 1-2 and 1-3 count on below 1, 1-2 and 2-3 do not."""
    return re.findall(r"[0-9]+", unicodedata.normalize("NFKC", label))[:-1]


def _shape(label: str) -> str:
    """`label` with one sign for each number or letter that counts: 施策1-2 is like 施策3-1, unlike 施策1."""
    return re.sub(r"[0-9A-Z]+", "0", re.sub(r"\s", "", unicodedata.normalize("NFKC", label)))


@dataclass(frozen=True, slots=True)
class _Open:
    label: Label
    level: int


@dataclass
class Nesting:
    """The headings that are open at a point of the document; `place` says where the next one belongs.

    A family keeps the parent family under which it was first seen, so that ``①`` returns to ``(1)``, not under ``ア``.
    """

    stack: list[_Open] = field(default_factory=list)
    learned: dict[str, str] = field(default_factory=dict)

    def place(self, label: Label, beside: bool = False) -> int:
        """Open a heading of `label` by its numbering and return its level.

        `beside` says that one of a family that is new stands beside what is open, where it would stand below it.
        """
        is_new = label.family not in self.learned and label.rank is None
        depth = self._depth(label)
        return self.open_at(depth if beside and is_new and depth else depth + 1, label)

    def open_at(self, level: int, label: Label) -> int:
        """Open a heading at a level that is known and return it; it is never more than one below its parent."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        level = (self.stack[-1].level if self.stack else 0) + 1
        if label == PREFACE:
            return level
        if label.family and label.family not in self.learned:
            self.learned[label.family] = self.stack[-1].label.family if self.stack else ""
        self.stack.append(_Open(label, level))
        return level

    def _depth(self, label: Label) -> int:
        """The level of the parent under which `label` belongs."""
        if label.rank is not None:
            lower = (o.level for o in reversed(self.stack) if o.label.rank is not None and o.label.rank < label.rank)
            return next(lower, 0)
        if not label.text:
            return self._depth_of_unlabelled()
        same = [o for o in reversed(self.stack) if o.label.family == label.family]
        in_block = self._begins_in_block(label)
        beside = (None if in_block else _counted_on(label, same)) or _like(label, same)
        if beside is not None:
            return beside.level - 1
        learned = None if same or (in_block and not _is_block(label)) else self._learned_parent(label)
        return self._depth_below_last(label) if learned is None else learned.level

    def _depth_of_unlabelled(self) -> int:
        blocks = [o.level for o in self.stack if _is_block(o.label)]
        if blocks:
            return blocks[0] - 1
        return self.stack[-1].level if self.stack else 0

    def _begins_in_block(self, label: Label) -> bool:
        """Whether counting begins anew right below a block: it is the block's own, wherever the family stood before."""
        return bool(self.stack) and _is_block(self.stack[-1].label) and label.number == 1

    def _learned_parent(self, label: Label) -> _Open | None:
        """The innermost open heading of the family under which that of `label` was first seen."""
        parent = self.learned.get(label.family)
        return next((o for o in reversed(self.stack) if o.label.family == parent), None)

    def _depth_below_last(self, label: Label) -> int:
        """Below the last heading; but a new kind of block that comes up only behind its second neighbour is beside."""
        if not self.stack:
            return 0
        last = self.stack[-1]
        is_new = label.family not in self.learned
        is_late = is_new and _is_block(label) and _is_block(last.label) and (last.label.number or 0) > 1
        return last.level - 1 if is_late else last.level


def _is_block(label: Label) -> bool:
    return label.family.startswith(BLOCK)


def _counted_on(label: Label, same: Sequence[_Open]) -> _Open | None:
    """The heading among those of one family (`same`, innermost first) whose number is the one before."""
    for entry in same:
        is_next = entry.label.number is not None and label.number == entry.label.number + 1
        if is_next and parents(label.text) == parents(entry.label.text):
            return entry
    return None


def _like(label: Label, same: Sequence[_Open]) -> _Open | None:
    """The heading of its family that `label` stands beside although it does not count on; None where it starts anew."""
    if same and _is_block(label) and _shape(label.text) == _shape(same[0].label.text):
        return same[0]  # counting that begins anew: 施策の柱1 behind 施策の柱3
    if not same or label.number == 1:
        return None
    return next((o for o in same if (o.label.number or 0) < (label.number or 0)), same[0])
