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

MEASURE_LEVELS = ("pillar", "measure", "action")

MEASURE_FIELDS = (
    "pillar", "measure", "action", "label", "title", "description", "future_state", "directions", "outcome",
    "category", "department", "schedule", "result", "other",
)  # fmt: skip

RELATIONS = ("upper_plan", "legal_basis", "predecessor", "national", "prefectural", "related")

KINDS: dict[str, Kind] = {
    "note_mark": Kind("A mark that only points to a note or the glossary; views drop it.", ("mark",)),
    "toc_title": Kind("The line that opens a table of contents."),
    "toc_entry": Kind("A line of a table of contents.", ("title",), ("label", "page")),
    "heading": Kind(
        "A numbered or named heading of one family; `rank` 1 opens a part of the topmost level. `name` is what stands "
        "before the number of a label and makes a family of its own: 施策 of 施策1, 目標 of 目標A.",
        ("label",),
        ("name", "title", "open", "close"),
        {"family": (), "rank": (), "block": ("yes",)},
    ),
    "bullet": Kind("A line that is an item of a list.", (), ("mark",)),
    "caption": Kind("A line that names a table, figure or list and is no heading.", (), ("title",)),
    "figure_number": Kind("The number of a figure, in its caption or where the text refers to it.", ("number",)),
    "note": Kind("A line that is a note: its mark, and the term that it explains.", (), ("mark", "term")),
    "raised_note": Kind("A footnote of a PDF, whose figure is printed small: its mark.", ("mark",)),
    "unfinished": Kind("The end of a line whose sentence goes on behind a page break."),
    "continued": Kind("The start of a line that goes on with the sentence of the line right above."),
    "column_head": Kind("A cell that heads a column; a row of them is a table's header."),
    "cut_cell": Kind("A cell whose sentence or word may go on in the next row, behind a page break."),
    "total_row": Kind("A cell that calls its row the total of the rows above."),
    "sentence": Kind("The end of a line that reads as a sentence."),
    "cut_sentence": Kind("A line whose sentence does not end."),
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
    "mention_ordinal": Kind("What may stand before the municipality in a plan's name: 第2次."),
    "mention_type": Kind(
        "Text before or after (scope) a name that is no document but the type that a law asks for; with `unless` proper"
        " only of one that is no name of its own.",
        (),
        (),
        {"unless": ("proper",)},
    ),
    "mention_scope": Kind(
        "Whose document it is, by its `name`, by the sentence `before` or `after` it, by its `section` (scope).",
        (),
        (),
        {"scope": SCOPES},
    ),
    "citation_article": Kind("The article behind a law's name.", ("article",)),
    "citation_relation": Kind(
        "What the words `before` or `after` a name make of it (scope); `subject` own: only in a sentence on this plan.",
        (),
        (),
        {"relation": RELATIONS, "subject": ("own",)},
    ),
    "citation_own": Kind("How a sentence speaks of the plan itself: 本計画."),
    "citation_foreign": Kind("How a sentence speaks of another's doing: 県は."),
    "citation_former": Kind("An alias that calls its plan a former one: 前計画."),
    "name_apposition": Kind("What stands between a name and its second name: a bracket."),
    "name_core": Kind("The parts of a plan's name beside its subject: 第2次, 計画."),
    "name_variant": Kind("What spellings of one name may differ in; its short form.", (), ("short",), {"short": ()}),
    "alias": Kind("A definition 以下「X」という; what it is short for ends where the match begins.", ("alias",)),
    "alias_full": Kind(
        "How far a full name reaches back from its end. Rules of scope `latin` serve only an alias in Latin letters.",
        ("full",),
    ),
    "measure_label": Kind(
        "A label of a node of the policy tree, and the level that its words mean.", (), (), {"level": MEASURE_LEVELS}
    ),
    "measure_section": Kind(
        "What a section's title says of it: the plan's own policy tree (`own`, `likely`), its 体系 (`overview`), or"
        " not its own measures (`foreign`, with all below it).",
        (),
        (),
        {"role": ("own", "overview", "likely", "foreign")},
    ),
    "measure_field": Kind(
        "A caption, a row head of a form or a column head (scope), and what stands under it; `value` is text on the"
        " same line.",
        (),
        ("value",),
        {"field": MEASURE_FIELDS},
    ),
    "measure_group": Kind("An unnumbered line that opens a pillar beside the numbered ones."),
    "measure_setting": Kind(
        "A line that makes what it stands `above` no statement of the tree, or a mere `subtitle` (scope)."
    ),
    "measure_card": Kind(
        "The `title` or the `body` (scope) of a card: a short line or cell above or beside a sentence."
    ),
    "measure_outcome": Kind("The end of an outcome that stands beside a measure."),
    "measure_category": Kind(
        "A line or the start of a cell that gives the field of the items behind it.", ("category",)
    ),
    "measure_counted": Kind(
        "A number right before the words, tried where several items in a cell count on.",
        ("label", "title"),
        (),
        {"family": ()},
    ),
    "measure_repeated": Kind("The mark of a measure that is printed again under another pillar."),
    "measure_title": Kind("Brackets around a whole title; they are no part of it.", ("title",)),
    "measure_subtitle": Kind(
        "A title followed by a subtitle or an explanation in brackets.", ("title",), ("explanation",)
    ),
    "measure_department": Kind("A department at the end of a measure's line.", ("department",)),
    "schedule_year": Kind(
        "A column head that names a fiscal year, or a span of them.", ("year",), ("era", "to_era", "to_year")
    ),
    "schedule_blank": Kind("A cell that stands for nothing: a dash."),
    "schedule_number": Kind("A cell that holds a figure, so that its table is of values and no schedule."),
    "glossary_title": Kind("The title of a section, or the caption of a table, that explains terms."),
    "glossary_index": Kind("A line or cell that only orders a glossary: あ行, A."),
    "glossary_head": Kind(
        "The head of a column of a glossary.", (), (), {"column": ("term", "reading", "expansion", "definition")}
    ),
    "glossary_term": Kind(
        "A term with its reading or its English words, as its cell or line holds them.",
        ("term",),
        ("reading", "expansion"),
    ),
    "glossary_entry": Kind(
        "A term and its definition: in a `list`, a `numbered`, `raised` or `starred` note (scope), or the line of the"
        " term alone, over its definition (`list_line`, `starred_line`).",
        ("term", "definition"),
    ),
    "glossary_expansion": Kind("The English words that a definition gives for its term.", ("expansion",)),
    "glossary_initial": Kind("One English word of an expansion whose words stand in lines of their own.", ("word",)),
    "glossary_no_term": Kind("What is no term, though it stands in a term's place: 出典, 単位."),
    "predicate_title": Kind(
        "The end of a title that is a predicate: what is done to what. Without `verb` the title is a mere name.",
        (),
        ("object", "verb"),
        {"verb": ()},
    ),
    "commitment": Kind(
        "A verb in its dictionary form and how firm it is.",
        (),
        (),
        {"commitment": ("implement", "promote", "consider")},
    ),
    "date": Kind(
        "A point of the calendar. Scope `bare`: a year without 年 beside a link; `end`: a date behind a link that"
        " leaves out its era, year or month.",
        ("year",),
        (
            "era",
            "unit",
            "fiscal",
            "fiscal_after",
            "gloss",
            "gloss_era",
            "gloss_after",
            "gloss_after_era",
            "month",
            "day",
        ),
    ),
    "period_link": Kind("What stands between the first and the last date of a span of time."),
    "period_tail": Kind(
        "What follows the last date of a span: まで, and the years that it lasts.", (), ("years", "open")
    ),
    "period_head": Kind("The years that a span lasts, before its first date.", ("years",), ("open",)),
    "period_years": Kind("A cell that holds only the years of the span beside it.", ("years",)),
    "period_length": Kind(
        "Behind a date (scope `from`, `to`) the years of the span that it begins or ends.", ("years",)
    ),
    "period_open": Kind("A span that the text calls a 期間 and gives only one side of.", (), ("start", "end")),
    "period_kind": Kind(
        "Words that tell what a span is of; the nearest decide.",
        (),
        (),
        {"kind": ("plan_period", "survey", "project", "other")},
    ),
    "period_part": Kind("A part of the plan's period that stands before its span.", ("part",)),
    "period_subject": Kind(
        "What a span that is no plan's is of, `before` or `after` it, or a `survey` (scope).", ("subject",)
    ),
    "plan_title": Kind("A cover line that ends like a plan's title.", ("title",), ("edition",)),
    "title_stop": Kind("A cover line that is no part of a title."),
    "title_before": Kind("A cover line that belongs to the title on the next line: 第2期."),
    "title_after": Kind("A cover line that belongs to the title on the line before: （区域施策編）."),
    "ordinal": Kind("The number that parts plans of one name.", ("number",)),
    "title_head": Kind("How a title begins: the municipality, 第N次."),
    "title_place": Kind("A body that the code list does not have, where a title begins with it.", ("name",)),
    "own_name": Kind("Where the text decides on this plan and names it.", ("name",)),
    "name_remark": Kind("A remark inside a name that is no part of it."),
    "issuer": Kind("A cover line that names who issues the plan.", ("name",)),
    "cover_date": Kind(
        "A date on the cover, and what was done then.",
        ("date",),
        ("date_after",),
        {"role": ("established", "revised", "bare")},
    ),
    "plan_evidence": Kind("What only plans have: in a heading (scope `section`) or in the `text`."),
    "not_plan": Kind("The title of a paper that is no plan, though it may be about one."),
    "theme_list": Kind("The title of a plan that is set against a list of themes.", (), (), {"list": ()}),
    "theme": Kind(
        "What shows that a measure is about a theme: one rule an item of a list.",
        (),
        (),
        {"list": (), "key": (), "title": ()},
    ),
    "holder_link": Kind(
        "What links a plan's name to a span or a statement: `attached` before it, as `topic` of its sentence, `after`"
        " it, with a verb that `decides` on the plan, or words that mean the `same` plan as before (scope)."
    ),
    "vision_quote": Kind(
        "A statement of a vision inside a sentence, and what the sentence calls it. `prefers` is whose such statements"
        " are where the sentence names one of theirs.",
        ("words", "label"),
        (),
        {"prefers": SCOPES},
    ),
    "vision_label": Kind(
        "What calls a statement a vision: a heading's `title`, a `line` (which may hold the statement), an `intro`"
        " above it or a `cell` (scope). A `weak` label counts only over one single statement.",
        ("label",),
        ("label_after", "words"),
        {"weak": ("yes",)},
    ),
    "vision_statement": Kind(
        "A line that may be a statement: as a `whole`, a `sentence`, or an `item` of a list (scope).", ("words",)
    ),
    "vision_no_statement": Kind("A quotation or line that is no statement: a plan's name, a source, a numbered item."),
    "vision_goes_on": Kind(
        "The end of a line `before`, or the beginning of one `after`, that a statement joins (scope)."
    ),
    "own_word": Kind("What the text calls this plan: 本計画.", ("name",)),
    "event_month": Kind("A cell of the month column of a chronology.", ("month",), ("day",)),
    "event_date": Kind("What may stand behind the date in a cell of a chronology's first column."),
    "event": Kind(
        "What happened: a cell of a chronology (scope `table`), or what follows the date of a line (scope `line`).",
        (),
        ("text",),
    ),
    "indicator_head": Kind(
        "The head of a column of a table of indicators, or of results.",
        (),
        (),
        {"role": ("name", "unit", "baseline", "value", "target", "result")},
    ),
    "indicator_value": Kind(
        "A figure in a table: a whole cell (scope `cell`), or what a cell of results counts (scope `result`).",
        ("value",),
        ("unit", "as_of"),
    ),
    "indicator": Kind(
        "A figure in a sentence: behind its name (scope `is`), later in that sentence (`then`), as a target (`target`)"
        " or behind a label (`label`).",
        ("value", "unit"),
        ("topic", "when", "as_of", "name"),
    ),
    "indicator_no_name": Kind("What does not say of what a figure is."),
    "indicator_name": Kind("The end of a noun that says by itself of what a figure is."),
}
