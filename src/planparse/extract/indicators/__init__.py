"""Indicators: the figures that a plan names, from tables of 基準値 and 目標値, columns of results, and prose."""

from __future__ import annotations

from planparse.extract.context import Context
from planparse.extract.indicators.prose import prose_indicators
from planparse.extract.indicators.tables import table_indicators
from planparse.model import Indicator


def extract_indicators(context: Context) -> tuple[Indicator, ...]:
    """The indicators of a document in reading order."""
    found = [*table_indicators(context), *prose_indicators(context)]
    return tuple(sorted(found, key=lambda indicator: indicator.evidence[0].spans[0]))
