"""Open the database: for writing, up to date and described; or for reading only."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from planparse.errors import UserError
from planparse.store.migrations import migrations
from planparse.store.schema import TABLES, VIEWS

LOCK_WAIT = 30.0
"""Seconds that a write waits for another program that writes to the same file."""


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
        db = Database(sqlite3.connect(_read_only_uri(path), uri=True, timeout=LOCK_WAIT))
        _refuse_newer(db, path)
        pending = migrations.pending(db)
    except sqlite3.Error as error:
        raise UserError(f"{path} cannot be read: {error}", "is it a database of planparse?") from None
    if pending:
        raise UserError(f"{path} is of an older planparse", "planparse run PATH --db FILE brings it up to date")
    return db


def _read_only_uri(path: Path) -> str:
    """How SQLite opens the database for reading only.

    It keeps files beside the database; where there are none and it may not make them, the database is read as it lies.
    """
    alone = not path.with_name(f"{path.name}-wal").exists() and not os.access(path.parent, os.W_OK)
    return f"{path.absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"


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
