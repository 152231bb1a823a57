"""Whose a statement or a span of time is: this plan's, or that of a plan or body that the text speaks of.

Order of evidence: the sentence (which plan it links to the place), words that take up the plan of the sentence before
(この計画は), the headings above (a plan's name, 国の動向), and last this plan itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planparse.extract.context import Context
from planparse.extract.mentions import Mention
from planparse.fold import fold
from planparse.model import Scope
from planparse.passage import Passage
from planparse.source import View

BODY = "body"
SENTENCE_END = re.compile(r"。(?!\))")
FOREIGN = (Scope.NATIONAL, Scope.PREFECTURE)
PLAN_KINDS = ("plan", "policy", "other")


@dataclass(frozen=True, slots=True)
class Holder:
    """A plan or body, and whose it is. `is_body` says that no plan is named, only the nation or the prefecture."""

    name: str | None
    scope: Scope
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class _Here:
    """A holder that is named at ``view.text[start:end]`` of a passage."""

    holder: Holder
    kind: str
    start: int
    end: int


class Holders:
    """The holders of one document."""

    def __init__(self, context: Context) -> None:
        self._rules = context.rules
        self._document = context.document
        self._mentions = sorted(context.mentions, key=lambda mention: mention.spans[0].start)
        self._starts = [mention.spans[0].start for mention in self._mentions]
        self.own = Holder(context.identity.name, Scope.OWN)

    # ------------------------------------------------------------ spans of time

    def of_span(self, passage: Passage, start: int, end: int) -> Holder:
        """Whose plan's span of time stands at ``passage.view.text[start:end]``."""
        linked = self.attached(passage.view, start) or self._linked(passage, start, end)
        return linked or self._taken_up(passage, start) or self.of_section(passage.section, passage.view.offsets[start])

    def names_plan(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a plan's name stands right before the span, or right behind it: …計画（令和3年度～令和12年度）."""
        view = passage.view
        behind = self._plans(view, end, sentence_bounds(view, start, end)[1])[:1]
        return self.attached(view, start) is not None or any(
            here.kind in PLAN_KINDS and self._link("after", view.part(end, here.start)) for here in behind
        )

    def attached(self, view: View, start: int) -> Holder | None:
        """The plan whose name stands right before `start`."""
        for here in reversed(self._plans(view, 0, start)):
            return here.holder if self._link("attached", view.part(here.end, start)) else None
        return None

    def in_cell(self, view: View) -> Holder | None:
        """The plan that a table's cell names."""
        plans = self._plans(view, 0, len(view.text))
        return plans[0].holder if plans else None

    def _linked(self, passage: Passage, start: int, end: int) -> Holder | None:
        """The plan of the sentence whose span it is: …計画は … から …, or …までとする「…計画」."""
        view = passage.view
        first, last = sentence_bounds(view, start, end)
        for here in self._plans(view, end, last):
            if self._link("after", view.part(end, here.start)):
                return here.holder
        for here in reversed(self._plans(view, first, start)):
            if any(self._link(scope, view.part(here.end, start)) for scope in ("topic", "decides")):
                return self._not_this(passage, here)
        return None

    def _not_this(self, passage: Passage, here: _Here) -> Holder:
        """本計画 means another plan where the headings are about that plan in a chapter on the nation or prefecture."""
        section = passage.section
        if here.holder.scope is Scope.OWN and self._is_foreign(section):
            return self._heading(section) or here.holder
        return here.holder

    # ------------------------------------------------------------ statements

    def of_quote(self, passage: Passage, start: int, end: int, prefers: Scope | None) -> Holder:
        """Whose statement is quoted at ``passage.view.text[start:end]``; `prefers` is whose it mostly is."""
        view = passage.view
        first, last = sentence_bounds(view, start, end)
        before, after = self._plans(view, first, start), self._plans(view, end, last)
        earlier = self._plans(view, 0, first)
        near = (*reversed(before), *after, *reversed(earlier))
        preferred = [here.holder for here in near if here.holder.scope is prefers]
        if preferred:
            return preferred[0]
        plans = [here for here in before if here.kind in PLAN_KINDS] or before
        if plans:
            return self._not_this(passage, plans[-1])
        for here in after:
            if here.kind in PLAN_KINDS and self._link("decides", view.part(here.end, last)):
                return here.holder
        taken_up = self._taken_up(passage, start)
        bodies = [here.holder for here in self._in(view, first, start) if here.kind == BODY]
        if taken_up is None and bodies:
            return bodies[-1] if bodies[-1].scope in FOREIGN else self.own
        topics = (here.holder for here in reversed(earlier) if self._link("topic", view.part(here.end, start)))
        return taken_up or next(topics, None) or self.of_section(passage.section, view.offsets[start])

    def of_label(self, view: View, section: int) -> Holder:
        """Whose statement stands under a label: a plan's that the label (no sentence) names, else the section's."""
        plans = [] if view.text.endswith("。") else self._plans(view, 0, len(view.text))
        return plans[-1].holder if plans else self.of_section(section, view.offsets[0])

    # ------------------------------------------------------------ sections

    def of_section(self, section: int, offset: int) -> Holder:
        """Whose affairs are told at `offset` of a section: its headings' plan, or the last named one of 国の動向."""
        named = self._heading(section)
        if named is not None:
            return named
        if not self._is_foreign(section):
            return self.own
        return self._last_before(section, offset) or self._nation_or_prefecture(section) or self.own

    def _heading(self, section: int) -> Holder | None:
        """The plan or law that the nearest heading names, up to one that tells of the nation or prefecture."""
        root = self._foreign_root(section)
        for position in self._upwards(section):
            title = self._titles[position]
            plans = self._plans(title, 0, len(title.text)) if title else []
            if plans:
                return plans[0].holder
            if root is not None and position == root[0]:
                return None
        return None

    def _is_foreign(self, section: int) -> bool:
        return self._foreign_root(section) is not None

    def _foreign_root(self, section: int) -> tuple[int, Scope] | None:
        """The nearest section upwards that tells of the nation or prefecture, and of which (OTHER: of both)."""
        for position in self._upwards(section):
            match = self._rules.first("mention_scope", self._titles[position], "section")
            if match is not None:
                return position, Scope(match.rule.setting("scope"))
        return None

    def _nation_or_prefecture(self, section: int) -> Holder | None:
        root = self._foreign_root(section)
        if root is None or root[1] not in FOREIGN:
            return None
        bodies = [here.holder for here in self._in(self._titles[root[0]]) if here.kind == BODY]
        return bodies[0] if bodies else Holder(None, root[1], is_body=True)

    def _last_before(self, section: int, offset: int) -> Holder | None:
        """The last plan named before `offset` in the part of the document on the nation or prefecture."""
        root = self._foreign_root(section)
        start = self._document.sections[root[0] if root else section].start
        before = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, offset)]
        named = [mention for mention in before if mention.kind != BODY and mention.scope is not Scope.OWN]
        plans = [mention for mention in named if mention.kind in PLAN_KINDS] or named
        return self._holder(plans[-1]) if plans else None

    def _taken_up(self, passage: Passage, start: int) -> Holder | None:
        """The last plan before the sentence, where the sentence takes it up (この計画は); of two, 前者 or 後者."""
        first, _ = sentence_bounds(passage.view, start, start)
        lead = passage.view.part(first, start)
        for scope, which in (("former", 0), ("latter", -1)):
            if self._link(scope, lead):
                return self._of_two(passage.view, first, which)
        if not self._link("same", lead):
            return None
        return self._last_before(passage.section, passage.view.offsets[first])

    def _of_two(self, view: View, end: int, which: int) -> Holder | None:
        """The first (0) or last (-1) of the plans in the last sentence before `end` that names several."""
        while end > 0:
            begin, _ = sentence_bounds(view, end - 1, end - 1)
            named = list(dict.fromkeys(here.holder for here in self._plans(view, begin, end)))
            if len(named) > 1:
                return named[which]
            end = begin
        return None

    def _upwards(self, section: int | None) -> Iterator[int]:
        while section is not None:
            yield section
            section = self._document.sections[section].parent

    @cached_property
    def _titles(self) -> tuple[View, ...]:
        return tuple(self._document.source.view(section.title_spans) for section in self._document.sections)

    # ------------------------------------------------------------ mentions in a view

    def _plans(self, view: View, start: int, end: int) -> list[_Here]:
        """What is named in ``view.text[start:end]`` but bodies, with 本計画 where the text does not define it."""
        named = [here for here in self._in(view, start, end) if here.kind != BODY]
        for match in self._rules.find("own_word", view):
            at, stop = match.found.span("name")
            inside = start <= at and stop <= end
            if inside and all(here.end <= at or stop <= here.start for here in named):
                named.append(_Here(self.own, PLAN_KINDS[0], at, stop))
        return sorted(named, key=lambda here: here.start)

    def _in(self, view: View, start: int = 0, end: int | None = None) -> list[_Here]:
        offsets = view.offsets[start:end]
        if not offsets:
            return []
        low, high = bisect_left(self._starts, offsets[0]), bisect_left(self._starts, offsets[-1] + 1)
        found = []
        for mention in self._mentions[low:high]:
            at = bisect_left(offsets, mention.spans[0].start)
            stop = bisect_left(offsets, mention.spans[-1].end)
            found.append(_Here(self._holder(mention), mention.kind, start + at, start + stop))
        return found

    def _holder(self, mention: Mention) -> Holder:
        if mention.scope is Scope.OWN:
            return self.own
        above_itself = mention.scope is Scope.UPPER_PLAN and self._is_topmost
        return Holder(mention.name, Scope.OTHER if above_itself else mention.scope, mention.kind == BODY)

    @cached_property
    def _is_topmost(self) -> bool:
        """Whether this plan is a 総合計画 itself, so that another one is its predecessor."""
        rules = [rule for rule in self._rules.of("mention_scope") if rule.scope == "name"]
        upper = (rule for rule in rules if rule.setting("scope") == Scope.UPPER_PLAN)
        return any(rule.search(fold(self.own.name or "")) for rule in upper)

    def _link(self, scope: str, view: View) -> bool:
        empty = not view and scope in ("attached", "after")
        return empty or self._rules.first("holder_link", view, scope) is not None


def sentence_bounds(view: View, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``view.text[start:end]`` begins and ends; （…という。） is inside one."""
    stops = [stop.start() for stop in SENTENCE_END.finditer(view.folded)]
    before, after = bisect_left(stops, start), bisect_left(stops, end)
    return stops[before - 1] + 1 if before else 0, stops[after] if after < len(stops) else len(view.text)
