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

MENTION_KINDS = ("law", "plan", "policy", "declaration", "ordinance", "other")

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
    "row_start": Kind("A cell that begins a row and so is not the rest of one that a page cut."),
    "no_join": Kind("A table head behind which tables of two pages are never one."),
    "mention": Kind(
        "A place where the text names a law, a plan or a like document. With `needs` proper the name must hold a name"
        " of its own (a municipality, 第N次 …); scope `foreign` is tried only in sections on the nation or prefecture.",
        ("name",),
        (),
        {"kind": MENTION_KINDS, "needs": ("proper",)},
    ),
    "mention_body": Kind("A body that holds plans and visions: 国, 県, 本市.", ("name",), (), {"scope": SCOPES}),
    "mention_lead": Kind("Words before a name that are no part of it.", ("lead",)),
    "mention_generic": Kind("A name that any document of its kind has: 個別計画."),
    "mention_proper": Kind("What makes a name a name of its own."),
    "mention_type": Kind("Text before or after (scope) a name that is no document but the type that a law asks for."),
    "mention_scope": Kind(
        "Whose document it is, by its `name`, by the sentence `before` or `after` it, by its `section` (scope).",
        (),
        (),
        {"scope": SCOPES},
    ),
    "name_variant": Kind("What spellings of one name may differ in; its short form.", (), ("short",), {"short": ()}),
}
