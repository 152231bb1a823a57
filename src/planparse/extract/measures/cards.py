"""Cards that stand as lines, one below the other: a title, a sentence that explains it, and perhaps …の実現."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planparse.extract.measures.node import Field, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.source import SourceText, View

MOST_TITLE_LINES = 3


def is_title_line(view: View, wording: Wording) -> bool:
    """Whether a line can be a card's title or a piece of one."""
    return wording.says("measure_card", view, "title") is not None


def is_body_line(view: View, wording: Wording) -> bool:
    """Whether a line is a sentence, or the long first part of one that goes on in the next line."""
    return bool(view) and (wording.says("measure_card", view, "body") is not None or not is_title_line(view, wording))


@dataclass
class _Card:
    title: View
    body: list[View] = field(default_factory=list)
    outcomes: list[View] = field(default_factory=list)


@dataclass
class Cards:
    """The cards of a block while its lines are read."""

    source: SourceText
    wording: Wording
    cards: list[_Card] = field(default_factory=list)
    pending: list[View] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cards or self.pending)

    def add(self, view: View) -> None:
        """Take in the next line."""
        if not is_body_line(view, self.wording):
            self.pending.append(view)
            return
        if self.pending:
            outcomes, rest = self._outcomes()
            title = self._joined(rest) if rest else outcomes.pop()
            self._give(outcomes)
            self.cards.append(_Card(title))
            self.pending = []
        if self.cards:
            self.cards[-1].body.append(view)

    def nodes(self, level: Level | None, section: int) -> tuple[Node, ...]:
        """A node for each card. Outcomes that all stand below the last card belong to the cards in their order."""
        self._give(self._outcomes()[0])
        self.pending = []
        if len(self.cards) > 1 and not any(card.outcomes for card in self.cards[:-1]):
            for card, outcome in zip(self.cards, tuple(self.cards[-1].outcomes), strict=False):
                card.outcomes = [outcome]
        return tuple(self._node(card, level, section) for card in self.cards)

    def _node(self, card: _Card, level: Level | None, section: int) -> Node:
        match = self.wording.says("measure_card", card.title, "title")
        fields: dict[Field, tuple[View, ...]] = {Field.DESCRIPTION: (self._joined(card.body),)}
        if card.outcomes:
            fields[Field.OUTCOME] = tuple(card.outcomes)
        titled = self.wording.titled(card.title)
        rule_id = titled.rule_id or (match.rule.id if match else "")
        return Node(level, titled.label, titled.title, section, rule_id, fields, (), (), titled.repeated)

    def _outcomes(self) -> tuple[list[View], list[View]]:
        """The outcomes among the pending lines, each joined of one or more of them, and the lines behind the last."""
        found: list[View] = []
        rest: list[View] = []
        for view in self.pending:
            rest.append(view)
            if self.cards and self.wording.says("measure_outcome", self._joined(rest)):
                found.append(self._joined(rest))
                rest = []
        return found, rest

    def _give(self, outcomes: list[View]) -> None:
        if self.cards:
            self.cards[-1].outcomes += outcomes

    def _joined(self, views: Iterable[View]) -> View:
        return self.source.view([span for view in views for span in view.spans()], line_end="")
