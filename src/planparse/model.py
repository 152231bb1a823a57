"""The frozen types that pass between the stages; no behaviour beyond what a value says of itself.

Order of the stages, each a function from the types above it to the types below:

    Path -> SourceText -> Line, Table -> Document -> facts and Diagnostic -> Plan -> SQLite

All offsets are Unicode code points into ``SourceText.text`` (see `planparse.source`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of ``SourceText.text``."""

    start: int
    end: int


class Box(NamedTuple):
    """A rectangle on a page: points from the page's top left; pages count from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Mark(NamedTuple):
    """Characters that are no words: markup, or a `note`'s ※ or ¹. A view drops them, or puts one space for a `gap`."""

    start: int
    end: int
    gap: bool = False
    note: bool = False


class Severity(StrEnum):
    """How much a diagnostic asks of its reader."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a person should look at. `span` says where (None: the whole document); `page` where no text is."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    page: int | None = None


# ---------------------------------------------------------------- what a reader saw


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid, at its top left. `spans` has one span a piece of text: two where a page break cut the cell."""

    row: int
    col: int
    spans: tuple[Span, ...]
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """An arrow or bar that is drawn over a grid, with the text that stands on it (empty where none does)."""

    box: Box
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """What a reader saw as a table on one page.

    `span` reaches from its first character to its last. `col_edges` (points, n_cols + 1) and `box` are None for text.
    `open_top` and `open_bottom` say that the drawing leaves the first or last row without its outer rule.
    """

    page: int
    span: Span
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    box: Box | None = None
    col_edges: tuple[float, ...] | None = None
    open_top: bool = False
    open_bottom: bool = False
    bars: tuple[Bar, ...] = ()


class HintSource(StrEnum):
    """Where a format itself says that a line is a heading."""

    MARKDOWN = "markdown"
    TAG = "tag"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class HeadingHint:
    """The format calls the line that starts at `start` a heading of `level` (1 the topmost)."""

    start: int
    level: int
    source: HintSource


@dataclass(frozen=True, slots=True)
class Ruby:
    """The reading that is printed over a base text. `span` is the base."""

    span: Span
    reading: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What a page is beside its text. `label` is the printed page number; width and height are points (None: text)."""

    label: str | None = None
    furniture: str = ""
    width: float | None = None
    height: float | None = None
    ruby: tuple[Ruby, ...] = ()


# ---------------------------------------------------------------- lines, sections, tables


class LineKind(StrEnum):
    """What a logical line is."""

    BLANK = "blank"
    COVER = "cover"
    TOC = "toc"
    HEADING = "heading"
    REPEAT = "repeat"  # a heading that is printed again on a later page or slide
    BULLET = "bullet"
    CAPTION = "caption"
    NOTE = "note"
    TABLE = "table"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Label:
    """A heading's label: its numbering family, its last number (None if none) and the family's fixed rank, if any."""

    text: str
    family: str
    number: int | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of the table of contents. `page` is the page number that it prints; `level` counts from 1."""

    label: Label
    title: str
    page: str | None
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the document, over any number of pages. Row and column count from 0 and include header rows."""

    position: int
    section: int
    caption: tuple[Span, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    cells: tuple[Cell, ...]
    grids: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the body and what stands under it up to the next; level 0 is the text before the first heading.

    `lines` are indices into ``Document.lines``; more than one run where a slide title reopens the section.
    `number_spans` and `title_spans` are empty where only the table of contents names it (`toc_only`).
    """

    position: int
    parent: int | None
    level: int
    number: str
    title: str
    number_spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]
    start: int
    lines: tuple[int, ...]
    rule_id: str | None
    toc_only: bool = False


# ---------------------------------------------------------------- facts


class Scope(StrEnum):
    """Whose statement it is: this plan's, the upper plan's, the prefecture's, the nation's, another's."""

    OWN = "own"
    UPPER_PLAN = "upper_plan"
    PREFECTURE = "prefecture"
    NATIONAL = "national"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The pieces of the source that the column `field` of a fact was read from."""

    field: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Vision:
    """One statement of a vision of one holder."""

    label: str
    text: str
    scope: Scope
    holder: str | None
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """One explicit span of time. Months are YYYY-MM; `years` is the number of years that the text states."""

    subject: str | None
    scope: Scope
    kind: str
    start: str | None
    end: str | None
    start_fiscal_year: int | None
    end_fiscal_year: int | None
    years: int | None
    text: str
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """One year that a filled cell, bar or arrow covers in the row of an action."""

    fiscal_year: int
    status: str
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One node of the plan's own policy tree; `parent` is its parent's index in the plan's list of measures.

    `verb` (in its dictionary form), `object` and `commitment` are what its title undertakes; None where it is a mere
    name.
    """

    parent: int | None
    level: str
    label: str
    title: str
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]
    description: str | None = None
    future_state: str | None = None
    outcome: str | None = None
    category: str | None = None
    department: str | None = None
    repeated: bool = False
    directions: tuple[str, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    verb: str | None = None
    object: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """One item of a list of themes that plans are set against; `list` names the list, `key` the item in it."""

    key: str
    title: str
    list: str


@dataclass(frozen=True, slots=True)
class MeasureTheme:
    """That a measure is about a theme (indices in `Facts`); `theme` and `rule_id` None: about none of the list."""

    measure: int
    theme: int | None
    rule_id: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure that the plan names.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) is the time of `value`, or of `baseline` where there is no value;
    `target_year` is the year, or the 年度, by which `target` is to be reached.
    """

    name: str
    value: float | None
    unit: str | None
    as_of: str | None
    baseline: float | None
    target: float | None
    target_year: int | None
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event of a chronology. `date` is YYYY, YYYY-MM or YYYY-MM-DD, of a span its first day."""

    date: str
    text: str
    scope: Scope
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One explained term. `source` is ``glossary`` or ``footnote``."""

    term: str
    reading: str | None
    expansion: str | None
    definition: str
    source: str
    section: int
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One 以下「X」という."""

    alias: str
    full: str
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One law or plan that the plan names."""

    name: str
    kind: str
    article: str | None
    relation: str | None
    rule_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document is. `name` is how its own text calls the plan, `title` the cover's wording.

    Months are YYYY-MM; `municipality_code` has 6 digits; unknown is None.
    """

    title: str | None
    name: str | None
    issuer: str | None
    municipality: str | None
    municipality_code: str | None
    prefecture: str | None
    established: str | None
    revised: str | None
    is_plan: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the extractors found in one document, each tuple in reading order."""

    visions: tuple[Vision, ...] = ()
    periods: tuple[Period, ...] = ()
    measures: tuple[Measure, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    aliases: tuple[Alias, ...] = ()
    citations: tuple[Citation, ...] = ()
    themes: tuple[Theme, ...] = ()
    measure_themes: tuple[MeasureTheme, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    events: tuple[Event, ...] = ()
