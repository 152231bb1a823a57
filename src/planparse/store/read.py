"""What the database holds of one plan, read back as plain values that `json` can write."""

from __future__ import annotations

from sqlite_utils import Database

from planparse.errors import UserError
from planparse.store.rows import Row
from planparse.store.schema import TABLES

PARTS = {"measure_directions": "measures", "measure_schedules": "measures", "table_cells": "tables"}
"""Tables whose rows belong to a row of another table: their key is that table's name in the singular with _id."""

APART = ("documents", "pages", "evidence", *PARTS)
"""Tables that are not listed by themselves: the document, its raw text, and what is shown inside other rows."""

Item = dict[str, object]


def stored_plan(db: Database, document: Row) -> Item:
    """All facts of a document: a list for each table, each fact with its evidence and what belongs to it."""
    plan: Item = {"document": document}
    evidence = _grouped(db, "SELECT * FROM evidence WHERE document_id = ? ORDER BY id", document)
    for table, doc in TABLES.items():
        if table in APART or "document_id" not in doc.columns:
            continue
        order = "position" if "position" in doc.columns else "id"
        items: list[Item] = list(
            db.query(f"SELECT * FROM [{table}] WHERE document_id = ? ORDER BY {order}", [document["id"]])
        )
        for part in (part for part, owner in PARTS.items() if owner == table):
            _attach(db, items, part, f"{table.removesuffix('s')}_id")
        for item in items:
            item["evidence"] = evidence.get((table, item["id"]), [])
        plan[table] = items
    return plan


def _grouped(db: Database, query: str, document: Row) -> dict[tuple[object, object], list[Row]]:
    groups: dict[tuple[object, object], list[Row]] = {}
    for row in db.query(query, [document["id"]]):
        groups.setdefault((row.pop("fact_table"), row.pop("fact_id")), []).append(row)
    return groups


def _attach(db: Database, items: list[Item], part: str, key: str) -> None:
    """Put the rows of the table `part` as a list into the items that they belong to."""
    for item in items:
        item[part] = list(db.query(f"SELECT * FROM [{part}] WHERE {key} = ?", [item["id"]]))


def stored_page(db: Database, document: Row, page: int) -> Item:
    """One page with everything that was read from it: its row, and its evidence in order of place.

    Raises UserError where the document has no such page.
    """
    evidence = page_evidence(db, document, page)
    [row] = db.query("SELECT * FROM pages WHERE document_id = ? AND page = ?", [document["id"], page])
    return row | {"evidence": evidence}


def page_evidence(db: Database, document: Row, page: int) -> list[Row]:
    """All that was read from one page, in order of place. Raises UserError where the document has no such page."""
    pages = range(1, int(document["page_count"] or 0) + 1)
    if page not in pages:
        raise UserError(f"{document['slug']} has no page {page}", f"its pages are 1 to {document['page_count']}")
    query = "SELECT * FROM evidence WHERE document_id = ? AND page = ? ORDER BY char_start, id"
    return list(db.query(query, [document["id"], page]))
