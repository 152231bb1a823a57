"""When two spellings mean one plan or law, and what a plan's subject is."""

from __future__ import annotations

from collections.abc import Iterable

from planparse.fold import fold
from planparse.rules import RuleSet


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
