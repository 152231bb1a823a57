"""One tree from its several statements: the richest is the base, the others fill in what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from planparse.extract.measures.node import Field, Forest, Level, Node
from planparse.extract.measures.wording import Wording
from planparse.model import Schedule
from planparse.source import View
from planparse.structure.titles import normal

LIKE = 88.0
SHORTEST_FUZZY = 8
EXPLAINING = (Field.DESCRIPTION, Field.FUTURE_STATE, Field.DIRECTIONS, Field.OUTCOME)


@dataclass
class Merged:
    """A node of the one tree while statements are added to it.

    `overview`: only an overview (体系) states it so far; `in_overview`: one does.
    """

    node: Node
    keys: frozenset[str]
    parent: Merged | None
    label: str
    fields: dict[Field, tuple[View, ...]]
    schedules: tuple[Schedule, ...]
    overview: bool
    in_overview: bool = False
    children: list[Merged] = field(default_factory=list)

    def walk(self) -> Iterator[Merged]:
        """The node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def merge(forests: Sequence[Forest], wording: Wording) -> list[Merged]:
    """The roots of the one tree. Strong statements come first, details before overviews, then the richer ones.

    A list with a list below each of its nodes that another place confirms is as good as a strong statement.
    """
    said = [replace(forest, strong=True) if _is_confirmed(forest, forests, wording) else forest for forest in forests]
    merger = _Merger(wording)
    for forest in sorted(said, key=lambda f: (f.strong, not f.overview, _richness(f)), reverse=True):
        if merger.roots or forest.strong or (forest.sure and _is_tree(forest)):
            merger.add(forest)
    return sorted(merger.roots, key=lambda root: root.node.title.offsets[:1])


def _is_confirmed(forest: Forest, others: Iterable[Forest], wording: Wording) -> bool:
    """Whether another statement names half of the nodes of a weak one that is a tree itself, of its top nodes too.

    Where the other is a tree, what stands below its own depth is left aside: it does not go into such detail.
    """
    if forest.strong or forest.overview or not _is_tree(forest):
        return False
    here = {node.title.offsets for node in forest.walk()}
    for other in others:
        if any(node.title.offsets in here for node in other.walk()):
            continue
        theirs = {key for node in other.walk() for key in wording.keys(node.title)}
        detailed = list(_down_to(_depth(other.nodes), forest.nodes) if _is_tree(other) else forest.walk())
        if all(_are_named(nodes, theirs, wording) for nodes in (forest.nodes, detailed)):
            return True
    return False


def _are_named(nodes: Sequence[Node], keys: Set[str], wording: Wording) -> bool:
    """Whether half of `nodes` have one of `keys`."""
    return 2 * sum(bool(wording.keys(node.title) & keys) for node in nodes) >= len(nodes)


def _depth(nodes: Sequence[Node]) -> int:
    return 1 + max(_depth(node.children) for node in nodes) if nodes else 0


def _down_to(depth: int, nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes of the first `depth` levels."""
    for node in nodes if depth else ():
        yield node
        yield from _down_to(depth - 1, node.children)


def _richness(forest: Forest) -> int:
    """How much a statement says: its nodes below others, and the texts that explain its nodes."""
    nodes = list(forest.walk())
    return len(nodes) - len(forest.nodes) + sum(name in EXPLAINING for node in nodes for name in node.fields)


def _is_tree(forest: Forest) -> bool:
    """Whether a weak statement can stand alone: most of its nodes have something below."""
    return len(forest.nodes) > 1 and 2 * sum(bool(node.children) for node in forest.nodes) > len(forest.nodes)


@dataclass
class _Giving:
    """A statement while it is added: the nodes known before it, those that it has met and those that it added."""

    forest: Forest
    known: list[Merged]
    base: bool
    met: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)

    def may_add(self, parent: Merged | None) -> bool:
        """Whether a node may be added: by a strong statement anywhere, by a weak one where nothing stands below yet."""
        if self.base or self.forest.strong:
            return True
        if parent is None or self.forest.overview:
            return False
        return all(id(child) in self.added for child in parent.children)


@dataclass
class _Merger:
    wording: Wording
    roots: list[Merged] = field(default_factory=list)

    def add(self, forest: Forest) -> None:
        """Take in one statement, which meets each known node once. A weak one adds only below what it knows."""
        known = [entry for root in self.roots for entry in root.walk()]
        giving = _Giving(forest, known, base=not known)
        for node in forest.nodes:
            self._add(node, None, giving)

    def _add(self, node: Node, parent: Merged | None, giving: _Giving) -> None:
        found = self._find(node, parent, giving) or self._twin(node, parent)
        if found is not None:
            same_words = found.node.title.offsets == node.title.offsets
            if parent is not None and found.parent is None and (same_words or self._is_stray(found, giving)):
                self._adopt(found, parent)
            giving.met.add(id(found))
            self._fill(found, node, giving.forest)
        elif giving.may_add(parent) or self._groups_roots(node, parent, giving):
            found = Merged(
                node,
                self.wording.keys(node.title),
                parent,
                node.label,
                dict(node.fields),
                node.schedules,
                giving.forest.overview,
            )
            (parent.children if parent else self.roots).append(found)
            giving.added.add(id(found))
        if found is not None and giving.forest.overview:
            found.in_overview = True
        for child in node.children:
            if found is not None or not giving.forest.strong:
                self._add(child, found, giving)

    def _groups_roots(self, node: Node, parent: Merged | None, giving: _Giving) -> bool:
        """Whether a drawn node stands above measures that nothing else puts below a pillar."""
        if parent is not None or not node.children:
            return False
        known = [self._find(child, None, giving) for child in node.children]
        return 2 * sum(entry is not None and self._is_stray(entry, giving) for entry in known) >= len(known)

    def _is_stray(self, entry: Merged, giving: _Giving) -> bool:
        """Whether an entry is a measure without a pillar, so that a drawing may say which is its own."""
        return giving.forest.drawn and entry.parent is None and level_of(entry, None) is not Level.PILLAR

    def _adopt(self, root: Merged, parent: Merged) -> None:
        """Move a root below `parent`, under which another statement reads the same words of the plan."""
        if all(entry is not parent for entry in root.walk()):
            self.roots = [other for other in self.roots if other is not root]
            parent.children.append(root)
            root.parent = parent

    def _find(self, node: Node, parent: Merged | None, giving: _Giving) -> Merged | None:
        """The known node that `node` states again: of the same title, or of the same label under the same parent."""
        keys = self.wording.keys(node.title)
        free = [other for other in giving.known if id(other) not in giving.met]
        rated = [(rating, other) for other in free if (rating := self._rating(node, keys, parent, other))]
        return max(rated, key=lambda r: r[0])[1] if rated else None

    def _twin(self, node: Node, parent: Merged | None) -> Merged | None:
        """The child of `parent` with the very title of `node`: a list and a schedule below it name the same actions.

        Of pillars, one with its label too: a plan that tells all pillars' issues, then all their measures.
        A schedule below the last of several measures may name the actions of those before it, too.
        """
        if parent is None:
            same = (root for root in self.roots if root.keys & self.wording.keys(node.title))
            return next((root for root in same if node.label and _same_label(node.label, root.label)), None)
        beside = parent.parent.children if parent.parent else self.roots
        scheduled = [other for entry in beside for other in entry.children if not other.schedules]
        title = normal(node.title.text)
        options = parent.children + (scheduled if node.schedules else [])
        return next((other for other in options if normal(other.node.title.text) == title), None)

    def _rating(self, node: Node, keys: frozenset[str], parent: Merged | None, other: Merged) -> float:
        under_same = parent is not None and other.parent is parent
        alike = 3.0 if keys & other.keys else 2.0 if _like(keys, other.keys) else 0.0
        if not alike and under_same and node.label and _same_label(node.label, other.label):
            alike = 1.0
        if not alike or (node.repeated and not (other.node.repeated and under_same)):
            return 0.0
        return alike + 0.5 * under_same - 0.25 * other.node.repeated

    def _fill(self, found: Merged, node: Node, forest: Forest) -> None:
        """Add what `node` says beyond what is known: a label with words, longer text, schedules, a detailed title."""
        if found.overview and not forest.overview:
            found.node, found.overview = replace(found.node, title=node.title, section=node.section), False
            found.keys |= self.wording.keys(node.title)
        if not found.label or (_bare(found.label) and not _bare(node.label) and node.label):
            found.label = node.label or found.label
        for name, views in node.fields.items():
            known = found.fields.get(name, ())
            if _length(views) > _length(known) and not (known and name is Field.CATEGORY):
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
        return Level.ACTION if said is Level.ACTION and not entry.children else Level.MEASURE
    if above is Level.MEASURE and said is Level.MEASURE:
        return Level.MEASURE
    return Level.ACTION
