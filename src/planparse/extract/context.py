"""What every extractor is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planparse.document import Document
from planparse.extract.mentions import Mention, find_mentions
from planparse.model import Alias, Identity
from planparse.rules import RuleSet


@dataclass(frozen=True)
class Context:
    """One document with what is already known of it; `rules` are those in force for its municipality."""

    document: Document
    rules: RuleSet
    identity: Identity
    aliases: tuple[Alias, ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place that names a plan, a law or a body, and whose it is."""
        return find_mentions(self.document, self.identity, self.rules, self.aliases)
