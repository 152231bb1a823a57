"""The database: its schema, how plans become rows, and how they are written, found and read back."""

from planparse.store.database import open_database, read_database
from planparse.store.find import allot_slugs, find_documents, known_sources, sha256_of, sources_with, the_document
from planparse.store.read import first_ids, page_evidence, stored_page, stored_plan, stored_rows
from planparse.store.rows import PlanRows, Row, plan_rows, renumbered
from planparse.store.schema import TABLES, VIEWS
from planparse.store.verify import broken_promises
from planparse.store.write import (
    Provenance,
    finish_run,
    note_missing_sources,
    remove_documents,
    start_run,
    write_failure,
    write_plan,
)

__all__ = [
    "TABLES",
    "VIEWS",
    "PlanRows",
    "Provenance",
    "Row",
    "allot_slugs",
    "broken_promises",
    "find_documents",
    "finish_run",
    "first_ids",
    "known_sources",
    "note_missing_sources",
    "open_database",
    "page_evidence",
    "plan_rows",
    "read_database",
    "remove_documents",
    "renumbered",
    "sha256_of",
    "sources_with",
    "start_run",
    "stored_page",
    "stored_plan",
    "stored_rows",
    "the_document",
    "write_failure",
    "write_plan",
]
