"""Rules are data: TOML files of patterns, settings and word lists (see `docs/rules.md`)."""

from planparse.rules.kinds import KINDS, WORD_LISTS, Kind, like_kind
from planparse.rules.load import expand, inspect_rules, load_rules
from planparse.rules.model import Example, Match, Rule, RuleError, RuleProblem, Var, WordList
from planparse.rules.rule_set import RuleSet

__all__ = [
    "KINDS",
    "WORD_LISTS",
    "Example",
    "Kind",
    "Match",
    "Rule",
    "RuleError",
    "RuleProblem",
    "RuleSet",
    "Var",
    "WordList",
    "expand",
    "inspect_rules",
    "like_kind",
    "load_rules",
]
