"""The reference pages in docs/ that the program prints itself: tables, diagnostic codes, commands."""

from __future__ import annotations

from sqlite_utils import Database

from planparse.codes import CODES
from planparse.store.migrations import migrations
from planparse.store.schema import TABLES, VIEWS, TableDoc

SCHEMA_HEAD = """# Tables and columns

Printed by `planparse docs schema`; the same descriptions stand in each database in the table `column_descriptions`.
Text is the plan's own wording. Unknown is NULL. Pages count from 1, positions, rows and columns from 0. Offsets count
Unicode code points in `pages.text`, as Python slices do: `substr(text, char_start + 1, char_end - char_start)`.
"""

CODES_HEAD = """# Diagnostic codes

Printed by `planparse docs diagnostics`. A code that is *fatal* means that no document came of the file, or that the
document is what an earlier run stored: the run ends with status 1 and tries the file again the next time.
"""


def schema_page() -> str:
    """docs/schema.md: descriptions from `planparse.store.schema`, types and keys from a new database."""
    db = Database(memory=True)
    migrations.apply(db)
    parts = [SCHEMA_HEAD]
    parts += (_table_part(db, name, doc) for name, doc in TABLES.items())
    parts.append("# Views\n")
    parts += (_view_part(name, doc) for name, doc in VIEWS.items())
    return "\n".join(parts)


def _table_part(db: Database, name: str, doc: TableDoc) -> str:
    table = db.table(name)
    targets = {key.column: f" → `{key.other_table}`" for key in table.foreign_keys if not key.is_compound}
    lines = [f"## {name}", "", f"A row is {doc.description}.", "", "| column | type | meaning |", "| --- | --- | --- |"]
    for column in table.columns:
        null = "" if column.notnull or column.is_pk else " or NULL"
        meaning = f"{doc.columns[column.name]}{targets.get(column.name, '')}"
        lines.append(f"| `{column.name}` | {column.type}{null} | {meaning} |")
    return "\n".join([*lines, ""])


def _view_part(name: str, doc: TableDoc) -> str:
    lines = [f"## {name}", "", f"A row is {doc.description}.", "", "| column | meaning |", "| --- | --- |"]
    lines += (f"| `{column}` | {meaning} |" for column, meaning in doc.columns.items())
    return "\n".join([*lines, ""])


def diagnostics_page() -> str:
    """docs/diagnostics.md."""
    lines = [CODES_HEAD, "| code | what was seen | what to do | fatal |", "| --- | --- | --- | --- |"]
    for code, doc in sorted(CODES.items()):
        lines.append(f"| `{code}` | {doc.seen} | {doc.remedy} | {'yes' if doc.fatal else ''} |")
    return "\n".join([*lines, ""])
