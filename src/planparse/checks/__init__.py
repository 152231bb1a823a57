"""Checks between facts: what disagrees within a plan is a diagnostic with its place, never a silent choice."""

from __future__ import annotations

from planparse.checks.contents import check_contents, check_numbers
from planparse.checks.coverage import check_coverage, coverage
from planparse.checks.glossary import check_glossary
from planparse.checks.sentences import check_sentences
from planparse.checks.totals import check_totals
from planparse.document import Document
from planparse.model import Diagnostic, Facts
from planparse.rules import RuleSet

__all__ = ["check", "coverage"]


def check(document: Document, facts: Facts, rules: RuleSet) -> tuple[Diagnostic, ...]:
    """Everything within one plan that a person should look at, check by check in reading order."""
    return (
        *check_contents(document),
        *check_numbers(document),
        *check_glossary(document, facts),
        *check_totals(document, rules),
        *check_sentences(document, rules),
        *check_coverage(document, facts, rules),
    )
