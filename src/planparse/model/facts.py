"""What the extractors find in a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planparse.model.layout import Span


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
