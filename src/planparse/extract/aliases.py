"""Extract aliases: 以下「X」という."""

from __future__ import annotations

from planparse.document import Document
from planparse.model import Alias
from planparse.rules import RuleSet


def extract_aliases(document: Document, rules: RuleSet) -> tuple[Alias, ...]:
    """The aliases that a document defines, in reading order."""
    return ()
