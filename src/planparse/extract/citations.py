"""Extract citations."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.model import Citation, Diagnostic


def extract_citations(context: Context) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
    """The citations of a document in reading order, and what a person should look at."""
    return (), ()
