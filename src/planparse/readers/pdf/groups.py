"""Things grouped by what joins two of them, over any number of steps (a disjoint-set forest)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Groups:
    """The positions 0 to `count` - 1, each a group of its own until it is joined to others."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, position: int) -> int:
        """The position that stands for the whole group of `position`."""
        parents = self._parents
        while parents[position] != position:
            parents[position] = parents[parents[position]]
            position = parents[position]
        return position

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two positions."""
        self._parents[self.root(one)] = self.root(other)

    def of(self, things: Sequence[T]) -> list[list[T]]:
        """`things`, one a position, by group; groups and their things keep the order."""
        groups: dict[int, list[T]] = {}
        for position, thing in enumerate(things):
            groups.setdefault(self.root(position), []).append(thing)
        return list(groups.values())
