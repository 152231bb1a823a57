"""One tree from its several statements: the richest is the base, the others fill in what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from planparse.extract.measures.node import Field, Forest, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.model import Schedule
from planparse.source import View
from planparse.structure.titles import normal

LIKE = 88.0
SHORTEST_FUZZY = 8


@dataclass
class Merged:
    """A node of the one tree while statements are added to it."""

    node: Node
    keys: frozenset[str]
    parent: Merged | None
    label: str
    fields: dict[Field, tuple[View, ...]]
    schedules: tuple[Schedule, ...]
    children: list[Merged] = field(default_factory=list)

    def walk(self) -> Iterator[Merged]:
        """The node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def merge(forests: Iterable[Forest], wording: Wording) -> list[Merged]:
    """The roots of the one tree. Strong statements come first, then the richer ones, then the later ones."""
    merger = _Merger(wording)
    ranked = sorted(enumerate(forests), key=lambda f: (f[1].strong, _richness(f[1]), f[0]), reverse=True)
    for _, forest in ranked:
        base = not merger.roots and (forest.strong or _is_tree(forest))
        if merger.roots or base:
            merger.add(forest, base)
    return merger.roots


def _richness(forest: Forest) -> int:
    """How much a statement says: its nodes below others, and all that it says of its nodes."""
    nodes = list(forest.walk())
    return len(nodes) - len(forest.nodes) + sum(len(node.fields) + len(node.schedules) for node in nodes)


def _is_tree(forest: Forest) -> bool:
    """Whether a weak statement can stand alone: most of its nodes have something below."""
    return len(forest.nodes) > 1 and 2 * sum(bool(node.children) for node in forest.nodes) > len(forest.nodes)


@dataclass
class _Merger:
    wording: Wording
    roots: list[Merged] = field(default_factory=list)

    def add(self, forest: Forest, base: bool) -> None:
        """Take in one statement. Each known node is met once by it; only strong ones and the base add nodes."""
        met: set[int] = set()
        for node in forest.nodes:
            self._add(node, None, None, forest.strong or base, met, known=[] if base else list(self._all()))

    def _all(self) -> Iterator[Merged]:
        for root in self.roots:
            yield from root.walk()

    def _add(
        self, node: Node, parent: Merged | None, stated: Node | None, adds: bool, met: set[int], known: list[Merged]
    ) -> None:
        found = self._find(node, parent, met, known)
        if found is None and adds and (parent is not None or stated is None):
            found = self._new(node, parent)
            (parent.children if parent else self.roots).append(found)
        elif found is not None:
            met.add(id(found))
            self._fill(found, node)
        for child in node.children:
            self._add(child, found, node, adds, met, known)

    def _new(self, node: Node, parent: Merged | None) -> Merged:
        return Merged(node, self.wording.keys(node.title), parent, node.label, dict(node.fields), node.schedules)

    def _find(self, node: Node, parent: Merged | None, met: set[int], known: list[Merged]) -> Merged | None:
        """The known node that `node` states again: of the same title, or of the same label under the same parent."""
        keys = self.wording.keys(node.title)
        free = [other for other in known if id(other) not in met]
        rated = [(rating, other) for other in free if (rating := self._rating(node, keys, parent, other))]
        return max(rated, key=lambda r: r[0])[1] if rated else None

    def _rating(self, node: Node, keys: frozenset[str], parent: Merged | None, other: Merged) -> float:
        under_same = parent is not None and other.parent is parent
        alike = 3.0 if keys & other.keys else 2.0 if _like(keys, other.keys) else 0.0
        if not alike and under_same and node.label and _same_label(node.label, other.label):
            alike = 1.0
        if not alike or (node.repeated and not (other.node.repeated and under_same)):
            return 0.0
        return alike + 0.5 * under_same - 0.25 * other.node.repeated

    def _fill(self, found: Merged, node: Node) -> None:
        """Add what `node` says beyond what is known: a label with words, longer text, schedules."""
        if not found.label or (_bare(found.label) and not _bare(node.label) and node.label):
            found.label = node.label or found.label
        for name, views in node.fields.items():
            if _length(views) > _length(found.fields.get(name, ())) and name is not Field.CATEGORY:
                found.fields[name] = views
        explanation = self.wording.explanation(node.title)
        if explanation and normal(explanation.text) not in "".join(found.keys):
            found.fields.setdefault(Field.DESCRIPTION, (explanation,))
        found.schedules = found.schedules or node.schedules


def _like(keys: frozenset[str], others: frozenset[str]) -> bool:
    return any(min(len(a), len(b)) >= SHORTEST_FUZZY and fuzz.ratio(a, b) >= LIKE for a in keys for b in others)


def _same_label(one: str, other: str) -> bool:
    """Whether two labels number alike: 施策4 is 4, but 施策4 is not 取組4."""
    a, b = normal(one), normal(other)
    if _bare(one) or _bare(other):
        return re.findall(r"\d+", a)[-1:] == re.findall(r"\d+", b)[-1:] != []
    return a == b


def _bare(label: str) -> bool:
    """Whether a label is a number without words."""
    return len(re.sub(r"[\W\d①-⑳]", "", label)) < 2


def _length(views: tuple[View, ...]) -> int:
    return sum(len(view.text) for view in views)


def level_of(entry: Merged, above: Level | None) -> Level:
    """The level of a node from its wording and its place: the top of two levels is a pillar, the next a measure."""
    said = entry.node.level
    below = [child for child in entry.children if child.node.level is not Level.ACTION]
    if above is None:
        if said is Level.PILLAR or below:
            return Level.PILLAR
        return Level.MEASURE
    if above is Level.PILLAR:
        return Level.ACTION if said is Level.ACTION and not below and _beside_measures(entry) else Level.MEASURE
    if above is Level.MEASURE and said is Level.MEASURE:
        return Level.MEASURE
    return Level.ACTION


def _beside_measures(entry: Merged) -> bool:
    """Whether measures stand beside an action, so that it is one of its pillar's own."""
    siblings = entry.parent.children if entry.parent else []
    return any(other.node.level is Level.MEASURE or other.children for other in siblings)
