"""Checks that a database keeps its promises: every value can be traced to the characters that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

PROVEN = (
    "visions", "periods", "measures", "measure_schedules", "glossary_terms", "aliases", "citations",
    "indicators", "events",
)  # fmt: skip
"""Tables whose every row must have evidence."""


@dataclass(frozen=True)
class Check:
    """A promise and a query for the rows that break it, each row one text."""

    promise: str
    query: str


CHECKS = (
    Check(
        "every quote is exactly its slice of the page",
        "SELECT d.slug || ' page ' || e.page || ': evidence ' || e.id || ' of ' || e.fact_table || ' ' || e.fact_id"
        " FROM evidence e JOIN documents d ON d.id = e.document_id"
        " LEFT JOIN pages p ON p.document_id = e.document_id AND p.page = e.page"
        " WHERE substr(p.text, e.char_start + 1, e.char_end - e.char_start) IS NOT e.quote",
    ),
    Check(
        "every document has all its pages",
        "SELECT d.slug || ': ' || count(p.id) || ' of ' || d.page_count"
        " FROM documents d LEFT JOIN pages p ON p.document_id = d.id GROUP BY d.id HAVING count(p.id) <> d.page_count",
    ),
    Check(
        "every cell lies inside its table",
        "SELECT 'table ' || t.id || ': row ' || c.row || ', column ' || c.col FROM table_cells c"
        " JOIN tables t ON t.id = c.table_id"
        " WHERE c.row < 0 OR c.col < 0 OR c.row + c.row_span > t.n_rows OR c.col + c.col_span > t.n_cols",
    ),
    Check(
        "no cell covers another",
        "SELECT 'table ' || a.table_id || ': ' || a.row || ',' || a.col || ' and ' || b.row || ',' || b.col"
        " FROM table_cells a JOIN table_cells b ON a.table_id = b.table_id AND (a.row, a.col) < (b.row, b.col)"
        " WHERE b.row < a.row + a.row_span AND b.col < a.col + a.col_span AND a.col < b.col + b.col_span",
    ),
    *(
        Check(
            f"every row of {table} has evidence",
            f"SELECT '{table} ' || f.id FROM {table} f"
            f" WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.fact_table = '{table}' AND e.fact_id = f.id)",
        )
        for table in PROVEN
    ),
    *(
        Check(
            f"all evidence of {table} belongs to a row",
            f"SELECT 'evidence ' || e.id FROM evidence e WHERE e.fact_table = '{table}'"
            f" AND NOT EXISTS (SELECT 1 FROM {table} f WHERE f.id = e.fact_id)",
        )
        for table in ("sections", "tables", *PROVEN)
    ),
)


def broken_promises(db: Database) -> dict[str, list[str]]:
    """For each promise that is broken, the places; empty where all is well."""
    found = {check.promise: [str(row[0]) for row in db.execute(check.query)] for check in CHECKS}
    found["every reference leads to a row"] = [
        f"{table} {row_id} → {target}" for table, row_id, target, _ in db.execute("PRAGMA foreign_key_check")
    ]
    found["the file is whole"] = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return {promise: places for promise, places in found.items() if places}
