"""A node of the policy tree as one place of the plan states it; what stands under it is its `children`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planparse.model import Schedule
from planparse.source import View


class Level(StrEnum):
    """What a node is in the tree."""

    PILLAR = "pillar"
    MEASURE = "measure"
    ACTION = "action"


class Field(StrEnum):
    """What a caption, a row head or a column head says of the text that it stands over."""

    PILLAR = "pillar"
    MEASURE = "measure"
    ACTION = "action"
    LABEL = "label"
    TITLE = "title"
    DESCRIPTION = "description"
    FUTURE_STATE = "future_state"
    DIRECTIONS = "directions"
    OUTCOME = "outcome"
    CATEGORY = "category"
    DEPARTMENT = "department"
    SCHEDULE = "schedule"
    RESULT = "result"
    OTHER = "other"


TEXT_FIELDS = frozenset({Field.DESCRIPTION, Field.FUTURE_STATE, Field.OUTCOME, Field.CATEGORY, Field.DEPARTMENT})
"""The fields whose text is kept as it stands."""

Fields = Mapping[Field, tuple[View, ...]]


@dataclass(frozen=True)
class Node:
    """One statement of a pillar, measure or action.

    `level` is what the wording says (None: only its depth tells). `label` is as printed, '' if none. `fields` holds the
    pieces of text of each field in reading order.
    """

    level: Level | None
    label: str
    title: View
    section: int
    rule_id: str
    fields: Fields = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    repeated: bool = False

    def walk(self) -> Iterator[Node]:
        """The node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Forest:
    """The nodes that one place of the plan states.

    A `strong` one is known by its labels or column heads and may add nodes; a weak one only tells more of nodes that
    another names. An `overview` (体系) shows the tree before the chapter that details it. One that is not
    `sure` counts only if another place names the same nodes. A `drawn` one puts nodes below parents that only it has.
    """

    nodes: tuple[Node, ...]
    strong: bool
    overview: bool = False
    sure: bool = True
    drawn: bool = False

    def walk(self) -> Iterator[Node]:
        """All nodes, parents first."""
        for node in self.nodes:
            yield from node.walk()
