"""What readers and the structure stages give: spans, grids, lines, sections, tables."""

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


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with words in a diagram. `spans` has one span a printed line; `parent` is the index of the box above it.

    `box` is where it stands on the page as it is read, which may be turned against the page as it is shown.
    """

    box: Box
    spans: tuple[Span, ...]
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes of one page that are drawn as trees: joined by lines, or each as wide or as high as those below it.

    Parents stand before their children, these in the order in which they are drawn.
    """

    page: int
    boxes: tuple[DrawnBox, ...]


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A box of a chart. `items` are the lines that it holds: a title, a list, or a title with a text or list below.

    `box` and `parent` are those of the `DrawnBox`.
    """

    box: Box
    items: tuple[tuple[Span, ...], ...]
    parent: int | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its printed lines."""
        return tuple(span for item in self.items for span in item)


@dataclass(frozen=True, slots=True)
class Chart:
    """Trees of boxes that a line by them calls the 体系 of the plan; `rule_id` knew that line."""

    page: int
    boxes: tuple[ChartBox, ...]
    rule_id: str


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
    BOX = "box"  # words in a box of a drawn 体系図
    GRAPH = "graph"  # words of a bar or line graph
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
    Where only the table of contents names it, `title_spans` is its entry there and `number_spans` is empty.
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
