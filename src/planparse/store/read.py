"""What the database holds of one plan, read back as plain values that `json` can write."""

from __future__ import annotations

from sqlite_utils import Database

from planparse.errors import UserError
from planparse.store.rows import PlanRows, Row
from planparse.store.schema import PARTS, TABLES

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
            _attach(db, items, part, evidence)
        for item in items:
            item["evidence"] = evidence.get((table, item["id"]), [])
        plan[table] = items
    return plan


def owner_key(part: str) -> str:
    """The column of a table of `PARTS` that holds the ids of the table that it belongs to."""
    return f"{PARTS[part].removesuffix('s')}_id"


def first_ids(db: Database, document: Row) -> dict[str, int]:
    """The lowest id that each table has of a document: from there its rows are numbered on in their local order."""
    first: dict[str, int] = {}
    for table in _tables_of_documents():
        if "id" in TABLES[table].columns:
            query = f"SELECT coalesce(min(id), 0) FROM [{table}] WHERE {_of_document(table)}"
            [first[table]] = db.execute(query, [document["id"]]).fetchone()
    return first


def stored_rows(db: Database, document: Row) -> PlanRows:
    """A document as the rows that were written of it, each table in reading order, which is that of its key."""
    query = "SELECT * FROM [{}] WHERE {} ORDER BY 1, 2, 3"
    tables = {
        table: list(db.query(query.format(table, _of_document(table)), [document["id"]]))
        for table in _tables_of_documents()
    }
    return PlanRows(document, tables)


def _tables_of_documents() -> list[str]:
    return [table for table, doc in TABLES.items() if table in PARTS or "document_id" in doc.columns]


def _of_document(table: str) -> str:
    """The condition for the rows of one document."""
    if table in PARTS:
        return f"{owner_key(table)} IN (SELECT id FROM [{PARTS[table]}] WHERE document_id = ?)"
    return "document_id = ?"


Evidence = dict[tuple[object, object], list[Row]]


def _grouped(db: Database, query: str, document: Row) -> Evidence:
    groups: Evidence = {}
    for row in db.query(query, [document["id"]]):
        groups.setdefault((row.pop("fact_table"), row.pop("fact_id")), []).append(row)
    return groups


def _attach(db: Database, items: list[Item], part: str, evidence: Evidence) -> None:
    """Put the rows of the table `part` as a list into the items that they belong to, facts with their evidence."""
    for item in items:
        rows: list[Item] = list(db.query(f"SELECT * FROM [{part}] WHERE {owner_key(part)} = ?", [item["id"]]))
        item[part] = [
            row | {"evidence": evidence[part, row["id"]]} if (part, row.get("id")) in evidence else row for row in rows
        ]


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
