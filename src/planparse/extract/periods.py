"""Extract periods."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.model import Diagnostic, Period


def extract_periods(context: Context) -> tuple[tuple[Period, ...], tuple[Diagnostic, ...]]:
    """The periods of a document in reading order, and what a person should look at."""
    return (), ()
