"""The score card of one plan, and what all parts of it are made with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from planparse.likeness import Entry, Matching, greedy

TITLE_LIKE = 0.9
TERM_LIKE = 0.95

Weight = Callable[[Entry, Entry], float]


@dataclass(frozen=True)
class Miss:
    """One fact that is not as the gold has it. `side` is missed, extra, wrong, or what about it is wrong."""

    part: str
    side: str
    text: str


@dataclass
class Card:
    """The figures of one plan, part by part, and every miss behind them."""

    figures: dict[str, float] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def miss(self, part: str, side: str, text: object) -> None:
        """Note one miss."""
        self.misses.append(Miss(part, side, str(text)))

    def note(self, part: str, matching: Matching, show: Callable[[Entry], str]) -> None:
        """Note what a matching missed and what it found too much."""
        for entry in matching.missed:
            self.miss(part, "missed", show(entry))
        for entry in matching.extra:
            self.miss(part, "extra", show(entry))


def matched(wanted: Sequence[Entry], found: Sequence[Entry], weight: Weight) -> Matching:
    """The greedy matching of two lists of entries."""
    return Matching(wanted, found, greedy(wanted, found, weight))


def integer(value: object) -> int:
    """`value` of a column that holds integers; 0 where it is NULL."""
    return value if isinstance(value, int) else 0
