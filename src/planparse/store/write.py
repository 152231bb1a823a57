"""Write documents, failures and runs. Only one process writes at a time (`planparse.batch`).

Everything that belongs to a document hangs on its row in `documents` by foreign keys that delete with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from planparse import __version__
from planparse.store.rows import PlanRows, Row, renumbered
from planparse.store.schema import TABLES


@dataclass(frozen=True)
class Provenance:
    """From which bytes and by which rules a document was read. `slug` is for a new document; an old one keeps its."""

    path: Path
    sha256: str
    rules_version: str
    slug: str


def utc_now() -> str:
    """The time now, UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_plan(db: Database, rows: PlanRows, provenance: Provenance) -> int:
    """Store a document in one transaction, in place of what was read from the same file before; its id.

    Id and slug of a document stay for the life of its source. Failures of earlier runs are forgotten.
    """
    source_path = str(provenance.path)
    with db.atomic():
        old = next(db.query("SELECT id, slug FROM documents WHERE source_path = ?", [source_path]), None)
        document_id = old["id"] if old else _free_id(db, "documents")
        db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        db.execute("DELETE FROM diagnostics WHERE source_path = ?", [source_path])
        db.table("documents").insert(
            rows.document
            | {
                "id": document_id,
                "slug": old["slug"] if old else provenance.slug,
                "source_path": source_path,
                "source_sha256": provenance.sha256,
                "planparse_version": __version__,
                "rules_version": provenance.rules_version,
                "ingested_at": utc_now(),
            }
        )
        first_ids = {table: _free_id(db, table) for table in rows.tables if table != "table_cells"}
        first_ids["documents"] = document_id
        for table in sorted(rows.tables, key=list(TABLES).index):
            db.table(table).insert_all(_placed(table, rows.tables[table], first_ids, source_path))
    return document_id


def _free_id(db: Database, table: str) -> int:
    """The first id above all in use."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM [{table}]").fetchone()[0])


def _placed(table: str, rows: Iterable[Row], first_ids: dict[str, int], source_path: str) -> Iterable[Row]:
    """The rows with their local ids moved to free ones, and the columns that all rows of a document share."""
    shared: Row = {}
    if "document_id" in TABLES[table].columns:
        shared["document_id"] = 0
    if table == "diagnostics":
        shared["source_path"] = source_path
    return (renumbered(table, row | shared, first_ids) for row in rows)


def write_failure(db: Database, path: Path, code: str, message: str) -> None:
    """Note that a file could not be read; what was stored of it before stays. Notes of earlier failures go."""
    with db.atomic():
        _forget_failures(db, path)
        db.table("diagnostics").insert(
            {
                "document_id": None,
                "source_path": str(path),
                "page": None,
                "severity": "error",
                "code": code,
                "message": message,
            }
        )


def _forget_failures(db: Database, path: Path) -> None:
    db.execute("DELETE FROM diagnostics WHERE document_id IS NULL AND source_path = ?", [str(path)])


def note_missing_sources(db: Database) -> list[Path]:
    """Bring the `missing_source` diagnostics up to date; the files of stored documents that are gone.

    Failures of files that are gone and never gave a document are forgotten.
    """
    with db.atomic():
        db.execute("DELETE FROM diagnostics WHERE code = 'missing_source'")
        for row in list(db.query("SELECT DISTINCT source_path FROM diagnostics WHERE document_id IS NULL")):
            if _is_gone(row["source_path"]):
                _forget_failures(db, Path(row["source_path"]))
        missing = [
            row
            for row in list(db.query("SELECT id, source_path FROM documents ORDER BY source_path"))
            if _is_gone(row["source_path"])
        ]
        db.table("diagnostics").insert_all(
            {
                "document_id": row["id"],
                "source_path": row["source_path"],
                "page": None,
                "severity": "warning",
                "code": "missing_source",
                "message": "the file is gone; its rows stay until planparse run … --prune",
            }
            for row in missing
        )
    return [Path(row["source_path"]) for row in missing]


def _is_gone(source_path: str) -> bool:
    """Whether there is no such file; one that is there but closed to us is not gone."""
    try:
        Path(source_path).stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def remove_documents(db: Database, paths: Iterable[Path]) -> None:
    """Remove the documents that were read from `paths`, with all their rows."""
    with db.atomic():
        for path in paths:
            db.execute("DELETE FROM documents WHERE source_path = ?", [str(path)])


def start_run(db: Database, command: str, rules_version: str) -> int:
    """Note the start of a batch run; its id."""
    run: Row = {
        "started_at": utc_now(),
        "finished_at": None,
        "command": command,
        "n_ok": 0,
        "n_failed": 0,
        "n_skipped": 0,
        "planparse_version": __version__,
        "rules_version": rules_version,
    }
    return int(str(db.table("runs").insert(run).last_pk))


def finish_run(db: Database, run_id: int, counts: Row) -> None:
    """Note the end of a batch run with its counts `n_ok`, `n_failed` and `n_skipped`."""
    db.table("runs").update(run_id, {"finished_at": utc_now()} | counts)
