"""The database: open, bring up to date, write, and find documents.

Only one process writes at a time (`planparse.batch`). Everything that belongs to a document hangs on its row in
`documents` by foreign keys that delete with it.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from planparse import __version__
from planparse.errors import UserError
from planparse.migrations import migrations
from planparse.rows import PlanRows, Row
from planparse.schema import TABLES, VIEWS

LOCK_WAIT = 30.0
"""Seconds that a write waits for another program that writes to the same file."""

REFERENCES = {
    "document_id": "documents",
    "section_id": "sections",
    "table_id": "tables",
    "measure_id": "measures",
}
"""Columns that hold ids of another table. `parent_id` points into its own, `fact_id` into the table in `fact_table`."""


@dataclass(frozen=True)
class Provenance:
    """From which bytes and by which rules a document was read. `slug` is for a new document; an old one keeps its."""

    path: Path
    sha256: str
    rules_version: str
    slug: str


def open_database(path: Path) -> Database:
    """Open the database at `path` for writing; create it, or bring an older one up to date.

    Raises UserError where the file is no database, cannot be written, or comes from a newer planparse.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=LOCK_WAIT))
        _refuse_newer(db, path)
        db.enable_wal()
        migrations.apply(db)
        db.execute("PRAGMA foreign_keys = ON")
        _describe(db)
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            f"{path} cannot be opened for writing: {error}", "give a new or an older database to --db"
        ) from None
    return db


def read_database(path: Path) -> Database:
    """Open the database at `path` for reading only. Raises UserError where it is none or of another version."""
    if not path.is_file():
        raise UserError(f"no database at {path}", "planparse run PATH --db FILE makes one")
    try:
        db = Database(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT))
        _refuse_newer(db, path)
        pending = migrations.pending(db)
    except sqlite3.Error as error:
        raise UserError(f"{path} cannot be read: {error}", "is it a database of planparse?") from None
    if pending:
        raise UserError(f"{path} is of an older planparse", "planparse run PATH --db FILE brings it up to date")
    return db


def _refuse_newer(db: Database, path: Path) -> None:
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    newer = [applied.name for applied in migrations.applied(db) if applied.name not in known]
    if newer:
        raise UserError(f"{path} is of a newer planparse (it has {newer[-1]})", "install the newest planparse")


def _describe(db: Database) -> None:
    """Write the meaning of every table and column into the database, where it is not there yet."""
    rows = [
        {"table_name": name, "column_name": column, "description": description}
        for name, doc in (TABLES | VIEWS).items()
        for column, description in {"": doc.description, **doc.columns}.items()
    ]
    table = db.table("column_descriptions")
    if {tuple(row.values()) for row in table.rows} != {tuple(row.values()) for row in rows}:
        with db.atomic():
            table.delete_where()
            table.insert_all(rows)


def utc_now() -> str:
    """The time now, UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


# ---------------------------------------------------------------- writing


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
    for row in rows:
        moved = row | shared
        for column, local_id in moved.items():
            target = _target(table, column, row)
            if target is not None and isinstance(local_id, int):
                moved[column] = first_ids[target] + local_id
        yield moved


def _target(table: str, column: str, row: Row) -> str | None:
    """The table into which the ids of `column` point."""
    if column in ("id", "parent_id"):
        return table
    if column == "fact_id":
        return str(row["fact_table"])
    return REFERENCES.get(column)


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
            if not Path(row["source_path"]).exists():
                _forget_failures(db, Path(row["source_path"]))
        missing = [
            row
            for row in list(db.query("SELECT id, source_path FROM documents ORDER BY source_path"))
            if not Path(row["source_path"]).exists()
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


# ---------------------------------------------------------------- finding


def known_sources(db: Database) -> dict[Path, tuple[str, str, str]]:
    """For each stored source its sha256, rules version and program version."""
    query = "SELECT source_path, source_sha256, rules_version, planparse_version FROM documents"
    return {Path(path): (sha256, rules, version) for path, sha256, rules, version in db.execute(query)}


def allot_slugs(db: Database, paths: Iterable[Path]) -> dict[Path, str]:
    """A free slug for each of `paths`, in their order; sources that have one keep it."""
    slugs = {Path(path): slug for path, slug in db.execute("SELECT source_path, slug FROM documents")}
    taken = set(slugs.values())
    for path in paths:
        if path not in slugs:
            slugs[path] = _free_slug(path, taken)
            taken.add(slugs[path])
    return slugs


def _free_slug(path: Path, taken: Collection[str]) -> str:
    stem = unicodedata.normalize("NFC", path.stem)
    candidates = [stem, f"{stem}-{path.suffix.lower().removeprefix('.')}"]
    candidates += (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in candidates if slug not in taken)


def find_documents(db: Database, name: str) -> list[Row]:
    """The documents that `name` means: the one with this slug, else all of this municipality; each a row."""
    by_slug = list(db.query("SELECT * FROM documents WHERE slug = ?", [name]))
    return by_slug or list(db.query("SELECT * FROM documents WHERE municipality = ? ORDER BY slug", [name]))


def the_document(db: Database, name: str) -> Row:
    """The one document that `name` means. Raises UserError, with the slugs to choose from, where it is not one."""
    found = find_documents(db, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"{len(found)} plans of {name}: {_slugs(found)}", "name one by its slug")
    every = list(db.query("SELECT slug FROM documents ORDER BY slug"))
    raise UserError(f"no plan {name!r}", f"there are {_slugs(every)}" if every else "planparse run PATH reads some")


def _slugs(documents: Iterable[Row]) -> str:
    return ", ".join(str(document["slug"]) for document in documents)
