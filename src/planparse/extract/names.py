"""When two spellings mean one plan or law."""

from __future__ import annotations

from planparse.fold import fold
from planparse.rules import RuleSet


def key(name: str, rules: RuleSet) -> str:
    """`name` without what its spellings differ in: white space, brackets, long and short forms (DX)."""
    text = fold(name)
    for rule in sorted(rules.of("name_variant"), key=lambda rule: -rule.priority):
        short = rule.setting("short")
        grouped = "short" in rule.pattern.groupindex
        text = rule.pattern.sub(lambda found: found["short"] if grouped else short, text)  # noqa: B023
    return text.lower()
