"""What names of plans and laws say: when two spellings mean one, what a plan's subject is, whether it is this plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planparse.fold import fold
from planparse.model import Identity
from planparse.rules import RuleSet
from planparse.source import View

JOINT = re.compile(r"[\s・]+")
"""What stands between the names of plans that one paper joins."""


def key(name: str, rules: RuleSet) -> str:
    """`name` without what its spellings differ in: white space, brackets, long and short forms (DX)."""
    text = fold(name)
    for rule in sorted(rules.of("name_variant"), key=lambda rule: -rule.priority):
        text = rule.sub(r"\g<short>", text) if rule.has("short") else rule.sub(rule.setting("short"), text)
    return text.lower()


def core(name: str, places: Iterable[str], rules: RuleSet) -> str:
    """The subject of a plan: its key without the municipality (`places`, as keys), its number and the word for plan."""
    text = key(name, rules)
    for place in places:
        text = text.replace(place, "")
    for rule in rules.of("name_core"):
        text = rule.sub("", text)
    return text


class PlanNames:
    """What the names in one document say: whether they are this plan's, its municipality's, or a kind of document's."""

    def __init__(self, identity: Identity, rules: RuleSet) -> None:
        self._rules = rules
        self._places = [place for place in (identity.municipality, identity.issuer) if place]
        named = [name for name in (identity.name, identity.title) if name]
        joined = [part for name in named for part in self._joined(name)]
        self._own = {key(name, rules) for name in named + joined}

    def is_own(self, name: str) -> bool:
        """Whether `name` is that of this plan."""
        return self.key(name) in self._own

    def is_local(self, name: str) -> bool:
        """Whether `name` has that of the municipality."""
        return any(place in name for place in self._places)

    def is_proper(self, name: View) -> bool:
        """Whether `name` is a name of its own and not the kind of document."""
        return self.is_local(name.folded) or self._find("mention_proper", name)

    def _joined(self, name: str) -> list[str]:
        """The plans that one paper joins (…市地域福祉計画・…市地域福祉活動計画); none where the name is of one plan."""
        parts = JOINT.split(name)
        each_named = all(map(self.is_local, parts))
        return parts if len(parts) > 1 and each_named else []

    def key(self, name: str) -> str:
        """What the spellings of `name` have in common."""
        return key(name, self._rules)

    def has_number(self, name: str) -> bool:
        """Whether a plan's name says which of several it is: 第2次."""
        return bool(self.number(name))

    def number(self, name: str) -> str:
        """What in a plan's name says which of several it is: 第2次; '' if nothing does."""
        found = (rule.search(fold(name)) for rule in self._rules.of("ordinal"))
        return next((match.group() for match in found if match), "")

    def has_subject(self, name: str) -> bool:
        """Whether a name says more of a plan than its number."""
        return bool(core(name, [self.key(place) for place in self._places], self._rules))

    def subject(self, name: str) -> str:
        """The key of `name` without its number and the municipality."""
        text = self.key(name)
        for rule in self._rules.of("ordinal"):
            text = rule.sub("", text)
        for place in self._places:
            text = text.replace(self.key(place), "")
        return text

    def is_own_subject(self, subject: str) -> bool:
        """Whether `subject` is that of this plan."""
        return any(self.subject(name) == subject for name in self._own)

    def behind_place(self, name: View) -> View | None:
        """What follows the municipality in `name`; None where it does not name it."""
        ends = [at + len(place) for place in self._places if (at := name.text.find(place)) >= 0]
        return name.part(max(ends), len(name.text)) if ends else None

    def start_of_place(self, view: View, start: int, end: int) -> int:
        """Where a name begins in which the municipality stands behind other words (第2次三島市… is one name)."""
        for place in self._places:
            found = view.text.find(place, start, end)
            if found > start and not self._find("mention_ordinal", view.part(start, found)):
                return found
        return start

    def _find(self, kind: str, view: View) -> bool:
        return self._rules.first(kind, view) is not None
