"""The frozen types that pass between the stages; no behaviour beyond what a value says of itself.

Order of the stages, each a function from the types above it to the types below:

    Path -> SourceText -> Line, Table -> Document -> facts and Diagnostic -> Plan -> SQLite

All offsets are Unicode code points into ``SourceText.text`` (see `planparse.source`).
"""

from planparse.model.facts import (
    Alias,
    Citation,
    Event,
    Evidence,
    Facts,
    GlossaryTerm,
    Identity,
    Indicator,
    Measure,
    MeasureTheme,
    Period,
    Schedule,
    Scope,
    Theme,
    Vision,
)
from planparse.model.layout import (
    Bar,
    Box,
    Cell,
    Diagnostic,
    Grid,
    HeadingHint,
    HintSource,
    Label,
    LineKind,
    Mark,
    PageInfo,
    Ruby,
    Section,
    Severity,
    Span,
    Table,
    TocEntry,
)

__all__ = [
    "Alias",
    "Bar",
    "Box",
    "Cell",
    "Citation",
    "Diagnostic",
    "Event",
    "Evidence",
    "Facts",
    "GlossaryTerm",
    "Grid",
    "HeadingHint",
    "HintSource",
    "Identity",
    "Indicator",
    "Label",
    "LineKind",
    "Mark",
    "Measure",
    "MeasureTheme",
    "PageInfo",
    "Period",
    "Ruby",
    "Schedule",
    "Scope",
    "Section",
    "Severity",
    "Span",
    "Table",
    "Theme",
    "TocEntry",
    "Vision",
]
