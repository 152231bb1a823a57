"""Extract glossary."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.model import Diagnostic, GlossaryTerm


def extract_glossary(context: Context) -> tuple[tuple[GlossaryTerm, ...], tuple[Diagnostic, ...]]:
    """The glossary of a document in reading order, and what a person should look at."""
    return (), ()
