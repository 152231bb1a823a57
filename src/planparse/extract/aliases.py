"""Extract aliases: 以下「X」という.

What an alias is short for ends before the definition; where it begins is a matter of rules: at a bracket, at the
beginning of the clause for a law's long name, else with the run of nouns.
"""

from __future__ import annotations

import re

from planparse.document import Document
from planparse.model import Alias, Evidence
from planparse.passage import Passage
from planparse.rules import Match, RuleSet
from planparse.source import View

LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .&/-]*")
TRAILING_BRACKET = re.compile(r"\s*\([^()]*\)$")


def extract_aliases(document: Document, rules: RuleSet) -> tuple[Alias, ...]:
    """The aliases that a document defines, in reading order, each once."""
    found: dict[tuple[str, str], Alias] = {}
    for passage in document.passages:
        for match in rules.find("alias", passage.view):
            full = _full(passage, match, rules)
            if full:
                evidence = (Evidence("alias", match.spans("alias")), Evidence("full", full.spans()))
                alias = Alias(match.text("alias"), full.text, match.rule.id, evidence)
                found.setdefault((alias.alias, alias.full), alias)
    return tuple(found.values())


def _full(passage: Passage, definition: Match, rules: RuleSet) -> View:
    """What the words before a definition name; empty where they name nothing."""
    head = passage.before(definition.start)
    while (bracket := TRAILING_BRACKET.search(head.folded)) is not None and bracket.start() > 0:
        head = head.part(0, bracket.start())
    scope = "latin" if LATIN.fullmatch(definition.folded("alias")) else "other"
    match = rules.first("alias_full", head, scope)
    if match is None:
        return head.part(0, 0)
    full = match.part("full")
    while (lead := rules.first("mention_lead", full)) is not None:
        full = full.part(lead.found.end("lead"), len(full.text))
    return full
