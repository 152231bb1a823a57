"""What every extractor is given."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.document import Document
from planparse.model import Alias, Identity
from planparse.rules import RuleSet


@dataclass(frozen=True)
class Context:
    """One document with what is already known of it; `rules` are those in force for its municipality."""

    document: Document
    rules: RuleSet
    identity: Identity
    aliases: tuple[Alias, ...]
