"""The kinds of rules: which named groups a pattern of a kind must or may have, and which settings a rule may give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """What the stage behind a kind reads of its rules.

    `groups` must be in every pattern, `optional` may be; `settings` are the keys of a rule's ``set`` table with the
    values that they may have (empty: any string, number or boolean).
    """

    description: str
    groups: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SCOPES = ("own", "upper_plan", "prefecture", "national", "other")

KINDS: dict[str, Kind] = {
    "note_mark": Kind("A mark that only points to a note or the glossary; views drop it.", ("mark",)),
    "toc_title": Kind("The line that opens a table of contents."),
    "toc_entry": Kind("A line of a table of contents.", ("title",), ("label", "page")),
    "heading": Kind(
        "A numbered or named heading of one family; `rank` 1 opens a part of the topmost level.",
        ("label",),
        ("title", "open", "close"),
        {"family": (), "rank": (), "block": ("yes",)},
    ),
    "bullet": Kind("A line that is an item of a list.", (), ("mark",)),
    "caption": Kind("A line that names a table, figure or list and is no heading.", (), ("title",)),
    "figure_number": Kind("The number of a figure, in its caption or where the text refers to it.", ("number",)),
    "note": Kind("A line that is a note: its mark, and the term that it explains.", (), ("mark", "term")),
    "unfinished": Kind("The end of a line whose sentence goes on behind a page break."),
    "column_head": Kind("A cell that heads a column; a row of them is a table's header."),
    "cut_cell": Kind("A cell whose sentence or word may go on in the next row, behind a page break."),
    "no_join": Kind("A table head behind which tables of two pages are never one."),
}
