"""Rules are data: TOML files of patterns, settings and word lists (see `docs/rules.md`)."""

from planparse.rules.kinds import KINDS, Kind
from planparse.rules.load import load_rules
from planparse.rules.match import Match
from planparse.rules.model import Example, Rule, RuleError, RuleProblem, RuleSet, WordList

__all__ = ["KINDS", "Example", "Kind", "Match", "Rule", "RuleError", "RuleProblem", "RuleSet", "WordList", "load_rules"]
