"""What every table, view and column of the database means: the only place where it is written down.

The descriptions go into each database (`column_descriptions`) and into docs/schema.md; types, keys and indexes stand in
`planparse.store.migrations`, and a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableDoc:
    """A row of the table is `description`; `columns` maps each column, in order, to its meaning."""

    description: str
    columns: dict[str, str]


ID = {"id": "key, unique in this table; a document that is read again gets new rows with new ids"}
DOCUMENT = {"document_id": "the document that the row was read from"}
SECTION = {"section_id": "the innermost section that it stands in"}
PLACE = {
    "page": "physical page, from 1, on which its evidence begins",
    "rule": "id of the rule in rules/ that produced the row",
}
PARTS = {
    "table_cells": "tables",
    "measure_directions": "measures",
    "measure_schedules": "measures",
    "measure_themes": "measures",
}
"""Tables whose rows belong to a document by way of another table: their key is its name in the singular with _id."""

SCOPES = "`own` (this plan), `upper_plan`, `prefecture`, `national`, `other`"

TABLES: dict[str, TableDoc] = {
    "documents": TableDoc(
        "one file that was read",
        {
            "id": "key; kept when the file is read again",
            "slug": "short unique name: the file's name without suffix, with -pdf, -txt, -2 … where that is taken;"
            " kept for the life of the source",
            "title": "the plan's full title, as on the cover",
            "issuer": "who issues the plan, as printed: a municipality, a prefecture, a union of them",
            "municipality": "name of the municipality",
            "municipality_code": "全国地方公共団体コード, 6 digits with the check digit",
            "prefecture": "name of the prefecture",
            "established": "month of 策定, YYYY-MM",
            "revised": "month of the last 改訂, YYYY-MM",
            "source_path": "absolute path of the file",
            "source_sha256": "SHA-256 of the file's bytes, hexadecimal",
            "source_format": "`pdf` or `text`",
            "page_count": "number of physical pages",
            "coverage": "share of the body, by characters, that was understood: lines that a rule typed, a table holds,"
            " a fact quotes, or that are sentences; the rest is listed in diagnostics as `not_understood`",
            "planparse_version": "version of the program that read it",
            "rules_version": "hash of all rule files that it was read with",
            "ingested_at": "when it was read, UTC, ISO 8601",
        },
    ),
    "pages": TableDoc(
        "one page of a document",
        ID
        | DOCUMENT
        | {
            "page": "physical page, from 1",
            "label": "printed page number, NULL where none is printed",
            "text": "raw text in reading order, table cells in place; all offsets count Unicode code points in it",
            "furniture": "running heads, footers and page numbers, which do not stand in `text`",
            "ruby": "JSON list of {char_start, char_end, reading}: readings printed over the base text",
            "width": "points; NULL for text files",
            "height": "points; NULL for text files",
        },
    ),
    "sections": TableDoc(
        "one heading of the body and its own text; the text before the first heading has level 0",
        ID
        | DOCUMENT
        | {
            "parent_id": "the section that it stands in; NULL at the top",
            "position": "0, 1, 2 … in reading order over the document",
            "level": "1 is the topmost rank (部, else 章, or a part of equal rank), then by nesting",
            "number": "the label as printed (第1章, 1-1, (1), 施策1), '' if none",
            "title": "the heading without its label",
            "page_start": "page of the heading",
            "page_end": "last page of the section with all its subsections",
            "text": "its own prose and lists, one paragraph a line, without subsections and tables",
        },
    ),
    "tables": TableDoc(
        "one table; one that runs over several pages is one row",
        ID
        | DOCUMENT
        | SECTION
        | {
            "position": "0, 1, 2 … in reading order over the document",
            "caption": "the line that names it, NULL if none",
            "page_start": "its first page",
            "page_end": "its last page",
            "n_rows": "rows, header rows included",
            "n_cols": "columns",
            "header_rows": "how many of the first rows are heads",
        },
    ),
    "table_cells": TableDoc(
        "one cell that no other cell covers; a merged cell stands once, at its top left",
        {
            "table_id": "its table",
            "row": "row of its top left corner, from 0",
            "col": "column of its top left corner, from 0",
            "row_span": "how many rows it covers",
            "col_span": "how many columns it covers",
            "is_header": "1 for a head of a column or row",
            "text": "its text, '' if empty",
        },
    ),
    "visions": TableDoc(
        "one statement of a vision of one holder",
        ID
        | DOCUMENT
        | SECTION
        | {
            "label": "what the plan calls it: 基本理念, 目指す姿, ビジョン …",
            "text": "the statement",
            "scope": f"whose it is: {SCOPES}",
            "holder": "the plan or body whose vision it is",
        }
        | PLACE,
    ),
    "periods": TableDoc(
        "one explicit span of time from a start to an end",
        ID
        | DOCUMENT
        | SECTION
        | {
            "subject": "what lasts that long",
            "scope": f"whose it is: {SCOPES}",
            "kind": "`plan_period`, `survey`, `project` or `other`",
            "start": "first month, YYYY-MM; 年度 N begins in N-04, a calendar year in N-01; NULL if open",
            "end": "last month, YYYY-MM; 年度 N ends in N+1-03, a calendar year in N-12; NULL if open",
            "start_fiscal_year": "NULL where no 年度 is meant",
            "end_fiscal_year": "NULL where no 年度 is meant",
            "years": "number of years that the text states",
            "text": "the words of the span",
        }
        | PLACE,
    ),
    "measures": TableDoc(
        "one node of the plan's own policy tree",
        ID
        | DOCUMENT
        | SECTION
        | {
            "parent_id": "the node above; NULL at the top",
            "position": "0, 1, 2 … in reading order over the document",
            "level": "`pillar`, `measure` or `action`",
            "label": "as printed: 施策1, 基本方針1, ①; '' if none",
            "title": "its name",
            "description": "the paragraph that explains it",
            "future_state": "将来あるべき姿",
            "outcome": "the …の実現 that is printed beside it",
            "category": "the class that is printed with it, such as 【交通】",
            "department": "担当課, 所管課",
            "repeated": "1 for a 再掲, which stands under another parent too",
        }
        | PLACE
        | {
            "verb": "what its title undertakes, in the dictionary form: 導入する, 支援を行う; of several the last,"
            " which governs the sentence; NULL for pillars, mere names and `run --no-nlp`",
            "object": "what the verb acts on, without relative clauses; NULL where the title names nothing",
            "commitment": "how firm the verb is: `implement` (does it), `promote` (推進, 図る, 努める …) or `consider`"
            " (検討, 調査・研究 …); NULL where there is no verb",
        },
    ),
    "measure_directions": TableDoc(
        "one line of the 方向性 list of a measure",
        ID | {"measure_id": "its measure", "position": "0, 1, 2 … in the list", "text": "the line"},
    ),
    "measure_schedules": TableDoc(
        "one year that a filled cell, bar or arrow covers in the row of an action",
        ID
        | {
            "measure_id": "the action that the row names",
            "fiscal_year": "年度, Western calendar",
            "status": "as printed: 検討・実施 …",
            "rule": PLACE["rule"],
        },
    ),
    "glossary_terms": TableDoc(
        "one explained term",
        ID
        | DOCUMENT
        | SECTION
        | {
            "term": "the term",
            "reading": "its reading in kana",
            "expansion": "the English words that an abbreviation stands for",
            "definition": "the explanation",
            "source": "`glossary` or `footnote`",
        }
        | PLACE,
    ),
    "aliases": TableDoc(
        "one 以下「X」という",
        ID | DOCUMENT | {"alias": "the short name", "full": "the name that it stands for"} | PLACE,
    ),
    "citations": TableDoc(
        "one law or plan that the plan names",
        ID
        | DOCUMENT
        | {
            "name": "its name, without a bracket that follows",
            "kind": "`law`, `plan`, `policy`, `declaration`, `ordinance` or `other`",
            "article": "第N条 … of the mention that gives the relation",
            "relation": "`upper_plan`, `legal_basis`, `predecessor`, `national`, `prefectural` or `related`",
        }
        | PLACE,
    ),
    "themes": TableDoc(
        "one item of the list of themes that the plan was set against, whether a measure is about it or not",
        ID
        | DOCUMENT
        | {
            "key": "name of the item, the same in all plans: front_office, standardisation …",
            "title": "the item in words",
            "list": "the list, chosen by the plan's title: `dx` (自治体DX推進計画), `environment` …",
        },
    ),
    "measure_themes": TableDoc(
        "that a pillar, measure or action is about a theme; what fits no theme of the list has one row with NULL",
        ID
        | {
            "measure_id": "its measure",
            "theme_id": "the theme; NULL: none of the list fits",
            "rule": "id of the rule in rules/ that saw it; NULL where none fits",
        },
    ),
    "indicators": TableDoc(
        "one figure that the plan names: in a table of 基準値 and 目標値, or in a sentence that says what it counts",
        ID
        | DOCUMENT
        | SECTION
        | {
            "name": "what is counted or measured",
            "value": "the present figure (現状値); a number",
            "unit": "as printed: ％, 人, 千t-CO2 …",
            "as_of": "the time of `value`, or of `baseline` where there is no value: YYYY, YYYY-MM or YYYY-MM-DD; of a"
            " 年度 its number",
            "baseline": "the figure that it is compared with (基準値); a number",
            "target": "the figure aimed at (目標値); a number",
            "target_year": "the year or 年度 of `target`, Western calendar",
        }
        | PLACE,
    ),
    "events": TableDoc(
        "one event of a chronology (国の近年の動向, 策定の経過) or of a dated list",
        ID
        | DOCUMENT
        | SECTION
        | {
            "date": "YYYY, YYYY-MM or YYYY-MM-DD, as exact as the plan; of a span its first day",
            "text": "what happened",
            "scope": f"whose it is: {SCOPES}",
        }
        | PLACE,
    ),
    "evidence": TableDoc(
        "one contiguous piece of a page that a value was read from; all pieces of a value together show its words",
        ID
        | DOCUMENT
        | {
            "fact_table": "table of the row that it proves",
            "fact_id": "id of the row that it proves",
            "field": "column that it proves; of `tables` also `cell ROW,COL`",
            "page": "physical page, from 1",
            "char_start": "offset of its first character in `pages.text`, from 0",
            "char_end": "offset after its last character",
            "quote": "exactly `pages.text[char_start:char_end]`",
            "x0": "left edge, points from the page's top left; NULL for text files",
            "top": "upper edge, points",
            "x1": "right edge, points",
            "bottom": "lower edge, points",
        },
    ),
    "diagnostics": TableDoc(
        "one thing that a person should look at; docs/diagnostics.md lists the codes",
        ID
        | {
            "document_id": "the document; NULL if none came of the file",
            "source_path": "absolute path of the file",
            "page": "physical page, from 1; NULL for the whole document",
            "severity": "`info`, `warning` or `error`",
            "code": "one per cause",
            "message": "what was seen, and what can be done",
        },
    ),
    "runs": TableDoc(
        "one batch run",
        ID
        | {
            "started_at": "UTC, ISO 8601",
            "finished_at": "UTC, ISO 8601; NULL while it runs, and for ever if it was killed",
            "command": "the command line, without the password",
            "n_ok": "files that were read and stored",
            "n_failed": "files that could not be read",
            "n_skipped": "files that had not changed",
            "planparse_version": "version of the program",
            "rules_version": "hash of all rule files",
        },
    ),
    "column_descriptions": TableDoc(
        "the meaning of one table or column: this page, inside the database",
        {
            "table_name": "the table or view",
            "column_name": "the column; '' for the table itself",
            "description": "what it means",
        },
    ),
}

VIEWS: dict[str, TableDoc] = {
    "plan_overview": TableDoc(
        "one plan with its own vision and period, and how much was found in it",
        {
            "slug": "short name of the document",
            "municipality": "name of the municipality",
            "title": "the plan's title",
            "own_vision": "the first vision of scope `own`",
            "own_period": "its own plan period, YYYY-MM/YYYY-MM; `..` for an open end",
            "n_sections": "number of headings",
            "n_tables": "number of tables",
            "n_measures": "number of nodes of the policy tree",
            "n_terms": "number of explained terms",
            "n_diagnostics": "number of warnings and errors",
        },
    ),
    "measure_tree": TableDoc(
        "one node of a policy tree with the way to it",
        {
            "measure_id": "the node",
            "document_id": "its document",
            "slug": "short name of the document",
            "position": "order of reading",
            "depth": "0 for the topmost nodes",
            "path": "titles from the topmost node down to this one, parted by ' > '",
            "level": "`pillar`, `measure` or `action`",
            "label": "as printed",
            "title": "its name",
            "page": "physical page, from 1",
        },
    ),
}
