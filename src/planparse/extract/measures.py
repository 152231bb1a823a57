"""Extract measures."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.model import Diagnostic, Measure


def extract_measures(context: Context) -> tuple[tuple[Measure, ...], tuple[Diagnostic, ...]]:
    """The measures of a document in reading order, and what a person should look at."""
    return (), ()
