"""What the rules say of a piece of the plan's wording: its level, its field, its title without label and marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from planparse.extract.measures.node import Field, Level
from planparse.fold import fold
from planparse.rules import Match, RuleSet
from planparse.source import SPACES, View
from planparse.structure.titles import normal


class Titled(NamedTuple):
    """A line or cell taken apart. `mark` is its list mark ('' if none); `title` has no label and no marks."""

    mark: str
    label: str
    title: View
    level: Level | None
    rule_id: str | None
    repeated: bool
    department: View | None


@dataclass(frozen=True)
class Wording:
    """The rules as the extraction of measures asks them."""

    rules: RuleSet

    def level(self, label: str) -> tuple[Level, str] | None:
        """The level that the words of a label mean, and the rule; None where the label is a mere number."""
        found = [rule for rule in self.rules.of("measure_label") if rule.search(fold(label))]
        best = max(found, key=lambda rule: rule.priority, default=None)
        return (Level(best.setting("level")), best.id) if best else None

    def label(self, label: str) -> str:
        """A label without the brackets that set it off: 【戦略1】 is the label 戦略1; a mere number keeps them."""
        for rule in self.rules.of("measure_label"):
            if found := rule.search(fold(label)):
                return label[found.start("label") : found.end("label")]
        return label

    def field(self, view: View, scope: str) -> tuple[Field, Match] | None:
        """The field that a caption, row head or column head (`scope`) names, spaces within the words left aside."""
        match = self.rules.first("measure_field", view, scope) or self.rules.first(
            "measure_field", without_spaces(view), scope
        )
        return (Field(match.rule.setting("field")), match) if match else None

    def says(self, kind: str, view: View, scope: str | None = None) -> Match | None:
        """The match of the best rule of a kind."""
        return self.rules.first(kind, view, scope) if view else None

    def titled(self, view: View, counted: bool = False) -> Titled:
        """Take a line or cell apart: list marks, label, title, 再掲 and the department behind it.

        `counted` says that it is one of several items that count on, so that a bare number is a label too.
        """
        mark, rest, rule_id = self.unmarked(view)
        repeated = self.says("measure_repeated", rest)
        if repeated is not None:
            before, behind = rest.part(0, repeated.start), rest.part(repeated.end, len(rest.text))
            rest = before or behind
        department = self.says("measure_department", rest)
        if department is not None and department.start:
            rest = rest.part(0, department.start)
        opened = self.opened(rest, counted)
        label, title, level = "", rest, None
        if opened is not None and opened.part("title"):
            label, title = self.label(opened.text("label")), opened.part("title")
            level = self.level(label)
        return Titled(
            mark, label, self.bare(title), level[0] if level else None, level[1] if level else rule_id,
            repeated is not None, department.part("department") if department and department.start else None,
        )  # fmt: skip

    def unmarked(self, view: View) -> tuple[str, View, str | None]:
        """The innermost list mark of a line, the line without its marks, and the rule that found the mark."""
        mark, rule_id = "", None
        while (match := self.says("bullet", view)) is not None and self.opened(view) is None:
            found = match.part("mark")
            mark, rule_id = found.text, match.rule.id
            view = view.part(match.found.end("mark"), len(view.text))
        return mark, view, rule_id

    def opened(self, view: View, counted: bool = False) -> Match | None:
        """The label that opens a line: ①, 1-1, 施策1 …; where items count on, a number right before the words too."""
        heading = self.says("heading", view)
        if heading is not None and heading.text("label"):
            return heading
        return self.says("measure_counted", view) if counted else None

    def bare(self, title: View) -> View:
        """A title without the brackets around it."""
        match = self.says("measure_title", title)
        return match.part("title") if match else title

    def keys(self, title: View) -> frozenset[str]:
        """What a title is compared by: the whole, and without its subtitle or the explanation in brackets."""
        keys = {normal(title.text)}
        for rule in self.rules.of("measure_subtitle"):
            found = rule.search(title.folded)
            if found:
                keys.add(normal(title.text[found.start("title") : found.end("title")]))
        return frozenset(keys - {""})

    def explanation(self, title: View) -> View | None:
        """What stands in brackets behind a title."""
        for rule in self.rules.of("measure_subtitle"):
            found = rule.search(title.folded) if rule.has("explanation") else None
            if found:
                return title.part(found.start("explanation"), found.end("explanation"))
        return None


def without_spaces(view: View) -> View:
    """`view` without white space, as a head that is set in wide or vertical letters must be read."""
    kept = [i for i, character in enumerate(view.text) if character not in SPACES]
    return View("".join(view.text[i] for i in kept), tuple(view.offsets[i] for i in kept), view.source)
