"""Extract visions."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.model import Diagnostic, Vision


def extract_visions(context: Context) -> tuple[tuple[Vision, ...], tuple[Diagnostic, ...]]:
    """The visions of a document in reading order, and what a person should look at."""
    return (), ()
